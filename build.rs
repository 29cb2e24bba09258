//! Names the shared library for the loader. Cargo gives it no SONAME, and a program linked to a library without one
//! remembers the path that it was built with.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libhwlive.so.{}", abi_version());
    }
}

/// Within it the ABI only grows: major.minor before 1.0, major from then on.
fn abi_version() -> String {
    let major = env!("CARGO_PKG_VERSION_MAJOR");
    match major {
        "0" => format!("{major}.{}", env!("CARGO_PKG_VERSION_MINOR")),
        _ => major.to_owned(),
    }
}
