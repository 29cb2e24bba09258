//! Time limits on the wire: whatever the other side does or leaves undone, a call ends in time.

#![allow(clippy::unwrap_used)]

mod support;

use std::any::Any;
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use hwlive::{Client, ClientBuilder, Error, ErrorKind};

use support::network::FullBacklog;
use support::{ID, Peer, SCHEMES, Scheme, Server, answer_with, builder, success};

/// The limit of the calls here.
const LIMIT: Duration = Duration::from_millis(if cfg!(windows) { 4_000 } else { 1_000 });
/// How much later than its limit a call may end on a machine that is busy with other tests. Where a limit does not
/// hold, the call lasts still longer.
const SLACK: Duration = Duration::from_secs(15);
/// Between two bytes of a peer that sends one at a time: often enough that no wait of its own is long.
const DRIP: Duration = Duration::from_millis(15);

type StartPeer = fn() -> (ClientBuilder, Box<dyn Any>);
type Script = fn(&mut Peer) -> io::Result<()>;

/// Drips these bytes, the last ones again and again.
fn drip(peer: &mut Peer, once: &str, again: &str) -> io::Result<()> {
    peer.trickle(once.bytes().chain(again.bytes().cycle()), DRIP)
}

fn timed(client: &Client) -> (Duration, Error) {
    let since = Instant::now();
    let error = client.show_record_callback(ID).unwrap_err();
    (since.elapsed(), error)
}

/// A call ends with a limit of this length, neither earlier nor much later, and the text says which and where.
#[track_caller]
fn assert_ends_in_time(name: &str, client: &Client, limit: Duration, text: &str) -> Error {
    let (took, error) = timed(client);
    assert_eq!(error.kind(), ErrorKind::Timeout, "{name}: {error}");
    assert!(error.to_string().contains(text), "{name}: {error}");
    assert!(took >= limit && took < limit + SLACK, "{name}: {took:?}");
    assert!(error.is_retryable(), "{name}");
    error
}

/// Runs the cases side by side: most of their time is waiting.
fn all_at_once(cases: Vec<Box<dyn FnOnce() + Send>>) {
    thread::scope(|scope| {
        for case in cases {
            scope.spawn(case);
        }
    });
}

#[test]
fn the_limit_holds_whatever_a_server_does() {
    /// Long enough for all handshakes at once: each call has to get as far as its text says.
    const LIMIT: Duration = Duration::from_secs(4);
    const HEAD: &str = "HTTP/1.1 200 OK\r\n";
    let cases: [(&str, Script, &str); 12] = [
        ("no answer", |peer| peer.silence().map(drop), "while waiting for the answer"),
        (
            "half a status line",
            |peer| peer.send("HTTP/1.1 2").and(peer.silence().map(drop)),
            "while reading the answer",
        ),
        ("a status line", |peer| drip(peer, "HTTP/1.1 200 ", "O"), "while reading the answer"),
        ("headers", |peer| drip(peer, HEAD, "X-A: b\r\n"), "while reading the answer"),
        ("one header", |peer| drip(peer, "HTTP/1.1 200 OK\r\nX-A: ", "b"), "while reading the answer"),
        ("interim answers", |peer| drip(peer, "", "HTTP/1.1 103 Early Hints\r\n\r\n"), "while reading the answer"),
        (
            "half a body",
            |peer| peer.send([HEAD, "Content-Length: 20\r\n\r\n{"].concat()).and(peer.silence().map(drop)),
            "while reading the answer",
        ),
        (
            "a body",
            |peer| drip(peer, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", " "),
            "while reading the answer",
        ),
        ("a body without a length", |peer| drip(peer, "HTTP/1.1 200 OK\r\n\r\n", " "), "while reading the answer"),
        (
            "chunks",
            |peer| drip(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
            "while reading the answer",
        ),
        (
            "a chunk size",
            |peer| drip(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0"),
            "while reading the answer",
        ),
        (
            "a trailer",
            |peer| drip(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ", "b"),
            "while reading the answer",
        ),
    ];
    let mut all: Vec<Box<dyn FnOnce() + Send>> = Vec::new();
    for scheme in SCHEMES {
        for (name, script, text) in cases {
            all.push(Box::new(move || {
                let server = Server::start(scheme, move |peer| {
                    peer.request()?;
                    script(peer)
                });
                let client = builder(&server).timeout(LIMIT).build().unwrap();
                let error = assert_ends_in_time(name, &client, LIMIT, text);
                assert!(error.to_string().contains(&format!("time limit of {LIMIT:?} reached")), "{name}: {error}");
                // The request may have been seen, so it is not sent again.
                assert_eq!((error.attempts(), server.requests().len()), (1, 1), "{name}");
            }));
        }
    }
    all_at_once(all);
}

/// What is done before a request can be sent, each by a peer that never finishes it. The function gives settings that
/// lead to that peer, and what keeps it alive.
fn endless_connects() -> Vec<(&'static str, StartPeer, &'static str)> {
    fn through(scheme: &str, endpoint: &str, proxy: Server) -> (ClientBuilder, Box<dyn Any>) {
        let client = settings(endpoint).proxy(&format!("{scheme}://{}", proxy.address()));
        (client, Box::new(proxy))
    }
    fn settings(endpoint: &str) -> ClientBuilder {
        Client::builder().endpoint(endpoint).project_id("p").access_key("ak", "sk").proxy("").insecure(true)
    }
    fn to_silent() -> Server {
        Server::start(Scheme::Http, |peer| peer.silence().map(drop))
    }
    /// A record of TLS that is as long as they get.
    fn to_dripping_tls() -> Server {
        Server::start(Scheme::Http, |peer| {
            peer.send(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xf0")?;
            drip(peer, "", "\0")
        })
    }
    vec![
        (
            "connect",
            || {
                let full = FullBacklog::new("127.0.0.1:0");
                (settings(&format!("http://{}", full.address())), Box::new(full))
            },
            "while connecting",
        ),
        (
            "silence in the handshake",
            || {
                let server = to_silent();
                (settings(&format!("https://{}", server.address())), Box::new(server))
            },
            "while shaking hands",
        ),
        (
            "a handshake in drops",
            || {
                let server = to_dripping_tls();
                (settings(&format!("https://{}", server.address())), Box::new(server))
            },
            "while shaking hands",
        ),
        (
            "a proxy that is not there",
            || {
                let full = FullBacklog::new("127.0.0.1:0");
                (settings("https://live.test").proxy(&format!("http://{}", full.address())), Box::new(full))
            },
            "while connecting",
        ),
        (
            "a proxy that is silent",
            || through("http", "https://live.test", to_silent()),
            "while asking the proxy for a tunnel",
        ),
        (
            "a proxy that answers in drops",
            || {
                let proxy = Server::start(Scheme::Http, |peer| {
                    peer.request()?;
                    drip(peer, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n")
                });
                through("http", "http://live.test", proxy)
            },
            "while asking the proxy for a tunnel",
        ),
        (
            "a proxy that is silent in its handshake",
            || through("https", "http://live.test", to_silent()),
            "while shaking hands",
        ),
        (
            "silence behind a proxy",
            || {
                let proxy = Server::start(Scheme::Http, |peer| {
                    peer.request()?;
                    peer.send("HTTP/1.1 200 OK\r\n\r\n")?;
                    peer.silence().map(drop)
                });
                through("http", "https://live.test", proxy)
            },
            "while shaking hands",
        ),
    ]
}

#[test]
fn the_limit_holds_while_connecting() {
    let mut all: Vec<Box<dyn FnOnce() + Send>> = Vec::new();
    for (name, start, text) in endless_connects() {
        all.push(Box::new(move || {
            let (settings, _peer) = start();
            let client = settings.timeout(LIMIT).build().unwrap();
            let error = assert_ends_in_time(name, &client, LIMIT, text);
            assert!(error.to_string().contains(&format!("time limit of {LIMIT:?} reached")), "{name}: {error}");
            assert_eq!((error.attempts(), error.http_status()), (1, None), "{name}");
        }));
    }
    all_at_once(all);
}

#[test]
fn a_connect_limit_ends_an_attempt_and_not_the_call() {
    let mut all: Vec<Box<dyn FnOnce() + Send>> = Vec::new();
    for (name, start, text) in endless_connects() {
        for retries in [0, 1] {
            all.push(Box::new(move || {
                let (settings, _peer) = start();
                let client = settings.connect_timeout(LIMIT).max_retries(retries).build().unwrap();
                let error = assert_ends_in_time(name, &client, LIMIT * (retries + 1), text);
                assert!(error.to_string().contains(&format!("connect limit of {LIMIT:?} reached")), "{name}: {error}");
                assert_eq!(error.attempts(), retries + 1, "{name}");
            }));
        }
    }
    all_at_once(all);
}

#[test]
fn a_connect_limit_is_over_once_there_is_a_connection() {
    for scheme in SCHEMES {
        let server = Server::start(scheme, |peer| {
            peer.request()?;
            peer.pause(LIMIT * 2)?;
            peer.send(success())
        });
        // Generous for a handshake on a busy machine, and still shorter than the answer takes.
        let client = builder(&server).connect_timeout(LIMIT).build().unwrap();
        match client.show_record_callback(ID) {
            Ok(callback) => assert_eq!(callback.id(), ID),
            Err(error) => assert!(error.to_string().contains("while shaking hands"), "{error}"),
        }
    }
}

#[test]
fn the_limit_is_for_all_attempts_together() {
    for scheme in SCHEMES {
        let server = Server::start(scheme, |peer| {
            while peer.next_request()?.is_some() {
                peer.pause(LIMIT / 2)?;
                peer.send(answer_with(503, &["Retry-After: 0"], ""))?;
            }
            Ok(())
        });
        let limit = LIMIT * 2;
        let client = builder(&server).timeout(limit).max_retries(10).build().unwrap();
        let error = assert_ends_in_time("503 again and again", &client, limit, "while waiting for the answer");
        // At least one attempt was answered, and at most as many as there was time for.
        assert!((2..=4).contains(&error.attempts()), "{}", error.attempts());
    }
}

#[test]
fn limits_from_a_millisecond_to_seven_weeks() {
    let longest = Duration::from_millis(u32::MAX.into());
    let server = Server::answering(Scheme::Http, success());
    for set in [ClientBuilder::timeout, ClientBuilder::connect_timeout] {
        for (limit, usable) in [
            (Duration::ZERO, false),
            (Duration::from_nanos(999_999), false),
            (Duration::from_millis(1), true),
            (longest, true),
            (longest + Duration::from_nanos(1), false),
            (Duration::MAX, false),
        ] {
            match set(builder(&server), limit).build() {
                Ok(_) => assert!(usable, "{limit:?}"),
                Err(error) => assert!(!usable && error.kind() == ErrorKind::InvalidArgument, "{limit:?}: {error}"),
            }
        }
    }
    let client = builder(&server).timeout(longest).connect_timeout(longest).build().unwrap();
    assert_eq!(client.show_record_callback(ID).unwrap().id(), ID);

    let silent = Server::start(Scheme::Http, |peer| peer.silence().map(drop));
    let client = builder(&silent).timeout(Duration::from_millis(1)).build().unwrap();
    let (took, error) = timed(&client);
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(took < SLACK, "{took:?}");
}
