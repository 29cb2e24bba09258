//! A server's text, as people read it.

use std::borrow::Cow;

/// A body as people would read it: markup left out, white space folded. Empty if it is no text.
pub(super) fn readable(body: &str, content_type: Option<&str>) -> String {
    let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
    let markup = body.starts_with('<') || content_type.contains("html");
    let text = if markup { fold(&text_of_markup(body)) } else { fold(body) };
    // Of a page in another encoding the markup is text and the title is not.
    if is_text(body) && is_text(&text) { text } else { String::new() }
}

/// Whether people could read it: fewer than half of the characters are bytes that are no UTF-8, as in a text in another
/// encoding. A control character counts twice, since only data such as a compressed body has many of them.
fn is_text(text: &str) -> bool {
    let odd = text.chars().map(|c| match c {
        char::REPLACEMENT_CHARACTER => 1,
        c if c.is_control() && !c.is_whitespace() => 2,
        _ => 0,
    });
    odd.sum::<usize>() * 2 < text.chars().count().max(1)
}

/// White space and control characters become single blanks.
pub(super) fn fold(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The title of a page, or its text if it has no title.
fn text_of_markup(markup: &str) -> Cow<'_, str> {
    // Lower-case ASCII has the same places.
    let lower = markup.to_ascii_lowercase();
    if let Some(title) = title(markup, &lower) {
        return Cow::Borrowed(title);
    }
    let mut text = String::new();
    let mut at = 0;
    while let Some(length) = lower[at..].find('<') {
        let tag = at + length;
        text.push_str(&markup[at..tag]);
        text.push(' ');
        let (end, skip) = match &lower[tag..] {
            comment if comment.starts_with("<!--") => ("-->", 3),
            script if script.starts_with("<script") => ("</script", 0),
            style if style.starts_with("<style") => ("</style", 0),
            _ => (">", 1),
        };
        let Some(length) = lower[tag..].find(end) else { return Cow::Owned(text) };
        at = tag + length + skip;
    }
    text.push_str(&markup[at..]);
    Cow::Owned(text)
}

fn title<'a>(markup: &'a str, lower: &str) -> Option<&'a str> {
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = markup[start..end].trim();
    (!title.is_empty()).then_some(title)
}

/// At most so many characters; what is left out is an ellipsis.
pub(super) fn bounded(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}
