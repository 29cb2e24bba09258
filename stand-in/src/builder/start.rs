//! The start of a stand-in: its settings are checked, and become what it knows.

use std::collections::VecDeque;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::agency::Agency;
use crate::builder::Builder;
use crate::certificate::Certificates;
use crate::environment::Variables;
use crate::error::Error;
use crate::gateway::{AccessKey, Gateway, Scope, Token};
use crate::id_token::IdToken;
use crate::metadata;
use crate::random::random_hex;
use crate::server::Server;
use crate::stand_in::{ID_TOKEN_FILE, StandIn};
use crate::state::{State, clock};
use crate::temporary_folder::TemporaryFolder;
use crate::{EXAMPLE_ACCESS_KEY, EXAMPLE_PROJECT_ID, EXAMPLE_REGION, EXAMPLE_SECRET_KEY};

/// The limit for clocks and lifetimes, about 100 years: dates far away cannot be written.
const MAX_SECONDS: u64 = 100 * 366 * 24 * 60 * 60;

impl Builder {
    /// Starts the stand-in. It listens when this returns.
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidSetting`] for an address that is not loopback, an empty key, token, id or name, and for an
    ///   offset of the clock or a lifetime beyond 100 years;
    /// - [`Error::CannotStart`] if the port is taken, or if the thread, the certificate or a file cannot be made.
    pub fn start(self) -> Result<StandIn, Error> {
        self.check()?;
        let address = SocketAddr::new(self.address, self.port);
        let bind = |error| Error::cannot(format_args!("listen on {address}"), error);
        let listener = TcpListener::bind(address).map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let certificates = self.tls.then(Certificates::make).transpose()?;
        let folder = TemporaryFolder::make()?;
        let (tls, ca) = match certificates {
            Some(Certificates { ca_pem, server }) => {
                let file = folder.write("ca.pem", &ca_pem)?;
                (Some(server), Some((ca_pem, file)))
            }
            None => (None, None),
        };
        let id_token_file = folder.write(ID_TOKEN_FILE, &self.id_token)?;
        let url = format!("{}://{address}", if self.tls { "https" } else { "http" });
        let settings = self.with_examples();
        let ca_file = ca.as_ref().map(|(_, file)| file.as_path());
        let variables = settings.variables(&url, ca_file, &id_token_file);
        let environment = variables.of(settings.credentials);
        let state = Arc::new(Mutex::new(settings.into_state(url.clone())));
        let server = Server::start(listener, tls, Arc::clone(&state))
            .map_err(|error| Error::cannot("start its thread", error))?;
        Ok(StandIn { _server: server, folder, url, ca, id_token_file, variables, environment, state })
    }

    fn check(&self) -> Result<(), Error> {
        let invalid = |what: &str| Err(Error::InvalidSetting(what.to_owned()));
        if !self.address.is_loopback() {
            return invalid("the address is not loopback");
        }
        if self.clock_offset.unsigned_abs() > MAX_SECONDS {
            return invalid("the offset of the clock is beyond 100 years");
        }
        let lifetimes = [self.token_lifetime, self.metadata_key_lifetime];
        let lifetimes = lifetimes.into_iter().chain(self.id_token_lifetime).chain(self.key_lifetime);
        if lifetimes.max() > Some(Duration::from_secs(MAX_SECONDS)) {
            return invalid("a lifetime is beyond 100 years");
        }
        let keys = self.access_keys.iter().flat_map(|(access_key, secret_key, security_token)| {
            [Some(access_key), Some(secret_key), security_token.as_ref()].into_iter().flatten()
        });
        let tokens = self.tokens.iter().map(|(token, _)| token);
        let of_agencies = self.agencies.iter().filter_map(|agency| agency.project.as_ref());
        let projects = self.projects.iter().chain(of_agencies).map(|project| &project.id);
        if keys.chain(tokens).chain(projects).any(|text| text.trim().is_empty()) {
            return invalid("a key, a token or a project id is empty");
        }
        let names = self.agencies.iter().flat_map(|agency| [&agency.name, &agency.domain_id, &agency.domain_name]);
        if names.chain([&self.idp_id, &self.oidc_provider_urn, &self.id_token]).any(|text| text.trim().is_empty()) {
            return invalid("a name or an id of an agency or an identity provider, or the ID token, is empty");
        }
        Ok(())
    }

    /// Fills in the examples for what was not given.
    fn with_examples(mut self) -> Builder {
        if self.access_keys.is_empty() && self.tokens.is_empty() {
            self = self.access_key(EXAMPLE_ACCESS_KEY, EXAMPLE_SECRET_KEY);
        }
        if self.agencies.is_empty() {
            self = self.agency(Agency::default());
        }
        let of_agency = |id: &&str| {
            self.agencies.iter().any(|agency| agency.project.as_ref().is_some_and(|project| project.id == *id))
        };
        let own: Vec<String> = self.callbacks.project_ids().filter(|id| !of_agency(id)).map(str::to_owned).collect();
        if self.projects.is_empty() {
            // The only project of the callbacks is the project of the stand-in.
            let id = if let [only] = &own[..] { only } else { EXAMPLE_PROJECT_ID };
            self = self.project(id, EXAMPLE_REGION);
        }
        for id in own {
            if !self.projects.iter().any(|project| project.id == id) {
                self = self.project(&id, &format!("{EXAMPLE_REGION}_{id}"));
            }
        }
        if self.users.is_empty() {
            self = self.user("user", "password", "account");
        }
        self
    }

    /// What the environment of a program can have. The examples are filled in.
    fn variables(&self, url: &str, ca_file: Option<&Path>, id_token_file: &Path) -> Variables {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        Variables {
            url: url.to_owned(),
            ca_file: ca_file.map(text),
            project_id: self.projects.first().map(|project| project.id.clone()),
            access_key: self.access_keys.first().cloned(),
            auth_token: self.tokens.first().map(|(token, _)| token.clone()),
            user: self.users.first().cloned(),
            idp_id: self.idp_id.clone(),
            oidc_provider_urn: self.oidc_provider_urn.clone(),
            id_token_file: text(id_token_file),
            agency: self.agencies.first().cloned().unwrap_or_default(),
        }
    }

    fn into_state(self, url: String) -> State {
        let mut gateway = Gateway::default();
        gateway.require_signed_host = self.require_signed_host;
        for (access_key, secret_key, security_token) in self.access_keys {
            gateway.access_keys.insert(
                access_key,
                AccessKey { secret_key, security_token, expires_at: None, scope: Scope::EveryProject },
            );
        }
        for (token, expires_at) in self.tokens {
            gateway.tokens.insert(token, Token { scope: Scope::EveryProject, expires_at });
        }
        State {
            url,
            gateway,
            projects: self.projects,
            users: self.users,
            domain_id: random_hex(32),
            callbacks: self.callbacks,
            clock_offset: self.clock_offset,
            token_lifetime: self.token_lifetime,
            idp_id: self.idp_id,
            oidc_provider_urn: self.oidc_provider_urn,
            id_token: IdToken::new(
                self.id_token,
                self.id_token_lifetime,
                self.refuse_id_token,
                clock(self.clock_offset),
            ),
            agencies: self.agencies,
            key_lifetime: self.key_lifetime,
            metadata: self.metadata,
            metadata_key_lifetime: self.metadata_key_lifetime,
            metadata_memory: metadata::Memory::default(),
            connections: 0,
            requests: VecDeque::new(),
        }
    }
}
