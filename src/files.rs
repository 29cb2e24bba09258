//! Finding a settings file, and reading it, if it is one.

use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::Error;
use crate::platform::{self, HOME};

/// The path of a settings file, and whether somebody named it.
pub(crate) struct SettingsPath {
    pub(crate) path: PathBuf,
    is_named: bool,
}

impl SettingsPath {
    /// The path that the caller gives, else that of the variable, else the usual one in the home directory.
    pub(crate) fn find(what: &str, path: Option<&Path>, variable: &str, usual: &str) -> Result<SettingsPath, Error> {
        let variable_path = || env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from);
        if let Some(path) = path.map(Path::to_owned).or_else(variable_path) {
            return Ok(SettingsPath { path, is_named: true });
        }
        match in_home(usual) {
            Some(path) => Ok(SettingsPath { path, is_named: false }),
            None => Err(Error::credentials(format!("no {what} is known: neither {variable} nor {HOME} is set"))),
        }
    }

    /// Whether nobody named the file and it is not there.
    pub(crate) fn is_absent(&self) -> bool {
        !self.is_named && matches!(self.path.try_exists(), Ok(false))
    }
}

/// The path of something in the user's home directory, if that is known.
pub(crate) fn in_home(usual: &str) -> Option<PathBuf> {
    let home = env::var_os(HOME).filter(|home| !home.is_empty())?;
    Some(Path::new(&home).join(usual))
}

/// Reads a regular file of at most so many bytes: a device or a pipe may never end. The error does not name the file.
///
/// A file that is written to meanwhile is read again.
pub(crate) fn read_regular(path: &Path, max: u64) -> Result<Zeroizing<Vec<u8>>, String> {
    const TRIES: usize = 3;
    for _ in 0..TRIES {
        if let Some(bytes) = read_unchanged(path, max)? {
            return Ok(bytes);
        }
    }
    Err("it is being written to".to_owned())
}

/// `None`: the file was changed while it was read.
fn read_unchanged(path: &Path, max: u64) -> Result<Option<Zeroizing<Vec<u8>>>, String> {
    let text = |error: std::io::Error| error.to_string();
    let file = platform::open_to_read(path).map_err(text)?;
    let metadata = file.metadata().map_err(text)?;
    if !metadata.is_file() {
        return Err("not a regular file".to_owned());
    }
    let too_large = || format!("larger than {max} bytes");
    if metadata.len() > max {
        return Err(too_large());
    }
    // Room for all of it and for what is read to find the end, so that growing leaves no unwiped copy behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(metadata.len() as usize + 64));
    (&file).take(max + 1).read_to_end(&mut bytes).map_err(text)?;
    if bytes.len() as u64 > max {
        return Err(too_large());
    }
    let after = file.metadata().map_err(text)?;
    let is_as_before = after.len() == metadata.len() && after.modified().ok() == metadata.modified().ok();
    Ok(is_as_before.then_some(bytes))
}
