//! `hwlive_notification`: a recording event that the service posted, and whether it is genuine.

use std::ffi::{CStr, CString, c_char};
use std::mem::MaybeUninit;
use std::slice;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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

/// Bit of what `hwlive_notification_verify` accepts: a signature of sign type HMACSHA256.
pub const HWLIVE_ACCEPT_HMACSHA256: u32 = 1u32;
/// Bit of what `hwlive_notification_verify` accepts: a signature of sign type MD5, which covers neither the event nor the
/// URL: who has seen one notification can post any other with its signature.
pub const HWLIVE_ACCEPT_MD5: u32 = 2u32;
/// Bit of what `hwlive_notification_verify` accepts: no signature at all. Only where something else tells who posts.
pub const HWLIVE_ACCEPT_UNSIGNED: u32 = 4u32;

/// How long after its timestamp a signature is accepted where nothing speaks against it, in milliseconds: 15 minutes.
pub const HWLIVE_NOTIFICATION_TOLERANCE_MS: i64 = 900000;

const _: () = assert!(HWLIVE_NOTIFICATION_TOLERANCE_MS as u128 == Policy::DEFAULT_TOLERANCE.as_millis());

/// A recording event, as it was posted. Immutable; freed with `hwlive_notification_free`.
///
/// Anyone can post one: `hwlive_notification_verify` before you believe it. The texts it lends are as sent; a number or
/// boolean in a text's place is its JSON text. Its functions take NULL as a notification that has nothing in it.
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

/// Lends a text of a notification.
fn lend_text(notification: Option<&hwlive_notification>, name: &str) -> *const c_char {
    lend(|| notification?.texts.iter().find(|(other, _)| *other == name).map(|(_, text)| &**text))
}

/// A number that is there and fits, else -1.
fn number(notification: Option<&hwlive_notification>, get: impl Fn(&Notification) -> Option<u64>) -> i64 {
    guard_or(-1, || {
        notification.and_then(|this| get(&this.notification)).and_then(|number| number.try_into().ok()).unwrap_or(-1)
    })
}

/// Seconds since 1970; `INT64_MIN` where there are none.
fn seconds(notification: Option<&hwlive_notification>, get: impl Fn(&Notification) -> Option<&str>) -> i64 {
    guard_or(i64::MIN, || {
        let time = notification.and_then(|this| crate::time::parse(get(&this.notification)?));
        time.map_or(i64::MIN, |(seconds, _)| seconds)
    })
}

/// Reads the body of a POST that came to `notify_callback_url`.
///
/// `body` points to `length` bytes of JSON, at most 1048576, whatever the Content-Type says; it is copied. No field is
/// required here. Sends nothing.
///
/// `*notification_out` is set to the notification, to be freed with `hwlive_notification_free`, or to NULL when the call
/// fails.
///
/// Fails with `HWLIVE_CODE_MALFORMED` where the body is too long, not UTF-8, not JSON, not an object, or nested more than 32
/// deep. No text of the body is in the message.
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
/// `key` is the one that the callback was created with; white space around it is dropped. `accept` is the bits
/// `HWLIVE_ACCEPT_*` of what is taken as genuine: `hwlive_record_callback_accept` tells them of a callback. `tolerance_ms` is
/// how long after its auth_timestamp a signature is accepted, such as `HWLIVE_NOTIFICATION_TOLERANCE_MS`; -1 is for ever.
/// `now_unix` is the time to check against, in seconds since 1970; 0 is this machine's clock. Compares in constant time.
///
/// What HMACSHA256 covers is auth_timestamp, event_type, publish_domain, app, stream, download_url and play_url, and no
/// other field.
///
/// Fails with `HWLIVE_CODE_UNSIGNED`, `HWLIVE_CODE_WRONG_SIGNATURE` (also where the sign type is not accepted),
/// `HWLIVE_CODE_EXPIRED` (the signature is right), or `HWLIVE_CODE_MALFORMED`. Neither the key nor the right signature is in
/// the message.
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
            let now: Option<SystemTime> = UNIX_EPOCH.checked_add(Duration::from_secs(now));
            policy = policy.now(now.ok_or(Failure::Argument("now_unix", "is too far ahead"))?);
        }
        notification.notification.verify(&key, &policy)?;
        Ok(())
    })
}

/// Tells what to accept of the notifications of a callback: the bit `HWLIVE_ACCEPT_*` of its sign type in force, for
/// `hwlive_notification_verify`.
///
/// Returns 0, which accepts nothing, where this version cannot check that sign type or `callback` is NULL.
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

/// Tells the event as a bit `HWLIVE_EVENT_*`, to be held against `hwlive_record_callback_events`.
///
/// Returns `HWLIVE_EVENT_OTHER` where `event_type` is absent or newer than this library; 0 where `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_event(notification: Option<&hwlive_notification>) -> u32 {
    guard_or(0, || notification.map_or(Events::default(), |this| this.notification.event()).bits())
}

/// Tells the project, `project_id`.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_project_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "project_id")
}

/// Tells what all events about one file have in common, `job_id`; sent with RECORD_NEW_FILE_START and
/// RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_job_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "job_id")
}

/// Tells the recording task, `task_id`.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_task_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "task_id")
}

/// Tells the event as sent, `event_type`; `hwlive_notification_event` tells it as a bit.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_event_type(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "event_type")
}

/// Tells the ingest domain, `publish_domain`.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_publish_domain(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "publish_domain")
}

/// Tells the application, `app`.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_app(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "app")
}

/// Tells the stream, `stream`.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_stream(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "stream")
}

/// Tells the format, `record_format`: "HLS", "FLV" or "MP4".
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_record_format(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "record_format")
}

/// Tells where the file is, `download_url`; sent with RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_download_url(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "download_url")
}

/// Tells where the file is played, `play_url`; in the signature's formula, but not in the service's current list of
/// fields.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_play_url(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "play_url")
}

/// Tells the media asset in VOD, `asset_id`; sent with RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_asset_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "asset_id")
}

/// Tells when the file begins, `start_time`, documented as yyyy-mm-ddThh:mm:ssZ; sent with RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_start_time(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "start_time")
}

/// Tells when the file ends, `end_time`, documented as yyyy-mm-ddThh:mm:ssZ; sent with RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_end_time(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "end_time")
}

/// Tells the endpoint of the object storage, `obs_location`; sent with RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_obs_location(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "obs_location")
}

/// Tells the bucket, `obs_bucket`; sent with RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_obs_bucket(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "obs_bucket")
}

/// Tells the file's path in the bucket, `obs_object`; sent with RECORD_FILE_COMPLETE.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_obs_object(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "obs_object")
}

/// Tells the signature, `auth_sign`, sent where the callback has a key. Keep it out of logs.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_auth_sign(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "auth_sign")
}

/// Tells when the signature expires, `auth_timestamp`, as written, in seconds since 1970.
///
/// Returns a text lent by `notification`; NULL where none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_auth_timestamp(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "auth_timestamp")
}

/// Tells the file's size in bytes, `file_size`.
///
/// Returns -1 where none was sent, it is no such number, or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_file_size(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::file_size)
}

/// Tells how long the recording is, in whole seconds, `record_duration`.
///
/// Returns -1 where none was sent, it is no such number, or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_record_duration(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::record_duration)
}

/// Tells the picture's width in pixels, `width`.
///
/// Returns -1 where none was sent, it is no such number, or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_width(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::width)
}

/// Tells the picture's height in pixels, `height`.
///
/// Returns -1 where none was sent, it is no such number, or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_height(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::height)
}

/// Tells `start_time` in whole seconds since 1970, UTC.
///
/// Returns INT64_MIN where it is absent, not understood, or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_start_time_unix(notification: Option<&hwlive_notification>) -> i64 {
    seconds(notification, Notification::start_time)
}

/// Tells `end_time` in whole seconds since 1970, UTC.
///
/// Returns INT64_MIN where it is absent, not understood, or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_end_time_unix(notification: Option<&hwlive_notification>) -> i64 {
    seconds(notification, Notification::end_time)
}

/// Lends the body as it was received, with every field, also those that this version does not know.
///
/// `*length_out`, which may be NULL, is set to its length in bytes, without the NUL at its end.
///
/// Returns a text lent by `notification`; NULL where `notification` is NULL.
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

/// Frees a notification and what it lent. NULL is allowed and does nothing.
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
