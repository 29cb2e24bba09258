//! Notifications of recording events, which the service sends to `notify_callback_url`, and their verification.
//!
//! ```no_run
//! # fn example(client: hwlive::Client, id: &str, key: &str, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use hwlive::notification::{Notification, NotificationKey, Verified};
//!
//! fn on_recording(event: Verified<'_>) {
//!     println!("{:?}: {}", event.event_type(), event.download_url().unwrap_or("no file"));
//! }
//!
//! // Once: the callback knows how it signs, you know its key.
//! let verifier = client.show_record_callback(id)?.verifier(NotificationKey::new(key)?);
//! // For each POST (answer 200 with a JSON body such as {"status":1}):
//! on_recording(verifier.verify(&Notification::parse(body)?)?);
//! # Ok(())
//! # }
//! ```
//!
//! # What is documented, and what is inferred
//!
//! The service documents that it posts JSON, the names of the fields, and two formulas over plain concatenations:
//!
//! | `sign_type` | `auth_sign` |
//! |---|---|
//! | `HMACSHA256` | HMAC-SHA256 of `auth_timestamp + event_type + publish_domain + app + stream + download_url + play_url`, under the key |
//! | `MD5` | MD5 of `key + auth_timestamp`; the service itself calls it insecure |
//!
//! It publishes no complete example: the signature in its documentation is masked. So the following points are
//! inferred, not documented:
//!
//! - A field that is missing or null counts as an empty text. For example, `play_url` is in the formula, but not in the
//!   current list of fields.
//! - Texts are concatenated as UTF-8, after JSON's escapes are decoded. `auth_timestamp` is used exactly as it is
//!   written in the body.
//! - `auth_sign` is hex, in upper or lower case. The masked signature in the documentation has the length and the form
//!   of a hex text.
//! - `auth_timestamp` is the moment at which the signature **expires**, in seconds since 1970. The table for stream
//!   notifications on the same page says so. But in the documented recording example, it equals `end_time`, as if it
//!   were the time of sending. The default [`Policy`] fits both readings: it accepts a notification up to 15 minutes
//!   after that moment. If it takes longer to finish your files, raise [`Policy::tolerance`].
//! - A body without `auth_sign` comes from a callback that has no key.
//!
//! If a genuine notification fails to verify, please report its fields, with the key and the domain replaced, and which
//! of these points is wrong.
//!
//! # What a signature does not prove
//!
//! - **HMACSHA256 covers the seven fields of its formula and nothing else.** Anyone who has seen a notification can
//!   send it again with another `file_size`, `asset_id`, `obs_object` or `start_time`.
//! - **The formula has no separators.** The signature does not cover where one field ends and the next begins. App `ab`
//!   with stream `c` has the same signature as app `a` with stream `bc`. In the same way, characters may move between
//!   `stream`, `download_url` and `play_url`. So an attacker who can choose the name of a stream, and sees a
//!   notification about it, can change where the URL begins. Before you act, compare `publish_domain` and `app` with
//!   your own, and the host of the URL with the host of your bucket. Only two fields have fixed ends: the timestamp,
//!   which has only digits, and a known `event_type`, because no known name begins with another one.
//! - **MD5 covers no field at all.** It only proves that the sender has the key or has seen a signature with this
//!   timestamp. Anyone who has seen one notification can forge others until it expires. MD5 is accepted only if the
//!   policy allows it. [`RecordCallback::verifier`](crate::RecordCallback::verifier) allows it only if the sign type of
//!   the callback is MD5.
//! - **Repeats are not detected.** The same body is accepted again until it expires. Use `job_id` together with
//!   `event_type` to recognise repeats. The service does not document whether it repeats events and in which order it
//!   sends them. So do not rely on the order of events, or on receiving each event.
//!
//! If the service can reach you over HTTPS, use an `https` URL for the callback. Then nobody else can read the bodies.

mod fields;
mod parse;
mod policy;
mod signature;
mod verify;

pub use fields::Notification;
pub use parse::ParseError;
pub use policy::{NotificationKey, Policy};
pub use verify::{Verified, Verifier, VerifyError};
