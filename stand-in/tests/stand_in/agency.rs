//! Agencies: IAM and STS give keys of another account, for its project.

use std::time::Duration;

use hwlive_stand_in::{
    Agency, EXAMPLE_AGENCY_DOMAIN_ID, EXAMPLE_AGENCY_DOMAIN_NAME, EXAMPLE_AGENCY_NAME, EXAMPLE_AGENCY_URN,
    EXAMPLE_ID_TOKEN, EXAMPLE_OIDC_PROVIDER_URN, StandIn,
};
use serde_json::{Value, json};

use crate::support::{AK, Key, PROJECT, Raw, Reply, SK, started};

/// Changes a field of a request's body, or takes it out.
fn with(mut body: Value, name: &str, value: Value) -> Value {
    let fields = body.as_object_mut().expect("an object");
    match value {
        Value::Null => fields.remove(name),
        value => fields.insert(name.to_owned(), value),
    };
    body
}

/// Asks IAM; `fields` are those of `assume_role`.
fn iam(fields: &Value) -> Raw {
    let identity = json!({ "methods": ["assume_role"], "assume_role": fields });
    Raw::new("POST", "/v3.0/OS-CREDENTIAL/securitytokens").json(&json!({ "auth": { "identity": identity } }))
}

fn for_iam() -> Value {
    json!({
        "agency_name": EXAMPLE_AGENCY_NAME, "domain_name": EXAMPLE_AGENCY_DOMAIN_NAME, "duration_seconds": 3600,
        "session_user": { "name": "session" },
    })
}

fn for_sts() -> Value {
    json!({ "agency_urn": EXAMPLE_AGENCY_URN, "agency_session_name": "session", "duration_seconds": 3600 })
}

fn for_oidc() -> Value {
    let body = with(for_sts(), "provider_urn", EXAMPLE_OIDC_PROVIDER_URN.into());
    with(body, "id_token", EXAMPLE_ID_TOKEN.into())
}

fn sts(fields: &Value) -> Raw {
    Raw::new("POST", "/v5/agencies/assume").json(fields)
}

fn oidc(fields: &Value) -> Raw {
    Raw::new("POST", "/v5/agencies/assume-with-oidc").json(fields)
}

fn signed(request: Raw) -> Raw {
    Key::new(AK, SK).sign(request)
}

/// The keys that each way through the agency gives.
fn keys(stand_in: &StandIn) -> [(&'static str, Key); 3] {
    let key_of = |request: Raw, read: fn(&Reply) -> Key| {
        let reply = request.send(stand_in);
        assert!(matches!(reply.status, 200 | 201), "{reply:?}");
        read(&reply)
    };
    [
        ("IAM", key_of(signed(iam(&for_iam())), Key::of_iam)),
        ("STS", key_of(signed(sts(&for_sts())), Key::of_sts)),
        ("OIDC", key_of(oidc(&for_oidc()), Key::of_sts)),
    ]
}

#[test]
fn the_keys_of_the_example_are_for_the_stand_ins_project() {
    let stand_in = started(StandIn::builder());
    for (name, key) in keys(&stand_in) {
        assert_eq!(key.get_callback(PROJECT).send(&stand_in).status, 200, "{name}");
        assert_eq!(key.without_token().get_callback(PROJECT).send(&stand_in).status, 401, "{name}");
    }
}

#[test]
fn the_keys_of_an_agency_are_for_its_project_alone() {
    let callbacks = r#"{"projects": {"theirs": [{"id": "in-theirs"}]}}"#;
    let builder = StandIn::builder().callbacks(callbacks).expect("callbacks");
    let stand_in = started(builder.agency(Agency::default().project("theirs", "cn-east-3")));
    let projects = |key: &Key| {
        let reply = key.sign(Raw::new("GET", "/v3/projects")).send(&stand_in).json();
        let ids = reply["projects"].as_array().expect("projects").iter();
        ids.map(|project| project["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    let own = Key::new(AK, SK);
    assert_eq!(projects(&own), [PROJECT]);
    let refused = own.get("theirs", "in-theirs").send(&stand_in);
    assert_eq!((refused.status, &*refused.code_and_message().0), (403, "APIGW.0302"), "not through the agency");
    for (name, key) in keys(&stand_in) {
        assert_eq!(projects(&key), ["theirs"], "{name}");
        assert_eq!(key.get("theirs", "in-theirs").send(&stand_in).text(), r#"{"id": "in-theirs"}"#, "{name}");
        let refused = key.get_callback(PROJECT).send(&stand_in);
        assert_eq!((refused.status, &*refused.code_and_message().0), (403, "APIGW.0302"), "{name}");
    }
}

#[test]
fn the_answer_of_sts() {
    let stand_in = started(StandIn::builder());
    for (name, request) in [("STS", signed(sts(&for_sts()))), ("OIDC", oidc(&for_oidc()))] {
        let body = request.send(&stand_in).json();
        let urn = format!("sts::{EXAMPLE_AGENCY_DOMAIN_ID}::assumed-agency:{EXAMPLE_AGENCY_NAME}/session");
        assert_eq!(body["assumed_agency"]["urn"], urn, "{name}");
        let expiration = body["credentials"]["expiration"].as_str().expect("expiration");
        assert!(expiration.len() == "2022-09-07T03:27:51.158Z".len() && expiration.ends_with('Z'), "{expiration}");
    }
}

#[test]
fn what_iam_refuses() {
    let stand_in = started(StandIn::builder());
    let changed = |name, value| signed(iam(&with(for_iam(), name, value)));
    let by_id = with(with(for_iam(), "domain_name", Value::Null), "domain_id", EXAMPLE_AGENCY_DOMAIN_ID.into());
    for (name, request, status) in [
        ("good", signed(iam(&for_iam())), 201),
        ("the account by its id", signed(iam(&by_id)), 201),
        ("no duration", changed("duration_seconds", Value::Null), 201),
        ("unknown agency", changed("agency_name", "x".into()), 404),
        ("unknown account", changed("domain_name", "x".into()), 404),
        ("unknown id", changed("domain_id", "x".into()), 404),
        ("no agency", changed("agency_name", Value::Null), 400),
        ("no account", changed("domain_name", Value::Null), 400),
        ("too short", changed("duration_seconds", 899.into()), 400),
        ("too long", changed("duration_seconds", 86_401.into()), 400),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, status, "{name}: {reply:?}");
        if status != 201 {
            assert_eq!(reply.json()["error"]["code"], status, "{name}");
        }
    }
    for (name, request) in [("unsigned", iam(&for_iam())), ("wrong key", Key::new(AK, "wrong").sign(iam(&for_iam())))] {
        let reply = request.send(&stand_in);
        assert_eq!((reply.status, &*reply.code_and_message().0), (401, "APIGW.0301"), "{name}");
    }
}

#[test]
fn what_sts_refuses() {
    let agency = Agency::new("other", "domain", "name").external_id("secret");
    let stand_in = started(StandIn::builder().agency(Agency::default()).agency(agency));
    let changed = |name, value| signed(sts(&with(for_sts(), name, value)));
    let other = |external_id: Value| {
        let fields = with(for_sts(), "agency_urn", "iam::domain:agency:other".into());
        signed(sts(&with(fields, "external_id", external_id)))
    };
    let oidc_with = |name, value| oidc(&with(for_oidc(), name, value));
    let [(_, temporary), ..] = keys(&stand_in);
    let chained = |seconds: u64| temporary.sign(sts(&with(for_sts(), "duration_seconds", seconds.into())));
    for (name, request, status, code) in [
        ("good", signed(sts(&for_sts())), 200, ""),
        ("no duration", changed("duration_seconds", Value::Null), 200, ""),
        ("unsigned", sts(&for_sts()), 401, "APIGW.0301"),
        ("unknown agency", changed("agency_urn", "iam::x:agency:y".into()), 404, "STS5.1106"),
        ("no agency", changed("agency_urn", Value::Null), 400, "STS5.1102"),
        ("session of 1", changed("agency_session_name", "s".into()), 400, "STS5.1102"),
        ("session of 2", changed("agency_session_name", "ss".into()), 200, ""),
        ("session of 128", changed("agency_session_name", "s".repeat(128).into()), 200, ""),
        ("session of 129", changed("agency_session_name", "s".repeat(129).into()), 400, "STS5.1102"),
        ("too short", changed("duration_seconds", 899.into()), 400, "STS5.1102"),
        ("longest", changed("duration_seconds", 43_200.into()), 200, ""),
        ("too long", changed("duration_seconds", 43_201.into()), 400, "STS5.1102"),
        ("temporary caller", chained(3600), 200, ""),
        ("too long for a temporary caller", chained(3601), 400, "STS5.1102"),
        ("no JSON", signed(Raw::new("POST", "/v5/agencies/assume").body("{")), 400, "STS5.1102"),
        ("external id", other("secret".into()), 200, ""),
        ("wrong external id", other("x".into()), 403, "STS5.1101"),
        ("no external id", other(Value::Null), 403, "STS5.1101"),
        ("oidc", oidc(&for_oidc()), 200, ""),
        ("oidc: wrong token", oidc_with("id_token", "wrong".into()), 401, "STS5.1108"),
        ("oidc: token too short", oidc_with("id_token", "123".into()), 400, "STS5.1102"),
        ("oidc: no token", oidc_with("id_token", Value::Null), 400, "STS5.1102"),
        ("oidc: wrong provider", oidc_with("provider_urn", "x".into()), 404, "STS5.1107"),
        ("oidc: wrong agency", oidc_with("agency_urn", "x".into()), 404, "STS5.1106"),
        ("oidc: session of 1", oidc_with("agency_session_name", "s".into()), 400, "STS5.1102"),
        ("oidc: too long", oidc_with("duration_seconds", 43_201.into()), 400, "STS5.1102"),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, status, "{name}: {reply:?}");
        if status != 200 {
            assert_eq!(reply.code_and_message().0, code, "{name}");
            assert_eq!(reply.json()["request_id"].as_str(), reply.header("x-request-id"), "{name}");
        }
    }
}

#[test]
fn keys_expire() {
    let stand_in = started(StandIn::builder().key_lifetime(Duration::ZERO));
    for (name, key) in keys(&stand_in) {
        let reply = key.get_callback(PROJECT).send(&stand_in);
        assert!(reply.code_and_message().1.ends_with("security token expired"), "{name}: {reply:?}");
    }
}
