//! Request signing, SDK-HMAC-SHA256, V11-HMAC-SHA256 and SDK-HMAC-SM3: pure, no clock, no I/O.
//!
//! The rules are those of the service's "signature for API requests" guide. If it does not say, the official SDKs
//! decide; the tests compare this file with their results.

#[cfg(feature = "sm3")]
mod sm3;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::digest::consts::U32;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

#[cfg(feature = "sm3")]
pub(crate) use sm3::write_sm3_authorization;

/// The algorithms that this build of the library has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Algorithm {
    #[default]
    SdkHmacSha256,
    V11HmacSha256,
    #[cfg(feature = "sm3")]
    SdkHmacSm3,
}

/// The name of the algorithm, as it stands in `Authorization` and in the string to sign.
pub(crate) const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// The name of the algorithm whose key is derived for one day, region and service.
pub(crate) const DERIVED_ALGORITHM: &str = "V11-HMAC-SHA256";

/// What is percent-encoded in a path or a query: everything but `A-Z a-z 0-9 - . _ ~`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A hash that an algorithm signs with.
trait Hash: Digest<OutputSize = U32> {
    /// A key for HMAC with this hash. Wiped on drop.
    type Key: Mac<OutputSize = U32> + KeyInit + Clone;

    /// The hash of an empty body, which most requests have, in lower-case hex.
    const EMPTY_BODY: &'static [u8; 64];
}

impl Hash for Sha256 {
    type Key = Hmac<Sha256>;

    const EMPTY_BODY: &'static [u8; 64] = b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
}

/// What is signed of a request. `path` is as sent: percent-encoded, without query.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// Names and values before encoding, in any order.
    pub(crate) query: &'a [(&'a str, &'a str)],
    /// The signed headers: lower-case names, in ascending order; `host` is one of them. Outer white space of a value
    /// does not count. A name with an underscore stays unsigned, since gateways and proxies drop such headers.
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
}

/// A secret key, prepared for signing: what HMAC makes of it, not the key itself. Wiped on drop.
#[derive(Clone)]
pub(crate) struct SigningKey(Hmac<Sha256>);

impl SigningKey {
    pub(crate) fn new(secret_key: &str) -> SigningKey {
        SigningKey(keyed::<Sha256>(secret_key.as_bytes()))
    }
}

/// An access key and its secret key, prepared for signing with [`DERIVED_ALGORITHM`] in one region. Wiped on drop.
#[derive(Clone)]
pub(crate) struct DerivedKey {
    /// HKDF's extracted key; its other half is done for each date.
    extracted: Hmac<Sha256>,
    region: String,
    service: String,
}

impl DerivedKey {
    pub(crate) fn new(access_key: &str, secret_key: &str, region: &str, service: &str) -> DerivedKey {
        let mut extract = keyed::<Sha256>(access_key.as_bytes());
        extract.update(secret_key.as_bytes());
        let extracted: Zeroizing<[u8; 32]> = Zeroizing::new(extract.finalize().into_bytes().into());
        DerivedKey { extracted: keyed::<Sha256>(&*extracted), region: region.to_owned(), service: service.to_owned() }
    }

    /// What the key of a date is good for: `YYYYMMDD/region/service`.
    fn scope(&self, date: &str) -> String {
        let day = date.get(..8).unwrap_or(date);
        [day, "/", &self.region, "/", &self.service].concat()
    }

    /// HKDF's expansion, in lower-case hex, is the key.
    fn signing_key(&self, scope: &str) -> SigningKey {
        let mut expand = self.extracted.clone();
        expand.update(scope.as_bytes());
        expand.update(&[1]);
        let expanded: Zeroizing<[u8; 32]> = Zeroizing::new(expand.finalize().into_bytes().into());
        SigningKey(keyed::<Sha256>(&*Zeroizing::new(hex(&expanded))))
    }
}

/// The canonical request of the signing documentation.
#[cfg(test)]
fn canonical_request<H: Hash>(request: &Request<'_>) -> String {
    let mut text = Vec::new();
    put_canonical_request::<H>(request, &mut |bytes| text.extend_from_slice(bytes));
    String::from_utf8_lossy(&text).into_owned()
}

/// The string to sign: algorithm, date (`X-Sdk-Date`), the scope of a derived key, and the hash of the canonical request.
#[cfg(test)]
fn string_to_sign<H: Hash>(algorithm: &str, date: &str, scope: Option<&str>, canonical_request: &str) -> String {
    let mut text = Vec::new();
    let hash = H::digest(canonical_request).into();
    put_string_to_sign(algorithm, date, scope, &hash, &mut |bytes| text.extend_from_slice(bytes));
    String::from_utf8_lossy(&text).into_owned()
}

/// The signature of a string to sign, in lower-case hex.
#[cfg(test)]
fn signature(key: &SigningKey, string_to_sign: &str) -> String {
    let mut mac = key.0.clone();
    mac.update(string_to_sign.as_bytes());
    hex(&mac.finalize().into_bytes().into()).iter().copied().map(char::from).collect()
}

/// The value of the `Authorization` header.
#[cfg(test)]
fn authorization(access_key: &str, key: &SigningKey, date: &str, request: &Request<'_>) -> String {
    let mut value = Vec::with_capacity(256);
    write_authorization(&mut value, access_key, key, date, request);
    String::from_utf8_lossy(&value).into_owned()
}

/// Appends the value of the `Authorization` header. Allocates nothing but the room in `out` and, for a query, the order of
/// its parameters and their percent-encoded forms.
pub(crate) fn write_authorization(
    out: &mut Vec<u8>,
    access_key: &str,
    key: &SigningKey,
    date: &str,
    request: &Request<'_>,
) {
    put_authorization::<Sha256>(out, ALGORITHM, &[" Access=", access_key], &key.0, date, None, request);
}

/// Appends the value of the `Authorization` header with [`DERIVED_ALGORITHM`]. `access_key` is the one that the key was
/// made with.
pub(crate) fn write_derived_authorization(
    out: &mut Vec<u8>,
    access_key: &str,
    key: &DerivedKey,
    date: &str,
    request: &Request<'_>,
) {
    let scope = key.scope(date);
    let credential = [" Credential=", access_key, "/", &scope];
    let key = key.signing_key(&scope);
    put_authorization::<Sha256>(out, DERIVED_ALGORITHM, &credential, &key.0, date, Some(&scope), request);
}

/// Percent-encodes everything but `A-Z a-z 0-9 - . _ ~`, upper-case hex: one path segment, or one part of a query.
#[inline(never)]
pub(crate) fn percent_encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, ENCODED).into()
}

/// Takes the parts of a text, in order: a buffer, or a hash without a buffer before it.
trait Put: FnMut(&[u8]) {}
impl<F: FnMut(&[u8])> Put for F {}

fn put_authorization<H: Hash>(
    out: &mut Vec<u8>,
    algorithm: &str,
    credential: &[&str],
    key: &H::Key,
    date: &str,
    scope: Option<&str>,
    request: &Request<'_>,
) {
    let mut canonical = H::new();
    put_canonical_request::<H>(request, &mut |bytes| Digest::update(&mut canonical, bytes));

    let mut mac = key.clone();
    put_string_to_sign(algorithm, date, scope, &canonical.finalize().into(), &mut |bytes| mac.update(bytes));

    out.extend_from_slice(algorithm.as_bytes());
    credential.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
    out.extend_from_slice(b", SignedHeaders=");
    put_signed_headers(request.headers, &mut |bytes| out.extend_from_slice(bytes));
    out.extend_from_slice(b", Signature=");
    out.extend_from_slice(&hex(&mac.finalize().into_bytes().into()));
}

fn put_canonical_request<H: Hash>(request: &Request<'_>, put: &mut impl Put) {
    put(request.method.as_bytes());
    put(b"\n");

    // The signed path ends in a slash, whether or not the one on the wire does.
    put(request.path.as_bytes());
    put(if request.path.ends_with('/') { b"\n" } else { b"/\n" });

    let mut query = request.query.to_vec();
    query.sort_unstable();
    for (i, (name, value)) in query.iter().enumerate() {
        put(if i == 0 { b"" } else { b"&" });
        put(percent_encode(name).as_bytes());
        put(b"=");
        put(percent_encode(value).as_bytes());
    }
    put(b"\n");

    for (name, value) in request.headers.iter().filter(is_signed) {
        put(name.as_bytes());
        put(b":");
        put(value.trim().as_bytes());
        put(b"\n");
    }
    put(b"\n");
    put_signed_headers(request.headers, put);
    put(b"\n");

    if request.body.is_empty() {
        put(H::EMPTY_BODY);
    } else {
        put(&hex(&H::digest(request.body).into()));
    }
}

fn put_string_to_sign(algorithm: &str, date: &str, scope: Option<&str>, hash: &[u8; 32], put: &mut impl Put) {
    put(algorithm.as_bytes());
    put(b"\n");
    put(date.as_bytes());
    put(b"\n");
    if let Some(scope) = scope {
        put(scope.as_bytes());
        put(b"\n");
    }
    put(&hex(hash));
}

/// The names of the signed headers, as they stand in the canonical request and in `Authorization`.
fn put_signed_headers(headers: &[(&str, &str)], put: &mut impl Put) {
    for (i, (name, _)) in headers.iter().filter(is_signed).enumerate() {
        put(if i == 0 { b"" } else { b";" });
        put(name.as_bytes());
    }
}

fn is_signed(header: &&(&str, &str)) -> bool {
    !header.0.contains('_')
}

fn keyed<H: Hash>(key: &[u8]) -> H::Key {
    match H::Key::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => unreachable!("HMAC takes keys of any length"),
    }
}

fn hex(bytes: &[u8; 32]) -> [u8; 64] {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair[0] = HEX[usize::from(byte >> 4)];
        pair[1] = HEX[usize::from(byte & 15)];
    }
    text
}
