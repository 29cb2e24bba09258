//! SOCKS5 proxies on the wire: what they are asked, and what happens if they refuse or answer wrongly.
#![allow(clippy::unwrap_used)]

mod support;

use std::thread;
use std::time::{Duration, Instant};

use hwlive::{ClientBuilder, Error, ErrorKind};

use support::network::has_ipv6;
use support::socks::{Answers, REPLY_NAME, REPLY_V4, REPLY_V6, Socks};
use support::stalls::Stall;
use support::{
    ACCESS_KEY, Authority, Gate, ID, Leaf, Refusing, SCHEMES, SECRET_KEY, Scheme, Server, TlsOptions, builder, success,
};

/// How much later than it should something may happen on a machine that is busy.
const SLACK: Duration = Duration::from_secs(15);
/// The limit of what is not meant to reach it.
const LONG: Duration = Duration::from_secs(60);
const KINDS: [&str; 2] = ["socks5", "socks5h"];

fn shows(builder: ClientBuilder) {
    assert_eq!(builder.max_retries(0).build().unwrap().show_record_callback(ID).unwrap().id(), ID);
}

fn fails(builder: ClientBuilder) -> Error {
    builder.max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err()
}

/// Settings for a server by another name of its host.
fn by_name(server: &Server, host: &str) -> ClientBuilder {
    builder(server).endpoint(&server.url().replace("127.0.0.1", host))
}

#[test]
fn the_proxy_is_told_an_address_or_a_name() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let port = server.address().port();
        for (kind, host, target) in [
            ("socks5", "127.0.0.1", "v4 127.0.0.1"),
            ("socks5", "localhost", "v4 127.0.0.1"),
            ("socks5h", "127.0.0.1", "v4 127.0.0.1"),
            ("socks5h", "localhost", "name localhost"),
        ] {
            let proxy = Socks::new(Answers::default());
            shows(by_name(&server, host).proxy(&proxy.url(kind, "")));
            assert_eq!(proxy.asked(), ["methods 0".to_owned(), format!("{target}:{port}")], "{kind} {host}");
            server.requests().last().unwrap().assert_signed(ACCESS_KEY, SECRET_KEY);
        }
    }
}

/// `tests/lookup.rs` has what socks5 does with such a name.
#[test]
fn only_the_proxy_looks_a_name_up_with_socks5h() {
    let authority = Authority::new("an authority");
    let leaf = Leaf { names: &["live.invalid"], ..Leaf::default() };
    for tls in [None, Some(TlsOptions::default().config(authority.sign(&leaf)))] {
        let server = Server::on("127.0.0.1:0", tls, |peer| peer.serve(|_, _| success()));
        let settings = by_name(&server, "live.invalid").insecure(server.url().starts_with("http:"));
        let proxy = Socks::new(Answers::default());
        shows(settings.ca_file(authority.file()).proxy(&proxy.url("socks5h", "")));
        assert_eq!(proxy.asked()[1], format!("name live.invalid:{}", server.address().port()));
    }
}

#[test]
fn a_report_has_the_time_of_the_tunnel() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        for kind in KINDS {
            let proxy = Socks::new(Answers::default());
            let client = builder(&server).proxy(&proxy.url(kind, "")).build().unwrap();
            let mut call = client.call();
            call.show_record_callback(ID).unwrap();
            let report = call.report();
            assert!(report.connect().is_some() && report.proxy().is_some(), "{kind}: {report:?}");
            assert_eq!(report.peer_address(), Some(proxy.server.address()), "{kind}");
        }
    }
}

#[test]
fn an_ipv6_endpoint() {
    if !has_ipv6() {
        return;
    }
    let server = Server::on("[::1]:0", None, |peer| peer.serve(|_, _| success()));
    for kind in KINDS {
        let proxy = Socks::new(Answers { reply: REPLY_V6.into(), ..Answers::default() });
        shows(builder(&server).proxy(&proxy.url(kind, "")));
        assert_eq!(proxy.asked()[1], format!("v6 ::1:{}", server.address().port()));
    }
}

#[test]
fn the_next_address_is_tried_if_the_proxy_cannot_reach_one() {
    if !has_ipv6() {
        return;
    }
    let server = Server::on("[::1]:0", None, |peer| peer.serve(|_, _| success()));
    let port = server.address().port();
    let settings = || builder(&server).endpoint(&format!("http://localhost:{port}"));
    for (code, next) in [(1, false), (2, false), (3, true), (4, true), (5, true), (6, true), (7, false), (8, true)] {
        let proxy = Socks::on_each_connection(move |_, target| match target.starts_with("v4") {
            true => Answers { reply: vec![5, code, 0, 1, 0, 0, 0, 0, 0, 0], ..Answers::default() },
            false => Answers::default(),
        });
        let client = settings().proxy(&proxy.url("socks5", "")).max_retries(0).build().unwrap();
        assert_eq!(client.show_record_callback(ID).is_ok(), next, "{code}");
        assert_eq!(proxy.server.connections(), 1 + usize::from(next), "{code}");
    }
}

#[test]
fn a_user_and_a_password() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let long = "x".repeat(255);
        for (user, decoded) in [
            ("user:pass", "user:pass"),
            ("us%40er:p%3Aa%2Fss%", "us@er:p:a/ss%"),
            ("user", "user:"),
            (":pass", ":pass"),
            (&format!("{long}:{long}"), &format!("{long}:{long}")),
        ] {
            let proxy = Socks::new(Answers { method: vec![5, 2], ..Answers::default() });
            shows(builder(&server).proxy(&proxy.url("socks5", &format!("{user}@"))));
            assert_eq!(proxy.asked()[..2], ["methods 0,2".to_owned(), format!("user {decoded}")]);
        }
        // A proxy that wants none is told none.
        let proxy = Socks::new(Answers::default());
        shows(builder(&server).proxy(&proxy.url("socks5", "user:pass@")));
        assert_eq!((proxy.asked().len(), &*proxy.asked()[0]), (2, "methods 0,2"));
    }
}

#[test]
fn a_proxy_that_refuses() {
    let reply = |code| Answers { reply: vec![5, code, 0, 1, 0, 0, 0, 0, 0, 0], ..Answers::default() };
    let with = |method: [u8; 2]| Answers { method: method.into(), ..Answers::default() };
    for (answers, user, why, attempts) in [
        (reply(1), "", "answered 1 to the request for a tunnel to 127.0.0.1:", 2),
        (reply(1), "", "a failure of the proxy", 2),
        (reply(2), "", "its rules do not allow it", 1),
        (reply(3), "", "the network cannot be reached", 2),
        (reply(4), "", "the host cannot be reached", 2),
        (reply(5), "", "the connection was refused", 2),
        (reply(6), "", "TTL expired", 2),
        (reply(7), "", "does not know the command", 1),
        (reply(8), "", "does not know the kind of address", 1),
        (reply(9), "", "answered 9", 2),
        (reply(255), "", "answered 255", 2),
        // Some say no more than that they refuse.
        (Answers { reply: vec![5, 2], ..Answers::default() }, "", "its rules do not allow it", 1),
        (with([5, 0xff]), "", "wants a user and a password", 1),
        (with([5, 0xff]), "user:sentinel@", "takes no user and password", 1),
        (with([5, 2]), "", "chose way 2 of authentication, which it was not offered", 2),
        (with([5, 1]), "user:sentinel@", "chose way 1 of authentication, which it was not offered", 2),
        (Answers { user: vec![1, 1], ..with([5, 2]) }, "user:sentinel@", "refuses the user or the password", 1),
        (Answers { user: vec![1, 255], ..with([5, 2]) }, "user:sentinel@", "refuses the user or the password", 1),
        // What is no SOCKS5.
        (with([4, 0]), "", "did not answer in SOCKS5", 2),
        (with(*b"HT"), "", "did not answer in SOCKS5", 2),
        (Answers { user: vec![5, 0], ..with([5, 2]) }, "user:sentinel@", "did not answer in SOCKS5", 2),
        (Answers { reply: b"\x04\x00\x00\x01\x00\x00\x00\x00\x00\x00".into(), ..with([5, 0]) }, "", "SOCKS5", 2),
        (Answers { reply: b"HTTP/1.1 400 sentinel\r\n\r\n".into(), ..with([5, 0]) }, "", "SOCKS5", 2),
        (
            Answers { reply: b"\x05\x00\x00\x02sentinel".into(), ..with([5, 0]) },
            "",
            "a kind that SOCKS5 does not have",
            2,
        ),
    ] {
        for scheme in SCHEMES {
            let server = Server::answering(scheme, success());
            let proxy = Socks::new(answers.clone());
            for kind in KINDS {
                let before = proxy.server.connections();
                let client = builder(&server).proxy(&proxy.url(kind, user)).max_retries(1).build().unwrap();
                let error = client.show_record_callback(ID).unwrap_err();
                assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None), "{why}: {error}");
                assert_eq!(error.attempts(), attempts, "{error}");
                assert_eq!(proxy.server.connections() - before, attempts as usize, "{error}");
                let shown = format!("{error} {error:?} {client:?}");
                assert!(shown.contains(why) && shown.contains(&proxy.url(kind, "")), "{why}: {shown}");
                assert!(!shown.contains("sentinel"), "{shown}");
            }
            assert_eq!(server.connections(), 0);
        }
    }
}

#[test]
fn answers_that_are_cut_at_any_byte() {
    let server = Server::answering(Scheme::Http, success());
    for whole in [REPLY_V4, REPLY_V6, REPLY_NAME] {
        let cut = |bytes: &[u8], length: usize| bytes[..length.min(bytes.len())].to_vec();
        for length in 0..4 + whole.len() {
            let answers = Answers {
                method: cut(&[5, 2], length),
                user: cut(&[1, 0], length.saturating_sub(2)),
                reply: cut(whole, length.saturating_sub(4)),
                ..Answers::default()
            };
            let proxy = Socks::new(answers);
            let error = fails(builder(&server).proxy(&proxy.url("socks5", "u:p@")));
            assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None), "{length}: {error}");
            assert!(error.to_string().contains("closed the connection"), "{length}: {error}");
        }
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn bytes_that_come_one_by_one_or_too_early_for_others() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        for reply in [REPLY_V4, REPLY_V6, REPLY_NAME, &[&b"\x05\x00\x00\x03\xff"[..], &[b'x'; 257]].concat()[..]] {
            let answers = Answers { method: vec![5, 2], reply: reply.into(), dripped: true, ..Answers::default() };
            let proxy = Socks::new(answers);
            shows(builder(&server).proxy(&proxy.url("socks5h", "u:p@")));
        }
    }
    // What comes at once with the reply is the tunnel's, to the last byte.
    let server = Server::answering(Scheme::Http, "");
    for reply in [REPLY_V4, REPLY_V6, REPLY_NAME, b"\x05\x00\x00\x03\x00\x04\x38"] {
        let proxy = Socks::new(Answers { reply: reply.into(), glued: success(), ..Answers::default() });
        shows(builder(&server).proxy(&proxy.url("socks5", "")));
    }
}

/// Where a proxy falls silent: after each step, or in an answer that never ends in time. The gate opens when the client
/// has got there.
const SILENT: [Stall; 5] = [
    |peer, there| {
        peer.some()?;
        there.open();
        peer.silence().map(drop)
    },
    |peer, there| {
        peer.some()?;
        peer.send([5, 2])?;
        // The user and the password.
        peer.some()?;
        there.open();
        peer.silence().map(drop)
    },
    |peer, there| {
        peer.some()?;
        peer.send([5, 0])?;
        // The request for a tunnel.
        peer.some()?;
        there.open();
        peer.silence().map(drop)
    },
    |peer, there| {
        peer.some()?;
        peer.send([5, 0])?;
        peer.some()?;
        there.open();
        peer.trickle(b"\x05\x00\x00\x03\xff".iter().copied().chain([b'x'; 257]), Duration::from_millis(20))
    },
    |peer, there| {
        peer.some()?;
        peer.send([5, 0])?;
        peer.some()?;
        peer.send(REPLY_V4)?;
        // The handshake behind the proxy.
        peer.some()?;
        there.open();
        peer.silence().map(drop)
    },
];

#[test]
fn limits_hold_at_each_step() {
    const LIMIT: Duration = Duration::from_millis(300);
    let server = Server::answering(Scheme::Https, success());
    for script in SILENT {
        let proxy = Server::start(Scheme::Http, move |peer| script(peer, &Gate::new()));
        let url = format!("socks5://u:p@{}", proxy.address());
        for (whole, connecting) in [(LIMIT, LONG), (LONG, LIMIT)] {
            let since = Instant::now();
            let error = fails(builder(&server).timeout(whole).connect_timeout(connecting).proxy(&url));
            assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
            assert!((LIMIT..LIMIT + SLACK).contains(&since.elapsed()), "{:?}", since.elapsed());
        }
    }
}

#[test]
fn a_shutdown_ends_each_step() {
    let server = Server::answering(Scheme::Https, success());
    for script in SILENT {
        let there = Gate::new();
        let opened = there.clone();
        let proxy = Server::start(Scheme::Http, move |peer| script(peer, &opened));
        let client = builder(&server).proxy(&format!("socks5h://u:p@{}", proxy.address()));
        let client = client.timeout(LONG).connect_timeout(LONG).build().unwrap();
        thread::scope(|scope| {
            let call = scope.spawn(|| client.show_record_callback(ID).unwrap_err());
            assert!(there.wait(LONG));
            let since = Instant::now();
            client.shutdown();
            assert_eq!(call.join().unwrap().kind(), ErrorKind::Cancelled);
            assert!(since.elapsed() < SLACK, "{:?}", since.elapsed());
        });
        proxy.wait_until(|seen| seen.open == 0);
    }
}

#[test]
fn a_proxy_that_is_not_there() {
    let server = Server::answering(Scheme::Https, success());
    let nobody = Refusing::new();
    for kind in KINDS {
        let error = fails(builder(&server).proxy(&format!("{kind}://{}", nobody.address())));
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert!(error.to_string().contains(&format!("proxy {kind}://{}", nobody.address())), "{error}");
    }
    assert_eq!(server.connections(), 0, "nothing goes past the proxy");
}

#[test]
fn a_kept_connection_goes_through_the_same_tunnel() {
    for scheme in SCHEMES {
        let (server, proxy) = (Server::answering(scheme, success()), Socks::new(Answers::default()));
        let client = builder(&server).proxy(&proxy.url("socks5", "")).build().unwrap();
        for _ in 0..10 {
            client.show_record_callback(ID).unwrap();
        }
        assert_eq!((proxy.server.connections(), server.connections(), server.requests().len()), (1, 1, 10));
    }
}
