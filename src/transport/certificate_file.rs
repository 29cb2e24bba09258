//! Certificates and keys in files and in texts: PEM as OpenSSL and others write it, and DER.

use std::borrow::Cow;
use std::iter;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use rustls::{InconsistentKeys, RootCertStore};
use zeroize::{Zeroize, Zeroizing};

use crate::error::Error;
use crate::files;
use crate::tls_settings::{ClientCertificate, Pem};

/// Largest file of certificates that is read; a bundle of every public root has a quarter of a megabyte.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The error that [`given_roots`] would be.
pub(crate) fn check_roots(pem: &Pem) -> Result<(), Error> {
    given_roots(pem).map(drop)
}

/// The error that [`certified_key`] would be.
pub(crate) fn check_client_certificate(certificate: &ClientCertificate) -> Result<(), Error> {
    certified_key(certificate).map(drop)
}

/// Roots to trust: one at least.
// Not inlined, nor are those below: each is used several times, once for a client, and is large.
#[inline(never)]
pub(crate) fn given_roots(pem: &Pem) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(certificates("CA", pem)?);
    if added == 0 {
        return Err(Error::invalid(format!("{} has no usable certificate", pem.name("CA"))));
    }
    Ok(roots)
}

/// A certificate chain with its key, which has to be the certificate's.
#[inline(never)]
pub(crate) fn certified_key(certificate: &ClientCertificate) -> Result<CertifiedKey, Error> {
    const CERTIFICATE: &str = "client certificate";
    const KEY: &str = "client certificate's key";
    let ClientCertificate { chain, key } = certificate;
    let certificates = certificates(CERTIFICATE, chain)?;
    let der = read(KEY, key, private_key)?.ok_or_else(|| {
        let name = key.name(KEY);
        Error::invalid(format!("{name} has no private key (PKCS#8, PKCS#1 or SEC1, not encrypted) in PEM in it"))
    })?;
    let key_is = any_supported_type(&der.0).map(|key| CertifiedKey::new(certificates, key));
    let refused =
        |error: rustls::Error| Error::invalid(format!("{} with {}: {error}", chain.name(CERTIFICATE), key.name(KEY)));
    let certified = key_is.map_err(refused)?;
    match certified.keys_match() {
        // Nobody can say for a key of some kinds.
        Ok(()) | Err(rustls::Error::InconsistentKeys(InconsistentKeys::Unknown)) => Ok(certified),
        Err(error) => Err(refused(error)),
    }
}

/// The certificates of a file or a text: PEM blocks with anything between them, or one in DER. A block that is damaged, or is
/// something else, is passed over: one bad root should not cost the others.
fn certificates(what: &str, pem: &Pem) -> Result<Vec<CertificateDer<'static>>, Error> {
    let (certificates, not_for_servers) = read(what, pem, certificates_in)?;
    if certificates.is_empty() {
        let but = if not_for_servers { ", but a TRUSTED CERTIFICATE that is not trusted for servers" } else { "" };
        return Err(Error::invalid(format!("{} has no certificate in it{but}", pem.name(what))));
    }
    Ok(certificates)
}

/// The certificates, and whether there is one that is trusted for other things only.
#[inline(never)]
fn certificates_in(bytes: &[u8]) -> (Vec<CertificateDer<'static>>, bool) {
    let mut certificates = Vec::new();
    let mut not_for_servers = false;
    if bytes.first() == Some(&SEQUENCE) {
        // No PEM file starts with a "0".
        certificates.push(CertificateDer::from(bytes.to_vec()));
    } else {
        for block in blocks(bytes) {
            match certificate(block) {
                Block::Certificate(certificate) => certificates.push(certificate),
                Block::NotForServers => not_for_servers = true,
                Block::Other => {}
            }
        }
    }
    (certificates, not_for_servers)
}

/// A key that is wiped when it is dropped.
struct PrivateKey(PrivateKeyDer<'static>);

impl Drop for PrivateKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The first private key. Decoded here, since rustls' reader of PEM leaves copies behind.
#[inline(never)]
fn private_key(bytes: &[u8]) -> Option<PrivateKey> {
    blocks(bytes).find_map(|block| {
        let (label, rest) = std::str::from_utf8(&block[BEGIN.len()..]).ok()?.split_once("-----")?;
        let key: fn(Vec<u8>) -> PrivateKeyDer<'static> = match label {
            "PRIVATE KEY" => |der| PrivateKeyDer::Pkcs8(der.into()),
            "RSA PRIVATE KEY" => |der| PrivateKeyDer::Pkcs1(der.into()),
            "EC PRIVATE KEY" => |der| PrivateKeyDer::Sec1(der.into()),
            _ => return None,
        };
        let mut base64 = Zeroizing::new(rest.split_once("-----END ")?.0.as_bytes().to_vec());
        base64.retain(|byte| !byte.is_ascii_whitespace());
        let mut der = Zeroizing::new(vec![0; base64.len()]);
        let length = STANDARD.decode_slice(&*base64, &mut der).ok()?;
        der.truncate(length);
        Some(PrivateKey(key(std::mem::take(&mut *der))))
    })
}

/// What `look` finds in a file or a text.
fn read<T>(what: &str, pem: &Pem, look: impl FnOnce(&[u8]) -> T) -> Result<T, Error> {
    match pem {
        Pem::Text(text) => Ok(look(text.as_bytes())),
        Pem::File(path) => match files::read_regular(path, MAX_FILE) {
            Ok(bytes) => Ok(look(&bytes)),
            Err(why) => Err(Error::invalid(format!("{}: {why}", pem.name(what)))),
        },
    }
}

const BEGIN: &[u8] = b"-----BEGIN ";

/// The blocks of a PEM file, each by itself: one that is damaged, or that has no end, costs no other, and a byte order
/// mark at the start hides none.
fn blocks(pem: &[u8]) -> impl Iterator<Item = &[u8]> {
    let positions = pem.windows(BEGIN.len()).enumerate().filter(|(_, window)| *window == BEGIN);
    let mut starts = positions.map(|(at, _)| at).peekable();
    iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(pem.len());
        Some(&pem[start..end])
    })
}

/// What a block has in it.
enum Block {
    Certificate(CertificateDer<'static>),
    /// A certificate that is trusted for other things.
    NotForServers,
    Other,
}

fn certificate(block: &[u8]) -> Block {
    // Labels that OpenSSL takes as well: one from before PEM was written down, and one for a form of its own.
    const OLD: &[u8] = b"X509 CERTIFICATE-";
    const OF_OPENSSL: &[u8] = b"TRUSTED CERTIFICATE-";
    let label = &block[BEGIN.len()..];
    let of_openssl = label.starts_with(OF_OPENSSL);
    let block = match of_openssl || label.starts_with(OLD) {
        false => Cow::Borrowed(block),
        true => Cow::Owned(
            String::from_utf8_lossy(block)
                .replace("X509 CERTIFICATE-", "CERTIFICATE-")
                .replace("TRUSTED CERTIFICATE-", "CERTIFICATE-")
                .into_bytes(),
        ),
    };
    match CertificateDer::from_pem_slice(&block) {
        Err(_) => Block::Other,
        Ok(certificate) if of_openssl => match trusted_for_servers(&certificate) {
            Some(certificate) => Block::Certificate(CertificateDer::from(certificate.to_vec())),
            None => Block::NotForServers,
        },
        Ok(certificate) => Block::Certificate(certificate),
    }
}

const SEQUENCE: u8 = 0x30;

/// The certificate in OpenSSL's own form, if it is trusted for servers.
///
/// Behind the certificate stand what it is trusted for (a SEQUENCE) and what it is not ([0]), each a list of uses. Where
/// nothing is said it is trusted for all. A certificate that must not be trusted can be in such a file as well.
fn trusted_for_servers(der: &[u8]) -> Option<&[u8]> {
    const REJECTED: u8 = 0xa0;
    const SERVERS: &[u8] = &[0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01];
    const ANY_USE: &[u8] = &[0x06, 0x04, 0x55, 0x1d, 0x25, 0x00];
    let (certificate, _, rest) = element(der)?;
    let (_, mut settings, _) = if rest.is_empty() { (rest, rest, rest) } else { element(rest)? };
    while !settings.is_empty() {
        let (whole, uses, rest) = element(settings)?;
        let servers = [SERVERS, ANY_USE].iter().any(|&wanted| uses.windows(wanted.len()).any(|use_| use_ == wanted));
        match whole[0] {
            SEQUENCE if !servers => return None,
            REJECTED if servers => return None,
            _ => settings = rest,
        }
    }
    Some(certificate)
}

/// The first element of DER: as a whole, what is in it, and what is behind it.
fn element(der: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (head, length) = match *der.get(1)? {
        length @ ..=0x7f => (2, usize::from(length)),
        0x81 => (3, usize::from(*der.get(2)?)),
        0x82 => (4, usize::from(u16::from_be_bytes([*der.get(2)?, *der.get(3)?]))),
        // Nothing here is longer than 64 KiB.
        _ => return None,
    };
    let (whole, rest) = der.split_at_checked(head + length)?;
    Some((whole, &whole[head..], rest))
}
