//! A TCP socket whose every wait ends in time.

#[cfg(unix)]
#[path = "socket/unix.rs"]
mod system;
#[cfg(windows)]
#[path = "socket/windows.rs"]
mod system;

use std::io;
use std::mem;
use std::net::{IpAddr, Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::Duration;

use socket2::Domain;

use crate::lock::lock;
use system::Identity;

/// The sockets of one client in one process, so that a shutdown reaches them and a forked child can let go of them.
///
/// A socket is in the list from before anybody waits on it until before it is closed. A child may have closed its copies
/// itself, as daemons do, and then their numbers mean other files: so each has its identity beside it.
#[derive(Debug, Default)]
pub(crate) struct Sockets {
    list: Mutex<Vec<(Arc<TcpStream>, Option<Identity>)>>,
    /// What they are bound to.
    local_address: Option<IpAddr>,
}

impl Sockets {
    pub(crate) fn new(local_address: Option<IpAddr>) -> Sockets {
        Sockets { local_address, ..Sockets::default() }
    }

    fn add(&self, stream: &Arc<TcpStream>) {
        lock(&self.list).push((stream.clone(), Identity::of(stream)));
    }

    fn remove(&self, stream: &Arc<TcpStream>) {
        lock(&self.list).retain(|(other, _)| !Arc::ptr_eq(other, stream));
    }

    /// Ends every wait on these sockets: both directions of each are closed, the descriptors stay.
    pub(crate) fn shut_down(&self) {
        for (stream, _) in lock(&self.list).iter() {
            // One that the peer has ended already cannot be shut down, and need not be.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// In a forked child: closes the child's copies of the parent's sockets, and writes nothing on them.
    ///
    /// Where another thread of the parent held the list when it forked, nobody can tell what is in it; then the
    /// copies stay open until the child ends.
    pub(crate) fn close_copies(&self) {
        let mut list = match self.list.try_lock() {
            Ok(list) => list,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        for (stream, identity) in list.drain(..) {
            if let Some(identity) = identity {
                identity.close_copy(&stream);
            }
            // Its number may mean another file from now on.
            mem::forget(stream);
        }
    }
}

/// A connected socket: close-on-exec, no SIGPIPE.
#[derive(Debug)]
pub(crate) struct Socket {
    stream: Arc<TcpStream>,
    sockets: Arc<Sockets>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.sockets.remove(&self.stream);
    }
}

/// A socket that is being connected.
#[derive(Debug)]
pub(crate) struct Connecting(Socket);

impl Connecting {
    /// Starts connecting, without waiting. std only offers a connect that waits.
    pub(crate) fn start(address: SocketAddr, sockets: &Arc<Sockets>) -> io::Result<Connecting> {
        let socket = system::new_socket(Domain::for_address(address))?;
        if let Some(local) = sockets.local_address {
            bind(&socket, local, address)?;
        }
        match socket.connect(&address.into()) {
            Err(error) if !system::goes_on(&error) => return Err(error),
            _ => {}
        }
        let stream = Arc::new(TcpStream::from(socket));
        sockets.add(&stream);
        Ok(Connecting(Socket { stream, sockets: sockets.clone() }))
    }

    /// The connected socket, once it is ready to write.
    pub(crate) fn finish(self) -> io::Result<Socket> {
        if let Some(error) = self.0.stream.take_error()? {
            return Err(error);
        }
        // A request is one small write: Nagle's algorithm would only hold it back.
        self.0.stream.set_nodelay(true)?;
        system::connected(&self.0.stream)?;
        Ok(self.0)
    }
}

/// Chooses where a connection comes from.
fn bind(socket: &socket2::Socket, local: IpAddr, peer: SocketAddr) -> io::Result<()> {
    if local.is_ipv4() != peer.is_ipv4() {
        return Err(io::Error::other(format!("it is not of the family of the local address {local}")));
    }
    let bound = socket.bind(&SocketAddr::new(local, 0).into());
    bound.map_err(|error| io::Error::other(format!("from the local address {local}: {error}")))
}

impl Socket {
    /// Reads what is there; `WouldBlock` where nothing is.
    pub(crate) fn try_read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        retry_interrupted(|| system::receive_now(&self.stream, buffer))
    }

    /// Reads what is there, or comes within this time; `WouldBlock` where nothing has, perhaps well before the time is
    /// over.
    pub(crate) fn read_within(&mut self, buffer: &mut [u8], time: Duration) -> io::Result<usize> {
        if let Some(result) = system::receive_patiently(&self.stream, buffer, time) {
            return result;
        }
        match system::wait(&mut [system::to_read(&self.stream)], time)? {
            0 => Err(io::ErrorKind::WouldBlock.into()),
            _ => self.try_read(buffer),
        }
    }

    /// Writes what fits; `WouldBlock` where nothing does.
    pub(crate) fn try_write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        retry_interrupted(|| system::send_now(&self.stream, bytes))
    }

    /// Whether the peer has sent something or closed since the last read.
    pub(crate) fn has_news(&self) -> bool {
        match retry_interrupted(|| system::peek_now(&self.stream)) {
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
            Ok(_) => true,
        }
    }

    /// Waits until something can be written or the time is over, perhaps less: then `false`.
    pub(crate) fn wait_to_write(&self, time: Duration) -> io::Result<bool> {
        Ok(system::wait(&mut [system::to_write(&self.stream)], time)? > 0)
    }

    pub(crate) fn peer_address(&self) -> Option<SocketAddr> {
        self.stream.peer_addr().ok()
    }
}

/// Waits until one of several sockets that are being connected is ready, or the time is over, perhaps less. The
/// positions that are.
pub(crate) fn wait_any(connecting: &[(Connecting, SocketAddr)], time: Duration) -> io::Result<Vec<usize>> {
    let mut fds: Vec<_> = connecting.iter().map(|(socket, _)| system::to_write(&socket.0.stream)).collect();
    system::wait(&mut fds, time)?;
    Ok((0..fds.len()).filter(|&at| system::is_ready(&fds[at])).collect())
}

fn retry_interrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            result => return result,
        }
    }
}
