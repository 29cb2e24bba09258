//! Credentials from the caller's own code: a vault, a pod's identity, whatever there is.

use std::error::Error as StdError;

use super::Credentials;

/// Gives credentials when a client needs some.
///
/// It is called in a thread of its own, one call at a time for each client, so it may block. [`CredentialsSource`] says
/// when it is called. A client's call waits for it within its own limit and ends in time whatever the provider does. The
/// provider may then still finish, and the next call takes its result. A provider that never returns holds one thread;
/// no second one is started. A forked child goes on with its parent's credentials, and calls the provider itself when it
/// needs new ones. It should not use the client that it serves.
///
/// The credentials should have an expiry ([`Credentials::with_expiry`]). Without one the provider is not called again,
/// unless the service says that a token must be updated. The text of the provider's error becomes part of this library's
/// error, so it should contain no secret. If the provider panics, the call fails with an error of kind `Credentials`.
///
/// A function will do:
///
/// ```
/// use hwlive::{Credentials, CredentialsSource};
/// # fn ask_vault() -> Result<(String, String, String, std::time::SystemTime), std::io::Error> { unimplemented!() }
///
/// let source = CredentialsSource::provider(|| {
///     let (access_key, secret_key, security_token, expires_at) = ask_vault()?;
///     Ok(Credentials::access_key(&access_key, &secret_key, Some(&security_token))?.with_expiry(expires_at))
/// });
/// ```
///
/// [`CredentialsSource`]: crate::CredentialsSource
pub trait CredentialsProvider: Send + Sync {
    /// Returns new credentials, or why there are none.
    fn credentials(&self) -> Result<Credentials, Box<dyn StdError + Send + Sync>>;
}

impl<F> CredentialsProvider for F
where
    F: Fn() -> Result<Credentials, Box<dyn StdError + Send + Sync>> + Send + Sync,
{
    fn credentials(&self) -> Result<Credentials, Box<dyn StdError + Send + Sync>> {
        self()
    }
}
