//! Projects and regions: the project id that is looked up, and the endpoints that are tried in turn.

#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use hwlive::{Client, ClientBuilder, Config, Credentials, ErrorKind};
use hwlive_stand_in::{self as stand_in, StandIn};
use support::*;

const EXAMPLE: &str = stand_in::EXAMPLE_CALLBACK_ID;
const REGION: &str = stand_in::EXAMPLE_REGION;

/// Settings for a stand-in with an access key, a region and no project id.
fn pointed_at(stand_in: &StandIn) -> ClientBuilder {
    Client::builder()
        .region(REGION)
        .endpoint(stand_in.url())
        .iam_endpoint(stand_in.url())
        .access_key(stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY)
        .proxy("")
}

fn lookups(stand_in: &StandIn) -> Vec<String> {
    let requests = stand_in.requests().into_iter().map(|request| request.target);
    requests.filter(|target| target.starts_with("/v3/projects")).collect()
}

#[test]
fn the_project_of_a_region_is_looked_up_once() {
    let stand_in = StandIn::builder()
        .project("another", "ap-southeast-3")
        .project("the-one", REGION)
        .project("one-within", &format!("{REGION}_mine"))
        .access_key(stand_in::EXAMPLE_ACCESS_KEY, stand_in::EXAMPLE_SECRET_KEY)
        .auth_token("token")
        .start()
        .unwrap();
    let client = pointed_at(&stand_in).build().unwrap();
    assert_eq!(stand_in.connections(), 0, "not before a call");
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| (0..4).for_each(|_| drop(client.show_record_callback(EXAMPLE).unwrap())));
        }
    });
    assert_eq!(lookups(&stand_in), [format!("/v3/projects?name={REGION}")]);
    let requests = stand_in.requests();
    let lookup = requests.iter().find(|request| request.target.starts_with("/v3")).unwrap();
    assert!(lookup.header("authorization").unwrap().contains("SignedHeaders=host;x-sdk-date, "));
    let calls: Vec<_> = requests.iter().filter(|request| request.target.starts_with("/v1")).collect();
    assert!(calls.iter().all(|call| call.header("x-project-id") == Some("the-one")));
    // Other credentials may have another project.
    client.replace_credentials(Credentials::auth_token("token").unwrap()).unwrap();
    client.show_record_callback(EXAMPLE).unwrap();
    client.show_record_callback(EXAMPLE).unwrap();
    assert_eq!(lookups(&stand_in).len(), 2);
    let requests = stand_in.requests();
    let lookup = requests.iter().rfind(|request| request.target.starts_with("/v3")).unwrap();
    assert_eq!((lookup.header("x-auth-token"), lookup.header("authorization")), (Some("token"), None));
    // One that is given is not looked up.
    pointed_at(&stand_in).project_id("the-one").build().unwrap().show_record_callback(EXAMPLE).unwrap();
    assert_eq!(lookups(&stand_in).len(), 2);
}

#[test]
fn no_project_or_several_are_errors_that_say_what_to_do() {
    let eleven = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10"].map(|id| (id, REGION));
    let ten = &eleven[..10];
    for (projects, says) in [
        (&[("a", "ap-southeast-3")][..], "have no project in the region cn-north-4"),
        (&[("first", REGION), ("second", REGION)], "2 projects in the region cn-north-4 (first, second)"),
        // The first ten are named.
        (ten, "10 projects in the region cn-north-4 (p0, p1, p2, p3, p4, p5, p6, p7, p8, p9)"),
        (&eleven[..], "11 projects in the region cn-north-4 (p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, …)"),
    ] {
        let builder = projects.iter().fold(StandIn::builder(), |builder, (id, name)| builder.project(id, name));
        let stand_in = builder.start().unwrap();
        let client = pointed_at(&stand_in).build().unwrap();
        let error = client.show_record_callback(EXAMPLE).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let text = error.to_string();
        assert!(text.contains(says) && text.contains("HUAWEICLOUD_SDK_PROJECT_ID"), "{text}");
        assert!(text.contains(&format!("look up the project id from IAM at {}", stand_in.url())), "{text}");
        assert!(stand_in.requests().iter().all(|request| request.target.starts_with("/v3/")));
    }
}

#[test]
fn what_iam_answers_is_understood_or_an_error() {
    let project = |id: &str, name: &str| format!(r#"{{"id":{id},"name":"{name}","enabled":true}}"#);
    let list = |projects: &[String]| format!(r#"{{"links":{{}},"projects":[{}]}}"#, projects.join(","));
    for (status, body, expected) in [
        (200, list(&[project("\"p\"", REGION)]), Ok("p")),
        // An IAM that does not know the parameter sends all of them.
        (200, list(&[project("\"x\"", "ap-southeast-3"), project("\"p\"", REGION), project("\"y\"", "MOS")]), Ok("p")),
        (200, format!("\u{feff}{}", list(&[project("605", REGION)])), Ok("605")),
        (200, list(&[]), Err((ErrorKind::Credentials, "no project"))),
        (200, list(&[project("\"x\"", "cn-north-4_mine")]), Err((ErrorKind::Credentials, "no project"))),
        (200, list(&[project("\"a/../b\"", REGION)]), Err((ErrorKind::BadResponse, "project id"))),
        (200, "{}".to_owned(), Err((ErrorKind::BadResponse, "no list of projects"))),
        (200, r#"{"projects":["p"]}"#.to_owned(), Err((ErrorKind::BadResponse, "no list of projects"))),
        (200, "<html>sentinel</html>".to_owned(), Err((ErrorKind::BadResponse, "no list of projects"))),
        (
            401,
            r#"{"error":{"code":401,"message":"no","title":"Unauthorized"}}"#.to_owned(),
            Err((ErrorKind::Unauthorized, "401")),
        ),
        (
            403,
            r#"{"error_code":"IAM.0003","error_msg":"no"}"#.to_owned(),
            Err((ErrorKind::Unauthorized, "iam:projects:listProjects")),
        ),
        (404, String::new(), Err((ErrorKind::Service, "404"))),
        (429, String::new(), Err((ErrorKind::Throttled, "429"))),
        (500, String::new(), Err((ErrorKind::Service, "500"))),
    ] {
        let (status, given) = (status, body.clone());
        let server = Server::start(Scheme::Https, move |peer| {
            peer.serve(|request, _| match request.target().starts_with("/v3/") {
                true => answer(status, &given),
                false => success(),
            })
        });
        // The CA file counts for IAM too.
        let client = Client::builder()
            .region(REGION)
            .endpoint(&server.url())
            .iam_endpoint(&server.url())
            .ca_file(server.authority().unwrap().file())
            .proxy("")
            .access_key(ACCESS_KEY, SECRET_KEY)
            .max_retries(0)
            .build()
            .unwrap();
        match (client.show_record_callback(ID), expected) {
            (Ok(_), Ok(project_id)) => {
                let requests = server.requests();
                assert_eq!(requests.len(), 2);
                requests.iter().for_each(|request| request.assert_signed(ACCESS_KEY, SECRET_KEY));
                assert_eq!(requests[1].header("x-project-id"), project_id, "{body}");
            }
            (Err(error), Err((kind, says))) => {
                assert_eq!(error.kind(), kind, "{body}: {error}");
                assert!(error.to_string().contains(says), "{body}: {error}");
                assert!(!error.to_string().contains(SECRET_KEY), "{error}");
                assert!(server.requests().iter().all(|request| request.target().starts_with("/v3/")), "{body}");
            }
            (result, expected) => panic!("{body}: {result:?}, expected {expected:?}"),
        }
    }
}

#[test]
fn the_lookup_is_inside_the_calls_limit_and_a_shutdown_ends_the_wait_for_it() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.request()?;
        peer.silence().map(|_| ())
    });
    let builder = Client::builder()
        .region(REGION)
        .endpoint(&server.url())
        .iam_endpoint(&server.url())
        .proxy("")
        .access_key(ACCESS_KEY, SECRET_KEY);
    let client = builder.clone().timeout(Duration::from_millis(300)).build().unwrap();
    let kinds = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| kinds.lock().unwrap().push(client.show_record_callback(ID).unwrap_err().kind()));
        }
    });
    assert_eq!(*kinds.lock().unwrap(), [ErrorKind::Timeout; 4]);
    let client = builder.build().unwrap();
    let before = server.requests().len();
    thread::scope(|scope| {
        let calls: Vec<_> =
            (0..4).map(|_| scope.spawn(|| client.show_record_callback(ID).unwrap_err().kind())).collect();
        server.wait_until(|seen| seen.requests.len() > before);
        client.shutdown();
        calls.into_iter().for_each(|call| assert_eq!(call.join().unwrap(), ErrorKind::Cancelled));
    });
    assert_eq!(server.requests().len(), before + 1, "one lookup in flight");
}

#[test]
fn what_cannot_be_looked_up_is_refused_when_the_client_is_made() {
    let server = Server::answering(Scheme::Http, success());
    let builder = || Client::builder().endpoint(&server.url()).proxy("").access_key("ak", "sk");
    for (builder, says) in [
        (builder(), "HUAWEICLOUD_SDK_PROJECT_ID"),
        // A region that only the endpoint is known of.
        (builder().region("my-region-1"), "HUAWEICLOUD_SDK_IAM_ENDPOINT"),
        (builder().region(REGION).iam_endpoint("http://iam.example.com"), "plain http"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(error.to_string().contains(says), "{error}");
    }
    assert!(builder().region("my-region-1").iam_endpoint(&server.url()).build().is_ok());
    assert!(builder().region("cn-east-3").build().is_ok(), "it has an endpoint of IAM");
    assert_eq!(server.connections(), 0);
}

#[test]
fn an_unknown_region_is_an_error_that_lists_the_known_ones() {
    let mut config = Config::new();
    config.define_region("my-region-1", "live.example.com").unwrap();
    config.set_region("cn-nowhere-9").unwrap();
    config.set_access_key("ak", "sk", None).unwrap();
    let error = Client::new(&config).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    for part in ["cn-nowhere-9", "cn-north-4", "ap-southeast-3", "my-region-1", "endpoint"] {
        assert!(error.to_string().contains(part), "{part}: {error}");
    }
    for region in ["", " ", "a b", "cn/4", "r\u{e9}gion", &"r".repeat(65)] {
        let error = Config::new().set_region(region).unwrap_err().to_string();
        assert!(error.contains("region"), "{region:?}: {error}");
    }
    for (region, urls) in [("", "h"), ("a b", "h"), ("r", ""), ("r", "h,"), ("r", "h,ftp://h"), ("r", "https://u:p@h")]
    {
        assert!(Config::new().define_region(region, urls).is_err(), "{region} {urls}");
    }
}

/// A setting means the same before and after the one that it goes with.
#[test]
fn the_order_of_the_settings_does_not_matter() {
    type Set = fn(ClientBuilder) -> ClientBuilder;
    let pairs: [[Set; 2]; 4] = [
        [|builder| builder.region("cn-nowhere-9"), |builder| builder.endpoint("http://127.0.0.1:1")],
        [|builder| builder.region("my-region-1"), |builder| builder.define_region("my-region-1", "http://127.0.0.1:1")],
        [|builder| builder.endpoint("http://192.0.2.1"), |builder| builder.insecure(true)],
        [|builder| builder.region("cn-north-4").access_key("ak", "sk"), |builder| builder.security_token("token")],
    ];
    for (number, [one, other]) in pairs.into_iter().enumerate() {
        let start = || Client::builder().project_id("p").access_key("ak", "sk").proxy("");
        assert!(other(one(start())).build().is_ok(), "{number}");
        assert!(one(other(start())).build().is_ok(), "{number}, the other way round");
    }
    let token_first =
        Client::builder().endpoint("http://127.0.0.1:1").project_id("p").security_token("t").auth_token("t");
    assert_eq!(token_first.build().unwrap_err().kind(), ErrorKind::InvalidArgument);
}

/// Settings for a region with these endpoints, with commas between them.
fn with_endpoints(urls: &str) -> ClientBuilder {
    let builder = Client::builder().define_region("r-1", urls).region("r-1").project_id(PROJECT_ID);
    builder.access_key(ACCESS_KEY, SECRET_KEY).proxy("")
}

#[test]
fn of_several_endpoints_the_one_that_can_be_reached_is_used_and_remembered() {
    let refusing = Refusing::new();
    let closed = format!("http://{}", refusing.address());
    // Its certificate is of another authority.
    let untrusted = Server::answering(Scheme::Https, success());
    let good = Server::answering(Scheme::Https, success());
    let urls = [&closed, "https://a.name.that.is.invalid", &untrusted.url(), &good.url()].join(",");
    let client = with_endpoints(&urls).ca_file(good.authority().unwrap().file()).max_retries(0).build().unwrap();
    for _ in 0..3 {
        client.show_record_callback(ID).unwrap();
    }
    assert_eq!(good.requests().len(), 3);
    for request in good.requests() {
        assert_eq!(request.header("host"), good.host());
        request.assert_signed(ACCESS_KEY, SECRET_KEY);
    }
    assert_eq!(untrusted.connections(), 1, "the good one is remembered");
    assert_eq!(untrusted.requests().len(), 0);
    // It goes away: the others are tried again, and the error tells of all of them.
    drop(good);
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!((error.attempts(), untrusted.connections()), (1, 2), "{error}");
    for part in [&closed[7..], "invalid", "the certificate is not signed by its issuer's key"] {
        assert!(error.to_string().contains(part), "{part}: {error}");
    }
}

#[test]
fn an_endpoint_that_answers_is_not_passed_over_whatever_it_says() {
    for (status, kind) in [(404, ErrorKind::NotFound), (500, ErrorKind::Service), (429, ErrorKind::Throttled)] {
        let first =
            Server::answering(Scheme::Http, answer(status, r#"{"error_code":"LIVE.100011001","error_msg":"no"}"#));
        let second = Server::answering(Scheme::Http, success());
        let client = with_endpoints(&format!("{},{}", first.url(), second.url())).max_retries(0).build().unwrap();
        assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), kind);
        assert_eq!(second.connections(), 0);
    }
    // Nor one that took the request and was silent.
    let silent = Server::start(Scheme::Http, |peer| peer.silence().map(|_| ()));
    let second = Server::answering(Scheme::Http, success());
    let client = with_endpoints(&format!("{},{}", silent.url(), second.url()))
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(second.connections(), 0);
}

#[test]
fn each_try_goes_through_all_endpoints_and_counts_once() {
    let refusing = [Refusing::new(), Refusing::new()];
    let urls = refusing.each_ref().map(|one| format!("http://{}", one.address()));
    let client = with_endpoints(&urls.join(",")).max_retries(1).build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 2), "{error}");
    for one in &refusing {
        assert!(error.to_string().contains(&one.address().to_string()), "{error}");
    }
}

#[test]
fn an_endpoint_that_took_the_time_of_a_call_is_not_the_first_of_the_next() {
    let refusing = Refusing::new();
    let full = network::FullBacklog::new("127.0.0.1:0");
    for before in [None, Some(refusing.address())] {
        let good = Server::answering(Scheme::Http, success());
        let urls: Vec<String> = before
            .into_iter()
            .chain([full.address(), good.address()])
            .map(|address| format!("http://{address}"))
            .collect();
        let client = with_endpoints(&urls.join(",")).connect_timeout(Duration::from_secs(60)).build().unwrap();
        let error = client.call().timeout(Duration::from_secs(1)).show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        client.show_record_callback(ID).unwrap();
    }
}

#[test]
fn a_proxy_that_refuses_the_password_is_asked_once_for_all_endpoints() {
    // Another refusal may be about the one host.
    for (status, asked) in [(407, 1), (403, 2)] {
        let proxy = Server::answering(Scheme::Http, answer(status, ""));
        let client = with_endpoints("https://one.example.com,https://two.example.com")
            .proxy(&proxy.url().replace("://", "://user:wrong@"))
            .build()
            .unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{error}");
        assert_eq!(proxy.requests().len(), asked, "{error}");
    }
}
