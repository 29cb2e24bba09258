//! A request as it came, and whether its signature is right: recomputed from the bytes by the service's rules.

use std::fmt;
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The head of a request, with its blank line, as it came.
#[derive(Clone)]
pub struct Request {
    pub raw: Vec<u8>,
    /// The number of its connection, from 0.
    pub connection: usize,
}

impl Request {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.raw).unwrap()
    }

    /// The first line.
    pub fn line(&self) -> &str {
        self.text().split("\r\n").next().unwrap()
    }

    /// The second word of the first line.
    pub fn target(&self) -> &str {
        let words: Vec<_> = self.line().split(' ').collect();
        assert_eq!((words.len(), words[2]), (3, "HTTP/1.1"), "{}", self.line());
        words[1]
    }

    /// Names in lower case, and values as they came, without the one blank before them.
    pub fn headers(&self) -> Vec<(String, &str)> {
        let lines = self.text().strip_suffix("\r\n\r\n").unwrap().split("\r\n").skip(1);
        lines
            .map(|line| {
                let (name, value) = line.split_once(':').unwrap();
                (name.to_ascii_lowercase(), value.strip_prefix(' ').unwrap_or(value))
            })
            .collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.headers().iter().any(|(other, _)| other == name)
    }

    /// The value of a header that has to be there once.
    pub fn header(&self, name: &str) -> &str {
        let headers = self.headers();
        let values: Vec<_> = headers.iter().filter(|(other, _)| other == name).map(|(_, value)| *value).collect();
        assert_eq!(values.len(), 1, "{name} in {self}");
        values[0]
    }

    /// The names of the signed headers, as `Authorization` gives them.
    pub fn signed_headers(&self) -> &str {
        self.authorization().1
    }

    /// The instant of `X-Sdk-Date`, which is in UTC and to the second.
    pub fn date(&self) -> SystemTime {
        let text = self.header("x-sdk-date");
        let number = |from: usize, to: usize| text[from..to].parse::<u64>().unwrap();
        assert_eq!((text.len(), &text[8..9], &text[15..]), (16, "T", "Z"), "{text}");
        let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
        // Days before a month of a year that begins in March, so that the leap day is its last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468;
        let seconds = days * 86_400 + number(9, 11) * 3_600 + number(11, 13) * 60 + number(13, 15);
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    pub fn signature(&self) -> &str {
        self.authorization().2
    }

    /// Access key, signed headers, signature.
    fn authorization(&self) -> (&str, &str, &str) {
        let value = self.header("authorization").strip_prefix("SDK-HMAC-SHA256 Access=").unwrap();
        let (access_key, value) = value.split_once(", SignedHeaders=").unwrap();
        let (names, signature) = value.split_once(", Signature=").unwrap();
        (access_key, names, signature)
    }

    /// Whether the signature is what the service would compute from these bytes.
    pub fn assert_signed(&self, access_key: &str, secret_key: &str) {
        self.assert_signed_with_body(access_key, secret_key, b"");
    }

    /// As [`assert_signed`](Request::assert_signed), of a request with a body.
    pub fn assert_signed_with_body(&self, access_key: &str, secret_key: &str, body: &[u8]) {
        let (access, names, signature) = self.authorization();
        assert_eq!(access, access_key, "{self}");
        let (path, query) = self.target().split_once('?').unwrap_or((self.target(), ""));
        let slash = if path.ends_with('/') { "" } else { "/" };
        let mut canonical = format!("{}\n{path}{slash}\n{query}\n", self.line().split(' ').next().unwrap());
        for name in names.split(';') {
            canonical += &format!("{name}:{}\n", self.header(name).trim());
        }
        canonical += &format!("\n{names}\n{}", hex(&Sha256::digest(body)));
        let date = self.header("x-sdk-date");
        let to_sign = format!("SDK-HMAC-SHA256\n{date}\n{}", hex(&Sha256::digest(&canonical)));
        let mut mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes()).unwrap();
        mac.update(to_sign.as_bytes());
        assert_eq!(signature, hex(&mac.finalize().into_bytes()), "canonical request:\n{canonical}");
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.raw))
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "connection {}: {self}", self.connection)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
