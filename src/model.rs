//! What the service says: a recording callback.

use std::fmt;
use std::time::SystemTime;

use crate::error::Error;

/// A recording callback, as the service described it.
///
/// Texts are as sent. A field that the service left out, or sent as null or as something that is no text, is `None`; a
/// number or a boolean in a text's place is its JSON text. Fields that this version does not know are in [`json`].
///
/// [`json`]: RecordCallback::json
#[derive(Clone)]
pub struct RecordCallback {
    // replaced by the implementation
    json: String,
}

/// How the service signs the notifications it posts to `notify_callback_url`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignType {
    /// HMAC-SHA256; also where the service sends none.
    HmacSha256,
    /// MD5.
    Md5,
    /// Something newer than this library; `sign_type_text` has it.
    Other,
}

/// A set of recording events.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Events(u32);

impl Events {
    /// `RECORD_NEW_FILE_START`
    pub const RECORD_NEW_FILE_START: Events = Events(1);
    /// `RECORD_FILE_COMPLETE`, the default where the service sends no list.
    pub const RECORD_FILE_COMPLETE: Events = Events(2);
    /// `RECORD_OVER`
    pub const RECORD_OVER: Events = Events(4);
    /// `RECORD_FAILED`
    pub const RECORD_FAILED: Events = Events(8);
    /// `RECORD_START`
    pub const RECORD_START: Events = Events(16);
    /// An event that this library does not know; the list of texts has it.
    pub const OTHER: Events = Events(0x8000_0000);

    /// Whether every event of `other` is in this set.
    pub fn contains(self, other: Events) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no event in this set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as bits, the same as in the C ABI.
    pub fn bits(self) -> u32 {
        self.0
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({:#x})", self.0)
    }
}

impl RecordCallback {
    /// Reads the body of a 200.
    pub(crate) fn from_body(body: Vec<u8>, request_id: Option<&str>) -> Result<RecordCallback, NotACallback> {
        let _ = (body, request_id);
        todo!()
    }

    /// `id`
    pub fn id(&self) -> &str {
        todo!()
    }
    /// `publish_domain`: the ingest domain.
    pub fn publish_domain(&self) -> Option<&str> {
        todo!()
    }
    /// `app`
    pub fn app(&self) -> Option<&str> {
        todo!()
    }
    /// `notify_callback_url`: where the service posts the notifications.
    pub fn notify_callback_url(&self) -> Option<&str> {
        todo!()
    }
    /// `notify_event_subscription` as sent, in its order; `None` where the service sent no list.
    pub fn notify_event_subscription(&self) -> Option<impl ExactSizeIterator<Item = &str>> {
        None::<std::vec::IntoIter<&str>>
    }
    /// The subscribed events in force: where the service sends no list it is its default, `RECORD_FILE_COMPLETE`.
    pub fn events(&self) -> Events {
        todo!()
    }
    /// `sign_type` as sent.
    pub fn sign_type_text(&self) -> Option<&str> {
        todo!()
    }
    /// The sign type in force: where the service sends none it is its default, HMAC-SHA256.
    pub fn sign_type(&self) -> SignType {
        todo!()
    }
    /// `create_time` as sent.
    pub fn create_time(&self) -> Option<&str> {
        todo!()
    }
    /// `create_time` as an instant; `None` where it is absent or not understood.
    pub fn create_time_utc(&self) -> Option<SystemTime> {
        todo!()
    }
    /// `update_time` as sent.
    pub fn update_time(&self) -> Option<&str> {
        todo!()
    }
    /// `update_time` as an instant; `None` where it is absent or not understood.
    pub fn update_time_utc(&self) -> Option<SystemTime> {
        todo!()
    }
    /// The id of the request, from the answer's `X-Request-Id` header.
    pub fn request_id(&self) -> Option<&str> {
        todo!()
    }
    /// The body as received.
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl fmt::Debug for RecordCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordCallback").field("json", &self.json).finish()
    }
}

/// Why a body is no recording callback.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotACallback {
    /// replaced by the implementation
    #[error("todo")]
    Todo,
}

#[allow(unused)]
fn _uses(_: Error) {}
