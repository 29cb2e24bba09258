//! `hwlive_error`: why a call failed.

use std::ffi::{CString, c_char};
use std::time::Duration;

use super::lent_texts::{c_text, lend};
use super::panic::guard_or;
use crate::error::{Error, ErrorKind};

/// What a call came to: one of `HWLIVE_CODE_*`, which are never used for anything else in a later version.
pub type hwlive_code = i32;

/// The call succeeded.
pub const HWLIVE_CODE_OK: hwlive_code = 0;
/// None of the others; also what a newer library says where this header has no name for it.
pub const HWLIVE_CODE_OTHER: hwlive_code = 1;
/// An argument or a setting is not usable. Nothing was sent. The message names it.
pub const HWLIVE_CODE_INVALID_ARGUMENT: hwlive_code = 2;
/// No credentials, incomplete ones, or a source of credentials failed.
pub const HWLIVE_CODE_CREDENTIALS: hwlive_code = 3;
/// The service refused the credentials or what they may do: HTTP 401 and 403. Do not repeat the call as it is: five
/// bad signatures lock an access key for five minutes.
pub const HWLIVE_CODE_UNAUTHORIZED: hwlive_code = 4;
/// The service knows no such recording callback.
pub const HWLIVE_CODE_NOT_FOUND: hwlive_code = 5;
/// Too many requests: HTTP 429.
pub const HWLIVE_CODE_THROTTLED: hwlive_code = 6;
/// Any other refusal of the service or of its gateway. `hwlive_error_service_code` tells which.
pub const HWLIVE_CODE_SERVICE: hwlive_code = 7;
/// No connection: name, route, refused, proxy, or the connection was lost.
pub const HWLIVE_CODE_CONNECT: hwlive_code = 8;
/// The TLS handshake or the certificate check failed.
pub const HWLIVE_CODE_TLS: hwlive_code = 9;
/// The limit of the whole call or of connecting was reached.
pub const HWLIVE_CODE_TIMEOUT: hwlive_code = 10;
/// There was an answer, but not what was agreed on: a portal's web page, an empty body, a redirect.
pub const HWLIVE_CODE_BAD_RESPONSE: hwlive_code = 11;
/// `hwlive_client_shutdown` was called.
pub const HWLIVE_CODE_CANCELLED: hwlive_code = 12;
/// A bug in hwlive, which the message describes. The client is still usable.
pub const HWLIVE_CODE_PANIC: hwlive_code = 13;
/// A notification cannot be read, or not in one and only one way.
pub const HWLIVE_CODE_MALFORMED: hwlive_code = 14;
/// A notification has no signature.
pub const HWLIVE_CODE_UNSIGNED: hwlive_code = 15;
/// A notification's signature is not the one of its body under the key, or of a sign type that is not accepted.
pub const HWLIVE_CODE_WRONG_SIGNATURE: hwlive_code = 16;
/// A notification's signature is right, but its time is over.
pub const HWLIVE_CODE_EXPIRED: hwlive_code = 17;

/// Why a call from C failed, short of a panic.
pub(super) enum Failure {
    /// The argument of this name cannot be used: it `is NULL`, for example.
    Argument(&'static str, &'static str),
    /// What has a code in C only, with its message.
    Coded(hwlive_code, String),
    /// What the library said.
    Library(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Library(error)
    }
}

/// Why a call failed. Immutable; freed with `hwlive_error_free`.
///
/// Every failed call gives an error of its own, so that errors of several threads never meet. Its functions take
/// NULL as the error of a call that succeeded.
pub struct hwlive_error {
    code: hwlive_code,
    message: CString,
    http_status: i32,
    service_code: Option<CString>,
    service_message: Option<CString>,
    request_id: Option<CString>,
    encoded_authorization_message: Option<CString>,
    retry_after_ms: i64,
    attempts: u32,
    is_retryable: bool,
}

impl hwlive_error {
    pub(super) fn from_failure(function: &str, failure: Failure) -> hwlive_error {
        match failure {
            Failure::Argument(name, why) => {
                hwlive_error::plain(HWLIVE_CODE_INVALID_ARGUMENT, &format!("{function}: {name} {why}"))
            }
            Failure::Coded(code, message) => hwlive_error::plain(code, &message),
            Failure::Library(error) => hwlive_error::from_library(&error),
        }
    }

    pub(super) fn from_panic(function: &str, panic: &str) -> hwlive_error {
        let panic = panic.replace(char::is_control, " ");
        hwlive_error::plain(HWLIVE_CODE_PANIC, &format!("{function}: a bug in hwlive: {panic}"))
    }

    pub(super) fn code(&self) -> hwlive_code {
        self.code
    }

    fn plain(code: hwlive_code, message: &str) -> hwlive_error {
        hwlive_error {
            code,
            message: c_text(message),
            http_status: 0,
            service_code: None,
            service_message: None,
            request_id: None,
            encoded_authorization_message: None,
            retry_after_ms: -1,
            attempts: 0,
            is_retryable: false,
        }
    }

    fn from_library(error: &Error) -> hwlive_error {
        hwlive_error {
            code: code_of(error.kind()),
            message: c_text(&error.to_string()),
            http_status: error.http_status().map_or(0, i32::from),
            service_code: error.service_code().map(c_text),
            service_message: error.service_message().map(c_text),
            request_id: error.request_id().map(c_text),
            encoded_authorization_message: error.encoded_authorization_message().map(c_text),
            retry_after_ms: error.retry_after().map_or(-1, whole_ms),
            attempts: error.attempts(),
            is_retryable: error.is_retryable(),
        }
    }
}

fn code_of(kind: ErrorKind) -> hwlive_code {
    match kind {
        ErrorKind::Other => HWLIVE_CODE_OTHER,
        ErrorKind::InvalidArgument => HWLIVE_CODE_INVALID_ARGUMENT,
        ErrorKind::Credentials => HWLIVE_CODE_CREDENTIALS,
        ErrorKind::Unauthorized => HWLIVE_CODE_UNAUTHORIZED,
        ErrorKind::NotFound => HWLIVE_CODE_NOT_FOUND,
        ErrorKind::Throttled => HWLIVE_CODE_THROTTLED,
        ErrorKind::Service => HWLIVE_CODE_SERVICE,
        ErrorKind::Connect => HWLIVE_CODE_CONNECT,
        ErrorKind::Tls => HWLIVE_CODE_TLS,
        ErrorKind::Timeout => HWLIVE_CODE_TIMEOUT,
        ErrorKind::BadResponse => HWLIVE_CODE_BAD_RESPONSE,
        ErrorKind::Cancelled => HWLIVE_CODE_CANCELLED,
    }
}

/// Rounded up: who waits that long has waited long enough.
fn whole_ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(i64::MAX)
}

/// Tells the code of an error, the one that the failed call returned.
///
/// Returns one of `HWLIVE_CODE_*`; `HWLIVE_CODE_OK` where `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_code(error: Option<&hwlive_error>) -> hwlive_code {
    guard_or(HWLIVE_CODE_PANIC, || error.map_or(HWLIVE_CODE_OK, |error| error.code))
}

/// Describes an error in one line of English, for logs and people. It starts with what was being done and holds no
/// secret. The wording may change in any version; programs decide by the code.
///
/// Returns a text lent by `error` that is never NULL; "no error" where `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_message(error: Option<&hwlive_error>) -> *const c_char {
    let no_error = c"no error";
    guard_or(no_error.as_ptr(), || error.map_or(no_error, |error| &error.message).as_ptr())
}

/// Tells the HTTP status of the answer that made the call fail.
///
/// Returns a status such as 404; 0 where there was no answer or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_http_status(error: Option<&hwlive_error>) -> i32 {
    guard_or(0, || error.map_or(0, |error| error.http_status))
}

/// Tells the code that the service or its gateway gave, such as "LIVE.100011001" or "APIGW.0301".
///
/// Returns a text lent by `error`; NULL where there was none or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_service_code(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.service_code.as_deref())
}

/// Tells the message that the service or its gateway gave, as sent.
///
/// Returns a text lent by `error`; NULL where there was none or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_service_message(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.service_message.as_deref())
}

/// Tells the id under which the service's support finds the request.
///
/// Returns a text lent by `error`; NULL where there was none or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_request_id(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.request_id.as_deref())
}

/// Tells why a policy denied the call, as the encoded text that the service sends with some 403 answers. The STS
/// call decode-authorization-message reads it.
///
/// Returns a text lent by `error`; NULL where there was none or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_encoded_authorization_message(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.encoded_authorization_message.as_deref())
}

/// Tells how long the service asked to wait before the next call (its Retry-After header).
///
/// Returns milliseconds, 0 or more; -1 where it did not ask or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_retry_after_ms(error: Option<&hwlive_error>) -> i64 {
    guard_or(-1, || error.map_or(-1, |error| error.retry_after_ms))
}

/// Tells how many times the call was tried, the first time included. The one resend on a kept connection that
/// turned out to be dead is not counted.
///
/// Returns 0 where nothing was tried or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_attempts(error: Option<&hwlive_error>) -> u32 {
    guard_or(0, || error.map_or(0, |error| error.attempts))
}

/// Tells whether the same call may well succeed later: `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TIMEOUT`,
/// `HWLIVE_CODE_THROTTLED`, and `HWLIVE_CODE_SERVICE` with a status of 500 or more.
///
/// Returns 1 if so, otherwise 0; 0 where `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_is_retryable(error: Option<&hwlive_error>) -> i32 {
    guard_or(0, || error.map_or(0, |error| i32::from(error.is_retryable)))
}

/// Frees an error and the texts it lent. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_free(error: Option<Box<hwlive_error>>) {
    guard_or((), || drop(error));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Details;

    #[test]
    fn details_reach_the_caller() {
        let details = Details {
            http_status: 429,
            service_code: Some("APIGW.0308".to_owned()),
            service_message: Some("too\0many".to_owned()),
            request_id: Some("r-1".to_owned()),
            encoded_authorization_message: None,
            retry_after: Some(Duration::from_micros(1_500_001)),
        };
        let mut error = Error::with_details(ErrorKind::Throttled, "show record callback: too many requests", details);
        error.set_attempts(3);
        let error = hwlive_error::from_library(&error);
        assert_eq!(hwlive_error_code(Some(&error)), HWLIVE_CODE_THROTTLED);
        assert_eq!(hwlive_error_http_status(Some(&error)), 429);
        assert_eq!(hwlive_error_retry_after_ms(Some(&error)), 1501);
        assert_eq!(hwlive_error_attempts(Some(&error)), 3);
        assert_eq!(hwlive_error_is_retryable(Some(&error)), 1);
        assert_eq!(error.service_code.as_deref(), Some(c"APIGW.0308"));
        assert_eq!(error.service_message.as_deref(), Some(c"too\u{fffd}many"), "no NUL inside");
        assert_eq!(error.request_id.as_deref(), Some(c"r-1"));
        assert!(hwlive_error_encoded_authorization_message(Some(&error)).is_null());
    }

    #[test]
    fn a_wait_is_never_shortened() {
        for (wait, ms) in [
            (Duration::ZERO, 0),
            (Duration::from_nanos(1), 1),
            (Duration::from_secs(5), 5000),
            (Duration::MAX, i64::MAX),
        ] {
            assert_eq!(whole_ms(wait), ms, "{wait:?}");
        }
    }
}
