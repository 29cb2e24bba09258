//! The settings of a client, and every default, said once.

mod credentials;
mod network;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::credentials::{Agency, AgencySession, Credentials, CredentialsSource, Source, check_metadata_endpoint};
use crate::endpoint::{self, Endpoint};
use crate::error::Error;
use crate::journal::{Journal, Sink};
use crate::proxy::Proxy;
use crate::regions::Regions;
use crate::route::Route;
use crate::sign::Algorithm;
use crate::text::{check_project_id, check_region, header_text};
use crate::transport::TlsSettings;

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
/// Longest suffix of the user agent, in characters.
const MAX_USER_AGENT: usize = 256;

/// The settings of a [`Client`](crate::Client).
///
/// | setting | default |
/// |---|---|
/// | region or endpoint | none: one of them has to be given |
/// | credentials | none: an access key, a token or another source has to be given |
/// | project id | looked up in IAM by the region, where there is one |
/// | signing | SDK-HMAC-SHA256 |
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
    /// Wins over the region's.
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) iam_endpoint: Option<Endpoint>,
    pub(crate) sts_endpoint: Option<Endpoint>,
    pub(crate) project_id: Option<String>,
    pub(crate) credentials: Option<CredentialsSource>,
    /// The session of credentials that are an agency for an ID token.
    pub(crate) oidc_session: Option<AgencySession>,
    /// What the credentials assume.
    pub(crate) agency: Option<Agency>,
    pub(crate) agency_session: Option<AgencySession>,
    pub(crate) metadata_endpoint: Option<Endpoint>,
    pub(crate) signing_algorithm: Algorithm,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_retries: u32,
    pub(crate) proxy: ProxyChoice,
    pub(crate) route: Route,
    pub(crate) tls: TlsSettings,
    pub(crate) user_agent_suffix: Option<String>,
    pub(crate) journal: Journal,
    pub(crate) regions: Regions,
}

/// How requests are signed, where an access key signs them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SigningAlgorithm {
    /// With the secret key itself: what Live takes.
    #[default]
    SdkHmacSha256,
    /// With a key that is derived for the day, the region and the service: for gateways that ask for it. IAM is asked
    /// with [`SdkHmacSha256`](SigningAlgorithm::SdkHmacSha256) all the same.
    V11HmacSha256,
    /// As [`SdkHmacSha256`](SigningAlgorithm::SdkHmacSha256), with the hash SM3 in place of SHA-256: for gateways that
    /// ask for it. Needs the feature `sm3`. IAM is asked with `SdkHmacSha256` all the same.
    SdkHmacSm3,
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
            endpoint: None,
            iam_endpoint: None,
            sts_endpoint: None,
            project_id: None,
            credentials: None,
            oidc_session: None,
            agency: None,
            agency_session: None,
            metadata_endpoint: None,
            signing_algorithm: Algorithm::default(),
            timeout: DEFAULT_TIMEOUT,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            max_retries: DEFAULT_MAX_RETRIES,
            proxy: ProxyChoice::Environment,
            route: Route::default(),
            tls: TlsSettings::default(),
            user_agent_suffix: None,
            journal: Journal::default(),
            regions: Regions::default(),
        }
    }
}

impl Config {
    /// Settings at their defaults.
    pub fn new() -> Config {
        Config::default()
    }

    /// The region, such as `cn-north-4`: gives the Live endpoint and the IAM endpoint, and the name of the project whose
    /// id is looked up where none is given.
    ///
    /// Known are the regions of the official SDKs and those that are [defined](Config::define_region), also by the
    /// environment; with [`set_region_by_pattern`](Config::set_region_by_pattern) all that look like regions. Any other name
    /// needs an [endpoint](Config::set_endpoint), and then means the project alone. Whether
    /// the name is known is checked when the client is made, so that the order of the settings does not matter.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the name is empty, has more than 64 characters, or others than ASCII letters, digits, `-`
    /// and `_`.
    pub fn set_region(&mut self, region_id: &str) -> Result<(), Error> {
        self.region = Some(check_region(region_id)?.to_owned());
        Ok(())
    }

    /// The endpoints of Live: the one that was set, else those of the region; the first that can be connected to is used.
    pub(crate) fn live_endpoints(&self) -> Result<Vec<Endpoint>, Error> {
        match (&self.endpoint, &self.region) {
            (Some(endpoint), _) => Ok(vec![endpoint.clone()]),
            (None, Some(region)) => self.regions.live(region),
            (None, None) => Err(Error::invalid(
                "neither a region nor an endpoint is set (HUAWEICLOUD_SDK_REGION, HUAWEICLOUD_SDK_ENDPOINT)",
            )),
        }
    }

    /// Defines a region by the Live endpoints there, with commas between them; or gives others to one that is built in.
    /// The same rules as for [the endpoint](Config::set_endpoint).
    ///
    /// Of several endpoints the first is asked. Where its name is not found, it cannot be connected to or TLS fails, the
    /// next one is; the one that could be reached is the first for the calls that follow. One try goes through all of
    /// them and counts as one attempt.
    pub fn define_region(&mut self, region_id: &str, urls: &str) -> Result<(), Error> {
        let region = check_region(region_id)?;
        self.regions.define(region.to_owned(), endpoint::parse_list("endpoint", urls)?);
        Ok(())
    }

    /// Whether a region that is neither built in nor defined is taken by the pattern of the service's endpoints:
    /// `https://live.REGION.myhuaweicloud.com`. Off unless set, since requests then go to a name that nobody has checked.
    ///
    /// The name of such a region is two words of lower-case letters and a number of up to three digits, with `-` between
    /// them. IAM is asked at `https://iam.REGION.myhuaweicloud.com` where the official SDKs know a region of this name, else
    /// at `https://iam.myhuaweicloud.com`. Regions that begin with `eu-west-1` have both endpoints in `myhuaweicloud.eu`.
    pub fn set_region_by_pattern(&mut self, on: bool) {
        self.regions.by_pattern = on;
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

    /// Where the metadata service is asked, in place of `http://169.254.169.254`. Plain http is for loopback and
    /// link-local addresses.
    pub fn set_metadata_endpoint(&mut self, url: &str) -> Result<(), Error> {
        let endpoint = Endpoint::parse("metadata endpoint", url)?;
        check_metadata_endpoint(&endpoint)?;
        self.metadata_endpoint = Some(endpoint);
        Ok(())
    }

    /// The project id, as it stands in the console under "My Credentials". Outer white space is trimmed.
    pub fn set_project_id(&mut self, project_id: &str) -> Result<(), Error> {
        self.project_id = Some(check_project_id(project_id)?.to_owned());
        Ok(())
    }

    /// Where the credentials come from. Replaces what was set.
    pub fn set_credentials(&mut self, source: impl Into<CredentialsSource>) {
        self.credentials = Some(source.into());
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
        self.set_credentials(Credentials::access_key(access_key, secret_key, security_token)?);
        Ok(())
    }

    /// Makes the access key that was set a temporary one.
    pub(crate) fn set_security_token(&mut self, security_token: &str) -> Result<(), Error> {
        let credentials = match &self.credentials {
            Some(CredentialsSource(Source::Fixed(credentials))) => credentials.with_security_token(security_token)?,
            _ => None,
        };
        match credentials {
            Some(credentials) => {
                self.set_credentials(credentials);
                Ok(())
            }
            None => Err(Error::invalid("a security token needs an access key, and none is set")),
        }
    }

    /// A token of IAM, of the project's scope, sent as `X-Auth-Token`: up to 102,400 characters. Outer white space is
    /// trimmed.
    ///
    /// Replaces an access key that was set.
    pub fn set_auth_token(&mut self, token: &str) -> Result<(), Error> {
        self.set_credentials(Credentials::auth_token(token)?);
        Ok(())
    }

    /// A user of IAM that gets tokens for its password: see [`CredentialsSource::iam_user`]. Outer white space is trimmed.
    pub fn set_iam_user(&mut self, user: &str, password: &str, domain: &str) -> Result<(), Error> {
        self.set_credentials(CredentialsSource::iam_user(user, password, domain)?);
        Ok(())
    }

    /// Temporary keys of the metadata service of the cloud server that the program runs on: see
    /// [`CredentialsSource::metadata`]. Nothing asks that service unless this, or
    /// [`load_default`](Config::load_default), says so.
    pub fn set_metadata_credentials(&mut self) {
        self.set_credentials(CredentialsSource::metadata());
    }

    /// How requests to Live are signed. A derived key needs a region.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is [`SdkHmacSm3`](SigningAlgorithm::SdkHmacSm3), and the library was built without its
    /// feature `sm3`.
    pub fn set_signing_algorithm(&mut self, algorithm: SigningAlgorithm) -> Result<(), Error> {
        self.signing_algorithm = match algorithm {
            SigningAlgorithm::SdkHmacSha256 => Algorithm::SdkHmacSha256,
            SigningAlgorithm::V11HmacSha256 => Algorithm::V11HmacSha256,
            #[cfg(feature = "sm3")]
            SigningAlgorithm::SdkHmacSm3 => Algorithm::SdkHmacSm3,
            #[cfg(not(feature = "sm3"))]
            SigningAlgorithm::SdkHmacSm3 => {
                return Err(Error::invalid(
                    "signing algorithm SDK-HMAC-SM3: this library was built without the feature sm3",
                ));
            }
        };
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
    /// 504, with full-jitter backoff or after `Retry-After`, inside the whole-call limit. A proxy that refuses with a
    /// status of 400 to 499, such as 407 for a wrong password, is asked once.
    pub fn set_max_retries(&mut self, retries: u32) -> Result<(), Error> {
        if retries > MAX_RETRIES {
            return Err(Error::invalid(format!("{retries} retries are more than {MAX_RETRIES}")));
        }
        self.max_retries = retries;
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
            endpoint,
            iam_endpoint,
            sts_endpoint,
            project_id,
            credentials,
            oidc_session,
            agency,
            agency_session,
            metadata_endpoint,
            signing_algorithm,
            timeout,
            connect_timeout,
            max_retries,
            proxy,
            route,
            tls,
            user_agent_suffix,
            journal,
            regions: _,
        } = self;
        f.debug_struct("Config")
            .field("region", region)
            .field("endpoint", endpoint)
            .field("iam_endpoint", iam_endpoint)
            .field("sts_endpoint", sts_endpoint)
            .field("project_id", project_id)
            .field("credentials", credentials)
            .field("oidc_session", oidc_session)
            .field("agency", agency)
            .field("agency_session", agency_session)
            .field("metadata_endpoint", metadata_endpoint)
            .field("signing_algorithm", signing_algorithm)
            .field("timeout", timeout)
            .field("connect_timeout", connect_timeout)
            .field("max_retries", max_retries)
            .field("proxy", proxy)
            .field("route", route)
            .field("tls", tls)
            .field("user_agent_suffix", user_agent_suffix)
            .field("journal", journal)
            .finish_non_exhaustive()
    }
}

pub(crate) fn check_timeout(name: &str, timeout: Duration) -> Result<Duration, Error> {
    if timeout < Duration::from_millis(1) || timeout > MAX_TIMEOUT {
        return Err(Error::invalid(format!("{name} of {timeout:?} is not between 1 ms and {} ms", u32::MAX)));
    }
    Ok(timeout)
}
