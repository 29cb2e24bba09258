//! Settings and credentials from where people keep them: the environment, the official SDKs' files, or the first of these
//! that has credentials.

use std::path::Path;

use crate::config::Config;
use crate::credentials::{Credentials, CredentialsSource};
use crate::endpoint;
use crate::environment::Environment;
use crate::error::Error;
use crate::koocli::KooCliProfile;
use crate::profile::Profile;

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
    /// | `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` | access key; half a pair is an error |
    /// | `CLOUD_SDK_AK`, `CLOUD_SDK_SK` | the same, where the first two are not set |
    /// | `HUAWEICLOUD_SDK_SECURITY_TOKEN` | makes the key a temporary one |
    /// | `HUAWEICLOUD_SDK_AUTH_TOKEN` | token, where there is no access key |
    /// | `HUAWEICLOUD_SDK_USER_NAME`, `_USER_PASSWORD`, `_DOMAIN_NAME` | user of IAM, where there is neither; two of three are an error |
    /// | `HUAWEICLOUD_SDK_PROJECT_ID` | project id |
    /// | `HUAWEICLOUD_SDK_REGION` | region |
    /// | `HUAWEICLOUD_SDK_REGION_LIVE_<REGION>` | endpoints of a region, comma-separated; `cn-x-1` is written `CN_X_1` |
    /// | `HUAWEICLOUD_SDK_REGIONS_FILE` | a file of regions, with the feature `regions-file` |
    /// | `HUAWEICLOUD_SDK_ENDPOINT`, `HUAWEICLOUD_SDK_IAM_ENDPOINT` | endpoints |
    /// | `SSL_CERT_FILE` | CA file |
    ///
    /// A variable that is empty counts as not set. As with every reader of the environment, no other thread may change
    /// it meanwhile.
    pub fn load_environment(&mut self) -> Result<(), Error> {
        let mut loaded = self.clone();
        let environment = Environment::read()?;
        loaded.apply(&environment)?;
        if let Some(source) = environment.credentials()? {
            loaded.credentials = Some(source);
        }
        *self = loaded;
        Ok(())
    }

    /// Reads a profile file of the official SDKs: credentials, and where it has them project id and IAM endpoint. `None`:
    /// the file that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, else `~/.huaweicloud/credentials`.
    ///
    /// An INI file, in UTF-8, with or without a byte order mark, of at most 1 MiB. The section is `[basic]`, else
    /// `[basiccredentials]`; its keys are `ak`, `sk`, `security_token`, `project_id` and `iam_endpoint`, and others are
    /// ignored. `ak: KEY` is the same as `ak = KEY`. Values in `[DEFAULT]` are used if the section does not have them. Lines
    /// that begin with `;` or `#` are comments, and so is what follows a section's `]`. A key without a value is ignored.
    ///
    /// # Errors
    ///
    /// `Credentials`: the file is not there, not readable, not a regular file, too large, or not of this form; there is
    /// no such section, or only half a key pair in it. The text names the file and the line, and shows no value.
    pub fn load_profile(&mut self, path: Option<&Path>) -> Result<(), Error> {
        let file = Profile::find(path)?;
        let Profile { credentials, project_id, iam_endpoint } = Profile::read(&file.path)?;
        self.project_id = project_id.or_else(|| self.project_id.take());
        self.iam_endpoint = iam_endpoint.or_else(|| self.iam_endpoint.take());
        self.set_credentials(credentials);
        Ok(())
    }

    /// Reads a profile of KooCLI, the cloud's command line tool: credentials, and where it has them project id and
    /// region. `path`: the file; `None`: the one that `HW_SHARED_CONFIG_FILE` names, else `~/.hcloud/config.json`.
    /// `profile`: its name; `None`: the one that `HW_PROFILE` names, else the file's current one, else the only one.
    ///
    /// A JSON file, in UTF-8, with or without a byte order mark, of at most 1 MiB. A profile of the mode `AKSK` has
    /// `accessKeyId`, `secretAccessKey` and for a temporary key `securityToken`; one of the mode `SSO` has all three in
    /// `ssoAuth.stsToken`. Both may have `projectId` and `region`. A value that is empty counts as not there. The keys of
    /// SSO end after some time: log in again with KooCLI, and load the profile again.
    ///
    /// # Errors
    ///
    /// `Credentials`: the file is not there, not readable, not a regular file, too large, or not of this form; there is
    /// no such profile; it is of another mode, its keys are encrypted or not complete, or it is for an agency. The text
    /// names the file and the profile, and shows no value. `InvalidArgument`: `HW_PROFILE` is not UTF-8.
    pub fn load_koocli_profile(&mut self, path: Option<&Path>, profile: Option<&str>) -> Result<(), Error> {
        let file = KooCliProfile::find(path)?;
        // A profile with an agency is refused where it is read.
        let KooCliProfile { credentials, project_id, region, agency: _ } = KooCliProfile::read(&file.path, profile)?;
        self.project_id = project_id.or_else(|| self.project_id.take());
        self.region = region.or_else(|| self.region.take());
        self.set_credentials(credentials);
        Ok(())
    }

    /// Reads what there is, in the order of the official SDKs: regions from their file (with the feature
    /// `regions-file`), settings from the environment, and credentials from the first of these that has some:
    ///
    /// 1. the environment, as [`load_environment`](Config::load_environment) has it;
    /// 2. the profile file, as [`load_profile`](Config::load_profile) has it; its project id and IAM endpoint count where
    ///    the environment has none;
    /// 3. `with_metadata`, the metadata service of a cloud server.
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
            FirstSource::Environment(source) => loaded.set_credentials(source),
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
        let settings: [(&str, Set); 4] = [
            ("HUAWEICLOUD_SDK_ENDPOINT", Config::set_endpoint),
            ("HUAWEICLOUD_SDK_REGION", Config::set_region),
            ("HUAWEICLOUD_SDK_IAM_ENDPOINT", Config::set_iam_endpoint),
            ("HUAWEICLOUD_SDK_PROJECT_ID", Config::set_project_id),
        ];
        for (name, set) in settings {
            if let Some(value) = environment.get(name) {
                set(self, value).map_err(|error| error.context(name))?;
            }
        }
        if let Some(path) = environment.ca_file() {
            self.set_ca_file(path).map_err(|error| error.context("SSL_CERT_FILE"))?;
        }
        Ok(())
    }
}

/// The first source of credentials that is there.
enum FirstSource {
    Environment(CredentialsSource),
    Profile(Box<Profile>),
    Metadata,
}

/// The first source that has credentials: environment, profile file, and where it is asked for the metadata service,
/// which is taken without asking it.
///
/// A source that is there but not usable is an error: going on to the next one would use other credentials than
/// somebody meant.
fn first_source(environment: &Environment, with_metadata: bool) -> Result<FirstSource, Error> {
    if let Some(source) = environment.credentials()? {
        return Ok(FirstSource::Environment(source));
    }
    let no_profile = match Profile::find(None) {
        Ok(file) if !file.is_absent() => {
            return Ok(FirstSource::Profile(Box::new(Profile::read(&file.path)?)));
        }
        Ok(file) => format!("there is no file \"{}\"", file.path.display()),
        Err(error) => error.to_string(),
    };
    if with_metadata {
        return Ok(FirstSource::Metadata);
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
        Ok(match first_source(&Environment::read()?, with_metadata)? {
            FirstSource::Environment(source) => source,
            FirstSource::Profile(profile) => profile.credentials.into(),
            FirstSource::Metadata => CredentialsSource::metadata(),
        })
    }
}
