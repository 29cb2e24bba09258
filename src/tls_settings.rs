//! What a caller sets about TLS: whom it trusts, what it shows.

use std::fmt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::error::Error;

/// What a pin begins with.
const PIN_START: &str = "sha256//";

/// The settings of TLS, as they were given.
#[derive(Clone, Debug, Default)]
pub(crate) struct TlsSettings {
    pub(crate) roots: Roots,
    pub(crate) client_certificate: Option<ClientCertificate>,
    pub(crate) min_version: TlsVersion,
    /// The server's public key has to be one of these, if there are any.
    pub(crate) pins: Vec<Pin>,
    /// No certificate is checked.
    pub(crate) insecure: bool,
}

impl TlsSettings {
    /// Whether something has to be read that may have a mistake in it.
    pub(crate) fn names_files(&self) -> bool {
        self.client_certificate.is_some() || !matches!(self.roots, Roots::Kept(trust) if trust == Trust::default())
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

/// The SHA-256 of a public key, as the certificate has it (SubjectPublicKeyInfo). Shown as curl writes it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pin(pub(crate) [u8; 32]);

impl Pin {
    /// Reads pins with semicolons between them: one at least.
    pub(crate) fn parse_list(text: &str) -> Result<Vec<Pin>, Error> {
        let pins = text.split(';').enumerate().map(|(at, pin)| {
            let base64 = pin.trim().strip_prefix(PIN_START);
            let hash = base64.and_then(|base64| STANDARD.decode(base64).ok()?.try_into().ok());
            hash.map(Pin).ok_or_else(|| {
                Error::invalid(format!("pin {} of the pins is not {PIN_START} and 32 bytes in base64", at + 1))
            })
        });
        pins.collect()
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PIN_START}{}", STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The certificate authorities that are trusted.
#[derive(Clone, Debug)]
pub(crate) enum Roots {
    /// Those that somebody else keeps.
    Kept(Trust),
    /// These and no others.
    Given(Pem),
}

impl Default for Roots {
    fn default() -> Roots {
        Roots::Kept(Trust::default())
    }
}

/// Who says which certificate authorities are trusted, where the program does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trust {
    /// Mozilla, whose roots are built in.
    BuiltIn,
    /// The system.
    System,
}

/// The built-in roots; the system's if the library was built with its feature system-roots.
impl Default for Trust {
    fn default() -> Trust {
        if cfg!(feature = "system-roots") { Trust::System } else { Trust::BuiltIn }
    }
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
