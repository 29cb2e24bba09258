//! Certificates and keys in files: PEM in each of OpenSSL's forms, or DER.

use std::iter;
use std::path::Path;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::files;

use super::der;

/// Largest file of certificates that is read; a bundle of every public root has a quarter of a megabyte.
const MAX_FILE: u64 = 16 * 1024 * 1024;
const BEGIN: &[u8] = b"-----BEGIN ";

/// The certificates of a file: PEM blocks with anything between them, or one in DER. A block that is damaged, or is
/// something else, is passed over: one bad root should not cost the others.
pub(super) fn certificates(what: &str, path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let bytes = read_file(what, path)?;
    // A SEQUENCE: DER. No PEM file starts with a "0".
    if bytes.first() == Some(&der::SEQUENCE) {
        return Ok(vec![CertificateDer::from(bytes.to_vec())]);
    }
    let mut certificates = Vec::new();
    let mut not_for_servers = false;
    for block in blocks(&bytes) {
        match certificate(block) {
            Some(Block::Certificate(certificate)) => certificates.push(certificate),
            Some(Block::NotForServers) => not_for_servers = true,
            None => {}
        }
    }
    if certificates.is_empty() {
        let has = match not_for_servers {
            true => "has only a TRUSTED CERTIFICATE that is not trusted for servers",
            false => "has no certificate in it",
        };
        return Err(Error::invalid(format!("{what} \"{}\" {has}", path.display())));
    }
    Ok(certificates)
}

/// What a block that begins with a certificate's label has in it.
enum Block {
    Certificate(CertificateDer<'static>),
    /// OpenSSL's own form, with what the certificate is trusted for.
    NotForServers,
}

fn certificate(block: &[u8]) -> Option<Block> {
    const LABEL: &[u8] = b"CERTIFICATE-----";
    let label = block.get(BEGIN.len()..)?;
    let trusted = label.starts_with(b"TRUSTED ");
    let other_name = label.strip_prefix(b"X509 ").or_else(|| label.strip_prefix(b"TRUSTED ")).unwrap_or(label);
    if !other_name.starts_with(LABEL) {
        return None;
    }
    // The reader of PEM knows the usual label only, at both ends.
    let body = &other_name[LABEL.len()..];
    let body = &body[..memchr::memmem::find(body, b"-----END").unwrap_or(body.len())];
    let pem = [BEGIN, LABEL, body, b"-----END CERTIFICATE-----\n"].concat();
    let der = CertificateDer::from_pem_slice(&pem).ok()?;
    if !trusted {
        return Some(Block::Certificate(der));
    }
    let (certificate, rest) = der::element(&der)?;
    Some(match der::is_trusted_for_servers(rest) {
        true => Block::Certificate(CertificateDer::from(certificate.whole.to_vec())),
        false => Block::NotForServers,
    })
}

pub(super) fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, Error> {
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
