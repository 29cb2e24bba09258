//! What callers are told, whatever the answer.

use std::time::Duration;

use super::*;
use crate::sign;

fn error(answer: &Answer<'_>, why: Option<&str>, secrets: &[&str], now: SystemTime) -> Error {
    error_naming(SHOW_PERMISSION, answer, why, secrets, now)
}

/// 2026-11-25T03:15:00Z
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_576_500)
}

fn refusal(status: u16, body: &str) -> Error {
    error(&Answer { status, request_id: Some("r-1"), body: body.as_bytes(), ..Answer::default() }, None, &[], now())
}

const NOT_FOUND: &str = r#"{"error_code":"LIVE.100011001","error_msg":"Request Illegal"}"#;

#[test]
fn every_shape_of_an_error_is_understood() {
    type Row<'a> = (&'a str, Option<&'a str>, Option<&'a str>);
    let table: &[Row<'_>] = &[
        (NOT_FOUND, Some("LIVE.100011001"), Some("Request Illegal")),
        (r#"{"errorCode":"A.1","errorMsg":"m"}"#, Some("A.1"), Some("m")),
        (r#"{"code":"A.1","message":"m"}"#, Some("A.1"), Some("m")),
        (
            r#"{"error":{"message":"Authentication failed","code":401,"title":"Unauthorized"}}"#,
            Some("401"),
            Some("Authentication failed"),
        ),
        (
            r#"{"error":{"code":"111401001","message":"Invalid token.","ext_message":null}}"#,
            Some("111401001"),
            Some("Invalid token."),
        ),
        (r#"{"error_msg":"m","error_code":"IAM.0006"}"#, Some("IAM.0006"), Some("m")),
        (r#"{"error":{"code":"B","message":"inner"},"error_code":"A","error_msg":"outer"}"#, Some("A"), Some("outer")),
        (r#"{"code":500,"error":{"code":"B","message":"inner"}}"#, Some("B"), Some("inner")),
        (r#"{"error_code":"A","message":"m"}"#, Some("A"), Some("m")),
        (r#"{"error_code":null,"error_msg":null,"code":"A","message":"m"}"#, Some("A"), Some("m")),
        (r#"{"error_code":"","error_msg":" ","code":"A","message":" m "}"#, Some("A"), Some("m")),
        (r#"{"error_code":40401,"error_msg":true}"#, Some("40401"), Some("true")),
        (
            r#"{"error_code":123456789012345678901234567890,"error_msg":1.50}"#,
            Some("123456789012345678901234567890"),
            Some("1.50"),
        ),
        (r#"{"error_code":"A","error_msg":["x",{"y":1}]}"#, Some("A"), Some(r#"["x",{"y":1}]"#)),
        (r#"{"a":{"b":{"error_code":"A","error_msg":"m"}}}"#, Some("A"), Some("m")),
        (r#"{"a":{"b":{"c":{"error_code":"A"}}},"error_msg":"m"}"#, Some("A"), Some("m")),
        (r#"{"a":[[{"error_code":"A"}]],"error_msg":"m"}"#, Some("A"), Some("m")),
        // Deeper than the service ever was.
        (r#"{"a":{"b":{"c":{"d":{"error_code":"A"}}}},"error_msg":"m"}"#, None, Some("m")),
        (r#"{"a":[[[{"error_code":"A"}]]],"error_msg":"m"}"#, None, Some("m")),
        (r#"{"errors":[{"code":"A","message":"m"}]}"#, Some("A"), Some("m")),
        (r#"[{"error_code":"A","error_msg":"m"}]"#, Some("A"), Some("m")),
        (r#"{"timestamp":"t","status":404,"error":"Not Found","path":"/v1"}"#, None, Some("Not Found")),
        (r#"{"error_code":"A"}"#, Some("A"), Some(r#"{"error_code":"A"}"#)),
        (r#"{"error_msg":"m"}"#, None, Some("m")),
        (r#"{"reason" :  "x"}"#, None, Some(r#"{"reason" : "x"}"#)),
        (r#"{"error_code":"A","error_code":"B","error_msg":"m"}"#, Some("B"), Some("m")),
        (r#"{"error_code":"A","error_msg":"half \ud800 a pair"}"#, Some("A"), Some("half \u{fffd} a pair")),
        ("\u{feff} {\"error_code\":\"A\",\"error_msg\":\"m\"}\n", Some("A"), Some("m")),
        (
            r#"{"error_code":"PAP5.0001","error_msg":"denied","details":[{"error_code":"D.1","error_msg":"no policy"},{"error_msg":"second"},"third",null]}"#,
            Some("PAP5.0001"),
            Some("denied (D.1: no policy; second; third)"),
        ),
        (r#"{"error_code":"A","error_msg":"cut off"#, None, Some(r#"{"error_code":"A","error_msg":"cut off"#)),
        ("upstream  is\tdown\n", None, Some("upstream is down")),
        ("<html><head><TITLE> Bad\nGateway </TITLE></head><body><h1>x</h1></body></html>", None, Some("Bad Gateway")),
        (
            "<!DOCTYPE html><style>p {}</style><!-- <b> --><p>Sorry,<br>we&nbsp;are <b>down</b><script>if (a<b) {}</script> today",
            None,
            Some("Sorry, we&nbsp;are down today"),
        ),
        ("<title></title><p unclosed", None, None),
        ("", None, None),
        (" \n", None, None),
        ("null", None, Some("null")),
        ("[]", None, Some("[]")),
        ("{}", None, Some("{}")),
    ];
    for (body, code, message) in table {
        for status in [400, 500] {
            let error = refusal(status, body);
            assert_eq!((error.service_code(), error.service_message()), (*code, *message), "{body}");
            assert_eq!(error.kind(), ErrorKind::Service, "{body}");
            assert_eq!((error.http_status(), error.request_id()), (Some(status), Some("r-1")), "{body}");
            assert!(error.to_string().contains("(request id r-1)"), "{error}");
        }
    }
}

#[test]
fn the_kind_follows_the_status_and_the_gateways_codes() {
    let gateway = r#"{"error_msg":"The API does not exist or has not been published","error_code":"APIGW.0101","request_id":"g"}"#;
    let old_gateway = r#"{"error_msg":"The API does not exist","error_code":"APIG.0101"}"#;
    let table = [
        (400, NOT_FOUND, ErrorKind::Service),
        (401, NOT_FOUND, ErrorKind::Unauthorized),
        (403, "", ErrorKind::Unauthorized),
        (404, NOT_FOUND, ErrorKind::NotFound),
        (404, "", ErrorKind::NotFound),
        (404, "<html>", ErrorKind::NotFound),
        (404, r#"{"error_code":"APIGWX.1","error_msg":"m"}"#, ErrorKind::NotFound),
        (404, gateway, ErrorKind::Service),
        (404, old_gateway, ErrorKind::Service),
        (405, gateway, ErrorKind::Service),
        (408, "", ErrorKind::Service),
        (429, gateway, ErrorKind::Throttled),
        (499, "", ErrorKind::Service),
        (500, NOT_FOUND, ErrorKind::Service),
        (503, "", ErrorKind::Service),
        (599, "", ErrorKind::Service),
        (600, "", ErrorKind::BadResponse),
        (999, "", ErrorKind::BadResponse),
        (101, "", ErrorKind::BadResponse),
        (201, NOT_FOUND, ErrorKind::BadResponse),
        (204, "", ErrorKind::BadResponse),
        (304, "", ErrorKind::BadResponse),
    ];
    for (status, body, kind) in table {
        let error = refusal(status, body);
        assert_eq!(error.kind(), kind, "{status} {body}");
        assert!(error.to_string().starts_with(&status.to_string()), "{error}");
    }
    assert!(refusal(503, "").is_retryable() && !refusal(404, gateway).is_retryable());
}

#[test]
fn texts_are_one_line_and_say_what_is_known() {
    let html = "<html>\r\n<head><title>502 Bad Gateway</title></head></html>";
    let iam = r#"{"error":{"message":"Authentication failed","code":401}}"#;
    let table: &[(u16, Option<&str>, &str, &str)] = &[
        (404, None, NOT_FOUND, "404 Not Found: LIVE.100011001: Request Illegal (request id r-1)"),
        (401, None, iam, "401 Unauthorized: Authentication failed (request id r-1)"),
        (
            502,
            Some("Text/HTML; charset=utf-8"),
            html,
            "502 Bad Gateway (Text/HTML; charset=utf-8): \"502 Bad Gateway\" (request id r-1)",
        ),
        (503, Some("text/plain"), "", "503 Service Unavailable (text/plain): an empty body (request id r-1)"),
        (419, None, "a\u{1b}[0m\nb", "419: \"a [0m b\" (request id r-1)"),
        (
            494,
            None,
            NOT_FOUND,
            "494 Request Header Too Large: LIVE.100011001: Request Illegal (request id r-1); \
             the token or the security token is likely too long for the gateway",
        ),
        (499, None, NOT_FOUND, "499 Client Closed Request: LIVE.100011001: Request Illegal (request id r-1)"),
        (
            500,
            None,
            r#"{"error_code":"A","error_msg":"one\ntwo"}"#,
            "500 Internal Server Error: A: one two (request id r-1)",
        ),
    ];
    for (status, content_type, body, text) in table {
        let answer = Answer {
            status: *status,
            request_id: Some("r-1"),
            content_type: *content_type,
            body: body.as_bytes(),
            ..Answer::default()
        };
        assert_eq!(error(&answer, None, &[], now()).to_string(), *text);
    }
}

#[test]
fn an_answer_that_was_not_agreed_on_says_why() {
    let answer = Answer {
        status: 200,
        request_id: Some("r-1"),
        content_type: Some("text/html"),
        body: b"<html><title>Log in to Free WiFi</title></html>",
        ..Answer::default()
    };
    let told = error(&answer, Some("not JSON: expected value at line 1 column 1"), &[], now());
    assert_eq!(told.kind(), ErrorKind::BadResponse);
    assert_eq!(
        told.to_string(),
        "200 OK (text/html): not JSON: expected value at line 1 column 1: \"Log in to Free WiFi\" (request id r-1)"
    );
    assert_eq!((told.http_status(), told.service_message()), (Some(200), None), "a portal is not the service");

    let empty = error(&Answer { status: 200, ..Answer::default() }, Some("an empty body"), &[], now());
    assert_eq!(empty.to_string(), "200 OK: an empty body");

    let hidden = Answer { status: 200, body: NOT_FOUND.as_bytes(), ..Answer::default() };
    let hidden = error(&hidden, Some("a JSON object without an id"), &[], now());
    assert_eq!((hidden.kind(), hidden.service_code()), (ErrorKind::BadResponse, Some("LIVE.100011001")));

    let cut = Answer { status: 502, body: b"<p>bad", ..Answer::default() };
    assert_eq!(
        error(&cut, Some("the body is cut off"), &[], now()).to_string(),
        "502 Bad Gateway: the body is cut off: \"bad\""
    );
    assert_eq!(refusal(204, "").to_string(), "204 No Content: an unexpected status: an empty body (request id r-1)");
}

#[test]
fn a_redirect_names_where_it_points() {
    for status in [301, 302, 303, 307, 308] {
        let answer = Answer { status, location: Some("https://evil.example/x?token=s3cr%2Ft"), ..Answer::default() };
        let error = error(&answer, None, &["s3cr/t"], now());
        assert_eq!(error.kind(), ErrorKind::BadResponse);
        let text = error.to_string();
        assert!(
            text.ends_with(": redirects are not followed, this one points to https://evil.example/x?token=***"),
            "{text}"
        );
    }
    assert_eq!(refusal(304, "").to_string(), "304 Not Modified: redirects are not followed (request id r-1)");
}

#[test]
fn the_header_names_the_request_and_else_the_body() {
    let body = br#"{"error_code":"A","error_msg":"m","request_id":"body"}"#;
    let nested = br#"{"error":{"code":"A","message":"m","requestId":7}}"#;
    let table: [(Option<&str>, &[u8], Option<&str>); 6] = [
        (Some("head"), body, Some("head")),
        (Some(""), body, Some("body")),
        (None, body, Some("body")),
        (None, nested, Some("7")),
        (None, br#"{"request_id":null}"#, None),
        (None, b"", None),
    ];
    for (request_id, body, expected) in table {
        let error = error(&Answer { status: 500, request_id, body, ..Answer::default() }, None, &[], now());
        assert_eq!(error.request_id(), expected);
    }
}

#[test]
fn a_policy_denial_keeps_its_encoded_reason() {
    let encoded = "e".repeat(10_000);
    let body = format!(r#"{{"error_code":"PAP5.0001","error_msg":"no","encoded_authorization_message":"{encoded}"}}"#);
    let error = refusal(403, &body);
    assert_eq!(error.encoded_authorization_message(), Some(&*encoded));
    assert!(!error.to_string().contains("eee"));
}

#[test]
fn hints_say_what_to_do() {
    let body = |code: &str, message: &str| format!(r#"{{"error_code":"{code}","error_msg":"{message}"}}"#);
    let table = [
        (403, String::new(), "live:record:getCallback"),
        (403, body("APIGW.0302", "The IAM user is not authorized"), "live:record:getCallback"),
        (401, body("LIVE.100011003", "You do not have permission"), "live:record:getCallback"),
        (401, body("APIGW.0307", "The token must be updated."), "get a new one"),
        (401, body("APIG.0307", "The token must be updated."), "get a new one"),
        (401, body("APIGW.0301", "AK access failed to reach the limit,forbidden"), "locked for five minutes"),
        (401, body("APIGW.0301", "verify aksk signature fail, canonicalRequest:GET|/v1"), "secret key does not belong"),
        (401, body("APIGW.0301", "Incorrect IAM authentication information: ak AK not exist"), "no such access key"),
        (401, body("APIGW.0301", "decrypt token fail"), "get a new one"),
        (404, body("APIGW.0101", "The API does not exist"), "host, region or path is likely wrong"),
        (404, body("APIGW.0103", "The backend does not exist"), "host, region or path is likely wrong"),
        (429, body("APIGW.0308", "The throttling threshold has been reached"), "300 calls a minute"),
        (400, body("APIGW.9999", "projectId in token is nil"), "not for this project"),
        (494, body("APIGW.0201", "Request headers too large"), "too long"),
        (431, String::new(), "too long"),
        (404, "<html>".to_owned(), "host or path may be wrong"),
    ];
    for (status, body, hint) in table {
        let text = refusal(status, &body).to_string();
        assert!(text.contains(hint), "{text}");
        assert_eq!(text.matches("; ").count(), 1, "one hint is enough: {text}");
    }
    let (code, message) = (r#"{"error_code":"A"}"#, r#"{"error_msg":"m"}"#);
    for (status, body) in [(404, NOT_FOUND), (404, code), (404, message), (401, "{}"), (500, "<p>"), (400, NOT_FOUND)] {
        let text = refusal(status, body).to_string();
        assert!(!text.contains("; "), "{text}");
    }
    let lookup = Answer { status: 403, ..Answer::default() };
    let lookup = error_naming("iam:projects:listProjects", &lookup, None, &[], now()).to_string();
    assert!(lookup.contains("iam:projects:listProjects") && !lookup.contains("live:"), "{lookup}");
}

#[test]
fn a_clock_that_is_off_is_named() {
    let at = |seconds: i64| {
        httpdate::fmt_http_date(match seconds {
            0.. => now() + Duration::from_secs(seconds.unsigned_abs()),
            ..0 => now() - Duration::from_secs(seconds.unsigned_abs()),
        })
    };
    let told = |status, date: &str, body: &str| {
        let answer = Answer { status, date: Some(date), body: body.as_bytes(), ..Answer::default() };
        error(&answer, None, &[], now()).to_string()
    };
    let off = told(401, &at(2 * 3_600 + 61), "");
    assert!(off.contains("clock skew"), "{off}");
    assert!(off.contains("2 hours 1 minute behind the service's"), "{off}");
    assert!(off.contains("2026-11-25T03:15:00Z here, 2026-11-25T05:16:01Z there"), "{off}");
    assert!(told(401, &at(-901), "").contains("15 minutes 1 second ahead of"));
    assert!(told(401, "Thu, 01 Jan 1970 00:00:00 GMT", "").contains("1970-01-01T00:00:00Z there"));

    let expired = r#"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: signature expired, signature time:20211217T064303Z, server time:20211217T065804Z"}"#;
    let off = told(401, &at(0), expired);
    assert!(
        off.contains(
            "15 minutes 1 second behind the service's (2021-12-17T06:43:03Z here, 2021-12-17T06:58:04Z there)"
        ),
        "{off}"
    );

    for (status, date, body) in [
        (401, at(900), ""),
        (401, at(-900), ""),
        (401, "garbage".to_owned(), ""),
        (401, String::new(), "signature expired, signature time:x,server time:录录录录录录"),
        (403, at(100_000), ""),
        (500, at(100_000), ""),
    ] {
        let text = told(status, &date, body);
        assert!(!text.contains("clock"), "{text}");
    }
}

#[test]
fn retry_after_in_both_forms() {
    let date = "Wed, 25 Nov 2026 03:15:00 GMT";
    let table = [
        ("1", None, Some(1)),
        ("0", None, Some(0)),
        (" 120 ", None, Some(120)),
        ("999999", None, Some(86_400)),
        ("99999999999999999999999999", None, Some(86_400)),
        ("-1", None, None),
        ("+1", None, None),
        ("1.5", None, None),
        ("", None, None),
        ("soon", None, None),
        ("Wed, 25 Nov 2026 03:15:30 GMT", None, Some(30)),
        ("Wed, 25 Nov 2026 03:14:30 GMT", None, Some(0)),
        ("Wed, 25 Nov 2026 04:15:30 GMT", Some("Wed, 25 Nov 2026 04:15:00 GMT"), Some(30)),
        ("Wed, 25 Nov 2026 03:15:30 GMT", Some("garbage"), Some(30)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", Some(date), Some(86_400)),
    ];
    for (text, date, seconds) in table {
        let answer = Answer { status: 429, retry_after: Some(text), date, ..Answer::default() };
        let error = error(&answer, None, &[], now());
        assert_eq!(error.retry_after(), seconds.map(Duration::from_secs), "{text:?}");
        assert_eq!(error.kind(), ErrorKind::Throttled);
    }
}

#[test]
fn texts_are_bounded() {
    let long = "录".repeat(1_000_000);
    let error_body = format!(r#"{{"error_code":"{long}","error_msg":"{long}"}}"#);
    for body in [long.clone(), error_body, format!("<title>{long}</title>"), format!("<p>{long}")] {
        let answer = Answer {
            status: 500,
            request_id: Some(&long),
            location: Some(&long),
            content_type: Some(&long),
            body: body.as_bytes(),
            ..Answer::default()
        };
        let error = error(&answer, Some(&long), &[], now());
        assert!(error.to_string().chars().count() < 4_096);
        assert_eq!(error.service_message().map(|text| text.chars().count()), Some(SERVICE_MESSAGE + 1));
        assert!(error.service_code().is_none_or(|code| code.chars().count() == SHORT + 1));
        assert!(error.request_id().is_some_and(|id| id.chars().count() == SHORT + 1));
    }
    let excerpt = refusal(502, &"x".repeat(201)).to_string();
    assert!(excerpt.contains(&format!("\"{}…\"", "x".repeat(200))), "{excerpt}");
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(refusal(500, &nested).service_code(), None);
    assert_eq!(short(&long, &[]), format!("{}…", "录".repeat(SHORT)));
    assert_eq!(short("r-1\nof secret-key", &["secret-key"]), "r-1 of ***");
}

#[test]
fn only_a_text_of_the_service_is_its_message() {
    let page = |status| refusal(status, "<p>Welcome</p>");
    assert_eq!(page(500).service_message(), Some("Welcome"));
    // A portal that answers for everybody.
    assert_eq!((page(200).kind(), page(200).service_message()), (ErrorKind::BadResponse, None));
    assert_eq!(refusal(500, "").service_message(), None);
}

#[test]
fn no_secret_comes_back_in_any_spelling() {
    const SECRET: &str = "Sk/0123+abc=XYZ&<'>";
    const TOKEN: &str = "MIIDkgYJKoZIhvcNAQcCoIIDgzCCA38CAQExDTALBglghkgBZQMEAgEwggHdBgkqhkiG";
    let spellings = [
        SECRET.to_owned(),
        SECRET.replace('/', "\\/"),
        sign::percent_encode(SECRET).into_owned(),
        "Sk%2f0123%2babc%3dXYZ%26%3c%27%3e".to_owned(),
        r"Sk\u002f0123\u002babc\u003dXYZ\u0026\u003c\u0027\u003e".to_owned(),
        r"Sk\u002F0123\u002Babc\u003DXYZ\u0026\u003C\u0027\u003E".to_owned(),
        "Sk&#47;0123&#43;abc&#61;XYZ&#38;&#60;&#39;&#62;".to_owned(),
        // Writers differ in what they escape, and one may follow another.
        "Sk/0123%2Babc=XYZ&amp;&lt;&#039;&gt;".to_owned(),
        r"Sk\/0123+abc%3DXYZ\u0026<&#x27;>".to_owned(),
        "Sk/0123+abc=XYZ&amp;&lt;&apos;&gt;".to_owned(),
        "Sk&quot;0123&quot;XYZ".to_owned(),
        TOKEN.to_owned(),
        // One that begins as another does.
        TOKEN[..40].to_owned(),
    ];
    let secrets = ["", SECRET, "Sk\"0123\"XYZ", &TOKEN[..40], TOKEN];
    for spelling in &spellings {
        let bodies = [
            format!(
                r#"{{"error_code":"A {spelling}","error_msg":"x-security-token:{spelling}|","request_id":"{spelling}","encoded_authorization_message":"{spelling}","details":["{spelling}"]}}"#
            ),
            format!(r#"{{"odd":"{spelling}"}}"#),
            format!("<title>{spelling}</title>"),
            format!("<p>{spelling}"),
            format!("{}{spelling} and more", "x".repeat(EXCERPT - 5)),
            format!("cut off {}", &spelling[..12]),
        ];
        for body in &bodies {
            for (status, request_id) in [(200, Some(&**spelling)), (302, None), (401, None), (500, Some(&**spelling))] {
                let answer = Answer {
                    status,
                    request_id,
                    location: Some(spelling),
                    content_type: Some(spelling),
                    body: body.as_bytes(),
                    ..Answer::default()
                };
                let error = error(&answer, Some(spelling), &secrets, now());
                let encoded = error.encoded_authorization_message().unwrap_or_default();
                let shown = format!("{error} {error:?} {encoded}");
                for part in ["0123", "abc", "XYZ", "MIID", "Zhvc", "Agew"] {
                    assert!(!shown.contains(part), "{part}: {shown}");
                }
            }
        }
    }
    // A few letters are no secret, and what follows others that begin like one is not lost.
    for text in ["MIIDkgY", "MIIDkgYJKoZI is wrong", "MIIDkgYJKoZI%20 is wrong", "MIIDkgYJKoZI& is of no use here"] {
        let kept = error(&Answer { status: 500, body: text.as_bytes(), ..Answer::default() }, None, &secrets, now());
        assert!(kept.to_string().contains(text), "{text}: {kept}");
    }
    // Wherever the last bytes begin in which half a secret is looked for.
    for letters in 30..33 {
        let before = "录".repeat(1_000);
        let body = [&before, &TOKEN[..letters]].concat();
        assert_eq!(Secrets::new(&secrets).cut_from_body(&body), [&before, "***"].concat());
    }
}

#[test]
fn a_body_that_is_made_to_be_compared_for_ever_is_not_shown() {
    const MEBIBYTE: usize = 1024 * 1024;
    let secret = ["A".repeat(60_000), "/secret".to_owned()].concat();
    let begins_like_it = [&secret[..59_999], "B"].concat();
    let body = begins_like_it.repeat(MEBIBYTE / begins_like_it.len());
    let answer = Answer { status: 500, body: body.as_bytes(), ..Answer::default() };
    assert_eq!(error(&answer, None, &[&secret], now()).to_string(), "500 Internal Server Error: \"***\"");
    // Escapes that never end.
    let body = ["Secret1", &"&#".repeat(MEBIBYTE / 2 - 8)].concat();
    let answer = Answer { status: 500, body: body.as_bytes(), ..Answer::default() };
    assert!(error(&answer, None, &["#Secret1"], now()).to_string().contains("Secret1&#&#"));
}

#[test]
fn bytes_that_are_no_text_are_left_out() {
    // A text in another encoding is shown as well as can be.
    for (body, content_type, shown) in [
        (&b"\xb4\xed\xce\xf3: overload\0"[..], "", Some(": overload\"")),
        (b"<html><title>\xb7\xfe\xce\xf1\xc6\xf7</title></html>", "", None),
        (b"\xb7\xfe\xce\xf1\xc6\xf7\xb7\xb1\xc3\xa6", "text/plain; charset=GBK", None),
        (b"\x78\xda\xab\x56\xca\x4c\x51\xb2\x52\xca\xd4\x35\x54\xaa\x05\x00\x16\x6f\x03\x5b", "", None),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xab\x56\xca\x4c\x51\xb2\x52\xca\xd4", "application/json", None),
        (b"\0\0\0\0", "", None),
        // From how many on it is data.
        (b"\0abc", "", None),
        (b"\0abcd", "", Some(": \"abcd\"")),
    ] {
        let answer = Answer { status: 500, body, content_type: Some(content_type), ..Answer::default() };
        let error = error(&answer, None, &[], now());
        match shown {
            Some(text) => assert!(error.to_string().contains(text), "{error}"),
            None => {
                assert!(error.to_string().ends_with(": a body that is no text"), "{error}");
                assert_eq!((error.service_message(), excerpt(body, &[])), (None, String::new()), "{error}");
            }
        }
    }
    assert_eq!(excerpt("{\"id\":\"录制\"".as_bytes(), &[]), "{\"id\":\"录制\"");
}
