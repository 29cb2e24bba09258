//! Sends one request to the service, to IAM or to the metadata service, and turns a failure into an error.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use log::Level;
use zeroize::{Zeroize, Zeroizing};

use crate::authorization::{self, Auth, RequestParts};
use crate::call_state::CallState;
use crate::config::{Config, ProxyChoice};
use crate::endpoint::Endpoint;
use crate::error::{Details, Error};
use crate::failure::Failure;
use crate::journal::Journal;
use crate::limits::Limits;
use crate::platform;
use crate::proxy::Proxies;
use crate::refusal;
use crate::request_error::RequestError;
use crate::retry::Pause;
use crate::sign::percent_encode;
use crate::transport::{Answer, Destination, ExchangeError, Origin, REQUEST_ID, Request, Settings, Transport};

/// An endpoint in the form that requests are made from.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) endpoint: Endpoint,
    origin: Origin,
}

impl Target {
    pub(crate) fn new(endpoint: &Endpoint) -> Result<Target, Error> {
        Ok(Target { endpoint: endpoint.clone(), origin: Origin::new(endpoint)? })
    }
}

/// A request to be sent.
#[derive(Debug)]
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'static str,
    pub(crate) target: &'a Target,
    /// As it is sent, with the endpoint's prefix.
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(&'a str, &'a str)],
    /// More header lines, each with its CRLF.
    pub(crate) more_lines: &'a str,
    pub(crate) auth: Auth<'a>,
    pub(crate) project_id: Option<&'a str>,
    pub(crate) body: &'a [u8],
    pub(crate) through_proxy: bool,
    /// The permission that a refused caller may lack.
    pub(crate) permission: &'a str,
    /// Texts that no message may show, besides those of `auth`.
    pub(crate) secrets: &'a [&'a str],
    /// The body of a success is a secret, so no message shows any of it.
    pub(crate) answer_is_secret: bool,
}

impl<'a> Outgoing<'a> {
    /// A request without authentication, body or secrets, sent through the proxy if there is one.
    pub(crate) fn new(method: &'static str, target: &'a Target, path: &'a str) -> Outgoing<'a> {
        Outgoing {
            method,
            target,
            path,
            query: &[],
            more_lines: "",
            auth: Auth::default(),
            project_id: None,
            body: b"",
            through_proxy: true,
            permission: "",
            secrets: &[],
            answer_is_secret: false,
        }
    }
}

/// A request that was sent, and its answer.
struct Sent {
    answer: Answer,
    lines: Arc<Zeroizing<Vec<u8>>>,
    now: SystemTime,
}

/// The log level of an exchange.
const EXCHANGE: Level = Level::Debug;

/// Sends the requests of a client.
#[derive(Debug)]
pub(crate) struct Sender {
    transport: Transport,
    /// Header lines that are the same in every request.
    constant_lines: String,
    journal: Journal,
}

/// The part of a client's settings that is the transport's. Reads the environment's proxies if they are to be used.
fn transport_settings(config: &Config) -> Settings<'_> {
    let proxies = match &config.proxy {
        ProxyChoice::Explicit(proxy) => Proxies::explicit(proxy.clone()),
        ProxyChoice::Environment => {
            // There may be a password in it.
            let get = |name: &str| {
                Some(Zeroizing::new(match platform::variable(name)?.into_string() {
                    Ok(text) => text,
                    Err(raw) => String::from_utf8_lossy(&Zeroizing::new(raw.into_encoded_bytes())).into_owned(),
                }))
            };
            Proxies::from_environment(get)
        }
    };
    Settings { proxies, route: config.route.clone(), tls: &config.tls }
}

impl Sender {
    /// The destinations are all that it is known to have.
    pub(crate) fn new(config: &Config, destinations: &[Destination<'_>]) -> Result<Sender, Error> {
        let suffix = config.user_agent_suffix.as_ref().map(|suffix| format!(" {suffix}")).unwrap_or_default();
        Ok(Sender {
            transport: Transport::new(transport_settings(config), destinations)?,
            constant_lines: format!("user-agent: hwlive/{}{suffix}\r\naccept: application/json\r\n", crate::VERSION),
            journal: config.journal.clone(),
        })
    }

    pub(crate) fn limits(&self, timeout: Duration, connect_timeout: Duration, call: Option<Arc<CallState>>) -> Limits {
        self.transport.limits(timeout, connect_timeout, call)
    }

    /// Whether a destination that comes later can be one.
    pub(crate) fn check(&self, destination: Destination<'_>) -> Result<(), Error> {
        self.transport.check(destination)
    }

    pub(crate) fn shut_down(&self) {
        self.transport.shut_down();
    }

    /// Sends a request. `read` returns what the answer says, or why it cannot be understood, or `None` if its status is
    /// not a success.
    pub(crate) fn send<T>(
        &self,
        limits: &Limits,
        outgoing: &Outgoing<'_>,
        read: impl FnOnce(&Answer) -> Option<Result<T, String>>,
    ) -> Result<T, RequestError> {
        let mut sent = self.exchange(limits, outgoing)?;
        // The body of an answer that is not proper HTTP is not read.
        let read = match sent.answer.fault.take() {
            None => read(&sent.answer),
            Some(fault) => Some(Err(fault)),
        };
        if outgoing.answer_is_secret && sent.answer.status < 300 {
            sent.answer.body.zeroize();
        }
        match read {
            Some(Ok(value)) => Ok(value),
            Some(Err(why)) => Err(refused(&sent, Some(&why), outgoing)),
            None => Err(refused(&sent, None, outgoing)),
        }
    }

    fn exchange(&self, limits: &Limits, outgoing: &Outgoing<'_>) -> Result<Sent, RequestError> {
        let now = SystemTime::now();
        let parts = RequestParts {
            method: outgoing.method,
            host: outgoing.target.endpoint.authority(),
            path: outgoing.path,
            query: outgoing.query,
            project_id: outgoing.project_id,
            body: outgoing.body,
        };
        let others = [&self.constant_lines, outgoing.more_lines];
        let lines = Arc::new(authorization::header_lines(others, outgoing.auth, &parts, now));
        let request = Request {
            method: outgoing.method,
            origin: &outgoing.target.origin,
            target: &request_target(outgoing),
            header_lines: &lines,
            body: outgoing.body,
            through_proxy: outgoing.through_proxy,
            answer_is_secret: outgoing.answer_is_secret,
        };
        let since = self.journal.is_wanted(EXCHANGE).then(Instant::now);
        let result = self.transport.exchange(limits, request).map_err(|mut error| {
            if let Failure::BadAnswer(why) = &mut error.failure {
                // It may name a header line, which may be anything.
                *why = refusal::without(why, &secrets(outgoing, &lines));
            }
            error
        });
        self.note_exchange(outgoing, &lines, &result, since);
        match result {
            Ok(answer) => Ok(Sent { answer, lines, now }),
            Err(mut error) => {
                if outgoing.answer_is_secret && error.status < 300 {
                    error.body.zeroize();
                }
                Err(failed(*error, &secrets(outgoing, &lines)))
            }
        }
    }

    fn note_exchange(
        &self,
        outgoing: &Outgoing<'_>,
        lines: &[u8],
        result: &Result<Answer, Box<ExchangeError>>,
        since: Option<Instant>,
    ) {
        let Some(since) = since else { return };
        let connection_info = match result {
            Ok(answer) => answer.connection_info,
            Err(error) => error.connection_info,
        };
        let peer = connection_info
            .peer
            .map(|peer| peer.to_string())
            .unwrap_or_else(|| outgoing.target.endpoint.authority().to_owned());
        let connection = if connection_info.reused { "kept" } else { "new" };
        let took = since.elapsed();
        match result {
            Ok(answer) => {
                let request_id = request_id(answer).map(|id| refusal::short(&id, &secrets(outgoing, lines)));
                let request_id = request_id.as_deref().unwrap_or("none");
                let status = answer.status;
                self.journal.write(
                    EXCHANGE,
                    format_args!("{peer}: {connection} connection: status {status}, request id {request_id}, {took:?}"),
                );
            }
            Err(error) => {
                let failure = &error.failure;
                self.journal.write(EXCHANGE, format_args!("{peer}: {connection} connection: {failure}, {took:?}"));
            }
        }
    }

    pub(crate) fn note_pause(&self, pause: &Pause<'_>) {
        let Pause { attempt, length, error } = pause;
        self.journal.write(Level::Info, format_args!("attempt {attempt} failed, again in {length:?}: {error}"));
    }

    pub(crate) fn note(&self, level: Level, line: std::fmt::Arguments<'_>) {
        self.journal.write(level, line);
    }
}

/// The id under which the service's support finds the request. IAM has another header for it.
pub(crate) fn request_id(answer: &Answer) -> Option<Cow<'_, str>> {
    answer.header(REQUEST_ID).or_else(|| answer.header("x-iam-trace-id"))
}

fn request_target<'a>(outgoing: &Outgoing<'a>) -> Cow<'a, str> {
    if outgoing.query.is_empty() {
        return Cow::Borrowed(outgoing.path);
    }
    let mut target = outgoing.path.to_owned();
    for (at, (name, value)) in outgoing.query.iter().enumerate() {
        target.push(if at == 0 { '?' } else { '&' });
        target.extend([&percent_encode(name), "=", &percent_encode(value)]);
    }
    Cow::Owned(target)
}

/// The texts that no message may contain, even if a server sends them back.
fn secrets<'a>(outgoing: &Outgoing<'a>, lines: &'a [u8]) -> Vec<&'a str> {
    let auth = outgoing.auth.secrets().into_iter().flatten();
    auth.chain(authorization::signature(lines)).chain(outgoing.secrets.iter().copied()).collect()
}

/// The error for an answer that is not a success.
fn refused(sent: &Sent, why: Option<&str>, outgoing: &Outgoing<'_>) -> RequestError {
    let Sent { answer, lines, now } = sent;
    let request_id = request_id(answer);
    let [date, retry_after, location, content_type] =
        ["date", "retry-after", "location", "content-type"].map(|name| answer.header(name));
    let shown = refusal::Answer {
        status: answer.status,
        request_id: request_id.as_deref(),
        date: date.as_deref(),
        retry_after: retry_after.as_deref(),
        location: location.as_deref(),
        content_type: content_type.as_deref(),
        body: &answer.body,
    };
    let error = refusal::error_naming(outgoing.permission, &shown, why, &secrets(outgoing, lines), *now);
    RequestError::refused(answer.status, error)
}

/// The error for an exchange without a complete answer, with what is known of an answer that began.
fn failed(error: ExchangeError, secrets: &[&str]) -> RequestError {
    let mut more = String::new();
    let mut details = Details::default();
    if error.status != 0 {
        details.http_status = error.status;
        details.request_id = error.request_id.map(|id| refusal::short(&id, secrets));
        more = format!(", after a status of {}", error.status);
        let excerpt = refusal::excerpt(&error.body, secrets);
        if !excerpt.is_empty() {
            more += &format!(" and \"{excerpt}\"");
        }
    }
    RequestError::unanswered(&error.failure, error.failure.error_with(details, &more))
}
