//! Calls a provider of credentials in a thread of its own, so that a provider that hangs does not block calls.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::credentials::{Credentials, CredentialsProvider};
use crate::error::Error;
use crate::failure::Phase;
use crate::fork::{PerProcess, ProcessState};
use crate::helper::Job;
use crate::limits::Limits;
use crate::lock::lock;
use crate::request_error::RequestError;

/// Longest text of a provider's error that is shown, in characters.
const MAX_TEXT: usize = 1024;
/// A result that no call has fetched for longer than this is not used: it may have ended meanwhile.
const FRESH: Duration = Duration::from_secs(10);

/// A provider, and the call of it that is running.
pub(crate) struct RunningProvider {
    provider: Arc<dyn CredentialsProvider>,
    processes: PerProcess<Running>,
}

/// The call that is running in this process, or whose result no call has fetched yet.
#[derive(Default)]
struct Running(Mutex<Option<Arc<ProviderCall>>>);

impl ProcessState for Running {
    fn let_go_in_child(&self) {}
}

type ProviderCall = Job<Result<Credentials, Error>>;

impl RunningProvider {
    pub(crate) fn new(provider: Arc<dyn CredentialsProvider>) -> RunningProvider {
        RunningProvider { provider, processes: PerProcess::new(Running::default()) }
    }

    /// Waits for the call that is running, or for a new one.
    pub(crate) fn credentials(&self, limits: &Limits) -> Result<Credentials, RequestError> {
        let running = &self.processes.get(|_| Running::default()).0;
        let call = {
            let mut running = lock(running);
            match running.as_ref().filter(|call| !is_stale(call)) {
                Some(call) => call.clone(),
                None => {
                    let call = start(self.provider.clone())?;
                    *running = Some(call.clone());
                    call
                }
            }
        };
        let finished = call.wait(limits, None, Phase::Provider)?;
        lock(running).take_if(|running| Arc::ptr_eq(running, &call));
        Ok(finished.value?)
    }
}

fn start(provider: Arc<dyn CredentialsProvider>) -> Result<Arc<ProviderCall>, Error> {
    Job::start("provider", move || call(&*provider))
        .map_err(|error| Error::credentials(format!("no thread could be started for the provider: {error}")))
}

fn is_stale(call: &ProviderCall) -> bool {
    call.finished().is_some_and(|finished| finished.at.elapsed() > FRESH)
}

fn call(provider: &dyn CredentialsProvider) -> Result<Credentials, Error> {
    match catch_unwind(AssertUnwindSafe(|| {
        crate::fault::point("provider");
        provider.credentials()
    })) {
        Ok(Ok(credentials)) => Ok(credentials),
        Ok(Err(error)) => {
            let text: String = error.to_string().chars().take(MAX_TEXT).collect();
            Err(Error::credentials(format!("the provider failed: {text}")))
        }
        Err(_) => Err(Error::credentials("the provider panicked")),
    }
}
