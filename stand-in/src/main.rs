//! The stand-in as a program. `hwlive-stand-in --help` says what it does.

use std::process::ExitCode;

#[cfg(unix)]
fn main() -> ExitCode {
    hwlive_stand_in::program::run(std::env::args_os().skip(1))
}

#[cfg(not(unix))]
fn main() -> ExitCode {
    use std::io::Write;

    // The library works everywhere. What passes on signals and exit statuses is written for Unix.
    let _ = writeln!(std::io::stderr(), "hwlive-stand-in: not available on this system");
    ExitCode::from(2)
}
