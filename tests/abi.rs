//! What the shared library promises to the linker: its symbols, and its name. For ELF, with binutils.
#![cfg(target_os = "linux")]

mod c_support;

use std::collections::BTreeSet;
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
