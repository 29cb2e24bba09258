//! `hwlive_config`: the settings of a client.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr;
use std::time::Duration;

use super::boundary::{Failure, given, guard, guard_or, text};
use super::error::{hwlive_code, hwlive_error};
use crate::Config;

/// The settings of a client. Mutable, and used by one thread at a time. Freed with `hwlive_config_free`.
///
/// Every function that changes it fails with `HWLIVE_CODE_INVALID_ARGUMENT` where an argument is NULL, not UTF-8 or
/// outside its documented range; it then leaves the settings as they were, and they can be used further. None sends
/// anything.
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

/// Makes settings, all at their defaults.
///
/// A client needs at least a project id, an access key or a token, and a region or an endpoint.
///
/// Returns the settings, to be freed with `hwlive_config_free`.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_new() -> *mut hwlive_config {
    guard_or(ptr::null_mut(), || Box::into_raw(Box::new(hwlive_config(Config::new()))))
}

/// Sets the region, and with it the endpoints of Live and of IAM.
///
/// `region_id` is one that is built in: "cn-north-4", "cn-north-1", "cn-east-3", "ap-southeast-2" or
/// "ap-southeast-3", or one that `hwlive_config_load_environment` found. Any other is reached with
/// `hwlive_config_set_endpoint`. Default: none.
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

/// Sets the endpoint of Live. It wins over the region's.
///
/// `url` is a host, with a scheme before it ("https" where there is none) and a port and a path behind it where
/// needed, such as "https://live.example.com:8443/gateway". The path goes before that of the request. User, query
/// and fragment are refused. Plain http is for loopback; to any other host `hwlive_client_new` refuses it, unless
/// `hwlive_config_set_insecure` is on. Default: the region's.
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

/// Sets the endpoint of IAM. It wins over the region's. No call of this version asks IAM.
///
/// `url` is as in `hwlive_config_set_endpoint`. Default: the region's.
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
/// `project_id` is the project's id, not its name, of at most 128 characters; white space around it is dropped.
/// Default: none.
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

/// Sets the access key that requests are signed with (SDK-HMAC-SHA256). It replaces a token that was set before.
///
/// `access_key` and `secret_key` are the two halves of the key. `security_token` belongs to a temporary key; NULL
/// is a permanent key. White space around them is dropped. They are copied; the copies are wiped from memory when
/// freed. Default: none.
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
                match security_token.is_null() {
                    true => None,
                    false => Some(text("security_token", security_token)?),
                },
            )
        };
        Ok(config.set_access_key(access_key, secret_key, security_token)?)
    })
}

/// Sets the IAM token that requests carry as X-Auth-Token. It replaces an access key that was set before.
///
/// `token` has at most 102400 characters; white space around it is dropped. The library does not renew it. It is
/// copied; the copy is wiped from memory when freed. Default: none.
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

/// Sets what the environment says; what it does not say stays as it was.
///
/// Reads HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN, HUAWEICLOUD_SDK_AUTH_TOKEN,
/// HUAWEICLOUD_SDK_PROJECT_ID, HUAWEICLOUD_SDK_REGION, HUAWEICLOUD_SDK_ENDPOINT, HUAWEICLOUD_SDK_IAM_ENDPOINT and
/// HUAWEICLOUD_SDK_REGION_LIVE_<REGION>, the endpoints of a region, with commas between them; CLOUD_SDK_AK and
/// CLOUD_SDK_SK where the first two are not set; and SSL_CERT_FILE as the CA file. An empty variable counts as not
/// set. A complete access key wins over a token. No other function reads them. As with getenv, no other thread may
/// change the environment meanwhile.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` where only half of an access key is set, and with
/// `HWLIVE_CODE_INVALID_ARGUMENT` where a value is not usable; the message names the variable.
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

/// Limits a whole call: name lookup, connecting, TLS, request, answer, and all retries. It holds whatever the
/// server does.
///
/// `timeout_ms` is in milliseconds, 1 or more. Default: 30000.
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

/// Limits the making of one connection: name lookup, TCP, proxy and TLS handshake. A connect that took too long may
/// be tried again inside the limit of the whole call.
///
/// `timeout_ms` is in milliseconds, 1 or more. Default: 10000.
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

/// Sets how often a call is tried again after a failure to connect or the status 429, 502, 503 or 504.
///
/// `retries` is 0 to 10 and does not count the first try. All of them happen inside the limit of the whole call,
/// after a random wait that grows, or after what the service's Retry-After says. Default: 2.
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

/// Sets the HTTP proxy that requests go through, always by CONNECT.
///
/// `url` is "http://host:port" or "https://host:port", with "user:password@" before the host where the proxy wants
/// it; "" is no proxy, whatever the environment says. SOCKS is refused. Default: https_proxy, http_proxy and
/// no_proxy of the environment as curl reads them, when the client is made.
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

/// Sets the certificate authorities that are trusted, in place of those built in.
///
/// `path` names a file with certificates in PEM, or one in DER. It is read when a client is made, which fails with
/// `HWLIVE_CODE_INVALID_ARGUMENT` where the file cannot be read or has no usable certificate. Default: Mozilla's
/// roots, built in.
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

/// Sets the certificate that the client shows to servers that ask for one.
///
/// `cert_path` names a PEM file with the certificate and those between it and its root, `key_path` one with its
/// private key. Both are read when a client is made. Default: none.
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

/// Turns the check of server certificates off, and allows plain http to any host. For tests only: whoever is
/// between the two ends can then read and use the credentials.
///
/// `on` is 1 for no check, or 0 for the check. Default: 0.
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
        let on = match on {
            0 => false,
            1 => true,
            _ => return Err(Failure::Argument("on", "is neither 0 nor 1")),
        };
        config.set_insecure(on);
        Ok(())
    })
}

/// Adds the program's name to the User-Agent header, after the library's own.
///
/// `suffix` is visible ASCII and spaces, such as "my-encoder/2.3", of at most 256 characters. Default: none.
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

/// Frees settings and wipes the secrets in them from memory. Clients made with them are not affected. NULL is
/// allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_free(config: Option<Box<hwlive_config>>) {
    guard_or((), || drop(config));
}
