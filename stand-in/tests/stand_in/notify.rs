//! `hwlive-stand-in notify`: a callback is asked for, and what is posted to its URL is verified with what the callback says.

use crate::limit;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Output;
use std::thread;

use hwlive::Client;
use hwlive::notification::{Notification, NotificationKey, VerifyError};
use hwlive_stand_in::{Builder, EXAMPLE_ACCESS_KEY, EXAMPLE_PROJECT_ID, EXAMPLE_SECRET_KEY, StandIn};

use crate::program::{program, text};

const KEY: &str = "0123456789abcdef0123456789abcdef";

/// Reads a POST of JSON: its path and its body.
fn read_request(stream: &TcpStream) -> (String, Vec<u8>) {
    let mut reader = BufReader::new(stream);
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
    (path, body)
}

/// Receives one POST and answers 200: its path and its body.
fn receive(listener: &TcpListener) -> (String, Vec<u8>) {
    let (mut stream, _) = listener.accept().expect("a connection");
    let request = read_request(&stream);
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"status\":1}";
    stream.write_all(answer).expect("the sender waits for the answer");
    request
}

/// Runs `hwlive-stand-in notify` for the callback, and what it posted.
fn notify(stand_in: &StandIn, listener: &TcpListener, arguments: &[&str]) -> (Output, Vec<u8>) {
    let mut command = program(&[]);
    command.args(["notify", "--callback", "mine"]).args(arguments);
    command.envs(stand_in.environment().iter().cloned());
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
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    for (answer, status, says) in [
        (Some("200 OK\r\nContent-Length: 2\r\n\r\nhi"), 0, "answered 200: hi\n"),
        (Some("302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"), 1, "answered 302: \n"),
        (Some("500 Oh\r\nContent-Length: 2\r\n\r\nno"), 1, "answered 500: no\n"),
        (Some("200 OK\r\nContent-Length: 2\r\n\r\n"), 2, "error reading a body"),
        (Some(""), 2, ": connection closed before message completed"),
        (None, 2, "Connection refused"),
    ] {
        let mut command = program(&["notify", &format!("--to={url}")]);
        let output = match answer {
            None => {
                let gone = TcpListener::bind(("127.0.0.1", 0)).expect("a port").local_addr().expect("an address");
                limit::output(&mut program(&["notify", "--to", &format!("http://{gone}/")])).expect("it runs")
            }
            Some(answer) => thread::scope(|scope| {
                let _answered = scope.spawn(|| {
                    let (mut stream, _) = listener.accept().expect("a connection");
                    read_request(&stream);
                    let line = if answer.is_empty() { String::new() } else { format!("HTTP/1.1 {answer}") };
                    stream.write_all(line.as_bytes()).expect("the sender waits for the answer");
                });
                limit::output(&mut command).expect("it runs")
            }),
        };
        let said = text(&[output.stdout, output.stderr].concat());
        assert_eq!(output.status.code(), Some(status), "{answer:?}: {said}");
        assert!(said.contains(says) && said.contains("http://127.0.0.1:"), "{answer:?}: {said}");
    }
}

#[test]
fn a_callback_that_says_no_receiver_is_told() {
    let stand_in = StandIn::builder().callbacks(r#"{"id":"mine"}"#).and_then(Builder::start).expect("a stand-in");
    for (id, says) in [("mine", "the callback has no notify_callback_url"), ("unknown", "LIVE.100011001")] {
        let mut command = program(&["notify", "--callback", id]);
        let output = limit::output(command.envs(stand_in.environment().iter().cloned())).expect("it runs");
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{id}: {stderr}");
        assert!(stderr.contains(says), "{id}: {stderr}");
    }
}

#[test]
fn an_https_receiver_has_to_be_trusted() {
    // The stand-in itself is one. It answers 404 to what it does not know.
    let receiver = StandIn::builder().tls(true).start().expect("a stand-in");
    let url = format!("{}/record", receiver.url());
    let ca_file = receiver.ca_file().expect("a CA file").to_str().expect("UTF-8");
    for (ca_file, status, says) in [
        (Some(ca_file), 1, "answered 404"),
        (None, 2, "invalid peer certificate: UnknownIssuer"),
        (Some("/dev/null"), 2, "SSL_CERT_FILE /dev/null: "),
        (Some("/nowhere.pem"), 2, "SSL_CERT_FILE /nowhere.pem: "),
    ] {
        let mut command = program(&["notify", "--to", &url]);
        match ca_file {
            Some(file) => command.env("SSL_CERT_FILE", file),
            None => command.env_remove("SSL_CERT_FILE"),
        };
        let output = limit::output(&mut command).expect("it runs");
        let said = text(&[output.stdout, output.stderr].concat());
        assert_eq!(output.status.code(), Some(status), "{ca_file:?}: {said}");
        assert!(said.contains(says), "{ca_file:?}: {said}");
    }
}

#[test]
fn the_path_is_that_of_the_url_to_the_last_character() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = listener.local_addr().expect("an address");
    for (path, expected) in
        [("", "/"), ("/", "/"), ("/record", "/record"), ("/live/record/", "/live/record/"), ("/a?b=c", "/a?b=c")]
    {
        let mut command = program(&[]);
        command.args(["notify", "--to", &format!("http://{address}{path}")]);
        let posted = thread::scope(|scope| {
            let posted = scope.spawn(|| receive(&listener));
            let output = limit::output(&mut command).expect("the program runs");
            assert!(output.status.success(), "{output:?}");
            posted.join().expect("a POST").0
        });
        assert_eq!(posted, expected, "{path:?}");
    }
}
