//! The client: one method per operation.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use log::Level;

use crate::authorization::{Auth, Derived};
use crate::config::{Config, SigningAlgorithm};
use crate::credentials::{Credentials, CredentialsSource, METADATA_ENDPOINT};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::limits::Limits;
use crate::load;
use crate::model::RecordCallback;
use crate::refusal::SHOW_PERMISSION;
use crate::request_error::RequestError;
use crate::retry::with_retries;
use crate::sender::{Outgoing, Sender, Target, request_id};
use crate::shared::Shared;
use crate::sign::percent_encode;
use crate::supply::{ActiveCredentials, ClientContext};
use crate::transport::Answer;

/// Longest id of a recording callback that the service documents, in characters.
const MAX_ID: usize = 128;
/// The service that derived keys are for.
const SERVICE: &str = "live";

/// A client of Huawei Cloud Live.
///
/// Cheap to clone: clones share their connections. Many threads may call at the same time. A forked child may go on using
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
    /// The endpoints of the region, or the one that was given. Each is the same service.
    targets: Vec<Target>,
    /// The index of the one that was reached last.
    good_target: AtomicUsize,
    context: ClientContext,
    /// Replaced as a whole, so that a request never mixes two sets.
    credentials: Shared<ActiveCredentials>,
    algorithm: SigningAlgorithm,
    timeout: Duration,
    connect_timeout: Duration,
    max_retries: u32,
}

const _: () = {
    const fn shared_between_threads<T: Send + Sync>() {}
    shared_between_threads::<Client>();
};

impl Client {
    /// A client with these settings.
    ///
    /// Reads the files that they name and, unless a proxy is set, the proxy variables of the environment. Makes no
    /// connection.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: no endpoint, no project id and no region to look it up by, plain http to another machine, a
    /// file or a proxy variable that is not usable. `Credentials`: none.
    pub fn new(config: &Config) -> Result<Client, Error> {
        Inner::new(config).map(|inner| Client(Arc::new(inner)))
    }

    /// Asks the service for one recording callback by its id: `GET /v1/{project_id}/record/callbacks/{id}`.
    ///
    /// Sends one request, on a kept connection if there is one, and blocks until there is an answer or a limit is
    /// reached. The id is 1 to 128 characters.
    ///
    /// If there are no credentials or no project id yet, or if the credentials are about to end, the call first asks IAM,
    /// the metadata service or the credentials provider, inside the same limit.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the id; nothing was sent. `Credentials`: a source of them failed, or the region has no project
    /// or several. `NotFound`: no such callback. `Unauthorized`, `Throttled`, `Service`: refused by the service or by
    /// IAM, with the code and the message. `Connect`, `Tls`, `Timeout`, `BadResponse`: no complete answer. `Cancelled`:
    /// the client was shut down.
    pub fn show_record_callback(&self, id: &str) -> Result<RecordCallback, Error> {
        self.0.show_record_callback(id).map_err(|error| error.context("show record callback"))
    }

    /// Replaces the credentials of this client and its clones, in this process and in those that it forks later.
    ///
    /// Each request uses either the old ones or the new ones, never parts of both. A project id that was not given is
    /// looked up again with the new ones. The old ones are wiped once no call uses them. Sends nothing; the region and
    /// the project id that the client was made with stay.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the source is a user of IAM, but the client knows no endpoint of IAM. The old credentials then
    /// stay.
    pub fn replace_credentials(&self, source: impl Into<CredentialsSource>) -> Result<(), Error> {
        let active = ActiveCredentials::new(&source.into(), &self.0.context)
            .map_err(|error| error.context("replace credentials"))?;
        self.0.credentials.replace(Arc::new(active));
        Ok(())
    }

    /// Shuts down this client and its clones for good: calls in flight in other threads and all later calls end with
    /// `Cancelled`. In a forked child it ends the child's calls only.
    pub fn shutdown(&self) {
        self.0.context.sender.shut_down();
    }
}

impl Inner {
    fn new(config: &Config) -> Result<Inner, Error> {
        load::ensure();
        let endpoints = config.live_endpoints()?;
        let source = config.credentials.as_ref().ok_or_else(|| {
            Error::credentials(
                "no credentials are set: an access key (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK), a token \
                 (HUAWEICLOUD_SDK_AUTH_TOKEN) or another source",
            )
        })?;
        if config.signing_algorithm == SigningAlgorithm::V11HmacSha256 && config.region.is_none() {
            return Err(Error::invalid("signing with a derived key needs a region (HUAWEICLOUD_SDK_REGION)"));
        }
        let iam = config.iam_endpoint.clone().or_else(|| config.regions.iam(config.region.as_deref()?));
        let secured = || endpoints.iter().chain(&iam);
        if let Some(endpoint) = secured().find(|endpoint| !config.tls.insecure && is_open(endpoint)) {
            return Err(Error::invalid(format!(
                "endpoint {endpoint} is plain http to another machine, which would show it the credentials; use https"
            )));
        }
        let metadata = match &config.metadata_endpoint {
            Some(endpoint) => endpoint.clone(),
            None => Endpoint::parse("metadata endpoint", METADATA_ENDPOINT)?,
        };
        let context = ClientContext {
            sender: Sender::new(config, &secured().collect::<Vec<_>>())?,
            iam: iam.as_ref().map(Target::new).transpose()?,
            metadata: Target::new(&metadata)?,
            region: config.region.as_deref().map(Arc::from),
            project_id: config.project_id.as_deref().map(Arc::from),
        };
        Ok(Inner {
            targets: endpoints.iter().map(Target::new).collect::<Result<_, _>>()?,
            good_target: AtomicUsize::new(0),
            credentials: Shared::new(Arc::new(ActiveCredentials::new(source, &context)?)),
            context,
            algorithm: config.signing_algorithm,
            timeout: config.timeout,
            connect_timeout: config.connect_timeout,
            max_retries: config.max_retries,
        })
    }

    fn show_record_callback(&self, id: &str) -> Result<RecordCallback, Error> {
        check_id(id)?;
        let sender = &self.context.sender;
        let limits = sender.limits(self.timeout, self.connect_timeout);
        let id = percent_encode(id);
        let attempt = || self.try_to_show(&limits, &id);
        with_retries(&limits, self.max_retries, attempt, |pause| sender.note_pause(pause))
    }

    /// One try, in which a token is renewed once if the service asks for it.
    fn try_to_show(&self, limits: &Limits, id: &str) -> Result<RecordCallback, RequestError> {
        let active = self.credentials.get();
        let credentials = active.credentials(&self.context, limits)?;
        match self.show_with(&active, &credentials, limits, id) {
            Err(failed) if is_token_over(&failed.error) && active.forget(&credentials) => {
                let credentials = active.credentials(&self.context, limits)?;
                self.show_with(&active, &credentials, limits, id)
            }
            result => result,
        }
    }

    /// Asks the endpoints in turn, beginning with the good one, until one can be reached.
    fn show_with(
        &self,
        active: &ActiveCredentials,
        credentials: &Credentials,
        limits: &Limits,
        id: &str,
    ) -> Result<RecordCallback, RequestError> {
        let project_id = active.project_id(&self.context, credentials, limits)?;
        let count = self.targets.len();
        let first = self.good_target.load(Ordering::Relaxed);
        let mut unreached: Vec<String> = Vec::new();
        let mut retry = false;
        loop {
            let at = (first + unreached.len()) % count;
            let mut failed = match self.show_at(&self.targets[at], &project_id, credentials, limits, id) {
                Err(failed) if failed.unreached => failed,
                result => {
                    if at != first {
                        self.good_target.store(at, Ordering::Relaxed);
                    }
                    return result;
                }
            };
            retry |= failed.retry;
            if unreached.len() + 1 == count {
                failed.retry = retry;
                if count > 1 {
                    failed.error = failed.error.context(&format!("{}; then", unreached.join("; ")));
                }
                return Err(failed);
            }
            let endpoint = &self.targets[at].endpoint;
            self.context.sender.note(Level::Info, format_args!("{endpoint} not reached: {}", failed.error));
            unreached.push(failed.error.to_string());
        }
    }

    fn show_at(
        &self,
        target: &Target,
        project_id: &str,
        credentials: &Credentials,
        limits: &Limits,
        id: &str,
    ) -> Result<RecordCallback, RequestError> {
        let path = [target.endpoint.prefix(), "/v1/", &percent_encode(project_id), "/record/callbacks/", id].concat();
        let derived = match self.algorithm {
            SigningAlgorithm::SdkHmacSha256 => None,
            SigningAlgorithm::V11HmacSha256 => {
                self.context.region.as_deref().map(|region| Derived { region, service: SERVICE })
            }
        };
        let outgoing = Outgoing {
            auth: Auth { credentials: Some(credentials), derived },
            project_id: Some(project_id),
            permission: SHOW_PERMISSION,
            ..Outgoing::new("GET", target, &path)
        };
        self.context.sender.send(limits, &outgoing, |answer: &Answer| {
            (answer.status == 200).then(|| {
                let callback = RecordCallback::from_body(&answer.body, request_id(answer).as_deref());
                callback.map_err(|why| why.to_string())
            })
        })
    }
}

/// Whether others on the way can read what is sent there.
fn is_open(endpoint: &Endpoint) -> bool {
    !endpoint.is_secure() && !endpoint.is_loopback()
}

/// Whether the gateway says that a token has to be renewed.
fn is_token_over(error: &Error) -> bool {
    error.http_status() == Some(401) && matches!(error.service_code(), Some("APIGW.0307" | "APIG.0307"))
}

/// The id becomes one segment of the path, whatever is in it. `.` and `..` would not stay one.
fn check_id(id: &str) -> Result<(), Error> {
    match id.chars().count() {
        0 => Err(Error::invalid("the id is empty")),
        1..=MAX_ID if matches!(id, "." | "..") => {
            Err(Error::invalid(format!("the id {id:?} would change the path of the request")))
        }
        1..=MAX_ID => Ok(()),
        length => Err(Error::invalid(format!("the id has {length} characters, more than {MAX_ID}"))),
    }
}
