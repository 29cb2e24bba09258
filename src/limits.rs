//! The time limits of a call and its cancellation, which every wait of the call respects.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Phase};

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

    pub(crate) fn left_at(&self, now: Instant, connecting: Option<Instant>, doing: Phase) -> Result<Duration, Failure> {
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
