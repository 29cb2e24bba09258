//! What the library asks of the operating system beside sockets: one file for each kind of system, with the same names
//! in it. The calls of sockets are in `transport/socket/`.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(all(test, unix))]
pub(crate) use unix::DEVICE;
#[cfg(unix)]
pub(crate) use unix::{HOME, hold_library, open_to_read, variable, with_signals_blocked};
#[cfg(all(test, windows))]
pub(crate) use windows::DEVICE;
#[cfg(windows)]
pub(crate) use windows::{HOME, hold_library, open_to_read, variable, with_signals_blocked};
