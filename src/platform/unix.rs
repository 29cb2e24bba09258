//! Linux, and other systems like it.

use std::env;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io;
use std::mem::MaybeUninit;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::ptr;

/// The variable that names the user's home directory.
pub(crate) const HOME: &str = "HOME";

/// The environment variable of exactly this name.
pub(crate) fn variable(name: &str) -> Option<OsString> {
    env::var_os(name)
}

/// Nothing is to do: glibc keeps a library loaded as long as a thread runs code of it at its end.
#[inline(always)]
pub(crate) fn hold_library() {}

/// Opens a file that may be anything. Opening a pipe waits for nobody, and a terminal does not become the process's
/// own.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY).open(path)
}

/// Runs something in this thread while no signal reaches it. A thread begins with the mask of the one that starts it,
/// and the host's signals are for the host's threads.
pub(crate) fn with_signals_blocked<T>(run: impl FnOnce() -> T) -> T {
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

#[cfg(test)]
pub(crate) const DEVICE: &str = "/dev/null";
