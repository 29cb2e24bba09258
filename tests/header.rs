//! `include/hwlive.h` is what `src/ffi` says, and compiles everywhere.

#![allow(clippy::print_stdout, reason = "what is skipped is said")]

mod c_support;

use std::env;
use std::fs;
#[cfg(unix)]
use std::process::Command;

use c_support::{Compiler, root, run};

const MEND: &str = "HWLIVE_BLESS=1 cargo test --test header";

#[test]
fn the_committed_header_is_the_one_made_now() {
    let made = make();
    let path = root().join("include/hwlive.h");
    if env::var_os("HWLIVE_BLESS").is_some() {
        fs::write(&path, &made).expect("the header can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    if let Some((number, (made, committed))) = made
        .lines()
        .chain(["(the end)"])
        .zip(committed.lines().chain(["(the end)"]))
        .enumerate()
        .find(|(_, (made, committed))| made != committed)
    {
        panic!(
            "include/hwlive.h is out of date from line {}:\n  is:        {committed}\n  should be: {made}\nmake it again with: {MEND}",
            number + 1
        );
    }
}

/// The header, from the modules of `src/ffi/mod.rs` in their order.
fn make() -> String {
    let ffi = root().join("src/ffi");
    let modules = fs::read_to_string(ffi.join("mod.rs")).expect("src/ffi/mod.rs");
    let modules = modules.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let mut config = cbindgen::Config::from_file(root().join("cbindgen.toml")).expect("cbindgen.toml");
    // cbindgen passes over constants that are texts.
    config.after_includes = config.after_includes.map(|text| text.replace("@VERSION@", env!("CARGO_PKG_VERSION")));
    let builder = modules.fold(cbindgen::Builder::new().with_config(config), |builder, module| {
        builder.with_src(ffi.join(module).with_extension("rs"))
    });
    let mut header = Vec::new();
    builder.generate().expect("cbindgen understands src/ffi").write(&mut header);
    String::from_utf8(header).expect("a header in UTF-8")
}

/// The warnings that a strict project has on; a header has to give none.
const WARNINGS: [&str; 7] = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wundef", "-Werror"];

#[test]
fn the_header_needs_nothing_and_gives_no_warning() {
    let languages: [(&str, &[&str], &[&str]); 2] = [
        ("c", &["-Wstrict-prototypes", "-Wc++-compat"], &["c99", "c11", "c17", "c2x"]),
        (
            "c++",
            &["-Wold-style-cast", "-Wzero-as-null-pointer-constant"],
            &["c++11", "c++14", "c++17", "c++20", "c++2b"],
        ),
    ];
    let dir = c_support::scratch("header");
    for (language, warnings, standards) in languages {
        for compiler in Compiler::all(language) {
            for standard in standards {
                for (case, text, options) in [
                    ("alone", "#include <hwlive.h>\n", &[][..]),
                    ("first and twice", "#include <hwlive.h>\n#include <stdint.h>\n#include <hwlive.h>\n", &[]),
                    ("macros", &uses_every_macro(), &[]),
                    ("small enums", SIZE, &["-fshort-enums"]),
                    ("hostile macros", &format!("{HOSTILE}{}", uses_every_macro()), &[]),
                ] {
                    let source = dir.join(format!("{case}.{language}"));
                    fs::write(&source, text).expect("scratch is writable");
                    let mut command = compiler.command();
                    command.args(["-fsyntax-only", "-x", language]).arg(format!("-std={standard}"));
                    command.args(WARNINGS).args(warnings).args(options).arg(&source);
                    run(&mut command);
                }
            }
        }
    }
}

/// What other headers have defined by the time that this one is read: those of Windows, X11, curses, macOS and glibc.
const HOSTILE: &str = "\
#define interface struct
#define small char
#define near
#define far
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define BOOL int
#define TRUE 1
#define FALSE 0
#define ERROR 0
#define NO_ERROR 0L
#define DELETE 0x00010000L
#define Bool int
#define Status int
#define None 0L
#define Success 0
#define OK (0)
#define ERR (-1)
#define unix 1
#define linux 1
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define major(device) gnu_dev_major(device)
#define minor(device) gnu_dev_minor(device)
#define check(assertion) debug_assert(assertion)
#define verify(assertion) debug_assert(assertion)
#define error(...) report(__VA_ARGS__)
#define timeout(delay) wtimeout(stdscr, delay)
#define stdout (&__iob[1])
#define errno (*__errno())
";

/// A code is as large as it was when the library was built, however small the compiler makes enums.
const SIZE: &str = "#include <hwlive.h>\ntypedef char a_code_has_its_size[sizeof(hwlive_code) == 4 ? 1 : -1];\n";

/// Every constant of the header where the preprocessor or a constant expression needs it.
fn uses_every_macro() -> String {
    let header = fs::read_to_string(root().join("include/hwlive.h")).expect("include/hwlive.h");
    let mut text = "#include <hwlive.h>\nint sum_of(int n);\nint sum_of(int n)\n{\n    int sum = n;\n".to_owned();
    for line in header.lines() {
        let mut words = line.split(' ');
        if let (Some("#define"), Some(name), Some(value)) = (words.next(), words.next(), words.next()) {
            if value.starts_with(|c: char| c.is_ascii_digit()) {
                text += &format!("#if {name} + 1 > 0\n    sum += {name} != 0;\n#endif\n");
            } else if value.starts_with('"') {
                text += &format!("    sum += {name}[0] == 'x';\n");
            }
        }
    }
    text + "    return sum;\n}\n"
}

/// cffi, the strictest reader among bindings: no compiler, and C as of long ago. tests/c/header_in_cffi.py reads and calls.
#[test]
#[cfg(unix)]
fn bindings_read_the_header() {
    let pythons = ["python3", "/usr/bin/python3"];
    let has_cffi = |python: &&str| {
        let tried = c_support::limit::output(Command::new(python).args(["-c", "import cffi"]));
        tried.is_ok_and(|output| output.status.success())
    };
    let Some(python) = pythons.into_iter().find(has_cffi) else {
        println!("skipped: no Python here has cffi (Debian: python3-cffi)");
        return;
    };
    let mut command = Command::new(python);
    command.arg(root().join("tests/c/header_in_cffi.py")).arg(root().join("include/hwlive.h"));
    command.arg(c_support::libraries().join(c_support::BUILT)).arg(root().join("abi.txt"));
    let output = run(&mut command);
    let read = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(read.trim(), format!("{} functions", c_support::abi().len()));
}

#[test]
fn the_example_in_the_header_compiles() {
    let header = fs::read_to_string(root().join("include/hwlive.h")).expect("include/hwlive.h");
    let example: String =
        header.lines().filter_map(|line| line.strip_prefix(" *     ")).flat_map(|line| [line, "\n"]).collect();
    assert!(example.contains("hwlive_show_record_callback("), "{example}");
    let source = c_support::scratch("header-example").join("example.c");
    fs::write(&source, format!("int show(const char *id);\n{example}")).expect("scratch is writable");
    for compiler in Compiler::all("c") {
        let mut command = compiler.command();
        run(command.args(["-fsyntax-only", "-std=c99"]).args(WARNINGS).arg(&source));
    }
}

#[test]
fn every_function_says_since_when_it_exists() {
    let header = fs::read_to_string(root().join("include/hwlive.h")).expect("include/hwlive.h");
    for (symbol, version) in c_support::abi() {
        let at = header.rfind(&format!("{symbol}(")).unwrap_or_else(|| panic!("{symbol} is not in the header"));
        let comment = &header[header[..at].rfind("/**").unwrap_or_default()..at];
        assert!(comment.contains(&format!(" * Since {version}.\n")), "{symbol}: no `Since {version}.`\n{comment}");
        assert!(comment.ends_with("*/\n") || !comment.contains(");"), "{symbol} has no comment of its own");
    }
}
