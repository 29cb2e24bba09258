//! Both receivers of `examples-c` and `examples`, with the stand-in as the service: they ask for a callback, and believe only
//! what is posted to its URL with the right signature.
//!
//! What `hwlive-stand-in notify` posts is tested in `stand-in/tests`.

#![cfg(target_os = "linux")]

mod c_support;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use c_support::{Compiler, limit, link_static, root, run, scratch};

/// What cargo has built in the folder of the profile: `target/debug`, most often.
fn built(path: &str, by: &str) -> PathBuf {
    let program = env::current_exe().expect("a test program knows its path");
    let built = program.ancestors().nth(2).expect("it lies in a folder of the profile's").join(path);
    assert!(built.is_file(), "{} is missing: `cargo test` builds it, or {by} this one alone", built.display());
    built
}

/// Runs `examples-c/run-notifications`, as `make -C examples-c run-notifications` does, with this receiver.
fn show(receiver: &Path) {
    let mut command = Command::new(root().join("examples-c/run-notifications"));
    let output = run(command.arg(built("hwlive-stand-in", "`cargo build -p hwlive-stand-in`")).arg(receiver));
    let shown = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<_> = shown.lines().filter(|line| line.starts_with("receiver: ")).collect();
    for (line, expected) in lines.iter().zip(["verified: RECORD_FILE_COMPLETE https://", "refused: ", "refused: "]) {
        assert!(line["receiver: ".len()..].starts_with(expected), "{shown}");
    }
    assert_eq!(lines.len(), 3, "{shown}");
}

#[test]
fn the_receiver_in_rust_believes_the_genuine_one_only() {
    show(&built("examples/receive_notifications", "`cargo build --example receive_notifications`"));
}

#[test]
#[allow(clippy::print_stderr, reason = "who looks shall see that it was skipped")]
fn the_receiver_in_c_believes_the_genuine_one_only() {
    let directory = scratch("receive_notifications");
    let receiver = directory.join("receive_notifications");
    let mut command = Compiler::c().command();
    let there = limit::output(command.args(["-E", "-include", "microhttpd.h", "-xc", "/dev/null"]));
    if !there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: libmicrohttpd is not there (Debian: libmicrohttpd-dev)");
        return;
    }
    let mut command = Compiler::c().command();
    command.args(["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-pthread"]);
    command.args(["-Wall", "-Wextra", "-Wpedantic", "-Wstrict-prototypes", "-Werror", "-o"]);
    command.arg(&receiver).arg(root().join("examples-c/receive_notifications.c"));
    run(link_static(&mut command).arg("-lmicrohttpd"));
    show(&receiver);
}
