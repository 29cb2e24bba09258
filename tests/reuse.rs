//! Connections are used again, and that never bites: a dead one is replaced, and nothing of one answer gets into the
//! next.

#![allow(clippy::unwrap_used)]

mod support;

use std::sync::{Arc, mpsc};
use std::thread;

use hwlive::ErrorKind;
use support::*;

const VERSIONS: [&rustls::SupportedProtocolVersion; 2] = [&rustls::version::TLS13, &rustls::version::TLS12];

/// An answer that shows which request it is the answer to.
fn echo(request: &Request) -> Vec<u8> {
    answer(200, format!(r#"{{"id":"{}"}}"#, request.target().rsplit('/').next().unwrap()))
}

#[test]
fn a_hundred_calls_use_one_connection_and_one_handshake() {
    for scheme in SCHEMES {
        let server = Server::start(scheme, |peer| peer.serve(|request, _| echo(request)));
        let client = client(&server);
        for call in 0..100 {
            // A clone shares the connections.
            let id = call.to_string();
            assert_eq!(client.clone().show_record_callback(&id).unwrap().id(), id);
        }
        assert_eq!(server.requests().len(), 100);
        assert_eq!(server.connections(), 1);
        let handshakes = server.look(|seen| seen.full_handshakes + seen.resumed_handshakes);
        assert_eq!(handshakes, usize::from(scheme == Scheme::Https));
    }
}

#[test]
fn each_version_of_tls_keeps_its_connection_with_tickets_and_without() {
    for version in VERSIONS {
        for tickets in [0, 1, 8] {
            let authority = Authority::new("an authority");
            let options = TlsOptions { versions: &[version], tickets, ..TlsOptions::default() };
            let tls = options.config(authority.sign(&Leaf::default()));
            let server = Server::on("127.0.0.1:0", Some(tls), |peer| peer.serve(|request, _| echo(request)));
            let client = builder(&server).ca_file(authority.file()).build().unwrap();
            for id in ["a", "b", "c"] {
                assert_eq!(client.show_record_callback(id).unwrap().id(), id);
            }
            assert_eq!(server.connections(), 1, "{version:?}, {tickets} tickets");
        }
    }
}

#[test]
fn a_new_connection_resumes_the_session() {
    for version in VERSIONS {
        let authority = Authority::new("an authority");
        let options = TlsOptions { versions: &[version], ..TlsOptions::default() };
        let tls = options.config(authority.sign(&Leaf::default()));
        let server = Server::on("127.0.0.1:0", Some(tls), |peer| {
            let request = peer.request()?;
            peer.send(echo(&request))
        });
        let client = builder(&server).ca_file(authority.file()).build().unwrap();
        for (call, id) in ["a", "b", "c"].into_iter().enumerate() {
            assert_eq!(client.show_record_callback(id).unwrap().id(), id);
            server.wait_until(|seen| seen.connections == call + 1 && seen.open == 0);
        }
        assert_eq!(server.look(|seen| (seen.full_handshakes, seen.resumed_handshakes)), (1, 2), "{version:?}");
    }
}

#[test]
fn answers_of_every_framing_and_kind_leave_the_connection_usable() {
    let chunked =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n{\"id\":\"i-1\"}\r\n0\r\nX: y\r\n\r\n".to_vec();
    let zipped = {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(CALLBACK.as_bytes()).unwrap();
        answer_with(200, &["Content-Encoding: gzip"], encoder.finish().unwrap())
    };
    let kept_http_1_0 =
        b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 12\r\n\r\n{\"id\":\"i-1\"}".to_vec();
    for scheme in SCHEMES {
        for (what, bytes) in [
            ("chunked", chunked.clone()),
            ("gzip", zipped.clone()),
            ("1xx before", [b"HTTP/1.1 103 Early Hints\r\n\r\n".as_slice(), &success()].concat()),
            ("no content", b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()),
            ("not modified", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n".to_vec()),
            ("not a callback", answer(200, "<html>")),
            ("404", answer(404, r#"{"error_code":"LIVE.1"}"#)),
            ("a redirect", answer_with(302, &["Location: /x"], "moved")),
            ("500 with a long body", answer(500, vec![b'y'; 64 * 1024])),
            ("a body at the limit", answer(500, vec![b'y'; 1024 * 1024])),
            ("HTTP/1.0 with keep-alive", kept_http_1_0.clone()),
        ] {
            let server = Server::answering(scheme, bytes);
            let client = client(&server);
            for _ in 0..3 {
                let _ = client.show_record_callback(ID);
            }
            assert_eq!((server.requests().len(), server.connections()), (3, 1), "{scheme:?}, {what}");
        }
    }
}

#[test]
fn a_server_that_says_close_is_believed() {
    for scheme in SCHEMES {
        for bytes in [answer_with(200, &["Connection: close"], CALLBACK), {
            String::from_utf8(success()).unwrap().replace("HTTP/1.1", "HTTP/1.0").into_bytes()
        }] {
            let server = Server::answering(scheme, bytes);
            let client = client(&server);
            for call in 1..=3 {
                client.show_record_callback(ID).unwrap();
                server.wait_until(|seen| seen.open == 0);
                assert_eq!(server.connections(), call);
            }
        }
    }
}

/// What a server does to a kept connection.
type Do = fn(&mut Peer);

#[test]
fn a_connection_that_ended_while_idle_is_replaced_unseen() {
    for scheme in SCHEMES {
        let ends: [(&str, Do); 3] = [("end", Peer::end), ("FIN", Peer::fin), ("reset", Peer::reset)];
        for (what, end) in ends {
            let server = Server::start(scheme, move |peer| {
                let request = peer.request()?;
                peer.send(echo(&request))?;
                end(peer);
                Ok(())
            });
            let client = builder(&server).max_retries(0).build().unwrap();
            for (call, id) in ["a", "b", "c"].into_iter().enumerate() {
                assert_eq!(client.show_record_callback(id).unwrap().id(), id, "{scheme:?}, {what}");
                server.wait_until(|seen| seen.connections == call + 1 && seen.open == 0);
            }
            // Each was sent once: nobody wrote on a connection that was known to be dead.
            assert_eq!(server.requests().len(), 3, "{scheme:?}, {what}");
        }
    }
}

#[test]
fn a_kept_connection_that_dies_under_a_request_is_replaced_once_and_counts_as_no_attempt() {
    let ends: [(&str, Do); 3] = [("end", Peer::end), ("FIN", Peer::fin), ("reset", Peer::reset)];
    for scheme in SCHEMES {
        for (what, end) in ends {
            // The first answer keeps the connection; the next request on it is taken and not answered.
            let server = Server::start(scheme, move |peer| {
                let request = peer.request()?;
                peer.send(echo(&request))?;
                peer.request()?;
                end(peer);
                Ok(())
            });
            let client = builder(&server).max_retries(0).build().unwrap();
            assert_eq!(client.show_record_callback("a").unwrap().id(), "a", "{scheme:?}, {what}");
            assert_eq!(client.show_record_callback("b").unwrap().id(), "b", "{scheme:?}, {what}");
            let requests = server.requests();
            assert_eq!(requests.len(), 3, "{scheme:?}, {what}");
            assert_eq!((requests[1].connection, requests[2].connection), (0, 1), "{scheme:?}, {what}");
            assert_eq!(requests[1].raw, requests[2].raw, "{scheme:?}, {what}: the same request");
        }
    }
}

/// Servers, and what stands before them, say so when they close an idle connection at the moment when a request comes.
#[test]
fn a_kept_connection_that_times_out_under_a_request_is_replaced_once_and_counts_as_no_attempt() {
    let time_out = |version: &str, lines: &str| {
        format!("HTTP/{version} 408 Request Time-out\r\n{lines}Content-Length: 3\r\n\r\n{{}}\n").into_bytes()
    };
    let closing = [("1.1", "Connection: close\r\n"), ("1.0", "cache-control: no-cache\r\nConnection: Close\r\n")];
    for scheme in SCHEMES {
        for (version, lines) in closing {
            let late = time_out(version, lines);
            let server = Server::start(scheme, move |peer| {
                let request = peer.request()?;
                peer.send(echo(&request))?;
                peer.request()?;
                peer.send(&late)
            });
            let client = builder(&server).max_retries(0).build().unwrap();
            for id in ["a", "b"] {
                assert_eq!(client.show_record_callback(id).unwrap().id(), id, "{scheme:?}, {lines}");
            }
            let requests = server.requests();
            assert_eq!(requests.len(), 3, "{scheme:?}, {lines}");
            assert_eq!((requests[1].connection, requests[2].connection), (0, 1), "{scheme:?}, {lines}");
            assert_eq!(requests[1].raw, requests[2].raw, "{scheme:?}, {lines}: the same request");
        }

        // What is said on a new connection, or of one that stays, is an answer of the service.
        for (kept, lines) in [(false, "Connection: close\r\n"), (true, "")] {
            let late = time_out("1.1", lines);
            let server = Server::start(scheme, move |peer| {
                peer.serve(|request, number| if number == 0 && kept { echo(request) } else { late.clone() })
            });
            let client = client(&server);
            if kept {
                client.show_record_callback("a").unwrap();
            }
            let error = client.show_record_callback("b").unwrap_err();
            let case = format!("{scheme:?}, {kept}: {error}");
            assert_eq!((error.kind(), error.http_status()), (ErrorKind::Service, Some(408)), "{case}");
            assert_eq!((error.attempts(), server.connections()), (1, 1), "{case}");
        }

        // A new one that says so as well: no third time.
        let late = time_out("1.1", "Connection: close\r\n");
        let server = Server::start(scheme, move |peer| {
            let request = peer.request()?;
            if peer.number() == 0 {
                peer.send(echo(&request))?;
                peer.request()?;
            }
            peer.send(&late)
        });
        let client = client(&server);
        client.show_record_callback("a").unwrap();
        let error = client.show_record_callback("b").unwrap_err();
        assert_eq!((error.kind(), error.http_status()), (ErrorKind::Service, Some(408)), "{scheme:?}: {error}");
        assert_eq!((error.attempts(), server.requests().len()), (1, 3), "{scheme:?}: {error}");
    }
}

#[test]
fn a_new_connection_that_dies_is_an_error_and_not_sent_again() {
    let ends: [(&str, Do); 3] = [("end", Peer::end), ("FIN", Peer::fin), ("reset", Peer::reset)];
    for scheme in SCHEMES {
        for (what, end) in ends {
            for answers_first in [false, true] {
                let server = Server::start(scheme, move |peer| {
                    let request = peer.request()?;
                    if answers_first && peer.number() == 0 {
                        peer.send(echo(&request))?;
                        peer.request()?;
                    }
                    end(peer);
                    Ok(())
                });
                let client = client(&server);
                if answers_first {
                    client.show_record_callback("a").unwrap();
                }
                let error = client.show_record_callback("b").unwrap_err();
                let case = format!("{scheme:?}, {what}, {answers_first}: {error}");
                assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None), "{case}");
                assert_eq!(error.attempts(), 1, "{case}");
                // Kept and dead, then new and dead: no third time.
                assert_eq!(server.requests().len(), if answers_first { 3 } else { 1 }, "{case}");
            }
        }
    }
}

#[test]
fn after_a_byte_of_the_answer_nothing_is_sent_again() {
    let ends: [(&str, Do); 3] = [("end", Peer::end), ("FIN", Peer::fin), ("reset", Peer::reset)];
    for scheme in SCHEMES {
        for (what, end) in ends {
            for begun in ["H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"] {
                let server = Server::start(scheme, move |peer| {
                    let request = peer.request()?;
                    peer.send(echo(&request))?;
                    peer.request()?;
                    peer.send(begun)?;
                    end(peer);
                    Ok(())
                });
                let client = client(&server);
                client.show_record_callback("a").unwrap();
                let error = client.show_record_callback("b").unwrap_err();
                let case = format!("{scheme:?}, {what} after {begun:?}: {error}");
                assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{case}");
                assert_eq!((server.requests().len(), server.connections()), (2, 1), "{case}");
            }
        }
    }
}

/// An answer around a body.
type Framing = fn(&str) -> String;

#[test]
fn surplus_bytes_never_reach_the_next_call() {
    const EVIL: &str = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":\"evil\"}";
    const FRAMINGS: [(&str, Framing); 3] = [
        ("length", |body| format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())),
        ("chunked", |body| {
            format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len())
        }),
        ("no content", |_| "HTTP/1.1 204 No Content\r\n\r\n".to_owned()),
    ];
    for scheme in SCHEMES {
        for (what, framing) in FRAMINGS {
            for surplus in ["\n", "{", "\r\n", EVIL] {
                for at_once in [true, false] {
                    let good = framing(r#"{"id":"good"}"#);
                    let (sent, when_sent) = mpsc::channel();
                    let server = Server::start(scheme, move |peer| {
                        peer.request()?;
                        if at_once {
                            peer.send([&good, surplus].concat())?;
                        } else {
                            peer.send(&good)?;
                            peer.send(surplus)?;
                        }
                        let _ = sent.send(());
                        peer.silence()?;
                        Ok(())
                    });
                    let client = client(&server);
                    let case = format!("{scheme:?}, {what}, {surplus:?}, at once: {at_once}");
                    for call in 1..=3 {
                        match client.show_record_callback(ID) {
                            Ok(callback) => assert_eq!(callback.id(), "good", "{case}"),
                            Err(error) => assert_eq!(error.http_status(), Some(204), "{case}: {error}"),
                        }
                        when_sent.recv_timeout(server::PATIENCE).unwrap();
                        // Nobody writes on such a connection again; the server would not answer it.
                        assert_eq!((server.requests().len(), server.connections()), (call, call), "{case}");
                    }
                }
            }
        }
    }
}

/// A record of TLS is decrypted as a whole, so what is behind an answer may lie there and neither on the socket nor where
/// answers are read from: that depends on how long the answer is.
#[test]
fn surplus_that_is_already_decrypted_never_reaches_the_next_call() {
    const SURPLUS: &str = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"id\":\"evil\"}";
    for length in [2048, 4096, 8192, 16_000] {
        let server = Server::start(Scheme::Https, move |peer| {
            peer.request()?;
            let head = |length| format!("HTTP/1.1 200 OK\r\nContent-Length: {length:06}\r\n\r\n");
            let body = format!("{:1$}", r#"{"id":"good"}"#, length - head(0).len());
            let head = head(body.len());
            peer.send([&head, &body, SURPLUS].concat())?;
            peer.silence().map(drop)
        });
        let client = client(&server);
        for call in 1..=3 {
            assert_eq!(client.show_record_callback(ID).unwrap().id(), "good", "{length}");
            assert_eq!((server.requests().len(), server.connections()), (call, call), "{length}");
        }
    }
}

#[test]
fn an_answer_that_nobody_asked_for_yet_is_not_the_next_one() {
    for scheme in SCHEMES {
        let (asked, sent) = (Gate::new(), Gate::new());
        let (when_asked, when_sent) = (asked.clone(), sent.clone());
        let server = Server::start(scheme, move |peer| {
            let request = peer.request()?;
            peer.send(echo(&request))?;
            if peer.number() == 0 {
                peer.wait(&when_asked)?;
                peer.send(answer(200, r#"{"id":"evil"}"#))?;
                when_sent.open();
            }
            peer.silence()?;
            Ok(())
        });
        let client = client(&server);
        assert_eq!(client.show_record_callback("a").unwrap().id(), "a");
        asked.open();
        assert!(sent.wait(server::PATIENCE));
        assert_eq!(client.show_record_callback("b").unwrap().id(), "b", "{scheme:?}");
        assert_eq!((server.requests().len(), server.connections()), (2, 2));
    }
}

#[test]
fn threads_that_call_at_once_have_a_connection_each_and_keep_it() {
    const THREADS: usize = 4;
    for scheme in SCHEMES {
        let all_there = Arc::new(std::sync::Barrier::new(THREADS));
        let theirs = all_there.clone();
        let server = Server::start(scheme, move |peer| {
            peer.serve(|request, _| {
                theirs.wait();
                echo(request)
            })
        });
        let client = client(&server);
        for _ in 0..3 {
            thread::scope(|scope| {
                for number in 0..THREADS {
                    let client = &client;
                    scope.spawn(move || client.show_record_callback(&number.to_string()).unwrap());
                }
            });
        }
        assert_eq!((server.requests().len(), server.connections()), (3 * THREADS, THREADS), "{scheme:?}");
    }
}

#[test]
fn connections_go_with_their_client() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let (one, other) = (client(&server), client(&server));
        one.show_record_callback(ID).unwrap();
        other.show_record_callback(ID).unwrap();
        assert_eq!(server.connections(), 2, "clients share none");
        drop(one);
        server.wait_until(|seen| seen.open == 1);
        let clone = other.clone();
        drop(other);
        clone.show_record_callback(ID).unwrap();
        assert_eq!(server.connections(), 2);
        drop(clone);
        server.wait_until(|seen| seen.open == 0);
    }
}
