//! A TCP socket whose every wait ends in time. The system calls that std does not offer are here.

use std::io;
use std::mem::MaybeUninit;
use std::net::{SocketAddr, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::Duration;

use crate::lock::lock;

/// What a wait on a socket is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ready {
    ToRead,
    ToWrite,
}

impl Ready {
    fn events(self) -> libc::c_short {
        match self {
            Ready::ToRead => libc::POLLIN,
            Ready::ToWrite => libc::POLLOUT,
        }
    }
}

/// The sockets of one client in one process, so that a shutdown reaches them and a forked child can let go of them.
///
/// A descriptor is in the list from before anybody waits on it until before it is closed, so in the process that made
/// it a number in the list is never somebody else's. A child may have closed its copies itself, as daemons do, and then
/// the numbers mean other files: so each has the identity of its socket beside it.
#[derive(Debug, Default)]
pub(crate) struct Sockets(Mutex<Vec<(RawFd, Option<Identity>)>>);

/// What tells an open file from all others: device and inode.
type Identity = (libc::dev_t, libc::ino_t);

fn identity(fd: RawFd) -> Option<Identity> {
    let mut status = MaybeUninit::<libc::stat>::uninit();
    // SAFETY: fstat writes the memory that it is given, which is ours; a number that is no descriptor is an error.
    if unsafe { libc::fstat(fd, status.as_mut_ptr()) } != 0 {
        return None;
    }
    // SAFETY: fstat succeeded, so it wrote all of it.
    let status = unsafe { status.assume_init() };
    Some((status.st_dev, status.st_ino))
}

impl Sockets {
    fn add(&self, fd: RawFd) {
        lock(&self.0).push((fd, identity(fd)));
    }

    fn remove(&self, fd: RawFd) {
        lock(&self.0).retain(|&(other, _)| other != fd);
    }

    /// Ends every wait on these sockets: both directions of each are closed, the descriptors stay.
    pub(crate) fn shut_down(&self) {
        for &(fd, _) in lock(&self.0).iter() {
            // SAFETY: shutdown takes no memory. The descriptor is open and a socket of ours: see the type.
            unsafe { libc::shutdown(fd, libc::SHUT_RDWR) };
        }
    }

    /// In a forked child: closes the child's copies of the parent's sockets, and writes nothing on them.
    ///
    /// Where another thread of the parent held the list when it forked, nobody can tell what is in it; then the
    /// copies stay open until the child ends.
    pub(crate) fn close_copies(&self) {
        let mut list = match self.0.try_lock() {
            Ok(list) => list,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        for (fd, socket) in list.drain(..) {
            if socket.is_some() && socket == identity(fd) {
                // SAFETY: the descriptor is open in this process and is that socket, as a copy of the parent's. What
                // owned it in the parent's memory is never dropped here: the fork module forgets it.
                drop(unsafe { OwnedFd::from_raw_fd(fd) });
            }
        }
    }
}

#[cfg(target_vendor = "apple")]
const NO_SIGPIPE: libc::c_int = 0;
#[cfg(not(target_vendor = "apple"))]
const NO_SIGPIPE: libc::c_int = libc::MSG_NOSIGNAL;

/// The longest that a read waits in the kernel by itself. Any longer wait is several of these: nothing wakes a call that is
/// cancelled, so it has to look often enough for the 0.2 s that are promised. Most answers come sooner.
const PATIENCE: Duration = Duration::from_millis(100);

/// A connected socket: close-on-exec, no SIGPIPE (MSG_NOSIGNAL, or SO_NOSIGPIPE where that is not there).
///
/// It blocks, for `PATIENCE` at most, since one system call that waits and reads is cheaper than a poll and a read; all
/// that must not wait says so itself (MSG_DONTWAIT).
#[derive(Debug)]
pub(crate) struct Socket {
    stream: TcpStream,
    sockets: Arc<Sockets>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.sockets.remove(self.stream.as_raw_fd());
    }
}

/// A socket that is being connected.
#[derive(Debug)]
pub(crate) struct Connecting(Socket);

impl Connecting {
    /// Starts connecting, without waiting.
    pub(crate) fn start(address: SocketAddr, sockets: &Arc<Sockets>) -> io::Result<Connecting> {
        let stream = TcpStream::from(start_connecting(address)?);
        sockets.add(stream.as_raw_fd());
        Ok(Connecting(Socket { stream, sockets: sockets.clone() }))
    }

    pub(crate) fn fd(&self) -> RawFd {
        self.0.stream.as_raw_fd()
    }

    /// The connected socket, once it is ready to write.
    pub(crate) fn finish(self) -> io::Result<Socket> {
        if let Some(error) = self.0.stream.take_error()? {
            return Err(error);
        }
        // A request is one small write: Nagle's algorithm would only hold it back.
        self.0.stream.set_nodelay(true)?;
        self.0.stream.set_read_timeout(Some(PATIENCE))?;
        self.0.stream.set_nonblocking(false)?;
        Ok(self.0)
    }
}

impl Socket {
    /// Reads what is there; `WouldBlock` where nothing is.
    pub(crate) fn try_read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        retry_interrupted(|| self.receive(buffer, libc::MSG_DONTWAIT))
    }

    /// Reads what is there, or comes within this time; `WouldBlock` where nothing has, perhaps well before the time is
    /// over.
    pub(crate) fn read_within(&mut self, buffer: &mut [u8], time: Duration) -> io::Result<usize> {
        // The kernel counts its own timeout in ticks and may be late by some.
        if time < 2 * PATIENCE {
            return if self.wait(Ready::ToRead, time)? {
                self.try_read(buffer)
            } else {
                Err(io::ErrorKind::WouldBlock.into())
            };
        }
        match self.receive(buffer, 0) {
            // Beginning anew here would begin with the whole of `PATIENCE` after every signal.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(io::ErrorKind::WouldBlock.into()),
            result => result,
        }
    }

    /// Writes what fits; `WouldBlock` where nothing does.
    pub(crate) fn try_write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        retry_interrupted(|| {
            let flags = libc::MSG_DONTWAIT | NO_SIGPIPE;
            // SAFETY: the pointer and the length are of one slice that outlives the call, which only reads it.
            let sent = unsafe { libc::send(self.stream.as_raw_fd(), bytes.as_ptr().cast(), bytes.len(), flags) };
            usize::try_from(sent).map_err(|_| io::Error::last_os_error())
        })
    }

    /// Whether the peer has sent something or closed since the last read.
    pub(crate) fn has_news(&self) -> bool {
        let mut byte = [0];
        match retry_interrupted(|| self.receive(&mut byte, libc::MSG_PEEK | libc::MSG_DONTWAIT)) {
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
            Ok(_) => true,
        }
    }

    fn receive(&self, buffer: &mut [u8], flags: libc::c_int) -> io::Result<usize> {
        // SAFETY: the pointer and the length are of one slice that outlives the call and is nobody else's meanwhile.
        let received = unsafe { libc::recv(self.stream.as_raw_fd(), buffer.as_mut_ptr().cast(), buffer.len(), flags) };
        usize::try_from(received).map_err(|_| io::Error::last_os_error())
    }

    /// Waits until the socket is ready or the time is over: then `false`.
    pub(crate) fn wait(&self, ready: Ready, time: Duration) -> io::Result<bool> {
        let mut fds = [poll_fd(self.stream.as_raw_fd(), ready)];
        Ok(poll(&mut fds, time)? > 0)
    }

    pub(crate) fn peer_address(&self) -> Option<SocketAddr> {
        self.stream.peer_addr().ok()
    }
}

/// Waits until one of several sockets that are being connected is ready, or the time is over. The positions that are.
pub(crate) fn wait_any(connecting: &[(Connecting, SocketAddr)], time: Duration) -> io::Result<Vec<usize>> {
    let mut fds: Vec<_> = connecting.iter().map(|(socket, _)| poll_fd(socket.fd(), Ready::ToWrite)).collect();
    poll(&mut fds, time)?;
    Ok((0..fds.len()).filter(|&at| fds[at].revents != 0).collect())
}

fn poll_fd(fd: RawFd, ready: Ready) -> libc::pollfd {
    libc::pollfd { fd, events: ready.events(), revents: 0 }
}

/// One `poll`, rounded up to the next millisecond so that it never returns just before the time. A signal ends it
/// early with 0: the caller counts the time that is left anyway.
fn poll(fds: &mut [libc::pollfd], time: Duration) -> io::Result<usize> {
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

fn retry_interrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            result => return result,
        }
    }
}

/// A non-blocking, close-on-exec socket whose connect has begun. std only offers a connect that waits.
fn start_connecting(address: SocketAddr) -> io::Result<OwnedFd> {
    let family = if address.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 };
    let socket = new_socket(family)?;
    let connected = match address {
        SocketAddr::V4(v4) => {
            // SAFETY: sockaddr_in is plain numbers, for which all zeros is a value.
            let mut raw: libc::sockaddr_in = unsafe { std::mem::zeroed() };
            raw.sin_family = libc::AF_INET as libc::sa_family_t;
            raw.sin_port = v4.port().to_be();
            raw.sin_addr.s_addr = u32::from_ne_bytes(v4.ip().octets());
            // SAFETY: the pointer and the length are of one initialised sockaddr_in that outlives the call.
            unsafe { libc::connect(socket.as_raw_fd(), (&raw const raw).cast(), size_of_val(&raw) as libc::socklen_t) }
        }
        SocketAddr::V6(v6) => {
            // SAFETY: sockaddr_in6 is plain numbers, for which all zeros is a value.
            let mut raw: libc::sockaddr_in6 = unsafe { std::mem::zeroed() };
            raw.sin6_family = libc::AF_INET6 as libc::sa_family_t;
            raw.sin6_port = v6.port().to_be();
            raw.sin6_flowinfo = v6.flowinfo();
            raw.sin6_addr.s6_addr = v6.ip().octets();
            raw.sin6_scope_id = v6.scope_id();
            // SAFETY: the pointer and the length are of one initialised sockaddr_in6 that outlives the call.
            unsafe { libc::connect(socket.as_raw_fd(), (&raw const raw).cast(), size_of_val(&raw) as libc::socklen_t) }
        }
    };
    if connected == 0 {
        return Ok(socket);
    }
    match io::Error::last_os_error() {
        // A connect that a signal interrupts goes on by itself, as one that would block does.
        error if matches!(error.raw_os_error(), Some(libc::EINPROGRESS | libc::EINTR)) => Ok(socket),
        error => Err(error),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
fn new_socket(family: libc::c_int) -> io::Result<OwnedFd> {
    // SAFETY: socket takes no memory.
    let fd = unsafe { libc::socket(family, libc::SOCK_STREAM | libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor has just been made and nobody else has it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
fn new_socket(family: libc::c_int) -> io::Result<OwnedFd> {
    // SAFETY: socket takes no memory.
    let fd = unsafe { libc::socket(family, libc::SOCK_STREAM, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor has just been made and nobody else has it.
    let socket = unsafe { OwnedFd::from_raw_fd(fd) };
    // SAFETY: fcntl with these commands takes no memory, and the descriptor is open.
    let set = unsafe {
        libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) == 0 && libc::fcntl(fd, libc::F_SETFL, libc::O_NONBLOCK) == 0
    };
    if !set {
        return Err(io::Error::last_os_error());
    }
    #[cfg(target_vendor = "apple")]
    {
        let on: libc::c_int = 1;
        // SAFETY: the pointer and the length are of one int that outlives the call.
        let set = unsafe {
            let length = size_of_val(&on) as libc::socklen_t;
            libc::setsockopt(fd, libc::SOL_SOCKET, libc::SO_NOSIGPIPE, (&raw const on).cast(), length)
        };
        if set != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(socket)
}
