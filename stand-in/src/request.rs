//! A request as it was received.

use hyper::HeaderMap;
use hyper::body::Bytes;
use hyper::http::request::Parts;

/// A request that the stand-in received.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The method, such as `GET`.
    pub method: String,
    /// The target in the request line: path and query, percent-encoding untouched.
    pub target: String,
    /// Names in lower case, values as they were sent, without the white space around them. Bytes that are not UTF-8 are
    /// replaced.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The status of the answer.
    pub status: u16,
    /// The number of the connection that it came over, counted from 1.
    pub connection: u64,
}

impl ReceivedRequest {
    /// The value of the first header with that name, in upper or lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// A request with its whole body.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path as sent, percent-encoding untouched, without the query.
    pub(crate) path: String,
    /// The query as sent, without the question mark.
    pub(crate) query: Option<String>,
    headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Request {
    pub(crate) fn new(head: Parts, body: Bytes) -> Request {
        Request {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().map(str::to_owned),
            headers: head.headers,
            body,
        }
    }

    /// The value of a header, as it was sent. If a header is repeated, its values, separated by commas.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> =
            self.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    /// The number of bytes in the names and values of the headers.
    pub(crate) fn header_bytes(&self) -> usize {
        self.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
    }

    /// Names and values of the query, decoded.
    pub(crate) fn query_pairs(&self) -> Vec<(String, String)> {
        let parts = self.query.as_deref().unwrap_or_default().split('&').filter(|part| !part.is_empty());
        parts
            .map(|part| part.split_once('=').unwrap_or((part, "")))
            .map(|(name, value)| (percent_decode(name), percent_decode(value)))
            .collect()
    }

    /// The segments of the path. Each is decoded by itself, so that an encoded slash does not separate two.
    pub(crate) fn segments(&self) -> Vec<String> {
        self.path.split('/').skip(1).map(percent_decode).collect()
    }

    /// The request as [`StandIn::requests`](crate::StandIn::requests) shows it.
    pub(crate) fn received(&self, status: u16, connection: u64) -> ReceivedRequest {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        ReceivedRequest {
            method: self.method.clone(),
            target: match &self.query {
                Some(query) => format!("{}?{query}", self.path),
                None => self.path.clone(),
            },
            headers: self.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect(),
            body: self.body.to_vec(),
            status,
            connection,
        }
    }
}

/// Decodes `%XX`. What is no such escape stays as it is, and bytes that are not UTF-8 are replaced.
fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::percent_decode;

    #[test]
    fn percent_decoding() {
        for (text, decoded) in [
            ("", ""),
            ("plain-._~", "plain-._~"),
            ("a%2Fb%2fc", "a/b/c"),
            ("%E5%BD%95", "录"),
            ("100%25", "100%"),
            ("%", "%"),
            ("%4", "%4"),
            ("%zz", "%zz"),
            ("%+1", "%+1"),
            ("a+b", "a+b"),
            ("%FF", "\u{fffd}"),
        ] {
            assert_eq!(percent_decode(text), decoded, "{text}");
        }
    }
}
