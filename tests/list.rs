//! A list of recording callbacks: its requests, its pages, and what goes wrong in between.

#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use hwlive::{ErrorKind, RecordCallbackFilter};
use support::*;

/// A page of a project with so many callbacks, as the target asks for it.
fn page(target: &str, total: usize) -> String {
    let number = |name: &str| -> usize {
        let value = target.split(['?', '&']).find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        value.unwrap().parse().unwrap()
    };
    let (offset, limit) = (number("offset"), number("limit"));
    let items: Vec<_> =
        (offset..total.min(offset + limit)).map(|at| format!(r#"{{"id":"c{at}","app":"*"}}"#)).collect();
    format!(r#"{{"total":{total},"callback_config":[{}]}}"#, items.join(","))
}

/// A server of such a project. `odd` may answer something else, by the number of the request.
fn project(scheme: Scheme, total: usize, odd: impl Fn(usize) -> Option<Vec<u8>> + Send + Sync + 'static) -> Server {
    let count = Mutex::new(0);
    Server::start(scheme, move |peer| {
        peer.serve(|request, _| {
            let mut count = count.lock().unwrap();
            *count += 1;
            odd(*count - 1).unwrap_or_else(|| answer(200, page(request.target(), total)))
        })
    })
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.target().to_owned()).collect()
}

#[test]
fn two_hundred_and_fifty_callbacks_come_in_three_pages_of_which_one_fails_once() {
    for scheme in SCHEMES {
        let busy = |number| (number == 1).then(|| answer_with(503, &["Retry-After: 0"], ""));
        let server = project(scheme, 250, busy);
        let list = client(&server).list_record_callbacks(&RecordCallbackFilter::new()).unwrap();
        assert_eq!((list.callbacks().len(), list.total(), list.is_complete()), (250, Some(250), true));
        for (at, callback) in list.iter().enumerate() {
            assert_eq!((callback.id(), callback.app()), (&*format!("c{at}"), Some("*")));
            assert_eq!(callback.json(), format!(r#"{{"id":"c{at}","app":"*"}}"#));
        }
        let path = format!("/v1/{PROJECT_ID}/record/callbacks?limit=100&offset=");
        assert_eq!(targets(&server), [0, 100, 100, 200].map(|offset| format!("{path}{offset}")));
        assert_eq!(server.connections(), 1);
        for request in server.requests() {
            request.assert_signed(ACCESS_KEY, SECRET_KEY);
        }
    }
}

#[test]
fn a_filter_is_encoded_sorted_and_signed() {
    let server = project(Scheme::Http, 1, |_| None);
    let filter = RecordCallbackFilter::new().publish_domain("a.example.com/~x").app("live & 直播+*");
    client(&server).list_record_callbacks(&filter).unwrap();
    let request = server.request();
    let query = "app=live%20%26%20%E7%9B%B4%E6%92%AD%2B%2A&limit=100&offset=0&publish_domain=a.example.com%2F~x";
    assert_eq!(request.target(), format!("/v1/{PROJECT_ID}/record/callbacks?{query}"));
    request.assert_signed(ACCESS_KEY, SECRET_KEY);
}

#[test]
fn retries_are_counted_for_the_whole_list() {
    // Every second request is refused.
    let every_second = |number: usize| (number % 2 == 0).then(|| answer_with(429, &["Retry-After: 0"], ""));
    let server = project(Scheme::Http, 250, every_second);
    let list = builder(&server).max_retries(3).build().unwrap().list_record_callbacks(&RecordCallbackFilter::new());
    assert_eq!(list.unwrap().callbacks().len(), 250);
    assert_eq!(server.requests().len(), 6);
    let server = project(Scheme::Http, 250, every_second);
    let list = builder(&server).max_retries(2).build().unwrap().list_record_callbacks(&RecordCallbackFilter::new());
    let error = list.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Throttled, 3), "{error}");
}

#[test]
fn what_ends_a_list() {
    let html = || answer(200, "<html>log in</html>");
    for (what, odd, kind, says) in [
        ("refused", answer(403, "{}"), ErrorKind::Unauthorized, "live:record:listCallbacks"),
        ("a portal", html(), ErrorKind::BadResponse, "log in"),
        ("no list", answer(200, CALLBACK), ErrorKind::BadResponse, "a JSON object without callback_config"),
        (
            "no id",
            answer(200, r#"{"total":250,"callback_config":[{"app":"x"}]}"#),
            ErrorKind::BadResponse,
            "a list in which number 1 is a JSON object without an id",
        ),
        ("failed", answer(500, "{}"), ErrorKind::Service, "500"),
        ("too much", answer(200, "x".repeat((1 << 20) + 1)), ErrorKind::BadResponse, "1048576"),
    ] {
        for page in [0, 2] {
            let odd = odd.clone();
            let server = project(Scheme::Http, 250, move |number| (number == page).then(|| odd.clone()));
            let error = client(&server).list_record_callbacks(&RecordCallbackFilter::new()).unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (kind, 1), "{what}: {error}");
            let shown = error.to_string();
            assert!(shown.starts_with("list record callbacks: ") && shown.contains(says), "{what}: {shown}");
            assert_eq!(server.requests().len(), page + 1, "{what}");
        }
    }
}

#[test]
fn a_list_that_is_longer_than_the_service_lets_one_ask_says_so() {
    let server = project(Scheme::Http, 5_000, |_| None);
    let list = client(&server).list_record_callbacks(&RecordCallbackFilter::new()).unwrap();
    assert_eq!((list.callbacks().len(), list.total(), list.is_complete()), (4_100, Some(5_000), false));
    assert!(targets(&server).last().unwrap().ends_with("offset=4000"));
}

#[test]
fn one_limit_holds_for_all_pages() {
    // Each page takes a third of the limit, and there are fifty.
    let server = Server::start(Scheme::Http, |peer| {
        while let Some(request) = peer.next_request()? {
            peer.pause(Duration::from_millis(300))?;
            peer.send(answer(200, page(request.target(), 5_000)))?;
        }
        Ok(())
    });
    let client = builder(&server).timeout(Duration::from_millis(900)).build().unwrap();
    let since = Instant::now();
    let error = client.list_record_callbacks(&RecordCallbackFilter::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
    assert!(server.requests().len() < 5);
}

#[test]
fn a_bad_filter_is_refused_before_anything_is_sent() {
    let server = project(Scheme::Http, 1, |_| None);
    let client = client(&server);
    for (filter, names) in [
        (RecordCallbackFilter::new().publish_domain(""), "publish domain"),
        (RecordCallbackFilter::new().app("x".repeat(129)), "app"),
    ] {
        let error = client.list_record_callbacks(&filter).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidArgument, 0), "{error}");
        assert!(error.to_string().contains(names), "{error}");
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn options_of_a_call_hold_for_every_page() {
    let server = project(Scheme::Http, 250, |number| (number == 2).then(|| answer_with(503, &["Retry-After: 0"], "")));
    let client = client(&server);
    let mut call = client.call().header("X-Request-Id", "mine").access_key("own", "key", None);
    let list = call.list_record_callbacks(&RecordCallbackFilter::new()).unwrap();
    assert_eq!(list.callbacks().len(), 250);
    assert_eq!((call.report().attempts(), call.report().connection_reused()), (2, true));
    for request in server.requests() {
        assert_eq!(request.header("x-request-id"), "mine");
        request.assert_signed("own", "key");
    }
    call.cancel_handle().cancel();
    let error = call.list_record_callbacks(&RecordCallbackFilter::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{error}");
    assert_eq!(server.requests().len(), 4);
}
