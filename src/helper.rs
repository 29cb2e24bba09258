//! Threads that do what a call waits for but must not be held by: a name lookup, a provider of credentials.

use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use crate::failure::{Failure, Phase};
use crate::limits::{CANCEL_CHECK, Limits};
use crate::lock::lock;
use crate::platform::with_signals_blocked;

/// Stack of a helper, in which the system's resolver may load plugins and providers do what they like: std's default,
/// said here since std reads the environment for it otherwise, while the host may be changing that.
const STACK: usize = 2 * 1024 * 1024;

/// The names of helpers begin so.
const PREFIX: &str = "hwlive-";

/// Work that a helper is doing; whoever wants what comes of it waits for it.
#[derive(Debug)]
pub(crate) struct Job<T> {
    finished: Mutex<Option<Finished<T>>>,
    done: Condvar,
}

/// What came of it, and when: perhaps long after the last call that waited for it had to give up.
#[derive(Clone, Debug)]
pub(crate) struct Finished<T> {
    pub(crate) at: Instant,
    pub(crate) value: T,
}

impl<T: Clone + Send + 'static> Job<T> {
    /// Starts a helper for the work; `name` says what it is.
    pub(crate) fn start(name: &str, work: impl FnOnce() -> T + Send + 'static) -> io::Result<Arc<Job<T>>> {
        let job = Arc::new(Job { finished: Mutex::new(None), done: Condvar::new() });
        let theirs = job.clone();
        start(name, move || {
            let value = work();
            *lock(&theirs.finished) = Some(Finished { at: Instant::now(), value });
            theirs.done.notify_all();
        })?;
        Ok(job)
    }

    /// What came of it, where it is done.
    pub(crate) fn finished(&self) -> Option<Finished<T>> {
        lock(&self.finished).clone()
    }

    /// Waits until it is done, within the limits. Looks up often enough to notice a shutdown in time.
    pub(crate) fn wait(
        &self,
        limits: &Limits,
        connecting: Option<Instant>,
        doing: Phase,
    ) -> Result<Finished<T>, Failure> {
        let mut finished = lock(&self.finished);
        loop {
            if let Some(finished) = &*finished {
                return Ok(finished.clone());
            }
            let left = limits.left(connecting, doing)?.min(CANCEL_CHECK);
            (finished, _) = self.done.wait_timeout(finished, left).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Starts a thread that nobody waits for at its end. `name` says what it does.
pub(crate) fn start(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = thread::Builder::new().name(format!("{PREFIX}{name}")).stack_size(STACK);
    with_signals_blocked(|| thread.spawn(body)).map(drop)
}

/// Whether this thread is one of them.
pub(crate) fn is_helper() -> bool {
    thread::current().name().is_some_and(|name| name.starts_with(PREFIX))
}
