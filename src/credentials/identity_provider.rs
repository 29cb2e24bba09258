//! An identity provider that IAM trusts.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::text::header_text;

use super::id_token::check_token_file;

/// Longest id of an identity provider, in characters; IAM allows 64.
const MAX_IDP_ID: usize = 256;

/// An identity provider that IAM trusts, and the file with the ID token that it gave.
#[derive(Debug)]
pub(crate) struct IdentityProvider {
    pub(crate) idp_id: String,
    pub(crate) id_token_file: PathBuf,
}

impl IdentityProvider {
    pub(crate) fn new(idp_id: &str, id_token_file: &Path) -> Result<IdentityProvider, Error> {
        Ok(IdentityProvider {
            idp_id: header_text("identity provider id", idp_id, MAX_IDP_ID)?.to_owned(),
            id_token_file: check_token_file("ID token file", id_token_file)?,
        })
    }
}
