//! Taking a lock, also after a panic.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex whose every change is complete in itself, so that what a panic left behind can be used.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
