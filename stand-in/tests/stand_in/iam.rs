//! IAM: projects by name, and tokens that are good for their scope.

use std::time::Duration;

use hwlive_stand_in::StandIn;
use serde_json::{Value, json};

use crate::support::{AK, EXAMPLE, PROJECT, Raw, SK, started};

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
