//! The one error type: what kind, what the service said, and what to do about it.

use std::fmt;
use std::time::Duration;

/// What went wrong, by the decision that a caller can make.
///
/// The C codes are the same list (`HWLIVE_CODE_*`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// None of the others.
    Other,
    /// An argument or a setting is not usable. Nothing was sent.
    InvalidArgument,
    /// No credentials, incomplete ones, or a source of credentials failed.
    Credentials,
    /// The service refused the credentials or what they may do: 401 and 403.
    Unauthorized,
    /// The service knows no such recording callback.
    NotFound,
    /// Too many requests: 429.
    Throttled,
    /// Any other refusal of the service or of its gateway.
    Service,
    /// No connection: name, route, refused, proxy, or the connection was lost.
    Connect,
    /// The TLS handshake or the certificate check failed.
    Tls,
    /// The whole-call limit or the connect limit was reached.
    Timeout,
    /// There was an answer, but not what was agreed on.
    BadResponse,
    /// The client was shut down.
    Cancelled,
}

/// Why a call or a setting failed.
///
/// The text (`Display`) is one line that starts with what was being done. No secret is in it, nor in `Debug`.
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

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The HTTP status of the answer, or `None` where there was no answer.
    pub fn http_status(&self) -> Option<u16> {
        Some(self.0.details.http_status).filter(|&status| status != 0)
    }

    /// The service's or the gateway's own code, such as `LIVE.100011001` or `APIGW.0301`.
    pub fn service_code(&self) -> Option<&str> {
        self.0.details.service_code.as_deref()
    }

    /// The service's own message.
    pub fn service_message(&self) -> Option<&str> {
        self.0.details.service_message.as_deref()
    }

    /// The id under which the service's support finds the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.details.request_id.as_deref()
    }

    /// The encoded reason of a policy denial, for the decode-authorization-message call of STS.
    pub fn encoded_authorization_message(&self) -> Option<&str> {
        self.0.details.encoded_authorization_message.as_deref()
    }

    /// How long the service asked to wait (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.details.retry_after
    }

    /// How many times the call was tried; 0: nothing was tried.
    ///
    /// The one resend on a kept connection that turned out to be dead is not counted.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same call may well succeed later.
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
