//! Fetches credentials and the project id, keeps them, and renews them.
//!
//! | file | thought |
//! |---|---|
//! | `context.rs` | what a client has for getting credentials |
//! | `active.rs` | the credentials in use, and the project id that was looked up with them |
//! | `source.rs` | a source in use: fixed credentials, or whom to ask for new ones |
//! | `metadata.rs` | temporary keys of a cloud server |
//! | `iam_token.rs` | a token for a user's password |
//! | `identity_provider.rs` | temporary keys of IAM for an ID token |
//! | `sts.rs` | temporary keys of STS, for an ID token or for an agency |
//! | `iam_agency.rs` | temporary keys of IAM for an agency |
//! | `pod_identity.rs` | temporary keys of a pod |
//! | `temporary_key.rs` | how all of these write a temporary key |
//! | `token_file.rs` | files with tokens |
//! | `json_body.rs` | the JSON of a request with secrets in it |
//! | `project_id.rs` | the project id of a region, from IAM |
//! | `provider.rs` | credentials from the caller's own code |
//!
//! The values that a caller hands in are in `crate::credentials`.

mod active;
mod context;
mod iam_agency;
mod iam_token;
mod identity_provider;
mod json_body;
mod metadata;
mod pod_identity;
mod project_id;
mod provider;
mod source;
mod sts;
mod temporary_key;
mod token_file;

pub(crate) use active::ActiveCredentials;
pub(crate) use context::ClientContext;

/// Where IAM gives temporary keys.
const IAM_KEYS_PATH: &str = "/v3.0/OS-CREDENTIAL/securitytokens";
/// The header line of a JSON body, as the official SDKs write it.
const JSON_LINE: &str = "content-type: application/json;charset=UTF-8\r\n";

/// For `crate::fuzz`.
#[cfg(fuzzing)]
pub(crate) fn fuzz(bytes: &[u8]) {
    let _ = temporary_key::read(bytes);
}
