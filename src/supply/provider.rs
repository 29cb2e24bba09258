//! Calls a provider of credentials in a thread of its own, so that a provider that hangs does not block calls.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use crate::credentials::{Credentials, CredentialsProvider};
use crate::error::Error;
use crate::failure::Phase;
use crate::fork::{PerProcess, ProcessState};
use crate::helper::Job;
use crate::limits::Limits;
use crate::lock::{lock, try_lock};
use crate::request_error::RequestError;

/// Longest text of a provider's error that is shown, in characters.
const MAX_TEXT: usize = 1024;
/// A result without an end that no call has fetched for longer than this is not used: it may have ended meanwhile.
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
    /// A result that no call of the parent had fetched when it forked.
    fn let_go_in_child(&self) {
        if let Some(mut running) = try_lock(&self.0) {
            *running = None;
        }
    }
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
            match running.as_ref().filter(|call| !is_stale(call, Instant::now(), SystemTime::now())) {
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

fn is_stale(call: &ProviderCall, instant: Instant, now: SystemTime) -> bool {
    call.finished().is_some_and(|finished| match finished.value.as_ref().map(Credentials::expires_at) {
        Ok(Some(end)) => end <= now,
        Ok(None) | Err(_) => instant.saturating_duration_since(finished.at) > FRESH,
    })
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
        let (second, now) = (Duration::from_secs(1), SystemTime::now());
        for (end, used, too_late) in
            [(None, FRESH, FRESH + second), (Some(now + 60 * second), 59 * second, 60 * second)]
        {
            let (finish, finishes) = mpsc::channel();
            let call = Job::start("provider", move || {
                finishes.recv().unwrap();
                let token = Credentials::auth_token("token")?;
                Ok(end.into_iter().fold(token, Credentials::with_expiry))
            });
            let call = call.unwrap();
            // One that is running, however long, is waited for.
            assert!(!is_stale(&call, Instant::now() + 100 * FRESH, now + 100 * FRESH));
            finish.send(()).unwrap();
            let limits = Limits::start(100 * second, 100 * second, Arc::default(), None);
            let at = call.wait(&limits, None, Phase::Provider).unwrap().at;
            let stale_after = |time| is_stale(&call, at + time, now + time);
            assert_eq!([Duration::ZERO, used, too_late].map(stale_after), [false, false, true], "{end:?}");
        }
    }

    #[test]
    fn a_child_lets_go_of_a_result_that_its_parent_had_not_fetched() {
        let call = Job::start("provider", || Credentials::auth_token("token")).unwrap();
        let running = Running(Mutex::new(Some(call)));
        // A thread of the parent that the child does not have may be at it for ever.
        let at_it = lock(&running.0);
        running.let_go_in_child();
        assert!(at_it.is_some());
        drop(at_it);
        running.let_go_in_child();
        assert!(lock(&running.0).is_none());
    }
}
