//! The version: in the header, for the preprocessor, and in the library, for the program that runs.

use std::ffi::{CStr, c_char};

/// The first number of `HWLIVE_VERSION`.
pub const HWLIVE_VERSION_MAJOR: i32 = 0;
/// The second number of `HWLIVE_VERSION`.
pub const HWLIVE_VERSION_MINOR: i32 = 1;
/// The third number of `HWLIVE_VERSION`.
pub const HWLIVE_VERSION_PATCH: i32 = 0;

/// The text that the library hands out.
const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => panic!("the version holds a NUL"),
};

/// Returns the version of the library that the program runs with, such as "0.1.0".
///
/// `HWLIVE_VERSION` is the version of this header. The two differ if the library was replaced after the program was
/// built.
///
/// The text is never NULL and is valid as long as the library is loaded. Do not free it.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_version() -> *const c_char {
    VERSION.as_ptr()
}

// The header is made from literals, so the compiler holds them equal to Cargo.toml.
const _: () = {
    assert!(HWLIVE_VERSION_MAJOR == number(env!("CARGO_PKG_VERSION_MAJOR")), "HWLIVE_VERSION_MAJOR");
    assert!(HWLIVE_VERSION_MINOR == number(env!("CARGO_PKG_VERSION_MINOR")), "HWLIVE_VERSION_MINOR");
    assert!(HWLIVE_VERSION_PATCH == number(env!("CARGO_PKG_VERSION_PATCH")), "HWLIVE_VERSION_PATCH");

    const fn number(text: &str) -> i32 {
        let digits = text.as_bytes();
        let mut value = 0;
        let mut i = 0;
        while i < digits.len() {
            value = value * 10 + (digits[i] - b'0') as i32;
            i += 1;
        }
        value
    }
};
