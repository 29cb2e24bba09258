//! The calls of sockets on Windows.
//!
//! No call of Winsock can be told not to wait, so sockets never block here. The waits are `select`: `WSAPoll` does not
//! notice that a connect has failed before Windows 10 version 2004.

use std::io;
use std::mem::MaybeUninit;
use std::net::TcpStream;
use std::os::windows::io::AsRawSocket;
use std::ptr;
use std::time::Duration;

use socket2::{Domain, SockRef, Socket, Type};
use windows_sys::Win32::Networking::WinSock::{FD_SET, MSG_PEEK, SOCKET, TIMEVAL, WSAEWOULDBLOCK, select};

/// What tells an open file from all others. There are no forks, so nobody ever asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity;

impl Identity {
    pub(super) fn of(_: &TcpStream) -> Option<Identity> {
        None
    }

    pub(super) fn close_copy(self, _: &TcpStream) {}
}

/// A TCP socket that does not block, and that no process inherits. std, whose help socket2 asks for, starts Winsock
/// before the first one and leaves it on, as a DLL has to.
pub(super) fn new_socket(family: Domain) -> io::Result<Socket> {
    let socket = Socket::new(family, Type::STREAM, None)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// Whether a connect that fails like this goes on by itself.
pub(super) fn goes_on(error: &io::Error) -> bool {
    error.raw_os_error() == Some(WSAEWOULDBLOCK)
}

/// Sets a socket up that has just been connected: nothing is to do.
pub(super) fn connected(_: &TcpStream) -> io::Result<()> {
    Ok(())
}

/// `None`: there is no such call.
pub(super) fn receive_patiently(_: &TcpStream, _: &mut [u8], _: Duration) -> Option<io::Result<usize>> {
    None
}

/// Reads what is there, without waiting.
pub(super) fn receive_now(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    // SAFETY: the two types have the same layout, and socket2 promises to write no byte that is not initialised.
    let buffer = unsafe { &mut *(ptr::from_mut(buffer) as *mut [MaybeUninit<u8>]) };
    SockRef::from(stream).recv(buffer)
}

/// Looks at the next byte without waiting for it and without taking it; 0 is the end.
pub(super) fn peek_now(stream: &TcpStream) -> io::Result<usize> {
    SockRef::from(stream).recv_with_flags(&mut [MaybeUninit::uninit()], MSG_PEEK)
}

/// Writes what fits, without waiting.
pub(super) fn send_now(stream: &TcpStream, bytes: &[u8]) -> io::Result<usize> {
    SockRef::from(stream).send(bytes)
}

/// A socket to wait for, and what for.
pub(super) struct Waited {
    socket: SOCKET,
    to_write: bool,
    is_ready: bool,
}

pub(super) fn to_read(stream: &TcpStream) -> Waited {
    Waited { socket: socket(stream), to_write: false, is_ready: false }
}

pub(super) fn to_write(stream: &TcpStream) -> Waited {
    Waited { socket: socket(stream), to_write: true, is_ready: false }
}

fn socket(stream: &TcpStream) -> SOCKET {
    stream.as_raw_socket() as SOCKET
}

/// Whether it is what it was waited for, or has failed.
pub(super) fn is_ready(waited: &Waited) -> bool {
    waited.is_ready
}

/// The longest wait. A shutdown of a socket by another thread need not end one.
const SLICE: Duration = Duration::from_millis(50);

/// One `select`, of `SLICE` at most. How many are ready.
pub(super) fn wait(all: &mut [Waited], time: Duration) -> io::Result<usize> {
    let time = time.min(SLICE);
    // Winsock counts in milliseconds, of which a part would be none.
    let milliseconds = time.as_nanos().div_ceil(1_000_000) as i32;
    let time = TIMEVAL { tv_sec: 0, tv_usec: milliseconds * 1_000 };
    let mut sets = [Set::new(); 3];
    let [readable, writable, failed] = &mut sets;
    // A set has room for 64. Any more wait until some of those have failed.
    for waited in all.iter() {
        if waited.to_write { &mut *writable } else { &mut *readable }.add(waited.socket);
        failed.add(waited.socket);
    }
    // SAFETY: the pointers are of locals that outlive the call, and each set has as many sockets as it says.
    let ready = unsafe { select(0, readable.pointer(), writable.pointer(), failed.pointer(), &raw const time) };
    if ready < 0 {
        return Err(io::Error::last_os_error());
    }
    for waited in all.iter_mut() {
        waited.is_ready = sets.iter().any(|set| set.has(waited.socket));
    }
    Ok(all.iter().filter(|waited| waited.is_ready).count())
}

/// The sockets of a `select`.
#[derive(Clone, Copy)]
struct Set(FD_SET);

impl Set {
    fn new() -> Set {
        Set(FD_SET { fd_count: 0, fd_array: [0; 64] })
    }

    /// Adds a socket, if there is room.
    fn add(&mut self, socket: SOCKET) {
        if let Some(place) = self.0.fd_array.get_mut(self.0.fd_count as usize) {
            *place = socket;
            self.0.fd_count += 1;
        }
    }

    fn has(&self, socket: SOCKET) -> bool {
        self.0.fd_array.iter().take(self.0.fd_count as usize).any(|&other| other == socket)
    }

    fn pointer(&mut self) -> *mut FD_SET {
        &raw mut self.0
    }
}
