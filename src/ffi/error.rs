//! `hwlive_error`: why a call failed.

use std::ffi::{CString, c_char};
use std::time::Duration;

use super::lent_texts::{c_text, lend};
use super::panic::guard_or;
use crate::error::{Error, ErrorKind};

/// The result of a function that can fail: one of `HWLIVE_CODE_*`. A later version never gives a number another
/// meaning.
pub type hwlive_code = i32;

/// The function succeeded.
pub const HWLIVE_CODE_OK: hwlive_code = 0;
/// None of the other codes. A newer library may also return a code that this header does not name: treat it as this
/// one.
pub const HWLIVE_CODE_OTHER: hwlive_code = 1;
/// An argument or a setting is not usable. Nothing was sent. The message names it.
pub const HWLIVE_CODE_INVALID_ARGUMENT: hwlive_code = 2;
/// There are no credentials, they are incomplete, or a source of credentials failed. Also if the region has no project
/// or several.
pub const HWLIVE_CODE_CREDENTIALS: hwlive_code = 3;
/// The service, IAM or STS did not accept the credentials, or they lack a permission: HTTP 401 and 403. Do not repeat
/// the call as it is: five bad signatures lock an access key for five minutes.
pub const HWLIVE_CODE_UNAUTHORIZED: hwlive_code = 4;
/// HTTP 404: the service knows no such recording callback, or another server answered at that endpoint.
pub const HWLIVE_CODE_NOT_FOUND: hwlive_code = 5;
/// Too many requests: HTTP 429.
pub const HWLIVE_CODE_THROTTLED: hwlive_code = 6;
/// Any other refusal of the service, its gateway, IAM or STS. `hwlive_error_service_code` returns its code, if it has
/// one.
pub const HWLIVE_CODE_SERVICE: hwlive_code = 7;
/// There is no connection: the name is not known, there is no route, the server or the proxy refused, or the connection
/// was lost.
pub const HWLIVE_CODE_CONNECT: hwlive_code = 8;
/// The TLS handshake or the check of the certificate failed.
pub const HWLIVE_CODE_TLS: hwlive_code = 9;
/// The time limit of the whole call or of connecting was reached.
pub const HWLIVE_CODE_TIMEOUT: hwlive_code = 10;
/// There was an answer, but not one that the service gives: for example a portal's web page, an empty body or a
/// redirect.
pub const HWLIVE_CODE_BAD_RESPONSE: hwlive_code = 11;
/// The call was cancelled with `hwlive_call_cancel`, or the client was shut down with `hwlive_client_shutdown`.
pub const HWLIVE_CODE_CANCELLED: hwlive_code = 12;
/// There is a bug in hwlive. The message describes it. The client can still be used.
pub const HWLIVE_CODE_PANIC: hwlive_code = 13;
/// A notification cannot be read, or can be read in more than one way.
pub const HWLIVE_CODE_MALFORMED: hwlive_code = 14;
/// A notification has no signature, and that is not accepted.
pub const HWLIVE_CODE_UNSIGNED: hwlive_code = 15;
/// The signature of a notification does not match its body and the key, or its sign type is not accepted.
pub const HWLIVE_CODE_WRONG_SIGNATURE: hwlive_code = 16;
/// The signature of a notification is right, but too old.
pub const HWLIVE_CODE_EXPIRED: hwlive_code = 17;

/// Why a call from C failed, short of a panic.
pub(super) enum Failure {
    /// The argument of this name cannot be used: it `is NULL`, for example.
    Argument(&'static str, &'static str),
    /// A failure that has a code in C only, with its message.
    Coded(hwlive_code, String),
    /// An error of the library.
    Library(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Library(error)
    }
}

/// Why a function failed. It never changes. Free it with `hwlive_error_free`.
///
/// Every function that fails returns an error of its own, so threads never share one. The functions of an error accept
/// NULL. The comment of each says what it returns then.
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

/// Rounded up, so that whoever waits that long has waited long enough.
fn whole_ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(i64::MAX)
}

/// Returns the code of an error: the one that the failed function returned.
///
/// The result is one of `HWLIVE_CODE_*`. It is `HWLIVE_CODE_OK` if `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_code(error: Option<&hwlive_error>) -> hwlive_code {
    guard_or(HWLIVE_CODE_PANIC, || error.map_or(HWLIVE_CODE_OK, |error| error.code))
}

/// Returns one line of English that describes an error, for logs and people.
///
/// It says what went wrong and, if that is known, what to do. It contains no secret. The wording may change in any
/// version, so let programs decide by the code. The text is lent by `error` and is never NULL. It is "no error" if
/// `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_message(error: Option<&hwlive_error>) -> *const c_char {
    let no_error = c"no error";
    guard_or(no_error.as_ptr(), || error.map_or(no_error, |error| &error.message).as_ptr())
}

/// Returns the HTTP status of the answer that made the call fail, such as 404.
///
/// The result is 0 if there was no answer or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_http_status(error: Option<&hwlive_error>) -> i32 {
    guard_or(0, || error.map_or(0, |error| error.http_status))
}

/// Returns the code that the service, its gateway, IAM or STS gave, such as "LIVE.100011001" or "APIGW.0301".
///
/// The text is lent by `error`. It is NULL if there was none or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_service_code(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.service_code.as_deref())
}

/// Returns the message that the service, its gateway, IAM or STS gave.
///
/// Secrets are cut out of it, and so is everything past 4096 characters. The text is lent by `error`. It is NULL if
/// there was none or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_service_message(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.service_message.as_deref())
}

/// Returns the id under which the service's support finds the request.
///
/// The text is lent by `error`. It is NULL if there was none or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_request_id(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.request_id.as_deref())
}

/// Returns why a policy denied the call, as the encoded text that the service sends with some answers of status 403.
///
/// The STS call decode-authorization-message decodes it. The text is lent by `error`. It is NULL if there was none or
/// `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_encoded_authorization_message(error: Option<&hwlive_error>) -> *const c_char {
    lend(|| error?.encoded_authorization_message.as_deref())
}

/// Returns how long the service asked to wait before the next call (its Retry-After header), in milliseconds.
///
/// The result is -1 if the service did not ask for it or `error` is NULL. It is at most 24 hours.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_retry_after_ms(error: Option<&hwlive_error>) -> i64 {
    guard_or(-1, || error.map_or(-1, |error| error.retry_after_ms))
}

/// Returns how many times the call was tried, including the first time.
///
/// If a kept connection turns out to be dead, the request is sent once more; that is not counted. The result is 0 if
/// nothing was tried or `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_attempts(error: Option<&hwlive_error>) -> u32 {
    guard_or(0, || error.map_or(0, |error| error.attempts))
}

/// Returns 1 if the same call may succeed later, otherwise 0.
///
/// It is 1 for `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TIMEOUT`, `HWLIVE_CODE_THROTTLED`, and for `HWLIVE_CODE_SERVICE`
/// with a status of 500 or more. It is 0 for every other code, and if `error` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_error_is_retryable(error: Option<&hwlive_error>) -> i32 {
    guard_or(0, || error.map_or(0, |error| i32::from(error.is_retryable)))
}

/// Frees an error and the texts that it lent. NULL is allowed and does nothing.
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
