//! Why TLS refuses, in words that need no knowledge of its types.

use std::fmt::Debug;

use rustls::{AlertDescription, CertificateError, InvalidMessage};

use super::pins::OtherKey;

/// What a verifier says by the name of a variant, ours in words.
const CERTIFICATE_FAULTS: [(&str, &str); 15] = [
    ("UnknownIssuer", "the certificate is not from a trusted root; if a private CA made it, set its file"),
    ("Expired", "the certificate has expired, or this machine's clock is ahead"),
    ("NotValidYet", "the certificate is not valid yet, or this machine's clock is behind"),
    ("InvalidPurpose", "the certificate is not for servers"),
    ("Revoked", "the certificate was revoked"),
    ("BadEncoding", "the certificate is not encoded as X.509 wants it"),
    ("BadSignature", "the certificate is not signed by its issuer's key, or with an RSA key of less than 2,048 bits"),
    ("UnhandledCriticalExtension", "the certificate has an extension that is critical and unknown"),
    ("UnsupportedCriticalExtension", "the certificate has an extension that is critical and unknown"),
    ("CaUsedAsEndEntity", "the certificate is a CA's own; a server needs one that the CA signed"),
    ("UnsupportedCertVersion", "the certificate is not of X.509 version 3"),
    ("NameConstraintViolation", "the certificate's authority may not sign for its names"),
    ("PathLenConstraintViolated", "the certificate's chain is longer than an authority in it allows"),
    ("MaximumPathDepthExceeded", "the certificate's chain is too long"),
    ("EndEntityUsedAsCa", "the certificate is signed by a certificate that is no authority's"),
];

/// Signature algorithms, and curves of keys, that are not supported: the object identifier in DER, and the name.
const ALGORITHMS: [(&[u8], &str); 11] = [
    (&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 4], "RSA and MD5"),
    (&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5], "RSA and SHA-1"),
    (&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10], "RSA-PSS in a form"),
    (&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 14], "RSA and SHA-224"),
    (&[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1], "ECDSA and SHA-1"),
    (&[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 1], "ECDSA and SHA-224"),
    (&[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2], "ECDSA and SHA-256"),
    (&[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3], "ECDSA and SHA-384"),
    (&[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4], "ECDSA and SHA-512"),
    (&[6, 8, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x75], "SM2 and SM3"),
    (&[6, 3, 0x2b, 0x65, 0x71], "Ed448"),
];
const CURVES: [(&[u8], &str); 3] = [
    (&[6, 5, 0x2b, 0x81, 4, 0, 0x0a], "secp256k1"),
    (&[6, 5, 0x2b, 0x81, 4, 0, 0x21], "P-224"),
    (&[6, 5, 0x2b, 0x81, 4, 0, 0x23], "P-521"),
];

/// A TLS error in words that say which check failed, and what may help.
pub(super) fn explain(error: &rustls::Error, host: &str) -> String {
    match error {
        rustls::Error::InvalidCertificate(error) => certificate(error, host),
        rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType) => "the peer does not speak TLS".to_owned(),
        rustls::Error::AlertReceived(alert) => refused(*alert, host),
        error => error.to_string(),
    }
}

fn certificate(error: &CertificateError, host: &str) -> String {
    match error {
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            format!("the certificate is not for {host} (its subject alternative names count, not its common name)")
        }
        CertificateError::UnsupportedSignatureAlgorithmContext { signature_algorithm_id, .. } => {
            format!("the certificate is signed with {}, which is not supported", algorithm(signature_algorithm_id))
        }
        CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext {
            signature_algorithm_id,
            public_key_algorithm_id,
        } => {
            let curve = CURVES.iter().find(|(id, _)| public_key_algorithm_id.ends_with(id)).map(|(_, name)| *name);
            format!(
                "the certificate is signed with {} and a key of {}, which is not supported",
                algorithm(signature_algorithm_id),
                curve.map_or("another kind".to_owned(), |curve| format!("the curve {curve}"))
            )
        }
        CertificateError::Other(other) => match other.0.downcast_ref::<OtherKey>() {
            Some(other_key) => other_key.to_string(),
            None => fault(&other.0),
        },
        error => fault(error),
    }
}

fn algorithm(id: &[u8]) -> &'static str {
    ALGORITHMS.iter().find(|(known, _)| id.starts_with(known)).map_or("another algorithm", |(_, name)| name)
}

/// A fault of a certificate by the name of its variant; one that the table does not have in the words of its name.
fn fault(error: &dyn Debug) -> String {
    let shown = format!("{error:?}");
    let name = shown.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let name = name.strip_suffix("Context").unwrap_or(name);
    if let Some((_, words)) = CERTIFICATE_FAULTS.iter().find(|(known, _)| *known == name) {
        return (*words).to_owned();
    }
    let mut words = String::from("the certificate was refused:");
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

/// What the peer says with its alert.
fn refused(alert: AlertDescription, host: &str) -> String {
    let why = match alert {
        AlertDescription::HandshakeFailure => {
            "it supports none of the ciphers, curves and signatures that are offered".to_owned()
        }
        AlertDescription::ProtocolVersion => "it speaks no version of TLS that the client allows".to_owned(),
        AlertDescription::UnrecognisedName => format!("it does not know the name {host}"),
        AlertDescription::InternalError => "it has an error of its own".to_owned(),
        AlertDescription::CertificateRequired => "it wants a client certificate".to_owned(),
        AlertDescription::UnknownCA => "it does not trust the authority of the client certificate".to_owned(),
        AlertDescription::BadCertificate
        | AlertDescription::UnsupportedCertificate
        | AlertDescription::CertificateRevoked
        | AlertDescription::CertificateExpired
        | AlertDescription::CertificateUnknown => "it does not accept the client certificate".to_owned(),
        other => return format!("the peer refused with the alert {other:?}"),
    };
    format!("the peer refused: {why} (alert {alert:?})")
}
