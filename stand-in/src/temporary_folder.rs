//! The stand-in's folder for files that programs read: the CA file and the ID token.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::random::random_hex;

/// A folder in the system's folder for temporary files, for this user alone. It is removed on drop.
#[derive(Debug)]
pub(crate) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    pub(crate) fn make() -> Result<TemporaryFolder, Error> {
        let path = std::env::temp_dir().join(format!("hwlive-stand-in-{}", random_hex(16)));
        #[cfg_attr(windows, allow(unused_mut, reason = "there are no modes"))]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        // Fails if there is something with that name, a link too.
        match builder.create(&path) {
            Ok(()) => Ok(TemporaryFolder(path)),
            Err(error) => Err(Error::cannot(format_args!("make the folder {}", path.display()), error)),
        }
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, or replaces it in one step: who reads it gets the old text or the new one, and never a part.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<PathBuf, Error> {
        let path = self.path(name);
        let written = self.path(&format!("{name}-{}", random_hex(16)));
        write_new(&written, text)
            .and_then(|()| fs::rename(&written, &path))
            .map_err(|error| Error::cannot(format_args!("write {}", path.display()), error))?;
        Ok(path)
    }
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // If it fails, the folder stays. It holds nothing secret.
        let _ = fs::remove_dir_all(&self.0);
    }
}
