//! The JSON of a request with secrets in it.

use zeroize::Zeroizing;

/// A JSON body: pieces of JSON, each with a text behind it that is written as a JSON string, and what stands at the end.
///
/// One buffer with room for all of it, so that growing leaves no copies of a secret behind that are not wiped. Written by
/// hand, since serde's derive would make the library 2 KB larger.
pub(super) fn json_body(parts: &[(&str, &str)], end: &str) -> Zeroizing<Vec<u8>> {
    // The longest form of a byte in JSON is `\u0000`.
    let room: usize = parts.iter().map(|(json, text)| json.len() + 6 * text.len() + 2).sum();
    let mut body = Zeroizing::new(Vec::with_capacity(room + end.len()));
    for (json, text) in parts {
        body.extend_from_slice(json.as_bytes());
        // Writing a text into memory cannot fail.
        serde_json::to_writer(&mut *body, text).unwrap_or_default();
    }
    body.extend_from_slice(end.as_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_from_the_beginning() {
        // The longest there is for such texts: where the room were smaller the buffer would have grown, beyond its length.
        let body = json_body(&[(r#"{"a":"#, &"\u{1}".repeat(50)), (r#","b":"#, "\u{1f}"), (r#","c":"#, "")], "}");
        let expected = format!(r#"{{"a":"{}","b":"\u001f","c":""}}"#, r"\u0001".repeat(50));
        assert_eq!(String::from_utf8_lossy(&body), expected);
        assert_eq!(body.capacity(), body.len());
    }
}
