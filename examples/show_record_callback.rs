//! Shows one recording callback: `show_record_callback [--json] [ID]`.
//!
//! Without an ID it asks for that of the service's own example; `Client::list_record_callbacks` finds your own.
//! Settings come from the environment; see `Config::load_environment`. The exit status tells the kind of failure, with
//! the numbers of the C codes.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to its user")]

use std::env;
use std::process::ExitCode;

use hwlive::{Client, Error, ErrorKind, RecordCallback};

/// The id of the service's own example, which the stand-in knows.
const EXAMPLE_ID: &str = "e2fe84def7e476651034ec4b9e92bc30";

fn main() -> ExitCode {
    let mut json = false;
    let mut id = None;
    for argument in env::args().skip(1) {
        match argument.as_str() {
            "--json" => json = true,
            _ if id.is_none() && !argument.starts_with('-') => id = Some(argument),
            _ => {
                eprintln!("usage: show_record_callback [--json] [ID]");
                return ExitCode::from(2);
            }
        }
    }
    match show(id.as_deref().unwrap_or(EXAMPLE_ID)) {
        Ok(callback) if json => println!("{}", callback.json()),
        Ok(callback) => print(&callback),
        Err(error) => {
            explain(&error);
            return ExitCode::from(exit_status(error.kind()));
        }
    }
    ExitCode::SUCCESS
}

fn show(id: &str) -> Result<RecordCallback, Error> {
    let client = Client::builder().environment()?.build()?;
    client.show_record_callback(id)
}

fn print(callback: &RecordCallback) {
    let line = |name: &str, value: Option<&str>| println!("{name:26} {}", value.unwrap_or("(none)"));
    line("id", Some(callback.id()));
    line("publish_domain", callback.publish_domain());
    line("app", callback.app());
    line("notify_callback_url", callback.notify_callback_url());
    let events = callback.notify_event_subscription().map(|events| events.collect::<Vec<_>>().join(" "));
    line("notify_event_subscription", events.as_deref());
    line("sign_type", callback.sign_type_text());
    line("create_time", callback.create_time());
    line("update_time", callback.update_time());
    line("request_id", callback.request_id());
    println!("in force: events {:?}, signed with {:?}", callback.events(), callback.sign_type());
}

fn explain(error: &Error) {
    eprintln!("{error}");
    eprintln!("kind {:?}, attempts {}", error.kind(), error.attempts());
    if let Some(status) = error.http_status() {
        eprintln!("http status {status}, code {}", error.service_code().unwrap_or("(none)"));
    }
    if let Some(request_id) = error.request_id() {
        eprintln!("request id {request_id}");
    }
    if error.is_retryable() {
        eprintln!("the same call may succeed later");
    }
}

fn exit_status(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::InvalidArgument => 2,
        ErrorKind::Credentials => 3,
        ErrorKind::Unauthorized => 4,
        ErrorKind::NotFound => 5,
        ErrorKind::Throttled => 6,
        ErrorKind::Service => 7,
        ErrorKind::Connect => 8,
        ErrorKind::Tls => 9,
        ErrorKind::Timeout => 10,
        ErrorKind::BadResponse => 11,
        ErrorKind::Cancelled => 12,
        _ => 1,
    }
}
