//! A tunnel through an HTTP proxy: CONNECT, and what the proxy answers.

use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};
use zeroize::Zeroizing;

use crate::endpoint::join_port;
use crate::failure::{Failure, Phase, ProxyRefusal};
use crate::proxy::Proxy;

use super::call::with_call;
use super::head::MAX_HEAD;
use super::stream::Stream;

/// Most header lines of a proxy's answer.
const MAX_LINES: usize = 128;

/// Asks a proxy for a tunnel to a host and port. What it says in its answer's body is not read.
pub(crate) fn open(proxy: &Proxy, stream: &mut Stream, host: &str, port: u16) -> Result<(), Failure> {
    with_call(|call| call.enter(Phase::Proxy))?;
    let target = join_port(host, port);
    let authorization = proxy.authorization();
    let mut request = Zeroizing::new(format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n").into_bytes());
    if let Some(authorization) = authorization {
        // At once: memory that a text leaves behind when it grows is not wiped.
        request.reserve_exact(authorization.len() + 32);
        request.extend_from_slice(b"Proxy-Authorization: ");
        request.extend_from_slice(authorization);
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    stream.write_all(&request)?;
    let status = read_status(proxy, stream)?;
    let why = match status {
        200..=299 => return Ok(()),
        407 if authorization.is_none() => "answered 407: it wants a user and a password".to_owned(),
        407 => "answered 407: it refuses the user or the password".to_owned(),
        _ => format!("answered {status} to the request for a tunnel to {target}"),
    };
    let refusal = match status {
        407 => ProxyRefusal::OfUser,
        400..=499 => ProxyRefusal::OfHost,
        _ => ProxyRefusal::Passing,
    };
    Err(Failure::Proxy { proxy: proxy.to_string(), why, refusal })
}

/// Reads the status of the answer that counts, and nothing behind its head.
fn read_status(proxy: &Proxy, stream: &mut Stream) -> Result<u16, Failure> {
    let wrong = |why: &str| {
        Err(Failure::Proxy { proxy: proxy.to_string(), why: why.to_owned(), refusal: ProxyRefusal::Passing })
    };
    let mut head = Vec::with_capacity(1024);
    loop {
        // What came is looked at first: an interim answer may have brought the one that counts.
        match parse(&head) {
            Ok(Some((100..=199, end))) => {
                head.drain(..end);
                continue;
            }
            Ok(Some((200..=299, end))) if end < head.len() => return wrong("sent bytes of its own into the tunnel"),
            Ok(Some((status @ 100.., _))) => return Ok(status),
            Ok(None) => {}
            Err(httparse::Error::TooManyHeaders) => {
                return wrong(&format!("answered with more than {MAX_LINES} header lines"));
            }
            Ok(Some(_)) | Err(_) => return wrong("did not answer in HTTP"),
        }
        let start = head.len();
        if start >= MAX_HEAD {
            return wrong(&format!("answered with a head of more than {MAX_HEAD} bytes"));
        }
        head.resize(start + 1024, 0);
        let length = stream.read(&mut head[start..])?;
        head.truncate(start + length);
        match (start, length) {
            (0, 0) => return wrong("closed the connection without an answer"),
            (_, 0) => return wrong("closed the connection in its answer"),
            _ => {}
        }
    }
}

/// The status of a head, and where the head ends; `None` while it is not complete.
///
/// Only the status counts, so whatever lines come with it are passed over, and the status line may be as careless as
/// old and embedded proxies write it.
fn parse(head: &[u8]) -> Result<Option<(u16, usize)>, httparse::Error> {
    let mut lines = [EMPTY_HEADER; MAX_LINES];
    let mut response = Response::new(&mut lines);
    let parsed = ParserConfig::default()
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true)
        .parse_response(&mut response, head)?;
    Ok(match parsed {
        Status::Complete(end) => Some((response.code.unwrap_or_default(), end)),
        Status::Partial => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_of_heads() {
        for (head, status) in [
            ("HTTP/1.1 200 OK\r\n\r\n", Some(200)),
            ("HTTP/1.0 200\r\n\r\n", Some(200)),
            ("HTTP/1.0 200 OK\n\n", Some(200)),
            ("HTTP/1.1   407   No\r\n\r\n", Some(407)),
            ("HTTP/1.1 200 OK\r\nX : y\r\nno colon\r\n folded\r\nX-(Foo): \u{e9}\r\n\r\n", Some(200)),
            ("HTTP/1.1 999 \r\n\r\n", Some(999)),
            ("", None),
            ("HTT", None),
            ("HTTP/1.1 20", None),
            ("HTTP/1.1 200 OK\r\n", None),
            ("HTTP/1.1 200 OK\r\n\r", None),
        ] {
            assert_eq!(parse(head.as_bytes()).unwrap().map(|(status, _)| status), status, "{head:?}");
        }
        for head in
            ["X", "HTTPS", "HTTP/2 200\r\n\r\n", "HTTP/1.1 2x0\r\n", "HTTP/1.1 20 OK\r\n", "HTTP/1.1 2000 OK\r\n"]
        {
            assert!(parse(head.as_bytes()).is_err(), "{head:?}");
        }
    }
}
