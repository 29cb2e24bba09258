//! A byte stream to a peer: a socket, or TLS over another stream. Every wait is within the call's limits.

use std::ffi::CStr;
use std::io::{self, Read, Write};
use std::net::SocketAddr;

use rustls::{ClientConnection, ProtocolVersion};

use super::call::with_call;
use super::socket::Socket;
use super::tls_error;
use crate::failure::{Failure, Phase, carried};
use crate::limits::CANCEL_CHECK;

/// How a stream reaches its peer. TLS may lie over TLS: an https endpoint behind an https proxy.
#[derive(Debug)]
pub(crate) enum Stream {
    Plain(Socket),
    Tls(Box<Tls>),
}

/// A TLS session over a stream.
#[derive(Debug)]
pub(crate) struct Tls {
    session: ClientConnection,
    under: Stream,
    host: String,
}

/// Whether a read waits for the peer.
#[derive(Clone, Copy, PartialEq)]
enum Wait {
    Yes,
    No,
}

impl Stream {
    /// Reads at least one byte, waiting for it; 0 is the orderly end.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Failure> {
        crate::fault::point("read");
        match self.read_or_not(buffer, Wait::Yes)? {
            Some(length) => Ok(length),
            None => Err(Failure::Internal("a read that waits came back without waiting".to_owned())),
        }
    }

    /// Writes all bytes.
    pub(crate) fn write_all(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Stream::Plain(socket) => write_all(socket, bytes),
            Stream::Tls(tls) => tls.write_all(bytes),
        }
    }

    /// Whether a stream that nobody is asking anything has something to read, or has ended. Then nobody should use
    /// it any more: what is there is no answer to what would be asked next.
    pub(crate) fn has_news(&mut self) -> bool {
        match self {
            Stream::Plain(socket) => socket.has_news(),
            Stream::Tls(tls) => tls.has_news(),
        }
    }

    pub(crate) fn is_tls(&self) -> bool {
        matches!(self, Stream::Tls(_))
    }

    pub(crate) fn tls_version(&self) -> Option<&'static CStr> {
        let Stream::Tls(tls) = self else { return None };
        Some(match tls.session.protocol_version()? {
            ProtocolVersion::TLSv1_2 => c"TLSv1.2",
            _ => c"TLSv1.3",
        })
    }

    pub(crate) fn peer_address(&self) -> Option<SocketAddr> {
        match self {
            Stream::Plain(socket) => socket.peer_address(),
            Stream::Tls(tls) => tls.under.peer_address(),
        }
    }

    fn read_or_not(&mut self, buffer: &mut [u8], wait: Wait) -> Result<Option<usize>, Failure> {
        match self {
            Stream::Plain(socket) => read_or_not(socket, buffer, wait),
            Stream::Tls(tls) => tls.read_or_not(buffer, wait),
        }
    }
}

fn read_or_not(socket: &mut Socket, buffer: &mut [u8], wait: Wait) -> Result<Option<usize>, Failure> {
    loop {
        let read = match wait {
            Wait::Yes => socket.read_within(buffer, with_call(|call| call.left())??),
            Wait::No => socket.try_read(buffer),
        };
        match read {
            Ok(length) => {
                // A shutdown of the client ends the socket, which then reads as closed.
                let cancelled = with_call(|call| {
                    call.bytes_received += length as u64;
                    if length == 0 { call.limits.cancelled() } else { None }
                })?;
                if let Some(cancelled) = cancelled {
                    return Err(cancelled);
                }
                return Ok(Some(length));
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && wait == Wait::No => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(lost(&error)),
        }
    }
}

fn write_all(socket: &mut Socket, mut bytes: &[u8]) -> Result<(), Failure> {
    while !bytes.is_empty() {
        match socket.try_write(bytes) {
            Ok(length) => {
                bytes = &bytes[length..];
                with_call(|call| call.bytes_sent += length as u64)?;
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => wait_to_write(socket)?,
            Err(error) => return Err(lost(&error)),
        }
    }
    Ok(())
}

fn wait_to_write(socket: &Socket) -> Result<(), Failure> {
    loop {
        let left = with_call(|call| call.left())??.min(CANCEL_CHECK);
        if socket.wait_to_write(left).map_err(|error| lost(&error))? {
            return Ok(());
        }
    }
}

/// The connection is gone; by our own doing where the client was shut down.
fn lost(error: &io::Error) -> Failure {
    let lost = with_call(|call| {
        let lost = || Failure::Lost { doing: call.doing(), why: error.to_string() };
        call.limits.cancelled().unwrap_or_else(lost)
    });
    lost.unwrap_or_else(|failure| failure)
}

fn closed(why: &str) -> Failure {
    lost(&io::Error::other(why))
}

impl Tls {
    /// Shakes hands over a stream.
    pub(crate) fn connect(mut session: ClientConnection, under: Stream, host: &str) -> Result<Stream, Failure> {
        with_call(|call| call.enter(Phase::Handshake))?;
        // Nothing is kept back: a request of 100 KiB goes out as it is.
        session.set_buffer_limit(None);
        let mut tls = Box::new(Tls { session, under, host: host.to_owned() });
        tls.flush()?;
        while tls.session.is_handshaking() {
            if tls.pull(Wait::Yes)? == Some(0) {
                return Err(closed("the peer closed it"));
            }
            tls.flush()?;
        }
        Ok(Stream::Tls(tls))
    }

    fn read_or_not(&mut self, buffer: &mut [u8], wait: Wait) -> Result<Option<usize>, Failure> {
        loop {
            match self.session.reader().read(buffer) {
                Ok(length) => return Ok(Some(length)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // Whoever cuts a connection can end TCP in good order, but not TLS.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    return Err(closed("TLS ended without close_notify"));
                }
                Err(error) => return Err(lost(&error)),
            }
            if self.pull(wait)?.is_none() {
                return Ok(None);
            }
            self.flush()?;
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.session.writer().write_all(bytes).map_err(|error| lost(&error))?;
        self.flush()
    }

    fn has_news(&mut self) -> bool {
        // Bytes of TLS's own, such as a session ticket, are no news; without end they are.
        const MAX_READS: usize = 16;
        for _ in 0..MAX_READS {
            match self.session.process_new_packets() {
                Ok(state) if state.plaintext_bytes_to_read() == 0 && !state.peer_has_closed() => {}
                _ => return true,
            }
            if !self.under.has_news() {
                return false;
            }
            match self.pull(Wait::No) {
                Ok(Some(length)) if length > 0 => {}
                _ => return true,
            }
        }
        true
    }

    /// Takes in what the peer has sent; `None`: nothing, and there was no waiting.
    fn pull(&mut self, wait: Wait) -> Result<Option<usize>, Failure> {
        let length = match self.session.read_tls(&mut Underlying { stream: &mut self.under, wait }) {
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(of_under(&error)),
        };
        if let Err(error) = self.session.process_new_packets() {
            // The peer is told why, if it still listens.
            let _ = self.flush();
            return Err(self.refused(&error));
        }
        Ok(Some(length))
    }

    fn flush(&mut self) -> Result<(), Failure> {
        while self.session.wants_write() {
            let written = self.session.write_tls(&mut Underlying { stream: &mut self.under, wait: Wait::Yes });
            if let Err(error) = written {
                let failure = of_under(&error);
                return Err(self.refusal().filter(|_| matches!(failure, Failure::Lost { .. })).unwrap_or(failure));
            }
        }
        Ok(())
    }

    /// Why the peer ended the connection, where it has said so: an alert that came before a write found it gone.
    fn refusal(&mut self) -> Option<Failure> {
        while let Ok(1..) = self.session.read_tls(&mut Underlying { stream: &mut self.under, wait: Wait::No }) {
            if let Err(error) = self.session.process_new_packets() {
                return Some(self.refused(&error));
            }
        }
        None
    }

    fn refused(&self, error: &rustls::Error) -> Failure {
        Failure::Tls { host: self.host.clone(), why: tls_error::explain(error, &self.host) }
    }
}

/// The failure of the stream under TLS, which has come through rustls.
fn of_under(error: &io::Error) -> Failure {
    carried(error).cloned().unwrap_or_else(|| lost(error))
}

/// The stream under TLS, as rustls wants it. Only `write` is there: std's `writev` would raise SIGPIPE.
struct Underlying<'a> {
    stream: &'a mut Stream,
    wait: Wait,
}

impl Read for Underlying<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.stream.read_or_not(buffer, self.wait)? {
            Some(length) => Ok(length),
            None => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

impl Write for Underlying<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
