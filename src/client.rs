//! The client: one method per operation.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use log::Level;

use crate::authorization::{Derived, Proof};
use crate::builder::ClientBuilder;
use crate::config::{Config, SigningAlgorithm};
use crate::credentials::{Credentials, CredentialsSource, Held, METADATA_ENDPOINT, Surroundings};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::load;
use crate::model::RecordCallback;
use crate::refusal::SHOW_PERMISSION;
use crate::sender::{Outgoing, Sender, Target, Trouble, request_id};
use crate::shared::Shared;
use crate::sign::percent_encode;
use crate::transport::{Answer, Limits, Try, with_retries};

/// Longest id of a recording callback, in characters, as the service documents it.
const MAX_ID: usize = 128;
/// The service that derived keys are for.
const SERVICE: &str = "live";

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
    /// Of the region, or the one that was given: the same service at each.
    targets: Vec<Target>,
    /// The one that could be reached last.
    good_target: AtomicUsize,
    surroundings: Surroundings,
    /// Replaced as a whole, so that each request uses one set.
    held: Shared<Held>,
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
    /// `InvalidArgument`: no endpoint, no project id and no region to look it up by, plain http to another machine, a
    /// file or a proxy variable that is not usable. `Credentials`: none.
    pub fn new(config: &Config) -> Result<Client, Error> {
        Inner::new(config).map(|inner| Client(Arc::new(inner)))
    }

    /// Asks the service for one recording callback by its id: `GET /v1/{project_id}/record/callbacks/{id}`.
    ///
    /// One request, on a kept connection where there is one; blocks until there is an answer or a limit is reached.
    /// The id is 1 to 128 characters.
    ///
    /// Before it, inside the same limit, come requests to IAM, the metadata service or the credentials provider where
    /// credentials or the project id are not there yet, or are about to end.
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

    /// Goes on with other credentials: for this client and its clones, in this process and those that it forks later.
    ///
    /// Each request uses either the old ones or the new ones, never parts of both, and so does the lookup of a project id
    /// that was not given, which starts anew. The old ones are wiped once no call uses them. Asks nobody; the region
    /// and the project id that the client was made with stay.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: a user of IAM where the client knows no endpoint of IAM. The old credentials then stay.
    pub fn replace_credentials(&self, source: impl Into<CredentialsSource>) -> Result<(), Error> {
        let held =
            Held::new(&source.into(), &self.0.surroundings).map_err(|error| error.context("replace credentials"))?;
        self.0.held.replace(Arc::new(held));
        Ok(())
    }

    /// Ends calls in flight in other threads, and every later call, with `Cancelled`: of this client and its clones,
    /// for good. In a forked child it ends the child's calls only.
    pub fn shutdown(&self) {
        self.0.surroundings.sender.shut_down();
    }
}

impl Inner {
    fn new(config: &Config) -> Result<Inner, Error> {
        load::ensure();
        let endpoints: Vec<&Endpoint> = match &config.endpoint {
            Some(endpoint) => vec![endpoint],
            None => config.region_endpoints.iter().collect(),
        };
        if endpoints.is_empty() {
            return Err(Error::invalid(
                "neither a region nor an endpoint is set (HUAWEICLOUD_SDK_REGION, HUAWEICLOUD_SDK_ENDPOINT)",
            ));
        }
        let source = config.credentials.as_ref().ok_or_else(|| {
            Error::credentials(
                "no credentials are set: an access key (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK), a token \
                 (HUAWEICLOUD_SDK_AUTH_TOKEN) or another source",
            )
        })?;
        if config.signing_algorithm == SigningAlgorithm::V11HmacSha256 && config.region.is_none() {
            return Err(Error::invalid("signing with a derived key needs a region (HUAWEICLOUD_SDK_REGION)"));
        }
        let iam = config.iam_endpoint.clone().or_else(|| Endpoint::iam(config.region.as_deref()?));
        let secured = || endpoints.iter().copied().chain(&iam);
        if let Some(endpoint) = secured().find(|endpoint| !config.insecure && is_open(endpoint)) {
            return Err(Error::invalid(format!(
                "endpoint {endpoint} is plain http to another machine, which would show it the credentials; use https"
            )));
        }
        let metadata = match &config.metadata_endpoint {
            Some(endpoint) => endpoint.clone(),
            None => Endpoint::parse("metadata endpoint", METADATA_ENDPOINT)?,
        };
        let surroundings = Surroundings {
            sender: Sender::new(config, &secured().collect::<Vec<_>>())?,
            iam: iam.as_ref().map(Target::new).transpose()?,
            metadata: Target::new(&metadata)?,
            region: config.region.as_deref().map(Arc::from),
            project_id: config.project_id.as_deref().map(Arc::from),
        };
        Ok(Inner {
            targets: endpoints.into_iter().map(Target::new).collect::<Result<_, _>>()?,
            good_target: AtomicUsize::new(0),
            held: Shared::new(Arc::new(Held::new(source, &surroundings)?)),
            surroundings,
            algorithm: config.signing_algorithm,
            timeout: config.timeout,
            connect_timeout: config.connect_timeout,
            max_retries: config.max_retries,
        })
    }

    fn show_record_callback(&self, id: &str) -> Result<RecordCallback, Error> {
        check_id(id)?;
        let sender = &self.surroundings.sender;
        let limits = sender.limits(self.timeout, self.connect_timeout);
        let id = percent_encode(id);
        let attempt = || match self.try_to_show(&limits, &id) {
            Ok(callback) => Try::Done(callback),
            Err(trouble) => trouble.into_try(),
        };
        with_retries(&limits, self.max_retries, attempt, |pause| sender.note_pause(pause))
    }

    /// One try, which renews a token once where the service asks for that.
    fn try_to_show(&self, limits: &Limits, id: &str) -> Result<RecordCallback, Trouble> {
        let held = self.held.get();
        let credentials = held.credentials(&self.surroundings, limits)?;
        match self.show_with(&held, &credentials, limits, id) {
            Err(trouble) if is_token_over(&trouble.error) && held.forget(&credentials) => {
                let credentials = held.credentials(&self.surroundings, limits)?;
                self.show_with(&held, &credentials, limits, id)
            }
            result => result,
        }
    }

    /// Asks the endpoints in turn, beginning with the good one, until one can be reached.
    fn show_with(
        &self,
        held: &Held,
        credentials: &Credentials,
        limits: &Limits,
        id: &str,
    ) -> Result<RecordCallback, Trouble> {
        let project_id = held.project_id(&self.surroundings, credentials, limits)?;
        let count = self.targets.len();
        let first = self.good_target.load(Ordering::Relaxed);
        let mut unreached: Vec<String> = Vec::new();
        let mut again = false;
        loop {
            let at = (first + unreached.len()) % count;
            let mut trouble = match self.show_at(&self.targets[at], &project_id, credentials, limits, id) {
                Err(trouble) if trouble.unreached => trouble,
                result => {
                    if at != first {
                        self.good_target.store(at, Ordering::Relaxed);
                    }
                    return result;
                }
            };
            again |= trouble.again;
            if unreached.len() + 1 == count {
                trouble.again = again;
                if count > 1 {
                    trouble.error = trouble.error.context(&format!("{}; then", unreached.join("; ")));
                }
                return Err(trouble);
            }
            let endpoint = &self.targets[at].endpoint;
            self.surroundings.sender.note(Level::Info, format_args!("{endpoint} not reached: {}", trouble.error));
            unreached.push(trouble.error.to_string());
        }
    }

    fn show_at(
        &self,
        target: &Target,
        project_id: &str,
        credentials: &Credentials,
        limits: &Limits,
        id: &str,
    ) -> Result<RecordCallback, Trouble> {
        let path = [target.endpoint.prefix(), "/v1/", &percent_encode(project_id), "/record/callbacks/", id].concat();
        let derived = match self.algorithm {
            SigningAlgorithm::SdkHmacSha256 => None,
            SigningAlgorithm::V11HmacSha256 => {
                self.surroundings.region.as_deref().map(|region| Derived { region, service: SERVICE })
            }
        };
        let outgoing = Outgoing {
            method: "GET",
            target,
            path: &path,
            query: &[],
            more_lines: "",
            proof: Proof { credentials: Some(credentials), derived },
            project_id: Some(project_id),
            body: b"",
            through_proxy: true,
            permission: SHOW_PERMISSION,
            secrets: &[],
            answer_is_secret: false,
        };
        self.surroundings.sender.send(limits, &outgoing, |answer: &Answer| {
            (answer.status == 200).then(|| {
                let callback = RecordCallback::from_body(&answer.body, request_id(answer).as_deref());
                callback.map_err(|why| why.to_string())
            })
        })
    }
}

/// Whether what is sent there can be read on the way.
fn is_open(endpoint: &Endpoint) -> bool {
    !endpoint.is_secure() && !endpoint.is_loopback()
}

/// Whether the gateway says that a token has to be renewed.
fn is_token_over(error: &Error) -> bool {
    error.http_status() == Some(401) && matches!(error.service_code(), Some("APIGW.0307" | "APIG.0307"))
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
