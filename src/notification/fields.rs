//! A notification and its fields.

use std::fmt;
use std::time::SystemTime;

use super::parse::{self, FIELDS, Field, ParseError};
use crate::events::Events;
use crate::time;

/// A recording event, as the service posted it. Anyone can post one: [`verify`] it before you trust it.
///
/// Fields have the service's names. A field is `None` if it is absent, null, or not a text. A number or a boolean in a
/// text's place is returned as its JSON text, and a text in a number's place is read as a number. If a name appears
/// twice, the last value is used ([`verify`] refuses the body if it is the name of a signed field). Fields that this
/// version does not know are in [`json`].
///
/// [`verify`]: Notification::verify
/// [`json`]: Notification::json
#[derive(Clone)]
pub struct Notification {
    json: Box<str>,
    fields: Vec<Field>,
}

impl Notification {
    /// The longest body that is read, in bytes: 1 MiB. The documented example has less than 1 KiB, so a
    /// receiver may well stop earlier.
    pub const MAX_BODY: usize = parse::MAX_BODY;

    /// Reads the body of a POST, whatever its `Content-Type` says. A byte order mark before it is skipped.
    ///
    /// No field is required here, not even `event_type`; what is required is up to [`verify`](Notification::verify).
    ///
    /// # Errors
    ///
    /// A body that is too long, not UTF-8, not JSON, not an object, or nested too deep. No text of the body is in the
    /// error.
    pub fn parse(body: &[u8]) -> Result<Notification, ParseError> {
        let (json, fields) = parse::read_body(body)?;
        Ok(Notification { json: json.into(), fields })
    }

    /// `project_id`
    pub fn project_id(&self) -> Option<&str> {
        self.text("project_id")
    }

    /// `job_id`: the same for all events about one file. Sent with `RECORD_NEW_FILE_START` and `RECORD_FILE_COMPLETE`.
    pub fn job_id(&self) -> Option<&str> {
        self.text("job_id")
    }

    /// `task_id`: the recording task.
    pub fn task_id(&self) -> Option<&str> {
        self.text("task_id")
    }

    /// `event_type` as sent. The set is open: see [`event`](Notification::event).
    pub fn event_type(&self) -> Option<&str> {
        self.text("event_type")
    }

    /// The event, as the one member of a set that can be held against
    /// [`RecordCallback::events`](crate::RecordCallback::events); [`Events::OTHER`] if `event_type` is absent or
    /// newer than this library.
    pub fn event(&self) -> Events {
        self.event_type().map_or(Events::OTHER, Events::named)
    }

    /// `publish_domain`: the ingest domain.
    pub fn publish_domain(&self) -> Option<&str> {
        self.text("publish_domain")
    }

    /// `app`
    pub fn app(&self) -> Option<&str> {
        self.text("app")
    }

    /// `stream`
    pub fn stream(&self) -> Option<&str> {
        self.text("stream")
    }

    /// `record_format`: `HLS`, `FLV` or `MP4`.
    pub fn record_format(&self) -> Option<&str> {
        self.text("record_format")
    }

    /// `download_url`: where the file is. Sent with `RECORD_FILE_COMPLETE`.
    pub fn download_url(&self) -> Option<&str> {
        self.text("download_url")
    }

    /// `play_url`: in the signature's formula, but not in the service's current list of fields.
    pub fn play_url(&self) -> Option<&str> {
        self.text("play_url")
    }

    /// `asset_id`: the media asset in VOD. Sent with `RECORD_FILE_COMPLETE`.
    pub fn asset_id(&self) -> Option<&str> {
        self.text("asset_id")
    }

    /// `file_size`, in bytes.
    pub fn file_size(&self) -> Option<u64> {
        self.number("file_size")
    }

    /// `record_duration`, in seconds. A fraction is cut off.
    pub fn record_duration(&self) -> Option<u64> {
        self.number("record_duration")
    }

    /// `start_time` as sent, documented as `yyyy-mm-ddThh:mm:ssZ`. Sent with `RECORD_FILE_COMPLETE`.
    pub fn start_time(&self) -> Option<&str> {
        self.text("start_time")
    }

    /// `start_time` as an instant; `None` if it is absent or not understood.
    pub fn start_time_utc(&self) -> Option<SystemTime> {
        self.instant("start_time")
    }

    /// `end_time` as sent, documented as `yyyy-mm-ddThh:mm:ssZ`. Sent with `RECORD_FILE_COMPLETE`.
    pub fn end_time(&self) -> Option<&str> {
        self.text("end_time")
    }

    /// `end_time` as an instant; `None` if it is absent or not understood.
    pub fn end_time_utc(&self) -> Option<SystemTime> {
        self.instant("end_time")
    }

    /// `width`, in pixels. Sent with `RECORD_FILE_COMPLETE`.
    pub fn width(&self) -> Option<u64> {
        self.number("width")
    }

    /// `height`, in pixels. Sent with `RECORD_FILE_COMPLETE`.
    pub fn height(&self) -> Option<u64> {
        self.number("height")
    }

    /// `obs_location`: the endpoint of the object storage. Sent with `RECORD_FILE_COMPLETE`.
    pub fn obs_location(&self) -> Option<&str> {
        self.text("obs_location")
    }

    /// `obs_bucket`. Sent with `RECORD_FILE_COMPLETE`.
    pub fn obs_bucket(&self) -> Option<&str> {
        self.text("obs_bucket")
    }

    /// `obs_object`: the file's path in the bucket. Sent with `RECORD_FILE_COMPLETE`.
    pub fn obs_object(&self) -> Option<&str> {
        self.text("obs_object")
    }

    /// `auth_sign`: the signature, sent if the callback has a key. Keep it out of logs.
    pub fn auth_sign(&self) -> Option<&str> {
        self.text("auth_sign")
    }

    /// `auth_timestamp` as written: when the signature expires, in seconds since 1970.
    pub fn auth_timestamp(&self) -> Option<&str> {
        self.text("auth_timestamp")
    }

    /// The body as received, including a byte order mark if there was one.
    pub fn json(&self) -> &str {
        &self.json
    }

    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        debug_assert!(FIELDS.contains(&name), "no field has the name {name}");
        self.fields.iter().find(|field| field.name == name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.field(name)?.text.as_deref()
    }

    fn instant(&self, name: &str) -> Option<SystemTime> {
        let (seconds, nanoseconds) = time::parse(self.text(name)?)?;
        time::system_time(seconds, nanoseconds)
    }

    /// A number that is not negative, as JSON writes it or as a text. `None`: it is no such number.
    fn number(&self, name: &str) -> Option<u64> {
        /// The first number that a double cannot tell from its neighbours.
        const INEXACT: f64 = 9_007_199_254_740_992.0;
        let text = self.text(name)?.trim();
        text.parse().ok().or_else(|| {
            let number: f64 = text.parse().ok()?;
            (0.0..INEXACT).contains(&number).then_some(number as u64)
        })
    }
}

/// Shows what the event is about, but not the signature: whoever reads that can use it.
impl fmt::Debug for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notification")
            .field("event_type", &self.event_type())
            .field("publish_domain", &self.publish_domain())
            .field("app", &self.app())
            .field("stream", &self.stream())
            .field("job_id", &self.job_id())
            .finish_non_exhaustive()
    }
}
