//! The client: one method per operation.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use log::Level;

use crate::authorization::{self, Subject};
use crate::builder::ClientBuilder;
use crate::config::Config;
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::{Details, Error};
use crate::journal::Journal;
use crate::model::RecordCallback;
use crate::refusal;
use crate::sign::percent_encode;
use crate::transport::{Answer, Broken, Limits, Origin, Pause, REQUEST_ID, Request, Transport, Try, with_retries};

/// Longest id of a recording callback, in characters, as the service documents it.
const MAX_ID: usize = 128;

/// A client of Huawei Cloud Live.
///
/// Cheap to clone: clones share their connections. Any thread may call, many at once; a forked child may go on using
/// it and gets connections of its own.
///
/// ```no_run
/// # fn main() -> Result<(), hwlive::Error> {
/// let client = hwlive::Client::builder().region("cn-north-4").environment()?.build()?;
/// let callback = client.show_record_callback("e2fe84def7e476651034ec4b9e92bc30")?;
/// println!("{} -> {}", callback.id(), callback.notify_callback_url().unwrap_or("(none)"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    transport: Transport,
    endpoint: Endpoint,
    origin: Origin,
    credentials: Credentials,
    project_id: String,
    /// Header lines that are the same in every request.
    constant_lines: String,
    timeout: Duration,
    connect_timeout: Duration,
    max_retries: u32,
    journal: Journal,
}

const _: () = {
    const fn shared_between_threads<T: Send + Sync>() {}
    shared_between_threads::<Client>();
};

impl Client {
    /// Settings to make a client from.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client with these settings.
    ///
    /// Reads the files that they name and, unless a proxy is set, the proxy variables of the environment. Makes no
    /// connection.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: no endpoint, no project id, plain http to another machine, a file or a proxy variable that
    /// is not usable. `Credentials`: none.
    pub fn new(config: &Config) -> Result<Client, Error> {
        Inner::new(config).map(|inner| Client(Arc::new(inner)))
    }

    /// Asks the service for one recording callback by its id: `GET /v1/{project_id}/record/callbacks/{id}`.
    ///
    /// One request, on a kept connection where there is one; blocks until there is an answer or a limit is reached.
    /// The id is 1 to 128 characters.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the id; nothing was sent. `NotFound`: no such callback. `Unauthorized`, `Throttled`,
    /// `Service`: refused, with the service's code and message. `Connect`, `Tls`, `Timeout`, `BadResponse`: no complete
    /// answer. `Cancelled`: the client was shut down.
    pub fn show_record_callback(&self, id: &str) -> Result<RecordCallback, Error> {
        self.0.show_record_callback(id).map_err(|error| error.context("show record callback"))
    }

    /// Ends calls in flight in other threads, and every later call, with `Cancelled`: of this client and its clones,
    /// for good. In a forked child it ends the child's calls only.
    pub fn shutdown(&self) {
        self.0.transport.shut_down();
    }
}

impl Inner {
    fn new(config: &Config) -> Result<Inner, Error> {
        let endpoint = config.endpoint.as_ref().or(config.region_endpoints.first()).ok_or_else(|| {
            Error::invalid("neither a region nor an endpoint is set (HUAWEICLOUD_SDK_REGION, HUAWEICLOUD_SDK_ENDPOINT)")
        })?;
        if !endpoint.is_secure() && !endpoint.is_loopback() && !config.insecure {
            return Err(Error::invalid(format!(
                "endpoint {endpoint} is plain http to another machine, which would show it the credentials; use https"
            )));
        }
        let credentials = config.credentials.clone().ok_or_else(|| {
            Error::credentials(
                "no credentials are set: an access key (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK) or a token \
                 (HUAWEICLOUD_SDK_AUTH_TOKEN)",
            )
        })?;
        let project_id = config
            .project_id
            .clone()
            .ok_or_else(|| Error::invalid("the project id is not set (HUAWEICLOUD_SDK_PROJECT_ID)"))?;
        let suffix = config.user_agent_suffix.as_ref().map(|suffix| format!(" {suffix}")).unwrap_or_default();
        Ok(Inner {
            transport: Transport::new(config, &[endpoint])?,
            origin: Origin::new(endpoint)?,
            endpoint: endpoint.clone(),
            credentials,
            project_id,
            constant_lines: format!("user-agent: hwlive/{}{suffix}\r\naccept: application/json\r\n", crate::VERSION),
            timeout: config.timeout,
            connect_timeout: config.connect_timeout,
            max_retries: config.max_retries,
            journal: config.journal.clone(),
        })
    }

    fn show_record_callback(&self, id: &str) -> Result<RecordCallback, Error> {
        check_id(id)?;
        let limits = self.transport.limits(self.timeout, self.connect_timeout);
        let path = [
            self.endpoint.prefix(),
            "/v1/",
            &percent_encode(&self.project_id),
            "/record/callbacks/",
            &percent_encode(id),
        ]
        .concat();
        let attempt = || self.try_to_show(&limits, &path);
        with_retries(&limits, self.max_retries, attempt, |pause| self.note_pause(pause))
    }

    fn try_to_show(&self, limits: &Limits, path: &str) -> Try<RecordCallback> {
        let now = SystemTime::now();
        let subject = Subject {
            method: "GET",
            host: self.endpoint.authority(),
            path,
            query: &[],
            project_id: Some(&self.project_id),
            body: b"",
        };
        let lines = authorization::header_lines(&self.constant_lines, &self.credentials, &subject, now);
        let request = Request {
            method: subject.method,
            origin: &self.origin,
            target: path,
            header_lines: &lines,
            body: subject.body,
            through_proxy: true,
        };
        let since = Instant::now();
        let result = self.transport.exchange(limits, request);
        self.note_exchange(&result, &lines, since);
        let answer = match result {
            Ok(answer) => answer,
            Err(broken) => return self.failed(*broken, &lines),
        };
        let request_id = answer.header(REQUEST_ID);
        let why = match &answer.fault {
            None if answer.status == 200 => match RecordCallback::from_body(&answer.body, request_id.as_deref()) {
                Ok(callback) => return Try::Done(callback),
                Err(why) => Some(why.to_string()),
            },
            fault => fault.clone(),
        };
        let error = self.refused(&answer, request_id, why, &lines, now);
        match answer.status {
            429 | 502 | 503 | 504 => Try::Again(error),
            _ => Try::Failed(error),
        }
    }

    fn refused(
        &self,
        answer: &Answer,
        request_id: Option<Cow<'_, str>>,
        why: Option<String>,
        lines: &[u8],
        now: SystemTime,
    ) -> Error {
        let [date, retry_after, location, content_type] =
            ["date", "retry-after", "location", "content-type"].map(|name| answer.header(name));
        let answer = refusal::Answer {
            status: answer.status,
            request_id: request_id.as_deref(),
            date: date.as_deref(),
            retry_after: retry_after.as_deref(),
            location: location.as_deref(),
            content_type: content_type.as_deref(),
            body: &answer.body,
        };
        refusal::error(&answer, why.as_deref(), &self.secrets(lines), now)
    }

    /// An exchange without a complete answer, as an error: with what is known of an answer that began.
    fn failed(&self, broken: Broken, lines: &[u8]) -> Try<RecordCallback> {
        let again = broken.failure.is_worth_another_try();
        let secrets = self.secrets(lines);
        let mut more = String::new();
        let mut details = Details::default();
        if broken.status != 0 {
            details.http_status = broken.status;
            details.request_id = broken.request_id.map(|id| refusal::short(&id, &secrets));
            more = format!(", after a status of {}", broken.status);
            let excerpt = refusal::excerpt(&broken.body, &secrets);
            if !excerpt.is_empty() {
                more += &format!(" and \"{excerpt}\"");
            }
        }
        let error = broken.failure.into_error_with(details, &more);
        if again { Try::Again(error) } else { Try::Failed(error) }
    }

    /// The texts that no message may have in it, also where a server sends them back.
    fn secrets<'a>(&'a self, lines: &'a [u8]) -> Vec<&'a str> {
        self.credentials.secrets().into_iter().chain([authorization::signature(lines)]).flatten().collect()
    }

    fn note_exchange(&self, result: &Result<Answer, Box<Broken>>, lines: &[u8], since: Instant) {
        const LEVEL: Level = Level::Debug;
        if !self.journal.is_wanted(LEVEL) {
            return;
        }
        let trip = match result {
            Ok(answer) => answer.trip,
            Err(broken) => broken.trip,
        };
        let peer = trip.peer.map(|peer| peer.to_string()).unwrap_or_else(|| self.endpoint.authority().to_owned());
        let connection = if trip.reused { "kept" } else { "new" };
        let took = since.elapsed();
        match result {
            Ok(answer) => {
                let request_id = answer.header(REQUEST_ID).map(|id| refusal::short(&id, &self.secrets(lines)));
                let request_id = request_id.as_deref().unwrap_or("none");
                let status = answer.status;
                self.journal.write(
                    LEVEL,
                    format_args!("{peer}: {connection} connection: status {status}, request id {request_id}, {took:?}"),
                );
            }
            Err(broken) => {
                let failure = &broken.failure;
                self.journal.write(LEVEL, format_args!("{peer}: {connection} connection: {failure}, {took:?}"));
            }
        }
    }

    fn note_pause(&self, pause: &Pause<'_>) {
        let Pause { attempt, length, error } = pause;
        self.journal.write(Level::Info, format_args!("attempt {attempt} failed, again in {length:?}: {error}"));
    }
}

/// The id is one segment of the path, whatever is in it; `.` and `..` would not stay one.
fn check_id(id: &str) -> Result<(), Error> {
    match id.chars().count() {
        0 => Err(Error::invalid("the id is empty")),
        1..=MAX_ID if matches!(id, "." | "..") => Err(Error::invalid(format!("the id {id:?} is no id"))),
        1..=MAX_ID => Ok(()),
        length => Err(Error::invalid(format!("the id has {length} characters, more than {MAX_ID}"))),
    }
}
