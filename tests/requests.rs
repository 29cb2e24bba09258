//! What goes on the wire: one request, signed as it is sent, and nothing where there is nothing to ask.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, SystemTime};

use hwlive::{Client, ClientBuilder, ErrorKind};
use support::network::has_ipv6;
use support::*;

const PATH: &str = "/v1/70b76xxxxxx34253880af501cdxxxxxx/record/callbacks/";

/// One that answers the documented example, and fails the test where the client sends anything behind a head.
fn server(scheme: Scheme) -> Server {
    Server::start(scheme, |peer| {
        peer.request()?;
        peer.send(success())?;
        assert_eq!(peer.silence()?, b"", "the client sent a body");
        Ok(())
    })
}

/// Makes one call and returns what came of it at the server.
fn request_of(server: &Server, builder: ClientBuilder, id: &str) -> Request {
    builder.build().unwrap().show_record_callback(id).unwrap();
    server.request()
}

fn names(request: &Request) -> Vec<String> {
    let mut names: Vec<_> = request.headers().into_iter().map(|(name, _)| name).collect();
    names.sort();
    names
}

#[test]
fn a_request_has_these_headers_and_no_body() {
    for scheme in SCHEMES {
        let server = server(scheme);
        let before = SystemTime::now();
        let request = request_of(&server, builder(&server), ID);
        assert_eq!(request.line(), format!("GET {PATH}{ID} HTTP/1.1"));
        assert_eq!(
            names(&request),
            ["accept", "authorization", "host", "user-agent", "x-project-id", "x-sdk-date"],
            "{request}"
        );
        assert_eq!(request.header("host"), server.host());
        assert_eq!(request.header("accept"), "application/json");
        assert_eq!(request.header("user-agent"), format!("hwlive/{}", hwlive::VERSION));
        assert_eq!(request.header("x-project-id"), PROJECT_ID);
        assert_eq!(request.signed_headers(), "host;x-project-id;x-sdk-date");
        let date = request.date().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        let [from, to] =
            [before, SystemTime::now()].map(|t| t.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs());
        assert!((from..=to).contains(&date), "{request}");
        request.assert_signed(ACCESS_KEY, SECRET_KEY);
    }
}

#[test]
fn an_id_is_one_segment_in_every_script() {
    let longest = "录".repeat(128);
    let longest_encoded = "%E5%BD%95".repeat(128);
    let outside_the_plane = "😀".repeat(128);
    let outside_the_plane_encoded = "%F0%9F%98%80".repeat(128);
    let table = [
        (ID, ID),
        ("录制回调", "%E5%BD%95%E5%88%B6%E5%9B%9E%E8%B0%83"),
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("a%2Fb", "a%252Fb"),
        ("a/b", "a%2Fb"),
        ("../../x", "..%2F..%2Fx"),
        ("a\\b", "a%5Cb"),
        ("100%", "100%25"),
        ("a?b#c", "a%3Fb%23c"),
        ("'()*!", "%27%28%29%2A%21"),
        ("a-._~Z0", "a-._~Z0"),
        ("...", "..."),
        ("{id}", "%7Bid%7D"),
        ("a|b\"<>^`", "a%7Cb%22%3C%3E%5E%60"),
        ("a\r\nX: y\0", "a%0D%0AX%3A%20y%00"),
        ("é", "%C3%A9"),
        (&longest, &longest_encoded),
        (&outside_the_plane, &outside_the_plane_encoded),
    ];
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let client = client(&server);
        for (id, _) in table {
            client.show_record_callback(id).unwrap();
        }
        for ((id, segment), request) in table.iter().zip(server.requests()) {
            assert_eq!(request.target(), format!("{PATH}{segment}"), "{id}");
            request.assert_signed(ACCESS_KEY, SECRET_KEY);
        }
    }
}

#[test]
fn endpoints_and_how_they_are_joined() {
    let long = format!("/{}", "p".repeat(1_990));
    for (behind, prefix) in [
        ("", ""),
        ("/", ""),
        ("//", ""),
        ("/base", "/base"),
        ("/base/", "/base"),
        ("/a/b.c/~d", "/a/b.c/~d"),
        (&long, &long),
    ] {
        let server = server(Scheme::Http);
        let endpoint = format!("{}{behind}", server.url());
        let request = request_of(&server, builder(&server).endpoint(&endpoint), ID);
        assert_eq!(request.target(), format!("{prefix}{PATH}{ID}"), "{behind}");
        request.assert_signed(ACCESS_KEY, SECRET_KEY);
    }
}

#[test]
fn host_is_what_the_endpoint_says_with_its_port() {
    for (address, endpoint, host) in [
        ("127.0.0.1:0", "http://127.0.0.1:PORT", "127.0.0.1"),
        ("127.0.0.1:0", "HTTP://LocalHost:PORT/", "localhost"),
        ("127.0.0.1:0", "http://live.localhost:PORT", "live.localhost"),
        ("[::1]:0", "http://[::1]:PORT", "[::1]"),
        ("[::1]:0", "http://[0:0::0:1]:PORT", "[::1]"),
        // Two families: only one of them answers.
        ("[::1]:0", "http://localhost:PORT", "localhost"),
    ] {
        if address.starts_with('[') && !has_ipv6() {
            continue;
        }
        let server = Server::on(address, None, |peer| peer.serve(|_, _| success()));
        let port = server.address().port().to_string();
        let request = request_of(&server, builder(&server).endpoint(&endpoint.replace("PORT", &port)), ID);
        assert_eq!(request.header("host"), format!("{host}:{port}"), "{endpoint}");
        request.assert_signed(ACCESS_KEY, SECRET_KEY);
    }
}

#[test]
fn an_ipv6_address_over_tls() {
    if !has_ipv6() {
        return;
    }
    let authority = Authority::new("an authority");
    let tls = TlsOptions::default().config(authority.sign(&Leaf { names: &["::1"], ..Leaf::default() }));
    let server = Server::on("[::1]:0", Some(tls), |peer| peer.serve(|_, _| success()));
    let request = request_of(&server, builder(&server).ca_file(authority.file()), ID);
    assert_eq!(request.header("host"), server.host());
    request.assert_signed(ACCESS_KEY, SECRET_KEY);
}

#[test]
fn each_kind_of_credentials_proves_itself_in_its_own_way() {
    let longest = "t".repeat(102_400);
    for scheme in SCHEMES {
        for token in ["a security token", &longest] {
            let server = server(scheme);
            let request = request_of(&server, builder(&server).security_token(token), ID);
            assert_eq!(request.header("x-security-token"), token);
            assert_eq!(request.signed_headers(), "host;x-project-id;x-sdk-date;x-security-token");
            assert!(!request.has("x-auth-token"));
            request.assert_signed(ACCESS_KEY, SECRET_KEY);
        }
        for token in ["MIIDkgYJ", &longest] {
            let server = server(scheme);
            let request = request_of(&server, without_credentials(&server).auth_token(token), ID);
            assert_eq!(request.header("x-auth-token"), token);
            assert_eq!(names(&request), ["accept", "host", "user-agent", "x-auth-token"], "{request}");
        }
    }
}

#[test]
fn of_key_and_token_the_last_one_set_counts() {
    let server_a = server(Scheme::Http);
    let request = request_of(&server_a, builder(&server_a).auth_token("t"), ID);
    assert!(request.has("x-auth-token") && !request.has("authorization"), "{request}");
    let server_b = server(Scheme::Http);
    let builder = without_credentials(&server_b).auth_token("t").access_key(ACCESS_KEY, SECRET_KEY);
    let request = request_of(&server_b, builder, ID);
    assert!(!request.has("x-auth-token"), "{request}");
    request.assert_signed(ACCESS_KEY, SECRET_KEY);
}

#[test]
fn white_space_around_settings_reaches_nothing() {
    let server_a = server(Scheme::Http);
    let builder = without_credentials(&server_a)
        .endpoint(&format!(" {}\n", server_a.url()))
        .project_id(&format!("{PROJECT_ID}\r\n"))
        .access_key(&format!(" {ACCESS_KEY}\n"), &format!("\t{SECRET_KEY} \r\n"))
        .security_token(" st\r\n");
    let request = request_of(&server_a, builder, ID);
    assert_eq!(request.header("x-project-id"), PROJECT_ID);
    assert_eq!(request.header("x-security-token"), "st");
    request.assert_signed(ACCESS_KEY, SECRET_KEY);

    let server_b = server(Scheme::Http);
    let request = request_of(&server_b, without_credentials(&server_b).auth_token(" token\r\n"), ID);
    assert_eq!(request.header("x-auth-token"), "token");
}

#[test]
fn a_user_agent_names_the_program_behind_the_library() {
    let server = server(Scheme::Http);
    let request = request_of(&server, builder(&server).user_agent(" my-program/1.2 (x) "), ID);
    assert_eq!(request.header("user-agent"), format!("hwlive/{} my-program/1.2 (x)", hwlive::VERSION));
}

#[test]
fn each_attempt_and_each_call_has_its_own_date_and_signature() {
    for scheme in SCHEMES {
        let server = Server::start(scheme, |peer| {
            peer.serve(|_, number| match number {
                0 => answer_with(503, &["Retry-After: 1"], ""),
                _ => success(),
            })
        });
        let client = client(&server);
        client.show_record_callback(ID).unwrap();
        client.show_record_callback(ID).unwrap();
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        assert!(requests[1].date() > requests[0].date(), "{requests:?}");
        assert_ne!(requests[0].signature(), requests[1].signature());
        for request in requests {
            request.assert_signed(ACCESS_KEY, SECRET_KEY);
        }
    }
}

#[test]
fn a_servers_wrong_clock_does_not_reach_the_next_signature() {
    const EXPIRED: &str = r#"{"error_msg":"Incorrect IAM authentication information: verify aksk signature fail, signature expired, signature time:20211217T064303Z,server time:19700101T000000Z","error_code":"APIGW.0301"}"#;
    for date in ["Date: Thu, 01 Jan 1970 00:00:00 GMT", "Date: Fri, 01 Jan 2064 00:00:00 GMT", "X: y"] {
        let server = Server::answering(Scheme::Http, answer_with(401, &[date], EXPIRED));
        let client = client(&server);
        for _ in 0..2 {
            let error = client.show_record_callback(ID).unwrap_err();
            assert!(error.to_string().contains("clock"), "{error}");
        }
        for request in server.requests() {
            let off = SystemTime::now().duration_since(request.date()).unwrap();
            assert!(off < Duration::from_secs(60), "{date}: {request}");
        }
    }
}

#[test]
fn nothing_is_sent_where_there_is_nothing_to_ask() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let client = client(&server);
        let too_long = "i".repeat(129);
        let too_long_too = "录".repeat(129);
        for id in ["", ".", "..", &too_long, &too_long_too] {
            let error = client.show_record_callback(id).unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidArgument, 0), "{id:?}: {error}");
            assert!(error.to_string().starts_with("show record callback: the id "), "{error}");
            assert!(error.to_string().len() < 200, "{error}");
        }
        drop(client);

        let full = || builder(&server);
        let other = |endpoint: String| full().endpoint(&endpoint);
        let url = server.url();
        let nowhere = || Client::builder().project_id(PROJECT_ID).access_key(ACCESS_KEY, SECRET_KEY).proxy("");
        let no_project = Client::builder().endpoint(&url).access_key(ACCESS_KEY, SECRET_KEY).proxy("");
        for (builder, kind, named) in [
            (no_project, ErrorKind::InvalidArgument, "project id is not set"),
            (without_credentials(&server), ErrorKind::Credentials, "HUAWEICLOUD_SDK_AK"),
            (nowhere(), ErrorKind::InvalidArgument, "endpoint"),
            (full().project_id(""), ErrorKind::InvalidArgument, "project id"),
            (full().project_id(" \n"), ErrorKind::InvalidArgument, "project id"),
            (full().project_id("a/b"), ErrorKind::InvalidArgument, "project id"),
            (full().project_id(".."), ErrorKind::InvalidArgument, "project id"),
            (full().project_id("p\r\nX: y"), ErrorKind::InvalidArgument, "project id"),
            (full().access_key("", SECRET_KEY), ErrorKind::InvalidArgument, "access key"),
            (full().access_key(ACCESS_KEY, " "), ErrorKind::InvalidArgument, "secret key"),
            (full().access_key("a\r\nX: y", SECRET_KEY), ErrorKind::InvalidArgument, "access key"),
            (full().security_token(""), ErrorKind::InvalidArgument, "security token"),
            (full().security_token("t\r\nX: y"), ErrorKind::InvalidArgument, "security token"),
            (full().auth_token("t\0t"), ErrorKind::InvalidArgument, "auth token"),
            (full().auth_token(&"t".repeat(102_401)), ErrorKind::InvalidArgument, "auth token"),
            (full().user_agent("a\r\nX: y"), ErrorKind::InvalidArgument, "user agent"),
            (full().timeout(Duration::ZERO), ErrorKind::InvalidArgument, "timeout"),
            (full().timeout(Duration::MAX), ErrorKind::InvalidArgument, "timeout"),
            (full().connect_timeout(Duration::from_micros(999)), ErrorKind::InvalidArgument, "connect timeout"),
            (full().connect_timeout(Duration::MAX), ErrorKind::InvalidArgument, "connect timeout"),
            (full().max_retries(u32::MAX), ErrorKind::InvalidArgument, "retries"),
            (nowhere().region("cn-nowhere-1"), ErrorKind::InvalidArgument, "cn-nowhere-1"),
            (other(format!("{url}?x=1")), ErrorKind::InvalidArgument, "endpoint"),
            (other(format!("{url}#f")), ErrorKind::InvalidArgument, "endpoint"),
            (other(url.replace("://", "://user:pw@")), ErrorKind::InvalidArgument, "endpoint"),
            (other("ftp://h".to_owned()), ErrorKind::InvalidArgument, "endpoint"),
            (other("http://192.0.2.1".to_owned()), ErrorKind::InvalidArgument, "plain http"),
        ] {
            let error = builder.build().unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (kind, 0), "{error}");
            assert!(error.to_string().contains(named), "{named}: {error}");
        }
        assert_eq!(server.connections(), 0);
    }
}

#[test]
fn many_threads_on_one_client_each_get_their_own_answer() {
    const THREADS: usize = 16;
    const CALLS: usize = 50;
    for scheme in SCHEMES {
        let server = Server::start(scheme, |peer| {
            peer.serve(|request, _| {
                request.assert_signed(ACCESS_KEY, SECRET_KEY);
                answer(200, format!(r#"{{"id":"{}"}}"#, request.target().strip_prefix(PATH).unwrap()))
            })
        });
        let client = client(&server);
        thread::scope(|scope| {
            for thread in 0..THREADS {
                let client = client.clone();
                scope.spawn(move || {
                    for call in 0..CALLS {
                        let id = format!("{thread}-{call}");
                        assert_eq!(client.show_record_callback(&id).unwrap().id(), id);
                    }
                });
            }
        });
        let mut times = BTreeMap::new();
        for request in server.requests() {
            *times.entry(request.target().to_owned()).or_insert(0) += 1;
        }
        assert_eq!((times.len(), times.values().max()), (THREADS * CALLS, Some(&1)));
        assert!(server.connections() <= THREADS, "{}", server.connections());
    }
}
