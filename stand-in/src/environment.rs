//! The environment of a program that uses the stand-in.

use std::ffi::{OsStr, OsString};

/// Variables of proxies, in lower and in upper case: requests to loopback must not go to a proxy.
const PROXY_VARIABLES: [&str; 3] = ["http_proxy", "https_proxy", "all_proxy"];

/// The start of the names of the SDKs' variables.
const SETTINGS: [&str; 2] = ["HUAWEICLOUD_SDK_", "CLOUD_SDK_"];

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
#[cfg(unix)]
pub(crate) fn shell_commands(set: &[(&str, String)]) -> String {
    let unset = leading_elsewhere(set).into_iter().map(|name| format!("unset {}\n", name.to_string_lossy()));
    let export = set.iter().map(|(name, value)| format!("export {name}={}\n", shell_word(value)));
    unset.chain(export).collect()
}

/// A value as one word of a shell's command line.
#[cfg(unix)]
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
            ("SSL_CERT_FILE", false),
            ("PATH", false),
        ] {
            assert_eq!(leads_elsewhere(OsStr::new(name)), expected, "{name}");
        }
    }

    #[cfg(unix)]
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
