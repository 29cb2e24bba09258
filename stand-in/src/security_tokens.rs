//! IAM's temporary keys: for a token, and for an agency of another account.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::answer::{Answer, Refusal};
use crate::gateway::Scope;
use crate::request::Request;
use crate::state::State;
use crate::temporary_keys::TemporaryKey;

/// How long keys can be asked for, in seconds, and for how long they are if the request does not say.
const MIN_DURATION: u64 = 900;
const MAX_DURATION: u64 = 86_400;
const DEFAULT_DURATION: u64 = 900;

/// `POST /v3.0/OS-CREDENTIAL/securitytokens`.
pub(crate) fn create(state: &mut State, request: &Request, now: SystemTime) -> Result<Answer, Refusal> {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let identity = &body["auth"]["identity"];
    match identity["methods"][0].as_str() {
        Some("token") => Ok(for_token(state, request, &identity["token"], now)),
        Some("assume_role") => {
            // Who asks is proven by a signature or a token, and the gateway says what is wrong with it.
            state.gateway.identify(request, now)?;
            Ok(for_agency(state, &identity["assume_role"], now))
        }
        _ => Ok(invalid("auth.identity.methods")),
    }
}

/// Keys for the token in the body, or else in `X-Auth-Token`. The request needs no other proof.
fn for_token(state: &mut State, request: &Request, method: &Value, now: SystemTime) -> Answer {
    let Some(duration) = duration(method) else { return invalid("duration_seconds") };
    let token = method["id"].as_str().map(str::to_owned).or_else(|| request.header("x-auth-token"));
    let known = token.and_then(|token| state.gateway.tokens.get(&token));
    if known.is_none_or(|token| token.expires_at.is_some_and(|end| end <= now)) {
        return Answer::iam_error(401, "Unauthorized", "The token is unknown or has expired.");
    }
    let key = TemporaryKey::give(state, Scope::EveryProject, duration, now);
    Answer::json(201, &key.iam_json())
}

/// Keys of an agency. The request has the name or the id of its account.
fn for_agency(state: &mut State, method: &Value, now: SystemTime) -> Answer {
    let Some(duration) = duration(method) else { return invalid("duration_seconds") };
    let text = |name: &str| method[name].as_str().filter(|text| !text.is_empty());
    let Some(name) = text("agency_name") else { return invalid("agency_name") };
    let (domain_name, domain_id) = (text("domain_name"), text("domain_id"));
    if domain_name.or(domain_id).is_none() {
        return invalid("domain_name");
    }
    let agency = state.agencies.iter().find(|agency| {
        agency.name == name
            && domain_name.is_none_or(|domain| agency.domain_name == domain)
            && domain_id.is_none_or(|domain| agency.domain_id == domain)
    });
    let Some(scope) = agency.map(|agency| agency.scope()) else {
        return Answer::iam_error(404, "Not Found", &format!("Could not find agency: {name}."));
    };
    Answer::json(201, &TemporaryKey::give(state, scope, duration, now).iam_json())
}

fn duration(method: &Value) -> Option<Duration> {
    let seconds = match &method["duration_seconds"] {
        Value::Null => Some(DEFAULT_DURATION),
        seconds => seconds.as_u64().filter(|seconds| (MIN_DURATION..=MAX_DURATION).contains(seconds)),
    };
    seconds.map(Duration::from_secs)
}

fn invalid(what: &str) -> Answer {
    Answer::iam_error(400, "Bad Request", &format!("The request body is invalid: {what}"))
}
