//! A stand-in that runs.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::builder::Builder;
use crate::certificate::CaFile;
use crate::environment;
use crate::request::ReceivedRequest;
use crate::server::Server;
use crate::state::{State, lock};

/// A running stand-in, on a thread of its own. It stops when it is dropped.
#[derive(Debug)]
pub struct StandIn {
    // Dropped first: nobody is served any more once the CA file is gone.
    pub(crate) _server: Server,
    pub(crate) url: String,
    pub(crate) ca: Option<(String, CaFile)>,
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
        self.ca.as_ref().map(|(_, file)| file.path())
    }

    /// The environment that points a client at this stand-in: names and values.
    ///
    /// - `HUAWEICLOUD_SDK_ENDPOINT`, `HUAWEICLOUD_SDK_IAM_ENDPOINT` and `HUAWEICLOUD_SDK_PROJECT_ID`;
    /// - of the first access key `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, and `HUAWEICLOUD_SDK_SECURITY_TOKEN` if
    ///   it is temporary. If only tokens were given, there is no access key;
    /// - `HUAWEICLOUD_SDK_AUTH_TOKEN`, the first token, if there is one;
    /// - with TLS `SSL_CERT_FILE`.
    pub fn environment(&self) -> &[(&'static str, String)] {
        &self.environment
    }

    /// A command with [`environment`](StandIn::environment), and without the variables of this process that would lead
    /// a client elsewhere: other `HUAWEICLOUD_SDK_*` and `CLOUD_SDK_*`, and proxies.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in environment::leading_elsewhere(&self.environment) {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Accepts this ID token from now on. The one before is refused.
    pub fn replace_id_token(&self, token: &str) {
        let mut state = lock(&self.state);
        let now = state.now();
        state.id_token.replace(token.to_owned(), now);
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
