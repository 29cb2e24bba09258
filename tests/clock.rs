//! A clock that shows a time before 1970, or far in the future: nothing panics, and an error that comes of it names the
//! clock.
//!
//! Each test is a program with a function in place of the system's, which says what time it is. The servers are in the test
//! and have the real time.
#![allow(clippy::unwrap_used)]

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use hwlive::notification::{NotificationKey, Policy};
use hwlive::{Client, ClientBuilder, Credentials, CredentialsSource, ErrorKind, Notification};

use support::programs::{self, Named, arguments};
use support::replaced::{self, clock_shows};
use support::{ACCESS_KEY, ID, PROJECT_ID, SECRET_KEY, Scheme, Server, answer_with, success};

/// Seconds since 1970 that a clock may show: dead clock chips, the ends of the formats that times are written in, and of
/// the numbers that they are kept in.
const TIMES: [i64; 14] = [
    i64::MIN,
    i64::MIN + 1,
    -62_167_219_201,
    -100_000,
    -1,
    0,
    1,
    2_147_483_648,
    4_294_967_296,
    253_402_300_799,
    253_402_300_800,
    10_000_000_000_000,
    i64::MAX - 1,
    i64::MAX,
];

const TESTS: [Named; 4] = [
    ("calls_at_any_time", calls_at_any_time),
    ("https_at_any_time", https_at_any_time),
    ("a_pause_that_is_asked_for_at_any_time", pauses_at_any_time),
    ("credentials_and_notifications_at_any_time", || run("sources", &answers_without_an_end())),
];

const PROGRAMS: [Named; 4] = [("http", http), ("https", https), ("pauses", pauses), ("sources", sources)];

fn main() {
    programs::run(&TESTS, &PROGRAMS);
}

fn run(name: &'static str, server: &Server) {
    let ca = server.authority().map(|authority| authority.file().to_str().unwrap().to_owned());
    let program = programs::program(name, [server.url()].into_iter().chain(ca));
    replaced::with_clock(program).succeeds();
}

fn settings() -> ClientBuilder {
    let arguments = arguments();
    let builder = Client::builder().endpoint(&arguments[0]).project_id(PROJECT_ID).proxy("").max_retries(0);
    match arguments.get(1) {
        Some(file) => builder.ca_file(PathBuf::from(file)),
        None => builder,
    }
}

fn with_key() -> ClientBuilder {
    settings().access_key(ACCESS_KEY, SECRET_KEY)
}

fn calls_at_any_time() {
    let server = Server::answering(Scheme::Http, success());
    run("http", &server);
    // The date of a signature is held at the ends of what can be written.
    let dates = server.requests().into_iter().map(|request| request.header("x-sdk-date").to_owned());
    let expected = TIMES.map(|time| match time {
        ..=0 => "19700101T000000Z",
        1 => "19700101T000001Z",
        2_147_483_648 => "20380119T031408Z",
        4_294_967_296 => "21060207T062816Z",
        _ => "99991231T235959Z",
    });
    assert_eq!(dates.collect::<Vec<_>>(), expected);
}

fn http() {
    let client = with_key().build().unwrap();
    for time in TIMES {
        clock_shows(time);
        assert_eq!(client.show_record_callback(ID).unwrap().id(), ID, "{time}");
    }
}

fn https_at_any_time() {
    let server = Server::answering(Scheme::Https, success());
    run("https", &server);
}

fn https() {
    // The certificate is valid from 2020 to 4096.
    const VALID: std::ops::Range<i64> = 1_577_836_800..67_090_204_800;
    for time in TIMES {
        clock_shows(time);
        let call = |settings: ClientBuilder| settings.build().unwrap().show_record_callback(ID);
        match catch_unwind(AssertUnwindSafe(|| call(with_key()))).expect("a panic") {
            Ok(callback) => assert!(VALID.contains(&time) && callback.id() == ID, "{time}"),
            Err(error) => {
                assert!(!VALID.contains(&time), "{time}: {error}");
                assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1), "{time}: {error}");
                let side = if time < VALID.start { "this machine's clock is behind" } else { "clock is ahead" };
                assert!(error.to_string().contains(side), "{time}: {error}");
            }
        }
        assert_eq!(call(with_key().insecure(true)).unwrap().id(), ID, "{time}");
    }
    // A session that began at one time is resumed at another.
    let client = with_key().insecure(true).build().unwrap();
    for time in TIMES.into_iter().chain(TIMES.into_iter().rev()) {
        clock_shows(time);
        assert_eq!(client.show_record_callback(ID).unwrap().id(), ID, "{time}");
    }
}

fn pauses_at_any_time() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.serve(|_, number| {
            let after = ["Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "18446744073709551616"];
            let date = ["", "Date: Thu, 01 Jan 1970 00:00:00 GMT", "Date: Fri, 31 Dec 9999 23:59:59 GMT"];
            let after = format!("Retry-After: {}", after[number % 3]);
            let lines: Vec<&str> =
                [&*after, date[number / 3 % 3]].into_iter().filter(|line| !line.is_empty()).collect();
            answer_with([503, 401][number / 9 % 2], &lines, "{}")
        })
    });
    run("pauses", &server);
}

fn pauses() {
    let client = with_key().build().unwrap();
    for time in TIMES {
        clock_shows(time);
        for _ in 0..18 {
            let error = client.show_record_callback(ID).unwrap_err();
            assert!(error.retry_after().is_none_or(|pause| pause <= Duration::from_secs(86_400)), "{time}: {error}");
        }
    }
}

/// A metadata service and an IAM whose answers do not say when they end.
fn answers_without_an_end() -> Server {
    Server::start(Scheme::Http, |peer| {
        while let Some(request) = peer.next_request()? {
            let path = request.target().split('?').next().unwrap().to_owned();
            peer.send(match path.as_str() {
                "/meta-data/latest/api/token" => answer_with(200, &["Content-Type: text/plain"], "a-token"),
                "/openstack/latest/securitykey" => {
                    answer_with(200, &[], r#"{"credential":{"access":"a","secret":"s","securitytoken":"t"}}"#)
                }
                // The body of the request is of no interest here, so the connection ends before it.
                "/v3/auth/tokens" => {
                    return peer.send(answer_with(201, &["X-Subject-Token: t", "Connection: close"], "{}"));
                }
                _ => success(),
            })?;
        }
        Ok(())
    })
}

fn sources() {
    let epoch = SystemTime::UNIX_EPOCH;
    for time in TIMES {
        clock_shows(time);
        // Windows has no numbers for the last one.
        for end in [0, 253_402_300_800, 1 << 62] {
            let Some(end) = epoch.checked_add(Duration::from_secs(end)) else { continue };
            let source = CredentialsSource::provider(move || {
                Ok(Credentials::access_key(ACCESS_KEY, SECRET_KEY, None)?.with_expiry(end))
            });
            let client = settings().credentials(source).build().unwrap();
            for _ in 0..2 {
                assert_eq!(client.show_record_callback(ID).unwrap().id(), ID, "{time} {end:?}");
            }
        }
        let url = &arguments()[0];
        let user = CredentialsSource::iam_user("user", "password", "domain").unwrap();
        for source in [CredentialsSource::metadata(), user] {
            let settings = settings().credentials(source).metadata_endpoint(url).iam_endpoint(url);
            let client = settings.build().unwrap();
            for _ in 0..2 {
                assert_eq!(client.show_record_callback(ID).unwrap().id(), ID, "{time}");
            }
        }

        for timestamp in ["0", "1795576500", "253402300800", "18446744073709551615"] {
            let body = format!(r#"{{"event_type":"RECORD_START","auth_timestamp":"{timestamp}"}}"#);
            let notification = Notification::parse(body.as_bytes()).unwrap();
            // Signed by nobody, or at a wrong time: never a panic.
            let _ = notification.verify(&NotificationKey::new("key").unwrap(), &Policy::new().unsigned(true));
        }
    }
}
