//! The body of a page of a list of recording callbacks.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::RecordCallback;
use super::body::{NotACallback, read_object};
use crate::json::{self, BytesSeed};

/// A part of a list: `{"total": 250, "callback_config": [{"id": …}, …]}`.
#[derive(Debug)]
pub(crate) struct Page {
    /// How many recording callbacks the whole list has. `None`: the service sent no number.
    pub(crate) total: Option<u64>,
    pub(crate) callbacks: Vec<RecordCallback>,
}

impl Page {
    /// Reads the body of a 200; the request id comes from the answer's header.
    pub(crate) fn from_body(body: &[u8], request_id: Option<&str>) -> Result<Page, NotAPage> {
        let body = json::body_text(body).map_err(|error| NotACallback::NotUtf8(error.valid_up_to()))?;
        let raw = read_object(body, RawPageVisitor)?;
        let total = raw.total.and_then(json::text).and_then(|total| total.parse().ok());
        let items = match raw.callbacks {
            // Services that are written in Go send null for a list without elements.
            None | Some("null") if total == Some(0) => Vec::new(),
            None => return Err(NotAPage::NoList),
            Some(list) => json::elements(list).ok_or(NotAPage::OddList)?,
        };
        let callbacks = items.into_iter().enumerate().map(|(at, item)| {
            RecordCallback::from_body(item.as_bytes(), request_id).map_err(|why| NotAPage::Item { at: at + 1, why })
        });
        Ok(Page { total, callbacks: callbacks.collect::<Result<_, _>>()? })
    }
}

/// Why a body is not a page of a list. The text says what it is instead.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotAPage {
    #[error("{0}")]
    Body(#[from] NotACallback),
    #[error("a JSON object without callback_config")]
    NoList,
    #[error("a JSON object whose callback_config is not a list")]
    OddList,
    #[error("a list in which number {at} is {why}")]
    Item { at: usize, why: NotACallback },
}

#[derive(Default)]
struct RawPage<'a> {
    total: Option<&'a str>,
    callbacks: Option<&'a str>,
}

enum Key {
    Total,
    Callbacks,
}

struct RawPageVisitor;

impl<'de> Visitor<'de> for RawPageVisitor {
    type Value = RawPage<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawPage<'de>, A::Error> {
        let named = |name: &[u8]| match name {
            b"total" => Some(Key::Total),
            b"callback_config" => Some(Key::Callbacks),
            _ => None,
        };
        let mut page = RawPage::default();
        while let Some(key) = map.next_key_seed(BytesSeed(named))? {
            let place = match key {
                Some(Key::Total) => &mut page.total,
                Some(Key::Callbacks) => &mut page.callbacks,
                None => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            *place = Some(map.next_value::<&RawValue>()?.get());
        }
        Ok(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_read() {
        for (body, total, ids) in [
            (r#"{"total":0,"callback_config":[]}"#, Some(0), vec![]),
            (r#"{"total":0,"callback_config":null}"#, Some(0), vec![]),
            (r#"{"total":0}"#, Some(0), vec![]),
            (r#"{"callback_config":[]}"#, None, vec![]),
            (r#"{"total":"2","callback_config":[{"id":"a"},{"id":7}]}"#, Some(2), vec!["a", "7"]),
            (r#"{"total":-1,"callback_config":[{"id":"a","x":[{}]}],"new":{"a":1}}"#, None, vec!["a"]),
            ("\u{feff} {\"total\":1.5,\"callback_config\":[ {\"id\":\"a\\u0062\"} ]} ", None, vec!["ab"]),
        ] {
            let page = Page::from_body(body.as_bytes(), Some("r-1")).unwrap();
            let found: Vec<_> = page.callbacks.iter().map(|callback| callback.id()).collect();
            assert_eq!((page.total, found), (total, ids), "{body}");
            assert!(page.callbacks.iter().all(|callback| callback.request_id() == Some("r-1")), "{body}");
        }
    }

    #[test]
    fn each_callback_has_the_json_that_was_sent_for_it() {
        let body = r#"{"total":1,"callback_config":[ {"id":"a", "app" : "*","new":{"x":[1, 2]}} ]}"#;
        let page = Page::from_body(body.as_bytes(), None).unwrap();
        assert_eq!(page.callbacks[0].json(), r#"{"id":"a", "app" : "*","new":{"x":[1, 2]}}"#);
        assert_eq!(page.callbacks[0].app(), Some("*"));
    }

    #[test]
    fn what_is_no_page_is_named() {
        for (body, what) in [
            (&b""[..], "an empty body"),
            (b"<html>", "not JSON"),
            (b"null", "a JSON null, not a JSON object"),
            (b"[]", "a JSON array, not a JSON object"),
            (b"{}", "a JSON object without callback_config"),
            (br#"{"total":1}"#, "a JSON object without callback_config"),
            (br#"{"total":1,"callback_config":null}"#, "a JSON object whose callback_config is not a list"),
            (br#"{"total":1,"callback_config":{}}"#, "a JSON object whose callback_config is not a list"),
            (br#"{"total":1,"callback_config":[{"id":"a"}"#, "cut-off JSON"),
            (
                br#"{"total":2,"callback_config":[{"id":"a"},{"app":"b"}]}"#,
                "a list in which number 2 is a JSON object without an id",
            ),
            (br#"{"total":1,"callback_config":[7]}"#, "a list in which number 1 is a JSON number, not a JSON object"),
            (b"\xff", "not UTF-8 at byte 1"),
        ] {
            let error = Page::from_body(body, None).unwrap_err().to_string();
            assert!(error.starts_with(what), "{}: {error}", String::from_utf8_lossy(body));
        }
    }
}
