//! How often each request that a call makes is sent: the same rule whatever it asks for and whomever it asks.

#![allow(clippy::unwrap_used)]

mod support;

use std::thread;

use hwlive::{Agency, Client, ErrorKind, IdToken, OidcAgency};
use support::*;

const REGION: &str = "cn-north-4";

/// A request that a call makes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Callback,
    IamToken,
    IamProjects,
    MetadataToken,
    MetadataKey,
    /// A token of IAM for an ID token, and the key for that.
    FederatedToken,
    FederatedKey,
    /// A key of STS for an ID token.
    OidcKey,
    PodKey,
    /// A key of an agency, of STS and of IAM.
    StsAgencyKey,
    IamAgencyKey,
}

const KINDS: [Kind; 11] = [
    Kind::Callback,
    Kind::IamToken,
    Kind::IamProjects,
    Kind::MetadataToken,
    Kind::MetadataKey,
    Kind::FederatedToken,
    Kind::FederatedKey,
    Kind::OidcKey,
    Kind::PodKey,
    Kind::StsAgencyKey,
    Kind::IamAgencyKey,
];

/// A file that serves as one with a token.
const TOKEN_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/token.txt");

impl Kind {
    fn of(request: &Request) -> Kind {
        let target = request.target();
        match target.split('?').next().unwrap() {
            "/v3.0/OS-AUTH/id-token/tokens" => Kind::FederatedToken,
            "/v3.0/OS-CREDENTIAL/securitytokens" if request.has("authorization") => Kind::IamAgencyKey,
            "/v3.0/OS-CREDENTIAL/securitytokens" => Kind::FederatedKey,
            "/v5/agencies/assume-with-oidc" => Kind::OidcKey,
            "/v5/agencies/assume" => Kind::StsAgencyKey,
            "/agent" => Kind::PodKey,
            "/v3/auth/tokens" => Kind::IamToken,
            "/v3/projects" => Kind::IamProjects,
            "/meta-data/latest/api/token" => Kind::MetadataToken,
            "/openstack/latest/securitykey" => Kind::MetadataKey,
            _ => Kind::Callback,
        }
    }

    /// What answers it as it should be.
    fn success(self) -> Vec<u8> {
        const END: &str = "2100-01-01T00:00:00.000000Z";
        let close = ["Connection: close"];
        match self {
            Kind::Callback => answer_with(200, &close, CALLBACK),
            Kind::IamToken | Kind::FederatedToken => answer_with(
                201,
                &["X-Subject-Token: token", "Connection: close"],
                format!(r#"{{"token":{{"expires_at":"{END}"}}}}"#),
            ),
            Kind::IamProjects => {
                answer_with(200, &close, format!(r#"{{"projects":[{{"id":"{PROJECT_ID}","name":"{REGION}"}}]}}"#))
            }
            Kind::MetadataToken => answer_with(200, &close, "token"),
            _ => answer_with(
                if matches!(self, Kind::FederatedKey | Kind::IamAgencyKey) { 201 } else { 200 },
                &close,
                format!(
                    r#"{{"credential":{{"access":"{ACCESS_KEY}","secret":"{SECRET_KEY}","securitytoken":"t","expires_at":"{END}"}}}}"#
                ),
            ),
        }
    }

    /// Settings with which a call makes it.
    fn builder(self, server: &Server) -> hwlive::ClientBuilder {
        let url = server.url();
        let builder = Client::builder().region(REGION).endpoint(&url).iam_endpoint(&url).sts_endpoint(&url).proxy("");
        let with_project = builder.clone().project_id(PROJECT_ID);
        match self {
            Kind::Callback => with_project.access_key(ACCESS_KEY, SECRET_KEY),
            Kind::IamToken => with_project.iam_user("user", "password", "account"),
            Kind::IamProjects => builder.access_key(ACCESS_KEY, SECRET_KEY),
            Kind::MetadataToken | Kind::MetadataKey => with_project.metadata_endpoint(&url).metadata_credentials(),
            Kind::FederatedToken | Kind::FederatedKey => with_project.identity_provider("idp", TOKEN_FILE),
            Kind::OidcKey => {
                let id_token = IdToken::file(TOKEN_FILE).unwrap();
                with_project.oidc(OidcAgency::new("provider", "agency", id_token).unwrap())
            }
            Kind::PodKey => with_project.pod_identity(&format!("{url}/agent"), TOKEN_FILE),
            Kind::StsAgencyKey => {
                let agency = Agency::by_urn("iam::1:agency:a").unwrap();
                with_project.access_key(ACCESS_KEY, SECRET_KEY).agency(agency)
            }
            Kind::IamAgencyKey => {
                let agency = Agency::by_domain_id("a", "1").unwrap();
                with_project.access_key(ACCESS_KEY, SECRET_KEY).agency(agency)
            }
        }
    }
}

/// What happens in the place of an answer.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Status(u16),
    /// A success that is not what was agreed on.
    Body(&'static str),
    Bytes(&'static str),
    /// The connection ends when the request is out.
    Fin,
    Reset,
}

impl Fault {
    fn play(self, peer: &mut Peer) -> std::io::Result<()> {
        let lines = ["Retry-After: 0", "Connection: close"];
        match self {
            Fault::Status(status) => peer.send(answer_with(status, &lines, r#"{"error_code":"X.1","error_msg":"m"}"#)),
            Fault::Body(body) => peer.send(answer_with(200, &lines, body)),
            Fault::Bytes(bytes) => peer.send(bytes),
            Fault::Fin => {
                peer.end();
                Ok(())
            }
            Fault::Reset => {
                peer.reset();
                Ok(())
            }
        }
    }
}

/// Answers every request as it should be, but plays a fault on those of one kind.
fn with_fault(kind: Kind, fault: Fault) -> Server {
    Server::start(Scheme::Http, move |peer| {
        let request = peer.request()?;
        match Kind::of(&request) {
            found if found == kind => fault.play(peer),
            other => peer.send(other.success()),
        }
    })
}

fn times(server: &Server, kind: Kind) -> usize {
    server.requests().iter().filter(|request| Kind::of(request) == kind).count()
}

/// The call then succeeds without what was asked for.
const DONE_WITHOUT: usize = 0;

#[test]
fn every_request_is_sent_again_by_the_same_rule() {
    // How often it is sent in a call with two retries: a callback, IAM's token, its projects, the metadata service's
    // token, its key. All others as the callback.
    const ONCE: [usize; 5] = [1; 5];
    const AGAIN: [usize; 5] = [3; 5];
    // Without a token the metadata service is asked as before there were tokens.
    const OLD_METADATA: [usize; 5] = [1, 1, 1, DONE_WITHOUT, 1];
    let table = [
        (Fault::Status(302), ONCE),
        (Fault::Status(400), ONCE),
        // A token that the metadata service does not know is asked for once more.
        (Fault::Status(401), [1, 1, 1, 1, 2]),
        (Fault::Status(403), ONCE),
        (Fault::Status(404), OLD_METADATA),
        (Fault::Status(405), OLD_METADATA),
        (Fault::Status(408), ONCE),
        (Fault::Status(409), ONCE),
        (Fault::Status(425), ONCE),
        (Fault::Status(429), AGAIN),
        (Fault::Status(500), ONCE),
        (Fault::Status(501), ONCE),
        (Fault::Status(502), AGAIN),
        (Fault::Status(503), [3, 3, 3, DONE_WITHOUT, 3]),
        (Fault::Status(504), AGAIN),
        (Fault::Status(505), ONCE),
        (Fault::Status(511), ONCE),
        (Fault::Body(""), ONCE),
        (Fault::Bytes("SSH-2.0\r\n\r\n"), ONCE),
        (Fault::Bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), ONCE),
        (Fault::Bytes("HTTP/1.1 201 Created\r\nContent-Le"), OLD_METADATA),
        (Fault::Fin, OLD_METADATA),
        (Fault::Reset, OLD_METADATA),
    ];
    for (fault, expected) in table {
        for (kind, expected) in KINDS.into_iter().zip(expected.into_iter().chain(std::iter::repeat(expected[0]))) {
            let server = with_fault(kind, fault);
            let client = kind.builder(&server).build().unwrap();
            let result = client.show_record_callback(ID);
            let what = format!("{kind:?}, {fault:?}: {result:?}");
            assert_eq!(times(&server, kind), expected.max(1), "{what}");
            match result {
                Ok(_) => assert_eq!(expected, DONE_WITHOUT, "{what}"),
                Err(error) => {
                    let attempts = if matches!(fault, Fault::Status(401)) { 1 } else { expected };
                    assert_eq!(error.attempts() as usize, attempts, "{what}");
                }
            }
        }
    }
}

#[test]
fn a_source_that_cannot_be_reached_is_tried_again() {
    let live = Server::answering(Scheme::Http, success());
    let refusing = Refusing::new();
    let url = format!("http://{}", refusing.address());
    for kind in KINDS {
        let builder = kind.builder(&live);
        let builder = match kind {
            Kind::Callback => builder.endpoint(&url),
            Kind::IamToken | Kind::IamProjects => builder.iam_endpoint(&url),
            Kind::MetadataToken | Kind::MetadataKey => builder.metadata_endpoint(&url),
            Kind::FederatedToken | Kind::FederatedKey | Kind::IamAgencyKey => builder.iam_endpoint(&url),
            Kind::OidcKey | Kind::StsAgencyKey => builder.sts_endpoint(&url),
            Kind::PodKey => builder.pod_identity(&url, TOKEN_FILE),
        };
        let error = builder.build().unwrap().show_record_callback(ID).unwrap_err();
        assert_eq!(error.attempts(), 3, "{kind:?}: {error}");
    }
    assert_eq!(live.connections(), 0);
}

#[test]
fn a_wait_that_iam_asks_for_is_kept_inside_the_calls_limit() {
    for kind in [Kind::IamToken, Kind::IamProjects] {
        let server = Server::start(Scheme::Http, move |peer| {
            let request = peer.request()?;
            match Kind::of(&request) {
                found if found == kind => peer.send(answer_with(429, &["Retry-After: 3600", "Connection: close"], "")),
                other => peer.send(other.success()),
            }
        });
        let error = kind.builder(&server).build().unwrap().show_record_callback(ID).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Throttled, 1), "{error}");
        assert_eq!(error.retry_after().unwrap().as_secs(), 3600);
    }
}

#[test]
fn calls_that_wait_for_the_same_token_retry_as_the_call_that_asks() {
    for (status, attempts) in [(500, 1), (501, 1), (503, 3)] {
        let server = with_fault(Kind::IamToken, Fault::Status(status));
        let client = Kind::IamToken.builder(&server).build().unwrap();
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    let error = client.show_record_callback(ID).unwrap_err();
                    assert_eq!((error.http_status(), error.attempts()), (Some(status), attempts), "{error}");
                });
            }
        });
        assert!(times(&server, Kind::IamToken) <= 16 * attempts as usize);
    }
}

/// If a kept connection ends once the request is out, nobody knows whether that has arrived. A GET is sent again on a new
/// connection. With a password it must not be.
#[test]
fn what_must_not_be_sent_twice_is_not_sent_on_a_kept_connection() {
    let iam = Server::start(Scheme::Http, |peer| {
        while let Some(request) = peer.next_request()? {
            peer.body(&request)?;
            peer.send(answer_with(503, &["Retry-After: 0"], ""))?;
        }
        Ok(())
    });
    let builder = Client::builder().endpoint("http://127.0.0.1:1").project_id(PROJECT_ID).proxy("");
    let client = builder.iam_endpoint(&iam.url()).iam_user("user", "password", "account").build().unwrap();
    assert_eq!(client.show_record_callback(ID).unwrap_err().attempts(), 3);
    assert_eq!((iam.requests().len(), iam.connections()), (3, 3));
}
