//! The test suite itself: what hangs is ended and named. See `tests/support/limit` and `limit.rs` beside it.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "support/limit.rs"]
mod limit;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

const LIMIT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/limit");

/// Runs a shell script under the script, with a limit.
fn limited(limit: &str, script: &str) -> Output {
    limit::output(Command::new(LIMIT).args([limit, "sh", "-c", script])).unwrap()
}

/// Waits until a process has ended, whether or not whoever inherited it has asked how.
fn ended(process: &[u8]) {
    let process = std::str::from_utf8(process).unwrap().trim().parse::<u32>().unwrap();
    // It closes its output a moment before it ends.
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        if state.is_empty() || state.contains(") Z") {
            break;
        }
        assert!(Instant::now() < until, "{state}");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn what_hangs_is_ended_with_all_that_it_has_started() {
    let output = limited("1", "sleep 600 & echo $!; sleep 601; echo never");
    let shown = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.signal(), Some(9), "{shown}");
    assert!(shown.contains("sh: not done after 1 s") && shown.contains("sleep 601"), "{shown}");
    ended(&output.stdout);
}

#[test]
fn what_is_started_while_the_stacks_are_shown_is_ended_too() {
    let directory = tempfile::tempdir().unwrap();
    // This debugger has the process start another, and is done once that runs.
    let debugger = directory.path().join("gdb");
    std::fs::write(&debugger, "#!/bin/sh\nkill -USR1 $2\nuntil [ -e \"$0-done\" ]; do sleep 0.01; done\n").unwrap();
    std::fs::set_permissions(&debugger, Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", directory.path().display(), std::env::var("PATH").unwrap());
    let script = format!("trap 'sleep 600 & echo $!; : >{}-done' USR1; while :; do :; done", debugger.display());
    let output = limit::output(Command::new(LIMIT).env("PATH", path).args(["1", "sh", "-c", &script])).unwrap();
    assert_eq!(output.status.signal(), Some(9), "{}", String::from_utf8_lossy(&output.stderr));
    ended(&output.stdout);
}

#[test]
fn what_ends_in_time_does_not_notice() {
    let output = limited("600", "echo out; echo err >&2; exit 7");
    assert_eq!(output.status.code(), Some(7));
    assert_eq!((&*output.stdout, &*output.stderr), (&b"out\n"[..], &b"err\n"[..]));
    // A signal that is meant for the command reaches it.
    assert_eq!(limited("600", "kill -TERM $$").status.signal(), Some(15));
}

#[test]
fn only_test_programs_have_a_limit_when_cargo_runs_them() {
    // The example serves until somebody ends it.
    let watched = |program: &str, command_line: &str| {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(program);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy("/bin/sh", &path).unwrap();
        let mut command = Command::new(LIMIT);
        command.env("HWLIVE_TEST_LIMIT", "0").arg("tests").arg(&path).args(["-c", command_line]);
        limit::output(&mut command).unwrap()
    };
    assert_eq!(watched("debug/deps/some_test", "sleep 600").status.signal(), Some(9));
    for program in ["debug/examples/some_example", "debug/hwlive-stand-in"] {
        let output = watched(program, "sleep 3");
        // Whoever ends it says so before that.
        assert!(output.status.success() && output.stderr.is_empty(), "{program}: {output:?}");
    }
}
