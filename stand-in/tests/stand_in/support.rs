//! What the tests share: requests written by hand, and signed by a signer of these tests' own.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use hwlive_stand_in::{self as stand_in, Builder, StandIn};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sm3::Sm3;
use time::OffsetDateTime;
use time::macros::format_description;

pub(crate) const AK: &str = stand_in::EXAMPLE_ACCESS_KEY;
pub(crate) const SK: &str = stand_in::EXAMPLE_SECRET_KEY;
pub(crate) const PROJECT: &str = stand_in::EXAMPLE_PROJECT_ID;
pub(crate) const EXAMPLE: &str = stand_in::EXAMPLE_CALLBACK_ID;

/// One request, written as it goes on the wire.
#[derive(Clone)]
pub(crate) struct Raw {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Raw {
    pub(crate) fn new(method: &'static str, target: impl Into<String>) -> Raw {
        Raw { method, target: target.into(), headers: Vec::new(), body: String::new() }.header("Host", "live.test")
    }

    pub(crate) fn get_callback(project: &str, id: &str) -> Raw {
        Raw::new("GET", format!("/v1/{project}/record/callbacks/{id}"))
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Raw {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Replaces a header, after signing for instance.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Raw {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.header(name, value)
    }

    pub(crate) fn without(mut self, name: &str) -> Raw {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    pub(crate) fn body(mut self, body: impl Into<String>) -> Raw {
        self.body = body.into();
        let length = self.body.len().to_string();
        self.header("Content-Length", length)
    }

    pub(crate) fn json(self, body: &Value) -> Raw {
        self.header("Content-Type", "application/json;charset=UTF-8").body(body.to_string())
    }

    /// Signs the headers named, as the signing documentation says.
    pub(crate) fn signed(self, ak: &str, sk: &str, names: &[&str]) -> Raw {
        let date = sdk_date(SystemTime::now());
        self.with("X-Sdk-Date", &date).signed_with_date(ak, sk, names)
    }

    pub(crate) fn signed_with_date(self, ak: &str, sk: &str, names: &[&str]) -> Raw {
        self.signed_by::<Sha256, Hmac<Sha256>>("SDK-HMAC-SHA256", ak, sk, names)
    }

    /// Signs with SDK-HMAC-SM3.
    pub(crate) fn signed_sm3(self, ak: &str, sk: &str, names: &[&str]) -> Raw {
        let date = sdk_date(SystemTime::now());
        self.with("X-Sdk-Date", &date).signed_by::<Sm3, Hmac<Sm3>>("SDK-HMAC-SM3", ak, sk, names)
    }

    fn signed_by<H: Digest, M: KeyInit + Mac>(self, algorithm: &str, ak: &str, sk: &str, names: &[&str]) -> Raw {
        let value = |name: &str| {
            let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim()).unwrap_or_default()
        };
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        let mut canonical = format!("{}\n{path}/\n{query}\n", self.method);
        for name in names {
            canonical += &format!("{name}:{}\n", value(name));
        }
        canonical += &format!("\n{}\n{}", names.join(";"), hex(&H::digest(&self.body)));
        let to_sign = format!("{algorithm}\n{}\n{}", value("X-Sdk-Date"), hex(&H::digest(canonical.as_bytes())));
        let mut mac = <M as KeyInit>::new_from_slice(sk.as_bytes()).expect("any length");
        mac.update(to_sign.as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let names = names.join(";");
        let value = format!("{algorithm} Access={ak}, SignedHeaders={names}, Signature={signature}");
        self.with("Authorization", &value)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        format!("{text}\r\n{}", self.body).into_bytes()
    }

    /// Sends it over a connection of its own.
    pub(crate) fn send(&self, stand_in: &StandIn) -> Reply {
        exchange(&mut connect(stand_in), &self.bytes())
    }
}

/// An access key, with its token if it is temporary.
#[derive(Clone)]
pub(crate) struct Key {
    access: String,
    secret: String,
    security_token: Option<String>,
}

impl Key {
    pub(crate) fn new(access: &str, secret: &str) -> Key {
        Key { access: access.to_owned(), secret: secret.to_owned(), security_token: None }
    }

    pub(crate) fn read(object: &Value, names: [&str; 3]) -> Key {
        let [access, secret, token] = names.map(|name| object[name].as_str().unwrap_or_else(|| panic!("{object}")));
        Key { security_token: Some(token.to_owned()), ..Key::new(access, secret) }
    }

    /// From an answer of IAM, or of the metadata service.
    pub(crate) fn of_iam(reply: &Reply) -> Key {
        Key::read(&reply.json()["credential"], ["access", "secret", "securitytoken"])
    }

    pub(crate) fn of_sts(reply: &Reply) -> Key {
        Key::read(&reply.json()["credentials"], ["access_key_id", "secret_access_key", "security_token"])
    }

    pub(crate) fn without_token(self) -> Key {
        Key { security_token: None, ..self }
    }

    pub(crate) fn sign(&self, request: Raw) -> Raw {
        let (request, names) = match &self.security_token {
            Some(token) => {
                (request.header("X-Security-Token", &**token), &["host", "x-sdk-date", "x-security-token"][..])
            }
            None => (request, &["host", "x-sdk-date"][..]),
        };
        request.signed(&self.access, &self.secret, names)
    }

    /// Asks for a callback with this key.
    pub(crate) fn get(&self, project: &str, id: &str) -> Raw {
        self.sign(Raw::get_callback(project, id).header("X-Project-Id", project))
    }

    pub(crate) fn get_callback(&self, project: &str) -> Raw {
        self.get(project, EXAMPLE)
    }
}

/// A request that the stand-in accepts, if nothing is changed.
pub(crate) fn good(id: &str) -> Raw {
    Raw::get_callback(PROJECT, id).header("X-Project-Id", PROJECT).signed(
        AK,
        SK,
        &["host", "x-project-id", "x-sdk-date"],
    )
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn code_and_message(&self) -> (String, String) {
        let body = self.json();
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        (text("error_code"), text("error_msg"))
    }
}

pub(crate) fn connect(stand_in: &StandIn) -> TcpStream {
    let (_, address) = stand_in.url().split_once("://").expect("a URL");
    let stream = TcpStream::connect(address).expect("connect");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("timeout");
    stream
}

pub(crate) fn exchange(stream: &mut (impl Read + Write), request: &[u8]) -> Reply {
    stream.write_all(request).expect("write");
    stream.flush().expect("flush");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream
            .read_exact(&mut byte)
            .unwrap_or_else(|error| panic!("{error} after {:?}", String::from_utf8_lossy(&head)));
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).expect("UTF-8");
    let mut lines = head.split("\r\n").filter(|line| !line.is_empty());
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut reply = Reply { status: status.expect("a status"), headers, body: Vec::new() };
    let length = reply.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    reply.body = vec![0; length];
    stream.read_exact(&mut reply.body).expect("body");
    reply
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `20261125T031500Z`
pub(crate) fn sdk_date(time: SystemTime) -> String {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    OffsetDateTime::from(time).format(format).expect("a date")
}

pub(crate) fn started(builder: Builder) -> StandIn {
    builder.start().expect("start")
}
