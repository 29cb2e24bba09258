//! No secret is in an error, in what `Debug` shows, or in the log at any level, also where a server or a proxy sends
//! them back.

#![allow(clippy::unwrap_used)]

mod support;

use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hwlive::{Client, ClientBuilder, Config, Error, ErrorKind};
use support::*;

/// Each has punctuation that encoders like to change, around a part that none of them does.
const SECRET_KEY: &str = "k/+SENTINELsecretkey0123456789=&<x>'";
const SECURITY_TOKEN: &str = "t/+SENTINELsecuritytoken0123456789==";
const AUTH_TOKEN: &str = "a/+SENTINELauthtoken0123456789==";
const PROXY_PASSWORD: &str = "SENTINELproxypassword";
const SENTINEL: &str = "SENTINEL";

/// Everything that anybody logs in this program.
struct Log(Mutex<Vec<(String, String)>>);

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        lines()
            .push((record.target().to_owned(), format!("{} {}: {}", record.level(), record.target(), record.args())));
    }

    fn flush(&self) {}
}

static LOG: Log = Log(Mutex::new(Vec::new()));

fn lines() -> MutexGuard<'static, Vec<(String, String)>> {
    LOG.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is logged while something runs, by target. One at a time: the log is the whole program's.
fn logged<T>(run: impl FnOnce() -> T) -> (T, Vec<(String, String)>) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = log::set_logger(&LOG);
    log::set_max_level(log::LevelFilter::Trace);
    lines().clear();
    let result = run();
    (result, std::mem::take(&mut *lines()))
}

/// The kinds of credentials.
fn all_credentials(server: &Server) -> [ClientBuilder; 3] {
    let builder = || without_credentials(server).max_retries(1);
    [
        builder().access_key(ACCESS_KEY, SECRET_KEY),
        builder().access_key(ACCESS_KEY, SECRET_KEY).security_token(SECURITY_TOKEN),
        builder().auth_token(AUTH_TOKEN),
    ]
}

/// Everything that an error shows.
fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    for part in
        [error.service_code(), error.service_message(), error.request_id(), error.encoded_authorization_message()]
    {
        writeln!(text, "{}", part.unwrap_or_default()).unwrap();
    }
    text
}

#[track_caller]
fn assert_clean(text: &str, server: &Server) {
    assert!(!text.contains(SENTINEL), "{text}");
    for request in server.requests().iter().filter(|request| request.has("authorization")) {
        assert!(!text.contains(request.signature()), "{text}");
    }
}

#[test]
fn debug_shows_no_secret() {
    let server = Server::answering(Scheme::Http, success());
    for builder in all_credentials(&server) {
        let builder = builder.proxy(&format!("http://user:{PROXY_PASSWORD}@127.0.0.1:1"));
        assert_clean(&format!("{builder:?} {builder:#?}"), &server);
        let client = builder.build().unwrap();
        assert_clean(&format!("{client:?} {client:#?}"), &server);
    }
    let mut config = Config::new();
    config.set_access_key(ACCESS_KEY, SECRET_KEY, Some(SECURITY_TOKEN)).unwrap();
    config.set_proxy(&format!("http://{PROXY_PASSWORD}:{PROXY_PASSWORD}@127.0.0.1:1")).unwrap();
    assert_clean(&format!("{config:?} {config:#?}"), &server);
}

#[test]
fn settings_that_are_refused_are_not_shown() {
    let server = Server::answering(Scheme::Http, success());
    let with_line_end = format!("{SECURITY_TOKEN}\r\nX: y");
    let url = |rest: &str| format!("http://user:{PROXY_PASSWORD}@{rest}");
    for builder in [
        Client::builder().access_key("", SECRET_KEY),
        Client::builder().access_key(ACCESS_KEY, &format!("{SECRET_KEY}\0")),
        Client::builder().access_key(ACCESS_KEY, &SECRET_KEY.repeat(100)),
        Client::builder().access_key(ACCESS_KEY, SECRET_KEY).security_token(&with_line_end),
        Client::builder().auth_token(&with_line_end),
        Client::builder().auth_token(&format!("{AUTH_TOKEN}录")),
        Client::builder().auth_token(&AUTH_TOKEN.repeat(10_000)),
        Client::builder().endpoint(&url("127.0.0.1")),
        Client::builder().endpoint(&format!("http://{PROXY_PASSWORD}@127.0.0.1")),
        Client::builder().iam_endpoint(&url("127.0.0.1")),
        Client::builder().proxy(&url("127.0.0.1:0")),
        Client::builder().proxy(&url("")),
        Client::builder().proxy(&url("h/path")),
        Client::builder().proxy(&format!("socks4://user:{PROXY_PASSWORD}@127.0.0.1:1")),
        Client::builder().proxy(&format!("socks5://{PROXY_PASSWORD}@127.0.0.1:1")),
        Client::builder().proxy(&format!("socks5://:{PROXY_PASSWORD}@127.0.0.1:1")),
        Client::builder().proxy(&format!("socks5h://user:{}@127.0.0.1:1", PROXY_PASSWORD.repeat(100))),
        Client::builder().proxy(&format!("http://user:{PROXY_PASSWORD}%zz@127.0.0.1:1")),
        Client::builder().proxy(&format!("http://user:{PROXY_PASSWORD}/x@127.0.0.1:1/")),
    ] {
        let error = builder.build().unwrap_err();
        assert_clean(&shown(&error), &server);
    }
}

/// The whole log is clean where a server says nothing of its own, whatever comes of the call.
#[test]
fn the_log_of_every_crate_shows_nothing_of_what_is_sent() {
    type Script = fn(&mut Peer) -> std::io::Result<()>;
    let unavailable: Script = |peer| peer.serve(|_, _| answer_with(503, &["Retry-After: 0"], "{}"));
    let no_http: Script = |peer| peer.request().and_then(|_| peer.send("SSH-2.0\r\n\r\n"));
    let cut_off: Script =
        |peer| peer.request().and_then(|_| peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"));
    let (patient, short) = (Duration::from_secs(30), Duration::from_millis(200));
    let scripts: [(&str, Script, Duration, Option<ErrorKind>); 6] = [
        ("success", |peer| peer.serve(|_, _| success()), patient, None),
        ("refusal", unavailable, patient, Some(ErrorKind::Service)),
        (
            "redirect",
            |peer| peer.serve(|_, _| answer_with(302, &["Location: /x"], "")),
            patient,
            Some(ErrorKind::BadResponse),
        ),
        ("no HTTP", no_http, patient, Some(ErrorKind::BadResponse)),
        ("cut off", cut_off, patient, Some(ErrorKind::Connect)),
        ("silence", |peer| peer.silence().map(drop), short, Some(ErrorKind::Timeout)),
    ];
    for scheme in SCHEMES {
        for (what, script, limit, kind) in scripts {
            let server = Server::start(scheme, script);
            for builder in all_credentials(&server) {
                let client = builder.timeout(limit).build().unwrap();
                let (outcome, log) = logged(|| client.show_record_callback(ID));
                assert_eq!(outcome.as_ref().err().map(Error::kind), kind, "{scheme:?}, {what}: {outcome:?}");
                assert!(log.iter().any(|(target, _)| target == "hwlive"), "{scheme:?}, {what}: {log:#?}");
                let log: Vec<_> = log.into_iter().map(|(_, line)| line).collect();
                let error = outcome.err().map(|error| shown(&error)).unwrap_or_default();
                assert_clean(&format!("{what}: {error}{}", log.join("\n")), &server);
            }
        }
    }
}

/// Answers that send back what came, each in its own place. `secrets` are in a request in a form of their own.
fn echoes(request: &str, secrets: &[&str]) -> Vec<Vec<u8>> {
    let mut answers = Vec::new();
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let line = request.replace("\r\n", "|");
    for text in secrets.iter().copied().chain([&*line]) {
        let percent = text.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D").replace('&', "%26");
        let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\'', "&#39;");
        for text in [text, &text.replace('/', "\\/"), &percent, &html] {
            let body = format!(
                r#"{{"error_code":{0},"error_msg":{0},"request_id":{0},"encoded_authorization_message":{0},"details":[{0}]}}"#,
                json(text)
            );
            let lines: Vec<String> = ["X-Request-Id", "Location", "Content-Type", "Date", "Retry-After", "Server"]
                .iter()
                .map(|name| format!("{name}: {text}"))
                .collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            for status in [200, 302, 401, 404, 500] {
                answers.push(answer(status, &body));
                answers.push(answer(status, text));
                answers.push(answer(status, format!("<html><title>{text}</title></html>")));
                // In lines of the head, before the ones that `answer_with` writes.
                let head =
                    format!("HTTP/1.1 {status} {text}\r\n{}\r\nContent-Length: 2\r\n\r\n{{}}", lines.join("\r\n"));
                answers.push(head.into_bytes());
            }
            // A header name, a length, a chunk size, and bodies that break off.
            answers.push(format!("HTTP/1.1 200 OK\r\n{text}\r\n\r\n").into_bytes());
            answers.push(format!("HTTP/1.1 200 OK\r\n{text}: x\r\n\r\n").into_bytes());
            answers.push(format!("HTTP/1.1 200 OK\r\n{text} : x\r\n\r\n").into_bytes());
            answers.push(format!("HTTP/1.1 200 OK\r\nContent-Length: {text}\r\n\r\n").into_bytes());
            answers.push(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{text}\r\n").into_bytes());
            answers.push(format!("{text}\r\n\r\n").into_bytes());
            for length in [10, 20, text.len()] {
                let cut = text.get(..length).unwrap_or(text);
                for status in [200, 500] {
                    let head = format!("HTTP/1.1 {status} X\r\nX-Request-Id: {text}\r\nContent-Length: 99999\r\n\r\n");
                    answers.push([head.as_bytes(), cut.as_bytes()].concat());
                }
            }
        }
    }
    answers
}

#[test]
fn what_a_server_sends_back_is_shown_without_the_secrets() {
    let count = echoes("", &[""; 3]).len();
    for number in 0..count {
        let server = Server::start(Scheme::Http, move |peer| {
            let request = peer.request()?;
            let secrets = [SECRET_KEY, SECURITY_TOKEN, AUTH_TOKEN];
            // A server knows what it was sent, and the secret key of who signs.
            let known = |secret| match secret {
                SECRET_KEY => request.has("authorization"),
                _ => request.text().contains(secret),
            };
            let secrets = secrets.map(|secret| if known(secret) { secret } else { "nothing" });
            peer.send(&echoes(request.text(), &secrets)[number])
        });
        for builder in all_credentials(&server).into_iter().take(2 + usize::from(number % 4 == 0)) {
            let client = builder.max_retries(0).build().unwrap();
            let (outcome, log) = logged(|| client.show_record_callback(ID));
            let error = outcome.err().map(|error| shown(&error)).unwrap_or_default();
            let own: Vec<_> = log.into_iter().filter(|(target, _)| target == "hwlive").map(|(_, line)| line).collect();
            assert!(!own.is_empty());
            assert_clean(&format!("{error}\n{}", own.join("\n")), &server);
        }
    }
}

#[test]
fn what_a_proxy_sends_back_is_shown_without_the_password() {
    let server = Server::answering(Scheme::Https, success());
    let in_base64 = STANDARD.encode(format!("user:{PROXY_PASSWORD}"));
    for status in [302, 401, 403, 407, 502] {
        for place in 0..3 {
            let proxy = Server::start(Scheme::Http, move |peer| {
                let request = peer.request()?;
                let text = format!("{PROXY_PASSWORD} {}", request.text().replace("\r\n", "|"));
                peer.send(match place {
                    0 => format!("HTTP/1.1 {status} {text}\r\nContent-Length: 0\r\n\r\n"),
                    1 => format!("HTTP/1.1 {status} X\r\nLocation: {text}\r\nProxy-Authenticate: {text}\r\n\r\n"),
                    _ => format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n{text}", text.len()),
                })
            });
            let builder = builder(&server).max_retries(1);
            let client = builder.proxy(&format!("http://user:{PROXY_PASSWORD}@{}", proxy.host())).build().unwrap();
            let (outcome, log) = logged(|| client.show_record_callback(ID));
            let log: Vec<_> = log.into_iter().map(|(_, line)| line).collect();
            let text = format!("{}{client:?}{}", shown(&outcome.unwrap_err()), log.join("\n"));
            assert_clean(&text, &server);
            assert!(!text.contains(&in_base64), "{text}");
            // And the proxy learns nothing of the service's.
            for request in proxy.requests() {
                assert!(request.line().starts_with("CONNECT "), "{request}");
                assert_eq!(request.header("proxy-authorization"), format!("Basic {in_base64}"));
                assert!(!request.has("authorization") && !request.text().contains(ACCESS_KEY), "{request}");
            }
        }
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn the_log_says_what_happened() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.serve(|_, number| match number {
            0 => answer_with(503, &["Retry-After: 0"], ""),
            _ => success(),
        })
    });
    let client = client(&server);
    let (_, log) = logged(|| client.show_record_callback(ID).unwrap());
    let own: Vec<_> = log.iter().filter(|(target, _)| target == "hwlive").map(|(_, line)| line.as_str()).collect();
    let host = server.host();
    let expected: [&[&str]; 3] = [
        &["DEBUG", &host, "new connection", "status 503", "request id r-1"],
        &["INFO", "attempt 1 failed", "503"],
        &["DEBUG", &host, "kept connection", "status 200", "request id r-1"],
    ];
    assert_eq!(own.len(), expected.len(), "{own:#?}");
    for (line, parts) in own.iter().zip(expected) {
        assert!(parts.iter().all(|part| line.contains(part)), "{line}: {parts:?}");
    }
}
