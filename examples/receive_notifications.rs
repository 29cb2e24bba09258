//! Receives recording notifications: `receive_notifications KEY ID [COUNT]`.
//!
//! Asks for the recording callback ID, with settings from the environment; listens on loopback at the port of its
//! notify_callback_url; verifies what is posted there with KEY, the callback's, and prints the URL of each file that is
//! complete. Ends after COUNT notifications; without it never. `receive_notifications --free-port` prints a free port.
//!
//! The few lines of HTTP here are enough to show the verification, one request at a time; a real receiver has a server.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to its user")]

use std::env;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use hwlive::Client;
use hwlive::notification::{Notification, NotificationKey, Verified, Verifier, VerifyError};

/// The service's own notifications have less than 1 KiB.
const MAX_BODY: u64 = 64 * 1024;
const MAX_HEAD: u64 = 16 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (key, id, count) = match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--free-port"] => {
            println!("{}", TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port());
            return Ok(());
        }
        [key, id] => (NotificationKey::new(key)?, *id, usize::MAX),
        [key, id, count] => (NotificationKey::new(key)?, *id, count.parse()?),
        _ => return Err("usage: receive_notifications KEY ID [COUNT]".into()),
    };

    // The two lines that this is about: what the callback says decides what is accepted.
    let callback = Client::builder().environment()?.build()?.show_record_callback(id)?;
    let verifier = callback.verifier(key);

    let url = callback.notify_callback_url().unwrap_or_default();
    let listener =
        TcpListener::bind(("127.0.0.1", port_of(url).ok_or("the callback's URL has no port of this machine")?))?;
    println!("receiving at {url}");
    for stream in listener.incoming().take(count) {
        if let Err(error) = stream.map_err(Into::into).and_then(|stream| answer(stream, &verifier)) {
            eprintln!("{error}");
        }
    }
    Ok(())
}

fn port_of(url: &str) -> Option<u16> {
    let (_, port) = url.strip_prefix("http://")?.split('/').next()?.rsplit_once(':')?;
    port.parse().ok()
}

/// Only what was verified comes here: the type says so.
fn handle(notification: Verified<'_>) {
    let event = notification.event_type().unwrap_or("(no event)");
    println!("verified: {event} {}", notification.download_url().unwrap_or("(no file)"));
}

fn answer(stream: TcpStream, verifier: &Verifier) -> Result<(), Box<dyn Error>> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(&stream);
    let body = read_body(&mut reader)?;
    let verified = match Notification::parse(&body) {
        Ok(notification) => {
            verifier.verify(&notification).map(handle).map_err(|error| (code(&error), error.to_string()))
        }
        Err(error) => Err((14, error.to_string())),
    };
    let (status, said) = match verified {
        Ok(()) => ("200 OK", r#"{"status":1}"#),
        Err((code, why)) => {
            println!("refused: code {code}: {why}");
            ("403 Forbidden", r#"{"status":0}"#)
        }
    };
    write!(
        &stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{said}",
        said.len()
    )?;
    Ok(())
}

/// The numbers of the C ABI, so that both receivers say the same.
fn code(error: &VerifyError) -> i32 {
    match error {
        VerifyError::Unsigned => 15,
        VerifyError::WrongSignature | VerifyError::SignTypeNotAccepted(_) => 16,
        VerifyError::Expired { .. } | VerifyError::TooFarAhead { .. } => 17,
        _ => 14,
    }
}

fn read_body(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut length = 0;
    let mut head = reader.by_ref().take(MAX_HEAD);
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Err(io::Error::other("the request ended in its head, or the head is too long"));
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }
    if length > MAX_BODY {
        return Err(io::Error::other("the body is too long"));
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok(body)
}
