//! Settings and credentials from where people keep them: the environment, the official SDKs' files, or the first of these
//! that has credentials.

use std::path::Path;

use crate::config::Config;
use crate::credentials::{Credentials, CredentialsSource};
use crate::endpoint;
use crate::environment::Environment;
use crate::error::Error;
use crate::profile::{Profile, ProfilePath};

impl Config {
    /// Reads the regions that a file of the official SDKs defines, with their endpoints of Live. `None`: the file that
    /// `HUAWEICLOUD_SDK_REGIONS_FILE` names, else `~/.huaweicloud/regions.yaml` where there is one.
    ///
    /// ```yaml
    /// LIVE:
    ///   - id: cn-north-4
    ///     endpoint: https://live.example.com
    ///   - id: my-region-1
    ///     endpoints: [https://live1.example.com, https://live2.example.com]
    /// ```
    ///
    /// The environment's definition of a region wins over the file's, and [`define_region`](Config::define_region)
    /// wins over both.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the file is not readable or not of this form; the text names it and the line. Also where the
    /// library was built without its feature `regions-file`.
    pub fn load_regions_file(&mut self, path: Option<&Path>) -> Result<(), Error> {
        #[cfg(feature = "regions-file")]
        {
            let mut loaded = self.clone();
            crate::regions_file::load(path, &mut loaded.regions)?;
            *self = loaded;
            Ok(())
        }
        #[cfg(not(feature = "regions-file"))]
        {
            let _ = path;
            Err(Error::invalid("this library was built without the feature regions-file"))
        }
    }

    /// Reads the settings that the process's environment has; what it does not have stays as it is.
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `HUAWEICLOUD_OIDC_PROVIDER_URN`, `_AGENCY_URN`, `_ID_TOKEN` or `_TOKEN_FILE` | agency for an ID token; with `_SESSION_NAME`, `_DURATION_SECONDS`, `_POLICY` and `_POLICY_IDS` its session |
    /// | `HUAWEICLOUD_SDK_IDP_ID`, `HUAWEICLOUD_SDK_ID_TOKEN_FILE` | identity provider, where there is no such agency |
    /// | `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` | access key, where there is neither; half a pair is an error |
    /// | `CLOUD_SDK_AK`, `CLOUD_SDK_SK` | the same, where the first two are not set |
    /// | `HUAWEICLOUD_SDK_SECURITY_TOKEN` | makes the key a temporary one |
    /// | `HUAWEICLOUD_SDK_AUTH_TOKEN` | token, where there is no access key |
    /// | `HUAWEICLOUD_SDK_USER_NAME`, `_USER_PASSWORD`, `_DOMAIN_NAME` | user of IAM, where there is neither; two of three are an error |
    /// | `HC_CONTAINER_CREDENTIALS_FULL_URI`, `HC_CONTAINER_AUTHORIZATION_TOKEN_FILE` | pod identity, where there is nothing of these |
    /// | `HW_ASSUME_ROLE_AGENCY_NAME` with `_DOMAIN_NAME` or `_DOMAIN_ID`, and `_DURATION` | agency that the credentials assume |
    /// | `HUAWEICLOUD_SDK_PROJECT_ID` | project id |
    /// | `HUAWEICLOUD_SDK_REGION` | region |
    /// | `HUAWEICLOUD_SDK_REGION_LIVE_<REGION>` | endpoints of a region, comma-separated; `cn-x-1` is written `CN_X_1` |
    /// | `HUAWEICLOUD_SDK_REGIONS_FILE` | a file of regions, with the feature `regions-file` |
    /// | `HUAWEICLOUD_SDK_ENDPOINT`, `HUAWEICLOUD_SDK_IAM_ENDPOINT`, `HUAWEICLOUD_SDK_STS_ENDPOINT` | endpoints |
    /// | `SSL_CERT_FILE` | CA file |
    ///
    /// A variable that is empty counts as not set. As with every reader of the environment, no other thread may change
    /// it meanwhile.
    pub fn load_environment(&mut self) -> Result<(), Error> {
        let mut loaded = self.clone();
        let environment = Environment::read()?;
        loaded.apply(&environment)?;
        let source = match environment.credentials()? {
            None => environment.pod_identity()?,
            source => source,
        };
        if let Some(source) = source {
            loaded.set_credentials(source);
        }
        *self = loaded;
        Ok(())
    }

    /// Reads a profile file of the official SDKs: credentials, and where it has them project id and IAM endpoint. `None`:
    /// the file that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, else `~/.huaweicloud/credentials`.
    ///
    /// An INI file, in UTF-8, with or without a byte order mark, of at most 1 MiB. The section is `[basic]`, else
    /// `[basiccredentials]`; its keys are `ak`, `sk`, `security_token`, `idp_id`, `id_token_file`, `project_id` and
    /// `iam_endpoint`, and others are ignored. `idp_id` and `id_token_file` win over `ak` and `sk`. `ak: KEY` is the same as `ak = KEY`. Values in `[DEFAULT]` are used if the section does not have them. Lines
    /// that begin with `;` or `#` are comments, and so is what follows a section's `]`. A key without a value is ignored.
    ///
    /// # Errors
    ///
    /// `Credentials`: the file is not there, not readable, not a regular file, too large, or not of this form; there is
    /// no such section, or only half of a pair in it. The text names the file and the line, and shows no value.
    pub fn load_profile(&mut self, path: Option<&Path>) -> Result<(), Error> {
        let file = ProfilePath::of(path)?;
        let Profile { credentials, project_id, iam_endpoint } = Profile::read(&file.path)?;
        self.project_id = project_id.or_else(|| self.project_id.take());
        self.iam_endpoint = iam_endpoint.or_else(|| self.iam_endpoint.take());
        self.set_credentials(credentials);
        Ok(())
    }

    /// Reads what there is, in the order of the official SDKs: regions from their file (with the feature
    /// `regions-file`), settings from the environment, and credentials from the first of these that has some:
    ///
    /// 1. the environment, as [`load_environment`](Config::load_environment) has it;
    /// 2. the profile file, as [`load_profile`](Config::load_profile) has it; its project id and IAM endpoint count where
    ///    the environment has none;
    /// 3. the agent of a cluster, where the environment has its variables;
    /// 4. `with_metadata`, the metadata service of a cloud server.
    ///
    /// # Errors
    ///
    /// `Credentials`: none were found; or what was found first is incomplete or not readable, which is no reason to take
    /// others. `InvalidArgument`: a setting is not usable. The settings then stay as they were.
    pub fn load_default(&mut self, with_metadata: bool) -> Result<(), Error> {
        let mut loaded = self.clone();
        let environment = Environment::read()?;
        #[cfg(feature = "regions-file")]
        loaded.load_regions_file(None)?;
        loaded.apply(&environment)?;
        match first_source(&environment, with_metadata)? {
            FirstSource::Source(source) => loaded.set_credentials(source),
            FirstSource::Metadata => loaded.set_metadata_credentials(),
            FirstSource::Profile(profile) => {
                let Profile { credentials, project_id, iam_endpoint } = *profile;
                if !environment.has("HUAWEICLOUD_SDK_PROJECT_ID") && project_id.is_some() {
                    loaded.project_id = project_id;
                }
                if !environment.has("HUAWEICLOUD_SDK_IAM_ENDPOINT") && iam_endpoint.is_some() {
                    loaded.iam_endpoint = iam_endpoint;
                }
                loaded.set_credentials(credentials);
            }
        }
        *self = loaded;
        Ok(())
    }

    /// Sets what the environment has besides credentials.
    fn apply(&mut self, environment: &Environment) -> Result<(), Error> {
        #[cfg(feature = "regions-file")]
        if let Some(path) = environment.regions_file() {
            self.load_regions_file(Some(path))?;
        }
        for (name, region, urls) in environment.regions() {
            self.regions.define_in_environment(region, endpoint::parse_list(name, urls)?);
        }
        type Set = fn(&mut Config, &str) -> Result<(), Error>;
        let settings: [(&str, Set); 5] = [
            ("HUAWEICLOUD_SDK_ENDPOINT", Config::set_endpoint),
            ("HUAWEICLOUD_SDK_REGION", Config::set_region),
            ("HUAWEICLOUD_SDK_IAM_ENDPOINT", Config::set_iam_endpoint),
            ("HUAWEICLOUD_SDK_STS_ENDPOINT", Config::set_sts_endpoint),
            ("HUAWEICLOUD_SDK_PROJECT_ID", Config::set_project_id),
        ];
        for (name, set) in settings {
            if let Some(value) = environment.get(name) {
                set(self, value).map_err(|error| error.context(name))?;
            }
        }
        if let Some(agency) = environment.agency()? {
            self.set_agency(Some(agency));
        }
        if let Some(path) = environment.ca_file() {
            self.set_ca_file(path).map_err(|error| error.context("SSL_CERT_FILE"))?;
        }
        Ok(())
    }
}

/// The first source of credentials that is there.
enum FirstSource {
    Source(CredentialsSource),
    Profile(Box<Profile>),
    Metadata,
}

/// The first source that has credentials: environment, profile file, the agent of a cluster if the environment names it,
/// and where it is asked for the metadata service. The last two are taken without asking them, so the one that somebody
/// has set up comes before the one that every cloud server has; the official SDKs ask the metadata service first.
///
/// A source that is there but not usable is an error: going on to the next one would use other credentials than
/// somebody meant.
fn first_source(environment: &Environment, with_metadata: bool) -> Result<FirstSource, Error> {
    if let Some(source) = environment.credentials()? {
        return Ok(FirstSource::Source(source));
    }
    let no_profile = match ProfilePath::of(None) {
        Ok(file) if !file.is_absent() => {
            return Ok(FirstSource::Profile(Box::new(Profile::read(&file.path)?)));
        }
        Ok(file) => format!("there is no file \"{}\"", file.path.display()),
        Err(error) => error.to_string(),
    };
    if let Some(source) = environment.pod_identity()? {
        return Ok(FirstSource::Source(source));
    }
    if with_metadata {
        return Ok(FirstSource::Metadata);
    }
    Err(Error::credentials(format!(
        "none found: the environment has none (HUAWEICLOUD_OIDC_PROVIDER_URN, …, HUAWEICLOUD_SDK_IDP_ID and \
         HUAWEICLOUD_SDK_ID_TOKEN_FILE, HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_AUTH_TOKEN, or \
         HUAWEICLOUD_SDK_USER_NAME, …), {no_profile}, there is no agent of a cluster \
         (HC_CONTAINER_CREDENTIALS_FULL_URI), and the metadata service was not asked for"
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
        Ok(match first_source(&Environment::read()?, with_metadata)? {
            FirstSource::Source(source) => source,
            FirstSource::Profile(profile) => profile.credentials,
            FirstSource::Metadata => CredentialsSource::metadata(),
        })
    }
}
