//! Where to connect: addresses that are given instead of a name lookup, the address to connect from, and the IP family.

use std::net::IpAddr;
use std::sync::Arc;

use crate::endpoint::{check_host, split_port};
use crate::error::Error;
use crate::failure::Failure;

/// Most addresses of one name that are tried.
pub(crate) const MAX_ADDRESSES: usize = 16;

/// The addresses that a client connects to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IpFamily {
    /// Those of both families.
    #[default]
    Any,
    /// IPv4 addresses alone.
    V4,
    /// IPv6 addresses alone.
    V6,
}

/// What a client knows of where to connect, besides names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Route {
    pub(crate) family: IpFamily,
    /// What sockets are bound to.
    pub(crate) local_address: Option<IpAddr>,
    known: Vec<(String, u16, Arc<[IpAddr]>)>,
}

impl Route {
    /// Reads `host:port:address[,address…]`. It replaces what is known of that host and port.
    pub(crate) fn add(&mut self, entry: &str) -> Result<(), Error> {
        let refuse = |why: &str| Error::invalid(format!("resolve entry: {why}"));
        let form = || refuse("it is not host:port:address[,address...]");
        let entry = entry.trim();
        let in_host = if entry.starts_with('[') { entry.find(']').unwrap_or(0) } else { 0 };
        let (second, _) = entry[in_host..].match_indices(':').nth(1).ok_or_else(form)?;
        let (authority, addresses) = (&entry[..in_host + second], &entry[in_host + second + 1..]);
        let (host, port) = split_port(authority).ok_or_else(|| refuse("its port is no number from 1 to 65535"))?;
        let port = port.ok_or_else(form)?;
        let host = check_host(host).map_err(|why| refuse(&format!("it {why}")))?;
        let addresses: Option<Vec<IpAddr>> = addresses.split(',').map(address).collect();
        let addresses = addresses.ok_or_else(|| refuse("one of its addresses is no IPv4 or IPv6 address"))?;
        if addresses.len() > MAX_ADDRESSES {
            return Err(refuse(&format!("it has more than {MAX_ADDRESSES} addresses")));
        }
        self.known.retain(|(other, at, _)| (other, *at) != (&host, port));
        self.known.push((host, port, addresses.into()));
        Ok(())
    }

    pub(crate) fn set_local_address(&mut self, text: &str) -> Result<(), Error> {
        let address = address(text).ok_or_else(|| Error::invalid("local address: it is no IPv4 or IPv6 address"))?;
        self.local_address = Some(address);
        Ok(())
    }

    /// The addresses that were given for a host and port.
    pub(crate) fn known(&self, host: &str, port: u16) -> Option<&Arc<[IpAddr]>> {
        self.known.iter().find(|(other, at, _)| (other.as_str(), *at) == (host, port)).map(|(.., addresses)| addresses)
    }

    /// Those of a host's addresses that are of the family.
    pub(crate) fn of_family(&self, host: &str, addresses: Arc<[IpAddr]>) -> Result<Arc<[IpAddr]>, Failure> {
        let (v4, name) = match self.family {
            IpFamily::Any => return Ok(addresses),
            IpFamily::V4 => (true, "IPv4"),
            IpFamily::V6 => (false, "IPv6"),
        };
        let left: Arc<[IpAddr]> = addresses.iter().copied().filter(|address| address.is_ipv4() == v4).collect();
        match left.is_empty() {
            false => Ok(left),
            true => Err(Failure::Lookup {
                host: host.to_owned(),
                why: format!("it has no {name} address, and others are not to be used"),
            }),
        }
    }
}

/// An address, an IPv6 one with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    match text.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?.parse().ok().map(IpAddr::V6),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries() {
        let mut route = Route::default();
        for entry in
            ["h:80:127.0.0.1", "H.example.com:443:[::1],127.0.0.2", " h:81:::1 ", "[::1]:80:::2", "h:80:1.2.3.4"]
        {
            route.add(entry).unwrap();
        }
        let known = |host: &str, port| route.known(host, port).map(|addresses| format!("{addresses:?}"));
        assert_eq!(known("h", 80).unwrap(), "[1.2.3.4]");
        assert_eq!(known("h", 81).unwrap(), "[::1]");
        assert_eq!(known("h.example.com", 443).unwrap(), "[::1, 127.0.0.2]");
        assert_eq!(known("::1", 80).unwrap(), "[::2]");
        assert_eq!((known("h", 82), known("g", 80)), (None, None));

        let many = format!("h:80:{}", ["::1"; MAX_ADDRESSES + 1].join(","));
        for (entry, why) in [
            ("", "is not host:port"),
            ("h", "is not host:port"),
            ("h:80", "is not host:port"),
            ("-h:80", "is not host:port"),
            ("[::1", "port"),
            ("[::1]", "is not host:port"),
            ("h:0:127.0.0.1", "port"),
            ("h:+1:127.0.0.1", "port"),
            ("h:65536:127.0.0.1", "port"),
            ("h::127.0.0.1", "port"),
            (":80:127.0.0.1", "no host"),
            ("*:80:127.0.0.1", "neither a name"),
            ("h:80:", "addresses"),
            ("h:80:localhost", "addresses"),
            ("h:80:127.0.0.1,", "addresses"),
            ("h:80:[127.0.0.1]", "addresses"),
            ("h:80:[::1", "addresses"),
            (&many, "more than 16"),
        ] {
            let error = route.add(entry).unwrap_err().to_string();
            assert!(error.contains(why) && error.contains("resolve entry"), "{entry}: {error}");
        }
    }
}
