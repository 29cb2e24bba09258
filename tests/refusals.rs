//! What an answer means: a callback, or an error of the kind that its status and its body say.

#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, SystemTime};

use hwlive::{Client, Error, ErrorKind, Events, RecordCallback, SignType};
use support::*;

/// What comes of one answer, over http; nothing is tried again.
fn call(answer: impl Into<Vec<u8>>) -> Result<RecordCallback, Error> {
    let server = Server::answering(Scheme::Http, answer);
    builder(&server).max_retries(0).build().unwrap().show_record_callback(ID)
}

#[test]
fn each_status_has_its_kind() {
    const LIVE: &str = r#"{"error_code":"LIVE.1","error_msg":"m"}"#;
    for scheme in SCHEMES {
        for (statuses, kind) in [
            (&[201, 202, 206, 299][..], ErrorKind::BadResponse),
            (&[300, 301, 302, 303, 305, 307, 308], ErrorKind::BadResponse),
            (&[400, 402, 405, 406, 408, 409, 410, 413, 414, 418, 431, 451, 494, 499], ErrorKind::Service),
            (&[401, 403], ErrorKind::Unauthorized),
            (&[404], ErrorKind::NotFound),
            // It is the endpoint that says so, and no proxy.
            (&[407], ErrorKind::Service),
            (&[429], ErrorKind::Throttled),
            (&[500, 501, 502, 503, 504, 505, 507, 511, 599], ErrorKind::Service),
            (&[600, 700, 999], ErrorKind::BadResponse),
        ] {
            let theirs = statuses.to_vec();
            let server = Server::start(scheme, move |peer| peer.serve(|_, number| answer(theirs[number], LIVE)));
            let client = builder(&server).max_retries(0).build().unwrap();
            for &status in statuses {
                let error = client.show_record_callback(ID).unwrap_err();
                assert_eq!((error.kind(), error.http_status()), (kind, Some(status)), "{error}");
                assert_eq!(error.service_code(), Some("LIVE.1"), "{error}");
                assert_eq!(error.service_message(), Some("m"), "{error}");
                assert_eq!(error.request_id(), Some("r-1"), "{error}");
                assert_eq!(error.attempts(), 1, "{error}");
                assert_eq!(error.is_retryable(), matches!(status, 429 | 500..=599), "{error}");
                let start = format!("show record callback: {status}");
                assert!(error.to_string().starts_with(&start), "{error}");
            }
            // An error is an answer too: its connection is used again.
            assert_eq!(server.connections(), 1);
        }
    }
}

#[test]
fn a_404_of_the_gateway_is_no_missing_callback() {
    let body = |code: &str| format!(r#"{{"error_code":"{code}","error_msg":"m","request_id":"of-the-body"}}"#);
    for (code, kind) in [
        ("LIVE.100011001", ErrorKind::NotFound),
        ("APIGW.0101", ErrorKind::Service),
        ("APIG.0101", ErrorKind::Service),
        ("APIGW.0103", ErrorKind::Service),
        ("APIGX.0101", ErrorKind::NotFound),
    ] {
        let error = call(answer(404, body(code))).unwrap_err();
        assert_eq!((error.kind(), error.http_status()), (kind, Some(404)), "{error}");
        assert!(!error.is_retryable());
        assert_eq!(error.to_string().contains("host, region or path"), kind == ErrorKind::Service, "{error}");
    }
}

#[test]
fn pages_and_texts_in_place_of_an_error_are_shown_in_part() {
    let long_page = format!("<html><body>{}</body></html>", "<p>overload</p>".repeat(60_000));
    let long_text = "overload ".repeat(110_000);
    for scheme in SCHEMES {
        for status in [500, 502, 503, 504, 404, 401] {
            for (content_type, body) in [
                ("text/html", "<html><head><title>overload</title></head><body>x</body></html>"),
                ("application/json", "<html><body><h1>overload</h1></body></html>"),
                ("text/plain", "overload"),
                ("text/html", &long_page),
                ("application/octet-stream", &long_text),
                ("application/json", r#"{"error_code":"#),
                ("text/html; charset=GBK", "\u{0}overload"),
            ] {
                let answer = answer(status, body);
                let answer = String::from_utf8(answer).unwrap().replace("application/json", content_type);
                let server = Server::answering(scheme, answer);
                let error = builder(&server).max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err();
                assert_eq!((error.http_status(), error.request_id()), (Some(status), Some("r-1")), "{error}");
                let text = error.to_string();
                assert!(text.contains("overload") || body.starts_with('{'), "{text}");
                assert!(text.len() < 1_000 && !text.contains('\n'), "{text}");
                assert!(error.service_message().is_none_or(|text| text.len() <= 5_000));
            }
        }
    }
}

#[test]
fn no_redirect_is_followed() {
    for scheme in SCHEMES {
        let elsewhere = Server::answering(Scheme::Http, success());
        for location in [elsewhere.url(), format!("//{}/x", elsewhere.host()), "/v2".to_owned()] {
            for status in [301, 302, 303, 307, 308] {
                let line = format!("Location: {location}");
                let server = Server::answering(scheme, answer_with(status, &[&line], "moved"));
                let error = client(&server).show_record_callback(ID).unwrap_err();
                assert_eq!((error.kind(), error.http_status()), (ErrorKind::BadResponse, Some(status)), "{error}");
                assert!(error.to_string().contains(&location), "{error}");
                assert_eq!(server.requests().len(), 1);
            }
        }
        assert_eq!(elsewhere.connections(), 0);
    }
}

#[test]
fn a_200_that_is_no_callback_is_a_bad_response() {
    let two = format!("{CALLBACK}{CALLBACK}");
    let with_garbage = format!("{CALLBACK}x");
    let cut = &CALLBACK[..CALLBACK.len() - 1];
    let not_utf8 = [b"{\"id\":\"".as_slice(), b"\xb4\xed\"}"].concat();
    for scheme in SCHEMES {
        for body in [
            b"<html><head><title>Log in to the hotel</title></head></html>".as_slice(),
            b"null",
            b"[]",
            b"\"x\"",
            b"1",
            b"{}",
            br#"{"id":null}"#,
            br#"{"id":""}"#,
            br#"{"id":[]}"#,
            br#"{"ID":"x"}"#,
            br#"{"error_code":"LIVE.1","error_msg":"m"}"#,
            b"  ",
            b"\0",
            two.as_bytes(),
            with_garbage.as_bytes(),
            cut.as_bytes(),
            &not_utf8,
            &gzip_without_saying_so(),
        ] {
            let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/x-odd\r\n".as_slice(), &answer_lines(body)].concat();
            let server = Server::answering(scheme, answer);
            let error = client(&server).show_record_callback(ID).unwrap_err();
            let case = String::from_utf8_lossy(body);
            assert_eq!((error.kind(), error.http_status()), (ErrorKind::BadResponse, Some(200)), "{case}: {error}");
            assert_eq!((error.request_id(), error.attempts()), (Some("r-1"), 1), "{case}: {error}");
            assert!(error.to_string().contains("text/x-odd") || case.contains("LIVE"), "{case}: {error}");
            assert!(error.to_string().len() < 1_500, "{error}");
        }
    }
    let page = call(answer(200, "<html><title>Log in to the hotel</title></html>")).unwrap_err();
    assert!(page.to_string().contains("Log in to the hotel"), "{page}");
}

fn answer_lines(body: &[u8]) -> Vec<u8> {
    let lines = format!("X-Request-Id: r-1\r\nContent-Length: {}\r\n\r\n", body.len());
    [lines.as_bytes(), body].concat()
}

fn gzip_without_saying_so() -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(CALLBACK.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_field_of_the_documented_example() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let callback = client(&server).show_record_callback(ID).unwrap();
        assert_eq!(callback.id(), "e2fe84def7e476651034ec4b9e92bc30");
        assert_eq!(callback.publish_domain(), Some("push.example.com"));
        assert_eq!(callback.app(), Some("live"));
        assert_eq!(callback.notify_callback_url(), Some("http://mycallback.example.com/notify"));
        let events: Vec<_> = callback.notify_event_subscription().unwrap().collect();
        assert_eq!(events, ["RECORD_NEW_FILE_START", "RECORD_FILE_COMPLETE", "RECORD_OVER", "RECORD_FAILED"]);
        let expected =
            Events::RECORD_NEW_FILE_START | Events::RECORD_FILE_COMPLETE | Events::RECORD_OVER | Events::RECORD_FAILED;
        assert_eq!(callback.events(), expected);
        assert_eq!((callback.sign_type_text(), callback.sign_type()), (None, SignType::HmacSha256));
        assert_eq!(callback.create_time(), Some("2020-03-02T07:34:52Z"));
        assert_eq!(callback.create_time_utc(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_583_134_492)));
        assert_eq!(callback.request_id(), Some("r-1"));
        assert_eq!(callback.json(), CALLBACK);
    }
}

#[test]
fn the_request_id_in_every_spelling() {
    let long = "i".repeat(8_000);
    let body_with_id = r#"{"error_code":"A","error_msg":"m","request_id":"of-the-body"}"#;
    let table: [(&str, Option<&str>, Option<&str>); 8] = [
        ("X-request-id: a\r\n", Some("a"), Some("a")),
        ("x-request-id:b\r\n", Some("b"), Some("b")),
        ("X-REQUEST-ID:   c  \r\n", Some("c"), Some("c")),
        ("", None, Some("of-the-body")),
        ("X-Request-Id:\r\n", None, Some("of-the-body")),
        ("X-Request-Id: d\r\nX-Request-Id: e\r\n", Some("d"), Some("d")),
        ("X-Request-Id: 好\r\n", Some("好"), Some("好")),
        ("Not-X-Request-Id: f\r\n", None, Some("of-the-body")),
    ];
    let answer = |status: u16, lines: &str, body: &str| {
        format!("HTTP/1.1 {status} X\r\n{lines}Content-Length: {}\r\n\r\n{body}", body.len())
    };
    for (lines, of_success, of_error) in table {
        let callback = call(answer(200, lines, CALLBACK)).unwrap();
        assert_eq!(callback.request_id(), of_success, "{lines:?}");
        let error = call(answer(500, lines, body_with_id)).unwrap_err();
        assert_eq!(error.request_id(), of_error, "{lines:?}");
    }
    let line = format!("X-Request-Id: {long}\r\n");
    let error = call(answer(500, &line, "")).unwrap_err();
    assert!(error.request_id().is_some_and(|id| id.starts_with("iii") && id.len() < 1_000));
    // Latin-1: shown as well as can be, and the rest is usable.
    let latin_1 =
        [b"HTTP/1.1 200 OK\r\nX-Request-Id: caf\xe9\r\nContent-Length: 12\r\n\r\n".as_slice(), br#"{"id":"i-1"}"#];
    assert_eq!(call(latin_1.concat()).unwrap().request_id(), Some("caf\u{fffd}"));
}

#[test]
fn a_401_says_so_where_the_clock_is_off() {
    let now = SystemTime::now();
    let hour = Duration::from_secs(3600);
    for (date, off) in [(Some(now), false), (Some(now - hour), true), (Some(now + hour), true), (None, false)] {
        let line = date.map_or("X: y".to_owned(), |date| format!("Date: {}", httpdate::fmt_http_date(date)));
        let error = call(answer_with(401, &[&line], r#"{"error_code":"APIGW.0301","error_msg":"m"}"#)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthorized);
        assert_eq!(error.to_string().contains("clock skew"), off, "{line}: {error}");
    }
    let error = call(answer(403, r#"{"error_code":"APIGW.0302","error_msg":"m"}"#)).unwrap_err();
    assert!(error.to_string().contains("live:record:getCallback"), "{error}");
}

#[test]
fn where_nobody_listens_the_error_names_the_address() {
    let refusing = Refusing::new();
    let address = refusing.address();
    for scheme in ["http", "https"] {
        let client = Client::builder().endpoint(&format!("{scheme}://{address}")).project_id(PROJECT_ID).proxy("");
        let client = client.access_key(ACCESS_KEY, SECRET_KEY).max_retries(0).build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!((error.kind(), error.http_status(), error.attempts()), (ErrorKind::Connect, None, 1), "{error}");
        assert!(error.to_string().contains(&address.to_string()) && error.is_retryable(), "{error}");
    }
}
