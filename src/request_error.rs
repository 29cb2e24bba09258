//! A request that failed, and the one rule that decides whether the call sends it again.

use crate::error::{Details, Error, ErrorKind};
use crate::failure::{Failure, Phase};

/// Why a request failed: whatever it asked for (a callback, a token, a project id, keys) and whomever it asked.
///
/// The verdict is made here, from what happened on the wire, and stays with the error until the call ends. It is not
/// [`Error::is_retryable`], which tells the caller that the same call may succeed later: that is also true after a 500
/// or a lost connection, but then the request has arrived and may have been carried out, so the call does not repeat it.
#[derive(Clone, Debug)]
pub(crate) struct RequestError {
    pub(crate) error: Error,
    /// Sending the request again repeats nothing and may help.
    pub(crate) retry: bool,
    /// The peer has not seen the request: the name lookup, the connection, the proxy or TLS failed.
    pub(crate) unreached: bool,
}

impl RequestError {
    /// A complete answer that is no success.
    pub(crate) fn refused(status: u16, error: Error) -> RequestError {
        // The peer, or a gateway before it, says that it did not handle the request.
        let retry = matches!(status, 429 | 502 | 503 | 504);
        RequestError { error, retry, unreached: false }
    }

    /// No complete answer.
    pub(crate) fn unanswered(failure: &Failure, error: Error) -> RequestError {
        let retry = match failure {
            Failure::Lookup { .. } | Failure::Connect { .. } => true,
            Failure::Proxy { for_good, .. } => !for_good,
            Failure::Lost { doing, .. } => matches!(doing, Phase::Proxy | Phase::Handshake),
            // The limit of one connection; after the limit of the call there is no time left.
            Failure::Timeout { whole_call, .. } => !whole_call,
            Failure::Tls { .. } | Failure::BadAnswer(_) | Failure::Cancelled { .. } | Failure::Internal(_) => false,
        };
        let unreached = retry || matches!(failure, Failure::Tls { .. } | Failure::Proxy { .. });
        RequestError { error, retry, unreached }
    }

    /// Changes the error and keeps the verdict.
    pub(crate) fn map(self, change: impl FnOnce(Error) -> Error) -> RequestError {
        RequestError { error: change(self.error), ..self }
    }

    /// Whether the failure belongs to the call that made the request (its time was over, or it was cancelled) and says
    /// nothing about the peer, so that another call with time left should ask for itself.
    pub(crate) fn is_of_one_call(&self) -> bool {
        match self.error.kind() {
            ErrorKind::Cancelled => true,
            ErrorKind::Timeout => !self.retry,
            _ => false,
        }
    }
}

/// A failure while the call waited for something, such as a provider or another call's request.
impl From<Failure> for RequestError {
    fn from(failure: Failure) -> RequestError {
        RequestError::unanswered(&failure, failure.error_with(Details::default(), ""))
    }
}

/// An error that no request made, such as credentials that a provider did not give: sending again does not mend it.
impl From<Error> for RequestError {
    fn from(error: Error) -> RequestError {
        RequestError { error, retry: false, unreached: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_happened_on_the_wire_decides() {
        let text = String::new;
        let lost = |doing| Failure::Lost { doing, why: text() };
        let proxy = |for_good| Failure::Proxy { proxy: text(), why: text(), for_good };
        let timeout = |whole_call| Failure::Timeout { whole_call, after: Duration::ZERO, doing: Phase::Connect };
        // Whether to send again, whether the peer has seen nothing, whether it says nothing to other calls.
        for (failure, retry, unreached, of_one_call) in [
            (Failure::Lookup { host: text(), why: text() }, true, true, false),
            (Failure::Connect { peer: text(), why: text() }, true, true, false),
            (proxy(false), true, true, false),
            (proxy(true), false, true, false),
            (Failure::Tls { host: text(), why: text() }, false, true, false),
            (lost(Phase::Proxy), true, true, false),
            (lost(Phase::Handshake), true, true, false),
            (lost(Phase::Send), false, false, false),
            (lost(Phase::Wait), false, false, false),
            (lost(Phase::Read), false, false, false),
            (timeout(false), true, true, false),
            (timeout(true), false, false, true),
            (Failure::BadAnswer(text()), false, false, false),
            (Failure::Cancelled { whole_client: false }, false, false, true),
            (Failure::Internal(text()), false, false, false),
        ] {
            let error = RequestError::from(failure.clone()).map(|error| error.context("in a context"));
            assert_eq!(
                (error.retry, error.unreached, error.is_of_one_call()),
                (retry, unreached, of_one_call),
                "{failure:?}"
            );
        }
        for status in 100..600 {
            let error = RequestError::refused(status, Error::new(ErrorKind::Service, ""));
            assert_eq!((error.retry, error.unreached), (matches!(status, 429 | 502..=504), false), "{status}");
        }
        // Even an error that a later call may not have.
        let error = RequestError::from(Error::new(ErrorKind::Throttled, ""));
        assert!(error.error.is_retryable() && !error.retry);
    }
}
