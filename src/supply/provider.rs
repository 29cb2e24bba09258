//! Calls a provider of credentials in a thread of its own, so that a provider that hangs does not block calls.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

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
            match running.as_ref().filter(|call| !is_stale(call, Instant::now())) {
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

fn is_stale(call: &ProviderCall, now: Instant) -> bool {
    call.finished().is_some_and(|finished| now.saturating_duration_since(finished.at) > FRESH)
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_result_that_was_left_lying_is_not_used() {
        let second = Duration::from_secs(1);
        let (finish, finishes) = mpsc::channel();
        let call = Job::start("provider", move || {
            finishes.recv().unwrap();
            Credentials::auth_token("token")
        });
        let call = call.unwrap();
        // One that is running, however long, is waited for.
        assert!(!is_stale(&call, Instant::now() + 100 * FRESH));
        finish.send(()).unwrap();
        let limits = Limits::start(100 * second, 100 * second, Arc::default(), None);
        let at = call.wait(&limits, None, Phase::Provider).unwrap().at;
        assert_eq!([at, at + FRESH, at + FRESH + second].map(|now| is_stale(&call, now)), [false, false, true]);
    }
}
