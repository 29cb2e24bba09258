//! The head of an answer before ureq reads it: folded lines, and the name of a line that is not understood.

use memchr::memchr_iter;
use zeroize::Zeroizing;

/// Longest head of an answer, of a server or of a proxy, in bytes.
pub(crate) const MAX_HEAD: usize = 64 * 1024;

/// Joins the folded lines of a head, in place, and returns whether the head is complete.
///
/// A header line that begins with white space goes on with the line before it. RFC 9112 (5.2) has a client replace such
/// a line end with blanks, which ureq's parser does not do. Heads of interim answers (1xx) come before the one that counts.
pub(crate) fn join_folded_lines(input: &mut [u8]) -> bool {
    let mut head = 0;
    let mut line = 0;
    while let Some(length) = memchr::memchr(b'\n', &input[line..]) {
        let end = line + length;
        let text = without_cr(&input[line..end]).len();
        let next = end + 1;
        if text > 0 {
            // The status line has no folded lines.
            if line > head && matches!(input.get(next), Some(b' ' | b'\t')) {
                input[line + text..next].fill(b' ');
            }
        } else if line == head || is_interim(&input[head..line]) {
            // An empty line before a head, or the end of a head before the one that counts.
            head = next;
        } else {
            return true;
        }
        line = next;
    }
    false
}

/// Takes the values of a header out of a complete head: the first of them is returned, trimmed, and in the head there are
/// blanks. Empty if there is none.
pub(crate) fn take_value(input: &mut [u8], name: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut value: Zeroizing<Vec<u8>> = Zeroizing::default();
    let (mut head, mut line) = (0, 0);
    while let Some(length) = memchr::memchr(b'\n', &input[line..]) {
        let next = line + length + 1;
        let end = line + without_cr(&input[line..next - 1]).len();
        if end > line {
            let text = &mut input[line..end];
            match memchr::memchr(b':', text) {
                Some(colon) if text[..colon].eq_ignore_ascii_case(name) => {
                    if value.is_empty() {
                        value = Zeroizing::new(text[colon + 1..].trim_ascii().to_vec());
                    }
                    text[colon + 1..].fill(b' ');
                }
                _ => {}
            }
        } else if line == head || is_interim(&input[head..line]) {
            head = next;
        } else {
            break;
        }
        line = next;
    }
    value
}

/// Whether another head follows.
fn is_interim(head: &[u8]) -> bool {
    let status = head.get("HTTP/1.1 ".len()..).unwrap_or_default();
    status.starts_with(b"1") && !status.starts_with(b"101")
}

fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Whether what is waited for, a line that ends in CR LF, can no longer come: the bytes have another line end in them.
/// In a chunked body ureq takes no other, and would wait for it without end.
pub(crate) fn has_other_line_end(waiting: &[u8]) -> bool {
    match memchr::memchr2(b'\r', b'\n', waiting) {
        Some(at) if waiting[at] == b'\r' => waiting.get(at + 1).is_some_and(|&byte| byte != b'\n'),
        end => end.is_some(),
    }
}

/// Names the first header line that is not understood. Values are not shown: there may be secrets in them. The name may
/// be one, too: whoever shows it looks for that.
pub(crate) fn odd_line(head: &[u8]) -> Option<String> {
    /// Most characters of a name that is shown. None is shown in part: half a secret is not found any more.
    const SHOWN: usize = 64;
    let mut start = 0;
    for (number, end) in (1..).zip(memchr_iter(b'\n', head)) {
        let line = &head[start..=end];
        start = end + 1;
        // A line without a blank one behind it is never complete, so only an odd one ends otherwise.
        let Err(error) = httparse::parse_headers(line, &mut [httparse::EMPTY_HEADER; 1]) else { continue };
        if number == 1 {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else {
            return Some(format!("line {number} of its head has no colon"));
        };
        let name = String::from_utf8_lossy(&line[..colon]);
        let name = match name.chars().count() {
            ..=SHOWN => format!("\"{}\"", without_control_characters(&name)),
            length => format!("with a name of {length} characters"),
        };
        return Some(format!("line {number} of its head, {name}, is not understood: {error}"));
    }
    None
}

/// Nothing else is escaped: with its quotes and backslashes escaped, a secret would not be found any more.
fn without_control_characters(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, c| {
        match c.is_control() {
            true => escaped.extend(c.escape_debug()),
            false => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_joined_in_the_head_alone() {
        for (input, joined, complete) in [
            ("HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", "HTTP/1.1 200 OK\r\nX: a   b\r\n\r\n", true),
            ("HTTP/1.1 200 OK\nX: a\n\tb\n  c\n\n", "HTTP/1.1 200 OK\nX: a \tb   c\n\n", true),
            ("HTTP/1.1 200 OK\r\nX:\r\n b\r\n\r\n c\r\n d", "HTTP/1.1 200 OK\r\nX:   b\r\n\r\n c\r\n d", true),
            ("\r\n\nHTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", "\r\n\nHTTP/1.1 200 OK\r\nX: a   b\r\n\r\n", true),
            // The white space after the status line belongs to nothing.
            ("HTTP/1.1 200 OK\r\n X: a\r\n\r\n", "HTTP/1.1 200 OK\r\n X: a\r\n\r\n", true),
            (
                "HTTP/1.1 103 E\r\n\r\nHTTP/1.1 200 OK\r\nX: a\r\n b\r\n",
                "HTTP/1.1 103 E\r\n\r\nHTTP/1.1 200 OK\r\nX: a   b\r\n",
                false,
            ),
            ("HTTP/1.1 101 S\r\nX: a\r\n\r\n\x01\n b", "HTTP/1.1 101 S\r\nX: a\r\n\r\n\x01\n b", true),
            ("HTTP/1.1 200 OK\r\nX: a\r\n", "HTTP/1.1 200 OK\r\nX: a\r\n", false),
            ("HTTP/1.1 200 OK", "HTTP/1.1 200 OK", false),
            ("", "", false),
        ] {
            let mut bytes = input.as_bytes().to_vec();
            assert_eq!(join_folded_lines(&mut bytes), complete, "{input:?}");
            assert_eq!(String::from_utf8(bytes).unwrap(), joined);
            // However it comes.
            let mut came = Vec::new();
            let mut done = false;
            for byte in input.bytes() {
                came.push(byte);
                done = done || join_folded_lines(&mut came);
            }
            assert_eq!((done, String::from_utf8(came).unwrap()), (complete, joined.to_owned()));
        }
    }

    #[test]
    fn a_value_is_taken_out_of_the_head_alone() {
        for (input, value, rest) in [
            (
                "HTTP/1.1 201 Created\r\nX-Subject-Token: \tabc \r\nY: 1\r\n\r\nx-subject-token: d\r\n",
                "abc",
                "HTTP/1.1 201 Created\r\nX-Subject-Token:      \r\nY: 1\r\n\r\nx-subject-token: d\r\n",
            ),
            (
                "HTTP/1.1 103 E\r\nA: b\r\n\r\nHTTP/1.1 201 C\nx-subject-token:a:b\nX-SUBJECT-TOKEN: c\n\n{}",
                "a:b",
                "HTTP/1.1 103 E\r\nA: b\r\n\r\nHTTP/1.1 201 C\nx-subject-token:   \nX-SUBJECT-TOKEN:  \n\n{}",
            ),
            (
                "HTTP/1.1 201 C\r\nx-subject-tokens: a\r\n\r\nx-subject-token: b\r\n\r\n",
                "",
                "HTTP/1.1 201 C\r\nx-subject-tokens: a\r\n\r\nx-subject-token: b\r\n\r\n",
            ),
        ] {
            let mut bytes = input.as_bytes().to_vec();
            assert_eq!(take_value(&mut bytes, b"x-subject-token").as_slice(), value.as_bytes(), "{input:?}");
            assert_eq!(String::from_utf8(bytes).unwrap(), rest);
        }
    }

    #[test]
    fn line_ends_that_are_not_crlf() {
        for (waiting, other) in
            [("", false), ("c", false), ("c\r", false), ("c\n", true), ("c\rx", true), ("\n", true), ("c;x", false)]
        {
            assert_eq!(has_other_line_end(waiting.as_bytes()), other, "{waiting:?}");
        }
    }
}
