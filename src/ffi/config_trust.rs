//! What a client trusts and shows in TLS, and regions by pattern.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use super::boundary::text;
use super::config::{change, flag, hwlive_config};
use super::error::{Failure, hwlive_code, hwlive_error};
use crate::{TlsVersion, TrustedRoots};

/// Roots of `hwlive_config_set_trust`: Mozilla's, which are built into the library.
pub const HWLIVE_TRUST_BUILT_IN: i32 = 0;
/// Roots of `hwlive_config_set_trust`: those of the operating system.
pub const HWLIVE_TRUST_SYSTEM: i32 = 1;

/// Version of `hwlive_config_set_min_tls_version`: TLS 1.2.
pub const HWLIVE_TLS_1_2: i32 = 12;
/// Version of `hwlive_config_set_min_tls_version`: TLS 1.3.
pub const HWLIVE_TLS_1_3: i32 = 13;

/// Sets the certificate authorities that are trusted, as a text instead of a file.
///
/// `pem` has certificates in PEM, with anything between them. No others are trusted then. This function,
/// `hwlive_config_set_ca_file` and `hwlive_config_set_trust` replace each other: the last one that is called is used.
/// Default: as for `hwlive_config_set_trust`.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `pem` is NULL, or if `pem` has no usable certificate.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_ca_pem(
    config: Option<&mut hwlive_config>,
    pem: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_ca_pem", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_ca_pem(unsafe { text("pem", pem) }?)?)
    })
}

/// Sets the certificate that the client shows to servers that ask for one, as texts instead of files.
///
/// `cert_pem` has the certificate in PEM, and behind it the ones between it and its root. `key_pem` has its private key
/// in PEM. Both may be the same text. The text of the key is not kept, and what was copied of it is wiped from memory
/// before this function returns. The form of the key that TLS signs with stays in memory, as long as the config or a
/// client that was made with it. This function and `hwlive_config_set_client_certificate` replace each other. Default:
/// none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, if a text has no certificate or no private
/// key, if the key is encrypted or of an unknown kind, or if it does not belong to the certificate. The message shows
/// neither of them.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_client_certificate_pem(
    config: Option<&mut hwlive_config>,
    cert_pem: *const c_char,
    key_pem: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_client_certificate_pem", config, error_out, |config| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (cert_pem, key_pem) = unsafe { (text("cert_pem", cert_pem)?, text("key_pem", key_pem)?) };
        Ok(config.set_client_certificate_pem(cert_pem, key_pem)?)
    })
}

/// Sets whether the built-in roots or those of the operating system are trusted.
///
/// `roots` is one of `HWLIVE_TRUST_*`. It replaces what `hwlive_config_set_ca_file` and `hwlive_config_set_ca_pem` set.
/// The system's roots are read by `hwlive_client_new`, from the first usable file of these:
/// /etc/ssl/certs/ca-certificates.crt, /etc/pki/tls/certs/ca-bundle.crt, /etc/ssl/ca-bundle.pem and /etc/ssl/cert.pem. If
/// there is none, it fails. A library that was built with its feature system-roots asks the system itself. Default:
/// `HWLIVE_TRUST_BUILT_IN`, and `HWLIVE_TRUST_SYSTEM` with that feature.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `roots` is another number.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_trust(
    config: Option<&mut hwlive_config>,
    roots: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_trust", config, error_out, |config| {
        config.set_trust(match roots {
            HWLIVE_TRUST_BUILT_IN => TrustedRoots::BuiltIn,
            HWLIVE_TRUST_SYSTEM => TrustedRoots::System,
            _ => return Err(Failure::Argument("roots", "is none of HWLIVE_TRUST_*")),
        });
        Ok(())
    })
}

/// Sets the public keys that Live, IAM and STS may have. Any other key is refused, whoever signed its certificate.
///
/// `pins` is "sha256//BASE64", as curl writes it, with ";" between several. Each is the SHA-256 of the
/// SubjectPublicKeyInfo of the server's own certificate. Name a spare key as well: otherwise every call fails when the
/// service changes its key. If IAM or STS is asked too, the list needs its key. Proxies may have other keys. The
/// certificate is checked as without pins; with `hwlive_config_set_insecure` only the key is. If a server has another
/// key, TLS with it fails before anything is sent, and the message of the error names the key. Default: any key.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `pins` is NULL, or if `pins` is not written like this.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_pinned_public_keys(
    config: Option<&mut hwlive_config>,
    pins: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_pinned_public_keys", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_pinned_public_keys(unsafe { text("pins", pins) }?)?)
    })
}

/// Sets the oldest version of TLS that the client speaks, also with a proxy.
///
/// `version` is one of `HWLIVE_TLS_*`. Default: `HWLIVE_TLS_1_2`. TLS 1.3 is used wherever the server speaks it.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `version` is another number.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_min_tls_version(
    config: Option<&mut hwlive_config>,
    version: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_min_tls_version", config, error_out, |config| {
        config.set_min_tls_version(match version {
            HWLIVE_TLS_1_2 => TlsVersion::Tls12,
            HWLIVE_TLS_1_3 => TlsVersion::Tls13,
            _ => return Err(Failure::Argument("version", "is none of HWLIVE_TLS_*")),
        });
        Ok(())
    })
}

/// Turns regions by pattern on: a region that is neither built in nor defined gets its endpoints by its name.
///
/// `on` is 1 or 0. Live is then at https://live.REGION.myhuaweicloud.com. IAM is at https://iam.REGION.myhuaweicloud.com
/// if the official SDKs know the region, else at https://iam.myhuaweicloud.com. Regions that begin with "eu-west-1" have
/// both in myhuaweicloud.eu. The name must look like "cn-south-1": two words of lower-case letters and a number. Whether
/// Live is there is not checked. Default: 0.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `on` is another number.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_region_by_pattern(
    config: Option<&mut hwlive_config>,
    on: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_region_by_pattern", config, error_out, |config| {
        config.set_region_by_pattern(flag(on)?);
        Ok(())
    })
}
