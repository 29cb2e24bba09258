//! Connections that no call uses at the moment.
//!
//! ureq has a pool, which looks through all its connections, twice in every call; here the number of connections that
//! lie idle costs a call nothing.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::lock::lock;

use super::connection::{Peer, Rested};

/// A connection that was idle for longer is not used again: firewalls forget flows silently, servers close them.
const LONGEST: Duration = Duration::from_secs(25);
/// How many are kept: as many as threads are likely to call at once.
const MOST: usize = 256;

/// The idle connections of one client in one process, in the order in which they came to rest.
#[derive(Debug, Default)]
pub(crate) struct Idle(Mutex<VecDeque<(Instant, Rested)>>);

impl Idle {
    /// The connection to this peer that was used last: the least likely one to have been closed.
    pub(crate) fn take(&self, peer: &Peer, now: Instant) -> Option<Rested> {
        let mut list = lock(&self.0);
        let old = take_old(&mut list, now);
        let at = list.iter().rposition(|(_, rested)| rested.link.peer == *peer);
        let taken = at.and_then(|at| list.remove(at));
        drop(list);
        // Closed without the lock.
        drop(old);
        taken.map(|(_, rested)| rested)
    }

    pub(crate) fn put(&self, rested: Rested) {
        let now = Instant::now();
        let mut list = lock(&self.0);
        let old = take_old(&mut list, now);
        let superfluous = if list.len() >= MOST { list.pop_front() } else { None };
        list.push_back((now, rested));
        drop(list);
        drop((old, superfluous));
    }
}

fn take_old(list: &mut VecDeque<(Instant, Rested)>, now: Instant) -> Vec<(Instant, Rested)> {
    let mut old = Vec::new();
    while list.front().is_some_and(|(since, _)| now.saturating_duration_since(*since) > LONGEST) {
        old.extend(list.pop_front());
    }
    old
}
