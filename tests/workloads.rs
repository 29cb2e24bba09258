//! Keys that are given for an ID token, to a pod, or of an agency: what is sent, and what goes wrong, against scripted
//! servers.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use hwlive::{Agency, AgencySession, Client, ClientBuilder, CredentialsSource, Error, ErrorKind, IdToken, OidcAgency};
#[cfg(unix)]
use support::system::fork;
use support::system::{make_pipe, make_unreadable, reads_everything};
use support::*;
use tempfile::{NamedTempFile, TempPath};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

const ID_TOKEN: &str = "sentinel.id.token";
const IAM_TOKEN: &str = "sentinel-iam-token";
const PROVIDER_URN: &str = "iam::1:oidcProvider:ci";
const AGENCY_URN: &str = "iam::2:agency:reader";

/// The kinds of sources here.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    IdentityProvider,
    Oidc,
    PodIdentity,
    /// Of STS, on top of an access key.
    AgencyByUrn,
    /// Of IAM, on top of an access key.
    AgencyByName,
}

const KINDS: [Kind; 5] = [Kind::IdentityProvider, Kind::Oidc, Kind::PodIdentity, Kind::AgencyByUrn, Kind::AgencyByName];
/// Those that read a file with a token.
const WITH_FILE: [Kind; 3] = [Kind::IdentityProvider, Kind::Oidc, Kind::PodIdentity];

const IAM_KEYS: &str = "/v3.0/OS-CREDENTIAL/securitytokens";

impl Kind {
    /// Settings for a server that plays all services, with the token in this file.
    fn settings(self, server: &Server, file: &Path) -> ClientBuilder {
        let builder = without_credentials(server).iam_endpoint(&server.url()).sts_endpoint(&server.url());
        match self {
            Kind::IdentityProvider => builder.identity_provider("idp-1", file),
            Kind::Oidc => {
                let id_token = IdToken::file(file).unwrap();
                builder.oidc(OidcAgency::new(PROVIDER_URN, AGENCY_URN, id_token).unwrap())
            }
            Kind::PodIdentity => builder.pod_identity(&format!("{}/agent/v1", server.url()), file),
            Kind::AgencyByUrn => builder.access_key(ACCESS_KEY, SECRET_KEY).agency(Agency::by_urn(AGENCY_URN).unwrap()),
            Kind::AgencyByName => {
                let agency = Agency::by_domain_name("reader", "their account").unwrap();
                builder.access_key(ACCESS_KEY, SECRET_KEY).agency(agency)
            }
        }
    }

    /// The target of the request that gives the key.
    fn target(self) -> &'static str {
        match self {
            Kind::IdentityProvider | Kind::AgencyByName => IAM_KEYS,
            Kind::Oidc => "/v5/agencies/assume-with-oidc",
            Kind::PodIdentity => "/agent/v1",
            Kind::AgencyByUrn => "/v5/agencies/assume",
        }
    }

    fn status(self) -> u16 {
        match self.target() {
            IAM_KEYS => 201,
            _ => 200,
        }
    }

    /// The JSON of a key that is good until then, as the service writes it.
    fn key(self, end: &str) -> String {
        match self {
            Kind::IdentityProvider | Kind::AgencyByName => format!(
                r#"{{"credential":{{"access":"HSTA","secret":"sentinel-sk","securitytoken":"sentinel-st","expires_at":"{end}"}}}}"#
            ),
            Kind::Oidc | Kind::AgencyByUrn => format!(
                r#"{{"credentials":{{"access_key_id":"HSTA","secret_access_key":"sentinel-sk","security_token":"sentinel-st","expiration":"{end}"}},"assumed_agency":{{"urn":"u","id":"i"}}}}"#
            ),
            Kind::PodIdentity => format!(
                r#"{{"credentials":{{"accessKeyId":"HSTA","secretAccessKey":"sentinel-sk","securityToken":"sentinel-st","expiration":"{end}"}}}}"#
            ),
        }
    }

    fn success(self, end: &str) -> Vec<u8> {
        answer(self.status(), self.key(end))
    }
}

/// `YYYY-MM-DDTHH:MM:SSZ` of an instant so far from now.
fn from_now(seconds: i64) -> String {
    let then = OffsetDateTime::now_utc() + time::Duration::seconds(seconds);
    then.replace_nanosecond(0).unwrap().format(&Rfc3339).unwrap()
}

/// A request with its body.
type Asked = (Request, Vec<u8>);

/// A server for all services: the documented callback for Live, a token for an ID token, and what `key` says for a
/// request that is to give a key.
fn services(key: impl Fn(usize) -> Vec<u8> + Send + Sync + 'static) -> (Server, Arc<Mutex<Vec<Asked>>>) {
    let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
    let (seen, count) = (asked.clone(), AtomicUsize::new(0));
    let server = Server::start(Scheme::Http, move |peer| {
        while let Some(request) = peer.next_request()? {
            let body = peer.body(&request)?;
            let target = request.target().to_owned();
            let bytes = match target.as_str() {
                live if live.starts_with("/v1/") => success(),
                "/v3.0/OS-AUTH/id-token/tokens" => {
                    let line = format!("X-Subject-Token: {IAM_TOKEN}");
                    answer_with(201, &[&line], r#"{"token":{"expires_at":"2099-01-01T00:00:00.000000Z"}}"#)
                }
                _ => key(count.fetch_add(1, SeqCst)),
            };
            seen.lock().unwrap().push((request, body));
            peer.send(bytes)?;
        }
        Ok(())
    });
    (server, asked)
}

fn targets(asked: &Mutex<Vec<Asked>>) -> Vec<String> {
    asked.lock().unwrap().iter().map(|(request, _)| request.target().to_owned()).collect()
}

fn token_file(text: &str) -> TempPath {
    let file = NamedTempFile::new().unwrap().into_temp_path();
    fs::write(&file, text).unwrap();
    file
}

fn assert_no_secret(error: &Error) {
    let text = format!("{error} {error:?}");
    assert!(!text.contains("sentinel") && !text.contains(SECRET_KEY), "{text}");
}

#[test]
fn each_source_sends_what_its_service_documents_and_is_asked_once() {
    for kind in KINDS {
        let file = token_file(&format!("{ID_TOKEN}\r\n"));
        let (server, asked) = services(move |_| kind.success(&from_now(86_400)));
        let client = kind.settings(&server, &file).build().unwrap();
        for _ in 0..3 {
            client.show_record_callback(ID).unwrap();
        }
        let asked = asked.lock().unwrap();
        let (live, others): (Vec<_>, Vec<_>) =
            asked.iter().partition(|(request, _)| request.target().starts_with("/v1/"));
        assert_eq!(live.len(), 3, "{kind:?}");
        for (request, _) in live {
            request.assert_signed("HSTA", "sentinel-sk");
            assert_eq!(request.header("x-security-token"), "sentinel-st");
            assert!(request.signed_headers().contains("x-security-token"));
        }
        let (request, body) = others.last().unwrap();
        assert_eq!(request.line(), format!("POST {} HTTP/1.1", kind.target()));
        assert_eq!(request.header("content-type"), "application/json;charset=UTF-8");
        assert!(!request.has("x-auth-token") && !request.has("x-security-token"));
        let body: serde_json::Value = serde_json::from_slice(body).unwrap();
        let expected = match kind {
            Kind::IdentityProvider => serde_json::json!({"auth": {"identity": {
                "methods": ["token"], "token": {"id": IAM_TOKEN, "duration_seconds": 21_600},
            }}}),
            Kind::Oidc => serde_json::json!({
                "provider_urn": PROVIDER_URN, "agency_urn": AGENCY_URN, "id_token": ID_TOKEN,
                "agency_session_name": "oidc-sts-session", "duration_seconds": 3600,
            }),
            Kind::PodIdentity => serde_json::json!({}),
            Kind::AgencyByUrn => serde_json::json!({
                "agency_urn": AGENCY_URN, "agency_session_name": "hwlive", "duration_seconds": 3600,
            }),
            Kind::AgencyByName => serde_json::json!({"auth": {"identity": {
                "methods": ["assume_role"],
                "assume_role": {"agency_name": "reader", "domain_name": "their account", "duration_seconds": 3600},
            }}}),
        };
        assert_eq!(body, expected, "{kind:?}");
        match kind {
            Kind::IdentityProvider => {
                let [(request, body), _] = others[..] else { panic!("two requests: {others:?}") };
                assert_eq!(request.line(), "POST /v3.0/OS-AUTH/id-token/tokens HTTP/1.1");
                assert_eq!(request.header("x-idp-id"), "idp-1");
                assert_eq!(request.header("content-type"), "application/json;charset=UTF-8");
                assert!(!request.has("authorization"));
                let body: serde_json::Value = serde_json::from_slice(body).unwrap();
                assert_eq!(body, serde_json::json!({"auth": {"id_token": {"id": ID_TOKEN}}}));
            }
            Kind::Oidc => assert!(!request.has("authorization")),
            Kind::PodIdentity => assert_eq!(request.header("authorization"), ID_TOKEN),
            Kind::AgencyByUrn | Kind::AgencyByName => {
                request.assert_signed_with_body(ACCESS_KEY, SECRET_KEY, &others[0].1);
            }
        }
        assert_eq!(others.len(), if kind == Kind::IdentityProvider { 2 } else { 1 }, "{kind:?}");
    }
}

#[test]
fn a_session_is_sent_whichever_setter_came_first() {
    let mut session = AgencySession::new();
    session.set_name("录制 \"1\"").unwrap();
    session.set_duration(Duration::from_secs(900)).unwrap();
    let plain = session.clone();
    session.set_policy(r#"{"Version":"5.0"}"#).unwrap();
    session.set_policy_ids("p1, p2").unwrap();
    let file = token_file(ID_TOKEN);
    for kind in [Kind::Oidc, Kind::AgencyByUrn, Kind::AgencyByName] {
        let (server, asked) = services(move |_| kind.success(&from_now(900)));
        let session = if kind == Kind::AgencyByName { &plain } else { &session };
        let settings = kind.settings(&server, &file);
        let settings = settings.oidc_session(session.clone()).agency_session(session.clone());
        settings.build().unwrap().show_record_callback(ID).unwrap();
        let body: serde_json::Value = serde_json::from_slice(&asked.lock().unwrap()[0].1).unwrap();
        if kind == Kind::AgencyByName {
            let assume = &body["auth"]["identity"]["assume_role"];
            assert_eq!(assume["session_user"]["name"], "录制 \"1\"");
            assert_eq!(assume["duration_seconds"], 900);
        } else {
            assert_eq!(body["agency_session_name"], "录制 \"1\"");
            assert_eq!(body["duration_seconds"], 900);
            assert_eq!(body["policy"], r#"{"Version":"5.0"}"#);
            assert_eq!(body["policy_ids"], serde_json::json!(["p1", "p2"]));
        }
    }
}

#[test]
fn what_an_agency_cannot_have_is_found_before_anything_is_sent() {
    let (server, asked) = services(|_| panic!("nobody asks"));
    let base = without_credentials(&server).iam_endpoint(&server.url()).sts_endpoint(&server.url());
    let by_urn = Agency::by_urn(AGENCY_URN).unwrap();
    let by_name = Agency::by_domain_id("reader", "2").unwrap();
    let mut long = AgencySession::new();
    long.set_duration(Duration::from_secs(86_400)).unwrap();
    let mut limited = AgencySession::new();
    limited.set_policy_ids("p").unwrap();
    let key = base.clone().access_key(ACCESS_KEY, SECRET_KEY);
    for (settings, why) in [
        (base.clone().auth_token("token").agency(by_urn.clone()), "an agency is assumed with an access key"),
        (base.clone().iam_user("u", "p", "d").agency(by_name.clone()), "an agency is assumed with an access key"),
        (key.clone().agency(by_urn.clone()).agency_session(long), "longer than 43200 seconds"),
        (key.clone().agency(by_name).agency_session(limited), "needs an agency that is named by its URN"),
        (
            Client::builder().region("cn-north-1").access_key("a", "b").project_id("p").agency(by_urn),
            "no endpoint of STS",
        ),
    ] {
        let error = settings.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(error.to_string().contains(why), "{error}");
    }
    assert!(targets(&asked).is_empty());
}

/// What a service may answer instead of a key: what is sent, and the error's kind for IAM and STS, and a part of its
/// text.
type Wrong = (Vec<u8>, ErrorKind, &'static str);

fn wrong_answers(kind: Kind) -> Vec<Wrong> {
    // Each with the secrets that its service was sent, or may know.
    let secrets = match kind {
        Kind::IdentityProvider => format!("{ID_TOKEN} {IAM_TOKEN}"),
        Kind::Oidc | Kind::PodIdentity => ID_TOKEN.to_owned(),
        Kind::AgencyByUrn | Kind::AgencyByName => SECRET_KEY.to_owned(),
    };
    let secret = &format!(r#"{{"error_code":"X.1","error_msg":"no {secrets}"}}"#);
    // What whoever assumes an agency may lack.
    let forbidden = match kind {
        Kind::AgencyByUrn => "sts:agencies:assume",
        Kind::AgencyByName => "iam:agencies:assume",
        _ => "403",
    };
    let cut = kind.success(&from_now(3600));
    let cut = cut[..cut.len() - 20].to_vec();
    vec![
        (answer(400, secret), ErrorKind::Service, "400"),
        (answer(401, secret), ErrorKind::Unauthorized, "401"),
        (answer(403, secret), ErrorKind::Unauthorized, forbidden),
        (answer(404, secret), ErrorKind::Service, "404"),
        (answer(500, secret), ErrorKind::Service, "500"),
        (answer_with(302, &["Location: http://127.0.0.1:1/"], ""), ErrorKind::BadResponse, "302"),
        (answer(kind.status(), "<html>sentinel</html>"), ErrorKind::BadResponse, "no key"),
        (answer(kind.status(), ""), ErrorKind::BadResponse, "no key"),
        (answer(kind.status(), "null"), ErrorKind::BadResponse, "no key"),
        (
            answer(kind.status(), r#"{"credential":{"access":"A","secret":"sentinel"}}"#),
            ErrorKind::BadResponse,
            "no securitytoken",
        ),
        (cut, ErrorKind::Connect, "closed"),
        (b"sentinel\r\n\r\n".to_vec(), ErrorKind::BadResponse, "HTTP"),
    ]
}

#[test]
fn a_service_that_gives_no_key_is_an_error_that_says_so_and_shows_no_secret() {
    let file = token_file(ID_TOKEN);
    for kind in KINDS {
        for (wrong, error_kind, why) in wrong_answers(kind) {
            let sent = wrong.clone();
            let closing = Server::start(Scheme::Http, move |peer| {
                while let Some(request) = peer.next_request()? {
                    let body = peer.body(&request)?;
                    if request.target().ends_with("/id-token/tokens") {
                        assert!(!body.is_empty());
                        peer.send(answer_with(201, &[&format!("X-Subject-Token: {IAM_TOKEN}")], "{}"))?;
                        continue;
                    }
                    peer.send(&sent)?;
                    peer.end();
                    return Ok(());
                }
                Ok(())
            });
            let client = kind.settings(&closing, &file).max_retries(0).build().unwrap();
            let error = client.show_record_callback(ID).unwrap_err();
            // An agent that fails is no answer of a service: there are no credentials.
            let expected = if kind == Kind::PodIdentity { ErrorKind::Credentials } else { error_kind };
            let shown = String::from_utf8_lossy(&wrong);
            assert_eq!(error.kind(), expected, "{kind:?}: {error}, after {shown}");
            assert!(error.to_string().contains(why), "{kind:?}: {error}, after {shown}");
            assert!(error.to_string().contains(&closing.url()), "it says who was asked: {error}");
            assert_no_secret(&error);
        }
    }
}

#[test]
fn an_id_token_that_iam_sends_back_is_not_shown() {
    let file = token_file(ID_TOKEN);
    let server = Server::start(Scheme::Http, |peer| {
        let request = peer.request()?;
        peer.body(&request)?;
        peer.send(answer(401, format!(r#"{{"error":{{"message":"no {ID_TOKEN}","code":401}}}}"#)))?;
        peer.end();
        Ok(())
    });
    let client = Kind::IdentityProvider.settings(&server, &file).build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.to_string().contains("401 Unauthorized: no ***"), "{error}");
    assert_no_secret(&error);
}

#[test]
fn a_service_that_is_silent_costs_no_more_than_the_call_may() {
    let file = token_file(ID_TOKEN);
    for kind in KINDS {
        let server = Server::start(Scheme::Http, |peer| peer.silence().map(|_| ()));
        let client = kind.settings(&server, &file).timeout(Duration::from_millis(300)).build().unwrap();
        let start = Instant::now();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{kind:?}: {error}");
        assert!(start.elapsed() < Duration::from_secs(10), "{kind:?}");
    }
}

#[test]
fn a_file_that_holds_no_token_is_named_and_nothing_is_sent() {
    type Change = fn(&Path);
    let changes: [(Change, &str); 9] = [
        (|path| fs::remove_file(path).unwrap(), "(os error 2)"),
        (|path| fs::write(path, "").unwrap(), "empty"),
        (|path| fs::write(path, " \r\n\t").unwrap(), "empty"),
        (|path| fs::write(path, "sentinel\nsentinel").unwrap(), "control character"),
        (|path| fs::write(path, b"sentinel\xFF").unwrap(), "not UTF-8"),
        (|path| fs::write(path, "sentinel\u{e9}").unwrap(), "outside ASCII"),
        (
            |path| {
                fs::remove_file(path).unwrap();
                fs::create_dir(path).unwrap();
            },
            "not a regular file",
        ),
        // A gigabyte, of which nothing is written.
        (|path| fs::File::create(path).unwrap().set_len(1 << 30).unwrap(), "larger than"),
        (
            |path| {
                fs::remove_file(path).unwrap();
                if !make_pipe(path) {
                    fs::create_dir(path).unwrap();
                }
            },
            "not a regular file",
        ),
    ];
    for kind in WITH_FILE {
        for (change, why) in changes {
            let file = token_file(ID_TOKEN);
            let (server, asked) = services(move |_| kind.success(&from_now(3600)));
            let client = kind.settings(&server, &file).build().unwrap();
            change(&file);
            let error = client.show_record_callback(ID).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Credentials, "{kind:?}: {error}");
            let text = error.to_string();
            assert!(text.contains(why) && text.contains(file.to_str().unwrap()), "{kind:?}: {error}");
            assert_no_secret(&error);
            assert!(targets(&asked).is_empty(), "{kind:?}");
            // It is no verdict: with a token in the file the next call succeeds.
            let _ = fs::remove_file(&file);
            let _ = fs::remove_dir(&file);
            fs::write(&file, ID_TOKEN).unwrap();
            client.show_record_callback(ID).unwrap();
        }
        if !reads_everything() {
            let file = token_file(ID_TOKEN);
            make_unreadable(&file);
            let (server, _) = services(move |_| kind.success(&from_now(3600)));
            let error = kind.settings(&server, &file).build().unwrap().show_record_callback(ID).unwrap_err();
            assert!(error.to_string().contains("Permission denied"), "{error}");
        }
    }
}

#[test]
fn a_file_that_is_replaced_is_read_anew_and_never_half() {
    for kind in WITH_FILE {
        let file = token_file("token-0");
        // Each key is soon asked for again, but is good when it comes: its end is cut to the second.
        let (server, asked) = services(move |_| kind.success(&from_now(3)));
        let client = kind.settings(&server, &file).build().unwrap();
        let stop = AtomicBool::new(false);
        let tokens: Vec<String> = (0..50).map(|number| format!("token-{number}-").repeat(200)).collect();
        fs::write(&file, &tokens[0]).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                // As a cluster does it: a new file takes the old one's place.
                for token in tokens.iter().cycle() {
                    let new = file.with_extension("new");
                    fs::write(&new, token).unwrap();
                    // Windows may refuse it while the file is being read.
                    loop {
                        match fs::rename(&new, &file) {
                            Err(error) if !cfg!(windows) => panic!("{error}"),
                            Err(_) => {}
                            Ok(()) => break,
                        }
                    }
                    if stop.load(SeqCst) {
                        break;
                    }
                }
            });
            let start = Instant::now();
            while targets(&asked).iter().filter(|target| *target == kind.target()).count() < 3 {
                client.show_record_callback(ID).unwrap();
                assert!(start.elapsed() < PATIENCE, "{kind:?}");
                thread::sleep(Duration::from_millis(20));
            }
            stop.store(true, SeqCst);
        });
        for (request, body) in asked.lock().unwrap().iter() {
            let sent = match request.target() {
                "/v3.0/OS-AUTH/id-token/tokens" | "/v5/agencies/assume-with-oidc" => {
                    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
                    let token = if kind == Kind::Oidc { &body["id_token"] } else { &body["auth"]["id_token"]["id"] };
                    token.as_str().unwrap().to_owned()
                }
                "/agent/v1" => request.header("authorization").to_owned(),
                _ => continue,
            };
            assert!(tokens.contains(&sent), "{kind:?}: {sent}");
        }
    }
}

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn sixty_four_threads_ask_once() {
    let file = token_file(ID_TOKEN);
    for kind in KINDS {
        let (server, asked) = services(move |_| kind.success(&from_now(3600)));
        let client = kind.settings(&server, &file).build().unwrap();
        thread::scope(|scope| {
            for _ in 0..64 {
                scope.spawn(|| client.show_record_callback(ID).unwrap());
            }
        });
        let keys = targets(&asked).iter().filter(|target| *target == kind.target()).count();
        assert_eq!(keys, 1, "{kind:?}");
    }
}

#[test]
fn an_old_key_is_used_while_renewing_fails_and_one_that_was_over_when_it_came_is_trusted() {
    let file = token_file(ID_TOKEN);
    for kind in KINDS {
        // The first is good for some seconds; then the service is out of order.
        let (server, asked) = services(move |number| match number {
            0 => kind.success(&from_now(4)),
            _ => answer(500, "{}"),
        });
        let client = kind.settings(&server, &file).max_retries(0).build().unwrap();
        let start = Instant::now();
        let failure = loop {
            match client.show_record_callback(ID) {
                Ok(_) => assert!(start.elapsed() < PATIENCE, "{kind:?}"),
                Err(error) => break error,
            }
            thread::sleep(Duration::from_millis(50));
        };
        // Its end is cut to the second.
        assert!(start.elapsed() >= Duration::from_millis(2900), "{kind:?}: {failure}");
        let keys = targets(&asked).iter().filter(|target| *target == kind.target()).count();
        assert!((2..100).contains(&keys), "{kind:?}: asked {keys} times");

        // A service whose clock, or ours, is an hour off.
        let (server, asked) = services(move |_| kind.success(&from_now(-3600)));
        let client = kind.settings(&server, &file).build().unwrap();
        for _ in 0..3 {
            client.show_record_callback(ID).unwrap();
        }
        let keys = targets(&asked).iter().filter(|target| *target == kind.target()).count();
        assert_eq!(keys, 1, "{kind:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_child_that_is_forked_during_a_renewal_asks_for_itself() {
    let file = token_file(ID_TOKEN);
    for kind in KINDS {
        let (gate, reached) = (Gate::new(), Gate::new());
        let (theirs, theirs_reached) = (gate.clone(), reached.clone());
        // The first request for a key is answered late; those of children at once.
        let (server, _asked) = services(move |number| {
            if number == 0 {
                theirs_reached.open();
                theirs.wait(PATIENCE);
            }
            kind.success(&from_now(3600))
        });
        let client = kind.settings(&server, &file).timeout(PATIENCE).build().unwrap();
        thread::scope(|scope| {
            scope.spawn(|| client.show_record_callback(ID).unwrap());
            assert!(reached.wait(PATIENCE), "{kind:?}");
            // Its call has a limit.
            fork(|| assert!(client.show_record_callback(ID).is_ok(), "{kind:?}")).succeeds();
            gate.open();
        });
    }
}

#[test]
fn an_agency_is_assumed_with_keys_of_any_source() {
    let file = token_file(ID_TOKEN);
    let (server, asked) = services(|number| match number {
        0 => Kind::PodIdentity.success(&from_now(3600)),
        _ => answer(200, Kind::Oidc.key(&from_now(3600)).replace("HSTA", "HSTB").replace("sentinel-sk", "second-sk")),
    });
    let source = CredentialsSource::pod_identity(&format!("{}/agent/v1", server.url()), &file).unwrap();
    let agency = Agency::by_urn(AGENCY_URN).unwrap().with_external_id("external 1").unwrap();
    let builder = without_credentials(&server).sts_endpoint(&server.url());
    let client = builder.credentials(source.assume(agency)).build().unwrap();
    client.show_record_callback(ID).unwrap();
    let asked = asked.lock().unwrap();
    let [_, (assume, body), (live, _)] = &asked[..] else { panic!("{asked:?}") };
    assume.assert_signed_with_body("HSTA", "sentinel-sk", body);
    assert_eq!(assume.header("x-security-token"), "sentinel-st");
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    assert_eq!(body["external_id"], "external 1");
    live.assert_signed("HSTB", "second-sk");
}

#[test]
fn nothing_is_asked_through_a_proxy_for_a_pod_and_everything_else_is() {
    let file = token_file(ID_TOKEN);
    for kind in KINDS {
        let (server, asked) = services(move |_| kind.success(&from_now(3600)));
        let refusing = Server::answering(Scheme::Http, answer(407, ""));
        let client = kind.settings(&server, &file).proxy(&refusing.url()).max_retries(0).build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{kind:?}: {error}");
        let expected: &[&str] = if kind == Kind::PodIdentity { &["/agent/v1"] } else { &[] };
        assert_eq!(targets(&asked), expected, "{kind:?}");
    }
}

#[test]
fn no_secret_is_in_any_debug_text() {
    let file = token_file(ID_TOKEN);
    for kind in KINDS {
        let (server, _) = services(move |_| kind.success(&from_now(3600)));
        let settings = kind.settings(&server, &file);
        let client = settings.clone().build().unwrap();
        client.show_record_callback(ID).unwrap();
        let text = format!("{settings:?} {client:?}");
        assert!(!text.contains("sentinel") && !text.contains(SECRET_KEY), "{text}");
    }
    let text = format!("{:?}", IdToken::text(ID_TOKEN).unwrap());
    assert!(!text.contains("sentinel"), "{text}");
}

/// Live may be near and in plain text, such as a sidecar, and who gives the credentials not.
#[test]
fn tls_is_there_for_whom_the_credentials_need_it() {
    let file = token_file(ID_TOKEN);
    let live = Server::answering(Scheme::Http, success());
    let services = Server::start(Scheme::Https, |peer| {
        while let Some(request) = peer.next_request()? {
            peer.body(&request)?;
            peer.send(match request.target() {
                "/meta-data/latest/api/token" => answer(200, "token"),
                "/agent/v1" => Kind::PodIdentity.success(&from_now(86_400)),
                // The metadata service writes a key as IAM does.
                _ => answer(200, Kind::AgencyByName.key(&from_now(86_400))),
            })?;
        }
        Ok(())
    });
    let builder = || Client::builder().endpoint(&live.url()).project_id(PROJECT_ID).proxy("").insecure(true);
    let with_metadata = || builder().metadata_endpoint(&services.url());
    let pod_identity = || CredentialsSource::pod_identity(&format!("{}/agent/v1", services.url()), &file).unwrap();
    with_metadata().metadata_credentials().build().unwrap().show_record_callback(ID).unwrap();
    builder().credentials(pod_identity()).build().unwrap().show_record_callback(ID).unwrap();
    // IAM of an agency may be near too, and who gives the key that the agency is assumed with not.
    let iam = Server::answering(Scheme::Http, Kind::AgencyByName.success(&from_now(86_400)));
    let agency = Agency::by_domain_name("reader", "their account").unwrap();
    let with_agency = with_metadata().iam_endpoint(&iam.url()).metadata_credentials().agency(agency);
    with_agency.build().unwrap().show_record_callback(ID).unwrap();
    // A client without TLS cannot ask them, and says so before it does.
    let client = with_metadata().access_key(ACCESS_KEY, SECRET_KEY).build().unwrap();
    for source in [CredentialsSource::metadata(), pod_identity()] {
        let error = client.replace_credentials(source).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(error.to_string().contains("needs TLS"), "{error}");
    }
    client.show_record_callback(ID).unwrap();
}
