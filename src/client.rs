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
pub struct Client(Arc<Service>);

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
        Service::new(config).map(|service| Client(Arc::new(service)))
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
