//! What a running call shares with others: whether it is cancelled, and how it goes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock, TryLockError};

use crate::report::CallReport;

/// Shared by a call that has options, and by those who may cancel it.
#[derive(Debug, Default)]
pub(crate) struct CallState {
    cancelled: AtomicBool,
    report: RwLock<CallReport>,
}

impl CallState {
    /// One atomic store, so that a signal handler may do it.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
    }

    /// Changes the report.
    ///
    /// Only the call itself changes it, and it is read after the call. So the lock is free, unless this is a child and the
    /// parent forked at that moment. A child must not wait, and goes without.
    pub(crate) fn change_report(&self, change: impl FnOnce(&mut CallReport)) {
        match self.report.try_write() {
            Ok(mut report) => change(&mut report),
            Err(TryLockError::Poisoned(poisoned)) => change(&mut poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => {}
        }
    }

    /// Looks at the report, as several may at the same time.
    pub(crate) fn look_at_report(&self, look: impl FnOnce(&CallReport)) {
        match self.report.try_read() {
            Ok(report) => look(&report),
            Err(TryLockError::Poisoned(poisoned)) => look(&poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => {}
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
