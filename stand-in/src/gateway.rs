//! The gateway in front of the service. It finds out who sends a request, and for which project.
//!
//! The texts of the refusals are the gateway's if its documentation or reports show them. The others are for requests that
//! no client should send, and are made up.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime};

use crate::answer::Refusal;
use crate::dates;
use crate::request::Request;
use crate::signature::{self, Algorithm, SignedParts};

/// How far the date of a signature may lie from the server's clock.
const DATE_TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// More bad signatures in a row than this lock an access key.
const MAX_FAILURES: u32 = 5;

/// For so long it is locked.
const LOCK: Duration = Duration::from_secs(5 * 60);

/// An access key that the gateway knows.
#[derive(Debug)]
pub(crate) struct AccessKey {
    pub(crate) secret_key: String,
    /// Of a temporary key: the token that has to come with it.
    pub(crate) security_token: Option<String>,
    pub(crate) expires_at: Option<SystemTime>,
    pub(crate) scope: Scope,
}

/// A token that the gateway knows.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) scope: Scope,
    /// From then on the gateway asks for a new one.
    pub(crate) expires_at: Option<SystemTime>,
}

/// What a key or a token gives access to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those of the stand-in's own account.
    EveryProject,
    Project(String),
    /// The whole account. IAM accepts it, Live does not.
    Domain,
}

/// Who sent a request. This is proven.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    /// An access key, and what `X-Project-Id` names.
    AccessKey {
        project_id: Option<String>,
        scope: Scope,
        is_temporary: bool,
    },
    Token(Scope),
}

impl Identity {
    pub(crate) fn scope(&self) -> &Scope {
        match self {
            Identity::AccessKey { scope, .. } | Identity::Token(scope) => scope,
        }
    }
}

/// The gateway's memory.
#[derive(Debug, Default)]
pub(crate) struct Gateway {
    pub(crate) access_keys: HashMap<String, AccessKey>,
    pub(crate) tokens: HashMap<String, Token>,
    /// A signature has to cover `Host` too.
    pub(crate) require_signed_host: bool,
    failures: HashMap<String, Failures>,
}

/// The bad signatures in a row of one access key.
#[derive(Debug, Default)]
struct Failures {
    count: u32,
    locked_at: Option<Instant>,
}

impl Failures {
    fn is_locked(&mut self, now: Instant) -> bool {
        let Some(locked_at) = self.locked_at else { return false };
        if now.saturating_duration_since(locked_at) < LOCK {
            return true;
        }
        *self = Failures::default();
        false
    }

    fn add(&mut self, now: Instant) {
        self.count += 1;
        if self.count > MAX_FAILURES {
            self.locked_at = Some(now);
        }
    }
}

impl Gateway {
    /// Finds out who sent a request, from its signature or its token. `now` is the stand-in's clock.
    pub(crate) fn identify(&mut self, request: &Request, now: SystemTime) -> Result<Identity, Refusal> {
        match (request.header("authorization"), request.header("x-auth-token")) {
            (Some(authorization), _) => self.verify_signature(request, &authorization, now),
            (None, Some(token)) => self.verify_token(&token, now),
            (None, None) => Err(Refusal::authentication("x-auth-token not found")),
        }
    }

    fn verify_token(&self, token: &str, now: SystemTime) -> Result<Identity, Refusal> {
        let Some(token) = self.tokens.get(token) else { return Err(Refusal::authentication("decrypt token fail")) };
        if token.expires_at.is_some_and(|end| end <= now) {
            return Err(Refusal::new(401, "APIGW.0307", "The token must be updated."));
        }
        Ok(Identity::Token(token.scope.clone()))
    }

    fn verify_signature(
        &mut self,
        request: &Request,
        authorization: &str,
        now: SystemTime,
    ) -> Result<Identity, Refusal> {
        let authorization = Authorization::parse(authorization)?;
        let access_key_id = authorization.access_key;
        let Some(access_key) = self.access_keys.get(access_key_id) else {
            return Err(Refusal::authentication(format_args!("ak {access_key_id} not exist")));
        };
        // Only keys that exist get here, so that others do not fill the memory.
        let failures = self.failures.entry(access_key_id.to_owned()).or_default();
        if failures.is_locked(Instant::now()) {
            return Err(Refusal::authentication("AK access failed to reach the limit,forbidden"));
        }
        let signed = signed_headers(request, authorization.signed_headers)?;
        let is_signed = |name: &str| signed.iter().any(|(known, _)| known == name);
        let required = [("x-sdk-date", true), ("host", self.require_signed_host)];
        if let Some((name, _)) = required.iter().find(|(name, required)| *required && !is_signed(name)) {
            return Err(not_signed(name));
        }
        let date = request.header("x-sdk-date").unwrap_or_default();
        check_date(&date, now)?;
        check_security_token(request, access_key, is_signed("x-security-token"), now)?;
        if authorization.scope.is_some_and(|scope| date.get(..8) != Some(scope.day)) {
            return Err(Refusal::authentication("the day in Credential is not that of x-sdk-date"));
        }
        let parts = SignedParts {
            method: &request.method,
            path: &request.path,
            query: &request.query_pairs(),
            headers: &signed,
            body: &request.body,
        };
        let body_header = authorization.algorithm.body_header();
        if request.header(body_header).is_some_and(|sent| sent != authorization.algorithm.hash(&request.body)) {
            return Err(Refusal::authentication(format_args!("{body_header} is not the hash of the body")));
        }
        let canonical_request = parts.canonical_request(authorization.algorithm);
        if authorization.signature != authorization.right_signature(access_key, &date, &canonical_request) {
            failures.add(Instant::now());
            return Err(Refusal::authentication(format_args!(
                "verify aksk signature fail, canonicalRequest:{}",
                canonical_request.replace('\n', "|")
            )));
        }
        self.failures.remove(access_key_id);
        Ok(Identity::AccessKey {
            project_id: request.header("x-project-id"),
            scope: access_key.scope.clone(),
            is_temporary: access_key.security_token.is_some(),
        })
    }
}

/// The parts of an `Authorization` header.
#[derive(Debug, PartialEq, Eq)]
struct Authorization<'a> {
    algorithm: Algorithm,
    access_key: &'a str,
    /// Only with a derived key.
    scope: Option<KeyScope<'a>>,
    signed_headers: &'a str,
    signature: &'a str,
}

/// The scope of a derived key, `20191115/region/service`. Only the day is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct KeyScope<'a> {
    text: &'a str,
    day: &'a str,
}

impl<'a> Authorization<'a> {
    fn parse(header: &'a str) -> Result<Authorization<'a>, Refusal> {
        let (name, rest) = header.split_once(' ').unwrap_or((header, ""));
        let Some(algorithm) = Algorithm::named(name) else {
            return Err(Refusal::authentication(format_args!("algorithm {name} is not supported")));
        };
        let key = if algorithm == Algorithm::Derived { "Credential" } else { "Access" };
        let value = |name: &str| {
            let mut parts = rest.split(',').filter_map(|part| part.trim().split_once('='));
            parts.find(|(known, _)| *known == name).map(|(_, value)| value).filter(|value| !value.is_empty())
        };
        let incorrect = || Refusal::authentication("Authorization format incorrect");
        let (Some(access_key), Some(signed_headers), Some(signature)) =
            (value(key), value("SignedHeaders"), value("Signature"))
        else {
            return Err(incorrect());
        };
        if algorithm != Algorithm::Derived {
            return Ok(Authorization { algorithm, access_key, scope: None, signed_headers, signature });
        }
        let (access_key, text) = access_key.split_once('/').ok_or_else(incorrect)?;
        let [day, _region, _service] = text.split('/').collect::<Vec<_>>()[..] else { return Err(incorrect()) };
        Ok(Authorization { algorithm, access_key, scope: Some(KeyScope { text, day }), signed_headers, signature })
    }

    /// The right signature for a canonical request.
    fn right_signature(&self, access_key: &AccessKey, date: &str, canonical_request: &str) -> String {
        let secret_key = &access_key.secret_key;
        match self.scope {
            None => signature::signature(self.algorithm, secret_key, date, canonical_request),
            Some(KeyScope { text, .. }) => {
                signature::derived_signature(self.access_key, secret_key, text, date, canonical_request)
            }
        }
    }
}

/// Names and values of the signed headers, in the order of the canonical request.
fn signed_headers(request: &Request, names: &str) -> Result<Vec<(String, String)>, Refusal> {
    let mut names: Vec<String> = names.split(';').map(str::to_ascii_lowercase).collect();
    names.sort_unstable();
    names.dedup();
    let with_value = |name: String| match request.header(&name) {
        Some(value) => Ok((name, value)),
        None => Err(Refusal::authentication(format_args!("signed header {name} not found"))),
    };
    names.into_iter().map(with_value).collect()
}

fn not_signed(name: &str) -> Refusal {
    Refusal::authentication(format_args!("{name} is not signed"))
}

fn check_date(date: &str, now: SystemTime) -> Result<(), Refusal> {
    let Some(signed_at) = dates::parse_sdk_date(date) else {
        return Err(Refusal::authentication(format_args!("x-sdk-date {date} is not YYYYMMDDTHHMMSSZ")));
    };
    if dates::unix_seconds(now).abs_diff(dates::unix_seconds(signed_at)) > DATE_TOLERANCE.as_secs() {
        return Err(Refusal::authentication(format_args!(
            "calc aksk signature fail:signature expired, signature time:{date},server time:{}",
            dates::sdk_date(now)
        )));
    }
    Ok(())
}

fn check_security_token(
    request: &Request,
    access_key: &AccessKey,
    is_signed: bool,
    now: SystemTime,
) -> Result<(), Refusal> {
    match (&access_key.security_token, request.header("x-security-token")) {
        (None, None) => Ok(()),
        (Some(known), Some(sent)) if *known == sent => match access_key.expires_at {
            _ if !is_signed => Err(not_signed("x-security-token")),
            Some(end) if end <= now => Err(Refusal::authentication("security token expired")),
            _ => Ok(()),
        },
        (Some(_), None) => Err(Refusal::authentication("x-security-token not found")),
        (_, Some(_)) => Err(Refusal::authentication("security token does not match the ak")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_bad_signature_locks_a_key_for_five_minutes() {
        let start = Instant::now();
        let mut failures = Failures::default();
        for count in 1..=6 {
            assert!(!failures.is_locked(start), "before failure {count}");
            failures.add(start);
        }
        for (seconds, locked) in [(0, true), (299, true), (300, false), (301, false)] {
            assert_eq!(failures.is_locked(start + Duration::from_secs(seconds)), locked, "after {seconds} s");
        }
        assert_eq!(failures.count, 0, "the count starts anew");
    }

    #[test]
    fn authorization_headers() {
        let parsed = Authorization {
            algorithm: Algorithm::Usual,
            access_key: "AK",
            scope: None,
            signed_headers: "host;x-sdk-date",
            signature: "0f",
        };
        for header in [
            "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=0f",
            "SDK-HMAC-SHA256 Access=AK,SignedHeaders=host;x-sdk-date,Signature=0f",
        ] {
            assert_eq!(Authorization::parse(header).as_ref(), Ok(&parsed), "{header}");
        }
        let derived =
            Authorization::parse("V11-HMAC-SHA256 Credential=AK/20191115/r-1/live, SignedHeaders=host, Signature=0f");
        assert_eq!(derived.unwrap().scope, Some(KeyScope { text: "20191115/r-1/live", day: "20191115" }));
        for (header, says) in [
            ("V11-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=0f", "format"),
            ("V11-HMAC-SHA256 Credential=AK/20191115/r-1, SignedHeaders=host, Signature=0f", "format"),
            ("", "algorithm"),
            ("Basic QUs6U0s=", "algorithm Basic"),
            ("AWS4-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=0f", "algorithm AWS4-HMAC-SHA256"),
            ("SDK-HMAC-SHA256", "format"),
            ("SDK-HMAC-SHA256, Access=AK, SignedHeaders=host, Signature=0f", "algorithm"),
            ("SDK-HMAC-SHA256 Access=AK, SignedHeaders=host", "format"),
            ("SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=0f", "format"),
        ] {
            let refusal = Authorization::parse(header).expect_err(header);
            assert_eq!((refusal.status, refusal.code), (401, "APIGW.0301"), "{header}");
            assert!(refusal.message.contains(says), "{header}: {}", refusal.message);
        }
    }
}
