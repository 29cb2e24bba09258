//! Where a client's credentials come from.

use std::fmt;
use std::sync::Arc;

use crate::error::Error;

use super::{Credentials, CredentialsProvider, IamUser};

/// Where a client's credentials come from: fixed ones, or a source that gives new ones before the old ones expire.
///
/// A call asks for new ones if the current ones expire in less than 40 minutes, or in less than half of their lifetime.
/// Only one call asks. The others go on with the current ones as long as they are valid, and so does that call if asking
/// fails. If there are no valid ones, calls wait for the answer, within their own limits, and fail if it is a failure.
/// After a refusal by IAM (401, 403) IAM is not asked again for a minute, so that a wrong password does not lock the user.
#[derive(Clone)]
pub struct CredentialsSource(pub(crate) Source);

#[derive(Clone)]
pub(crate) enum Source {
    Fixed(Credentials),
    Metadata,
    IamUser(Arc<IamUser>),
    Provider(Arc<dyn CredentialsProvider>),
}

impl CredentialsSource {
    /// The metadata service of the cloud server that the program runs on: temporary keys of the server's agency.
    ///
    /// It is asked at `http://169.254.169.254`, unless [`Config::set_metadata_endpoint`] sets another address. All of its
    /// requests together take at most 3 s, and none goes through a proxy. A token is asked for first (version 2); if the
    /// service has no tokens, or gives no answer within 1.5 s, the keys are asked for without one (version 1). Inside a
    /// container the answer with the token is often lost. See also [`Config::set_metadata_credentials`].
    ///
    /// [`Config::set_metadata_endpoint`]: crate::Config::set_metadata_endpoint
    /// [`Config::set_metadata_credentials`]: crate::Config::set_metadata_credentials
    pub fn metadata() -> CredentialsSource {
        CredentialsSource(Source::Metadata)
    }

    /// A user of IAM, of an account (`domain`): gets a token for its password (`POST /v3/auth/tokens`), for the client's
    /// project id or else for the project of the client's region. Also renewed, once a call, when the service says that
    /// the token must be updated (401 `APIGW.0307`). HUAWEI IDs cannot get tokens; IAM users can.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: one of them is empty, longer than 1,024 characters, or has a control character in it.
    pub fn iam_user(user: &str, password: &str, domain: &str) -> Result<CredentialsSource, Error> {
        Ok(CredentialsSource(Source::IamUser(Arc::new(IamUser::new(user, password, domain)?))))
    }

    /// A provider of the caller's own.
    pub fn provider(provider: impl CredentialsProvider + 'static) -> CredentialsSource {
        CredentialsSource(Source::Provider(Arc::new(provider)))
    }
}

impl From<Credentials> for CredentialsSource {
    fn from(credentials: Credentials) -> CredentialsSource {
        CredentialsSource(Source::Fixed(credentials))
    }
}

impl fmt::Debug for CredentialsSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Fixed(credentials) => credentials.fmt(f),
            Source::Metadata => f.write_str("Metadata"),
            Source::IamUser(user) => user.fmt(f),
            Source::Provider(_) => f.debug_struct("Provider").finish_non_exhaustive(),
        }
    }
}
