//! Whether a notification is genuine.

use std::ops::Deref;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::fields::Notification;
use super::policy::{NotificationKey, Policy};
use super::signature::{COVERED, Signature};
use crate::model::{RecordCallback, SignType};

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
    /// The length of `auth_sign` shows its sign type: 64 hex digits are HMACSHA256, 32 are MD5. Absent and null fields
    /// count as empty. The time is checked last, so a notification that fails with [`VerifyError::Expired`] was genuine.
    ///
    /// # Errors
    ///
    /// [`VerifyError`] says why the notification is refused. A body in which `auth_sign` or a field of the formula
    /// appears twice, in another letter case, or as an object, a list or broken Unicode is malformed, whatever its
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
        if !signature.is_right(signed.covered, key) {
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
        let signature = Signature::read(signature).map_err(|why| malformed("auth_sign", why))?;
        Ok(Signed { covered, signature })
    }

    fn timestamp(&self) -> &'a str {
        self.covered[0]
    }
}

fn malformed(field: &'static str, why: &'static str) -> VerifyError {
    VerifyError::Malformed { field, why }
}

/// A field's text, empty if it is absent or null; or the reason why two programs may read it differently.
fn the_one_text<'a>(notification: &'a Notification, name: &'static str) -> Result<&'a str, VerifyError> {
    let Some(field) = notification.field(name) else {
        return Ok("");
    };
    match field.doubt {
        Some(why) => Err(malformed(name, why)),
        None => Ok(field.text.as_deref().unwrap_or_default()),
    }
}

/// The instant of `auth_timestamp`, as the time since 1970; `None` if there is no timestamp.
///
/// Only digits are accepted, even if the policy does not check the time. A sign, a blank or a letter could be the
/// beginning of the next field, and then a stream with the name of an event could be taken for that event.
fn expiry(timestamp: &str) -> Result<Option<Duration>, VerifyError> {
    if timestamp.is_empty() {
        return Ok(None);
    }
    if !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(malformed("auth_timestamp", "is not a number of seconds"));
    }
    let seconds = timestamp.parse().map_err(|_| malformed("auth_timestamp", "is too large"))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The sign type in force decides: the callback's own, HMACSHA256 if it has none. A newer one is not checked as
    /// another.
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

    #[test]
    fn a_clock_may_show_any_time() {
        for seconds in [i64::MIN, -1, 0, 253_402_300_800, i64::MAX] {
            let Some(now) = crate::time::system_time(seconds, 0) else { continue };
            for expiry in [0, 1_583_676_745, u64::MAX] {
                let in_time = check_time(Duration::from_secs(expiry), &Policy::new().now(now)).is_ok();
                assert_eq!(in_time, i128::from(seconds) <= i128::from(expiry), "{now:?} {expiry}");
            }
        }
    }
}
