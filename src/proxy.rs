//! Proxies: which one, if any.

use std::fmt;
use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::endpoint::{Endpoint, check_host, is_loopback, join_port, split_port};
use crate::error::Error;

/// What a proxy speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Protocol {
    /// HTTP's CONNECT.
    Http,
    /// The same over TLS.
    Https,
    /// SOCKS5. The proxy is told an address, which we look up.
    Socks5,
    /// SOCKS5. The proxy is told the name, and looks it up.
    Socks5h,
}

/// curl's ports for a proxy without one.
const DEFAULT_PORT: u16 = 1080;
const DEFAULT_SECURE_PORT: u16 = 443;

/// The schemes of proxies, with their ports.
const SCHEMES: [(&str, Protocol, u16); 4] = [
    ("http", Protocol::Http, DEFAULT_PORT),
    ("https", Protocol::Https, DEFAULT_SECURE_PORT),
    ("socks5", Protocol::Socks5, DEFAULT_PORT),
    ("socks5h", Protocol::Socks5h, DEFAULT_PORT),
];

/// A proxy that is asked for a tunnel.
#[derive(Clone)]
pub(crate) struct Proxy {
    protocol: Protocol,
    host: String,
    port: u16,
    /// The value of `Proxy-Authorization`; for SOCKS5 the request of RFC 1929.
    authorization: Option<Zeroizing<Vec<u8>>>,
}

impl Proxy {
    /// Reads `[scheme://][user:password@]host[:port][/ignored]`. The text is never shown: it may have a password in it.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Proxy, Error> {
        let refuse = |why: &str| Error::invalid(format!("{name}: {why}"));
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let known = SCHEMES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(scheme));
        let &(_, protocol, default_port) = known.ok_or_else(|| {
            // To curl, SOCKS without a number is SOCKS4.
            refuse(match scheme.to_ascii_lowercase().as_str() {
                "socks" | "socks4" | "socks4a" => "a SOCKS4 proxy is not supported, only socks5 and socks5h",
                _ => "the proxy has a scheme other than http, https, socks5 and socks5h",
            })
        })?;
        let (user, rest) = match rest.rsplit_once('@') {
            Some((user, rest)) => (Some(user), rest),
            None => (None, rest),
        };
        // A path means nothing to a proxy; curl ignores it too.
        let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let (host, port) =
            split_port(authority).ok_or_else(|| refuse("the proxy has a port that is no number from 1 to 65535"))?;
        let host = check_host(host).map_err(|why| refuse(&format!("the proxy {why}")))?;
        let authorization = match protocol {
            Protocol::Http | Protocol::Https => user.map(basic),
            Protocol::Socks5 | Protocol::Socks5h => user.map(|user| socks_user(user).map_err(refuse)).transpose()?,
        };
        Ok(Proxy { protocol, host, port: port.unwrap_or(default_port), authorization })
    }

    pub(crate) fn protocol(&self) -> Protocol {
        self.protocol
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The value of `Proxy-Authorization`; for SOCKS5 the request of RFC 1929.
    pub(crate) fn authorization(&self) -> Option<&[u8]> {
        self.authorization.as_ref().map(|value| value.as_slice())
    }
}

/// The scheme, the host and the port, without the user.
impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = SCHEMES.iter().find(|(_, protocol, _)| *protocol == self.protocol).map_or("", |(name, ..)| name);
        write!(f, "{scheme}://{}", join_port(&self.host, self.port))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// `Basic` of a percent-encoded `user[:password]`.
fn basic(user: &str) -> Zeroizing<Vec<u8>> {
    let mut decoded = Zeroizing::new(Vec::with_capacity(user.len() + 1));
    decode(user, &mut decoded);
    if !user.contains(':') {
        decoded.push(b':');
    }
    let mut value = Zeroizing::new(Vec::from(b"Basic "));
    let start = value.len();
    // At once: memory that a vector leaves behind when it grows is not wiped.
    value.resize(start + decoded.len().div_ceil(3) * 4, 0);
    // There is room for all of it.
    let _ = STANDARD.encode_slice(&*decoded, &mut value[start..]);
    value
}

/// Longest user and longest password of a SOCKS proxy, in bytes: RFC 1929 has one byte for each length.
const MAX_SOCKS_TEXT: usize = 255;

/// RFC 1929's request with a percent-encoded `user[:password]`: a version, and both texts with their lengths before them.
///
/// The RFC wants at least one byte of each. curl sends an empty text for what is missing, and some proxies only look at the
/// user.
fn socks_user(user: &str) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let mut request = Zeroizing::new(Vec::with_capacity(3 + user.len() + password.len()));
    request.push(1);
    for text in [user, password] {
        let start = request.len();
        request.push(0);
        decode(text, &mut request);
        let length = request.len() - start - 1;
        if length > MAX_SOCKS_TEXT {
            return Err("the user or the password of a SOCKS proxy has more than 255 bytes");
        }
        request[start] = length as u8;
    }
    Ok(request)
}

/// Decodes a percent-encoded text. A `%` that is not followed by two hex digits stands for itself, as with curl: people
/// paste passwords as they are.
fn decode(text: &str, into: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        let (decoded_byte, left) = match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => ((high * 16 + low) as u8, &after[2..]),
            _ => (byte, after),
        };
        into.push(decoded_byte);
        rest = left;
    }
}

/// The proxies that a client may use, by the scheme of what it connects to.
#[derive(Debug)]
pub(crate) struct Proxies {
    /// An error is that of a variable, and matters to those who would use it.
    for_https: Result<Option<Proxy>, Error>,
    for_http: Result<Option<Proxy>, Error>,
    exceptions: Exceptions,
}

impl Proxies {
    /// One proxy, or none, for every host.
    pub(crate) fn explicit(proxy: Option<Proxy>) -> Proxies {
        Proxies { for_https: Ok(proxy.clone()), for_http: Ok(proxy), exceptions: Exceptions::default() }
    }

    /// What the environment says, as curl reads it: the variable of the scheme before that for all, lower case before
    /// upper; `HTTP_PROXY` does not count, since a web server sets it from a request's `Proxy` header. A variable that is
    /// there and empty means no proxy; one that makes no sense is an error for each host that it is for, since going
    /// directly may not be meant.
    pub(crate) fn from_environment(get: impl Fn(&str) -> Option<Zeroizing<String>>) -> Proxies {
        let first = |names: &[&str]| -> Result<Option<Proxy>, Error> {
            for &name in names {
                match get(name) {
                    None => continue,
                    Some(text) if text.trim().is_empty() => return Ok(None),
                    Some(text) => return Proxy::parse(name, &text).map(Some),
                }
            }
            Ok(None)
        };
        Proxies {
            for_https: first(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]),
            for_http: first(&["http_proxy", "all_proxy", "ALL_PROXY"]),
            exceptions: Exceptions::parse(&get("no_proxy").or_else(|| get("NO_PROXY")).unwrap_or_default()),
        }
    }

    /// The proxy for a host.
    pub(crate) fn choose(&self, secure: bool, host: &str) -> Result<Option<&Proxy>, Error> {
        if self.exceptions.contain(host) {
            return Ok(None);
        }
        let proxy = if secure { &self.for_https } else { &self.for_http };
        let proxy = proxy.as_ref().map_err(Error::clone)?.as_ref();
        // What is sent in plain text to this machine stays on it.
        let leaves = |proxy: &&Proxy| !secure && is_loopback(host) && !is_loopback(proxy.host());
        Ok(proxy.filter(|proxy| !leaves(proxy)))
    }

    /// Whether a connection to this endpoint, or to the proxy before it, speaks TLS.
    pub(crate) fn needs_tls(&self, endpoint: &Endpoint) -> Result<bool, Error> {
        let proxy = self.choose(endpoint.is_secure(), endpoint.host())?;
        Ok(endpoint.is_secure() || proxy.is_some_and(|proxy| proxy.protocol == Protocol::Https))
    }
}

/// The hosts that no proxy is for: `NO_PROXY`.
#[derive(Debug, Default, PartialEq)]
struct Exceptions(Vec<Exception>);

#[derive(Debug, PartialEq)]
enum Exception {
    Everything,
    /// A domain and what is below it.
    Domain(String),
    /// An address and how many of its leading bits count.
    Network(IpAddr, u32),
}

impl Exceptions {
    fn parse(text: &str) -> Exceptions {
        let entries = text.split([',', ' ', '\t', '\r', '\n']).filter(|entry| !entry.is_empty());
        Exceptions(entries.filter_map(Exception::parse).collect())
    }

    fn contain(&self, host: &str) -> bool {
        let host = host.strip_suffix('.').unwrap_or(host);
        self.0.iter().any(|exception| exception.contains(host))
    }
}

impl Exception {
    /// An entry that says nothing is left out, as curl does.
    fn parse(entry: &str) -> Option<Exception> {
        if entry == "*" {
            return Some(Exception::Everything);
        }
        let (address, bits) = match entry.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().ok()?)),
            None => (entry, None),
        };
        let bare = address.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(address);
        if let Ok(address) = bare.parse::<IpAddr>() {
            let all = if address.is_ipv4() { 32 } else { 128 };
            return bits.is_none_or(|bits| bits <= all).then(|| Exception::Network(address, bits.unwrap_or(all)));
        }
        if bits.is_some() {
            return None;
        }
        let domain = entry.trim_matches('.').to_ascii_lowercase();
        (!domain.is_empty()).then_some(Exception::Domain(domain))
    }

    fn contains(&self, host: &str) -> bool {
        match self {
            Exception::Everything => true,
            Exception::Domain(domain) => {
                host.strip_suffix(domain.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
            }
            Exception::Network(network, bits) => match (network, host.parse::<IpAddr>()) {
                (IpAddr::V4(network), Ok(IpAddr::V4(host))) => {
                    same_bits(network.to_bits().into(), host.to_bits().into(), *bits + 96)
                }
                (IpAddr::V6(network), Ok(IpAddr::V6(host))) => same_bits(network.to_bits(), host.to_bits(), *bits),
                _ => false,
            },
        }
    }
}

fn same_bits(one: u128, other: u128, bits: u32) -> bool {
    (one ^ other).checked_shr(128 - bits).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_that_are_accepted() {
        for (text, shown, authorization) in [
            ("http://proxy.example.com:3128", "http://proxy.example.com:3128", None),
            ("proxy.example.com", "http://proxy.example.com:1080", None),
            ("HTTPS://Proxy.example.com/", "https://proxy.example.com:443", None),
            ("http://[::1]:8080", "http://[::1]:8080", None),
            ("http://user:pass@h:1", "http://h:1", Some("Basic dXNlcjpwYXNz")),
            ("http://user@h:1", "http://h:1", Some("Basic dXNlcjo=")),
            ("http://us%40er:p%3Aa%2Fss@h:1", "http://h:1", Some("Basic dXNAZXI6cDphL3Nz")),
            ("http://user:p@ss@h:1", "http://h:1", Some("Basic dXNlcjpwQHNz")),
            // A % that is no escape: u:100%, u:50%off, u:p%ZZ, u:%, u:%4 and u:%+1.
            ("http://u:100%@h:1", "http://h:1", Some("Basic dToxMDAl")),
            ("http://u:50%off@h:1", "http://h:1", Some("Basic dTo1MCVvZmY=")),
            ("http://u:p%ZZ@h:1", "http://h:1", Some("Basic dTpwJVpa")),
            ("http://u:%@h:1", "http://h:1", Some("Basic dTol")),
            ("http://u:%4@h:1", "http://h:1", Some("Basic dTolNA==")),
            ("http://u:%%34@h:1", "http://h:1", Some("Basic dTolNA==")),
            // curl ignores what follows the port.
            ("http://h:3128/path", "http://h:3128", None),
            ("http://h:3128/a/b?c#d", "http://h:3128", None),
            ("http://u:p@h:1/path", "http://h:1", Some("Basic dTpw")),
            ("h:3128//", "http://h:3128", None),
            ("socks5://h", "socks5://h:1080", None),
            ("SOCKS5H://H:9/x", "socks5h://h:9", None),
            ("socks5://[::1]", "socks5://[::1]:1080", None),
            ("socks5://user:pass@h", "socks5://h:1080", Some("\u{1}\u{4}user\u{4}pass")),
            // What is missing is empty, as with curl.
            ("socks5://user@h", "socks5://h:1080", Some("\u{1}\u{4}user\u{0}")),
            ("socks5://user:@h", "socks5://h:1080", Some("\u{1}\u{4}user\u{0}")),
            ("socks5://:pass@h", "socks5://h:1080", Some("\u{1}\u{0}\u{4}pass")),
            ("socks5h://u%40:p:%3a%@h", "socks5h://h:1080", Some("\u{1}\u{2}u@\u{4}p::%")),
        ] {
            let proxy = Proxy::parse("proxy", text).unwrap();
            assert_eq!((proxy.to_string().as_str(), format!("{proxy:?}").as_str()), (shown, shown), "{text}");
            assert_eq!(proxy.authorization(), authorization.map(str::as_bytes), "{text}");
        }
        let longest = "x".repeat(255);
        Proxy::parse("proxy", &format!("socks5://{longest}:{longest}@h")).unwrap();
    }

    #[test]
    fn proxies_that_are_refused_without_being_shown() {
        for (text, why) in [
            ("socks4://sentinel@h", "SOCKS4"),
            ("socks4a://h", "SOCKS4"),
            ("SOCKS://h", "SOCKS4"),
            ("socks6://h", "scheme"),
            ("ftp://h", "scheme"),
            (&format!("socks5://sentinel:{}@h", "x".repeat(256)), "more than 255 bytes"),
            (&format!("socks5://{}:sentinel@h", "%41".repeat(256)), "more than 255 bytes"),
            (&format!("socks5://sentinel{}@h", "x".repeat(70_000)), "more than 255 bytes"),
            ("http://", "no host"),
            ("http://sentinel:sentinel@", "no host"),
            ("http://h:99999", "port"),
            ("foo:bar:baz", "neither a name"),
            ("http:///sentinel", "no host"),
            ("http://a b", "neither a name"),
        ] {
            let error = Proxy::parse("https_proxy", text).unwrap_err().to_string();
            assert!(error.contains(why) && error.starts_with("https_proxy"), "{text}: {error}");
            assert!(!error.contains("sentinel"), "{error}");
        }
    }

    #[test]
    fn the_environment_is_read_as_curl_reads_it() {
        let chosen = |variables: &[(&str, &str)], secure: bool| -> Result<Option<String>, Error> {
            let get =
                |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| value.to_string().into());
            Ok(Proxies::from_environment(get).choose(secure, "h.example.com")?.map(Proxy::to_string))
        };
        let named = |name: &str| Some(format!("http://{name}:1"));
        for (variables, https, http) in [
            (&[][..], None, None),
            (&[("https_proxy", "s:1")], named("s"), None),
            (&[("http_proxy", "p:1")], None, named("p")),
            (&[("HTTPS_PROXY", "s:1")], named("s"), None),
            (&[("HTTP_PROXY", "p:1")], None, None),
            (&[("https_proxy", "s:1"), ("HTTPS_PROXY", "t:1"), ("all_proxy", "a:1")], named("s"), named("a")),
            (&[("all_proxy", "a:1"), ("ALL_PROXY", "b:1")], named("a"), named("a")),
            (&[("ALL_PROXY", "b:1")], named("b"), named("b")),
            (&[("https_proxy", ""), ("ALL_PROXY", "b:1")], None, named("b")),
            (&[("all_proxy", "a:1"), ("no_proxy", "example.com")], None, None),
            (&[("all_proxy", "a:1"), ("NO_PROXY", "example.com")], None, None),
            (&[("all_proxy", "a:1"), ("no_proxy", ""), ("NO_PROXY", "example.com")], named("a"), named("a")),
        ] {
            assert_eq!(chosen(variables, true).unwrap(), https, "{variables:?}");
            assert_eq!(chosen(variables, false).unwrap(), http, "{variables:?}");
        }
        // What a host does not use does not matter, whatever is in it.
        for (variables, https, http) in [
            (&[("https_proxy", "http://:x")][..], Err(()), Ok(None)),
            (&[("https_proxy", "foo:bar:baz"), ("http_proxy", "p:1")], Err(()), Ok(named("p"))),
            (&[("https_proxy", "s:1"), ("all_proxy", "socks4://h")], Ok(named("s")), Err(())),
            (&[("http_proxy", "p:1"), ("all_proxy", "socks4://h")], Err(()), Ok(named("p"))),
            (&[("all_proxy", "socks4://h"), ("no_proxy", "*")], Ok(None), Ok(None)),
            (&[("ALL_PROXY", "foo:bar:baz"), ("NO_PROXY", "example.com")], Ok(None), Ok(None)),
            (&[("all_proxy", "socks4://h"), ("no_proxy", "example.org")], Err(()), Err(())),
        ] {
            assert_eq!(chosen(variables, true).map_err(drop), https, "{variables:?}");
            assert_eq!(chosen(variables, false).map_err(drop), http, "{variables:?}");
        }
    }

    #[test]
    fn plain_text_to_this_machine_stays_on_it() {
        for (proxy, secure, host, chosen) in [
            ("http://p.example.com", false, "127.0.0.1", false),
            ("http://p.example.com", false, "::1", false),
            ("socks5h://p.example.com", false, "live.localhost", false),
            ("https://192.0.2.1", false, "localhost", false),
            ("http://p.example.com", false, "192.0.2.2", true),
            ("http://p.example.com", true, "127.0.0.1", true),
            ("http://localhost:3128", false, "127.0.0.1", true),
            ("http://[::1]:3128", false, "localhost", true),
        ] {
            let proxies = Proxies::explicit(Some(Proxy::parse("proxy", proxy).unwrap()));
            assert_eq!(proxies.choose(secure, host).unwrap().is_some(), chosen, "{proxy} {secure} {host}");
        }
    }

    #[test]
    fn what_speaks_tls() {
        let (http, https) = ("http://h.example.com", "https://h.example.com");
        for (proxy, endpoint, needed) in [
            (None, http, false),
            (None, https, true),
            (Some("http://p"), http, false),
            (Some("http://p"), https, true),
            (Some("https://p"), http, true),
            (Some("https://p"), https, true),
            (Some("socks5://p"), http, false),
        ] {
            let proxies = Proxies::explicit(proxy.map(|proxy| Proxy::parse("proxy", proxy).unwrap()));
            assert_eq!(
                proxies.needs_tls(&Endpoint::parse("endpoint", endpoint).unwrap()).unwrap(),
                needed,
                "{proxy:?} {endpoint}"
            );
        }
        let excepted = Exceptions::parse("h.example.com");
        let for_http = Ok(Some(Proxy::parse("http_proxy", "https://p").unwrap()));
        let proxies = Proxies { for_https: Ok(None), for_http, exceptions: excepted };
        assert!(!proxies.needs_tls(&Endpoint::parse("endpoint", http).unwrap()).unwrap());
    }

    #[test]
    fn exceptions() {
        for (list, host, excepted) in [
            ("*", "anything", true),
            ("example.com", "example.com", true),
            ("example.com", "a.example.com", true),
            (".example.com", "a.example.com", true),
            (".example.com", "example.com", true),
            ("EXAMPLE.com.", "example.com", true),
            ("example.com", "example.com.", true),
            ("example.com", "badexample.com", false),
            ("a.example.com", "example.com", false),
            ("x, example.com", "example.com", true),
            ("x example.com\t", "example.com", true),
            (", ,", "example.com", false),
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("127.0.0.0/8", "127.9.9.9", true),
            ("10.0.0.0/8", "127.0.0.1", false),
            ("0.0.0.0/0", "127.0.0.1", true),
            ("127.0.0.0/33", "127.0.0.1", false),
            ("127.0.0.0/x", "127.0.0.1", false),
            ("::1", "::1", true),
            ("[::1]", "::1", true),
            ("fe80::/10", "fe81::1", true),
            ("fe80::/10", "fec0::1", false),
            ("::/0", "::1", true),
            ("::/0", "127.0.0.1", false),
        ] {
            assert_eq!(Exceptions::parse(list).contain(host), excepted, "{list} {host}");
        }
    }
}
