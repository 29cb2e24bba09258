//! Credentials from the caller's own code: a vault, a pod's identity, whatever there is.

use std::error::Error as StdError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::error::Error;
use crate::helper::Flight;
use crate::lock::lock;
use crate::request_error::RequestError;
use crate::transport::{Limits, PerProcess, Phase, ProcessState};

use super::Credentials;

/// Longest text of a provider's error that is shown, in characters.
const MAX_TEXT: usize = 1024;
/// A result that nobody has fetched for longer is not used: it may have ended meanwhile.
const FRESH: Duration = Duration::from_secs(10);

/// Gives credentials when a client needs some.
///
/// It is called in a thread of its own, one call at a time for each client, by the rule that [`CredentialsSource`] tells;
/// so it may block. A client's call waits for it within its own limit and ends in time whatever the provider does; the
/// provider is then left to finish, and the next call takes what it brings. One that never returns holds one thread, and
/// no second one is started. In a forked child it is called anew. It should not use the client that it serves.
///
/// What it gives should have an expiry ([`Credentials::with_expiry`]); without one it is not asked again, unless the
/// service says that a token must be updated. The text of its error becomes part of this library's, so there should be
/// no secret in it. A panic of it is an error of kind `Credentials`.
///
/// A function will do:
///
/// ```
/// use hwlive::{Credentials, CredentialsSource};
/// # fn ask_vault() -> Result<(String, String, String, std::time::SystemTime), std::io::Error> { unimplemented!() }
///
/// let source = CredentialsSource::provider(|| {
///     let (access_key, secret_key, security_token, expires_at) = ask_vault()?;
///     Ok(Credentials::access_key(&access_key, &secret_key, Some(&security_token))?.with_expiry(expires_at))
/// });
/// ```
///
/// [`CredentialsSource`]: crate::CredentialsSource
pub trait CredentialsProvider: Send + Sync {
    /// New credentials, or why there are none.
    fn credentials(&self) -> Result<Credentials, Box<dyn StdError + Send + Sync>>;
}

impl<F> CredentialsProvider for F
where
    F: Fn() -> Result<Credentials, Box<dyn StdError + Send + Sync>> + Send + Sync,
{
    fn credentials(&self) -> Result<Credentials, Box<dyn StdError + Send + Sync>> {
        self()
    }
}

/// A provider, and the call of it that is under way.
pub(crate) struct Provided {
    provider: Arc<dyn CredentialsProvider>,
    processes: PerProcess<UnderWay>,
}

#[derive(Default)]
struct UnderWay(Mutex<Option<Arc<ProviderFlight>>>);

impl ProcessState for UnderWay {
    fn let_go_in_child(&self) {}
}

type ProviderFlight = Flight<Result<Credentials, Error>>;

impl Provided {
    pub(crate) fn new(provider: Arc<dyn CredentialsProvider>) -> Provided {
        Provided { provider, processes: PerProcess::new(UnderWay::default()) }
    }

    pub(crate) fn ask(&self, limits: &Limits) -> Result<Credentials, RequestError> {
        let under_way = self.processes.get(|_| UnderWay::default());
        let flight = {
            let mut under_way = lock(&under_way.0);
            match under_way.as_ref().filter(|flight| !is_stale(flight)) {
                Some(flight) => flight.clone(),
                None => {
                    let flight = start(self.provider.clone())?;
                    *under_way = Some(flight.clone());
                    flight
                }
            }
        };
        let landed = flight.wait(limits, None, Phase::Provider)?;
        lock(&under_way.0).take_if(|under_way| Arc::ptr_eq(under_way, &flight));
        Ok(landed.value?)
    }
}

fn start(provider: Arc<dyn CredentialsProvider>) -> Result<Arc<ProviderFlight>, Error> {
    Flight::start("provider", move || ask(&*provider))
        .map_err(|error| Error::credentials(format!("no thread could be started for the provider: {error}")))
}

fn is_stale(flight: &ProviderFlight) -> bool {
    flight.landed().is_some_and(|landed| landed.at.elapsed() > FRESH)
}

fn ask(provider: &dyn CredentialsProvider) -> Result<Credentials, Error> {
    match catch_unwind(AssertUnwindSafe(|| {
        #[cfg(hwlive_fault)]
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
