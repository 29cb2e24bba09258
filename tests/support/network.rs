//! Addresses that do not answer, or that refuse, and what the network of this machine can do.
#![allow(clippy::print_stdout, reason = "what is skipped is said")]

use std::io::{self, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use socket2::{Domain, SockAddr, Socket, Type};

/// A listener whose queue is full, so that whoever connects waits without an answer.
pub struct FullBacklog {
    listener: Socket,
    /// What fills the queue.
    _waiting: Vec<Socket>,
}

impl FullBacklog {
    pub fn new(address: &str) -> FullBacklog {
        let address: SocketAddr = address.parse().unwrap();
        let listener = Socket::new(Domain::for_address(address), Type::STREAM, None).unwrap();
        listener.bind(&address.into()).unwrap();
        listener.listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        let mut waiting = Vec::new();
        // The queue is full once a connection is not made at once.
        while let Some(socket) = connect_at_once(&address) {
            waiting.push(socket);
            assert!(waiting.len() < 1000, "the queue has no end");
        }
        FullBacklog { listener, _waiting: waiting }
    }

    pub fn address(&self) -> SocketAddr {
        self.listener.local_addr().unwrap().as_socket().unwrap()
    }
}

fn connect_at_once(address: &SockAddr) -> Option<Socket> {
    let socket = Socket::new(address.domain(), Type::STREAM, None).unwrap();
    match socket.connect_timeout(address, Duration::from_millis(100)) {
        Ok(()) => Some(socket),
        Err(error) if error.kind() == io::ErrorKind::TimedOut => None,
        Err(error) => panic!("{error}"),
    }
}

/// An address that is taken and refuses: nobody else can come to listen on it.
pub struct Refusing(Socket);

impl Refusing {
    pub fn new() -> Refusing {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
        Refusing(socket)
    }

    pub fn address(&self) -> SocketAddr {
        self.0.local_addr().unwrap().as_socket().unwrap()
    }
}

/// Whether this machine has IPv6. Says so if a test has to leave something out.
pub fn has_ipv6() -> bool {
    let has = TcpListener::bind("[::1]:0").is_ok();
    if !has {
        println!("skipped: IPv6, which this machine does not have");
    }
    has
}

/// Whether the other side learns that a connection was reset. It always does, except under wine, which ends the connection in good
/// order first.
pub fn resets_arrive() -> bool {
    if cfg!(not(windows)) {
        return true;
    }
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let mut connected = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (accepted, _) = listener.accept().unwrap();
    socket2::SockRef::from(&accepted).set_linger(Some(Duration::ZERO)).unwrap();
    drop(accepted);
    connected.read(&mut [0]).is_err()
}
