//! What a caller sets about TLS: whom it trusts, what it shows.

use std::fmt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::Error;

/// The settings of TLS, as they were given.
#[derive(Clone, Debug, Default)]
pub(crate) struct TlsSettings {
    pub(crate) roots: Roots,
    pub(crate) client_certificate: Option<ClientCertificate>,
    pub(crate) min_version: TlsVersion,
    /// No certificate is checked.
    pub(crate) insecure: bool,
}

impl TlsSettings {
    /// Whether something has to be read that may have a mistake in it.
    pub(crate) fn names_files(&self) -> bool {
        self.client_certificate.is_some() || matches!(self.roots, Roots::Given(_))
    }
}

/// A version of TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2.
    #[default]
    Tls12,
    /// TLS 1.3.
    Tls13,
}

/// The certificate authorities that are trusted.
#[derive(Clone, Debug, Default)]
pub(crate) enum Roots {
    /// What the library was built to trust.
    #[default]
    Default,
    /// These and no others.
    Given(Pem),
}

/// A certificate chain, and its key.
#[derive(Clone, Debug)]
pub(crate) struct ClientCertificate {
    pub(crate) chain: Pem,
    pub(crate) key: Pem,
}

/// Certificates or a key: a file, which is read when a client is made, or a text.
#[derive(Clone)]
pub(crate) enum Pem {
    File(PathBuf),
    Text(Zeroizing<String>),
}

impl Pem {
    pub(crate) fn file(what: &str, path: &Path) -> Result<Pem, Error> {
        if path.as_os_str().is_empty() {
            return Err(Error::invalid(format!("{what} has an empty path")));
        }
        Ok(Pem::File(path.to_owned()))
    }

    pub(crate) fn text(pem: &str) -> Pem {
        Pem::Text(Zeroizing::new(pem.to_owned()))
    }

    /// What messages call it.
    pub(crate) fn name(&self, what: &str) -> String {
        match self {
            Pem::File(path) => format!("{what} file \"{}\"", path.display()),
            Pem::Text(_) => format!("{what} PEM"),
        }
    }
}

/// A text may be a key, and is not shown.
impl fmt::Debug for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pem::File(path) => path.fmt(f),
            Pem::Text(_) => f.write_str("a text"),
        }
    }
}
