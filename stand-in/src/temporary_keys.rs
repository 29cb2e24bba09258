//! Temporary keys. Every service that gives some makes them here, so that the gateway knows each of them until its end.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::dates::iam_time;
use crate::gateway::{AccessKey, Gateway, Scope};
use crate::random::random_hex;
use crate::state::State;

/// So long after its end the gateway still knows a key, to say that it has expired.
const REMEMBERED: Duration = Duration::from_secs(60 * 60);

/// A temporary key.
#[derive(Clone, Debug)]
pub(crate) struct TemporaryKey {
    pub(crate) access: String,
    pub(crate) secret: String,
    pub(crate) security_token: String,
    pub(crate) expires_at: SystemTime,
}

impl TemporaryKey {
    /// Makes a key that the gateway accepts for the projects of a scope.
    pub(crate) fn make(gateway: &mut Gateway, scope: Scope, lifetime: Duration, now: SystemTime) -> TemporaryKey {
        let key = TemporaryKey {
            access: format!("HST{}", random_hex(17).to_uppercase()),
            secret: random_hex(40),
            security_token: random_hex(256),
            expires_at: now + lifetime,
        };
        let access_key = AccessKey {
            secret_key: key.secret.clone(),
            security_token: Some(key.security_token.clone()),
            expires_at: Some(key.expires_at),
            scope,
        };
        gateway.access_keys.retain(|_, known| known.expires_at.is_none_or(|end| end + REMEMBERED > now));
        gateway.access_keys.insert(key.access.clone(), access_key);
        key
    }

    /// Makes a key that lives as long as was asked for, or as the stand-in's own settings say.
    pub(crate) fn give(state: &mut State, scope: Scope, asked: Duration, now: SystemTime) -> TemporaryKey {
        let lifetime = state.key_lifetime.unwrap_or(asked);
        TemporaryKey::make(&mut state.gateway, scope, lifetime, now)
    }

    /// As IAM and the metadata service write it.
    pub(crate) fn iam_json(&self) -> Value {
        json!({ "credential": {
            "access": self.access, "secret": self.secret, "securitytoken": self.security_token,
            "expires_at": iam_time(self.expires_at),
        } })
    }
}
