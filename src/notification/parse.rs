//! The body of a POST, read into its known fields.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::json;

/// The longest body that is read, in bytes.
pub(super) const MAX_BODY: usize = 1 << 20;

/// How many brackets inside one another a body may have. A notification is flat; this leaves room for fields to come.
const MAX_DEPTH: usize = 32;

/// Every field that has a getter.
pub(super) const FIELDS: [&str; 22] = [
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

/// A known field that is in the body. There is at most one for each of `FIELDS`.
#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: &'static str,
    /// A text after its escapes are undone, or a number or a boolean as written. `None`: null, or something in `doubt`.
    pub(super) text: Option<String>,
    /// Why another reader of the same body may see another value here, as the end of a sentence.
    pub(super) doubt: Option<&'static str>,
}

/// Why a body is not a notification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// Longer than [`Notification::MAX_BODY`](super::Notification::MAX_BODY).
    #[error("recording notification: the body has {length} bytes, more than {MAX_BODY}")]
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
    /// JSON, but not an object.
    #[error("recording notification: the body is not a JSON object")]
    NotAnObject,
    /// More than 32 brackets inside one another.
    #[error("recording notification: the body is nested more than {MAX_DEPTH} deep")]
    TooDeep,
}

/// Reads the JSON of a body, and the fields that are known.
pub(super) fn read_body(body: &[u8]) -> Result<(&str, Vec<Field>), ParseError> {
    if body.len() > MAX_BODY {
        return Err(ParseError::TooLarge { length: body.len() });
    }
    let body = std::str::from_utf8(body).map_err(|_| ParseError::NotUtf8)?;
    let json = json::without_mark(body);
    // This also protects callers who read `json` with a recursive parser.
    if too_deep(json) {
        return Err(ParseError::TooDeep);
    }
    let mut reader = serde_json::Deserializer::from_str(json);
    let fields = reader.deserialize_map(Fields).and_then(|fields| reader.end().map(|()| fields));
    let fields = fields.map_err(|error| match error.classify() {
        serde_json::error::Category::Data => ParseError::NotAnObject,
        _ => ParseError::NotJson { line: error.line(), column: error.column() },
    })?;
    Ok((body, fields))
}

/// Whether brackets outside of texts are nested beyond the limit. The result means nothing for a body that is not JSON.
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
            let (text, doubt) = if exact { read(raw.get()) } else { (None, Some("is spelled differently")) };
            match fields.iter_mut().find(|field| field.name == name) {
                None => fields.push(Field { name, text, doubt }),
                Some(field) => {
                    field.doubt = Some("appears twice");
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
/// As text and not as `json::BytesSeed`, which lets control characters through.
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
        return (None, (raw != "null").then_some("is not a text"));
    }
    // What no `String` can hold has become U+FFFD, and may become something else elsewhere.
    let broken = text.contains(char::REPLACEMENT_CHARACTER) && serde_json::from_str::<String>(raw).is_err();
    (Some(text), broken.then_some("is not Unicode (half of a surrogate pair)"))
}
