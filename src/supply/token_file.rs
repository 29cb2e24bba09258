//! Files with tokens, which clusters replace again and again.

use std::path::Path;

use zeroize::Zeroizing;

use crate::credentials::{IdToken, IdTokenFrom, MAX_TOKEN, check_id_token};
use crate::error::Error;
use crate::files;
use crate::text::header_text;

/// Largest file that is read, in bytes: a token and white space.
const MAX_FILE: u64 = 128 * 1024;

/// The ID token: as it is, or as its file has it now.
pub(super) fn id_token(token: &IdToken) -> Result<Zeroizing<String>, Error> {
    match &token.0 {
        IdTokenFrom::Text(token) => Ok(token.clone()),
        IdTokenFrom::File(path) => id_token_in(path),
    }
}

/// The ID token that a file has now.
pub(super) fn id_token_in(path: &Path) -> Result<Zeroizing<String>, Error> {
    read("ID token file", path, |text| check_id_token("it", text))
}

/// The token for an agent that a file has now.
pub(super) fn agent_token_in(path: &Path) -> Result<Zeroizing<String>, Error> {
    read("pod identity token file", path, |text| header_text("it", text, MAX_TOKEN))
}

fn read(
    name: &str,
    path: &Path,
    check: impl for<'a> FnOnce(&'a str) -> Result<&'a str, Error>,
) -> Result<Zeroizing<String>, Error> {
    let refuse = |why: &str| Error::credentials(format!("{name} \"{}\": {why}", path.display()));
    let bytes = files::read_regular(path, MAX_FILE).map_err(|why| refuse(&why))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| refuse("it is not UTF-8"))?;
    let token = check(text).map_err(|error| refuse(&error.to_string()))?;
    Ok(Zeroizing::new(token.to_owned()))
}
