//! Temporary keys for the ID token of an identity provider: two requests to IAM.

use zeroize::Zeroizing;

use crate::credentials::{Credentials, IdentityProvider, MAX_TOKEN};
use crate::limits::Limits;
use crate::request_error::RequestError;
use crate::sender::{Outgoing, Sender, Target};
use crate::text::header_text;
use crate::transport::Answer;

use super::context::iam_error;
use super::json_body::json_body;
use super::{temporary_key, token_file};

/// Asks for a key, which comes with its end.
pub(super) fn key(
    provider: &IdentityProvider,
    sender: &Sender,
    iam: &Target,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let id_token = token_file::id_token_in(&provider.id_token_file)?;
    let token = federated_token(&provider.idp_id, &id_token, sender, iam, limits)?;
    key_for(&token, &id_token, sender, iam, limits)
}

/// `POST /v3.0/OS-AUTH/id-token/tokens`: a token of IAM, without a scope.
fn federated_token(
    idp_id: &str,
    id_token: &str,
    sender: &Sender,
    iam: &Target,
    limits: &Limits,
) -> Result<Zeroizing<String>, RequestError> {
    let path = [iam.endpoint.prefix(), "/v3.0/OS-AUTH/id-token/tokens"].concat();
    let outgoing = Outgoing {
        more_lines: &[super::JSON_LINE, "x-idp-id: ", idp_id, "\r\n"].concat(),
        body: &json_body(&[(r#"{"auth":{"id_token":{"id":"#, id_token)], "}}}"),
        secrets: &[id_token],
        answer_is_secret: true,
        ..Outgoing::new("POST", iam, &path)
    };
    let read = |answer: &Answer| (answer.status == 201).then(|| token(answer));
    let in_context = |error| iam_error(error, "get a token for an ID token", iam);
    sender.send(limits, &outgoing, read).map_err(|failed| failed.map(in_context))
}

fn token(answer: &Answer) -> Result<Zeroizing<String>, String> {
    let token =
        header_text("its X-Subject-Token", answer.subject_token()?, MAX_TOKEN).map_err(|error| error.to_string())?;
    Ok(Zeroizing::new(token.to_owned()))
}

/// `POST /v3.0/OS-CREDENTIAL/securitytokens`: a temporary key for that token, for as long as the official SDKs ask.
fn key_for(
    token: &str,
    id_token: &str,
    sender: &Sender,
    iam: &Target,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let path = [iam.endpoint.prefix(), super::IAM_KEYS_PATH].concat();
    let outgoing = Outgoing {
        more_lines: super::JSON_LINE,
        body: &json_body(
            &[(r#"{"auth":{"identity":{"methods":["token"],"token":{"id":"#, token)],
            r#","duration_seconds":21600}}}}"#,
        ),
        // IAM knows both by now.
        secrets: &[token, id_token],
        answer_is_secret: true,
        ..Outgoing::new("POST", iam, &path)
    };
    let read = |answer: &Answer| (answer.status == 201).then(|| temporary_key::read(&answer.body));
    let in_context = |error| iam_error(error, "get a temporary key for an ID token", iam);
    sender.send(limits, &outgoing, read).map_err(|failed| failed.map(in_context))
}
