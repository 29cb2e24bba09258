//! Temporary keys from the metadata service of a cloud server.

use std::time::Duration;

use log::Level;
use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::request_error::{Peer, RequestError};
use crate::sender::{Outgoing, Sender, Target};
use crate::text::header_text;
use crate::transport::Answer;

use super::context::no_credentials;
use super::temporary_key;

const TOKEN_PATH: &str = "/meta-data/latest/api/token";
const KEY_PATH: &str = "/openstack/latest/securitykey";
/// How long the token of version 2 is asked for; a new one comes with each key.
const TOKEN_LINE: &str = "x-metadata-token-ttl-seconds: 21600\r\n";
/// All requests for a key together, as long as the official SDKs wait for one. Off a cloud server the address often
/// answers nothing at all.
const LIMIT: Duration = Duration::from_secs(3);
/// The limit of the request for a token, which leaves time to ask without one. Inside a container the answer may be lost:
/// the service lets it pass one router at most.
const TOKEN_LIMIT: Duration = Duration::from_millis(1500);
const MAX_TOKEN: usize = 4096;

/// Asks for a temporary key, which comes with its end.
pub(crate) fn key(sender: &Sender, target: &Target, limits: &Limits) -> Result<Credentials, RequestError> {
    let service = Service { sender, target, limits: limits.within(LIMIT) };
    service.key().map_err(|failed| no_credentials(failed, "metadata service", target, limits))
}

struct Service<'a> {
    sender: &'a Sender,
    target: &'a Target,
    limits: Limits,
}

impl Service<'_> {
    fn key(&self) -> Result<Credentials, RequestError> {
        let token = match self.token() {
            Ok(token) => token,
            Err(failed) if is_unanswered(&failed) => return self.key_without_answer(&failed.error),
            Err(failed) => return Err(failed),
        };
        match self.key_with(token.as_deref()) {
            // The service does not know the token that it has just given: perhaps it was restarted.
            Err(failed) if failed.error.http_status() == Some(401) && token.is_some() => {
                self.key_with(self.token()?.as_deref())
            }
            result => result,
        }
    }

    /// Asks once the way of version 1, after the request for a token had no answer.
    fn key_without_answer(&self, token_error: &Error) -> Result<Credentials, RequestError> {
        let endpoint = &self.target.endpoint;
        self.sender.note(
            Level::Info,
            format_args!("metadata service {endpoint}: no answer for a token, asking without one: {token_error}"),
        );
        self.key_with(None).map_err(|failed| {
            let seen = format!("no answer to the request for a token ({token_error}); without a token");
            failed.map(|error| error.context(&seen))
        })
    }

    /// `None`: this service has no tokens.
    fn token(&self) -> Result<Option<Zeroizing<String>>, RequestError> {
        let limits = self.limits.within(TOKEN_LIMIT);
        self.send(&limits, "PUT", TOKEN_PATH, TOKEN_LINE, &[], |answer| match answer.status {
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

    fn key_with(&self, token: Option<&String>) -> Result<Credentials, RequestError> {
        let line = token.map(|token| Zeroizing::new(["x-metadata-token: ", token, "\r\n"].concat()));
        let (line, secret) = (line.as_deref().map_or("", |line| line), token.map_or("", |token| token));
        self.send(&self.limits, "GET", KEY_PATH, line, &[secret], |answer| match answer.status {
            200 => Some(temporary_key::read(&answer.body)),
            404 => Some(Err("no agency that gives keys is bound to this server".to_owned())),
            _ => None,
        })
    }

    fn send<T>(
        &self,
        limits: &Limits,
        method: &'static str,
        path: &str,
        more_lines: &str,
        secrets: &[&str],
        read: impl FnOnce(&Answer) -> Option<Result<T, String>>,
    ) -> Result<T, RequestError> {
        let path = [self.target.endpoint.prefix(), path].concat();
        let outgoing = Outgoing {
            more_lines,
            through_proxy: false,
            secrets,
            answer_is_secret: true,
            ..Outgoing::new(method, self.target, &path)
        };
        self.sender.send(limits, &outgoing, read)
    }
}

/// Whether a request may have arrived, but nothing came back.
fn is_unanswered(failed: &RequestError) -> bool {
    let no_answer = matches!(failed.error.kind(), ErrorKind::Timeout | ErrorKind::Connect);
    no_answer && failed.peer == Peer::Reached && failed.error.http_status().is_none()
}
