//! The settings in the process's environment, as the official SDKs and the service's samples name them.

mod variables;
mod workload;

use std::env;
use std::path::{Path, PathBuf};

use variables::{Variables, half, not_utf8};

use crate::credentials::{
    Agency, Credentials, CredentialsSource, IamUser, check_access_key, check_secret_key, check_security_token,
};
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
    variables: Variables,
    /// Name of the variable, with its comma-separated endpoints.
    regions: Vec<(String, String)>,
    ca_file: Option<PathBuf>,
    #[cfg(feature = "regions-file")]
    regions_file: Option<PathBuf>,
}

const SECURITY_TOKEN: &str = "HUAWEICLOUD_SDK_SECURITY_TOKEN";
const AUTH_TOKEN: &str = "HUAWEICLOUD_SDK_AUTH_TOKEN";

/// The variables that are read; those of `KEY_PAIRS`, `IAM_USER` and `workload` besides.
const NAMES: [&str; 7] = [
    SECURITY_TOKEN,
    AUTH_TOKEN,
    "HUAWEICLOUD_SDK_PROJECT_ID",
    "HUAWEICLOUD_SDK_REGION",
    "HUAWEICLOUD_SDK_ENDPOINT",
    "HUAWEICLOUD_SDK_IAM_ENDPOINT",
    "HUAWEICLOUD_SDK_STS_ENDPOINT",
];

impl Environment {
    /// Reads the variables; one that is empty counts as not set, one that is no UTF-8 is an error.
    pub(crate) fn read() -> Result<Environment, Error> {
        let pairs = KEY_PAIRS.into_iter().flat_map(|(access, secret)| [access, secret]);
        let variables = Variables::read(pairs.chain(IAM_USER).chain(NAMES).chain(workload::NAMES))?;
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

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name)
    }

    /// The credentials, in the order of the official SDKs: an agency for an ID token, an identity provider of IAM, an
    /// access key, a token, a user of IAM. `None`: there are none. If they are not complete or not usable, the error names
    /// the variable.
    pub(crate) fn credentials(&self) -> Result<Option<CredentialsSource>, Error> {
        for source in [workload::oidc, workload::identity_provider] {
            if let Some(source) = source(&self.variables)? {
                return Ok(Some(source));
            }
        }
        let pairs = KEY_PAIRS.into_iter();
        let mut pair = pairs.filter(|(access, secret)| self.get(access).is_some() || self.get(secret).is_some());
        if let Some((access, secret)) = pair.next() {
            let access_key = self.get(access).ok_or_else(|| half(secret, access))?;
            let secret_key = self.get(secret).ok_or_else(|| half(access, secret))?;
            let security_token = self.get(SECURITY_TOKEN);
            check_access_key(access_key).map_err(|error| error.context(access))?;
            check_secret_key(secret_key).map_err(|error| error.context(secret))?;
            security_token.map(check_security_token).transpose().map_err(|error| error.context(SECURITY_TOKEN))?;
            return Credentials::access_key(access_key, secret_key, security_token).map(|made| Some(made.into()));
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
            (Some(user), Some(password), Some(domain)) => {
                for ((variable, name), text) in IAM_USER.iter().zip(IamUser::TEXTS).zip([user, password, domain]) {
                    IamUser::check(name, text).map_err(|error| error.context(variable))?;
                }
                CredentialsSource::iam_user(user, password, domain).map(Some)
            }
            (None, ..) => Err(half(is, IAM_USER[0])),
            (_, None, _) => Err(half(is, IAM_USER[1])),
            (.., None) => Err(half(is, IAM_USER[2])),
        }
    }

    /// The agent of a cluster.
    pub(crate) fn pod_identity(&self) -> Result<Option<CredentialsSource>, Error> {
        workload::pod_identity(&self.variables)
    }

    /// The agency that the credentials assume.
    pub(crate) fn agency(&self) -> Result<Option<Agency>, Error> {
        workload::agency(&self.variables)
    }

    /// The regions that variables define: the variable's name, the region's, and the endpoints with commas between them.
    pub(crate) fn regions(&self) -> impl Iterator<Item = (&str, String, &str)> {
        let region = |name: &str| name[REGION_PREFIX.len()..].to_ascii_lowercase().replace('_', "-");
        self.regions.iter().map(move |(name, urls)| (name.as_str(), region(name), urls.as_str()))
    }

    pub(crate) fn ca_file(&self) -> Option<&Path> {
        self.ca_file.as_deref()
    }

    #[cfg(feature = "regions-file")]
    pub(crate) fn regions_file(&self) -> Option<&Path> {
        self.regions_file.as_deref()
    }

    /// Whether the environment has this.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}
