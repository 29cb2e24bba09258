//! What signing a request and decoding an answer take, without the network.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hwlive::micro::{Signing, decode};

/// The answer that the API's documentation shows.
const EXAMPLE: &str = concat!(
    r#"{"id":"e2fe84def7e476651034ec4b9e92bc30","publish_domain":"push.example.com","app":"live","#,
    r#""notify_callback_url":"https://callback.example.com/record","#,
    r#""notify_event_subscription":["RECORD_NEW_FILE_START","RECORD_FILE_COMPLETE"],"sign_type":"HMACSHA256","#,
    r#""create_time":"2020-03-02T10:05:23Z","update_time":"2020-03-02T10:05:23Z"}"#,
);

fn signing(criterion: &mut Criterion) {
    for (name, token) in [("sign", None), ("sign with a security token of 2 KiB", Some("t".repeat(2048)))] {
        let signing = Signing::new(token.as_deref()).expect("the keys are good");
        criterion.bench_function(name, |bencher| bencher.iter(|| signing.header_lines()));
    }
}

fn decoding(criterion: &mut Criterion) {
    let escaped = EXAMPLE.replace("live", r"l\u0069ve").replace('/', r"\/");
    let long = EXAMPLE.replace("\"app\"", &format!("\"new\":\"{}\",\"app\"", "x".repeat(64 * 1024)));
    for (name, body) in [("example", EXAMPLE.to_owned()), ("example with escapes", escaped), ("64 KiB", long)] {
        let mut group = criterion.benchmark_group("decode");
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| decode(black_box(body.as_bytes())));
        });
    }
}

criterion_group!(benches, signing, decoding);
criterion_main!(benches);
