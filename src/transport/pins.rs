//! Pinned public keys: the keys that a server may have, whoever signed its certificate.

use std::error;
use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, OtherError, SignatureScheme};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// How a pin begins, as curl writes it.
const PREFIX: &str = "sha256//";

/// The SHA-256 of a key's SubjectPublicKeyInfo.
type Pin = [u8; 32];

/// The keys that a server may have; none: any.
#[derive(Clone, Default)]
pub(crate) struct Pins(Arc<[Pin]>);

impl Pins {
    /// Reads `sha256//BASE64;sha256//BASE64…`.
    pub(crate) fn parse(text: &str) -> Result<Pins, Error> {
        let pin =
            |text: &str| -> Option<Pin> { STANDARD.decode(text.trim().strip_prefix(PREFIX)?).ok()?.try_into().ok() };
        let pins: Option<Arc<[Pin]>> = text.split(';').map(pin).collect();
        pins.map(Pins).ok_or_else(|| {
            Error::invalid(
                "pinned public keys are not written as sha256//BASE64, the SHA-256 of a key in base64, with ; between them",
            )
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Pins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(shown)).finish()
    }
}

fn shown(pin: &Pin) -> String {
    [PREFIX, &STANDARD.encode(pin)].concat()
}

/// The server has another key.
#[derive(Debug)]
pub(super) struct OtherKey(Pin);

impl fmt::Display for OtherKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server's public key is {}, which is none of the pinned ones", shown(&self.0))
    }
}

impl error::Error for OtherKey {}

/// Checks the key of a certificate that another verifier has accepted.
#[derive(Debug)]
pub(super) struct PinVerifier {
    pub(super) pins: Pins,
    pub(super) first: Arc<dyn ServerCertVerifier>,
    pub(super) algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for PinVerifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verified = self.first.verify_server_cert(certificate, intermediates, name, ocsp, now)?;
        let key = ParsedCertificate::try_from(certificate)?.subject_public_key_info();
        let pin = Pin::from(Sha256::digest(&key));
        if self.pins.0.contains(&pin) {
            return Ok(verified);
        }
        Err(CertificateError::Other(OtherError(Arc::new(OtherKey(pin)))).into())
    }

    // Anybody can show a certificate. That the server has its key is checked here even if the other verifier accepts
    // everything: without that a pin would say nothing.
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.first.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    #[test]
    fn pins_as_curl_writes_them() {
        let two = format!("{ONE};sha256//n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=");
        for (text, count) in [(ONE.to_owned(), 1), (two.clone(), 2), (two.replace(';', " ; "), 2)] {
            let pins = Pins::parse(&text).unwrap();
            assert_eq!(pins.0.len(), count, "{text}");
            assert!(format!("{pins:?}").contains(ONE), "{pins:?}");
        }
        for text in [
            "",
            ";",
            &format!("{ONE};"),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "sha1//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
            "sha256//47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
            "sha256//AAAA",
            "sha256//",
            "/etc/key.pem",
        ] {
            let error = Pins::parse(text).unwrap_err().to_string();
            assert!(error.starts_with("pinned public keys"), "{text}: {error}");
        }
    }
}
