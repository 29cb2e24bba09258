//! What TLS trusts and shows.

use std::sync::Arc;
use std::time::SystemTime;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, RootCertStore};
use rustls::{SignatureScheme, version};

use crate::error::Error;
use crate::failure::Failure;

use super::certificate_file::{certificates, private_key};
use super::settings::{ClientCertificate, Settings};

/// The TLS settings of a client. Reads its files. Nothing of it is global to the process.
pub(crate) fn client_config(settings: &Settings<'_>) -> Result<Arc<ClientConfig>, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_details(provider.clone(), Arc::new(Clock))
        .with_protocol_versions(&[&version::TLS13, &version::TLS12])
        .map_err(|error| Error::invalid(format!("TLS: {error}")))?
        .dangerous()
        .with_custom_certificate_verifier(verifier(settings, provider)?);
    let config = match settings.client_certificate {
        None => builder.with_no_client_auth(),
        Some(ClientCertificate { chain, key }) => {
            let certificates = certificates("client certificate", chain)?;
            builder.with_client_auth_cert(certificates, private_key(key)?).map_err(|error| {
                Error::invalid(format!(
                    "client certificate \"{}\" with key \"{}\": {error}",
                    chain.display(),
                    key.display()
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
    let name = ServerName::try_from(host.to_owned())
        .map_err(|_| refuse("a certificate cannot contain this name".to_owned()))?;
    ClientConnection::new(config, name).map_err(|error| refuse(error.to_string()))
}

fn verifier(settings: &Settings<'_>, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    if settings.insecure {
        return Ok(Arc::new(NoVerifier(provider)));
    }
    let mut roots = RootCertStore::empty();
    let name = match settings.ca_file {
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

/// The system's clock. One that shows a time before 1970 (a dead clock chip) is held there, so that a certificate is not
/// valid yet; rustls' own would panic.
#[derive(Debug)]
struct Clock;

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()))
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
