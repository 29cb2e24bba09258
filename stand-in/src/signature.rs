//! The signature of a request, as the gateway computes it: SDK-HMAC-SHA256 and V11-HMAC-SHA256.
//!
//! This is written from the service's signing guide and shares no code with the library, on purpose. If both used the same
//! code, a mistake in it would go unnoticed: the stand-in would accept what the real gateway refuses. Nor can the two
//! drift apart, since the tests of both reproduce the results of the official SDK in `tests/vectors/signing.json`.

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

/// The usual algorithm: the secret key signs.
pub(crate) const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// The algorithm whose key is derived from the secret key, for one day, region and service.
pub(crate) const DERIVED_ALGORITHM: &str = "V11-HMAC-SHA256";

/// What is percent-encoded in a canonical query: everything but letters, digits and `-._~`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The parts of a request that are signed.
#[derive(Debug)]
pub(crate) struct SignedParts<'a> {
    pub(crate) method: &'a str,
    /// As it was sent, percent-encoding untouched.
    pub(crate) path: &'a str,
    /// Names and values, decoded.
    pub(crate) query: &'a [(String, String)],
    /// The signed headers alone: names in lower case, in ascending order.
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: &'a [u8],
}

impl SignedParts<'_> {
    /// The canonical request of the signing guide.
    pub(crate) fn canonical_request(&self) -> String {
        let slash = if self.path.ends_with('/') { "" } else { "/" };
        let mut query = self.query.to_vec();
        query.sort();
        let encode = |text| utf8_percent_encode(text, ENCODED);
        let query: Vec<_> = query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect();
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        format!(
            "{}\n{}{slash}\n{}\n{headers}\n{}\n{}",
            self.method,
            self.path,
            query.join("&"),
            names.join(";"),
            hex(&Sha256::digest(self.body)),
        )
    }
}

/// The signature with [`ALGORITHM`]. `date` is the value of `X-Sdk-Date`.
pub(crate) fn signature(secret_key: &str, date: &str, canonical_request: &str) -> String {
    let string_to_sign = string_to_sign(&[ALGORITHM, date], canonical_request);
    hex(&hmac(secret_key.as_bytes(), &[string_to_sign.as_bytes()]))
}

/// The signature with [`DERIVED_ALGORITHM`]. `scope` is what the key is good for: `20191115/region/service`.
pub(crate) fn derived_signature(
    access_key: &str,
    secret_key: &str,
    scope: &str,
    date: &str,
    canonical_request: &str,
) -> String {
    // HKDF with SHA-256: extract, then expand to one block. The key is that block in hex.
    let extracted = hmac(access_key.as_bytes(), &[secret_key.as_bytes()]);
    let derived_key = hex(&hmac(&extracted, &[scope.as_bytes(), &[1]]));
    let string_to_sign = string_to_sign(&[DERIVED_ALGORITHM, date, scope], canonical_request);
    hex(&hmac(derived_key.as_bytes(), &[string_to_sign.as_bytes()]))
}

fn string_to_sign(first_lines: &[&str], canonical_request: &str) -> String {
    format!("{}\n{}", first_lines.join("\n"), hex(&Sha256::digest(canonical_request)))
}

pub(crate) fn hmac(key: &[u8], message: &[&[u8]]) -> [u8; 32] {
    let mut mac = match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => unreachable!("HMAC takes keys of any length"),
    };
    message.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The value of a part of an `Authorization` header.
    fn part<'a>(authorization: &'a str, name: &str) -> &'a str {
        let parts = authorization.split([' ', ',']);
        parts.filter_map(|part| part.split_once('=')).find(|(known, _)| *known == name).map(|(_, value)| value).unwrap()
    }

    fn pairs(value: &Value) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        value.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
    }

    #[test]
    fn the_results_of_the_official_sdk_are_reproduced() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/signing.json");
        let file = std::fs::read_to_string(file).expect("the vectors are in the repository");
        let file: Value = serde_json::from_str(&file).unwrap();
        let mut tried = [0, 0];
        for vector in file["vectors"].as_array().unwrap() {
            let text = |name: &str| vector[name].as_str().unwrap();
            if text("algorithm") == "SDK-HMAC-SM3" {
                continue;
            }
            let name = text("name");
            let authorization = text("authorization");
            let sent = vector["headers"].as_object().unwrap();
            let value = |header: &str| match header {
                "host" => text("host"),
                _ => sent.iter().find(|(name, _)| name.eq_ignore_ascii_case(header)).unwrap().1.as_str().unwrap(),
            };
            let signed = part(authorization, "SignedHeaders").split(';');
            let headers: Vec<_> = signed.map(|name| (name.to_owned(), value(name).to_owned())).collect();
            let parts = SignedParts {
                method: text("method"),
                path: text("path"),
                query: &pairs(&vector["query"]),
                headers: &headers,
                body: text("body").as_bytes(),
            };

            let canonical = parts.canonical_request();
            assert_eq!(canonical, text("canonical_request"), "{name}");
            let (access_key, secret_key, date) = (text("access_key"), text("secret_key"), value("x-sdk-date"));
            let signature = if text("algorithm") == ALGORITHM {
                tried[0] += 1;
                signature(secret_key, date, &canonical)
            } else {
                tried[1] += 1;
                let (_, scope) = part(authorization, "Credential").split_once('/').unwrap();
                derived_signature(access_key, secret_key, scope, date, &canonical)
            };
            assert_eq!(signature, part(authorization, "Signature"), "{name}");
        }
        assert!(tried[0] >= 67 && tried[1] >= 2, "{tried:?}");
    }
}
