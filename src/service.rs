//! The service as a client sees it: its endpoints, the credentials for it, and the way of one operation to it and back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use log::Level;

use crate::authorization::{Auth, Signing};
use crate::call_options::CallOptions;
use crate::config::Config;
use crate::credentials::{Credentials, METADATA_ENDPOINT};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::limits::Limits;
use crate::load;
use crate::regions::Regions;
use crate::request_error::{Peer, RequestError};
use crate::retry::with_retries;
use crate::sender::{Outgoing, Sender, Target};
use crate::shared::Shared;
use crate::sign::{Algorithm, percent_encode};
use crate::supply::{ActiveCredentials, ClientContext};
use crate::transport::{Answer, Destination};

/// The service that derived keys are for.
const SERVICE: &str = "live";

/// The service, and what one client has for asking it.
#[derive(Debug)]
pub(crate) struct Service {
    /// The endpoints of the region, or the one that was given. Each is the same service.
    targets: Vec<Target>,
    /// The index of the one that was reached last.
    good_target: AtomicUsize,
    pub(crate) context: ClientContext,
    /// Replaced as a whole, so that a request never mixes two sets.
    pub(crate) credentials: Shared<ActiveCredentials>,
    algorithm: Algorithm,
    timeout: Duration,
    connect_timeout: Duration,
    max_retries: u32,
}

/// What a request asks for.
pub(crate) struct Operation<'a> {
    /// Behind `/v1/{project_id}`, as it is sent.
    pub(crate) path: &'a str,
    /// Names and values before encoding, sorted by name: so they are signed, and so they are sent.
    pub(crate) query: &'a [(&'a str, &'a str)],
    /// The permission that a refused caller may lack.
    pub(crate) permission: &'static str,
}

/// Reads the answer of a 200, or says what it is instead. `dyn`, so that the library has one copy of the way to the service.
type Reader<'a> = &'a mut dyn FnMut(&Answer) -> Result<(), String>;

/// A call that is under way.
pub(crate) struct RunningCall<'a> {
    service: &'a Service,
    options: Option<&'a CallOptions>,
    limits: Limits,
    /// The credentials of this call, with a project id of their own if that is looked up: the client's belongs to the
    /// client's credentials.
    own: Option<Arc<ActiveCredentials>>,
}

impl Service {
    pub(crate) fn new(config: &Config) -> Result<Service, Error> {
        load::ensure();
        let endpoints = config.live_endpoints()?;
        let source = config.source()?.ok_or_else(|| {
            Error::credentials(
                "no credentials are set: an access key (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK), a token \
                 (HUAWEICLOUD_SDK_AUTH_TOKEN) or another source",
            )
        })?;
        if config.signing_algorithm == Algorithm::V11HmacSha256 && config.region.is_none() {
            return Err(Error::invalid("signing with a derived key needs a region (HUAWEICLOUD_SDK_REGION)"));
        }
        let iam = config.iam_endpoint.clone().or_else(|| config.regions.iam(config.region.as_deref()?));
        let region = config.region.as_deref();
        let global_iam = (iam.is_none() && region.is_none()).then(Regions::global_iam);
        let sts = config.sts_endpoint.clone().or_else(|| config.regions.sts(region));
        let mut secured = endpoints.iter().chain(&iam).chain(&global_iam).chain(&sts);
        if let Some(endpoint) = secured.find(|endpoint| !config.tls.insecure && is_open(endpoint)) {
            return Err(Error::invalid(format!(
                "endpoint {endpoint} is plain http to another machine, which would show it the credentials; use https"
            )));
        }
        let metadata = match &config.metadata_endpoint {
            Some(endpoint) => endpoint.clone(),
            None => Endpoint::parse("metadata endpoint", METADATA_ENDPOINT)?,
        };
        // Not those that other credentials would ask: a proxy for them that is not usable does not matter.
        let asked_global_iam = global_iam.iter().filter(|_| source.asks_global_iam());
        let asked =
            endpoints.iter().chain(&iam).chain(asked_global_iam).chain(sts.iter().filter(|_| source.asks_sts()));
        let asked = asked.map(|endpoint| Destination { endpoint, through_proxy: true });
        let asked_directly = source.asks_directly(&metadata);
        let asked_directly = asked_directly.map(|endpoint| Destination { endpoint, through_proxy: false });
        let context = ClientContext {
            sender: Sender::new(config, &asked.chain(asked_directly).collect::<Vec<_>>())?,
            iam: iam.as_ref().map(Target::new).transpose()?,
            global_iam: global_iam.as_ref().map(Target::new).transpose()?,
            sts: sts.as_ref().map(Target::new).transpose()?,
            metadata: Target::new(&metadata)?,
            region: config.region.as_deref().map(Arc::from),
            project_id: config.project_id.as_deref().map(Arc::from),
        };
        Ok(Service {
            targets: endpoints.iter().map(Target::new).collect::<Result<_, _>>()?,
            good_target: AtomicUsize::new(0),
            credentials: Shared::new(Arc::new(ActiveCredentials::new(&source, &context)?)),
            context,
            algorithm: config.signing_algorithm,
            timeout: config.timeout,
            connect_timeout: config.connect_timeout,
            max_retries: config.max_retries,
        })
    }

    /// Begins a call: its time runs from now on.
    pub(crate) fn begin<'a>(&'a self, options: Option<&'a CallOptions>) -> Result<RunningCall<'a>, Error> {
        let state = options.map(|options| options.state.clone());
        let timeout = options.and_then(|options| options.timeout).unwrap_or(self.timeout);
        let limits = self.context.sender.limits(timeout, self.connect_timeout, state);
        let own = options.and_then(|options| options.credentials.clone());
        let own = own.map(|own| ActiveCredentials::new(&own.into(), &self.context).map(Arc::new)).transpose()?;
        Ok(RunningCall { service: self, options, limits, own })
    }
}

impl RunningCall<'_> {
    /// Tries until the attempt succeeds, under the rules for retries.
    pub(crate) fn with_retries<T>(&self, mut attempt: impl FnMut() -> Result<T, RequestError>) -> Result<T, Error> {
        let count_and_try = || {
            if let Some(state) = &self.limits.call {
                state.change_report(|report| report.attempts += 1);
            }
            attempt()
        };
        let sender = &self.service.context.sender;
        with_retries(&self.limits, self.service.max_retries, count_and_try, |pause| sender.note_pause(pause))
    }

    /// Sends one request. `read` reads the answer of a 200, or says what it is instead.
    pub(crate) fn send<T>(
        &self,
        operation: &Operation<'_>,
        mut read: impl FnMut(&Answer) -> Result<T, String>,
    ) -> Result<T, RequestError> {
        let mut value = None;
        self.send_renewing(operation, &mut |answer| {
            value = Some(read(answer)?);
            Ok(())
        })?;
        match value {
            Some(value) => Ok(value),
            None => unreachable!("a success has been read"),
        }
    }

    /// Renews a token once if the service asks for it.
    fn send_renewing(&self, operation: &Operation<'_>, read: Reader<'_>) -> Result<(), RequestError> {
        let context = &self.service.context;
        let active = self.own.clone().unwrap_or_else(|| self.service.credentials.get());
        let credentials = active.credentials(context, &self.limits)?;
        match self.send_with(&active, &credentials, operation, read) {
            Err(failed) if is_token_over(&failed.error) && active.forget(&credentials) => {
                let credentials = active.credentials(context, &self.limits)?;
                self.send_with(&active, &credentials, operation, read)
            }
            result => result,
        }
    }

    /// Asks the endpoints in turn, beginning with the good one, until one can be reached.
    fn send_with(
        &self,
        active: &ActiveCredentials,
        credentials: &Credentials,
        operation: &Operation<'_>,
        read: Reader<'_>,
    ) -> Result<(), RequestError> {
        let service = self.service;
        let project_id = active.project_id(&service.context, credentials, &self.limits)?;
        let count = service.targets.len();
        let first = service.good_target.load(Ordering::Relaxed);
        let mut unreached: Vec<String> = Vec::new();
        let mut retry = false;
        loop {
            let at = (first + unreached.len()) % count;
            let result = self.send_to(&service.targets[at], &project_id, credentials, operation, read);
            let begin_with = |at: usize| {
                if at != first {
                    service.good_target.store(at, Ordering::Relaxed);
                }
            };
            let mut failed = match result {
                Err(failed) if failed.peer == Peer::NotReached && !failed.is_of_one_call() => failed,
                Err(failed) => {
                    match failed.peer {
                        Peer::Reached => begin_with(at),
                        // It took all the time that the call had left, so the next call shall not begin with it.
                        Peer::NotReached => begin_with((at + 1) % count),
                        Peer::Unknown => {}
                    }
                    return Err(failed);
                }
                Ok(()) => {
                    begin_with(at);
                    return Ok(());
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
            let endpoint = &service.targets[at].endpoint;
            service.context.sender.note(Level::Info, format_args!("{endpoint} not reached: {}", failed.error));
            unreached.push(failed.error.to_string());
        }
    }

    fn send_to(
        &self,
        target: &Target,
        project_id: &str,
        credentials: &Credentials,
        operation: &Operation<'_>,
        read: Reader<'_>,
    ) -> Result<(), RequestError> {
        let path = [target.endpoint.prefix(), "/v1/", &percent_encode(project_id), operation.path].concat();
        let signing = match self.service.algorithm {
            Algorithm::SdkHmacSha256 => Signing::SdkHmacSha256,
            Algorithm::V11HmacSha256 => {
                // There is one: no client is made without.
                let region = self.service.context.region.as_deref().unwrap_or_default();
                Signing::V11HmacSha256 { region, service: SERVICE }
            }
            #[cfg(feature = "sm3")]
            Algorithm::SdkHmacSm3 => Signing::SdkHmacSm3,
        };
        let outgoing = Outgoing {
            query: operation.query,
            auth: Auth { credentials: Some(credentials), signing },
            project_id: Some(project_id),
            permission: operation.permission,
            more_lines: self.options.map_or("", |options| options.header_lines()),
            ..Outgoing::new("GET", target, &path)
        };
        let read = |answer: &Answer| (answer.status == 200).then(|| read(answer));
        self.service.context.sender.send(&self.limits, &outgoing, read)
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
