//! The events that a recording callback is notified of.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

/// A set of recording events.
///
/// ```
/// use hwlive::Events;
///
/// let events = Events::RECORD_FILE_COMPLETE | Events::RECORD_FAILED;
/// assert!(events.contains(Events::RECORD_FAILED));
/// assert!(!events.contains(Events::RECORD_OVER));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Events(u32);

impl Events {
    /// `RECORD_NEW_FILE_START`
    pub const RECORD_NEW_FILE_START: Events = Events(1);
    /// `RECORD_FILE_COMPLETE`, the default if the service sends no list.
    pub const RECORD_FILE_COMPLETE: Events = Events(2);
    /// `RECORD_OVER`
    pub const RECORD_OVER: Events = Events(4);
    /// `RECORD_FAILED`
    pub const RECORD_FAILED: Events = Events(8);
    /// `RECORD_START`
    pub const RECORD_START: Events = Events(16);
    /// An event that this library does not know; the list of texts has it.
    pub const OTHER: Events = Events(0x8000_0000);

    /// The service's name of each event.
    const NAMES: [(&'static str, Events); 5] = [
        ("RECORD_NEW_FILE_START", Events::RECORD_NEW_FILE_START),
        ("RECORD_FILE_COMPLETE", Events::RECORD_FILE_COMPLETE),
        ("RECORD_OVER", Events::RECORD_OVER),
        ("RECORD_FAILED", Events::RECORD_FAILED),
        ("RECORD_START", Events::RECORD_START),
    ];

    /// The event of this name; `OTHER` if there is none.
    pub(crate) fn named(name: &str) -> Events {
        Events::NAMES.iter().find(|(known, _)| *known == name).map_or(Events::OTHER, |(_, event)| *event)
    }

    /// Whether every event of `other` is in this set.
    pub fn contains(self, other: Events) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no event in this set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as bits, the same as in the C ABI.
    pub const fn bits(self) -> u32 {
        self.0
    }
}

impl BitOr for Events {
    type Output = Events;

    fn bitor(self, other: Events) -> Events {
        Events(self.0 | other.0)
    }
}

impl BitOrAssign for Events {
    fn bitor_assign(&mut self, other: Events) {
        *self = *self | other;
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Events::NAMES.iter().chain(&[("OTHER", Events::OTHER)]);
        f.debug_set().entries(names.filter(|(_, event)| self.contains(*event)).map(|(name, _)| Plain(name))).finish()
    }
}

/// A text whose `Debug` has no quotes.
struct Plain<'a>(&'a str);

impl fmt::Debug for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
