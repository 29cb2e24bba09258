//! A value that is asked for by the first call that needs it, kept, and asked for anew before it ends.
//!
//! One call asks at a time. The others go on with the value that is there; where there is none, they wait for that
//! one, each within its own limits, and share its failure too: sixteen threads with a wrong password ask once. The
//! failure comes with its verdict, so each of them retries, or does not, as the call that asked does.

use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::error::ErrorKind;
use crate::failure::Phase;
use crate::fork::{PerProcess, ProcessState};
use crate::limits::{CANCEL_CHECK, Limits};
use crate::lock::{lock, try_lock};
use crate::request_error::RequestError;

/// A value is asked for anew when less than this is left of it and less than half of what it had when it came.
const AHEAD: Duration = Duration::from_secs(40 * 60);
/// Between two tries to renew a value that is still good: at most this, less for one that lives shortly.
const PAUSE: Duration = Duration::from_secs(60);
/// A refusal (a wrong password) is not tried again sooner: IAM locks users that fail several times.
const AFTER_REFUSAL: Duration = Duration::from_secs(60);
/// A value that is over by our clock when it comes is taken for good this long: whoever gave it thinks it good, so our
/// clock is ahead.
const TRUSTED: Duration = Duration::from_secs(60);

/// A value that is kept. `None` as its end: it has none.
pub(crate) struct Renewable<T> {
    processes: PerProcess<Slot<T>>,
}

struct Slot<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    value: Option<(T, Life)>,
    /// Counts the times that the value was asked for.
    round: u64,
    under_way: bool,
    failure: Option<LastFailure>,
    /// While a good value waits to be renewed: not before.
    not_before: Option<Instant>,
}

struct LastFailure {
    round: u64,
    at: Instant,
    error: RequestError,
}

impl<T> Default for State<T> {
    fn default() -> State<T> {
        State { value: None, round: 0, under_way: false, failure: None, not_before: None }
    }
}

impl<T> Slot<T> {
    fn new(value: Option<(T, Life)>) -> Slot<T> {
        Slot { state: Mutex::new(State { value, ..State::default() }), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        lock(&self.state)
    }
}

impl<T> ProcessState for Slot<T> {
    /// The parent's value, which may be a secret, unless a thread of the parent was at it when it forked.
    fn let_go_in_child(&self) {
        if let Some(mut state) = try_lock(&self.state) {
            *state = State::default();
        }
    }
}

impl<T: Clone> Slot<T> {
    /// For a child: the parent's value, unless a thread of the parent was at it when it forked.
    fn for_child(&self) -> Slot<T> {
        Slot::new(try_lock(&self.state).and_then(|state| state.value.clone()))
    }
}

impl<T: Clone> Renewable<T> {
    pub(crate) fn new() -> Renewable<T> {
        Renewable { processes: PerProcess::new(Slot::new(None)) }
    }

    /// The value, asked for with `ask` where there is none or it is about to end. `ask` gives it with its end.
    ///
    /// Asking for a value while the old one is still good takes at most half of the time that the call has left, and
    /// where it fails the call goes on with the old one.
    pub(crate) fn get(
        &self,
        limits: &Limits,
        ask: impl FnOnce(&Limits) -> Result<(T, Option<SystemTime>), RequestError>,
    ) -> Result<T, RequestError> {
        let slot = self.processes.get(Slot::for_child);
        let mut state = slot.lock();
        let mut waited_for = None;
        let good = loop {
            let now = Instant::now();
            let good = match &state.value {
                Some((value, life)) => match life.stage(SystemTime::now(), now) {
                    Stage::Good => return Ok(value.clone()),
                    Stage::Ending if state.under_way || state.not_before.is_some_and(|then| now < then) => {
                        return Ok(value.clone());
                    }
                    Stage::Ending => Some(value.clone()),
                    Stage::Over => None,
                },
                None => None,
            };
            if good.is_some() {
                break good;
            }
            if let Some(failure) = &state.failure {
                let shared = waited_for == Some(failure.round) && !failure.error.is_of_one_call();
                let refused = failure.error.error.kind() == ErrorKind::Unauthorized
                    && now.duration_since(failure.at) < AFTER_REFUSAL;
                if shared || refused {
                    return Err(failure.error.clone());
                }
            }
            if !state.under_way {
                break None;
            }
            waited_for = Some(state.round);
            #[cfg(test)]
            tests::waits();
            let left = limits.left(None, Phase::OtherCall)?;
            (state, _) =
                slot.changed.wait_timeout(state, left.min(CANCEL_CHECK)).unwrap_or_else(PoisonError::into_inner);
        };
        state.round += 1;
        state.under_way = true;
        let round = state.round;
        drop(state);

        let guard = RenewalGuard(slot);
        let left = limits.deadline.saturating_duration_since(Instant::now());
        let result = if good.is_some() { ask(&limits.within(left / 2)) } else { ask(limits) };
        let mut state = slot.lock();
        let now = Instant::now();
        let outcome = match result {
            Ok((value, end)) => {
                let life = Life::new(end, SystemTime::now(), now);
                state.not_before = Some(now + life.pause());
                state.value = Some((value.clone(), life));
                state.failure = None;
                Ok(value)
            }
            Err(error) => {
                let pause = state.value.as_ref().map_or(PAUSE, |(_, life)| life.pause());
                state.not_before = Some(now + pause);
                state.failure = Some(LastFailure { round, at: now, error: error.clone() });
                good.ok_or(error)
            }
        };
        drop(state);
        drop(guard);
        outcome
    }

    /// Forgets a value that turned out to be over, unless another call has replaced it already.
    pub(crate) fn forget(&self, is_it: impl Fn(&T) -> bool) {
        let mut state = self.processes.get(Slot::for_child).lock();
        if state.value.as_ref().is_some_and(|(value, _)| is_it(value)) {
            state.value = None;
        }
    }
}

/// Says that nobody asks any more, also where a panic passes.
struct RenewalGuard<'a, T>(&'a Slot<T>);

impl<T> Drop for RenewalGuard<'_, T> {
    fn drop(&mut self) {
        self.0.lock().under_way = false;
        self.0.changed.notify_all();
    }
}

impl<T> fmt::Debug for Renewable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The value may be a secret, and looking would take a lock.
        f.debug_struct("Renewable").finish_non_exhaustive()
    }
}

/// How long a value is good.
#[derive(Clone, Copy, Debug)]
enum Life {
    Endless,
    /// By two clocks: the one on the wall, which may be set, and the one that only goes forward, which may stop while
    /// the machine sleeps. The one that says less counts: where it is wrong, that costs asking once too often.
    Limited {
        /// By the clock on the wall; `None`: that clock is of no use here.
        until: Option<SystemTime>,
        since: Instant,
        length: Duration,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Good,
    Ending,
    Over,
}

impl Life {
    /// Of a value that came just now.
    fn new(end: Option<SystemTime>, now: SystemTime, since: Instant) -> Life {
        match end.map(|end| (end, end.duration_since(now).unwrap_or_default())) {
            None => Life::Endless,
            Some((_, Duration::ZERO)) => Life::Limited { until: None, since, length: TRUSTED },
            Some((end, length)) => Life::Limited { until: Some(end), since, length },
        }
    }

    fn stage(&self, now: SystemTime, instant: Instant) -> Stage {
        let Life::Limited { until, since, length } = *self else { return Stage::Good };
        let mut left = length.saturating_sub(instant.saturating_duration_since(since));
        if let Some(until) = until {
            left = left.min(until.duration_since(now).unwrap_or_default());
        }
        match left {
            Duration::ZERO => Stage::Over,
            left if left < AHEAD.min(length / 2) => Stage::Ending,
            _ => Stage::Good,
        }
    }

    /// Between two tries to renew it while it is still good.
    fn pause(&self) -> Duration {
        match self {
            Life::Endless => PAUSE,
            Life::Limited { length, .. } => PAUSE.min(*length / 20),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::{Arc, mpsc};
    use std::thread;

    use super::*;
    use crate::error::Error;

    const SECOND: Duration = Duration::from_secs(1);
    const MINUTE: Duration = Duration::from_secs(60);
    const HOUR: Duration = Duration::from_secs(60 * 60);

    #[test]
    fn a_value_ends_by_whichever_clock_says_so_first() {
        let (wall, steady) = (SystemTime::UNIX_EPOCH + 1_000_000 * HOUR, Instant::now());
        let life = |length: Duration| Life::new(Some(wall + length), wall, steady);
        // Life; what the wall's clock and the steady one have gone on by.
        for (life, by_wall, by_steady, stage) in [
            (life(24 * HOUR), Duration::ZERO, Duration::ZERO, Stage::Good),
            (life(24 * HOUR), 23 * HOUR, 23 * HOUR, Stage::Good),
            (life(24 * HOUR), 23 * HOUR + 21 * MINUTE, 23 * HOUR + 21 * MINUTE, Stage::Ending),
            (life(24 * HOUR), 24 * HOUR, 24 * HOUR, Stage::Over),
            // A short one is renewed at half of it.
            (life(HOUR), 30 * MINUTE, 30 * MINUTE, Stage::Good),
            (life(HOUR), 31 * MINUTE, 31 * MINUTE, Stage::Ending),
            (life(HOUR), HOUR, HOUR, Stage::Over),
            // The wall's clock was set ahead, or the machine slept and the steady one stood still.
            (life(24 * HOUR), 30 * HOUR, MINUTE, Stage::Over),
            (life(24 * HOUR), 23 * HOUR + 50 * MINUTE, MINUTE, Stage::Ending),
            // The wall's clock was set back: the key ends all the same.
            (life(24 * HOUR), Duration::ZERO, 24 * HOUR, Stage::Over),
            (life(24 * HOUR), Duration::ZERO, 23 * HOUR + 50 * MINUTE, Stage::Ending),
            (Life::new(None, wall, steady), 1_000 * HOUR, 1_000 * HOUR, Stage::Good),
            // Over when it came, by a clock that is hours ahead.
            (Life::new(Some(wall - HOUR), wall, steady), Duration::ZERO, Duration::ZERO, Stage::Good),
            (Life::new(Some(wall - HOUR), wall, steady), 45 * SECOND, 45 * SECOND, Stage::Ending),
            (Life::new(Some(wall - HOUR), wall, steady), MINUTE, MINUTE, Stage::Over),
        ] {
            assert_eq!(life.stage(wall + by_wall, steady + by_steady), stage, "{life:?}: {by_wall:?}, {by_steady:?}");
        }
        // Set back to before the value came.
        assert_eq!(life(24 * HOUR).stage(wall - 5 * HOUR, steady + HOUR), Stage::Good);
        assert_eq!([life(HOUR), life(MINUTE), Life::Endless].map(|life| life.pause()), [MINUTE, 3 * SECOND, MINUTE]);
    }

    /// Of a call of 10 s.
    fn limits() -> Limits {
        Limits::start(10 * SECOND, 10 * SECOND, Arc::default(), None)
    }

    fn failed(kind: ErrorKind) -> RequestError {
        RequestError::from(Error::new(kind, "failed"))
    }

    type Given = Result<(u32, Option<SystemTime>), RequestError>;

    /// What a call gets: a value, or the kind of its error.
    fn get(values: &Renewable<u32>, ask: impl FnOnce(&Limits) -> Given) -> Result<u32, ErrorKind> {
        values.get(&limits(), ask).map_err(|failed| failed.error.kind())
    }

    /// That a call asks for nothing, and gets this.
    fn gets_unasked(values: &Renewable<u32>, expected: Result<u32, ErrorKind>) {
        assert_eq!(get(values, |_| panic!("it is asked for")), expected);
    }

    fn renewable(state: State<u32>) -> Renewable<u32> {
        let values = Renewable::new();
        *values.processes.get(Slot::for_child).lock() = state;
        values
    }

    /// A value of an hour, of which ten minutes are left.
    fn about_to_end(value: u32) -> Option<(u32, Life)> {
        let until = Some(SystemTime::now() + 10 * MINUTE);
        Some((value, Life::Limited { until, since: Instant::now(), length: HOUR }))
    }

    fn ending(not_before: Option<Instant>) -> Renewable<u32> {
        renewable(State { value: about_to_end(1), not_before, ..State::default() })
    }

    #[test]
    fn a_value_is_kept_until_it_ends_or_is_forgotten() {
        let values = Renewable::new();
        assert_eq!(get(&values, |_| Ok((1, None))), Ok(1));
        gets_unasked(&values, Ok(1));
        values.forget(|value| *value == 2);
        gets_unasked(&values, Ok(1));
        values.forget(|value| *value == 1);
        assert_eq!(get(&values, |_| Ok((2, None))), Ok(2));
    }

    #[test]
    fn a_good_value_is_renewed_in_half_of_the_calls_time_and_else_kept() {
        let now = Instant::now();
        for not_before in [None, Some(now)] {
            let values = ending(not_before);
            let ask = |limits: &Limits| {
                assert!(limits.timeout <= 5 * SECOND, "{:?} of 10 s", limits.timeout);
                Ok((2, Some(SystemTime::now() + HOUR)))
            };
            assert_eq!(get(&values, ask), Ok(2));
            gets_unasked(&values, Ok(2));
        }
        let values = ending(None);
        assert_eq!(get(&values, |_| Err(failed(ErrorKind::Connect))), Ok(1));
        // Not again at once.
        gets_unasked(&values, Ok(1));
        // Nor one that came just now, and is about to end already.
        let values = ending(None);
        assert_eq!(get(&values, |_| Ok((2, Some(SystemTime::now() + HOUR)))), Ok(2));
        values.processes.get(Slot::for_child).lock().value = about_to_end(3);
        gets_unasked(&values, Ok(3));
    }

    #[test]
    fn a_refusal_is_not_tried_again_for_a_minute() {
        let values = Renewable::new();
        assert_eq!(get(&values, |_| Err(failed(ErrorKind::Connect))), Err(ErrorKind::Connect));
        assert_eq!(get(&values, |_| Err(failed(ErrorKind::Unauthorized))), Err(ErrorKind::Unauthorized));
        gets_unasked(&values, Err(ErrorKind::Unauthorized));
        let at = Instant::now().checked_sub(MINUTE + SECOND).unwrap();
        let failure = LastFailure { round: 1, at, error: failed(ErrorKind::Unauthorized) };
        let values = renewable(State { round: 1, failure: Some(failure), ..State::default() });
        assert_eq!(get(&values, |_| Ok((1, None))), Ok(1));
    }

    thread_local! {
        /// Who is told when a call of this thread waits for another.
        static WAITS: RefCell<Option<mpsc::Sender<()>>> = const { RefCell::new(None) };
    }

    pub(super) fn waits() {
        WAITS.with_borrow(|told| told.as_ref().map(|told| told.send(())));
    }

    /// What one call gets, and what another gets that comes while it asks. The other is asked for 20.
    fn two_calls(values: &Renewable<u32>, given: Given) -> [Result<u32, ErrorKind>; 2] {
        thread::scope(|scope| {
            let (asking, asked) = mpsc::channel();
            let (answer, answered) = mpsc::channel();
            let first = scope.spawn(move || {
                get(values, |_| {
                    asking.send(()).unwrap();
                    answered.recv().unwrap()
                })
            });
            asked.recv().unwrap();
            let (told, waiting) = mpsc::channel();
            let second = scope.spawn(move || {
                WAITS.set(Some(told));
                let got = get(values, |_| Ok((20, None)));
                WAITS.set(None);
                got
            });
            // Until it has the old value, or has looked more than once whether there is one.
            let _ = waiting.recv().and_then(|()| waiting.recv());
            answer.send(given).unwrap();
            [first.join().unwrap(), second.join().unwrap()]
        })
    }

    #[test]
    fn a_child_lets_go_of_the_value_of_its_parent() {
        let value = Arc::new(());
        let slot = Slot::new(Some((value.clone(), Life::Endless)));
        // A thread of the parent that the child does not have may be at it for ever.
        let state = slot.lock();
        slot.let_go_in_child();
        drop(state);
        assert_eq!(Arc::strong_count(&value), 2);
        slot.let_go_in_child();
        assert_eq!(Arc::strong_count(&value), 1);
    }

    #[test]
    fn one_call_asks_and_the_others_have_what_it_gets() {
        assert_eq!(two_calls(&Renewable::new(), Ok((1, None))), [Ok(1), Ok(1)]);
        // Of the failures only those that say nothing about the other call.
        let connect = ErrorKind::Connect;
        assert_eq!(two_calls(&Renewable::new(), Err(failed(connect))), [Err(connect), Err(connect)]);
        assert_eq!(
            two_calls(&Renewable::new(), Err(failed(ErrorKind::Cancelled))),
            [Err(ErrorKind::Cancelled), Ok(20)]
        );
        // A failure of before is none of this one.
        let values = Renewable::new();
        assert_eq!(get(&values, |_| Err(failed(connect))), Err(connect));
        assert_eq!(two_calls(&values, Ok((1, None))), [Ok(1), Ok(1)]);
        // Where there is a good value, nobody waits.
        assert_eq!(two_calls(&ending(None), Ok((2, None))), [Ok(2), Ok(1)]);
    }
}
