//! Name lookup: kept for a while, one at a time for each name, and never longer than the call.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Phase};
use crate::helper::{Finished, Job};
use crate::limits::Limits;
use crate::lock::lock;
use crate::route::{MAX_ADDRESSES, Route};

/// How long the addresses of a name are kept. The system does not say how long they are good for; a failure to
/// connect to all of them ends it at once.
const KEPT_FOR: Duration = Duration::from_secs(30);

/// The addresses of the names that a client connects to.
#[derive(Debug)]
pub(crate) struct Lookup {
    pub(crate) route: Arc<Route>,
    names: Mutex<HashMap<Box<str>, Name>>,
}

#[derive(Debug, Default)]
struct Name {
    known: Option<(Instant, Arc<[IpAddr]>)>,
    under_way: Option<Arc<LookupJob>>,
}

/// A lookup that a helper is doing; its failure as text.
type LookupJob = Job<Result<Arc<[IpAddr]>, String>>;

impl Lookup {
    pub(crate) fn new(route: Arc<Route>) -> Lookup {
        Lookup { route, names: Mutex::default() }
    }

    /// The addresses to connect to for a host and port: those that were given, else those that are looked up.
    pub(crate) fn addresses(
        &self,
        host: &str,
        port: u16,
        limits: &Limits,
        connecting: Option<Instant>,
    ) -> Result<Arc<[IpAddr]>, Failure> {
        let addresses = match self.route.known(host, port) {
            Some(known) => known.clone(),
            None => self.look_up(host, limits, connecting)?,
        };
        self.route.of_family(host, addresses)
    }

    /// The addresses of a host: of the text itself where it is one, of loopback for `localhost` (RFC 6761), else of
    /// the system's resolver, in its order.
    fn look_up(&self, host: &str, limits: &Limits, connecting: Option<Instant>) -> Result<Arc<[IpAddr]>, Failure> {
        if let Ok(address) = host.parse::<IpAddr>() {
            return Ok(Arc::new([address]));
        }
        if crate::endpoint::is_loopback(host) {
            return Ok(Arc::new([IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)]));
        }
        let job = {
            let mut names = lock(&self.names);
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
                Some(job) => job.clone(),
                None => {
                    let job = start(host)?;
                    name.under_way = Some(job.clone());
                    job
                }
            }
        };
        let finished = job.wait(limits, connecting, Phase::Lookup)?;
        if let Some(name) = lock(&self.names).get_mut(host) {
            name.settle();
        }
        finished.value.map_err(|why| Failure::Lookup { host: host.to_owned(), why })
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
        let finished = self.under_way.as_ref().and_then(|job| job.finished());
        if let Some(Finished { at, value }) = finished {
            self.under_way = None;
            self.known = value.ok().map(|addresses| (at, addresses));
        }
    }
}

/// Starts a helper that asks the system: it has no lookup with a limit, and one that hangs must not hold a call.
fn start(host: &str) -> Result<Arc<LookupJob>, Failure> {
    let name = host.to_owned();
    let started = Job::start("lookup", move || ask_system(&name).map_err(|error| error.to_string()));
    started.map_err(|error| Failure::Lookup {
        host: host.to_owned(),
        why: format!("no thread could be started for it: {error}"),
    })
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
