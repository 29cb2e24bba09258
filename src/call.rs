//! A call with options of its own, for Rust.

use std::time::Duration;

use crate::call_options::CallOptions;
use crate::call_state::CancelHandle;
use crate::client::Client;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::list::{RecordCallbackFilter, RecordCallbackList};
use crate::model::RecordCallback;
use crate::report::CallReport;

/// A call with a limit, credentials or header lines of its own, that another thread can cancel and that reports how it
/// went. [`Client::call`] makes one.
///
/// What is not set is as the client has it. The first option that is not usable is the error of the call, and nothing is
/// sent. A call may be used again, unless it was cancelled: that cannot be undone.
///
/// ```no_run
/// # use std::{thread, time::Duration};
/// # fn main() -> Result<(), hwlive::Error> {
/// # let client = hwlive::Client::builder().region("cn-north-4").environment()?.build()?;
/// let mut call = client.call().timeout(Duration::from_secs(5)).header("X-Request-Id", "7f3a");
/// let cancel = call.cancel_handle();
/// thread::spawn(move || {
///     thread::sleep(Duration::from_secs(1)); // or: the user closes the window
///     cancel.cancel();
/// });
/// let callback = call.show_record_callback("e2fe84def7e476651034ec4b9e92bc30")?;
/// println!("{}, {:?} to the first byte", callback.id(), call.report().first_byte());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Call {
    client: Client,
    options: CallOptions,
    first_error: Option<Error>,
}

impl Client {
    /// A call with options of its own.
    pub fn call(&self) -> Call {
        Call { client: self.clone(), options: CallOptions::default(), first_error: None }
    }
}

impl Call {
    fn set(mut self, set: impl FnOnce(&mut CallOptions) -> Result<(), Error>) -> Call {
        if let Err(error) = set(&mut self.options) {
            self.first_error.get_or_insert(error);
        }
        self
    }

    fn try_credentials(self, credentials: Result<Credentials, Error>) -> Call {
        self.set(|options| {
            options.credentials = Some(credentials?);
            Ok(())
        })
    }

    /// The limit of the whole call, retries included, instead of the client's: 1 ms to 4,294,967,295 ms.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Call {
        self.set(|options| options.set_timeout(timeout))
    }

    /// Adds a header line, such as `traceparent`, to the requests that go to Live. It is not signed. IAM, the metadata
    /// service and the proxy do not get it. The same name may be added more than once.
    ///
    /// A name has 1 to 128 characters. A value has 1 to 8,192 characters of visible ASCII, spaces and no control
    /// characters; white space around it is dropped. All lines together have at most 16,384 bytes. Refused are the names
    /// that the library writes itself and those that belong to a connection: `Accept`, `Accept-Encoding`,
    /// `Authorization`, `Connection`, `Expect`, `Host`, `Keep-Alive`, `TE`, `Trailer`, `Transfer-Encoding`, `Upgrade`,
    /// `User-Agent`, `X-Auth-Token`, `X-Project-Id`, `X-Security-Token`, and all that begin with `Content-`, `Proxy-` or
    /// `X-Sdk-`.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Call {
        self.set(|options| options.add_header(name, value))
    }

    /// Signs with this access key instead of the client's credentials, for this call alone. See
    /// [`credentials`](Call::credentials).
    #[must_use]
    pub fn access_key(self, access_key: &str, secret_key: &str, security_token: Option<&str>) -> Call {
        self.try_credentials(Credentials::access_key(access_key, secret_key, security_token))
    }

    /// Sends this token instead of the client's credentials, for this call alone. See
    /// [`credentials`](Call::credentials).
    #[must_use]
    pub fn auth_token(self, token: &str) -> Call {
        self.try_credentials(Credentials::auth_token(token))
    }

    /// Uses these credentials instead of the client's, for this call alone.
    ///
    /// A project id that the client was given is used with them too. If the client has none, this call asks IAM for the
    /// project id of these credentials, each time, and the client does not keep it.
    #[must_use]
    pub fn credentials(self, credentials: Credentials) -> Call {
        self.try_credentials(Ok(credentials))
    }

    /// What cancels this call from another thread.
    pub fn cancel_handle(&self) -> CancelHandle {
        CancelHandle(self.options.state.clone())
    }

    /// See [`Client::show_record_callback`].
    ///
    /// # Errors
    ///
    /// As there, and also `InvalidArgument`: an option of the call; nothing was sent. `Cancelled`: also if the call was
    /// cancelled.
    pub fn show_record_callback(&mut self, id: &str) -> Result<RecordCallback, Error> {
        self.begin()?;
        self.client.show_record_callback_with(id, Some(&self.options))
    }

    /// See [`Client::list_record_callbacks`]. The options count for the whole list: one limit for all its pages. Credentials
    /// and header lines go with each. The report is about the last page; its attempts count a failed page once more.
    ///
    /// # Errors
    ///
    /// As there, and also `InvalidArgument`: an option of the call; nothing was sent. `Cancelled`: also if the call was
    /// cancelled.
    pub fn list_record_callbacks(&mut self, filter: &RecordCallbackFilter) -> Result<RecordCallbackList, Error> {
        self.begin()?;
        self.client.list_record_callbacks_with(filter, Some(&self.options))
    }

    /// How the last call with these options went, whether it succeeded or failed. All is absent before the first.
    pub fn report(&self) -> CallReport {
        let mut found = CallReport::default();
        self.options.state.look_at_report(|report| found = report.clone());
        found
    }

    fn begin(&self) -> Result<(), Error> {
        self.options.begin();
        match &self.first_error {
            Some(error) => Err(error.clone().context("call")),
            None => Ok(()),
        }
    }
}

const _: () = {
    const fn sent_to_other_threads<T: Send + Sync>() {}
    sent_to_other_threads::<Call>();
    sent_to_other_threads::<CancelHandle>();
};
