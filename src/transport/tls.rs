//! What TLS trusts and shows, and why it refuses.

use std::iter;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, InvalidMessage, RootCertStore};
use rustls::{SignatureScheme, version};
use zeroize::Zeroizing;

use crate::config::Config;
use crate::error::Error;
use crate::files;

use crate::failure::Failure;

/// Largest file of certificates that is read; a bundle of every public root has a quarter of a megabyte.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The TLS settings of a client. Reads its files. Nothing of it is global to the process.
pub(crate) fn client_config(config: &Config) -> Result<Arc<ClientConfig>, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_protocol_versions(&[&version::TLS13, &version::TLS12])
        .map_err(|error| Error::invalid(format!("TLS: {error}")))?
        .dangerous()
        .with_custom_certificate_verifier(verifier(config, provider)?);
    let config = match &config.client_certificate {
        None => builder.with_no_client_auth(),
        Some((certificate, key)) => {
            let chain = certificates("client certificate", certificate)?;
            let (key, path) = (private_key(key)?, key);
            builder.with_client_auth_cert(chain, key).map_err(|error| {
                Error::invalid(format!(
                    "client certificate \"{}\" with key \"{}\": {error}",
                    certificate.display(),
                    path.display()
                ))
            })?
        }
    };
    Ok(Arc::new(config))
}

/// The same settings with a session store of their own: the store has a lock, which a fork may have caught held.
pub(crate) fn for_child(config: &Arc<ClientConfig>) -> Arc<ClientConfig> {
    let mut config = ClientConfig::clone(config);
    config.resumption = Resumption::in_memory_sessions(16);
    Arc::new(config)
}

/// The settings for a proxy: the client certificate is for the endpoint and is not shown to anybody else.
pub(crate) fn for_proxy(config: &Arc<ClientConfig>) -> Arc<ClientConfig> {
    if !config.client_auth_cert_resolver.has_certs() {
        return config.clone();
    }
    let mut config = ClientConfig::clone(config);
    config.client_auth_cert_resolver = Arc::new(NoCertificate);
    Arc::new(config)
}

/// A new session with a host.
pub(crate) fn session(config: Arc<ClientConfig>, host: &str) -> Result<ClientConnection, Failure> {
    let refuse = |why: String| Failure::Tls { host: host.to_owned(), why };
    let name =
        ServerName::try_from(host.to_owned()).map_err(|_| refuse("the name can be in no certificate".to_owned()))?;
    ClientConnection::new(config, name).map_err(|error| refuse(error.to_string()))
}

fn verifier(config: &Config, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    if config.insecure {
        return Ok(Arc::new(NoVerifier(provider)));
    }
    let mut roots = RootCertStore::empty();
    let name = match &config.ca_file {
        None => {
            #[cfg(feature = "system-roots")]
            return rustls_platform_verifier::Verifier::new(provider)
                .map(|verifier| Arc::new(verifier) as Arc<dyn ServerCertVerifier>)
                .map_err(|error| Error::invalid(format!("the system's certificates: {error}")));
            #[cfg(not(feature = "system-roots"))]
            {
                roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
                "built-in certificates".to_owned()
            }
        }
        Some(path) => {
            let (added, _) = roots.add_parsable_certificates(certificates("CA file", path)?);
            if added == 0 {
                return Err(Error::invalid(format!("CA file \"{}\" has no usable certificate", path.display())));
            }
            format!("CA file \"{}\"", path.display())
        }
    };
    match WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build() {
        Ok(verifier) => Ok(verifier),
        Err(error) => Err(Error::invalid(format!("{name}: {error}"))),
    }
}

/// The certificates of a file: PEM blocks with anything between them, or one in DER. A block that is damaged, or is
/// something else, is passed over: one bad root should not cost the others.
fn certificates(what: &str, path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let bytes = read_file(what, path)?;
    let certificates: Vec<_> = match bytes.first() {
        // A SEQUENCE: DER. No PEM file starts with a "0".
        Some(0x30) => vec![CertificateDer::from(bytes.to_vec())],
        _ => blocks(&bytes).flat_map(CertificateDer::from_pem_slice).collect(),
    };
    if certificates.is_empty() {
        return Err(Error::invalid(format!("{what} \"{}\" has no certificate in it", path.display())));
    }
    Ok(certificates)
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, Error> {
    let bytes = read_file("client certificate's key", path)?;
    blocks(&bytes).find_map(|block| PrivateKeyDer::from_pem_slice(block).ok()).ok_or_else(|| {
        Error::invalid(format!(
            "client certificate's key \"{}\" has no private key (PKCS#8, PKCS#1 or SEC1, not encrypted) in PEM in it",
            path.display()
        ))
    })
}

/// The blocks of a PEM file, each by itself: one that is damaged, or that has no end, costs no other, and a byte order
/// mark at the start hides none.
fn blocks(pem: &[u8]) -> impl Iterator<Item = &[u8]> {
    const BEGIN: &[u8] = b"-----BEGIN ";
    let positions = pem.windows(BEGIN.len()).enumerate().filter(|(_, window)| *window == BEGIN);
    let mut starts = positions.map(|(at, _)| at).peekable();
    iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(pem.len());
        Some(&pem[start..end])
    })
}

fn read_file(what: &str, path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    files::read_regular(path, MAX_FILE).map_err(|why| Error::invalid(format!("{what} \"{}\": {why}", path.display())))
}

/// A TLS error in words that say which check failed, and what may help.
pub(crate) fn explain(error: &rustls::Error, host: &str) -> String {
    match error {
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::UnknownIssuer => {
                "the certificate is not from a trusted root; where a private CA made it, give its file".to_owned()
            }
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "the certificate has expired, or this machine's clock is ahead".to_owned()
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "the certificate is not valid yet, or this machine's clock is behind".to_owned()
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                format!("the certificate is not for {host} (its subject alternative names count, not its common name)")
            }
            CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
                "the certificate is not for servers".to_owned()
            }
            CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
                "the certificate is a CA's own; a server needs one that the CA signed".to_owned()
            }
            CertificateError::Other(other) if other.to_string().contains("UnsupportedCertVersion") => {
                "the certificate is not of X.509 version 3".to_owned()
            }
            error => format!("the certificate was refused: {error}"),
        },
        rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType) => "the peer does not speak TLS".to_owned(),
        rustls::Error::AlertReceived(alert) => format!("the peer refused: {alert:?}"),
        error => error.to_string(),
    }
}

/// Shows no certificate, whoever asks for one.
#[derive(Debug)]
struct NoCertificate;

impl ResolvesClientCert for NoCertificate {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

/// Accepts any certificate: for `insecure`, which is for tests.
#[derive(Debug)]
struct NoVerifier(Arc<CryptoProvider>);

impl ServerCertVerifier for NoVerifier {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
