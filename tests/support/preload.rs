//! Shared objects in C that stand before the C library in a program under test, and the functions in them that the
//! program sets them with.

use std::ffi::CStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::limit;

/// The shared object made of a C file in this folder, by its name without the extension: for `LD_PRELOAD`.
pub fn library(name: &str) -> PathBuf {
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name).with_extension("c");
    let mut compiler = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    compiler.args(["-shared", "-fPIC", "-Wall", "-Wextra", "-pthread", "-o"]).arg(&library).arg(&source).arg("-ldl");
    let output = limit::output(&mut compiler).unwrap();
    assert!(output.status.success(), "{compiler:?}: {output:?}");
    library
}

/// A function of such an object, in the program that has it loaded.
pub fn control<F: Copy>(name: &CStr) -> F {
    // SAFETY: dlsym reads the name, which is a C string.
    let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
    assert!(!address.is_null(), "{name:?}");
    // SAFETY: those who call give the type that the C file says, a pointer to a function.
    unsafe { std::mem::transmute_copy(&address) }
}
