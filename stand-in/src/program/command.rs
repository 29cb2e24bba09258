//! The command that runs against the stand-in.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::{self, Pid, Signal};
use tokio::process::{Child, Command};

use super::signals::Signals;
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

/// Passes a signal on to the command.
///
/// A terminal sends its interrupt to the command as well, which must not get it twice.
fn pass_on(signal: Signal, child: &Child) {
    if signal == Signal::INT && io::stdin().is_terminal() {
        return;
    }
    // `Child::id` is `None` once the child has been waited for. Until then the system gives its id to no other process.
    let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    if let Some(id) = id {
        // It fails if the command has just ended by itself.
        let _ = process::kill_process(id, signal);
    }
}

/// The exit status as a shell has it: 128 and the number of the signal, if one ended the command.
fn exit_status(status: ExitStatus) -> u8 {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}
