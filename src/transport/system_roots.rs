//! The file with the roots that the system trusts, for a library that was built without the feature system-roots.

use std::path::Path;

use crate::error::Error;
use crate::tls_settings::Pem;

/// Where systems have it: Debian, Ubuntu, Arch and Gentoo; older Fedora and RHEL; openSUSE; RHEL and Fedora; Alpine, the
/// BSDs and macOS.
const FILES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// The first one that exists.
pub(super) fn system_roots() -> Result<Pem, Error> {
    match FILES.iter().find(|file| Path::new(file).exists()) {
        Some(file) => Pem::file("system's CA", Path::new(file)),
        None => Err(Error::invalid(format!("the system has no file of CA certificates: none of {}", FILES.join(", ")))),
    }
}
