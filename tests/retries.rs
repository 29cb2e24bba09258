//! When a call is tried again, how often, and after how long.

#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, Instant, SystemTime};

use hwlive::{Client, ErrorKind};
use support::*;

/// A server that answers the requests of a call in turn, and from then on as the last.
fn in_turn(scheme: Scheme, answers: Vec<Vec<u8>>) -> Server {
    Server::start(scheme, move |peer| peer.serve(|_, number| answers[number.min(answers.len() - 1)].clone()))
}

/// An answer after which the next try need not wait.
fn now(status: u16) -> Vec<u8> {
    answer_with(status, &["Retry-After: 0"], r#"{"error_code":"LIVE.1","error_msg":"m"}"#)
}

#[test]
fn these_statuses_are_tried_again_as_often_as_is_allowed() {
    for scheme in SCHEMES {
        for (status, kind) in [
            (429, ErrorKind::Throttled),
            (502, ErrorKind::Service),
            (503, ErrorKind::Service),
            (504, ErrorKind::Service),
        ] {
            for retries in [0, 1, 2, 10] {
                let server = in_turn(scheme, vec![now(status)]);
                let client = builder(&server).max_retries(retries).build().unwrap();
                let error = client.show_record_callback(ID).unwrap_err();
                assert_eq!((error.kind(), error.http_status()), (kind, Some(status)), "{error}");
                assert_eq!(error.attempts(), retries + 1, "{error}");
                assert_eq!(server.requests().len() as u32, retries + 1);
                assert_eq!(server.connections(), 1);
                for request in server.requests() {
                    request.assert_signed(ACCESS_KEY, SECRET_KEY);
                }
            }
        }
    }
}

#[test]
fn two_retries_are_the_default() {
    let server = in_turn(Scheme::Http, vec![now(503)]);
    assert_eq!(client(&server).show_record_callback(ID).unwrap_err().attempts(), 3);
    let server = in_turn(Scheme::Http, vec![now(503), now(429), success()]);
    client(&server).show_record_callback(ID).unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn everything_else_is_asked_exactly_once() {
    for scheme in SCHEMES {
        let statuses = [201, 204, 301, 307, 400, 401, 403, 404, 405, 408, 409, 425, 500, 501, 505, 511, 599];
        let refusals = statuses.map(|status| (status.to_string(), now(status)));
        let no_callback = ("no callback".to_owned(), answer_with(200, &["Retry-After: 0"], "{}"));
        let no_http = ("no HTTP".to_owned(), b"SSH-2.0\r\n\r\n".to_vec());
        for (what, bytes) in refusals.into_iter().chain([no_callback, no_http]) {
            let server = in_turn(scheme, vec![bytes]);
            let client = builder(&server).max_retries(10).build().unwrap();
            let error = client.show_record_callback(ID).unwrap_err();
            assert_eq!((error.attempts(), server.requests().len()), (1, 1), "{what}: {error}");
        }
    }
}

#[test]
fn a_refused_key_is_not_tried_again_after_something_that_is() {
    let server = in_turn(Scheme::Http, vec![now(503), now(401), success()]);
    let error = client(&server).show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Unauthorized, 2), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn connecting_is_tried_again() {
    // Nobody listens.
    let refusing = Refusing::new();
    for retries in [0, 1, 2] {
        let client =
            Client::builder().endpoint(&format!("http://{}", refusing.address())).project_id(PROJECT_ID).proxy("");
        let client = client.access_key(ACCESS_KEY, SECRET_KEY).max_retries(retries).build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, retries + 1), "{error}");
    }
    // Somebody listens and hangs up before the handshake.
    for hang_up in [Peer::fin, Peer::reset] {
        let authority = Authority::new("an authority");
        let server = Server::on("127.0.0.1:0", None, move |peer| {
            hang_up(peer);
            Ok(())
        });
        let client = builder(&server).endpoint(&server.url().replace("http:", "https:")).ca_file(authority.file());
        let error = client.max_retries(1).build().unwrap().show_record_callback(ID).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 2), "{error}");
        assert_eq!(server.connections(), 2);
    }
}

#[test]
fn a_certificate_that_is_refused_is_refused_for_good() {
    let stranger = Authority::new("a stranger");
    let server = Server::answering(Scheme::Https, success());
    let client = builder(&server).ca_file(stranger.file()).max_retries(10).build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1), "{error}");
    assert_eq!((server.connections(), server.requests().len()), (1, 0));
}

#[test]
fn a_try_does_not_need_the_connection_of_the_one_before() {
    for scheme in SCHEMES {
        for closes in [true, false] {
            let server = Server::start(scheme, move |peer| {
                peer.request()?;
                if peer.number() < 2 {
                    let line = if closes { "Connection: close" } else { "X: y" };
                    return peer.send(answer_with(503, &["Retry-After: 0", line], ""));
                }
                peer.send(success())
            });
            client(&server).show_record_callback(ID).unwrap();
            server.wait_until(|seen| seen.open == 0);
            assert_eq!((server.requests().len(), server.connections()), (3, 3), "{scheme:?}, {closes}");
        }
    }
}

#[test]
fn retry_after_in_every_form() {
    let date = |after: i64| {
        let base = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let time = if after < 0 {
            base - Duration::from_secs(-after as u64)
        } else {
            base + Duration::from_secs(after as u64)
        };
        httpdate::fmt_http_date(time)
    };
    let day = Duration::from_secs(86_400);
    for status in [429, 503, 404] {
        for (value, wait) in [
            ("0".to_owned(), Some(Duration::ZERO)),
            ("1".to_owned(), Some(Duration::from_secs(1))),
            (" 007 ".to_owned(), Some(Duration::from_secs(7))),
            ("999999".to_owned(), Some(day)),
            ("99999999999999999999999999".to_owned(), Some(day)),
            // Counted from the answer's own date, whatever this machine's clock says.
            (date(9), Some(Duration::from_secs(9))),
            (date(0), Some(Duration::ZERO)),
            (date(-9), Some(Duration::ZERO)),
            ("-1".to_owned(), None),
            ("1.5".to_owned(), None),
            ("+1".to_owned(), None),
            ("soon".to_owned(), None),
            ("".to_owned(), None),
            ("Thu, 99 Foo 2023 00:00:00 GMT".to_owned(), None),
        ] {
            let lines = [&*format!("Retry-After: {value}"), &*format!("Date: {}", date(0))];
            let server = Server::answering(Scheme::Http, answer_with(status, &lines, "{}"));
            let error = builder(&server).max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err();
            assert_eq!(error.retry_after(), wait, "{value:?}");
        }
    }
}

#[test]
fn a_wait_that_the_server_asks_for_is_kept() {
    let date = |second: u64| httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(second));
    let as_date = [format!("Retry-After: {}", date(1_700_000_001)), format!("Date: {}", date(1_700_000_000))];
    for lines in [vec!["Retry-After: 1"], as_date.iter().map(String::as_str).collect()] {
        let server = in_turn(Scheme::Http, vec![answer_with(503, &lines, ""), success()]);
        let since = Instant::now();
        client(&server).show_record_callback(ID).unwrap();
        assert!(since.elapsed() >= Duration::from_secs(1), "{lines:?}: {:?}", since.elapsed());
    }
}

#[test]
fn a_wait_beyond_the_limit_is_not_begun() {
    const LIMIT: Duration = Duration::from_secs(30);
    for value in ["30", "999999", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        for (status, kind) in [(429, ErrorKind::Throttled), (503, ErrorKind::Service)] {
            let line = format!("Retry-After: {value}");
            let server = in_turn(Scheme::Http, vec![answer_with(status, &[&line], "")]);
            let client = builder(&server).timeout(LIMIT).build().unwrap();
            let since = Instant::now();
            let error = client.show_record_callback(ID).unwrap_err();
            assert!(since.elapsed() < LIMIT / 2, "{value}: {:?}", since.elapsed());
            assert_eq!((error.kind(), error.attempts()), (kind, 1), "{value}: {error}");
            assert!(error.retry_after().is_some_and(|wait| wait >= LIMIT), "{value}");
            assert!(error.is_retryable());
        }
    }
}

#[test]
fn without_a_usable_wait_the_pause_is_short_and_random() {
    for value in ["-1", "soon", "1.5"] {
        let line = format!("Retry-After: {value}");
        let server = in_turn(Scheme::Http, vec![answer_with(503, &[&line], ""), success()]);
        let since = Instant::now();
        client(&server).show_record_callback(ID).unwrap();
        assert_eq!(server.requests().len(), 2, "{value}");
        assert!(since.elapsed() < Duration::from_secs(10), "{value}: {:?}", since.elapsed());
    }
}
