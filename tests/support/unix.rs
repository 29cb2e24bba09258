//! What tests ask of Linux: forks, signals, and a look at the process.

use std::ffi::CString;
use std::fs::File;
use std::io;
use std::mem;
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::ptr;
use std::sync::atomic::{AtomicU32, Ordering};

/// A device that is no file and never ends.
pub const DEVICE: &str = "/dev/zero";

/// The variable that names the home directory.
pub const HOME: &str = "HOME";

/// An environment with nothing in it.
pub fn clear_environment(command: &mut Command) {
    command.env_clear();
}

/// Makes a pipe that nobody writes to, where a folder can have one.
pub fn make_pipe(path: &Path) -> bool {
    let name = CString::new(path.to_str().unwrap()).unwrap();
    // SAFETY: the path ends in NUL.
    assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
    true
}

/// Whether no mode of a file keeps this user out.
pub fn reads_everything() -> bool {
    // SAFETY: it changes nothing.
    unsafe { libc::geteuid() == 0 }
}

/// Takes everybody's right to read a file away.
pub fn make_unreadable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).unwrap();
}

/// The number of threads of this process.
pub fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").unwrap().count()
}

/// The number of open files of this process, sockets included.
pub fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Resident memory, in KiB.
pub fn memory() -> usize {
    status("VmRSS:")
}

/// Resident memory that is of no file, in KiB.
pub fn private_memory() -> usize {
    status("RssAnon:")
}

fn status(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

/// The memory of this process.
pub struct Memory(File);

impl Memory {
    pub fn open() -> Memory {
        Memory(File::open("/proc/self/mem").unwrap())
    }

    /// What the process may write to: a name, the first address, and the one behind the last.
    pub fn writable(&self) -> Vec<(String, u64, u64)> {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        let writable = maps.lines().filter_map(|line| {
            let mut words = line.split_whitespace();
            let (range, access) = (words.next()?, words.next()?);
            let (start, end) = range.split_once('-')?;
            let [start, end] = [start, end].map(|number| u64::from_str_radix(number, 16).unwrap());
            access.starts_with("rw").then(|| (words.nth(3).unwrap_or("other memory").to_owned(), start, end))
        });
        writable.collect()
    }

    /// Reads at an address, perhaps less than there is room for; `None` if nothing is there any more.
    pub fn read(&self, buffer: &mut [u8], at: u64) -> Option<usize> {
        self.0.read_at(buffer, at).ok().filter(|length| *length > 0)
    }
}

/// A forked child of this process.
pub struct Forked(libc::pid_t);

/// Forks. The child does this and ends, without running anything that its parent would run at its end.
pub fn fork(child: impl FnOnce()) -> Forked {
    // SAFETY: the child only goes on with code that a forked child may run: that the library does is what is tested.
    match unsafe { libc::fork() } {
        0 => {
            let result = catch_unwind(AssertUnwindSafe(child));
            // SAFETY: it ends the process, whose parent waits for the status.
            unsafe { libc::_exit(if result.is_ok() { 0 } else { 101 }) }
        }
        id => {
            assert!(id > 0, "{}", io::Error::last_os_error());
            Forked(id)
        }
    }
}

impl Forked {
    /// Waits for its end: it has to succeed. That of the program, whose child it is, is the limit.
    #[track_caller]
    pub fn succeeds(self) {
        let mut status = 0;
        // SAFETY: the pointer is of an int of ours, and the child is ours and was not waited for.
        let waited = unsafe { libc::waitpid(self.0, &raw mut status, 0) };
        assert_eq!((waited, status), (self.0, 0), "the child failed");
    }
}

static SIGNALS: AtomicU32 = AtomicU32::new(0);

extern "C" fn count_signal(_: libc::c_int) {
    SIGNALS.fetch_add(1, Ordering::Relaxed);
}

/// A signal every millisecond, whose handler does not ask for system calls to be restarted.
pub fn start_signals() {
    // SAFETY: zeros are a sigaction and an itimerval; the handler only adds to an atomic; the pointers are of locals that
    // outlive the calls.
    unsafe {
        let mut action: libc::sigaction = mem::zeroed();
        action.sa_sigaction = count_signal as *const () as usize;
        assert_eq!(libc::sigaction(libc::SIGALRM, &raw const action, ptr::null_mut()), 0);
        let every = libc::timeval { tv_sec: 0, tv_usec: 1000 };
        let timer = libc::itimerval { it_interval: every, it_value: every };
        assert_eq!(libc::setitimer(libc::ITIMER_REAL, &raw const timer, ptr::null_mut()), 0);
    }
}

/// How many signals a lookup that hangs waits for. They reach a thread that waits for another thread.
pub const SIGNALS_IN_A_LOOKUP: u32 = 20;

/// How many there were.
pub fn signals() -> u32 {
    SIGNALS.load(Ordering::Relaxed)
}
