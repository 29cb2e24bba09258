//! The command that runs against the stand-in.

use std::ffi::OsString;
use std::io;

use tokio::process::Command;

use super::system::{Signals, exit_status, pass_on};
use super::{Failure, write};
use crate::StandIn;

/// Runs the command and passes signals on to it. Returns the exit status to end with, as a shell would.
pub(super) async fn run(stand_in: &StandIn, command: &[OsString], mut signals: Signals) -> Result<u8, Failure> {
    let [program, arguments @ ..] = command else { return Err(Failure::new("there is no COMMAND")) };
    let mut command = Command::from(stand_in.command(program));
    let mut child = match command.args(arguments).spawn() {
        Ok(child) => child,
        Err(error) => {
            write(&mut io::stderr(), &format!("hwlive-stand-in: {}: {error}\n", program.to_string_lossy()));
            return Ok(if error.kind() == io::ErrorKind::NotFound { 127 } else { 126 });
        }
    };
    loop {
        tokio::select! {
            status = child.wait() => return status.map(exit_status).map_err(Failure::new),
            signal = signals.next() => pass_on(signal, &child),
        }
    }
}
