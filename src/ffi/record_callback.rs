//! `hwlive_record_callback`: what the service said about a recording callback.

use std::ffi::{CStr, CString, c_char};
use std::mem::MaybeUninit;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::boundary::{c_text, guard_or, lend};
use crate::{Events, RecordCallback, SignType};

/// Bit of `hwlive_record_callback_events`: RECORD_NEW_FILE_START, a new file was begun.
pub const HWLIVE_EVENT_RECORD_NEW_FILE_START: u32 = 1u32;
/// Bit of `hwlive_record_callback_events`: RECORD_FILE_COMPLETE, a file was finished. The service's default.
pub const HWLIVE_EVENT_RECORD_FILE_COMPLETE: u32 = 2u32;
/// Bit of `hwlive_record_callback_events`: RECORD_OVER, recording ended.
pub const HWLIVE_EVENT_RECORD_OVER: u32 = 4u32;
/// Bit of `hwlive_record_callback_events`: RECORD_FAILED, recording failed.
pub const HWLIVE_EVENT_RECORD_FAILED: u32 = 8u32;
/// Bit of `hwlive_record_callback_events`: RECORD_START, recording began.
pub const HWLIVE_EVENT_RECORD_START: u32 = 16u32;
/// Bit of `hwlive_record_callback_events`: at least one event that this version of the library does not know.
pub const HWLIVE_EVENT_OTHER: u32 = 0x8000_0000u32;

/// Result of `hwlive_record_callback_sign_type`: one that this version of the library does not know.
pub const HWLIVE_SIGN_TYPE_OTHER: i32 = 0;
/// Result of `hwlive_record_callback_sign_type`: HMACSHA256, the service's default.
pub const HWLIVE_SIGN_TYPE_HMACSHA256: i32 = 1;
/// Result of `hwlive_record_callback_sign_type`: MD5.
pub const HWLIVE_SIGN_TYPE_MD5: i32 = 2;

/// A recording callback, as the service described it. Immutable; freed with `hwlive_record_callback_free`.
///
/// The texts it lends are as the service sent them; a number or boolean in a text's place is its JSON text. Where the
/// service sent none, or null, or something else that is no text, the text is NULL. Its functions take NULL as a callback
/// that has nothing in it.
pub struct hwlive_record_callback {
    callback: RecordCallback,
    texts: Texts,
}

impl hwlive_record_callback {
    pub(super) fn new(callback: RecordCallback) -> hwlive_record_callback {
        let texts = Texts::of(&callback);
        hwlive_record_callback { callback, texts }
    }
}

/// The texts of a [`RecordCallback`] as C wants them: NUL-terminated.
struct Texts {
    id: CString,
    publish_domain: Option<CString>,
    app: Option<CString>,
    notify_callback_url: Option<CString>,
    notify_event_subscription: Vec<CString>,
    sign_type: Option<CString>,
    create_time: Option<CString>,
    update_time: Option<CString>,
    request_id: Option<CString>,
    json: CString,
}

impl Texts {
    fn of(callback: &RecordCallback) -> Texts {
        Texts {
            id: c_text(callback.id()),
            publish_domain: callback.publish_domain().map(c_text),
            app: callback.app().map(c_text),
            notify_callback_url: callback.notify_callback_url().map(c_text),
            notify_event_subscription: callback
                .notify_event_subscription()
                .map_or_else(Vec::new, |events| events.map(c_text).collect()),
            sign_type: callback.sign_type_text().map(c_text),
            create_time: callback.create_time().map(c_text),
            update_time: callback.update_time().map(c_text),
            request_id: callback.request_id().map(c_text),
            json: c_text(callback.json()),
        }
    }
}

/// Tells the id of the callback, `id`. It need not be the one that was asked for.
///
/// Returns a text lent by `callback`; NULL only where `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_id(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend(|| Some(&callback?.texts.id))
}

/// Tells the ingest domain that the callback belongs to, `publish_domain`.
///
/// Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_publish_domain(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend(|| callback?.texts.publish_domain.as_deref())
}

/// Tells the application that the callback belongs to, `app`; "*" is every application of the domain.
///
/// Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_app(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend(|| callback?.texts.app.as_deref())
}

/// Tells where the service posts the notifications, `notify_callback_url`.
///
/// Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_notify_callback_url(
    callback: Option<&hwlive_record_callback>,
) -> *const c_char {
    lend(|| callback?.texts.notify_callback_url.as_deref())
}

/// Counts the events that the callback names, `notify_event_subscription`.
///
/// Returns 0 where the service sent no list, an empty one, or `callback` is NULL. `hwlive_record_callback_events` tells what
/// is in force then.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_notify_event_subscription_count(
    callback: Option<&hwlive_record_callback>,
) -> usize {
    guard_or(0, || callback.map_or(0, |callback| callback.texts.notify_event_subscription.len()))
}

/// Tells one of the events that the callback names, such as "RECORD_FILE_COMPLETE", in the order in which they were sent.
///
/// `index` counts from 0.
///
/// Returns a text lent by `callback`; NULL where `index` is past the end or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_notify_event_subscription_at(
    callback: Option<&hwlive_record_callback>,
    index: usize,
) -> *const c_char {
    lend(|| callback?.texts.notify_event_subscription.get(index).map(CString::as_c_str))
}

/// Tells which events the service notifies of, its default applied: where it sent no list or null, that is
/// `HWLIVE_EVENT_RECORD_FILE_COMPLETE`.
///
/// Returns the sum of `HWLIVE_EVENT_*`; 0 where the list is empty or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_events(callback: Option<&hwlive_record_callback>) -> u32 {
    guard_or(0, || callback.map_or(0, |callback| callback.callback.events().bits()))
}

/// Tells how the service signs the notifications, `sign_type`, as sent.
///
/// Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
/// `hwlive_record_callback_sign_type` tells what is in force then.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_sign_type_text(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend(|| callback?.texts.sign_type.as_deref())
}

/// Tells how the service signs the notifications, its default applied: where it sent no `sign_type` or null, that is
/// `HWLIVE_SIGN_TYPE_HMACSHA256`.
///
/// Returns one of `HWLIVE_SIGN_TYPE_*`; `HWLIVE_SIGN_TYPE_OTHER` where `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_sign_type(callback: Option<&hwlive_record_callback>) -> i32 {
    guard_or(HWLIVE_SIGN_TYPE_OTHER, || {
        callback.map_or(HWLIVE_SIGN_TYPE_OTHER, |callback| match callback.callback.sign_type() {
            SignType::HmacSha256 => HWLIVE_SIGN_TYPE_HMACSHA256,
            SignType::Md5 => HWLIVE_SIGN_TYPE_MD5,
            SignType::Other => HWLIVE_SIGN_TYPE_OTHER,
        })
    })
}

/// Tells when the callback was made, `create_time`, as sent, such as "2020-08-21T08:10:30Z".
///
/// Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_create_time(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend(|| callback?.texts.create_time.as_deref())
}

/// Tells when the callback was made, `create_time`, in seconds since 1970-01-01T00:00:00Z. Fractions are cut off.
///
/// Returns `INT64_MIN` where the service sent none, where the text is not understood, and where `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_create_time_unix(callback: Option<&hwlive_record_callback>) -> i64 {
    guard_or(i64::MIN, || callback.and_then(|callback| callback.callback.create_time_utc()).map_or(i64::MIN, unix))
}

/// Tells when the callback was last changed, `update_time`, as sent.
///
/// Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_update_time(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend(|| callback?.texts.update_time.as_deref())
}

/// Tells when the callback was last changed, `update_time`, in seconds since 1970-01-01T00:00:00Z. Fractions are cut off.
///
/// Returns `INT64_MIN` where the service sent none, where the text is not understood, and where `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_update_time_unix(callback: Option<&hwlive_record_callback>) -> i64 {
    guard_or(i64::MIN, || callback.and_then(|callback| callback.callback.update_time_utc()).map_or(i64::MIN, unix))
}

/// Tells the id under which the service's support finds the request that this answer belongs to (its X-Request-Id header).
///
/// Returns a text lent by `callback`; NULL where the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_request_id(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend(|| callback?.texts.request_id.as_deref())
}

/// Lends the JSON body as it was received, with the fields that this version of the library does not know.
///
/// `*length_out` is set to the length in bytes, without the NUL at the end; `length_out` may be NULL.
///
/// Returns UTF-8 text lent by `callback`; NULL, with a length of 0, only where `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_json(
    callback: Option<&hwlive_record_callback>,
    length_out: Option<&mut MaybeUninit<usize>>,
) -> *const c_char {
    let json = callback.map(|callback| callback.texts.json.as_c_str());
    if let Some(slot) = length_out {
        slot.write(json.map_or(0, CStr::count_bytes));
    }
    lend(|| json)
}

/// Frees a callback and the texts it lent. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_free(callback: Option<Box<hwlive_record_callback>>) {
    guard_or((), || drop(callback));
}

/// Whole seconds since 1970, towards the past.
fn unix(time: SystemTime) -> i64 {
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => seconds(after),
        Err(before) => {
            let before = before.duration();
            -seconds(before) - i64::from(before.subsec_nanos() != 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_the_same_in_both_languages() {
        for (rust, c) in [
            (Events::RECORD_NEW_FILE_START, HWLIVE_EVENT_RECORD_NEW_FILE_START),
            (Events::RECORD_FILE_COMPLETE, HWLIVE_EVENT_RECORD_FILE_COMPLETE),
            (Events::RECORD_OVER, HWLIVE_EVENT_RECORD_OVER),
            (Events::RECORD_FAILED, HWLIVE_EVENT_RECORD_FAILED),
            (Events::RECORD_START, HWLIVE_EVENT_RECORD_START),
            (Events::OTHER, HWLIVE_EVENT_OTHER),
        ] {
            assert_eq!(rust.bits(), c, "{rust:?}");
        }
    }

    #[test]
    fn seconds_since_1970() {
        let (second, nano) = (Duration::from_secs(1), Duration::from_nanos(1));
        for (time, seconds) in [
            (UNIX_EPOCH, 0),
            (UNIX_EPOCH + second + nano, 1),
            (UNIX_EPOCH - nano, -1),
            (UNIX_EPOCH - second, -1),
            (UNIX_EPOCH - second - nano, -2),
        ] {
            assert_eq!(unix(time), seconds, "{time:?}");
        }
    }
}
