//! Where a server may stand still: scripts that open the gate when the client has got there, and then do nothing more.

use std::io;
use std::time::Duration;

use super::{Gate, Peer, answer_with};

pub type Stall = fn(&mut Peer, &Gate) -> io::Result<()>;

pub const STALLS: [(&str, Stall); 6] = [
    ("waiting for the answer", |peer, there| {
        peer.request()?;
        there.open();
        peer.silence().map(drop)
    }),
    ("in the head", |peer, there| {
        peer.request()?;
        peer.send("HTTP/1.1 200 OK\r\nContent-")?;
        there.open();
        peer.silence().map(drop)
    }),
    ("in the body", |peer, there| {
        peer.request()?;
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")?;
        there.open();
        peer.silence().map(drop)
    }),
    ("in a chunk", |peer, there| {
        peer.request()?;
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{")?;
        there.open();
        peer.silence().map(drop)
    }),
    ("a byte at a time", |peer, there| {
        peer.request()?;
        there.open();
        peer.trickle(*b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{      ", Duration::from_millis(50))?;
        peer.silence().map(drop)
    }),
    ("in a pause between attempts", |peer, there| {
        peer.request()?;
        peer.send(answer_with(503, &["Retry-After: 20"], "{}"))?;
        there.open();
        peer.silence().map(drop)
    }),
];
