//! The calls of sockets on Linux, and on other systems like it.

use std::io::{self, Read};
use std::mem::MaybeUninit;
use std::net::TcpStream;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::ptr;
use std::time::Duration;

use socket2::{Domain, SockRef, Socket, Type};

/// What tells an open file from all others: device and inode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Identity(libc::dev_t, libc::ino_t);

impl Identity {
    /// The identity of what this number means in this process. `None`: it means nothing.
    pub(super) fn of(stream: &TcpStream) -> Option<Identity> {
        let mut status = MaybeUninit::<libc::stat>::uninit();
        // SAFETY: fstat writes the memory that it is given, which is ours, and has written all of it if it returns 0. A
        // number that is no descriptor is an error.
        let status = unsafe {
            if libc::fstat(stream.as_raw_fd(), status.as_mut_ptr()) != 0 {
                return None;
            }
            status.assume_init()
        };
        Some(Identity(status.st_dev, status.st_ino))
    }

    /// In a forked child: closes the child's copy of a socket, unless the number means another file by now. Then the
    /// child has closed the copy itself.
    pub(super) fn close_copy(self, stream: &TcpStream) {
        if Identity::of(stream) == Some(self) {
            // SAFETY: the descriptor is open in this process and is that socket. Those that own it in the parent's memory
            // never use or drop it here: the fork module gives up their memory, and `close_copies` forgets the list's.
            drop(unsafe { OwnedFd::from_raw_fd(stream.as_raw_fd()) });
        }
    }
}

/// A TCP socket that does not block: close-on-exec, and without SIGPIPE if that is up to the socket.
#[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
pub(super) fn new_socket(family: Domain) -> io::Result<Socket> {
    Socket::new(family, Type::STREAM.nonblocking(), None)
}

/// A TCP socket that does not block: close-on-exec, and without SIGPIPE if that is up to the socket.
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
pub(super) fn new_socket(family: Domain) -> io::Result<Socket> {
    let socket = Socket::new(family, Type::STREAM, None)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// Whether a connect that fails like this goes on by itself: one that would block, or that a signal interrupts, does.
pub(super) fn goes_on(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(libc::EINPROGRESS | libc::EINTR))
}

/// The longest that a read waits in the kernel by itself. Any longer wait is several of these: nothing wakes a call
/// that is cancelled, so it has to look often enough for the 0.2 s that are promised. Most answers come sooner.
const PATIENCE: Duration = Duration::from_millis(100);

/// Sets a socket up that has just been connected. From now on it blocks, for `PATIENCE` at most, since one system call
/// that waits and reads is cheaper than a poll and a read; all that must not wait says so itself.
pub(super) fn connected(stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nonblocking(false)
}

/// Reads what is there, or comes within a part of this time, in one system call; `WouldBlock` if nothing has. `None`:
/// the time is too short for that, since the kernel counts its own timeout in ticks and may be late by some.
pub(super) fn receive_patiently(
    mut stream: &TcpStream,
    buffer: &mut [u8],
    time: Duration,
) -> Option<io::Result<usize>> {
    if time < 2 * PATIENCE {
        return None;
    }
    Some(match stream.read(buffer) {
        // Beginning anew here would begin with the whole of `PATIENCE` after every signal.
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(io::ErrorKind::WouldBlock.into()),
        result => result,
    })
}

/// Reads what is there, without waiting.
pub(super) fn receive_now(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    // SAFETY: the two types have the same layout, and socket2 promises to write no byte that is not initialised.
    let buffer = unsafe { &mut *(ptr::from_mut(buffer) as *mut [MaybeUninit<u8>]) };
    SockRef::from(stream).recv_with_flags(buffer, libc::MSG_DONTWAIT)
}

/// Looks at the next byte without waiting for it and without taking it; 0 is the end.
pub(super) fn peek_now(stream: &TcpStream) -> io::Result<usize> {
    SockRef::from(stream).recv_with_flags(&mut [MaybeUninit::uninit()], libc::MSG_PEEK | libc::MSG_DONTWAIT)
}

/// Writes what fits, without waiting and without SIGPIPE.
pub(super) fn send_now(stream: &TcpStream, bytes: &[u8]) -> io::Result<usize> {
    // Apple's systems have an option of the socket in its place, which socket2 sets.
    #[cfg(target_vendor = "apple")]
    const NO_SIGPIPE: libc::c_int = 0;
    #[cfg(not(target_vendor = "apple"))]
    const NO_SIGPIPE: libc::c_int = libc::MSG_NOSIGNAL;
    SockRef::from(stream).send_with_flags(bytes, libc::MSG_DONTWAIT | NO_SIGPIPE)
}

/// A socket to wait for, and what for.
pub(super) type PollFd = libc::pollfd;

pub(super) fn to_read(stream: &TcpStream) -> PollFd {
    PollFd { fd: stream.as_raw_fd(), events: libc::POLLIN, revents: 0 }
}

pub(super) fn to_write(stream: &TcpStream) -> PollFd {
    PollFd { fd: stream.as_raw_fd(), events: libc::POLLOUT, revents: 0 }
}

/// Whether it is what it was waited for, or has failed.
pub(super) fn is_ready(fd: &PollFd) -> bool {
    fd.revents != 0
}

/// One `poll`, rounded up to the next millisecond so that it never returns just before the time. How many are ready; a
/// signal ends it early with 0: the caller counts the time that is left anyway.
pub(super) fn wait(fds: &mut [PollFd], time: Duration) -> io::Result<usize> {
    let milliseconds = time.as_nanos().div_ceil(1_000_000).min(libc::c_int::MAX as u128) as libc::c_int;
    // SAFETY: the pointer and the count are of one slice that lives and is not used otherwise during the call.
    let ready = unsafe { libc::poll(fds.as_mut_ptr(), fds.len() as libc::nfds_t, milliseconds) };
    if ready >= 0 {
        return Ok(ready as usize);
    }
    match io::Error::last_os_error() {
        error if error.kind() == io::ErrorKind::Interrupted => Ok(0),
        error => Err(error),
    }
}
