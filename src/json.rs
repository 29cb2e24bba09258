//! JSON bodies, read leniently: values stay JSON texts until they are needed, so that one odd value does not make the
//! others unreadable.

use std::fmt;
use std::str::Utf8Error;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The JSON of a body: UTF-8, without the byte order mark that some servers and editors put before it.
pub(crate) fn body_text(body: &[u8]) -> Result<&str, Utf8Error> {
    std::str::from_utf8(body).map(without_mark)
}

/// A text without the byte order mark before it.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A JSON object whose values are JSON texts, not read yet.
pub(crate) struct Object<'a>(Vec<(String, &'a str)>);

impl<'a> Object<'a> {
    /// The object in a body. `None`: it is not an object, or not JSON.
    pub(crate) fn from_body(body: &'a [u8]) -> Option<Object<'a>> {
        Object::parse(body_text(body).ok()?)
    }

    /// As [`from_body`](Object::from_body), of a JSON text.
    pub(crate) fn parse(json: &'a str) -> Option<Object<'a>> {
        let mut json = serde_json::Deserializer::from_str(json);
        let members = json.deserialize_map(Members).ok()?;
        json.end().ok()?;
        Some(Object(members))
    }

    /// A member's JSON text. If a name appears twice, the last value is used.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// A member's text. A number or a boolean is its JSON text; anything else is `None`.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        text(self.get(name)?)
    }

    /// Names and values, in the order of the JSON.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }
}

/// The text of a JSON text, number or boolean. `None`: it is none of them. The string has enough room from the start, so
/// that growing leaves no copies of a secret behind.
pub(crate) fn text(json: &str) -> Option<String> {
    let mut text = String::with_capacity(json.len());
    push_text(&mut text, json).then_some(text)
}

/// Appends the text of a JSON text, number or boolean, and returns whether it was one of them. A number or a boolean is
/// its JSON text.
pub(crate) fn push_text(buffer: &mut String, json: &str) -> bool {
    match json.as_bytes() {
        [b'"', text @ .., b'"'] if memchr::memchr(b'\\', text).is_none() => buffer.push_str(&json[1..json.len() - 1]),
        [b'"', text @ .., b'"'] => return push_unescaped(buffer, &json[1..=text.len()]),
        [b't' | b'f' | b'-' | b'0'..=b'9', ..] => buffer.push_str(json),
        _ => return false,
    }
    true
}

/// Appends what is between the quotes of a JSON text with escapes in it. serde_json would make it in a buffer that nobody
/// can wipe. Half a surrogate pair becomes U+FFFD.
fn push_unescaped(buffer: &mut String, mut text: &str) -> bool {
    while let Some(at) = memchr::memchr(b'\\', text.as_bytes()) {
        buffer.push_str(&text[..at]);
        let Some((character, rest)) = unescape(&text[at + 1..]) else { return false };
        buffer.push(character);
        text = rest;
    }
    buffer.push_str(text);
    true
}

/// The character of an escape that begins after its backslash, and what follows it.
fn unescape(escape: &str) -> Option<(char, &str)> {
    let rest = escape.get(1..)?;
    let character = match escape.as_bytes()[0] {
        same @ (b'"' | b'\\' | b'/') => char::from(same),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let (unit, rest) = utf16_unit(rest)?;
            if let (0xd800..=0xdbff, Some(second)) = (unit, rest.strip_prefix("\\u")) {
                if let Some((low @ 0xdc00..=0xdfff, rest)) = utf16_unit(second) {
                    return Some((char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?, rest));
                }
            }
            return Some((char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER), rest));
        }
        _ => return None,
    };
    Some((character, rest))
}

/// The number that four hexadecimal digits are.
fn utf16_unit(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(())?;
    Some((u32::from_str_radix(digits, 16).ok()?, rest))
}

/// Appends the bytes of a JSON text: UTF-8 but for halves of surrogate pairs, three bytes each, of which each becomes one
/// U+FFFD. `String::from_utf8_lossy` makes three of it, more than what was sent.
fn push_lossy(buffer: &mut String, bytes: &[u8]) {
    for chunk in bytes.utf8_chunks() {
        buffer.push_str(chunk.valid());
        if chunk.invalid().first().is_some_and(|byte| !matches!(byte, 0x80..=0xBF)) {
            buffer.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    push_lossy(&mut text, bytes);
    text
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de str)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = map.next_key_seed(BytesSeed(lossy))? {
            members.push((name, map.next_value::<&RawValue>()?.get()));
        }
        Ok(members)
    }
}

/// The elements of a JSON array as JSON texts. `None`: it is not an array, or not JSON.
pub(crate) fn elements(json: &str) -> Option<Vec<&str>> {
    let elements: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    Some(elements.into_iter().map(RawValue::get).collect())
}

/// Hands the bytes of a JSON text to a function. Bytes, since JSON can spell half a surrogate pair, which no `str` can
/// hold and which must not cost the rest.
pub(crate) struct BytesSeed<F>(pub(crate) F);

impl<'de, T, F: FnOnce(&[u8]) -> T> DeserializeSeed<'de> for BytesSeed<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<T, F: FnOnce(&[u8]) -> T> Visitor<'_> for BytesSeed<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<T, E> {
        Ok((self.0)(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_those_of_json() {
        for (json, expected) in [
            (r#""a\"b\\c\/d""#, "a\"b\\c/d"),
            (r#""\b\f\n\r\t""#, "\u{8}\u{c}\n\r\t"),
            (r#""\u0041\u00e9\u5F55""#, "A\u{e9}\u{5f55}"),
            (r#""录\u002b录""#, "录+录"),
            (r#""\ud83d\ude00""#, "\u{1f600}"),
            (r#""\ud83d""#, "\u{fffd}"),
            (r#""\ude00x""#, "\u{fffd}x"),
            (r#""\ud83dx\ude00""#, "\u{fffd}x\u{fffd}"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
        ] {
            assert_eq!(text(json).as_deref(), Some(expected), "{json}");
            if !expected.contains(char::REPLACEMENT_CHARACTER) {
                assert_eq!(serde_json::from_str::<String>(json).ok().as_deref(), Some(expected), "{json}");
            }
        }
        for json in [r#""\""#, r#""\x""#, r#""\u""#, r#""\u12""#, r#""\u+123""#, r#""\u00录""#, r#""\录""#, "\""] {
            assert_eq!(text(json), None, "{json}");
        }
    }
}
