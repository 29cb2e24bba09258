//! Where a client's credentials come from.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::endpoint::Endpoint;
use crate::error::Error;

use super::{Agency, Credentials, CredentialsProvider, IamUser, IdentityProvider, OidcAgency, PodIdentity};

/// Where a client's credentials come from: fixed ones, or a source that gives new ones before the old ones expire.
///
/// A call asks for new ones if the current ones expire in less than 40 minutes or, if they live for less than 80 minutes,
/// in less than half of their lifetime. Only one call asks. The others go on with the current ones as long as they are
/// valid, and so does that call if asking fails. If there are no valid ones, calls wait for the answer, within their own
/// limits, and fail if it is a failure. After a refusal by IAM (401, 403) IAM is not asked again for a minute, so that a
/// wrong password does not lock the user.
#[derive(Clone)]
pub struct CredentialsSource(pub(crate) Source);

#[derive(Clone)]
pub(crate) enum Source {
    Fixed(Credentials),
    Metadata,
    IamUser(Arc<IamUser>),
    IdentityProvider(Arc<IdentityProvider>),
    Oidc(Arc<OidcAgency>),
    PodIdentity(Arc<PodIdentity>),
    Provider(Arc<dyn CredentialsProvider>),
    /// What it is assumed with, and the agency.
    Agency(Box<CredentialsSource>, Arc<Agency>),
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

    /// An identity provider that IAM trusts: IAM gives a token for the ID token in a file
    /// (`POST /v3.0/OS-AUTH/id-token/tokens`), and temporary keys for that token
    /// (`POST /v3.0/OS-CREDENTIAL/securitytokens`). The file is read each time. Without a region and without an endpoint of
    /// IAM, `https://iam.myhuaweicloud.com` is asked.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the id is empty, longer than 256 characters, or cannot be sent in a header; or the path is empty.
    pub fn identity_provider(idp_id: &str, id_token_file: impl AsRef<Path>) -> Result<CredentialsSource, Error> {
        let provider = IdentityProvider::new(idp_id, id_token_file.as_ref())?;
        Ok(CredentialsSource(Source::IdentityProvider(Arc::new(provider))))
    }

    /// An agency that STS gives to whoever has an ID token: temporary keys
    /// (`POST /v5/agencies/assume-with-oidc`).
    pub fn oidc(agency: OidcAgency) -> CredentialsSource {
        CredentialsSource(Source::Oidc(Arc::new(agency)))
    }

    /// The agent that gives the pods of a cluster their keys: asked at `uri` (`POST`), with the token in a file, which is
    /// read each time. A request takes at most 5 s and never goes through a proxy.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is no URI, or plain http to an address that is neither loopback, link-local nor private; or
    /// the path is empty.
    pub fn pod_identity(uri: &str, authorization_token_file: impl AsRef<Path>) -> Result<CredentialsSource, Error> {
        let pod_identity = PodIdentity::new(uri, authorization_token_file.as_ref())?;
        Ok(CredentialsSource(Source::PodIdentity(Arc::new(pod_identity))))
    }

    /// The temporary keys of an agency, which this source assumes. The source has to give access keys, not tokens: the
    /// request for the agency is signed.
    #[must_use]
    pub fn assume(self, agency: Agency) -> CredentialsSource {
        CredentialsSource(Source::Agency(Box::new(self), Arc::new(agency)))
    }

    /// A provider of the caller's own.
    pub fn provider(provider: impl CredentialsProvider + 'static) -> CredentialsSource {
        CredentialsSource(Source::Provider(Arc::new(provider)))
    }
}

impl CredentialsSource {
    /// Whether STS is asked for it.
    pub(crate) fn asks_sts(&self) -> bool {
        match &self.0 {
            Source::Oidc(_) => true,
            Source::Agency(source, agency) => agency.is_of_sts() || source.asks_sts(),
            _ => false,
        }
    }

    /// Whether IAM is asked for it, for no region in particular.
    pub(crate) fn asks_global_iam(&self) -> bool {
        match &self.0 {
            Source::IdentityProvider(_) => true,
            Source::Agency(source, agency) => !agency.is_of_sts() || source.asks_global_iam(),
            _ => false,
        }
    }

    /// Who is asked for it without a proxy: the metadata service, whose endpoint is given, or the agent of a cluster.
    pub(crate) fn asks_directly<'a>(&'a self, metadata: &'a Endpoint) -> Option<&'a Endpoint> {
        match &self.0 {
            Source::Metadata => Some(metadata),
            Source::PodIdentity(pod_identity) => Some(&pod_identity.endpoint),
            Source::Agency(source, _) => source.asks_directly(metadata),
            _ => None,
        }
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
            Source::IdentityProvider(provider) => provider.fmt(f),
            Source::Oidc(agency) => agency.fmt(f),
            Source::PodIdentity(pod_identity) => pod_identity.fmt(f),
            Source::Agency(source, agency) => f.debug_tuple("Agency").field(source).field(agency).finish(),
            Source::Provider(_) => f.debug_struct("Provider").finish_non_exhaustive(),
        }
    }
}
