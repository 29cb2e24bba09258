//! The list of callbacks: who may ask for it, its filters and its pages.

use hwlive_stand_in::StandIn;
use serde_json::Value;

use crate::support::{AK, EXAMPLE, PROJECT, Raw, Reply, SK, good, started};

const SIGNED: [&str; 3] = ["host", "x-project-id", "x-sdk-date"];

/// A request for the list with this query, which is sorted and encoded as it is to be signed.
fn listing(query: &str) -> Raw {
    let mark = if query.is_empty() { "" } else { "?" };
    let target = format!("/v1/{PROJECT}/record/callbacks{mark}{query}");
    Raw::new("GET", target).header("X-Project-Id", PROJECT).signed(AK, SK, &SIGNED)
}

fn total_and_ids(reply: &Reply) -> (u64, Vec<String>) {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let body = reply.json();
    let callbacks = body["callback_config"].as_array().expect("a list").iter();
    let ids = callbacks.map(|callback| callback["id"].as_str().expect("an id").to_owned());
    (body["total"].as_u64().expect("a number"), ids.collect())
}

#[test]
fn the_documented_example_is_listed_by_default() {
    let stand_in = started(StandIn::builder());
    let reply = listing("").send(&stand_in);
    assert_eq!(total_and_ids(&reply), (1, vec![EXAMPLE.to_owned()]));
    // Each callback has the fields that it has alone.
    let alone: Value = good(EXAMPLE).send(&stand_in).json();
    assert_eq!(reply.json()["callback_config"][0], alone);
    assert!(reply.header("x-request-id").is_some_and(|id| id.ends_with("-stand-in")));
}

#[test]
fn filters_and_pages() {
    // Every third is for every application; every second belongs to the other domain.
    let callbacks = (0..25).map(|at| {
        let app = if at % 3 == 0 { "*".to_owned() } else { format!("直播 {}", at % 3) };
        format!(r#"{{"id":"c{at}","publish_domain":"{}.example.com","app":"{app}"}}"#, at % 2)
    });
    let json = format!("[{}]", callbacks.collect::<Vec<_>>().join(","));
    let stand_in = started(StandIn::builder().callbacks(&json).expect("callbacks"));
    let all = || 0..25;
    let first = |at: &i32| at % 3 != 2;
    for (query, total, ids) in [
        ("", 25, all().take(10).collect::<Vec<i32>>()),
        ("limit=100", 25, all().collect()),
        ("limit=7&offset=20", 25, (20..25).collect()),
        ("limit=100&offset=25", 25, vec![]),
        ("limit=1&offset=4096", 25, vec![]),
        ("limit=100&publish_domain=1.example.com", 12, all().filter(|at| at % 2 == 1).collect()),
        ("app=%E7%9B%B4%E6%92%AD%201&limit=100", 17, all().filter(first).collect()),
        (
            "app=%E7%9B%B4%E6%92%AD%201&limit=2&offset=3&publish_domain=0.example.com",
            9,
            all().filter(|at| first(at) && at % 2 == 0).skip(3).take(2).collect(),
        ),
        ("app=none&limit=100", 9, all().filter(|at| at % 3 == 0).collect()),
        ("limit=100&publish_domain=EXAMPLE.com", 0, vec![]),
    ] {
        let ids: Vec<_> = ids.into_iter().map(|at| format!("c{at}")).collect();
        assert_eq!(total_and_ids(&listing(query).send(&stand_in)), (total, ids), "{query}");
    }
}

#[test]
fn parameters_out_of_their_ranges_are_refused() {
    let stand_in = started(StandIn::builder());
    let longest = |name: &str, length: usize| format!("{name}={}", "x".repeat(length));
    assert_eq!(listing(&longest("app", 128)).send(&stand_in).status, 200);
    assert_eq!(listing(&longest("publish_domain", 255)).send(&stand_in).status, 200);
    for (query, name) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("offset=-1", "offset"),
        ("offset=4097", "offset"),
        ("app=", "app"),
        (&longest("app", 129), "app"),
        ("publish_domain=", "publish_domain"),
        (&longest("publish_domain", 256), "publish_domain"),
    ] {
        let reply = listing(query).send(&stand_in);
        let refused = ("LIVE.100011001".to_owned(), format!("Invalid request parameter: {name}"));
        assert_eq!((reply.status, reply.code_and_message()), (400, refused), "{query}");
    }
}

#[test]
fn only_who_is_let_in_gets_a_list() {
    let stand_in = started(StandIn::builder());
    let changed = |from: &str, to: &str| {
        let request = listing("limit=10&offset=0");
        Raw { target: request.target.replace(from, to), ..request }
    };
    // The order on the wire is the client's affair, since the sorted query is signed.
    assert_eq!(changed("limit=10&offset=0", "offset=0&limit=10").send(&stand_in).status, 200);
    for (what, request, status) in [
        ("another query than was signed", changed("limit=10", "limit=11"), 401),
        ("one parameter more", changed("offset=0", "offset=0&publish_domain=a"), 401),
        ("no query", changed("?limit=10&offset=0", ""), 401),
        ("no signature", listing("").without("Authorization"), 401),
        ("another project", listing("").with("X-Project-Id", "other").signed(AK, SK, &SIGNED), 403),
        ("another method", Raw { method: "POST", ..listing("") }, 404),
    ] {
        assert_eq!(request.send(&stand_in).status, status, "{what}");
    }
}
