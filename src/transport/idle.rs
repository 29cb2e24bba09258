//! Connections that no call uses at the moment.
//!
//! ureq has a pool, which looks through all its connections, twice in every call; here the number of idle connections
//! costs a call nothing.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::lock::lock;

/// A connection that was idle for longer is not used again: firewalls forget flows silently, servers close them.
const LONGEST: Duration = Duration::from_secs(25);
/// How many are kept: as many as threads are likely to call at once.
const MOST: usize = 256;

/// The idle connections of one client in one process, in the order in which they came to rest.
#[derive(Debug)]
pub(crate) struct Idle<T>(Mutex<VecDeque<(Instant, T)>>);

impl<T> Default for Idle<T> {
    fn default() -> Idle<T> {
        Idle(Mutex::default())
    }
}

impl<T> Idle<T> {
    /// The one of these connections that was used last: the least likely one to have been closed.
    pub(crate) fn take(&self, is_it: impl Fn(&T) -> bool, now: Instant) -> Option<T> {
        let mut list = lock(&self.0);
        let old = take_old(&mut list, now);
        let at = list.iter().rposition(|(_, connection)| is_it(connection));
        let taken = at.and_then(|at| list.remove(at));
        drop(list);
        // Closed without the lock.
        drop(old);
        taken.map(|(_, connection)| connection)
    }

    pub(crate) fn put(&self, connection: T) {
        let now = Instant::now();
        let mut list = lock(&self.0);
        let old = take_old(&mut list, now);
        let superfluous = if list.len() >= MOST { list.pop_front() } else { None };
        list.push_back((now, connection));
        drop(list);
        drop((old, superfluous));
    }
}

fn take_old<T>(list: &mut VecDeque<(Instant, T)>, now: Instant) -> Vec<(Instant, T)> {
    let mut old = Vec::new();
    while list.front().is_some_and(|(since, _)| now.saturating_duration_since(*since) > LONGEST) {
        old.extend(list.pop_front());
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_used_last_that_is_not_too_old() {
        let start = Instant::now();
        let second = Duration::from_secs(1);
        let idle = || Idle(Mutex::new(VecDeque::from([(start, 1), (start + second, 2), (start + 2 * second, 3)])));
        assert_eq!(idle().take(|_| true, start + LONGEST), Some(3));
        assert_eq!(idle().take(|&connection| connection < 3, start + LONGEST), Some(2));
        assert_eq!(idle().take(|&connection| connection == 1, start + LONGEST), Some(1));
        let later = start + LONGEST + Duration::from_nanos(1);
        assert_eq!(idle().take(|&connection| connection == 1, later), None);
        assert_eq!(idle().take(|_| true, later + 2 * second), None);
        // What is too old is gone, whatever is looked for.
        let idle = idle();
        assert_eq!(idle.take(|_| false, later + second), None);
        assert_eq!(lock(&idle.0).iter().map(|(_, connection)| *connection).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn the_oldest_makes_room() {
        let idle = Idle::default();
        for connection in 0..=MOST {
            idle.put(connection);
        }
        let kept = |number| idle.take(|&connection| connection == number, Instant::now());
        assert_eq!([kept(0), kept(1), kept(MOST)], [None, Some(1), Some(MOST)]);
    }
}
