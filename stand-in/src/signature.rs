//! The signature of a request, as the gateway computes it: SDK-HMAC-SHA256, SDK-HMAC-SM3 and V11-HMAC-SHA256.
//!
//! This is written from the service's signing guide and shares no code with the library, on purpose. If both used the same
//! code, a mistake in it would go unnoticed: the stand-in would accept what the real gateway refuses. Nor can the two
//! drift apart, since the tests of both reproduce the results of the official SDK in `tests/vectors/signing.json`.

use hmac::digest::Output;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use sm3::Sm3;

/// An algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// The secret key signs.
    Usual,
    /// As the usual one, with SM3 in place of SHA-256.
    Sm3,
    /// Its key is derived from the secret key, for one day, region and service.
    Derived,
}

impl Algorithm {
    pub(crate) fn named(name: &str) -> Option<Algorithm> {
        [Algorithm::Usual, Algorithm::Sm3, Algorithm::Derived].into_iter().find(|algorithm| algorithm.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Algorithm::Usual => "SDK-HMAC-SHA256",
            Algorithm::Sm3 => "SDK-HMAC-SM3",
            Algorithm::Derived => "V11-HMAC-SHA256",
        }
    }

    /// The hash in hex, of bodies and of canonical requests.
    pub(crate) fn hash(self, bytes: &[u8]) -> String {
        match self {
            Algorithm::Usual | Algorithm::Derived => hex(&Sha256::digest(bytes)),
            Algorithm::Sm3 => hex(&Sm3::digest(bytes)),
        }
    }

    /// The header in which a client can send the hash of the body.
    pub(crate) fn body_header(self) -> &'static str {
        match self {
            Algorithm::Usual | Algorithm::Derived => "x-sdk-content-sha256",
            Algorithm::Sm3 => "x-sdk-content-sm3",
        }
    }
}

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
    pub(crate) fn canonical_request(&self, algorithm: Algorithm) -> String {
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
            algorithm.hash(self.body),
        )
    }
}

/// The signature whose key is the secret key. `date` is the value of `X-Sdk-Date`.
pub(crate) fn signature(algorithm: Algorithm, secret_key: &str, date: &str, canonical_request: &str) -> String {
    let string_to_sign = string_to_sign(algorithm, &[date], canonical_request);
    let (key, message) = (secret_key.as_bytes(), [string_to_sign.as_bytes()]);
    match algorithm {
        Algorithm::Usual | Algorithm::Derived => hex(&hmac(key, &message)),
        Algorithm::Sm3 => hex(&mac::<Hmac<Sm3>>(key, &message)),
    }
}

/// The signature with [`Algorithm::Derived`]. `scope` is what the key is good for: `20191115/region/service`.
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
    let string_to_sign = string_to_sign(Algorithm::Derived, &[date, scope], canonical_request);
    hex(&hmac(derived_key.as_bytes(), &[string_to_sign.as_bytes()]))
}

fn string_to_sign(algorithm: Algorithm, lines: &[&str], canonical_request: &str) -> String {
    format!("{}\n{}\n{}", algorithm.name(), lines.join("\n"), algorithm.hash(canonical_request.as_bytes()))
}

pub(crate) fn hmac(key: &[u8], message: &[&[u8]]) -> [u8; 32] {
    mac::<Hmac<Sha256>>(key, message).into()
}

fn mac<M: KeyInit + Mac>(key: &[u8], message: &[&[u8]]) -> Output<M> {
    let mut mac = match <M as KeyInit>::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => unreachable!("HMAC takes keys of any length"),
    };
    message.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes()
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
        let mut tried = [0, 0, 0];
        for vector in file["vectors"].as_array().unwrap() {
            let text = |name: &str| vector[name].as_str().unwrap();
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

            let algorithm = Algorithm::named(text("algorithm")).expect(name);
            tried[algorithm as usize] += 1;
            let canonical = parts.canonical_request(algorithm);
            assert_eq!(canonical, text("canonical_request"), "{name}");
            let (access_key, secret_key, date) = (text("access_key"), text("secret_key"), value("x-sdk-date"));
            let signature = if algorithm != Algorithm::Derived {
                signature(algorithm, secret_key, date, &canonical)
            } else {
                let (_, scope) = part(authorization, "Credential").split_once('/').unwrap();
                derived_signature(access_key, secret_key, scope, date, &canonical)
            };
            assert_eq!(signature, part(authorization, "Signature"), "{name}");
        }
        let [usual, _, derived] = tried;
        assert!(usual >= 67 && derived >= 2, "{tried:?}");
    }

    #[test]
    fn the_sm3_signatures_of_the_official_go_sdk_are_reproduced() {
        let headers = [("x-sdk-date".to_owned(), "20060102T150405Z".to_owned())];
        for (method, query, body, expected) in [
            ("GET", ("limit", "1"), "", "acdeecf8061419275127135b54532c2c20b683bf9bbb8a32bee021a8c40befd4"),
            (
                "POST",
                ("key", "value"),
                "{\"Name\":\"test\",\"Id\":1}\n",
                "359e49285fe5a469f82b86fd761b1a4a7ee16e3181de7d643c53a30667cde508",
            ),
        ] {
            let query = [(query.0.to_owned(), query.1.to_owned())];
            let parts = SignedParts { method, path: "/path", query: &query, headers: &headers, body: body.as_bytes() };
            let canonical = parts.canonical_request(Algorithm::Sm3);
            assert_eq!(signature(Algorithm::Sm3, "SecretKey", &headers[0].1, &canonical), expected, "{method}");
        }
    }
}
