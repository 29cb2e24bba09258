//! The order in which sources are looked at where none is named: that of the official SDKs.

use crate::environment::Environment;
use crate::error::Error;

use super::profile::{Location, Profile};
use super::{Credentials, CredentialsSource};

/// What the chain has found.
pub(crate) enum Found {
    /// The environment has them.
    Environment(CredentialsSource),
    Profile(Box<Profile>),
    Metadata,
}

/// The first source that has credentials: environment, profile file, and where it is asked for the metadata service,
/// which is taken without asking it.
///
/// A source that is there but not usable is an error: going on to the next one would use other credentials than
/// somebody meant.
pub(crate) fn look(environment: &Environment, with_metadata: bool) -> Result<Found, Error> {
    if let Some(source) = environment.credentials()? {
        return Ok(Found::Environment(source));
    }
    let no_profile = match Location::of(None) {
        Ok(location) if !location.is_absent() => {
            return Ok(Found::Profile(Box::new(Profile::read(&location.path)?)));
        }
        Ok(location) => format!("there is no file \"{}\"", location.path.display()),
        Err(error) => error.to_string(),
    };
    if with_metadata {
        return Ok(Found::Metadata);
    }
    Err(Error::credentials(format!(
        "none found: the environment has none (HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or \
         HUAWEICLOUD_SDK_AUTH_TOKEN, or HUAWEICLOUD_SDK_USER_NAME, …), {no_profile}, and the metadata service was not \
         asked for"
    )))
}

impl Credentials {
    /// The first source that has credentials, in the order of the official SDKs: the environment, the profile file,
    /// and `with_metadata` the metadata service of a cloud server. Reads them as [`Config::load_environment`] and
    /// [`Config::load_profile`] do, but takes the credentials only; [`Config::load_default`] takes all there is.
    ///
    /// # Errors
    ///
    /// `Credentials`: none were found, or what was found first is incomplete or not readable.
    ///
    /// [`Config::load_environment`]: crate::Config::load_environment
    /// [`Config::load_profile`]: crate::Config::load_profile
    /// [`Config::load_default`]: crate::Config::load_default
    pub fn default_chain(with_metadata: bool) -> Result<CredentialsSource, Error> {
        Ok(match look(&Environment::read()?, with_metadata)? {
            Found::Environment(source) => source,
            Found::Profile(profile) => profile.credentials.into(),
            Found::Metadata => CredentialsSource::metadata(),
        })
    }
}
