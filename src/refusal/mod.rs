//! What an answer that is no success means: every error shape of the service, its gateway and IAM.

mod hint;
mod said;
mod secrets;
#[cfg(test)]
mod tests;
mod text;

use std::time::{Duration, SystemTime};

use crate::error::{Details, Error, ErrorKind};

use hint::Hint;
use said::Said;
use secrets::Secrets;
use text::{bounded, fold, readable};

/// An answer, as far as errors need it. Header texts are trimmed; absent is `None`.
#[derive(Debug, Default)]
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) date: Option<&'a str>,
    pub(crate) retry_after: Option<&'a str>,
    pub(crate) location: Option<&'a str>,
    pub(crate) content_type: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

/// The permission that a call needs which shows a recording callback, as IAM names it.
pub(crate) const SHOW_PERMISSION: &str = "live:record:getCallback";

/// No longer wait is reported, whatever a server asks for.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Bounds, in characters, of what is kept of a server's text: the service's message in [`Details`], the same inside an
/// error's text, what is shown of a body that is no error of the service's, and shorter texts: codes, ids, types.
const SERVICE_MESSAGE: usize = 4_096;
const SHOWN_MESSAGE: usize = 1_024;
const EXCERPT: usize = 200;
const SHORT: usize = 256;

/// The error that an answer amounts to, whatever its status (also a success that is not what was agreed: then
/// `BadResponse`, saying `why`). `permission` is what the call needs; empty: none. `secrets` are cut out of every text
/// that the server chose.
pub(crate) fn error_naming(
    permission: &str,
    answer: &Answer<'_>,
    why: Option<&str>,
    secrets: &[&str],
    now: SystemTime,
) -> Error {
    let secrets = Secrets::new(secrets);
    let body = secrets.cut_from_body(&String::from_utf8_lossy(answer.body));
    let body = body.strip_prefix('\u{feff}').unwrap_or(&body).trim();
    let said = Said::read(body, &secrets);

    let kind = kind(answer.status, said.code.as_deref());
    let readable = readable(body, answer.content_type);
    let request_id = answer.request_id.filter(|id| !id.is_empty()).map(|id| secrets.cut(id).into_owned());
    let request_id = request_id.or(said.request_id).map(|id| bounded(&id, SHORT));
    let code = said.code.map(|code| bounded(&code, SHORT));

    let mut message = match reason(answer.status) {
        Some(reason) => format!("{} {reason}", answer.status),
        None => answer.status.to_string(),
    };
    if said.message.is_none() {
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
        message += ": a status that was not expected";
    }
    // IAM repeats the status as the code.
    if let Some(code) = code.as_ref().filter(|code| **code != answer.status.to_string()) {
        message += &format!(": {code}");
    }
    match &said.message {
        Some(text) => message += &format!(": {}", bounded(text, SHOWN_MESSAGE)),
        None if !readable.is_empty() => message += &format!(": \"{}\"", bounded(&readable, EXCERPT)),
        None if why.is_none() && !redirect && body.is_empty() => message += ": an empty body",
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
        text: said.message.as_deref().unwrap_or(body),
        from_service: code.is_some() || said.message.is_some(),
        permission,
        now,
    };
    for hint in hint.all() {
        message += &format!("; {hint}");
    }

    // What is no answer of the service's is not its message either.
    let service_message = match said.message {
        None if kind == ErrorKind::BadResponse || readable.is_empty() => None,
        None => Some(readable),
        said => said,
    };
    let details = Details {
        http_status: answer.status,
        service_code: code,
        service_message: service_message.map(|text| bounded(&text, SERVICE_MESSAGE)),
        request_id,
        encoded_authorization_message: said.encoded_authorization_message,
        retry_after: answer.retry_after.and_then(|text| retry_after(text, answer.date, now)),
    };
    Error::with_details(kind, message, details)
}

/// What is shown of the body of an answer that broke off: bounded, on one line, without secrets.
pub(crate) fn excerpt(body: &[u8], secrets: &[&str]) -> String {
    let body = Secrets::new(secrets).cut_from_body(&String::from_utf8_lossy(body));
    bounded(&readable(body.trim_start_matches('\u{feff}').trim(), None), EXCERPT)
}

/// A short text of a server, such as an id: bounded, without secrets.
pub(crate) fn short(text: &str, secrets: &[&str]) -> String {
    bounded(&fold(&Secrets::new(secrets).cut(text)), SHORT)
}

fn kind(status: u16, code: Option<&str>) -> ErrorKind {
    match status {
        401 | 403 => ErrorKind::Unauthorized,
        // The gateway knows no such host or path; the callback may well exist.
        404 if code.is_some_and(|code| gateway_code(code).is_some()) => ErrorKind::Service,
        404 => ErrorKind::NotFound,
        429 => ErrorKind::Throttled,
        400..600 => ErrorKind::Service,
        _ => ErrorKind::BadResponse,
    }
}

/// The number of one of the gateway's codes; it uses two prefixes.
fn gateway_code(code: &str) -> Option<&str> {
    code.strip_prefix("APIGW.").or_else(|| code.strip_prefix("APIG."))
}

/// The reason phrases that the gateway and what stands before it use; some are their own.
fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
        101 => "Switching Protocols",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        494 => "Request Header Too Large",
        499 => "Client Closed Request",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => return None,
    })
}

/// `Retry-After`: seconds, or an HTTP date, which is counted from the answer's own date where there is one. At most
/// [`LONGEST_RETRY_AFTER`]; `None` where it is neither.
fn retry_after(text: &str, date: Option<&str>, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Only what is far too long does not fit.
        text.parse().map_or(LONGEST_RETRY_AFTER, Duration::from_secs)
    } else {
        let until = httpdate::parse_http_date(text).ok()?;
        let from = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
        until.duration_since(from).unwrap_or(Duration::ZERO)
    };
    Some(wait.min(LONGEST_RETRY_AFTER))
}
