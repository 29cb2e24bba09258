//! Access keys and tokens. `Debug` shows no secret, and memory is wiped when freed.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::sign::SigningKey;

/// Longest token that is accepted, in characters: the largest that any service of the cloud documents.
const MAX_TOKEN: usize = 102_400;
/// Longest access key or secret key, in characters; real ones have 20 and 40.
const MAX_KEY: usize = 1024;

/// What a request proves itself with. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Credentials {
    /// An access key, permanent or temporary: requests are signed.
    AccessKey(Arc<AccessKey>),
    /// A token of IAM: sent as `X-Auth-Token`.
    Token(Arc<Zeroizing<String>>),
}

/// An access key and its secret, with a security token where it is a temporary one.
pub(crate) struct AccessKey {
    pub(crate) access_key: String,
    pub(crate) signing_key: SigningKey,
    pub(crate) security_token: Option<Zeroizing<String>>,
    /// Kept to cut it out of texts that a server sends.
    secret_key: Zeroizing<String>,
}

impl Credentials {
    pub(crate) fn access_key(
        access_key: &str,
        secret_key: &str,
        security_token: Option<&str>,
    ) -> Result<Credentials, Error> {
        let access_key = header_text("access key", access_key, MAX_KEY)?;
        if access_key.contains([' ', ',']) {
            return Err(Error::invalid("access key has a blank or a comma in it"));
        }
        let secret_key = secret_key.trim();
        check_length("secret key", secret_key, MAX_KEY)?;
        if secret_key.contains(char::is_control) {
            return Err(Error::invalid("secret key has a control character in it"));
        }
        let security_token = security_token.map(check_security_token).transpose()?;
        Ok(Credentials::AccessKey(Arc::new(AccessKey {
            access_key: access_key.to_owned(),
            signing_key: SigningKey::new(secret_key),
            security_token,
            secret_key: Zeroizing::new(secret_key.to_owned()),
        })))
    }

    /// The same access key as a temporary one; `None`: there is no access key here.
    pub(crate) fn with_security_token(&self, security_token: &str) -> Result<Option<Credentials>, Error> {
        let Credentials::AccessKey(key) = self else { return Ok(None) };
        Credentials::access_key(&key.access_key, &key.secret_key, Some(security_token)).map(Some)
    }

    pub(crate) fn token(token: &str) -> Result<Credentials, Error> {
        let token = header_text("auth token", token, MAX_TOKEN)?;
        Ok(Credentials::Token(Arc::new(Zeroizing::new(token.to_owned()))))
    }

    /// The texts that may stand in no message.
    pub(crate) fn secrets(&self) -> [Option<&str>; 2] {
        match self {
            Credentials::AccessKey(key) => [Some(&key.secret_key), key.security_token.as_deref().map(String::as_str)],
            Credentials::Token(token) => [Some(token), None],
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Credentials::AccessKey(key) => f
                .debug_struct("AccessKey")
                .field("access_key", &key.access_key)
                .field("temporary", &key.security_token.is_some())
                .finish_non_exhaustive(),
            Credentials::Token(_) => f.debug_struct("Token").finish_non_exhaustive(),
        }
    }
}

fn check_security_token(token: &str) -> Result<Zeroizing<String>, Error> {
    Ok(Zeroizing::new(header_text("security token", token, MAX_TOKEN)?.to_owned()))
}

/// Trims a text that becomes a header and refuses what cannot stand in one. The text itself is never shown.
pub(crate) fn header_text<'a>(name: &str, text: &'a str, max: usize) -> Result<&'a str, Error> {
    let text = text.trim();
    check_length(name, text, max)?;
    if !text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Err(Error::invalid(format!("{name} has a control character or a character outside ASCII in it")));
    }
    Ok(text)
}

fn check_length(name: &str, text: &str, max: usize) -> Result<(), Error> {
    if text.is_empty() {
        return Err(Error::invalid(format!("{name} is empty")));
    }
    if text.len() > max {
        return Err(Error::invalid(format!("{name} is longer than {max} characters")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn outer_white_space_is_trimmed() {
        let Credentials::AccessKey(key) = Credentials::access_key(" AK\n", "\tSK \r\n", Some(" T ")).unwrap() else {
            panic!("an access key was given")
        };
        assert_eq!(key.access_key, "AK");
        assert_eq!(key.secret_key.as_str(), "SK");
        assert_eq!(key.security_token.as_ref().unwrap().as_str(), "T");
        let Credentials::Token(token) = Credentials::token("token\r\n").unwrap() else { panic!("a token was given") };
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
            (Credentials::token(""), "auth token"),
            (Credentials::token("sentinel\u{7f}"), "auth token"),
            (Credentials::token(&long), "auth token"),
        ] {
            let error = made.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument);
            assert!(error.to_string().starts_with(name), "{error}");
            assert!(!format!("{error} {error:?}").contains("senti"), "{error}");
        }
    }

    #[test]
    fn the_longest_token_is_accepted() {
        assert!(Credentials::token(&"t".repeat(MAX_TOKEN)).is_ok());
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!(
            "{:?} {:?}",
            Credentials::access_key("AK", "sentinel-sk", Some("sentinel-st")).unwrap(),
            Credentials::token("sentinel-token").unwrap()
        );
        assert!(shown.contains("AK") && !shown.contains("sentinel"), "{shown}");
    }
}
