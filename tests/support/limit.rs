//! The limit of every process that a test starts. One that takes longer is ended with all that it has started, after the
//! stack of each thread was shown, and the test fails.
//!
//! Test programs as a whole have a limit too, by `.cargo/config.toml`, which has cargo run them with `tests/support/limit`.

#![allow(dead_code, unreachable_pub, reason = "each test program uses some of it")]
#![allow(clippy::disallowed_methods, reason = "the others are told to use this")]

use std::env;
use std::io;
#[cfg(unix)]
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// In seconds, unless `HWLIVE_TEST_LIMIT` says otherwise: no process needs a tenth of it on a machine that is idle.
const LIMIT: u64 = 120;

/// The script that ends a process, from the package that this file is compiled in.
#[cfg(unix)]
fn script() -> PathBuf {
    let mut folders =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("tests/support/limit"));
    folders.find(|script| script.is_file()).expect("tests/support/limit")
}

pub fn limit() -> Duration {
    let limit = env::var("HWLIVE_TEST_LIMIT").ok().map(|text| text.parse().expect("HWLIVE_TEST_LIMIT: seconds"));
    Duration::from_secs(limit.unwrap_or(LIMIT))
}

/// Runs a command to its end, as [`Command::output`] does.
#[track_caller]
pub fn output(command: &mut Command) -> io::Result<Output> {
    let (child, watch) = spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let output = child.wait_with_output();
    watch.ends();
    output
}

/// Starts a command that the test itself waits for.
pub fn spawn(command: &mut Command) -> io::Result<(Child, Watch)> {
    let child = command.spawn()?;
    let watch = Watch::start(&child, command);
    Ok((child, watch))
}

/// Ends a process that takes too long.
#[derive(Debug)]
pub struct Watch {
    name: String,
    ended: Sender<()>,
    /// Whether it took too long.
    watch: JoinHandle<bool>,
}

/// Ends a process and all that it has started, after the stacks were shown.
#[cfg(unix)]
fn end(id: &str) {
    Command::new(script()).args(["end", id]).status().expect("tests/support/limit");
}

/// Ends a process and all that it has started. Wine's command knows no tree.
#[cfg(windows)]
fn end(id: &str) {
    let ends =
        |options: &[&str]| Command::new("taskkill").args(options).args(["/f", "/pid", id]).status().expect("taskkill");
    if !ends(&["/t"]).success() {
        ends(&[]);
    }
}

impl Watch {
    fn start(child: &Child, command: &Command) -> Watch {
        let id = child.id().to_string();
        let (ended, waits) = mpsc::channel();
        let watch = thread::spawn(move || {
            let too_long = matches!(waits.recv_timeout(limit()), Err(RecvTimeoutError::Timeout));
            if too_long {
                end(&id);
            }
            too_long
        });
        Watch { name: format!("{command:?}"), ended, watch }
    }

    /// The process has ended, perhaps because it took too long: then the test fails.
    #[track_caller]
    pub fn ends(self) {
        drop(self.ended);
        let too_long = self.watch.join().expect("a watch does not panic");
        assert!(!too_long, "{}: not done after {:?}; it was ended", self.name, limit());
    }
}
