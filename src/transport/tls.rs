//! What TLS trusts and shows.

use std::sync::Arc;
use std::time::SystemTime;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::SingleCertAndKey;
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, RootCertStore};
use rustls::{SignatureScheme, version};

use crate::error::Error;
use crate::failure::Failure;

use super::certificate_file::{certified_key, given_roots};
use super::pins::Pinned;
#[cfg(not(feature = "system-roots"))]
use super::system_roots::system_roots;
use crate::tls_settings::{Roots, TlsSettings, TlsVersion, Trust};

/// What rustls has to know. Nothing of it is global to the process.
#[derive(Debug)]
pub(crate) struct Configs {
    endpoint: Arc<ClientConfig>,
    /// Of a proxy, where it differs: the client certificate is for the endpoint and is not shown to anybody else, and the
    /// pins are the endpoint's.
    proxy: Option<Arc<ClientConfig>>,
}

impl Configs {
    /// Reads the files of the settings.
    pub(crate) fn new(settings: &TlsSettings) -> Result<Configs, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let algorithms = provider.signature_verification_algorithms;
        let both = [&version::TLS13, &version::TLS12];
        let versions = match settings.min_version {
            TlsVersion::Tls12 => &both[..],
            TlsVersion::Tls13 => &both[..1],
        };
        let verifier = verifier(settings, provider.clone())?;
        let mut endpoint = ClientConfig::builder_with_details(provider, Arc::new(Clock))
            .with_protocol_versions(versions)
            .map_err(|error| Error::invalid(format!("TLS: {error}")))?
            .dangerous()
            .with_custom_certificate_verifier(verifier.clone())
            .with_no_client_auth();
        let differs = settings.client_certificate.is_some() || !settings.pins.is_empty();
        let proxy = differs.then(|| Arc::new(endpoint.clone()));
        if let Some(certificate) = &settings.client_certificate {
            endpoint.client_auth_cert_resolver = Arc::new(SingleCertAndKey::from(certified_key(certificate)?));
        }
        if !settings.pins.is_empty() {
            let pinned = Pinned { inner: verifier, pins: settings.pins.clone(), algorithms };
            endpoint.dangerous().set_certificate_verifier(Arc::new(pinned));
        }
        Ok(Configs { endpoint: Arc::new(endpoint), proxy })
    }

    /// The same with session stores of their own: a store has a lock, which a fork may have caught held.
    pub(crate) fn for_child(&self) -> Configs {
        let for_child = |config: &Arc<ClientConfig>| {
            let mut config = ClientConfig::clone(config);
            config.resumption = Resumption::in_memory_sessions(16);
            Arc::new(config)
        };
        Configs { endpoint: for_child(&self.endpoint), proxy: self.proxy.as_ref().map(for_child) }
    }

    pub(crate) fn endpoint(&self) -> Arc<ClientConfig> {
        self.endpoint.clone()
    }

    pub(crate) fn proxy(&self) -> Arc<ClientConfig> {
        self.proxy.as_ref().unwrap_or(&self.endpoint).clone()
    }
}

/// A new session with a host.
pub(crate) fn session(config: Arc<ClientConfig>, host: &str) -> Result<ClientConnection, Failure> {
    let refuse = |why: String| Failure::Tls { host: host.to_owned(), why };
    let name =
        ServerName::try_from(host.to_owned()).map_err(|_| refuse("the name can be in no certificate".to_owned()))?;
    ClientConnection::new(config, name).map_err(|error| refuse(error.to_string()))
}

fn verifier(settings: &TlsSettings, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    if settings.insecure {
        return Ok(Arc::new(NoVerifier(provider)));
    }
    let (name, roots) = match &settings.roots {
        Roots::Kept(Trust::BuiltIn) => {
            let built_in = webpki_roots::TLS_SERVER_ROOTS.iter().cloned();
            ("built-in certificates".to_owned(), RootCertStore::from_iter(built_in))
        }
        #[cfg(feature = "system-roots")]
        Roots::Kept(Trust::System) => {
            return rustls_platform_verifier::Verifier::new(provider)
                .map(|verifier| Arc::new(verifier) as Arc<dyn ServerCertVerifier>)
                .map_err(|error| Error::invalid(format!("the system's certificates: {error}")));
        }
        #[cfg(not(feature = "system-roots"))]
        Roots::Kept(Trust::System) => {
            let pem = system_roots()?;
            (pem.name("CA"), given_roots(&pem)?)
        }
        Roots::Given(pem) => (pem.name("CA"), given_roots(pem)?),
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
