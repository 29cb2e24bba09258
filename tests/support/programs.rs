//! Tests that need a process to themselves: the test binary starts itself again as a program.
//!
//! Such a binary has no harness (`harness = false`), since a program shall be alone in its process: one thread, its
//! own environment, nothing written. Its `main` is [`run`].

#![allow(clippy::print_stdout, clippy::exit, reason = "without a harness, this is one")]

use std::env;
use std::ffi::{OsStr, OsString};
use std::panic::catch_unwind;
use std::process::{self, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::limit;
use super::server::PATIENCE;
use super::system;

/// A test, or a program, by its name.
pub type Named = (&'static str, fn());

const PROGRAM: &str = "--program";

/// Runs one program where the command line names one, else the tests whose names have one of its words in them.
pub fn run(tests: &[Named], programs: &[Named]) {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [PROGRAM, name, ..] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        let (_, program) = programs.iter().find(|(other, _)| *other == name).unwrap();
        return program();
    }
    // A flag of the usual harness has no meaning here, but for the one that only asks.
    let only_list = arguments.iter().any(|argument| argument == "--list");
    let words: Vec<_> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let mut failed = false;
    for (name, test) in tests {
        if !words.is_empty() && !words.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        if only_list {
            println!("{name}: test");
            continue;
        }
        let since = Instant::now();
        let result = catch_unwind(test);
        println!("test {name} ... {} ({:?})", if result.is_ok() { "ok" } else { "FAILED" }, since.elapsed());
        failed |= result.is_err();
    }
    if failed {
        process::exit(101);
    }
}

/// The arguments that a program was started with.
pub fn arguments() -> Vec<String> {
    env::args().skip(3).collect()
}

/// A program of this binary that is about to be started.
pub struct Program {
    name: &'static str,
    command: Command,
}

/// A program with these arguments, and no other environment than it is given.
pub fn program(name: &'static str, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Program {
    let mut command = Command::new(env::current_exe().unwrap());
    system::clear_environment(&mut command);
    command.env("RUST_BACKTRACE", "1").arg(PROGRAM).arg(name);
    command.args(arguments.into_iter().map(Into::into));
    Program { name, command }
}

impl Program {
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Program {
        self.command.env(name, value);
        self
    }

    /// Runs it to its end: it has to succeed, and neither it nor the library may write anything.
    #[track_caller]
    pub fn succeeds(mut self) {
        let output = limit::output(&mut self.command).unwrap();
        let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let succeeded = output.status.success() && out.is_empty() && err.is_empty();
        assert!(succeeded, "{} ended with {:?}\n{out}{err}", self.name, output.status);
    }
}

/// Waits until something is so.
#[track_caller]
pub fn wait_until(is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "waited for in vain");
        thread::sleep(Duration::from_millis(1));
    }
}
