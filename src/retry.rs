//! When a call is tried again, and how long it waits before.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::failure::{Failure, Phase};
use crate::limits::{CANCEL_CHECK, Limits};
use crate::request_error::RequestError;

/// The first pause is at most this long, each further one at most twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Why a pause is made.
#[derive(Debug)]
pub(crate) struct Pause<'a> {
    pub(crate) attempt: u32,
    pub(crate) length: Duration,
    pub(crate) error: &'a Error,
}

/// Tries until it is done, fails for good, or there are no tries or there is no time left. The error has the number of
/// tries.
pub(crate) fn with_retries<T>(
    limits: &Limits,
    max_retries: u32,
    mut attempt: impl FnMut() -> Result<T, RequestError>,
    before_pause: impl Fn(&Pause<'_>),
) -> Result<T, Error> {
    // A call that was cancelled before it began has tried nothing.
    if let Some(cancelled) = limits.cancelled() {
        return Err(cancelled.into_error());
    }
    let mut attempts = 0;
    loop {
        attempts += 1;
        let RequestError { mut error, retry, .. } = match attempt() {
            Ok(value) => return Ok(value),
            Err(failed) => failed,
        };
        error.set_attempts(attempts);
        if !retry || attempts > max_retries {
            return Err(error);
        }
        let length = error.retry_after().unwrap_or_else(|| jitter(attempts));
        // A pause that ends after the call does would only turn a good error into a late one.
        if Instant::now() + length >= limits.deadline {
            return Err(error);
        }
        before_pause(&Pause { attempt: attempts, length, error: &error });
        if let Err(failure) = pause(limits, length) {
            let mut error = failure.into_error();
            error.set_attempts(attempts);
            return Err(error);
        }
    }
}

/// Full jitter: anything up to the longest pause of this attempt, so that clients that failed together come back apart.
fn jitter(attempt: u32) -> Duration {
    let longest = FIRST_PAUSE.saturating_mul(1 << (attempt - 1).min(8)).min(LONGEST_PAUSE);
    // The keys of std's hash maps are random, and different each time.
    let random = RandomState::new().hash_one(Instant::now());
    longest.mul_f64((random >> 11) as f64 / (1u64 << 53) as f64)
}

fn pause(limits: &Limits, length: Duration) -> Result<(), Failure> {
    let end = Instant::now() + length;
    loop {
        limits.left(None, Phase::Backoff)?;
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        thread::sleep(left.min(CANCEL_CHECK));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::Arc;

    use super::*;
    use crate::error::{Details, ErrorKind};

    #[test]
    fn pauses_grow_and_are_bounded() {
        for (attempt, longest) in [(1, 200), (2, 400), (3, 800), (6, 5_000), (11, 5_000), (u32::MAX, 5_000)] {
            let pauses: Vec<_> = (0..100).map(|_| jitter(attempt)).collect();
            assert!(pauses.iter().all(|&pause| pause <= Duration::from_millis(longest)), "{attempt}");
            assert!(pauses.iter().any(|&pause| pause > Duration::from_millis(longest / 2)), "{attempt}");
            assert!(pauses.iter().any(|&pause| pause < Duration::from_millis(longest / 2)), "{attempt}");
        }
    }

    /// A call of 10 s, and what it tried: an answer with this status each time, which asks for this pause.
    fn tries(max_retries: u32, status: u16, retry_after: Duration) -> (Error, u32, Vec<u32>) {
        let limits = Limits::start(Duration::from_secs(10), Duration::from_secs(10), Arc::default(), None);
        let (mut tries, pauses) = (0, RefCell::new(Vec::new()));
        let attempt = || -> Result<(), RequestError> {
            tries += 1;
            let details = Details { http_status: status, retry_after: Some(retry_after), ..Details::default() };
            Err(RequestError::refused(status, Error::with_details(ErrorKind::Service, "refused", details)))
        };
        let error = with_retries(&limits, max_retries, attempt, |pause| pauses.borrow_mut().push(pause.attempt));
        (error.unwrap_err(), tries, pauses.into_inner())
    }

    #[test]
    fn as_often_as_it_may_and_no_longer_than_the_call() {
        const SHORT: Duration = Duration::from_millis(60);
        for (max_retries, status, retry_after, expected) in [
            (0, 503, SHORT, 1),
            (1, 503, SHORT, 2),
            (3, 503, SHORT, 4),
            (3, 500, SHORT, 1),
            (3, 503, Duration::from_secs(11), 1),
        ] {
            let since = Instant::now();
            let (error, tries, pauses) = tries(max_retries, status, retry_after);
            assert_eq!((tries, error.attempts()), (expected, expected), "{max_retries} {status} {retry_after:?}");
            assert_eq!(pauses, (1..expected).collect::<Vec<_>>());
            assert!(since.elapsed() >= retry_after.min(SHORT) * (expected - 1));
        }
    }
}
