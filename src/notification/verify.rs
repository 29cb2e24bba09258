//! Whether a notification is genuine: the key, what to accept, and the two formulas.

use std::fmt;
use std::ops::Deref;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Notification;
use crate::error::Error;
use crate::model::{RecordCallback, SignType};

/// What HMACSHA256 covers, in the order of its formula.
const COVERED: [&str; 7] =
    ["auth_timestamp", "event_type", "publish_domain", "app", "stream", "download_url", "play_url"];

/// The callback's key (`key` when it was created; the service never shows it again).
///
/// Its memory is wiped when it is dropped, and `Debug` does not show it.
#[derive(Clone)]
pub struct NotificationKey(Zeroizing<Box<str>>);

impl NotificationKey {
    /// Takes the key as text; white space around it, such as the line end of a file, is no part of it.
    ///
    /// The service asks for at least 32 letters and digits. That is not held against a key here, since older
    /// callbacks may have others: a key that is not the callback's shows as [`VerifyError::WrongSignature`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) where nothing is left, or a control
    /// character stands inside, as with two lines of a file.
    pub fn new(key: &str) -> Result<NotificationKey, Error> {
        let key = key.trim();
        if key.is_empty() {
            return Err(Error::invalid("notification key: empty"));
        }
        if key.contains(char::is_control) {
            return Err(Error::invalid("notification key: a control character inside"));
        }
        Ok(NotificationKey(Zeroizing::new(key.into())))
    }
}

impl fmt::Debug for NotificationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotificationKey").finish_non_exhaustive()
    }
}

/// What to accept as genuine.
///
/// By default: signed with HMACSHA256, and not expired for more than [`Policy::DEFAULT_TOLERANCE`].
///
/// ```
/// use std::time::Duration;
/// use hwlive::notification::Policy;
///
/// let policy = Policy::new().md5(true).tolerance(Some(Duration::from_secs(30)));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Policy {
    hmac_sha256: bool,
    md5: bool,
    unsigned: bool,
    tolerance: Option<Duration>,
    max_ahead: Option<Duration>,
    now: Option<SystemTime>,
}

impl Policy {
    /// How long after its `auth_timestamp` a signature is accepted by default: 15 minutes, the difference
    /// in clocks that the service's gateway allows for; and for the time that a file takes after a recording's end.
    pub const DEFAULT_TOLERANCE: Duration = Duration::from_secs(15 * 60);

    /// HMACSHA256 only, [`DEFAULT_TOLERANCE`](Policy::DEFAULT_TOLERANCE), no limit ahead, nothing unsigned, the
    /// system's clock.
    pub fn new() -> Policy {
        Policy {
            hmac_sha256: true,
            md5: false,
            unsigned: false,
            tolerance: Some(Policy::DEFAULT_TOLERANCE),
            max_ahead: None,
            now: None,
        }
    }

    /// As [`new`](Policy::new), but accepting this sign type and no other. [`SignType::Other`] is one that this
    /// library cannot check: then no signature is accepted.
    pub fn for_sign_type(sign_type: SignType) -> Policy {
        Policy::new().hmac_sha256(sign_type == SignType::HmacSha256).md5(sign_type == SignType::Md5)
    }

    /// Whether to accept HMACSHA256; on by default.
    pub fn hmac_sha256(mut self, accept: bool) -> Policy {
        self.hmac_sha256 = accept;
        self
    }

    /// Whether to accept MD5; off by default, because it covers neither the event nor the URL. Where both are
    /// accepted the weaker one is what a forger has to beat.
    pub fn md5(mut self, accept: bool) -> Policy {
        self.md5 = accept;
        self
    }

    /// Whether to accept a body without a signature; off by default, and right only where something else tells who
    /// posts. A signature that is there is checked all the same; but who can forge a body can leave it out.
    pub fn unsigned(mut self, accept: bool) -> Policy {
        self.unsigned = accept;
        self
    }

    /// How long after its `auth_timestamp` a signature is accepted; `None`: for ever, and then, unless
    /// [`max_ahead`](Policy::max_ahead) is set, also without an `auth_timestamp`.
    ///
    /// That the timestamp is an expiry is documented for the service's stream notifications, and inferred for these.
    /// If it is the time of the event or of sending after all, this is the age up to which a notification is
    /// accepted.
    pub fn tolerance(mut self, tolerance: Option<Duration>) -> Policy {
        self.tolerance = tolerance;
        self
    }

    /// How far `auth_timestamp` may lie ahead; `None`, the default: any time, since how long the service's signatures
    /// live is not documented.
    pub fn max_ahead(mut self, max_ahead: Option<Duration>) -> Policy {
        self.max_ahead = max_ahead;
        self
    }

    /// The time to check against, in the place of the system's clock; for tests, and for bodies that were kept.
    pub fn now(mut self, now: SystemTime) -> Policy {
        self.now = Some(now);
        self
    }

    fn accepts(&self, sign_type: SignType) -> bool {
        match sign_type {
            SignType::HmacSha256 => self.hmac_sha256,
            SignType::Md5 => self.md5,
            SignType::Other => false,
        }
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy::new()
    }
}

/// Why a notification is not taken as genuine. Neither the key nor the right signature is in it, nor in its text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// There is no `auth_sign`: the callback has no key, or the body is not the service's.
    #[error("recording notification: unsigned: there is no auth_sign")]
    Unsigned,
    /// The signature is not the one of this body under this key.
    #[error("recording notification: wrong signature: the body was altered, or the key is not the callback's")]
    WrongSignature,
    /// The signature has the form of a sign type that the policy does not accept. It was not checked.
    #[error("recording notification: signed with {}, which is not accepted here", sign_type_name(*.0))]
    SignTypeNotAccepted(SignType),
    /// The signature is right, but its time is over.
    #[error("recording notification: expired {}s ago: a repeat, a late one, or this machine's clock is ahead", .ago.as_secs())]
    #[non_exhaustive]
    Expired {
        /// How long ago `auth_timestamp` was; the tolerance is not taken off.
        ago: Duration,
    },
    /// The signature is right, but its time lies further ahead than the policy allows.
    #[error("recording notification: auth_timestamp lies {}s ahead, further than is accepted here", .ahead.as_secs())]
    #[non_exhaustive]
    TooFarAhead {
        /// How far ahead `auth_timestamp` is.
        ahead: Duration,
    },
    /// What a signature needs cannot be read from the body in one and only one way. No signature was checked.
    #[error("recording notification: malformed: {field} {why}")]
    #[non_exhaustive]
    Malformed {
        /// The field's name.
        field: &'static str,
        /// What is the matter with it, as the end of a sentence.
        why: &'static str,
    },
}

fn sign_type_name(sign_type: SignType) -> &'static str {
    match sign_type {
        SignType::HmacSha256 => "HMACSHA256",
        SignType::Md5 => "MD5",
        SignType::Other => "another sign type",
    }
}

/// A notification that a policy accepted: a handler that asks for this cannot be handed an unchecked one.
///
/// Read [what a signature does not prove](super#what-a-signature-does-not-prove).
#[derive(Clone, Copy, Debug)]
pub struct Verified<'a> {
    notification: &'a Notification,
    sign_type: Option<SignType>,
}

impl<'a> Verified<'a> {
    /// The notification, for as long as it lives itself.
    pub fn notification(&self) -> &'a Notification {
        self.notification
    }

    /// How it was signed; `None`: not at all, and the policy allows that. With [`SignType::Md5`] none of its fields
    /// is covered.
    pub fn sign_type(&self) -> Option<SignType> {
        self.sign_type
    }
}

impl Deref for Verified<'_> {
    type Target = Notification;

    fn deref(&self) -> &Notification {
        self.notification
    }
}

/// A key and a policy, to check every notification of a callback with.
#[derive(Clone, Debug)]
pub struct Verifier {
    key: NotificationKey,
    policy: Policy,
}

impl Verifier {
    /// Puts a key and a policy together.
    pub fn new(key: NotificationKey, policy: Policy) -> Verifier {
        Verifier { key, policy }
    }

    /// The same key with another policy, made of this one: `verifier.with_policy(|policy| policy.tolerance(None))`.
    #[must_use]
    pub fn with_policy(self, change: impl FnOnce(Policy) -> Policy) -> Verifier {
        Verifier { key: self.key, policy: change(self.policy) }
    }

    /// [`Notification::verify`] with this key and policy.
    ///
    /// # Errors
    ///
    /// Those of [`Notification::verify`].
    pub fn verify<'a>(&self, notification: &'a Notification) -> Result<Verified<'a>, VerifyError> {
        notification.verify(&self.key, &self.policy)
    }
}

impl RecordCallback {
    /// What checks this callback's notifications: `key`, and a policy that accepts the sign type in force
    /// ([`sign_type`](RecordCallback::sign_type)) and no other. For a callback that is set to MD5 that is MD5.
    ///
    /// Query the callback again when its settings change.
    pub fn verifier(&self, key: NotificationKey) -> Verifier {
        Verifier::new(key, Policy::for_sign_type(self.sign_type()))
    }
}

impl Notification {
    /// Checks that the service signed this notification with `key`, as far as `policy` asks for it.
    ///
    /// The length of `auth_sign` tells its sign type: 64 hex digits are HMACSHA256, 32 are MD5. Absent and null fields
    /// count as empty. The time is looked at last, so that [`VerifyError::Expired`] says of a notification that it
    /// was genuine.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] says why the notification is refused. A body in which `auth_sign` or a field of the formula
    /// stands twice, in another letter case, or as an object, a list or broken Unicode is malformed, whatever its
    /// signature: another program that reads the same body could see in it what was not signed.
    pub fn verify<'a>(&'a self, key: &NotificationKey, policy: &Policy) -> Result<Verified<'a>, VerifyError> {
        let signed = Signed::read(self)?;
        let Some(signature) = &signed.signature else {
            let accepted = Verified { notification: self, sign_type: None };
            return if policy.unsigned { Ok(accepted) } else { Err(VerifyError::Unsigned) };
        };
        let sign_type = signature.sign_type();
        if !policy.accepts(sign_type) {
            return Err(VerifyError::SignTypeNotAccepted(sign_type));
        }
        let expiry = expiry(signed.timestamp())?;
        if expiry.is_none() && policy.tolerance.or(policy.max_ahead).is_some() {
            return Err(malformed("auth_timestamp", "is missing"));
        }
        if !signature.is_right(&signed, key) {
            return Err(VerifyError::WrongSignature);
        }
        if let Some(expiry) = expiry {
            check_time(expiry, policy)?;
        }
        Ok(Verified { notification: self, sign_type: Some(sign_type) })
    }
}

/// What a signature is about, read from the body in the one way in which it can be read.
struct Signed<'a> {
    /// The texts of `COVERED`.
    covered: [&'a str; COVERED.len()],
    signature: Option<Signature>,
}

impl<'a> Signed<'a> {
    fn read(notification: &'a Notification) -> Result<Signed<'a>, VerifyError> {
        let mut covered = [""; COVERED.len()];
        for (text, name) in covered.iter_mut().zip(COVERED) {
            *text = the_one_text(notification, name)?;
        }
        let signature = the_one_text(notification, "auth_sign")?;
        Ok(Signed { covered, signature: Signature::read(signature)? })
    }

    fn timestamp(&self) -> &'a str {
        self.covered[0]
    }
}

fn malformed(field: &'static str, why: &'static str) -> VerifyError {
    VerifyError::Malformed { field, why }
}

/// A field's text, empty where it is absent or null; or why two programs need not agree on it.
fn the_one_text<'a>(notification: &'a Notification, name: &'static str) -> Result<&'a str, VerifyError> {
    let Some(field) = notification.field(name) else {
        return Ok("");
    };
    match field.doubt {
        Some(why) => Err(malformed(name, why)),
        None => Ok(field.text.as_deref().unwrap_or_default()),
    }
}

/// The instant of `auth_timestamp`, after 1970; `None` where there is none.
///
/// Digits only, also where the policy asks for no time: a sign, a blank or a letter could be the beginning of the next
/// field, and an event would no longer be told from a stream that has an event's name.
fn expiry(timestamp: &str) -> Result<Option<Duration>, VerifyError> {
    if timestamp.is_empty() {
        return Ok(None);
    }
    if !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed("auth_timestamp", "is no number of seconds"));
    }
    let seconds = timestamp.parse().map_err(|_| malformed("auth_timestamp", "is beyond all times"))?;
    Ok(Some(Duration::from_secs(seconds)))
}

fn check_time(expiry: Duration, policy: &Policy) -> Result<(), VerifyError> {
    let now = policy.now.unwrap_or_else(SystemTime::now);
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let ago = now.saturating_sub(expiry);
    if policy.tolerance.is_some_and(|tolerance| ago > tolerance) {
        return Err(VerifyError::Expired { ago });
    }
    let ahead = expiry.saturating_sub(now);
    if policy.max_ahead.is_some_and(|max_ahead| ahead > max_ahead) {
        return Err(VerifyError::TooFarAhead { ahead });
    }
    Ok(())
}

/// `auth_sign`, told by its length.
enum Signature {
    HmacSha256([u8; 32]),
    Md5([u8; 16]),
}

impl Signature {
    /// `None`: there is none.
    fn read(text: &str) -> Result<Option<Signature>, VerifyError> {
        if text.is_empty() {
            return Ok(None);
        }
        let signature = match text.len() {
            64 => unhex(text).map(Signature::HmacSha256),
            32 => unhex(text).map(Signature::Md5),
            _ => None,
        };
        signature.map(Some).ok_or(malformed("auth_sign", "is neither 64 nor 32 hex digits"))
    }

    fn sign_type(&self) -> SignType {
        match self {
            Signature::HmacSha256(_) => SignType::HmacSha256,
            Signature::Md5(_) => SignType::Md5,
        }
    }

    /// Compares with the signature of this body under `key`.
    ///
    /// Time must not tell how much of a guess is right. Both comparisons look at every byte and branch once, on the
    /// result (`verify_slice` and the equality of `CtOutput` are made for that), and the right signature is never
    /// turned into text. Everything else that varies in time does so with what the sender knows anyway: the lengths,
    /// the hex digits, and the order of the checks before. The time of the hashes depends on the length of what goes
    /// in; for the key's that is one block of 64 bytes more or less.
    fn is_right(&self, signed: &Signed<'_>, key: &NotificationKey) -> bool {
        match self {
            Signature::HmacSha256(signature) => {
                hmac_sha256(signed.covered, key).is_some_and(|mac| mac.verify_slice(signature).is_ok())
            }
            Signature::Md5(signature) => {
                let right = md5(signed.timestamp(), key).finalize();
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
/// A hash with the key in front can be prolonged by who does not know the key. Not here: what would follow the timestamp
/// has to begin with the hash's own padding, which is no digit.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The sign type in force decides: the callback's own, HMACSHA256 where it has none, and nothing in place of a
    /// newer one.
    #[test]
    fn verifier_accepts_the_callbacks_sign_type_only() {
        const HMAC_SHA256: &str = "6f1c37f5d795a82082a92edb0e2031c2bc1fc93010f1c43949ee8d9ed9e8af29";
        const MD5: &str = "fbea60f41db857bbdee04a5127b742fa";
        for (sign_type, accepts) in [
            ("", [true, false]),
            (r#","sign_type":null"#, [true, false]),
            (r#","sign_type":"HMACSHA256""#, [true, false]),
            (r#","sign_type":"MD5""#, [false, true]),
            (r#","sign_type":"SM3""#, [false, false]),
        ] {
            let callback = RecordCallback::from_body(format!(r#"{{"id":"1"{sign_type}}}"#).as_bytes(), None);
            let callback = callback.expect("a callback");
            let key = NotificationKey::new("0123456789abcdef0123456789abcdef").expect("a key");
            let now = UNIX_EPOCH + Duration::from_secs(1583676745);
            let verifier = callback.verifier(key).with_policy(|policy| policy.now(now));
            let accepted = [HMAC_SHA256, MD5].map(|sign| {
                let body = format!(
                    r#"{{"event_type":"RECORD_NEW_FILE_START","publish_domain":"push.example.com","app":"live",
                       "stream":"mystream","auth_timestamp":1583676745,"auth_sign":"{sign}"}}"#
                );
                verifier.verify(&Notification::parse(body.as_bytes()).expect("a notification")).is_ok()
            });
            assert_eq!(accepted, accepts, "{sign_type}");
        }
    }
}
