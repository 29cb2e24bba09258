//! The pod identity agent of a CCE cluster: temporary keys for the token that the cluster has given to a pod.
//!
//! How the agent refuses a request is not published. It is made up.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::answer::{Answer, Refusal};
use crate::dates::sts_time;
use crate::gateway::Scope;
use crate::request::Request;
use crate::state::State;
use crate::temporary_keys::TemporaryKey;

/// Where the agent is, below the stand-in's URL.
pub(crate) const PATH: &str = "/v1/credentials";

/// How long its keys are good for.
const DURATION: Duration = Duration::from_secs(6 * 60 * 60);

/// `POST /v1/credentials`, with the token in `Authorization`. In front of the agent there is no gateway.
pub(crate) fn credentials(state: &mut State, request: &Request, now: SystemTime) -> Result<Answer, Refusal> {
    let is_json = request.header("content-type").is_some_and(|kind| kind.starts_with("application/json"))
        && serde_json::from_slice::<Value>(&request.body).is_ok_and(|body| body.is_object());
    if !is_json {
        return Err(Refusal::new(400, "CCE.01400001", "Invalid request: the body is no JSON object"));
    }
    let token = request.header("authorization").unwrap_or_default();
    let refused = |why| Refusal::new(401, "CCE.01401001", format!("Authorization failed: {why}"));
    state.id_token.check(&token, now).map_err(refused)?;
    let key = TemporaryKey::give(state, Scope::EveryProject, DURATION, now);
    Ok(Answer::json(
        200,
        &json!({ "credentials": {
            "accessKeyId": key.access, "secretAccessKey": key.secret, "securityToken": key.security_token,
            "expiration": sts_time(key.expires_at),
        } }),
    ))
}
