//! A client in processes as they are: forked on both sides, interrupted by signals, out of descriptors, shut down from
//! another thread.
//!
//! Each test is a program of its own; the servers are in the test, so that a fork finds only what the program has.
#![allow(clippy::unwrap_used)]

#[cfg(unix)]
#[path = "process/unix.rs"]
mod of_system;
#[cfg(windows)]
#[path = "process/windows.rs"]
mod of_system;
mod support;

use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use hwlive::{Client, ClientBuilder, ErrorKind};

use support::network::FullBacklog;
use support::programs::{self, Named, arguments};
use support::stalls::STALLS;
use support::system::{signals, start_signals, threads};
use support::{ACCESS_KEY, Gate, ID, PROJECT_ID, SCHEMES, SECRET_KEY, Scheme, Server, success};

/// How much later than it should something may happen on a machine that is busy.
const SLACK: Duration = Duration::from_secs(15);
/// The limit of calls that only a shutdown ends in time.
const LONG: Duration = Duration::from_secs(60);

const TESTS: [Named; 7] = [
    ("a_shutdown_ends_whatever_is_under_way", shutdown_ends_whatever_is_under_way),
    ("a_shutdown_ends_connecting", shutdown_ends_connecting),
    ("a_reset_raises_no_signal", a_reset_raises_no_signal),
    ("the_environment_names_a_ca_file", ca_file_of_the_environment),
    ("many_calls_start_no_thread", many_calls_start_no_thread),
    ("signals_end_no_call", signals_end_no_call),
    ("limits_hold_under_signals", limits_hold_under_signals),
];

const PROGRAMS: [Named; 6] = [
    ("reset", reset_program),
    ("environment", environment_program),
    ("bad_environment", bad_environment_program),
    ("threads", threads_program),
    ("signals", signals_program),
    ("signals_and_limits", signals_and_limits_program),
];

fn main() {
    programs::run(&[&TESTS[..], &of_system::TESTS].concat(), &[&PROGRAMS[..], &of_system::PROGRAMS].concat());
}

/// Runs a program with the URL of the server, and its CA file where it has one.
fn run(name: &'static str, server: &Server) {
    let ca = server.authority().map(|authority| authority.file());
    programs::program(name, [server.url()].into_iter().chain(ca.map(|file| file.to_str().unwrap().to_owned())))
        .succeeds();
}

/// Settings for the server that the program was told of.
fn settings() -> ClientBuilder {
    let arguments = arguments();
    let builder = Client::builder().endpoint(&arguments[0]).access_key(ACCESS_KEY, SECRET_KEY).project_id(PROJECT_ID);
    match arguments.get(1) {
        Some(file) => builder.proxy("").ca_file(PathBuf::from(file)),
        None => builder.proxy(""),
    }
}

fn succeeds(client: &Client) {
    assert_eq!(client.show_record_callback(ID).unwrap().id(), ID);
}

/// A shutdown from another thread, when the server has got to a point where it does nothing more.
fn shutdown_ends_whatever_is_under_way() {
    for scheme in SCHEMES {
        for (what, stall) in STALLS {
            let there = Gate::new();
            let opened = there.clone();
            let server = Server::start(scheme, move |peer| stall(peer, &opened));
            is_cancelled(what, &support::client(&server), &there);
        }
    }
    // A peer that takes the connection and says nothing: the handshake does not get anywhere.
    let there = Gate::new();
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let opened = there.clone();
    let silent = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        opened.open();
        io::copy(&mut &stream, &mut io::sink())
    });
    let client = Client::builder().endpoint(&format!("https://{address}")).access_key(ACCESS_KEY, SECRET_KEY);
    let client = client.project_id(PROJECT_ID).proxy("").timeout(LONG).connect_timeout(LONG).build().unwrap();
    is_cancelled("in the handshake", &client, &there);
    drop(client);
    let _ = silent.join().unwrap();
}

#[track_caller]
fn is_cancelled(what: &str, client: &Client, there: &Gate) {
    let call = {
        let client = client.clone();
        thread::spawn(move || client.show_record_callback(ID))
    };
    assert!(there.wait(LONG), "{what}: the server was not reached");
    let since = Instant::now();
    client.shutdown();
    let error = call.join().unwrap().unwrap_err();
    assert!(since.elapsed() < SLACK, "{what}: {:?}", since.elapsed());
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{what}: {error}");
    assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Cancelled, "{what}");
}

fn shutdown_ends_connecting() {
    let nowhere = FullBacklog::new("127.0.0.1:0");
    let client = Client::builder().endpoint(&format!("http://{}", nowhere.address()));
    let client = client.access_key(ACCESS_KEY, SECRET_KEY).project_id(PROJECT_ID).proxy("");
    let client = client.timeout(LONG).connect_timeout(LONG).build().unwrap();
    let call = {
        let client = client.clone();
        thread::spawn(move || client.show_record_callback(ID))
    };
    // There is nobody who could say that the call has got there; one that has not yet ends all the same.
    thread::sleep(Duration::from_millis(100));
    let since = Instant::now();
    client.shutdown();
    assert_eq!(call.join().unwrap().unwrap_err().kind(), ErrorKind::Cancelled);
    assert!(since.elapsed() < SLACK, "{:?}", since.elapsed());
}

/// SIGPIPE is at its default, which ends a process that writes to a connection that is gone.
fn a_reset_raises_no_signal() {
    for scheme in SCHEMES {
        let server = Server::start(scheme, |peer| {
            let even = peer.number() % 2 == 0;
            peer.request()?;
            if even {
                peer.send(success())?;
            }
            peer.reset();
            Ok(())
        });
        run("reset", &server);
    }
}

fn reset_program() {
    // Rust's runtime has set the signal to be ignored.
    #[cfg(unix)]
    // SAFETY: the default takes no handler.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
    }
    let client = settings().max_retries(0).build().unwrap();
    for _ in 0..20 {
        let result = client.show_record_callback(ID);
        assert!(result.as_ref().err().is_none_or(|error| error.kind() == ErrorKind::Connect), "{result:?}");
    }
}

/// `SSL_CERT_FILE` is read with the rest of the environment, not by itself.
fn ca_file_of_the_environment() {
    let server = Server::answering(Scheme::Https, success());
    let authority = server.authority().unwrap();
    let program = |name, file: PathBuf| {
        let program = programs::program(name, [server.url()]).env("SSL_CERT_FILE", file);
        program.env("HUAWEICLOUD_SDK_AK", ACCESS_KEY).env("HUAWEICLOUD_SDK_SK", SECRET_KEY).succeeds();
    };
    program("environment", authority.file());
    for file in [authority.folder().join("missing.pem"), authority.write("empty.pem", "")] {
        program("bad_environment", file);
    }
}

fn environment_program() {
    let settings = || Client::builder().endpoint(&arguments()[0]).project_id(PROJECT_ID).proxy("");
    succeeds(&settings().environment().unwrap().build().unwrap());
    let client = settings().access_key(ACCESS_KEY, SECRET_KEY).build().unwrap();
    assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Tls);
}

fn bad_environment_program() {
    let settings = Client::builder().endpoint(&arguments()[0]).project_id(PROJECT_ID).proxy("").environment().unwrap();
    let error = settings.build().unwrap_err();
    let file = std::env::var("SSL_CERT_FILE").unwrap();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
    assert!(error.to_string().contains(&file), "{error}");
}

fn many_calls_start_no_thread() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("threads", &server);
    }
}

fn threads_program() {
    let client = settings().build().unwrap();
    let before = threads();
    for _ in 0..100 {
        succeeds(&client);
        assert_eq!(threads(), before);
    }
}

/// `start_signals` explains what a signal is on each system.
fn signals_end_no_call() {
    for scheme in SCHEMES {
        // Slow enough that signals arrive during every wait.
        let server = Server::start(scheme, |peer| {
            while peer.next_request()?.is_some() {
                peer.pause(Duration::from_millis(30))?;
                let answer = success();
                let (head, body) = answer.split_at(answer.len() / 2);
                peer.send(head)?;
                peer.pause(Duration::from_millis(30))?;
                peer.send(body)?;
            }
            Ok(())
        });
        run("signals", &server);
    }
}

fn signals_program() {
    start_signals();
    for _ in 0..5 {
        let client = settings().build().unwrap();
        (0..3).for_each(|_| succeeds(&client));
    }
    assert!(signals() > 30, "the timer did not run");
}

fn limits_hold_under_signals() {
    let server = Server::start(Scheme::Http, |peer| peer.silence().map(drop));
    run("signals_and_limits", &server);
}

fn signals_and_limits_program() {
    start_signals();
    let client = settings().timeout(Duration::from_millis(300)).build().unwrap();
    let since = Instant::now();
    assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Timeout);
    let took = since.elapsed();
    assert!(took >= Duration::from_millis(300) && took < Duration::from_millis(300) + SLACK, "{took:?}");
}
