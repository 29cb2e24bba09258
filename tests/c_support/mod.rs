//! What the tests of the C ABI share: compilers, and the libraries that the test run built.

// Every test program uses a part of it.
#![allow(dead_code)]

#[allow(clippy::duplicate_mod, reason = "some test programs use `support` as well")]
#[path = "../support/limit.rs"]
pub(crate) mod limit;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a program asks the loader for on Linux: 0.x promises its ABI by major.minor.
pub(crate) const SONAME: &str =
    concat!("libhwlive.so.", env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// What a program asks the loader for here.
pub(crate) const SHARED: &str = if cfg!(windows) { "hwlive.dll" } else { SONAME };

/// What a program that links the static library needs besides.
pub(crate) const STATIC: &[&str] = if cfg!(windows) {
    &["-lbcrypt", "-ladvapi32", "-lkernel32", "-lntdll", "-luserenv", "-lws2_32", "-ldbghelp"]
} else {
    &["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl", "-lc"]
};

/// The functions of POSIX that the tests' own programs in C need on Windows.
const POSIX_ON_WINDOWS: [&str; 2] = ["-include", "posix.h"];

/// What every program is linked with on Windows. A program that is not static would need DLLs of MinGW's compiler.
const LINKED_ON_WINDOWS: [&str; 3] = ["-static", "-lpthread", "-lws2_32"];

/// The folder of the crate.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder of this name, below the target folder.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("the target folder is writable");
    dir
}

/// The symbols of `abi.txt`, each with the version that brought it.
pub(crate) fn abi() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("abi.txt")).expect("abi.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
            [symbol, version] => (symbol.to_owned(), version.to_owned()),
            _ => panic!("abi.txt: not a symbol and a version: {line}"),
        })
        .collect()
}

/// The shared library, as it is built: where it is beside the static one.
pub(crate) const BUILT: &str = if cfg!(windows) { "hwlive.dll" } else { "libhwlive.so" };

/// The folder that has the shared library and `libhwlive.a`: `$HWLIVE_TEST_LIBRARIES`, or that of this test program, which was
/// linked with the third kind of the same build.
pub(crate) fn libraries() -> PathBuf {
    if let Some(folder) = env::var_os("HWLIVE_TEST_LIBRARIES") {
        return folder.into();
    }
    let program = env::current_exe().expect("a test program knows its path");
    let deps = program.parent().expect("a program lies in a folder").to_owned();
    for library in [BUILT, "libhwlive.a"] {
        assert!(
            deps.join(library).is_file(),
            "cargo builds every kind of the library with the tests; no {library} in {deps:?}"
        );
    }
    deps
}

/// An empty folder of this name, where the loader finds the library under the name that programs ask for.
pub(crate) fn folder(name: &str) -> PathBuf {
    let dir = scratch(name);
    let (from, to) = (libraries().join(BUILT), dir.join(SHARED));
    #[cfg(unix)]
    std::os::unix::fs::symlink(from, to).expect("scratch is writable");
    #[cfg(windows)]
    fs::copy(from, to).expect("scratch is writable");
    dir
}

/// A program of this name in the folder.
pub(crate) fn executable(dir: &Path, name: &str) -> PathBuf {
    dir.join(name.to_owned() + env::consts::EXE_SUFFIX)
}

/// Clears the environment. On Windows, two variables stay: Winsock needs `SystemRoot` to find its DLLs, and std finds the folder of
/// temporary files by `TMP`.
pub(crate) fn clear_environment(command: &mut Command) {
    command.env_clear();
    if cfg!(windows) {
        let needed = ["SystemRoot", "TMP"];
        command.envs(needed.into_iter().filter_map(|name| Some((name, env::var_os(name)?))));
    }
}

/// Links a program with the shared library.
pub(crate) fn link_shared(command: &mut Command) -> &mut Command {
    if cfg!(windows) {
        // By its own name, since the other one may be beside it.
        return command.arg(libraries().join("libhwlive.dll.a")).args(LINKED_ON_WINDOWS);
    }
    command.arg("-L").arg(libraries()).arg("-lhwlive")
}

/// Links a program with the static library.
pub(crate) fn link_static(command: &mut Command) -> &mut Command {
    command
        .arg(libraries().join("libhwlive.a"))
        .args(if cfg!(windows) { &LINKED_ON_WINDOWS[..] } else { &[] })
        .args(STATIC)
}

/// What the tests' own programs in C are compiled with.
pub(crate) fn of_tests(command: &mut Command) -> &mut Command {
    if cfg!(windows) {
        command.arg("-I").arg(root().join("tests/c/windows")).args(POSIX_ON_WINDOWS);
    }
    command.arg("-I").arg(root().join("tests/c"))
}

/// A compiler of the system.
pub(crate) struct Compiler(PathBuf);

impl Compiler {
    /// `$HWLIVE_TEST_CC`, which cargo does not build the dependencies again for; or `$CC`, or `cc`.
    pub(crate) fn c() -> Compiler {
        let compiler = env::var_os("HWLIVE_TEST_CC").or_else(|| env::var_os("CC"));
        Compiler(compiler.unwrap_or_else(|| if cfg!(windows) { "gcc" } else { "cc" }.into()).into())
    }

    /// Every compiler for "c" or "c++" that is there. At least one for C is; a program that embeds a C library may need no C++.
    pub(crate) fn all(language: &str) -> Vec<Compiler> {
        let names: &[&str] = if language == "c" { &["gcc", "clang"] } else { &["g++", "clang++"] };
        let mut found = if language == "c" { vec![Compiler::c()] } else { Vec::new() };
        found.extend(names.iter().map(|name| Compiler(name.into())).filter(Compiler::is_there));
        found
    }

    fn is_there(&self) -> bool {
        limit::output(Command::new(&self.0).arg("--version")).is_ok_and(|output| output.status.success())
    }

    /// A command that finds the header.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.0);
        command.arg("-I").arg(root().join("include"));
        command
    }
}

/// The words of a variable.
pub(crate) fn words(variable: &str) -> Vec<String> {
    env::var(variable).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Runs a command that has to succeed.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> Output {
    let mut output = limit::output(command).unwrap_or_else(|error| panic!("{command:?}: {error}"));
    if cfg!(windows) {
        // On Windows, programs in C end a line with "\r\n".
        output.stdout = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n").into_bytes();
    }
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}
