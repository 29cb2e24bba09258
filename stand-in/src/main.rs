//! The stand-in as a program. `hwlive-stand-in --help` says what it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    hwlive_stand_in::program::run(std::env::args_os().skip(1))
}
