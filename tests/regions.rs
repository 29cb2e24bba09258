//! Where requests of a region go: a proxy sees the names that are asked for.

#![allow(clippy::unwrap_used)]

mod support;

use hwlive::{Client, ClientBuilder, ErrorKind};

use support::{ID, Scheme, Server, answer};

/// The host and port that a call connects to.
fn asked(builder: ClientBuilder) -> String {
    let proxy = Server::start(Scheme::Http, |peer| {
        peer.request()?;
        peer.send(answer(403, ""))
    });
    let client = builder.access_key("ak", "sk").proxy(&proxy.url()).build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    let request = proxy.requests().remove(0);
    request.line().strip_prefix("CONNECT ").unwrap().strip_suffix(" HTTP/1.1").unwrap().to_owned()
}

#[test]
fn a_region_by_pattern_is_asked_for_by_its_name() {
    let by_pattern = |region: &str| Client::builder().region(region).region_by_pattern(true);
    assert_eq!(asked(by_pattern("cn-south-1").project_id("p")), "live.cn-south-1.myhuaweicloud.com:443");
    assert_eq!(asked(by_pattern("eu-west-101").project_id("p")), "live.eu-west-101.myhuaweicloud.eu:443");
    // Without a project id IAM is asked first.
    assert_eq!(asked(by_pattern("cn-south-1")), "iam.cn-south-1.myhuaweicloud.com:443");
    assert_eq!(asked(by_pattern("cn-south-4")), "iam.myhuaweicloud.com:443");
    assert_eq!(asked(by_pattern("cn-south-4").endpoint("https://live.example.com")), "iam.myhuaweicloud.com:443");
    // What is built in stays as it is.
    assert_eq!(asked(by_pattern("cn-north-4").project_id("p")), "live.cn-north-4.myhuaweicloud.com:443");
}

#[test]
fn no_region_is_taken_by_pattern_unless_it_is_said() {
    for (builder, text) in [
        (Client::builder().region("cn-south-1"), "region \"cn-south-1\" is not known"),
        (Client::builder().region("cn-south-1"), "or allow regions by the pattern"),
        (Client::builder().region("cn-south-1").region_by_pattern(true).region_by_pattern(false), "is not known"),
        (Client::builder().region("south").region_by_pattern(true), "region \"south\" is not known"),
        (Client::builder().region("cn-south-1").endpoint("https://h"), "IAM"),
    ] {
        let error = builder.access_key("ak", "sk").proxy("").build().and_then(|client| client.show_record_callback(ID));
        let error = error.unwrap_err();
        assert!(error.to_string().contains(text), "{text}: {error}");
    }
}
