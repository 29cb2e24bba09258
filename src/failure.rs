//! What can go wrong on the way to an answer, before anybody knows what it means for the call.

use std::io;
use std::time::Duration;

use crate::error::{Details, Error, ErrorKind};

/// Why there is no complete answer. The text says what, with the peer; it has no secret in it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Failure {
    /// The name could not be looked up.
    #[error("look up {host}: {why}")]
    Lookup { host: String, why: String },
    /// No address of the peer could be connected to.
    #[error("connect {peer}: {why}")]
    Connect { peer: String, why: String },
    /// The proxy could not be reached or refused.
    #[error("proxy {proxy}: {why}")]
    Proxy { proxy: String, why: String, refusal: ProxyRefusal },
    /// The TLS handshake failed, or a record was not what TLS allows.
    #[error("TLS with {host}: {why}")]
    Tls { host: String, why: String },
    /// A limit was reached.
    #[error("{limit} of {after:?} reached while {doing}", limit = if *.whole_call { "time limit" } else { "connect limit" })]
    Timeout { whole_call: bool, after: Duration, doing: Phase },
    /// The connection ended before the answer did.
    #[error("connection lost while {doing}: {why}")]
    Lost { doing: Phase, why: String },
    /// The answer is not HTTP as agreed on, or too large.
    #[error("{0}")]
    BadAnswer(String),
    /// The call was cancelled, or the client was shut down.
    #[error("the {what}", what = if *.whole_client { "client was shut down" } else { "call was cancelled" })]
    Cancelled { whole_client: bool },
    /// A mistake in this library.
    #[error("{0}")]
    Internal(String),
}

/// What a proxy that gives no tunnel would say to the next request for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ProxyRefusal {
    /// Perhaps something else.
    Passing,
    /// The same, if it is for the same host.
    OfHost,
    /// The same, whatever it is for: it takes another user or password, and one that is wrong too often gets locked.
    OfUser,
}

/// What an exchange is doing; for messages.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Phase {
    #[error("looking up the name")]
    Lookup,
    #[error("connecting")]
    Connect,
    #[error("asking the proxy for a tunnel")]
    Proxy,
    #[error("shaking hands")]
    Handshake,
    #[error("sending the request")]
    Send,
    #[error("waiting for the answer")]
    Wait,
    #[error("reading the answer")]
    Read,
    #[error("waiting to try again")]
    Backoff,
    #[error("waiting for another call to get credentials or the project id")]
    OtherCall,
    #[error("waiting for the credentials provider")]
    Provider,
}

impl Failure {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Failure::Lookup { .. } | Failure::Connect { .. } | Failure::Proxy { .. } | Failure::Lost { .. } => {
                ErrorKind::Connect
            }
            Failure::Tls { .. } => ErrorKind::Tls,
            Failure::Timeout { .. } => ErrorKind::Timeout,
            Failure::BadAnswer(_) => ErrorKind::BadResponse,
            Failure::Cancelled { .. } => ErrorKind::Cancelled,
            Failure::Internal(_) => ErrorKind::Other,
        }
    }

    /// The failure as an error of its kind.
    pub(crate) fn into_error(self) -> Error {
        Error::new(self.kind(), self.to_string())
    }

    pub(crate) fn error_with(&self, details: Details, more: &str) -> Error {
        Error::with_details(self.kind(), format!("{self}{more}"), details)
    }
}

/// Through ureq and rustls a failure travels inside an `io::Error`, of a kind that neither gives a meaning to.
impl From<Failure> for io::Error {
    fn from(failure: Failure) -> io::Error {
        io::Error::other(failure)
    }
}

/// The failure inside an `io::Error`, if it has come through one.
pub(crate) fn carried(error: &io::Error) -> Option<&Failure> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}
