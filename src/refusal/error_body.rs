//! The body of an error, in whichever of the shapes in use.

use super::secrets::Secrets;
use crate::json::{self, Object};

/// What the body of an error says. No secrets are in it.
#[derive(Default)]
pub(super) struct ErrorBody {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) encoded_authorization_message: Option<String>,
}

impl ErrorBody {
    /// The names of code and message: of Live and the gateway, of some services, and inside `error` of IAM.
    const NAMES: [(&'static str, &'static str); 3] =
        [("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message")];

    /// Deeper than any shape in use.
    const DEPTH: usize = 4;

    pub(super) fn read(body: &str, secrets: &Secrets<'_>) -> ErrorBody {
        let mut found = Found::default();
        if body.starts_with(['{', '[']) {
            found.walk(body, ErrorBody::DEPTH);
        }

        // One object that has both comes first, then whatever there is.
        let both = found.pairs.iter().position(|(code, message)| code.is_some() && message.is_some());
        let (code, mut message) = match both {
            Some(index) => found.pairs.swap_remove(index),
            None => (
                found.pairs.iter().find_map(|(code, _)| code.clone()),
                found.pairs.iter().find_map(|(_, message)| message.clone()),
            ),
        };
        if let Some(message) = message.as_mut().filter(|_| !found.details.is_empty()) {
            *message += &format!(" ({})", found.details.join("; "));
        }

        let cut = |text: Option<String>| text.map(|text| secrets.cut(&text).into_owned());
        ErrorBody {
            code: cut(code),
            message: cut(message),
            request_id: cut(found.request_id),
            encoded_authorization_message: cut(found.encoded_authorization_message),
        }
    }
}

#[derive(Default)]
struct Found {
    pairs: Vec<(Option<String>, Option<String>)>,
    request_id: Option<String>,
    encoded_authorization_message: Option<String>,
    details: Vec<String>,
}

impl Found {
    /// How many elements of a list are read; more would help nobody.
    const ELEMENTS: usize = 8;

    fn walk(&mut self, value: &str, depth: usize) {
        if depth == 0 {
            return;
        }
        if value.starts_with('[') {
            for element in json::elements(value).into_iter().flatten().take(Found::ELEMENTS) {
                self.walk(element, depth - 1);
            }
            return;
        }
        let Some(object) = Object::parse(value) else { return };
        let member = |name: &str| object.get(name);

        for (code, message) in ErrorBody::NAMES {
            let pair = (member(code).and_then(text), member(message).and_then(text));
            if pair.0.is_some() || pair.1.is_some() {
                self.pairs.push(pair);
            }
        }
        // `{"error":"Not Found"}`, as frameworks answer before a service is reached.
        if let Some(message) = member("error").and_then(scalar) {
            self.pairs.push((None, Some(message)));
        }
        let request_id = || member("request_id").or_else(|| member("requestId")).and_then(scalar);
        self.request_id = self.request_id.take().or_else(request_id);
        let encoded = || member("encoded_authorization_message").and_then(scalar);
        self.encoded_authorization_message = self.encoded_authorization_message.take().or_else(encoded);

        for detail in member("details").and_then(json::elements).into_iter().flatten().take(Found::ELEMENTS) {
            self.details.extend(detail_text(detail));
        }
        for (_, value) in object.members().filter(|(name, _)| *name != "details") {
            if value.starts_with(['{', '[']) {
                self.walk(value, depth - 1);
            }
        }
    }
}

/// One element of `details`: a code and a message, or a text.
fn detail_text(value: &str) -> Option<String> {
    let Some(object) = Object::parse(value) else { return text(value) };
    let member = |name: &str| object.get(name).and_then(text);
    ErrorBody::NAMES.into_iter().find_map(|(code, message)| match (member(code), member(message)) {
        (Some(code), Some(message)) => Some(format!("{code}: {message}")),
        (code, message) => code.or(message),
    })
}

/// A value as text, whatever its type. `None` for null and the empty text.
fn text(value: &str) -> Option<String> {
    scalar(value).or_else(|| value.starts_with(['{', '[']).then(|| value.to_owned()))
}

fn scalar(value: &str) -> Option<String> {
    let text = json::text(value)?;
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}
