//! What the shared library promises to the linker: its symbols, and its name. For ELF, with binutils. `HWLIVE_TEST_LIBRARIES` is the
//! folder of another build of it, and `HWLIVE_TEST_GLIBC` the version of glibc that it was built for, if that is older.
#![cfg(target_os = "linux")]

mod c_support;

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

use c_support::{abi, libraries, run};

#[test]
fn the_library_exports_what_abi_txt_says_and_nothing_else() {
    let library = libraries().join("libhwlive.so");
    let listed = run(Command::new("nm").args(["-D", "--defined-only", "--format=posix"]).arg(library));
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let exported: BTreeSet<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
    let abi = abi();
    let promised: BTreeSet<&str> = abi.iter().map(|(symbol, _)| symbol.as_str()).collect();
    assert_eq!(promised.len(), abi.len(), "abi.txt names a symbol twice");
    let missing: Vec<_> = promised.difference(&exported).collect();
    let surplus: Vec<_> = exported.difference(&promised).collect();
    assert!(missing.is_empty(), "in abi.txt, but not exported: {missing:?}");
    assert!(surplus.is_empty(), "exported, but not in abi.txt: {surplus:?}");
}

#[test]
fn the_library_has_a_versioned_name() {
    let library = libraries().join("libhwlive.so");
    let dynamic = run(Command::new("readelf").args(["-d", "-W"]).arg(library).env("LC_ALL", "C"));
    let dynamic = String::from_utf8_lossy(&dynamic.stdout).into_owned();
    let expected = format!("soname: [{}]", c_support::SONAME);
    assert!(dynamic.contains(&expected), "no {expected} in\n{dynamic}");
    for word in ["RPATH", "RUNPATH", "TEXTREL"] {
        assert!(!dynamic.contains(word), "{word} in\n{dynamic}");
    }
}

/// The newest glibc that a library built here may need: that of Debian 12 is 2.36, RHEL 9 has 2.34. docs/abi.md says it.
const GLIBC: (u32, u32) = (2, 34);

/// For a library that was built for an older glibc: which.
fn older_glibc() -> Option<(u32, u32)> {
    let version = env::var("HWLIVE_TEST_GLIBC").ok()?;
    let (major, minor) = version.split_once('.').expect("HWLIVE_TEST_GLIBC: two numbers");
    Some((major.parse().expect("a number"), minor.parse().expect("a number")))
}

#[test]
#[cfg(target_env = "gnu")]
fn the_library_needs_no_newer_glibc_than_promised() {
    let library = libraries().join("libhwlive.so");
    let needed = run(Command::new("readelf").args(["-V", "-W"]).arg(library).env("LC_ALL", "C"));
    let needed = String::from_utf8_lossy(&needed.stdout).into_owned();
    // Weak symbols stand in the same table, but a version that only they need is marked so.
    let strong = needed.lines().filter(|line| !line.contains("Flags: WEAK"));
    let versions: BTreeSet<(u32, u32)> = strong
        .filter_map(|line| line.split_once("Name: GLIBC_")?.1.split_whitespace().next())
        .filter_map(|version| {
            let (major, minor) = version.split_once('.')?;
            Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
        })
        .collect();
    let newest = versions.last().expect("it needs glibc");
    let promised = older_glibc().unwrap_or(GLIBC);
    assert!(*newest <= promised, "needs glibc {newest:?}, more than {promised:?}");
}

#[test]
#[cfg(target_env = "gnu")]
fn the_library_needs_libc_and_the_unwinder_alone() {
    let library = libraries().join("libhwlive.so");
    let dynamic = run(Command::new("readelf").args(["-d", "-W"]).arg(library).env("LC_ALL", "C"));
    let dynamic = String::from_utf8_lossy(&dynamic.stdout).into_owned();
    let needed =
        dynamic.lines().filter(|line| line.contains("(NEEDED)")).filter_map(|line| line.split(['[', ']']).nth(1));
    // An older glibc is in more than one file; what is built for it has the unwinder inside.
    let named: &[&str] = match older_glibc() {
        None => &["libc.so.6", "libgcc_s.so.1"],
        Some(_) => &["libc.so.6", "libpthread.so.0", "libdl.so.2"],
    };
    // The loader is a part of glibc.
    let surplus: Vec<_> = needed.filter(|name| !named.contains(name) && !name.starts_with("ld-linux")).collect();
    assert!(surplus.is_empty(), "docs/abi.md does not name {surplus:?}");
}

#[test]
fn the_cmake_package_has_the_version_of_the_crate() {
    let file = c_support::root().join("packaging/cmake/hwliveConfigVersion.cmake");
    let text = std::fs::read_to_string(file).expect("the CMake version file");
    let expected = format!("set(PACKAGE_VERSION \"{}\")", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&expected), "no {expected} in\n{text}");
    let minor = format!("PACKAGE_FIND_VERSION_MINOR EQUAL {}", env!("CARGO_PKG_VERSION_MINOR"));
    assert!(text.contains(&minor), "no {minor} in\n{text}");
}
