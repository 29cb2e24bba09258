//! The recording events that the service posts to `notify_callback_url`, and how to know that they are genuine.
//!
//! ```no_run
//! # fn example(client: hwlive::Client, id: &str, key: &str, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use hwlive::notification::{Notification, NotificationKey, Verified};
//!
//! fn on_recording(event: Verified<'_>) {
//!     println!("{:?}: {}", event.event_type(), event.download_url().unwrap_or("no file"));
//! }
//!
//! // Once: the callback knows how it signs, you know its key.
//! let verifier = client.show_record_callback(id)?.verifier(NotificationKey::new(key)?);
//! // For each POST (answer 200 with a JSON body such as {"status":1}):
//! on_recording(verifier.verify(&Notification::parse(body)?)?);
//! # Ok(())
//! # }
//! ```
//!
//! # What is documented, and what is inferred
//!
//! The service documents that it posts JSON, the names of the fields, and two formulas over plain concatenations:
//!
//! | `sign_type` | `auth_sign` |
//! |---|---|
//! | `HMACSHA256` | HMAC-SHA256 of `auth_timestamp + event_type + publish_domain + app + stream + download_url + play_url`, under the key |
//! | `MD5` | MD5 of `key + auth_timestamp`; the service itself calls it insecure |
//!
//! It publishes no worked example: the signature in its documentation is masked. So these are inferences, and no more:
//!
//! - A field that is absent or null counts as empty (`play_url` is in the formula, but not in the current list of
//!   fields).
//! - Texts are concatenated as UTF-8 after JSON's escapes are undone, and `auth_timestamp` with the digits it was
//!   written in.
//! - `auth_sign` is hex (the masked one has the length and the look of it); either case is taken.
//! - `auth_timestamp` is the moment at which the signature **expires**, in seconds since 1970. The table for stream
//!   notifications on the same page says so. Against it: in the documented recording example it equals `end_time`, as
//!   a time of sending would. The default [`Policy`] fits both: it takes what is at most 15 minutes past it. Where
//!   files take longer than that to be finished, raise [`Policy::tolerance`].
//! - A body without `auth_sign` comes from a callback that has no key.
//!
//! If a genuine notification fails to verify, please report its fields with the key's and the domain's texts replaced,
//! and which of these does not hold.
//!
//! # What a signature does not prove
//!
//! - **HMACSHA256 covers the seven fields of its formula and nothing else.** Anyone who has seen a notification can
//!   send it again with another `file_size`, `asset_id`, `obs_object` or `start_time`.
//! - **The formula has no separators**, so where one field ends and the next begins is not covered: app `ab` with
//!   stream `c` has the signature of app `a` with stream `bc`, and characters may move between `stream`,
//!   `download_url` and `play_url` in the same way. Who may choose the name of a stream and sees a notification about
//!   it can thus move the beginning of the URL. Before you act, compare `publish_domain` and `app` with your own, and
//!   the URL's host with the bucket's. Only the timestamp and a known `event_type` have fixed borders: digits, then a
//!   name that is no other's beginning.
//! - **MD5 covers no field at all**, only that its maker has the key or saw a signature with this timestamp: whoever
//!   has seen one body can write any other until it expires. It is accepted only where the policy or the queried
//!   callback says so.
//! - **Nothing marks a repeat.** The same body verifies again until it expires; the service's own rules for repeats
//!   and order are not documented. `job_id` with `event_type` tells repeats apart, but neither the absence nor the
//!   order of events means anything.
//!
//! Where the service can reach you over HTTPS, make the callback's URL an `https` one: that keeps bodies from being
//! seen at all.

mod verify;

use std::fmt;
use std::time::SystemTime;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::events::Events;
use crate::json;
use crate::time;

pub use verify::{NotificationKey, Policy, Verified, Verifier, VerifyError};

/// Brackets inside brackets that a body may have. A notification is flat; this leaves room for fields to come.
const MAX_DEPTH: usize = 32;

/// Every field that has a getter.
const FIELDS: [&str; 22] = [
    "project_id",
    "job_id",
    "task_id",
    "event_type",
    "publish_domain",
    "app",
    "stream",
    "record_format",
    "download_url",
    "asset_id",
    "file_size",
    "record_duration",
    "start_time",
    "end_time",
    "width",
    "height",
    "obs_location",
    "obs_bucket",
    "obs_object",
    "auth_sign",
    "auth_timestamp",
    "play_url",
];

/// A recording event, as the service posted it. Anyone can post one: [`verify`] before you believe it.
///
/// Fields have the service's names. One that is absent, or sent as null or as something that is no text, is `None`; a
/// number or a boolean in a text's place is its JSON text, and a text in a number's place is read as the number. Of a
/// name that stands twice the last one counts (and [`verify`] refuses the body if the name is a signed one). Fields
/// that this version does not know are in [`json`].
///
/// [`verify`]: Notification::verify
/// [`json`]: Notification::json
#[derive(Clone)]
pub struct Notification {
    json: Box<str>,
    fields: Vec<Field>,
}

/// A known field that stands in the body. There is at most one for each of `FIELDS`.
#[derive(Clone)]
struct Field {
    name: &'static str,
    /// A text after its escapes are undone, or a number or a boolean as written. `None`: null, or something in `doubt`.
    text: Option<String>,
    /// Why another reader of the same body may see another value here, as the end of a sentence.
    doubt: Option<&'static str>,
}

/// Why a body is no notification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// Longer than [`Notification::MAX_BODY`].
    #[error("recording notification: the body has {length} bytes, more than {}", Notification::MAX_BODY)]
    TooLarge {
        /// Bytes in the body.
        length: usize,
    },
    /// Not UTF-8, the one encoding that JSON has between systems.
    #[error("recording notification: the body is not UTF-8")]
    NotUtf8,
    /// Empty, cut off, followed by something else, with half of a surrogate pair in a field's name, or no JSON at all.
    #[error("recording notification: the body is not JSON (line {line}, column {column})")]
    NotJson {
        /// Line of the first fault, from 1.
        line: usize,
        /// Column of the first fault, in bytes; 0: before the line's first byte.
        column: usize,
    },
    /// JSON, but something else than an object.
    #[error("recording notification: the body is not a JSON object")]
    NotAnObject,
    /// More than 32 brackets inside one another.
    #[error("recording notification: the body is nested more than {MAX_DEPTH} deep")]
    TooDeep,
}

impl Notification {
    /// The longest body that is read, in bytes: 1 MiB. The documented example has less than 1 KiB, so a
    /// receiver may well stop earlier.
    pub const MAX_BODY: usize = 1 << 20;

    /// Reads the body of a POST, whatever its `Content-Type` says. A byte order mark before it is skipped.
    ///
    /// No field is required here, not even `event_type`; what is required is up to [`verify`](Notification::verify).
    ///
    /// # Errors
    ///
    /// A body that is too long, not UTF-8, not JSON, not an object, or nested too deep. No text of the body is in the
    /// error.
    pub fn parse(body: &[u8]) -> Result<Notification, ParseError> {
        if body.len() > Notification::MAX_BODY {
            return Err(ParseError::TooLarge { length: body.len() });
        }
        let body = std::str::from_utf8(body).map_err(|_| ParseError::NotUtf8)?;
        let json = body.strip_prefix('\u{feff}').unwrap_or(body);
        // Also for those who read `json` with a parser that recurses.
        if too_deep(json) {
            return Err(ParseError::TooDeep);
        }
        let mut reader = serde_json::Deserializer::from_str(json);
        let fields = reader.deserialize_map(Fields).and_then(|fields| reader.end().map(|()| fields)).map_err(
            |error| match error.classify() {
                serde_json::error::Category::Data => ParseError::NotAnObject,
                _ => ParseError::NotJson { line: error.line(), column: error.column() },
            },
        )?;
        Ok(Notification { json: body.into(), fields })
    }

    /// `project_id`
    pub fn project_id(&self) -> Option<&str> {
        self.text("project_id")
    }

    /// `job_id`: the same for all events about one file. Sent with `RECORD_NEW_FILE_START` and `RECORD_FILE_COMPLETE`.
    pub fn job_id(&self) -> Option<&str> {
        self.text("job_id")
    }

    /// `task_id`: the recording task.
    pub fn task_id(&self) -> Option<&str> {
        self.text("task_id")
    }

    /// `event_type` as sent. The set is open: see [`event`](Notification::event).
    pub fn event_type(&self) -> Option<&str> {
        self.text("event_type")
    }

    /// The event, as the one member of a set that can be held against
    /// [`RecordCallback::events`](crate::RecordCallback::events); [`Events::OTHER`] where `event_type` is absent or
    /// newer than this library.
    pub fn event(&self) -> Events {
        self.event_type().map_or(Events::OTHER, Events::named)
    }

    /// `publish_domain`: the ingest domain.
    pub fn publish_domain(&self) -> Option<&str> {
        self.text("publish_domain")
    }

    /// `app`
    pub fn app(&self) -> Option<&str> {
        self.text("app")
    }

    /// `stream`
    pub fn stream(&self) -> Option<&str> {
        self.text("stream")
    }

    /// `record_format`: `HLS`, `FLV` or `MP4`.
    pub fn record_format(&self) -> Option<&str> {
        self.text("record_format")
    }

    /// `download_url`: where the file is. Sent with `RECORD_FILE_COMPLETE`.
    pub fn download_url(&self) -> Option<&str> {
        self.text("download_url")
    }

    /// `play_url`: in the signature's formula, but not in the service's current list of fields.
    pub fn play_url(&self) -> Option<&str> {
        self.text("play_url")
    }

    /// `asset_id`: the media asset in VOD. Sent with `RECORD_FILE_COMPLETE`.
    pub fn asset_id(&self) -> Option<&str> {
        self.text("asset_id")
    }

    /// `file_size`, in bytes.
    pub fn file_size(&self) -> Option<u64> {
        self.number("file_size")
    }

    /// `record_duration`, in seconds. A fraction is cut off.
    pub fn record_duration(&self) -> Option<u64> {
        self.number("record_duration")
    }

    /// `start_time` as sent, documented as `yyyy-mm-ddThh:mm:ssZ`. Sent with `RECORD_FILE_COMPLETE`.
    pub fn start_time(&self) -> Option<&str> {
        self.text("start_time")
    }

    /// `start_time` as an instant; `None` where it is absent or not understood.
    pub fn start_time_utc(&self) -> Option<SystemTime> {
        self.instant("start_time")
    }

    /// `end_time` as sent, documented as `yyyy-mm-ddThh:mm:ssZ`. Sent with `RECORD_FILE_COMPLETE`.
    pub fn end_time(&self) -> Option<&str> {
        self.text("end_time")
    }

    /// `end_time` as an instant; `None` where it is absent or not understood.
    pub fn end_time_utc(&self) -> Option<SystemTime> {
        self.instant("end_time")
    }

    /// `width`, in pixels. Sent with `RECORD_FILE_COMPLETE`.
    pub fn width(&self) -> Option<u64> {
        self.number("width")
    }

    /// `height`, in pixels. Sent with `RECORD_FILE_COMPLETE`.
    pub fn height(&self) -> Option<u64> {
        self.number("height")
    }

    /// `obs_location`: the endpoint of the object storage. Sent with `RECORD_FILE_COMPLETE`.
    pub fn obs_location(&self) -> Option<&str> {
        self.text("obs_location")
    }

    /// `obs_bucket`. Sent with `RECORD_FILE_COMPLETE`.
    pub fn obs_bucket(&self) -> Option<&str> {
        self.text("obs_bucket")
    }

    /// `obs_object`: the file's path in the bucket. Sent with `RECORD_FILE_COMPLETE`.
    pub fn obs_object(&self) -> Option<&str> {
        self.text("obs_object")
    }

    /// `auth_sign`: the signature, sent where the callback has a key. Keep it out of logs.
    pub fn auth_sign(&self) -> Option<&str> {
        self.text("auth_sign")
    }

    /// `auth_timestamp` as written: when the signature expires, in seconds since 1970.
    pub fn auth_timestamp(&self) -> Option<&str> {
        self.text("auth_timestamp")
    }

    /// The body as received, with a byte order mark where there was one.
    pub fn json(&self) -> &str {
        &self.json
    }

    fn field(&self, name: &str) -> Option<&Field> {
        debug_assert!(FIELDS.contains(&name), "no field has the name {name}");
        self.fields.iter().find(|field| field.name == name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.field(name)?.text.as_deref()
    }

    fn instant(&self, name: &str) -> Option<SystemTime> {
        let (seconds, nanoseconds) = time::parse(self.text(name)?)?;
        time::system_time(seconds, nanoseconds)
    }

    /// A number from 0 on, however JSON or a text in its place writes it. What is no such number is `None`.
    fn number(&self, name: &str) -> Option<u64> {
        /// The first number that a double cannot tell from its neighbours.
        const INEXACT: f64 = 9_007_199_254_740_992.0;
        let text = self.text(name)?.trim();
        text.parse().ok().or_else(|| {
            let number: f64 = text.parse().ok()?;
            (0.0..INEXACT).contains(&number).then_some(number as u64)
        })
    }
}

/// Shows what the event is about; not the signature, which can be used by whoever reads it.
impl fmt::Debug for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notification")
            .field("event_type", &self.event_type())
            .field("publish_domain", &self.publish_domain())
            .field("app", &self.app())
            .field("stream", &self.stream())
            .field("job_id", &self.job_id())
            .finish_non_exhaustive()
    }
}

/// Whether brackets that are not in a text are nested beyond the limit. Of what is no JSON this may say either.
fn too_deep(json: &str) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0usize, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// Collects the known fields of the object that a body is.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Vec<Field>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Field>, A::Error> {
        let mut fields: Vec<Field> = Vec::with_capacity(FIELDS.len());
        while let Some(name) = map.next_key_seed(Name)? {
            let Some(Known { name, exact }) = name else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let raw: &RawValue = map.next_value()?;
            let (text, doubt) = if exact { read(raw.get()) } else { (None, Some("is spelt in another way")) };
            match fields.iter_mut().find(|field| field.name == name) {
                None => fields.push(Field { name, text, doubt }),
                Some(field) => {
                    field.doubt = Some("stands there twice");
                    if exact {
                        field.text = text;
                    }
                }
            }
        }
        Ok(fields)
    }
}

/// Reads a key: which of `FIELDS` it is, or would be to a less exact reader.
///
/// As text and not as `json::Bytes`, which lets control characters through.
struct Name;

struct Known {
    name: &'static str,
    exact: bool,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<Known>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Known>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<Known>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<Known>, E> {
        let name = FIELDS.into_iter().find(|name| confusable(key, name));
        Ok(name.map(|name| Known { name, exact: key == name }))
    }
}

/// Whether some JSON reader takes `key` for `name`: Go's and others' ignore the letter case, by Unicode's rules, and
/// those of C end a text at a NUL.
fn confusable(key: &str, name: &str) -> bool {
    let key = key.chars().take_while(|&c| c != '\0').map(|c| match c {
        'ſ' => 's',
        '\u{212A}' => 'k', // the Kelvin sign
        c => c.to_ascii_lowercase(),
    });
    key.eq(name.chars())
}

/// The text that a value is, and what is doubtful about it. `raw` is valid JSON, without blanks around it.
fn read(raw: &str) -> (Option<String>, Option<&'static str>) {
    let mut text = String::new();
    if !json::push_text(&mut text, raw) {
        return (None, (raw != "null").then_some("is no text"));
    }
    // What no `String` can hold has become U+FFFD, and may become something else elsewhere.
    let broken = text.contains(char::REPLACEMENT_CHARACTER) && serde_json::from_str::<String>(raw).is_err();
    (Some(text), broken.then_some("is no Unicode (half of a surrogate pair)"))
}
