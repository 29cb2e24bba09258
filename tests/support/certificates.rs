//! Certificate authorities and what they sign, in every state; made when a test runs, but for those in the folder
//! `certificates`, which rcgen cannot make.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, SanType,
    date_time_ymd,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};
use tempfile::TempDir;

/// A certificate authority with its certificate in a PEM file.
pub struct Authority {
    certificate: rcgen::Certificate,
    key: KeyPair,
    folder: TempDir,
}

/// What a certificate says.
pub struct Leaf<'a> {
    /// Subject alternative names: names and addresses.
    pub names: &'a [&'a str],
    pub common_name: &'a str,
    pub validity: Validity,
    /// A certificate of a CA, which is not one for a server.
    pub is_ca: bool,
    /// For clients and not for servers.
    pub for_clients: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Validity {
    Now,
    Expired,
    NotYet,
}

impl Default for Leaf<'_> {
    fn default() -> Self {
        Leaf {
            names: &["127.0.0.1", "::1", "localhost"],
            common_name: "a server",
            validity: Validity::Now,
            is_ca: false,
            for_clients: false,
        }
    }
}

/// A certificate and its key.
pub struct Identity {
    pub certificate: CertificateDer<'static>,
    pub key: PrivateKeyDer<'static>,
    /// The authorities between this one and the root: sent along.
    pub issuers: Vec<CertificateDer<'static>>,
    pub certificate_pem: String,
    pub key_pem: String,
}

impl Clone for Identity {
    fn clone(&self) -> Identity {
        Identity {
            certificate: self.certificate.clone(),
            key: self.key.clone_key(),
            issuers: self.issuers.clone(),
            certificate_pem: self.certificate_pem.clone(),
            key_pem: self.key_pem.clone(),
        }
    }
}

impl Authority {
    pub fn new(common_name: &str) -> Authority {
        Authority::with(common_name, |_| {})
    }

    /// An authority whose certificate is changed before it is signed.
    pub fn with(common_name: &str, change: impl FnOnce(&mut CertificateParams)) -> Authority {
        Authority::signed(common_name, change, |params, key| params.self_signed(key))
    }

    /// An authority below this one.
    pub fn under(&self, common_name: &str, change: impl FnOnce(&mut CertificateParams)) -> Authority {
        Authority::signed(common_name, change, |params, key| params.signed_by(key, &self.certificate, &self.key))
    }

    fn signed(
        common_name: &str,
        change: impl FnOnce(&mut CertificateParams),
        sign: impl FnOnce(CertificateParams, &KeyPair) -> Result<rcgen::Certificate, rcgen::Error>,
    ) -> Authority {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        change(&mut params);
        let certificate = sign(params, &key).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.pem"), certificate.pem()).unwrap();
        Authority { certificate, key, folder }
    }

    /// The PEM file with the authority's certificate.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    pub fn pem(&self) -> String {
        self.certificate.pem()
    }

    pub fn der(&self) -> &CertificateDer<'static> {
        self.certificate.der()
    }

    /// A certificate that this authority signed.
    pub fn sign(&self, leaf: &Leaf<'_>) -> Identity {
        self.sign_with(leaf, |_| {})
    }

    /// As [`sign`](Authority::sign), of a certificate that is changed before.
    pub fn sign_with(&self, leaf: &Leaf<'_>, change: impl FnOnce(&mut CertificateParams)) -> Identity {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, leaf.common_name);
        params.subject_alt_names = leaf.names.iter().map(|name| alternative_name(name)).collect();
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![match leaf.for_clients {
            true => ExtendedKeyUsagePurpose::ClientAuth,
            false => ExtendedKeyUsagePurpose::ServerAuth,
        }];
        if leaf.is_ca {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        }
        (params.not_before, params.not_after) = match leaf.validity {
            Validity::Now => (date_time_ymd(2020, 1, 1), date_time_ymd(4096, 1, 1)),
            Validity::Expired => (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1)),
            Validity::NotYet => (date_time_ymd(4095, 1, 1), date_time_ymd(4096, 1, 1)),
        };
        change(&mut params);
        let certificate = params.signed_by(&key, &self.certificate, &self.key).unwrap();
        Identity {
            certificate: certificate.der().clone(),
            key: PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            issuers: Vec::new(),
            certificate_pem: certificate.pem(),
            key_pem: key.serialize_pem(),
        }
    }

    /// Puts a file beside the authority's own; it lives as long.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The path of a file in the folder `certificates`.
pub fn recorded(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/certificates").join(name)
}

/// A server's certificate out of that folder, and its key. The authority that signed it is in the same file.
pub fn recorded_identity(name: &str) -> Identity {
    let read = |name: &str| std::fs::read_to_string(recorded(name)).unwrap();
    let (both, key_pem) = (read(&format!("{name}.pem")), read("server.key"));
    let certificate_pem = both[both.rfind("-----BEGIN").unwrap()..].to_owned();
    Identity {
        certificate: CertificateDer::from_pem_slice(certificate_pem.as_bytes()).unwrap(),
        key: PrivateKeyDer::from_pem_slice(key_pem.as_bytes()).unwrap(),
        issuers: Vec::new(),
        certificate_pem,
        key_pem,
    }
}

fn alternative_name(name: &str) -> SanType {
    match name.parse::<IpAddr>() {
        Ok(address) => SanType::IpAddress(address),
        Err(_) => SanType::DnsName(name.try_into().unwrap()),
    }
}

/// How a server does TLS.
pub struct TlsOptions<'a> {
    pub versions: &'a [&'static SupportedProtocolVersion],
    /// How many session tickets follow a TLS 1.3 handshake; 0: sessions cannot be resumed.
    pub tickets: usize,
    /// Clients have to show a certificate of this authority.
    pub clients_of: Option<&'a Authority>,
}

impl Default for TlsOptions<'_> {
    fn default() -> Self {
        TlsOptions { versions: rustls::ALL_VERSIONS, tickets: 2, clients_of: None }
    }
}

impl TlsOptions<'_> {
    /// The settings of a server that shows a certificate.
    pub fn config(&self, identity: Identity) -> Arc<ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider.clone());
        let builder = builder.with_protocol_versions(self.versions).unwrap();
        let builder = match self.clients_of {
            None => builder.with_no_client_auth(),
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.der().clone()).unwrap();
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
                builder.with_client_cert_verifier(verifier.unwrap())
            }
        };
        let chain = [vec![identity.certificate], identity.issuers].concat();
        // Unlike `with_single_cert`, this does not look at what is in the certificate.
        let key = provider.key_provider.load_private_key(identity.key).unwrap();
        let resolver = SingleCertAndKey::from(CertifiedKey::new(chain, key));
        let mut config = builder.with_cert_resolver(Arc::new(resolver));
        config.send_tls13_tickets = self.tickets;
        if self.tickets == 0 {
            config.session_storage = Arc::new(NoServerSessionStorage {});
        }
        Arc::new(config)
    }
}
