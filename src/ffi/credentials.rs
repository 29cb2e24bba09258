//! Where a client's credentials come from, beyond a fixed key or token.

use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use std::time::SystemTime;

use super::boundary::{given, guard, text};
use super::client::hwlive_client;
use super::config::{change, hwlive_config};
use super::error::{Failure, HWLIVE_CODE_OK, hwlive_code, hwlive_error};
use crate::config::SigningAlgorithm;
use crate::time;
use crate::{Credentials, CredentialsSource};

/// Algorithm of `hwlive_config_set_signing_algorithm`: SDK-HMAC-SHA256, which Live accepts.
pub const HWLIVE_SIGNING_SDK_HMAC_SHA256: i32 = 0;
/// Algorithm of `hwlive_config_set_signing_algorithm`: V11-HMAC-SHA256, with a key that is derived for the day, the
/// region and the service.
pub const HWLIVE_SIGNING_V11_HMAC_SHA256: i32 = 1;
/// Algorithm of `hwlive_config_set_signing_algorithm`: SDK-HMAC-SM3, with the hash SM3 in place of SHA-256. The library
/// must be built with its feature sm3.
pub const HWLIVE_SIGNING_SDK_HMAC_SM3: i32 = 2;

/// The credentials that a `hwlive_credentials_fn` fills in. They are lent to it for the time of the call.
pub struct hwlive_credentials {
    credentials: Option<Credentials>,
    expires_at: Option<SystemTime>,
}

/// A function of yours that supplies credentials, for example from a vault or from a pod's identity.
///
/// It fills `credentials` in with `hwlive_credentials_set_access_key` or `hwlive_credentials_set_auth_token`. It should
/// also call `hwlive_credentials_set_expiry_unix`. Then it returns `HWLIVE_CODE_OK`. Any other value is a failure, and
/// so is `HWLIVE_CODE_OK` if neither a key nor a token was supplied. A call that has no valid credentials then fails
/// with `HWLIVE_CODE_CREDENTIALS`. Its error message contains the other value. `userdata` is the pointer that was set.
///
/// The function runs in a thread of the library. It may block: the client's calls wait for it within their own
/// timeouts. It is called before the old credentials end. For each client there is one call of it at a time. Calls can
/// overlap if several clients have the same function, or if `hwlive_client_replace_credentials` gives a client the same
/// function again. A forked child goes on with the credentials of its parent. It calls the function itself when it
/// needs new ones.
///
/// The function must not use the client that it supplies. It must return: no longjmp, no C++ exception.
pub type hwlive_credentials_fn =
    Option<unsafe extern "C" fn(credentials: *mut hwlive_credentials, userdata: *mut c_void) -> hwlive_code>;

/// A function of yours that frees a `userdata` when the library no longer needs it.
///
/// It runs in a thread that calls the library, or in a thread of the library. It must not call the library with the
/// object that is being freed, changed or used. It must return: no longjmp, no C++ exception.
pub type hwlive_release_fn = Option<unsafe extern "C" fn(userdata: *mut c_void)>;

/// What C code set, to be called in a thread of the library's.
struct Provider {
    function: unsafe extern "C" fn(*mut hwlive_credentials, *mut c_void) -> hwlive_code,
    userdata: *mut c_void,
    release: hwlive_release_fn,
}

impl Drop for Provider {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: the header demands a function of this type, good until it has returned. Settings, clients and the
            // thread of a call each own the provider, so that nobody is left to hand the userdata out again.
            unsafe { release(self.userdata) };
        }
    }
}

// SAFETY: the header says that the function runs in another thread, so its userdata is good for that.
unsafe impl Send for Provider {}
// SAFETY: as above; several clients may be served at once, which the header says too.
unsafe impl Sync for Provider {}

impl crate::CredentialsProvider for Provider {
    fn credentials(&self) -> Result<Credentials, Box<dyn std::error::Error + Send + Sync>> {
        let mut filled = hwlive_credentials { credentials: None, expires_at: None };
        // SAFETY: the header demands a function of this type that lives as long as the clients; `filled` lives during
        // the call.
        let code = unsafe { (self.function)(&raw mut filled, self.userdata) };
        match filled {
            _ if code != HWLIVE_CODE_OK => Err(format!("it returned {code}").into()),
            hwlive_credentials { credentials: None, .. } => Err("it set neither an access key nor a token".into()),
            hwlive_credentials { credentials: Some(credentials), expires_at: None } => Ok(credentials),
            hwlive_credentials { credentials: Some(credentials), expires_at: Some(at) } => {
                Ok(credentials.with_expiry(at))
            }
        }
    }
}

/// Sets a user of IAM. The user replaces other credentials. The library gets tokens for the user and renews them.
///
/// `user`, `password` and `domain` (the name of the account) have at most 1024 characters each. White space around them
/// is dropped. They are copied. The copy of the password is wiped from memory when it is freed. The first call of a
/// client asks IAM for a token, within the call's own timeout. A call asks for a new one before the old one ends. If
/// IAM refuses the user, it is not asked again for a minute: calls without a valid token then fail with the same error.
/// HUAWEI IDs cannot get tokens; IAM users can. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, or if a text is empty, too long, or has a
/// control character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_iam_user(
    config: Option<&mut hwlive_config>,
    user: *const c_char,
    password: *const c_char,
    domain: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_iam_user", config, error_out, |config| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (user, password, domain) =
            unsafe { (text("user", user)?, text("password", password)?, text("domain", domain)?) };
        Ok(config.set_iam_user(user, password, domain)?)
    })
}

/// Uses temporary keys from the metadata service of the cloud server that the program runs on. They replace other
/// credentials.
///
/// No client asks that service unless this function or `hwlive_config_load_default` says so. The first call of a client
/// asks it, and so does a later call before the keys end. Each try takes at most 3 s, all its requests together, and
/// never goes through a proxy. A token is asked for first (version 2). If the service has no tokens, or does not answer
/// within 1.5 s, the keys are asked for without one (version 1).
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_metadata_credentials(
    config: Option<&mut hwlive_config>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_metadata_credentials", config, error_out, |config| {
        config.set_metadata_credentials();
        Ok(())
    })
}

/// Sets where the metadata service is. For tests.
///
/// `url` is as in `hwlive_config_set_endpoint`. Plain http is allowed only for loopback, link-local and unique local
/// addresses, even if `hwlive_config_set_insecure` is on. Default: "http://169.254.169.254".
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL or is plain http
/// to another network.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_metadata_endpoint(
    config: Option<&mut hwlive_config>,
    url: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_metadata_endpoint", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_metadata_endpoint(unsafe { text("url", url) }?)?)
    })
}

/// Sets a function of yours that supplies credentials. It replaces other credentials.
///
/// `userdata` is passed to the function and may be NULL. Both must stay valid until the last client that has them is
/// freed: a client that was made with the settings, or that got their credentials by
/// `hwlive_client_replace_credentials`. They must also stay valid until a call of the function that is still running
/// has returned. Such a call may even begin shortly after the client is freed, if the call that waited for it ended
/// early. If the function or its data cannot live as long as the process, use
/// `hwlive_config_set_credentials_provider_with_release`.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `function` is NULL.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_credentials_provider(
    config: Option<&mut hwlive_config>,
    function: hwlive_credentials_fn,
    userdata: *mut c_void,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    set_provider("hwlive_config_set_credentials_provider", config, (function, userdata, None), error_out)
}

/// Sets a function of yours that supplies credentials, and one that frees its `userdata`. They replace other
/// credentials.
///
/// `release` is called once, with `userdata`, when no config and no client has the function any more and no call of it
/// is running or will begin. The library uses neither function after that. This may happen inside a function that
/// frees, changes or uses one of these objects, or later in a thread of the library. `release` is not called if this
/// function fails or when the process ends. A forked child has copies of the objects and calls `release` once for them.
/// It may not call it if another thread was inside a call at the fork. `release` and `userdata` may be NULL.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `function` is NULL.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_credentials_provider_with_release(
    config: Option<&mut hwlive_config>,
    function: hwlive_credentials_fn,
    userdata: *mut c_void,
    release: hwlive_release_fn,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    let given = (function, userdata, release);
    set_provider("hwlive_config_set_credentials_provider_with_release", config, given, error_out)
}

fn set_provider(
    name: &'static str,
    config: Option<&mut hwlive_config>,
    (function, userdata, release): (hwlive_credentials_fn, *mut c_void, hwlive_release_fn),
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change(name, config, error_out, |config| {
        let function = given("function", function)?;
        // From here on nothing is refused, and the userdata is the library's to release.
        config.set_credentials(CredentialsSource::provider(Provider { function, userdata, release }));
        Ok(())
    })
}

/// Supplies an access key. Only a `hwlive_credentials_fn` can call it. It replaces what was supplied before.
///
/// The arguments are as in `hwlive_config_set_access_key`. If the function fails, what was supplied before stays.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `credentials`, `access_key` or `secret_key` is NULL, or if a text is
/// not usable.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_credentials_set_access_key(
    credentials: Option<&mut hwlive_credentials>,
    access_key: *const c_char,
    secret_key: *const c_char,
    security_token: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard("hwlive_credentials_set_access_key", error_out, || {
        let credentials = given("credentials", credentials)?;
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (access_key, secret_key) = unsafe { (text("access_key", access_key)?, text("secret_key", secret_key)?) };
        let security_token = match security_token.is_null() {
            true => None,
            // SAFETY: as above.
            false => Some(unsafe { text("security_token", security_token) }?),
        };
        credentials.credentials = Some(Credentials::access_key(access_key, secret_key, security_token)?);
        Ok(())
    })
}

/// Supplies a token. Only a `hwlive_credentials_fn` can call it. It replaces what was supplied before.
///
/// `token` is as in `hwlive_config_set_auth_token`. If the function fails, what was supplied before stays.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `credentials` or `token` is NULL, or if `token` is not usable.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_credentials_set_auth_token(
    credentials: Option<&mut hwlive_credentials>,
    token: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard("hwlive_credentials_set_auth_token", error_out, || {
        let credentials = given("credentials", credentials)?;
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        credentials.credentials = Some(Credentials::auth_token(unsafe { text("token", token) }?)?);
        Ok(())
    })
}

/// Sets when the credentials end. Only a `hwlive_credentials_fn` can call it. That function is called again before the
/// end.
///
/// `seconds` are since 1970, UTC. If that time is already over, the credentials are used for a minute. A later time
/// than the system's clock can show counts as the latest. Without an end the `hwlive_credentials_fn` is not called
/// again, unless the service says that a token must be updated.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `credentials` is NULL or `seconds` is negative.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_credentials_set_expiry_unix(
    credentials: Option<&mut hwlive_credentials>,
    seconds: i64,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard("hwlive_credentials_set_expiry_unix", error_out, || {
        let credentials = given("credentials", credentials)?;
        let since = u64::try_from(seconds).map_err(|_| Failure::Argument("seconds", "is negative"))?;
        credentials.expires_at = Some(time::instant_of(since));
        Ok(())
    })
}

/// Replaces the credentials of a client. Every call that starts later uses the new ones.
///
/// A call that is under way may use the new ones for its next try. Each request uses either the old ones or the new
/// ones, never parts of both. Any thread may do this while others call. Only the credentials of `config` are used: where
/// they come from, and the agency that they assume. The other settings of the client stay. A project id that was looked up is
/// looked up again by the next call. Sends nothing.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` if `config` has no credentials. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if
/// `client` or `config` is NULL, if a session is not allowed for the agency, or if the client cannot ask for the
/// credentials: it does not know the endpoint of IAM or STS, the environment's proxy for it is not valid, or it needs
/// TLS and all endpoints that the client was made with are plain http. The old credentials then stay.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_client_replace_credentials(
    client: Option<&hwlive_client>,
    config: Option<&hwlive_config>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard("hwlive_client_replace_credentials", error_out, || {
        let client = given("client", client)?.client();
        let source = given("config", config)?.settings().source()?;
        let source = source.ok_or_else(|| crate::error::Error::credentials("the settings have no credentials"))?;
        Ok(client.replace_credentials(source)?)
    })
}

/// Defines a region by its Live endpoints, for `hwlive_config_set_region`. It can also give other endpoints to a region
/// that is built in.
///
/// `region_id` is as in `hwlive_config_set_region`. `urls` are endpoints as in `hwlive_config_set_endpoint`, with
/// commas between them. The first one is asked. If it cannot be reached, the next one is asked. The client goes on with
/// the one that it could reach. The definition takes precedence over those of the environment and of a regions file. It
/// does not change the endpoint of IAM.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, or if a text is not of this form.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_define_region(
    config: Option<&mut hwlive_config>,
    region_id: *const c_char,
    urls: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_define_region", config, error_out, |config| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (region_id, urls) = unsafe { (text("region_id", region_id)?, text("urls", urls)?) };
        Ok(config.define_region(region_id, urls)?)
    })
}

/// Sets how an access key signs requests to Live. It does not change how requests to IAM are signed.
///
/// `algorithm` is one of `HWLIVE_SIGNING_*`. `HWLIVE_SIGNING_V11_HMAC_SHA256` needs a region, which `hwlive_client_new`
/// checks. Default: `HWLIVE_SIGNING_SDK_HMAC_SHA256`.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `algorithm` is another number. It also fails with that
/// code if `algorithm` is `HWLIVE_SIGNING_SDK_HMAC_SM3` and the library was built without its feature sm3.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_signing_algorithm(
    config: Option<&mut hwlive_config>,
    algorithm: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_signing_algorithm", config, error_out, |config| {
        let algorithm = match algorithm {
            HWLIVE_SIGNING_SDK_HMAC_SHA256 => SigningAlgorithm::SdkHmacSha256,
            HWLIVE_SIGNING_V11_HMAC_SHA256 => SigningAlgorithm::V11HmacSha256,
            HWLIVE_SIGNING_SDK_HMAC_SM3 => SigningAlgorithm::SdkHmacSm3,
            _ => return Err(Failure::Argument("algorithm", "is none of HWLIVE_SIGNING_*")),
        };
        Ok(config.set_signing_algorithm(algorithm)?)
    })
}
