//! What a running call shares with others: whether it is cancelled, and how it goes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, TryLockError};

use crate::report::CallReport;

/// Shared by a call that has options, and by those who may cancel it.
#[derive(Debug, Default)]
pub(crate) struct CallState {
    cancelled: AtomicBool,
    report: Mutex<CallReport>,
}

impl CallState {
    /// One atomic store, so that a signal handler may do it.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
    }

    /// Looks at the report, or changes it.
    ///
    /// Only the call itself uses the lock, and whoever reads the report after the call. So it is free, unless this is a
    /// child and the parent forked at that moment. A child must not wait, and gets a report of its own.
    pub(crate) fn with_report<T>(&self, look: impl FnOnce(&mut CallReport) -> T) -> T {
        match self.report.try_lock() {
            Ok(mut report) => look(&mut report),
            Err(TryLockError::Poisoned(poisoned)) => look(&mut poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => look(&mut CallReport::default()),
        }
    }
}

/// Cancels a [`Call`](crate::Call) from another thread. Cheap to clone.
#[derive(Clone, Debug)]
pub struct CancelHandle(pub(crate) Arc<CallState>);

impl CancelHandle {
    /// Ends what the call is doing within 0.2 s, with `Cancelled`, and everything that it is asked to do later. This
    /// cannot be undone. The client and its other calls go on.
    ///
    /// It stores one number and does not wait, so it may also be used in a signal handler.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether the call was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}
