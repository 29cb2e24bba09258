//! The time limits of a call and its cancellation, which every wait of the call respects.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::call_state::CallState;
use crate::failure::{Failure, Phase};

/// How often a wait looks whether it is cancelled, where nothing can wake it: much less than the 0.2 s that are promised.
pub(crate) const CANCEL_CHECK: Duration = Duration::from_millis(50);

/// The limits of a whole call.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) deadline: Instant,
    pub(crate) connect_timeout: Duration,
    /// The client was shut down.
    pub(crate) shut_down: Arc<AtomicBool>,
    /// Of a call that has options: it may be cancelled by itself, and its report is wanted.
    pub(crate) call: Option<Arc<CallState>>,
}

impl Limits {
    pub(crate) fn start(
        timeout: Duration,
        connect_timeout: Duration,
        shut_down: Arc<AtomicBool>,
        call: Option<Arc<CallState>>,
    ) -> Limits {
        Limits { timeout, deadline: Instant::now() + timeout, connect_timeout, shut_down, call }
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

    /// The failure of a call that is to end now.
    pub(crate) fn cancelled(&self) -> Option<Failure> {
        let whole_client = self.shut_down.load(Ordering::Acquire);
        let by_itself = || self.call.as_ref().is_some_and(|call| call.is_cancelled());
        (whole_client || by_itself()).then_some(Failure::Cancelled { whole_client })
    }

    /// The end of what is being done now: of connecting, where `connecting` says since when, else of the call.
    fn end(&self, connecting: Option<Instant>) -> (Instant, bool) {
        match connecting.map(|since| since + self.connect_timeout) {
            Some(end) if end < self.deadline => (end, false),
            _ => (self.deadline, true),
        }
    }

    /// The time left to do something in; an error where there is none, or where the call is cancelled.
    pub(crate) fn left(&self, connecting: Option<Instant>, doing: Phase) -> Result<Duration, Failure> {
        self.left_at(Instant::now(), connecting, doing)
    }

    pub(crate) fn left_at(&self, now: Instant, connecting: Option<Instant>, doing: Phase) -> Result<Duration, Failure> {
        if let Some(cancelled) = self.cancelled() {
            return Err(cancelled);
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
