//! Bodies of every kind, and what the getters make of them.

use super::body::NotACallback;
use super::*;
use std::time::Duration;

/// The answer that the service's documentation shows.
const EXAMPLE: &str = r#"{
  "id" : "e2fe84def7e476651034ec4b9e92bc30",
  "publish_domain" : "push.testone.example.com",
  "app" : "*",
  "notify_callback_url" : "http://mycallback.com.cn/notify",
  "notify_event_subscription" : [ "RECORD_NEW_FILE_START" , "RECORD_FILE_COMPLETE" ],
  "create_time" : "2020-03-02T10:05:23Z",
  "update_time" : "2020-03-02T10:05:24Z"
}"#;

fn read(body: impl AsRef<[u8]>) -> Result<RecordCallback, NotACallback> {
    RecordCallback::from_body(body.as_ref(), None)
}

fn list(callback: &RecordCallback) -> Option<Vec<&str>> {
    callback.notify_event_subscription().map(Iterator::collect)
}

#[test]
fn every_field_is_there() {
    let callback = RecordCallback::from_body(EXAMPLE.as_ref(), Some("r-1")).unwrap();
    assert_eq!(callback.id(), "e2fe84def7e476651034ec4b9e92bc30");
    assert_eq!(callback.publish_domain(), Some("push.testone.example.com"));
    assert_eq!(callback.app(), Some("*"));
    assert_eq!(callback.notify_callback_url(), Some("http://mycallback.com.cn/notify"));
    assert_eq!(list(&callback), Some(vec!["RECORD_NEW_FILE_START", "RECORD_FILE_COMPLETE"]));
    assert_eq!(callback.events(), Events::RECORD_NEW_FILE_START | Events::RECORD_FILE_COMPLETE);
    assert_eq!((callback.sign_type_text(), callback.sign_type()), (None, SignType::HmacSha256));
    assert_eq!(callback.create_time(), Some("2020-03-02T10:05:23Z"));
    assert_eq!(callback.create_time_utc(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_583_143_523)));
    assert_eq!(callback.update_time(), Some("2020-03-02T10:05:24Z"));
    assert_eq!(callback.update_time_utc(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_583_143_524)));
    assert_eq!(callback.request_id(), Some("r-1"));
    assert_eq!(callback.json(), EXAMPLE);

    let copy = callback.clone();
    drop(callback);
    assert_eq!((copy.app(), copy.json()), (Some("*"), EXAMPLE));
}

#[test]
fn an_odd_field_never_loses_the_others() {
    // What stands in the place of `app`, and what `app()` is then.
    let table = [
        (r#""live""#, Some("live")),
        (r#""""#, Some("")),
        ("12345", Some("12345")),
        ("-0.10e+05", Some("-0.10e+05")),
        ("123456789012345678901234567890", Some("123456789012345678901234567890")),
        ("1e99999", Some("1e99999")),
        ("true", Some("true")),
        ("false", Some("false")),
        ("null", None),
        ("[]", None),
        (r#"["live"]"#, None),
        (r#"{"app":"live"}"#, None),
        (r#""a\"\\\/\b\f\n\r\t\u00e9\ud83c\udfac""#, Some("a\"\\/\u{8}\u{c}\n\r\té🎬")),
        (r#""录制""#, Some("录制")),
        (r#""null""#, Some("null")),
        (r#""a\u0000b""#, Some("a\0b")),
    ];
    for (json, app) in table {
        let body = format!(r#"{{"publish_domain":"p","app":{json},"id":7,"sign_type" : "MD5","new":[{{}},1e999]}}"#);
        let callback = read(body.clone()).unwrap();
        assert_eq!(callback.app(), app, "{json}");
        assert_eq!((callback.id(), callback.publish_domain()), ("7", Some("p")), "{json}");
        assert_eq!((callback.sign_type(), callback.request_id()), (SignType::Md5, None), "{json}");
        assert_eq!(callback.json(), body, "{json}");
    }
}

#[test]
fn half_a_surrogate_pair_costs_nothing_else() {
    let callback = read(r#"{"\ud800":1,"id":"a","app":"x\udfacy","\u0061pp\udc00":2,"sign_t\u0079pe":"MD5"}"#).unwrap();
    assert_eq!((callback.id(), callback.sign_type()), ("a", SignType::Md5));
    assert_eq!(callback.app(), Some("x\u{fffd}y"));
    // No text is longer than what was sent, however many there are.
    let callback = read(r#"{"id":"a","app":"\ud85d]u\ud840\ud84d\ud85d\udd5d"}"#).unwrap();
    assert_eq!(callback.app(), Some("\u{fffd}]u\u{fffd}\u{fffd}\u{2755d}"));
}

#[test]
fn the_last_of_a_repeated_field_counts() {
    let callback = read(r#"{"id":"a","app":"1","id":"b","app":null,"app2":1}"#).unwrap();
    assert_eq!((callback.id(), callback.app()), ("b", None));
}

#[test]
fn the_list_as_sent_and_in_force() {
    const COMPLETE: Events = Events::RECORD_FILE_COMPLETE;
    let table: [(&str, Option<&[&str]>, Events); 10] = [
        ("null", None, COMPLETE),
        (r#""RECORD_OVER""#, None, COMPLETE),
        ("5", None, COMPLETE),
        (r#"{"0":"RECORD_OVER"}"#, None, COMPLETE),
        ("[]", Some(&[]), Events::default()),
        (
            r#"["RECORD_START","RECORD_FAILED","RECORD_OVER","RECORD_FAILED"]"#,
            Some(&["RECORD_START", "RECORD_FAILED", "RECORD_OVER", "RECORD_FAILED"]),
            Events::RECORD_START | Events::RECORD_FAILED | Events::RECORD_OVER,
        ),
        (r#"["RECORD_PAUSED"]"#, Some(&["RECORD_PAUSED"]), Events::OTHER),
        (r#"["record_over",""]"#, Some(&["record_over", ""]), Events::OTHER),
        (
            r#"[null, "RECORD_FILE_COMPLETE", [["x"]], 1 ,{"a":2},true]"#,
            Some(&["RECORD_FILE_COMPLETE", "1", "true"]),
            COMPLETE | Events::OTHER,
        ),
        (r#"["RECORD\u005fOVER"]"#, Some(&["RECORD_OVER"]), Events::RECORD_OVER),
    ];
    for (json, texts, events) in table {
        let callback = read(format!(r#"{{"id":"a","notify_event_subscription": {json} }}"#)).unwrap();
        assert_eq!(list(&callback).as_deref(), texts, "{json}");
        assert_eq!(callback.events(), events, "{json}");
    }
    let callback = read(r#"{"id":"a"}"#).unwrap();
    assert_eq!((list(&callback), callback.events()), (None, COMPLETE));

    let many = vec![r#""RECORD_OVER""#; 5_000].join(",");
    let callback = read(format!(r#"{{"id":"a","notify_event_subscription":[{many}]}}"#)).unwrap();
    assert_eq!(callback.notify_event_subscription().unwrap().len(), 5_000);
    assert_eq!(callback.events(), Events::RECORD_OVER);
}

#[test]
fn sign_types_are_compared_exactly() {
    let table = [
        (r#""HMACSHA256""#, SignType::HmacSha256),
        (r#""MD5""#, SignType::Md5),
        (r#""md5""#, SignType::Other),
        (r#""SM3""#, SignType::Other),
        (r#""""#, SignType::Other),
        ("null", SignType::HmacSha256),
    ];
    for (json, sign_type) in table {
        assert_eq!(read(format!(r#"{{"id":"a","sign_type":{json}}}"#)).unwrap().sign_type(), sign_type, "{json}");
    }
}

#[test]
fn times_are_texts_and_where_understood_instants() {
    let table = [
        (r#""2023-11-14T22:13:20Z""#, Some("2023-11-14T22:13:20Z"), Some(1_700_000_000)),
        (r#""2023-11-14 22:13:20.5""#, Some("2023-11-14 22:13:20.5"), Some(1_700_000_000)),
        (r#""2023-11-15T06:13:20+08:00""#, Some("2023-11-15T06:13:20+08:00"), Some(1_700_000_000)),
        (r#""yesterday""#, Some("yesterday"), None),
        ("1700000000", Some("1700000000"), None),
        ("null", None, None),
    ];
    for (json, text, seconds) in table {
        let callback = read(format!(r#"{{"create_time":{json},"id":"a","update_time":{json}}}"#)).unwrap();
        assert_eq!((callback.create_time(), callback.update_time()), (text, text), "{json}");
        for field in [Field::CreateTime, Field::UpdateTime] {
            assert_eq!(callback.seconds(field), seconds, "{json}");
        }
        let instant = callback.create_time_utc();
        assert_eq!(instant.is_some(), seconds.is_some(), "{json}");
        assert_eq!(callback.update_time_utc(), instant, "{json}");
    }
}

#[test]
fn what_is_no_callback_says_what_it_is() {
    let table: [(&[u8], &str); 23] = [
        (b"", "an empty body"),
        (b" \r\n\t", "an empty body"),
        (b"\xef\xbb\xbf", "an empty body"),
        (b"null", "a JSON null, not a JSON object"),
        (b"[]", "a JSON array, not a JSON object"),
        (br#"[{"id":"a"}]"#, "a JSON array, not a JSON object"),
        (br#""x""#, "a JSON text, not a JSON object"),
        (b"true", "a JSON boolean, not a JSON object"),
        (b" -1 ", "a JSON number, not a JSON object"),
        (b"{}", "a JSON object without an id"),
        (br#"{"Id":"a"}"#, "a JSON object without an id"),
        (br#"{"id":null}"#, "a JSON object whose id is not a text"),
        (br#"{"id":{"id":"a"}}"#, "a JSON object whose id is not a text"),
        (br#"{"id":""}"#, "a JSON object whose id is empty"),
        (br#"{"id":"a""#, "cut-off JSON: EOF while parsing an object at line 1 column 9"),
        (br#"{"id":"a"#, "cut-off JSON: EOF while parsing a string at line 1 column 8"),
        (b"[1,", "cut-off JSON: EOF while parsing a value at line 1 column 3"),
        (br#"{"id":"a"}x"#, "not JSON: trailing characters at line 1 column 11"),
        (br#"{"id":"a"} {"id":"b"}"#, "not JSON: trailing characters at line 1 column 12"),
        (br#"{"id":"a",}"#, "not JSON: trailing comma at line 1 column 11"),
        (b"{\"id\":\"a\nb\"}", "not JSON: control character"),
        (b"<html>", "not JSON: expected value at line 1 column 1"),
        (b"{\"id\":\"\xb2\xe2\"}", "not UTF-8 at byte 8"),
    ];
    for (body, expected) in table {
        let error = read(body).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{:?}: {error}", String::from_utf8_lossy(body));
    }
    // A document nested as deep as a body can be costs neither the stack nor the call.
    let deep = format!(r#"{{"id":"a","x":{}{}}}"#, "[".repeat(500_000), "]".repeat(500_000));
    assert_eq!(read(deep).unwrap().id(), "a");
}

#[test]
fn a_byte_order_mark_is_accepted_and_kept() {
    let body = "\u{feff} {\"id\":\"a\"}\n";
    let callback = read(body).unwrap();
    assert_eq!((callback.id(), callback.json()), ("a", body));
}

#[test]
fn debug_shows_the_fields() {
    let shown = format!("{:?}", RecordCallback::from_body(EXAMPLE.as_ref(), Some("r-1")).unwrap());
    for part in [r#"id: "e2fe84def7e476651034ec4b9e92bc30""#, "RECORD_NEW_FILE_START", "sign_type: None", "r-1"] {
        assert!(shown.contains(part), "{shown}");
    }
    let events = Events::RECORD_START | Events::OTHER;
    assert_eq!(format!("{events:?} {:?}", Events::default()), "{RECORD_START, OTHER} {}");
}
