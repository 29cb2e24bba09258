//! Credentials from the caller's own code: a vault, a pod's identity, whatever there is.

use std::error::Error as StdError;

use super::Credentials;

/// Gives credentials when a client needs some.
///
/// It is called in a thread of its own, one call at a time for each client, by the rule that [`CredentialsSource`] tells;
/// so it may block. A client's call waits for it within its own limit and ends in time whatever the provider does; the
/// provider is then left to finish, and the next call takes what it brings. One that never returns holds one thread, and
/// no second one is started. In a forked child it is called anew. It should not use the client that it serves.
///
/// What it gives should have an expiry ([`Credentials::with_expiry`]); without one it is not asked again, unless the
/// service says that a token must be updated. The text of its error becomes part of this library's, so there should be
/// no secret in it. A panic of it is an error of kind `Credentials`.
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
    /// New credentials, or why there are none.
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
