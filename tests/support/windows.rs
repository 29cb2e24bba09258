//! What tests ask of Windows: a look at the process.

use std::path::Path;
use std::process::{self, Command};
use std::ptr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use windows_sys::Win32::Foundation::{
    CloseHandle, DUPLICATE_SAME_ACCESS, DuplicateHandle, HANDLE, INVALID_HANDLE_VALUE,
};
use windows_sys::Win32::System::Diagnostics::Debug::ReadProcessMemory;
use windows_sys::Win32::System::Diagnostics::ToolHelp::{
    CreateToolhelp32Snapshot, TH32CS_SNAPTHREAD, THREADENTRY32, Thread32First, Thread32Next,
};
use windows_sys::Win32::System::Memory::{
    MEM_COMMIT, MEM_IMAGE, MEM_MAPPED, MEMORY_BASIC_INFORMATION, PAGE_EXECUTE_READWRITE, PAGE_EXECUTE_WRITECOPY,
    PAGE_READWRITE, PAGE_WRITECOPY, VirtualQuery,
};
use windows_sys::Win32::System::ProcessStatus::{K32GetProcessMemoryInfo, PROCESS_MEMORY_COUNTERS};
use windows_sys::Win32::System::Threading::{GetCurrentProcess, GetCurrentThread, GetProcessHandleCount, QueueUserAPC};

/// A device that is no file.
pub const DEVICE: &str = "NUL";

/// The variable that names the home directory.
pub const HOME: &str = "USERPROFILE";

/// An environment with nothing in it but what Winsock finds its parts with, and std the folder of temporary files.
pub fn clear_environment(command: &mut Command) {
    command.env_clear();
    for name in ["SystemRoot", "TMP"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
}

/// A pipe has no place in a folder here.
pub fn make_pipe(_: &Path) -> bool {
    false
}

/// Files have no mode here.
pub fn reads_everything() -> bool {
    true
}

pub fn make_unreadable(_: &Path) {}

/// The number of threads of this process.
pub fn threads() -> usize {
    // SAFETY: zeros are an entry; the pointers are of a local that outlives the calls, and it says how large it is.
    unsafe {
        let snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
        assert_ne!(snapshot, INVALID_HANDLE_VALUE);
        let mut entry = THREADENTRY32 { dwSize: size_of::<THREADENTRY32>() as u32, ..std::mem::zeroed() };
        let mut count = 0;
        let mut is_there = Thread32First(snapshot, &raw mut entry);
        while is_there != 0 {
            count += usize::from(entry.th32OwnerProcessID == process::id());
            is_there = Thread32Next(snapshot, &raw mut entry);
        }
        CloseHandle(snapshot);
        count
    }
}

/// The number of open handles of this process, sockets included. Wine does not count them and says 0.
pub fn descriptors() -> usize {
    let mut count = 0;
    // SAFETY: the pointer is of a local that outlives the call.
    assert_ne!(unsafe { GetProcessHandleCount(GetCurrentProcess(), &raw mut count) }, 0);
    count as usize
}

/// Resident memory, in KiB.
pub fn memory() -> usize {
    counters().WorkingSetSize / 1024
}

/// Memory that is of no file, in KiB.
pub fn private_memory() -> usize {
    counters().PagefileUsage / 1024
}

fn counters() -> PROCESS_MEMORY_COUNTERS {
    // SAFETY: zeros are such counters; the pointer is of a local that outlives the call, with its size.
    unsafe {
        let mut counters: PROCESS_MEMORY_COUNTERS = std::mem::zeroed();
        let size = size_of_val(&counters) as u32;
        assert_ne!(K32GetProcessMemoryInfo(GetCurrentProcess(), &raw mut counters, size), 0);
        counters
    }
}

/// The memory of this process.
pub struct Memory;

impl Memory {
    pub fn open() -> Memory {
        Memory
    }

    /// What the process may write to: a name, the first address, and the one behind the last.
    pub fn writable(&self) -> Vec<(String, u64, u64)> {
        const WRITABLE: [u32; 4] = [PAGE_READWRITE, PAGE_WRITECOPY, PAGE_EXECUTE_READWRITE, PAGE_EXECUTE_WRITECOPY];
        let (mut found, mut at) = (Vec::new(), 0_u64);
        loop {
            // SAFETY: zeros are such a description.
            let mut region: MEMORY_BASIC_INFORMATION = unsafe { std::mem::zeroed() };
            // SAFETY: the call reads no memory at the address, and writes a local that outlives it, with its size.
            let length = unsafe { VirtualQuery(at as *const _, &raw mut region, size_of_val(&region)) };
            if length == 0 {
                return found;
            }
            let end = region.BaseAddress as u64 + region.RegionSize as u64;
            if region.State == MEM_COMMIT && WRITABLE.contains(&region.Protect) {
                let kind = match region.Type {
                    MEM_IMAGE => "a program or a DLL",
                    MEM_MAPPED => "a mapped file",
                    _ => "other memory",
                };
                found.push((kind.to_owned(), region.BaseAddress as u64, end));
            }
            at = end;
        }
    }

    /// Reads at an address, perhaps less than there is room for; `None` if nothing is there any more.
    pub fn read(&self, buffer: &mut [u8], at: u64) -> Option<usize> {
        let mut length = 0;
        // SAFETY: it writes the buffer, and not behind it, and reads nothing that this process may not read.
        let read = unsafe {
            let into = buffer.as_mut_ptr().cast();
            ReadProcessMemory(GetCurrentProcess(), at as *const _, into, buffer.len(), &raw mut length)
        };
        (read != 0 && length > 0).then_some(length)
    }
}

static SIGNALS: AtomicU32 = AtomicU32::new(0);

unsafe extern "system" fn count_signal(_: usize) {
    SIGNALS.fetch_add(1, Ordering::Relaxed);
}

/// What comes nearest to a signal: procedure calls for this thread, with a sleep of a millisecond between them, which can take
/// 15 ms. They queue until this thread waits in Winsock, and one wait runs all that have queued. Their count shows that they ran,
/// not that every wait was interrupted.
pub fn start_signals() {
    let mut this: HANDLE = ptr::null_mut();
    // SAFETY: the pointer is of a local that outlives the call.
    let duplicated = unsafe {
        let process = GetCurrentProcess();
        DuplicateHandle(process, GetCurrentThread(), process, &raw mut this, 0, 0, DUPLICATE_SAME_ACCESS)
    };
    assert_ne!(duplicated, 0);
    let this = this as usize;
    thread::spawn(move || {
        loop {
            // SAFETY: the function only adds to an atomic, and the handle stays open.
            unsafe { QueueUserAPC(Some(count_signal), this as HANDLE, 0) };
            thread::sleep(Duration::from_millis(1));
        }
    });
}

/// How many signals a lookup that hangs waits for. None reach a thread that waits for another thread: they queue until it waits in
/// Winsock.
pub const SIGNALS_IN_A_LOOKUP: u32 = 0;

/// How many there were.
pub fn signals() -> u32 {
    SIGNALS.load(Ordering::Relaxed)
}
