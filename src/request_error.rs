//! A request that failed, and the one rule that decides whether the call sends it again.

use crate::error::{Details, Error, ErrorKind};
use crate::failure::{Failure, Phase, ProxyRefusal};

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
    pub(crate) peer: Peer,
}

/// What a request that failed says of its peer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Peer {
    /// It was connected to, and may have seen the request.
    Reached,
    /// It has not seen the request: the name lookup, the connection, the proxy or TLS failed, or took too long.
    NotReached,
    /// Nothing.
    Unknown,
}

impl RequestError {
    /// A complete answer that is no success.
    pub(crate) fn refused(status: u16, error: Error) -> RequestError {
        // The peer, or a gateway before it, says that it did not handle the request.
        let retry = matches!(status, 429 | 502 | 503 | 504);
        RequestError { error, retry, peer: Peer::Reached }
    }

    /// No complete answer.
    pub(crate) fn unanswered(failure: &Failure, error: Error) -> RequestError {
        let retry = match failure {
            Failure::Lookup { .. } | Failure::Connect { .. } => true,
            Failure::Proxy { refusal, .. } => *refusal == ProxyRefusal::Passing,
            Failure::Lost { doing, .. } => matches!(doing, Phase::Proxy | Phase::Handshake),
            // The limit of one connection; after the limit of the call there is no time left.
            Failure::Timeout { whole_call, .. } => !whole_call,
            Failure::Tls { .. } | Failure::BadAnswer(_) | Failure::Cancelled { .. } | Failure::Internal(_) => false,
        };
        let peer = match failure {
            Failure::Proxy { refusal: ProxyRefusal::OfUser, .. } => Peer::Unknown,
            Failure::Lookup { .. } | Failure::Connect { .. } | Failure::Proxy { .. } | Failure::Tls { .. } => {
                Peer::NotReached
            }
            Failure::Lost { doing, .. } | Failure::Timeout { doing, .. } => match doing {
                Phase::Lookup | Phase::Connect | Phase::Proxy | Phase::Handshake => Peer::NotReached,
                Phase::Send | Phase::Wait | Phase::Read => Peer::Reached,
                Phase::Backoff | Phase::OtherCall | Phase::Provider => Peer::Unknown,
            },
            Failure::BadAnswer(_) => Peer::Reached,
            Failure::Cancelled { .. } | Failure::Internal(_) => Peer::Unknown,
        };
        RequestError { error, retry, peer }
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
        RequestError { error, retry: false, peer: Peer::Unknown }
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
        let proxy = |refusal| Failure::Proxy { proxy: text(), why: text(), refusal };
        let timeout = |whole_call, doing| Failure::Timeout { whole_call, after: Duration::ZERO, doing };
        // Whether to send again, what is known of the peer, whether it says nothing to other calls.
        for (failure, retry, peer, of_one_call) in [
            (Failure::Lookup { host: text(), why: text() }, true, Peer::NotReached, false),
            (Failure::Connect { peer: text(), why: text() }, true, Peer::NotReached, false),
            (proxy(ProxyRefusal::Passing), true, Peer::NotReached, false),
            (proxy(ProxyRefusal::OfHost), false, Peer::NotReached, false),
            (proxy(ProxyRefusal::OfUser), false, Peer::Unknown, false),
            (Failure::Tls { host: text(), why: text() }, false, Peer::NotReached, false),
            (lost(Phase::Proxy), true, Peer::NotReached, false),
            (lost(Phase::Handshake), true, Peer::NotReached, false),
            (lost(Phase::Send), false, Peer::Reached, false),
            (lost(Phase::Wait), false, Peer::Reached, false),
            (lost(Phase::Read), false, Peer::Reached, false),
            (timeout(false, Phase::Connect), true, Peer::NotReached, false),
            (timeout(true, Phase::Lookup), false, Peer::NotReached, true),
            (timeout(true, Phase::Connect), false, Peer::NotReached, true),
            (timeout(true, Phase::Handshake), false, Peer::NotReached, true),
            (timeout(true, Phase::Wait), false, Peer::Reached, true),
            (timeout(true, Phase::Provider), false, Peer::Unknown, true),
            (Failure::BadAnswer(text()), false, Peer::Reached, false),
            (Failure::Cancelled { whole_client: false }, false, Peer::Unknown, true),
            (Failure::Internal(text()), false, Peer::Unknown, false),
        ] {
            let error = RequestError::from(failure.clone()).map(|error| error.context("in a context"));
            assert_eq!((error.retry, error.peer, error.is_of_one_call()), (retry, peer, of_one_call), "{failure:?}");
        }
        for status in 100..600 {
            let error = RequestError::refused(status, Error::new(ErrorKind::Service, ""));
            let expected = (matches!(status, 429 | 502..=504), Peer::Reached);
            assert_eq!((error.retry, error.peer), expected, "{status}");
        }
        // Even an error that a later call may not have.
        let error = RequestError::from(Error::new(ErrorKind::Throttled, ""));
        assert!(error.error.is_retryable() && !error.retry);
    }
}
