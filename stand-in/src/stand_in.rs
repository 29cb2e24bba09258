//! A stand-in that runs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::builder::Builder;
use crate::credentials::Credentials;
use crate::environment::{self, Variables};
use crate::error::Error;
use crate::request::ReceivedRequest;
use crate::server::Server;
use crate::state::{State, lock};
use crate::temporary_folder::TemporaryFolder;

/// The name of the file with the ID token.
pub(crate) const ID_TOKEN_FILE: &str = "id-token";

/// A running stand-in, on a thread of its own. It stops when it is dropped.
#[derive(Debug)]
pub struct StandIn {
    // Dropped first: nobody is served any more once the files are gone.
    pub(crate) _server: Server,
    pub(crate) folder: TemporaryFolder,
    pub(crate) url: String,
    pub(crate) ca: Option<(String, PathBuf)>,
    pub(crate) id_token_file: PathBuf,
    pub(crate) variables: Variables,
    pub(crate) environment: Vec<(&'static str, String)>,
    pub(crate) state: Arc<Mutex<State>>,
}

impl StandIn {
    /// Settings for a stand-in. Without a change they give one over plain http, on a free port, with an access key, a
    /// project and the documented example of a callback.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Where it listens: `http://127.0.0.1:49152`, or with https.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificate to trust, in PEM. `None` without TLS.
    pub fn ca_pem(&self) -> Option<&str> {
        self.ca.as_ref().map(|(pem, _)| pem.as_str())
    }

    /// A file with the certificate to trust. It is removed when the stand-in stops. `None` without TLS.
    pub fn ca_file(&self) -> Option<&Path> {
        self.ca.as_ref().map(|(_, file)| file.as_path())
    }

    /// A file with the ID token. It is removed when the stand-in stops.
    pub fn id_token_file(&self) -> &Path {
        &self.id_token_file
    }

    /// The environment that points a client at this stand-in, with the credentials that
    /// [`Builder::credentials`](crate::Builder::credentials) names: as from [`environment_of`](StandIn::environment_of).
    pub fn environment(&self) -> &[(&'static str, String)] {
        &self.environment
    }

    /// The environment that points a client at this stand-in with these credentials and no others: names and values.
    ///
    /// In each there are `HUAWEICLOUD_SDK_ENDPOINT`, `HUAWEICLOUD_SDK_IAM_ENDPOINT`, `HUAWEICLOUD_SDK_STS_ENDPOINT` and
    /// `HUAWEICLOUD_SDK_PROJECT_ID`, and with TLS `SSL_CERT_FILE`.
    ///
    /// | Credentials | Variables |
    /// |---|---|
    /// | [`AccessKey`](Credentials::AccessKey) | of the first access key `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, and `HUAWEICLOUD_SDK_SECURITY_TOKEN` if it is temporary; `HUAWEICLOUD_SDK_AUTH_TOKEN`, the first token, if there is one. If only tokens were given, there is no access key |
    /// | [`Password`](Credentials::Password) | `HUAWEICLOUD_SDK_USER_NAME`, `HUAWEICLOUD_SDK_USER_PASSWORD`, `HUAWEICLOUD_SDK_DOMAIN_NAME` |
    /// | [`IdentityProvider`](Credentials::IdentityProvider) | `HUAWEICLOUD_SDK_IDP_ID`, `HUAWEICLOUD_SDK_ID_TOKEN_FILE` |
    /// | [`Oidc`](Credentials::Oidc) | `HUAWEICLOUD_OIDC_PROVIDER_URN`, `HUAWEICLOUD_OIDC_AGENCY_URN`, `HUAWEICLOUD_OIDC_TOKEN_FILE` |
    /// | [`PodIdentity`](Credentials::PodIdentity) | `HC_CONTAINER_CREDENTIALS_FULL_URI`, `HC_CONTAINER_AUTHORIZATION_TOKEN_FILE` |
    /// | [`Agency`](Credentials::Agency) | the access key; `HW_ASSUME_ROLE_AGENCY_NAME`, `HW_ASSUME_ROLE_DOMAIN_NAME` |
    /// | [`Metadata`](Credentials::Metadata) | none |
    ///
    /// With [`Oidc`](Credentials::Oidc) and [`Agency`](Credentials::Agency), the project is that of the first agency, if it
    /// has one.
    pub fn environment_of(&self, credentials: Credentials) -> Vec<(&'static str, String)> {
        self.variables.of(credentials)
    }

    /// A command with [`environment`](StandIn::environment), and without the variables of this process that would lead
    /// a client elsewhere: other settings of the SDKs and other credentials, and proxies.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in environment::leading_elsewhere(&self.environment) {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Accepts this ID token from now on, and writes it to [the file](StandIn::id_token_file). The one before is refused.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] for an empty token; [`Error::CannotStart`] if the file cannot be written. Then the one
    /// before is still accepted.
    pub fn replace_id_token(&self, token: &str) -> Result<(), Error> {
        if token.trim().is_empty() {
            return Err(Error::InvalidSetting("the ID token is empty".to_owned()));
        }
        // Nobody is answered between the two, so whoever has read the new token is let in with it.
        let mut state = lock(&self.state);
        self.folder.write(ID_TOKEN_FILE, token)?;
        let now = state.now();
        state.id_token.replace(token.to_owned(), now);
        Ok(())
    }

    /// How many connections were accepted so far.
    pub fn connections(&self) -> u64 {
        lock(&self.state).connections
    }

    /// The requests so far, oldest first. Of more than 10,000 requests only the latest are kept. They hold what clients
    /// sent, tokens too.
    ///
    /// A request is here once it was answered. What is not HTTP is not here.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        lock(&self.state).requests.iter().cloned().collect()
    }
}
