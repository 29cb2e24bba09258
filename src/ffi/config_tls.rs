//! The settings of `hwlive_config` about TLS that came after the first ones.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use super::boundary::text;
use super::config::{change, hwlive_config};
use super::error::{Failure, hwlive_code, hwlive_error};
use crate::{TlsVersion, Trust};

/// Roots of `hwlive_config_set_trust`: Mozilla's, which are built in.
pub const HWLIVE_TRUST_BUILT_IN: i32 = 0;
/// Roots of `hwlive_config_set_trust`: the system's.
pub const HWLIVE_TRUST_SYSTEM: i32 = 1;

/// Version of `hwlive_config_set_min_tls_version`: TLS 1.2.
pub const HWLIVE_TLS_1_2: i32 = 0x0303;
/// Version of `hwlive_config_set_min_tls_version`: TLS 1.3.
pub const HWLIVE_TLS_1_3: i32 = 0x0304;

/// Sets the certificate authorities that are trusted, as a text.
///
/// `pem` has one or more certificates in PEM. No other roots are trusted then. Of this function,
/// `hwlive_config_set_ca_file` and `hwlive_config_set_trust`, the last one that was called counts. Default: as for
/// `hwlive_config_set_ca_file`.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `pem` is NULL or has no usable certificate in it.
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

/// Sets who says which certificate authorities are trusted.
///
/// `trust` is one of `HWLIVE_TRUST_*`. The system's roots are in a file, which `hwlive_client_new` reads. It is the first
/// one that exists of /etc/ssl/certs/ca-certificates.crt, /etc/pki/tls/certs/ca-bundle.crt, /etc/ssl/ca-bundle.pem,
/// /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem and /etc/ssl/cert.pem. If there is none, no client is made. A
/// library that was built with its feature system-roots asks the system instead. Of this function,
/// `hwlive_config_set_ca_file` and `hwlive_config_set_ca_pem`, the last one that was called counts. Default:
/// `HWLIVE_TRUST_BUILT_IN`, and `HWLIVE_TRUST_SYSTEM` with that feature.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `trust` is another number.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_trust(
    config: Option<&mut hwlive_config>,
    trust: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_trust", config, error_out, |config| {
        let trust = match trust {
            HWLIVE_TRUST_BUILT_IN => Trust::BuiltIn,
            HWLIVE_TRUST_SYSTEM => Trust::System,
            _ => return Err(Failure::Argument("trust", "is none of HWLIVE_TRUST_*")),
        };
        config.set_trust(trust);
        Ok(())
    })
}

/// Sets the certificate that the client shows to servers that ask for one, as texts.
///
/// `certificate_pem` has the certificate and the ones between it and its root, in PEM. `key_pem` has the private key in
/// PEM, not encrypted. Both are copied, and the copies are wiped from memory when they are freed. Of this function and
/// `hwlive_config_set_client_certificate`, the last one that was called counts. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if a text is NULL, if there is no certificate or no key in it, or if the key
/// is not the certificate's.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_client_certificate_pem(
    config: Option<&mut hwlive_config>,
    certificate_pem: *const c_char,
    key_pem: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_client_certificate_pem", config, error_out, |config| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let texts = unsafe { (text("certificate_pem", certificate_pem)?, text("key_pem", key_pem)?) };
        Ok(config.set_client_certificate_pem(texts.0, texts.1)?)
    })
}

/// Sets the lowest version of TLS to use, also with an https proxy.
///
/// `version` is one of `HWLIVE_TLS_*`. Calls to a server that speaks only lower ones fail. Default:
/// `HWLIVE_TLS_1_2`.
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
        let version = match version {
            HWLIVE_TLS_1_2 => TlsVersion::Tls12,
            HWLIVE_TLS_1_3 => TlsVersion::Tls13,
            _ => return Err(Failure::Argument("version", "is none of HWLIVE_TLS_*")),
        };
        config.set_min_tls_version(version);
        Ok(())
    })
}

/// Sets the public keys that the servers of Live and of IAM may have.
///
/// `pins` is "sha256//BASE64;sha256//BASE64", as curl's CURLOPT_PINNEDPUBLICKEY writes it, for one key or more. Each
/// pin is the SHA-256 of the SubjectPublicKeyInfo of the server's own certificate, in base64. A connection is used only
/// if one of them is the server's. If none is, the call fails as with any certificate that is refused, and the message
/// has the pin that was seen. Certificates are checked besides as always. With `hwlive_config_set_insecure` only the
/// pins are. They are not for a proxy's certificate. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `pins` is NULL, empty, or has something else in it.
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
