//! The client: one method per operation.

use std::sync::Arc;

use crate::call_options::CallOptions;
use crate::config::Config;
use crate::credentials::CredentialsSource;
use crate::error::Error;
use crate::list::{ListedPages, RecordCallbackFilter, RecordCallbackList};
use crate::model::RecordCallback;
use crate::refusal::{LIST_PERMISSION, SHOW_PERMISSION};
use crate::request_error::RequestError;
use crate::sender::request_id;
use crate::service::{Operation, Service};
use crate::sign::percent_encode;
use crate::supply::ActiveCredentials;

/// Longest id of a recording callback that the service documents, in characters.
const MAX_ID: usize = 128;
/// Where the recording callbacks are, behind the project id.
const RECORD_CALLBACKS: &str = "/record/callbacks";

/// A client of Huawei Cloud Live.
///
/// A client is cheap to clone. Clones share their connections. Many threads may use one client at the same time. A
/// forked child may use its parent's client. It gets connections of its own.
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
pub struct Client(Arc<Service>);

const _: () = {
    const fn shared_between_threads<T: Send + Sync>() {}
    shared_between_threads::<Client>();
};

impl Client {
    /// Makes a client with these settings.
    ///
    /// Reads the files that the settings name. If no proxy is set, reads the proxy variables of the environment. Makes
    /// no connection.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: there is no endpoint; there is neither a project id nor a region to look it up by; the
    /// endpoint of IAM is needed but not known; an endpoint is plain http to another machine; or a file, a setting or a
    /// proxy variable is not usable. `Credentials`: no credentials are set.
    pub fn new(config: &Config) -> Result<Client, Error> {
        Service::new(config).map(|service| Client(Arc::new(service)))
    }

    /// Returns a recording callback by its id: `GET /v1/{project_id}/record/callbacks/{id}`.
    ///
    /// Sends one request, on a kept connection if there is one. If the request fails and a retry is allowed, sends it
    /// again. Blocks until there is a result or the time limit is reached. The id has 1 to 128 characters.
    ///
    /// If there are no credentials or no project id yet, or if the credentials expire soon, the call first gets them
    /// from IAM, STS, the metadata service, the agent of a cluster or the credentials provider. This counts against the
    /// same time limit.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the id is not valid; nothing was sent. `Credentials`: the source of credentials failed, or
    /// IAM knows no project for the region, or several. `NotFound`: there is no such callback. `Unauthorized`,
    /// `Throttled`, `Service`: the service or IAM refused the request; the error has its code and message. `Connect`,
    /// `Tls`, `Timeout`: there is no complete response. `BadResponse`: the response is not one that the service gives.
    /// `Cancelled`: the client was shut down.
    pub fn show_record_callback(&self, id: &str) -> Result<RecordCallback, Error> {
        self.show_record_callback_with(id, None)
    }

    pub(crate) fn show_record_callback_with(
        &self,
        id: &str,
        options: Option<&CallOptions>,
    ) -> Result<RecordCallback, Error> {
        self.try_to_show(id, options).map_err(|error| error.context("show record callback"))
    }

    fn try_to_show(&self, id: &str, options: Option<&CallOptions>) -> Result<RecordCallback, Error> {
        let call = self.0.begin(options)?;
        check_id(id)?;
        let path = [RECORD_CALLBACKS, "/", &percent_encode(id)].concat();
        let operation = Operation { path: &path, query: &[], permission: SHOW_PERMISSION };
        call.with_retries(|| {
            call.send(&operation, |answer| {
                let callback = RecordCallback::from_body(&answer.body, request_id(answer).as_deref());
                callback.map_err(|why| why.to_string())
            })
        })
    }

    /// Lists the recording callbacks of the project, or those that the filter lets through:
    /// `GET /v1/{project_id}/record/callbacks`.
    ///
    /// A list shows the id that [`show_record_callback`](Client::show_record_callback) needs. It is asked for in pages of
    /// 100, on one connection, inside the limit of one call. A page that fails is tried again under the same rules as any
    /// request; `max_retries` counts for the whole call. The service lets a list begin at the 4,097th callback at most, so
    /// [`RecordCallbackList::is_complete`] says whether all are there.
    ///
    /// # Errors
    ///
    /// As [`show_record_callback`](Client::show_record_callback). `InvalidArgument`: the filter; nothing was sent.
    /// `BadResponse`: also if a callback of the list has no id.
    pub fn list_record_callbacks(&self, filter: &RecordCallbackFilter) -> Result<RecordCallbackList, Error> {
        self.list_record_callbacks_with(filter, None)
    }

    pub(crate) fn list_record_callbacks_with(
        &self,
        filter: &RecordCallbackFilter,
        options: Option<&CallOptions>,
    ) -> Result<RecordCallbackList, Error> {
        self.try_to_list(filter, options).map_err(|error| error.context("list record callbacks"))
    }

    fn try_to_list(
        &self,
        filter: &RecordCallbackFilter,
        options: Option<&CallOptions>,
    ) -> Result<RecordCallbackList, Error> {
        let call = self.0.begin(options)?;
        filter.check()?;
        // What was listed stays when a page has to be tried again.
        let mut pages = ListedPages::default();
        call.with_retries(|| -> Result<(), RequestError> {
            while let Some(offset) = pages.next_offset() {
                let offset = offset.to_string();
                let query = filter.query(&offset);
                let operation = Operation { path: RECORD_CALLBACKS, query: &query, permission: LIST_PERMISSION };
                call.send(&operation, |answer| {
                    pages.add(&answer.body, request_id(answer).as_deref()).map_err(|why| why.to_string())
                })?;
            }
            Ok(())
        })?;
        Ok(pages.into_list())
    }

    /// Replaces the credentials of this client and its clones, in this process and in children that it forks later.
    ///
    /// Each request uses either the old credentials or the new ones, never parts of both. The old ones are wiped when
    /// no call uses them any more. The region does not change, and neither does a project id that was set. If no
    /// project id was set, the next call looks it up again with the new credentials. This function sends nothing.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the source needs an endpoint of IAM or STS that the client does not know, or a proxy of the
    /// environment that is not valid, or it needs TLS and the client was made for plain http alone; or it is an agency on
    /// top of a token. The credentials then do not change.
    pub fn replace_credentials(&self, source: impl Into<CredentialsSource>) -> Result<(), Error> {
        let active = ActiveCredentials::new(&source.into(), &self.0.context)
            .map_err(|error| error.context("replace credentials"))?;
        self.0.credentials.replace(Arc::new(active));
        Ok(())
    }

    /// Shuts down this client and its clones. Running calls in other threads, and all later calls, fail with
    /// `Cancelled`. In a forked child, this affects the child's calls only.
    pub fn shutdown(&self) {
        self.0.context.sender.shut_down();
    }
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
