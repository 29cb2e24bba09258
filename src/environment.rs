//! The settings in the process's environment, as the official SDKs and the service's samples name them.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::config::Config;
use crate::credentials::{Credentials, CredentialsSource};
use crate::endpoint;
use crate::error::Error;

/// What comes before a region's name in the variable that defines its endpoints.
const REGION_PREFIX: &str = "HUAWEICLOUD_SDK_REGION_LIVE_";

/// The two names of a key pair, the SDKs' own and the samples'; the first that is there is taken.
const KEY_PAIRS: [(&str, &str); 2] = [("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"), ("CLOUD_SDK_AK", "CLOUD_SDK_SK")];

/// A user of IAM, its password and its account: as the cloud's Terraform provider has them behind `HW_`.
const IAM_USER: [&str; 3] =
    ["HUAWEICLOUD_SDK_USER_NAME", "HUAWEICLOUD_SDK_USER_PASSWORD", "HUAWEICLOUD_SDK_DOMAIN_NAME"];

/// Texts of the environment, before any of them is used.
pub(crate) struct Environment {
    variables: BTreeMap<&'static str, Zeroizing<String>>,
    /// Name of the variable, with its comma-separated endpoints.
    regions: Vec<(String, String)>,
    ca_file: Option<PathBuf>,
    #[cfg(feature = "regions-file")]
    regions_file: Option<PathBuf>,
}

const AUTH_TOKEN: &str = "HUAWEICLOUD_SDK_AUTH_TOKEN";

/// The variables that are read; those of `KEY_PAIRS` and `IAM_USER` besides.
const NAMES: [&str; 6] = [
    "HUAWEICLOUD_SDK_SECURITY_TOKEN",
    AUTH_TOKEN,
    "HUAWEICLOUD_SDK_PROJECT_ID",
    "HUAWEICLOUD_SDK_REGION",
    "HUAWEICLOUD_SDK_ENDPOINT",
    "HUAWEICLOUD_SDK_IAM_ENDPOINT",
];

impl Environment {
    /// Reads the variables; one that is empty counts as not set, one that is no UTF-8 is an error.
    pub(crate) fn read() -> Result<Environment, Error> {
        let mut variables = BTreeMap::new();
        let pairs = KEY_PAIRS.into_iter().flat_map(|(access, secret)| [access, secret]);
        for name in pairs.chain(IAM_USER).chain(NAMES) {
            let Some(value) = env::var_os(name).filter(|value| !value.is_empty()) else { continue };
            let value = value.into_string().map_err(|_| not_utf8(name))?;
            variables.insert(name, Zeroizing::new(value));
        }
        let mut regions = Vec::new();
        for (name, value) in env::vars_os() {
            let Some(name) = name.to_str().filter(|name| name.starts_with(REGION_PREFIX)) else { continue };
            if !value.is_empty() {
                regions.push((name.to_owned(), value.into_string().map_err(|_| not_utf8(name))?));
            }
        }
        let path = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        Ok(Environment {
            variables,
            regions,
            ca_file: path("SSL_CERT_FILE"),
            #[cfg(feature = "regions-file")]
            regions_file: path(crate::regions_file::VARIABLE),
        })
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(|value| value.as_str())
    }

    /// The credentials: an access key, else a token, else a user of IAM. `None`: there are none. One that is not
    /// complete is an error that names what is missing.
    pub(crate) fn credentials(&self) -> Result<Option<CredentialsSource>, Error> {
        let half = |is: &str, not: &str| Error::credentials(format!("{is} is set, but {not} is not"));
        let pairs = KEY_PAIRS.into_iter();
        let mut pair = pairs.filter(|(access, secret)| self.get(access).is_some() || self.get(secret).is_some());
        if let Some((access, secret)) = pair.next() {
            let access_key = self.get(access).ok_or_else(|| half(secret, access))?;
            let secret_key = self.get(secret).ok_or_else(|| half(access, secret))?;
            let security_token = self.get("HUAWEICLOUD_SDK_SECURITY_TOKEN");
            let credentials = Credentials::access_key(access_key, secret_key, security_token);
            return credentials.map(|made| Some(made.into())).map_err(|error| error.context("environment"));
        }
        if let Some(token) = self.get(AUTH_TOKEN) {
            let credentials = Credentials::auth_token(token);
            return credentials.map(|made| Some(made.into())).map_err(|error| error.context(AUTH_TOKEN));
        }
        let [user, password, domain] = IAM_USER.map(|name| self.get(name));
        // An account's name alone says nothing.
        let Some(is) = [user.and(Some(IAM_USER[0])), password.and(Some(IAM_USER[1]))].into_iter().flatten().next()
        else {
            return Ok(None);
        };
        match (user, password, domain) {
            (Some(user), Some(password), Some(domain)) => CredentialsSource::iam_user(user, password, domain)
                .map(Some)
                .map_err(|error| error.context("environment")),
            (None, ..) => Err(half(is, IAM_USER[0])),
            (_, None, _) => Err(half(is, IAM_USER[1])),
            (.., None) => Err(half(is, IAM_USER[2])),
        }
    }

    /// Sets what was found besides credentials.
    pub(crate) fn apply_settings(&self, config: &mut Config) -> Result<(), Error> {
        #[cfg(feature = "regions-file")]
        if let Some(path) = &self.regions_file {
            config.load_regions_file(Some(path))?;
        }
        for (name, urls) in &self.regions {
            let region = name[REGION_PREFIX.len()..].to_ascii_lowercase().replace('_', "-");
            config.regions.define_in_environment(region, endpoint::parse_list(name, urls)?);
        }
        type Set = fn(&mut Config, &str) -> Result<(), Error>;
        let settings: [(&str, Set); 4] = [
            ("HUAWEICLOUD_SDK_ENDPOINT", Config::set_endpoint),
            ("HUAWEICLOUD_SDK_REGION", Config::set_region),
            ("HUAWEICLOUD_SDK_IAM_ENDPOINT", Config::set_iam_endpoint),
            ("HUAWEICLOUD_SDK_PROJECT_ID", Config::set_project_id),
        ];
        for (name, set) in settings {
            if let Some(value) = self.get(name) {
                set(config, value).map_err(|error| error.context(name))?;
            }
        }
        if let Some(path) = self.ca_file.as_deref() {
            config.set_ca_file(path).map_err(|error| error.context("SSL_CERT_FILE"))?;
        }
        Ok(())
    }

    /// Whether the environment has this.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

fn not_utf8(name: &str) -> Error {
    Error::invalid(format!("{name} is not UTF-8"))
}
