//! The signals that end a program from outside, and the exit status of one that they have ended.

use std::io::{self, IsTerminal};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::{self, Pid, Signal};
use tokio::process::Child;
use tokio::signal::unix::{self, SignalKind, signal};

pub(super) struct Signals {
    interrupt: unix::Signal,
    terminate: unix::Signal,
    hangup: unix::Signal,
}

impl Signals {
    /// From now on these signals are received, and do not end this process.
    pub(super) fn new() -> io::Result<Signals> {
        Ok(Signals {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for the next one.
    pub(super) async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => Signal::INT,
            _ = self.terminate.recv() => Signal::TERM,
            _ = self.hangup.recv() => Signal::HUP,
        }
    }
}

/// Passes a signal on to the command.
///
/// A terminal sends its interrupt to the command as well, which must not get it twice.
pub(super) fn pass_on(signal: Signal, child: &Child) {
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
pub(super) fn exit_status(status: ExitStatus) -> u8 {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}
