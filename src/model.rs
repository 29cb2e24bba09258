//! What the service says: a recording callback.

use std::fmt;
use std::time::SystemTime;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::events::Events;
use crate::json::{self, Bytes};
use crate::time;

/// A recording callback, as the service described it.
///
/// Texts are as sent. A field that the service left out, or sent as null or as something that is no text, is `None`; a
/// number or a boolean in a text's place is its JSON text. Of a field that is sent twice the last one counts. Fields
/// that this version does not know are in [`json`].
///
/// [`json`]: RecordCallback::json
#[derive(Clone)]
pub struct RecordCallback {
    /// The body as received, and behind it every decoded text; each of them is followed by a NUL, so that C can be lent
    /// them as they lie here. A text with a NUL inside is followed by its form for C, without one.
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
    /// The form for C, without the NUL behind it: the same place, but for a text with a NUL inside.
    for_c: (usize, usize),
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
    const COUNT: usize = Field::RequestId as usize + 1;
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

impl RecordCallback {
    /// Reads the body of a 200.
    pub(crate) fn from_body(body: &[u8], request_id: Option<&str>) -> Result<RecordCallback, NotACallback> {
        let body = std::str::from_utf8(body).map_err(|error| NotACallback::NotUtf8(error.valid_up_to()))?;
        let raw = RawFields::read(json::without_mark(body))?;

        let request_id = request_id.filter(|id| !id.is_empty());
        // A decoded text is never longer than its JSON text.
        let lengths = raw.texts.iter().flatten().map(|text| text.len() + 1).sum::<usize>()
            + raw.notify_event_subscription.map_or(0, str::len)
            + request_id.map_or(0, |id| id.len() + 1);
        let mut buffer = String::with_capacity(body.len() + 1 + lengths);
        let body = push(&mut buffer, body);

        let mut texts = raw.texts.map(|text| push_decoded(&mut buffer, text?));
        // A header has no NUL in it, and neither has JSON but as an escape.
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

    /// `id`
    ///
    /// Not necessarily the one that was asked for: the service's own example shows another.
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
    /// `notify_event_subscription` as sent, in its order; `None` where the service sent no list.
    ///
    /// Numbers and booleans in the list are their JSON text, other things that are no text are left out.
    pub fn notify_event_subscription(&self) -> Option<impl ExactSizeIterator<Item = &str>> {
        let list = self.notify_event_subscription.as_ref()?;
        Some(list.iter().map(|&span| self.part(span)))
    }
    /// The subscribed events in force: where the service sends no list it is its default, `RECORD_FILE_COMPLETE`.
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
    /// The sign type in force: where the service sends none it is its default, HMAC-SHA256.
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
    /// `create_time` as an instant; `None` where it is absent or not understood.
    pub fn create_time_utc(&self) -> Option<SystemTime> {
        self.instant(Field::CreateTime)
    }
    /// `update_time` as sent.
    pub fn update_time(&self) -> Option<&str> {
        self.text(Field::UpdateTime)
    }
    /// `update_time` as an instant; `None` where it is absent or not understood.
    pub fn update_time_utc(&self) -> Option<SystemTime> {
        self.instant(Field::UpdateTime)
    }
    /// The id of the request, from the answer's `X-Request-Id` header.
    pub fn request_id(&self) -> Option<&str> {
        self.text(Field::RequestId)
    }
    /// The body as received, with a byte order mark where the service sent one.
    pub fn json(&self) -> &str {
        self.part(self.body)
    }

    /// A text with the NUL that ends it; a NUL inside the text is U+FFFD there.
    pub(crate) fn text_with_nul(&self, field: Field) -> Option<&[u8]> {
        self.texts[field as usize].map(|span| self.part_with_nul(span))
    }

    /// How many texts [`notify_event_subscription_with_nul`](Self::notify_event_subscription_with_nul) has; 0 where the
    /// service sent no list.
    pub(crate) fn notify_event_subscription_count(&self) -> usize {
        self.notify_event_subscription.as_ref().map_or(0, Vec::len)
    }

    /// One text of the list with the NUL that ends it, as in [`text_with_nul`](Self::text_with_nul).
    pub(crate) fn notify_event_subscription_with_nul(&self, index: usize) -> Option<&[u8]> {
        self.notify_event_subscription.as_ref()?.get(index).map(|&span| self.part_with_nul(span))
    }

    /// The body as received with a NUL at its end. JSON has none inside.
    pub(crate) fn json_with_nul(&self) -> &[u8] {
        self.part_with_nul(self.body)
    }

    /// A time in whole seconds since 1970; `None` where it is absent or not understood.
    pub(crate) fn seconds(&self, field: Field) -> Option<i64> {
        time::parse(self.text(field)?).map(|(seconds, _)| seconds)
    }

    fn instant(&self, field: Field) -> Option<SystemTime> {
        let (seconds, nanoseconds) = time::parse(self.text(field)?)?;
        time::system_time(seconds, nanoseconds)
    }

    fn text(&self, field: Field) -> Option<&str> {
        self.texts[field as usize].map(|span| self.part(span))
    }

    fn part(&self, span: Span) -> &str {
        &self.buffer[span.start..span.end]
    }

    fn part_with_nul(&self, span: Span) -> &[u8] {
        let (start, end) = span.for_c;
        &self.buffer.as_bytes()[start..=end]
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

/// Why a body is no recording callback; the text says what it is instead.
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
    #[error("a JSON object whose id is no text")]
    OddId,
    #[error("a JSON object whose id is empty")]
    EmptyId,
}

impl From<serde_json::Error> for NotACallback {
    fn from(error: serde_json::Error) -> NotACallback {
        if error.is_eof() { NotACallback::CutOff(error) } else { NotACallback::NotJson(error) }
    }
}

/// The JSON texts of the fields, not decoded yet, so that no odd value stands in the way of another field.
#[derive(Default)]
struct RawFields<'a> {
    texts: [Option<&'a str>; Field::COUNT],
    notify_event_subscription: Option<&'a str>,
}

impl<'a> RawFields<'a> {
    fn read(json: &'a str) -> Result<RawFields<'a>, NotACallback> {
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
        let fields = json.deserialize_map(RawFieldsVisitor)?;
        json.end()?;
        Ok(fields)
    }
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
        while let Some(key) = map.next_key_seed(Bytes(Key::named))? {
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

/// Decodes the elements of a JSON array behind the buffer. `None`: it is no array.
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

/// Decodes a JSON text, number or boolean behind the buffer; anything else is nothing.
fn push_decoded(buffer: &mut String, json: &str) -> Option<Span> {
    let start = buffer.len();
    json::push_text(buffer, json).then(|| {
        // JSON has a NUL only as an escape, and an escape is longer than what it stands for.
        let escapes = buffer.len() - start + 2 < json.len();
        terminate(buffer, start, escapes)
    })
}

/// Appends a text without a NUL inside, and the NUL behind it.
fn push(buffer: &mut String, text: &str) -> Span {
    let start = buffer.len();
    buffer.push_str(text);
    terminate(buffer, start, false)
}

/// Puts the NUL behind the text that begins at `start`, and where there are NULs inside, the form for C.
fn terminate(buffer: &mut String, start: usize, may_have_nul: bool) -> Span {
    let end = buffer.len();
    buffer.push('\0');
    if !may_have_nul || !buffer[start..end].contains('\0') {
        return Span { start, end, for_c: (start, end) };
    }
    let text = buffer[start..end].replace('\0', "\u{fffd}");
    buffer.push_str(&text);
    buffer.push('\0');
    Span { start, end, for_c: (end + 1, end + 1 + text.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// The answer that the service's documentation shows.
    const EXAMPLE: &str = r#"{
  "id" : "e2fe84def7e476651034ec4b9e92bc30",
  "publish_domain" : "push.testone.example.com",
  "app" : "*",
  "notify_callback_url" : "http://mycallback.com.cn/notify",
  "notify_event_subscription" : [ "RECORD_NEW_FILE_START" , "RECORD_FILE_COMPLETE" ],
  "create_time" : "2020-03-02T10:05:23Z",
  "update_time" : "2020-03-02T10:05:24Z"
}"#;

    fn read(body: impl AsRef<[u8]>) -> Result<RecordCallback, NotACallback> {
        RecordCallback::from_body(body.as_ref(), None)
    }

    fn list(callback: &RecordCallback) -> Option<Vec<&str>> {
        callback.notify_event_subscription().map(Iterator::collect)
    }

    #[test]
    fn every_field_is_there() {
        let callback = RecordCallback::from_body(EXAMPLE.as_ref(), Some("r-1")).unwrap();
        assert_eq!(callback.id(), "e2fe84def7e476651034ec4b9e92bc30");
        assert_eq!(callback.publish_domain(), Some("push.testone.example.com"));
        assert_eq!(callback.app(), Some("*"));
        assert_eq!(callback.notify_callback_url(), Some("http://mycallback.com.cn/notify"));
        assert_eq!(list(&callback), Some(vec!["RECORD_NEW_FILE_START", "RECORD_FILE_COMPLETE"]));
        assert_eq!(callback.events(), Events::RECORD_NEW_FILE_START | Events::RECORD_FILE_COMPLETE);
        assert_eq!((callback.sign_type_text(), callback.sign_type()), (None, SignType::HmacSha256));
        assert_eq!(callback.create_time(), Some("2020-03-02T10:05:23Z"));
        assert_eq!(callback.create_time_utc(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_583_143_523)));
        assert_eq!(callback.update_time(), Some("2020-03-02T10:05:24Z"));
        assert_eq!(callback.update_time_utc(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_583_143_524)));
        assert_eq!(callback.request_id(), Some("r-1"));
        assert_eq!(callback.json(), EXAMPLE);

        let copy = callback.clone();
        drop(callback);
        assert_eq!((copy.app(), copy.json()), (Some("*"), EXAMPLE));
    }

    #[test]
    fn an_odd_field_never_loses_the_others() {
        // What stands in the place of `app`, and what `app()` is then.
        let table = [
            (r#""live""#, Some("live")),
            (r#""""#, Some("")),
            ("12345", Some("12345")),
            ("-0.10e+05", Some("-0.10e+05")),
            ("123456789012345678901234567890", Some("123456789012345678901234567890")),
            ("1e99999", Some("1e99999")),
            ("true", Some("true")),
            ("false", Some("false")),
            ("null", None),
            ("[]", None),
            (r#"["live"]"#, None),
            (r#"{"app":"live"}"#, None),
            (r#""a\"\\\/\b\f\n\r\t\u00e9\ud83c\udfac""#, Some("a\"\\/\u{8}\u{c}\n\r\té🎬")),
            (r#""录制""#, Some("录制")),
            (r#""null""#, Some("null")),
            (r#""a\u0000b""#, Some("a\0b")),
        ];
        for (json, app) in table {
            let body =
                format!(r#"{{"publish_domain":"p","app":{json},"id":7,"sign_type" : "MD5","new":[{{}},1e999]}}"#);
            let callback = read(body.clone()).unwrap();
            assert_eq!(callback.app(), app, "{json}");
            assert_eq!((callback.id(), callback.publish_domain()), ("7", Some("p")), "{json}");
            assert_eq!((callback.sign_type(), callback.request_id()), (SignType::Md5, None), "{json}");
            assert_eq!(callback.json(), body, "{json}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_costs_nothing_else() {
        let callback =
            read(r#"{"\ud800":1,"id":"a","app":"x\udfacy","\u0061pp\udc00":2,"sign_t\u0079pe":"MD5"}"#).unwrap();
        assert_eq!((callback.id(), callback.sign_type()), ("a", SignType::Md5));
        assert_eq!(callback.app(), Some("x\u{fffd}y"));
        // No text is longer than what was sent, however many there are.
        let callback = read(r#"{"id":"a","app":"\ud85d]u\ud840\ud84d\ud85d\udd5d"}"#).unwrap();
        assert_eq!(callback.app(), Some("\u{fffd}]u\u{fffd}\u{fffd}\u{2755d}"));
    }

    #[test]
    fn the_last_of_a_repeated_field_counts() {
        let callback = read(r#"{"id":"a","app":"1","id":"b","app":null,"app2":1}"#).unwrap();
        assert_eq!((callback.id(), callback.app()), ("b", None));
    }

    #[test]
    fn the_list_as_sent_and_in_force() {
        const COMPLETE: Events = Events::RECORD_FILE_COMPLETE;
        let table: [(&str, Option<&[&str]>, Events); 10] = [
            ("null", None, COMPLETE),
            (r#""RECORD_OVER""#, None, COMPLETE),
            ("5", None, COMPLETE),
            (r#"{"0":"RECORD_OVER"}"#, None, COMPLETE),
            ("[]", Some(&[]), Events::default()),
            (
                r#"["RECORD_START","RECORD_FAILED","RECORD_OVER","RECORD_FAILED"]"#,
                Some(&["RECORD_START", "RECORD_FAILED", "RECORD_OVER", "RECORD_FAILED"]),
                Events::RECORD_START | Events::RECORD_FAILED | Events::RECORD_OVER,
            ),
            (r#"["RECORD_PAUSED"]"#, Some(&["RECORD_PAUSED"]), Events::OTHER),
            (r#"["record_over",""]"#, Some(&["record_over", ""]), Events::OTHER),
            (
                r#"[null, "RECORD_FILE_COMPLETE", [["x"]], 1 ,{"a":2},true]"#,
                Some(&["RECORD_FILE_COMPLETE", "1", "true"]),
                COMPLETE | Events::OTHER,
            ),
            (r#"["RECORD\u005fOVER"]"#, Some(&["RECORD_OVER"]), Events::RECORD_OVER),
        ];
        for (json, texts, events) in table {
            let callback = read(format!(r#"{{"id":"a","notify_event_subscription": {json} }}"#)).unwrap();
            assert_eq!(list(&callback).as_deref(), texts, "{json}");
            assert_eq!(callback.events(), events, "{json}");
            assert_eq!(callback.notify_event_subscription_count(), texts.map_or(0, <[_]>::len), "{json}");
        }
        let callback = read(r#"{"id":"a"}"#).unwrap();
        assert_eq!((list(&callback), callback.events()), (None, COMPLETE));

        let many = vec![r#""RECORD_OVER""#; 5_000].join(",");
        let callback = read(format!(r#"{{"id":"a","notify_event_subscription":[{many}]}}"#)).unwrap();
        assert_eq!(callback.notify_event_subscription().unwrap().len(), 5_000);
        assert_eq!(callback.events(), Events::RECORD_OVER);
    }

    #[test]
    fn sign_types_are_compared_exactly() {
        let table = [
            (r#""HMACSHA256""#, SignType::HmacSha256),
            (r#""MD5""#, SignType::Md5),
            (r#""md5""#, SignType::Other),
            (r#""SM3""#, SignType::Other),
            (r#""""#, SignType::Other),
            ("null", SignType::HmacSha256),
        ];
        for (json, sign_type) in table {
            assert_eq!(read(format!(r#"{{"id":"a","sign_type":{json}}}"#)).unwrap().sign_type(), sign_type, "{json}");
        }
    }

    #[test]
    fn times_are_texts_and_where_understood_instants() {
        let table = [
            (r#""2023-11-14T22:13:20Z""#, Some("2023-11-14T22:13:20Z"), Some(1_700_000_000)),
            (r#""2023-11-14 22:13:20.5""#, Some("2023-11-14 22:13:20.5"), Some(1_700_000_000)),
            (r#""2023-11-15T06:13:20+08:00""#, Some("2023-11-15T06:13:20+08:00"), Some(1_700_000_000)),
            (r#""yesterday""#, Some("yesterday"), None),
            ("1700000000", Some("1700000000"), None),
            ("null", None, None),
        ];
        for (json, text, seconds) in table {
            let callback = read(format!(r#"{{"create_time":{json},"id":"a","update_time":{json}}}"#)).unwrap();
            assert_eq!((callback.create_time(), callback.update_time()), (text, text), "{json}");
            for field in [Field::CreateTime, Field::UpdateTime] {
                assert_eq!(callback.seconds(field), seconds, "{json}");
            }
            let instant = callback.create_time_utc();
            assert_eq!(instant.is_some(), seconds.is_some(), "{json}");
            assert_eq!(callback.update_time_utc(), instant, "{json}");
        }
    }

    #[test]
    fn what_is_no_callback_says_what_it_is() {
        let table: [(&[u8], &str); 23] = [
            (b"", "an empty body"),
            (b" \r\n\t", "an empty body"),
            (b"\xef\xbb\xbf", "an empty body"),
            (b"null", "a JSON null, not a JSON object"),
            (b"[]", "a JSON array, not a JSON object"),
            (br#"[{"id":"a"}]"#, "a JSON array, not a JSON object"),
            (br#""x""#, "a JSON text, not a JSON object"),
            (b"true", "a JSON boolean, not a JSON object"),
            (b" -1 ", "a JSON number, not a JSON object"),
            (b"{}", "a JSON object without an id"),
            (br#"{"Id":"a"}"#, "a JSON object without an id"),
            (br#"{"id":null}"#, "a JSON object whose id is no text"),
            (br#"{"id":{"id":"a"}}"#, "a JSON object whose id is no text"),
            (br#"{"id":""}"#, "a JSON object whose id is empty"),
            (br#"{"id":"a""#, "cut-off JSON: EOF while parsing an object at line 1 column 9"),
            (br#"{"id":"a"#, "cut-off JSON: EOF while parsing a string at line 1 column 8"),
            (b"[1,", "cut-off JSON: EOF while parsing a value at line 1 column 3"),
            (br#"{"id":"a"}x"#, "not JSON: trailing characters at line 1 column 11"),
            (br#"{"id":"a"} {"id":"b"}"#, "not JSON: trailing characters at line 1 column 12"),
            (br#"{"id":"a",}"#, "not JSON: trailing comma at line 1 column 11"),
            (b"{\"id\":\"a\nb\"}", "not JSON: control character"),
            (b"<html>", "not JSON: expected value at line 1 column 1"),
            (b"{\"id\":\"\xb2\xe2\"}", "not UTF-8 at byte 8"),
        ];
        for (body, expected) in table {
            let error = read(body).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{:?}: {error}", String::from_utf8_lossy(body));
        }
        // A document nested as deep as a body can be costs neither the stack nor the call.
        let deep = format!(r#"{{"id":"a","x":{}{}}}"#, "[".repeat(500_000), "]".repeat(500_000));
        assert_eq!(read(deep).unwrap().id(), "a");
    }

    #[test]
    fn a_byte_order_mark_is_accepted_and_kept() {
        let body = "\u{feff} {\"id\":\"a\"}\n";
        let callback = read(body).unwrap();
        assert_eq!((callback.id(), callback.json()), ("a", body));
    }

    #[test]
    fn c_is_lent_the_same_texts_with_a_nul() {
        let body = r#"{"id":"a\u0000b\u0000","app":"","notify_callback_url":"录","create_time":"\u0000",
            "notify_event_subscription":["RECORD_OVER","x\u0000","y"]}"#;
        let callback = RecordCallback::from_body(body.as_ref(), Some("r")).unwrap();
        let table: [(Field, Option<&str>); 8] = [
            (Field::Id, Some("a\u{fffd}b\u{fffd}\0")),
            (Field::App, Some("\0")),
            (Field::NotifyCallbackUrl, Some("录\0")),
            (Field::CreateTime, Some("\u{fffd}\0")),
            (Field::UpdateTime, None),
            (Field::PublishDomain, None),
            (Field::SignType, None),
            (Field::RequestId, Some("r\0")),
        ];
        for (field, text) in table {
            assert_eq!(callback.text_with_nul(field), text.map(str::as_bytes), "{field:?}");
        }
        assert_eq!(callback.id(), "a\0b\0");
        assert_eq!(list(&callback), Some(vec!["RECORD_OVER", "x\0", "y"]));
        let lent: Vec<&[u8]> = (0..4).filter_map(|index| callback.notify_event_subscription_with_nul(index)).collect();
        assert_eq!(lent, ["RECORD_OVER\0".as_bytes(), "x\u{fffd}\0".as_bytes(), b"y\0"]);
        assert_eq!(callback.json_with_nul(), format!("{body}\0").as_bytes());
        assert_eq!(callback.json(), body);
    }

    #[test]
    fn debug_shows_the_fields() {
        let shown = format!("{:?}", RecordCallback::from_body(EXAMPLE.as_ref(), Some("r-1")).unwrap());
        for part in [r#"id: "e2fe84def7e476651034ec4b9e92bc30""#, "RECORD_NEW_FILE_START", "sign_type: None", "r-1"] {
            assert!(shown.contains(part), "{shown}");
        }
        let events = Events::RECORD_START | Events::OTHER;
        assert_eq!(format!("{events:?} {:?}", Events::default()), "{RECORD_START, OTHER} {}");
    }
}
