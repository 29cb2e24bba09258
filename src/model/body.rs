//! The body of a 200, read into a recording callback.

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Field, RecordCallback, Span};
use crate::json::{self, BytesSeed};

impl RecordCallback {
    /// Reads the body of a 200; the request id comes from the answer's header.
    pub(crate) fn from_body(body: &[u8], request_id: Option<&str>) -> Result<RecordCallback, NotACallback> {
        let body = std::str::from_utf8(body).map_err(|error| NotACallback::NotUtf8(error.valid_up_to()))?;
        let raw = read_object(json::without_mark(body), RawFieldsVisitor)?;

        let request_id = request_id.filter(|id| !id.is_empty());
        // A decoded text is never longer than its JSON text.
        let lengths = raw.texts.iter().flatten().map(|text| text.len()).sum::<usize>()
            + raw.notify_event_subscription.map_or(0, str::len)
            + request_id.map_or(0, str::len);
        let mut buffer = String::with_capacity(body.len() + lengths);
        let body = push(&mut buffer, body);

        let mut texts = raw.texts.map(|text| push_decoded(&mut buffer, text?));
        texts[Field::RequestId as usize] = request_id.map(|id| push(&mut buffer, id));
        let notify_event_subscription =
            raw.notify_event_subscription.and_then(|list| push_decoded_list(&mut buffer, list));

        match (texts[Field::Id as usize], raw.texts[Field::Id as usize]) {
            (Some(id), _) if id.start < id.end => {}
            (Some(_), _) => return Err(NotACallback::EmptyId),
            (None, Some(_)) => return Err(NotACallback::OddId),
            (None, None) => return Err(NotACallback::NoId),
        }
        Ok(RecordCallback { buffer, body, texts, notify_event_subscription })
    }
}

/// Why a body is not a recording callback. The text says what it is instead.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotACallback {
    #[error("an empty body")]
    Empty,
    #[error("not UTF-8 at byte {}", .0 + 1)]
    NotUtf8(usize),
    #[error("cut-off JSON: {0}")]
    CutOff(serde_json::Error),
    #[error("not JSON: {0}")]
    NotJson(serde_json::Error),
    #[error("{0}, not a JSON object")]
    NotAnObject(&'static str),
    #[error("a JSON object without an id")]
    NoId,
    #[error("a JSON object whose id is not a text")]
    OddId,
    #[error("a JSON object whose id is empty")]
    EmptyId,
}

impl From<serde_json::Error> for NotACallback {
    fn from(error: serde_json::Error) -> NotACallback {
        if error.is_eof() { NotACallback::CutOff(error) } else { NotACallback::NotJson(error) }
    }
}

/// The JSON texts of the fields, not decoded yet, so that one odd value does not make the others unreadable.
#[derive(Default)]
struct RawFields<'a> {
    texts: [Option<&'a str>; Field::COUNT],
    notify_event_subscription: Option<&'a str>,
}

/// Reads a JSON object that is the whole text.
pub(super) fn read_object<'a, V: Visitor<'a>>(json: &'a str, visitor: V) -> Result<V::Value, NotACallback> {
    let start = json.trim_ascii_start();
    if start.is_empty() {
        return Err(NotACallback::Empty);
    }
    if !start.starts_with('{') {
        let value: &RawValue = serde_json::from_str(json)?;
        return Err(NotACallback::NotAnObject(match value.get().as_bytes() {
            [b'[', ..] => "a JSON array",
            [b'"', ..] => "a JSON text",
            [b'n', ..] => "a JSON null",
            [b't' | b'f', ..] => "a JSON boolean",
            _ => "a JSON number",
        }));
    }
    let mut json = serde_json::Deserializer::from_str(json);
    let fields = json.deserialize_map(visitor)?;
    json.end()?;
    Ok(fields)
}

/// A key of the object whose value is kept.
enum Key {
    Text(Field),
    NotifyEventSubscription,
}

impl Key {
    fn named(name: &[u8]) -> Option<Key> {
        Some(match name {
            b"id" => Key::Text(Field::Id),
            b"publish_domain" => Key::Text(Field::PublishDomain),
            b"app" => Key::Text(Field::App),
            b"notify_callback_url" => Key::Text(Field::NotifyCallbackUrl),
            b"notify_event_subscription" => Key::NotifyEventSubscription,
            b"sign_type" => Key::Text(Field::SignType),
            b"create_time" => Key::Text(Field::CreateTime),
            b"update_time" => Key::Text(Field::UpdateTime),
            _ => return None,
        })
    }
}

struct RawFieldsVisitor;

impl<'de> Visitor<'de> for RawFieldsVisitor {
    type Value = RawFields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawFields<'de>, A::Error> {
        let mut fields = RawFields::default();
        while let Some(key) = map.next_key_seed(BytesSeed(Key::named))? {
            let place = match key {
                Some(Key::Text(field)) => &mut fields.texts[field as usize],
                Some(Key::NotifyEventSubscription) => &mut fields.notify_event_subscription,
                None => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            *place = Some(map.next_value::<&RawValue>()?.get());
        }
        Ok(fields)
    }
}

/// Decodes the elements of a JSON array at the end of the buffer. `None`: it is no array.
fn push_decoded_list(buffer: &mut String, json: &str) -> Option<Vec<Span>> {
    struct List<'a>(&'a mut String);

    impl<'de> Visitor<'de> for List<'_> {
        type Value = Vec<Span>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Span>, A::Error> {
            let mut spans = Vec::new();
            while let Some(element) = seq.next_element::<&RawValue>()? {
                spans.extend(push_decoded(self.0, element.get()));
            }
            Ok(spans)
        }
    }

    serde_json::Deserializer::from_str(json).deserialize_seq(List(buffer)).ok()
}

/// Decodes a JSON text, number or boolean at the end of the buffer. `None`: it is none of them.
// Inlined for each field, it would make the library larger.
#[inline(never)]
fn push_decoded(buffer: &mut String, json: &str) -> Option<Span> {
    let start = buffer.len();
    json::push_text(buffer, json).then_some(Span { start, end: buffer.len() })
}

fn push(buffer: &mut String, text: &str) -> Span {
    let start = buffer.len();
    buffer.push_str(text);
    Span { start, end: buffer.len() }
}
