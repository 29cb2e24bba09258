//! The program `hwlive-stand-in`: its arguments, and the command that it runs against the stand-in.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{ExitCode, ExitStatus};

use rustix::process;
use tokio::process::{Child, Command};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::environment;
use crate::notification::SignType;
use crate::notify::Notify;
use crate::{Builder, StandIn};

const USAGE: &str = "\
hwlive-stand-in: a Huawei Cloud Live endpoint on 127.0.0.1, to try programs without an account

usage: hwlive-stand-in [OPTION…] [-- COMMAND [ARGUMENT…]]
       hwlive-stand-in notify [OPTION…]

With a COMMAND: runs it with the environment that points at the stand-in, and ends with its exit status (128 + n where
signal n ended it; 126: found, but cannot be run; 127: not found). HUAWEICLOUD_SDK_* and CLOUD_SDK_* that would
contradict, and the proxy variables, are not passed on. Without one: prints that environment and serves until SIGINT,
SIGTERM or SIGHUP. Exit status 2: wrong arguments, or the stand-in could not start.

  --callbacks FILE      recording callbacks in JSON, besides the documented example: a list of callbacks, one callback,
                        {\"callback_config\": […]} as the service lists them, or {\"projects\": {\"PROJECT ID\": […]}}.
                        A callback's member \"stand_in\": {\"delay_ms\": N, \"cut_after\": BYTES, \"status\": STATUS,
                        \"content_type\": TYPE, \"body\": TEXT} is not sent back: the answer comes N ms late, its
                        connection ends after BYTES of it, or it is another one than the callback
  --port N              the port to listen on; by default, or with 0, a free one
  --tls                 https, with a certificate made on the spot; its authority is in the file SSL_CERT_FILE
  --access-key AK       the access key to accept, together with …
  --secret-key SK       … its secret key; by default an example's
  --security-token T    makes it a temporary key, good only together with this token
  --token T             a token to accept as X-Auth-Token; may be given several times. Without --access-key there is no
                        access key then
  --project-id ID       the project to know; may be given several times, COMMAND is given the first. By default an
                        example's
  --region NAME         the name of these projects in IAM; by default cn-north-4
  --clock-offset N      the stand-in's clock is N seconds ahead, or with a minus behind
  -h, --help            this text
  -V, --version         the version

notify posts a recording notification as the service would, and prints what the receiver answers. Exit status 0: it
answered 200; 1: it answered something else; 2: wrong arguments, or there was no answer.

  --callback ID         send what this callback says: it is asked for with the settings of the environment, for its
                        notify_callback_url, publish_domain, app and sign type
  --to URL              the receiver; by default the callback's notify_callback_url
  --key KEY             the callback's key, to sign with; without it the notification is unsigned
  --sign-type TYPE      HMACSHA256 or MD5; by default the callback's, else HMACSHA256
  --event EVENT         event_type; by default RECORD_FILE_COMPLETE
  --field NAME=VALUE    another field, or another value than the example's; may be given several times
  --expires-in SECONDS  when the signature's time is over, from now, or with a minus before; by default 300
  --tamper              alter stream and URL after signing, as a forger would
";

/// The exit status of wrong arguments and of a stand-in that did not start.
const CANNOT_START: u8 = 2;

/// Runs the program. `arguments` are without its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match parse(arguments.into_iter()).and_then(act) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            say(&mut io::stderr(), &format!("hwlive-stand-in: {error}\n"));
            ExitCode::from(CANNOT_START)
        }
    }
}

/// What the arguments ask for.
enum Asked {
    Text(String),
    Notify(Box<Notify>),
    Serve { stand_in: Box<Builder>, command: Option<Vec<OsString>> },
}

fn act(asked: Asked) -> Result<u8, Failure> {
    match asked {
        Asked::Text(text) => {
            say(&mut io::stdout(), &text);
            Ok(0)
        }
        Asked::Notify(notify) => {
            let received = notify.send().map_err(Failure::new)?;
            say(&mut io::stdout(), &format!("{} answered {}: {}\n", received.url, received.status, received.body));
            Ok(u8::from(received.status != 200))
        }
        Asked::Serve { stand_in, command } => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::new)?;
            runtime.block_on(async {
                // Before anything is there to be left behind.
                let signals = Signals::new().map_err(Failure::new)?;
                let stand_in = stand_in.start().map_err(Failure::new)?;
                match command {
                    Some(command) => run_command(&stand_in, &command, signals).await,
                    None => serve(&stand_in, signals).await,
                }
            })
        }
    }
}

async fn serve(stand_in: &StandIn, mut signals: Signals) -> Result<u8, Failure> {
    say(&mut io::stdout(), &environment::shell_commands(stand_in.environment()));
    signals.next().await;
    Ok(0)
}

async fn run_command(stand_in: &StandIn, command: &[OsString], mut signals: Signals) -> Result<u8, Failure> {
    let [program, arguments @ ..] = command else { return Err(Failure::usage("no COMMAND after --")) };
    let mut child = Command::from(stand_in.command(program));
    child.args(arguments);
    let mut child = match child.spawn() {
        Ok(child) => child,
        Err(error) => {
            say(&mut io::stderr(), &format!("hwlive-stand-in: {}: {error}\n", program.to_string_lossy()));
            return Ok(if error.kind() == io::ErrorKind::NotFound { 127 } else { 126 });
        }
    };
    loop {
        tokio::select! {
            status = child.wait() => return status.map(exit_status).map_err(Failure::new),
            received = signals.next() => pass_on(received, &child),
        }
    }
}

/// Passes a signal on to the command.
///
/// A terminal sends its interrupt to the command as well, which must not get it twice.
fn pass_on(signal: process::Signal, child: &Child) {
    if signal == process::Signal::INT && io::stdin().is_terminal() {
        return;
    }
    // `Child::id` is `None` once the child has been waited for; until then the system gives its id to no other process.
    let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(process::Pid::from_raw);
    let _ = id.map(|id| process::kill_process(id, signal));
}

/// The exit status as a shell tells it.
fn exit_status(status: ExitStatus) -> u8 {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}

/// The signals that end a program from outside.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hangup: Signal,
}

impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> process::Signal {
        tokio::select! {
            _ = self.interrupt.recv() => process::Signal::INT,
            _ = self.terminate.recv() => process::Signal::TERM,
            _ = self.hangup.recv() => process::Signal::HUP,
        }
    }
}

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Asked, Failure> {
    let mut arguments = arguments.peekable();
    match arguments.next_if(|argument| argument == "notify") {
        Some(_) => parse_notify(arguments),
        None => parse_serve(arguments),
    }
}

fn parse_notify(mut arguments: impl Iterator<Item = OsString>) -> Result<Asked, Failure> {
    let mut notify = Notify::default();
    while let Some(argument) = arguments.next() {
        let name = argument.into_string().map_err(|argument| unknown(&argument.to_string_lossy()))?;
        let mut text = || match arguments.next().map(OsString::into_string) {
            Some(Ok(value)) if !value.is_empty() => Ok(value),
            _ => Err(Failure::usage(format!("{name} needs a value in UTF-8"))),
        };
        match name.as_str() {
            "-h" | "--help" => return Ok(Asked::Text(USAGE.to_owned())),
            "--callback" => notify.callback = Some(text()?),
            "--to" => notify.to = Some(text()?),
            "--key" => notify.notification.key = Some(text()?),
            "--event" => notify.notification.event = Some(text()?),
            "--expires-in" => notify.notification.expires_in = Some(number(&name, &text()?)?),
            "--tamper" => notify.notification.tamper = true,
            "--sign-type" => {
                notify.notification.sign_type = Some(match text()?.as_str() {
                    "HMACSHA256" => SignType::HmacSha256,
                    "MD5" => SignType::Md5,
                    other => {
                        return Err(Failure::usage(format!("--sign-type: {other:?} is neither HMACSHA256 nor MD5")));
                    }
                });
            }
            "--field" => {
                let text = text()?;
                let (name, value) =
                    text.split_once('=').ok_or_else(|| Failure::usage(format!("--field: {text:?} has no =")))?;
                notify.notification.fields.insert(name.to_owned(), value.to_owned());
            }
            _ => return Err(unknown(&name)),
        }
    }
    Ok(Asked::Notify(Box::new(notify)))
}

fn parse_serve(mut arguments: impl Iterator<Item = OsString>) -> Result<Asked, Failure> {
    let mut stand_in = Builder::default();
    let (mut access_key, mut secret_key, mut security_token) = (None, None, None);
    let (mut project_ids, mut region) = (Vec::new(), None);
    let mut command = None;
    while let Some(argument) = arguments.next() {
        let argument = argument.into_string().map_err(|argument| unknown(&argument.to_string_lossy()))?;
        let (name, attached) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (argument.as_str(), None),
        };
        let takes_none = ["--", "--tls", "--help", "-h", "--version", "-V"].contains(&name);
        if takes_none && attached.is_some() {
            return Err(Failure::usage(format!("{name} takes no value")));
        }
        let mut value = || match attached.clone().map(OsString::from).or_else(|| arguments.next()) {
            Some(value) if !value.is_empty() && value != "--" => Ok(value),
            _ => Err(Failure::usage(format!("{name} needs a value"))),
        };
        let mut text =
            || value()?.into_string().map_err(|_| Failure::usage(format!("the value of {name} is not UTF-8")));
        match name {
            "-h" | "--help" => return Ok(Asked::Text(USAGE.to_owned())),
            "-V" | "--version" => return Ok(Asked::Text(format!("hwlive-stand-in {}\n", env!("CARGO_PKG_VERSION")))),
            "--tls" => stand_in = stand_in.tls(true),
            "--port" => stand_in = stand_in.port(number(name, &text()?)?),
            "--clock-offset" => stand_in = stand_in.clock_offset(number(name, &text()?)?),
            "--access-key" => access_key = Some(text()?),
            "--secret-key" => secret_key = Some(text()?),
            "--security-token" => security_token = Some(text()?),
            "--token" => stand_in = stand_in.auth_token(&text()?),
            "--project-id" => project_ids.push(text()?),
            "--region" => region = Some(text()?),
            "--callbacks" => {
                let file = value()?;
                let failed = |error: &dyn fmt::Display| Failure::new(format!("{}: {error}", file.to_string_lossy()));
                let json = std::fs::read_to_string(&file).map_err(|error| failed(&error))?;
                stand_in = stand_in.callbacks(&json).map_err(|error| failed(&error))?;
            }
            "--" => {
                command = Some(arguments.collect());
                break;
            }
            _ => return Err(unknown(&argument)),
        }
    }
    stand_in = match (access_key, secret_key, security_token) {
        (Some(access_key), Some(secret_key), None) => stand_in.access_key(&access_key, &secret_key),
        (Some(access_key), Some(secret_key), Some(token)) => {
            stand_in.temporary_access_key(&access_key, &secret_key, &token)
        }
        (None, None, None) => stand_in,
        (None, None, Some(_)) => return Err(Failure::usage("--security-token needs --access-key and --secret-key")),
        _ => return Err(Failure::usage("--access-key and --secret-key need each other")),
    };
    let region = region.as_deref().unwrap_or(crate::EXAMPLE_REGION);
    if project_ids.is_empty() && region != crate::EXAMPLE_REGION {
        project_ids.push(crate::EXAMPLE_PROJECT_ID.to_owned());
    }
    for project_id in &project_ids {
        stand_in = stand_in.project(project_id, region);
    }
    if command.as_ref().is_some_and(Vec::is_empty) {
        return Err(Failure::usage("no COMMAND after --"));
    }
    Ok(Asked::Serve { stand_in: Box::new(stand_in), command })
}

fn number<N: std::str::FromStr>(name: &str, text: &str) -> Result<N, Failure> {
    text.parse().map_err(|_| Failure::usage(format!("{name}: {text:?} is not a number that fits")))
}

fn unknown(argument: &str) -> Failure {
    match argument.starts_with('-') {
        true => Failure::usage(format!("unknown option {argument:?}")),
        false => Failure::usage(format!("unexpected argument {argument:?}; a COMMAND comes after --")),
    }
}

/// Why the program cannot do its job.
struct Failure(String);

impl Failure {
    fn new(why: impl fmt::Display) -> Failure {
        Failure(why.to_string())
    }

    fn usage(why: impl fmt::Display) -> Failure {
        Failure(format!("{why}; try hwlive-stand-in --help"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes to the program's output or error output.
fn say(out: &mut dyn Write, text: &str) {
    // Whoever has closed it does not want to read it.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
