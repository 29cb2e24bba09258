//! Temporary keys of an agency, from STS: for an ID token, or for an access key that signs the request.

use std::time::Duration;

use crate::authorization::Auth;
use crate::credentials::{AgencySession, Credentials, OidcAgency};
use crate::limits::Limits;
use crate::request_error::RequestError;
use crate::sender::{Outgoing, Sender, Target};
use crate::transport::Answer;

use super::context::sts_error;
use super::json_body::json_body;
use super::{temporary_key, token_file};

/// The name of a session with an ID token, as the official SDKs have it.
const OIDC_SESSION_NAME: &str = "oidc-sts-session";
/// The name of a session with an access key.
const SESSION_NAME: &str = "hwlive";
/// How long a key is asked for.
pub(super) const SESSION_DURATION: Duration = Duration::from_secs(60 * 60);
/// The permission that assuming an agency needs, by its name in IAM.
const ASSUME_PERMISSION: &str = "sts:agencies:assume";

/// `POST /v5/agencies/assume-with-oidc`, which nobody signs.
pub(super) fn key_for_id_token(
    agency: &OidcAgency,
    sender: &Sender,
    sts: &Target,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let id_token = token_file::id_token(&agency.id_token)?;
    let parts = [
        (r#"{"provider_urn":"#, agency.provider_urn.as_str()),
        (r#","agency_urn":"#, &agency.agency_urn),
        (r#","id_token":"#, &id_token),
        (r#","agency_session_name":"#, agency.session.name.as_deref().unwrap_or(OIDC_SESSION_NAME)),
    ];
    let request = KeyRequest {
        path: "/v5/agencies/assume-with-oidc",
        auth: Auth::default(),
        permission: "",
        secrets: &[&id_token],
        doing: "get a temporary key for an ID token",
    };
    request.send(&parts, &agency.session, sender, sts, limits)
}

/// `POST /v5/agencies/assume`, signed with the key of whoever is trusted with the agency.
pub(super) fn key_of_agency(
    urn: &str,
    external_id: Option<&str>,
    session: &AgencySession,
    credentials: &Credentials,
    sender: &Sender,
    sts: &Target,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let mut parts = vec![
        (r#"{"agency_urn":"#, urn),
        (r#","agency_session_name":"#, session.name.as_deref().unwrap_or(SESSION_NAME)),
    ];
    parts.extend(external_id.map(|id| (r#","external_id":"#, id)));
    let request = KeyRequest {
        path: "/v5/agencies/assume",
        auth: Auth { credentials: Some(credentials), ..Auth::default() },
        permission: ASSUME_PERMISSION,
        secrets: &[],
        doing: "assume an agency",
    };
    request.send(&parts, session, sender, sts, limits)
}

struct KeyRequest<'a> {
    path: &'static str,
    auth: Auth<'a>,
    permission: &'static str,
    secrets: &'a [&'a str],
    /// What is tried, for the error.
    doing: &'static str,
}

impl KeyRequest<'_> {
    /// Sends the parts of the body, and those of the session behind them.
    fn send(
        self,
        parts: &[(&str, &str)],
        session: &AgencySession,
        sender: &Sender,
        sts: &Target,
        limits: &Limits,
    ) -> Result<Credentials, RequestError> {
        let mut parts = parts.to_vec();
        let duration = session.duration.unwrap_or(SESSION_DURATION).as_secs();
        let mut end = format!(r#","duration_seconds":{duration}}}"#);
        parts.extend(session.policy.as_deref().map(|policy| (r#","policy":"#, policy)));
        for (at, id) in session.policy_ids.iter().enumerate() {
            parts.push((if at == 0 { r#","policy_ids":["# } else { "," }, id));
        }
        if !session.policy_ids.is_empty() {
            end.insert(0, ']');
        }
        let path = [sts.endpoint.prefix(), self.path].concat();
        let outgoing = Outgoing {
            more_lines: super::JSON_LINE,
            auth: self.auth,
            permission: self.permission,
            body: &json_body(&parts, &end),
            secrets: self.secrets,
            answer_is_secret: true,
            ..Outgoing::new("POST", sts, &path)
        };
        // One page of the service says 200, another 201.
        let read = |answer: &Answer| matches!(answer.status, 200 | 201).then(|| temporary_key::read(&answer.body));
        let in_context = |error| sts_error(error, self.doing, sts);
        sender.send(limits, &outgoing, read).map_err(|failed| failed.map(in_context))
    }
}
