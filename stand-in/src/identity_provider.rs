//! IAM, for programs that an identity provider vouches for: a token for an ID token.

use std::time::SystemTime;

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::iam;
use crate::request::Request;
use crate::state::State;

/// `POST /v3.0/OS-AUTH/id-token/tokens`: a token for the ID token of the provider in `X-Idp-Id`.
pub(crate) fn create_token(state: &mut State, request: &Request, now: SystemTime) -> Answer {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let (Some(id_token), Some(idp_id)) =
        (body.pointer("/auth/id_token/id").and_then(Value::as_str), request.header("x-idp-id"))
    else {
        return Answer::iam_error(400, "Bad Request", "The request has no X-Idp-Id, or its body is invalid");
    };
    if idp_id != state.idp_id {
        return Answer::iam_error(401, "Unauthorized", "The identity provider does not exist.");
    }
    if let Err(why) = state.id_token.check(id_token, now) {
        return Answer::iam_error(401, "Unauthorized", why);
    }
    let Ok(scope) = iam::requested_scope(state, &body["auth"]["scope"]) else {
        return iam::no_such_project();
    };
    let user = json!({
        "domain": { "id": state.domain_id, "name": "account" }, "id": "federated-user", "name": "federated-user",
        "OS-FEDERATION": { "identity_provider": { "id": idp_id }, "protocol": { "id": "oidc" }, "groups": [] },
    });
    iam::new_token(state, scope, "mapped", user, now).answer()
}
