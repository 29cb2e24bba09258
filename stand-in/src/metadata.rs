//! The metadata service of a cloud server: temporary keys for the programs on it.

use std::time::{Duration, SystemTime};

use crate::answer::Answer;
use crate::gateway::Scope;
use crate::random::random_hex;
use crate::request::Request;
use crate::state::{Metadata, State};
use crate::temporary_keys::TemporaryKey;

const TOKEN_PATH: &str = "/meta-data/latest/api/token";
const KEY_PATH: &str = "/openstack/latest/securitykey";

/// The longest life of a token, in seconds.
const MAX_TOKEN_TTL: u64 = 21_600;

/// The metadata service's memory.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    tokens: Vec<(String, SystemTime)>,
    /// The key that is given to clients at present.
    current: Option<TemporaryKey>,
}

/// Answers a request to the metadata service. `None`: it is not one, or this stand-in has no such service.
pub(crate) fn answer(state: &mut State, request: &Request, now: SystemTime) -> Option<Answer> {
    match (state.metadata, request.path.as_str()) {
        (Metadata::Off, _) => None,
        (Metadata::V1, TOKEN_PATH) => Some(Answer::text(404, "404 Not Found")),
        (_, TOKEN_PATH) => Some(match request.method.as_str() {
            "PUT" => create_token(state, request, now),
            _ => Answer::text(405, "405 Method Not Allowed"),
        }),
        (_, KEY_PATH) if request.method == "GET" => Some(security_key(state, request, now)),
        _ => None,
    }
}

fn create_token(state: &mut State, request: &Request, now: SystemTime) -> Answer {
    let ttl = request.header("x-metadata-token-ttl-seconds").and_then(|ttl| ttl.parse::<u64>().ok());
    let Some(ttl) = ttl.filter(|ttl| (1..=MAX_TOKEN_TTL).contains(ttl)) else {
        return Answer::text(400, "400 Bad Request");
    };
    let token = random_hex(48);
    state.metadata_memory.tokens.retain(|(_, end)| *end > now);
    state.metadata_memory.tokens.push((token.clone(), now + Duration::from_secs(ttl)));
    Answer::text(200, token)
}

fn security_key(state: &mut State, request: &Request, now: SystemTime) -> Answer {
    let known = |token: String| state.metadata_memory.tokens.iter().any(|(known, end)| *known == token && *end > now);
    let allowed = match (state.metadata, request.header("x-metadata-token")) {
        (Metadata::V1, _) => true,
        (Metadata::V2Only, None) => false,
        (_, None) => true,
        (_, Some(token)) => known(token),
    };
    if !allowed {
        return Answer::text(401, "401 Unauthorized");
    }
    Answer::json(200, &current_key(state, now).iam_json())
}

/// The key in use, or a new one once half of its lifetime is over. The old one is accepted until its end.
fn current_key(state: &mut State, now: SystemTime) -> TemporaryKey {
    let lifetime = state.metadata_key_lifetime;
    let in_use = state.metadata_memory.current.as_ref().filter(|current| current.expires_at > now + lifetime / 2);
    if let Some(in_use) = in_use {
        return in_use.clone();
    }
    let key = TemporaryKey::make(&mut state.gateway, Scope::EveryProject, lifetime, now);
    state.metadata_memory.current = Some(key.clone());
    key
}
