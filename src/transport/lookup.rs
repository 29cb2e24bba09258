//! Name lookup: kept for a while, one at a time for each name, and never longer than the call.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::call::{CANCEL_CHECK, Limits};
use super::failure::{Failure, Phase};
use crate::helper;

/// How long the addresses of a name are kept. The system does not say how long they are good for; a failure to
/// connect to all of them ends it at once.
const KEPT_FOR: Duration = Duration::from_secs(30);
/// Most addresses of one name that are tried.
const MAX_ADDRESSES: usize = 16;
/// The addresses of the names that a client connects to.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    names: Mutex<HashMap<Box<str>, Name>>,
}

#[derive(Debug, Default)]
struct Name {
    known: Option<(Instant, Arc<[IpAddr]>)>,
    under_way: Option<Arc<Flight>>,
}

/// A lookup that a helper thread is doing; whoever wants the name waits for it.
#[derive(Debug, Default)]
struct Flight {
    landed: Mutex<Option<Landed>>,
    done: Condvar,
}

/// What came of a lookup, and when: perhaps long after the last call that waited for it had to give up.
#[derive(Clone, Debug)]
struct Landed {
    at: Instant,
    result: Result<Arc<[IpAddr]>, String>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Lookup {
    /// The addresses of a host: of the text itself where it is one, of loopback for `localhost` (RFC 6761), else of
    /// the system's resolver, in its order.
    pub(crate) fn addresses(
        &self,
        host: &str,
        limits: &Limits,
        connecting: Option<Instant>,
    ) -> Result<Arc<[IpAddr]>, Failure> {
        if let Ok(address) = host.parse::<IpAddr>() {
            return Ok(Arc::new([address]));
        }
        if crate::endpoint::is_loopback(host) {
            return Ok(Arc::new([IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)]));
        }
        let flight = {
            let mut names = lock(&self.names);
            #[cfg(hwlive_fault)]
            crate::fault::point("lookup");
            let name = names.entry(host.into()).or_default();
            name.settle();
            if let Some((since, addresses)) = &name.known {
                if since.elapsed() < KEPT_FOR {
                    return Ok(addresses.clone());
                }
                name.known = None;
            }
            match &name.under_way {
                Some(flight) => flight.clone(),
                None => {
                    let flight = Flight::start(host)?;
                    name.under_way = Some(flight.clone());
                    flight
                }
            }
        };
        let landed = flight.wait(limits, connecting)?;
        if let Some(name) = lock(&self.names).get_mut(host) {
            name.settle();
        }
        landed.result.map_err(|why| Failure::Lookup { host: host.to_owned(), why })
    }

    /// Forgets the addresses of a host: none of them could be connected to.
    pub(crate) fn forget(&self, host: &str) {
        if let Some(name) = lock(&self.names).get_mut(host) {
            name.known = None;
        }
    }
}

impl Name {
    /// Takes over what a lookup that is done has found. A failure is for those who waited for it, nobody else.
    fn settle(&mut self) {
        let landed = self.under_way.as_ref().and_then(|flight| lock(&flight.landed).clone());
        if let Some(Landed { at, result }) = landed {
            self.under_way = None;
            self.known = result.ok().map(|addresses| (at, addresses));
        }
    }
}

impl Flight {
    /// Starts a thread that asks the system: it has no lookup with a limit, and one that hangs must not hold a call.
    fn start(host: &str) -> Result<Arc<Flight>, Failure> {
        let flight = Arc::new(Flight::default());
        let (theirs, name) = (flight.clone(), host.to_owned());
        let started = helper::start("lookup", move || {
            let result = ask_system(&name).map_err(|error| error.to_string());
            *lock(&theirs.landed) = Some(Landed { at: Instant::now(), result });
            theirs.done.notify_all();
        });
        match started {
            Ok(()) => Ok(flight),
            Err(error) => Err(Failure::Lookup {
                host: host.to_owned(),
                why: format!("no thread could be started for it: {error}"),
            }),
        }
    }

    /// Waits for the result, within the limits. Looks up often enough to notice a shutdown in time.
    fn wait(&self, limits: &Limits, connecting: Option<Instant>) -> Result<Landed, Failure> {
        let mut landed = lock(&self.landed);
        loop {
            if let Some(landed) = &*landed {
                return Ok(landed.clone());
            }
            let left = limits.left(connecting, Phase::Lookup)?.min(CANCEL_CHECK);
            (landed, _) = self.done.wait_timeout(landed, left).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn ask_system(host: &str) -> io::Result<Arc<[IpAddr]>> {
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in (host, 0).to_socket_addrs()?.map(|address: SocketAddr| address.ip()) {
        if !addresses.contains(&address) && addresses.len() < MAX_ADDRESSES {
            addresses.push(address);
        }
    }
    if addresses.is_empty() {
        return Err(io::Error::other("the name has no address"));
    }
    Ok(addresses.into())
}
