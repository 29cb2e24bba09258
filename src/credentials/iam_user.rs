//! A user of IAM with its password.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::text::secret_text;

/// Longest user, password and account name, in characters; IAM allows 64 at most.
const MAX_TEXT: usize = 1024;

/// A user of IAM with its password. `Debug` does not show the password.
pub(crate) struct IamUser {
    pub(crate) user: String,
    pub(crate) password: Zeroizing<String>,
    /// The name of the account that the user belongs to.
    pub(crate) domain: String,
}

impl IamUser {
    pub(crate) fn new(user: &str, password: &str, domain: &str) -> Result<IamUser, Error> {
        let check = |name, text| secret_text(name, text, MAX_TEXT);
        Ok(IamUser {
            user: check("IAM user", user)?.to_owned(),
            password: Zeroizing::new(check("IAM user's password", password)?.to_owned()),
            domain: check("IAM user's domain", domain)?.to_owned(),
        })
    }
}

impl fmt::Debug for IamUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IamUser").field("user", &self.user).field("domain", &self.domain).finish_non_exhaustive()
    }
}
