//! The body of an answer: read up to a limit, and decoded.
//!
//! gzip is decoded here and not by ureq, which takes an empty body for a damaged one and the end of a connection for
//! a fault in the data.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;
use ureq::http::HeaderMap;
use ureq::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use zeroize::{Zeroize, Zeroizing};

use super::call::with_call;
use crate::failure::{Failure, Phase, carried};

/// Longest body, in bytes: as it comes, and after decoding.
pub(crate) const MAX_BODY: usize = 1024 * 1024;

/// Reads the whole body. What came of it is in `body` also where it fails; as it came, where it could not be decoded.
pub(crate) fn read(headers: &HeaderMap, from: impl Read, body: &mut Vec<u8>) -> Result<(), Failure> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    body.reserve(length.unwrap_or(0).min(MAX_BODY) + 1);
    up_to_limit(from, body).map_err(|error| lost_or_bad(&error))?;
    if !body.is_empty() && is_gzip(headers)? {
        let mut decoded = Zeroizing::new(Vec::with_capacity(body.len().saturating_mul(4).min(MAX_BODY) + 1));
        up_to_limit(MultiGzDecoder::new(&body[..]), &mut decoded).map_err(|error| not_understood(&error))?;
        // What is swapped out is wiped.
        std::mem::swap(body, &mut decoded);
    }
    if body.len() > MAX_BODY {
        return Err(Failure::BadAnswer(format!("the answer's body has more than {MAX_BODY} bytes")));
    }
    Ok(())
}

/// One byte more than is allowed tells that there is too much.
fn up_to_limit(mut from: impl Read, into: &mut Vec<u8>) -> io::Result<()> {
    const STEP: usize = 8 * 1024;
    let mut end = into.len();
    into.resize(into.capacity().min(MAX_BODY + 1), 0);
    let result = loop {
        if end > MAX_BODY {
            break Ok(());
        }
        if end == into.len() {
            let mut larger = vec![0; (end * 2).clamp(STEP, MAX_BODY + 1)];
            larger[..end].copy_from_slice(into);
            // What a vector that grows by itself leaves behind is not wiped, and there may be a key in it.
            std::mem::replace(into, larger).zeroize();
        }
        match from.read(&mut into[end..]) {
            Ok(0) => break Ok(()),
            Ok(length) => end += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    into.truncate(end);
    result
}

/// Whether the body is compressed in the one way that is supported; an error where in another. Nobody asks for it, but
/// servers and what stands before them compress unasked.
fn is_gzip(headers: &HeaderMap) -> Result<bool, Failure> {
    if !headers.contains_key(CONTENT_ENCODING) {
        return Ok(false);
    }
    let lines = headers.get_all(CONTENT_ENCODING).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    let lines = lines.collect::<Vec<_>>().join(",");
    let codings = lines.split(',').map(str::trim).filter(|coding| !coding.is_empty());
    let codings: Vec<_> = codings.filter(|coding| !coding.eq_ignore_ascii_case("identity")).collect();
    match &codings[..] {
        [] => Ok(false),
        [coding] if coding.eq_ignore_ascii_case("gzip") || coding.eq_ignore_ascii_case("x-gzip") => Ok(true),
        _ => Err(Failure::BadAnswer(format!("Content-Encoding: {} is not supported", codings.join(", ")))),
    }
}

/// Our own failure where it came through ureq, else what ureq found wrong.
fn lost_or_bad(error: &io::Error) -> Failure {
    if let Some(failure) = carried(error) {
        return failure.clone();
    }
    match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
        Some(ureq::Error::Io(inner)) => lost_or_bad(inner),
        // What is in the buffer is no whole chunk size, and nothing more will come.
        Some(ureq::Error::BodyStalled) if with_call(|call| call.ended).unwrap_or_default() => ended_early(),
        None if error.kind() == io::ErrorKind::UnexpectedEof => ended_early(),
        Some(error) => not_understood(error),
        None => not_understood(error),
    }
}

fn not_understood(why: &dyn std::fmt::Display) -> Failure {
    Failure::BadAnswer(format!("the answer's body is not understood: {why}"))
}

/// The peer has closed the connection in good order, but too soon.
pub(crate) fn ended_early() -> Failure {
    let doing = with_call(|call| call.doing()).unwrap_or(Phase::Read);
    Failure::Lost { doing, why: "the peer closed it before the answer was complete".to_owned() }
}
