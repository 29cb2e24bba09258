//! The callbacks that are answered with: the documented one, those of the user, and the faults that these ask for.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use hwlive_stand_in::StandIn;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::support::{AK, EXAMPLE, PROJECT, Raw, SK, connect, good, started};

/// Character by character as it is on the page of the API, but for the white space.
const DOCUMENTED: &str = r#"{"id":"e2fe84def7e476651034ec4b9e92bc30","publish_domain":"publish.example.com","app":"*","notify_callback_url":"http://100.95.129.234:8456/base_record_notify","notify_event_subscription":["RECORD_FILE_COMPLETE","RECORD_NEW_FILE_START"],"create_time":"2020-03-02T08:59:45Z","update_time":"2020-03-09T08:59:45Z"}"#;

#[test]
fn the_documented_example_is_the_answer_by_default() {
    /// In the request on that page.
    const ASKED_FOR: &str = "e89b76xxxxxx3425ui80af501cdxxxxxx";
    let by_default = started(StandIn::builder());
    let with_own = started(StandIn::builder().callbacks(r#"[{"id":"mine"}]"#).expect("callbacks"));
    let with_none = started(StandIn::builder().callbacks("[]").expect("callbacks"));
    for (id, found) in [
        (EXAMPLE, [true, true, true]),
        (ASKED_FOR, [true, false, false]),
        (&"录".repeat(32), [true, false, false]),
        ("00000000-0000-0000-0000-000000000000", [true, false, false]),
        (&"x".repeat(31), [false, false, false]),
        ("unknown", [false, false, false]),
    ] {
        for (stand_in, found) in [&by_default, &with_own, &with_none].into_iter().zip(found) {
            let id = utf8_percent_encode(id, NON_ALPHANUMERIC).to_string();
            let reply = good(&id).send(stand_in);
            let request_id = reply.header("x-request-id").expect("a request id");
            assert!(request_id.ends_with("-stand-in") && request_id.find('-') == Some(32), "{id}: {request_id}");
            assert_eq!(reply.header("content-type"), Some("application/json"));
            assert!(httpdate::parse_http_date(reply.header("date").expect("a date")).is_ok());
            if found {
                assert_eq!((reply.status, reply.text()), (200, DOCUMENTED), "{id}");
            } else {
                let refused = ("LIVE.100011001".to_owned(), "Request Illegal".to_owned());
                assert_eq!((reply.status, reply.code_and_message()), (404, refused), "{id}");
            }
        }
    }
}

#[test]
fn callbacks_come_back_as_they_stand() {
    let odd = r#"{ "id" : 12345, "app":true, "big": 12345678901234567890.50, "notify_event_subscription": "RECORD_OVER",
        "app": null, "text": "\u5f55" }"#;
    let json = format!(r#"{{"projects": {{"one": [{odd}], "two": [{{"id":"mine","app":"two"}}]}}}}"#);
    let stand_in = started(StandIn::builder().project("one", "cn-north-4").callbacks(&json).expect("callbacks"));
    let ask = |project: &str, id: &str| {
        let request = Raw::get_callback(project, id).header("X-Project-Id", project);
        let reply = request.signed(AK, SK, &["host", "x-sdk-date"]).send(&stand_in);
        (reply.status, reply.text().to_owned())
    };
    assert_eq!(ask("one", "12345"), (200, odd.to_owned()));
    assert_eq!(ask("two", "mine").0, 200);
    assert_eq!(ask("two", "12345").0, 404, "another project's");
    assert_eq!(ask("two", EXAMPLE).0, 200, "the example is there too");
    assert_eq!(ask(PROJECT, EXAMPLE).0, 403, "projects were given, so that the example's is unknown");
}

#[test]
fn an_answer_can_come_late_and_end_early() {
    let json = r#"[{"id":"late","stand_in":{"delay_ms":300}}, {"id":"cut","app":"live","stand_in":{"cut_after":7}}]"#;
    let stand_in = started(StandIn::builder().callbacks(json).expect("callbacks"));
    let asked = Instant::now();
    let reply = good("late").send(&stand_in);
    assert_eq!((reply.status, reply.text()), (200, r#"{"id":"late"}"#));
    assert!(asked.elapsed() >= Duration::from_millis(300));

    let mut stream = connect(&stand_in);
    stream.write_all(&good("cut").bytes()).expect("write");
    let mut received = String::new();
    stream.read_to_string(&mut received).expect("the connection ends in good order");
    let (head, body) = received.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200 ") && head.to_lowercase().contains("content-length: 25"), "{head}");
    assert_eq!(body, r#"{"id":""#);
    assert_eq!(good(EXAMPLE).send(&stand_in).status, 200, "it goes on");
}

#[test]
fn another_answer_can_take_the_place_of_a_callback() {
    let json = r#"[{"id":"page","stand_in":{"status":503,"content_type":"text/html","body":"<p>录制"}},
        {"id":"empty","stand_in":{"body":""}}, {"id":"refused","stand_in":{"status":403}}]"#;
    let stand_in = started(StandIn::builder().callbacks(json).expect("callbacks"));
    for (id, status, content_type, body) in [
        ("page", 503, "text/html", "<p>录制"),
        ("empty", 200, "application/json", ""),
        ("refused", 403, "application/json", r#"{"id":"refused"}"#),
    ] {
        let reply = good(id).send(&stand_in);
        assert_eq!(
            (reply.status, reply.header("content-type"), reply.text()),
            (status, Some(content_type), body),
            "{id}"
        );
        assert!(reply.header("x-request-id").is_some_and(|id| id.ends_with("-stand-in")), "{id}");
    }
    assert_eq!(Raw::get_callback(PROJECT, "page").send(&stand_in).status, 401, "only who is let in sees it");
}
