//! What ends a program from outside on Windows, and how it ends: the keys of a console.

use std::io;
use std::process::ExitStatus;

use tokio::process::Child;
use tokio::signal::windows::{self, CtrlBreak, CtrlC, CtrlClose};

/// A key, or the console's end. The console tells the command as well.
#[derive(Clone, Copy)]
pub(super) struct Signal;

pub(super) struct Signals {
    interrupt: CtrlC,
    stop: CtrlBreak,
    close: CtrlClose,
}

impl Signals {
    /// From now on these are received, and do not end this process.
    pub(super) fn new() -> io::Result<Signals> {
        Ok(Signals { interrupt: windows::ctrl_c()?, stop: windows::ctrl_break()?, close: windows::ctrl_close()? })
    }

    /// Waits for the next one.
    pub(super) async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.stop.recv() => {}
            _ = self.close.recv() => {}
        }
        Signal
    }
}

/// The command has got it already.
pub(super) fn pass_on(Signal: Signal, _: &Child) {}

/// The exit status. Those of Windows may be larger than ours.
pub(super) fn exit_status(status: ExitStatus) -> u8 {
    status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}
