//! How the last request of a call went.

use std::ffi::{CStr, CString};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// How a call went: its attempts, and how the last request went, on success and on failure.
///
/// The last request is usually the one to Live. If a call fails while it asks IAM or the metadata service, it is that one;
/// [`peer_address`](CallReport::peer_address) shows whom it went to. A time counts until the failure if the request fails
/// meanwhile, and is `None` if the request did not come so far or had no need of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallReport {
    pub(crate) attempts: u32,
    pub(crate) connection_reused: bool,
    pub(crate) peer: Option<PeerAddress>,
    pub(crate) lookup: Option<Duration>,
    pub(crate) connect: Option<Duration>,
    pub(crate) proxy: Option<Duration>,
    pub(crate) tls: Option<Duration>,
    pub(crate) first_byte: Option<Duration>,
    pub(crate) total: Option<Duration>,
    pub(crate) bytes_sent: u64,
    pub(crate) bytes_received: u64,
    /// ASCII, with a NUL at its end for C.
    pub(crate) tls_version: Option<&'static CStr>,
}

/// An address with its text, which is made once for each connection. A NUL is at its end for C.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PeerAddress {
    pub(crate) address: SocketAddr,
    pub(crate) text: Arc<CStr>,
}

impl PeerAddress {
    pub(crate) fn new(address: SocketAddr) -> PeerAddress {
        let text = CString::new(address.to_string()).unwrap_or_default();
        PeerAddress { address, text: text.into() }
    }
}

impl CallReport {
    /// How often the call was tried. 0: nothing was tried.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether the request went over a connection that an earlier request had left open.
    pub fn connection_reused(&self) -> bool {
        self.connection_reused
    }

    /// The address that the request went to: the proxy's, if there is one. `None`: there was no connection.
    pub fn peer_address(&self) -> Option<SocketAddr> {
        self.peer.as_ref().map(|peer| peer.address)
    }

    /// The time for the name lookup. `None` for a kept connection.
    pub fn lookup(&self) -> Option<Duration> {
        self.lookup
    }

    /// The time for the TCP connection, without the name lookup. `None` for a kept connection.
    pub fn connect(&self) -> Option<Duration> {
        self.connect
    }

    /// The time for the tunnel through the proxy. `None` for a kept connection, and without a proxy.
    pub fn proxy(&self) -> Option<Duration> {
        self.proxy
    }

    /// The time for TLS handshakes, that with an https proxy included. `None` for a kept connection, and without TLS.
    pub fn tls(&self) -> Option<Duration> {
        self.tls
    }

    /// The time from the beginning of the request, connecting included, to the first byte of the answer.
    pub fn first_byte(&self) -> Option<Duration> {
        self.first_byte
    }

    /// The time from the beginning of the request, connecting included, to its end. Pauses between attempts do not count.
    pub fn total(&self) -> Option<Duration> {
        self.total
    }

    /// The bytes that were written to the connection for this request: HTTP, the tunnel and TLS, but not TCP.
    pub fn bytes_sent(&self) -> u64 {
        self.bytes_sent
    }

    /// The bytes that were read from the connection for this request: HTTP, the tunnel and TLS, but not TCP.
    pub fn bytes_received(&self) -> u64 {
        self.bytes_received
    }

    /// `"TLSv1.3"` or `"TLSv1.2"`. `None`: without TLS, or the handshake was not finished.
    pub fn tls_version(&self) -> Option<&'static str> {
        self.tls_version?.to_str().ok()
    }
}
