//! The options of one call: its limit, header lines and credentials.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::call_state::CallState;
use crate::config::check_timeout;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::report::CallReport;
use crate::text::header_text;

/// Longest name of a header line, in characters.
const MAX_HEADER_NAME: usize = 128;
/// Longest value of a header line, in characters.
const MAX_HEADER_VALUE: usize = 8192;
/// Most bytes of all header lines of a call: servers refuse heads that are not much longer.
const MAX_HEADER_LINES: usize = 16 * 1024;

/// Header lines that this library or ureq writes, or that belong to a connection and not to a request. One that ends in a
/// hyphen means all names that begin so.
const REFUSED_NAMES: [&str; 18] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-",
    "expect",
    "host",
    "keep-alive",
    "proxy-",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-auth-token",
    "x-project-id",
    "x-sdk-",
    "x-security-token",
];

/// What one call has of its own. What is not set is as the client has it.
#[derive(Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) credentials: Option<Credentials>,
    /// Whole lines. A value may be a secret.
    header_lines: Zeroizing<String>,
    pub(crate) state: Arc<CallState>,
}

impl CallOptions {
    pub(crate) fn set_timeout(&mut self, timeout: Duration) -> Result<(), Error> {
        self.timeout = Some(check_timeout("timeout", timeout)?);
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn add_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        check_name(name)?;
        let value = header_text("header value", value, MAX_HEADER_VALUE)?;
        let before = &self.header_lines;
        let length = before.len() + name.len() + value.len() + ": \r\n".len();
        if length > MAX_HEADER_LINES {
            return Err(Error::invalid(format!(
                "header value: the header lines of the call would have more than {MAX_HEADER_LINES} bytes"
            )));
        }
        // In new memory: a text that grows by itself leaves its old memory unwiped.
        self.header_lines = Zeroizing::new([before, name, ": ", value, "\r\n"].concat());
        Ok(())
    }

    pub(crate) fn header_lines(&self) -> &str {
        &self.header_lines
    }

    /// Begins a call with these options: nothing is known of it yet.
    pub(crate) fn begin(&self) {
        self.state.change_report(|report| *report = CallReport::default());
    }
}

fn check_name(name: &str) -> Result<(), Error> {
    if name.is_empty() {
        return Err(Error::invalid("header name is empty"));
    }
    if name.len() > MAX_HEADER_NAME {
        return Err(Error::invalid(format!("header name is longer than {MAX_HEADER_NAME} characters")));
    }
    // RFC 9110 (5.6.2): a token.
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)) {
        return Err(Error::invalid("header name has a character that no name of a header has"));
    }
    let is_refused = |refused: &&str| {
        let beginning = if refused.ends_with('-') { name.get(..refused.len()) } else { None };
        beginning.unwrap_or(name).eq_ignore_ascii_case(refused)
    };
    if REFUSED_NAMES.iter().any(is_refused) {
        return Err(Error::invalid(format!("header name {name} is one that the library writes or a connection needs")));
    }
    Ok(())
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CallOptions { timeout, credentials, header_lines, state } = self;
        f.debug_struct("CallOptions")
            .field("timeout", timeout)
            .field("credentials", credentials)
            .field("header_lines", &header_lines.lines().count())
            .field("state", state)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    #[test]
    fn header_lines_are_checked_and_never_shown() {
        let long = "sentinel".repeat(MAX_HEADER_VALUE / 8);
        let mut options = CallOptions::default();
        for (name, value) in [
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            ("X-Request-Id", " a b\t "),
            ("x!#$%&'*+-.^_`|~1", "~"),
            ("Accept-Language", "en-us"),
            ("x-sdkless", "v"),
            ("Cookie", &long),
            (&"n".repeat(MAX_HEADER_NAME), "v"),
        ] {
            options.add_header(name, value).unwrap();
        }
        assert!(options.header_lines().starts_with("traceparent: 00-0af7651916cd43dd8448eb211c80319c"));
        assert!(options.header_lines().contains("\r\nX-Request-Id: a b\r\n"));
        let before = options.header_lines().to_owned();
        for (name, value, says) in [
            ("", "sentinel", "header name is empty"),
            (&*"n".repeat(MAX_HEADER_NAME + 1), "sentinel", "header name is longer"),
            ("a b", "sentinel", "header name has"),
            ("a:", "sentinel", "header name has"),
            ("a\r\nb", "sentinel", "header name has"),
            ("名", "sentinel", "header name has"),
            ("x", "", "header value is empty"),
            ("x", " ", "header value is empty"),
            ("x", "sentinel\r\nHost: y", "header value has"),
            ("x", "sentinel\n y", "header value has"),
            ("x", "sentinel\0", "header value has"),
            ("x", "sentinel\u{7f}", "header value has"),
            ("x", "sentinel录", "header value has"),
            ("x", &*format!("{long}s"), "header value is longer"),
            ("x", &*long, "header value: the header lines of the call would have more"),
            ("Host", "sentinel", "header name Host is"),
            ("AUTHORIZATION", "sentinel", "header name AUTHORIZATION is"),
            ("X-Sdk-Date", "sentinel", "header name X-Sdk-Date is"),
            ("x-sdk-", "sentinel", "header name x-sdk- is"),
            ("Content-Length", "sentinel", "header name Content-Length is"),
            ("Proxy-Authorization", "sentinel", "header name Proxy-Authorization is"),
        ] {
            let error = options.add_header(name, value).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument);
            assert!(error.to_string().starts_with(says), "{name}: {error}");
            assert!(!format!("{error} {error:?} {options:?}").contains("sentinel"), "{error}");
        }
        assert!(REFUSED_NAMES.iter().all(|name| options.add_header(name, "v").is_err()));
        assert_eq!(options.header_lines(), before);
    }
}
