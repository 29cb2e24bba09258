//! Ten thousand calls that fail leave nothing behind. Alone in its program: it counts the descriptors of all of it.

#![allow(clippy::unwrap_used)]

mod support;

use hwlive::{Client, ErrorKind};
use support::system::{descriptors, memory};
use support::*;

/// Calls, and checks that it fails as it should.
fn fail(client: &Client, kind: ErrorKind, times: usize) {
    for _ in 0..times {
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
}

#[test]
fn descriptors_and_memory_stay_flat() {
    // Under wine everything takes long.
    const TIMES: usize = if cfg!(windows) { 200 } else { 2_000 };
    let refusing = Refusing::new();
    let cut = answer(200, CALLBACK);
    let cut = cut[..cut.len() - 1].to_vec();
    let table: [(&str, Scheme, Vec<u8>, ErrorKind, usize); 7] = [
        ("500 with a long body", Scheme::Http, answer(500, vec![b'y'; 64 * 1024]), ErrorKind::Service, TIMES / 10),
        ("500 over https", Scheme::Https, answer(500, vec![b'y'; 64 * 1024]), ErrorKind::Service, TIMES / 10),
        ("500", Scheme::Https, answer(500, vec![b'y'; 1024]), ErrorKind::Service, TIMES),
        ("404", Scheme::Http, answer(404, r#"{"error_code":"LIVE.1"}"#), ErrorKind::NotFound, TIMES),
        ("no JSON", Scheme::Http, answer(200, "{"), ErrorKind::BadResponse, TIMES),
        ("cut off", Scheme::Http, cut.clone(), ErrorKind::Connect, TIMES),
        ("cut off over https", Scheme::Https, cut, ErrorKind::Connect, TIMES / 10),
    ];
    for (what, scheme, bytes, kind, times) in table {
        let server = Server::start(scheme, move |peer| {
            if what.starts_with("cut off") {
                peer.request()?;
                return peer.send(&bytes);
            }
            peer.serve(|_, _| bytes.clone())
        });
        let client = builder(&server).max_retries(0).build().unwrap();
        let settled = |server: &Server| {
            server.forget_requests();
            server.wait_until(|seen| seen.open <= 1);
        };
        fail(&client, kind, times / 10);
        settled(&server);
        let before = (descriptors(), memory());
        for _ in 0..9 {
            fail(&client, kind, times / 10);
            settled(&server);
        }
        let after = (descriptors(), memory());
        assert!(after.0 <= before.0 + 2, "{what}: {before:?} descriptors and KiB became {after:?}");
        assert!(after.1 <= before.1 + 4_096, "{what}: {before:?} descriptors and KiB became {after:?}");
    }

    let client = Client::builder().endpoint(&format!("http://{}", refusing.address())).project_id(PROJECT_ID).proxy("");
    let client = client.access_key(ACCESS_KEY, SECRET_KEY).max_retries(0).build().unwrap();
    fail(&client, ErrorKind::Connect, TIMES / 10);
    let before = (descriptors(), memory());
    fail(&client, ErrorKind::Connect, TIMES);
    let after = (descriptors(), memory());
    assert!(after.0 <= before.0 && after.1 <= before.1 + 4_096, "{before:?} descriptors and KiB became {after:?}");
}
