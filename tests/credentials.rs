//! Where credentials come from, over real sockets: each source against the stand-in, and what goes wrong with it
//! against scripted servers.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use hwlive::{
    Agency, Client, ClientBuilder, Credentials, CredentialsSource, ErrorKind, IdToken, OidcAgency, SigningAlgorithm,
};
use hwlive_stand_in::{self as stand_in, Metadata, StandIn};
use support::programs::wait_until;
use support::system::{DEVICE, make_pipe};
use support::*;

const EXAMPLE: &str = stand_in::EXAMPLE_CALLBACK_ID;

/// Settings for a stand-in, without credentials.
fn pointed_at(stand_in: &StandIn) -> ClientBuilder {
    Client::builder()
        .endpoint(stand_in.url())
        .iam_endpoint(stand_in.url())
        .metadata_endpoint(stand_in.url())
        .project_id(stand_in::EXAMPLE_PROJECT_ID)
        .proxy("")
}

/// Methods and targets of the requests that were no calls of Live.
fn asked(stand_in: &StandIn) -> Vec<String> {
    let requests = stand_in.requests().into_iter().filter(|request| !request.target.starts_with("/v1/"));
    requests.map(|request| format!("{} {}", request.method, request.target)).collect()
}

/// An answer that ends the connection: a request with a body is not read to its end here.
fn last_answer(status: u16, body: impl AsRef<[u8]>) -> Vec<u8> {
    answer_with(status, &["Connection: close"], body)
}

fn key(end: SystemTime) -> Credentials {
    let (access_key, secret_key) = (stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY);
    Credentials::access_key(access_key, secret_key, None).unwrap().with_expiry(end)
}

fn from_now(time: Duration) -> SystemTime {
    SystemTime::now() + time
}

type Provided = Result<Credentials, Box<dyn StdError + Send + Sync>>;

#[test]
fn metadata_gives_keys_in_each_version_once_for_many_calls() {
    const TOKEN: &str = "PUT /meta-data/latest/api/token";
    const KEY: &str = "GET /openstack/latest/securitykey";
    for (version, with_token) in [(Metadata::V1, false), (Metadata::V2, true), (Metadata::V2Only, true)] {
        let stand_in = StandIn::builder().metadata(version).start().unwrap();
        let client = pointed_at(&stand_in).metadata_credentials().build().unwrap();
        for _ in 0..3 {
            client.show_record_callback(EXAMPLE).unwrap();
        }
        assert_eq!(asked(&stand_in), [TOKEN, KEY], "{version:?}");
        let requests = stand_in.requests();
        assert_eq!(requests[0].header("x-metadata-token-ttl-seconds"), Some("21600"));
        assert_eq!(requests[1].header("x-metadata-token").is_some(), with_token, "{version:?}");
        assert_eq!(requests[0].header("content-length"), Some("0"));
        assert!(requests[2].header("x-security-token").is_some());
        assert!(requests.iter().all(|request| request.header("x-auth-token").is_none()));
    }
}

#[test]
fn metadata_is_not_asked_through_a_proxy() {
    let stand_in = StandIn::builder().start().unwrap();
    let proxy = Server::start(Scheme::Http, |peer| peer.silence().map(|_| ()));
    let client = pointed_at(&stand_in).endpoint("http://127.0.0.1:1").proxy(&proxy.url()).metadata_credentials();
    let error = client.timeout(Duration::from_secs(1)).build().unwrap().show_record_callback(EXAMPLE).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "Live is behind the proxy, which is silent: {error}");
    assert_eq!(asked(&stand_in).len(), 2, "the key has come all the same");
}

#[test]
fn metadata_that_gives_no_key_is_an_error_that_says_why() {
    // What a request for a token gets, and what one for a key gets.
    type Answer = (u16, &'static str);
    let key = |body| ((200, "sentinel-token"), (200, body));
    let status = |status| ((404, ""), (status, ""));
    let token_and = |status| ((200, "sentinel-token"), (status, "sentinel-token"));
    // With the number of requests.
    let cases: [((Answer, Answer), &str, usize); 13] = [
        (status(404), "agency", 2),
        (status(401), "401", 2),
        (status(500), "500", 2),
        (((500, ""), (200, "")), "500", 1),
        (((200, ""), (200, "")), "token is empty", 1),
        (key(""), "no key", 2),
        (key("<html>sentinel</html>"), "no key", 2),
        (key(r#"{"credential":"sentinel"}"#), "no key", 2),
        (key(r#"{"credential":{"access":"a","secret":"sentinel"}}"#), "no securitytoken", 2),
        (key(r#"{"credential":{"access":"a","securitytoken":"sentinel"}}"#), "no secret", 2),
        (key(r#"{"credential":{"access":"a b","secret":"sentinel","securitytoken":"sentinel"}}"#), "access key", 2),
        (token_and(500), "500", 2),
        // The token is refused each time.
        (token_and(401), "401", 4),
    ];
    for ((token, key), says, requests) in cases {
        let server = Server::start(Scheme::Http, move |peer| {
            peer.serve(|request, _| {
                let (status, body) = if request.line().starts_with("PUT") { token } else { key };
                answer(status, body)
            })
        });
        let client = without_credentials(&server).metadata_endpoint(&server.url()).metadata_credentials();
        let error = client.build().unwrap().show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
        let text = format!("{error} {error:?}");
        assert!(text.contains(says) && text.contains("metadata service"), "{says}: {text}");
        assert!(!text.contains("sentinel"), "{text}");
        assert_eq!(server.requests().len(), requests, "{text}");
        assert!(server.requests().iter().all(|request| !request.target().starts_with("/v1/")));
    }
    // Nobody there; nobody who answers, for longer than the metadata service's own limit.
    let silent = Server::start(Scheme::Http, |peer| peer.silence().map(|_| ()));
    let refusing = Refusing::new();
    for url in [format!("http://{}", refusing.address()), silent.url()] {
        let client = without_credentials(&silent).metadata_endpoint(&url).metadata_credentials().build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
        // Where nobody was reached, there is nobody to ask without a token.
        assert_eq!(error.to_string().contains("no answer to the request for a token"), url == silent.url(), "{error}");
    }
    // The limit of the call is shorter: then that is what was reached.
    let client = without_credentials(&silent).metadata_endpoint(&silent.url()).metadata_credentials();
    let error = client.timeout(Duration::from_millis(200)).build().unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[test]
fn metadata_is_asked_without_a_token_if_the_request_for_one_has_no_answer() {
    const KEY: &str = r#"{"credential":{"access":"ak","secret":"sentinel","securitytoken":"t"}}"#;
    // As seen from a container: the answer with the token may not pass more than one router.
    let in_container = |status: u16, body: &'static str| {
        Server::start(Scheme::Http, move |peer| {
            while let Some(request) = peer.next_request()? {
                match (request.line().starts_with("PUT"), request.target().starts_with("/openstack")) {
                    (true, _) => drop(peer.silence()?),
                    (_, true) => peer.send(answer(status, body))?,
                    _ => peer.send(success())?,
                }
            }
            Ok(())
        })
    };
    let lines = |server: &Server| -> Vec<String> {
        server
            .requests()
            .iter()
            .map(|request| request.line().split(' ').take(2).collect::<Vec<_>>().join(" "))
            .collect()
    };
    let asked = ["PUT /meta-data/latest/api/token", "GET /openstack/latest/securitykey"];

    let server = in_container(200, KEY);
    let client = without_credentials(&server).metadata_endpoint(&server.url()).metadata_credentials().build().unwrap();
    let since = Instant::now();
    client.show_record_callback(ID).unwrap();
    assert!(since.elapsed() >= Duration::from_secs(1), "time for an answer");
    client.show_record_callback(ID).unwrap();
    let lines_seen = lines(&server);
    assert_eq!(lines_seen[..2], asked);
    assert!(lines_seen[2..].iter().all(|line| line.starts_with("GET /v1/")), "{lines_seen:?}");
    assert!(!server.requests()[1].has("x-metadata-token"));

    // That fails too: both are told, and each was asked once.
    let server = in_container(401, "no token");
    let client = without_credentials(&server).metadata_endpoint(&server.url()).metadata_credentials().build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.http_status(), error.attempts()), (ErrorKind::Credentials, Some(401), 1));
    let text = error.to_string();
    for part in ["no answer to the request for a token (", "1.5s", "; without a token: 401 Unauthorized"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(lines(&server), asked);
}

#[test]
fn a_metadata_service_that_has_forgotten_its_token_is_asked_for_another() {
    const KEY: &str = r#"{"credential":{"access":"ak","secret":"sk","securitytoken":"t"}}"#;
    let given = AtomicUsize::new(0);
    let server = Server::start(Scheme::Http, move |peer| {
        peer.serve(|request, _| match request.target() {
            "/meta-data/latest/api/token" => answer(200, format!("token-{}", given.fetch_add(1, SeqCst))),
            "/openstack/latest/securitykey" if request.header("x-metadata-token") == "token-1" => answer(200, KEY),
            "/openstack/latest/securitykey" => answer(401, ""),
            _ => success(),
        })
    });
    let client = without_credentials(&server).metadata_endpoint(&server.url()).metadata_credentials().build().unwrap();
    client.show_record_callback(ID).unwrap();
    assert_eq!((server.requests().len(), server.requests()[4].header("x-security-token")), (5, "t"));
}

#[test]
fn a_byte_order_mark_before_a_key_is_skipped() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.serve(|request, _| match request.target() {
            "/meta-data/latest/api/token" => answer(404, ""),
            "/openstack/latest/securitykey" => {
                answer(200, "\u{feff}{\"credential\":{\"access\":\"ak\",\"secret\":\"sk\",\"securitytoken\":\"t\"}}")
            }
            _ => success(),
        })
    });
    let client = without_credentials(&server).metadata_endpoint(&server.url()).metadata_credentials().build().unwrap();
    client.show_record_callback(ID).unwrap();
    assert_eq!(server.requests()[2].header("x-security-token"), "t");
}

#[test]
fn a_key_that_breaks_off_is_not_shown() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.request()?;
        peer.send(answer(404, ""))?;
        peer.request()?;
        peer.send(
            "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"credential\":{\"access\":\"a\",\"secret\":\"sentinel",
        )
    });
    let client = without_credentials(&server).metadata_endpoint(&server.url()).metadata_credentials().build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
}

#[test]
fn metadata_over_plain_http_is_for_addresses_that_no_router_passes_on() {
    for (url, accepted) in [
        ("http://127.0.0.1:8080", true),
        ("http://localhost", true),
        ("http://169.254.1.2", true),
        ("http://[fe80::1]", true),
        ("https://metadata.example.com", true),
        ("http://metadata.example.com", false),
        ("http://10.0.0.1", false),
    ] {
        assert_eq!(hwlive::Config::new().set_metadata_endpoint(url).is_ok(), accepted, "{url}");
    }
}

#[test]
fn a_user_of_iam_gets_one_token_for_many_calls() {
    let stand_in = StandIn::builder().user("me", "sentinel \"pass\\word", "us").start().unwrap();
    for region in [None, Some(stand_in::EXAMPLE_REGION)] {
        // Without a project id the token is asked for by the region's name.
        let builder = match region {
            None => pointed_at(&stand_in),
            Some(region) => {
                Client::builder().region(region).endpoint(stand_in.url()).iam_endpoint(stand_in.url()).proxy("")
            }
        };
        let before = asked(&stand_in).len();
        let client = builder.iam_user("me\n", "sentinel \"pass\\word\r\n", "us").build().unwrap();
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| (0..4).for_each(|_| drop(client.show_record_callback(EXAMPLE).unwrap())));
            }
        });
        let asked = &asked(&stand_in)[before..];
        let expected = ["POST /v3/auth/tokens?nocatalog=true", "GET /v3/projects?name=cn-north-4"];
        assert_eq!(asked, &expected[..if region.is_some() { 2 } else { 1 }]);
    }
    let requests = stand_in.requests();
    let for_tokens: Vec<_> = requests.iter().filter(|request| request.target.starts_with("/v3/auth/tokens")).collect();
    assert_eq!(for_tokens.len(), 2);
    assert!(for_tokens.iter().all(|asked| asked.header("content-type") == Some("application/json;charset=utf8")));
    let calls: Vec<_> = requests.iter().filter(|request| request.target.starts_with("/v1/")).collect();
    assert!(calls.iter().all(|call| call.header("x-auth-token").is_some() && call.header("authorization").is_none()));
}

#[test]
fn a_token_that_the_service_says_is_over_is_renewed_once() {
    // Its clock is ahead, so that it ends a token long before the client expects that.
    let stand_in = StandIn::builder().clock_offset(600).token_lifetime(Duration::from_millis(300)).start().unwrap();
    let client = pointed_at(&stand_in).iam_user("user", "password", "account").build().unwrap();
    client.show_record_callback(EXAMPLE).unwrap();
    thread::sleep(Duration::from_millis(600));
    let before = stand_in.requests().len();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let callback = client.show_record_callback(EXAMPLE);
                // Behind a slow machine the new one may be over already.
                assert!(callback.is_ok() || callback.is_err_and(|error| error.service_code() == Some("APIGW.0307")));
            });
        }
    });
    let requests = &stand_in.requests()[before..];
    assert_eq!(requests.iter().find(|request| request.target.starts_with("/v1/")).unwrap().status, 401);
    assert!(requests.iter().any(|request| request.target.starts_with("/v3/auth/tokens")));

    // Where the new one does not help either, that is the answer.
    let server = Server::start(Scheme::Http, |peer| {
        let request = peer.request()?;
        match request.line().starts_with("POST") {
            true => peer.send(answer_with(
                201,
                &["X-Subject-Token: sentinel-token", "Connection: close"],
                r#"{"token":{"expires_at":"2100-01-01T00:00:00.000000Z"}}"#,
            )),
            false => peer.send(last_answer(
                401,
                r#"{"error_code":"APIGW.0307","error_msg":"The token must be updated. sentinel-token"}"#,
            )),
        }
    });
    let client = without_credentials(&server).iam_endpoint(&server.url()).iam_user("u", "sentinel-pw", "d").build();
    let error = client.unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!(
        (error.kind(), error.service_code(), error.attempts()),
        (ErrorKind::Unauthorized, Some("APIGW.0307"), 1)
    );
    assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
    assert_eq!(server.requests().len(), 4, "two tokens, two calls");

    // A token that somebody gave is not the library's to renew.
    let stand_in = StandIn::builder().expired_auth_token("old").start().unwrap();
    let error = pointed_at(&stand_in).auth_token("old").build().unwrap().show_record_callback(EXAMPLE).unwrap_err();
    assert_eq!(error.service_code(), Some("APIGW.0307"));
    assert_eq!(stand_in.requests().len(), 1);
}

#[test]
fn a_refused_password_is_sent_once() {
    let stand_in = StandIn::builder().start().unwrap();
    let client = pointed_at(&stand_in).iam_user("user", "sentinel-wrong", "account").build().unwrap();
    let failures = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let error = client.show_record_callback(EXAMPLE).unwrap_err();
                assert_eq!((error.kind(), error.http_status()), (ErrorKind::Unauthorized, Some(401)), "{error}");
                failures.lock().unwrap().insert(error.to_string());
            });
        }
    });
    assert_eq!(failures.lock().unwrap().len(), 1);
    let text = client.show_record_callback(EXAMPLE).unwrap_err().to_string();
    assert!(text.contains("username or password is wrong") && text.contains("IAM at http://127.0.0.1"), "{text}");
    assert!(!text.contains("sentinel"), "{text}");
    assert_eq!(asked(&stand_in).len(), 1);
}

#[test]
fn iam_that_gives_no_token_is_an_error_of_its_kind() {
    for (answer, kind, says) in [
        (last_answer(201, "{}"), ErrorKind::BadResponse, "X-Subject-Token"),
        (last_answer(200, "<html>"), ErrorKind::BadResponse, "200"),
        (last_answer(403, r#"{"error_msg":"sentinel","error_code":"IAM.0003"}"#), ErrorKind::Unauthorized, "IAM.0003"),
        (last_answer(404, r#"{"error":{"code":404,"message":"no","title":"Not Found"}}"#), ErrorKind::Service, "404"),
        (last_answer(500, ""), ErrorKind::Service, "500"),
    ] {
        let server = Server::start(Scheme::Http, move |peer| peer.request().and_then(|_| peer.send(&answer)));
        let builder = without_credentials(&server).iam_endpoint(&server.url()).iam_user("u", "sentinel", "d");
        let error = builder.max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        let text = format!("{error} {error:?}");
        assert!(text.contains(says) && !text.contains("sentinel") && !text.contains("permission live"), "{text}");
    }
    // Where it is not there, the call is tried again as every call is.
    let server = Server::answering(Scheme::Http, success());
    let refusing = Refusing::new();
    let gone = format!("http://{}", refusing.address());
    let builder = without_credentials(&server).iam_endpoint(&gone).iam_user("u", "p", "d").max_retries(1);
    let error = builder.build().unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 2), "{error}");
    assert_eq!(server.connections(), 0);
    // Without an endpoint of IAM there is nobody to ask.
    let error = without_credentials(&server).iam_user("u", "p", "d").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
}

#[test]
fn a_provider_is_asked_again_before_its_credentials_end() {
    let stand_in = StandIn::builder().start().unwrap();
    // How long each is good, and after which pause it is asked again.
    for (life, pause, times) in [
        (None, 400, 1),
        (Some(Duration::from_secs(3600)), 400, 1),
        // Half of its life.
        (Some(Duration::from_millis(600)), 400, 2),
        (Some(Duration::from_millis(200)), 400, 2),
        // Over by our clock when it comes: it is taken for good for a while, and not asked for again with each call.
        (Some(Duration::ZERO), 400, 1),
    ] {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let source = CredentialsSource::provider(move || -> Provided {
            counted.fetch_add(1, SeqCst);
            let key = key(from_now(life.unwrap_or_default()));
            Ok(match life {
                Some(_) => key,
                None => {
                    let (ak, sk) = (stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY);
                    Credentials::access_key(ak, sk, None)?
                }
            })
        });
        let client = pointed_at(&stand_in).credentials(source).build().unwrap();
        client.show_record_callback(EXAMPLE).unwrap();
        thread::sleep(Duration::from_millis(pause));
        client.show_record_callback(EXAMPLE).unwrap();
        assert_eq!(count.load(SeqCst), times, "{life:?}");
    }
}

#[test]
fn where_renewing_fails_the_old_ones_are_used_as_long_as_they_are_good() {
    let stand_in = StandIn::builder().start().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let source = CredentialsSource::provider(move || -> Provided {
        match counted.fetch_add(1, SeqCst) {
            0 => Ok(key(from_now(Duration::from_secs(2)))),
            _ => Err("the vault is closed".into()),
        }
    });
    let client = pointed_at(&stand_in).credentials(source).build().unwrap();
    let start = Instant::now();
    let mut failure = None;
    while start.elapsed() < PATIENCE && failure.is_none() {
        failure = client.show_record_callback(EXAMPLE).err();
        if failure.is_some() {
            break;
        }
        thread::sleep(Duration::from_millis(20));
    }
    let failure = failure.expect("they end");
    assert!(start.elapsed() >= Duration::from_millis(1900), "they were used to the end");
    assert_eq!(failure.kind(), ErrorKind::Credentials);
    assert!(failure.to_string().ends_with("the provider failed: the vault is closed"), "{failure}");
    let times = count.load(SeqCst);
    assert!((2..20).contains(&times), "asked again, but not with each call: {times}");
}

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn one_call_asks_and_the_others_go_on_or_wait() {
    /// Calls get nothing new in its first half, and nothing old after it: each is enough on a machine that is busy.
    const LIFETIME: Duration = Duration::from_secs(20);
    let stand_in = StandIn::builder().start().unwrap();
    let gates = [Gate::new(), Gate::new()];
    let (theirs, count) = (gates.clone(), Arc::new(AtomicUsize::new(0)));
    let counted = count.clone();
    let source = CredentialsSource::provider(move || -> Provided {
        let number = counted.fetch_add(1, SeqCst);
        assert!(theirs[number].wait(PATIENCE), "{number}");
        Ok(key(from_now([LIFETIME, Duration::from_secs(3600)][number])))
    });
    let client = pointed_at(&stand_in).credentials(source).build().unwrap();
    // There are none yet: all wait for the one who asks.
    let (done, finished) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..16 {
            let done = done.clone();
            let client = &client;
            scope.spawn(move || done.send(client.show_record_callback(EXAMPLE).is_ok()));
        }
        assert!(finished.recv_timeout(Duration::from_millis(200)).is_err(), "nobody has any yet");
        gates[0].open();
        (0..16).for_each(|_| assert!(finished.recv_timeout(PATIENCE).unwrap()));
    });
    assert_eq!(count.load(SeqCst), 1);
    // They are about to end: one asks, the others go on.
    thread::sleep(LIFETIME * 11 / 20);
    thread::scope(|scope| {
        let (client, done) = (&client, done.clone());
        scope.spawn(move || done.send(client.show_record_callback(EXAMPLE).is_ok()));
        wait_until(|| count.load(SeqCst) == 2);
        let start = Instant::now();
        client.show_record_callback(EXAMPLE).unwrap();
        assert!(start.elapsed() < PATIENCE / 2, "with the old ones");
        gates[1].open();
        assert!(finished.recv_timeout(PATIENCE).unwrap());
    });
    assert_eq!(count.load(SeqCst), 2);
}

#[test]
fn a_provider_that_panics_or_hangs_costs_no_more_than_the_calls_limit() {
    let stand_in = StandIn::builder().start().unwrap();
    let source = CredentialsSource::provider(|| -> Provided { panic!("sentinel") });
    let error = pointed_at(&stand_in).credentials(source).build().unwrap().show_record_callback(EXAMPLE).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().ends_with("the provider panicked"), "{error}");

    let (gate, count) = (Gate::new(), Arc::new(AtomicUsize::new(0)));
    let (theirs, counted) = (gate.clone(), count.clone());
    let hanging = CredentialsSource::provider(move || -> Provided {
        counted.fetch_add(1, SeqCst);
        theirs.wait(PATIENCE);
        Ok(key(from_now(Duration::from_secs(3600))))
    });
    let builder = pointed_at(&stand_in).credentials(hanging);
    let client = builder.clone().timeout(Duration::from_millis(200)).build().unwrap();
    for _ in 0..5 {
        let error = client.show_record_callback(EXAMPLE).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(error.to_string().contains("credentials provider"), "{error}");
    }
    assert_eq!(count.load(SeqCst), 1, "the one that hangs is waited for, and no other is started");
    // A shutdown ends the wait.
    let patient = builder.build().unwrap();
    thread::scope(|scope| {
        let call = scope.spawn(|| patient.show_record_callback(EXAMPLE).unwrap_err());
        wait_until(|| count.load(SeqCst) == 2);
        patient.shutdown();
        assert_eq!(call.join().unwrap().kind(), ErrorKind::Cancelled);
    });
    // What comes late is taken by the next call.
    gate.open();
    let start = Instant::now();
    while client.show_record_callback(EXAMPLE).is_err() {
        assert!(start.elapsed() < PATIENCE);
    }
    assert_eq!(count.load(SeqCst), 2);
}

#[test]
fn each_request_uses_one_set_while_they_are_replaced() {
    let set = |number: usize| {
        let [access_key, secret_key, token] = ["AK", "sk", "token"].map(|text| format!("{text}{number}"));
        (access_key, secret_key, token)
    };
    let mut stand_in = StandIn::builder();
    for number in 0..8 {
        let (access_key, secret_key, token) = set(number);
        stand_in = stand_in.temporary_access_key(&access_key, &secret_key, &token);
    }
    let stand_in = stand_in.auth_token("token").start().unwrap();
    let (access_key, secret_key, token) = set(0);
    let client = pointed_at(&stand_in).access_key(&access_key, &secret_key).security_token(&token).build().unwrap();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let callers: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| (0..50).for_each(|_| drop(client.show_record_callback(EXAMPLE).unwrap()))))
            .collect();
        scope.spawn(|| {
            for number in (0..9).cycle() {
                let (access_key, secret_key, token) = set(number);
                let credentials = match number {
                    8 => Credentials::auth_token("token").unwrap(),
                    _ => Credentials::access_key(&access_key, &secret_key, Some(&token)).unwrap(),
                };
                client.replace_credentials(credentials).unwrap();
                if stop.load(SeqCst) {
                    break;
                }
                thread::sleep(Duration::from_millis(1));
            }
        });
        callers.into_iter().for_each(|caller| caller.join().unwrap());
        stop.store(true, SeqCst);
    });
    let used: BTreeSet<_> = stand_in
        .requests()
        .iter()
        .map(|request| request.header("x-security-token").or(request.header("x-auth-token")).unwrap().to_owned())
        .collect();
    assert!(used.len() > 1, "they were replaced on the way: {used:?}");
}

#[test]
fn credentials_that_cannot_be_taken_leave_the_old_ones() {
    let stand_in = StandIn::builder().start().unwrap();
    let (access_key, secret_key) = (stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY);
    let builder = Client::builder().endpoint(stand_in.url()).project_id(stand_in::EXAMPLE_PROJECT_ID).proxy("");
    let client = builder.access_key(access_key, secret_key).build().unwrap();
    let error = client.replace_credentials(CredentialsSource::iam_user("u", "p", "d").unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument, "no endpoint of IAM: {error}");
    client.show_record_callback(EXAMPLE).unwrap();
}

#[test]
fn a_derived_key_signs_where_it_is_asked_for() {
    let stand_in = StandIn::builder().start().unwrap();
    let builder = pointed_at(&stand_in).access_key(stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY);
    let builder = builder.signing_algorithm(SigningAlgorithm::V11HmacSha256);
    let error = builder.clone().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument, "which region? {error}");
    let client = builder.region("cn-north-4").build().unwrap();
    client.show_record_callback(EXAMPLE).unwrap();
    let requests = stand_in.requests();
    let authorization = requests[0].header("authorization").unwrap();
    assert!(authorization.starts_with("V11-HMAC-SHA256 Credential=STANDINACCESSKEY0001/"), "{authorization}");
    assert!(
        authorization.contains("/cn-north-4/live, SignedHeaders=host;x-project-id;x-sdk-date, "),
        "{authorization}"
    );

    let wrong = pointed_at(&stand_in).access_key(stand_in::EXAMPLE_ACCESS_KEY, "another").region("cn-north-4");
    let client = wrong.signing_algorithm(SigningAlgorithm::V11HmacSha256).build().unwrap();
    let error = client.show_record_callback(EXAMPLE).unwrap_err();
    assert_eq!(error.service_code(), Some("APIGW.0301"), "the stand-in checks it");
}

#[test]
#[cfg(not(feature = "sm3"))]
fn a_signing_algorithm_that_is_not_built_in_is_refused_by_the_setter_and_changes_nothing() {
    let stand_in = StandIn::builder().start().unwrap();
    let mut config = hwlive::Config::new();
    let error = config.set_signing_algorithm(SigningAlgorithm::SdkHmacSm3).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(error.to_string(), "signing algorithm SDK-HMAC-SM3: this library was built without the feature sm3");
    assert!(format!("{config:?}").contains("signing_algorithm: SdkHmacSha256"), "{config:?}");
    let error = pointed_at(&stand_in).signing_algorithm(SigningAlgorithm::SdkHmacSm3).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument, "the builder passes it on: {error}");
}

/// The test computes each signature anew, by the rules of the signing guide with SM3 as the hash.
#[test]
#[cfg(feature = "sm3")]
fn the_signing_algorithm_sm3_is_used_for_live_and_not_for_iam() {
    use hmac::{Hmac, KeyInit, Mac};
    use sm3::{Digest, Sm3};

    const SECRET_KEY: &str = "a secret key";
    const EMPTY_BODY: &str = "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b";

    let projects = format!(r#"{{"projects":[{{"id":"{PROJECT_ID}","name":"cn-north-4"}}]}}"#);
    let iam = Server::answering(Scheme::Http, answer(200, projects));
    let live = Server::answering(Scheme::Http, success());
    let builder = Client::builder().endpoint(&live.url()).iam_endpoint(&iam.url()).region("cn-north-4").proxy("");
    let builder = builder.access_key("AK", SECRET_KEY).security_token("a token");
    let client = builder.signing_algorithm(SigningAlgorithm::SdkHmacSm3).build().unwrap();
    client.show_record_callback("录 1").unwrap();
    client.show_record_callback("a/b").unwrap();

    let authorization = iam.request().header("authorization").to_owned();
    assert!(authorization.starts_with("SDK-HMAC-SHA256 Access=AK, "), "{authorization}");
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let requests = live.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        let path = request.target();
        let names = ["host", "x-project-id", "x-sdk-date", "x-security-token"];
        let headers = names.map(|name| format!("{name}:{}\n", request.header(name))).concat();
        let names = names.join(";");
        let canonical = format!("GET\n{path}/\n\n{headers}\n{names}\n{EMPTY_BODY}");
        let date = request.header("x-sdk-date");
        let to_sign = format!("SDK-HMAC-SM3\n{date}\n{}", hex(&Sm3::digest(canonical)));
        let mut mac = Hmac::<Sm3>::new_from_slice(SECRET_KEY.as_bytes()).unwrap();
        mac.update(to_sign.as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let expected = format!("SDK-HMAC-SM3 Access=AK, SignedHeaders={names}, Signature={signature}");
        assert_eq!(request.header("authorization"), expected);
        assert!(!request.has("x-sdk-content-sm3"), "only a request with a body has it");
    }
}

#[test]
fn debug_texts_name_the_source_and_no_secret() {
    let stand_in = StandIn::builder().start().unwrap();
    let token = Credentials::auth_token("sentinel").unwrap().with_expiry(SystemTime::now());
    let key = || Credentials::access_key("AK", "sentinel", Some("sentinel")).unwrap();
    let id_token = |token| OidcAgency::new("iam::1:identityProvider:p", "iam::1:agency:a", token).unwrap();
    let (text, file) = (IdToken::text("sentinel").unwrap(), IdToken::file("no-file").unwrap());
    let agency = Agency::by_urn("iam::1:agency:a").unwrap();
    let provider = || -> Provided { Ok(Credentials::auth_token("sentinel")?) };
    // What the texts of the source and of a client have in them.
    for (source, source_text, client_text) in [
        (key().into(), r#"access_key: "AK", temporary: true"#, r#"Fixed(Credentials { access_key: "AK""#),
        (token.into(), "token: …", "Fixed(Credentials { token: …"),
        (
            CredentialsSource::iam_user("user", "sentinel", "domain").unwrap(),
            r#"IamUser { user: "user", domain: "domain""#,
            "Renewed(IamUser, Renewable",
        ),
        (CredentialsSource::metadata(), "Metadata", "Renewed(Metadata, "),
        (CredentialsSource::provider(provider), "Provider", "Renewed(Provider, "),
        (
            CredentialsSource::identity_provider("idp", "no-file").unwrap(),
            "IdentityProvider",
            "Renewed(IdentityProvider, ",
        ),
        (CredentialsSource::oidc(id_token(text)), "IdToken(…)", "Renewed(Oidc, "),
        (CredentialsSource::oidc(id_token(file)), r#"IdToken("no-file")"#, "Renewed(Oidc, "),
        (
            CredentialsSource::pod_identity("http://127.0.0.1:1", "no-file").unwrap(),
            "PodIdentity",
            "Renewed(PodIdentity, ",
        ),
        (CredentialsSource::from(key()).assume(agency), r#"Agency(Credentials { access_key: "AK""#, "Renewed(Agency, "),
    ] {
        let builder = pointed_at(&stand_in).sts_endpoint(stand_in.url()).credentials(source.clone());
        let client = builder.clone().build().unwrap();
        let _ = client.show_record_callback(ID);
        for (text, part) in [
            (format!("{source:?}"), source_text),
            (format!("{builder:?}"), source_text),
            (format!("{client:?}"), client_text),
        ] {
            assert!(text.contains(part) && !text.contains("sentinel"), "{part}: {text}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_forked_child_does_not_ask_for_what_its_parent_has() {
    let stand_in = StandIn::builder().auth_token("token").start().unwrap();
    let times = Arc::new(AtomicUsize::new(0));
    let counted = times.clone();
    let provider = move || -> Provided {
        counted.fetch_add(1, SeqCst);
        Ok(Credentials::auth_token("token")?)
    };
    let client = pointed_at(&stand_in).credentials(CredentialsSource::provider(provider)).build().unwrap();
    client.show_record_callback(EXAMPLE).unwrap();
    // SAFETY: as in the test below.
    let child = unsafe { libc::fork() };
    assert!(child >= 0);
    if child == 0 {
        let shown = client.show_record_callback(EXAMPLE).is_ok();
        // SAFETY: it ends this process.
        unsafe { libc::_exit(if shown { times.load(SeqCst) as i32 } else { 100 }) };
    }
    assert_eq!(status_of(child), 1, "how often the provider was asked in both (100: the call failed)");
}

#[cfg(unix)]
#[test]
fn a_forked_child_has_the_credentials_whatever_the_parents_threads_do() {
    // The stand-in's own threads are not in the child, so nothing but the library is used there.
    let stand_in = StandIn::builder().auth_token("first").auth_token("second").start().unwrap();
    let fixed = pointed_at(&stand_in).auth_token("first").build().unwrap();
    let gate = Gate::new();
    let theirs = gate.clone();
    let parent = std::process::id();
    let provided = pointed_at(&stand_in)
        .credentials(CredentialsSource::provider(move || -> Provided {
            // The parent's call of it hangs; the child's does not.
            if std::process::id() == parent {
                theirs.wait(PATIENCE);
            }
            Ok(Credentials::auth_token("second")?)
        }))
        .build()
        .unwrap();
    let user = pointed_at(&stand_in).iam_user("user", "password", "account").build().unwrap();
    user.show_record_callback(EXAMPLE).unwrap();
    fixed.replace_credentials(Credentials::auth_token("second").unwrap()).unwrap();

    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| provided.show_record_callback(EXAMPLE).unwrap());
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(SeqCst) {
                    user.show_record_callback(EXAMPLE).unwrap();
                    fixed.replace_credentials(Credentials::auth_token("second").unwrap()).unwrap();
                    fixed.show_record_callback(EXAMPLE).unwrap();
                }
            });
        }
        for _ in 0..20 {
            // SAFETY: the child calls the library, which is made for that, and ends without running anything of the
            // parent's. (glibc keeps the allocator usable in a child.)
            let child = unsafe { libc::fork() };
            assert!(child >= 0);
            if child == 0 {
                let mut failed = 0;
                for (bit, client) in [(1, &fixed), (2, &provided), (4, &user)] {
                    failed |= if client.show_record_callback(EXAMPLE).is_ok() { 0 } else { bit };
                }
                // SAFETY: it ends this process.
                unsafe { libc::_exit(failed) };
            }
            assert_eq!(status_of(child), 0, "which client failed in the child, or the signal");
        }
        stop.store(true, SeqCst);
        gate.open();
    });
}

/// Waits for a child, and ends one that hangs.
#[cfg(unix)]
fn status_of(child: libc::pid_t) -> i32 {
    let start = Instant::now();
    loop {
        let mut status = 0;
        // SAFETY: `status` lives, and the child is ours.
        match unsafe { libc::waitpid(child, &raw mut status, libc::WNOHANG) } {
            0 if start.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(5)),
            0 => {
                // SAFETY: the child is ours and was not waited for.
                unsafe { libc::kill(child, libc::SIGKILL) };
                // SAFETY: as above.
                unsafe { libc::waitpid(child, &raw mut status, 0) };
                panic!("the child hangs");
            }
            _ if libc::WIFEXITED(status) => return libc::WEXITSTATUS(status),
            _ => return 128 + libc::WTERMSIG(status),
        }
    }
}

#[test]
fn profile_files_that_cannot_be_read_are_errors_that_name_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("large"), vec![b'#'; 1024 * 1024 + 1]).unwrap();
    std::fs::write(path("malformed"), "[basic]\nak = sentinel\nsk = sentinel\nsentinel\n").unwrap();
    std::fs::create_dir(path("directory")).unwrap();
    if !make_pipe(&path("pipe")) {
        std::fs::create_dir(path("pipe")).unwrap();
    }
    for (name, says) in [
        ("nowhere", "(os error 2)"),
        ("large", "larger than 1048576 bytes"),
        ("malformed", "line 4: neither a [section] nor key = value"),
        ("directory", "not a regular file"),
        ("pipe", "not a regular file"),
    ] {
        let mut config = hwlive::Config::new();
        let error = config.load_profile(Some(&path(name))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let text = error.to_string();
        assert!(text.contains(path(name).to_str().unwrap()) && text.contains(says), "{text}");
        assert!(!text.contains("sentinel"), "{text}");
    }
    let error = hwlive::Config::new().load_profile(Some(Path::new(DEVICE))).unwrap_err();
    assert!(error.to_string().contains("not a regular file"), "{error}");
}

#[test]
fn a_file_of_koocli_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::File::create(path("large")).unwrap().set_len(1 << 30).unwrap();
    std::fs::write(path("empty"), "").unwrap();
    std::fs::write(path("malformed"), "{\"profiles\": [\n{\"secretAccessKey\": \"sentinel}\n").unwrap();
    std::fs::write(path("half"), r#"{"profiles": [{"name": "mine", "accessKeyId": "sentinel"}]}"#).unwrap();
    let agency = r#"{"name": "mine", "accessKeyId": "a", "secretAccessKey": "sentinel", "agencyName": "role"}"#;
    std::fs::write(path("agency"), format!(r#"{{"profiles": [{agency}]}}"#)).unwrap();
    std::fs::create_dir(path("directory")).unwrap();
    if !make_pipe(&path("pipe")) {
        std::fs::create_dir(path("pipe")).unwrap();
    }
    let half = format!("KooCLI: profile \"mine\" in \"{}\": ", path("half").display());
    for (name, says) in [
        ("nowhere", "(os error 2)"),
        ("large", "larger than 1048576 bytes"),
        ("empty", ": empty"),
        ("malformed", "line 2: not JSON"),
        ("half", &*half),
        ("half", "there is an accessKeyId, but no secretAccessKey"),
        ("agency", "there is an agencyName, but neither agencyDomainName nor agencyDomainId"),
        ("directory", "not a regular file"),
        ("pipe", "not a regular file"),
    ] {
        let mut config = hwlive::Config::new();
        let error = config.load_koocli_profile(Some(&path(name)), None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let text = error.to_string();
        assert!(text.contains(path(name).to_str().unwrap()) && text.contains(says), "{text}");
        assert!(!text.contains("sentinel"), "{text}");
    }
}

#[test]
fn a_profile_file_is_enough() {
    let stand_in = StandIn::builder().start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials");
    let text = format!(
        "\u{feff}[basic]\r\nak = {}\r\nsk = {}\r\nproject_id = {}\r\niam_endpoint = {}\r\n",
        stand_in::EXAMPLE_ACCESS_KEY,
        stand_in::EXAMPLE_SECRET_KEY,
        stand_in::EXAMPLE_PROJECT_ID,
        stand_in.url()
    );
    std::fs::write(&file, text).unwrap();
    let client = Client::builder().endpoint(stand_in.url()).proxy("").profile(Some(&file)).unwrap().build().unwrap();
    client.show_record_callback(EXAMPLE).unwrap();
}
