//! The server: requests as they come, connections, and settings with which it does not start.

use std::io::Read;
use std::time::Duration;

use hwlive_stand_in::{Agency, Error, StandIn};

use crate::support::{EXAMPLE, Raw, connect, exchange, good, started};

#[test]
fn the_target_arrives_as_it_was_sent() {
    let stand_in = started(StandIn::builder());
    let targets = [
        "/v1/p/record/callbacks/a%2Fb%2fc",
        "/v1/p/record/callbacks/..",
        "/v1/p/record/callbacks/.%2E/x",
        "/v1//record/callbacks/",
        "//v1/p",
        "/v1/p/record/callbacks/'(x)*!$&,;=:@~",
        "/v1/p/record/callbacks/{id}|\"[]\\^",
        "/v1/p/record/callbacks/录",
        "/v1/p/record/callbacks/%E5%BD%95%00%ff%zz%",
        "/?",
        "/v1/p?a=%20+b&&c&=d?e/f",
    ];
    for target in targets {
        let status = Raw::new("GET", target).send(&stand_in).status;
        assert!(matches!(status, 401 | 404), "{target}: {status}");
    }
    let received: Vec<String> = stand_in.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(received, targets);
}

#[test]
fn bytes_that_no_target_has_are_refused_and_the_next_client_is_served() {
    let stand_in = started(StandIn::builder());
    for line in ["GET /a b HTTP/1.1", "GET /<x> HTTP/1.1", "GET /\u{7f} HTTP/1.1", "garbage", "GET / HTTP/9.9", "\0"] {
        let reply = exchange(&mut connect(&stand_in), format!("{line}\r\nHost: x\r\n\r\n").as_bytes());
        assert_eq!(reply.status, 400, "{line}");
    }
    assert_eq!(good(EXAMPLE).send(&stand_in).status, 200);
}

#[test]
fn one_connection_serves_many_requests_and_all_are_remembered() {
    let stand_in = started(StandIn::builder());
    let mut stream = connect(&stand_in);
    for id in [EXAMPLE, "unknown", EXAMPLE] {
        exchange(&mut stream, &good(id).header("X-Trace", " kept ").bytes());
    }
    drop(stream);
    good(EXAMPLE).send(&stand_in);
    assert_eq!(stand_in.connections(), 2);
    let requests = stand_in.requests();
    let seen: Vec<_> = requests.iter().map(|request| (request.status, request.connection)).collect();
    assert_eq!(seen, [(200, 1), (404, 1), (200, 1), (200, 2)]);
    assert_eq!(requests[0].method, "GET");
    assert_eq!(requests[0].header("x-trace"), Some("kept"));
    assert_eq!(requests[0].headers[0], ("host".to_owned(), "live.test".to_owned()));
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    for (name, builder) in [
        ("address", StandIn::builder().address([192, 0, 2, 1].into())),
        ("empty secret", StandIn::builder().access_key("AK", "")),
        ("empty token", StandIn::builder().auth_token(" ")),
        ("empty project", StandIn::builder().project("", "cn-north-4")),
        ("clock", StandIn::builder().clock_offset(i64::MIN)),
        ("lifetime of tokens", StandIn::builder().token_lifetime(Duration::MAX)),
        ("lifetime of ID tokens", StandIn::builder().id_token_lifetime(Duration::MAX)),
        ("lifetime of temporary keys", StandIn::builder().key_lifetime(Duration::MAX)),
        ("empty ID token", StandIn::builder().id_token("\n")),
        ("empty provider", StandIn::builder().idp_id("")),
        ("empty name of an agency", StandIn::builder().agency(Agency::new("", "id", "name"))),
        ("empty project of an agency", StandIn::builder().agency(Agency::default().project("", "cn-north-4"))),
        ("lifetime of keys", StandIn::builder().metadata_key_lifetime(Duration::MAX)),
    ] {
        let error = builder.start().expect_err(name);
        assert!(matches!(error, Error::InvalidSetting(_)), "{name}: {error:?}");
    }
    let first = started(StandIn::builder());
    let port = first.url().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let error = StandIn::builder().port(port).start().expect_err("the port is taken");
    assert!(matches!(error, Error::CannotStart(_)), "{error:?}");
    assert!(error.to_string().contains(&format!("127.0.0.1:{port}")), "{error}");
}

#[test]
fn dropping_it_ends_its_connections() {
    let stand_in = started(StandIn::builder());
    let mut stream = connect(&stand_in);
    exchange(&mut stream, &good(EXAMPLE).bytes());
    drop(stand_in);
    let ended = stream.read(&mut [0; 1]);
    assert!(matches!(ended, Ok(0) | Err(_)), "{ended:?}");
}
