//! Threads that do what a call waits for but must not be held by: a name lookup, a provider of credentials.

use std::io;
use std::mem::MaybeUninit;
use std::ptr;
use std::thread;

/// Stack of a helper, in which the system's resolver may load plugins and providers do what they like: std's default,
/// said here since std reads the environment for it otherwise, while the host may be changing that.
const STACK: usize = 2 * 1024 * 1024;

/// The names of helpers begin so.
const PREFIX: &str = "hwlive-";

/// Starts a thread that nobody waits for at its end. `name` says what it does.
pub(crate) fn start(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = thread::Builder::new().name(format!("{PREFIX}{name}")).stack_size(STACK);
    with_signals_blocked(|| thread.spawn(body)).map(drop)
}

/// Whether this thread is one of them.
pub(crate) fn is_helper() -> bool {
    thread::current().name().is_some_and(|name| name.starts_with(PREFIX))
}

/// Runs something in this thread while no signal reaches it. A thread begins with the mask of the one that starts it,
/// and the host's signals are for the host's threads.
fn with_signals_blocked<T>(run: impl FnOnce() -> T) -> T {
    let mut all = MaybeUninit::<libc::sigset_t>::uninit();
    let mut before = MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: sigfillset writes the set that it is given, and pthread_sigmask reads that one and writes the other; both
    // are ours. With such a set and SIG_SETMASK it cannot fail.
    unsafe {
        libc::sigfillset(all.as_mut_ptr());
        libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr());
    }
    let result = run();
    // SAFETY: `before` is what pthread_sigmask wrote above.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, before.as_ptr(), ptr::null_mut()) };
    result
}
