//! A list of recording callbacks: which ones are asked for, and how its pages are put together.

use std::collections::HashSet;
use std::slice;
use std::vec;

use crate::error::Error;
use crate::model::{Page, RecordCallback};

/// The most recording callbacks that the service puts into one page, as a number and in a query.
const PAGE: usize = 100;
const PAGE_TEXT: &str = "100";

/// The last recording callback at which the service lets a page begin. The first is number 0.
const MAX_OFFSET: usize = 4096;

/// After so many bytes of pages no further page is asked for. As many callbacks as can be listed, each with the longest
/// values that the service documents, have half of it; without this bound, small pages could add up to gigabytes.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Longest values that the service documents, in characters.
const MAX_PUBLISH_DOMAIN: usize = 255;
const MAX_APP: usize = 128;

/// Which recording callbacks to list: all, unless something is set.
///
/// ```
/// let filter = hwlive::RecordCallbackFilter::new().publish_domain("publish.example.com").app("live");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordCallbackFilter {
    publish_domain: Option<String>,
    app: Option<String>,
}

impl RecordCallbackFilter {
    /// Lets all recording callbacks of the project through.
    pub fn new() -> RecordCallbackFilter {
        RecordCallbackFilter::default()
    }

    /// Only those of this ingest domain: 1 to 255 characters.
    #[must_use]
    pub fn publish_domain(mut self, publish_domain: impl Into<String>) -> RecordCallbackFilter {
        self.publish_domain = Some(publish_domain.into());
        self
    }

    /// Only those that apply to this application: 1 to 128 characters. A callback whose app is `*` applies to every
    /// application, so it is listed too.
    #[must_use]
    pub fn app(mut self, app: impl Into<String>) -> RecordCallbackFilter {
        self.app = Some(app.into());
        self
    }

    /// Checks the values. Nothing else does: the service's answer to a bad one names no argument.
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (name, value, longest) in
            [("publish domain", &self.publish_domain, MAX_PUBLISH_DOMAIN), ("app", &self.app, MAX_APP)]
        {
            match value.as_deref().map(|value| value.chars().count()) {
                Some(0) => return Err(Error::invalid(format!("the {name} is empty; leave it out to list all"))),
                Some(length) if length > longest => {
                    return Err(Error::invalid(format!("the {name} has {length} characters, more than {longest}")));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The query for the page that begins at the offset, sorted by name.
    pub(crate) fn query<'a>(&'a self, offset: &'a str) -> Vec<(&'a str, &'a str)> {
        let app = self.app.as_deref().map(|app| ("app", app));
        let publish_domain = self.publish_domain.as_deref().map(|domain| ("publish_domain", domain));
        app.into_iter().chain([("limit", PAGE_TEXT), ("offset", offset)]).chain(publish_domain).collect()
    }
}

/// A list of recording callbacks, in the service's order.
///
/// ```no_run
/// # fn main() -> Result<(), hwlive::Error> {
/// # let client = hwlive::Client::builder().region("cn-north-4").environment()?.build()?;
/// let list = client.list_record_callbacks(&hwlive::RecordCallbackFilter::new())?;
/// for callback in &list {
///     println!("{} {} {}", callback.id(), callback.publish_domain().unwrap_or("-"), callback.app().unwrap_or("-"));
/// }
/// if !list.is_complete() {
///     eprintln!("there are more");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RecordCallbackList {
    callbacks: Vec<RecordCallback>,
    total: Option<u64>,
    complete: bool,
    request_id: Option<String>,
}

impl RecordCallbackList {
    /// The recording callbacks. [`RecordCallback::json`] is the part of the page's body that describes it.
    pub fn callbacks(&self) -> &[RecordCallback] {
        &self.callbacks
    }

    /// How many there are, as the service said in the last page; `None` if it said no number.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// Whether all are here. `false`: there are more than can be listed (the service lets a page begin at the 4,097th at
    /// most, and after 16 MiB no further page is asked for), the service sent fewer than it had announced, or some were
    /// added or removed between two pages.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The id of the last page's request, from the answer's `X-Request-Id` header. Each callback has that of its page.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The recording callbacks, one after the other.
    pub fn iter(&self) -> slice::Iter<'_, RecordCallback> {
        self.callbacks.iter()
    }
}

impl IntoIterator for RecordCallbackList {
    type Item = RecordCallback;
    type IntoIter = vec::IntoIter<RecordCallback>;

    fn into_iter(self) -> Self::IntoIter {
        self.callbacks.into_iter()
    }
}

impl<'a> IntoIterator for &'a RecordCallbackList {
    type Item = &'a RecordCallback;
    type IntoIter = slice::Iter<'a, RecordCallback>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The pages of a list that have come so far.
#[derive(Debug, Default)]
pub(crate) struct ListedPages {
    /// Each once.
    callbacks: Vec<RecordCallback>,
    ids: HashSet<String>,
    /// How many the service sent. The next page begins there.
    received: usize,
    bytes: usize,
    total: Option<u64>,
    /// The service said another total before, or sent a callback twice: some were added or removed between two pages.
    changed: bool,
    /// The service has no more pages, or no more callbacks that are new.
    ended: bool,
    request_id: Option<String>,
}

impl ListedPages {
    /// Where the next page begins. `None`: there is none.
    pub(crate) fn next_offset(&self) -> Option<usize> {
        let may_go_on = self.received <= MAX_OFFSET && self.bytes < MAX_BYTES;
        (!self.ended && may_go_on).then_some(self.received)
    }

    /// Takes the body of the next page, or says what it is instead.
    pub(crate) fn add(&mut self, body: &[u8], request_id: Option<&str>) -> Result<(), String> {
        let page = Page::from_body(body, request_id).map_err(|why| why.to_string())?;
        self.changed |= self.received > 0 && page.total != self.total;
        self.total = page.total;
        self.bytes += body.len();
        let sent = page.callbacks.len();
        self.received += sent;
        let known = self.callbacks.len();
        // One that was added between two pages moves another from the end of a page to the next.
        let ids = &mut self.ids;
        self.callbacks.extend(page.callbacks.into_iter().filter(|callback| ids.insert(callback.id().to_owned())));
        let new = self.callbacks.len() - known;
        self.changed |= new < sent;
        // A server that sends the same page whatever the offset is has no more to say.
        self.ended = new == 0
            || match self.total {
                Some(total) => self.received as u64 >= total,
                None => sent < PAGE,
            };
        self.request_id = request_id.map(str::to_owned);
        Ok(())
    }

    pub(crate) fn into_list(self) -> RecordCallbackList {
        let all = self.total.is_none_or(|total| self.callbacks.len() as u64 >= total);
        let complete = self.ended && all && !self.changed;
        RecordCallbackList { callbacks: self.callbacks, total: self.total, complete, request_id: self.request_id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(total: &str, ids: std::ops::Range<usize>) -> String {
        let items: Vec<_> = ids.map(|id| format!(r#"{{"id":"c{id}"}}"#)).collect();
        format!(r#"{{"total":{total},"callback_config":[{}]}}"#, items.join(","))
    }

    #[test]
    fn pages_become_a_list() {
        assert_eq!(PAGE_TEXT, PAGE.to_string());
        // The pages, as total and numbers; how many are asked for; how many callbacks there are, and whether that is all.
        for (pages, asked, count, complete) in [
            (vec![("0", 0..0)], 1, 0, true),
            (vec![("3", 0..3)], 1, 3, true),
            (vec![("100", 0..100)], 1, 100, true),
            (vec![("250", 0..100), ("250", 100..200), ("250", 200..250)], 3, 250, true),
            // More than was asked for.
            (vec![("250", 0..250)], 1, 250, true),
            // Without a total, until a page is not full.
            (vec![("null", 0..3)], 1, 3, true),
            (vec![("null", 0..100), ("null", 100..100)], 2, 100, true),
            // Pages that are smaller than asked for.
            (vec![("120", 0..50), ("120", 50..100), ("120", 100..120)], 3, 120, true),
            // Fewer than announced; the same page again and again.
            (vec![("250", 0..100), ("250", 100..100)], 2, 100, false),
            (vec![("250", 0..100), ("250", 0..100)], 2, 100, false),
            (vec![("null", 0..100), ("null", 0..100)], 2, 100, false),
            // One was added or removed meanwhile.
            (vec![("150", 0..100), ("151", 99..150)], 2, 150, false),
            (vec![("150", 0..100), ("149", 101..150)], 2, 149, false),
            (vec![("150", 0..100), ("150", 99..149)], 2, 149, false),
            (vec![("null", 0..100), ("null", 99..150)], 2, 150, false),
            // More than one can ask for.
            ((0..50).map(|page| ("5000", page * 100..page * 100 + 100)).collect(), 41, 4100, false),
        ] {
            let mut listed = ListedPages::default();
            let mut offset = 0;
            let mut asked_for = 0;
            for (total, ids) in &pages {
                if listed.next_offset() != Some(offset) {
                    break;
                }
                listed.add(page(total, ids.clone()).as_bytes(), Some("r-9")).unwrap();
                offset += ids.len();
                asked_for += 1;
            }
            assert_eq!((listed.next_offset(), asked_for), (None, asked), "{pages:?}");
            let list = listed.into_list();
            assert_eq!((list.callbacks().len(), list.is_complete()), (count, complete), "{pages:?}");
            assert_eq!(list.total().map_or("null".to_owned(), |total| total.to_string()), pages[asked - 1].0);
            assert_eq!(list.request_id(), Some("r-9"));
        }
    }

    #[test]
    fn pages_that_are_too_long_together_end_the_list() {
        let mut listed = ListedPages::default();
        for (id, next) in [("a", Some(1)), ("b", None)] {
            let padding = "x".repeat(MAX_BYTES / 2);
            let body = format!(r#"{{"total":9,"callback_config":[{{"id":"{id}","app":"{padding}"}}]}}"#);
            listed.add(body.as_bytes(), None).unwrap();
            assert_eq!(listed.next_offset(), next);
        }
        let list = listed.into_list();
        assert_eq!((list.callbacks().len(), list.is_complete()), (2, false));
    }

    #[test]
    fn a_filter_is_checked_and_sorted() {
        let [longest_domain, longest_app] = ["录".repeat(MAX_PUBLISH_DOMAIN), "录".repeat(MAX_APP)];
        let filter = RecordCallbackFilter::new().publish_domain(&longest_domain).app(&longest_app);
        filter.check().unwrap();
        let names: Vec<_> = filter.query("0").iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["app", "limit", "offset", "publish_domain"]);
        assert_eq!(RecordCallbackFilter::new().query("100"), [("limit", "100"), ("offset", "100")]);
        for (filter, why) in [
            (RecordCallbackFilter::new().publish_domain(""), "the publish domain is empty"),
            (RecordCallbackFilter::new().app(""), "the app is empty"),
            (RecordCallbackFilter::new().publish_domain(longest_domain + "x"), "the publish domain has 256 characters"),
            (RecordCallbackFilter::new().app(longest_app + "x"), "the app has 129 characters"),
        ] {
            let error = filter.check().unwrap_err();
            assert!(error.kind() == crate::ErrorKind::InvalidArgument && error.to_string().starts_with(why), "{error}");
        }
    }
}
