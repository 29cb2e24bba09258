//! Secrets, cut out of what a server sends back.

use std::borrow::Cow;
use std::cell::Cell;

use crate::sign;

/// What is not to be seen, however a server escapes it when it sends it back.
pub(super) struct Secrets<'a> {
    /// The longest first: one may be a part of another.
    secrets: Vec<&'a str>,
    /// How many characters may still be compared.
    left: Cell<usize>,
}

impl<'a> Secrets<'a> {
    const CUT: &'static str = "***";

    /// Most characters that are compared, some of them in a tenth of a microsecond: four times the longest body. Only a
    /// text that is made of beginnings of a secret takes more. Nothing of it is shown, so that no server can keep a call
    /// busy beyond its limit.
    const MAX_COMPARED: usize = 4 * 1024 * 1024;

    /// What a text that was cut off in the middle of a secret may still show of it, in characters.
    const REMAINDER: usize = 8;

    pub(super) fn new(secrets: &[&'a str]) -> Secrets<'a> {
        let mut secrets: Vec<&str> = secrets.iter().copied().filter(|secret| !secret.is_empty()).collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Secrets { secrets, left: Cell::new(Secrets::MAX_COMPARED) }
    }

    pub(super) fn cut<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for secret in &self.secrets {
            if text.contains(secret) {
                text = Cow::Owned(text.replace(secret, Secrets::CUT));
            }
            if let Some(without) = self.cut_escaped(&text, secret) {
                text = Cow::Owned(without);
            }
        }
        if self.left.get() == 0 { Cow::Borrowed(Secrets::CUT) } else { text }
    }

    /// A body can end in the middle of a secret if the connection was lost or the limit reached.
    pub(super) fn cut_from_body(&self, body: &str) -> String {
        let mut body = self.cut(body).into_owned();
        for secret in &self.secrets {
            let mut from = body.len().saturating_sub(secret.len().saturating_mul(LONGEST_ESCAPE));
            while !body.is_char_boundary(from) {
                from += 1;
            }
            let mut starts = body[from..].char_indices().map(|(start, _)| from + start);
            if let Some(start) = starts.find(|&start| self.is_beginning(&body[start..], secret)) {
                body.truncate(start);
                body.push_str(Secrets::CUT);
            }
        }
        if self.left.get() == 0 { Secrets::CUT.to_owned() } else { body }
    }

    /// A text without a secret that may be escaped in it; `None`: it is not in there.
    fn cut_escaped(&self, text: &str, secret: &str) -> Option<String> {
        // Letters and digits are never escaped, so looking for the longest run of them is a quick check.
        let runs = secret.split(|c: char| !c.is_ascii_alphanumeric());
        if !text.contains(runs.max_by_key(|run| run.len())?) {
            return None;
        }
        let mut without = String::with_capacity(text.len());
        let mut found = false;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let (true, left) = self.follow(rest, secret) {
                without.push_str(Secrets::CUT);
                rest = left;
                found = true;
            } else {
                without.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        found.then_some(without)
    }

    /// Whether a text is so long a beginning of a secret that it shall not be seen.
    fn is_beginning(&self, text: &str, secret: &str) -> bool {
        let (_, left) = self.follow(text, secret);
        // It may end inside an escape.
        let is_end = left.is_empty() || (left.len() < LONGEST_ESCAPE && left.starts_with(['%', '\\', '&']));
        is_end && text.len() - left.len() >= Secrets::REMAINDER
    }

    /// Follows a secret through a text as far as they agree: whether that is all of it, and what of the text is left.
    fn follow<'t>(&self, text: &'t str, secret: &str) -> (bool, &'t str) {
        let mut rest = text;
        for c in secret.chars() {
            let Some(left) = self.left.get().checked_sub(1) else { return (false, rest) };
            self.left.set(left);
            match after(rest, c) {
                Some(left) => rest = left,
                None => return (false, rest),
            }
        }
        (true, rest)
    }
}

/// In bytes: `&#x00e9;`, or four of `%e5`.
const LONGEST_ESCAPE: usize = 12;

/// What follows a character at the start of a text, which is there as it is, or as URLs, JSON or HTML escape it.
fn after(text: &str, c: char) -> Option<&str> {
    let escaped = !c.is_ascii_alphanumeric() && text.starts_with(['%', '\\', '&']);
    // Escaped first: what begins an escape may be the very character.
    escaped.then(|| after_escape(text, c)).flatten().or_else(|| text.strip_prefix(c))
}

fn after_escape(text: &str, c: char) -> Option<&str> {
    let code = u32::from(c);
    let name = match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&apos;",
        _ => "",
    };
    let escapes = [
        sign::percent_encode(c.encode_utf8(&mut [0; 4])).into_owned(),
        format!("\\{c}"),
        format!("\\u{code:04x}"),
        name.into(),
    ];
    for escape in escapes.iter().filter(|escape| !escape.is_empty()) {
        if text.get(..escape.len()).is_some_and(|start| start.eq_ignore_ascii_case(escape)) {
            return Some(&text[escape.len()..]);
        }
    }
    let end = text.bytes().take(LONGEST_ESCAPE).position(|byte| byte == b';')?;
    let (number, rest) = (text[..end].strip_prefix("&#")?, &text[end + 1..]);
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    (number == Ok(code)).then_some(rest)
}
