//! A call that is cancelled ends at once, whatever it is doing, and nothing else ends with it.

#![allow(clippy::unwrap_used)]

mod support;

use std::any::Any;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use hwlive::{Call, CancelHandle, Client, ClientBuilder, Credentials, CredentialsSource, Error, ErrorKind};
use socket2::{Domain, Socket, Type};

use support::network::FullBacklog;
use support::stalls::STALLS;
use support::*;

/// What is promised.
const PROMISED: Duration = Duration::from_millis(200);
/// How often a phase is tried on a machine that is busy with other things: once it has to be in time.
const TRIES: u32 = 5;
/// How long the call has to get to a place that nobody can see.
const A_MOMENT: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(20);

/// Settings that lead to a peer, and what keeps it alive. The gate opens when the call has got there.
type StartPeer = fn(&Gate) -> (ClientBuilder, Box<dyn Any + Send>);

/// Cancels a call that has got so far, and returns how long it took to end.
fn time_to_end(what: &str, client: &Client, there: Option<&Gate>) -> Duration {
    let mut call = client.call();
    let cancel = call.cancel_handle();
    thread::scope(|scope| {
        let running = scope.spawn(move || (call.show_record_callback(ID), call));
        match there {
            Some(gate) => assert!(gate.wait(PATIENCE), "{what}: nobody was reached"),
            None => thread::sleep(A_MOMENT),
        }
        let since = Instant::now();
        cancel.cancel();
        let (result, mut call) = running.join().unwrap();
        let took = since.elapsed();
        is_cancelled(what, &result.unwrap_err());
        // It stays cancelled, and sends nothing.
        is_cancelled(what, &call.show_record_callback(ID).unwrap_err());
        assert!(cancel.is_cancelled());
        took
    })
}

#[track_caller]
fn is_cancelled(what: &str, error: &Error) {
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{what}: {error}");
    assert!(error.to_string().contains("the call was cancelled"), "{what}: {error}");
    assert!(!error.is_retryable(), "{what}");
}

/// Every client is made anew, so that none has a connection yet.
fn ends_in_time(what: &str, mut start: impl FnMut() -> (Client, Option<Gate>, Box<dyn Any + Send>)) {
    let mut took = Vec::new();
    for _ in 0..TRIES {
        let (client, there, _alive) = start();
        took.push(time_to_end(what, &client, there.as_ref()));
        if took.last() < Some(&PROMISED) {
            return;
        }
    }
    panic!("{what}: {took:?}");
}

#[test]
fn while_a_server_takes_its_time() {
    for scheme in SCHEMES {
        for (what, stall) in STALLS {
            ends_in_time(what, || {
                let there = Gate::new();
                let opened = there.clone();
                let server = Server::start(scheme, move |peer| stall(peer, &opened));
                (client(&server), Some(there), Box::new(server))
            });
        }
    }
}

fn settings(endpoint: &str) -> ClientBuilder {
    Client::builder().endpoint(endpoint).project_id("p").access_key("ak", "sk").proxy("").insecure(true)
}

/// A server that takes a connection and does nothing more.
fn silent(there: &Gate) -> Server {
    let opened = there.clone();
    Server::start(Scheme::Http, move |peer| {
        opened.open();
        peer.silence().map(drop)
    })
}

#[test]
fn while_it_connects() {
    let phases: [(&str, StartPeer, bool); 5] = [
        (
            "connecting",
            |_| {
                let full = FullBacklog::new("127.0.0.1:0");
                (settings(&format!("http://{}", full.address())), Box::new(full))
            },
            false,
        ),
        (
            "the handshake",
            |there| {
                let server = silent(there);
                (settings(&format!("https://{}", server.address())), Box::new(server))
            },
            true,
        ),
        (
            "the proxy's answer",
            |there| {
                let server = silent(there);
                (settings("http://live.test").proxy(&server.url()), Box::new(server))
            },
            true,
        ),
        (
            "the proxy's handshake",
            |there| {
                let server = silent(there);
                (settings("http://live.test").proxy(&format!("https://{}", server.address())), Box::new(server))
            },
            true,
        ),
        (
            "the handshake behind a proxy",
            |there| {
                let opened = there.clone();
                let proxy = Server::start(Scheme::Http, move |peer| {
                    peer.request()?;
                    peer.send("HTTP/1.1 200 OK\r\n\r\n")?;
                    opened.open();
                    peer.silence().map(drop)
                });
                (settings("https://live.test").proxy(&proxy.url()), Box::new(proxy))
            },
            true,
        ),
    ];
    for (what, start, is_seen) in phases {
        ends_in_time(what, || {
            let there = Gate::new();
            let (builder, alive) = start(&there);
            (builder.build().unwrap(), is_seen.then_some(there), alive)
        });
    }
}

/// A listener that reads nothing, whose connections hold little.
fn reads_nothing() -> TcpListener {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener.set_recv_buffer_size(4096).unwrap();
    #[cfg(unix)]
    listener.set_tcp_mss(536).unwrap();
    listener.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    listener.listen(16).unwrap();
    listener.into()
}

#[test]
fn while_it_sends() {
    let token = "t".repeat(102_400);
    ends_in_time("sending", || {
        let listener = reads_nothing();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let client = settings(&endpoint).auth_token(&token).build().unwrap();
        // That it does wait there is what a time limit says, if it lasts until the call has got there.
        let error = client.call().timeout(Duration::from_secs(1)).show_record_callback(ID).unwrap_err();
        assert!(error.to_string().ends_with("while sending the request"), "{error}");
        (client, None, Box::new(listener))
    });
}

#[test]
fn while_it_asks_for_credentials_or_a_project() {
    const REGION: &str = "cn-north-4";
    ends_in_time("the project id", || {
        let there = Gate::new();
        let server = silent(&there);
        let client = Client::builder().region(REGION).endpoint(&server.url()).iam_endpoint(&server.url());
        let client = client.proxy("").access_key("ak", "sk").build().unwrap();
        (client, Some(there), Box::new(server))
    });
    ends_in_time("a token", || {
        let there = Gate::new();
        let server = silent(&there);
        let source = CredentialsSource::iam_user("user", "password", "domain").unwrap();
        let client = without_credentials(&server).iam_endpoint(&server.url()).credentials(source).build().unwrap();
        (client, Some(there), Box::new(server))
    });
    ends_in_time("the metadata service", || {
        let there = Gate::new();
        let server = silent(&there);
        let source = CredentialsSource::metadata();
        let client = without_credentials(&server).metadata_endpoint(&server.url()).credentials(source).build().unwrap();
        (client, Some(there), Box::new(server))
    });
    ends_in_time("a provider", || {
        let there = Gate::new();
        let (opened, release) = (there.clone(), Arc::new(Gate::new()));
        let theirs = release.clone();
        let source = CredentialsSource::provider(move || {
            opened.open();
            theirs.wait(PATIENCE);
            Ok(Credentials::auth_token("token")?)
        });
        let client = settings("http://127.0.0.1:9").credentials(source).build().unwrap();
        (client, Some(there), Box::new(OpensAtEnd(release)))
    });
}

struct OpensAtEnd(Arc<Gate>);

impl Drop for OpensAtEnd {
    fn drop(&mut self) {
        self.0.open();
    }
}

/// The one that asks is cancelled: those that waited for it ask for themselves. One that waits is cancelled: the others go
/// on.
#[test]
fn others_that_wait_for_the_same_go_on() {
    for cancel_the_first in [true, false] {
        let (there, go_on) = (Gate::new(), Gate::new());
        let (opened, awaited) = (there.clone(), go_on.clone());
        let server = Server::start(Scheme::Http, move |peer| {
            let asks = peer.number() == 0;
            while let Some(request) = peer.next_request()? {
                if request.target().starts_with("/v3/") {
                    if asks {
                        opened.open();
                        peer.wait(&awaited)?;
                    }
                    peer.send(answer(200, r#"{"projects":[{"id":"p1","name":"cn-north-4"}]}"#))?;
                } else {
                    peer.send(success())?;
                }
            }
            Ok(())
        });
        let client = Client::builder().region("cn-north-4").endpoint(&server.url()).iam_endpoint(&server.url());
        let client = client.proxy("").access_key(ACCESS_KEY, SECRET_KEY).build().unwrap();
        let (mut first, mut second) = (client.call(), client.call());
        let (cancel_first, cancel_second) = (first.cancel_handle(), second.cancel_handle());
        thread::scope(|scope| {
            let first = scope.spawn(move || first.show_record_callback(ID));
            assert!(there.wait(PATIENCE));
            let second = scope.spawn(move || second.show_record_callback(ID));
            thread::sleep(A_MOMENT);
            let (cancelled, other) = if cancel_the_first { (first, second) } else { (second, first) };
            if cancel_the_first {
                cancel_first.cancel()
            } else {
                cancel_second.cancel()
            }
            is_cancelled("waiting", &cancelled.join().unwrap().unwrap_err());
            go_on.open();
            other.join().unwrap().unwrap();
        });
    }
}

#[test]
fn the_client_and_its_other_calls_live_on() {
    for scheme in SCHEMES {
        let there = Gate::new();
        let opened = there.clone();
        let server = Server::start(scheme, move |peer| {
            if peer.number() == 0 {
                peer.request()?;
                opened.open();
                return peer.silence().map(drop);
            }
            peer.serve(|_, _| success())
        });
        let client = client(&server);
        time_to_end("the first", &client, Some(&there));
        client.show_record_callback(ID).unwrap();
        client.call().show_record_callback(ID).unwrap();
        assert_eq!(server.connections(), 2, "{scheme:?}: what a cancelled call left is not used again");
        assert_eq!(server.requests().len(), 3);
    }
}

#[test]
fn before_it_begins_and_after_it_ended() {
    let server = Server::answering(Scheme::Http, success());
    let client = client(&server);
    let mut call = client.call();
    let cancel: CancelHandle = call.cancel_handle();
    call.show_record_callback(ID).unwrap();
    call.show_record_callback(ID).unwrap();
    cancel.clone().cancel();
    cancel.cancel();
    is_cancelled("later", &call.show_record_callback(ID).unwrap_err());
    assert_eq!(server.requests().len(), 2);
    // A shutdown of the client is told apart.
    let mut call: Call = client.call();
    client.shutdown();
    let error = call.show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cancelled);
    assert!(error.to_string().ends_with("the client was shut down"), "{error}");
}
