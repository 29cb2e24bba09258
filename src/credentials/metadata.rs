//! Temporary keys from the metadata service of a cloud server.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::authorization::Proof;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::sender::{Outgoing, Sender, Target, Trouble};
use crate::transport::{Answer, Limits, Phase};
use crate::{json, time};

use super::{Credentials, header_text};

/// The link-local address of every cloud server's metadata service.
pub(crate) const DEFAULT_ENDPOINT: &str = "http://169.254.169.254";
const TOKEN_PATH: &str = "/meta-data/latest/api/token";
const KEY_PATH: &str = "/openstack/latest/securitykey";
/// How long the token of version 2 is asked for; a new one comes with each key.
const TOKEN_LINE: &str = "x-metadata-token-ttl-seconds: 21600\r\n";
/// One request: as the official SDKs have it. Off a cloud server the address often answers nothing at all.
const LIMIT: Duration = Duration::from_secs(3);
const MAX_TOKEN: usize = 4096;

/// Plain http is this service's way, so its address has to be one that no router passes on.
pub(crate) fn check_endpoint(endpoint: &Endpoint) -> Result<(), Error> {
    let is_link_local = match endpoint.host().parse() {
        Ok(IpAddr::V4(address)) => address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_unicast_link_local() || address.is_unique_local(),
        Err(_) => false,
    };
    if endpoint.is_secure() || endpoint.is_loopback() || is_link_local {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "metadata endpoint {endpoint} is plain http to another network, which would show it the keys"
    )))
}

/// A key with its end.
pub(crate) fn ask(sender: &Sender, target: &Target, limits: &Limits) -> Result<Credentials, Error> {
    let service = Service { sender, target, limits };
    service.key().map_err(|trouble| match limits.left(None, Phase::Wait) {
        // The call is over or cancelled: that is what its caller has to know.
        Err(failure) => failure.into_error(),
        Ok(_) => {
            let error = trouble.error.of_kind(ErrorKind::Credentials);
            error.context(&format!("metadata service {}", target.endpoint))
        }
    })
}

struct Service<'a> {
    sender: &'a Sender,
    target: &'a Target,
    limits: &'a Limits,
}

impl Service<'_> {
    fn key(&self) -> Result<Credentials, Trouble> {
        let token = self.token()?;
        match self.key_with(token.as_deref()) {
            // The token that has just come is not known any more: perhaps the service was restarted.
            Err(trouble) if trouble.error.http_status() == Some(401) && token.is_some() => {
                self.key_with(self.token()?.as_deref())
            }
            result => result,
        }
    }

    /// `None`: this service has no tokens.
    fn token(&self) -> Result<Option<Zeroizing<String>>, Trouble> {
        self.send("PUT", TOKEN_PATH, TOKEN_LINE, &[], |answer| match answer.status {
            200 => {
                let text = std::str::from_utf8(&answer.body).map_err(|error| error.to_string());
                let text =
                    text.and_then(|text| header_text("the token", text, MAX_TOKEN).map_err(|error| error.to_string()));
                Some(text.map(|text| Some(Zeroizing::new(text.to_owned()))))
            }
            404 | 405 | 503 => Some(Ok(None)),
            _ => None,
        })
    }

    fn key_with(&self, token: Option<&String>) -> Result<Credentials, Trouble> {
        let line = token.map(|token| Zeroizing::new(["x-metadata-token: ", token, "\r\n"].concat()));
        let (line, secret) = (line.as_deref().map_or("", |line| line), token.map_or("", |token| token));
        self.send("GET", KEY_PATH, line, &[secret], |answer| match answer.status {
            200 => Some(read(&answer.body)),
            404 => Some(Err("no agency that gives keys is bound to this server".to_owned())),
            _ => None,
        })
    }

    fn send<T>(
        &self,
        method: &'static str,
        path: &str,
        more_lines: &str,
        secrets: &[&str],
        read: impl FnOnce(&Answer) -> Option<Result<T, String>>,
    ) -> Result<T, Trouble> {
        let path = [self.target.endpoint.prefix(), path].concat();
        let outgoing = Outgoing {
            method,
            target: self.target,
            path: &path,
            query: &[],
            more_lines,
            proof: Proof::default(),
            project_id: None,
            body: b"",
            through_proxy: false,
            permission: "",
            secrets,
            answer_is_secret: true,
        };
        self.sender.send(&self.limits.within(LIMIT), &outgoing, read)
    }
}

/// Reads `{"credential": {"access", "secret", "securitytoken", "expires_at"}}`.
fn read(body: &[u8]) -> Result<Credentials, String> {
    let no_key = || "there is no key in the answer".to_owned();
    let body = std::str::from_utf8(body).map_err(|_| no_key())?;
    let outer = json::members(body).ok_or_else(no_key)?;
    let (_, credential) = outer.into_iter().find(|(name, _)| name == "credential").ok_or_else(no_key)?;
    let members = json::members(credential).ok_or_else(no_key)?;
    let get = |wanted: &str| {
        let mut text = Zeroizing::new(String::with_capacity(credential.len()));
        let (_, value) = members.iter().find(|(name, _)| name == wanted)?;
        (json::push_text(&mut text, value) && !text.is_empty()).then_some(text)
    };
    let [access, secret, token] =
        ["access", "secret", "securitytoken"].map(|name| get(name).ok_or_else(|| format!("the key has no {name}")));
    let credentials = Credentials::access_key(&access?, &secret?, Some(&token?)).map_err(|error| error.to_string())?;
    Ok(credentials.with_expiry(end(get("expires_at").as_ref().map(|text| text.as_str()))))
}

/// A key whose end is not understood is good for an hour, which is a good deal less than the service gives.
fn end(text: Option<&str>) -> SystemTime {
    let end = text.and_then(time::parse).and_then(|(seconds, nanoseconds)| time::system_time(seconds, nanoseconds));
    end.unwrap_or_else(|| time::after(SystemTime::now(), Duration::from_secs(60 * 60)))
}

#[cfg(fuzzing)]
pub(crate) fn fuzz(bytes: &[u8]) {
    let _ = read(bytes);
}
