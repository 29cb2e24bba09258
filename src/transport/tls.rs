//! What TLS trusts and shows.

use std::sync::Arc;
use std::time::SystemTime;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct};
use rustls::{SignatureScheme, SupportedProtocolVersion, version};

use crate::error::Error;
use crate::failure::Failure;

use super::certificate_file::{certificates, certified, private_key, roots};
use super::pins::PinVerifier;
use super::settings::{ClientCertificate, TlsSettings, TlsVersion, Trust, TrustedRoots};

/// The TLS settings of a client's connections, each with its own store of sessions.
#[derive(Debug)]
pub(crate) struct TlsConfigs {
    pub(super) endpoint: Arc<ClientConfig>,
    /// The client certificate is for the endpoint and is not shown to a proxy; nor are the pinned keys the proxy's.
    pub(super) proxy: Arc<ClientConfig>,
}

impl TlsConfigs {
    /// Reads the files that the settings name. Nothing of it is global to the process.
    pub(crate) fn new(settings: &TlsSettings) -> Result<TlsConfigs, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let algorithms = provider.signature_verification_algorithms;
        let verifier = verifier(settings, provider.clone())?;
        let versions: &[&SupportedProtocolVersion] = match settings.min_version {
            TlsVersion::Tls12 => &[&version::TLS13, &version::TLS12],
            TlsVersion::Tls13 => &[&version::TLS13],
        };
        let builder = ClientConfig::builder_with_details(provider, Arc::new(Clock))
            .with_protocol_versions(versions)
            .map_err(|error| Error::invalid(format!("TLS: {error}")))?;
        let proxy = builder.dangerous().with_custom_certificate_verifier(verifier.clone()).with_no_client_auth();
        let mut endpoint = with_own_sessions(&proxy);
        if let Some(certificate) = &settings.client_certificate {
            endpoint.client_auth_cert_resolver = Arc::new(SingleCertAndKey::from(load(certificate)?));
        }
        if !settings.pins.is_empty() {
            let verifier = Arc::new(PinVerifier { pins: settings.pins.clone(), first: verifier, algorithms });
            endpoint.dangerous().set_certificate_verifier(verifier);
        }
        Ok(TlsConfigs { endpoint: Arc::new(endpoint), proxy: Arc::new(proxy) })
    }

    /// The same for a child of the process: a session store has a lock, which a fork may have caught held.
    pub(crate) fn for_child(&self) -> TlsConfigs {
        let [endpoint, proxy] = [&self.endpoint, &self.proxy].map(|config| Arc::new(with_own_sessions(config)));
        TlsConfigs { endpoint, proxy }
    }
}

fn with_own_sessions(config: &ClientConfig) -> ClientConfig {
    let mut config = config.clone();
    config.resumption = Resumption::in_memory_sessions(16);
    config
}

fn load(certificate: &ClientCertificate) -> Result<Arc<CertifiedKey>, Error> {
    match certificate {
        ClientCertificate::Loaded(certified) => Ok(certified.clone()),
        ClientCertificate::Files { chain, key } => {
            certified(certificates("client certificate", chain)?, private_key(key)?).map_err(|why| {
                let (chain, key) = (chain.display(), key.display());
                Error::invalid(format!("client certificate \"{chain}\" with key \"{key}\": {why}"))
            })
        }
    }
}

/// A new session with a host.
pub(crate) fn session(config: Arc<ClientConfig>, host: &str) -> Result<ClientConnection, Failure> {
    let refuse = |why: String| Failure::Tls { host: host.to_owned(), why };
    let name = ServerName::try_from(host.to_owned())
        .map_err(|_| refuse("a certificate cannot contain this name".to_owned()))?;
    ClientConnection::new(config, name).map_err(|error| refuse(error.to_string()))
}

fn verifier(settings: &TlsSettings, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    if settings.insecure {
        return Ok(Arc::new(NoVerifier(provider)));
    }
    let (name, roots) = match &settings.trust {
        Trust::Roots(TrustedRoots::BuiltIn) => {
            let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
            ("built-in certificates".to_owned(), Arc::new(roots))
        }
        #[cfg(feature = "system-roots")]
        Trust::Roots(TrustedRoots::System) => {
            return rustls_platform_verifier::Verifier::new(provider)
                .map(|verifier| Arc::new(verifier) as Arc<dyn ServerCertVerifier>)
                .map_err(|error| Error::invalid(format!("the system's certificates: {error}")));
        }
        #[cfg(not(feature = "system-roots"))]
        Trust::Roots(TrustedRoots::System) => {
            ("the system's certificates".to_owned(), Arc::new(system_roots(&SYSTEM_FILES)?))
        }
        Trust::File(path) => {
            let name = format!("CA file \"{}\"", path.display());
            let roots = roots(&name, certificates("CA file", path)?)?;
            (name, Arc::new(roots))
        }
        Trust::Given(roots) => ("CA certificates".to_owned(), roots.clone()),
    };
    match WebPkiServerVerifier::builder_with_provider(roots, provider).build() {
        Ok(verifier) => Ok(verifier),
        Err(error) => Err(Error::invalid(format!("{name}: {error}"))),
    }
}

/// Where systems keep the certificates that they trust in one file: Debian and its kin, Red Hat's, SUSE's, and others.
#[cfg(not(feature = "system-roots"))]
const SYSTEM_FILES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// The roots in the first of these files that has any.
#[cfg(not(feature = "system-roots"))]
fn system_roots(files: &[&str]) -> Result<rustls::RootCertStore, Error> {
    const NAME: &str = "file of the system's certificates";
    let mut faults = Vec::new();
    for path in files {
        let read = certificates(NAME, path.as_ref());
        match read.and_then(|certificates| roots(&format!("{NAME} \"{path}\""), certificates)) {
            Ok(roots) => return Ok(roots),
            Err(error) => faults.push(error.to_string()),
        }
    }
    Err(Error::invalid(format!(
        "the system's certificates are to be trusted, but none were found: {}",
        faults.join("; ")
    )))
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

#[cfg(test)]
#[cfg(not(feature = "system-roots"))]
mod tests {
    use crate::platform::DEVICE;

    #[test]
    fn the_first_file_of_the_system_that_has_roots_counts() {
        let vectors = |name: &str| format!("{}/tests/support/certificates/{name}", env!("CARGO_MANIFEST_DIR"));
        let (good, none) = (vectors("good.pem"), vectors("missing.pem"));
        assert!(!super::system_roots(&[&none, &good]).unwrap().is_empty());
        let error = super::system_roots(&[&none, DEVICE]).unwrap_err().to_string();
        let device = format!("\"{DEVICE}\": not a regular file");
        for part in ["none were found", &none, "(os error 2)", &device] {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
}
