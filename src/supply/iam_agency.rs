//! Temporary keys of an agency that is named by its name and its account, from IAM.

use crate::authorization::Auth;
use crate::credentials::{AgencySession, Credentials, Domain};
use crate::limits::Limits;
use crate::request_error::RequestError;
use crate::sender::{Outgoing, Sender, Target};
use crate::transport::Answer;

use super::context::iam_error;
use super::json_body::json_body;
use super::sts::SESSION_DURATION;
use super::temporary_key;

/// The permission that assuming an agency needs, by its name in IAM.
const ASSUME_PERMISSION: &str = "iam:agencies:assume";

/// `POST /v3.0/OS-CREDENTIAL/securitytokens`, signed with the key of whoever is trusted with the agency.
pub(super) fn key(
    name: &str,
    domain: &Domain,
    session: &AgencySession,
    credentials: &Credentials,
    sender: &Sender,
    iam: &Target,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let (domain_by, domain) = match domain {
        Domain::Name(name) => (r#","domain_name":"#, name),
        Domain::Id(id) => (r#","domain_id":"#, id),
    };
    let mut parts = vec![
        (r#"{"auth":{"identity":{"methods":["assume_role"],"assume_role":{"agency_name":"#, name),
        (domain_by, domain),
    ];
    let duration = session.duration.unwrap_or(SESSION_DURATION).as_secs();
    let mut end = format!(r#","duration_seconds":{duration}}}}}}}}}"#);
    if let Some(name) = session.name.as_deref() {
        parts.push((r#","session_user":{"name":"#, name));
        end.insert(0, '}');
    }
    let path = [iam.endpoint.prefix(), super::IAM_KEYS_PATH].concat();
    let outgoing = Outgoing {
        more_lines: super::JSON_LINE,
        auth: Auth { credentials: Some(credentials), ..Auth::default() },
        permission: ASSUME_PERMISSION,
        body: &json_body(&parts, &end),
        answer_is_secret: true,
        ..Outgoing::new("POST", iam, &path)
    };
    let read = |answer: &Answer| (answer.status == 201).then(|| temporary_key::read(&answer.body));
    let in_context = |error| iam_error(error, "assume an agency", iam);
    sender.send(limits, &outgoing, read).map_err(|failed| failed.map(in_context))
}
