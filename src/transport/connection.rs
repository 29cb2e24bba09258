//! A connection as ureq sees it: its buffers, how it is made, and when it may be used again.

use std::sync::Arc;
use std::time::Instant;

use rustls::ClientConfig;
use ureq::http::uri::Authority;
use ureq::unversioned::transport::{self as ureq_transport, Buffers, ConnectionDetails, NextTimeout};
use zeroize::{Zeroize, Zeroizing};

use crate::failure::{Failure, Phase, ProxyRefusal};
use crate::proxy::{Protocol, Proxies, Proxy};
use crate::report::PeerAddress;

use super::call::with_call;
use super::dial::{dial, in_turns};
use super::head::MAX_HEAD;
use super::idle::Idle;
use super::lookup::Lookup;
use super::socket::Sockets;
use super::stream::{Stream, Tls};
use super::tls::TlsConfigs;
use super::{head, socks, tls, tunnel};

/// What ureq writes of a request: the request line, Host, and the lines of a body. The longest path is that of an
/// id of 128 characters of four bytes each behind an endpoint of 2,048 characters.
const OUTPUT: usize = 8 * 1024;
/// The header in which IAM gives a token.
const SUBJECT_TOKEN: &[u8] = b"x-subject-token";
/// Where the input buffer begins; a usual answer has a tenth of it.
const INPUT_START: usize = 8 * 1024;
/// Where it ends: it has to hold more than the longest head, which ureq measures when it has all of it.
const INPUT_MAX: usize = MAX_HEAD + 8 * 1024;

/// Everything that connections of one client in one process share.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) lookup: Lookup,
    pub(crate) sockets: Arc<Sockets>,
    pub(crate) idle: Idle<Box<HttpConnection>>,
    /// `None` where nothing that the client was made to connect to speaks TLS.
    pub(crate) tls: Option<TlsConfigs>,
    pub(crate) proxies: Arc<Proxies>,
}

impl Network {
    /// An idle connection, or a new one.
    fn connection(&self, secure: bool, authority: &Authority) -> Result<Box<HttpConnection>, Failure> {
        let (fresh_only, through_proxy, now) = with_call(|call| (call.fresh_only, call.through_proxy, call.since))?;
        if !fresh_only {
            while let Some(mut connection) =
                self.idle.take(|connection| connection.peer.is(secure, through_proxy, authority), now)
            {
                if !connection.stream.has_news() {
                    with_call(|call| {
                        call.reused = true;
                        call.connected(connection.address.as_ref(), || connection.stream.tls_version());
                    })?;
                    return Ok(connection);
                }
            }
        }
        let peer = Peer { secure, through_proxy, authority: authority.clone() };
        let stream = self.connect(&peer)?;
        let address = stream.peer_address().map(PeerAddress::new);
        with_call(|call| call.connected(address.as_ref(), || stream.tls_version()))?;
        Ok(Box::new(HttpConnection {
            peer,
            address,
            stream,
            buffers: GrowingBuffers::default(),
            wire: Zeroizing::default(),
            head_is_complete: false,
            head_length: 0,
            ended: false,
        }))
    }

    /// Makes a connection, through a proxy where there is one for the host.
    fn connect(&self, peer: &Peer) -> Result<Stream, Failure> {
        let &Peer { secure, through_proxy, ref authority } = peer;
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        let port = authority.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let since = Instant::now();
        let limits = with_call(|call| {
            call.start_connecting(since);
            call.limits.clone()
        })?;
        let dial = |host: &str, port| dial(host, port, &self.lookup, &self.sockets, &limits, since).map(Stream::Plain);
        let dial_proxy = |proxy: &Proxy| {
            with_call(|call| call.enter(Phase::Lookup))?;
            dial(proxy.host(), proxy.port()).map_err(|failure| match failure {
                Failure::Lookup { .. } | Failure::Connect { .. } => Failure::Proxy {
                    proxy: proxy.to_string(),
                    why: failure.to_string(),
                    refusal: ProxyRefusal::Passing,
                },
                other => other,
            })
        };
        let proxy = if through_proxy { self.proxies.choose(secure, host) } else { Ok(None) };
        // It was asked for when its host came to be one of the client's.
        let proxy = proxy.map_err(|error| Failure::Internal(error.to_string()))?;
        let mut stream = match proxy.map(|proxy| (proxy, proxy.protocol())) {
            None => dial(host, port)?,
            Some((proxy, Protocol::Socks5)) => {
                let addresses = self.lookup.addresses(host, port, &limits, Some(since))?;
                let addresses = in_turns(&addresses, port);
                socks::open_first(proxy, || dial_proxy(proxy), addresses).inspect_err(|_| self.lookup.forget(host))?
            }
            Some((proxy, Protocol::Socks5h)) => {
                let mut stream = dial_proxy(proxy)?;
                socks::open(proxy, &mut stream, host, port)?;
                stream
            }
            Some((proxy, protocol @ (Protocol::Http | Protocol::Https))) => {
                let mut stream = dial_proxy(proxy)?;
                if protocol == Protocol::Https {
                    stream = self.shake_hands(stream, proxy.host(), |tls| &tls.proxy)?;
                }
                tunnel::open(proxy, &mut stream, host, port)?;
                stream
            }
        };
        if secure {
            stream = self.shake_hands(stream, host, |tls| &tls.endpoint)?;
        }
        Ok(stream)
    }

    fn shake_hands(
        &self,
        stream: Stream,
        host: &str,
        config: impl Fn(&TlsConfigs) -> &Arc<ClientConfig>,
    ) -> Result<Stream, Failure> {
        match &self.tls {
            Some(tls) => Tls::connect(tls::session(config(tls).clone(), host)?, stream, host),
            None => Err(Failure::Internal("TLS is needed where none was set up".to_owned())),
        }
    }
}

/// Makes connections for ureq, in place of its own connectors.
#[derive(Debug)]
pub(crate) struct Connector(pub(crate) Arc<Network>);

impl ureq_transport::Connector for Connector {
    type Out = Connection;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Connection>, ureq::Error> {
        crate::fault::point("connect");
        let secure = details.needs_tls();
        let authority = details.uri.authority().ok_or_else(|| fail("a request without a host"))?;
        let connection = self.0.connection(secure, authority).map_err(std::io::Error::from)?;
        Ok(Some(Connection { network: self.0.clone(), inner: Some(connection), given_back: GrowingBuffers::default() }))
    }
}

fn fail(why: &str) -> ureq::Error {
    ureq::Error::Io(Failure::Internal(why.to_owned()).into())
}

/// What a connection leads to, and how.
#[derive(Debug)]
pub(crate) struct Peer {
    secure: bool,
    through_proxy: bool,
    /// As the requests of one endpoint have it, letter for letter.
    authority: Authority,
}

impl Peer {
    fn is(&self, secure: bool, through_proxy: bool, authority: &Authority) -> bool {
        (self.secure, self.through_proxy) == (secure, through_proxy) && self.authority.as_str() == authority.as_str()
    }
}

/// A connection, with the memory that one call after the other uses.
#[derive(Debug)]
pub(crate) struct HttpConnection {
    pub(crate) peer: Peer,
    /// The other end of the socket.
    address: Option<PeerAddress>,
    stream: Stream,
    buffers: GrowingBuffers,
    /// The head of a request as it goes out; kept so that its memory is used again, wiped since it has secrets in it.
    wire: Zeroizing<Vec<u8>>,
    /// The head of the answer to the last request has come.
    head_is_complete: bool,
    /// How many bytes have come while it was not, those of interim answers among them, which ureq takes out of the buffer.
    head_length: usize,
    /// The peer has ended it.
    ended: bool,
}

/// A connection that a call uses.
#[derive(Debug)]
pub(crate) struct Connection {
    network: Arc<Network>,
    /// `None` once the call has given it back.
    inner: Option<Box<HttpConnection>>,
    /// What ureq sees after that: nothing.
    given_back: GrowingBuffers,
}

impl Connection {
    fn inner(&mut self) -> Result<&mut HttpConnection, Failure> {
        let given_back = || Failure::Internal("a connection was used after it was given back".to_owned());
        self.inner.as_deref_mut().ok_or_else(given_back)
    }
}

/// Where ureq gives up on an answer, it drops the connection: what it did not understand is kept for the message.
impl Drop for Connection {
    fn drop(&mut self) {
        let rest = self.inner.as_ref().map_or(&[][..], |connection| connection.buffers.input());
        if !rest.is_empty() {
            let _ = with_call(|call| call.not_understood = Zeroizing::new(rest.to_vec()));
        }
    }
}

impl HttpConnection {
    /// Sends what ureq wrote. The head gets the lines that prove who is asking, just before they are sent: ureq's own
    /// trace shows every byte that it writes itself, and these it shall not have.
    fn send(&mut self, length: usize) -> Result<(), Failure> {
        let lines = with_call(|call| {
            call.enter(Phase::Send);
            call.header_lines.take()
        })?;
        let output = &self.buffers.output[..length];
        let Some(lines) = lines else {
            let body = with_call(|call| call.body.next(length).map(|body| Zeroizing::new(body.to_vec())))??;
            return self.stream.write_all(&body);
        };
        (self.head_is_complete, self.head_length) = (false, 0);
        let Some((head, blanks)) = split_head(output) else {
            return Err(Failure::Internal("the head of the request was not written at once".to_owned()));
        };
        let needed = output.len() + lines.len();
        if self.wire.capacity() < needed {
            // A vector that grows by itself leaves its old memory unwiped.
            self.wire = Zeroizing::new(Vec::with_capacity(needed));
        }
        self.wire.clear();
        self.wire.extend_from_slice(head);
        self.wire.extend_from_slice(&lines);
        self.wire.extend_from_slice(b"\r\n");
        with_call(|call| call.body.next(blanks.len()).map(|body| self.wire.extend_from_slice(body)))??;
        let sent = self.stream.write_all(&self.wire);
        // The connection may be kept for long, and what it sent may be replaced meanwhile.
        self.wire.as_mut_slice().zeroize();
        sent
    }

    fn receive(&mut self) -> Result<bool, Failure> {
        // ureq leaves bytes of a body where a line of a chunk is not complete.
        if self.head_is_complete && head::has_other_line_end(self.buffers.input()) {
            let why = "a line between its chunks ends in a bare line feed or carriage return";
            return Err(Failure::BadAnswer(format!("the answer's body is not understood: {why}")));
        }
        let room = self.buffers.input_append_buf();
        if room.is_empty() {
            // A head is refused before it is as long; of a body only such a line stays in the buffer.
            return Err(Failure::BadAnswer(format!("a chunk size of the answer has more than {INPUT_MAX} bytes")));
        }
        with_call(|call| call.enter(if call.answered { Phase::Read } else { Phase::Wait }))?;
        let length = self.stream.read(room)?;
        if length == 0 {
            self.ended = true;
            with_call(|call| call.ended = true)?;
            return Ok(false);
        }
        self.buffers.input_appended(length);
        if !self.head_is_complete {
            self.head_is_complete = head::join_folded_lines(self.buffers.input_mut());
            self.head_length += length;
            if !self.head_is_complete && self.head_length > INPUT_MAX {
                let why =
                    format!("the answer and the interim ones before it have heads of more than {INPUT_MAX} bytes");
                return Err(Failure::BadAnswer(why));
            }
        }
        with_call(|call| {
            call.has_answer();
            if call.answer_is_secret && call.subject_token.is_none() && self.head_is_complete {
                call.subject_token = Some(head::take_value(self.buffers.input_mut(), SUBJECT_TOKEN));
            }
        })?;
        Ok(true)
    }
}

/// The head without its blank line, and what is behind it.
fn split_head(output: &[u8]) -> Option<(&[u8], &[u8])> {
    const END: &[u8] = b"\r\n\r\n";
    let end = memchr::memchr_iter(END[0], output).find(|&at| output[at..].starts_with(END))?;
    Some((&output[..end + 2], &output[end + END.len()..]))
}

impl ureq_transport::Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        match &mut self.inner {
            Some(connection) => &mut connection.buffers,
            None => &mut self.given_back,
        }
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        self.inner().and_then(|connection| connection.send(amount)).map_err(|failure| ureq::Error::Io(failure.into()))
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        self.inner().and_then(HttpConnection::receive).map_err(|failure| ureq::Error::Io(failure.into()))
    }

    /// ureq asks when the call has read the whole answer and gives the connection back. What is still good is kept here;
    /// ureq, told that it is not, lets go of the rest.
    fn is_open(&mut self) -> bool {
        if let Some(mut connection) = self.inner.take().filter(|connection| !connection.ended) {
            if with_call(|call| call.answer_is_secret).unwrap_or_default() {
                connection.buffers.wipe();
            }
            self.network.idle.put(connection);
        }
        false
    }

    fn is_tls(&self) -> bool {
        self.inner.as_ref().is_some_and(|connection| connection.stream.is_tls())
    }
}

/// Buffers that begin small and grow to a bound: most answers are short, and every connection has its own.
#[derive(Debug, Default)]
struct GrowingBuffers {
    output: Vec<u8>,
    input: Vec<u8>,
    /// Where the input that was not consumed yet begins and ends.
    start: usize,
    end: usize,
    /// The last read took all the room there was: more may be there.
    filled: bool,
    /// Whether the last look at the input consumed any of it; else looking again is of no use.
    progress: bool,
}

impl GrowingBuffers {
    /// Makes room behind the input, of at least `least` bytes where the bound allows.
    fn make_room(&mut self, least: usize) {
        if self.start > 0 {
            self.input.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.input.len() - self.end < least {
            let wanted = (self.input.len() * 2).max(self.end + least).max(INPUT_START);
            let mut larger = vec![0; wanted.min(INPUT_MAX.max(self.end + least))];
            larger[..self.end].copy_from_slice(&self.input[..self.end]);
            // What a vector that grows by itself leaves behind is not wiped.
            std::mem::replace(&mut self.input, larger).zeroize();
        }
    }

    /// Overwrites what has come and gone.
    fn wipe(&mut self) {
        self.input.as_mut_slice().zeroize();
    }

    fn input_mut(&mut self) -> &mut [u8] {
        &mut self.input[self.start..self.end]
    }
}

impl Drop for GrowingBuffers {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl Buffers for GrowingBuffers {
    fn output(&mut self) -> &mut [u8] {
        self.output.resize(OUTPUT, 0);
        &mut self.output
    }

    fn input(&self) -> &[u8] {
        &self.input[self.start..self.end]
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
        if self.filled || self.input.is_empty() {
            self.filled = false;
            let waiting = self.end - self.start;
            // Longer for what is left of a long answer as well: fewer system calls, and no TLS record in two parts.
            let longer = if waiting == 0 { self.input.len() + 1 } else { INPUT_START };
            self.make_room(longer.min(INPUT_MAX - waiting.min(INPUT_MAX)));
        }
        &mut self.input[self.end..]
    }

    fn input_appended(&mut self, amount: usize) {
        self.end += amount;
        self.filled = self.end == self.input.len();
    }

    fn input_consume(&mut self, amount: usize) {
        self.progress = amount > 0;
        self.start += amount;
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        // What ureq reads a request's body into.
        const TMP: usize = 10 * 1024;
        self.output.resize(OUTPUT, 0);
        if self.input.len() - self.end < TMP {
            self.make_room(TMP);
        }
        (&mut self.input[self.end..], &mut self.output)
    }

    fn can_use_input(&self) -> bool {
        self.start < self.end && self.progress
    }
}
