//! What the README shows is what runs: its C is compiled here, its Rust is a documentation test (src/lib.rs), and its
//! commands are run by `.ci/run`, which takes them from it.
#![cfg(target_os = "linux")]

mod c_support;

use std::fs;
use std::process::Command;

use c_support::{Compiler, STATIC, libraries, root, run, scratch};

/// The blocks of the README in this language, with the line that each begins in.
fn blocks(language: &str) -> Vec<(usize, String)> {
    let text = fs::read_to_string(root().join("README.md")).expect("README.md");
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((number + 1, format!("{info}\n"))),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, block)), None) => *block += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    let start = format!("{language}\n");
    blocks.into_iter().filter_map(|(number, block)| Some((number, block.strip_prefix(&start)?.to_owned()))).collect()
}

#[test]
fn every_c_program_compiles_and_shows_the_example() {
    let programs = blocks("c");
    assert!(!programs.is_empty());
    for (line, program) in programs {
        let directory = scratch(&format!("readme-{line}"));
        let source = directory.join("readme.c");
        fs::write(&source, &program).expect("the scratch folder is writable");
        let compiled = directory.join("readme");
        let mut command = Compiler::c().command();
        command.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o"]);
        run(command.arg(&compiled).arg(&source).arg(libraries().join("libhwlive.a")).args(STATIC));
        let output = run(Command::new(env!("CARGO_BIN_EXE_hwlive-stand-in")).arg("--").arg(&compiled));
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.starts_with("e2fe84def7e476651034ec4b9e92bc30 -> http"), "README.md:{line}: {shown}");
    }
}

#[test]
fn every_setting_and_code_of_the_header_is_named() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    for (symbol, _) in c_support::abi() {
        if let Some(setter) = symbol.strip_prefix("hwlive_config_set_") {
            assert!(readme.contains(&format!("`set_{setter}`")), "{symbol}");
        }
    }
    let header = fs::read_to_string(root().join("include/hwlive.h")).expect("include/hwlive.h");
    for line in header.lines().filter_map(|line| line.strip_prefix("#define HWLIVE_CODE_")) {
        let (name, number) = line.split_once(' ').expect("a value");
        if number != "0" {
            let named = format!("_{name}` {number}");
            assert!(readme.contains(&named), "{named}");
        }
    }
}
