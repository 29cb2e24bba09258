//! An answer that is no success, and what its status and headers mean.

use std::time::{Duration, SystemTime};

use http::StatusCode;

use crate::error::ErrorKind;

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

/// The longest wait that is reported, whatever a server asks for.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// The kind of error that a status is, with the code in the body.
pub(super) fn kind(status: u16, code: Option<&str>) -> ErrorKind {
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
pub(super) fn gateway_code(code: &str) -> Option<&str> {
    code.strip_prefix("APIGW.").or_else(|| code.strip_prefix("APIG."))
}

/// The reason phrase of a status: HTTP's, or that of the servers before the gateway.
pub(super) fn reason(status: u16) -> Option<&'static str> {
    match status {
        494 => Some("Request Header Too Large"),
        499 => Some("Client Closed Request"),
        _ => StatusCode::from_u16(status).ok()?.canonical_reason(),
    }
}

/// `Retry-After`: seconds, or an HTTP date, which is counted from the answer's own date if it has one. At most
/// [`LONGEST_RETRY_AFTER`]. `None`: it is neither.
pub(super) fn retry_after(text: &str, date: Option<&str>, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Only a number that is far too large does not parse.
        text.parse().map_or(LONGEST_RETRY_AFTER, Duration::from_secs)
    } else {
        let until = httpdate::parse_http_date(text).ok()?;
        let from = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
        until.duration_since(from).unwrap_or(Duration::ZERO)
    };
    Some(wait.min(LONGEST_RETRY_AFTER))
}
