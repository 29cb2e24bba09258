//! Endpoints.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use crate::error::Error;

/// Longest endpoint that is accepted, in characters, as it is shown: with its scheme, without slashes at its end.
/// So one that was accepted is accepted again as it is shown.
const MAX_LENGTH: usize = 2048;

/// Where requests go: scheme, host, port and path prefix.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    secure: bool,
    /// Lower case; an IPv6 address without brackets.
    host: String,
    /// `Host` as it is sent and signed: the host, with the port where it is not the scheme's own.
    authority: String,
    /// Empty, or starts with a slash and ends without one.
    prefix: String,
}

impl Endpoint {
    /// Reads `[scheme://]host[:port][/prefix]`; https where no scheme is given.
    ///
    /// `name` is what the setting is called in the error.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Endpoint, Error> {
        let text = text.trim();
        let refuse = |why: &str| Err(Error::invalid(format!("{name} \"{}\" {why}", Shown(text))));
        if text.is_empty() {
            return Err(Error::invalid(format!("{name} is empty")));
        }
        let (secure, rest) = match text.split_once("://") {
            None => (true, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(_) => return refuse("has a scheme other than https and http"),
        };
        if rest.contains(['?', '#']) {
            return refuse("has a query or a fragment, which an endpoint cannot have");
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return refuse("has a user in it, which an endpoint cannot have");
        }
        let (host, port) = match split_port(authority) {
            Some(parts) => parts,
            None => return refuse("has a port that is no number from 1 to 65535"),
        };
        let host = match check_host(host) {
            Ok(host) => host,
            Err(why) => return refuse(why),
        };
        let prefix = path.trim_end_matches('/');
        if let Err(why) = check_prefix(prefix) {
            return refuse(why);
        }
        let default_port = if secure { 443 } else { 80 };
        let port = port.unwrap_or(default_port);
        let bracketed = if host.contains(':') { format!("[{host}]") } else { host.clone() };
        let authority = if port == default_port { bracketed } else { format!("{bracketed}:{port}") };
        let endpoint = Endpoint { secure, host, authority, prefix: prefix.to_owned() };
        if endpoint.scheme().len() + "://".len() + endpoint.authority.len() + endpoint.prefix.len() > MAX_LENGTH {
            return refuse(&format!("is longer than {MAX_LENGTH} characters"));
        }
        Ok(endpoint)
    }

    /// The endpoint of a service in a region.
    pub(crate) fn of_service(service: &str, region: &str, domain: &str) -> Endpoint {
        Endpoint::of_host([service, ".", region, ".", domain].concat())
    }

    /// The endpoint of a service for all regions.
    pub(crate) fn global(service: &str, domain: &str) -> Endpoint {
        Endpoint::of_host([service, ".", domain].concat())
    }

    fn of_host(host: String) -> Endpoint {
        Endpoint { secure: true, authority: host.clone(), host, prefix: String::new() }
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether what is sent stays on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme(), self.authority, self.prefix)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Reads endpoints with commas between them.
pub(crate) fn parse_list(name: &str, urls: &str) -> Result<Vec<Endpoint>, Error> {
    urls.split(',').map(|url| Endpoint::parse(name, url)).collect()
}

/// A loopback address, or the name that always means one (RFC 6761).
pub(crate) fn is_loopback(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

/// `host`, `host:port`, `[v6]` or `[v6]:port`; `None`: the port is no port.
pub(crate) fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let after_host = match authority.starts_with('[').then(|| authority.find(']')).flatten() {
        Some(end) => end + 1,
        // More than one colon without brackets is a bare IPv6 address, which `check_host` explains.
        None if authority.matches(':').count() > 1 => authority.len(),
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at(after_host);
    match port.strip_prefix(':') {
        None if port.is_empty() => Some((host, None)),
        None => None,
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().ok().filter(|&port| port != 0).map(|port| (host, Some(port)))
        }
        Some(_) => None,
    }
}

/// The text of a host and a port: an IPv6 address in brackets.
pub(crate) fn join_port(host: &str, port: u16) -> String {
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

/// A DNS name, an IPv4 address or an IPv6 address in brackets; lower case, brackets off.
pub(crate) fn check_host(host: &str) -> Result<String, &'static str> {
    if host.is_empty() {
        return Err("has no host");
    }
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').and_then(|inner| inner.parse::<Ipv6Addr>().ok());
        return address.map(|address| address.to_string()).ok_or("has a host that is no IPv6 address");
    }
    if host.parse::<Ipv6Addr>().is_ok() {
        return Err("has an IPv6 address without brackets");
    }
    if !host.is_ascii() {
        return Err("has a host that is not ASCII; write an international name in its xn-- form");
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if host.len() > 253 || !host.split('.').all(label) {
        return Err("has a host that is neither a name nor an address");
    }
    Ok(host.to_ascii_lowercase())
}

/// The prefix is signed as it is sent, so it has only characters that need no encoding.
fn check_prefix(prefix: &str) -> Result<(), &'static str> {
    if !prefix.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b)) {
        return Err("has a path with characters other than letters, digits, - . _ ~ and /");
    }
    if prefix.split('/').skip(1).any(|segment| matches!(segment, "" | "." | "..")) {
        return Err("has an empty segment, . or .. in its path");
    }
    Ok(())
}

/// The start of a text that somebody gave, on one line, without what may be a password.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        let (before, text) = match text.rfind('@') {
            Some(at) => ("…", &text[at..]),
            None => ("", text),
        };
        f.write_str(before)?;
        let mut shown = text.chars().take(80);
        shown.try_for_each(|c| if c.is_control() { f.write_str(" ") } else { write!(f, "{c}") })?;
        if text.chars().nth(80).is_some() { f.write_str("…") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_that_are_accepted() {
        for (text, shown, host) in [
            (
                "live.cn-north-4.myhuaweicloud.com",
                "https://live.cn-north-4.myhuaweicloud.com",
                "live.cn-north-4.myhuaweicloud.com",
            ),
            ("https://Example.COM", "https://example.com", "example.com"),
            ("HTTPS://example.com:443/", "https://example.com", "example.com"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1"),
            ("127.0.0.1:8080", "https://127.0.0.1:8080", "127.0.0.1"),
            ("http://127.0.0.1:80//", "http://127.0.0.1", "127.0.0.1"),
            ("http://localhost:443", "http://localhost:443", "localhost"),
            (" https://example.com/base/v2/ ", "https://example.com/base/v2", "example.com"),
            ("https://[::1]:8443", "https://[::1]:8443", "::1"),
            ("https://[0:0:0:0:0:0:0:1]", "https://[::1]", "::1"),
        ] {
            let endpoint = Endpoint::parse("endpoint", text).unwrap();
            assert_eq!((endpoint.to_string().as_str(), endpoint.host()), (shown, host), "{text}");
            let (_, rest) = shown.split_once("://").unwrap();
            assert_eq!([endpoint.authority(), endpoint.prefix()].concat(), rest);
            assert_eq!(endpoint.prefix().is_empty(), !rest.contains('/'));
            assert_eq!(format!("{endpoint:?}"), shown);
        }
    }

    #[test]
    fn a_list_keeps_its_order() {
        let shown =
            |urls| parse_list("endpoints", urls).map(|list| list.iter().map(Endpoint::to_string).collect::<Vec<_>>());
        assert_eq!(shown("b.example, http://a:81/x").unwrap(), ["https://b.example", "http://a:81/x"]);
        assert!(shown("b.example,").unwrap_err().to_string().starts_with("endpoints is empty"));
    }

    #[test]
    fn endpoints_that_are_refused() {
        let long = format!("https://{}.example.com", "a".repeat(10_000));
        let long_path = format!("https://h/{}", "a".repeat(10_000));
        for (text, why) in [
            ("", "endpoint is empty"),
            ("  ", "endpoint is empty"),
            ("ftp://h", "scheme"),
            ("https://", "no host"),
            ("http:///x", "no host"),
            ("https://h?x=1", "query"),
            ("https://h#f", "fragment"),
            ("https://user:pw@h", "user"),
            ("https://h:0", "port"),
            ("https://h:65536", "port"),
            ("https://h:+1", "port"),
            ("https://h:x", "port"),
            ("https://[::1]x", "port"),
            ("https://::1", "brackets"),
            ("https://fe80::1:8080", "brackets"),
            ("foo:bar:baz", "neither a name"),
            ("https://[::1", "IPv6"),
            ("https://[fe80::1%25eth0]", "IPv6"),
            ("https://a b", "neither a name"),
            ("https://a..b", "neither a name"),
            ("https://录.example.com", "xn--"),
            ("https://h/a/../b", ".."),
            ("https://h/a//b", "empty segment"),
            ("https://h/a%2Fb", "characters"),
            ("https://h/录", "characters"),
            (&long, "neither a name"),
            (&long_path, "longer"),
        ] {
            let error = Endpoint::parse("endpoint", text).unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
            assert!(error.contains("endpoint"), "{text}: {error}");
            assert!(error.len() < 500 && !error.contains("pw"), "{text}: {error}");
        }
    }

    #[test]
    fn an_error_shows_the_start_of_the_text_on_one_line() {
        let text = format!("ftp://h\n{}", "a".repeat(100));
        let error = Endpoint::parse("endpoint", &text).unwrap_err().to_string();
        assert!(error.contains(&format!("ftp://h {}…", "a".repeat(72))), "{error}");
    }

    #[test]
    fn a_host_has_at_most_253_characters_and_63_in_a_label() {
        // Each label, with its dot.
        let part = format!("{}.", "a".repeat(63));
        for (host, is_name) in [
            ("a".repeat(63), true),
            ("a".repeat(64), false),
            (format!("{}{}", part.repeat(3), "a".repeat(61)), true),
            (format!("{}{}", part.repeat(3), "a".repeat(62)), false),
        ] {
            assert_eq!(Endpoint::parse("endpoint", &format!("https://{host}")).is_ok(), is_name, "{host}");
        }
    }

    #[test]
    fn the_longest_endpoint_counts_as_it_is_shown() {
        // An IPv6 address may be shown longer than it is written: with dots.
        for (start, shown) in [
            ("http://h/", "http://h/"),
            ("https://h/", "https://h/"),
            ("h/", "https://h/"),
            ("[::ffff:1:2]/", "https://[::ffff:0.1.0.2]/"),
        ] {
            let path = |length: usize| format!("{start}{}//", "a".repeat(length - shown.len()));
            let endpoint = Endpoint::parse("endpoint", &path(MAX_LENGTH)).unwrap();
            assert_eq!(endpoint.to_string().len(), MAX_LENGTH, "{start}");
            assert_eq!(Endpoint::parse("endpoint", &endpoint.to_string()).unwrap(), endpoint, "{start}");
            let error = Endpoint::parse("endpoint", &path(MAX_LENGTH + 1)).unwrap_err().to_string();
            assert!(error.contains("longer"), "{start}: {error}");
        }
    }

    #[test]
    fn loopback_is_told_by_address_not_by_look() {
        for (host, loopback) in [
            ("127.0.0.1", true),
            ("127.8.9.10", true),
            ("::1", true),
            ("localhost", true),
            ("a.localhost", true),
            ("127.0.0.1.example.com", false),
            ("localhost.example.com", false),
            ("10.0.0.1", false),
            ("::2", false),
        ] {
            assert_eq!(is_loopback(host), loopback, "{host}");
        }
    }
}
