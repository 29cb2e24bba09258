//! A profile of KooCLI, the cloud's command line tool (`hcloud`): one of several in a JSON file, with keys in it.

use std::env;
use std::path::Path;

use serde::de::IgnoredAny;
use zeroize::Zeroizing;

use crate::credentials::{
    Agency, Credentials, CredentialsSource, check_access_key, check_secret_key, check_security_token,
};
use crate::error::Error;
use crate::files::{self, SettingsPath};
use crate::json::{self, Object};
use crate::text::{check_project_id, check_region};

#[cfg(test)]
mod tests;

/// The variable that names the file, and the one that names the profile: those of the cloud's Terraform provider.
const VARIABLE: &str = "HW_SHARED_CONFIG_FILE";
const PROFILE_VARIABLE: &str = "HW_PROFILE";
/// Where the file is otherwise, in the home directory.
const DEFAULT: &str = ".hcloud/config.json";
const MAX_FILE: u64 = 1024 * 1024;
/// How many names of profiles a message has, and how many characters of each.
const SHOWN_NAMES: usize = 10;
const SHOWN_NAME: usize = 64;

/// What a profile says.
pub(crate) struct KooCliProfile {
    /// With the agency that the profile's key assumes.
    pub(crate) credentials: CredentialsSource,
    pub(crate) project_id: Option<String>,
    pub(crate) region: Option<String>,
}

impl KooCliProfile {
    /// Where the file is.
    pub(crate) fn find(path: Option<&Path>) -> Result<SettingsPath, Error> {
        SettingsPath::find("file of KooCLI", path, VARIABLE, DEFAULT)
    }

    /// Reads the profile of this name. `None`: the one that the variable names, else the current one, else the only one.
    pub(crate) fn read(path: &Path, name: Option<&str>) -> Result<KooCliProfile, Error> {
        let variable = match name {
            Some(_) => None,
            None => env::var_os(PROFILE_VARIABLE).filter(|name| !name.is_empty()),
        };
        let variable = variable
            .map(|name| name.into_string().map_err(|_| Error::invalid(format!("{PROFILE_VARIABLE} is not UTF-8"))));
        let variable = variable.transpose()?;
        let wanted = match (name, &variable) {
            (Some(name), _) => Some(Wanted { name, by: "" }),
            (None, Some(name)) => Some(Wanted { name, by: PROFILE_VARIABLE }),
            (None, None) => None,
        };
        let fault = |fault: Fault| {
            let profile = fault.profile.map(|name| format!("profile {} in ", quoted(&name))).unwrap_or_default();
            Error::credentials(format!("KooCLI: {profile}\"{}\": {}", path.display(), fault.why))
        };
        let bytes = files::read_regular(path, MAX_FILE).map_err(|why| fault(Fault::of_file(why)))?;
        parse(&bytes, wanted).map_err(fault)
    }
}

/// The profile that somebody names.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    name: &'a str,
    /// Where the name is from; empty: from the caller.
    by: &'a str,
}

/// What is wrong, and in which profile. No value is in the text.
#[derive(Debug)]
struct Fault {
    profile: Option<String>,
    why: String,
}

impl Fault {
    fn of_file(why: impl Into<String>) -> Fault {
        Fault { profile: None, why: why.into() }
    }
}

fn parse(bytes: &[u8], wanted: Option<Wanted<'_>>) -> Result<KooCliProfile, Fault> {
    let file = read_object(bytes).map_err(Fault::of_file)?;
    let (name, profile) = choose(&file, wanted).map_err(Fault::of_file)?;
    read_profile(&file, &profile).map_err(|why| Fault { profile: Some(name), why })
}

fn read_object(bytes: &[u8]) -> Result<Object<'_>, String> {
    let text = json::body_text(bytes).map_err(|_| "not UTF-8")?;
    if text.trim().is_empty() {
        return Err("empty".to_owned());
    }
    Object::parse(text).ok_or_else(|| match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => "not a JSON object".to_owned(),
        Err(error) => format!("line {}: not JSON", error.line()),
    })
}

/// The profile that is meant, and its name. Of several with one name it is the first, as for Terraform's provider.
fn choose<'a>(file: &Object<'a>, wanted: Option<Wanted<'_>>) -> Result<(String, Object<'a>), String> {
    let list = file.get("profiles").ok_or("there are no profiles in it")?;
    let list = json::elements(list).ok_or("profiles is not a list")?;
    let named = |profile: Object<'a>| (profile.text("name").unwrap_or_default(), profile);
    let mut profiles: Vec<(String, Object<'a>)> = list.into_iter().filter_map(Object::parse).map(named).collect();
    let current = file.text("current").filter(|name| !name.is_empty());
    let current = || current.as_deref().map(|name| Wanted { name, by: "current" });
    let at = match wanted.or_else(current) {
        Some(wanted) => profiles.iter().position(|(name, _)| name == wanted.name).ok_or_else(|| {
            let by = if wanted.by.is_empty() { String::new() } else { format!(" ({})", wanted.by) };
            format!("there is no profile {}{by}; {}", quoted(wanted.name), names(&profiles))
        })?,
        None if profiles.len() == 1 => 0,
        None if profiles.is_empty() => return Err("there are no profiles in it".to_owned()),
        None => return Err(format!("no profile is named, and none is the current one; {}", names(&profiles))),
    };
    Ok(profiles.swap_remove(at))
}

/// The profiles that there are, for a message.
fn names(profiles: &[(String, Object<'_>)]) -> String {
    let shown: Vec<String> = profiles.iter().take(SHOWN_NAMES).map(|(name, _)| quoted(name)).collect();
    let more = if profiles.len() > SHOWN_NAMES { ", …" } else { "" };
    if shown.is_empty() { "there is none".to_owned() } else { format!("there are {}{more}", shown.join(", ")) }
}

fn quoted(name: &str) -> String {
    let more = if name.chars().nth(SHOWN_NAME).is_some() { "…" } else { "" };
    format!("\"{}{more}\"", name.chars().take(SHOWN_NAME).collect::<String>())
}

fn read_profile(file: &Object<'_>, profile: &Object<'_>) -> Result<KooCliProfile, String> {
    let mode = text(profile, "mode");
    let is_sso = match mode.as_ref().map(|mode| mode.as_str()) {
        // Terraform's provider does not ask for one either.
        None => false,
        Some(mode) if mode.eq_ignore_ascii_case("AKSK") => false,
        Some(mode) if mode.eq_ignore_ascii_case("SSO") => true,
        Some(_) => return Err("its mode is neither AKSK nor SSO, and no other is read".to_owned()),
    };
    if file.text("authEncrypt").is_some_and(|on| on.eq_ignore_ascii_case("true")) {
        return Err("KooCLI has encrypted its keys (authEncrypt); to keep them as they are, run hcloud configure set \
                    --cli-auth-encrypt=false"
            .to_owned());
    }
    let credentials = if is_sso {
        let sso = profile.get("ssoAuth").and_then(Object::parse);
        let keys = sso.and_then(|sso| sso.get("stsToken").and_then(Object::parse));
        let keys = keys.ok_or("there is no ssoAuth.stsToken in it; log in with hcloud configure sso")?;
        if text(&keys, "securityToken").is_none() {
            return Err("ssoAuth.stsToken has no securityToken; log in with hcloud configure sso".to_owned());
        }
        read_keys(&keys).map_err(|why| format!("ssoAuth.stsToken: {why}"))?
    } else {
        read_keys(profile)?
    };
    let checked = |name: &str, check: fn(&str) -> Result<&str, Error>| {
        let value = text(profile, name);
        value.map(|value| check(&value).map(str::to_owned).map_err(|error| format!("{name}: {error}"))).transpose()
    };
    let credentials = CredentialsSource::from(credentials);
    Ok(KooCliProfile {
        credentials: match read_agency(profile)? {
            Some(agency) => credentials.assume(agency),
            None => credentials,
        },
        project_id: checked("projectId", check_project_id)?,
        region: checked("region", check_region)?,
    })
}

/// The agency of another account that the profile's key assumes.
fn read_agency(profile: &Object<'_>) -> Result<Option<Agency>, String> {
    let Some(name) = text(profile, "agencyName") else { return Ok(None) };
    let made = match (text(profile, "agencyDomainId"), text(profile, "agencyDomainName")) {
        (Some(id), _) => Agency::by_domain_id(&name, &id),
        (None, Some(domain)) => Agency::by_domain_name(&name, &domain),
        (None, None) => {
            return Err("there is an agencyName, but neither agencyDomainName nor agencyDomainId".to_owned());
        }
    };
    made.map(Some).map_err(|error| error.to_string())
}

fn read_keys(keys: &Object<'_>) -> Result<Credentials, String> {
    const ACCESS_KEY: &str = "accessKeyId";
    const SECRET_KEY: &str = "secretAccessKey";
    const SECURITY_TOKEN: &str = "securityToken";
    let (access_key, secret_key) = match (text(keys, ACCESS_KEY), text(keys, SECRET_KEY)) {
        (Some(access_key), Some(secret_key)) => (access_key, secret_key),
        (Some(_), None) => return Err(format!("there is an {ACCESS_KEY}, but no {SECRET_KEY}")),
        (None, Some(_)) => return Err(format!("there is a {SECRET_KEY}, but no {ACCESS_KEY}")),
        (None, None) => return Err(format!("there is neither {ACCESS_KEY} nor {SECRET_KEY}")),
    };
    let security_token = text(keys, SECURITY_TOKEN);
    let of = |name: &'static str| move |error: Error| format!("{name}: {error}");
    check_access_key(&access_key).map_err(of(ACCESS_KEY))?;
    check_secret_key(&secret_key).map_err(of(SECRET_KEY))?;
    let security_token = security_token.as_ref().map(|token| token.as_str());
    security_token.map(check_security_token).transpose().map_err(of(SECURITY_TOKEN))?;
    Credentials::access_key(&access_key, &secret_key, security_token).map_err(|error| error.to_string())
}

/// A text, wiped when it is dropped: any of them may be a secret. KooCLI writes empty ones for what is not there.
fn text(object: &Object<'_>, name: &str) -> Option<Zeroizing<String>> {
    object.text(name).map(Zeroizing::new).filter(|text| !text.trim().is_empty())
}

#[cfg(fuzzing)]
pub(crate) fn fuzz(bytes: &[u8]) {
    for wanted in [None, Some(Wanted { name: "default", by: PROFILE_VARIABLE })] {
        if let Err(fault) = parse(bytes, wanted) {
            // Ten names of 64 characters, and the sentence around them.
            assert!(fault.why.chars().count() < 1024, "{}", fault.why);
        }
    }
}
