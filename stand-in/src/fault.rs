//! Faults on request: answers that come late, end in the middle, or are no callback at all.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use hyper::header::HeaderValue;
use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// The member of a callback that describes the fault. It is not sent back.
pub(crate) const MEMBER: &str = "stand_in";

/// How the answer with a callback is spoiled. The default does nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fault {
    /// How much later the answer is sent.
    pub(crate) delay: Duration,
    /// After how many bytes of the body the connection ends.
    pub(crate) cut_after: Option<usize>,
    /// The status in place of 200.
    pub(crate) status: Option<u16>,
    /// The `Content-Type` in place of JSON's.
    pub(crate) content_type: Option<String>,
    /// The body in place of the callback.
    pub(crate) body: Option<String>,
}

/// Splits a callback into what the service would know of it and the fault. A callback without the member stays as it is.
pub(crate) fn split(json: &str) -> Result<(String, Fault), String> {
    let Ok(members) = serde_json::Deserializer::from_str(json).deserialize_map(Members) else {
        return Ok((json.to_owned(), Fault::default()));
    };
    let (ours, sent): (Vec<_>, Vec<_>) = members.into_iter().partition(|(name, _)| name == MEMBER);
    let [(_, ours)] = &ours[..] else {
        return if ours.is_empty() { Ok((json.to_owned(), Fault::default())) } else { Err(format!("{MEMBER} twice")) };
    };
    let sent: Vec<String> =
        sent.iter().map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), value.get())).collect();
    let sent = format!("{{{}}}", sent.join(","));
    let fault = read(ours)?;
    let length = fault.body.as_ref().unwrap_or(&sent).len();
    if fault.cut_after.is_some_and(|bytes| bytes >= length) {
        return Err(format!("{MEMBER}: cut_after: the answer has only {length} bytes"));
    }
    Ok((sent, fault))
}

/// Reads the member.
fn read(json: &RawValue) -> Result<Fault, String> {
    let Ok(Value::Object(members)) = serde_json::from_str(json.get()) else {
        return Err(format!("{MEMBER}: expected an object"));
    };
    let mut fault = Fault::default();
    for (name, value) in &members {
        let expected = |what| format!("{MEMBER}: {name}: expected {what}");
        let number = || value.as_u64().and_then(|number| u32::try_from(number).ok()).ok_or(expected("a whole number"));
        let text = || value.as_str().map(str::to_owned).ok_or(expected("a text"));
        match name.as_str() {
            "delay_ms" => fault.delay = Duration::from_millis(number()?.into()),
            "cut_after" => fault.cut_after = usize::try_from(number()?).ok(),
            "status" => fault.status = Some(status(number()?).ok_or(expected("200 to 599"))?),
            "content_type" => fault.content_type = Some(header_value(text()?).ok_or(expected("a header's value"))?),
            "body" => fault.body = Some(text()?),
            _ => return Err(format!("{MEMBER}: {name} is none of delay_ms, cut_after, status, content_type, body")),
        }
    }
    Ok(fault)
}

fn header_value(text: String) -> Option<String> {
    HeaderValue::from_str(&text).is_ok().then_some(text)
}

/// A status that an answer can end with: 1xx only precedes one.
fn status(number: u32) -> Option<u16> {
    u16::try_from(number).ok().filter(|status| (200..600).contains(status))
}

/// Reads the members of an object in their order, each value as it is written.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

/// A body that breaks off. Its whole length is in the head of the answer, so that a client can notice.
#[derive(Debug)]
pub(crate) enum CutBody {
    /// These bytes are still to be sent.
    Bytes(Bytes),
    /// They are being sent. hyper sends what it has when a body is not ready, but not when it fails.
    Flush,
    /// They are sent.
    Broken,
}

impl CutBody {
    pub(crate) fn new(body: &Bytes, bytes: usize) -> CutBody {
        CutBody::Bytes(body.slice(..bytes.min(body.len())))
    }
}

impl Body for CutBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        match &mut *self {
            CutBody::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                *self = CutBody::Flush;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            CutBody::Flush => {
                *self = CutBody::Broken;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            CutBody::Broken => Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionAborted.into()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_member_is_taken_out_and_the_rest_stays_as_it_is() {
        for (json, sent, delay, cut_after) in [
            (r#" {"id" : 12.50}"#, r#" {"id" : 12.50}"#, 0, None),
            (r#"{"stand_in":{},"id":"a"}"#, r#"{"id":"a"}"#, 0, None),
            (
                r#"{"z": 12.50, "id":"\u5f55", "stand_in": {"delay_ms": 7}, "a":{"stand_in":1}, "z":null}"#,
                r#"{"z":12.50,"id":"\u5f55","a":{"stand_in":1},"z":null}"#,
                7,
                None,
            ),
            (r#"{"id":"a","stand_in":{"cut_after":9,"delay_ms":1}}"#, r#"{"id":"a"}"#, 1, Some(9)),
            (r#"{"id":"a","stand_in":{"cut_after":0}}"#, r#"{"id":"a"}"#, 0, Some(0)),
        ] {
            let fault = Fault { delay: Duration::from_millis(delay), cut_after, ..Fault::default() };
            assert_eq!(split(json), Ok((sent.to_owned(), fault)), "{json}");
        }
    }

    #[test]
    fn another_answer_takes_the_place_of_the_callback() {
        let html = Some("text/html; charset=utf-8".to_owned());
        for (member, body, fault) in [
            (r#"{"body":""}"#, Some(""), Fault::default()),
            (r#"{"status":503,"body":"{\"id\""}"#, Some("{\"id\""), Fault { status: Some(503), ..Fault::default() }),
            (
                r#"{"content_type":"text/html; charset=utf-8","body":"<p>登录","cut_after":5}"#,
                Some("<p>登录"),
                Fault { content_type: html, cut_after: Some(5), ..Fault::default() },
            ),
            (r#"{"status":404}"#, None, Fault { status: Some(404), ..Fault::default() }),
        ] {
            let json = format!(r#"{{"id":"a","stand_in":{member}}}"#);
            let fault = Fault { body: body.map(str::to_owned), ..fault };
            assert_eq!(split(&json), Ok((r#"{"id":"a"}"#.to_owned(), fault)), "{member}");
        }
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        for (member, says) in [
            (r#""stand_in":7"#, "expected an object"),
            (r#""stand_in":{"delay_ms":-1}"#, "delay_ms: expected a whole number"),
            (r#""stand_in":{"delay_ms":"1"}"#, "delay_ms: expected a whole number"),
            (r#""stand_in":{"cut_after":1.5}"#, "cut_after: expected a whole number"),
            (r#""stand_in":{"cut_after":10}"#, "only 10 bytes"),
            (r#""stand_in":{"body":"short","cut_after":5}"#, "only 5 bytes"),
            (r#""stand_in":{"body":{}}"#, "body: expected a text"),
            (r#""stand_in":{"status":"500"}"#, "status: expected a whole number"),
            (r#""stand_in":{"status":100}"#, "status: expected 200 to 599"),
            (r#""stand_in":{"status":600}"#, "status: expected 200 to 599"),
            (r#""stand_in":{"content_type":"text/html\n"}"#, "content_type: expected a header's value"),
            (r#""stand_in":{"headers":{}}"#, "headers is none of"),
            (r#""stand_in":{},"stand_in":{}"#, "twice"),
        ] {
            let error = split(&format!(r#"{{"id":"a",{member}}}"#)).expect_err(member);
            assert!(error.contains(says), "{member}: {error}");
        }
    }
}
