//! What stands in for functions of the system in a program under test: shared objects in C before the C library, and the
//! functions in them that the program sets them with.

use std::ffi::{CStr, c_char, c_int, c_long};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::limit;
use super::programs::Program;

/// The shared object made of a C file in this folder, by its name without the extension.
fn library(name: &str) -> PathBuf {
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name).with_extension("c");
    let mut compiler = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    compiler.args(["-shared", "-fPIC", "-Wall", "-Wextra", "-pthread", "-o"]).arg(&library).arg(&source).arg("-ldl");
    let output = limit::output(&mut compiler).unwrap();
    assert!(output.status.success(), "{compiler:?}: {output:?}");
    library
}

/// A function of such an object, in the program that has it loaded.
fn control<F: Copy>(name: &CStr) -> F {
    // SAFETY: dlsym reads the name, which is a C string.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
    assert!(!address.is_null(), "{name:?}");
    // SAFETY: those who call give the type that the C file says, a pointer to a function.
    unsafe { std::mem::transmute_copy(&address) }
}

/// The program with names, threads and a steady clock that it sets itself.
pub fn with_resolver(program: Program) -> Program {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    program.env("LD_PRELOAD", LIBRARY.get_or_init(|| library("resolver")))
}

/// The program with a time of day that it sets itself.
pub fn with_clock(program: Program) -> Program {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    program.env("LD_PRELOAD", LIBRARY.get_or_init(|| library("clock")))
}

/// What every name means from now on: addresses with commas between them; "": nothing.
pub fn names_mean(list: &'static CStr) {
    control::<extern "C" fn(*const c_char)>(c"resolver_says")(list.as_ptr());
}

pub fn lookups_hang(on: bool) {
    control::<extern "C" fn(c_int)>(c"resolver_hangs")(on.into());
}

pub fn lookups() -> usize {
    control::<extern "C" fn() -> c_int>(c"resolver_lookups")() as usize
}

pub fn threads_are_refused(on: bool) {
    control::<extern "C" fn(c_int)>(c"threads_are_refused")(on.into());
}

/// Puts the steady clock ahead by so many seconds.
pub fn clock_goes_ahead(seconds: u32) {
    control::<extern "C" fn(c_long)>(c"clock_goes_ahead")(seconds.into());
}

/// What time it is: seconds since 1970.
pub fn clock_shows(seconds: i64) {
    control::<extern "C" fn(c_long)>(c"clock_shows")(seconds);
}
