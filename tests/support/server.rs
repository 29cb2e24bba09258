//! A server on loopback that does what a script says, on TCP or behind TLS.
//!
//! Each connection has a thread, which runs the script and then ends the connection in good order. Everything ends
//! when the server is dropped, and nothing waits longer than [`PATIENCE`].

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustls::{HandshakeKind, ServerConfig, ServerConnection, StreamOwned};

use super::certificates::{Authority, Leaf, TlsOptions};
use super::request::Request;

/// How long anything here waits for the other side: much longer than it ever takes, so that only a fault reaches it.
pub const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scheme {
    Http,
    Https,
}

pub const SCHEMES: [Scheme; 2] = [Scheme::Http, Scheme::Https];

type Script = dyn Fn(&mut Peer) -> io::Result<()> + Send + Sync;

pub struct Server {
    address: SocketAddr,
    scheme: Scheme,
    authority: Option<Authority>,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

/// What a server has seen so far.
#[derive(Default)]
pub struct Seen {
    pub connections: usize,
    /// Connections that have not ended yet.
    pub open: usize,
    pub requests: Vec<Request>,
    pub full_handshakes: usize,
    pub resumed_handshakes: usize,
    pub failed_handshakes: Vec<String>,
    stopping: bool,
    sockets: Vec<(usize, TcpStream)>,
    panic: Option<Box<dyn std::any::Any + Send>>,
}

#[derive(Default)]
struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut Seen) -> T) -> T {
        let result = change(&mut self.lock());
        self.changed.notify_all();
        result
    }

    /// Waits until something is so; whether it is.
    fn wait(&self, patience: Duration, is_so: impl Fn(&Seen) -> bool) -> bool {
        let end = Instant::now() + patience;
        let mut seen = self.lock();
        loop {
            if is_so(&seen) {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            (seen, _) = self.changed.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Server {
    /// A server on 127.0.0.1; over https with a certificate of an authority of its own.
    pub fn start(scheme: Scheme, script: impl Fn(&mut Peer) -> io::Result<()> + Send + Sync + 'static) -> Server {
        match scheme {
            Scheme::Http => Server::on("127.0.0.1:0", None, script),
            Scheme::Https => {
                let authority = Authority::new("an authority");
                let config = TlsOptions::default().config(authority.sign(&Leaf::default()));
                let mut server = Server::on("127.0.0.1:0", Some(config), script);
                server.authority = Some(authority);
                server
            }
        }
    }

    /// A server on an address; over https where it is given settings for it.
    pub fn on(
        address: &str,
        tls: Option<Arc<ServerConfig>>,
        script: impl Fn(&mut Peer) -> io::Result<()> + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let scheme = if tls.is_some() { Scheme::Https } else { Scheme::Http };
        let shared = Arc::new(Shared::default());
        let (theirs, script): (_, Arc<Script>) = (shared.clone(), Arc::new(script));
        let acceptor = thread::spawn(move || accept(&listener, tls, &theirs, &script));
        Server { address, scheme, authority: None, shared, acceptor: Some(acceptor) }
    }

    /// One that answers every request with the same bytes.
    pub fn answering(scheme: Scheme, answer: impl Into<Vec<u8>>) -> Server {
        let answer = answer.into();
        Server::start(scheme, move |peer| peer.serve(|_, _| answer.clone()))
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `Host` as clients have to send it.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    pub fn url(&self) -> String {
        match self.scheme {
            Scheme::Http => format!("http://{}", self.address),
            Scheme::Https => format!("https://{}", self.address),
        }
    }

    /// The authority that signed the server's certificate.
    pub fn authority(&self) -> Option<&Authority> {
        self.authority.as_ref()
    }

    pub fn look<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.shared.lock())
    }

    pub fn connections(&self) -> usize {
        self.look(|seen| seen.connections)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.look(|seen| seen.requests.clone())
    }

    /// The only request that came.
    pub fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.into_iter().next().unwrap()
    }

    /// Forgets the requests that came so far.
    pub fn forget_requests(&self) {
        self.shared.change(|seen| seen.requests.clear());
    }

    /// Waits until something is so that the server sees.
    #[track_caller]
    pub fn wait_until(&self, is_so: impl Fn(&Seen) -> bool) {
        assert!(self.shared.wait(PATIENCE, is_so), "waited for in vain");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.change(|seen| {
            seen.stopping = true;
            for (_, socket) in &seen.sockets {
                let _ = socket.shutdown(Shutdown::Both);
            }
        });
        // Wakes whoever waits in accept.
        let _ = TcpStream::connect(self.address);
        let _ = self.acceptor.take().map(JoinHandle::join);
        if let Some(panic) = self.shared.lock().panic.take() {
            if !thread::panicking() {
                resume_unwind(panic);
            }
        }
    }
}

fn accept(listener: &TcpListener, tls: Option<Arc<ServerConfig>>, shared: &Arc<Shared>, script: &Arc<Script>) {
    let mut threads: Vec<JoinHandle<()>> = Vec::new();
    while let Ok((socket, _)) = listener.accept() {
        if shared.lock().stopping {
            break;
        }
        threads.retain(|thread| !thread.is_finished());
        let number = shared.change(|seen| {
            let number = seen.connections;
            seen.sockets.push((number, socket.try_clone().unwrap()));
            seen.connections += 1;
            seen.open += 1;
            number
        });
        let (tls, shared, script) = (tls.clone(), shared.clone(), script.clone());
        threads.push(thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| converse(socket, number, tls, &shared, &script)));
            shared.change(|seen| {
                seen.open -= 1;
                seen.sockets.retain(|(other, _)| *other != number);
                if let Err(panic) = result {
                    seen.panic.get_or_insert(panic);
                }
            });
        }));
    }
    for thread in threads {
        let _ = thread.join();
    }
}

/// One connection from start to end. Where the client goes away, the script ends with an error that is no fault.
fn converse(
    socket: TcpStream,
    number: usize,
    tls: Option<Arc<ServerConfig>>,
    shared: &Arc<Shared>,
    script: &Arc<Script>,
) {
    socket.set_nodelay(true).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.set_write_timeout(Some(PATIENCE)).unwrap();
    let wire = match tls {
        None => Wire::Plain(socket),
        Some(config) => match shake_hands(config, socket) {
            Ok(stream) => {
                let resumed = stream.conn.handshake_kind() == Some(HandshakeKind::Resumed);
                shared.change(|seen| match resumed {
                    true => seen.resumed_handshakes += 1,
                    false => seen.full_handshakes += 1,
                });
                Wire::Tls(Box::new(stream))
            }
            Err(error) => {
                shared.change(|seen| seen.failed_handshakes.push(error.to_string()));
                return;
            }
        },
    };
    let mut peer = Peer { wire: Some(wire), number, shared: shared.clone(), came: Vec::new() };
    let _ = script(&mut peer);
    peer.end();
}

fn shake_hands(
    config: Arc<ServerConfig>,
    mut socket: TcpStream,
) -> io::Result<StreamOwned<ServerConnection, TcpStream>> {
    let mut session = ServerConnection::new(config).map_err(io::Error::other)?;
    while session.is_handshaking() || session.wants_write() {
        session.complete_io(&mut socket)?;
    }
    Ok(StreamOwned::new(session, socket))
}

enum Wire {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

/// The client at the other end of a connection, for a script.
pub struct Peer {
    /// `None` once it has ended.
    wire: Option<Wire>,
    number: usize,
    shared: Arc<Shared>,
    /// What came behind the head that was read last.
    came: Vec<u8>,
}

impl Peer {
    /// The number of the connection, from 0.
    pub fn number(&self) -> usize {
        self.number
    }

    fn wire(&mut self) -> io::Result<&mut Wire> {
        self.wire.as_mut().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.wire()? {
            Wire::Plain(socket) => socket.read(buffer),
            Wire::Tls(stream) => stream.read(buffer),
        }
    }

    /// The head of the next request, kept with all others; `None` where the client has ended the connection before one.
    pub fn next_request(&mut self) -> io::Result<Option<Request>> {
        const END: &[u8] = b"\r\n\r\n";
        let mut buffer = [0; 16 * 1024];
        loop {
            if let Some(end) = self.came.windows(END.len()).position(|window| window == END) {
                let rest = self.came.split_off(end + END.len());
                let raw = std::mem::replace(&mut self.came, rest);
                let request = Request { raw, connection: self.number };
                self.shared.change(|seen| seen.requests.push(request.clone()));
                return Ok(Some(request));
            }
            assert!(self.came.len() < 1024 * 1024, "a head without an end");
            match self.read(&mut buffer)? {
                0 if self.came.is_empty() => return Ok(None),
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                length => self.came.extend_from_slice(&buffer[..length]),
            }
        }
    }

    /// Waits until the client has sent something, whatever it is.
    pub fn some(&mut self) -> io::Result<()> {
        let mut buffer = [0; 16 * 1024];
        let length = self.read(&mut buffer)?;
        self.came.extend_from_slice(&buffer[..length]);
        Ok(())
    }

    /// The next bytes, exactly so many.
    pub fn take(&mut self, length: usize) -> io::Result<Vec<u8>> {
        while self.came.len() < length {
            let before = self.came.len();
            self.some()?;
            if self.came.len() == before {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let rest = self.came.split_off(length);
        Ok(std::mem::replace(&mut self.came, rest))
    }

    /// The body that belongs to a head, if it has one.
    pub fn body(&mut self, request: &Request) -> io::Result<Vec<u8>> {
        let has_body = request.has("content-length");
        self.take(if has_body { request.header("content-length").parse().unwrap() } else { 0 })
    }

    /// The head of a request that has to come.
    pub fn request(&mut self) -> io::Result<Request> {
        self.next_request()?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// Answers requests as long as they come. The function is given the request and its number on this connection.
    pub fn serve(&mut self, answer: impl Fn(&Request, usize) -> Vec<u8>) -> io::Result<()> {
        let mut number = 0;
        while let Some(request) = self.next_request()? {
            self.send(answer(&request, number))?;
            number += 1;
        }
        Ok(())
    }

    /// Sends bytes at once.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        match self.wire()? {
            Wire::Plain(socket) => socket.write_all(bytes.as_ref()),
            Wire::Tls(stream) => stream.write_all(bytes.as_ref()).and_then(|()| stream.flush()),
        }
    }

    /// Sends bytes one at a time, with a pause between them, until the client has enough of it.
    pub fn trickle(&mut self, bytes: impl IntoIterator<Item = u8>, pause: Duration) -> io::Result<()> {
        for byte in bytes {
            self.send([byte])?;
            self.pause(pause)?;
        }
        Ok(())
    }

    /// Does nothing for a while; an error where the server is dropped meanwhile.
    pub fn pause(&mut self, time: Duration) -> io::Result<()> {
        match self.shared.wait(time, |seen| seen.stopping) {
            true => Err(io::ErrorKind::Interrupted.into()),
            false => Ok(()),
        }
    }

    /// Does nothing until a gate opens.
    pub fn wait(&mut self, gate: &Gate) -> io::Result<()> {
        let end = Instant::now() + PATIENCE;
        while !gate.wait(Duration::from_millis(20)) {
            if self.shared.lock().stopping || Instant::now() > end {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
        Ok(())
    }

    /// Passes bytes on between the client and another address until one of them ends, as a proxy's tunnel does.
    pub fn tunnel(&mut self, to: SocketAddr) -> io::Result<()> {
        // One thread for both ways, since a TLS stream is one: whoever has nothing to say is left for the other.
        const TURN: Duration = Duration::from_millis(2);
        let mut target = TcpStream::connect(to)?;
        target.set_nodelay(true)?;
        target.set_read_timeout(Some(TURN))?;
        match self.wire()? {
            Wire::Plain(socket) => socket.set_read_timeout(Some(TURN))?,
            Wire::Tls(stream) => stream.sock.set_read_timeout(Some(TURN))?,
        }
        let mut buffer = [0; 16 * 1024];
        target.write_all(&std::mem::take(&mut self.came))?;
        while !self.shared.lock().stopping {
            match self.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => target.write_all(&buffer[..length])?,
                Err(error) if took_too_long(&error) => {}
                Err(_) => break,
            }
            match target.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => self.send(&buffer[..length])?,
                Err(error) if took_too_long(&error) => {}
                Err(_) => break,
            }
        }
        Ok(())
    }

    /// Stays silent until the client ends the connection; what came meanwhile.
    pub fn silence(&mut self) -> io::Result<Vec<u8>> {
        let mut buffer = [0; 16 * 1024];
        loop {
            match self.read(&mut buffer) {
                Ok(0) => return Ok(std::mem::take(&mut self.came)),
                Ok(length) => self.came.extend_from_slice(&buffer[..length]),
                // Without close_notify, or by a reset: the client is gone as well.
                Err(error) if took_too_long(&error) => return Err(error),
                Err(_) => return Ok(std::mem::take(&mut self.came)),
            }
        }
    }

    /// Ends the connection in good order, of TLS too.
    pub fn end(&mut self) {
        if let Some(Wire::Tls(stream)) = &mut self.wire {
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
        self.fin();
    }

    /// Says that nothing more will come, in TLS alone: TCP stays open.
    pub fn close_notify(&mut self) -> io::Result<()> {
        match self.wire()? {
            Wire::Plain(_) => panic!("there is no TLS here"),
            Wire::Tls(stream) => {
                stream.conn.send_close_notify();
                stream.flush()
            }
        }
    }

    /// Ends the connection in TCP alone: where there is TLS, without close_notify.
    pub fn fin(&mut self) {
        if let Some(wire) = self.wire.take() {
            let socket = wire.into_socket();
            let _ = socket.shutdown(Shutdown::Write);
            // Closing with bytes unread would be a reset.
            let _ = socket.set_read_timeout(Some(Duration::from_millis(1)));
            let _ = (&socket).read(&mut [0; 16 * 1024]);
        }
    }

    /// Breaks the connection off with a reset.
    pub fn reset(&mut self) {
        if let Some(wire) = self.wire.take() {
            let number = self.number;
            // A copy of the descriptor would keep the connection.
            self.shared.change(|seen| seen.sockets.retain(|(other, _)| *other != number));
            let _ = socket2::SockRef::from(&wire.into_socket()).set_linger(Some(Duration::ZERO));
        }
    }
}

/// Whether a read ended because nothing came in time: each system has its own name for it.
fn took_too_long(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

impl Wire {
    fn into_socket(self) -> TcpStream {
        match self {
            Wire::Plain(socket) => socket,
            Wire::Tls(stream) => stream.sock,
        }
    }
}

/// Something that is waited for until it is opened, for good. Clones are the same gate.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    /// Waits for a while; whether it is open.
    pub fn wait(&self, time: Duration) -> bool {
        let open = self.0.0.lock().unwrap();
        *self.0.1.wait_timeout_while(open, time, |open| !*open).unwrap().0
    }
}
