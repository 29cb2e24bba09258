//! Identity provider: IAM gives a token for an ID token, and keys for that token.

use std::time::Duration;

use hwlive_stand_in::{EXAMPLE_ID_TOKEN, EXAMPLE_IDP_ID, StandIn};
use serde_json::{Value, json};

use crate::support::{AK, EXAMPLE, Key, PROJECT, Raw, SK, started};

/// What asks IAM for a token.
fn token_request(idp_id: &str, id_token: &str, scope: Value) -> Raw {
    let mut auth = json!({ "id_token": { "id": id_token } });
    if !scope.is_null() {
        auth["scope"] = scope;
    }
    Raw::new("POST", "/v3.0/OS-AUTH/id-token/tokens").header("X-Idp-Id", idp_id).json(&json!({ "auth": auth }))
}

fn key_request(token: &str, duration: Value) -> Raw {
    let method = json!({ "id": token, "duration_seconds": duration });
    let identity = json!({ "methods": ["token"], "token": method });
    Raw::new("POST", "/v3.0/OS-CREDENTIAL/securitytokens").json(&json!({ "auth": { "identity": identity } }))
}

#[test]
fn an_id_token_leads_to_keys() {
    let stand_in = started(StandIn::builder());
    let reply = token_request(EXAMPLE_IDP_ID, EXAMPLE_ID_TOKEN, Value::Null).send(&stand_in);
    assert_eq!(reply.status, 201, "{reply:?}");
    let expires_at = reply.json()["token"]["expires_at"].as_str().expect("expires_at").to_owned();
    assert!(expires_at.len() == 27 && expires_at.ends_with('Z'), "{expires_at}");
    let token = reply.header("x-subject-token").expect("a token").to_owned();
    let callback = Raw::get_callback(PROJECT, EXAMPLE).header("X-Auth-Token", &*token);
    assert_eq!(callback.send(&stand_in).status, 404, "the token has no project in its scope");

    let reply = key_request(&token, json!(21_600)).send(&stand_in);
    assert_eq!(reply.status, 201, "{reply:?}");
    let key = Key::of_iam(&reply);
    assert_eq!(key.get_callback(PROJECT).send(&stand_in).status, 200);
    assert_eq!(key.clone().without_token().get_callback(PROJECT).send(&stand_in).status, 401);

    let in_header = json!({ "auth": { "identity": { "methods": ["token"], "token": {} } } });
    let in_header = Raw::new("POST", "/v3.0/OS-CREDENTIAL/securitytokens").json(&in_header);
    assert_eq!(in_header.header("X-Auth-Token", token).send(&stand_in).status, 201, "the token in the header");
}

#[test]
fn a_token_for_a_project_is_good_for_it() {
    let stand_in = started(StandIn::builder());
    let scope = json!({ "project": { "id": PROJECT } });
    let reply = token_request(EXAMPLE_IDP_ID, EXAMPLE_ID_TOKEN, scope).send(&stand_in);
    let token = reply.header("x-subject-token").expect("a token");
    assert_eq!(Raw::get_callback(PROJECT, EXAMPLE).header("X-Auth-Token", token).send(&stand_in).status, 200);
}

#[test]
fn what_iam_refuses() {
    let stand_in = started(StandIn::builder().idp_id("idp").id_token("the-token"));
    let good = || token_request("idp", "the-token", Value::Null);
    let token = good().send(&stand_in).header("x-subject-token").expect("a token").to_owned();
    let assume = json!({ "auth": { "identity": { "methods": ["password"] } } });
    let unknown_project = json!({ "project": { "id": "x" } });
    for (name, request, status) in [
        ("good", good(), 201),
        ("another provider", token_request(EXAMPLE_IDP_ID, "the-token", Value::Null), 401),
        ("another token", token_request("idp", EXAMPLE_ID_TOKEN, Value::Null), 401),
        ("a line break", token_request("idp", "the-token\n", Value::Null), 401),
        ("an empty token", token_request("idp", "", Value::Null), 401),
        ("an unknown project", token_request("idp", "the-token", unknown_project), 401),
        ("no provider", good().without("X-Idp-Id"), 400),
        ("no JSON", Raw::new("POST", "/v3.0/OS-AUTH/id-token/tokens").header("X-Idp-Id", "idp").body("{"), 400),
        ("keys", key_request(&token, json!(900)), 201),
        ("keys for the longest time", key_request(&token, json!(86_400)), 201),
        ("keys for no time in particular", key_request(&token, Value::Null), 201),
        ("keys for too short", key_request(&token, json!(899)), 400),
        ("keys for too long", key_request(&token, json!(86_401)), 400),
        ("keys for a text", key_request(&token, json!("900")), 400),
        ("keys for an unknown token", key_request("MIIS", json!(900)), 401),
        ("another method", Raw::new("POST", "/v3.0/OS-CREDENTIAL/securitytokens").json(&assume), 400),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, status, "{name}: {reply:?}");
        if status != 201 {
            assert_eq!(reply.json()["error"]["code"], status, "{name}");
            assert!(reply.header("x-subject-token").is_none(), "{name}");
        }
    }
}

#[test]
fn id_tokens_expire_are_refused_and_are_replaced() {
    let status =
        |stand_in: &StandIn, token: &str| token_request(EXAMPLE_IDP_ID, token, Value::Null).send(stand_in).status;
    for builder in [StandIn::builder().id_token_lifetime(Duration::ZERO), StandIn::builder().refuse_id_token(true)] {
        assert_eq!(status(&started(builder), EXAMPLE_ID_TOKEN), 401);
    }
    let stand_in = started(StandIn::builder().refuse_id_token(true));
    stand_in.replace_id_token("the next one").expect("replace");
    assert_eq!((status(&stand_in, EXAMPLE_ID_TOKEN), status(&stand_in, "the next one")), (401, 201));
}

#[test]
fn keys_and_tokens_expire() {
    let stand_in = started(StandIn::builder().key_lifetime(Duration::ZERO));
    let reply = token_request(EXAMPLE_IDP_ID, EXAMPLE_ID_TOKEN, Value::Null).send(&stand_in);
    let token = reply.header("x-subject-token").expect("a token").to_owned();
    let reply = Key::of_iam(&key_request(&token, json!(900)).send(&stand_in)).get_callback(PROJECT).send(&stand_in);
    assert!(reply.code_and_message().1.ends_with("security token expired"), "{reply:?}");

    let stand_in = started(StandIn::builder().token_lifetime(Duration::ZERO));
    let reply = token_request(EXAMPLE_IDP_ID, EXAMPLE_ID_TOKEN, Value::Null).send(&stand_in);
    let token = reply.header("x-subject-token").expect("a token").to_owned();
    assert_eq!(key_request(&token, json!(900)).send(&stand_in).status, 401);
    assert_eq!(Key::new(AK, SK).get_callback(PROJECT).send(&stand_in).status, 200);
}
