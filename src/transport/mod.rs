//! One request, one complete answer: the only place that knows ureq.
//!
//! ureq brings HTTP/1.1. What carries it is ours (`unversioned` of ureq, whose minor version is pinned for
//! it), since ureq by itself starts a thread for each lookup with a limit, restarts its clock at a proxy, takes a reset
//! for an end, and does not resend on a kept connection that is dead:
//!
//! | file | thought |
//! |---|---|
//! | `settings.rs` | what the transport has to know of a client's settings |
//! | `call.rs` | the exchange that a thread is in |
//! | `lookup.rs` | names to addresses |
//! | `dial.rs` | addresses to a socket |
//! | `socket.rs` | a socket whose every wait ends in time |
//! | `socket/unix.rs`, `socket/windows.rs` | the calls of sockets that differ between systems |
//! | `tls.rs` | what TLS trusts and shows |
//! | `certificate_file.rs` | certificates and keys in files and texts |
//! | `pins.rs` | the keys that a server may have |
//! | `tls_error.rs` | why TLS refuses, in words |
//! | `stream.rs` | a socket or TLS, read and written within the limits |
//! | `tunnel.rs` | the tunnel through a proxy |
//! | `request.rs` | a request, and where it goes |
//! | `head.rs` | the head of an answer before ureq reads it |
//! | `connection.rs` | a stream as ureq's transport |
//! | `idle.rs` | connections that no call uses |
//! | `body.rs` | the body of an answer, whole and decoded |
//! | `set_up.rs` | what dependencies make once for the process |

mod body;
mod call;
mod certificate_file;
mod connection;
mod dial;
mod head;
mod idle;
mod lookup;
mod pins;
mod request;
mod set_up;
mod settings;
mod socket;
mod socks;
mod stream;
mod tls;
mod tls_error;
mod tunnel;

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ureq::http::header::{AsHeaderName, CONNECTION, HeaderName};
use ureq::http::{HeaderMap, Method, Request as HttpRequest, Uri};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use zeroize::Zeroizing;

use crate::call_state::CallState;
use crate::error::Error;
use crate::failure::{self, Failure};
use crate::fork::{PerProcess, ProcessState};
use crate::limits::Limits;
use crate::proxy::Proxies;
use crate::route::Route;

use call::{Call, CallGuard, with_call};
use connection::{Connector, Network};
use head::MAX_HEAD;
use idle::Idle;
use lookup::Lookup;
use socket::Sockets;
use tls::TlsConfigs;

pub(crate) use pins::Pins;
pub(crate) use request::{Origin, Request};
pub(crate) use set_up::set_up;
pub(crate) use settings::{ClientCertificate, Destination, Settings, TlsSettings, Trust};
pub use settings::{TlsVersion, TrustedRoots};

/// Sends requests, from any thread and in any process that has it.
#[derive(Debug)]
pub(crate) struct Transport {
    processes: PerProcess<State>,
    shut_down: Arc<AtomicBool>,
}

/// The connections of one process.
#[derive(Debug)]
struct State {
    agent: ureq::Agent,
    network: Arc<Network>,
}

impl ProcessState for State {
    fn let_go_in_child(&self) {
        self.network.sockets.close_copies();
    }
}

impl State {
    fn new(tls: Option<TlsConfigs>, proxies: Arc<Proxies>, route: Arc<Route>) -> State {
        let network = Arc::new(Network {
            sockets: Arc::new(Sockets::new(route.local_address)),
            lookup: Lookup::new(route),
            idle: Idle::default(),
            tls,
            proxies,
        });
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            // The client writes these itself.
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .max_response_header_size(MAX_HEAD)
            // The connector keeps idle connections.
            .max_idle_connections(0)
            .build();
        let agent = ureq::Agent::with_parts(config, Connector(network.clone()), NoResolver);
        State { agent, network }
    }

    /// The same for a child of the process: connections, locks and names of its own.
    fn for_child(&self) -> State {
        let Network { tls, proxies, lookup, .. } = &*self.network;
        State::new(tls.as_ref().map(TlsConfigs::for_child), proxies.clone(), lookup.route.clone())
    }
}

/// The connector looks names up itself, only where it makes a connection; ureq asks for every request.
#[derive(Debug)]
struct NoResolver;

impl Resolver for NoResolver {
    fn resolve(&self, _: &Uri, _: &ureq::config::Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        Ok(self.empty())
    }
}

/// A complete answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// The token of IAM in an answer that is a secret, which is in no header any more.
    subject_token: Option<Zeroizing<Vec<u8>>>,
    /// Why the body is not to be used but for messages: it is not understood, or longer than it may be. What the
    /// status says holds all the same.
    pub(crate) fault: Option<String>,
    pub(crate) connection_info: ConnectionInfo,
}

impl Answer {
    /// A header, trimmed; bytes outside ASCII are taken as UTF-8 where they are, else replaced.
    pub(crate) fn header(&self, name: impl AsHeaderName) -> Option<Cow<'_, str>> {
        header(&self.headers, name)
    }

    /// The token of IAM in an answer that is a secret.
    pub(crate) fn subject_token(&self) -> Result<&str, String> {
        let token = self.subject_token.as_ref().and_then(|token| std::str::from_utf8(token).ok());
        token.filter(|token| !token.is_empty()).ok_or_else(|| "the answer has no X-Subject-Token".to_owned())
    }

    /// Whether this is what a peer says of a kept connection that it closes at the moment when a request comes: that it
    /// has waited too long for one. It has not looked at the request.
    fn ended_idle_connection(&self) -> bool {
        let closes = || {
            let options = self.header(CONNECTION).unwrap_or_default();
            options.split(',').any(|option| option.trim().eq_ignore_ascii_case("close"))
        };
        self.connection_info.reused && self.status == 408 && closes()
    }
}

fn header(headers: &HeaderMap, name: impl AsHeaderName) -> Option<Cow<'_, str>> {
    let value = headers.get(name)?.as_bytes().trim_ascii();
    (!value.is_empty()).then(|| String::from_utf8_lossy(value))
}

/// The connection that a request went over, for the log.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ConnectionInfo {
    pub(crate) reused: bool,
    pub(crate) peer: Option<SocketAddr>,
}

/// An exchange that brought no complete answer.
#[derive(Debug)]
pub(crate) struct ExchangeError {
    pub(crate) failure: Failure,
    /// Of an answer that began.
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    /// What came of its body.
    pub(crate) body: Vec<u8>,
    pub(crate) connection_info: ConnectionInfo,
    resend: bool,
}

impl Transport {
    /// Reads the files that the settings name; connects to nothing. The destinations are all that it is known to have.
    pub(crate) fn new(settings: Settings<'_>, destinations: &[Destination<'_>]) -> Result<Transport, Error> {
        // Files that were given are read in any case: a mistake in them should not wait for the first https.
        let mut needs_tls = matches!(settings.tls.trust, Trust::File(_)) || settings.tls.client_certificate.is_some();
        for destination in destinations {
            needs_tls |= destination.needs_tls(&settings.proxies)?;
        }
        let tls = if needs_tls { Some(TlsConfigs::new(settings.tls)?) } else { None };
        Ok(Transport {
            processes: PerProcess::new(State::new(tls, Arc::new(settings.proxies), Arc::new(settings.route))),
            shut_down: Arc::new(AtomicBool::new(false)),
        })
    }

    /// Whether a destination that comes later can be one: its proxy is usable, and TLS was set up if it needs that.
    pub(crate) fn check(&self, destination: Destination<'_>) -> Result<(), Error> {
        let network = &self.state().network;
        if destination.needs_tls(&network.proxies)? && network.tls.is_none() {
            return Err(Error::invalid(format!(
                "{} needs TLS, and the client was made for plain http alone; make a new one",
                destination.endpoint
            )));
        }
        Ok(())
    }

    /// The limits of a call that starts now.
    pub(crate) fn limits(&self, timeout: Duration, connect_timeout: Duration, call: Option<Arc<CallState>>) -> Limits {
        Limits::start(timeout, connect_timeout, self.shut_down.clone(), call)
    }

    /// Ends what is under way in this process, and all that comes later.
    pub(crate) fn shut_down(&self) {
        self.shut_down.store(true, Ordering::Release);
        self.state().network.sockets.shut_down();
    }

    fn state(&self) -> &State {
        self.processes.get(State::for_child)
    }

    /// Sends a request and reads the whole answer.
    ///
    /// A kept connection that turns out to be dead before a byte of the answer has come is replaced once, by a new one:
    /// the peer has closed it while it was idle, so it has not seen the request. Some peers say 408 when they do so.
    ///
    /// That is likely, but not certain, so a POST, which must not be sent twice, gets a new connection at once (RFC 9110,
    /// 9.2.2): with it go passwords, and IAM locks the user of one that is wrong too often.
    pub(crate) fn exchange(&self, limits: &Limits, request: Request<'_>) -> Result<Answer, Box<ExchangeError>> {
        match self.exchange_once(limits, &request, request.method == "POST") {
            Err(error) if error.resend => self.exchange_once(limits, &request, true),
            Ok(answer) if answer.ended_idle_connection() => self.exchange_once(limits, &request, true),
            result => result,
        }
    }

    fn exchange_once(
        &self,
        limits: &Limits,
        request: &Request<'_>,
        fresh_only: bool,
    ) -> Result<Answer, Box<ExchangeError>> {
        let call = Call::new(limits, request, fresh_only);
        let begun = call.begin();
        let guard = CallGuard::new(call);
        let mut partial = Partial::default();
        let result = begun.and_then(|()| self.run(request, &mut partial));
        let mut call = guard.finish();
        if let Some(call) = &mut call {
            call.report();
        }
        let connection_info =
            call.as_ref().map(|call| ConnectionInfo { reused: call.reused, peer: call.peer }).unwrap_or_default();
        let (result, fault) = match result {
            Err(Failure::BadAnswer(why)) if partial.status != 0 => (Ok(()), Some(why)),
            result => (result, None),
        };
        match result {
            Ok(()) => Ok(Answer {
                status: partial.status,
                headers: partial.headers,
                body: partial.body,
                subject_token: call.and_then(|call| call.subject_token),
                fault,
                connection_info,
            }),
            Err(failure) => {
                let resend =
                    matches!(failure, Failure::Lost { .. }) && call.is_some_and(|call| call.reused && !call.answered);
                let request_id = header(&partial.headers, REQUEST_ID).map(Cow::into_owned);
                Err(Box::new(ExchangeError {
                    failure,
                    status: partial.status,
                    request_id,
                    body: partial.body,
                    connection_info,
                    resend,
                }))
            }
        }
    }

    fn run(&self, request: &Request<'_>, partial: &mut Partial) -> Result<(), Failure> {
        let method = Method::from_bytes(request.method.as_bytes());
        let method = method.map_err(|error| Failure::Internal(format!("request method: {error}")))?;
        let uri = request.origin.uri(request.target)?;
        let agent = &self.state().agent;
        // An empty body of another method is still a body: of length 0, and not chunked.
        let answer = if method == Method::GET {
            agent.run(http_request(method, uri, ()))
        } else {
            // In its place; see `SecretBody`.
            agent.run(http_request(method, uri, &*vec![b' '; request.body.len()]))
        };
        let (head, body) = answer.map_err(from_ureq)?.into_parts();
        partial.status = head.status.as_u16();
        partial.headers = head.headers;
        body::read(&partial.headers, body.into_reader(), &mut partial.body)
    }
}

fn http_request<B>(method: Method, uri: Uri, body: B) -> HttpRequest<B> {
    let mut request = HttpRequest::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    request
}

/// The header with the id of a request; the service has changed its case over time.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What has come of an answer.
#[derive(Debug, Default)]
struct Partial {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Our own failure where it came through ureq, else what ureq found wrong with the answer.
fn from_ureq(error: ureq::Error) -> Failure {
    match error {
        ureq::Error::Io(error) => match failure::carried(&error) {
            Some(failure) => failure.clone(),
            None if error.kind() == std::io::ErrorKind::UnexpectedEof => body::ended_early(),
            None => Failure::BadAnswer(format!("the answer is not understood: {error}")),
        },
        ureq::Error::LargeResponseHeader(..) => {
            Failure::BadAnswer(format!("the answer's head has more than {MAX_HEAD} bytes"))
        }
        ureq::Error::Protocol(error) => {
            let line = with_call(|call| head::odd_line(&call.not_understood)).unwrap_or_default();
            let why = line.unwrap_or_else(|| error.to_string());
            Failure::BadAnswer(format!("the answer is not valid HTTP: {why}"))
        }
        error => Failure::BadAnswer(format!("the answer is not understood: {error}")),
    }
}
