//! Settings and credentials from files and from wherever there are some.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::path::Path;

use super::boundary::text_or_null;
use super::config::{change, hwlive_config};
use super::error::{Failure, hwlive_code, hwlive_error};

/// A file's path, or `None` for NULL: the usual one.
///
/// # Safety
///
/// As for [`text_or_null`].
unsafe fn path_or_null<'a>(path: *const c_char) -> Result<Option<&'a Path>, Failure> {
    // SAFETY: this function's own condition.
    Ok(unsafe { text_or_null("path", path) }?.map(Path::new))
}

/// Reads a profile file of the official SDKs: credentials, and the project id and the IAM endpoint if the file has
/// them. The credentials replace other credentials.
///
/// `path` names the file. NULL means the file that HUAWEICLOUD_SDK_CREDENTIALS_FILE names, else
/// .huaweicloud/credentials in the folder that HOME names. It is an INI file in UTF-8, of at most 1 MiB. It has the
/// section [basic] or [basiccredentials] and the keys ak, sk, security_token, idp_id, id_token_file, project_id and
/// iam_endpoint. idp_id and id_token_file, an identity provider, win over ak and sk. If it has both sections, [basic] is
/// read. The function reads the file before it returns.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` if `path` is NULL and neither variable is set. Fails with the same code if the
/// file does not exist, is not a regular file, cannot be read, is not of this form, lacks one or both parts of a pair,
/// or has a value that is not usable. The message names the file, and the line if there is one, and shows no value.
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `path` is not UTF-8.
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
        Ok(config.load_profile(unsafe { path_or_null(path) }?)?)
    })
}

/// Reads a profile of KooCLI, the command line tool of the cloud: credentials, and the project id and the region if the
/// profile has them. The credentials replace other credentials. The library does not renew them.
///
/// `path` names the file. NULL means the file that HW_SHARED_CONFIG_FILE names, else .hcloud/config.json in the folder
/// that HOME names. It is a JSON file in UTF-8, of at most 1 MiB. `profile` is the name of the profile. NULL means the
/// profile that HW_PROFILE names, else the current one of the file, else its only one. A profile of the mode AKSK has
/// the keys accessKeyId, secretAccessKey and, if it is a temporary key, securityToken. A profile of the mode SSO has
/// all three in ssoAuth.stsToken. Both can have projectId and region, and an agency that the key assumes: agencyName with
/// agencyDomainName or agencyDomainId. An empty value counts as missing. The function reads the file before it returns.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` if `path` is NULL and neither HW_SHARED_CONFIG_FILE nor HOME is set. Fails with
/// the same code if the file does not exist, is not a regular file, cannot be read, is not of this form, or has no such
/// profile. Fails with the same code if the profile is of another mode, lacks a part of its key or of its agency, has
/// a value that is not usable, or if KooCLI has encrypted its keys. The message names the file and the profile, and
/// shows no value. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if `path`, `profile` or HW_PROFILE
/// is not UTF-8.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_load_koocli_profile(
    config: Option<&mut hwlive_config>,
    path: *const c_char,
    profile: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_load_koocli_profile", config, error_out, |config| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (path, profile) = unsafe { (path_or_null(path)?, text_or_null("profile", profile)?) };
        Ok(config.load_koocli_profile(path, profile)?)
    })
}

/// Reads settings from the environment, and credentials from the first source that has some. These replace other
/// credentials.
///
/// The sources are: the environment as in `hwlive_config_load_environment`, but for the agent of a cluster, the profile
/// file as in `hwlive_config_load_profile` with NULL, the file of KooCLI as in `hwlive_config_load_koocli_profile` with
/// NULL, the agent of a cluster if the environment names it, and if `with_metadata` is 1 the metadata service of a cloud
/// server. The project id, the region and the IAM endpoint of a file are used if the environment has none. A regions file
/// is read as in `hwlive_config_load_regions_file` with NULL, if the library was built with its feature regions-file.
/// `with_metadata` is 0 or 1. Neither the agent nor the metadata service is asked before the first call.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` if no source has credentials, or if the first source that has some is
/// incomplete or cannot be read. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `with_metadata` is
/// another number, or if a setting or the regions file is not usable.
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

/// Reads the regions that a file of the official SDKs defines.
///
/// `path` names the file. NULL means the file that HUAWEICLOUD_SDK_REGIONS_FILE names, else .huaweicloud/regions.yaml
/// in the folder that HOME names, if there is one. It is a YAML file in UTF-8, of at most 1 MiB. Under LIVE it has a
/// list of regions. Each has an id, and an endpoint or a list of endpoints. The definitions of the environment and of
/// `hwlive_config_define_region` take precedence over those of the file.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `path` is not UTF-8, if the file cannot be read or
/// is not of this form, or if the library was built without its feature regions-file.
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
        Ok(config.load_regions_file(unsafe { path_or_null(path) }?)?)
    })
}
