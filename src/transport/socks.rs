//! A tunnel through a SOCKS5 proxy: RFC 1928, and RFC 1929 for a user and a password.

use std::net::{IpAddr, SocketAddr};

use crate::endpoint::join_port;
use crate::failure::ProxyRefusal::{self, OfHost, OfUser, Passing};
use crate::failure::{Failure, Phase};
use crate::proxy::Proxy;

use super::call::with_call;
use super::stream::Stream;

/// Of SOCKS, and of RFC 1929.
const VERSION: u8 = 5;
const USER_VERSION: u8 = 1;

const NO_AUTHENTICATION: u8 = 0;
const USER_AND_PASSWORD: u8 = 2;
const NO_METHOD: u8 = 0xff;

const CONNECT: u8 = 1;

const V4: u8 = 1;
const NAME: u8 = 3;
const V6: u8 = 4;

/// What a proxy's refusals mean, by RFC 1928's number.
const REFUSALS: [(u8, &str, ProxyRefusal); 8] = [
    (1, "a failure of the proxy", Passing),
    (2, "its rules do not allow it", OfHost),
    (3, "the network cannot be reached", Passing),
    (4, "the host cannot be reached", Passing),
    (5, "the connection was refused", Passing),
    (6, "the way is too long (TTL expired)", Passing),
    (7, "it does not know the command", OfHost),
    (8, "it does not know the kind of address", OfHost),
];

/// The refusals that are about the address: another one of the same name may do.
const OF_ADDRESS: [u8; 5] = [3, 4, 5, 6, 8];

/// Why there is no tunnel.
pub(crate) struct Refused {
    failure: Failure,
    /// Another address may do.
    of_address: bool,
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Refused {
        Refused { failure, of_address: false }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Failure {
        refused.failure
    }
}

/// Asks for a tunnel to one of these addresses after the other, each over a connection to the proxy of its own, until
/// there is one.
pub(crate) fn open_first(
    proxy: &Proxy,
    connect: impl Fn() -> Result<Stream, Failure>,
    addresses: impl IntoIterator<Item = SocketAddr>,
) -> Result<Stream, Failure> {
    let mut last = Failure::Internal("a lookup found no address".to_owned());
    for address in addresses {
        let mut stream = connect()?;
        match open(proxy, &mut stream, &address.ip().to_string(), address.port()) {
            Ok(()) => return Ok(stream),
            Err(Refused { failure, of_address: true }) => last = failure,
            Err(Refused { failure, .. }) => return Err(failure),
        }
    }
    Err(last)
}

/// Asks the proxy for a tunnel to a host and port. It is told a name as it is. No byte behind its answer is read.
pub(crate) fn open(proxy: &Proxy, stream: &mut Stream, host: &str, port: u16) -> Result<(), Refused> {
    with_call(|call| call.enter(Phase::Proxy))?;
    let refused = |why: String, refusal| Failure::Proxy { proxy: proxy.to_string(), why, refusal };
    let mut peer = Peer { proxy, stream };
    let user = proxy.authorization();
    // As with curl, a proxy that wants no password need not take one.
    let greeting: &[u8] = match user {
        None => &[VERSION, 1, NO_AUTHENTICATION],
        Some(_) => &[VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD],
    };
    match (peer.ask(greeting, VERSION)?, user) {
        (NO_AUTHENTICATION, _) => {}
        (USER_AND_PASSWORD, Some(user)) => {
            if peer.ask(user, USER_VERSION)? != 0 {
                return Err(refused("refuses the user or the password".to_owned(), OfUser).into());
            }
        }
        (NO_METHOD, None) => return Err(refused("wants a user and a password".to_owned(), OfUser).into()),
        (NO_METHOD, Some(_)) => return Err(refused("takes no user and password".to_owned(), OfUser).into()),
        (method, _) => {
            let why = format!("chose way {method} of authentication, which it was not offered");
            return Err(refused(why, Passing).into());
        }
    }
    let reply = peer.ask(&request(host, port), VERSION)?;
    if reply == 0 {
        return Ok(peer.skip_address()?);
    }
    let (_, what, refusal) = REFUSALS.into_iter().find(|(number, ..)| *number == reply).unwrap_or((
        reply,
        "a number without a meaning",
        Passing,
    ));
    let target = join_port(host, port);
    let failure = refused(format!("answered {reply} to the request for a tunnel to {target}: {what}"), refusal);
    Err(Refused { failure, of_address: OF_ADDRESS.contains(&reply) })
}

/// The request for a tunnel. A host has at most 253 characters.
fn request(host: &str, port: u16) -> Vec<u8> {
    let mut request = vec![VERSION, CONNECT, 0];
    match host.parse() {
        Ok(IpAddr::V4(address)) => {
            request.push(V4);
            request.extend(address.octets());
        }
        Ok(IpAddr::V6(address)) => {
            request.push(V6);
            request.extend(address.octets());
        }
        Err(_) => {
            request.extend([NAME, host.len() as u8]);
            request.extend(host.as_bytes());
        }
    }
    request.extend(port.to_be_bytes());
    request
}

/// The proxy at the other end of a connection.
struct Peer<'a> {
    proxy: &'a Proxy,
    stream: &'a mut Stream,
}

impl Peer<'_> {
    /// Sends a request. Every answer begins with a version and a number, which is returned.
    fn ask(&mut self, request: &[u8], version: u8) -> Result<u8, Failure> {
        self.stream.write_all(request)?;
        let [answered, number] = self.read("without an answer")?;
        if answered != version {
            return Err(self.wrong("did not answer in SOCKS5"));
        }
        Ok(number)
    }

    /// Reads the rest of the answer: the address from which the proxy has connected, which nobody needs.
    fn skip_address(&mut self) -> Result<(), Failure> {
        const CUT: &str = "in its answer";
        // A byte without a meaning, the kind, and the first byte of the address, which for a name is the length.
        let [_, kind, first] = self.read(CUT)?;
        let left = match kind {
            V4 => 3,
            V6 => 15,
            NAME => usize::from(first),
            _ => return Err(self.wrong("answered with an address of a kind that SOCKS5 does not have")),
        };
        let mut rest = [0; u8::MAX as usize + 2];
        self.read_all(&mut rest[..left + 2], CUT)
    }

    fn read<const N: usize>(&mut self, cut: &str) -> Result<[u8; N], Failure> {
        let mut bytes = [0; N];
        self.read_all(&mut bytes, cut)?;
        Ok(bytes)
    }

    /// Reads exactly so many bytes: what follows is the tunnel's.
    fn read_all(&mut self, bytes: &mut [u8], cut: &str) -> Result<(), Failure> {
        let mut filled = 0;
        while filled < bytes.len() {
            match self.stream.read(&mut bytes[filled..])? {
                0 if filled == 0 => return Err(self.wrong(&format!("closed the connection {cut}"))),
                0 => return Err(self.wrong("closed the connection in its answer")),
                length => filled += length,
            }
        }
        Ok(())
    }

    fn wrong(&self, why: &str) -> Failure {
        Failure::Proxy { proxy: self.proxy.to_string(), why: why.to_owned(), refusal: Passing }
    }
}
