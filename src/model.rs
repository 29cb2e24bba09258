//! A recording callback, as the service describes it.

mod body;
mod page;
#[cfg(test)]
mod tests;

use std::fmt;
use std::time::SystemTime;

use crate::events::Events;
use crate::time;

pub(crate) use page::Page;

/// A recording callback, as the service returned it.
///
/// Texts are returned as sent. A getter returns `None` if the service did not send the field, or sent null, an object
/// or a list. For a number or a boolean, the getter of a text returns the JSON text. If a field appears twice, the last
/// value is used. [`json`] contains the fields that this version does not know.
///
/// [`json`]: RecordCallback::json
#[derive(Clone)]
pub struct RecordCallback {
    /// The body as received, followed by every decoded text: one allocation for all of them.
    buffer: String,
    body: Span,
    texts: [Option<Span>; Field::COUNT],
    notify_event_subscription: Option<Vec<Span>>,
}

/// A part of the buffer.
#[derive(Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
}

/// The texts of a recording callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    PublishDomain,
    App,
    NotifyCallbackUrl,
    SignType,
    CreateTime,
    UpdateTime,
    /// Comes from the answer's header, not from its body.
    RequestId,
}

impl Field {
    pub(crate) const COUNT: usize = Field::ALL.len();

    /// Each at its own index.
    pub(crate) const ALL: [Field; 8] = [
        Field::Id,
        Field::PublishDomain,
        Field::App,
        Field::NotifyCallbackUrl,
        Field::SignType,
        Field::CreateTime,
        Field::UpdateTime,
        Field::RequestId,
    ];
}

/// How the service signs the notifications it posts to `notify_callback_url`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignType {
    /// HMAC-SHA256. This is the default if the service sends no sign type.
    HmacSha256,
    /// MD5.
    Md5,
    /// A sign type that this version does not know. [`sign_type_text`](RecordCallback::sign_type_text) returns its
    /// name.
    Other,
}

impl RecordCallback {
    /// `id`
    ///
    /// It may differ from the requested id: it does in the service's own example.
    pub fn id(&self) -> &str {
        self.text(Field::Id).unwrap_or_default()
    }
    /// `publish_domain`: the ingest domain.
    pub fn publish_domain(&self) -> Option<&str> {
        self.text(Field::PublishDomain)
    }
    /// `app`: the application name, or `*` for any.
    pub fn app(&self) -> Option<&str> {
        self.text(Field::App)
    }
    /// `notify_callback_url`: where the service posts the notifications.
    pub fn notify_callback_url(&self) -> Option<&str> {
        self.text(Field::NotifyCallbackUrl)
    }
    /// `notify_event_subscription` as sent, in its order; `None` if the service sent no list.
    ///
    /// For numbers and booleans in the list, their JSON text is returned. Null, objects and lists in it are left out.
    pub fn notify_event_subscription(&self) -> Option<impl ExactSizeIterator<Item = &str>> {
        let list = self.notify_event_subscription.as_ref()?;
        Some(list.iter().map(|&span| self.part(span)))
    }
    /// Returns the subscribed events. If the service sent no list, returns the service's default,
    /// `RECORD_FILE_COMPLETE`.
    pub fn events(&self) -> Events {
        match self.notify_event_subscription() {
            Some(list) => list.fold(Events::default(), |events, name| events | Events::named(name)),
            None => Events::RECORD_FILE_COMPLETE,
        }
    }
    /// `sign_type` as sent.
    pub fn sign_type_text(&self) -> Option<&str> {
        self.text(Field::SignType)
    }
    /// Returns the sign type. If the service sent none, returns the service's default, HMAC-SHA256.
    pub fn sign_type(&self) -> SignType {
        match self.sign_type_text() {
            None | Some("HMACSHA256") => SignType::HmacSha256,
            Some("MD5") => SignType::Md5,
            Some(_) => SignType::Other,
        }
    }
    /// `create_time` as sent.
    pub fn create_time(&self) -> Option<&str> {
        self.text(Field::CreateTime)
    }
    /// Returns `create_time` as a point in time. `None` if it is missing or its format is not known.
    pub fn create_time_utc(&self) -> Option<SystemTime> {
        self.instant(Field::CreateTime)
    }
    /// `update_time` as sent.
    pub fn update_time(&self) -> Option<&str> {
        self.text(Field::UpdateTime)
    }
    /// Returns `update_time` as a point in time. `None` if it is missing or its format is not known.
    pub fn update_time_utc(&self) -> Option<SystemTime> {
        self.instant(Field::UpdateTime)
    }
    /// Returns the id of the request, from the `X-Request-Id` header of the response.
    pub fn request_id(&self) -> Option<&str> {
        self.text(Field::RequestId)
    }
    /// Returns the body as received, including a byte order mark if the service sent one.
    pub fn json(&self) -> &str {
        self.part(self.body)
    }

    /// A text as sent.
    pub(crate) fn text(&self, field: Field) -> Option<&str> {
        self.texts[field as usize].map(|span| self.part(span))
    }

    /// A time in whole seconds since 1970; `None` if it is absent or not understood.
    pub(crate) fn seconds(&self, field: Field) -> Option<i64> {
        time::parse(self.text(field)?).map(|(seconds, _)| seconds)
    }

    fn instant(&self, field: Field) -> Option<SystemTime> {
        let (seconds, nanoseconds) = time::parse(self.text(field)?)?;
        time::system_time(seconds, nanoseconds)
    }

    // Inlined for each field, it would make the library 1.5 KB larger.
    #[inline(never)]
    fn part(&self, span: Span) -> &str {
        &self.buffer[span.start..span.end]
    }
}

impl fmt::Debug for RecordCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordCallback")
            .field("id", &self.id())
            .field("publish_domain", &self.publish_domain())
            .field("app", &self.app())
            .field("notify_callback_url", &self.notify_callback_url())
            .field("notify_event_subscription", &self.notify_event_subscription().map(Vec::from_iter))
            .field("sign_type", &self.sign_type_text())
            .field("create_time", &self.create_time())
            .field("update_time", &self.update_time())
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}
