//! The recording events that the service posts to `notify_callback_url`, and how to check that they are genuine.
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
//! It publishes no worked example: the signature in its documentation is masked. So these are inferences, and no more:
//!
//! - A field that is absent or null counts as empty (`play_url` is in the formula, but not in the current list of
//!   fields).
//! - Texts are concatenated as UTF-8 after JSON's escapes are undone, and `auth_timestamp` with the digits it was
//!   written in.
//! - `auth_sign` is hex (the masked one has the length and the look of it); either letter case is accepted.
//! - `auth_timestamp` is the moment at which the signature **expires**, in seconds since 1970. The table for stream
//!   notifications on the same page says so. One thing speaks against it: in the documented recording example it equals
//!   `end_time`, as a time of sending would. The default [`Policy`] fits both: it accepts a notification up to 15 minutes
//!   after that moment. If your files take longer to be finished, raise [`Policy::tolerance`].
//! - A body without `auth_sign` comes from a callback that has no key.
//!
//! If a genuine notification fails to verify, please report its fields with the key's and the domain's texts replaced,
//! and which of these does not hold.
//!
//! # What a signature does not prove
//!
//! - **HMACSHA256 covers the seven fields of its formula and nothing else.** Anyone who has seen a notification can
//!   send it again with another `file_size`, `asset_id`, `obs_object` or `start_time`.
//! - **The formula has no separators**, so where one field ends and the next begins is not covered: app `ab` with
//!   stream `c` has the signature of app `a` with stream `bc`, and characters may move between `stream`,
//!   `download_url` and `play_url` in the same way. Someone who can choose the name of a stream and sees a notification
//!   about it can thus move the beginning of the URL. Before you act, compare `publish_domain` and `app` with your own, and
//!   the URL's host with the bucket's. Only the timestamp and a known `event_type` have fixed borders: the one has only
//!   digits, and no known event's name begins with another's.
//! - **MD5 covers no field at all.** It only proves that the sender has the key or has seen a signature with this
//!   timestamp: whoever has seen one body can write any other until it expires. It is accepted only if the policy or the
//!   queried callback says so.
//! - **Nothing marks a repeat.** The same body verifies again until it expires; the service does not document its own
//!   rules for repeats and order. Use `job_id` with `event_type` to recognise repeats. Do not conclude anything from the
//!   absence or the order of events.
//!
//! If the service can reach you over HTTPS, make the callback's URL an `https` one, so that nobody on the way sees the
//! bodies.

mod fields;
mod parse;
mod policy;
mod signature;
mod verify;

pub use fields::Notification;
pub use parse::ParseError;
pub use policy::{NotificationKey, Policy};
pub use verify::{Verified, Verifier, VerifyError};
