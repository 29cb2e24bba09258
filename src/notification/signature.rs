//! The two formulas of `auth_sign`.

use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;

use super::policy::NotificationKey;
use crate::model::SignType;

/// What HMACSHA256 covers, in the order of its formula.
pub(super) const COVERED: [&str; 7] =
    ["auth_timestamp", "event_type", "publish_domain", "app", "stream", "download_url", "play_url"];

/// `auth_sign`. Its length shows which kind it is.
pub(super) enum Signature {
    HmacSha256([u8; 32]),
    Md5([u8; 16]),
}

impl Signature {
    /// `None`: there is none. An error is the end of a sentence about `auth_sign`.
    pub(super) fn read(text: &str) -> Result<Option<Signature>, &'static str> {
        if text.is_empty() {
            return Ok(None);
        }
        let signature = match text.len() {
            64 => unhex(text).map(Signature::HmacSha256),
            32 => unhex(text).map(Signature::Md5),
            _ => None,
        };
        signature.map(Some).ok_or("is neither 64 nor 32 hex digits")
    }

    pub(super) fn sign_type(&self) -> SignType {
        match self {
            Signature::HmacSha256(_) => SignType::HmacSha256,
            Signature::Md5(_) => SignType::Md5,
        }
    }

    /// Compares with the signature of this body under `key`.
    ///
    /// The time it takes must not show how much of a guess is right. Both comparisons look at every byte and branch
    /// once, on the result (`verify_slice` and the equality of `CtOutput` are made for that), and the right signature is
    /// never turned into text. All other differences in time depend on what the sender knows anyway: the lengths, the
    /// hex digits, and the order of the checks before. The time of the hashes depends on the length of their input; the
    /// key's length can change it by one block of 64 bytes.
    pub(super) fn is_right(&self, covered: [&str; COVERED.len()], key: &NotificationKey) -> bool {
        match self {
            Signature::HmacSha256(signature) => {
                hmac_sha256(covered, key).is_some_and(|mac| mac.verify_slice(signature).is_ok())
            }
            Signature::Md5(signature) => {
                let right = md5(covered[0], key).finalize();
                CtOutput::<Md5>::from(right) == CtOutput::from(md5::digest::Output::<Md5>::from(*signature))
            }
        }
    }
}

/// The formula of HMACSHA256, over the texts of `COVERED`.
fn hmac_sha256(covered: [&str; COVERED.len()], key: &NotificationKey) -> Option<Hmac<Sha256>> {
    // HMAC takes keys of every length.
    let mut mac = Hmac::<Sha256>::new_from_slice(key.0.as_bytes()).ok()?;
    for text in covered {
        mac.update(text.as_bytes());
    }
    Some(mac)
}

/// The formula of MD5.
///
/// A hash with the key in front can be extended without knowing the key. That does not help here: an extended timestamp
/// would have to continue with the hash's own padding, which is not a digit.
fn md5(timestamp: &str, key: &NotificationKey) -> Md5 {
    Md5::new().chain_update(key.0.as_bytes()).chain_update(timestamp)
}

/// `None`: not exactly N bytes of hex, in either case.
fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = [pair[0], pair[1]].map(|digit| char::from(digit).to_digit(16));
        *byte = u8::try_from(high? << 4 | low?).ok()?;
    }
    Some(bytes)
}
