//! A Live endpoint on loopback, to try this library and the programs built on it without an account.
//!
//! It answers `GET /v1/{project_id}/record/callbacks/{id}` with the documented example and with callbacks of your
//! own, after checking the signature, its date, the project and the token as the gateway of the real service would;
//! what it refuses, it refuses in the service's own shapes and words. It also plays as much of IAM as a client of Live
//! needs (`GET /v3/projects`, `POST /v3/auth/tokens`) and the metadata service of a cloud server (temporary keys).
//! Nothing here talks to the real service; what it does is from the service's documentation.
//!
//! ```
//! use hwlive::stand_in::{self, StandIn};
//!
//! let stand_in = StandIn::builder().callbacks(r#"[{"id": "mine", "app": "live"}]"#)?.start()?;
//! for (name, value) in stand_in.environment() {
//!     println!("{name}={value}");
//! }
//! assert!(stand_in.url().starts_with("http://127.0.0.1:"));
//! # Ok::<(), hwlive::Error>(())
//! ```
//!
//! The program `hwlive-stand-in` runs a command against it.
//!
//! # What is checked
//!
//! | What | Otherwise |
//! |---|---|
//! | `Authorization` or `X-Auth-Token` | 401 `APIGW.0301` |
//! | algorithm, access key, every signed header there, `X-Sdk-Date` signed and within 15 minutes, signature | 401 `APIGW.0301` |
//! | no more than five bad signatures of one access key in a row | 401 `APIGW.0301` for five minutes |
//! | temporary key: its `X-Security-Token`, signed | 401 `APIGW.0301` |
//! | token: known; not over | 401 `APIGW.0301`; 401 `APIGW.0307` |
//! | access key: `X-Project-Id` there; the path's project | 401 `APIGW.0301`; 403 `APIGW.0302` |
//! | token: its project is the path's | 403 `APIGW.0302`; 404 `APIGW.0101` for a token of the account |
//! | project known | 403 `APIGW.0310` |
//! | callback known | 404 `LIVE.100011001` |
//! | method and path known, before all else | 404 `APIGW.0101` |
//! | at most 160 KiB of headers; 12 MiB of body | 494, 413 `APIGW.0201` |
//!
//! Signatures are SDK-HMAC-SHA256, or V11-HMAC-SHA256 with a key derived for any region and service.
//!
//! The gateway does not ask for a signed `Host`, since the official Go SDK signs none;
//! [`Builder::require_signed_host`] does.

mod answer;
mod callbacks;
mod certificate;
#[cfg(unix)]
#[doc(hidden)]
pub mod command;
mod fault;
mod gateway;
mod iam;
mod live;
mod metadata;
#[cfg(unix)]
mod notify;
mod request;
mod server;

use std::collections::VecDeque;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

pub use request::ReceivedRequest;

use crate::error::{Error, ErrorKind};
use crate::time;
use callbacks::Callbacks;
use certificate::{CaFile, Certificates};
use gateway::{AccessKey, Gateway, Scope, Token};
use server::Server;

/// The id of the callback that the API's documentation shows, and that every stand-in knows.
pub const EXAMPLE_CALLBACK_ID: &str = callbacks::EXAMPLE_ID;

/// The access key of a stand-in that was given none.
pub const EXAMPLE_ACCESS_KEY: &str = "STANDINACCESSKEY0001";

/// The secret key that belongs to [`EXAMPLE_ACCESS_KEY`]. It opens nothing but stand-ins.
pub const EXAMPLE_SECRET_KEY: &str = "stand-in-secret-key-that-opens-nothing01";

/// The project of a stand-in that was given none.
pub const EXAMPLE_PROJECT_ID: &str = "0605767b5780d5762fc5c0118072a564";

/// The name of a project where no other is given: that of its region, as IAM has it.
pub const EXAMPLE_REGION: &str = "cn-north-4";

/// A running stand-in, on a thread of its own. Stops when dropped.
#[derive(Debug)]
pub struct StandIn {
    // Dropped first: nobody is served any more once the CA file is gone.
    _server: Server,
    url: String,
    ca: Option<(String, CaFile)>,
    environment: Vec<(&'static str, String)>,
    state: Arc<Mutex<State>>,
}

impl StandIn {
    /// Settings for a stand-in. As they are, they give one over plain http, on a free port, with an access key, a
    /// project and the documented example of a callback.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Where it listens: `http://127.0.0.1:49152`, or with https.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificate to trust, in PEM; `None` without TLS.
    pub fn ca_pem(&self) -> Option<&str> {
        self.ca.as_ref().map(|(pem, _)| pem.as_str())
    }

    /// A file with the certificate to trust, removed when the stand-in stops; `None` without TLS.
    pub fn ca_file(&self) -> Option<&Path> {
        self.ca.as_ref().map(|(_, file)| file.path())
    }

    /// The environment that points a client at this stand-in: names and values.
    ///
    /// `HUAWEICLOUD_SDK_ENDPOINT`, `_IAM_ENDPOINT` and `_PROJECT_ID`; `_AK`, `_SK` and for a temporary key
    /// `_SECURITY_TOKEN` of the first access key; `_AUTH_TOKEN`, the first token, where there is one; with TLS
    /// `SSL_CERT_FILE`. Where only tokens were given, there is no access key.
    pub fn environment(&self) -> &[(&'static str, String)] {
        &self.environment
    }

    /// How many connections were accepted so far.
    pub fn connections(&self) -> u64 {
        server::lock(&self.state).connections
    }

    /// The requests so far, oldest first; of more than 10,000 the latest. They hold what clients sent, tokens too.
    ///
    /// A request is here once it was answered. Requests that are no HTTP are not here.
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        server::lock(&self.state).requests.iter().cloned().collect()
    }
}

/// Settings for a [`StandIn`].
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
    metadata: Metadata,
    metadata_key_lifetime: Duration,
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
            metadata: Metadata::V2,
            metadata_key_lifetime: Duration::from_secs(24 * 60 * 60),
        }
    }
}

impl Builder {
    /// The loopback address to listen on; 127.0.0.1 by default.
    pub fn address(mut self, address: IpAddr) -> Builder {
        self.address = address;
        self
    }

    /// The port to listen on. 0, the default: a free one that the system chooses.
    pub fn port(mut self, port: u16) -> Builder {
        self.port = port;
        self
    }

    /// Whether to speak TLS, with a certificate made on the spot for localhost, 127.0.0.1 and ::1. Off by default.
    pub fn tls(mut self, on: bool) -> Builder {
        self.tls = on;
        self
    }

    /// Knows this permanent access key, in place of the example's. May be called again for more.
    pub fn access_key(mut self, access_key: &str, secret_key: &str) -> Builder {
        self.access_keys.push((access_key.to_owned(), secret_key.to_owned(), None));
        self
    }

    /// Knows this temporary access key, in place of the example's. May be called again for more.
    pub fn temporary_access_key(mut self, access_key: &str, secret_key: &str, security_token: &str) -> Builder {
        self.access_keys.push((access_key.to_owned(), secret_key.to_owned(), Some(security_token.to_owned())));
        self
    }

    /// Knows this token, good for every project. May be called again for more.
    pub fn auth_token(mut self, token: &str) -> Builder {
        self.tokens.push((token.to_owned(), None));
        self
    }

    /// Knows this token as one whose time is over.
    pub fn expired_auth_token(mut self, token: &str) -> Builder {
        self.tokens.push((token.to_owned(), Some(SystemTime::UNIX_EPOCH)));
        self
    }

    /// Knows this project, in place of the example's. Its name in IAM is that of a region, such as `cn-north-4`, or
    /// begins with it. May be called again for more; the first one stands in the environment.
    pub fn project(mut self, id: &str, name: &str) -> Builder {
        self.projects.push(Project { id: id.to_owned(), name: name.to_owned() });
        self
    }

    /// IAM gives tokens to this user of an account (domain). Without one, to `user` with the password `password` of
    /// `account`.
    pub fn user(mut self, name: &str, password: &str, domain: &str) -> Builder {
        let [name, password, domain] = [name, password, domain].map(str::to_owned);
        self.users.push(User { id: random_hex(32), name, password, domain });
        self
    }

    /// Knows these callbacks, besides the documented example. May be called again; the later one of an id counts.
    ///
    /// `json` is a list of recording callbacks, which every project has; or one of them; or what the service's list
    /// call answers, `{"callback_config": […]}`; or `{"projects": {"<project id>": […]}}`, which makes the named
    /// projects known and gives each its own. Of a callback only the `id` is looked at: it is sent back as it
    /// stands, with odd types and fields that the service does not have.
    ///
    /// A callback may have one member more, which is for the stand-in and not sent back:
    /// `"stand_in": {"delay_ms": 500, "cut_after": 10, "status": 200, "content_type": "text/html", "body": "<p>…"}`.
    /// Each is optional: how many milliseconds the answer waits; after how many bytes of it the connection ends, with
    /// the length of the whole answer in its head; and what is answered in place of 200, JSON and the callback.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`, with the place, where the text is not JSON or not of this form, where an id is missing or
    /// stands twice in one list, and where `stand_in` has another member, a value that cannot be sent, or a `cut_after`
    /// that is not within the answer.
    pub fn callbacks(mut self, json: &str) -> Result<Builder, Error> {
        self.callbacks.add(json)?;
        Ok(self)
    }

    /// Whether a signature has to cover the `Host` header. Off by default, as the gateway has it.
    pub fn require_signed_host(mut self, on: bool) -> Builder {
        self.require_signed_host = on;
        self
    }

    /// How many seconds the stand-in's clock is ahead of the system's, or with a minus behind; 0 by default.
    pub fn clock_offset(mut self, seconds: i64) -> Builder {
        self.clock_offset = seconds;
        self
    }

    /// How long the tokens of IAM are good; 24 hours by default.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Builder {
        self.token_lifetime = lifetime;
        self
    }

    /// Which metadata service there is; [`Metadata::V2`] by default.
    pub fn metadata(mut self, metadata: Metadata) -> Builder {
        self.metadata = metadata;
        self
    }

    /// How long the temporary keys of the metadata service are good; 24 hours by default. A new one is handed out
    /// once half of that is over.
    pub fn metadata_key_lifetime(mut self, lifetime: Duration) -> Builder {
        self.metadata_key_lifetime = lifetime;
        self
    }

    /// Starts it. It listens when this returns.
    ///
    /// # Errors
    ///
    /// `InvalidArgument` for an address that is not loopback, an empty key, token or project id, and an offset of the clock beyond
    /// 100 years; `Other` where the port is taken, or the thread, the certificate or the CA file cannot be made.
    pub fn start(self) -> Result<StandIn, Error> {
        self.check()?;
        let failed = |doing: &str, error| Error::new(ErrorKind::Other, format!("stand-in: {doing}: {error}"));
        let address = SocketAddr::new(self.address, self.port);
        let bind = |error| failed(&format!("listen on {address}"), error);
        let listener = TcpListener::bind(address).map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let certificates = self.tls.then(Certificates::make).transpose()?;
        let (tls, ca) = match certificates {
            Some(Certificates { ca_pem, server }) => {
                let file = CaFile::write(&ca_pem)?;
                (Some(server), Some((ca_pem, file)))
            }
            None => (None, None),
        };
        let url = format!("{}://{address}", if self.tls { "https" } else { "http" });
        let ca_path = ca.as_ref().map(|(_, file)| file.path());
        let settings = self.with_examples();
        let environment = settings.environment(&url, ca_path);
        let state = Arc::new(Mutex::new(settings.into_state(url.clone())));
        let server =
            Server::start(listener, tls, Arc::clone(&state)).map_err(|error| failed("start its thread", error))?;
        Ok(StandIn { _server: server, url, ca, environment, state })
    }

    fn check(&self) -> Result<(), Error> {
        let invalid = |what| Err(Error::invalid(format!("stand-in: {what}")));
        if !self.address.is_loopback() {
            return invalid("the address is not loopback");
        }
        if self.clock_offset.unsigned_abs() > 100 * 366 * 24 * 60 * 60 {
            return invalid("the offset of the clock is beyond 100 years");
        }
        let keys = self.access_keys.iter().flat_map(|(access_key, secret_key, security_token)| {
            [Some(access_key), Some(secret_key), security_token.as_ref()].into_iter().flatten()
        });
        let tokens = self.tokens.iter().map(|(token, _)| token);
        let projects = self.projects.iter().map(|project| &project.id);
        if keys.chain(tokens).chain(projects).any(|text| text.trim().is_empty()) {
            return invalid("a key, a token or a project id is empty");
        }
        Ok(())
    }

    /// Fills in what was not given.
    fn with_examples(mut self) -> Builder {
        if self.access_keys.is_empty() && self.tokens.is_empty() {
            self = self.access_key(EXAMPLE_ACCESS_KEY, EXAMPLE_SECRET_KEY);
        }
        let own: Vec<String> = self.callbacks.project_ids().map(str::to_owned).collect();
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

    fn environment(&self, url: &str, ca_file: Option<&Path>) -> Vec<(&'static str, String)> {
        let mut environment =
            vec![("HUAWEICLOUD_SDK_ENDPOINT", url.to_owned()), ("HUAWEICLOUD_SDK_IAM_ENDPOINT", url.to_owned())];
        let mut add = |name, value: Option<&String>| environment.extend(value.map(|value| (name, value.clone())));
        let key = self.access_keys.first();
        add("HUAWEICLOUD_SDK_AK", key.map(|(access_key, _, _)| access_key));
        add("HUAWEICLOUD_SDK_SK", key.map(|(_, secret_key, _)| secret_key));
        add("HUAWEICLOUD_SDK_SECURITY_TOKEN", key.and_then(|(_, _, security_token)| security_token.as_ref()));
        add("HUAWEICLOUD_SDK_AUTH_TOKEN", self.tokens.first().map(|(token, _)| token));
        add("HUAWEICLOUD_SDK_PROJECT_ID", self.projects.first().map(|project| &project.id));
        add("SSL_CERT_FILE", ca_file.map(|path| path.to_string_lossy().into_owned()).as_ref());
        environment
    }

    fn into_state(self, url: String) -> State {
        let mut gateway = Gateway::default();
        gateway.require_signed_host = self.require_signed_host;
        for (access_key, secret_key, security_token) in self.access_keys {
            gateway.access_keys.insert(access_key, AccessKey { secret_key, security_token, expires_at: None });
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
            metadata: self.metadata,
            metadata_key_lifetime: self.metadata_key_lifetime,
            metadata_memory: metadata::Memory::default(),
            connections: 0,
            requests: VecDeque::new(),
        }
    }
}

/// Which metadata service a stand-in plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Metadata {
    /// None.
    Off,
    /// Keys without a token; there are no tokens.
    V1,
    /// Keys with a token or without.
    V2,
    /// Keys with a token only.
    V2Only,
}

#[derive(Clone, Debug)]
struct Project {
    id: String,
    name: String,
}

#[derive(Clone, Debug)]
struct User {
    id: String,
    name: String,
    password: String,
    domain: String,
}

/// What the server's thread and the handle share.
#[derive(Debug)]
struct State {
    url: String,
    gateway: Gateway,
    projects: Vec<Project>,
    users: Vec<User>,
    domain_id: String,
    callbacks: Callbacks,
    clock_offset: i64,
    token_lifetime: Duration,
    metadata: Metadata,
    metadata_key_lifetime: Duration,
    metadata_memory: metadata::Memory,
    connections: u64,
    requests: VecDeque<ReceivedRequest>,
}

impl State {
    /// The stand-in's clock.
    fn now(&self) -> SystemTime {
        let offset = Duration::from_secs(self.clock_offset.unsigned_abs());
        let now = SystemTime::now();
        let set = if self.clock_offset < 0 { now.checked_sub(offset) } else { now.checked_add(offset) };
        // Dates before 1970 cannot be written into a header.
        set.unwrap_or(now).max(SystemTime::UNIX_EPOCH)
    }
}

/// Seconds since 1970.
fn unix_seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// `YYYYMMDDTHHMMSSZ`
fn sdk_date(time: SystemTime) -> String {
    String::from_utf8_lossy(&time::sdk_date(time)).into_owned()
}

/// So many hexadecimal digits that nobody can foretell, from the keys that std makes for its hash maps.
fn random_hex(digits: usize) -> String {
    let mut text = String::new();
    while text.len() < digits {
        text += &format!("{:016x}", RandomState::new().build_hasher().finish());
    }
    text.truncate(digits);
    text
}
