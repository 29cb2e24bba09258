//! Where requests of a region go: a proxy sees the names that are asked for.

#![allow(clippy::unwrap_used)]

mod support;

use hwlive::{Agency, Client, ClientBuilder, Credentials, CredentialsSource, ErrorKind, IdToken, OidcAgency};

use support::{ID, Scheme, Server, answer};

/// The host and port that a call with an access key connects to.
fn asked(builder: ClientBuilder) -> String {
    connects_to(builder.access_key("ak", "sk"), |_| {})
}

/// The same, of a client that is changed once it is made.
fn connects_to(builder: ClientBuilder, change: impl FnOnce(&Client)) -> String {
    let proxy = Server::start(Scheme::Http, |peer| {
        peer.request()?;
        peer.send(answer(403, ""))
    });
    let client = builder.proxy(&proxy.url()).build().unwrap();
    change(&client);
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

#[test]
fn who_gives_the_credentials_is_asked_first() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "token").unwrap();
    let key = || CredentialsSource::from(Credentials::access_key("ak", "sk", None).unwrap());
    let id_token = IdToken::text("token").unwrap();
    let oidc = || CredentialsSource::oidc(OidcAgency::new("iam::1:p", "iam::1:a", id_token.clone()).unwrap());
    let provider = || CredentialsSource::identity_provider("idp", file.path()).unwrap();
    let (by_urn, by_name) = (|| Agency::by_urn("iam::1:a").unwrap(), || Agency::by_domain_id("a", "1").unwrap());
    let (sts, iam) = ("sts.cn-north-4.myhuaweicloud.com:443", "iam.cn-north-4.myhuaweicloud.com:443");
    let global_iam = "iam.myhuaweicloud.com:443";
    for (source, region, host) in [
        (oidc(), Some("cn-north-4"), sts),
        (oidc(), None, sts),
        (oidc().assume(by_name()), Some("cn-north-4"), sts),
        (key().assume(by_urn()), Some("cn-north-4"), sts),
        (key().assume(by_name()), Some("cn-north-4"), iam),
        (key().assume(by_name()), None, global_iam),
        (key().assume(by_name()).assume(by_urn()), None, global_iam),
        (key().assume(by_urn()).assume(by_name()), None, sts),
        (provider(), None, global_iam),
        (provider().assume(by_urn()), None, global_iam),
        (provider(), Some("cn-north-4"), iam),
    ] {
        let builder = Client::builder().endpoint("https://live.example.com").project_id("p");
        let builder = region.into_iter().fold(builder, |builder, region| builder.region(region));
        assert_eq!(connects_to(builder.clone().credentials(source.clone()), |_| {}), host, "{region:?} {source:?}");
        // Whatever the client had first.
        let replace = |client: &Client| client.replace_credentials(source.clone()).unwrap();
        assert_eq!(connects_to(builder.access_key("ak", "sk"), replace), host, "{region:?} {source:?}");
    }
}
