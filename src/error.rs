//! The one error type: what kind, what the service said, and what to do about it.

use std::fmt;
use std::time::Duration;

/// The kind of an error. A program decides by it what to do.
///
/// Each kind has a code in C (`HWLIVE_CODE_*`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// None of the other kinds.
    Other,
    /// An argument or a setting is not usable. Nothing was sent.
    InvalidArgument,
    /// There are no credentials, they are incomplete, or a source of credentials failed.
    Credentials,
    /// The service or IAM refused the credentials, or they lack a permission: HTTP 401 and 403.
    Unauthorized,
    /// The service knows no such recording callback.
    NotFound,
    /// Too many requests: HTTP 429.
    Throttled,
    /// Any other error response of the service, its gateway or IAM.
    Service,
    /// The name lookup, the connection or the proxy failed, or the connection was lost.
    Connect,
    /// The TLS handshake or the check of the certificate failed.
    Tls,
    /// The time limit of the whole call or of connecting was reached.
    Timeout,
    /// There was a response, but not one that the service gives, such as a web page, an empty body or a redirect.
    BadResponse,
    /// The call was cancelled, or the client was shut down.
    Cancelled,
}

/// The error of a call or a setting.
///
/// `Display` writes one line: what was being done, what went wrong and, if it is known, what to do. Neither `Display`
/// nor `Debug` writes a secret.
pub struct Error(Box<Inner>);

/// The fields of an [`Error`], as the modules that make one fill them in.
#[derive(Clone, Default)]
pub(crate) struct Details {
    /// HTTP status of the answer; 0: there was none.
    pub(crate) http_status: u16,
    pub(crate) service_code: Option<String>,
    pub(crate) service_message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) encoded_authorization_message: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    details: Details,
    attempts: u32,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::with_details(kind, message, Details::default())
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::InvalidArgument, message)
    }

    pub(crate) fn credentials(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Credentials, message)
    }

    pub(crate) fn with_details(kind: ErrorKind, message: impl Into<String>, details: Details) -> Error {
        Error(Box::new(Inner { kind, message: one_line(message.into()), details, attempts: 0 }))
    }

    /// Puts what was being done before the text: `show record callback: …`.
    pub(crate) fn context(mut self, doing: &str) -> Error {
        self.0.message = format!("{doing}: {}", self.0.message);
        self
    }

    /// The same error, but of another kind: for whoever knows better what it means to the caller.
    pub(crate) fn of_kind(mut self, kind: ErrorKind) -> Error {
        self.0.kind = kind;
        self
    }

    pub(crate) fn set_attempts(&mut self, attempts: u32) {
        self.0.attempts = attempts;
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the HTTP status of the response. `None` if there was no response.
    pub fn http_status(&self) -> Option<u16> {
        Some(self.0.details.http_status).filter(|&status| status != 0)
    }

    /// Returns the error code of the service, its gateway or IAM, such as `LIVE.100011001` or `APIGW.0301`.
    pub fn service_code(&self) -> Option<&str> {
        self.0.details.service_code.as_deref()
    }

    /// Returns the message of the service, its gateway or IAM.
    pub fn service_message(&self) -> Option<&str> {
        self.0.details.service_message.as_deref()
    }

    /// Returns the id of the request. The service's support can find the request by it.
    pub fn request_id(&self) -> Option<&str> {
        self.0.details.request_id.as_deref()
    }

    /// Returns the encoded reason why a policy denied the call. The decode-authorization-message call of STS decodes
    /// it.
    pub fn encoded_authorization_message(&self) -> Option<&str> {
        self.0.details.encoded_authorization_message.as_deref()
    }

    /// Returns how long the service asked to wait (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.details.retry_after
    }

    /// Returns how many times the call was tried. 0 if nothing was tried.
    ///
    /// If a kept connection turned out to be closed and the request was sent again on a new one, this is not counted.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns whether the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Throttled => true,
            ErrorKind::Service => self.0.details.http_status >= 500,
            ErrorKind::Other
            | ErrorKind::InvalidArgument
            | ErrorKind::Credentials
            | ErrorKind::Unauthorized
            | ErrorKind::NotFound
            | ErrorKind::Tls
            | ErrorKind::BadResponse
            | ErrorKind::Cancelled => false,
        }
    }
}

/// Messages are one line, whatever a server put into its answer.
fn one_line(mut message: String) -> String {
    if message.contains(char::is_control) {
        message = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    }
    message
}

impl Clone for Error {
    fn clone(&self) -> Error {
        Error(self.0.clone())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, message, details, attempts } = &*self.0;
        let Details {
            http_status,
            service_code,
            service_message,
            request_id,
            encoded_authorization_message: _,
            retry_after,
        } = details;
        f.debug_struct("Error")
            .field("kind", kind)
            .field("message", message)
            .field("http_status", http_status)
            .field("service_code", service_code)
            .field("service_message", service_message)
            .field("request_id", request_id)
            .field("retry_after", retry_after)
            .field("attempts", attempts)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {}
