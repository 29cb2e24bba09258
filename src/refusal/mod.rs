//! Turns an answer that is not a success into an error: every shape that the service, its gateway and IAM use.

mod answer;
mod error_body;
mod hint;
mod secrets;
#[cfg(test)]
mod tests;
mod text;

use std::time::SystemTime;

use crate::error::{Details, Error, ErrorKind};
use crate::json;

use answer::{kind, reason, retry_after};
use error_body::ErrorBody;
use hint::Hint;
use secrets::Secrets;
use text::{bounded, fold, readable};

pub(crate) use answer::Answer;

/// The permission for showing a recording callback, by its name in IAM.
pub(crate) const SHOW_PERMISSION: &str = "live:record:getCallback";
/// The permission for listing them.
pub(crate) const LIST_PERMISSION: &str = "live:record:listCallbacks";

/// Bounds, in characters, of what is kept of a server's text: the service's message in [`Details`], the same inside an
/// error's text, what is shown of a body that is no error of the service's, and shorter texts: codes, ids, types.
const SERVICE_MESSAGE: usize = 4_096;
const SHOWN_MESSAGE: usize = 1_024;
const EXCERPT: usize = 200;
const SHORT: usize = 256;

/// The error for an answer, whatever its status. If the status is a success, the error is `BadResponse` and says `why`
/// the answer cannot be used. `permission` is what the call needs, or empty. `secrets` are cut out of every text that the
/// server chose.
pub(crate) fn error_naming(
    permission: &str,
    answer: &Answer<'_>,
    why: Option<&str>,
    secrets: &[&str],
    now: SystemTime,
) -> Error {
    let secrets = Secrets::new(secrets);
    let body = secrets.cut_from_body(&String::from_utf8_lossy(answer.body));
    let body = json::without_mark(&body).trim();
    let error_body = ErrorBody::read(body, &secrets);

    let kind = kind(answer.status, error_body.code.as_deref());
    let readable = readable(body, answer.content_type);
    let request_id = answer.request_id.filter(|id| !id.is_empty()).map(|id| secrets.cut(id).into_owned());
    let request_id = request_id.or(error_body.request_id).map(|id| bounded(&id, SHORT));
    let code = error_body.code.map(|code| bounded(&code, SHORT));

    let mut message = match reason(answer.status) {
        Some(reason) => format!("{} {reason}", answer.status),
        None => answer.status.to_string(),
    };
    if error_body.message.is_none() {
        if let Some(content_type) = answer.content_type.filter(|text| !text.is_empty()) {
            message += &format!(" ({})", bounded(&secrets.cut(content_type), SHORT));
        }
    }
    let redirect = matches!(answer.status, 300..400);
    if redirect {
        message += ": redirects are not followed";
        if let Some(location) = answer.location.filter(|text| !text.is_empty()) {
            message += &format!(", this one points to {}", bounded(&secrets.cut(location), EXCERPT));
        }
    }
    if let Some(why) = why {
        message += &format!(": {}", bounded(&secrets.cut(why), SHOWN_MESSAGE));
    } else if matches!(answer.status, ..300 | 600..) {
        message += ": an unexpected status";
    }
    // IAM repeats the status as the code.
    if let Some(code) = code.as_ref().filter(|code| **code != answer.status.to_string()) {
        message += &format!(": {code}");
    }
    match &error_body.message {
        Some(text) => message += &format!(": {}", bounded(text, SHOWN_MESSAGE)),
        None if !readable.is_empty() => message += &format!(": \"{}\"", bounded(&readable, EXCERPT)),
        None if why.is_none() && !redirect && answer.body.is_empty() => message += ": an empty body",
        None if why.is_none() && !redirect => message += ": a body that is no text",
        None => {}
    }
    if let Some(id) = &request_id {
        message += &format!(" (request id {id})");
    }
    let hint = Hint {
        answer,
        kind,
        code: code.as_deref().unwrap_or_default(),
        text: error_body.message.as_deref().unwrap_or(body),
        from_service: code.is_some() || error_body.message.is_some(),
        permission,
        now,
    };
    for hint in hint.all() {
        message += &format!("; {hint}");
    }

    // A page of some other server is not a message of the service.
    let service_message = match error_body.message {
        None if kind == ErrorKind::BadResponse || readable.is_empty() => None,
        None => Some(readable),
        message => message,
    };
    let details = Details {
        http_status: answer.status,
        service_code: code,
        service_message: service_message.map(|text| bounded(&text, SERVICE_MESSAGE)),
        request_id,
        encoded_authorization_message: error_body.encoded_authorization_message,
        retry_after: answer.retry_after.and_then(|text| retry_after(text, answer.date, now)),
    };
    Error::with_details(kind, message, details)
}

/// What is shown of the body of an answer that broke off: bounded, on one line, without secrets.
pub(crate) fn excerpt(body: &[u8], secrets: &[&str]) -> String {
    let body = Secrets::new(secrets).cut_from_body(&String::from_utf8_lossy(body));
    bounded(&readable(json::without_mark(&body).trim(), None), EXCERPT)
}

/// A text without secrets.
pub(crate) fn without(text: &str, secrets: &[&str]) -> String {
    Secrets::new(secrets).cut(text).into_owned()
}

/// A short text of a server, such as an id: bounded, without secrets.
pub(crate) fn short(text: &str, secrets: &[&str]) -> String {
    bounded(&fold(&Secrets::new(secrets).cut(text)), SHORT)
}
