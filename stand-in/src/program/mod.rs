//! The program `hwlive-stand-in`: what each of its commands does, and with which exit status it ends.

mod arguments;
mod command;
mod help;
#[cfg(unix)]
#[path = "unix.rs"]
mod system;
#[cfg(windows)]
#[path = "windows.rs"]
mod system;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use crate::environment;
use crate::random::random_hex;
use crate::{EXAMPLE_ID_TOKEN, StandIn};
use arguments::{Action, Serve};
use system::Signals;

/// The exit status of wrong arguments, of a stand-in that did not start, and of a notification that was not answered.
const FAILED: u8 = 2;

/// Runs the program. `arguments` are without its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match arguments::parse(arguments.into_iter().collect()).and_then(act) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            write(&mut io::stderr(), &format!("hwlive-stand-in: {failure}\n"));
            ExitCode::from(FAILED)
        }
    }
}

fn act(action: Action) -> Result<u8, Failure> {
    match action {
        Action::Print(text) => {
            write(&mut io::stdout(), &text);
            Ok(0)
        }
        Action::Notify(notify) => {
            let received = notify.send().map_err(Failure::new)?;
            let line = format!("{} answered {}: {}\n", received.url, received.status, received.body);
            write(&mut io::stdout(), &line);
            Ok(u8::from(received.status != 200))
        }
        Action::Serve(options) => serve(*options),
    }
}

fn serve(options: Serve) -> Result<u8, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::new)?;
    runtime.block_on(async {
        // From here on a signal does not end this process, so that it can remove its files.
        let signals = Signals::new().map_err(Failure::new)?;
        let stand_in = options.stand_in.start().map_err(Failure::new)?;
        let work = async {
            match &options.command {
                Some(command) => command::run(&stand_in, command, signals).await,
                None => Ok(wait_for_signal(&stand_in, signals).await),
            }
        };
        tokio::select! {
            status = work => status,
            failure = rotate_id_token(&stand_in, options.rotation) => Err(failure),
        }
    })
}

/// Replaces the ID token again and again. Ends only if that fails.
async fn rotate_id_token(stand_in: &StandIn, every: Option<Duration>) -> Failure {
    let Some(every) = every else { return std::future::pending().await };
    loop {
        tokio::time::sleep(every).await;
        if let Err(error) = stand_in.replace_id_token(&format!("{EXAMPLE_ID_TOKEN}-{}", random_hex(16))) {
            return Failure::new(error);
        }
    }
}

async fn wait_for_signal(stand_in: &StandIn, mut signals: Signals) -> u8 {
    write(&mut io::stdout(), &environment::shell_commands(stand_in.environment()));
    signals.next().await;
    0
}

/// Why the program cannot do its job: one line.
#[derive(Debug)]
struct Failure(String);

impl Failure {
    fn new(why: impl fmt::Display) -> Failure {
        Failure(why.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes to the program's output or error output.
fn write(out: &mut dyn Write, text: &str) {
    // It fails if the reader has closed it, and then there is nobody to tell.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
