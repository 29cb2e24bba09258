//! What the transport has to know of a client's settings.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::sign::CertifiedKey;

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::proxy::Proxies;
use crate::route::Route;

use super::certificate_file::{certified, parse_certificates, parse_key, roots};
use super::pins::Pins;

/// The settings of a transport; the files that they name are read when it is made.
#[derive(Debug)]
pub(crate) struct Settings<'a> {
    pub(crate) proxies: Proxies,
    pub(crate) route: Route,
    pub(crate) tls: &'a TlsSettings,
}

/// Where a client connects to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Destination<'a> {
    pub(crate) endpoint: &'a Endpoint,
    /// Through the proxy for it, if there is one.
    pub(crate) through_proxy: bool,
}

impl Destination<'_> {
    /// Whether a connection to it, or to the proxy before it, speaks TLS.
    pub(super) fn needs_tls(&self, proxies: &Proxies) -> Result<bool, Error> {
        if self.through_proxy { proxies.needs_tls(self.endpoint) } else { Ok(self.endpoint.is_secure()) }
    }
}

/// What a client's TLS trusts, shows and allows.
#[derive(Clone, Debug, Default)]
pub(crate) struct TlsSettings {
    pub(crate) trust: Trust,
    pub(crate) client_certificate: Option<ClientCertificate>,
    pub(crate) pins: Pins,
    pub(crate) min_version: TlsVersion,
    /// No certificate is checked.
    pub(crate) insecure: bool,
}

/// A set of root certificates that every program on the machine can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TrustedRoots {
    /// Mozilla's, which are built into the library.
    BuiltIn,
    /// Those of the operating system.
    System,
}

/// A version of TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2, the oldest one that is spoken.
    #[default]
    Tls12,
    /// TLS 1.3.
    Tls13,
}

/// Where the roots come from that a server's certificate has to lead to.
#[derive(Clone, Debug)]
pub(crate) enum Trust {
    Roots(TrustedRoots),
    /// The certificates of this file and no others.
    File(PathBuf),
    /// These certificates and no others.
    Given(Arc<RootCertStore>),
}

impl Default for Trust {
    fn default() -> Trust {
        Trust::Roots(if cfg!(feature = "system-roots") { TrustedRoots::System } else { TrustedRoots::BuiltIn })
    }
}

impl Trust {
    /// The certificates in a text in PEM.
    pub(crate) fn from_pem(pem: &str) -> Result<Trust, Error> {
        let name = "CA certificates";
        roots(name, parse_certificates(name, pem.as_bytes())?).map(Arc::new).map(Trust::Given)
    }
}

/// A certificate chain and its key, to show to a server that asks for one.
#[derive(Clone)]
pub(crate) enum ClientCertificate {
    /// Of two files.
    Files {
        chain: PathBuf,
        key: PathBuf,
    },
    Loaded(Arc<CertifiedKey>),
}

impl ClientCertificate {
    /// The certificates and the key in two texts in PEM, or in one that has both.
    pub(crate) fn from_pem(chain: &str, key: &str) -> Result<ClientCertificate, Error> {
        let chain = parse_certificates("client certificate", chain.as_bytes())?;
        let key = parse_key("client certificate's key", key.as_bytes())?;
        let certificate = certified(chain, key);
        certificate.map(ClientCertificate::Loaded).map_err(|why| Error::invalid(format!("client certificate: {why}")))
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClientCertificate::Files { chain, key } => f.debug_tuple("Files").field(chain).field(key).finish(),
            ClientCertificate::Loaded(_) => f.write_str("Loaded"),
        }
    }
}
