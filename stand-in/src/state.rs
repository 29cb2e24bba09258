//! What a stand-in knows and remembers: shared by the server's thread and the handle.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::agency::Agency;
use crate::callbacks::Callbacks;
use crate::gateway::Gateway;
use crate::id_token::IdToken;
use crate::metadata;
use crate::request::ReceivedRequest;

/// How many of the latest requests are remembered, so that a stand-in that serves for days does not grow.
const REMEMBERED: usize = 10_000;

/// Which metadata service a stand-in plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Metadata {
    /// None.
    Off,
    /// Keys without a token. There are no tokens.
    V1,
    /// Keys with a token or without.
    V2,
    /// Keys with a token only.
    V2Only,
}

/// A project that IAM and the gateway know.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A user to whom IAM gives tokens.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) password: String,
    pub(crate) domain: String,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) url: String,
    pub(crate) gateway: Gateway,
    pub(crate) projects: Vec<Project>,
    pub(crate) users: Vec<User>,
    pub(crate) domain_id: String,
    pub(crate) callbacks: Callbacks,
    pub(crate) clock_offset: i64,
    pub(crate) token_lifetime: Duration,
    /// The identity provider by the names that IAM and STS have for it, and the ID token that it has issued.
    pub(crate) idp_id: String,
    pub(crate) oidc_provider_urn: String,
    pub(crate) id_token: IdToken,
    pub(crate) agencies: Vec<Agency>,
    /// The lifetime of temporary keys. `None`: the one that is asked for.
    pub(crate) key_lifetime: Option<Duration>,
    pub(crate) metadata: Metadata,
    pub(crate) metadata_key_lifetime: Duration,
    pub(crate) metadata_memory: metadata::Memory,
    pub(crate) connections: u64,
    pub(crate) requests: VecDeque<ReceivedRequest>,
}

impl State {
    /// The stand-in's clock.
    pub(crate) fn now(&self) -> SystemTime {
        clock(self.clock_offset)
    }

    /// The project with this id of another account, which an agency gives access to.
    pub(crate) fn agency_project(&self, id: &str) -> Option<&Project> {
        self.agencies.iter().filter_map(|agency| agency.project.as_ref()).find(|project| project.id == id)
    }

    pub(crate) fn remember(&mut self, request: ReceivedRequest) {
        if self.requests.len() == REMEMBERED {
            self.requests.pop_front();
        }
        self.requests.push_back(request);
    }
}

/// A clock so many seconds ahead of the system's.
pub(crate) fn clock(offset: i64) -> SystemTime {
    let seconds = Duration::from_secs(offset.unsigned_abs());
    let now = SystemTime::now();
    let set = if offset < 0 { now.checked_sub(seconds) } else { now.checked_add(seconds) };
    // Dates before 1970 cannot be written into a header.
    set.unwrap_or(now).max(SystemTime::UNIX_EPOCH)
}

/// Locks the state. It is in order even if a thread panicked with the lock: no change to it has several steps.
pub(crate) fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
