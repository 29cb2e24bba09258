//! STS: temporary keys of an agency, for an ID token and for keys of another account.
//!
//! The service publishes the code of an agency that does not exist. The other codes are made up.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::agency::Agency;
use crate::answer::{Answer, Refusal};
use crate::dates::sts_time;
use crate::gateway::Identity;
use crate::request::Request;
use crate::state::State;
use crate::temporary_keys::TemporaryKey;

/// How long keys can be asked for, in seconds, and for how long they are if the request does not say.
const MIN_DURATION: u64 = 900;
const MAX_DURATION: u64 = 43_200;
const DEFAULT_DURATION: u64 = 3600;

/// The longest for a caller whose own keys are temporary.
const MAX_CHAINED_DURATION: u64 = 3600;

/// `POST /v5/agencies/assume-with-oidc`: for an ID token. The request is not signed.
pub(crate) fn assume_with_oidc(state: &mut State, request: &Request, now: SystemTime) -> Result<Answer, Refusal> {
    let fields = Fields::read(request)?;
    let session = fields.session()?;
    let duration = fields.duration(MAX_DURATION)?;
    let (provider, id_token) = (fields.text("provider_urn", 1, 1500)?, fields.text("id_token", 4, 20_000)?);
    if provider != state.oidc_provider_urn {
        return Err(Refusal::new(404, "STS5.1107", format!("the provider '{provider}' cannot be found")));
    }
    state.id_token.check(id_token, now).map_err(|why| Refusal::new(401, "STS5.1108", why))?;
    let agency = fields.agency(state)?;
    let mut body = assumed(state, &agency, session, duration, now);
    body["provider"] = provider.into();
    body["subject_from_id_token"] = "stand-in".into();
    body["audience"] = "client_id_example".into();
    Ok(Answer::json(200, &body))
}

/// `POST /v5/agencies/assume`: for whoever signs the request.
pub(crate) fn assume(state: &mut State, request: &Request, now: SystemTime) -> Result<Answer, Refusal> {
    let identity = state.gateway.identify(request, now)?;
    let fields = Fields::read(request)?;
    let session = fields.session()?;
    let is_temporary = matches!(identity, Identity::AccessKey { is_temporary: true, .. });
    let duration = fields.duration(if is_temporary { MAX_CHAINED_DURATION } else { MAX_DURATION })?;
    let agency = fields.agency(state)?;
    if agency.external_id.as_deref().is_some_and(|external_id| fields.0["external_id"] != *external_id) {
        return Err(Refusal::new(403, "STS5.1101", "the external_id is not that of the agency"));
    }
    let mut body = assumed(state, &agency, session, duration, now);
    body["source_identity"] = fields.0["source_identity"].clone();
    Ok(Answer::json(200, &body))
}

/// The body of the answer, with new keys.
fn assumed(state: &mut State, agency: &Agency, session: &str, duration: Duration, now: SystemTime) -> Value {
    let key = TemporaryKey::give(state, agency.scope(), duration, now);
    let Agency { name, domain_id, .. } = agency;
    json!({
        "assumed_agency": {
            "urn": format!("sts::{domain_id}::assumed-agency:{name}/{session}"), "id": format!("{name}:{session}"),
        },
        "credentials": {
            "access_key_id": key.access, "secret_access_key": key.secret, "security_token": key.security_token,
            "expiration": sts_time(key.expires_at),
        },
    })
}

/// The fields of a request's body.
struct Fields(Value);

impl Fields {
    fn read(request: &Request) -> Result<Fields, Refusal> {
        let body = serde_json::from_slice(&request.body).ok().filter(Value::is_object);
        body.map(Fields).ok_or_else(|| invalid("the body is no JSON object"))
    }

    /// A text of so many characters.
    fn text(&self, name: &str, shortest: usize, longest: usize) -> Result<&str, Refusal> {
        let text = self.0[name].as_str().filter(|text| (shortest..=longest).contains(&text.chars().count()));
        text.ok_or_else(|| invalid(format_args!("{name} is not a text of {shortest} to {longest} characters")))
    }

    fn session(&self) -> Result<&str, Refusal> {
        self.text("agency_session_name", 2, 128)
    }

    fn duration(&self, longest: u64) -> Result<Duration, Refusal> {
        let seconds = match &self.0["duration_seconds"] {
            Value::Null => Some(DEFAULT_DURATION),
            seconds => seconds.as_u64().filter(|seconds| (MIN_DURATION..=longest).contains(seconds)),
        };
        let wrong = || invalid(format_args!("duration_seconds is not from {MIN_DURATION} to {longest}"));
        seconds.map(Duration::from_secs).ok_or_else(wrong)
    }

    fn agency(&self, state: &State) -> Result<Agency, Refusal> {
        let urn = self.text("agency_urn", 1, 1500)?;
        let agency = state.agencies.iter().find(|agency| agency.urn() == urn).cloned();
        agency.ok_or_else(|| Refusal::new(404, "STS5.1106", format!("the agency '{urn}' cannot be found")))
    }
}

fn invalid(what: impl std::fmt::Display) -> Refusal {
    Refusal::new(400, "STS5.1102", format!("invalid request: {what}"))
}
