//! The stand-in over real sockets: requests written by hand, signatures by the official Python SDK and by a signer of
//! this test's own.

#[path = "support/limit.rs"]
mod limit;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv6Addr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use hwlive::stand_in::{self, Builder, Metadata, StandIn};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const AK: &str = stand_in::EXAMPLE_ACCESS_KEY;
const SK: &str = stand_in::EXAMPLE_SECRET_KEY;
const PROJECT: &str = stand_in::EXAMPLE_PROJECT_ID;
const EXAMPLE: &str = stand_in::EXAMPLE_CALLBACK_ID;

/// One request, written as it goes on the wire.
#[derive(Clone)]
struct Raw {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Raw {
    fn new(method: &'static str, target: impl Into<String>) -> Raw {
        Raw { method, target: target.into(), headers: Vec::new(), body: String::new() }.header("Host", "live.test")
    }

    fn get_callback(project: &str, id: &str) -> Raw {
        Raw::new("GET", format!("/v1/{project}/record/callbacks/{id}"))
    }

    fn header(mut self, name: &str, value: impl Into<String>) -> Raw {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Replaces a header, after signing for instance.
    fn with(mut self, name: &str, value: &str) -> Raw {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.header(name, value)
    }

    fn without(mut self, name: &str) -> Raw {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    fn body(mut self, body: impl Into<String>) -> Raw {
        self.body = body.into();
        let length = self.body.len().to_string();
        self.header("Content-Length", length)
    }

    /// Signs the headers named, as the signing documentation says.
    fn signed(self, ak: &str, sk: &str, names: &[&str]) -> Raw {
        let date = sdk_date(SystemTime::now());
        self.with("X-Sdk-Date", &date).signed_with_date(ak, sk, names)
    }

    fn signed_with_date(self, ak: &str, sk: &str, names: &[&str]) -> Raw {
        let value = |name: &str| {
            let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim()).unwrap_or_default()
        };
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let mut canonical = format!("{}\n{path}/\n{query}\n", self.method);
        for name in names {
            canonical += &format!("{name}:{}\n", value(name));
        }
        canonical += &format!("\n{}\n{}", names.join(";"), hex(&Sha256::digest(&self.body)));
        let to_sign =
            format!("SDK-HMAC-SHA256\n{}\n{}", value("X-Sdk-Date"), hex(&Sha256::digest(canonical.as_bytes())));
        let mut mac = Hmac::<Sha256>::new_from_slice(sk.as_bytes()).expect("any length");
        mac.update(to_sign.as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let names = names.join(";");
        let value = format!("SDK-HMAC-SHA256 Access={ak}, SignedHeaders={names}, Signature={signature}");
        self.with("Authorization", &value)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        format!("{text}\r\n{}", self.body).into_bytes()
    }

    /// Sends it over a connection of its own.
    fn send(&self, stand_in: &StandIn) -> Reply {
        exchange(&mut connect(stand_in), &self.bytes())
    }
}

/// A request that the stand-in accepts, if nothing is changed.
fn good(id: &str) -> Raw {
    Raw::get_callback(PROJECT, id).header("X-Project-Id", PROJECT).signed(
        AK,
        SK,
        &["host", "x-project-id", "x-sdk-date"],
    )
}

#[derive(Debug)]
struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn code_and_message(&self) -> (String, String) {
        let body = self.json();
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        (text("error_code"), text("error_msg"))
    }
}

fn connect(stand_in: &StandIn) -> TcpStream {
    let (_, address) = stand_in.url().split_once("://").expect("a URL");
    let stream = TcpStream::connect(address).expect("connect");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("timeout");
    stream
}

fn exchange(stream: &mut (impl Read + Write), request: &[u8]) -> Reply {
    stream.write_all(request).expect("write");
    stream.flush().expect("flush");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream
            .read_exact(&mut byte)
            .unwrap_or_else(|error| panic!("{error} after {:?}", String::from_utf8_lossy(&head)));
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).expect("UTF-8");
    let mut lines = head.split("\r\n").filter(|line| !line.is_empty());
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut reply = Reply { status: status.expect("a status"), headers, body: Vec::new() };
    let length = reply.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    reply.body = vec![0; length];
    stream.read_exact(&mut reply.body).expect("body");
    reply
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `20261125T031500Z`, by way of `Wed, 25 Nov 2026 03:15:00 GMT`.
fn sdk_date(time: SystemTime) -> String {
    let date = httpdate::fmt_http_date(time);
    let month = MONTHS.iter().position(|month| *month == &date[8..11]).expect("a month") + 1;
    format!("{}{month:02}{}T{}Z", &date[12..16], &date[5..7], date[17..25].replace(':', ""))
}

/// How far ahead of now such a date is, in seconds.
fn ahead(sdk_date: &str) -> i64 {
    let month: usize = sdk_date[4..6].parse().expect("a month");
    let (day, year, month) = (&sdk_date[6..8], &sdk_date[0..4], MONTHS[month - 1]);
    let clock = format!("{}:{}:{}", &sdk_date[9..11], &sdk_date[11..13], &sdk_date[13..15]);
    let seconds = |time: SystemTime| time.duration_since(UNIX_EPOCH).expect("after 1970").as_secs() as i64;
    // The parser wants the day of the week, and the right one.
    let time = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().find_map(|day_of_week| {
        httpdate::parse_http_date(&format!("{day_of_week}, {day} {month} {year} {clock} GMT")).ok()
    });
    let time = time.expect("a date");
    seconds(time) - seconds(SystemTime::now())
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if let (b'%', Some(code)) = (first, tail.get(..2)) {
            bytes.push(u8::from_str_radix(std::str::from_utf8(code).expect("hex"), 16).expect("hex"));
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn started(builder: Builder) -> StandIn {
    builder.start().expect("start")
}

#[test]
fn signatures_of_the_official_python_sdk_are_accepted() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/signing.json")).expect("JSON");
    let mut tried = 0;
    for vector in vectors["vectors"].as_array().expect("vectors") {
        let text = |name: &str| vector[name].as_str().expect(name).to_owned();
        let path = text("path");
        let is_callback = path.starts_with(&format!("/v1/{PROJECT}/record/callbacks/"));
        if text("algorithm") != "SDK-HMAC-SHA256" || !is_callback || vector["query"] != json!([]) {
            continue;
        }
        tried += 1;
        let id = percent_decode(path.rsplit('/').next().expect("an id"));
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
fn the_documented_example_is_answered() {
    let stand_in = started(StandIn::builder());
    let reply = good(EXAMPLE).send(&stand_in);
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert!(httpdate::parse_http_date(reply.header("date").expect("a date")).is_ok());
    let request_id = reply.header("x-request-id").expect("a request id");
    assert_eq!(request_id.split('-').next().map(str::len), Some(32), "{request_id}");
    let callback = reply.json();
    assert_eq!(callback["id"], EXAMPLE);
    for field in ["publish_domain", "app", "notify_callback_url", "sign_type", "create_time", "update_time"] {
        assert!(callback[field].is_string(), "{field}");
    }
    assert!(callback["notify_event_subscription"].is_array());
}

#[test]
fn what_the_gateway_refuses() {
    let token_known = "MIIS-a-token";
    let stand_in = started(
        StandIn::builder()
            .access_key(AK, SK)
            .temporary_access_key("TEMPORARY", "temporary-secret", "the-security-token")
            .auth_token(token_known)
            .expired_auth_token("MIIS-expired")
            .project(PROJECT, "cn-north-4")
            .project("other", "cn-east-3"),
    );
    let all = ["host", "x-project-id", "x-sdk-date"];
    let unsigned = || Raw::get_callback(PROJECT, EXAMPLE).header("X-Project-Id", PROJECT);
    let dated = |seconds: i64| {
        let offset = Duration::from_secs(seconds.unsigned_abs());
        let now = SystemTime::now();
        sdk_date(if seconds < 0 { now - offset } else { now + offset })
    };
    let temporary = |names: &[&str], token: &str| {
        unsigned().header("X-Security-Token", token).signed("TEMPORARY", "temporary-secret", names)
    };
    let with_token = ["host", "x-project-id", "x-sdk-date", "x-security-token"];
    let algorithm = good(EXAMPLE).headers.iter().find(|(name, _)| name == "Authorization").expect("signed").1.clone();
    let algorithm = algorithm.replacen("SDK-HMAC-SHA256", "SDK-HMAC-SM3", 1);
    let path = format!("/v1/{PROJECT}/record/callbacks/{EXAMPLE}");
    let (ok, unauthorized, not_found) = ((200, ""), (401, "APIGW.0301"), (404, "APIGW.0101"));
    for (name, request, (status, code), says) in [
        ("good", good(EXAMPLE), ok, ""),
        ("host unsigned", unsigned().signed(AK, SK, &["x-project-id", "x-sdk-date"]), ok, ""),
        ("only the date signed", unsigned().signed(AK, SK, &["x-sdk-date"]), ok, ""),
        ("14 minutes late", unsigned().with("X-Sdk-Date", &dated(-840)).signed_with_date(AK, SK, &all), ok, ""),
        ("temporary key", temporary(&with_token, "the-security-token"), ok, ""),
        ("token", unsigned().header("X-Auth-Token", token_known), ok, ""),
        ("nothing", unsigned(), unauthorized, "x-auth-token not found"),
        ("other algorithm", good(EXAMPLE).with("Authorization", &algorithm), unauthorized, "SDK-HMAC-SM3"),
        ("garbage", good(EXAMPLE).with("Authorization", "SDK-HMAC-SHA256 garbage"), unauthorized, "format"),
        ("unknown key", unsigned().signed("NOBODY", SK, &all), unauthorized, "ak NOBODY not exist"),
        (
            "date unsigned",
            unsigned().signed(AK, SK, &["host", "x-project-id"]),
            unauthorized,
            "x-sdk-date is not signed",
        ),
        ("signed header gone", good(EXAMPLE).without("X-Project-Id"), unauthorized, "x-project-id not found"),
        ("no host", good(EXAMPLE).without("Host"), unauthorized, "host not found"),
        (
            "16 minutes late",
            unsigned().with("X-Sdk-Date", &dated(-960)).signed_with_date(AK, SK, &all),
            unauthorized,
            "signature expired, signature time:",
        ),
        (
            "16 minutes early",
            unsigned().with("X-Sdk-Date", &dated(960)).signed_with_date(AK, SK, &all),
            unauthorized,
            ",server time:",
        ),
        (
            "no date",
            unsigned().with("X-Sdk-Date", "now").signed_with_date(AK, SK, &all),
            unauthorized,
            "x-sdk-date now",
        ),
        (
            "temporary key without its token",
            unsigned().signed("TEMPORARY", "temporary-secret", &all),
            unauthorized,
            "x-security-token not found",
        ),
        ("its token unsigned", temporary(&all, "the-security-token"), unauthorized, "x-security-token is not signed"),
        ("another's token", temporary(&with_token, "another"), unauthorized, "does not match"),
        (
            "token with a permanent key",
            unsigned().header("X-Security-Token", "t").signed(AK, SK, &with_token),
            unauthorized,
            "does not match",
        ),
        (
            "no project header",
            Raw::get_callback(PROJECT, EXAMPLE).signed(AK, SK, &["host", "x-sdk-date"]),
            unauthorized,
            "x-project-id not found",
        ),
        (
            "another project in the header",
            Raw::get_callback(PROJECT, EXAMPLE).header("X-Project-Id", "other").signed(AK, SK, &all),
            (403, "APIGW.0302"),
            "",
        ),
        (
            "unknown project",
            Raw::get_callback("nobodys", EXAMPLE).header("X-Project-Id", "nobodys").signed(AK, SK, &all),
            (403, "APIGW.0310"),
            "",
        ),
        (
            "unknown project, token",
            Raw::get_callback("nobodys", EXAMPLE).header("X-Auth-Token", token_known),
            (403, "APIGW.0310"),
            "",
        ),
        ("unknown token", unsigned().header("X-Auth-Token", "MIIS-wrong"), unauthorized, "decrypt token fail"),
        ("expired token", unsigned().header("X-Auth-Token", "MIIS-expired"), (401, "APIGW.0307"), "must be updated"),
        ("singular", Raw::new("GET", path.replace("callbacks", "callback")), not_found, "does not exist"),
        ("slash at the end", Raw::new("GET", format!("{path}/")), not_found, ""),
        ("doubled slash", Raw::new("GET", format!("/{path}")), not_found, ""),
        ("no id", Raw::get_callback(PROJECT, ""), not_found, ""),
        ("other version", Raw::new("GET", path.replace("v1", "v2")), not_found, ""),
        ("root", Raw::new("GET", "/"), not_found, ""),
        ("other method", Raw::new("PUT", path.clone()), not_found, ""),
        ("unknown method", Raw::new("BREW", path.clone()), not_found, ""),
        ("unknown id", good("nobodys"), (404, "LIVE.100011001"), "Request Illegal"),
        ("id of 129 characters", good(&"x".repeat(129)), (400, "LIVE.100011001"), "id"),
        ("headers of 200 KiB", good(EXAMPLE).header("X-Big", "x".repeat(200 * 1024)), (494, "APIGW.0201"), "too large"),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, status, "{name}: {reply:?}");
        assert!(reply.header("x-request-id").is_some_and(|id| !id.is_empty()), "{name}");
        assert!(reply.header("date").is_some(), "{name}");
        if status == 200 {
            continue;
        }
        let (sent_code, message) = reply.code_and_message();
        assert_eq!(sent_code, code, "{name}: {message}");
        assert!(message.contains(says), "{name}: {message}");
        let in_body = reply.json()["request_id"].as_str().map(str::to_owned);
        let expected = reply.header("x-request-id").filter(|_| code.starts_with("APIGW.")).map(str::to_owned);
        assert_eq!(in_body, expected, "{name}: only the gateway repeats the request id in the body");
    }
}

#[test]
fn a_token_of_100_kib_fits() {
    let token = "t".repeat(102_400);
    let stand_in = started(StandIn::builder().auth_token(&token));
    let reply = Raw::get_callback(PROJECT, EXAMPLE).header("X-Auth-Token", token).send(&stand_in);
    assert_eq!(reply.status, 200);
}

#[test]
fn a_large_body_is_refused() {
    let stand_in = started(StandIn::builder());
    let request = Raw::new("POST", "/v3/auth/tokens").header("Content-Length", (13 * 1024 * 1024).to_string());
    let mut stream = connect(&stand_in);
    let mut writing = stream.try_clone().expect("clone");
    // The server answers before it has read everything, and may well close then.
    let writer = std::thread::spawn(move || {
        let _ = writing.write_all(&vec![b' '; 13 * 1024 * 1024]);
    });
    let reply = exchange(&mut stream, &request.bytes());
    assert_eq!((reply.status, &*reply.code_and_message().0), (413, "APIGW.0201"));
    drop(stream);
    drop(stand_in);
    writer.join().expect("writer");
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
    let asked = std::time::Instant::now();
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

#[test]
fn the_clock_can_be_set_off() {
    let stand_in = started(StandIn::builder().clock_offset(-3600));
    let reply = good(EXAMPLE).send(&stand_in);
    assert_eq!(reply.status, 401);
    let date = httpdate::parse_http_date(reply.header("date").expect("a date")).expect("a date");
    let behind = SystemTime::now().duration_since(date).expect("behind").as_secs();
    assert!((3600..3660).contains(&behind), "{behind}");
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    for (name, builder) in [
        ("address", StandIn::builder().address([192, 0, 2, 1].into())),
        ("empty secret", StandIn::builder().access_key("AK", "")),
        ("empty token", StandIn::builder().auth_token(" ")),
        ("empty project", StandIn::builder().project("", "cn-north-4")),
        ("clock", StandIn::builder().clock_offset(i64::MIN)),
    ] {
        let error = builder.start().expect_err(name);
        assert_eq!(error.kind(), hwlive::ErrorKind::InvalidArgument, "{name}: {error}");
    }
    let first = started(StandIn::builder());
    let port = first.url().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let error = StandIn::builder().port(port).start().expect_err("the port is taken");
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

#[test]
fn iam_lists_projects_by_name() {
    let token = "MIIS-a-token";
    let stand_in = started(
        StandIn::builder()
            .access_key(AK, SK)
            .auth_token(token)
            .project("p1", "cn-north-4")
            .project("p2", "cn-east-3")
            .project("p3", "cn-east-3"),
    );
    let ids = |request: Raw| {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, 200, "{reply:?}");
        let projects = reply.json()["projects"].as_array().expect("projects").clone();
        projects.iter().map(|project| project["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    for (query, expected) in [
        ("", &["p1", "p2", "p3"][..]),
        ("?name=cn-north-4", &["p1"]),
        ("?name=cn-east-3", &["p2", "p3"]),
        ("?name=x", &[]),
    ] {
        let request = Raw::new("GET", format!("/v3/projects{query}"));
        assert_eq!(ids(request.clone().signed(AK, SK, &["host", "x-sdk-date"])), expected, "signed {query}");
        assert_eq!(ids(request.header("X-Auth-Token", token)), expected, "token {query}");
    }
    let reply = Raw::new("GET", "/v3/projects").signed(AK, "wrong", &["host", "x-sdk-date"]).send(&stand_in);
    assert_eq!((reply.status, &*reply.code_and_message().0), (401, "APIGW.0301"));
}

/// What asks IAM for a token.
fn token_request(password: &str, scope: Value) -> Raw {
    let user = json!({ "name": "alice", "password": password, "domain": { "name": "example" } });
    let mut auth = json!({ "identity": { "methods": ["password"], "password": { "user": user } } });
    if !scope.is_null() {
        auth["scope"] = scope;
    }
    Raw::new("POST", "/v3/auth/tokens?nocatalog=true").body(json!({ "auth": auth }).to_string())
}

#[test]
fn iam_gives_tokens_that_are_good_for_their_scope() {
    let builder = StandIn::builder().user("alice", "secret", "example").project(PROJECT, "cn-north-4");
    let stand_in = started(builder.clone().project("other", "cn-east-3"));
    let ask = |token: &str| {
        let reply = Raw::get_callback(PROJECT, EXAMPLE).header("X-Auth-Token", token).send(&stand_in);
        let code = if reply.status == 200 { String::new() } else { reply.code_and_message().0 };
        (reply.status, code)
    };
    for (name, scope, (status, code)) in [
        ("by name", json!({ "project": { "name": "cn-north-4" } }), (200, "")),
        ("by id", json!({ "project": { "id": PROJECT } }), (200, "")),
        ("another project", json!({ "project": { "name": "cn-east-3" } }), (403, "APIGW.0302")),
        ("the account", json!({ "domain": { "name": "example" } }), (404, "APIGW.0101")),
        ("none", Value::Null, (404, "APIGW.0101")),
    ] {
        let reply = token_request("secret", scope).send(&stand_in);
        assert_eq!(reply.status, 201, "{name}: {reply:?}");
        let body = reply.json();
        let expires_at = body["token"]["expires_at"].as_str().expect("expires_at");
        assert!(expires_at.len() == 27 && expires_at.ends_with('Z'), "{expires_at}");
        assert!(body["token"].get("catalog").is_none(), "nocatalog");
        let token = reply.header("x-subject-token").expect("a token");
        assert_eq!(ask(token), (status, code.to_owned()), "{name}");
    }
    for (name, request, status) in [
        ("wrong password", token_request("wrong", Value::Null), 401),
        ("unknown project", token_request("secret", json!({ "project": { "name": "x" } })), 401),
        ("no JSON", Raw::new("POST", "/v3/auth/tokens").body("{"), 400),
        ("no user", Raw::new("POST", "/v3/auth/tokens").body("{\"auth\":{}}"), 400),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!((reply.status, &reply.json()["error"]["code"]), (status, &json!(status)), "{name}");
        assert!(reply.header("x-subject-token").is_none(), "{name}");
    }
    let stand_in = started(builder.token_lifetime(Duration::ZERO));
    let reply = token_request("secret", json!({ "project": { "id": PROJECT } })).send(&stand_in);
    let token = reply.header("x-subject-token").expect("a token");
    let reply = Raw::get_callback(PROJECT, EXAMPLE).header("X-Auth-Token", token).send(&stand_in);
    assert_eq!((reply.status, &*reply.code_and_message().0), (401, "APIGW.0307"));
}

#[test]
fn the_metadata_service_gives_temporary_keys() {
    let token_path = "/meta-data/latest/api/token";
    let put = |ttl: &str| Raw::new("PUT", token_path).header("X-Metadata-Token-Ttl-Seconds", ttl);
    let get = || Raw::new("GET", "/openstack/latest/securitykey");
    for (metadata, token_status, with_token, without, wrong) in [
        (Metadata::Off, 404, 404, 404, 404),
        (Metadata::V1, 404, 200, 200, 200),
        (Metadata::V2, 200, 200, 200, 401),
        (Metadata::V2Only, 200, 200, 401, 401),
    ] {
        let stand_in = started(StandIn::builder().metadata(metadata));
        let token = put("21600").send(&stand_in);
        assert_eq!(token.status, token_status, "{metadata:?}");
        let token = if token_status == 200 { token.text() } else { "none" };
        let credential = get().header("X-Metadata-Token", token).send(&stand_in);
        assert_eq!(credential.status, with_token, "{metadata:?}");
        assert_eq!(get().send(&stand_in).status, without, "{metadata:?}");
        assert_eq!(get().header("X-Metadata-Token", "wrong").send(&stand_in).status, wrong, "{metadata:?}");
        if with_token == 200 {
            let credential = &credential.json()["credential"];
            let text = |name: &str| credential[name].as_str().expect(name);
            assert!(text("expires_at").ends_with('Z'));
            let reply = Raw::get_callback(PROJECT, EXAMPLE)
                .header("X-Project-Id", PROJECT)
                .header("X-Security-Token", text("securitytoken"))
                .signed(text("access"), text("secret"), &["host", "x-sdk-date", "x-security-token"])
                .send(&stand_in);
            assert_eq!(reply.status, 200, "{metadata:?}: {reply:?}");
        }
    }
    let stand_in = started(StandIn::builder());
    for ttl in ["0", "21601", "-1", "x"] {
        assert_eq!(put(ttl).send(&stand_in).status, 400, "{ttl}");
    }
    assert_eq!(Raw::new("GET", token_path).send(&stand_in).status, 405);
}

mod tls {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, ServerName};
    use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

    use super::*;

    fn client(ca_pem: &str) -> Arc<ClientConfig> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(ca_pem.as_bytes()).expect("PEM")).expect("a root");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        Arc::new(config.expect("versions").with_root_certificates(roots).with_no_client_auth())
    }

    fn stream(stand_in: &StandIn, ca_pem: &str, name: &str) -> StreamOwned<ClientConnection, TcpStream> {
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        StreamOwned::new(ClientConnection::new(client(ca_pem), name).expect("a client"), connect(stand_in))
    }

    #[test]
    fn a_client_that_trusts_its_authority_is_served() {
        for address in [[127, 0, 0, 1].into(), Ipv6Addr::LOCALHOST.into()] {
            let stand_in = started(StandIn::builder().tls(true).address(address));
            let ca_pem = stand_in.ca_pem().expect("a CA");
            let file = stand_in.ca_file().expect("a file").to_owned();
            assert_eq!(std::fs::read_to_string(&file).expect("the file"), ca_pem);
            let listed = stand_in.environment().iter().find(|(name, _)| *name == "SSL_CERT_FILE");
            assert_eq!(listed.map(|(_, value)| value.as_str()), file.to_str());
            for name in ["localhost", "127.0.0.1", "::1"] {
                let mut stream = stream(&stand_in, ca_pem, name);
                for _ in 0..2 {
                    assert_eq!(exchange(&mut stream, &good(EXAMPLE).bytes()).status, 200, "{name}");
                }
            }
            assert_eq!(stand_in.connections(), 3);
            drop(stand_in);
            assert!(!file.exists(), "the CA file is removed");
        }
    }

    #[test]
    fn others_refuse_it_and_it_goes_on() {
        let stand_in = started(StandIn::builder().tls(true));
        let other = started(StandIn::builder().tls(true));
        let ca_pem = stand_in.ca_pem().expect("a CA");
        for (ca_pem, name) in [(other.ca_pem().expect("a CA"), "localhost"), (ca_pem, "live.example.com")] {
            let error = stream(&stand_in, ca_pem, name).write_all(b"GET").expect_err(name).to_string();
            assert!(error.contains("certificate"), "{name}: {error}");
        }
        // Plain http on the port of https.
        let mut plain = connect(&stand_in);
        plain.write_all(&good(EXAMPLE).bytes()).expect("write");
        let mut answer = Vec::new();
        let _ = plain.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
        assert_eq!(exchange(&mut stream(&stand_in, ca_pem, "localhost"), &good(EXAMPLE).bytes()).status, 200);
        assert_eq!(stand_in.requests().len(), 1);
    }
}

#[cfg(unix)]
mod program {
    use std::os::unix::process::ExitStatusExt;
    use std::path::Path;
    use std::process::{Child, Command, Output, Stdio};

    use super::limit::{self, Watch};
    use super::*;

    fn program(arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in"));
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(arguments: &[&str]) -> Output {
        limit::output(&mut program(arguments)).expect("run")
    }

    fn spawn(arguments: &[&str]) -> (Child, Watch) {
        limit::spawn(&mut program(arguments)).expect("spawn")
    }

    fn text(bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    }

    /// The environment that `env` as the command prints.
    fn environment(arguments: &[&str], outer: &[(&str, &str)]) -> Vec<(String, String)> {
        let arguments = [arguments, &["--", "env"]].concat();
        let output = limit::output(program(&arguments).envs(outer.iter().copied())).expect("run");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    fn value<'a>(environment: &'a [(String, String)], name: &str) -> Option<&'a str> {
        environment.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn signal(child: &Child, signal: &str) {
        let output = limit::output(Command::new("kill").args([format!("-{signal}"), child.id().to_string()]));
        assert!(output.expect("kill").status.success());
    }

    fn lines(child: &mut Child) -> impl Iterator<Item = String> {
        BufReader::new(child.stdout.take().expect("stdout")).lines().map(|line| line.expect("a line"))
    }

    #[test]
    fn it_ends_with_the_commands_exit_status() {
        for (name, command, status) in [
            ("success", &["true"][..], 0),
            ("7", &["sh", "-c", "exit 7"], 7),
            ("255", &["sh", "-c", "exit 255"], 255),
            ("SIGTERM", &["sh", "-c", "kill -TERM $$"], 128 + 15),
            ("SIGKILL", &["sh", "-c", "kill -KILL $$"], 128 + 9),
            ("options of the command", &["sh", "-c", "test \"$1\" = --tls", "sh", "--tls"], 0),
            ("not found", &["/nowhere/to/be/found"], 127),
            ("not executable", &["/"], 126),
        ] {
            let output = run(&[&["--"], command].concat());
            assert_eq!(output.status.code(), Some(status), "{name}: {}", text(&output.stderr));
        }
    }

    #[test]
    fn the_command_sees_the_environment() {
        let outer = [
            ("http_proxy", "http://192.0.2.1:1"),
            ("HTTPS_PROXY", "http://192.0.2.1:1"),
            ("all_proxy", "http://192.0.2.1:1"),
            ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "left over"),
            ("HUAWEICLOUD_SDK_AUTH_TOKEN", "left over"),
            ("HUAWEICLOUD_SDK_REGION", "left over"),
            ("HUAWEICLOUD_SDK_REGION_LIVE_CN_NORTH_4", "left over"),
            ("HUAWEICLOUD_SDK_AK", "left over"),
            ("CLOUD_SDK_AK", "left over"),
            ("UNRELATED", "kept"),
        ];
        let seen = environment(&[], &outer);
        for (name, expected) in [
            ("HUAWEICLOUD_SDK_AK", AK),
            ("HUAWEICLOUD_SDK_SK", SK),
            ("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT),
            ("UNRELATED", "kept"),
        ] {
            assert_eq!(value(&seen, name), Some(expected), "{name}");
        }
        let endpoint = value(&seen, "HUAWEICLOUD_SDK_ENDPOINT").expect("an endpoint");
        assert!(endpoint.starts_with("http://127.0.0.1:"), "{endpoint}");
        assert_eq!(value(&seen, "HUAWEICLOUD_SDK_IAM_ENDPOINT"), Some(endpoint));
        for (name, value) in &seen {
            assert!(!value.contains("left over") && !value.contains("192.0.2.1"), "{name}={value}");
        }

        let keys =
            ["--access-key", "AK", "--secret-key=SK", "--security-token", "ST", "--project-id", "P", "--project-id=Q"];
        let seen = environment(&keys, &[]);
        for (name, expected) in [
            ("HUAWEICLOUD_SDK_AK", Some("AK")),
            ("HUAWEICLOUD_SDK_SK", Some("SK")),
            ("HUAWEICLOUD_SDK_SECURITY_TOKEN", Some("ST")),
            ("HUAWEICLOUD_SDK_PROJECT_ID", Some("P")),
            ("HUAWEICLOUD_SDK_AUTH_TOKEN", None),
        ] {
            assert_eq!(value(&seen, name), expected, "{name}");
        }
        let seen = environment(&["--token", "T", "--token", "U"], &[]);
        assert_eq!(value(&seen, "HUAWEICLOUD_SDK_AUTH_TOKEN"), Some("T"));
        assert_eq!(value(&seen, "HUAWEICLOUD_SDK_AK"), None, "a token alone");
    }

    #[test]
    fn with_tls_the_authority_is_in_a_private_file_for_as_long_as_it_runs() {
        let script = r#"ls -l "$SSL_CERT_FILE"; cat "$SSL_CERT_FILE"; echo "$HUAWEICLOUD_SDK_ENDPOINT $SSL_CERT_FILE""#;
        let output = run(&["--tls", "--", "sh", "-c", script]);
        let stdout = text(&output.stdout);
        assert!(stdout.starts_with("-rw-------"), "{stdout}");
        assert!(stdout.contains("BEGIN CERTIFICATE") && !stdout.contains("PRIVATE KEY"), "{stdout}");
        let (endpoint, file) = stdout.lines().last().and_then(|line| line.split_once(' ')).expect("a last line");
        assert!(endpoint.starts_with("https://127.0.0.1:"), "{endpoint}");
        assert!(!Path::new(file).exists(), "{file}");
    }

    #[test]
    fn without_a_command_it_serves_until_a_signal() {
        for name in ["TERM", "INT", "HUP"] {
            let (mut child, watch) = spawn(&["--access-key", AK, "--secret-key", SK, "--tls"]);
            let exports: Vec<(String, String)> = lines(&mut child)
                .filter_map(|line| {
                    let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
                    Some((name.to_owned(), value.to_owned()))
                })
                .take(6)
                .collect();
            let file = value(&exports, "SSL_CERT_FILE").expect("a CA file").to_owned();
            assert!(Path::new(&file).exists());
            let address = value(&exports, "HUAWEICLOUD_SDK_ENDPOINT").and_then(|url| url.strip_prefix("https://"));
            TcpStream::connect(address.expect("an endpoint")).expect("connect");
            signal(&child, name);
            assert_eq!(child.wait().expect("wait").code(), Some(0), "{name}");
            watch.ends();
            assert!(!Path::new(&file).exists(), "{name}");
        }
    }

    #[test]
    fn signals_are_passed_on_to_the_command() {
        for name in ["TERM", "INT", "HUP"] {
            let script = format!("trap 'kill $!; exit 9' {name}; sleep 600 & echo ready; wait");
            let (mut child, watch) = spawn(&["--", "sh", "-c", &script]);
            assert_eq!(lines(&mut child).next().as_deref(), Some("ready"));
            signal(&child, name);
            let status = child.wait().expect("wait");
            assert_eq!((status.code(), status.signal()), (Some(9), None), "{name}");
            watch.ends();
        }
    }

    #[test]
    fn help_and_version() {
        for option in ["--help", "-h"] {
            let output = run(&[option]);
            assert_eq!(output.status.code(), Some(0));
            let usage = text(&output.stdout);
            for option in ["--callbacks", "--port", "--tls", "--access-key", "--token", "--project-id", "COMMAND"] {
                assert!(usage.contains(option), "{option}");
            }
        }
        assert_eq!(text(&run(&["--version"]).stdout), format!("hwlive-stand-in {}\n", hwlive::VERSION));
    }

    #[test]
    fn bad_arguments_end_with_2_and_say_why() {
        for (arguments, says) in [
            (&["--nonsense"][..], "unknown option \"--nonsense\""),
            (&["-x"], "unknown option"),
            (&["env"], "after --"),
            (&["--"], "no COMMAND"),
            (&["--port"], "--port needs a value"),
            (&["--port", "--", "true"], "--port needs a value"),
            (&["--port="], "--port needs a value"),
            (&["--port", "65536"], "\"65536\""),
            (&["--port", "x"], "\"x\""),
            (&["--tls=yes"], "--tls takes no value"),
            (&["--access-key", "AK"], "need each other"),
            (&["--secret-key", "SK"], "need each other"),
            (&["--security-token", "T"], "--security-token needs"),
            (&["--clock-offset", "soon"], "\"soon\""),
            (&["--callbacks", "/nowhere/to/be/found.json"], "/nowhere/to/be/found.json"),
            (&["--callbacks", "/"], "/: "),
            (&["--callbacks", "Cargo.toml"], "Cargo.toml: callbacks: not JSON"),
        ] {
            let output = run(arguments);
            let stderr = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
            assert!(stderr.starts_with("hwlive-stand-in: ") && stderr.contains(says), "{arguments:?}: {stderr}");
            assert_eq!(text(&output.stdout), "", "{arguments:?}");
        }
    }

    #[test]
    fn callbacks_are_read_from_a_file() {
        let path = std::env::temp_dir().join(format!("hwlive-callbacks-{}.json", std::process::id()));
        std::fs::write(&path, r#"[{"id":"mine"}]"#).expect("write");
        let (mut child, watch) = spawn(&["--token", "T", "--callbacks", path.to_str().expect("UTF-8")]);
        let endpoint = lines(&mut child)
            .find_map(|line| line.strip_prefix("export HUAWEICLOUD_SDK_ENDPOINT=http://").map(str::to_owned));
        std::fs::remove_file(&path).expect("remove");
        let mut stream = TcpStream::connect(endpoint.expect("an endpoint")).expect("connect");
        let request = Raw::get_callback(PROJECT, "mine").header("X-Auth-Token", "T");
        assert_eq!(exchange(&mut stream, &request.bytes()).text(), r#"{"id":"mine"}"#);
        signal(&child, "TERM");
        assert_eq!(child.wait().expect("wait").code(), Some(0));
        watch.ends();
    }
}
