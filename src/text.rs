//! Rules for texts that a caller or a server hands in and that are sent: their length and their characters.

use std::ops::RangeInclusive;

use crate::error::Error;

/// Longest project id, in characters; real ones have 32.
const MAX_PROJECT_ID: usize = 128;
/// Longest name of a region, in characters.
const MAX_REGION: usize = 64;

/// Trims a text that becomes a header and refuses what cannot stand in one. The text itself is never shown.
pub(crate) fn header_text<'a>(name: &str, text: &'a str, max: usize) -> Result<&'a str, Error> {
    let text = text.trim();
    check_length(name, text, max)?;
    if !text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Err(Error::invalid(format!("{name} has a control character or a character outside ASCII in it")));
    }
    Ok(text)
}

/// Trims a text that is not sent in a header, and refuses characters that do not belong in a secret.
pub(crate) fn secret_text<'a>(name: &str, text: &'a str, max: usize) -> Result<&'a str, Error> {
    let text = text.trim();
    check_length(name, text, max)?;
    if text.contains(char::is_control) {
        return Err(Error::invalid(format!("{name} has a control character in it")));
    }
    Ok(text)
}

/// As [`secret_text`], of a text that has a least length too, in characters.
pub(crate) fn secret_text_of<'a>(name: &str, text: &'a str, length: RangeInclusive<usize>) -> Result<&'a str, Error> {
    let text = secret_text(name, text, *length.end())?;
    if text.chars().count() < *length.start() {
        return Err(Error::invalid(format!("{name} is shorter than {} characters", length.start())));
    }
    Ok(text)
}

/// Refuses an empty text, and one with more than so many characters.
pub(crate) fn check_length(name: &str, text: &str, max: usize) -> Result<(), Error> {
    if text.is_empty() {
        return Err(Error::invalid(format!("{name} is empty")));
    }
    // A text has at least as many bytes as characters, so only a long one is counted.
    if text.len() > max && text.chars().count() > max {
        return Err(Error::invalid(format!("{name} is longer than {max} characters")));
    }
    Ok(())
}

/// A project id becomes a header and one segment of a path.
pub(crate) fn check_project_id(project_id: &str) -> Result<&str, Error> {
    let project_id = header_text("project id", project_id, MAX_PROJECT_ID)?;
    if matches!(project_id, "." | "..") || project_id.contains(['/', ' ']) {
        return Err(Error::invalid("project id is ., .. or has a slash or a blank in it"));
    }
    Ok(project_id)
}

pub(crate) fn check_region(name: &str) -> Result<&str, Error> {
    let name = name.trim();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match name.len() {
        0 => Err(Error::invalid("region is empty")),
        1..=MAX_REGION if name.bytes().all(allowed) => Ok(name),
        _ => Err(Error::invalid(format!(
            "region has a character other than letters, digits, - and _, or more than {MAX_REGION} characters"
        ))),
    }
}
