//! The exchange that the current thread is in: what it waits for, and what has happened so far.
//!
//! ureq asks for a connection and gives it back without telling the transport which call it serves. A call runs in
//! one thread from start to end, so a slot of the thread is where the two meet. The slot needs no destructor: a
//! library that registers one with a thread of its host cannot be unloaded before that thread ends.

use std::cell::RefCell;
use std::ffi::CStr;
use std::mem::ManuallyDrop;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use crate::failure::{Failure, Phase};
use crate::limits::Limits;
use crate::report::{CallReport, PeerAddress};

use super::request::Request;

/// One exchange of a call.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) limits: Limits,
    /// Header lines that go between what ureq writes and the blank line, until they have gone; see `connection.rs`.
    pub(crate) header_lines: Option<Arc<Zeroizing<Vec<u8>>>>,
    /// The body of the request, in whose place ureq has blanks.
    pub(crate) body: SecretBody,
    /// The answer is a secret: what it leaves in memory is wiped.
    pub(crate) answer_is_secret: bool,
    /// The token in the head of such an answer, which ureq does not see.
    pub(crate) subject_token: Option<Zeroizing<Vec<u8>>>,
    /// Whether the request may go through the proxy.
    pub(crate) through_proxy: bool,
    /// Take no kept connection: one has just turned out to be dead.
    pub(crate) fresh_only: bool,
    /// When the exchange began.
    pub(crate) since: Instant,
    /// Since when a connection is being made.
    connecting: Option<Instant>,
    /// Changed by `start_connecting` and `enter` alone, which see to the report's times.
    doing: Phase,
    /// The connection was kept from an earlier call.
    pub(crate) reused: bool,
    /// A byte of the answer has come.
    pub(crate) answered: bool,
    /// The peer has ended the connection in good order.
    pub(crate) ended: bool,
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) bytes_sent: u64,
    pub(crate) bytes_received: u64,
    /// If the call's report is wanted.
    timing: Option<Box<Timing>>,
    /// What was left of an answer when ureq gave up on it.
    pub(crate) not_understood: Zeroizing<Vec<u8>>,
}

impl Call {
    pub(crate) fn new(limits: &Limits, request: &Request<'_>, fresh_only: bool) -> Call {
        Call {
            limits: limits.clone(),
            header_lines: Some(request.header_lines.clone()),
            body: SecretBody::new(request.body),
            answer_is_secret: request.answer_is_secret,
            subject_token: None,
            through_proxy: request.through_proxy,
            fresh_only,
            since: Instant::now(),
            connecting: None,
            doing: Phase::Connect,
            reused: false,
            answered: false,
            ended: false,
            peer: None,
            bytes_sent: 0,
            bytes_received: 0,
            timing: limits.call.as_ref().map(|_| Box::default()),
            not_understood: Zeroizing::default(),
        }
    }

    pub(crate) fn left(&self) -> Result<Duration, Failure> {
        self.limits.left(self.connecting, self.doing)
    }

    pub(crate) fn doing(&self) -> Phase {
        self.doing
    }

    /// Begins to make a connection, with the lookup of its host.
    pub(crate) fn start_connecting(&mut self, since: Instant) {
        self.connecting = Some(since);
        self.doing = Phase::Lookup;
        self.reused = false;
        if let Some(timing) = &mut self.timing {
            timing.since = Some(since);
        }
    }

    /// Goes on to another phase.
    pub(crate) fn enter(&mut self, phase: Phase) {
        if let Some(timing) = &mut self.timing {
            timing.leave(self.doing);
        }
        self.doing = phase;
    }

    /// The request will go over this connection.
    pub(crate) fn connected(
        &mut self,
        peer: Option<&PeerAddress>,
        tls_version: impl FnOnce() -> Option<&'static CStr>,
    ) {
        self.connecting = None;
        self.peer = peer.map(|peer| peer.address);
        if let Some(timing) = &mut self.timing {
            timing.leave(self.doing);
            timing.since = None;
            timing.tls_version = tls_version();
            timing.peer = peer.cloned();
        }
    }

    /// A byte of the answer has come.
    pub(crate) fn has_answer(&mut self) {
        if !self.answered {
            self.answered = true;
            if let Some(timing) = &mut self.timing {
                timing.first_byte = Some(self.since.elapsed());
            }
        }
    }

    /// Writes the report of an exchange that is over, if it is wanted.
    #[inline(never)]
    pub(crate) fn report(&mut self) {
        let (Some(timing), Some(state)) = (&mut self.timing, &self.limits.call) else { return };
        timing.leave(self.doing);
        state.change_report(|report| {
            *report = CallReport {
                attempts: report.attempts,
                connection_reused: self.reused,
                peer: timing.peer.take(),
                lookup: timing.lookup,
                connect: timing.connect,
                proxy: timing.proxy,
                tls: timing.tls,
                first_byte: timing.first_byte,
                total: Some(self.since.elapsed()),
                bytes_sent: self.bytes_sent,
                bytes_received: self.bytes_received,
                tls_version: timing.tls_version,
            };
        });
    }

    /// Whether the exchange may begin.
    pub(crate) fn begin(&self) -> Result<(), Failure> {
        self.limits.left_at(self.since, None, Phase::Connect).map(drop)
    }
}

/// The body of a request, of which ureq sends blanks: its own trace shows every byte that it writes, and its buffers are
/// not wiped.
#[derive(Debug, Default)]
pub(crate) struct SecretBody {
    bytes: Zeroizing<Vec<u8>>,
    sent: usize,
}

impl SecretBody {
    fn new(body: &[u8]) -> SecretBody {
        SecretBody { bytes: Zeroizing::new(body.to_vec()), sent: 0 }
    }

    /// The bytes that go where ureq has written so many blanks.
    pub(crate) fn next(&mut self, length: usize) -> Result<&[u8], Failure> {
        let next = self.bytes.get(self.sent..self.sent + length);
        self.sent += length;
        next.ok_or_else(|| Failure::Internal("more of a body was written than there is".to_owned()))
    }
}

/// How long an exchange was in its phases.
#[derive(Debug, Default)]
struct Timing {
    /// Since when it is in the phase; `None`: it is not connecting.
    since: Option<Instant>,
    lookup: Option<Duration>,
    connect: Option<Duration>,
    proxy: Option<Duration>,
    tls: Option<Duration>,
    first_byte: Option<Duration>,
    tls_version: Option<&'static CStr>,
    peer: Option<PeerAddress>,
}

impl Timing {
    #[inline(never)]
    fn leave(&mut self, phase: Phase) {
        let Some(since) = self.since else { return };
        let sum = match phase {
            Phase::Lookup => &mut self.lookup,
            Phase::Connect => &mut self.connect,
            Phase::Proxy => &mut self.proxy,
            Phase::Handshake => &mut self.tls,
            _ => return,
        };
        let now = Instant::now();
        *sum = Some(sum.unwrap_or_default() + now.duration_since(since));
        self.since = Some(now);
    }
}

thread_local! {
    static CURRENT: RefCell<Option<ManuallyDrop<Call>>> = const { RefCell::new(None) };
}

/// Puts a call into the thread's slot; `finish` takes it out again, and so does dropping, when a panic passes.
///
/// A call inside a call (a log sink that uses a client) puts the outer one aside meanwhile.
pub(crate) struct CallGuard {
    outer: Option<ManuallyDrop<Call>>,
    left: bool,
}

impl CallGuard {
    pub(crate) fn new(call: Call) -> CallGuard {
        let outer = CURRENT.with_borrow_mut(|current| current.replace(ManuallyDrop::new(call)));
        CallGuard { outer, left: false }
    }

    pub(crate) fn finish(mut self) -> Option<Call> {
        self.leave()
    }

    fn leave(&mut self) -> Option<Call> {
        if self.left {
            return None;
        }
        self.left = true;
        let outer = self.outer.take();
        let own = CURRENT.with_borrow_mut(|current| std::mem::replace(current, outer));
        own.map(ManuallyDrop::into_inner)
    }
}

impl Drop for CallGuard {
    fn drop(&mut self) {
        drop(self.leave());
    }
}

/// Looks at, or changes, the call that this thread is in.
pub(crate) fn with_call<T>(look: impl FnOnce(&mut Call) -> T) -> Result<T, Failure> {
    CURRENT.with_borrow_mut(|current| match current {
        Some(call) => Ok(look(call)),
        None => Err(Failure::Internal("the transport was used outside a call".to_owned())),
    })
}
