//! What the gateway and the service refuse, and in which words.

use std::io::Write;
use std::time::{Duration, SystemTime};

use hwlive_stand_in::StandIn;

use crate::support::{AK, EXAMPLE, PROJECT, Raw, SK, connect, exchange, good, sdk_date, started};

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
    let algorithm = algorithm.replacen("SDK-HMAC-SHA256", "SDK-SM2-SM3", 1);
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
        ("other algorithm", good(EXAMPLE).with("Authorization", &algorithm), unauthorized, "SDK-SM2-SM3"),
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
