//! Certificates and keys in files and texts: PEM as OpenSSL and others write it, and DER.

use std::borrow::Cow;
use std::iter;
use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SigningKey};
use rustls::{InconsistentKeys, RootCertStore};
use zeroize::{Zeroize, Zeroizing};

use crate::error::Error;
use crate::files;

/// Largest file of certificates that is read; a bundle of every public root has a quarter of a megabyte.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// The certificates of a file.
pub(crate) fn certificates(what: &str, path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    parse_certificates(&named(what, path), &read_file(what, path)?)
}

/// The certificates in a file's bytes: PEM blocks with anything between them, or one in DER. A block that is damaged, or is
/// something else, is passed over: one bad root should not cost the others. `name` is for the error.
pub(crate) fn parse_certificates(name: &str, bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
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
    if certificates.is_empty() {
        let but = if not_for_servers { ", but a TRUSTED CERTIFICATE that is not trusted for servers" } else { "" };
        return Err(Error::invalid(format!("{name} has no certificate in it{but}")));
    }
    Ok(certificates)
}

/// The private key of a file.
pub(crate) fn private_key(path: &Path) -> Result<Arc<dyn SigningKey>, Error> {
    const WHAT: &str = "client certificate's key";
    parse_key(&named(WHAT, path), &read_file(WHAT, path)?)
}

/// The first private key among PEM blocks. No copy of it is left behind, but for what TLS signs with.
pub(crate) fn parse_key(name: &str, pem: &[u8]) -> Result<Arc<dyn SigningKey>, Error> {
    let found = blocks(pem).find_map(key);
    wipe_stack();
    match found {
        Some(Ok(key)) => Ok(key),
        Some(Err(error)) => Err(Error::invalid(format!("{name}: {error}"))),
        None => Err(Error::invalid(format!(
            "{name} has no private key (PKCS#8, PKCS#1 or SEC1, not encrypted) in PEM in it"
        ))),
    }
}

/// The key in a block; `None` if something else is in it, or it is damaged.
///
/// The decoder of certificates would leave copies of the key in freed memory.
fn key(block: &[u8]) -> Option<Result<Arc<dyn SigningKey>, rustls::Error>> {
    const DASHES: &[u8] = b"-----";
    let rest = &block[BEGIN.len()..];
    let (label, rest) = rest.split_at(find(rest, DASHES)?);
    let form: for<'a> fn(&'a [u8]) -> PrivateKeyDer<'a> = match label {
        b"PRIVATE KEY" => |der| PrivateKeyDer::Pkcs8(der.into()),
        b"RSA PRIVATE KEY" => |der| PrivateKeyDer::Pkcs1(der.into()),
        b"EC PRIVATE KEY" => |der| PrivateKeyDer::Sec1(der.into()),
        _ => return None,
    };
    let text = &rest[DASHES.len()..];
    let text = &text[..find(text, b"-----END ")?];
    let mut base64 = Zeroizing::new(Vec::with_capacity(text.len()));
    base64.extend(text.iter().filter(|byte| !byte.is_ascii_whitespace()));
    let mut der = Zeroizing::new(vec![0; base64.len()]);
    let length = STANDARD.decode_slice(&*base64, &mut der).ok()?;
    Some(any_supported_type(&form(&der[..length])))
}

/// A certificate chain with its key, if they belong to each other.
pub(crate) fn certified(
    chain: Vec<CertificateDer<'static>>,
    key: Arc<dyn SigningKey>,
) -> Result<Arc<CertifiedKey>, rustls::Error> {
    let certified = CertifiedKey::new(chain, key);
    match certified.keys_match() {
        Ok(()) | Err(rustls::Error::InconsistentKeys(InconsistentKeys::Unknown)) => Ok(Arc::new(certified)),
        Err(error) => Err(error),
    }
}

/// Those of the certificates that can be roots; one at least.
pub(crate) fn roots(name: &str, certificates: Vec<CertificateDer<'static>>) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    match roots.add_parsable_certificates(certificates) {
        (0, _) => Err(Error::invalid(format!("{name} has no usable certificate"))),
        _ => Ok(roots),
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Overwrites the part of the stack that a function called before has used: ring leaves numbers of a key there.
#[inline(never)]
fn wipe_stack() {
    // ring's own functions need less.
    const SIZE: usize = 8 * 1024;
    [0_u8; SIZE].zeroize();
}

fn named(what: &str, path: &Path) -> String {
    format!("{what} \"{}\"", path.display())
}

fn read_file(what: &str, path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    files::read_regular(path, MAX_FILE).map_err(|why| Error::invalid(format!("{}: {why}", named(what, path))))
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
