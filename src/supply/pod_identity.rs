//! Temporary keys from the agent that serves the pods of a cluster.

use std::time::Duration;

use zeroize::Zeroizing;

use crate::credentials::{Credentials, PodIdentity};
use crate::limits::Limits;
use crate::request_error::RequestError;
use crate::sender::{Outgoing, Sender, Target};
use crate::transport::Answer;

use super::context::no_credentials;
use super::{temporary_key, token_file};

/// The limit of a request, as the official SDKs have it.
const LIMIT: Duration = Duration::from_secs(5);

/// Asks for a key, which comes with its end.
pub(super) fn key(
    pod_identity: &PodIdentity,
    sender: &Sender,
    agent: &Target,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let token = token_file::agent_token_in(&pod_identity.token_file)?;
    let more_lines = Zeroizing::new(["authorization: ", &token, "\r\n", super::JSON_LINE].concat());
    let outgoing = Outgoing {
        more_lines: &more_lines,
        body: b"{}",
        through_proxy: false,
        secrets: &[&token],
        answer_is_secret: true,
        ..Outgoing::new("POST", agent, &pod_identity.path)
    };
    let read = |answer: &Answer| (200..300).contains(&answer.status).then(|| temporary_key::read(&answer.body));
    let sent = sender.send(&limits.within(LIMIT), &outgoing, read);
    sent.map_err(|failed| no_credentials(failed, "pod identity agent", agent, limits))
}
