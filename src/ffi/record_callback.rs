//! `hwlive_record_callback`: what the service said about a recording callback.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr;

use super::lent_texts::{LentTexts, Start};
use super::panic::guard_or;
use crate::events::Events;
use crate::model::{Field, RecordCallback, SignType};

/// Bit of `hwlive_record_callback_events`: RECORD_NEW_FILE_START, a new file begins.
pub const HWLIVE_EVENT_RECORD_NEW_FILE_START: u32 = 1u32;
/// Bit of `hwlive_record_callback_events`: RECORD_FILE_COMPLETE, a file is finished. The service's default.
pub const HWLIVE_EVENT_RECORD_FILE_COMPLETE: u32 = 2u32;
/// Bit of `hwlive_record_callback_events`: RECORD_OVER, recording has ended.
pub const HWLIVE_EVENT_RECORD_OVER: u32 = 4u32;
/// Bit of `hwlive_record_callback_events`: RECORD_FAILED, recording has failed.
pub const HWLIVE_EVENT_RECORD_FAILED: u32 = 8u32;
/// Bit of `hwlive_record_callback_events`: RECORD_START, recording begins.
pub const HWLIVE_EVENT_RECORD_START: u32 = 16u32;
/// Bit of `hwlive_record_callback_events`: at least one event that this version of the library does not know.
pub const HWLIVE_EVENT_OTHER: u32 = 0x8000_0000u32;

// Literals for the header; the bits are those of Rust.
const _: () = {
    assert!(HWLIVE_EVENT_RECORD_NEW_FILE_START == Events::RECORD_NEW_FILE_START.bits());
    assert!(HWLIVE_EVENT_RECORD_FILE_COMPLETE == Events::RECORD_FILE_COMPLETE.bits());
    assert!(HWLIVE_EVENT_RECORD_OVER == Events::RECORD_OVER.bits());
    assert!(HWLIVE_EVENT_RECORD_FAILED == Events::RECORD_FAILED.bits());
    assert!(HWLIVE_EVENT_RECORD_START == Events::RECORD_START.bits());
    assert!(HWLIVE_EVENT_OTHER == Events::OTHER.bits());
};

/// Result of `hwlive_record_callback_sign_type`: a sign type that this version of the library does not know.
pub const HWLIVE_SIGN_TYPE_OTHER: i32 = 0;
/// Result of `hwlive_record_callback_sign_type`: HMACSHA256, the service's default.
pub const HWLIVE_SIGN_TYPE_HMACSHA256: i32 = 1;
/// Result of `hwlive_record_callback_sign_type`: MD5.
pub const HWLIVE_SIGN_TYPE_MD5: i32 = 2;

/// A recording callback, as the service described it. It never changes. Free it with `hwlive_record_callback_free`.
///
/// The texts that it lends are as the service sent them. If a text field is a number or a boolean, the text is its JSON
/// text. If it is null, a list or an object, it counts as missing, and the text is NULL. If a field is there twice, the
/// last one counts. The functions of a record callback accept NULL. The comment of each says what it returns then.
pub struct hwlive_record_callback {
    callback: RecordCallback,
    lent: LentTexts,
    json: Start,
    texts: [Option<Start>; Field::COUNT],
    events: Vec<Start>,
}

impl hwlive_record_callback {
    pub(super) fn new(callback: RecordCallback) -> hwlive_record_callback {
        // In JSON each text is at least as long as it is with its NUL.
        let room = 2 * callback.json().len() + callback.request_id().map_or(0, str::len) + 2;
        let mut lent = LentTexts::with_capacity(room);
        let json = lent.push(callback.json());
        let mut texts = [None; Field::COUNT];
        for field in Field::ALL {
            texts[field as usize] = callback.text(field).map(|text| lent.push(text));
        }
        let events = callback.notify_event_subscription();
        let events = events.map_or_else(Vec::new, |events| events.map(|event| lent.push(event)).collect());
        hwlive_record_callback { callback, lent, json, texts, events }
    }

    pub(super) fn sign_type(&self) -> SignType {
        self.callback.sign_type()
    }
}

/// Lends a text of the callback.
fn lend_text(callback: Option<&hwlive_record_callback>, field: Field) -> *const c_char {
    lend(callback, |callback| callback.texts[field as usize])
}

fn lend(
    callback: Option<&hwlive_record_callback>,
    which: impl FnOnce(&hwlive_record_callback) -> Option<Start>,
) -> *const c_char {
    let text = || callback.and_then(|callback| Some(callback.lent.lend(which(callback)?)));
    guard_or(ptr::null(), || text().unwrap_or(ptr::null()))
}

/// Seconds since 1970; `INT64_MIN` if there are none.
fn seconds(callback: Option<&hwlive_record_callback>, field: Field) -> i64 {
    guard_or(i64::MIN, || callback.and_then(|callback| callback.callback.seconds(field)).unwrap_or(i64::MIN))
}

/// Returns the id of the callback, `id`.
///
/// It may differ from the id that was asked for. The text is lent by `callback`. It is NULL only if `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_id(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend_text(callback, Field::Id)
}

/// Returns the ingest domain that the callback belongs to, `publish_domain`.
///
/// The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_publish_domain(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend_text(callback, Field::PublishDomain)
}

/// Returns the application that the callback belongs to, `app`. "*" means every application of the domain.
///
/// The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_app(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend_text(callback, Field::App)
}

/// Returns the URL that the service posts the notifications to, `notify_callback_url`.
///
/// The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_notify_callback_url(
    callback: Option<&hwlive_record_callback>,
) -> *const c_char {
    lend_text(callback, Field::NotifyCallbackUrl)
}

/// Returns how many events the callback names, `notify_event_subscription`.
///
/// The result is 0 if the service sent no list or an empty one, or if `callback` is NULL. Entries that are null, a list
/// or an object are not counted. `hwlive_record_callback_events` returns the events in force.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_notify_event_subscription_count(
    callback: Option<&hwlive_record_callback>,
) -> usize {
    guard_or(0, || callback.map_or(0, |callback| callback.events.len()))
}

/// Returns one of the events that the callback names, such as "RECORD_FILE_COMPLETE". They are in the order in which
/// they were sent.
///
/// `index` counts from 0. The text is lent by `callback`. It is NULL if `index` is past the end or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_notify_event_subscription_at(
    callback: Option<&hwlive_record_callback>,
    index: usize,
) -> *const c_char {
    lend(callback, |callback| callback.events.get(index).copied())
}

/// Returns the events in force: those that the service sends notifications about.
///
/// The result is the sum of `HWLIVE_EVENT_*`. If the service sent no list, it is the service's default,
/// `HWLIVE_EVENT_RECORD_FILE_COMPLETE`. It is 0 if the list is empty or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_events(callback: Option<&hwlive_record_callback>) -> u32 {
    guard_or(0, || callback.map_or(0, |callback| callback.callback.events().bits()))
}

/// Returns how the service signs the notifications, `sign_type`, as sent.
///
/// The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
/// `hwlive_record_callback_sign_type` returns the sign type in force.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_sign_type_text(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend_text(callback, Field::SignType)
}

/// Returns the sign type in force: how the service signs the notifications.
///
/// The result is one of `HWLIVE_SIGN_TYPE_*`. If the service sent no `sign_type`, it is the service's default,
/// `HWLIVE_SIGN_TYPE_HMACSHA256`. It is `HWLIVE_SIGN_TYPE_OTHER` if this version does not know the sign type or
/// `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_sign_type(callback: Option<&hwlive_record_callback>) -> i32 {
    guard_or(HWLIVE_SIGN_TYPE_OTHER, || {
        callback.map_or(HWLIVE_SIGN_TYPE_OTHER, |callback| match callback.sign_type() {
            SignType::HmacSha256 => HWLIVE_SIGN_TYPE_HMACSHA256,
            SignType::Md5 => HWLIVE_SIGN_TYPE_MD5,
            SignType::Other => HWLIVE_SIGN_TYPE_OTHER,
        })
    })
}

/// Returns when the callback was made, `create_time`, as sent, such as "2020-08-21T08:10:30Z".
///
/// The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_create_time(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend_text(callback, Field::CreateTime)
}

/// Returns when the callback was made, `create_time`, in seconds since 1970-01-01T00:00:00Z.
///
/// Fractions are cut off. The result is INT64_MIN if the service sent none, if the text is not understood, or if
/// `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_create_time_unix(callback: Option<&hwlive_record_callback>) -> i64 {
    seconds(callback, Field::CreateTime)
}

/// Returns when the callback was last changed, `update_time`, as sent.
///
/// The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_update_time(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend_text(callback, Field::UpdateTime)
}

/// Returns when the callback was last changed, `update_time`, in seconds since 1970-01-01T00:00:00Z.
///
/// Fractions are cut off. The result is INT64_MIN if the service sent none, if the text is not understood, or if
/// `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_update_time_unix(callback: Option<&hwlive_record_callback>) -> i64 {
    seconds(callback, Field::UpdateTime)
}

/// Returns the id under which the service's support finds the request (the answer's X-Request-Id header).
///
/// The text is lent by `callback`. It is NULL if the service sent none or `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_request_id(callback: Option<&hwlive_record_callback>) -> *const c_char {
    lend_text(callback, Field::RequestId)
}

/// Returns the JSON body as it was received, with the fields that this version of the library does not know.
///
/// `*length_out` is set to the length of the text in bytes, without the NUL at the end. `length_out` may be NULL. The
/// text is UTF-8 and is lent by `callback`. It is NULL, with a length of 0, only if `callback` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_json(
    callback: Option<&hwlive_record_callback>,
    length_out: Option<&mut MaybeUninit<usize>>,
) -> *const c_char {
    let (text, length) = guard_or((ptr::null(), 0), || {
        callback.map_or((ptr::null(), 0), |callback| {
            (callback.lent.lend(callback.json), callback.lent.length(callback.json))
        })
    });
    if let Some(slot) = length_out {
        slot.write(length);
    }
    text
}

/// Frees a callback and the texts that it lent. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_free(callback: Option<Box<hwlive_record_callback>>) {
    guard_or((), || drop(callback));
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::*;

    #[test]
    fn everything_reaches_the_caller() {
        let json = r#"{"id":"a1","publish_domain":"直播.example","app":"*","notify_callback_url":"http://h/\u0000x",
            "notify_event_subscription":["RECORD_OVER","NEW_ONE"],"sign_type":"MD5",
            "create_time":"1970-01-01T00:01:00Z","update_time":"yesterday"}"#;
        let callback = RecordCallback::from_body(json.as_bytes(), Some("r-1")).expect("a callback");
        let callback = Box::new(hwlive_record_callback::new(callback));
        let c = Some(&*callback);
        let text = |text: *const c_char| {
            // SAFETY: the getters give NULL or a NUL-terminated text that `callback` lends.
            (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_str().expect("UTF-8"))
        };
        for (name, found, expected) in [
            ("id", hwlive_record_callback_id(c), Some("a1")),
            ("publish_domain", hwlive_record_callback_publish_domain(c), Some("直播.example")),
            ("app", hwlive_record_callback_app(c), Some("*")),
            ("notify_callback_url", hwlive_record_callback_notify_callback_url(c), Some("http://h/\u{fffd}x")),
            ("event 0", hwlive_record_callback_notify_event_subscription_at(c, 0), Some("RECORD_OVER")),
            ("event 1", hwlive_record_callback_notify_event_subscription_at(c, 1), Some("NEW_ONE")),
            ("event 2", hwlive_record_callback_notify_event_subscription_at(c, 2), None),
            ("event SIZE_MAX", hwlive_record_callback_notify_event_subscription_at(c, usize::MAX), None),
            ("sign_type", hwlive_record_callback_sign_type_text(c), Some("MD5")),
            ("create_time", hwlive_record_callback_create_time(c), Some("1970-01-01T00:01:00Z")),
            ("update_time", hwlive_record_callback_update_time(c), Some("yesterday")),
            ("request_id", hwlive_record_callback_request_id(c), Some("r-1")),
        ] {
            assert_eq!(text(found), expected, "{name}");
        }
        assert_eq!(hwlive_record_callback_notify_event_subscription_count(c), 2);
        assert_eq!(hwlive_record_callback_events(c), HWLIVE_EVENT_RECORD_OVER | HWLIVE_EVENT_OTHER);
        assert_eq!(hwlive_record_callback_sign_type(c), HWLIVE_SIGN_TYPE_MD5);
        assert_eq!(hwlive_record_callback_create_time_unix(c), 60);
        assert_eq!(hwlive_record_callback_update_time_unix(c), i64::MIN);
        let mut length = MaybeUninit::uninit();
        assert_eq!(text(hwlive_record_callback_json(c, Some(&mut length))), Some(json));
        // SAFETY: the function above has written it.
        assert_eq!(unsafe { length.assume_init() }, json.len());
        hwlive_record_callback_free(Some(callback));
    }

    #[test]
    fn what_the_service_left_out_is_null_or_its_default() {
        let callback = RecordCallback::from_body(br#"{"id":"a1"}"#, None).expect("a callback");
        let callback = hwlive_record_callback::new(callback);
        let c = Some(&callback);
        for (name, found) in [
            ("publish_domain", hwlive_record_callback_publish_domain(c)),
            ("notify_callback_url", hwlive_record_callback_notify_callback_url(c)),
            ("sign_type", hwlive_record_callback_sign_type_text(c)),
            ("event", hwlive_record_callback_notify_event_subscription_at(c, 0)),
            ("request_id", hwlive_record_callback_request_id(c)),
        ] {
            assert!(found.is_null(), "{name}");
        }
        assert_eq!(hwlive_record_callback_notify_event_subscription_count(c), 0);
        assert_eq!(hwlive_record_callback_events(c), HWLIVE_EVENT_RECORD_FILE_COMPLETE);
        assert_eq!(hwlive_record_callback_sign_type(c), HWLIVE_SIGN_TYPE_HMACSHA256);
        assert_eq!(hwlive_record_callback_create_time_unix(c), i64::MIN);
    }

    #[test]
    fn a_nul_inside_a_text_does_not_end_it() {
        let json = r#"{"id":"a\u0000b\u0000","app":"","notify_callback_url":"录","create_time":"\u0000",
            "notify_event_subscription":["RECORD_OVER","x\u0000","y"]}"#;
        let callback = RecordCallback::from_body(json.as_bytes(), Some("r")).expect("a callback");
        assert_eq!(callback.id(), "a\0b\0", "Rust sees them as sent");
        let callback = hwlive_record_callback::new(callback);
        let c = Some(&callback);
        let mut length = MaybeUninit::uninit();
        for (lent, expected) in [
            (hwlive_record_callback_id(c), "a\u{fffd}b\u{fffd}"),
            (hwlive_record_callback_app(c), ""),
            (hwlive_record_callback_notify_callback_url(c), "录"),
            (hwlive_record_callback_create_time(c), "\u{fffd}"),
            (hwlive_record_callback_request_id(c), "r"),
            (hwlive_record_callback_notify_event_subscription_at(c, 0), "RECORD_OVER"),
            (hwlive_record_callback_notify_event_subscription_at(c, 1), "x\u{fffd}"),
            (hwlive_record_callback_notify_event_subscription_at(c, 2), "y"),
            (hwlive_record_callback_json(c, Some(&mut length)), json),
        ] {
            // SAFETY: the getters give a NUL-terminated text that `callback` lends.
            assert_eq!(unsafe { CStr::from_ptr(lent) }.to_str(), Ok(expected));
        }
    }

    /// The name of an unknown field may have one that is not escaped.
    #[test]
    fn the_length_of_the_json_is_that_of_what_is_lent() {
        let callback = RecordCallback::from_body(b"{\"id\":\"1\",\"a\0b\":2}", None).expect("a callback");
        let callback = hwlive_record_callback::new(callback);
        let mut length = MaybeUninit::uninit();
        let lent = hwlive_record_callback_json(Some(&callback), Some(&mut length));
        // SAFETY: the getter gives a NUL-terminated text that `callback` lends.
        let lent = unsafe { CStr::from_ptr(lent) };
        assert_eq!(lent.to_str(), Ok("{\"id\":\"1\",\"a\u{fffd}b\":2}"));
        // SAFETY: the function above has written it.
        assert_eq!(unsafe { length.assume_init() }, lent.count_bytes());
    }
}
