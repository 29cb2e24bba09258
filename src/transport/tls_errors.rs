//! Why TLS was refused, in words that say which check failed and what may help.

use std::fmt::Write;

use rustls::{AlertDescription, CertificateError, Error, InvalidMessage, OtherError, PeerIncompatible};
use webpki::Error as ChainError;

/// A TLS error for people.
pub(crate) fn explain(error: &Error, host: &str) -> String {
    match error {
        Error::InvalidCertificate(error) => certificate(error, host),
        Error::AlertReceived(alert) => refused(*alert, host),
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => "the peer does not speak TLS".to_owned(),
        Error::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13) => {
            "the peer speaks neither TLS 1.2 nor TLS 1.3".to_owned()
        }
        error => error.to_string(),
    }
}

/// Why a certificate was refused.
fn certificate(error: &CertificateError, host: &str) -> String {
    use CertificateError as E;
    let why = match error {
        E::UnknownIssuer => "the certificate is not from a trusted root; where a private CA made it, give its file",
        E::Expired | E::ExpiredContext { .. } => "the certificate has expired, or this machine's clock is ahead",
        E::NotValidYet | E::NotValidYetContext { .. } => {
            "the certificate is not valid yet, or this machine's clock is behind"
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => {
            return format!(
                "the certificate is not for {host} (its subject alternative names count, not its common name)"
            );
        }
        E::InvalidPurpose | E::InvalidPurposeContext { .. } => "the certificate is not for servers",
        E::BadEncoding => DAMAGED,
        E::BadSignature => {
            "a signature of the certificate or of the handshake is wrong, or made with an RSA key of less than 2,048 bits"
        }
        E::UnhandledCriticalExtension => UNKNOWN_EXTENSION,
        E::Revoked => "the certificate has been revoked",
        E::UnknownRevocationStatus
        | E::ExpiredRevocationList
        | E::ExpiredRevocationListContext { .. }
        | E::InvalidOcspResponse => "whether the certificate has been revoked could not be found out",
        E::ApplicationVerificationFailure => "this machine's own check refused the certificate",
        E::UnsupportedSignatureAlgorithmContext { signature_algorithm_id: signature, .. } => {
            return format!("the certificate is signed with {}, which is not supported", algorithm(signature));
        }
        E::UnsupportedSignatureAlgorithmForPublicKeyContext {
            signature_algorithm_id: signature,
            public_key_algorithm_id: key,
        } => {
            let (signature, key) = (algorithm(signature), algorithm(key));
            return format!("the certificate is signed with {signature} and a key of {key}, which is not supported");
        }
        E::Other(OtherError(other)) => match other.downcast_ref().and_then(chain) {
            Some(why) => why,
            None => return format!("the certificate was refused: {other}"),
        },
        error => return format!("the certificate was refused: {error}"),
    };
    why.to_owned()
}

const DAMAGED: &str = "a certificate is damaged, or not written as X.509 has it";
const UNKNOWN_EXTENSION: &str = "a certificate has an extension that is critical and unknown";

/// What rustls has no name of its own for.
fn chain(error: &ChainError) -> Option<&'static str> {
    use ChainError as E;
    Some(match error {
        E::CaUsedAsEndEntity => "the certificate is a CA's own; a server needs one that the CA signed",
        E::EndEntityUsedAsCa => "the certificate is signed by a certificate that is no authority's",
        E::NameConstraintViolation => "the certificate is signed by an authority that may not sign for its names",
        E::PathLenConstraintViolated => "the certificate's chain is longer than one of its authorities allows",
        E::MaximumPathDepthExceeded
        | E::MaximumPathBuildCallsExceeded
        | E::MaximumSignatureChecksExceeded
        | E::MaximumNameConstraintComparisonsExceeded => "the certificate's chain is too long or too complex",
        E::UnsupportedCertVersion => "the certificate is not of X.509 version 3",
        E::UnsupportedCriticalExtension => UNKNOWN_EXTENSION,
        E::CertDistrusted => "the certificate's key is not trusted",
        E::SignatureAlgorithmMismatch => "a certificate names two algorithms for its one signature",
        E::EmptyEkuExtension
        | E::ExtensionValueInvalid
        | E::InvalidNetworkMaskConstraint
        | E::InvalidSerialNumber
        | E::MalformedDnsIdentifier
        | E::MalformedExtensions
        | E::MalformedNameConstraint
        | E::UnsupportedNameType => DAMAGED,
        _ => return None,
    })
}

/// What the peer refused, by its alert.
fn refused(alert: AlertDescription, host: &str) -> String {
    use AlertDescription as A;
    let why = match alert {
        A::HandshakeFailure | A::InsufficientSecurity => {
            "it supports none of the ciphers, curves and signatures that are offered"
        }
        A::ProtocolVersion => "it supports neither TLS 1.2 nor TLS 1.3",
        A::UnrecognisedName => return format!("the peer refused: it does not know the name {host}"),
        A::CertificateRequired | A::NoCertificate => "it wants a client certificate",
        A::BadCertificate | A::UnsupportedCertificate | A::CertificateUnknown => {
            "it does not take the client certificate"
        }
        A::CertificateExpired => "the client certificate has expired, by its clock",
        A::CertificateRevoked => "the client certificate has been revoked",
        A::UnknownCA => "it does not trust the authority of the client certificate",
        A::AccessDenied => "it denies access",
        A::InternalError => "it had an error of its own",
        alert => return format!("the peer refused: alert {alert:?}"),
    };
    format!("the peer refused: {why}")
}

/// An algorithm by its name, or by its number in dotted form. `id` is what is in an AlgorithmIdentifier: an OBJECT
/// IDENTIFIER, and perhaps parameters; of an elliptic curve they are what counts.
fn algorithm(id: &[u8]) -> String {
    const NAMES: [(&[u8], &str); 20] = [
        (b"\x2b\x81\x04\x00\x23", "the curve P-521"),
        (b"\x2b\x81\x04\x00\x22", "the curve P-384"),
        (b"\x2a\x86\x48\xce\x3d\x03\x01\x07", "the curve P-256"),
        (b"\x2b\x81\x04\x00\x0a", "the curve secp256k1"),
        (b"\x2a\x81\x1c\xcf\x55\x01\x82\x2d", "the curve of SM2"),
        (b"\x2a\x81\x1c\xcf\x55\x01\x83\x75", "SM2 and SM3"),
        (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", "RSA"),
        (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x04", "RSA and MD5"),
        (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05", "RSA and SHA-1"),
        (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a", "RSA-PSS with these parameters"),
        (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", "RSA and SHA-256"),
        (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c", "RSA and SHA-384"),
        (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d", "RSA and SHA-512"),
        (b"\x2a\x86\x48\xce\x3d\x04\x01", "ECDSA and SHA-1"),
        (b"\x2a\x86\x48\xce\x3d\x04\x03\x02", "ECDSA and SHA-256"),
        (b"\x2a\x86\x48\xce\x3d\x04\x03\x03", "ECDSA and SHA-384"),
        (b"\x2a\x86\x48\xce\x3d\x04\x03\x04", "ECDSA and SHA-512"),
        (b"\x2b\x65\x70", "Ed25519"),
        (b"\x2b\x65\x71", "Ed448"),
        (b"\x2a\x86\x48\xce\x38\x04\x03", "DSA and SHA-1"),
    ];
    /// An elliptic curve's key: which curve is in the parameters.
    const CURVE: &[u8] = b"\x2a\x86\x48\xce\x3d\x02\x01";

    let Some((oid, rest)) = object_identifier(id) else { return "an algorithm without a name".to_owned() };
    let oid = if oid == CURVE { object_identifier(rest).map_or(oid, |(curve, _)| curve) } else { oid };
    match NAMES.iter().find(|(known, _)| *known == oid) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("the algorithm {}", dotted(oid)),
    }
}

/// The OBJECT IDENTIFIER at the start of DER, and what is behind it.
fn object_identifier(der: &[u8]) -> Option<(&[u8], &[u8])> {
    match der {
        [6, length, rest @ ..] => rest.split_at_checked(usize::from(*length)),
        _ => None,
    }
}

/// Seven bits a byte, the highest first; the first number stands for two.
fn dotted(oid: &[u8]) -> String {
    let mut text = String::new();
    let mut number = 0_u64;
    for &byte in oid {
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            if text.is_empty() {
                let first = (number / 40).min(2);
                text = first.to_string();
                number -= first * 40;
            }
            let _ = write!(text, ".{number}");
            number = 0;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn algorithms_have_names_or_numbers() {
        for (id, name) in [
            (&b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05\x05\x00"[..], "RSA and SHA-1"),
            (b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04", "ECDSA and SHA-512"),
            (b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23", "the curve P-521"),
            (b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01", "the algorithm 1.2.840.10045.2.1"),
            (b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x03\x2b\x24\x03", "the algorithm 1.3.36.3"),
            (b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03\x02", "the algorithm 2.16.840.1.101.3.4.3.2"),
            (b"\x06\x02\x88\x37", "the algorithm 2.999"),
            (b"\x06\x09\x2a", "an algorithm without a name"),
            (b"", "an algorithm without a name"),
        ] {
            assert_eq!(algorithm(id), name);
        }
    }

    /// Whatever is refused is refused in words: no names of types.
    #[test]
    fn no_certificate_error_is_shown_as_its_type() {
        use CertificateError as E;
        let chain = [
            ChainError::CaUsedAsEndEntity,
            ChainError::EmptyEkuExtension,
            ChainError::EndEntityUsedAsCa,
            ChainError::ExtensionValueInvalid,
            ChainError::InvalidNetworkMaskConstraint,
            ChainError::InvalidSerialNumber,
            ChainError::MalformedDnsIdentifier,
            ChainError::MalformedExtensions,
            ChainError::MalformedNameConstraint,
            ChainError::MaximumNameConstraintComparisonsExceeded,
            ChainError::MaximumPathBuildCallsExceeded,
            ChainError::MaximumPathDepthExceeded,
            ChainError::MaximumSignatureChecksExceeded,
            ChainError::NameConstraintViolation,
            ChainError::PathLenConstraintViolated,
            ChainError::SignatureAlgorithmMismatch,
            ChainError::UnsupportedCertVersion,
            ChainError::UnsupportedCriticalExtension,
            ChainError::UnsupportedNameType,
        ];
        let chain = chain.into_iter().map(|error| E::Other(OtherError(Arc::new(error))));
        let own = [
            E::ApplicationVerificationFailure,
            E::BadEncoding,
            E::BadSignature,
            E::Expired,
            E::ExpiredRevocationList,
            E::InvalidOcspResponse,
            E::InvalidPurpose,
            E::NotValidForName,
            E::NotValidYet,
            E::Revoked,
            E::UnhandledCriticalExtension,
            E::UnknownIssuer,
            E::UnknownRevocationStatus,
        ];
        for error in own.into_iter().chain(chain) {
            let text = explain(&Error::InvalidCertificate(error.clone()), "h");
            let type_name = format!("{error:?}");
            let type_name = type_name.trim_start_matches("Other(OtherError(").trim_end_matches(')');
            assert!(text.contains("certificate") && !text.contains(type_name), "{type_name}: {text}");
        }
    }
}
