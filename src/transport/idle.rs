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
