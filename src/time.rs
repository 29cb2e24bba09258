//! Civil time: the date of a signature, and the times that the service writes.

use std::time::{Duration, SystemTime};

const SECONDS_A_DAY: i64 = 86_400;

/// 9999-12-31T23:59:59Z, the last second whose year has four digits.
const LAST_SECOND: i64 = 253_402_300_799;

/// `X-Sdk-Date`: `YYYYMMDDTHHMMSSZ`, UTC. Times before 1970 or after 9999 are held at those ends.
pub(crate) fn sdk_date(time: SystemTime) -> [u8; 16] {
    let [year, month, day, hour, minute, second] = civil(time);
    let mut date = *b"00000000T000000Z";
    put_digits(&mut date[0..4], year);
    put_digits(&mut date[4..6], month);
    put_digits(&mut date[6..8], day);
    put_digits(&mut date[9..11], hour);
    put_digits(&mut date[11..13], minute);
    put_digits(&mut date[13..15], second);
    date
}

/// The instant that an `X-Sdk-Date` text names, in seconds since 1970.
pub(crate) fn parse_sdk_date(text: &str) -> Option<i64> {
    let mut rest = Rest(text.as_bytes());
    let (year, month, day) = (rest.digits(4)?, rest.digits(2)?, rest.digits(2)?);
    rest.one_of(b"T")?;
    let (hour, minute, second) = (rest.digits(2)?, rest.digits(2)?, rest.digits(2)?);
    rest.one_of(b"Z")?;
    rest.end()?;
    Some(days(year, month, day)? * SECONDS_A_DAY + second_of_day(hour, minute, second)?)
}

/// Reads a time as the service writes it (`2020-03-02T10:05:23Z`), and leniently what lies near: a blank for the
/// `T`, fractions of a second, an offset, no zone (then UTC). `None`: not understood.
///
/// Whole seconds since 1970 and nanoseconds; the nanoseconds count forward before 1970 too. Digits beyond the ninth of
/// a fraction are dropped. Second 60 is the first of the next minute, as POSIX counts a leap second. Offsets are
/// `+08:00`, `+0800` and `+08`.
pub(crate) fn parse(text: &str) -> Option<(i64, u32)> {
    let mut rest = Rest(text.trim_ascii().as_bytes());
    let year = rest.digits(4)?;
    rest.one_of(b"-")?;
    let month = rest.digits(2)?;
    rest.one_of(b"-")?;
    let day = rest.digits(2)?;
    rest.one_of(b"Tt ")?;
    let hour = rest.digits(2)?;
    rest.one_of(b":")?;
    let minute = rest.digits(2)?;
    rest.one_of(b":")?;
    let second = rest.digits(2)?;
    let nanoseconds = if rest.one_of(b".,").is_some() { rest.fraction()? } else { 0 };
    let _ = rest.one_of(b" ");
    let offset = rest.offset()?;
    rest.end()?;

    let leap = i64::from(second == 60);
    let second_of_day = second_of_day(hour, minute, second - leap)? + leap;
    Some((days(year, month, day)? * SECONDS_A_DAY + second_of_day - offset, nanoseconds))
}

/// The instant of whole seconds since 1970 and nanoseconds, where the system's clock can express it.
pub(crate) fn system_time(seconds: i64, nanoseconds: u32) -> Option<SystemTime> {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let whole = match seconds {
        ..0 => SystemTime::UNIX_EPOCH.checked_sub(whole),
        0.. => SystemTime::UNIX_EPOCH.checked_add(whole),
    };
    whole?.checked_add(Duration::from_nanos(nanoseconds.into()))
}

/// The instant of whole seconds since 1970; where the system's clock cannot express it, one that is nearly as late as it can.
pub(crate) fn instant_of(seconds: u64) -> SystemTime {
    /// In the year 30489. Windows counts until 30828, Linux for longer than anybody can ask for.
    const LATE: u64 = 900_000_000_000;
    let at = |seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    at(seconds).or_else(|| at(LATE)).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The instant a while after another; the same one where the system's clock cannot express it.
pub(crate) fn after(time: SystemTime, length: Duration) -> SystemTime {
    time.checked_add(length).unwrap_or(time)
}

/// An instant for people: `2020-03-02T10:05:23Z`. Times before 1970 or after 9999 are held at those ends.
pub(crate) fn text(time: SystemTime) -> String {
    let [year, month, day, hour, minute, second] = civil(time);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Year, month, day, hour, minute and second, UTC.
fn civil(time: SystemTime) -> [i64; 6] {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    let seconds = i64::try_from(seconds).unwrap_or(LAST_SECOND).min(LAST_SECOND);
    let (days, second) = (seconds / SECONDS_A_DAY, seconds % SECONDS_A_DAY);

    // The year is counted from March, so that the leap day is its last, and from 0000-03-01, where an era of 400 years
    // begins; all days of an era are alike from one to the next.
    let days = days + DAYS_BEFORE_1970;
    let (era, day_of_era) = (days / DAYS_AN_ERA, days % DAYS_AN_ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);

    [year, month, day, second / 3_600, second / 60 % 60, second % 60]
}

/// From 0000-03-01 to 1970-01-01.
const DAYS_BEFORE_1970: i64 = 719_468;
const DAYS_AN_ERA: i64 = 146_097;

/// Days since 1970 of a date that there is, in the years 0 to 9999.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_of_month = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap_year),
        _ => return None,
    };
    if !(1..=days_of_month).contains(&day) {
        return None;
    }
    let year = year - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * DAYS_AN_ERA + day_of_era - DAYS_BEFORE_1970)
}

fn second_of_day(hour: i64, minute: i64, second: i64) -> Option<i64> {
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3_600 + minute * 60 + second)
}

fn put_digits(place: &mut [u8], mut number: i64) {
    for digit in place.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
}

/// What is still to be read of a text.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// Exactly so many digits; few enough that the number fits.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0')))
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        bytes.contains(&first).then(|| {
            self.0 = rest;
            first
        })
    }

    /// The digits after the point, at least one, as nanoseconds.
    fn fraction(&mut self) -> Option<u32> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        let digits = digits.iter().map(|digit| u32::from(digit - b'0')).chain(std::iter::repeat(0)).take(9);
        (count > 0).then(|| digits.fold(0, |number, digit| number * 10 + digit))
    }

    /// The zone's distance from UTC in seconds; 0 where there is no zone.
    fn offset(&mut self) -> Option<i64> {
        if self.0.is_empty() || self.one_of(b"Zz").is_some() {
            return Some(0);
        }
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.digits(2)?;
        let minutes = if self.0.is_empty() {
            0
        } else {
            let _ = self.one_of(b":");
            self.digits(2)?
        };
        Some(sign * second_of_day(hours, minutes, 0)?)
    }

    fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> SystemTime {
        system_time(seconds, 0).unwrap()
    }

    #[test]
    fn the_date_of_a_signature() {
        let table = [
            (0, "19700101T000000Z"),
            (1, "19700101T000001Z"),
            (1_573_788_995, "20191115T033635Z"),
            (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"),
            (951_868_800, "20000301T000000Z"),
            (4_107_542_399, "21000228T235959Z"),
            (4_107_542_400, "21000301T000000Z"),
            (1_709_164_800, "20240229T000000Z"),
            (1_735_689_599, "20241231T235959Z"),
            (1_735_689_600, "20250101T000000Z"),
            (2_147_483_648, "20380119T031408Z"),
            (253_402_300_799, "99991231T235959Z"),
        ];
        for (seconds, text) in table {
            assert_eq!(sdk_date(at(seconds)), *text.as_bytes(), "{seconds}");
            assert_eq!(parse_sdk_date(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn dates_are_held_at_the_ends() {
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(sdk_date(before), *b"19700101T000000Z");
        assert_eq!(sdk_date(at(253_402_300_800)), *b"99991231T235959Z");
        // As late as the system's clock can express.
        let late = (0..63).rev().find_map(|bit| system_time(1 << bit, 0)).unwrap();
        assert_eq!(sdk_date(late), *b"99991231T235959Z");
        assert_eq!([instant_of(0), instant_of(1_583_143_523)], [at(0), at(1_583_143_523)]);
        assert_eq!([sdk_date(instant_of(i64::MAX as u64)), sdk_date(instant_of(u64::MAX))], [*b"99991231T235959Z"; 2]);
        assert_eq!(sdk_date(at(0) + Duration::from_millis(1_999)), *b"19700101T000001Z", "fractions are dropped");
        assert_eq!(text(at(1_583_143_523)), "2020-03-02T10:05:23Z");
        assert_eq!(text(before), "1970-01-01T00:00:00Z");
    }

    /// Counts the days by themselves, one by one.
    #[test]
    fn every_day_from_1970_to_2400_comes_back() {
        let (mut year, mut month, mut day) = (1970, 1, 1);
        for number in 0..157_054 {
            let seconds = number * SECONDS_A_DAY;
            let expected = format!("{year:04}{month:02}{day:02}T000000Z");
            assert_eq!(sdk_date(at(seconds)), *expected.as_bytes());
            assert_eq!(parse_sdk_date(&expected), Some(seconds));
            let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            let last = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
            (year, month, day) = match (month, day) {
                (12, 31) => (year + 1, 1, 1),
                (_, day) if day == last => (year, month + 1, 1),
                (_, day) => (year, month, day + 1),
            };
        }
        assert_eq!((year, month, day), (2400, 1, 1));
    }

    #[test]
    fn only_the_exact_form_is_a_signatures_date() {
        for text in [
            "",
            "20191115T033655",
            "20191115T033655z",
            "20191115t033655Z",
            "2019-11-15T03:36:55Z",
            "20191115T033655Z ",
            "20191315T033655Z",
            "20190229T033655Z",
            "20191115T240000Z",
            "20191115T036055Z",
            "20191115T033660Z",
            "+0191115T033655Z",
            "２０191115T033655Z",
        ] {
            assert_eq!(parse_sdk_date(text), None, "{text:?}");
        }
    }

    #[test]
    fn times_as_the_service_writes_them_and_what_lies_near() {
        const T: i64 = 1_583_143_523;
        let table = [
            ("2020-03-02T10:05:23Z", T, 0),
            ("2020-03-02t10:05:23z", T, 0),
            ("2020-03-02 10:05:23", T, 0),
            ("2020-03-02 10:05:23 Z", T, 0),
            ("2020-03-02T10:05:23", T, 0),
            (" 2020-03-02T10:05:23Z\n", T, 0),
            ("2020-03-02T18:05:23+08:00", T, 0),
            ("2020-03-02T18:05:23+0800", T, 0),
            ("2020-03-02T18:05:23+08", T, 0),
            ("2020-03-02 18:05:23 +0800", T, 0),
            ("2020-03-02T04:35:23-05:30", T, 0),
            ("2020-03-02T10:05:23+00:00", T, 0),
            ("2020-03-02T10:05:23-00:00", T, 0),
            ("2020-03-02T10:05:23.5Z", T, 500_000_000),
            ("2020-03-02T10:05:23,5Z", T, 500_000_000),
            ("2020-03-02T10:05:23.527363Z", T, 527_363_000),
            ("2020-03-02T10:05:23.000000001", T, 1),
            ("2020-03-02T10:05:23.1234567899999999999999Z", T, 123_456_789),
            ("2020-03-02T18:05:23.25+08:00", T, 250_000_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
            ("2017-01-01T07:59:60+08:00", 1_483_228_800, 0),
            ("2024-02-29T00:00:00Z", 1_709_164_800, 0),
            ("1970-01-01T00:00:00Z", 0, 0),
            ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
            ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
            ("0000-01-01T00:00:00+23:59", -62_167_305_540, 0),
            ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
            ("9999-12-31T23:59:60.999999999-23:59", 253_402_387_140, 999_999_999),
        ];
        for (text, seconds, nanoseconds) in table {
            assert_eq!(parse(text), Some((seconds, nanoseconds)), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_understood() {
        for text in [
            "",
            " ",
            "garbage",
            "2020",
            "2020-03-02",
            "2020-03-02T",
            "2020-03-02T10:05",
            "2020-03-02T10:05:2",
            "2020-03-02  10:05:23",
            "2020-3-2T10:05:23Z",
            "20200302T100523Z",
            "2020/03/02 10:05:23",
            "2020-00-02T10:05:23Z",
            "2020-13-02T10:05:23Z",
            "2020-03-00T10:05:23Z",
            "2020-04-31T10:05:23Z",
            "2023-02-29T10:05:23Z",
            "2100-02-29T10:05:23Z",
            "2020-03-02T24:00:00Z",
            "2020-03-02T10:60:23Z",
            "2020-03-02T10:05:61Z",
            "2020-03-02T10:05:23.Z",
            "2020-03-02T10:05:23ZZ",
            "2020-03-02T10:05:23 CST",
            "2020-03-02T10:05:23+",
            "2020-03-02T10:05:23+8",
            "2020-03-02T10:05:23+08:",
            "2020-03-02T10:05:23+08:0",
            "2020-03-02T10:05:23+24:00",
            "2020-03-02T10:05:23+08:60",
            "2020-03-02T10:05:23+08:00:00",
            "-020-03-02T10:05:23Z",
            "12020-03-02T10:05:23Z",
            "２０２０-03-02T10:05:23Z",
            "2020-03-02T10:05:2é",
            "1583143523",
            "\0",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn instants_before_and_after_1970() {
        let epoch = SystemTime::UNIX_EPOCH;
        assert_eq!(system_time(2, 5), Some(epoch + Duration::new(2, 5)));
        assert_eq!(system_time(-2, 500_000_000), Some(epoch - Duration::from_millis(1_500)));
        // Not every system's clock reaches that far; none may overflow.
        let _ = (system_time(i64::MAX, 999_999_999), system_time(i64::MIN, 0));
    }
}
