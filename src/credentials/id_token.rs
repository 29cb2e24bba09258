//! The ID token of a workload.

use std::fmt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::Error;
use crate::text::header_text;

/// Longest ID token, in characters: what STS accepts.
const MAX_ID_TOKEN: usize = 20_000;

/// The ID token of a workload: a JWT that a cluster gives a pod, or a CI system gives a job.
///
/// `Debug` does not show it.
#[derive(Clone)]
pub struct IdToken(pub(crate) IdTokenFrom);

#[derive(Clone)]
pub(crate) enum IdTokenFrom {
    File(PathBuf),
    Text(Zeroizing<String>),
}

impl IdToken {
    /// The token in a file, which is read each time that credentials are asked for: clusters replace it long before it
    /// expires. White space around the token is trimmed. Nothing is read yet.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the path is empty.
    pub fn file(path: impl AsRef<Path>) -> Result<IdToken, Error> {
        check_token_file("ID token file", path.as_ref()).map(|path| IdToken(IdTokenFrom::File(path)))
    }

    /// A token that is used until it expires: up to 20,000 characters.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is empty, too long, or has a character that cannot be in a token.
    pub fn text(token: &str) -> Result<IdToken, Error> {
        check_id_token("ID token", token).map(|token| IdToken(IdTokenFrom::Text(Zeroizing::new(token.to_owned()))))
    }
}

/// Trims an ID token and refuses what cannot be one.
pub(crate) fn check_id_token<'a>(name: &str, text: &'a str) -> Result<&'a str, Error> {
    let token = header_text(name, text, MAX_ID_TOKEN)?;
    if token.contains(' ') {
        return Err(Error::invalid(format!("{name} has a blank in it")));
    }
    Ok(token)
}

/// The path of a file with a token.
pub(crate) fn check_token_file(name: &str, path: &Path) -> Result<PathBuf, Error> {
    if path.as_os_str().is_empty() {
        return Err(Error::invalid(format!("{name}: the path is empty")));
    }
    Ok(path.to_owned())
}

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            IdTokenFrom::File(path) => f.debug_tuple("IdToken").field(path).finish(),
            IdTokenFrom::Text(_) => f.write_str("IdToken(…)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_one_word_of_a_bounded_length_and_never_shown() {
        for (text, why) in [
            ("", "empty"),
            (" \r\n", "empty"),
            ("sentinel sentinel", "blank"),
            ("sentinel\nsentinel", "control character"),
            ("sentinel\u{e9}", "outside ASCII"),
            (&"sentinel".repeat(2501), "longer than 20000"),
        ] {
            let error = IdToken::text(text).unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::InvalidArgument);
            assert!(error.to_string().contains(why) && !format!("{error:?}").contains("sentinel"), "{error}");
        }
        let token = IdToken::text(" sentinel\r\n").unwrap();
        assert!(!format!("{token:?}").contains("sentinel"));
        assert!(IdToken::text(&"t".repeat(MAX_ID_TOKEN)).is_ok());
        assert!(IdToken::file("").is_err());
    }
}
