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

/// Room for what [`header_lines`] writes besides the texts that it is given, so that growing leaves no copy behind that is
/// not wiped.
const BESIDES: usize = 512;

/// The header lines of one attempt: `others`, then the signature of this moment for an access key, or `X-Auth-Token` and
/// nothing else for a token.
pub(crate) fn header_lines(
    others: [&str; 2],
    auth: Auth<'_>,
    parts: &RequestParts<'_>,
    now: SystemTime,
) -> Zeroizing<Vec<u8>> {
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

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;
    use crate::sign::SigningKey;

    const OTHERS: [&str; 2] = ["accept: application/json\r\n", "user-agent: hwlive/0.1.0\r\n"];
    const DATE: &str = "20010909T014640Z";

    fn parts(project_id: Option<&str>) -> RequestParts<'_> {
        RequestParts { method: "GET", host: "h:1", path: "/v1/p/x", query: &[("a", "1")], project_id, body: b"" }
    }

    fn lines_of(
        credentials: Option<&Credentials>,
        signing: Signing<'_>,
        parts: &RequestParts<'_>,
    ) -> Zeroizing<Vec<u8>> {
        let now = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        header_lines(OTHERS, Auth { credentials, signing }, parts, now)
    }

    /// What a request has to be signed with: each header line of it, and `Host`, in their order.
    fn signed<'a>(parts: &RequestParts<'a>, headers: &'a [(&'a str, &'a str)]) -> sign::Request<'a> {
        let RequestParts { method, path, query, body, .. } = *parts;
        sign::Request { method, path, query, headers, body }
    }

    #[test]
    fn nobody_in_particular_asks_with_the_other_lines_alone() {
        let lines = lines_of(None, Signing::default(), &parts(Some("p")));
        assert_eq!(lines[..], *OTHERS.concat().as_bytes());
        assert_eq!(Auth::default().secrets(), [None; 2]);
        assert_eq!(signature(&lines), None);
    }

    #[test]
    fn a_token_is_one_line() {
        let token = Credentials::auth_token("T").unwrap();
        let lines = lines_of(Some(&token), Signing::default(), &parts(Some("p")));
        assert_eq!(lines[..], *[&OTHERS.concat(), "x-auth-token: T\r\n"].concat().as_bytes());
        assert_eq!(Auth { credentials: Some(&token), ..Auth::default() }.secrets(), [Some("T"), None]);
    }

    #[test]
    fn an_access_key_signs_the_lines_that_it_is_sent_with() {
        let permanent = Credentials::access_key("AK", "SK", None).unwrap();
        let temporary = Credentials::access_key("AK", "SK", Some("ST")).unwrap();
        for (credentials, project_id, lines, headers) in [
            (&permanent, None, "", &[("host", "h:1"), ("x-sdk-date", DATE)][..]),
            (
                &permanent,
                Some("p"),
                "x-project-id: p\r\n",
                &[("host", "h:1"), ("x-project-id", "p"), ("x-sdk-date", DATE)],
            ),
            (
                &temporary,
                Some("p"),
                "x-project-id: p\r\n",
                &[("host", "h:1"), ("x-project-id", "p"), ("x-sdk-date", DATE), ("x-security-token", "ST")],
            ),
        ] {
            let parts = parts(project_id);
            let token = if headers.len() == 4 { "x-security-token: ST\r\n" } else { "" };
            let before = format!("{}{lines}x-sdk-date: {DATE}\r\n{token}authorization: ", OTHERS.concat());
            let derived = Signing::V11HmacSha256 { region: "r", service: "s" };
            for signing in [Signing::SdkHmacSha256, derived] {
                let mut expected = before.clone().into_bytes();
                let request = signed(&parts, headers);
                match signing {
                    Signing::V11HmacSha256 { region, service } => {
                        let key = DerivedKey::new("AK", "SK", region, service);
                        sign::write_derived_authorization(&mut expected, "AK", &key, DATE, &request);
                    }
                    _ => sign::write_authorization(&mut expected, "AK", &SigningKey::new("SK"), DATE, &request),
                }
                let hex = String::from_utf8(expected[expected.len() - 64..].to_vec()).unwrap();
                expected.extend_from_slice(b"\r\n");
                let lines = lines_of(Some(credentials), signing, &parts);
                assert_eq!(String::from_utf8_lossy(&lines), String::from_utf8_lossy(&expected));
                assert_eq!(signature(&lines), Some(&*hex));
            }
        }
        assert_eq!(Auth { credentials: Some(&temporary), ..Auth::default() }.secrets(), [Some("SK"), Some("ST")]);
    }

    #[test]
    fn nothing_grows() {
        let (long, token) = ("a".repeat(1024), "t".repeat(100_000));
        for (credentials, given) in [
            (None, 0),
            (Some(Credentials::auth_token(&token).unwrap()), token.len()),
            (Some(Credentials::access_key(&long, "SK", Some(&token)).unwrap()), long.len() + token.len()),
        ] {
            let lines = lines_of(credentials.as_ref(), Signing::default(), &parts(Some("p")));
            assert_eq!(lines.capacity(), OTHERS.concat().len() + given + BESIDES);
        }
    }
}
