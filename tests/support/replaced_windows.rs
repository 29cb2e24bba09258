//! What stands in for functions of the system in a program under test: functions of its own, which the program writes
//! into the table of what it imports. std has no other way to the system's.

use std::ffi::{CStr, c_char, c_void};
use std::mem;
use std::net::IpAddr;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering::SeqCst};
use std::sync::{Mutex, Once};
use std::thread;
use std::time::Duration;

use windows_sys::Win32::Foundation::{ERROR_NOT_ENOUGH_MEMORY, FILETIME, SetLastError};
use windows_sys::Win32::Networking::WinSock::{
    ADDRINFOA, AF_INET, AF_INET6, SOCK_STREAM, SOCKADDR_IN, SOCKADDR_IN6, WSAHOST_NOT_FOUND,
};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::System::Memory::{PAGE_READWRITE, VirtualProtect};
use windows_sys::Win32::System::Performance::QueryPerformanceFrequency;

use super::programs::Program;

/// The program replaces them itself.
pub fn with_resolver(program: Program) -> Program {
    program
}

/// As above.
pub fn with_clock(program: Program) -> Program {
    program
}

static NAMES: Mutex<&str> = Mutex::new("");
static LOOKUPS: AtomicUsize = AtomicUsize::new(0);
static LOOKUPS_HANG: AtomicBool = AtomicBool::new(false);
static THREADS_ARE_REFUSED: AtomicBool = AtomicBool::new(false);
static SECONDS_AHEAD: AtomicI64 = AtomicI64::new(0);
/// What the clock shows, in units of 100 ns since 1601; 0: what it really shows.
static SHOWN: AtomicI64 = AtomicI64::new(0);

static REAL_CREATE_THREAD: AtomicUsize = AtomicUsize::new(0);
static REAL_COUNTER: AtomicUsize = AtomicUsize::new(0);
static REAL_TIME: AtomicUsize = AtomicUsize::new(0);

/// What every name means from now on: addresses with commas between them; "": nothing.
pub fn names_mean(list: &'static CStr) {
    install();
    *NAMES.lock().unwrap() = list.to_str().unwrap();
}

pub fn lookups_hang(on: bool) {
    install();
    LOOKUPS_HANG.store(on, SeqCst);
}

pub fn lookups() -> usize {
    LOOKUPS.load(SeqCst)
}

pub fn threads_are_refused(on: bool) {
    install();
    THREADS_ARE_REFUSED.store(on, SeqCst);
}

/// Puts the steady clock ahead by so many seconds.
pub fn clock_goes_ahead(seconds: u32) {
    install();
    SECONDS_AHEAD.fetch_add(seconds.into(), SeqCst);
}

/// What time it is: seconds since 1970, as far as the system has numbers for it, which begin in 1601.
pub fn clock_shows(seconds: i64) {
    const SECONDS_BEFORE_1970: i64 = 11_644_473_600;
    install();
    SHOWN.store(seconds.saturating_add(SECONDS_BEFORE_1970).saturating_mul(10_000_000).max(1), SeqCst);
}

type CreateThread =
    unsafe extern "system" fn(*const c_void, usize, *const c_void, *const c_void, u32, *mut u32) -> isize;
type Counter = unsafe extern "system" fn(*mut i64) -> i32;
type Time = unsafe extern "system" fn(*mut FILETIME);

unsafe extern "system" fn getaddrinfo(
    _: *const c_char,
    _: *const c_char,
    _: *const ADDRINFOA,
    result: *mut *mut ADDRINFOA,
) -> i32 {
    let list = *NAMES.lock().unwrap();
    LOOKUPS.fetch_add(1, SeqCst);
    while LOOKUPS_HANG.load(SeqCst) {
        thread::sleep(Duration::from_millis(1));
    }
    if list.is_empty() {
        return WSAHOST_NOT_FOUND;
    }
    let mut next = ptr::null_mut();
    for address in list.split(',').rev() {
        let mut entry = Box::new(entry(address.parse().unwrap()));
        entry.ai_next = next;
        next = Box::into_raw(entry);
    }
    // SAFETY: std gives a pointer to a local.
    unsafe { *result = next };
    0
}

/// Its memory is given up: there are few of them.
fn entry(address: IpAddr) -> ADDRINFOA {
    // SAFETY: zeros are addresses, and an entry.
    let (mut v4, mut v6, mut entry) =
        unsafe { (mem::zeroed::<SOCKADDR_IN>(), mem::zeroed::<SOCKADDR_IN6>(), mem::zeroed::<ADDRINFOA>()) };
    entry.ai_socktype = SOCK_STREAM;
    match address {
        IpAddr::V4(address) => {
            v4.sin_family = AF_INET;
            v4.sin_addr.S_un.S_addr = u32::from_ne_bytes(address.octets());
            entry.ai_family = AF_INET.into();
            entry.ai_addrlen = size_of_val(&v4);
            entry.ai_addr = Box::into_raw(Box::new(v4)).cast();
        }
        IpAddr::V6(address) => {
            v6.sin6_family = AF_INET6;
            v6.sin6_addr.u.Byte = address.octets();
            entry.ai_family = AF_INET6.into();
            entry.ai_addrlen = size_of_val(&v6);
            entry.ai_addr = Box::into_raw(Box::new(v6)).cast();
        }
    }
    entry
}

unsafe extern "system" fn freeaddrinfo(_: *const ADDRINFOA) {}

unsafe extern "system" fn create_thread(
    attributes: *const c_void,
    stack: usize,
    start: *const c_void,
    argument: *const c_void,
    flags: u32,
    id: *mut u32,
) -> isize {
    if THREADS_ARE_REFUSED.load(SeqCst) {
        // SAFETY: it sets a number of this thread's.
        unsafe { SetLastError(ERROR_NOT_ENOUGH_MEMORY) };
        return 0;
    }
    // SAFETY: the system's function, with what the caller gave for it.
    unsafe {
        mem::transmute::<usize, CreateThread>(REAL_CREATE_THREAD.load(SeqCst))(
            attributes, stack, start, argument, flags, id,
        )
    }
}

unsafe extern "system" fn counter(count: *mut i64) -> i32 {
    let mut a_second = 0;
    // SAFETY: the system's functions, with a pointer to a local and the one that the caller gave.
    unsafe {
        QueryPerformanceFrequency(&raw mut a_second);
        let result = mem::transmute::<usize, Counter>(REAL_COUNTER.load(SeqCst))(count);
        *count += SECONDS_AHEAD.load(SeqCst) * a_second;
        result
    }
}

unsafe extern "system" fn time(shown: *mut FILETIME) {
    // SAFETY: the system's function, with the pointer that the caller gave.
    unsafe {
        mem::transmute::<usize, Time>(REAL_TIME.load(SeqCst))(shown);
        let time = SHOWN.load(SeqCst);
        if time != 0 {
            *shown = FILETIME { dwLowDateTime: time as u32, dwHighDateTime: (time >> 32) as u32 };
        }
    }
}

/// Puts them in the place of the system's.
fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for (name, function, real) in [
            (c"CreateThread", create_thread as CreateThread as usize, Some(&REAL_CREATE_THREAD)),
            (c"QueryPerformanceCounter", counter as Counter as usize, Some(&REAL_COUNTER)),
            (c"GetSystemTimePreciseAsFileTime", time as Time as usize, Some(&REAL_TIME)),
            (c"getaddrinfo", getaddrinfo as usize, None),
            (c"freeaddrinfo", freeaddrinfo as usize, None),
        ] {
            let places = imports(name);
            assert!(!places.is_empty(), "{name:?} is not imported");
            for place in places {
                // SAFETY: each place is one of this program's table, which the loader has filled in, and only this
                // program uses.
                unsafe {
                    if let Some(real) = real {
                        real.store(*place, SeqCst);
                    }
                    let mut before = 0;
                    assert_ne!(VirtualProtect(place.cast(), size_of::<usize>(), PAGE_READWRITE, &raw mut before), 0);
                    place.write_volatile(function);
                }
            }
        }
    });
}

/// Where this program has the address of a function that it imports by its name.
fn imports(name: &CStr) -> Vec<*mut usize> {
    const HEADER: usize = 0x3c;
    /// The directory of imports, from the start of the headers of a program for 64 bits.
    const DIRECTORY: usize = 0x90;
    const DESCRIPTOR: usize = 20;
    let mut found = Vec::new();
    // SAFETY: the loader has read the same headers of this program, and all of them stay in memory.
    unsafe {
        let base = GetModuleHandleW(ptr::null()) as usize;
        let at = |offset: usize| (base + offset) as *const u32;
        let mut descriptor = *at(*at(HEADER) as usize + DIRECTORY) as usize;
        while *at(descriptor + 12) != 0 {
            let (mut names, mut addresses) = (base + *at(descriptor) as usize, base + *at(descriptor + 16) as usize);
            while *(names as *const usize) != 0 {
                let entry = *(names as *const usize);
                // Others are imported by a number.
                if entry >> 63 == 0 && CStr::from_ptr((base + entry + 2) as *const c_char) == name {
                    found.push(addresses as *mut usize);
                }
                names += size_of::<usize>();
                addresses += size_of::<usize>();
            }
            descriptor += DESCRIPTOR;
        }
    }
    found
}
