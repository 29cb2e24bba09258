//! The fields of a `hwlive_notification`.

use std::ffi::c_char;

use super::lent_texts::lend;
use super::notification::hwlive_notification;
use super::panic::guard_or;
use crate::notification::Notification;

/// Lends a text of a notification.
fn lend_text(notification: Option<&hwlive_notification>, name: &str) -> *const c_char {
    lend(|| notification?.text(name))
}

/// A number that is there and fits, else -1.
fn number(notification: Option<&hwlive_notification>, get: impl Fn(&Notification) -> Option<u64>) -> i64 {
    guard_or(-1, || {
        notification.and_then(|this| get(this.notification())).and_then(|number| number.try_into().ok()).unwrap_or(-1)
    })
}

/// Seconds since 1970; `INT64_MIN` if there are none.
fn seconds(notification: Option<&hwlive_notification>, get: impl Fn(&Notification) -> Option<&str>) -> i64 {
    guard_or(i64::MIN, || {
        let time = notification.and_then(|this| crate::time::parse(get(this.notification())?));
        time.map_or(i64::MIN, |(seconds, _)| seconds)
    })
}

/// Returns the project, `project_id`.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_project_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "project_id")
}

/// Returns the job, which is the same in all events about one file, `job_id`. Sent with RECORD_NEW_FILE_START and
/// RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_job_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "job_id")
}

/// Returns the recording task, `task_id`.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_task_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "task_id")
}

/// Returns the event as sent, `event_type`.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
/// `hwlive_notification_event` returns it as a bit.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_event_type(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "event_type")
}

/// Returns the ingest domain, `publish_domain`.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_publish_domain(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "publish_domain")
}

/// Returns the application, `app`.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_app(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "app")
}

/// Returns the stream, `stream`.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_stream(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "stream")
}

/// Returns the format, `record_format`: "HLS", "FLV" or "MP4".
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_record_format(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "record_format")
}

/// Returns where the file can be downloaded, `download_url`. Sent with RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_download_url(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "download_url")
}

/// Returns where the file can be played, `play_url`.
///
/// The signature covers this field, but the service's current list of fields does not have it. The text is lent by
/// `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_play_url(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "play_url")
}

/// Returns the media asset in VOD, `asset_id`. Sent with RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_asset_id(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "asset_id")
}

/// Returns when the file begins, `start_time`, as sent. It is documented as yyyy-mm-ddThh:mm:ssZ. Sent with
/// RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_start_time(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "start_time")
}

/// Returns when the file ends, `end_time`, as sent. It is documented as yyyy-mm-ddThh:mm:ssZ. Sent with
/// RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_end_time(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "end_time")
}

/// Returns the endpoint of the object storage, `obs_location`. Sent with RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_obs_location(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "obs_location")
}

/// Returns the bucket, `obs_bucket`. Sent with RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_obs_bucket(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "obs_bucket")
}

/// Returns the path of the file in the bucket, `obs_object`. Sent with RECORD_FILE_COMPLETE.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_obs_object(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "obs_object")
}

/// Returns the signature, `auth_sign`. Sent if the callback has a key. Keep it out of logs.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_auth_sign(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "auth_sign")
}

/// Returns when the signature expires, `auth_timestamp`, as sent: seconds since 1970.
///
/// The text is lent by `notification`. It is NULL if none was sent or `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_auth_timestamp(notification: Option<&hwlive_notification>) -> *const c_char {
    lend_text(notification, "auth_timestamp")
}

/// Returns the size of the file in bytes, `file_size`.
///
/// The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_file_size(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::file_size)
}

/// Returns the length of the recording in whole seconds, `record_duration`. Fractions are cut off.
///
/// The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_record_duration(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::record_duration)
}

/// Returns the width of the picture in pixels, `width`.
///
/// The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_width(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::width)
}

/// Returns the height of the picture in pixels, `height`.
///
/// The result is -1 if none was sent, if it is not a number of 0 or more, or if `notification` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_height(notification: Option<&hwlive_notification>) -> i64 {
    number(notification, Notification::height)
}

/// Returns when the file begins, `start_time`, in seconds since 1970, UTC.
///
/// Fractions are cut off. The result is INT64_MIN if none was sent, if the text is not understood, or if `notification`
/// is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_start_time_unix(notification: Option<&hwlive_notification>) -> i64 {
    seconds(notification, Notification::start_time)
}

/// Returns when the file ends, `end_time`, in seconds since 1970, UTC.
///
/// Fractions are cut off. The result is INT64_MIN if none was sent, if the text is not understood, or if `notification`
/// is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_notification_end_time_unix(notification: Option<&hwlive_notification>) -> i64 {
    seconds(notification, Notification::end_time)
}
