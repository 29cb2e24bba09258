//! Access keys and tokens, and where they come from, as a caller hands them in. `Debug` shows no secret, and memory is
//! wiped when freed. Who fetches and renews them is in `crate::supply`.

mod agency;
mod iam_user;
mod id_token;
mod identity_provider;
mod metadata_endpoint;
mod oidc;
mod pod_identity;
mod provider;
mod session;
mod source;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::sign::SigningKey;
use crate::text::{header_text, secret_text};

pub use agency::Agency;
pub(crate) use agency::{Domain, NamedAgency};
pub(crate) use iam_user::IamUser;
pub use id_token::IdToken;
pub(crate) use id_token::{IdTokenFrom, check_id_token};
pub(crate) use identity_provider::IdentityProvider;
pub(crate) use metadata_endpoint::{METADATA_ENDPOINT, check_metadata_endpoint};
pub use oidc::OidcAgency;
pub(crate) use pod_identity::PodIdentity;
pub use provider::CredentialsProvider;
pub use session::AgencySession;
pub use source::CredentialsSource;
pub(crate) use source::Source;

/// Longest token that is accepted, in characters: the largest that any service of the cloud documents.
pub(crate) const MAX_TOKEN: usize = 102_400;
/// Longest access key or secret key, in characters; real ones have 20 and 40.
const MAX_KEY: usize = 1024;

/// What requests are authenticated with: an access key, permanent or temporary, or a token of IAM.
///
/// Cheap to clone. `Debug` shows no secret, and memory is wiped when the last clone is dropped.
#[derive(Clone)]
pub struct Credentials {
    secret: Secret,
    expires_at: Option<SystemTime>,
}

#[derive(Clone)]
pub(crate) enum Secret {
    /// Requests are signed with it.
    AccessKey(Arc<AccessKey>),
    /// Sent as `X-Auth-Token`.
    Token(Arc<Zeroizing<String>>),
}

/// An access key and its secret, with a security token if it is a temporary key.
pub(crate) struct AccessKey {
    pub(crate) access_key: String,
    pub(crate) signing_key: SigningKey,
    security_token: Option<Zeroizing<String>>,
    /// Renewable for derived keys, and to cut it out of texts that a server sends.
    secret_key: Zeroizing<String>,
}

// The texts of an access key, one by one: a reader of settings says which of them is not usable.

pub(crate) fn check_access_key(text: &str) -> Result<&str, Error> {
    let access_key = header_text("access key", text, MAX_KEY)?;
    if access_key.contains([' ', ',']) {
        return Err(Error::invalid("access key has a blank or a comma in it"));
    }
    Ok(access_key)
}

pub(crate) fn check_secret_key(text: &str) -> Result<&str, Error> {
    secret_text("secret key", text, MAX_KEY)
}

pub(crate) fn check_security_token(text: &str) -> Result<&str, Error> {
    header_text("security token", text, MAX_TOKEN)
}

impl AccessKey {
    /// Empty: a permanent key has none.
    pub(crate) fn security_token(&self) -> &str {
        self.security_token.as_ref().map_or("", |token| token.as_str())
    }

    pub(crate) fn secret_key(&self) -> &str {
        &self.secret_key
    }
}

impl Credentials {
    /// An access key and its secret key, with a security token if it is a temporary key. Outer white space is trimmed.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: one of them is empty, too long, or has a character that cannot be sent.
    pub fn access_key(access_key: &str, secret_key: &str, security_token: Option<&str>) -> Result<Credentials, Error> {
        let made = Credentials::with_signing_key(access_key, secret_key, security_token);
        overwrite_stack();
        made
    }

    #[inline(never)]
    fn with_signing_key(
        access_key: &str,
        secret_key: &str,
        security_token: Option<&str>,
    ) -> Result<Credentials, Error> {
        let access_key = check_access_key(access_key)?;
        let secret_key = check_secret_key(secret_key)?;
        let security_token = security_token.map(check_security_token).transpose()?;
        let secret = Secret::AccessKey(Arc::new(AccessKey {
            access_key: access_key.to_owned(),
            signing_key: SigningKey::new(secret_key),
            security_token: security_token.map(|token| Zeroizing::new(token.to_owned())),
            secret_key: Zeroizing::new(secret_key.to_owned()),
        }));
        Ok(Credentials { secret, expires_at: None })
    }

    /// A token of IAM, of the project's scope: up to 102,400 characters. Outer white space is trimmed.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is empty, too long, or has a character that cannot be sent.
    pub fn auth_token(token: &str) -> Result<Credentials, Error> {
        let token = header_text("auth token", token, MAX_TOKEN)?;
        Ok(Credentials { secret: Secret::Token(Arc::new(Zeroizing::new(token.to_owned()))), expires_at: None })
    }

    /// The same credentials, valid until then. A [`CredentialsProvider`] is asked for new ones before that. For fixed
    /// credentials it has no effect: the service decides.
    #[must_use]
    pub fn with_expiry(mut self, expires_at: SystemTime) -> Credentials {
        self.expires_at = Some(expires_at);
        self
    }

    /// When they expire; `None` if that is not known, or never.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The same access key as a temporary one; `None`: there is no access key here.
    pub(crate) fn with_security_token(&self, security_token: &str) -> Result<Option<Credentials>, Error> {
        let Secret::AccessKey(key) = &self.secret else { return Ok(None) };
        Credentials::access_key(&key.access_key, &key.secret_key, Some(security_token)).map(Some)
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Whether they are the very same, not only equal ones.
    pub(crate) fn is(&self, other: &Credentials) -> bool {
        match (&self.secret, &other.secret) {
            (Secret::AccessKey(one), Secret::AccessKey(other)) => Arc::ptr_eq(one, other),
            (Secret::Token(one), Secret::Token(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// The texts that no message may contain.
    pub(crate) fn secrets(&self) -> [Option<&str>; 2] {
        match &self.secret {
            Secret::AccessKey(key) => [Some(&key.secret_key), key.security_token.as_deref().map(String::as_str)],
            Secret::Token(token) => [Some(token), None],
        }
    }
}

/// Overwrites what functions that have returned left on the stack: a value that moves leaves a copy behind, and with the
/// state of a hash one can sign as well as with the secret key.
#[inline(never)]
fn overwrite_stack() {
    std::hint::black_box([0_u8; 8 * 1024]);
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Credentials");
        match &self.secret {
            Secret::AccessKey(key) => {
                shown.field("access_key", &key.access_key).field("temporary", &key.security_token.is_some())
            }
            Secret::Token(_) => shown.field("token", &format_args!("…")),
        };
        shown.field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn outer_white_space_is_trimmed() {
        let Secret::AccessKey(key) = Credentials::access_key(" AK\n", "\tSK \r\n", Some(" T ")).unwrap().secret else {
            panic!("an access key was given")
        };
        assert_eq!(key.access_key, "AK");
        assert_eq!(key.secret_key.as_str(), "SK");
        assert_eq!(key.security_token(), "T");
        let Secret::Token(token) = Credentials::auth_token("token\r\n").unwrap().secret else {
            panic!("a token was given")
        };
        assert_eq!(token.as_str(), "token");
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_refused_without_being_shown() {
        let long = "sentinel".repeat(12_801);
        for (made, name) in [
            (Credentials::access_key("", "sentinel", None), "access key"),
            (Credentials::access_key("sentinel\r\nX: 1", "sk", None), "access key"),
            (Credentials::access_key("senti nel", "sk", None), "access key"),
            (Credentials::access_key("sentinel录", "sk", None), "access key"),
            (Credentials::access_key("ak", "  ", None), "secret key"),
            (Credentials::access_key("ak", "sentinel\nsentinel", None), "secret key"),
            (Credentials::access_key("ak", "sk", Some("")), "security token"),
            (Credentials::access_key("ak", "sk", Some("sentinel\0")), "security token"),
            (Credentials::auth_token(""), "auth token"),
            (Credentials::auth_token("sentinel\u{7f}"), "auth token"),
            (Credentials::auth_token(&long), "auth token"),
        ] {
            let error = made.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument);
            assert!(error.to_string().starts_with(name), "{error}");
            assert!(!format!("{error} {error:?}").contains("senti"), "{error}");
        }
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        for letter in ["t", "\u{5f55}", "\u{1f3a5}"] {
            for (length, accepted) in [(MAX_KEY, true), (MAX_KEY + 1, false)] {
                let key = Credentials::access_key("ak", &letter.repeat(length), None);
                assert_eq!(key.is_ok(), accepted, "{length} times {letter}");
                let user = CredentialsSource::iam_user("user", &letter.repeat(length), "domain");
                assert_eq!(user.is_ok(), accepted, "{length} times {letter}");
            }
        }
        assert!(Credentials::auth_token(&"t".repeat(MAX_TOKEN)).is_ok());
        assert!(Credentials::auth_token(&"t".repeat(MAX_TOKEN + 1)).is_err());
    }

    #[test]
    fn the_very_same_are_told_from_equal_ones() {
        let key = || Credentials::access_key("AK", "SK", None).unwrap();
        let token = || Credentials::auth_token("T").unwrap();
        for (one, other) in [(key(), key()), (token(), token())] {
            assert!(one.is(&one.clone()) && !one.is(&other), "{one:?}");
        }
        assert!(!key().is(&token()));
    }

    #[test]
    fn an_access_key_becomes_a_temporary_one() {
        let key = Credentials::access_key("AK", "SK", None).unwrap();
        let temporary = key.with_security_token(" ST").unwrap().unwrap();
        assert_eq!(temporary.secrets(), [Some("SK"), Some("ST")]);
        assert_eq!(key.with_security_token("S T\n T").unwrap_err().kind(), ErrorKind::InvalidArgument);
        assert!(Credentials::auth_token("T").unwrap().with_security_token("ST").unwrap().is_none());
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!(
            "{:?} {:?}",
            Credentials::access_key("AK", "sentinel-sk", Some("sentinel-st")).unwrap(),
            Credentials::auth_token("sentinel-token").unwrap()
        );
        assert!(shown.contains("AK") && !shown.contains("sentinel"), "{shown}");
    }
}
