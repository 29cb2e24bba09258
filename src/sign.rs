//! SDK-HMAC-SHA256 request signing: pure, no clock, no I/O.

use zeroize::Zeroizing;

/// The name of the algorithm, as it stands in `Authorization` and in the string to sign.
pub(crate) const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// What is signed of a request. `path` is as it goes on the wire, without query, already percent-encoded.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// Names and values before encoding, in any order.
    pub(crate) query: &'a [(&'a str, &'a str)],
    /// The signed headers: lower-case names, in ascending order; `host` is one of them.
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
}

/// A secret key, prepared for signing.
pub(crate) struct SigningKey {
    // the HMAC state after the key; replaced by the implementation
    secret: Zeroizing<Vec<u8>>,
}

impl SigningKey {
    pub(crate) fn new(secret_key: &str) -> SigningKey {
        SigningKey { secret: Zeroizing::new(secret_key.as_bytes().to_vec()) }
    }
}

/// The canonical request of the signing documentation.
pub(crate) fn canonical_request(request: &Request<'_>) -> String {
    let _ = request;
    todo!()
}

/// The string to sign: algorithm, date (`X-Sdk-Date`) and the hash of the canonical request.
pub(crate) fn string_to_sign(date: &str, canonical_request: &str) -> String {
    let _ = (date, canonical_request);
    todo!()
}

/// The signature of a string to sign, in lower-case hex.
pub(crate) fn signature(key: &SigningKey, string_to_sign: &str) -> String {
    let _ = (&key.secret, string_to_sign);
    todo!()
}

/// The value of the `Authorization` header.
pub(crate) fn authorization(access_key: &str, key: &SigningKey, date: &str, request: &Request<'_>) -> String {
    let _ = (access_key, key, date, request);
    todo!()
}

/// Percent-encodes everything but `A-Z a-z 0-9 - . _ ~`, upper-case hex: one path segment, or one part of a query.
pub(crate) fn percent_encode(text: &str) -> String {
    let _ = text;
    todo!()
}
