//! Civil time: the date of a signature, and the times that the service writes.

use std::time::SystemTime;

/// `X-Sdk-Date`: `YYYYMMDDTHHMMSSZ`, UTC. Times before 1970 or after 9999 are held at those ends.
pub(crate) fn sdk_date(time: SystemTime) -> [u8; 16] {
    let _ = time;
    todo!()
}

/// The instant that an `X-Sdk-Date` text names, in seconds since 1970.
#[cfg(feature = "stand-in")]
pub(crate) fn parse_sdk_date(text: &str) -> Option<i64> {
    let _ = text;
    todo!()
}

/// Reads a time as the service writes it (`2020-03-02T10:05:23Z`), and leniently what lies near: a blank for the
/// `T`, fractions of a second, an offset, no zone (then UTC). `None`: not understood.
///
/// Whole seconds since 1970 and nanoseconds.
pub(crate) fn parse(text: &str) -> Option<(i64, u32)> {
    let _ = text;
    todo!()
}
