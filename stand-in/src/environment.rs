//! The environment of a program that uses the stand-in.

use std::ffi::{OsStr, OsString};

use crate::agency::Agency;
use crate::credentials::Credentials;
use crate::pod_identity;
use crate::state::User;

/// Variables of proxies, in lower and in upper case: requests to loopback must not go to a proxy.
const PROXY_VARIABLES: [&str; 3] = ["http_proxy", "https_proxy", "all_proxy"];

/// The start of the names of the variables that the SDKs, the pod identity agent's clients and Terraform read.
const SETTINGS: [&str; 7] = [
    "HUAWEICLOUD_SDK_",
    "HUAWEICLOUD_OIDC_",
    "CLOUD_SDK_",
    "HC_CONTAINER_",
    "HW_ASSUME_ROLE_",
    "HW_SHARED_CONFIG_FILE",
    "HW_PROFILE",
];

/// What the variables of every kind of credentials are made of.
#[derive(Debug)]
pub(crate) struct Variables {
    pub(crate) url: String,
    pub(crate) ca_file: Option<String>,
    pub(crate) project_id: Option<String>,
    /// Access key, secret key and the token of a temporary key.
    pub(crate) access_key: Option<(String, String, Option<String>)>,
    pub(crate) auth_token: Option<String>,
    pub(crate) user: Option<User>,
    pub(crate) idp_id: String,
    pub(crate) oidc_provider_urn: String,
    pub(crate) id_token_file: String,
    pub(crate) agency: Agency,
}

impl Variables {
    /// The environment of a program that has these credentials and no others.
    pub(crate) fn of(&self, credentials: Credentials) -> Vec<(&'static str, String)> {
        let mut set: Vec<(&'static str, String)> = Vec::new();
        let mut add = |name, value: Option<&String>| set.extend(value.map(|value| (name, value.clone())));
        for name in ["HUAWEICLOUD_SDK_ENDPOINT", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "HUAWEICLOUD_SDK_STS_ENDPOINT"] {
            add(name, Some(&self.url));
        }
        if let (Credentials::AccessKey | Credentials::Agency, Some((access_key, secret_key, security_token))) =
            (credentials, &self.access_key)
        {
            add("HUAWEICLOUD_SDK_AK", Some(access_key));
            add("HUAWEICLOUD_SDK_SK", Some(secret_key));
            add("HUAWEICLOUD_SDK_SECURITY_TOKEN", security_token.as_ref());
        }
        match credentials {
            Credentials::AccessKey => add("HUAWEICLOUD_SDK_AUTH_TOKEN", self.auth_token.as_ref()),
            Credentials::Password => {
                let user = self.user.as_ref();
                add("HUAWEICLOUD_SDK_USER_NAME", user.map(|user| &user.name));
                add("HUAWEICLOUD_SDK_USER_PASSWORD", user.map(|user| &user.password));
                add("HUAWEICLOUD_SDK_DOMAIN_NAME", user.map(|user| &user.domain));
            }
            Credentials::IdentityProvider => {
                add("HUAWEICLOUD_SDK_IDP_ID", Some(&self.idp_id));
                add("HUAWEICLOUD_SDK_ID_TOKEN_FILE", Some(&self.id_token_file));
            }
            Credentials::Oidc => {
                add("HUAWEICLOUD_OIDC_PROVIDER_URN", Some(&self.oidc_provider_urn));
                add("HUAWEICLOUD_OIDC_AGENCY_URN", Some(&self.agency.urn()));
                add("HUAWEICLOUD_OIDC_TOKEN_FILE", Some(&self.id_token_file));
            }
            Credentials::PodIdentity => {
                let agent = format!("{}{}", self.url, pod_identity::PATH);
                add("HC_CONTAINER_CREDENTIALS_FULL_URI", Some(&agent));
                add("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", Some(&self.id_token_file));
            }
            Credentials::Agency => {
                add("HW_ASSUME_ROLE_AGENCY_NAME", Some(&self.agency.name));
                add("HW_ASSUME_ROLE_DOMAIN_NAME", Some(&self.agency.domain_name));
            }
            Credentials::Metadata => {}
        }
        // What an agency gives is for the project of its account.
        let of_agency = self.agency.project.as_ref().map(|project| &project.id);
        let project_id = match credentials {
            Credentials::Agency | Credentials::Oidc => of_agency.or(self.project_id.as_ref()),
            _ => self.project_id.as_ref(),
        };
        add("HUAWEICLOUD_SDK_PROJECT_ID", project_id);
        add("SSL_CERT_FILE", self.ca_file.as_ref());
        set
    }
}

/// The variables of this process that would lead a client elsewhere. Those in `set` are replaced anyway and not listed.
pub(crate) fn leading_elsewhere(set: &[(&str, String)]) -> Vec<OsString> {
    let is_set = |name: &OsStr| set.iter().any(|(known, _)| *known == name);
    std::env::vars_os().map(|(name, _)| name).filter(|name| leads_elsewhere(name) && !is_set(name)).collect()
}

fn leads_elsewhere(name: &OsStr) -> bool {
    let is_proxy = PROXY_VARIABLES.iter().any(|proxy| name.eq_ignore_ascii_case(proxy));
    let is_setting = SETTINGS.iter().any(|start| name.as_encoded_bytes().starts_with(start.as_bytes()));
    is_proxy || is_setting
}

/// The environment as commands of a shell.
pub(crate) fn shell_commands(set: &[(&str, String)]) -> String {
    let unset = leading_elsewhere(set).into_iter().map(|name| format!("unset {}\n", name.to_string_lossy()));
    let export = set.iter().map(|(name, value)| format!("export {name}={}\n", shell_word(value)));
    unset.chain(export).collect()
}

/// A value as one word of a shell's command line.
fn shell_word(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:@%+=,".contains(c);
    if !value.is_empty() && value.chars().all(is_plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_that_lead_elsewhere() {
        for (name, expected) in [
            ("http_proxy", true),
            ("HTTPS_PROXY", true),
            ("All_Proxy", true),
            ("no_proxy", false),
            ("HUAWEICLOUD_SDK_REGION_LIVE_CN_NORTH_4", true),
            ("HUAWEICLOUD_SDK_AUTH_TOKEN", true),
            ("CLOUD_SDK_AK", true),
            ("HUAWEICLOUD_OIDC_SESSION_NAME", true),
            ("HC_CONTAINER_CREDENTIALS_FULL_URI", true),
            ("HW_ASSUME_ROLE_IDP_ID", true),
            ("HW_PROFILE", true),
            ("HW_ACCESS_KEY", false),
            ("SSL_CERT_FILE", false),
            ("PATH", false),
        ] {
            assert_eq!(leads_elsewhere(OsStr::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn shell_words() {
        for (value, word) in [
            ("http://127.0.0.1:80", "http://127.0.0.1:80"),
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$x;`y`", "'$x;`y`'"),
        ] {
            assert_eq!(shell_word(value), word, "{value}");
        }
    }
}
