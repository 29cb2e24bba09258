//! A limit, header lines and credentials for one call, and the report of how it went.

#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, Instant};

use hwlive::{CallReport, Client, ClientBuilder, Credentials, ErrorKind};

use support::network::FullBacklog;
use support::*;

const REGION: &str = "cn-north-4";
const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

#[test]
fn the_limit_of_one_call() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.request()?;
        peer.silence().map(drop)
    });
    let limit = Duration::from_millis(50);
    let client = builder(&server).timeout(Duration::from_millis(300)).build().unwrap();
    let since = Instant::now();
    let error = client.call().timeout(limit).show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("time limit of 50ms"), "{error}");
    assert!(since.elapsed() >= limit);
    // It is longer than the client's as well.
    let error = client.call().timeout(Duration::from_millis(600)).show_record_callback(ID).unwrap_err();
    assert!(error.to_string().contains("time limit of 600ms"), "{error}");
    // And the client's own stays.
    let error = client.show_record_callback(ID).unwrap_err();
    assert!(error.to_string().contains("time limit of 300ms"), "{error}");
}

/// Answers as Live and as IAM, with a project id that tells whose it is.
fn live_and_iam(scheme: Scheme) -> Server {
    Server::start(scheme, |peer| {
        peer.serve(|request, _| {
            if !request.target().starts_with("/v3/") {
                return success();
            }
            let whose = match request.has("x-auth-token") {
                true => request.header("x-auth-token").to_owned(),
                false => request.header("authorization").split(['=', ',']).nth(1).unwrap().to_owned(),
            };
            answer(200, format!(r#"{{"projects":[{{"id":"project-of-{whose}","name":"{REGION}"}}]}}"#))
        })
    })
}

/// Without a project id.
fn looking_up(server: &Server) -> ClientBuilder {
    let builder = Client::builder().region(REGION).endpoint(&server.url()).iam_endpoint(&server.url()).proxy("");
    let builder = builder.access_key(ACCESS_KEY, SECRET_KEY);
    match server.authority() {
        Some(authority) => builder.ca_file(authority.file()),
        None => builder,
    }
}

#[test]
fn header_lines_go_to_live_alone_and_are_not_signed() {
    for scheme in SCHEMES {
        let server = live_and_iam(scheme);
        let client = looking_up(&server).build().unwrap();
        let mut call = client.call().header("traceparent", TRACE).header("X-Mine", " a ").header("x-mine", "b");
        call.show_record_callback(ID).unwrap();
        client.show_record_callback(ID).unwrap();
        let [iam, live, without] = &server.requests()[..] else { panic!("{:?}", server.requests()) };
        for other in [iam, without] {
            assert!(!other.has("traceparent") && !other.has("x-mine"), "{other}");
        }
        assert_eq!(live.header("traceparent"), TRACE);
        let mine: Vec<_> =
            live.headers().into_iter().filter(|(name, _)| name == "x-mine").map(|(_, v)| v.to_owned()).collect();
        assert_eq!(mine, ["a", "b"]);
        assert_eq!(live.signed_headers(), "host;x-project-id;x-sdk-date");
        live.assert_signed(ACCESS_KEY, SECRET_KEY);
        // All else is as without.
        let names = |request: &Request| -> Vec<String> {
            request
                .headers()
                .into_iter()
                .map(|(name, _)| name)
                .filter(|n| n != "traceparent" && n != "x-mine")
                .collect()
        };
        assert_eq!(names(live), names(without));
    }
}

#[test]
fn header_lines_do_not_go_to_the_proxy() {
    let server = Server::answering(Scheme::Http, success());
    let target = server.address();
    let proxy = Server::start(Scheme::Http, move |peer| {
        peer.request()?;
        peer.send("HTTP/1.1 200 OK\r\n\r\n")?;
        peer.tunnel(target)
    });
    let client = builder(&server).proxy(&proxy.url()).build().unwrap();
    let mut call = client.call().header("traceparent", TRACE);
    call.show_record_callback(ID).unwrap();
    assert!(!proxy.request().has("traceparent"));
    assert_eq!(server.request().header("traceparent"), TRACE);
    let report = call.report();
    assert_eq!(report.peer_address(), Some(proxy.address()));
    assert!(report.proxy().is_some() && report.tls().is_none(), "{report:?}");
}

#[test]
fn credentials_of_one_call_with_the_project_id_that_was_given() {
    let server = Server::answering(Scheme::Http, success());
    let client = client(&server);
    client.call().access_key("own", "own-secret", None).show_record_callback(ID).unwrap();
    client.call().access_key("own", "own-secret", Some("own-token")).show_record_callback(ID).unwrap();
    client.call().auth_token("token").show_record_callback(ID).unwrap();
    client.call().credentials(Credentials::auth_token("another").unwrap()).show_record_callback(ID).unwrap();
    client.show_record_callback(ID).unwrap();
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.target().starts_with(&format!("/v1/{PROJECT_ID}/"))));
    requests[0].assert_signed("own", "own-secret");
    requests[1].assert_signed("own", "own-secret");
    assert_eq!(requests[1].header("x-security-token"), "own-token");
    assert_eq!(requests[2].header("x-auth-token"), "token");
    assert_eq!(requests[3].header("x-auth-token"), "another");
    requests[4].assert_signed(ACCESS_KEY, SECRET_KEY);
    assert_eq!(server.connections(), 1, "they share the client's connections");
}

/// Neither account ever asks for the other's project, whichever called first.
#[test]
fn a_project_id_is_that_of_the_credentials() {
    for own_first in [true, false] {
        let server = live_and_iam(Scheme::Http);
        let client = looking_up(&server).build().unwrap();
        let own = || drop(client.call().access_key("own", "own-secret", None).show_record_callback(ID).unwrap());
        if own_first {
            own();
        }
        client.show_record_callback(ID).unwrap();
        own();
        client.show_record_callback(ID).unwrap();
        let mut lookups = 0;
        for request in server.requests() {
            let own = request.header("authorization").contains("Access=own,");
            let whose = if own { "own" } else { ACCESS_KEY };
            match request.target().strip_prefix("/v1/") {
                Some(rest) => assert!(rest.starts_with(&format!("project-of-{whose}/")), "{request}"),
                None => lookups += 1,
            }
        }
        // The client's is kept, that of a call is not.
        assert_eq!(lookups, if own_first { 3 } else { 2 });
    }
}

/// One lookup a call, also if the call is tried again.
#[test]
fn a_call_with_its_own_credentials_looks_its_project_up_once() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.serve(|request, number| match (request.target().starts_with("/v3/"), number) {
            (true, _) => answer(200, format!(r#"{{"projects":[{{"id":"p","name":"{REGION}"}}]}}"#)),
            (false, 1) => answer(503, "{}"),
            (false, _) => success(),
        })
    });
    let mut call = looking_up(&server).build().unwrap().call().auth_token("own");
    call.show_record_callback(ID).unwrap();
    assert_eq!(call.report().attempts(), 2);
    assert_eq!(server.requests().iter().filter(|request| request.target().starts_with("/v3/")).count(), 1);
}

#[test]
fn an_option_that_is_not_usable_is_the_error_and_nothing_is_sent() {
    let server = Server::answering(Scheme::Http, success());
    let client = client(&server);
    for (mut call, says) in [
        (client.call().timeout(Duration::ZERO), "timeout of 0ns"),
        (client.call().header("Host", "sentinel"), "header name Host"),
        (client.call().header("x", "sentinel\r\ny: z"), "header value"),
        (client.call().header("x y", "sentinel").timeout(Duration::ZERO), "header name"),
        (client.call().access_key("ak", "", None), "secret key is empty"),
        (client.call().access_key("ak", "sentinel", Some("sentinel\n\n.")), "security token"),
        (client.call().auth_token("sentinel\u{1}"), "auth token"),
    ] {
        for _ in 0..2 {
            let error = call.show_record_callback(ID).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument);
            assert!(error.to_string().contains(says), "{error}");
            assert!(!format!("{error} {error:?} {call:?}").contains("sentinel"), "{error}");
            assert_eq!(call.report(), CallReport::default());
        }
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn nothing_shows_what_is_secret() {
    let server = Server::answering(Scheme::Http, success());
    let call = client(&server).call().header("X-Key", "sentinel-1").access_key("ak", "sentinel-2", Some("sentinel-3"));
    assert!(!format!("{call:?}").contains("sentinel"), "{call:?}");
}

#[test]
fn a_report_of_a_new_and_of_a_kept_connection() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let client = client(&server);
        let mut call = client.call();
        assert_eq!(call.report(), CallReport::default(), "nothing before the first call");
        call.show_record_callback(ID).unwrap();
        let new = call.report();
        assert_eq!((new.attempts(), new.connection_reused()), (1, false));
        assert_eq!(new.peer_address(), Some(server.address()));
        let is_tls = scheme == Scheme::Https;
        assert!(new.lookup().is_some() && new.connect().is_some() && new.proxy().is_none(), "{new:?}");
        assert_eq!((new.tls().is_some(), new.tls_version()), (is_tls, is_tls.then_some("TLSv1.3")));
        in_order(&new);

        call.show_record_callback(ID).unwrap();
        let kept = call.report();
        assert_eq!((kept.attempts(), kept.connection_reused()), (1, true));
        assert_eq!(kept.peer_address(), Some(server.address()));
        assert_eq!((kept.lookup(), kept.connect(), kept.proxy(), kept.tls()), (None, None, None, None), "{kept:?}");
        assert_eq!(kept.tls_version(), is_tls.then_some("TLSv1.3"));
        in_order(&kept);

        let (sent, received) = (server.requests()[1].raw.len() as u64, success().len() as u64);
        match scheme {
            Scheme::Http => assert_eq!((kept.bytes_sent(), kept.bytes_received()), (sent, received)),
            Scheme::Https => {
                // A record has some bytes more than what is in it, and a session ticket may come with it.
                assert!(kept.bytes_sent() > sent && kept.bytes_sent() < sent + 200, "{kept:?}");
                assert!(kept.bytes_received() > received, "{kept:?}");
                assert!(new.bytes_sent() > kept.bytes_sent() + 200, "the handshake is in it: {new:?}");
            }
        }
    }
}

/// Parts are no longer than what they are parts of.
#[track_caller]
fn in_order(report: &CallReport) {
    let connecting = [report.lookup(), report.connect(), report.proxy(), report.tls()];
    let connecting: Duration = connecting.into_iter().flatten().sum();
    assert!(connecting <= report.first_byte().unwrap() && report.first_byte() <= report.total(), "{report:?}");
}

#[test]
fn a_report_of_a_refusal_counts_all_attempts_and_describes_the_last() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.serve(|_, number| if number == 0 { answer(503, "{}") } else { answer(404, "{}") })
    });
    let mut call = client(&server).call();
    let error = call.show_record_callback(ID).unwrap_err();
    let report = call.report();
    assert_eq!((report.attempts(), error.attempts()), (2, 2));
    assert!(report.connection_reused());
    assert!(report.first_byte().is_some());
    // The next call with the same options begins anew.
    call.show_record_callback(ID).unwrap_err();
    assert_eq!(call.report().attempts(), 1);
    call.show_record_callback("").unwrap_err();
    assert_eq!(call.report(), CallReport::default());
}

#[test]
fn a_report_of_a_call_that_got_nowhere_says_how_far_it_got() {
    // Long enough to get to where the report says on a machine that is busy.
    let limit = Duration::from_secs(1);
    let settings =
        |url: &str| Client::builder().endpoint(url).project_id("p").access_key("ak", "sk").proxy("").max_retries(0);
    let refusing = Refusing::new();
    let mut call = settings(&format!("http://{}", refusing.address())).build().unwrap().call();
    assert_eq!(call.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Connect);
    let report = call.report();
    assert_eq!((report.attempts(), report.peer_address(), report.bytes_sent()), (1, None, 0));
    assert!(report.lookup().is_some() && report.connect().is_some() && report.total().is_some(), "{report:?}");
    assert_eq!((report.tls(), report.first_byte()), (None, None));

    let full = FullBacklog::new("127.0.0.1:0");
    let mut call = settings(&format!("http://{}", full.address())).build().unwrap().call().timeout(limit);
    assert_eq!(call.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Timeout);
    assert!(call.report().connect().unwrap() >= limit / 2, "{:?}", call.report());

    let silent = Server::start(Scheme::Http, |peer| peer.silence().map(drop));
    let url = format!("https://{}", silent.address());
    let mut call = settings(&url).insecure(true).build().unwrap().call().timeout(limit);
    assert_eq!(call.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Timeout);
    let report = call.report();
    assert!(report.tls().unwrap() > report.connect().unwrap(), "{report:?}");
    assert!(report.bytes_sent() > 100 && report.bytes_received() == 0, "{report:?}");
    assert_eq!((report.tls_version(), report.first_byte()), (None, None));

    let mut call = client(&silent).call().timeout(limit);
    assert_eq!(call.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Timeout);
    let report = call.report();
    assert_eq!((report.peer_address(), report.first_byte()), (Some(silent.address()), None));
    assert!(report.bytes_sent() > 100 && report.total().unwrap() >= limit, "{report:?}");
}
