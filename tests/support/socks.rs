//! A SOCKS5 server that answers as it is told to, rightly or wrongly, and keeps what it was asked.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{Peer, Scheme, Server};

/// How a server answers each step. What is no full agreement ends the connection behind it.
#[derive(Clone)]
pub struct Answers {
    pub method: Vec<u8>,
    pub user: Vec<u8>,
    pub reply: Vec<u8>,
    /// Send a byte at a time.
    pub dripped: bool,
    /// This sends its own answer into the tunnel, together with the reply, and reads a request.
    pub glued: Vec<u8>,
}

/// The reply that there is a tunnel, from an address of each kind.
pub const REPLY_V4: &[u8] = b"\x05\x00\x00\x01\x7f\x00\x00\x01\x04\x38";
pub const REPLY_V6: &[u8] = b"\x05\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x04\x38";
pub const REPLY_NAME: &[u8] = b"\x05\x00\x00\x03\x05proxy\x04\x38";

impl Default for Answers {
    fn default() -> Answers {
        Answers { method: vec![5, 0], user: vec![1, 0], reply: REPLY_V4.into(), dripped: false, glued: Vec::new() }
    }
}

/// The server, and what it was asked: "methods 0,2", "user u:p", "v4 127.0.0.1:80", "name h:80".
pub struct Socks {
    pub server: Server,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Socks {
    pub fn new(answers: Answers) -> Socks {
        Socks::on_each_connection(move |_, _| answers.clone())
    }

    /// The answers may depend on the number of the connection; the target is not known before it is asked for.
    pub fn on_each_connection(answers: impl Fn(usize, &str) -> Answers + Send + Sync + 'static) -> Socks {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let theirs = asked.clone();
        let script = move |peer: &mut Peer| converse(peer, &answers, &theirs);
        Socks { server: Server::start(Scheme::Http, script), asked }
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The proxy's URL, with "user:password@" or "".
    pub fn url(&self, scheme: &str, user: &str) -> String {
        format!("{scheme}://{user}{}", self.server.address())
    }
}

fn converse(
    peer: &mut Peer,
    answers: &(impl Fn(usize, &str) -> Answers + Send + Sync),
    asked: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let note = |what: String| asked.lock().unwrap().push(what);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let now = answers(peer.number(), "");
    let head = peer.take(2)?;
    assert_eq!(head[0], 5, "the version");
    let methods: Vec<String> = peer.take(head[1].into())?.iter().map(u8::to_string).collect();
    note(format!("methods {}", methods.join(",")));
    send(peer, &now.method, now.dripped)?;
    match now.method[..] {
        [5, 0] => {}
        [5, 2] => {
            let head = peer.take(2)?;
            assert_eq!(head[0], 1, "the version of RFC 1929");
            let user = text(peer.take(head[1].into())?);
            let length = peer.take(1)?[0];
            note(format!("user {user}:{}", text(peer.take(length.into())?)));
            send(peer, &now.user, now.dripped)?;
            if now.user != [1, 0] {
                return Ok(());
            }
        }
        _ => return Ok(()),
    }
    let head = peer.take(4)?;
    assert_eq!(head[..3], [5, 1, 0], "the request for a tunnel");
    let (kind, host) = match head[3] {
        1 => ("v4", Ipv4Addr::from(<[u8; 4]>::try_from(peer.take(4)?).unwrap()).to_string()),
        4 => ("v6", Ipv6Addr::from(<[u8; 16]>::try_from(peer.take(16)?).unwrap()).to_string()),
        3 => {
            let length = peer.take(1)?[0];
            ("name", text(peer.take(length.into())?))
        }
        other => panic!("a kind of address that is none: {other}"),
    };
    let port = u16::from_be_bytes(peer.take(2)?.try_into().unwrap());
    let target = format!("{kind} {host}:{port}");
    let now = answers(peer.number(), &target);
    note(target);
    if !now.glued.is_empty() {
        peer.send([&now.reply[..], &now.glued].concat())?;
        peer.request()?;
        return peer.silence().map(drop);
    }
    send(peer, &now.reply, now.dripped)?;
    if !is_complete(&now.reply) {
        return Ok(());
    }
    // Every name is here.
    peer.tunnel(SocketAddr::new(host.parse().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), port))
}

/// Whether a reply says that there is a tunnel, in full.
fn is_complete(reply: &[u8]) -> bool {
    let address = match reply {
        [5, 0, _, 1, ..] => 4,
        [5, 0, _, 4, ..] => 16,
        [5, 0, _, 3, length, ..] => 1 + usize::from(*length),
        _ => return false,
    };
    reply.len() == 4 + address + 2
}

fn send(peer: &mut Peer, bytes: &[u8], dripped: bool) -> io::Result<()> {
    if dripped {
        return peer.trickle(bytes.iter().copied(), Duration::from_millis(1));
    }
    peer.send(bytes)
}
