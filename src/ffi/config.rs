//! `hwlive_config`: the settings of a client.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr;
use std::time::Duration;

use super::boundary::{given, guard, text, text_or_null};
use super::error::{Failure, hwlive_code, hwlive_error};
use super::panic::guard_or;
use crate::Config;

/// The settings of a client. Free it with `hwlive_config_free`.
///
/// A config must not be used by two threads at the same time. A function that changes it sends nothing. If such a
/// function fails, the settings stay as they were, and the config can still be used.
///
/// If several functions set the same setting, the last one wins. Credentials of any kind are one setting. Otherwise the
/// order does not matter: what depends on several settings is checked by `hwlive_client_new`.
pub struct hwlive_config(Config);

impl hwlive_config {
    pub(super) fn settings(&self) -> &Config {
        &self.0
    }
}

/// A setter: `set` with the settings, inside [`guard`].
pub(super) fn change(
    function: &'static str,
    config: Option<&mut hwlive_config>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
    set: impl FnOnce(&mut Config) -> Result<(), Failure>,
) -> hwlive_code {
    guard(function, error_out, || set(&mut given("config", config)?.0))
}

fn ms(milliseconds: u32) -> Duration {
    Duration::from_millis(milliseconds.into())
}

/// A setting that is on (1) or off (0).
pub(super) fn flag(on: i32) -> Result<bool, Failure> {
    match on {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Failure::Argument("on", "is neither 0 nor 1")),
    }
}

/// Makes a config. All settings are at their defaults.
///
/// A client needs credentials of any kind, and a region or an endpoint. If there is no project id, it also needs a
/// region and the endpoint of IAM, where the project id is looked up. A user of IAM, an identity provider and an agency
/// by its name also need the endpoint of IAM. An OIDC agency and an agency by its URN need the endpoint of STS. The
/// functions that set these endpoints name the defaults.
///
/// Returns the config. Free it with `hwlive_config_free`. The result is NULL only if there is a bug in the library.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_new() -> *mut hwlive_config {
    guard_or(ptr::null_mut(), || Box::into_raw(Box::new(hwlive_config(Config::new()))))
}

/// Sets the region. It gives the endpoint of Live. A region that is built in also gives the endpoint of IAM.
///
/// `region_id` has 1 to 64 characters: ASCII letters, digits, "-" and "_". White space around it is dropped. The
/// regions "cn-north-4", "cn-north-1", "cn-east-3", "ap-southeast-2" and "ap-southeast-3" are built in. Others come
/// from `hwlive_config_define_region`, from the environment, from a regions file or, if it is turned on, from
/// `hwlive_config_set_region_by_pattern`. Any other region needs `hwlive_config_set_endpoint`. Whether the region is
/// known is checked by `hwlive_client_new`. If no project id is set, the project that has the region's name is used.
/// Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `region_id` is NULL, or if `region_id` is empty, too long,
/// or has another character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_region(
    config: Option<&mut hwlive_config>,
    region_id: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_region", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_region(unsafe { text("region_id", region_id) }?)?)
    })
}

/// Sets the endpoint of Live. It is used instead of the region's.
///
/// `url` is "[http[s]://]host[:port][/path]", such as "https://live.example.com:8443/gateway". Without a scheme it is
/// https. White space around it is dropped. The host is a name in ASCII or an IP address; an address with colons is in
/// brackets. The path is put before the path of each request. Its parts have only letters, digits, "-", ".", "_" and
/// "~", and none of them is empty, "." or "..". A user, a query or a fragment is refused. The limit is 2048 characters,
/// counted with "https://" even if it is left out, and without slashes at the end.
///
/// Plain http is for loopback: `hwlive_client_new` refuses it for any other host, unless `hwlive_config_set_insecure`
/// is on. Default: the region's.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_endpoint(
    config: Option<&mut hwlive_config>,
    url: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_endpoint", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_endpoint(unsafe { text("url", url) }?)?)
    })
}

/// Sets the endpoint of IAM. It is used instead of the region's.
///
/// Calls ask IAM for a project id if none is set. They also ask it for tokens or keys if `hwlive_config_set_iam_user`,
/// `hwlive_config_set_identity_provider` or `hwlive_config_set_agency_by_name` is used. `url` is as in
/// `hwlive_config_set_endpoint`. Default: the region's, if the region is built in or its endpoints follow from its
/// name. If no region is set, identity providers and agencies by name use "https://iam.myhuaweicloud.com".
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_iam_endpoint(
    config: Option<&mut hwlive_config>,
    url: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_iam_endpoint", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_iam_endpoint(unsafe { text("url", url) }?)?)
    })
}

/// Sets the project that the callbacks belong to.
///
/// `project_id` is the project's id, not its name. It has at most 128 characters, of visible ASCII other than "/".
/// White space around it is dropped. Default: the first call asks IAM for the id of the project that has the region's
/// name. The client keeps the id as long as it keeps its credentials.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `project_id` is NULL, or if `project_id` is empty, too
/// long, ".", ".." or has another character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_project_id(
    config: Option<&mut hwlive_config>,
    project_id: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_project_id", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_project_id(unsafe { text("project_id", project_id) }?)?)
    })
}

/// Sets the access key that requests are signed with. It replaces other credentials.
///
/// `access_key` and `secret_key` are the two parts of the key, of at most 1024 characters each. `security_token`
/// belongs to a temporary key and has at most 102400 characters. For a permanent key it is NULL. White space around
/// them is dropped. `access_key` is visible ASCII without commas. `security_token` is visible ASCII and spaces.
/// `secret_key` has no control characters. All three are copied. The copies of `secret_key` and `security_token` are
/// wiped from memory when they are freed. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config`, `access_key` or `secret_key` is NULL, or if a text is empty,
/// too long, or has another character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_access_key(
    config: Option<&mut hwlive_config>,
    access_key: *const c_char,
    secret_key: *const c_char,
    security_token: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_access_key", config, error_out, |config| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (access_key, secret_key, security_token) = unsafe {
            (
                text("access_key", access_key)?,
                text("secret_key", secret_key)?,
                text_or_null("security_token", security_token)?,
            )
        };
        Ok(config.set_access_key(access_key, secret_key, security_token)?)
    })
}

/// Sets the IAM token that requests carry as X-Auth-Token. It replaces other credentials.
///
/// `token` has at most 102400 characters, of visible ASCII and spaces. White space around it is dropped. The library
/// does not renew it. It is copied, and the copy is wiped from memory when it is freed. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `token` is NULL, or if `token` is empty, too long, or has
/// another character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_auth_token(
    config: Option<&mut hwlive_config>,
    token: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_auth_token", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_auth_token(unsafe { text("token", token) }?)?)
    })
}

/// Reads settings from environment variables. What they do not set stays as it was.
///
/// An empty variable counts as not set. No other thread may change the environment while this function runs. These are
/// read:
///
/// - HUAWEICLOUD_OIDC_PROVIDER_URN and HUAWEICLOUD_OIDC_AGENCY_URN, with HUAWEICLOUD_OIDC_ID_TOKEN or
///   HUAWEICLOUD_OIDC_TOKEN_FILE: an agency for an ID token, as in `hwlive_config_set_oidc`. Its session is in
///   HUAWEICLOUD_OIDC_SESSION_NAME, HUAWEICLOUD_OIDC_DURATION_SECONDS, HUAWEICLOUD_OIDC_POLICY and
///   HUAWEICLOUD_OIDC_POLICY_IDS.
/// - HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE: an identity provider, if there is no such agency.
/// - HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK: an access key, if there is neither. If neither of the two is set,
///   CLOUD_SDK_AK and CLOUD_SDK_SK.
/// - HUAWEICLOUD_SDK_SECURITY_TOKEN: makes the access key a temporary one.
/// - HUAWEICLOUD_SDK_AUTH_TOKEN: a token, if there is no access key.
/// - HUAWEICLOUD_SDK_USER_NAME, HUAWEICLOUD_SDK_USER_PASSWORD and HUAWEICLOUD_SDK_DOMAIN_NAME: a user of IAM, if there
///   is none of these. The domain name alone is ignored.
/// - HC_CONTAINER_CREDENTIALS_FULL_URI and HC_CONTAINER_AUTHORIZATION_TOKEN_FILE: the agent of a cluster, if there is none
///   of these.
/// - HW_ASSUME_ROLE_AGENCY_NAME, HW_ASSUME_ROLE_DOMAIN_NAME or HW_ASSUME_ROLE_DOMAIN_ID, and HW_ASSUME_ROLE_DURATION: the
///   agency that the credentials assume, as in `hwlive_config_set_agency_by_name`.
/// - HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_REGION, HUAWEICLOUD_SDK_ENDPOINT, HUAWEICLOUD_SDK_IAM_ENDPOINT and
///   HUAWEICLOUD_SDK_STS_ENDPOINT: the settings of these names.
/// - HUAWEICLOUD_SDK_REGION_LIVE_<REGION>: the Live endpoints of a region, with commas between them. The region cn-x-1
///   is written CN_X_1.
/// - HUAWEICLOUD_SDK_REGIONS_FILE: a file of regions, as in `hwlive_config_load_regions_file`, if the library was built
///   with its feature regions-file.
/// - SSL_CERT_FILE: the CA file, as in `hwlive_config_set_ca_file`.
///
/// `hwlive_config_load_default` reads them too.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` if the variables of one source are incomplete. Fails with
/// `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if a value or the regions file is not usable. The message
/// names what is wrong.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_load_environment(
    config: Option<&mut hwlive_config>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_load_environment", config, error_out, |config| Ok(config.load_environment()?))
}

/// Sets the time limit of a whole call: name lookup, connection, TLS, request, answer and all retries. Requests for
/// credentials and for the project id are part of the call.
///
/// The limit holds whatever the server does. `timeout_ms` is 1 or more. Default: 30000.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `timeout_ms` is 0.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_timeout_ms(
    config: Option<&mut hwlive_config>,
    timeout_ms: u32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_timeout_ms", config, error_out, |config| Ok(config.set_timeout(ms(timeout_ms))?))
}

/// Sets the time limit of one connection: name lookup, TCP, proxy and TLS handshake.
///
/// If a connection takes too long, the call may try again within its own limit. `timeout_ms` is 1 or more. Default:
/// 10000.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `timeout_ms` is 0.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_connect_timeout_ms(
    config: Option<&mut hwlive_config>,
    timeout_ms: u32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_connect_timeout_ms", config, error_out, |config| {
        Ok(config.set_connect_timeout(ms(timeout_ms))?)
    })
}

/// Sets how often a call is tried again if it cannot connect, or if the status is 429, 502, 503 or 504.
///
/// The same rule holds for every request of a call: to Live, IAM, STS, the metadata service and the agent of a cluster.
/// `retries` is 0 to 10 and does not count the first try. All retries happen within the limit of the whole call. Before
/// each there is a random pause that grows, or the pause that the service's Retry-After asks for. If there is not enough
/// time for the pause, the call fails at once. If TLS fails, the call is not tried again. A proxy that refuses with a
/// status from 400 to 499 is not asked again. Default: 2.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `retries` is more than 10.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_max_retries(
    config: Option<&mut hwlive_config>,
    retries: u32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_max_retries", config, error_out, |config| Ok(config.set_max_retries(retries)?))
}

/// Sets the proxy for all requests but those to the metadata service and to the agent of a cluster. Each connection goes
/// through a tunnel. Plain http to loopback goes directly, unless the proxy is on loopback too.
///
/// `url` is "[scheme://][user:password@]host[:port]". The scheme is "http" (the default) or "https" for a tunnel by
/// CONNECT, and "socks5" or "socks5h" for one by SOCKS5. With "socks5" the library looks up the endpoint's name, with
/// "socks5h" the proxy does. SOCKS4 is refused: "socks4", "socks4a" and "socks". Without a port it is 1080, and 443 for
/// https. The user and the password may be percent-encoded. For SOCKS5 each has at most 255 bytes. They are copied, and
/// the copies are wiped from memory when they are freed. "" means no proxy. If this function is called, the variables of
/// the environment are not read.
///
/// Default: the proxy that the environment names, as curl reads it. For https endpoints that is the first of
/// https_proxy, HTTPS_PROXY, all_proxy and ALL_PROXY. For http endpoints it is the first of http_proxy, all_proxy and
/// ALL_PROXY. no_proxy, else NO_PROXY, lists the hosts that are connected to directly. `hwlive_client_new` reads these
/// variables. If the first variable that is set is empty, no proxy is used. A variable that none of the client's
/// endpoints uses is not checked.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_proxy(
    config: Option<&mut hwlive_config>,
    url: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_proxy", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_proxy(unsafe { text("url", url) }?)?)
    })
}

/// Sets the certificate authorities that are trusted, instead of those that are built in.
///
/// `path` names a file of certificates in PEM, or of one in DER. `hwlive_client_new` reads it, and fails if it has no
/// usable certificate. It is not read if `hwlive_config_set_insecure` is on. This function, `hwlive_config_set_ca_pem` and
/// `hwlive_config_set_trust` replace each other: the last one that is called is used. Default: Mozilla's roots, which are
/// built in. A library that was built with its feature system-roots uses the system's instead.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `path` is NULL, or if `path` is empty.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_ca_file(
    config: Option<&mut hwlive_config>,
    path: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_ca_file", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_ca_file(unsafe { text("path", path) }?)?)
    })
}

/// Sets the certificate that the client shows to servers that ask for one. It is not shown to a proxy.
///
/// `cert_path` names a PEM file with the certificate and the ones between it and its root. `key_path` names a PEM file
/// with the private key, which is not encrypted. `hwlive_client_new` reads both. This function and
/// `hwlive_config_set_client_certificate_pem` replace each other. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a path is NULL, or if a path is empty.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_client_certificate(
    config: Option<&mut hwlive_config>,
    cert_path: *const c_char,
    key_path: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_client_certificate", config, error_out, |config| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (cert_path, key_path) = unsafe { (text("cert_path", cert_path)?, text("key_path", key_path)?) };
        Ok(config.set_client_certificate(cert_path, key_path)?)
    })
}

/// Turns the check of server certificates off, and allows plain http to Live, IAM and STS on any host. For tests
/// only.
///
/// Whoever is between the two ends can then read and use the credentials. `on` is 1 for no check, or 0 for the check.
/// Default: 0.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `on` is another number.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_insecure(
    config: Option<&mut hwlive_config>,
    on: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_insecure", config, error_out, |config| {
        config.set_insecure(flag(on)?);
        Ok(())
    })
}

/// Adds the program's name to the User-Agent header, after the library's own.
///
/// `suffix` is visible ASCII and spaces, such as "my-encoder/2.3". It has 1 to 256 characters. White space around it is
/// dropped. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `suffix` is NULL, or if `suffix` is empty, too long, or has
/// another character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_user_agent(
    config: Option<&mut hwlive_config>,
    suffix: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_user_agent", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_user_agent(unsafe { text("suffix", suffix) }?)?)
    })
}

/// Frees a config. NULL is allowed and does nothing.
///
/// Clients that were made with it are not affected. Secrets that no client has are wiped from memory.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_free(config: Option<Box<hwlive_config>>) {
    guard_or((), || drop(config));
}
