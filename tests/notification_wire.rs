//! Both halves together, over real sockets: a callback is asked for, and what `hwlive-stand-in notify` posts to its URL
//! is verified with what the callback says.

#![cfg(target_os = "linux")]

mod c_support;

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use c_support::{Compiler, STATIC, libraries, limit, root, run, scratch};

use hwlive::Client;
use hwlive::notification::{Notification, NotificationKey, VerifyError};
use hwlive::stand_in::{EXAMPLE_ACCESS_KEY, EXAMPLE_PROJECT_ID, EXAMPLE_SECRET_KEY, StandIn};

const KEY: &str = "0123456789abcdef0123456789abcdef";

/// Receives one POST, answers 200, and gives its path and its body.
fn receive(listener: &TcpListener) -> (String, Vec<u8>) {
    let (stream, _) = listener.accept().expect("a connection");
    let mut reader = BufReader::new(&stream);
    let mut length = 0;
    let mut first = String::new();
    reader.read_line(&mut first).expect("a request line");
    let path = first.strip_prefix("POST ").and_then(|rest| rest.strip_suffix(" HTTP/1.1\r\n"));
    let path = path.unwrap_or_else(|| panic!("{first}")).to_owned();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a header");
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().expect("a number");
            }
            Some((name, value)) if name.eq_ignore_ascii_case("content-type") => assert_eq!(value, "application/json"),
            None => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a whole body");
    answer(&stream);
    (path, body)
}

fn answer(mut stream: &TcpStream) {
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"status\":1}";
    stream.write_all(answer).expect("the sender waits for the answer");
}

/// Runs `hwlive-stand-in notify` for the callback, and what it posted.
fn notify(stand_in: &StandIn, listener: &TcpListener, arguments: &[&str]) -> (Output, Vec<u8>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in"));
    command.args(["notify", "--callback", "mine"]).args(arguments);
    command.envs(stand_in.environment().iter().map(|(name, value)| (name, value)));
    thread::scope(|scope| {
        let posted = scope.spawn(|| receive(listener));
        let output = limit::output(&mut command).expect("the program runs");
        let (path, body) = posted.join().expect("a POST");
        assert_eq!(path, "/record", "of the callback's URL");
        (output, body)
    })
}

#[test]
fn what_is_sent_is_verified_with_what_was_asked_for() {
    for (sign_type, other) in [("HMACSHA256", "MD5"), ("MD5", "HMACSHA256")] {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let url = format!("http://{}/record", listener.local_addr().expect("an address"));
        let callbacks = format!(
            r#"[{{"id":"mine","publish_domain":"push.mine.example.com","app":"*","sign_type":"{sign_type}","notify_callback_url":"{url}"}}]"#
        );
        let stand_in =
            StandIn::builder().callbacks(&callbacks).and_then(|builder| builder.start()).expect("a stand-in");
        let client = Client::builder()
            .endpoint(stand_in.url())
            .access_key(EXAMPLE_ACCESS_KEY, EXAMPLE_SECRET_KEY)
            .project_id(EXAMPLE_PROJECT_ID)
            .proxy("")
            .build()
            .expect("a client");

        let callback = client.show_record_callback("mine").expect("the callback");
        let verifier = callback.verifier(NotificationKey::new(KEY).expect("a key"));

        for (arguments, expected) in [
            (&["--key", KEY][..], Ok("RECORD_FILE_COMPLETE")),
            (&["--key", KEY, "--event", "RECORD_OVER"], Ok("RECORD_OVER")),
            (&["--key", KEY, "--field", "stream=录制"], Ok("RECORD_FILE_COMPLETE")),
            (&["--key", "another-key"], Err("wrong signature")),
            (&["--key", KEY, "--sign-type", other], Err("not accepted")),
            (&["--key", KEY, "--expires-in", "-86400"], Err("expired")),
            (&[], Err("unsigned")),
        ] {
            let (output, body) = notify(&stand_in, &listener, arguments);
            assert!(output.status.success(), "{arguments:?}: {output:?}");
            let notification = Notification::parse(&body).expect("a notification");
            assert_eq!(notification.publish_domain(), Some("push.mine.example.com"), "the callback's own settings");
            assert_eq!(notification.app(), Some("live"), "* is no app");
            match (verifier.verify(&notification), expected) {
                (Ok(verified), Ok(event)) => assert_eq!(verified.event_type(), Some(event), "{arguments:?}"),
                (Err(error), Err(why)) => assert!(error.to_string().contains(why), "{arguments:?}: {error}"),
                (result, expected) => panic!("{sign_type} {arguments:?}: {result:?}, not {expected:?}"),
            }
        }

        // What was altered after signing shows with HMACSHA256. MD5 covers no field, so there it cannot.
        let (_, body) = notify(&stand_in, &listener, &["--key", KEY, "--tamper"]);
        let forged = Notification::parse(&body).expect("a notification");
        assert_eq!(forged.stream(), Some("forged"));
        let result = verifier.verify(&forged).map(|verified| verified.sign_type());
        match sign_type {
            "MD5" => assert!(result.is_ok(), "{result:?}"),
            _ => assert_eq!(result, Err(VerifyError::WrongSignature)),
        }
    }
}

#[test]
fn a_receiver_that_is_not_there_or_refuses_is_told() {
    let gone = TcpListener::bind(("127.0.0.1", 0)).expect("a port").local_addr().expect("an address");
    for (arguments, status) in [
        (vec!["notify".to_owned(), "--to".to_owned(), format!("http://{gone}/")], 2),
        (vec!["notify".to_owned()], 2),
        (vec!["notify".to_owned(), "--event".to_owned()], 2),
        (vec!["notify".to_owned(), "--sign-type".to_owned(), "SHA1".to_owned()], 2),
        (vec!["notify".to_owned(), "--unknown".to_owned()], 2),
    ] {
        let output =
            limit::output(Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in")).args(&arguments)).expect("it runs");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {output:?}");
        assert!(output.stderr.starts_with(b"hwlive-stand-in: "), "{arguments:?}: {output:?}");
    }
}

#[test]
fn the_path_is_the_urls_to_the_last_slash() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    for (path, expected) in [("", "/"), ("/", "/"), ("/record", "/record"), ("/live/record/", "/live/record/")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in"));
        command.args(["notify", "--to", &format!("http://{address}{path}")]);
        let posted = thread::scope(|scope| {
            let posted = scope.spawn(|| receive(&listener));
            run(&mut command);
            posted.join().expect("a POST").0
        });
        assert_eq!(posted, expected, "{path:?}");
    }
}

/// Runs `examples-c/run-notifications`, as `make -C examples-c run-notifications` does, with this receiver.
fn show(receiver: &Path) {
    let mut command = Command::new(root().join("examples-c/run-notifications"));
    let output = run(command.arg(env!("CARGO_BIN_EXE_hwlive-stand-in")).arg(receiver));
    let shown = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<_> = shown.lines().filter(|line| line.starts_with("receiver: ")).collect();
    for (line, expected) in lines.iter().zip(["verified: RECORD_FILE_COMPLETE https://", "refused: ", "refused: "]) {
        assert!(line["receiver: ".len()..].starts_with(expected), "{shown}");
    }
    assert_eq!(lines.len(), 3, "{shown}");
}

#[test]
fn the_receiver_in_rust_believes_the_genuine_one_only() {
    let program = env::current_exe().expect("a test program knows its path");
    let profile = program.ancestors().nth(2).expect("it lies in a folder of the profile's");
    let receiver = profile.join("examples/receive_notifications");
    assert!(
        receiver.is_file(),
        "`cargo test` builds the examples; `cargo build --example receive_notifications` this one"
    );
    show(&receiver);
}

#[test]
#[allow(clippy::print_stderr, reason = "who looks shall see that it was skipped")]
fn the_receiver_in_c_believes_the_genuine_one_only() {
    let directory = scratch("receive_notifications");
    let receiver = directory.join("receive_notifications");
    let mut has_header = Compiler::c().command();
    let there = limit::output(has_header.args(["-E", "-include", "microhttpd.h", "-xc", "/dev/null"]));
    if !there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: libmicrohttpd is not there (Debian: libmicrohttpd-dev)");
        return;
    }
    let mut command = Compiler::c().command();
    command.args(["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-pthread"]);
    command.args(["-Wall", "-Wextra", "-Wpedantic", "-Wstrict-prototypes", "-Werror", "-o"]);
    command.arg(&receiver).arg(root().join("examples-c/receive_notifications.c"));
    run(command.arg(libraries().join("libhwlive.a")).arg("-lmicrohttpd").args(STATIC));
    show(&receiver);
}
