//! The test suite itself: what hangs is ended and named. See `tests/support/limit` and `limit.rs` beside it.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "support/limit.rs"]
mod limit;

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

/// Runs a shell script under the script, with a limit.
fn limited(limit: &str, script: &str) -> Output {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/limit");
    limit::output(Command::new(program).args([limit, "sh", "-c", script])).unwrap()
}

#[test]
fn what_hangs_is_ended_with_all_that_it_has_started() {
    let output = limited("1", "sleep 600 & echo $!; sleep 601; echo never");
    let shown = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.signal(), Some(9), "{shown}");
    assert!(shown.contains("sh: not done after 1 s") && shown.contains("sleep 601"), "{shown}");
    let child = String::from_utf8(output.stdout).unwrap();
    // Ended, or not yet waited for by whoever inherited it. It closes its output a moment before that.
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let state = std::fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
        if state.is_empty() || state.contains(") Z") {
            break;
        }
        assert!(Instant::now() < until, "{state}");
        thread::sleep(Duration::from_millis(1));
    }
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
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/limit");
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(program);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy("/bin/sh", &path).unwrap();
        let mut command = Command::new(script);
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
