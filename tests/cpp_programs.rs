//! `include/hwlive.hpp` from C++: programs in `tests/cpp`, by every compiler for C++ that is there, in every standard
//! from C++17, with strict warnings, and under the sanitizers.
#![cfg(any(target_os = "linux", windows))]
#![allow(clippy::print_stdout, reason = "what is skipped is said")]

mod c_support;

use std::fs;
use std::path::Path;
use std::process::Command;

use c_support::{Compiler, abi, clear_environment, executable, folder, limit, link_shared, root, run, scratch};
use hwlive_stand_in::{Builder, EXAMPLE_CALLBACK_ID, StandIn};

const WARNINGS: [&str; 10] = [
    "-Wall",
    "-Wextra",
    "-Wpedantic",
    "-Wconversion",
    "-Wsign-conversion",
    "-Wshadow",
    "-Wold-style-cast",
    "-Wnon-virtual-dtor",
    "-Wundef",
    "-Werror",
];

const SANITIZERS: [&str; 2] = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

const NO_EXCEPTIONS: [&str; 2] = ["-fno-exceptions", "-fno-rtti"];

/// Says what is not tried, to whoever runs the tests with --nocapture.
#[allow(clippy::print_stdout)]
fn skipped(why: &str) {
    println!("skipped: {why}");
}

/// Every compiler for C++; says so where there is none.
fn compilers() -> Vec<Compiler> {
    let found = Compiler::all("c++");
    if found.is_empty() {
        skipped("there is no compiler for C++ here");
    }
    found
}

fn compile(compiler: &Compiler, standard: &str, sources: &[&str], options: &[&str]) -> Command {
    let mut command = compiler.command();
    command.arg(standard).args(WARNINGS).args(["-g", "-pthread"]).args(options);
    command.args(sources.iter().map(|name| root().join("tests/cpp").join(name)));
    command
}

fn link(command: &mut Command, program: &Path) {
    run(link_shared(command.arg("-o").arg(program)));
}

/// Runs a program against the stand-in. It may not write anything.
fn silent(dir: &Path, program: &Path) {
    let callbacks = fs::read_to_string(root().join("bindings/scenario.json")).expect("the scenario");
    let stand_in = StandIn::builder().callbacks(&callbacks).and_then(Builder::start).expect("a stand-in");
    let mut command = Command::new(program);
    clear_environment(&mut command);
    command.env("LD_LIBRARY_PATH", dir).current_dir(dir);
    let output = run(command.envs(stand_in.environment().iter().cloned()));
    let written = [output.stdout, output.stderr].concat();
    assert!(written.is_empty(), "{command:?} wrote:\n{}", String::from_utf8_lossy(&written));
}

/// Whether this compiler has what the options need; not every machine has the libraries of the sanitizers.
fn supports(compiler: &Compiler, dir: &Path, options: &[&str]) -> bool {
    let source = dir.join("empty.cpp");
    fs::write(&source, "int main() {}\n").expect("scratch is writable");
    let mut command = compiler.command();
    command.args(options).arg("-o").arg(dir.join("empty")).arg(source);
    limit::output(&mut command).is_ok_and(|output| output.status.success())
}

/// Builds and runs a program with each compiler: as it is, and with the sanitizers where they are.
fn check(name: &str, sources: &[&str], options: &[&str]) {
    for (number, compiler) in compilers().iter().enumerate() {
        let dir = folder(&format!("cpp-{name}-{number}"));
        for (kind, more) in [("plain", &["-O2"][..]), ("sanitized", &SANITIZERS[..])] {
            if !supports(compiler, &dir, more) {
                skipped(&format!("compiler {number} has no {more:?}"));
                continue;
            }
            let program = executable(&dir, kind);
            link(&mut compile(compiler, "-std=c++17", sources, &[options, more].concat()), &program);
            silent(&dir, &program);
        }
    }
}

#[test]
fn values_moves_and_exceptions() {
    check("throwing", &["throwing.cpp"], &[]);
}

#[test]
fn workloads_and_agencies() {
    check("workloads", &["workloads.cpp"], &[]);
}

#[test]
fn results_without_exceptions() {
    check("results", &["results.cpp", "other_source.cpp"], &NO_EXCEPTIONS);
}

/// Without optimisation, so that the linker has functions of the same name to choose from: it takes those of the first file.
#[test]
fn files_with_exceptions_and_without_make_one_program() {
    for (number, compiler) in compilers().iter().enumerate() {
        let dir = folder(&format!("cpp-mixed-{number}"));
        let objects = [("mixed_without.cpp", &NO_EXCEPTIONS[..1]), ("mixed.cpp", &[])].map(|(source, options)| {
            let object = dir.join(source).with_extension("o");
            let options = [options, &["-O0", "-c"]].concat();
            run(compile(compiler, "-std=c++17", &[source], &options).arg("-o").arg(&object));
            object
        });
        let program = executable(&dir, "mixed");
        link(compiler.command().arg("-pthread").args(objects), &program);
        silent(&dir, &program);
    }
}

#[test]
fn every_standard_takes_the_header() {
    let dir = scratch("cpp-standards");
    for compiler in compilers() {
        for standard in ["-std=c++17", "-std=c++20", "-std=c++23", "-std=gnu++17"] {
            if supports(&compiler, &dir, &[standard]) {
                for (source, options) in [("throwing.cpp", &[][..]), ("results.cpp", &NO_EXCEPTIONS[..])] {
                    let options = [options, &["-fsyntax-only"][..]].concat();
                    run(&mut compile(&compiler, standard, &[source], &options));
                }
            }
        }
    }
}

/// What other headers have defined by then, as in tests/header.rs; those of the standard library come before.
#[test]
fn macros_of_others_do_no_harm() {
    let header = fs::read_to_string(root().join("include/hwlive.hpp")).expect("include/hwlive.hpp");
    let standard = header.lines().filter(|line| line.starts_with("#include <") && !line.contains("hwlive"));
    let hostile = [
        "interface struct",
        "small char",
        "near",
        "far",
        "IN",
        "OUT",
        "CONST const",
        "BOOL int",
        "TRUE 1",
        "ERROR 0",
        "NO_ERROR 0L",
        "DELETE 0x00010000L",
        "Bool int",
        "Status int",
        "None 0L",
        "Success 0",
        "OK (0)",
        "ERR (-1)",
        "unix 1",
        "linux 1",
        "min(a, b) ((a) < (b) ? (a) : (b))",
        "max(a, b) ((a) > (b) ? (a) : (b))",
        "major(device) gnu_dev_major(device)",
        "minor(device) gnu_dev_minor(device)",
        "check(assertion) debug_assert(assertion)",
    ];
    let lines = standard.map(str::to_owned).chain(hostile.iter().map(|macros| format!("#define {macros}")));
    let text: String = lines.chain(["#include <hwlive.hpp>".to_owned()]).flat_map(|line| [line, "\n".into()]).collect();
    let dir = scratch("cpp-hostile");
    let source = dir.join("hostile.cpp");
    fs::write(&source, text).expect("scratch is writable");
    for compiler in compilers() {
        for options in [&[][..], &["-fshort-enums"], &NO_EXCEPTIONS[..]] {
            let options = [options, &["-fsyntax-only"]].concat();
            run(compile(&compiler, "-std=c++17", &[], &options).arg(&source));
        }
    }
}

#[test]
fn the_program_in_the_manual_shows_a_callback() {
    let manual = fs::read_to_string(root().join("include/hwlive.hpp")).expect("include/hwlive.hpp");
    let lines = manual.lines().take_while(|line| *line != " */").filter_map(|line| line.strip_prefix(" *"));
    let program: String = lines
        .skip_while(|line| !line.starts_with("     #include"))
        .take_while(|line| line.is_empty() || line.starts_with("     "))
        .map(|line| format!("{}\n", line.strip_prefix("     ").unwrap_or_default()))
        .collect();
    let source = "show_record_callback.cpp";
    let run_here = fs::read_to_string(root().join("tests/cpp").join(source)).expect(source);
    assert_eq!(program.trim_end(), run_here.trim_end(), "the manual's program is not {source}");
    for (number, compiler) in compilers().iter().enumerate() {
        let dir = folder(&format!("cpp-manual-{number}"));
        let path = executable(&dir, "manual");
        link(&mut compile(compiler, "-std=c++17", &[source], &[]), &path);
        let stand_in = StandIn::builder().start().expect("a stand-in");
        let output = run(stand_in.command(&path).env("LD_LIBRARY_PATH", &dir).arg(EXAMPLE_CALLBACK_ID));
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(shown, format!("{EXAMPLE_CALLBACK_ID} -> http://100.95.129.234:8456/base_record_notify\n"));
    }
}

#[test]
fn every_function_and_code_of_the_c_header_is_behind_it() {
    let header = fs::read_to_string(root().join("include/hwlive.hpp")).expect("include/hwlive.hpp");
    let words: Vec<&str> = header.split(|c: char| c != '_' && !c.is_ascii_alphanumeric()).collect();
    let page = fs::read_to_string(root().join("docs/cpp.md")).expect("docs/cpp.md");
    let (_, not_reachable) = page.split_once("## Not reachable\n").expect("what the page says is not reachable");
    for (symbol, _) in abi() {
        let is_named = not_reachable.contains(&format!("\n- `{symbol}`: "));
        assert_ne!(words.contains(&symbol.as_str()), is_named, "{symbol}: in include/hwlive.hpp, or not reachable");
    }
    let c_header = fs::read_to_string(root().join("include/hwlive.h")).expect("include/hwlive.h");
    let codes = c_header.lines().filter_map(|line| line.strip_prefix("#define ")?.split_once(' '));
    for (code, _) in codes.filter(|(name, value)| name.starts_with("HWLIVE_CODE_") && *value != "0") {
        assert!(words.contains(&code), "{code} is not in include/hwlive.hpp");
    }
}
