//! Fetches credentials and the project id, keeps them, and renews them.
//!
//! | file | thought |
//! |---|---|
//! | `context.rs` | what a client has for getting credentials |
//! | `active.rs` | the credentials in use, and the project id that was looked up with them |
//! | `metadata.rs` | temporary keys of a cloud server |
//! | `iam_token.rs` | a token for a user's password |
//! | `project_id.rs` | the project id of a region, from IAM |
//! | `provider.rs` | credentials from the caller's own code |
//!
//! The values that a caller hands in are in `crate::credentials`.

mod active;
mod context;
mod iam_token;
mod metadata;
mod project_id;
mod provider;

pub(crate) use active::ActiveCredentials;
pub(crate) use context::ClientContext;

/// For `crate::fuzz`.
#[cfg(fuzzing)]
pub(crate) fn fuzz(bytes: &[u8]) {
    metadata::fuzz(bytes);
}
