//! The callback's key, and what to accept as genuine.

use std::fmt;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::error::Error;
use crate::model::SignType;

/// The callback's key (`key` when it was created; the service never shows it again).
///
/// Its memory is wiped when it is dropped, and `Debug` does not show it.
#[derive(Clone)]
pub struct NotificationKey(pub(super) Zeroizing<Box<str>>);

impl NotificationKey {
    /// Takes the key as text; white space around it, such as the line end of a file, is no part of it.
    ///
    /// The service asks for at least 32 letters and digits. That is not held against a key here, since older
    /// callbacks may have others: a key that is not the callback's shows as [`VerifyError::WrongSignature`](super::VerifyError::WrongSignature).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) if nothing is left, or if there is a control
    /// character inside, as with two lines of a file.
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
    pub(super) unsigned: bool,
    pub(super) tolerance: Option<Duration>,
    pub(super) max_ahead: Option<Duration>,
    pub(super) now: Option<SystemTime>,
}

impl Policy {
    /// How long after its `auth_timestamp` a signature is accepted by default: 15 minutes, the difference
    /// in clocks that the service's gateway allows for. It also covers the time in which a file is finished after a recording.
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

    /// Whether to accept MD5; off by default, because it covers neither the event nor the URL. If both are
    /// accepted, a forger only has to beat the weaker one.
    pub fn md5(mut self, accept: bool) -> Policy {
        self.md5 = accept;
        self
    }

    /// Whether to accept a body without a signature; off by default. Use it only if something else proves who
    /// posts. A signature that is present is still checked, but whoever forges a body can leave it out.
    pub fn unsigned(mut self, accept: bool) -> Policy {
        self.unsigned = accept;
        self
    }

    /// How long after its `auth_timestamp` a signature is accepted; `None`: forever, and then, unless
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

    /// The time to check against instead of the system's clock; for tests, and for bodies that were stored.
    pub fn now(mut self, now: SystemTime) -> Policy {
        self.now = Some(now);
        self
    }

    pub(super) fn accepts(&self, sign_type: SignType) -> bool {
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
