//! `hwlive_notification`: a recording event that the service posted, and whether it is genuine.

use std::ffi::{CStr, CString, c_char};
use std::mem::MaybeUninit;
use std::slice;
use std::time::Duration;

use super::boundary::{given, guard, guard_new, text};
use super::error::{
    Failure, HWLIVE_CODE_EXPIRED, HWLIVE_CODE_MALFORMED, HWLIVE_CODE_UNSIGNED, HWLIVE_CODE_WRONG_SIGNATURE,
    hwlive_code, hwlive_error,
};
use super::lent_texts::{c_text, lend};
use super::panic::guard_or;
use super::record_callback::hwlive_record_callback;
use crate::events::Events;
use crate::model::SignType;
use crate::notification::{Notification, NotificationKey, ParseError, Policy, VerifyError};
use crate::time;

/// Bit of `accept` in `hwlive_notification_verify`: a signature of sign type HMACSHA256.
pub const HWLIVE_ACCEPT_HMACSHA256: u32 = 1u32;
/// Bit of `accept` in `hwlive_notification_verify`: a signature of sign type MD5. It covers neither the event nor the
/// URL: whoever has seen one notification can post any other with its signature.
pub const HWLIVE_ACCEPT_MD5: u32 = 2u32;
/// Bit of `accept` in `hwlive_notification_verify`: no signature at all. Use it only if something else shows who posted
/// the notification. A notification that has a signature still needs the bit of its sign type.
pub const HWLIVE_ACCEPT_UNSIGNED: u32 = 4u32;

/// The usual `tolerance_ms` of `hwlive_notification_verify`: 15 minutes, in milliseconds.
pub const HWLIVE_NOTIFICATION_TOLERANCE_MS: i64 = 900000;

const _: () = assert!(HWLIVE_NOTIFICATION_TOLERANCE_MS as u128 == Policy::DEFAULT_TOLERANCE.as_millis());

/// A recording event, as it was posted. It never changes. Free it with `hwlive_notification_free`.
///
/// Anyone can post one, so call `hwlive_notification_verify` before you trust it. The texts that it lends are as sent.
/// If a field is a number or a boolean, the text is its JSON text. If it is null, a list or an object, it counts as
/// missing, and the text is NULL. If a field is there twice, the last one counts. The getters of a notification accept
/// NULL. The comment of each says what it returns then.
pub struct hwlive_notification {
    notification: Notification,
    json: CString,
    /// The texts that are there, by the service's names.
    texts: Vec<(&'static str, CString)>,
}

impl hwlive_notification {
    fn new(notification: Notification) -> hwlive_notification {
        let texts = TEXTS.into_iter().filter_map(|(name, get)| Some((name, c_text(get(&notification)?)))).collect();
        hwlive_notification { json: c_text(notification.json()), texts, notification }
    }

    pub(super) fn notification(&self) -> &Notification {
        &self.notification
    }

    pub(super) fn text(&self, name: &str) -> Option<&CStr> {
        self.texts.iter().find(|(other, _)| *other == name).map(|(_, text)| &**text)
    }
}

type GetText = for<'a> fn(&'a Notification) -> Option<&'a str>;

/// The texts of a notification by their names, each followed by what reads it.
const TEXTS: [(&str, GetText); 18] = [
    ("project_id", Notification::project_id),
    ("job_id", Notification::job_id),
    ("task_id", Notification::task_id),
    ("event_type", Notification::event_type),
    ("publish_domain", Notification::publish_domain),
    ("app", Notification::app),
    ("stream", Notification::stream),
    ("record_format", Notification::record_format),
    ("download_url", Notification::download_url),
    ("play_url", Notification::play_url),
    ("asset_id", Notification::asset_id),
    ("start_time", Notification::start_time),
    ("end_time", Notification::end_time),
    ("obs_location", Notification::obs_location),
    ("obs_bucket", Notification::obs_bucket),
    ("obs_object", Notification::obs_object),
    ("auth_sign", Notification::auth_sign),
    ("auth_timestamp", Notification::auth_timestamp),
];

impl From<ParseError> for Failure {
    fn from(error: ParseError) -> Failure {
        Failure::Coded(HWLIVE_CODE_MALFORMED, error.to_string())
    }
}

impl From<VerifyError> for Failure {
    fn from(error: VerifyError) -> Failure {
        let code = match error {
            VerifyError::Unsigned => HWLIVE_CODE_UNSIGNED,
            VerifyError::WrongSignature | VerifyError::SignTypeNotAccepted(_) => HWLIVE_CODE_WRONG_SIGNATURE,
            VerifyError::Expired { .. } | VerifyError::TooFarAhead { .. } => HWLIVE_CODE_EXPIRED,
            VerifyError::Malformed { .. } => HWLIVE_CODE_MALFORMED,
        };
        Failure::Coded(code, error.to_string())
    }
}

/// Reads the body of a POST that came to `notify_callback_url`.
///
/// `body` points to `length` bytes of JSON, at most 1048576, whatever the Content-Type says. It needs no NUL at its
/// end. The bytes are copied. No field is required here. Sends nothing.
///
/// `*notification_out` is set to the notification, or to NULL if the function fails. Free it with
/// `hwlive_notification_free`.
///
/// Fails with `HWLIVE_CODE_MALFORMED` if the body is too long, not UTF-8, not JSON, not an object, or nested more than
/// 32 deep. No text of the body is in the message. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `body` or
/// `notification_out` is NULL, or if `length` is more than half of SIZE_MAX.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_notification_parse(
    body: *const c_char,
    length: usize,
    notification_out: Option<&mut MaybeUninit<*mut hwlive_notification>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard_new("hwlive_notification_parse", ("notification_out", notification_out), error_out, || {
        if body.is_null() {
            return Err(Failure::Argument("body", "is NULL"));
        }
        // Nothing that long can be pointed to, and no slice may be longer.
        if length > isize::MAX as usize {
            return Err(Failure::Argument("length", "is longer than any body"));
        }
        // SAFETY: as the header demands, `body` points to `length` bytes that nobody changes during the call.
        let body = unsafe { slice::from_raw_parts(body.cast::<u8>(), length) };
        Ok(hwlive_notification::new(Notification::parse(body)?))
    })
}

/// Checks that the service signed a notification with the callback's key.
///
/// `key` is the key that the callback was created with. White space around it is dropped. It is not empty and has no
/// control characters. `accept` is the sum of `HWLIVE_ACCEPT_*` for what you trust; `hwlive_record_callback_accept`
/// returns it for a callback. `tolerance_ms` is how long after its auth_timestamp a signature is accepted, such as
/// `HWLIVE_NOTIFICATION_TOLERANCE_MS`; -1 means for ever. An auth_timestamp in the future is accepted. `now_unix` is
/// the time to check against, in seconds since 1970; 0 means this machine's clock. Signatures are compared in constant
/// time.
///
/// HMACSHA256 covers auth_timestamp, event_type, publish_domain, app, stream, download_url and play_url, and no other
/// field. MD5 covers only auth_timestamp.
///
/// Fails with
///
/// - `HWLIVE_CODE_INVALID_ARGUMENT` if `notification` or `key` is NULL, or if an argument is not usable.
/// - `HWLIVE_CODE_UNSIGNED` if there is no signature and `accept` does not have `HWLIVE_ACCEPT_UNSIGNED`.
/// - `HWLIVE_CODE_WRONG_SIGNATURE` if the signature is not right, or if its sign type is not accepted.
/// - `HWLIVE_CODE_EXPIRED` if the signature is right but too old.
/// - `HWLIVE_CODE_MALFORMED` if the signature has no known form, if its auth_timestamp is no number, or if a field that
///   it covers can be read in more than one way. Also if the auth_timestamp is missing, unless `tolerance_ms` is -1.
///
/// Neither the key nor the right signature is in the message.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_notification_verify(
    notification: Option<&hwlive_notification>,
    key: *const c_char,
    accept: u32,
    tolerance_ms: i64,
    now_unix: i64,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard("hwlive_notification_verify", error_out, || {
        let notification = given("notification", notification)?;
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        let key = NotificationKey::new(unsafe { text("key", key) }?)?;
        if accept & !(HWLIVE_ACCEPT_HMACSHA256 | HWLIVE_ACCEPT_MD5 | HWLIVE_ACCEPT_UNSIGNED) != 0 {
            return Err(Failure::Argument("accept", "has a bit that is none of HWLIVE_ACCEPT_*"));
        }
        let tolerance = match tolerance_ms {
            -1 => None,
            ms => Some(u64::try_from(ms).map_err(|_| Failure::Argument("tolerance_ms", "is negative and not -1"))?),
        };
        let now = u64::try_from(now_unix).map_err(|_| Failure::Argument("now_unix", "is negative"))?;
        let mut policy = Policy::new()
            .hmac_sha256(accept & HWLIVE_ACCEPT_HMACSHA256 != 0)
            .md5(accept & HWLIVE_ACCEPT_MD5 != 0)
            .unsigned(accept & HWLIVE_ACCEPT_UNSIGNED != 0)
            .tolerance(tolerance.map(Duration::from_millis));
        if now != 0 {
            policy = policy.now(time::instant_of(now));
        }
        notification.notification.verify(&key, &policy)?;
        Ok(())
    })
}

/// Returns what `hwlive_notification_verify` should accept for a callback: the bit `HWLIVE_ACCEPT_*` of its sign type
/// in force.
///
/// If the service sent no `sign_type`, the result is `HWLIVE_ACCEPT_HMACSHA256`. It is 0, which accepts nothing, if
/// this version cannot check the sign type or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_accept(callback: Option<&hwlive_record_callback>) -> u32 {
    guard_or(0, || match callback.map(hwlive_record_callback::sign_type) {
        Some(SignType::HmacSha256) => HWLIVE_ACCEPT_HMACSHA256,
        Some(SignType::Md5) => HWLIVE_ACCEPT_MD5,
        Some(SignType::Other) | None => 0,
    })
}

/// Returns the event as a bit `HWLIVE_EVENT_*`, to compare with `hwlive_record_callback_events`.
///
/// The result is `HWLIVE_EVENT_OTHER` if `event_type` is missing or this version of the library does not know it. It is
/// 0 if `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_event(notification: Option<&hwlive_notification>) -> u32 {
    guard_or(0, || notification.map_or(Events::default(), |this| this.notification.event()).bits())
}

/// Returns the body as it was received, with every field, also those that this version of the library does not know.
///
/// `*length_out` is set to the length in bytes, without the NUL at the end. `length_out` may be NULL. The text is lent
/// by `notification`. It is NULL, with a length of 0, only if `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_json(
    notification: Option<&hwlive_notification>,
    length_out: Option<&mut MaybeUninit<usize>>,
) -> *const c_char {
    let json = notification.map(|this| &*this.json);
    if let Some(length_out) = length_out {
        length_out.write(json.map_or(0, |json: &CStr| json.count_bytes()));
    }
    lend(|| json)
}

/// Frees a notification and the texts that it lent. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_free(notification: Option<Box<hwlive_notification>>) {
    guard_or((), || drop(notification));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordCallback;

    /// What is in force for the callback is accepted, and nothing else, as with Rust's `RecordCallback::verifier`.
    #[test]
    fn a_callback_accepts_its_own_sign_type() {
        for (sign_type, accepted) in [
            ("", HWLIVE_ACCEPT_HMACSHA256),
            (r#","sign_type":null"#, HWLIVE_ACCEPT_HMACSHA256),
            (r#","sign_type":"HMACSHA256""#, HWLIVE_ACCEPT_HMACSHA256),
            (r#","sign_type":"MD5""#, HWLIVE_ACCEPT_MD5),
            (r#","sign_type":"SM3""#, 0),
        ] {
            let body = format!(r#"{{"id":"1"{sign_type}}}"#);
            let callback = RecordCallback::from_body(body.as_bytes(), None).expect("a callback");
            let callback = hwlive_record_callback::new(callback);
            assert_eq!(hwlive_record_callback_accept(Some(&callback)), accepted, "{body}");
        }
    }
}
