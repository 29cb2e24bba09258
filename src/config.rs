//! The settings of a client, and every default, said once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::credentials::{Credentials, header_text};
use crate::endpoint::{Endpoint, REGIONS};
use crate::environment::Environment;
use crate::error::Error;
use crate::journal::{Journal, Sink};
use crate::transport::Proxy;

/// The whole call, retries included.
pub(crate) const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);
/// One connection: name lookup, TCP, proxy and TLS handshake.
pub(crate) const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Tries after the first.
pub(crate) const DEFAULT_MAX_RETRIES: u32 = 2;
/// Most retries that can be asked for.
const MAX_RETRIES: u32 = 10;
/// Longest time limit: what fits into 32 bits of milliseconds, some 49 days.
const MAX_TIMEOUT: Duration = Duration::from_millis(u32::MAX as u64);
/// Longest project id, in characters; real ones have 32.
const MAX_PROJECT_ID: usize = 128;
/// Longest suffix of the user agent, in characters.
const MAX_USER_AGENT: usize = 256;

/// The settings of a [`Client`](crate::Client).
///
/// | setting | default |
/// |---|---|
/// | region or endpoint | none: one of them has to be given |
/// | credentials | none: an access key or a token has to be given |
/// | project id | looked up in IAM where the region is known |
/// | timeout, the whole call | 30 s |
/// | connect timeout | 10 s |
/// | retries | 2 |
/// | proxy | the environment's, read when the client is made |
/// | trusted roots | Mozilla's, built in |
///
/// A setter checks what it is given and does no I/O. One that fails leaves the settings as they were.
#[derive(Clone)]
pub struct Config {
    pub(crate) region: Option<String>,
    /// Of the region; the first that can be connected to is used.
    pub(crate) region_endpoints: Vec<Endpoint>,
    /// Wins over the region's.
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) iam_endpoint: Option<Endpoint>,
    pub(crate) project_id: Option<String>,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_retries: u32,
    pub(crate) proxy: ProxyChoice,
    pub(crate) ca_file: Option<PathBuf>,
    /// Paths of the certificate chain and of its key.
    pub(crate) client_certificate: Option<(PathBuf, PathBuf)>,
    pub(crate) insecure: bool,
    pub(crate) user_agent_suffix: Option<String>,
    pub(crate) journal: Journal,
    /// Regions that the environment defines, with their endpoints.
    own_regions: BTreeMap<String, Vec<Endpoint>>,
}

/// Which proxy a client takes.
#[derive(Clone, Debug)]
pub(crate) enum ProxyChoice {
    /// What the environment says when the client is made.
    Environment,
    /// This one for every host, or none.
    Explicit(Option<Proxy>),
}

impl Default for Config {
    fn default() -> Config {
        Config {
            region: None,
            region_endpoints: Vec::new(),
            endpoint: None,
            iam_endpoint: None,
            project_id: None,
            credentials: None,
            timeout: DEFAULT_TIMEOUT,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            max_retries: DEFAULT_MAX_RETRIES,
            proxy: ProxyChoice::Environment,
            ca_file: None,
            client_certificate: None,
            insecure: false,
            user_agent_suffix: None,
            journal: Journal::default(),
            own_regions: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Settings at their defaults.
    pub fn new() -> Config {
        Config::default()
    }

    /// The region, such as `cn-north-4`: gives the Live endpoint and the IAM endpoint.
    ///
    /// Known are the regions of the official SDKs and those that [`load_environment`](Config::load_environment) found.
    /// Any other endpoint is given by [`set_endpoint`](Config::set_endpoint).
    pub fn set_region(&mut self, region_id: &str) -> Result<(), Error> {
        let region = region_id.trim();
        let endpoints = match self.own_regions.get(region) {
            Some(endpoints) => endpoints.clone(),
            None => match Endpoint::live(region) {
                Some(endpoint) => vec![endpoint],
                None => return Err(self.unknown_region(region)),
            },
        };
        self.region = Some(region.to_owned());
        self.region_endpoints = endpoints;
        Ok(())
    }

    fn unknown_region(&self, region: &str) -> Error {
        if region.is_empty() {
            return Error::invalid("region is empty");
        }
        let own = self.own_regions.keys().map(String::as_str);
        let known: Vec<&str> = REGIONS.into_iter().chain(own).collect();
        let region: String = region.chars().take(64).collect();
        Error::invalid(format!(
            "region {region:?} is not known; known are {}; for any other give its endpoint, such as \
             https://live.REGION.myhuaweicloud.com",
            known.join(", ")
        ))
    }

    /// Defines a region, or gives other endpoints to one that is built in.
    pub(crate) fn define_region(&mut self, region: String, endpoints: Vec<Endpoint>) {
        self.own_regions.insert(region, endpoints);
    }

    /// The Live endpoint: `[https://]host[:port][/prefix]`. Wins over the region's.
    ///
    /// Plain http is for loopback; to any other host it is refused when the client is made, unless
    /// [`set_insecure`](Config::set_insecure) is on.
    pub fn set_endpoint(&mut self, url: &str) -> Result<(), Error> {
        self.endpoint = Some(Endpoint::parse("endpoint", url)?);
        Ok(())
    }

    /// The IAM endpoint, where the project id is looked up. Wins over the region's. The same rules as for the endpoint.
    pub fn set_iam_endpoint(&mut self, url: &str) -> Result<(), Error> {
        self.iam_endpoint = Some(Endpoint::parse("IAM endpoint", url)?);
        Ok(())
    }

    /// The project id, as it stands in the console under "My Credentials". Outer white space is trimmed.
    pub fn set_project_id(&mut self, project_id: &str) -> Result<(), Error> {
        let project_id = header_text("project id", project_id, MAX_PROJECT_ID)?;
        if matches!(project_id, "." | "..") || project_id.contains(['/', ' ']) {
            return Err(Error::invalid("project id is ., .. or has a slash or a blank in it"));
        }
        self.project_id = Some(project_id.to_owned());
        Ok(())
    }

    /// An access key and its secret; with a security token where it is a temporary one. Outer white space is trimmed.
    ///
    /// Replaces a token that was set.
    pub fn set_access_key(
        &mut self,
        access_key: &str,
        secret_key: &str,
        security_token: Option<&str>,
    ) -> Result<(), Error> {
        self.credentials = Some(Credentials::access_key(access_key, secret_key, security_token)?);
        Ok(())
    }

    /// Makes the access key that was set a temporary one.
    pub(crate) fn set_security_token(&mut self, security_token: &str) -> Result<(), Error> {
        let credentials = match &self.credentials {
            Some(credentials) => credentials.with_security_token(security_token)?,
            None => None,
        };
        match credentials {
            Some(credentials) => self.credentials = Some(credentials),
            None => return Err(Error::invalid("a security token goes with an access key, which has to be set first")),
        }
        Ok(())
    }

    /// A token of IAM, of the project's scope, sent as `X-Auth-Token`: up to 102,400 characters. Outer white space is
    /// trimmed.
    ///
    /// Replaces an access key that was set.
    pub fn set_auth_token(&mut self, token: &str) -> Result<(), Error> {
        self.credentials = Some(Credentials::token(token)?);
        Ok(())
    }

    /// Reads the settings that the process's environment has; what it does not have stays as it is.
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` | access key; half a pair is an error |
    /// | `CLOUD_SDK_AK`, `CLOUD_SDK_SK` | the same, where the first two are not set |
    /// | `HUAWEICLOUD_SDK_SECURITY_TOKEN` | makes the key a temporary one |
    /// | `HUAWEICLOUD_SDK_AUTH_TOKEN` | token, where there is no access key |
    /// | `HUAWEICLOUD_SDK_PROJECT_ID` | project id |
    /// | `HUAWEICLOUD_SDK_REGION` | region |
    /// | `HUAWEICLOUD_SDK_REGION_LIVE_<REGION>` | endpoints of a region, comma-separated; `cn-x-1` is written `CN_X_1` |
    /// | `HUAWEICLOUD_SDK_ENDPOINT`, `HUAWEICLOUD_SDK_IAM_ENDPOINT` | endpoints |
    /// | `SSL_CERT_FILE` | CA file |
    ///
    /// A variable that is empty counts as not set. As with every reader of the environment, no other thread may change
    /// it meanwhile.
    pub fn load_environment(&mut self) -> Result<(), Error> {
        let mut loaded = self.clone();
        Environment::read()?.apply(&mut loaded)?;
        *self = loaded;
        Ok(())
    }

    /// The limit of a whole call, retries included: 1 ms to 4,294,967,295 ms.
    pub fn set_timeout(&mut self, timeout: Duration) -> Result<(), Error> {
        self.timeout = check_timeout("timeout", timeout)?;
        Ok(())
    }

    /// The limit of making one connection (name lookup, TCP, proxy and TLS handshake): 1 ms to 4,294,967,295 ms.
    ///
    /// The whole-call limit holds as well.
    pub fn set_connect_timeout(&mut self, timeout: Duration) -> Result<(), Error> {
        self.connect_timeout = check_timeout("connect timeout", timeout)?;
        Ok(())
    }

    /// How often a call is tried again: 0 to 10. Tried again is after a failure to connect and after 429, 502, 503 and
    /// 504, with full-jitter backoff or after `Retry-After`, inside the whole-call limit.
    pub fn set_max_retries(&mut self, retries: u32) -> Result<(), Error> {
        if retries > MAX_RETRIES {
            return Err(Error::invalid(format!("{retries} retries are more than {MAX_RETRIES}")));
        }
        self.max_retries = retries;
        Ok(())
    }

    /// The proxy for every host: `http://[user:password@]host[:port]`, or https; an empty text means none, also where
    /// the environment has one.
    pub fn set_proxy(&mut self, url: &str) -> Result<(), Error> {
        let proxy = if url.trim().is_empty() { None } else { Some(Proxy::parse("proxy", url)?) };
        self.proxy = ProxyChoice::Explicit(proxy);
        Ok(())
    }

    /// Trusts the certificates in this file (PEM, or one in DER) and no others. Read when the client is made.
    pub fn set_ca_file(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.ca_file = Some(check_path("CA file", path.as_ref())?);
        Ok(())
    }

    /// A certificate chain and its private key (PEM) to show to the server. Read when the client is made.
    pub fn set_client_certificate(
        &mut self,
        cert_path: impl AsRef<Path>,
        key_path: impl AsRef<Path>,
    ) -> Result<(), Error> {
        let certificate = check_path("client certificate", cert_path.as_ref())?;
        let key = check_path("client certificate's key", key_path.as_ref())?;
        self.client_certificate = Some((certificate, key));
        Ok(())
    }

    /// For tests only: no certificate is checked, and plain http is allowed to any host.
    pub fn set_insecure(&mut self, on: bool) -> Result<(), Error> {
        self.insecure = on;
        Ok(())
    }

    /// Hands each event, up to a level, to a sink; `None`: to none. Events go through the `log` crate in any case.
    pub(crate) fn set_log_sink(&mut self, sink: Option<(log::Level, Arc<Sink>)>) {
        self.journal = sink.map(|(level, sink)| Journal::with_sink(level, sink)).unwrap_or_default();
    }

    /// A text behind `hwlive/VERSION` in `User-Agent`, such as `my-program/1.2`: up to 256 characters.
    pub fn set_user_agent(&mut self, suffix: &str) -> Result<(), Error> {
        self.user_agent_suffix = Some(header_text("user agent", suffix, MAX_USER_AGENT)?.to_owned());
        Ok(())
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Config {
            region,
            region_endpoints,
            endpoint,
            iam_endpoint,
            project_id,
            credentials,
            timeout,
            connect_timeout,
            max_retries,
            proxy,
            ca_file,
            client_certificate,
            insecure,
            user_agent_suffix,
            journal,
            own_regions: _,
        } = self;
        f.debug_struct("Config")
            .field("region", region)
            .field("region_endpoints", region_endpoints)
            .field("endpoint", endpoint)
            .field("iam_endpoint", iam_endpoint)
            .field("project_id", project_id)
            .field("credentials", credentials)
            .field("timeout", timeout)
            .field("connect_timeout", connect_timeout)
            .field("max_retries", max_retries)
            .field("proxy", proxy)
            .field("ca_file", ca_file)
            .field("client_certificate", client_certificate)
            .field("insecure", insecure)
            .field("user_agent_suffix", user_agent_suffix)
            .field("journal", journal)
            .finish_non_exhaustive()
    }
}

fn check_timeout(name: &str, timeout: Duration) -> Result<Duration, Error> {
    if timeout < Duration::from_millis(1) || timeout > MAX_TIMEOUT {
        return Err(Error::invalid(format!("{name} of {timeout:?} is not between 1 ms and {} ms", u32::MAX)));
    }
    Ok(timeout)
}

fn check_path(name: &str, path: &Path) -> Result<PathBuf, Error> {
    if path.as_os_str().is_empty() {
        return Err(Error::invalid(format!("{name} has an empty path")));
    }
    Ok(path.to_owned())
}
