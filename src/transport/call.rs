//! The exchange that the current thread is in: its limits, and what has happened so far.
//!
//! ureq asks for a connection and gives it back without telling the transport which call it serves. A call runs in
//! one thread from start to end, so a slot of the thread is where the two meet. The slot needs no destructor: a
//! library that registers one with a thread of its host cannot be unloaded before that thread ends.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::Request;
use super::failure::{Failure, Phase};

/// How often a wait looks whether the client was shut down, where nothing can wake it: half of what is promised.
pub(crate) const CANCEL_CHECK: Duration = Duration::from_millis(50);

/// The limits of a whole call.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) deadline: Instant,
    pub(crate) connect_timeout: Duration,
    pub(crate) cancelled: Arc<AtomicBool>,
}

impl Limits {
    pub(crate) fn start(timeout: Duration, connect_timeout: Duration, cancelled: Arc<AtomicBool>) -> Limits {
        Limits { timeout, deadline: Instant::now() + timeout, connect_timeout, cancelled }
    }

    /// The limits of a part of the call, which may take so long at most.
    pub(crate) fn within(&self, longest: Duration) -> Limits {
        let now = Instant::now();
        let left = self.deadline.saturating_duration_since(now);
        if left <= longest {
            return self.clone();
        }
        Limits { timeout: longest, deadline: now + longest, ..self.clone() }
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
    }

    /// The end of what is being done now: of connecting, where `connecting` says since when, else of the call.
    fn end(&self, connecting: Option<Instant>) -> (Instant, bool) {
        match connecting.map(|since| since + self.connect_timeout) {
            Some(end) if end < self.deadline => (end, false),
            _ => (self.deadline, true),
        }
    }

    /// The time left to do something in; an error where there is none, or where the client was shut down.
    pub(crate) fn left(&self, connecting: Option<Instant>, doing: Phase) -> Result<Duration, Failure> {
        self.left_at(Instant::now(), connecting, doing)
    }

    fn left_at(&self, now: Instant, connecting: Option<Instant>, doing: Phase) -> Result<Duration, Failure> {
        if self.is_cancelled() {
            return Err(Failure::Cancelled);
        }
        let (end, whole_call) = self.end(connecting);
        let left = end.saturating_duration_since(now);
        if left.is_zero() {
            let after = if whole_call { self.timeout } else { self.connect_timeout };
            return Err(Failure::Timeout { whole_call, after, doing });
        }
        Ok(left)
    }
}

/// One exchange of a call.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) limits: Limits,
    /// Header lines that go between what ureq writes and the blank line, until they have gone; see `connection.rs`.
    pub(crate) header_lines: Option<Arc<Zeroizing<Vec<u8>>>>,
    /// Whether the request may go through the proxy.
    pub(crate) through_proxy: bool,
    /// Take no kept connection: one has just turned out to be dead.
    pub(crate) fresh_only: bool,
    /// When the exchange began.
    pub(crate) since: Instant,
    /// Since when a connection is being made.
    pub(crate) connecting: Option<Instant>,
    pub(crate) doing: Phase,
    /// The connection was kept from an earlier call.
    pub(crate) reused: bool,
    /// A byte of the answer has come.
    pub(crate) answered: bool,
    /// The peer has ended the connection in good order.
    pub(crate) ended: bool,
    pub(crate) peer: Option<SocketAddr>,
    /// What was left of an answer when ureq gave up on it.
    pub(crate) not_understood: Vec<u8>,
}

impl Call {
    pub(crate) fn new(limits: &Limits, request: &Request<'_>, fresh_only: bool) -> Call {
        Call {
            limits: limits.clone(),
            header_lines: Some(request.header_lines.clone()),
            through_proxy: request.through_proxy,
            fresh_only,
            since: Instant::now(),
            connecting: None,
            doing: Phase::Connect,
            reused: false,
            answered: false,
            ended: false,
            peer: None,
            not_understood: Vec::new(),
        }
    }

    pub(crate) fn left(&self) -> Result<Duration, Failure> {
        self.limits.left(self.connecting, self.doing)
    }

    /// Whether the exchange may begin.
    pub(crate) fn begin(&self) -> Result<(), Failure> {
        self.limits.left_at(self.since, None, Phase::Connect).map(drop)
    }
}

thread_local! {
    static CURRENT: RefCell<Option<ManuallyDrop<Call>>> = const { RefCell::new(None) };
}

/// Puts a call into the thread's slot; `finish` takes it out again, and so does dropping, when a panic passes.
///
/// A call inside a call (a log sink that uses a client) puts the outer one aside meanwhile.
pub(crate) struct Entered {
    outer: Option<ManuallyDrop<Call>>,
    left: bool,
}

impl Entered {
    pub(crate) fn new(call: Call) -> Entered {
        let outer = CURRENT.with_borrow_mut(|current| current.replace(ManuallyDrop::new(call)));
        Entered { outer, left: false }
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

impl Drop for Entered {
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
