//! The header lines that authenticate a request.

use std::time::SystemTime;

use zeroize::Zeroizing;

use crate::credentials::{AccessKey, Credentials, Secret};
use crate::sign::{self, DerivedKey};
use crate::time;

/// How a request is authenticated.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Auth<'a> {
    /// `None`: not at all, or in the body.
    pub(crate) credentials: Option<&'a Credentials>,
    /// How an access key signs.
    pub(crate) signing: Signing<'a>,
}

/// An algorithm for signing, with what it needs besides the access key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Signing<'a> {
    #[default]
    SdkHmacSha256,
    /// The key is derived for this, and for the day.
    V11HmacSha256 { region: &'a str, service: &'static str },
    #[cfg(feature = "sm3")]
    SdkHmacSm3,
}

impl<'a> Auth<'a> {
    pub(crate) fn secrets(&self) -> [Option<&'a str>; 2] {
        self.credentials.map(Credentials::secrets).unwrap_or_default()
    }
}

/// The parts of a request that are signed.
#[derive(Debug)]
pub(crate) struct RequestParts<'a> {
    pub(crate) method: &'static str,
    /// `Host` as it is sent.
    pub(crate) host: &'a str,
    /// Path as it is sent, without query.
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(&'a str, &'a str)],
    pub(crate) project_id: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

/// The header lines of one attempt: `others`, then the signature of this moment for an access key, or `X-Auth-Token` and
/// nothing else for a token.
pub(crate) fn header_lines(
    others: [&str; 2],
    auth: Auth<'_>,
    parts: &RequestParts<'_>,
    now: SystemTime,
) -> Zeroizing<Vec<u8>> {
    // Room for all lines, so that growing leaves no copy behind that is not wiped.
    const BESIDES: usize = 512;
    let secret = auth.credentials.map(Credentials::secret);
    let auth_length = match secret {
        None => 0,
        Some(Secret::Token(token)) => token.len(),
        Some(Secret::AccessKey(key)) => key.access_key.len() + key.security_token().len(),
    };
    let room = others[0].len() + others[1].len() + auth_length + BESIDES;
    let mut lines = Zeroizing::new(Vec::with_capacity(room));
    others.iter().for_each(|other| lines.extend_from_slice(other.as_bytes()));
    match secret {
        None => {}
        Some(Secret::Token(token)) => put_line(&mut lines, "x-auth-token", token),
        Some(Secret::AccessKey(key)) => put_signed_lines(&mut lines, key, auth.signing, parts, now),
    }
    lines
}

fn put_signed_lines(
    lines: &mut Vec<u8>,
    key: &AccessKey,
    signing: Signing<'_>,
    parts: &RequestParts<'_>,
    now: SystemTime,
) {
    let date = time::sdk_date(now);
    let date = std::str::from_utf8(&date).unwrap_or_default();
    // Sorted by name, as signing demands; absent ones are left out.
    let all = [
        ("host", Some(parts.host)),
        ("x-project-id", parts.project_id),
        ("x-sdk-date", Some(date)),
        ("x-security-token", Some(key.security_token()).filter(|token| !token.is_empty())),
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
        method: parts.method,
        path: parts.path,
        query: parts.query,
        headers: &signed[..count],
        body: parts.body,
    };
    lines.extend_from_slice(b"authorization: ");
    match signing {
        Signing::SdkHmacSha256 => sign::write_authorization(lines, &key.access_key, &key.signing_key, date, &request),
        Signing::V11HmacSha256 { region, service } => {
            let derived = DerivedKey::new(&key.access_key, key.secret_key(), region, service);
            sign::write_derived_authorization(lines, &key.access_key, &derived, date, &request);
        }
        #[cfg(feature = "sm3")]
        Signing::SdkHmacSm3 => {
            sign::write_sm3_authorization(lines, &key.access_key, key.secret_key(), date, &request);
        }
    }
    lines.extend_from_slice(b"\r\n");
}

fn put_line(lines: &mut Vec<u8>, name: &str, value: &str) {
    for part in [name, ": ", value, "\r\n"] {
        lines.extend_from_slice(part.as_bytes());
    }
}

/// The signature in header lines. No message may contain it either, since it is valid for 15 minutes.
pub(crate) fn signature(lines: &[u8]) -> Option<&str> {
    const BEFORE: &[u8] = b"Signature=";
    let start = lines.windows(BEFORE.len()).rposition(|window| window == BEFORE)? + BEFORE.len();
    std::str::from_utf8(lines[start..].trim_ascii_end()).ok()
}
