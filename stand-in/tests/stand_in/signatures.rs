//! Signatures: those of the official Python SDK and of a signer of these tests' own are accepted, others are not.

use std::time::SystemTime;

use hwlive_stand_in::StandIn;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use time::PrimitiveDateTime;
use time::macros::format_description;

use crate::support::{AK, EXAMPLE, PROJECT, Raw, SK, good, started};

/// How far ahead of now an `X-Sdk-Date` is, in seconds.
fn ahead(sdk_date: &str) -> i64 {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    let date = PrimitiveDateTime::parse(sdk_date, format).expect("a date").assume_utc();
    (date - time::OffsetDateTime::from(SystemTime::now())).whole_seconds()
}

#[test]
fn signatures_of_the_official_python_sdk_are_accepted() {
    let vectors: Value = serde_json::from_str(include_str!("../../../tests/vectors/signing.json")).expect("JSON");
    let mut tried = 0;
    for vector in vectors["vectors"].as_array().expect("vectors") {
        let text = |name: &str| vector[name].as_str().expect(name).to_owned();
        let path = text("path");
        let is_callback = path.starts_with(&format!("/v1/{PROJECT}/record/callbacks/"));
        let is_derived = text("algorithm") == "V11-HMAC-SHA256";
        if is_derived || !is_callback || vector["query"] != json!([]) {
            continue;
        }
        tried += 1;
        let id = percent_decode_str(path.rsplit('/').next().expect("an id")).decode_utf8_lossy();
        let callback = json!({ "id": id, "app": "live" }).to_string();
        let headers = vector["headers"].as_object().expect("headers");
        let header = |name: &str| headers.get(name).and_then(Value::as_str);
        let (ak, sk) = (text("access_key"), text("secret_key"));
        let builder = match header("X-Security-Token") {
            Some(token) => StandIn::builder().temporary_access_key(&ak, &sk, token),
            None => StandIn::builder().access_key(&ak, &sk),
        };
        let date = header("X-Sdk-Date").expect("a date");
        let stand_in = started(
            builder
                .clock_offset(ahead(date))
                .require_signed_host(true)
                .callbacks(&format!("[{callback}]"))
                .expect("callbacks"),
        );
        let mut request = Raw::new("GET", path).with("Host", &text("host"));
        for (name, value) in headers {
            request = request.header(name, value.as_str().expect("text"));
        }
        let request = request.header("Authorization", text("authorization"));
        let reply = request.send(&stand_in);
        if header("X-Project-Id").is_some() {
            assert_eq!((reply.status, reply.text()), (200, &*callback), "{}", text("name"));
        } else {
            let (code, message) = reply.code_and_message();
            assert_eq!((reply.status, &*code), (401, "APIGW.0301"), "{}", text("name"));
            assert!(message.contains("x-project-id not found"), "{}: {message}", text("name"));
        }
    }
    assert!(tried > 40, "only {tried} vectors were tried");
}

#[test]
fn a_refused_signature_shows_the_canonical_request() {
    let stand_in = started(StandIn::builder());
    let request = Raw::get_callback(PROJECT, EXAMPLE).header("X-Project-Id", PROJECT);
    let request = request.signed(AK, "wrong", &["host", "x-project-id", "x-sdk-date"]);
    let date = &request.headers.iter().find(|(name, _)| name == "X-Sdk-Date").expect("dated").1;
    let expected = format!(
        "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:\
         GET|/v1/{PROJECT}/record/callbacks/{EXAMPLE}/||host:live.test|x-project-id:{PROJECT}|x-sdk-date:{date}||\
         host;x-project-id;x-sdk-date|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    assert_eq!(request.send(&stand_in).code_and_message(), ("APIGW.0301".to_owned(), expected));
}

#[test]
fn signatures_with_sm3_are_accepted() {
    let stand_in = started(StandIn::builder());
    let names = ["host", "x-project-id", "x-sdk-date"];
    let request = || Raw::get_callback(PROJECT, EXAMPLE).header("X-Project-Id", PROJECT);
    let with_hash = |header: &str, hash: &str| {
        let names = ["host", "x-project-id", header, "x-sdk-date"].map(str::to_ascii_lowercase);
        request().body("abc").header(header, hash).signed_sm3(AK, SK, &names.each_ref().map(String::as_str))
    };
    let sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    let as_sha256 = |request: Raw| {
        let (_, authorization) = request.headers.iter().find(|(name, _)| name == "Authorization").expect("signed");
        let authorization = authorization.replacen("SM3", "SHA256", 1);
        request.with("Authorization", &authorization)
    };
    for (name, request, says) in [
        ("no body", request().signed_sm3(AK, SK, &names), ""),
        ("a body", request().body("{}").signed_sm3(AK, SK, &names), ""),
        ("the hash of the body", with_hash("X-Sdk-Content-Sm3", sm3), ""),
        ("the other hash says nothing", with_hash("X-Sdk-Content-Sha256", "0f"), ""),
        ("a wrong hash", with_hash("X-Sdk-Content-Sm3", "0f"), "x-sdk-content-sm3 is not the hash of the body"),
        ("another key", request().signed_sm3(AK, "wrong", &names), "verify aksk signature fail"),
        ("another algorithm", as_sha256(request().signed_sm3(AK, SK, &names)), "verify aksk signature fail"),
        (
            "a changed body",
            Raw { body: "[]".to_owned(), ..request().body("{}").signed_sm3(AK, SK, &names) },
            "verify aksk signature fail",
        ),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, if says.is_empty() { 200 } else { 401 }, "{name}: {reply:?}");
        assert!(says.is_empty() || reply.code_and_message().1.contains(says), "{name}: {reply:?}");
    }
}

#[test]
fn what_was_changed_after_signing_is_noticed() {
    let stand_in = started(StandIn::builder().callbacks(r#"[{"id":"a"},{"id":"b"}]"#).expect("callbacks"));
    let with_query = |query: &str| Raw { target: format!("{}?{query}", good("a").target), ..good("a") };
    let all = ["host", "x-project-id", "x-sdk-date"];
    for (name, request, status) in [
        ("nothing", good("a"), 200),
        ("id", Raw { target: good("b").target, ..good("a") }, 401),
        ("encoding of the id", Raw { target: good("%61").target, ..good("a") }, 401),
        ("host", good("a").with("Host", "live.test:80"), 401),
        ("a query", with_query("x=1"), 401),
        ("a body", good("a").body("{}"), 401),
        ("signed query", with_query("x=1&y=%20").signed(AK, SK, &all), 200),
        ("signed body", good("a").body("{}").signed(AK, SK, &all), 200),
        ("an unsigned header", good("a").header("Via", "1.1 somebody"), 200),
        ("case of a header's name", good("a").without("Host").header("HOST", "live.test"), 200),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, status, "{name}: {reply:?}");
        // A good one between: bad signatures in a row would lock the key.
        assert_eq!(good("a").send(&stand_in).status, 200, "after {name}");
    }
}

#[test]
fn more_than_five_bad_signatures_in_a_row_lock_the_key() {
    let stand_in = started(StandIn::builder().access_key(AK, SK).access_key("OTHER", "other"));
    let bad = || {
        let reply = Raw::get_callback(PROJECT, EXAMPLE)
            .header("X-Project-Id", PROJECT)
            .signed(AK, "wrong", &["host", "x-sdk-date"])
            .send(&stand_in);
        assert_eq!(reply.status, 401);
        reply.code_and_message().1
    };
    for _ in 0..5 {
        assert!(bad().contains("verify aksk signature fail"));
    }
    assert_eq!(good(EXAMPLE).send(&stand_in).status, 200, "five are not yet too many");
    for _ in 0..6 {
        assert!(bad().contains("verify aksk signature fail"));
    }
    let reply = good(EXAMPLE).send(&stand_in);
    assert_eq!(reply.status, 401);
    assert!(reply.code_and_message().1.ends_with("AK access failed to reach the limit,forbidden"), "{reply:?}");
    let other =
        Raw::get_callback(PROJECT, EXAMPLE).header("X-Project-Id", PROJECT).signed("OTHER", "other", &["x-sdk-date"]);
    assert_eq!(other.send(&stand_in).status, 200, "other keys are not concerned");
}

#[test]
fn a_signed_host_can_be_required() {
    let stand_in = started(StandIn::builder().require_signed_host(true));
    let request = Raw::get_callback(PROJECT, EXAMPLE).header("X-Project-Id", PROJECT);
    let reply = request.signed(AK, SK, &["x-project-id", "x-sdk-date"]).send(&stand_in);
    assert!(reply.code_and_message().1.ends_with("host is not signed"), "{reply:?}");
    assert_eq!(good(EXAMPLE).send(&stand_in).status, 200);
}

#[test]
fn the_clock_can_be_set_off() {
    let stand_in = started(StandIn::builder().clock_offset(-3600));
    let reply = good(EXAMPLE).send(&stand_in);
    assert_eq!(reply.status, 401);
    let date = httpdate::parse_http_date(reply.header("date").expect("a date")).expect("a date");
    let behind = SystemTime::now().duration_since(date).expect("behind").as_secs();
    assert!((3600..3660).contains(&behind), "{behind}");
}
