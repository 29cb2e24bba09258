//! Recording notifications: what a receiver can read from a body, and which bodies it must not believe.

// A test ends where something is not as it has to be.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use hwlive::notification::{Notification, NotificationKey, ParseError, Policy, Verified, Verifier, VerifyError};
use hwlive::{ErrorKind, Events, SignType};
use md5::{Digest, Md5};
use serde_json::{Map, Value, json};
use sha2::Sha256;

const KEY: &str = "0123456789abcdef0123456789abcdef";
const TIMESTAMP: u64 = 1583676745;
const COVERED: [&str; 7] =
    ["auth_timestamp", "event_type", "publish_domain", "app", "stream", "download_url", "play_url"];

/// The documented example, with its masked parts filled in.
fn example() -> Map<String, Value> {
    let body = json!({
        "project_id": "70b76xxxxxx34253880af501cdxxxxxx",
        "job_id": "dc0a1773-0cef-4f0b-9f0c-000000000001",
        "task_id": "51126d0e000000000000000000000001",
        "event_type": "RECORD_FILE_COMPLETE",
        "publish_domain": "push.example.com",
        "app": "live",
        "stream": "mystream",
        "record_format": "HLS",
        "download_url": "https://obs.cn-north-4.myhuaweicloud.com/live/record-1.m3u8",
        "asset_id": "1a0d8e9b000000000000000000000001",
        "file_size": 3957964,
        "record_duration": 120,
        "start_time": "2020-03-08T14:10:25Z",
        "end_time": "2020-03-08T14:12:25Z",
        "width": 1280,
        "height": 720,
        "obs_location": "https://obs.cn-north-4.myhuaweicloud.com",
        "obs_bucket": "mybucket",
        "obs_object": "live/record-1.m3u8",
        "auth_timestamp": TIMESTAMP,
    });
    body.as_object().unwrap().clone()
}

/// What the formulas concatenate of a value: this file's own reading of them.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hmac_sha256(body: &Map<String, Value>, key: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    COVERED.iter().for_each(|name| mac.update(text(body.get(*name)).as_bytes()));
    hex(&mac.finalize().into_bytes())
}

fn md5(body: &Map<String, Value>, key: &str) -> String {
    hex(&Md5::digest(format!("{key}{}", text(body.get("auth_timestamp")))))
}

fn signed(mut body: Map<String, Value>) -> Map<String, Value> {
    body.insert("auth_sign".into(), hmac_sha256(&body, KEY).into());
    body
}

fn with(mut body: Map<String, Value>, name: &str, value: impl Into<Value>) -> Map<String, Value> {
    body.insert(name.into(), value.into());
    body
}

fn without(mut body: Map<String, Value>, name: &str) -> Map<String, Value> {
    body.remove(name);
    body
}

fn parse(body: &Map<String, Value>) -> Notification {
    parse_text(&Value::from(body.clone()).to_string())
}

fn parse_text(body: &str) -> Notification {
    Notification::parse(body.as_bytes()).unwrap_or_else(|error| panic!("{error}: {body}"))
}

fn key() -> NotificationKey {
    NotificationKey::new(KEY).unwrap()
}

/// The default policy, a minute before the example expires.
fn policy() -> Policy {
    Policy::new().now(at(TIMESTAMP - 60))
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn verify(body: &Map<String, Value>) -> Result<(), VerifyError> {
    parse(body).verify(&key(), &policy()).map(drop)
}

type TextField = (&'static str, fn(&Notification) -> Option<&str>);
type NumberField = (&'static str, fn(&Notification) -> Option<u64>);

const TEXTS: [TextField; 18] = [
    ("project_id", Notification::project_id),
    ("job_id", Notification::job_id),
    ("task_id", Notification::task_id),
    ("event_type", Notification::event_type),
    ("publish_domain", Notification::publish_domain),
    ("app", Notification::app),
    ("stream", Notification::stream),
    ("record_format", Notification::record_format),
    ("download_url", Notification::download_url),
    ("play_url", Notification::play_url),
    ("asset_id", Notification::asset_id),
    ("start_time", Notification::start_time),
    ("end_time", Notification::end_time),
    ("obs_location", Notification::obs_location),
    ("obs_bucket", Notification::obs_bucket),
    ("obs_object", Notification::obs_object),
    ("auth_sign", Notification::auth_sign),
    ("auth_timestamp", Notification::auth_timestamp),
];

const NUMBERS: [NumberField; 4] = [
    ("file_size", Notification::file_size),
    ("record_duration", Notification::record_duration),
    ("width", Notification::width),
    ("height", Notification::height),
];

#[test]
fn documented_example_is_read_in_full() {
    let body = with(signed(example()), "play_url", "https://play.example.com/1");
    let notification = parse(&body);
    for (name, get) in TEXTS {
        assert_eq!(get(&notification), Some(text(body.get(name)).as_str()), "{name}");
    }
    for (name, get) in NUMBERS {
        assert_eq!(get(&notification), body[name].as_u64(), "{name}");
    }
    assert_eq!(body.len(), TEXTS.len() + NUMBERS.len(), "every field has a getter");
    assert_eq!(notification.event(), Events::RECORD_FILE_COMPLETE);
    assert_eq!(notification.start_time_utc(), Some(at(1583676625)));
    assert_eq!(notification.end_time_utc(), Some(at(TIMESTAMP)));
    assert_eq!(notification.json(), Value::from(body).to_string());
}

#[test]
fn texts_of_other_types() {
    for (name, get) in TEXTS {
        let read = |value: &str| {
            let notification = parse_text(&format!(r#"{{"other": 1, "{name}": {value} , "width": 5}}"#));
            assert_eq!(notification.width(), Some(5), "{name}: {value} loses another field");
            get(&notification).map(str::to_owned)
        };
        for (value, expected) in [
            (r#""a\u00e9\n\ud83d\ude00é""#, Some("aé\n😀é")),
            (r#""""#, Some("")),
            ("12", Some("12")),
            ("-1.50e+07", Some("-1.50e+07")),
            ("12345678901234567890123456789", Some("12345678901234567890123456789")),
            ("true", Some("true")),
            ("null", None),
            ("{}", None),
            (r#"["x"]"#, None),
            (r#""\ud83dx""#, Some("\u{fffd}x")),
        ] {
            assert_eq!(read(value).as_deref(), expected, "{name}: {value}");
        }
        assert_eq!(get(&parse_text("{}")), None, "{name} absent");
        assert_eq!(get(&parse_text(&format!(r#"{{"{name}":"1","{name}":"2"}}"#))), Some("2"), "{name} twice");
        assert_eq!(get(&parse_text(&format!(r#"{{"{}":"1"}}"#, name.to_uppercase()))), None, "{name} in capitals");
    }
}

#[test]
fn numbers_of_other_types() {
    for (name, get) in NUMBERS {
        for (value, expected) in [
            ("0", Some(0)),
            ("18446744073709551615", Some(u64::MAX)),
            (r#""720""#, Some(720)),
            (r#"" 720 ""#, Some(720)),
            ("120.0", Some(120)),
            (r#""120.9""#, Some(120)),
            ("1.2e3", Some(1200)),
            ("-1", None),
            ("18446744073709551616", None),
            ("1e999", None),
            (r#""""#, None),
            (r#""NaN""#, None),
            (r#""inf""#, None),
            (r#""720p""#, None),
            ("true", None),
            ("null", None),
            ("[7]", None),
        ] {
            assert_eq!(get(&parse_text(&format!(r#"{{"{name}":{value}}}"#))), expected, "{name}: {value}");
        }
        assert_eq!(get(&parse_text("{}")), None, "{name} absent");
    }
}

#[test]
fn events_are_an_open_set() {
    for (event_type, event) in [
        (json!("RECORD_START"), Events::RECORD_START),
        (json!("RECORD_NEW_FILE_START"), Events::RECORD_NEW_FILE_START),
        (json!("RECORD_FILE_COMPLETE"), Events::RECORD_FILE_COMPLETE),
        (json!("RECORD_OVER"), Events::RECORD_OVER),
        (json!("RECORD_FAILED"), Events::RECORD_FAILED),
        (json!("RECORD_PAUSED"), Events::OTHER),
        (json!("record_over"), Events::OTHER),
        (json!(7), Events::OTHER),
        (json!(null), Events::OTHER),
    ] {
        let body = signed(with(example(), "event_type", event_type.clone()));
        assert_eq!(parse(&body).event(), event, "{event_type}");
        assert_eq!(verify(&body), Ok(()), "{event_type} can be genuine");
    }
    assert_eq!(parse(&without(example(), "event_type")).event(), Events::OTHER);
}

#[test]
fn unknown_fields_are_kept() {
    let body = with(signed(example()), "new_field", json!({"a": [1, {"b": null}], "c": "\u{1}"}));
    let notification = parse(&body);
    assert_eq!(serde_json::from_str::<Value>(notification.json()).unwrap(), Value::from(body.clone()));
    assert_eq!(verify(&body), Ok(()));
}

#[test]
fn bodies_that_are_no_notification() {
    let syntax = |error: &ParseError| matches!(error, ParseError::NotJson { .. });
    let of_length = |length| format!(r#"{{"a":"{}"}}"#, "x".repeat(length - 8)).into_bytes();
    let nested = |depth: usize| format!(r#"{{"a":{}{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1)).into_bytes();
    type Expected<'a> = &'a dyn Fn(&ParseError) -> bool;
    let table: Vec<(Vec<u8>, Expected<'_>)> = vec![
        (b"".to_vec(), &syntax),
        (b"\xEF\xBB\xBF".to_vec(), &syntax),
        (b" ".to_vec(), &syntax),
        (b"<html>502</html>".to_vec(), &syntax),
        (b"a=1&b=2".to_vec(), &syntax),
        (b"{\"app\":\"x\"".to_vec(), &syntax),
        (b"{\"app\":\"x\",}".to_vec(), &syntax),
        (b"{\"app\":nul}".to_vec(), &syntax),
        (b"{\"app\":NaN}".to_vec(), &syntax),
        (b"{\"other\":01}".to_vec(), &syntax),
        (b"{\"app\":\"a\nb\"}".to_vec(), &syntax),
        (b"{\"app\":\"\\x\"}".to_vec(), &syntax),
        (b"{app:1}".to_vec(), &syntax),
        (b"{} {}".to_vec(), &syntax),
        (b"{}\0".to_vec(), &syntax),
        (b"{\"app\n\":1}".to_vec(), &syntax),
        (b"{\"\\ud800\":1}".to_vec(), &syntax),
        (b"null".to_vec(), &|error| *error == ParseError::NotAnObject),
        (b"[{}]".to_vec(), &|error| *error == ParseError::NotAnObject),
        (b"\"x\"".to_vec(), &|error| *error == ParseError::NotAnObject),
        (b"12".to_vec(), &|error| *error == ParseError::NotAnObject),
        (b"{\"app\":\"\xff\"}".to_vec(), &|error| *error == ParseError::NotUtf8),
        (b"\xFF\xFE{\0}\0".to_vec(), &|error| *error == ParseError::NotUtf8),
        (of_length(Notification::MAX_BODY + 1), &|error| {
            *error == ParseError::TooLarge { length: Notification::MAX_BODY + 1 }
        }),
        (nested(33), &|error| *error == ParseError::TooDeep),
        (nested(500_000), &|error| *error == ParseError::TooDeep),
        (vec![b'['; 1_000_000], &|error| *error == ParseError::TooDeep),
    ];
    for (body, expected) in table {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let error = Notification::parse(&body).expect_err(&shown);
        assert!(expected(&error), "{shown}: {error:?}");
        let message = error.to_string();
        assert!(message.starts_with("recording notification: ") && !message.contains('\n'), "{message}");
    }
    for body in [of_length(Notification::MAX_BODY), nested(32), b"\xEF\xBB\xBF{}".to_vec(), b"\t{ }\r\n".to_vec()] {
        Notification::parse(&body).unwrap();
    }
    assert_eq!(Notification::parse(b"\xEF\xBB\xBF{}").unwrap().json(), "\u{feff}{}");
    // Half of a surrogate pair is broken Unicode, but JSON's grammar has it, and a value costs no other field.
    assert_eq!(parse_text(r#"{"other":"\udc00","app":"x"}"#).app(), Some("x"));
    // Brackets in a text are no nesting.
    parse_text(&format!(r#"{{"a":"\\\"{}"}}"#, "[".repeat(100)));
    // Nor are those that are closed.
    parse_text(&format!(r#"{{"a":[{{}}{}]}}"#, ",[]".repeat(100)));
}

/// A receiver's threads may have small stacks.
#[test]
fn largest_bodies_on_a_small_stack() {
    let flat = format!("{{{}\"app\":1}}", r#""app":"x","#.repeat(100_000));
    let escapes = format!(r#"{{"app":"{}"}}"#, r"\ud83d\ude00".repeat(80_000));
    let nested = format!(r#"{{"app":{}{}}}"#, "[".repeat(31), "]".repeat(31));
    let run = move || [flat, escapes, nested].map(|body| parse_text(&body).verify(&key(), &policy()).is_err());
    let refused = std::thread::Builder::new().stack_size(64 * 1024).spawn(run).unwrap().join().unwrap();
    assert_eq!(refused, [true; 3]);
}

/// Values worked out from the formulas with other tools. The service has published none.
#[test]
fn constructed_values() {
    let url = r#","download_url":"https://obs.example.com/live/record-1.m3u8""#;
    let (hmac, md5) = (Policy::for_sign_type(SignType::HmacSha256), Policy::for_sign_type(SignType::Md5));
    for (event, url, sign, policy, sign_type) in [
        (
            "RECORD_FILE_COMPLETE",
            url,
            "5bfc75c2187c6a89e2a474fe6d4bec37cd1e591e1eda1c481761a4dd500abc58",
            &hmac,
            SignType::HmacSha256,
        ),
        (
            "RECORD_NEW_FILE_START",
            "",
            "6f1c37f5d795a82082a92edb0e2031c2bc1fc93010f1c43949ee8d9ed9e8af29",
            &hmac,
            SignType::HmacSha256,
        ),
        ("RECORD_FILE_COMPLETE", url, "fbea60f41db857bbdee04a5127b742fa", &md5, SignType::Md5),
    ] {
        for sign in [sign.to_owned(), sign.to_uppercase()] {
            for timestamp in ["1583676745", "\"1583676745\""] {
                let body = format!(
                    r#"{{"event_type":"{event}","publish_domain":"push.example.com","app":"live","stream":"mystream"{url},
                       "auth_sign":"{sign}","auth_timestamp":{timestamp}}}"#
                );
                let notification = parse_text(&body);
                let verified = notification.verify(&key(), &policy.clone().now(at(TIMESTAMP)));
                assert_eq!(verified.map(|verified| verified.sign_type()), Ok(Some(sign_type)), "{body}");
            }
        }
    }
}

#[test]
fn covered_fields_absent_null_empty_and_of_other_types() {
    let timeless = policy().tolerance(None);
    for name in COVERED {
        let values =
            [json!(null), json!(""), json!("123"), json!(123), json!(12345678901u64), json!(true), json!("é😀\n")];
        for value in values {
            let body = signed(with(example(), name, value.clone()));
            let expected = match name {
                "auth_timestamp" => value.as_u64().is_some() || [json!(null), json!(""), json!("123")].contains(&value),
                _ => true,
            };
            assert_eq!(parse(&body).verify(&key(), &timeless).is_ok(), expected, "{name}: {value}");
        }
        let body = signed(without(example(), name));
        assert!(parse(&body).verify(&key(), &timeless).is_ok(), "{name} absent");
        let genuine = signed(with(example(), name, "123"));
        for value in [json!(null), json!(""), json!("124"), json!(1230), json!("123 "), json!("\u{0}123"), json!("abc")]
        {
            let body = with(genuine.clone(), name, value.clone());
            assert!(parse(&body).verify(&key(), &timeless).is_err(), "{name} changed to {value}");
        }
        assert!(parse(&without(genuine, name)).verify(&key(), &timeless).is_err(), "{name} taken away");
    }
}

/// A double would make one number of these.
#[test]
fn timestamp_is_taken_as_written() {
    for (timestamp, verified) in [
        ("9007199254740993", true),
        ("\"9007199254740993\"", true),
        ("9007199254740992", false),
        ("9007199254740993.0", false),
        ("9.007199254740993e15", false),
        ("09007199254740993", false),
    ] {
        let sign = hmac_sha256(&with(example(), "auth_timestamp", 9007199254740993u64), KEY);
        let rest = Value::from(with(without(example(), "auth_timestamp"), "auth_sign", sign)).to_string();
        let body = format!(r#"{{"auth_timestamp": {timestamp} ,{}"#, &rest[1..]);
        let outcome = Notification::parse(body.as_bytes()).ok().map(|body| body.verify(&key(), &policy()).is_ok());
        assert_eq!(outcome.unwrap_or(false), verified, "{timestamp}");
    }
}

/// Whatever single byte of the body is changed, to whatever: what is then believed has the covered fields as they
/// were signed, also as another JSON parser reads them.
#[test]
fn no_changed_byte_of_a_covered_field_is_believed() {
    let mut genuine = signed(with(example(), "play_url", "https://play.example.com/é"));
    // Not covered; and a size may become a number that other parsers refuse.
    for name in [
        "file_size",
        "project_id",
        "task_id",
        "asset_id",
        "obs_location",
        "obs_bucket",
        "obs_object",
        "start_time",
        "end_time",
    ] {
        genuine.remove(name);
    }
    let body = Value::from(genuine.clone()).to_string().into_bytes();
    let covered = |body: &Map<String, Value>| COVERED.map(|name| text(body.get(name)));
    let (key, policy) = (key(), policy());
    let mut believed = 0;
    for position in 0..body.len() {
        for byte in 0..=255 {
            let mut body = body.clone();
            body[position] = byte;
            let Ok(notification) = Notification::parse(&body) else { continue };
            let Ok(verified) = notification.verify(&key, &policy) else { continue };
            believed += 1;
            let other: Map<String, Value> = serde_json::from_str(verified.json()).unwrap();
            let shown = String::from_utf8_lossy(&body);
            assert_eq!(covered(&other), covered(&genuine), "byte {position} as {byte}: {shown}");
            assert_eq!(verified.download_url(), genuine["download_url"].as_str(), "{shown}");
        }
    }
    assert!(believed > body.len(), "the unchanged body and changes of what is not covered are believed");
}

/// The same on the decoded texts: a byte changed, taken out or put in, at every place.
#[test]
fn no_edit_of_a_covered_text_is_believed() {
    let genuine = signed(with(example(), "play_url", "https://play.example.com/1"));
    assert_eq!(verify(&genuine), Ok(()));
    for name in COVERED {
        let original = text(genuine.get(name));
        for place in 0..=original.len() {
            let (before, after) = original.split_at(place);
            let mut edits =
                vec![format!("{before}0{after}"), format!("{before} {after}"), format!("{before}\0{after}")];
            if let Some(first) = after.chars().next() {
                let rest = &after[first.len_utf8()..];
                edits.push(format!("{before}{rest}"));
                edits.extend(['0', '1', 'A', 'z', '\0', 'é'].map(|c| format!("{before}{c}{rest}")));
                edits.push(format!("{before}{}{rest}", first.to_ascii_uppercase()));
            }
            for edit in edits.into_iter().filter(|edit| *edit != original) {
                assert!(verify(&with(genuine.clone(), name, edit.clone())).is_err(), "{name}: {edit:?}");
            }
        }
    }
}

#[test]
fn swapped_fields_are_refused() {
    let genuine = signed(with(example(), "play_url", "https://play.example.com/1"));
    for (i, one) in COVERED.iter().enumerate() {
        for other in &COVERED[..i] {
            let mut body = genuine.clone();
            let (a, b) = (body[*one].clone(), body[*other].clone());
            body.insert((*one).into(), b);
            body.insert((*other).into(), a);
            assert!(verify(&body).is_err(), "{one} and {other}");
        }
    }
}

/// The documented limit of the formula, so that nobody believes more than it proves; and the border that does hold.
#[test]
fn borders_between_fields_are_not_covered_but_a_known_event_is() {
    let genuine = signed(with(with(example(), "app", "ab"), "stream", "cRECORD_OVER"));
    assert_eq!(verify(&with(with(genuine.clone(), "app", "a"), "stream", "bcRECORD_OVER")), Ok(()));

    // Every way to cut the signed text into timestamp, event and the rest, with no limit in time.
    let whole: String = COVERED.iter().map(|name| text(genuine.get(*name))).collect();
    let empty = COVERED.iter().fold(genuine.clone(), |body, name| with(body, name, ""));
    let policy = policy().tolerance(None);
    for start in 0..=whole.len() {
        for end in start..=whole.len() {
            let body = with(empty.clone(), "auth_timestamp", &whole[..start]);
            let body = with(body, "event_type", &whole[start..end]);
            let notification = parse(&with(body, "publish_domain", &whole[end..]));
            if let Ok(verified) = notification.verify(&key(), &policy) {
                let event = verified.event();
                assert!(event == Events::OTHER || event == Events::RECORD_FILE_COMPLETE, "{event:?}: {start} {end}");
            }
        }
    }
}

/// What another reader of the same body could see instead of what was signed.
#[test]
fn ambiguous_bodies_are_malformed() {
    let genuine = Value::from(signed(without(example(), "download_url"))).to_string();
    let genuine = &genuine[1..];
    let complete = Value::from(signed(example())).to_string();
    let complete = &complete[1..complete.len() - 1];
    let same_url = example()["download_url"].to_string();
    for (body, field) in [
        (format!(r#"{{"download_url":"https://evil.example/",{complete}}}"#), "download_url"),
        (format!(r#"{{{complete},"download_url":"https://evil.example/"}}"#), "download_url"),
        (format!(r#"{{{complete},"download_url":{same_url}}}"#), "download_url"),
        (format!(r#"{{{complete},"download_url":null}}"#), "download_url"),
        (format!(r#"{{{complete},"download\u005furl":"https://evil.example/"}}"#), "download_url"),
        (format!(r#"{{{complete},"Download_URL":"https://evil.example/"}}"#), "download_url"),
        (format!(r#"{{"Download_URL":"https://evil.example/",{complete}}}"#), "download_url"),
        (format!(r#"{{"DOWNLOAD_URL":"https://evil.example/",{genuine}"#), "download_url"),
        (format!(r#"{{"download_url\u0000":"https://evil.example/",{genuine}"#), "download_url"),
        (format!(r#"{{"download_url":["https://evil.example/"],{genuine}"#), "download_url"),
        (format!(r#"{{"download_url":{{"x":1}},{genuine}"#), "download_url"),
        (format!(r#"{{"download_url":"\ud800",{genuine}"#), "download_url"),
        (format!(r#"{{"ſtream":"x",{genuine}"#), "stream"),
        (format!(r#"{{"play_url":[],{genuine}"#), "play_url"),
        (format!(r#"{{"app":"live",{genuine}"#), "app"),
        (format!(r#"{{"Event_Type":"RECORD_OVER",{genuine}"#), "event_type"),
        (format!(r#"{{"publish_domain":"",{genuine}"#), "publish_domain"),
        (format!(r#"{{"auth_timestamp":1,{genuine}"#), "auth_timestamp"),
        (format!(r#"{{"auth_sign":"",{genuine}"#), "auth_sign"),
        (format!(r#"{{"AUTH_SIGN":"",{genuine}"#), "auth_sign"),
    ] {
        // Also not where nothing would have to be signed.
        for policy in [policy(), policy().unsigned(true)] {
            match parse_text(&body).verify(&key(), &policy) {
                Err(VerifyError::Malformed { field: named, .. }) => assert_eq!(named, field, "{body}"),
                other => panic!("{other:?}: {body}"),
            }
        }
    }
    // A field outside the formula may stand twice: no signature speaks of it.
    parse_text(&format!(r#"{{"job_id":"1","JOB_ID":"2",{genuine}"#)).verify(&key(), &policy()).unwrap();
}

#[test]
fn signatures_that_are_not_the_bodys() {
    let genuine = signed(example());
    let sign = text(genuine.get("auth_sign"));
    let wrong = |error: &VerifyError| *error == VerifyError::WrongSignature;
    let unsigned = |error: &VerifyError| *error == VerifyError::Unsigned;
    let malformed = |error: &VerifyError| matches!(error, VerifyError::Malformed { field: "auth_sign", .. });
    let md5_refused = |error: &VerifyError| *error == VerifyError::SignTypeNotAccepted(SignType::Md5);
    let flipped = |i: usize| {
        let mut digits = sign.clone().into_bytes();
        digits[i] = if digits[i] == b'0' { b'1' } else { b'0' };
        json!(String::from_utf8(digits).unwrap())
    };
    type Expected<'a> = &'a dyn Fn(&VerifyError) -> bool;
    let mut table: Vec<(Value, Expected<'_>)> = vec![
        (json!(null), &unsigned),
        (json!(""), &unsigned),
        (json!("0".repeat(64)), &wrong),
        (json!(hmac_sha256(&example(), "another key")), &wrong),
        (json!(md5(&example(), KEY)), &md5_refused),
        (json!("4f97f46759axxxxxx7ad21e9935dc175"), &malformed),
        (json!(&sign[1..]), &malformed),
        (json!(format!("{sign}0")), &malformed),
        (json!(format!("0x{}", &sign[2..])), &malformed),
        (json!(format!(" {}", &sign[1..])), &malformed),
        (json!(format!("+{}", &sign[1..])), &malformed),
        (json!(format!("é{}", &sign[2..])), &malformed),
        (json!(format!("{sign}\n")), &malformed),
        (json!(true), &malformed),
        (json!([sign]), &malformed),
    ];
    table.extend((0..sign.len()).map(|i| (flipped(i), &wrong as Expected<'_>)));
    for (value, expected) in table {
        let error = verify(&with(genuine.clone(), "auth_sign", value.clone())).expect_err(&value.to_string());
        assert!(expected(&error), "{value}: {error:?}");
    }
    assert_eq!(verify(&without(genuine, "auth_sign")), Err(VerifyError::Unsigned));
}

#[test]
fn sign_types_are_accepted_as_the_policy_says() {
    let (hmac, md5) = (SignType::HmacSha256, SignType::Md5);
    let hmac_body = signed(example());
    let md5_body = with(example(), "auth_sign", self::md5(&example(), KEY));
    let unsigned_body = example();
    let refused = |sign_type| Err(VerifyError::SignTypeNotAccepted(sign_type));
    let unsigned = || Err(VerifyError::Unsigned);
    for (name, policy, expected) in [
        ("default", Policy::default(), [Ok(Some(hmac)), refused(md5), unsigned()]),
        ("HMACSHA256", Policy::for_sign_type(hmac), [Ok(Some(hmac)), refused(md5), unsigned()]),
        ("MD5", Policy::for_sign_type(md5), [refused(hmac), Ok(Some(md5)), unsigned()]),
        ("other", Policy::for_sign_type(SignType::Other), [refused(hmac), refused(md5), unsigned()]),
        ("both", Policy::new().md5(true), [Ok(Some(hmac)), Ok(Some(md5)), unsigned()]),
        ("unsigned too", Policy::new().unsigned(true), [Ok(Some(hmac)), refused(md5), Ok(None)]),
        ("unsigned only", Policy::new().hmac_sha256(false).unsigned(true), [refused(hmac), refused(md5), Ok(None)]),
    ] {
        for (body, expected) in [&hmac_body, &md5_body, &unsigned_body].into_iter().zip(expected) {
            let notification = parse(body);
            let outcome = notification.verify(&key(), &policy.clone().now(at(TIMESTAMP)));
            assert_eq!(outcome.map(|verified| verified.sign_type()), expected, "{name}: {body:?}");
        }
    }
    for (sign_type, name) in [(hmac, "HMACSHA256"), (md5, "MD5"), (SignType::Other, "another sign type")] {
        let message = VerifyError::SignTypeNotAccepted(sign_type).to_string();
        assert_eq!(message, format!("recording notification: signed with {name}, which is not accepted here"));
    }
    // Where unsigned bodies are accepted, a wrong signature still is not.
    let forged = with(example(), "auth_sign", "0".repeat(64));
    let outcome = parse(&forged).verify(&key(), &policy().unsigned(true)).map(drop);
    assert_eq!(outcome, Err(VerifyError::WrongSignature));
    // MD5 covers the timestamp, and nothing else.
    let policy = policy().md5(true).tolerance(None);
    let altered = with(md5_body.clone(), "download_url", "https://evil.example/");
    assert!(parse(&altered).verify(&key(), &policy).is_ok());
    let renewed = with(md5_body, "auth_timestamp", TIMESTAMP + 1);
    assert_eq!(parse(&renewed).verify(&key(), &policy).map(drop), Err(VerifyError::WrongSignature));
}

#[test]
fn time_limits() {
    let seconds = |n| Duration::from_secs(n);
    let expired = |n| Err(VerifyErrorKind::Expired(seconds(n)));
    let ahead = |n| Err(VerifyErrorKind::TooFarAhead(seconds(n)));
    let default = Policy::new();
    let strict = Policy::new().tolerance(Some(Duration::ZERO));
    let timeless = Policy::new().tolerance(None);
    let bounded = Policy::new().max_ahead(Some(seconds(3600)));
    let notification = parse(&signed(example()));
    for (name, policy, now, expected) in [
        ("at once", &default, at(TIMESTAMP - 60), Ok(())),
        ("the last second of the tolerance", &default, at(TIMESTAMP + 900), Ok(())),
        ("a replay", &default, at(TIMESTAMP + 901), expired(901)),
        ("a late replay", &default, at(TIMESTAMP + 10_000_000), expired(10_000_000)),
        ("strict, in time", &strict, at(TIMESTAMP), Ok(())),
        ("strict, late", &strict, at(TIMESTAMP + 1), expired(1)),
        ("switched off", &timeless, at(TIMESTAMP + 10_000_000), Ok(())),
        ("far ahead", &default, UNIX_EPOCH, Ok(())),
        ("a clock before 1970", &default, UNIX_EPOCH - seconds(1), Ok(())),
        ("as far ahead as allowed", &bounded, at(TIMESTAMP - 3600), Ok(())),
        ("further", &bounded, at(TIMESTAMP - 3601), ahead(3601)),
        ("bounded, late", &bounded, at(TIMESTAMP + 901), expired(901)),
    ] {
        let policy = policy.clone().now(now);
        // Nothing is remembered: what verifies once verifies again.
        for _ in 0..2 {
            assert_eq!(notification.verify(&key(), &policy).map(drop).map_err(VerifyErrorKind::of), expected, "{name}");
        }
    }
    // Without a clock of its own a policy takes the system's: the example expired in 2020.
    assert!(matches!(notification.verify(&key(), &default), Err(VerifyError::Expired { .. })));
    // That a signature was genuine once is said of genuine ones only.
    let forged = parse(&with(signed(example()), "app", "other"));
    let late = default.now(at(TIMESTAMP + 1000));
    assert_eq!(forged.verify(&key(), &late).map(drop), Err(VerifyError::WrongSignature));
}

/// The errors about time, which cannot be made outside the library, as values.
#[derive(Debug, PartialEq)]
enum VerifyErrorKind {
    Expired(Duration),
    TooFarAhead(Duration),
    Other(VerifyError),
}

impl VerifyErrorKind {
    fn of(error: VerifyError) -> VerifyErrorKind {
        match error {
            VerifyError::Expired { ago, .. } => VerifyErrorKind::Expired(ago),
            VerifyError::TooFarAhead { ahead, .. } => VerifyErrorKind::TooFarAhead(ahead),
            other => VerifyErrorKind::Other(other),
        }
    }
}

#[test]
fn timestamps_that_are_no_seconds() {
    let is_malformed = |outcome: Result<(), VerifyError>| {
        matches!(outcome, Err(VerifyError::Malformed { field: "auth_timestamp", .. }))
    };
    for value in [
        json!("2020-03-08T14:12:25Z"),
        json!("-1583676745"),
        json!("+1583676745"),
        json!(" 1583676745"),
        json!("1583676745s"),
        json!("0x5E64FC89"),
        json!("99999999999999999999"),
        json!(1583676745.5),
        json!(-1),
        json!(true),
    ] {
        let notification = parse(&signed(with(example(), "auth_timestamp", value.clone())));
        for policy in [policy(), policy().tolerance(None)] {
            assert!(is_malformed(notification.verify(&key(), &policy).map(drop)), "{value}");
        }
    }
    // Without one there is nothing to hold against the clock.
    for body in [without(example(), "auth_timestamp"), with(example(), "auth_timestamp", json!(null))] {
        let notification = parse(&signed(body));
        for policy in [policy(), policy().tolerance(None).max_ahead(Some(Duration::from_secs(1)))] {
            assert!(is_malformed(notification.verify(&key(), &policy).map(drop)));
        }
        assert!(notification.verify(&key(), &policy().tolerance(None)).is_ok());
    }
    // The largest one is no overflow.
    let body = signed(with(example(), "auth_timestamp", u64::MAX));
    assert_eq!(verify(&body), Ok(()));
}

#[test]
fn keys() {
    let notification = parse(&signed(example()));
    let long = "k".repeat(200);
    for (text, expected) in [
        (KEY.to_owned(), true),
        (format!(" \t{KEY}\r\n"), true),
        (format!("\u{a0}{KEY}\u{3000}"), true),
        (KEY.to_uppercase(), false),
        (KEY[1..].to_owned(), false),
        (format!("{KEY}0"), false),
        (format!("{} {}", &KEY[..16], &KEY[16..]), false),
        (long.clone(), false),
    ] {
        let key = NotificationKey::new(&text).unwrap();
        assert_eq!(notification.verify(&key, &policy()).is_ok(), expected, "{text:?}");
    }
    for text in ["", " \n", "\u{3000}", "two\nlines", "nul\0", "bell\u{7}!"] {
        assert_eq!(NotificationKey::new(text).unwrap_err().kind(), ErrorKind::InvalidArgument, "{text:?}");
    }
    // Longer than a block of the hash, as HMAC defines it.
    let body = with(example(), "auth_sign", hmac_sha256(&example(), &long));
    parse(&body).verify(&NotificationKey::new(&long).unwrap(), &policy()).unwrap();
}

#[test]
fn nothing_secret_is_shown() {
    let secret = "SentinelSentinelSentinelSentinel7";
    let key = NotificationKey::new(secret).unwrap();
    let two_lines = NotificationKey::new(&format!("{secret}\n{secret}")).unwrap_err();
    let right = hmac_sha256(&example(), secret);
    let right_md5 = md5(&example(), secret);
    let mut shown = format!("{key:?} {two_lines} {two_lines:?} {:?}", Verifier::new(key.clone(), policy()));
    let given = "0123456789ABCDEF".repeat(4);
    for sign in [json!(given), json!(given[..32]), json!("xyz"), json!(null), json!({}), json!(right)] {
        let notification = parse(&with(example(), "auth_sign", sign));
        let policies = [
            policy(),
            policy().md5(true),
            policy().unsigned(true),
            Policy::new(),
            policy().max_ahead(Some(Duration::ZERO)),
        ];
        for policy in policies {
            match notification.verify(&key, &policy) {
                Ok(verified) => shown += &format!("{verified:?}"),
                Err(error) => {
                    let message = error.to_string();
                    assert!(message.starts_with("recording notification: ") && !message.contains('\n'), "{message}");
                    shown += &format!("{message} {error:?}");
                }
            }
        }
        shown += &format!("{notification:?}");
    }
    assert!(shown.starts_with("NotificationKey"), "{shown}");
    assert!(shown.contains(r#"event_type: Some("RECORD_FILE_COMPLETE")"#), "{shown}");
    for secret in [secret, &right, &right_md5, &given[..16]] {
        assert!(!shown.to_lowercase().contains(&secret.to_lowercase()), "{secret} in {shown}");
    }
}

#[test]
fn handlers_ask_for_verified() {
    fn file(event: Verified<'_>) -> Option<String> {
        event.download_url().map(str::to_owned)
    }
    fn is_shared<T: Send + Sync + Clone + 'static>(value: T) -> T {
        value
    }
    let verifier = is_shared(Verifier::new(key(), Policy::new()).with_policy(|policy| policy.now(at(TIMESTAMP))));
    let notification = is_shared(parse(&signed(example())));
    let url =
        std::thread::scope(|scope| scope.spawn(|| verifier.verify(&notification).ok().and_then(file)).join().unwrap());
    assert_eq!(url.as_deref(), example()["download_url"].as_str());
    // The notification that it lends outlives it.
    let lent = verifier.verify(&notification).unwrap().notification();
    assert_eq!(lent.app(), Some("live"));
}

/// Whatever is cut off or repeated, reading it ends without a panic, and what is believed is what was signed.
#[test]
fn cut_and_spliced_bodies() {
    let genuine = Value::from(signed(example())).to_string();
    let body = genuine.as_bytes();
    for i in 0..body.len() {
        for piece in
            [&body[..i], &body[i..], &[&body[..i], &body[i + 1..]].concat(), &[&body[..i], &body[i / 2..]].concat()]
        {
            let Ok(notification) = Notification::parse(piece) else { continue };
            if let Ok(verified) = notification.verify(&key(), &policy()) {
                assert_eq!(verified.download_url(), example()["download_url"].as_str());
                assert_eq!(verified.event(), Events::RECORD_FILE_COMPLETE);
            }
        }
    }
}
