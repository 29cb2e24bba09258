//! The header lines of a request: who is asking, and the proof of it.

use std::time::SystemTime;

use zeroize::Zeroizing;

use crate::credentials::{AccessKey, Credentials};
use crate::{sign, time};

/// What a request's proof depends on.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) method: &'static str,
    /// `Host` as it is sent.
    pub(crate) host: &'a str,
    /// Path as it is sent, without query.
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(&'a str, &'a str)],
    pub(crate) project_id: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

/// The lines that prove who is asking, for one attempt: with an access key the signature of this moment, with a token
/// `X-Auth-Token` and nothing else of the kind. `constant` is put before them.
pub(crate) fn header_lines(
    constant: &str,
    credentials: &Credentials,
    subject: &Subject<'_>,
    now: SystemTime,
) -> Zeroizing<Vec<u8>> {
    // Room for all of it, so that growing leaves no unwiped copy behind.
    const BESIDES: usize = 512;
    match credentials {
        Credentials::Token(token) => {
            let mut lines = Zeroizing::new(Vec::with_capacity(constant.len() + token.len() + BESIDES));
            lines.extend_from_slice(constant.as_bytes());
            put_line(&mut lines, "x-auth-token", token);
            lines
        }
        Credentials::AccessKey(key) => {
            let token = key.security_token.as_ref().map_or("", |token| token.as_str());
            let room = constant.len() + key.access_key.len() + token.len() + BESIDES;
            let mut lines = Zeroizing::new(Vec::with_capacity(room));
            lines.extend_from_slice(constant.as_bytes());
            put_signed_lines(&mut lines, key, token, subject, now);
            lines
        }
    }
}

fn put_signed_lines(lines: &mut Vec<u8>, key: &AccessKey, token: &str, subject: &Subject<'_>, now: SystemTime) {
    let date = time::sdk_date(now);
    let date = std::str::from_utf8(&date).unwrap_or_default();
    // In the order of the names, as signing wants them; absent ones are left out.
    let all = [
        ("host", Some(subject.host)),
        ("x-project-id", subject.project_id),
        ("x-sdk-date", Some(date)),
        ("x-security-token", Some(token).filter(|token| !token.is_empty())),
    ];
    let mut signed = [("", ""); 4];
    let mut count = 0;
    for (name, value) in all {
        let Some(value) = value else { continue };
        signed[count] = (name, value);
        count += 1;
        // ureq writes Host.
        if name != "host" {
            put_line(lines, name, value);
        }
    }
    let request = sign::Request {
        method: subject.method,
        path: subject.path,
        query: subject.query,
        headers: &signed[..count],
        body: subject.body,
    };
    lines.extend_from_slice(b"authorization: ");
    sign::write_authorization(lines, &key.access_key, &key.signing_key, date, &request);
    lines.extend_from_slice(b"\r\n");
}

fn put_line(lines: &mut Vec<u8>, name: &str, value: &str) {
    for part in [name, ": ", value, "\r\n"] {
        lines.extend_from_slice(part.as_bytes());
    }
}

/// The signature in header lines, which may stand in no message either: it is good for a quarter of an hour.
pub(crate) fn signature(lines: &[u8]) -> Option<&str> {
    const BEFORE: &[u8] = b"Signature=";
    let start = lines.windows(BEFORE.len()).rposition(|window| window == BEFORE)? + BEFORE.len();
    std::str::from_utf8(lines[start..].trim_ascii_end()).ok()
}
