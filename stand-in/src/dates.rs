//! Times as the service writes them.

use std::time::SystemTime;

use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};

type Format = &'static [BorrowedFormatItem<'static>];

const SDK_DATE: Format = format_description!("[year][month][day]T[hour][minute][second]Z");
const IAM_TIME: Format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");

const STS_TIME: Format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");

/// `X-Sdk-Date`: `20191115T033655Z`.
pub(crate) fn sdk_date(time: SystemTime) -> String {
    text(time, SDK_DATE)
}

/// The time of an `X-Sdk-Date`. `None`: it is not one.
pub(crate) fn parse_sdk_date(text: &str) -> Option<SystemTime> {
    // The parser would also take a year with a sign.
    if text.len() != "20191115T033655Z".len() || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(PrimitiveDateTime::parse(text, SDK_DATE).ok()?.assume_utc().into())
}

/// A time as IAM and the metadata service write it: `2015-11-09T01:42:57.527363Z`.
pub(crate) fn iam_time(time: SystemTime) -> String {
    text(time, IAM_TIME)
}

/// A time as STS writes it: `2022-09-07T03:27:51.158Z`.
pub(crate) fn sts_time(time: SystemTime) -> String {
    text(time, STS_TIME)
}

/// Seconds since 1970.
pub(crate) fn unix_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn text(time: SystemTime, format: Format) -> String {
    // It cannot fail: every part of the format is there.
    OffsetDateTime::from(time).format(format).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn dates_are_written_as_the_service_does_and_read_again() {
        for (micros, sdk, iam) in [
            (0, "19700101T000000Z", "1970-01-01T00:00:00.000000Z"),
            (1_447_033_377_527_363, "20151109T014257Z", "2015-11-09T01:42:57.527363Z"),
            (1_582_934_400_000_001, "20200229T000000Z", "2020-02-29T00:00:00.000001Z"),
            (4_102_444_799_999_999, "20991231T235959Z", "2099-12-31T23:59:59.999999Z"),
        ] {
            let time = SystemTime::UNIX_EPOCH + Duration::from_micros(micros);
            assert_eq!((sdk_date(time).as_str(), iam_time(time).as_str()), (sdk, iam));
            let second = SystemTime::UNIX_EPOCH + Duration::from_secs(unix_seconds(time));
            assert_eq!(parse_sdk_date(sdk), Some(second), "{sdk}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "now",
            "20191115T033655",
            "20191115T033655z",
            "20191115 033655Z",
            " 20191115T033655Z",
            "20191115T033655Z ",
            "+2019111T033655Z",
            "20191315T033655Z",
            "20190229T033655Z",
            "20191115T243655Z",
            "20191115T033661Z",
            "2019-11-15T03:36:55Z",
        ] {
            assert_eq!(parse_sdk_date(text), None, "{text:?}");
        }
    }
}
