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
    /// What messages call its texts: user, password, domain.
    pub(crate) const TEXTS: [&str; 3] = ["IAM user", "IAM user's password", "IAM user's domain"];

    pub(crate) fn new(user: &str, password: &str, domain: &str) -> Result<IamUser, Error> {
        let [user_name, password_name, domain_name] = IamUser::TEXTS;
        Ok(IamUser {
            user: IamUser::check(user_name, user)?.to_owned(),
            password: Zeroizing::new(IamUser::check(password_name, password)?.to_owned()),
            domain: IamUser::check(domain_name, domain)?.to_owned(),
        })
    }

    /// Checks one of these texts.
    pub(crate) fn check<'a>(name: &str, text: &'a str) -> Result<&'a str, Error> {
        secret_text(name, text, MAX_TEXT)
    }
}

impl fmt::Debug for IamUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IamUser").field("user", &self.user).field("domain", &self.domain).finish_non_exhaustive()
    }
}
