//! Where a client's credentials come from, beyond a fixed key or token.

use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::boundary::{Failure, given, guard, text};
use super::client::hwlive_client;
use super::config::{change, hwlive_config};
use super::error::{HWLIVE_CODE_OK, hwlive_code, hwlive_error};
use crate::config::SigningAlgorithm;
use crate::{Credentials, CredentialsSource};

/// Algorithm of `hwlive_config_set_signing_algorithm`: SDK-HMAC-SHA256, which Live takes.
pub const HWLIVE_SIGNING_SDK_HMAC_SHA256: i32 = 0;
/// Algorithm of `hwlive_config_set_signing_algorithm`: V11-HMAC-SHA256, with a key derived for day, region and service.
pub const HWLIVE_SIGNING_V11_HMAC_SHA256: i32 = 1;

/// The credentials that a `hwlive_credentials_fn` fills in. Lent to it for the time of the call.
pub struct hwlive_credentials {
    credentials: Option<Credentials>,
    expires_at: Option<SystemTime>,
}

/// A function that gives credentials: from a vault, a pod's identity, whatever there is. It fills `credentials` in with
/// `hwlive_credentials_set_access_key` or `hwlive_credentials_set_auth_token`, and with
/// `hwlive_credentials_set_expiry_unix`, and returns `HWLIVE_CODE_OK`; anything else is a failure, of which the call that
/// waits for it tells the number. `userdata` is what was set.
///
/// It runs in a thread of the library's, one call at a time for each client, before the old credentials end, and anew
/// in a forked child. It may block: the client's calls wait for it within their own timeouts. It must not use the client
/// that it serves, and must return: no longjmp, no C++ exception.
pub type hwlive_credentials_fn =
    Option<unsafe extern "C" fn(credentials: *mut hwlive_credentials, userdata: *mut c_void) -> hwlive_code>;

/// A function that frees a `userdata` once the library needs it no more. It must not call the library with the object that
/// lets go of it, and must return: no longjmp, no C++ exception.
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

/// A file's path, or `None` for NULL: the default one.
///
/// # Safety
///
/// As for [`text`].
unsafe fn path_or_default<'a>(path: *const c_char) -> Result<Option<&'a Path>, Failure> {
    if path.is_null() {
        return Ok(None);
    }
    // SAFETY: this function's own condition.
    unsafe { text("path", path) }.map(|path| Some(Path::new(path)))
}

/// Sets what a profile file of the official SDKs says: credentials, and project id and IAM endpoint where it has them.
///
/// `path` is the file's; NULL is the one that HUAWEICLOUD_SDK_CREDENTIALS_FILE names, else ~/.huaweicloud/credentials. It
/// is an INI file in UTF-8 of at most 1 MiB, with the section [basic] or [basiccredentials] and the keys ak, sk,
/// security_token, project_id and iam_endpoint. Reads the file at once.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` where the file is not there, not readable, not a regular file, not of this form,
/// or has half a key; the message names the file and the line, and shows no value.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_load_profile(
    config: Option<&mut hwlive_config>,
    path: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_load_profile", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.load_profile(unsafe { path_or_default(path) }?)?)
    })
}

/// Sets what there is, in the order of the official SDKs: settings from the environment, and credentials from the
/// environment, else from the profile file, else, where `with_metadata` is 1, from the metadata service of a cloud server.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` where none are found, or where those found first are incomplete or not readable.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_load_default(
    config: Option<&mut hwlive_config>,
    with_metadata: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_load_default", config, error_out, |config| {
        let with_metadata = match with_metadata {
            0 => false,
            1 => true,
            _ => return Err(Failure::Argument("with_metadata", "is neither 0 nor 1")),
        };
        Ok(config.load_default(with_metadata)?)
    })
}

/// Sets a user of IAM, for whom tokens are got and renewed. It replaces other credentials.
///
/// `user`, `password` and `domain` (the account's name) have at most 1024 characters; white space around them is dropped.
/// The first call of a client asks IAM for a token, inside its own timeout; a new one is got before it ends. HUAWEI IDs
/// cannot get tokens; IAM users can.
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

/// Takes temporary keys from the metadata service of the cloud server that the program runs on. They replace other
/// credentials. Nothing asks that service unless this or `hwlive_config_load_default` says so.
///
/// The first call of a client asks it, and so does a later call before the keys end. This takes at most 3 s each time and
/// never goes through a proxy. A token is asked for first (version 2). If there are no tokens, or no answer within 1.5 s,
/// the keys are asked for without one (version 1).
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

/// Sets where the metadata service is; for tests.
///
/// `url` is as in `hwlive_config_set_endpoint`. Default: "http://169.254.169.254".
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

/// Sets a function that gives credentials. They replace other credentials.
///
/// `userdata` is handed to it and may be NULL. Both have to be good until the last client that was made with the settings
/// is freed, and until a call of it that is still running has returned. Such a call may begin shortly after that, too, where
/// the call that waits for it ended early: what cannot live as long as the process is for
/// `hwlive_config_set_credentials_provider_with_release`.
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

/// Sets a function that gives credentials, and one that frees its `userdata`. They replace other credentials.
///
/// `release` is called once, with `userdata`, when neither settings nor clients have the function any more and no call of it
/// is running or to come; then both functions have done their work. That may be inside a function that frees or changes
/// one of these objects, or later, in a thread of the library's. It is not called where this function fails, when the
/// process ends, or in a forked child for a call that was running at the fork. NULL is as in
/// `hwlive_config_set_credentials_provider`.
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

/// Gives an access key, from a `hwlive_credentials_fn`. It replaces what was given before.
///
/// The arguments are as in `hwlive_config_set_access_key`.
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

/// Gives a token, from a `hwlive_credentials_fn`. It replaces what was given before.
///
/// `token` is as in `hwlive_config_set_auth_token`.
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

/// Says when the credentials end, from a `hwlive_credentials_fn`, so that they are asked for anew before.
///
/// `seconds` are since 1970, UTC; negative is an error. Without it they are not asked for again, unless the service says
/// that a token must be updated.
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
        let at = UNIX_EPOCH.checked_add(Duration::from_secs(since));
        credentials.expires_at = Some(at.ok_or(Failure::Argument("seconds", "is too far ahead"))?);
        Ok(())
    })
}

/// Goes on with the credentials of other settings: every call of the client that starts later uses them.
///
/// Each request uses either the old ones or the new ones, never parts of both. Any thread may do it while others call. Only
/// the credentials of `config` count: key, token, user, metadata service or provider. Asks nobody.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` where `config` has none.
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
        let source = given("config", config)?.settings().credentials.clone();
        let source = source.ok_or_else(|| crate::error::Error::credentials("the settings have no credentials"))?;
        Ok(client.replace_credentials(source)?)
    })
}

/// Defines a region by its Live endpoints, or gives others to one that is built in; for `hwlive_config_set_region`.
///
/// `region_id` is its name; `urls` are endpoints as in `hwlive_config_set_endpoint`, with commas between them. The first
/// is asked; where it cannot be reached, the next one, and then that one first.
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

/// Reads the regions that a file of the official SDKs defines.
///
/// `path` is the file's; NULL is the one that HUAWEICLOUD_SDK_REGIONS_FILE names, else ~/.huaweicloud/regions.yaml where
/// there is one.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` where the file is not of its form, and where the library was built without its
/// feature regions-file.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_load_regions_file(
    config: Option<&mut hwlive_config>,
    path: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_load_regions_file", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.load_regions_file(unsafe { path_or_default(path) }?)?)
    })
}

/// Sets how an access key signs requests to Live.
///
/// `algorithm` is one of `HWLIVE_SIGNING_*`. A derived key needs a region. Default: `HWLIVE_SIGNING_SDK_HMAC_SHA256`.
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
            _ => return Err(Failure::Argument("algorithm", "is none of HWLIVE_SIGNING_*")),
        };
        config.set_signing_algorithm(algorithm);
        Ok(())
    })
}
