//! Making a TCP connection to a host: all its addresses, of both families, quickly one after the other.
//!
//! In the spirit of RFC 8305: families alternate, the next address starts when the one before has failed or has not
//! answered for a moment, and the first that answers wins.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::call::with_call;
use super::lookup::Lookup;
use super::socket::{Connecting, Socket, Sockets, wait_any};
use crate::failure::{Failure, Phase};
use crate::limits::{CANCEL_CHECK, Limits};

/// How long one address may take before the next is started beside it: RFC 8305's "Connection Attempt Delay".
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to a host and port.
pub(crate) fn dial(
    host: &str,
    port: u16,
    lookup: &Lookup,
    sockets: &Arc<Sockets>,
    limits: &Limits,
    since: Instant,
) -> Result<Socket, Failure> {
    let addresses = lookup.addresses(host, port, limits, Some(since))?;
    with_call(|call| call.enter(Phase::Connect))?;
    let mut waiting = in_turns(&addresses, port);
    let mut under_way: Vec<(Connecting, SocketAddr)> = Vec::new();
    let mut last_start = since;
    let mut refusals: Vec<String> = Vec::new();
    loop {
        // Addresses that do not answer may be out of date as well.
        let left = limits.left(Some(since), Phase::Connect).inspect_err(|_| lookup.forget(host))?;
        if under_way.is_empty() || last_start.elapsed() >= HEAD_START {
            if let Some(address) = waiting.pop_front() {
                last_start = Instant::now();
                match Connecting::start(address, sockets) {
                    Ok(connecting) => under_way.push((connecting, address)),
                    Err(error) => refusals.push(refusal(address, &error)),
                }
                continue;
            }
        }
        if under_way.is_empty() {
            // Every address was tried and refused: perhaps the name means others by now.
            lookup.forget(host);
            return Err(Failure::Connect { peer: format!("{host}:{port}"), why: refusals.join("; ") });
        }
        let mut pause = left.min(CANCEL_CHECK);
        if !waiting.is_empty() {
            pause = pause.min(HEAD_START.saturating_sub(last_start.elapsed()));
        }
        // From the back, so that taking one out leaves the positions before it as they are.
        for position in wait_any(&under_way, pause).map_err(internal)?.into_iter().rev() {
            let (connecting, address) = under_way.remove(position);
            match connecting.finish() {
                Ok(socket) => return Ok(socket),
                Err(error) => refusals.push(refusal(address, &error)),
            }
        }
    }
}

/// The addresses, one family after the other in turns, beginning with the one that the system puts first.
pub(crate) fn in_turns(addresses: &[IpAddr], port: u16) -> VecDeque<SocketAddr> {
    let first_is_v4 = addresses.first().is_some_and(IpAddr::is_ipv4);
    let (mut first, mut second): (VecDeque<&IpAddr>, VecDeque<&IpAddr>) =
        addresses.iter().partition(|address| address.is_ipv4() == first_is_v4);
    let mut turns = VecDeque::with_capacity(addresses.len());
    while !first.is_empty() || !second.is_empty() {
        turns.extend(first.pop_front().into_iter().chain(second.pop_front()).map(|ip| SocketAddr::new(*ip, port)));
    }
    turns
}

fn refusal(address: SocketAddr, error: &io::Error) -> String {
    format!("{address}: {error}")
}

fn internal(error: io::Error) -> Failure {
    Failure::Internal(format!("poll: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_take_turns() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let shown = |list: &[&str]| -> Vec<String> {
            let list: Vec<IpAddr> = list.iter().map(|text| ip(text)).collect();
            in_turns(&list, 1).iter().map(|address| address.ip().to_string()).collect()
        };
        assert_eq!(shown(&["::1", "::2", "::3", "127.0.0.1"]), ["::1", "127.0.0.1", "::2", "::3"]);
        assert_eq!(shown(&["127.0.0.1", "127.0.0.2", "::1"]), ["127.0.0.1", "::1", "127.0.0.2"]);
        assert_eq!(shown(&["127.0.0.1"]), ["127.0.0.1"]);
    }
}
