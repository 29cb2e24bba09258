//! The settings in the process's environment, as the official SDKs and the service's samples name them.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::config::Config;
use crate::endpoint::Endpoint;
use crate::error::Error;

/// What comes before a region's name in the variable that defines its endpoints.
const REGION_PREFIX: &str = "HUAWEICLOUD_SDK_REGION_LIVE_";

/// The two names of a key pair, the SDKs' own and the samples'; the first that is there is taken.
const KEY_PAIRS: [(&str, &str); 2] = [("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"), ("CLOUD_SDK_AK", "CLOUD_SDK_SK")];

/// Texts of the environment, before any of them is used.
pub(crate) struct Environment {
    variables: BTreeMap<&'static str, Zeroizing<String>>,
    /// Name of the variable, with its comma-separated endpoints.
    regions: Vec<(String, String)>,
    ca_file: Option<PathBuf>,
}

/// The variables that are read; those of `KEY_PAIRS` besides.
const NAMES: [&str; 6] = [
    "HUAWEICLOUD_SDK_SECURITY_TOKEN",
    "HUAWEICLOUD_SDK_AUTH_TOKEN",
    "HUAWEICLOUD_SDK_PROJECT_ID",
    "HUAWEICLOUD_SDK_REGION",
    "HUAWEICLOUD_SDK_ENDPOINT",
    "HUAWEICLOUD_SDK_IAM_ENDPOINT",
];

impl Environment {
    /// Reads the variables; one that is empty counts as not set, one that is no UTF-8 is an error.
    pub(crate) fn read() -> Result<Environment, Error> {
        let mut variables = BTreeMap::new();
        for name in KEY_PAIRS.into_iter().flat_map(|(access, secret)| [access, secret]).chain(NAMES) {
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
        let ca_file = env::var_os("SSL_CERT_FILE").filter(|value| !value.is_empty()).map(PathBuf::from);
        Ok(Environment { variables, regions, ca_file })
    }

    /// Sets what was found. The order does not matter to the environment, so the regions come before their use.
    pub(crate) fn apply(self, config: &mut Config) -> Result<(), Error> {
        for (name, value) in &self.regions {
            let region = name[REGION_PREFIX.len()..].to_ascii_lowercase().replace('_', "-");
            let endpoints: Result<Vec<_>, _> = value.split(',').map(|url| Endpoint::parse(name, url)).collect();
            config.define_region(region, endpoints?);
        }
        let get = |name: &str| self.variables.get(name).map(|value| value.as_str());
        let set = |result: Result<(), Error>, name: &str| result.map_err(|error| error.context(name));
        if let Some(region) = get("HUAWEICLOUD_SDK_REGION") {
            set(config.set_region(region), "HUAWEICLOUD_SDK_REGION")?;
        }
        if let Some(url) = get("HUAWEICLOUD_SDK_ENDPOINT") {
            set(config.set_endpoint(url), "HUAWEICLOUD_SDK_ENDPOINT")?;
        }
        if let Some(url) = get("HUAWEICLOUD_SDK_IAM_ENDPOINT") {
            set(config.set_iam_endpoint(url), "HUAWEICLOUD_SDK_IAM_ENDPOINT")?;
        }
        if let Some(project_id) = get("HUAWEICLOUD_SDK_PROJECT_ID") {
            set(config.set_project_id(project_id), "HUAWEICLOUD_SDK_PROJECT_ID")?;
        }
        if let Some(path) = self.ca_file.as_deref() {
            set(config.set_ca_file(path), "SSL_CERT_FILE")?;
        }
        let pair = KEY_PAIRS.into_iter().find(|(access, secret)| get(access).is_some() || get(secret).is_some());
        if let Some((access, secret)) = pair {
            let half = |is: &str, not: &str| Error::credentials(format!("{is} is set, but {not} is not"));
            let access_key = get(access).ok_or_else(|| half(secret, access))?;
            let secret_key = get(secret).ok_or_else(|| half(access, secret))?;
            let security_token = get("HUAWEICLOUD_SDK_SECURITY_TOKEN");
            set(config.set_access_key(access_key, secret_key, security_token), "environment")?;
        } else if let Some(token) = get("HUAWEICLOUD_SDK_AUTH_TOKEN") {
            set(config.set_auth_token(token), "HUAWEICLOUD_SDK_AUTH_TOKEN")?;
        }
        Ok(())
    }
}

fn not_utf8(name: &str) -> Error {
    Error::invalid(format!("{name} is not UTF-8"))
}
