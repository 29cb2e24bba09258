//! A client's settings in one chain, for Rust.

use std::path::Path;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::client::Client;
use crate::config::{Config, SigningAlgorithm};
use crate::credentials::{Agency, AgencySession, CredentialsSource, OidcAgency};
use crate::error::Error;
use crate::route::IpFamily;
use crate::transport::{TlsVersion, TrustedRoots};

/// Collects the settings of a [`Client`]. The methods set the same settings as those of [`Config`]. If a setting is not
/// valid, [`build`](ClientBuilder::build) returns the error of the first such setting.
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    config: Config,
    /// Belongs to the access key, which may be set later.
    security_token: Option<Zeroizing<String>>,
    first_error: Option<Error>,
}

impl Client {
    /// Returns a builder with the default settings.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl From<Config> for ClientBuilder {
    fn from(config: Config) -> ClientBuilder {
        ClientBuilder { config, ..ClientBuilder::default() }
    }
}

impl ClientBuilder {
    fn set(mut self, set: impl FnOnce(&mut Config) -> Result<(), Error>) -> ClientBuilder {
        if let Err(error) = set(&mut self.config) {
            self.first_error.get_or_insert(error);
        }
        self
    }

    /// Sets what cannot be refused.
    fn always(mut self, set: impl FnOnce(&mut Config)) -> ClientBuilder {
        set(&mut self.config);
        self
    }

    /// See [`Config::set_region`].
    pub fn region(self, region_id: &str) -> ClientBuilder {
        self.set(|config| config.set_region(region_id))
    }

    /// See [`Config::set_endpoint`].
    pub fn endpoint(self, url: &str) -> ClientBuilder {
        self.set(|config| config.set_endpoint(url))
    }

    /// See [`Config::set_iam_endpoint`].
    pub fn iam_endpoint(self, url: &str) -> ClientBuilder {
        self.set(|config| config.set_iam_endpoint(url))
    }

    /// See [`Config::set_sts_endpoint`].
    pub fn sts_endpoint(self, url: &str) -> ClientBuilder {
        self.set(|config| config.set_sts_endpoint(url))
    }

    /// See [`Config::set_project_id`].
    pub fn project_id(self, project_id: &str) -> ClientBuilder {
        self.set(|config| config.set_project_id(project_id))
    }

    /// Sets a permanent access key. [`security_token`](ClientBuilder::security_token) makes it a temporary one. See
    /// [`Config::set_access_key`].
    pub fn access_key(self, access_key: &str, secret_key: &str) -> ClientBuilder {
        self.set(|config| config.set_access_key(access_key, secret_key, None))
    }

    /// Sets the security token that makes the access key a temporary one. The access key may be set before or after it.
    pub fn security_token(mut self, security_token: &str) -> ClientBuilder {
        self.security_token = Some(Zeroizing::new(security_token.to_owned()));
        self
    }

    /// See [`Config::set_auth_token`].
    pub fn auth_token(self, token: &str) -> ClientBuilder {
        self.set(|config| config.set_auth_token(token))
    }

    /// See [`Config::load_environment`].
    pub fn environment(mut self) -> Result<ClientBuilder, Error> {
        self.config.load_environment()?;
        Ok(self)
    }

    /// See [`Config::set_credentials`].
    pub fn credentials(self, source: impl Into<CredentialsSource>) -> ClientBuilder {
        self.always(|config| config.set_credentials(source))
    }

    /// See [`Config::set_iam_user`].
    pub fn iam_user(self, user: &str, password: &str, domain: &str) -> ClientBuilder {
        self.set(|config| config.set_iam_user(user, password, domain))
    }

    /// See [`Config::set_identity_provider`].
    pub fn identity_provider(self, idp_id: &str, id_token_file: impl AsRef<Path>) -> ClientBuilder {
        self.set(|config| config.set_identity_provider(idp_id, id_token_file))
    }

    /// See [`Config::set_pod_identity`].
    pub fn pod_identity(self, uri: &str, authorization_token_file: impl AsRef<Path>) -> ClientBuilder {
        self.set(|config| config.set_pod_identity(uri, authorization_token_file))
    }

    /// See [`Config::set_oidc`].
    pub fn oidc(self, agency: OidcAgency) -> ClientBuilder {
        self.always(|config| config.set_oidc(agency))
    }

    /// See [`Config::set_oidc_session`].
    pub fn oidc_session(self, session: AgencySession) -> ClientBuilder {
        self.always(|config| config.set_oidc_session(session))
    }

    /// See [`Config::set_agency`].
    pub fn agency(self, agency: Agency) -> ClientBuilder {
        self.always(|config| config.set_agency(Some(agency)))
    }

    /// See [`Config::set_agency_session`].
    pub fn agency_session(self, session: AgencySession) -> ClientBuilder {
        self.always(|config| config.set_agency_session(session))
    }

    /// See [`Config::set_metadata_credentials`].
    pub fn metadata_credentials(self) -> ClientBuilder {
        self.always(Config::set_metadata_credentials)
    }

    /// See [`Config::set_metadata_endpoint`].
    pub fn metadata_endpoint(self, url: &str) -> ClientBuilder {
        self.set(|config| config.set_metadata_endpoint(url))
    }

    /// See [`Config::load_profile`].
    pub fn profile(mut self, path: Option<&Path>) -> Result<ClientBuilder, Error> {
        self.config.load_profile(path)?;
        Ok(self)
    }

    /// See [`Config::load_koocli_profile`].
    pub fn koocli_profile(mut self, path: Option<&Path>, profile: Option<&str>) -> Result<ClientBuilder, Error> {
        self.config.load_koocli_profile(path, profile)?;
        Ok(self)
    }

    /// See [`Config::load_default`].
    pub fn load_default(mut self, with_metadata: bool) -> Result<ClientBuilder, Error> {
        self.config.load_default(with_metadata)?;
        Ok(self)
    }

    /// See [`Config::define_region`].
    pub fn define_region(self, region_id: &str, urls: &str) -> ClientBuilder {
        self.set(|config| config.define_region(region_id, urls))
    }

    /// See [`Config::set_region_by_pattern`].
    pub fn region_by_pattern(self, on: bool) -> ClientBuilder {
        self.always(|config| config.set_region_by_pattern(on))
    }

    /// See [`Config::set_signing_algorithm`].
    pub fn signing_algorithm(self, algorithm: SigningAlgorithm) -> ClientBuilder {
        self.set(|config| config.set_signing_algorithm(algorithm))
    }

    /// See [`Config::set_timeout`].
    pub fn timeout(self, timeout: Duration) -> ClientBuilder {
        self.set(|config| config.set_timeout(timeout))
    }

    /// See [`Config::set_connect_timeout`].
    pub fn connect_timeout(self, timeout: Duration) -> ClientBuilder {
        self.set(|config| config.set_connect_timeout(timeout))
    }

    /// See [`Config::set_max_retries`].
    pub fn max_retries(self, retries: u32) -> ClientBuilder {
        self.set(|config| config.set_max_retries(retries))
    }

    /// See [`Config::set_proxy`].
    pub fn proxy(self, url: &str) -> ClientBuilder {
        self.set(|config| config.set_proxy(url))
    }

    /// See [`Config::add_resolve`].
    pub fn resolve(self, entry: &str) -> ClientBuilder {
        self.set(|config| config.add_resolve(entry))
    }

    /// See [`Config::set_local_address`].
    pub fn local_address(self, address: &str) -> ClientBuilder {
        self.set(|config| config.set_local_address(address))
    }

    /// See [`Config::set_ip_family`].
    pub fn ip_family(self, family: IpFamily) -> ClientBuilder {
        self.always(|config| config.set_ip_family(family))
    }

    /// See [`Config::set_ca_file`].
    pub fn ca_file(self, path: impl AsRef<Path>) -> ClientBuilder {
        self.set(|config| config.set_ca_file(path))
    }

    /// See [`Config::set_client_certificate`].
    pub fn client_certificate(self, cert_path: impl AsRef<Path>, key_path: impl AsRef<Path>) -> ClientBuilder {
        self.set(|config| config.set_client_certificate(cert_path, key_path))
    }

    /// See [`Config::set_ca_pem`].
    pub fn ca_pem(self, pem: &str) -> ClientBuilder {
        self.set(|config| config.set_ca_pem(pem))
    }

    /// See [`Config::set_trust`].
    pub fn trust(self, roots: TrustedRoots) -> ClientBuilder {
        self.always(|config| config.set_trust(roots))
    }

    /// See [`Config::set_client_certificate_pem`].
    pub fn client_certificate_pem(self, cert_pem: &str, key_pem: &str) -> ClientBuilder {
        self.set(|config| config.set_client_certificate_pem(cert_pem, key_pem))
    }

    /// See [`Config::set_pinned_public_keys`].
    pub fn pinned_public_keys(self, pins: &str) -> ClientBuilder {
        self.set(|config| config.set_pinned_public_keys(pins))
    }

    /// See [`Config::set_min_tls_version`].
    pub fn min_tls_version(self, version: TlsVersion) -> ClientBuilder {
        self.always(|config| config.set_min_tls_version(version))
    }

    /// See [`Config::set_insecure`].
    pub fn insecure(self, on: bool) -> ClientBuilder {
        self.always(|config| config.set_insecure(on))
    }

    /// See [`Config::set_user_agent`].
    pub fn user_agent(self, suffix: &str) -> ClientBuilder {
        self.set(|config| config.set_user_agent(suffix))
    }

    /// Returns the client.
    ///
    /// # Errors
    ///
    /// The error of the first setting that is not valid, or an error of [`Client::new`].
    pub fn build(mut self) -> Result<Client, Error> {
        if let Some(token) = self.security_token.take() {
            self = self.set(|config| config.set_security_token(&token));
        }
        match self.first_error {
            Some(error) => Err(error),
            None => Client::new(&self.config),
        }
    }
}
