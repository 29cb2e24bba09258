//! What the shared library promises to the linker: its symbols, and its name. For ELF and for DLLs, with binutils.
//! `HWLIVE_TEST_LIBRARIES` is the folder of another build of it, and `HWLIVE_TEST_GLIBC` the version of glibc that it was built for,
//! if that is older.
#![cfg(any(target_os = "linux", windows))]
#![allow(clippy::print_stdout, reason = "what is skipped is said")]

mod c_support;

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

use c_support::{BUILT, abi, libraries, run};

/// What a tool says of the library.
fn told(tool: &str, arguments: &[&str]) -> String {
    let told = run(Command::new(tool).args(arguments).arg(libraries().join(BUILT)).env("LC_ALL", "C"));
    String::from_utf8_lossy(&told.stdout).into_owned()
}

#[cfg(unix)]
fn exported() -> BTreeSet<String> {
    let listed = told("nm", &["-D", "--defined-only", "--format=posix"]);
    listed.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// Of a DLL, a table with the name last on each line.
#[cfg(windows)]
fn exported() -> BTreeSet<String> {
    let headers = told("objdump", &["-p"]);
    let table = headers.split_once("[Ordinal/Name Pointer] Table").expect("a table of exports").1;
    let names = table.lines().skip(1).take_while(|line| !line.trim().is_empty());
    names.filter_map(|line| line.split_whitespace().last()).map(str::to_owned).collect()
}

#[test]
fn the_library_exports_what_abi_txt_says_and_nothing_else() {
    let exported = exported();
    let abi = abi();
    let promised: BTreeSet<String> = abi.iter().map(|(symbol, _)| symbol.clone()).collect();
    assert_eq!(promised.len(), abi.len(), "abi.txt names a symbol twice");
    let missing: Vec<_> = promised.difference(&exported).collect();
    let surplus: Vec<_> = exported.difference(&promised).collect();
    assert!(missing.is_empty(), "in abi.txt, but not exported: {missing:?}");
    assert!(surplus.is_empty(), "exported, but not in abi.txt: {surplus:?}");
}

#[test]
#[cfg(unix)]
fn the_library_has_a_versioned_name() {
    let dynamic = told("readelf", &["-d", "-W"]);
    let expected = format!("soname: [{}]", c_support::SONAME);
    assert!(dynamic.contains(&expected), "no {expected} in\n{dynamic}");
    for word in ["RPATH", "RUNPATH", "TEXTREL"] {
        assert!(!dynamic.contains(word), "{word} in\n{dynamic}");
    }
}

/// The name of a DLL has no version. Its version is in a resource, which only ci/build-for adds: what cargo builds has none.
#[test]
#[cfg(windows)]
fn the_library_has_a_versioned_name() {
    let headers = told("objdump", &["-p"]);
    assert!(headers.lines().any(|line| line.starts_with("Name ") && line.ends_with(" hwlive.dll")), "{headers}");
    if env::var_os("HWLIVE_TEST_LIBRARIES").is_none() {
        println!("skipped: the version of hwlive.dll: HWLIVE_TEST_LIBRARIES names no build that has one");
        return;
    }
    let library = std::fs::read(libraries().join(BUILT)).expect("hwlive.dll");
    let name: Vec<u8> = "ProductVersion\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = library.windows(name.len()).position(|bytes| bytes == name).expect("hwlive.dll has no version");
    // Zeros may come before the text, and one comes after it.
    let letters = library[at + name.len()..].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let version: Vec<u16> = letters.skip_while(|letter| *letter == 0).take_while(|letter| *letter != 0).collect();
    assert_eq!(String::from_utf16_lossy(&version), env!("CARGO_PKG_VERSION"), "the version of hwlive.dll");
}

/// The newest glibc that a library built here may need: that of Debian 12 is 2.36, RHEL 9 has 2.34. docs/abi.md says it.
#[cfg(all(unix, target_env = "gnu"))]
const GLIBC: (u32, u32) = (2, 34);

/// For a library that was built for an older glibc: which.
#[cfg(unix)]
fn older_glibc() -> Option<(u32, u32)> {
    let version = env::var("HWLIVE_TEST_GLIBC").ok()?;
    let (major, minor) = version.split_once('.').expect("HWLIVE_TEST_GLIBC: two numbers");
    Some((major.parse().expect("a number"), minor.parse().expect("a number")))
}

#[test]
#[cfg(all(unix, target_env = "gnu"))]
fn the_library_needs_no_newer_glibc_than_promised() {
    let needed = told("readelf", &["-V", "-W"]);
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
#[cfg(all(unix, target_env = "gnu"))]
fn the_library_needs_libc_and_the_unwinder_alone() {
    let dynamic = told("readelf", &["-d", "-W"]);
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

/// Windows has all of these.
#[test]
#[cfg(windows)]
fn the_library_needs_libc_and_the_unwinder_alone() {
    const OF_THE_SYSTEM: [&str; 8] = [
        "advapi32.dll",
        "bcrypt.dll",
        "bcryptprimitives.dll",
        "kernel32.dll",
        "msvcrt.dll",
        "ntdll.dll",
        "userenv.dll",
        "ws2_32.dll",
    ];
    let headers = told("objdump", &["-p"]).to_lowercase();
    let needed = headers.lines().filter_map(|line| line.trim().strip_prefix("dll name: "));
    let surplus: Vec<_> =
        needed.filter(|name| !name.starts_with("api-ms-win-") && !OF_THE_SYSTEM.contains(name)).collect();
    assert!(surplus.is_empty() && headers.contains("dll name: "), "needed: {surplus:?}");
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
