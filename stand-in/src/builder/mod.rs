//! The settings of a stand-in.

mod start;

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, SystemTime};

use crate::agency::Agency;
use crate::callbacks::Callbacks;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::random::random_hex;
use crate::state::{Metadata, Project, User};
use crate::{EXAMPLE_ID_TOKEN, EXAMPLE_IDP_ID, EXAMPLE_OIDC_PROVIDER_URN};

/// Settings for a [`StandIn`](crate::StandIn).
#[derive(Clone, Debug)]
pub struct Builder {
    address: IpAddr,
    port: u16,
    tls: bool,
    access_keys: Vec<(String, String, Option<String>)>,
    tokens: Vec<(String, Option<SystemTime>)>,
    projects: Vec<Project>,
    users: Vec<User>,
    callbacks: Callbacks,
    require_signed_host: bool,
    clock_offset: i64,
    token_lifetime: Duration,
    idp_id: String,
    oidc_provider_urn: String,
    id_token: String,
    id_token_lifetime: Option<Duration>,
    refuse_id_token: bool,
    agencies: Vec<Agency>,
    key_lifetime: Option<Duration>,
    metadata: Metadata,
    metadata_key_lifetime: Duration,
    credentials: Credentials,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            tls: false,
            access_keys: Vec::new(),
            tokens: Vec::new(),
            projects: Vec::new(),
            users: Vec::new(),
            callbacks: Callbacks::default(),
            require_signed_host: false,
            clock_offset: 0,
            token_lifetime: Duration::from_secs(24 * 60 * 60),
            idp_id: EXAMPLE_IDP_ID.to_owned(),
            oidc_provider_urn: EXAMPLE_OIDC_PROVIDER_URN.to_owned(),
            id_token: EXAMPLE_ID_TOKEN.to_owned(),
            id_token_lifetime: None,
            refuse_id_token: false,
            agencies: Vec::new(),
            key_lifetime: None,
            metadata: Metadata::V2,
            metadata_key_lifetime: Duration::from_secs(24 * 60 * 60),
            credentials: Credentials::AccessKey,
        }
    }
}

impl Builder {
    /// The loopback address to listen on. Default: 127.0.0.1.
    pub fn address(mut self, address: IpAddr) -> Builder {
        self.address = address;
        self
    }

    /// The port to listen on. With 0, the default, the system chooses a free one.
    pub fn port(mut self, port: u16) -> Builder {
        self.port = port;
        self
    }

    /// Whether to speak TLS, with a new certificate for localhost, 127.0.0.1 and ::1. Off by default.
    pub fn tls(mut self, on: bool) -> Builder {
        self.tls = on;
        self
    }

    /// Accepts this permanent access key, in place of the example's. Can be called several times.
    pub fn access_key(mut self, access_key: &str, secret_key: &str) -> Builder {
        self.access_keys.push((access_key.to_owned(), secret_key.to_owned(), None));
        self
    }

    /// Accepts this temporary access key, in place of the example's. Can be called several times.
    pub fn temporary_access_key(mut self, access_key: &str, secret_key: &str, security_token: &str) -> Builder {
        self.access_keys.push((access_key.to_owned(), secret_key.to_owned(), Some(security_token.to_owned())));
        self
    }

    /// Accepts this token, for every project. Can be called several times. If there are only tokens, no access key is
    /// accepted.
    pub fn auth_token(mut self, token: &str) -> Builder {
        self.tokens.push((token.to_owned(), None));
        self
    }

    /// Knows this token as one that has expired.
    pub fn expired_auth_token(mut self, token: &str) -> Builder {
        self.tokens.push((token.to_owned(), Some(SystemTime::UNIX_EPOCH)));
        self
    }

    /// Knows this project, in place of the example's. Its name in IAM is that of a region, such as `cn-north-4`, or
    /// begins with it. Can be called several times. The environment has the first one.
    pub fn project(mut self, id: &str, name: &str) -> Builder {
        self.projects.push(Project { id: id.to_owned(), name: name.to_owned() });
        self
    }

    /// IAM gives tokens to this user of an account (domain). Can be called several times. The default is the user `user`
    /// with the password `password`, of the account `account`.
    pub fn user(mut self, name: &str, password: &str, domain: &str) -> Builder {
        let [name, password, domain] = [name, password, domain].map(str::to_owned);
        self.users.push(User { id: random_hex(32), name, password, domain });
        self
    }

    /// Knows these callbacks, and the documented example by its own id. Can be called several times; if an id is given
    /// again, the last callback is used.
    ///
    /// `json` is one of these:
    ///
    /// - a list of recording callbacks, which every project has;
    /// - one recording callback;
    /// - what the service's list call answers: `{"callback_config": […]}`;
    /// - `{"projects": {"<project id>": […]}}`, which also makes these projects known. Each has its own callbacks.
    ///
    /// A callback needs an `id`. Nothing else of it is checked: it is sent back as it is, even with odd types and with
    /// fields that the service does not have.
    ///
    /// A callback can have a member `stand_in`, which is not sent back and spoils the answer:
    /// `{"delay_ms": 500, "cut_after": 10, "status": 200, "content_type": "text/html", "body": "<p>…"}`. Each of these
    /// can be left out. The answer is sent so many milliseconds late; the connection ends after so many bytes of the
    /// body, while `Content-Length` is that of the whole; and the answer has this status, type and body.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidCallbacks`], with the place, if the text is not JSON or not of this form, if an id is missing or
    /// is twice in one list, or if `stand_in` has another member, a value that cannot be sent, or a `cut_after` that is
    /// not within the answer.
    pub fn callbacks(mut self, json: &str) -> Result<Builder, Error> {
        self.callbacks.add(json)?;
        Ok(self)
    }

    /// Whether a signature has to cover the `Host` header. Off by default, as in the gateway.
    pub fn require_signed_host(mut self, on: bool) -> Builder {
        self.require_signed_host = on;
        self
    }

    /// Sets the stand-in's clock so many seconds ahead of the system's, or back with a negative number. Default: 0.
    pub fn clock_offset(mut self, seconds: i64) -> Builder {
        self.clock_offset = seconds;
        self
    }

    /// The lifetime of the tokens of IAM. Default: 24 hours.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Builder {
        self.token_lifetime = lifetime;
        self
    }

    /// The identity provider that IAM knows by this id, in place of the example's.
    pub fn idp_id(mut self, id: &str) -> Builder {
        self.idp_id = id.to_owned();
        self
    }

    /// The identity provider that STS knows by this URN, in place of the example's.
    pub fn oidc_provider_urn(mut self, urn: &str) -> Builder {
        self.oidc_provider_urn = urn.to_owned();
        self
    }

    /// The ID token that IAM, STS and the pod identity agent accept, in place of the example's.
    pub fn id_token(mut self, token: &str) -> Builder {
        self.id_token = token.to_owned();
        self
    }

    /// The lifetime of the ID token, from the start or from its
    /// [replacement](crate::StandIn::replace_id_token). By default it does not expire.
    pub fn id_token_lifetime(mut self, lifetime: Duration) -> Builder {
        self.id_token_lifetime = Some(lifetime);
        self
    }

    /// Whether the ID token is refused, as if another identity provider had issued it, until it is
    /// [replaced](crate::StandIn::replace_id_token). Off by default.
    pub fn refuse_id_token(mut self, on: bool) -> Builder {
        self.refuse_id_token = on;
        self
    }

    /// Knows this agency, in place of the example's. Can be called several times. The environment has the first one.
    pub fn agency(mut self, agency: Agency) -> Builder {
        self.agencies.push(agency);
        self
    }

    /// The lifetime of the temporary keys of IAM, of STS and of the pod identity agent, whatever a request asks for. By
    /// default keys live as long as the request says; those of the pod identity agent 6 hours.
    pub fn key_lifetime(mut self, lifetime: Duration) -> Builder {
        self.key_lifetime = Some(lifetime);
        self
    }

    /// Which metadata service there is. Default: [`Metadata::V2`].
    pub fn metadata(mut self, metadata: Metadata) -> Builder {
        self.metadata = metadata;
        self
    }

    /// The lifetime of the temporary keys of the metadata service. Default: 24 hours. Clients get a new key once half of
    /// the lifetime is over.
    pub fn metadata_key_lifetime(mut self, lifetime: Duration) -> Builder {
        self.metadata_key_lifetime = lifetime;
        self
    }

    /// Which credentials the [environment](crate::StandIn::environment) is for. Default: [`Credentials::AccessKey`].
    pub fn credentials(mut self, credentials: Credentials) -> Builder {
        self.credentials = credentials;
        self
    }
}
