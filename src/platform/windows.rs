//! Windows. It has neither forks nor signals, and a DLL needs some care.

use std::env;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::os::windows::io::AsRawHandle;
use std::path::Path;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

use windows_sys::Win32::Storage::FileSystem::{FILE_TYPE_DISK, GetFileType, SECURITY_IDENTIFICATION};
use windows_sys::Win32::System::LibraryLoader::{
    GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, GET_MODULE_HANDLE_EX_FLAG_PIN, GetModuleHandleExW,
};

/// The variable that names the user's home directory. HOME means something to some shells only.
pub(crate) const HOME: &str = "USERPROFILE";

/// The environment variable of exactly this name. The system would also take one in other letters, large for small.
pub(crate) fn variable(name: &str) -> Option<OsString> {
    env::vars_os().find_map(|(found, value)| (found == name).then_some(value))
}

/// Keeps the DLL loaded from now on, or the program that the library is linked to.
///
/// FreeLibrary would take the code away from helper threads, and from threads that end: std has them run code of the
/// DLL then. And each time that the DLL were loaded again it would need new indices of thread-local storage, of which a
/// process has about a thousand.
pub(crate) fn hold_library() {
    static DONE: AtomicBool = AtomicBool::new(false);
    if DONE.load(Ordering::Relaxed) || DONE.swap(true, Ordering::Relaxed) {
        return;
    }
    let mut module = ptr::null_mut();
    // SAFETY: with this flag the name is any address in the module; that of a static of ours is in the library. The
    // other pointer is of a local. It cannot fail for a module that is loaded.
    unsafe {
        let flags = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN;
        GetModuleHandleExW(flags, (&raw const DONE).cast(), &raw mut module);
    }
}

/// Opens a file that may be anything, and refuses what is none on a disk: reading a device or a pipe may wait without
/// end. The server of a pipe may know who opens it, and not act in that user's name.
pub(crate) fn open_to_read(path: &Path) -> io::Result<File> {
    const NOT_REGULAR: &str = "not a regular file";
    let file = OpenOptions::new().read(true).security_qos_flags(SECURITY_IDENTIFICATION).open(path);
    // Access to a folder is denied, to whomever it is.
    let file = file.map_err(|error| if path.is_dir() { io::Error::other(NOT_REGULAR) } else { error })?;
    // SAFETY: the handle is that of a file which is open.
    match unsafe { GetFileType(file.as_raw_handle()) } {
        FILE_TYPE_DISK => Ok(file),
        _ => Err(io::Error::other(NOT_REGULAR)),
    }
}

/// Runs something. There are no signals.
pub(crate) fn with_signals_blocked<T>(run: impl FnOnce() -> T) -> T {
    run()
}

#[cfg(test)]
pub(crate) const DEVICE: &str = "NUL";

#[cfg(test)]
mod tests {
    use std::process;

    use super::*;

    #[test]
    fn what_is_no_file_is_refused() {
        let device = open_to_read(Path::new(DEVICE)).unwrap_err();
        let folder = open_to_read(&std::env::temp_dir()).unwrap_err();
        assert_eq!([device, folder].map(|error| error.to_string()), ["not a regular file"; 2]);
        let missing = std::env::temp_dir().join(format!("hwlive-missing-{}", process::id()));
        assert_eq!(open_to_read(&missing).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
