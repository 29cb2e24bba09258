//! The results of the official SDKs and of the published examples, and the rules that they follow.

use super::*;
use serde::Deserialize as _;
use serde_json::Value;

/// An `Authorization` with SDK-HMAC-SM3.
#[cfg(feature = "sm3")]
fn with_sm3(keys: (&str, &str), date: &str, request: &Request<'_>) -> String {
    let mut out = Vec::new();
    write_sm3_authorization(&mut out, keys.0, keys.1, date, request);
    String::from_utf8(out).unwrap()
}

fn derived(access_key: &str, key: &DerivedKey, date: &str, request: &Request<'_>) -> String {
    let mut out = Vec::new();
    write_derived_authorization(&mut out, access_key, key, date, request);
    String::from_utf8(out).unwrap()
}

/// Each vector has a canonical request, a string to sign and an `Authorization`, made by the official Python SDK. The two
/// signatures that the official Go SDK publishes for SDK-HMAC-SM3 are there as well.
#[test]
fn the_official_sdks_results_are_reproduced() {
    let file: Value = serde_json::from_str(include_str!("../../tests/vectors/signing.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    let mut algorithms = std::collections::BTreeMap::new();
    for vector in vectors {
        let text = |field: &str| vector[field].as_str().unwrap();
        let name = text("name");
        let query: Vec<(&str, &str)> = Vec::deserialize(&vector["query"]).unwrap();
        let headers = vector["headers"].as_object().unwrap().iter();
        let mut headers: Vec<(String, &str)> = headers.map(|(n, v)| (n.to_lowercase(), v.as_str().unwrap())).collect();
        headers.extend(vector["host"].as_str().map(|host| ("host".to_owned(), host)));
        headers.sort();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        let date = headers.iter().find(|(n, _)| *n == "x-sdk-date").unwrap().1;
        let request = Request {
            method: text("method"),
            path: text("path"),
            query: &query,
            headers: &headers,
            body: text("body").as_bytes(),
        };

        let (access_key, secret_key) = (text("access_key"), text("secret_key"));
        let (canonical, to_sign, authorization) = match text("algorithm") {
            ALGORITHM => {
                let key = SigningKey::new(secret_key);
                let canonical = canonical_request::<Sha256>(&request);
                let to_sign = string_to_sign::<Sha256>(ALGORITHM, date, None, &canonical);
                let authorization = authorization(access_key, &key, date, &request);
                assert!(authorization.ends_with(&signature(&key, &to_sign)), "{name}");
                (canonical, to_sign, authorization)
            }
            DERIVED_ALGORITHM => {
                let key = DerivedKey::new(access_key, secret_key, text("region"), text("service"));
                let canonical = canonical_request::<Sha256>(&request);
                let to_sign = string_to_sign::<Sha256>(DERIVED_ALGORITHM, date, Some(&key.scope(date)), &canonical);
                (canonical, to_sign, derived(access_key, &key, date, &request))
            }
            #[cfg(feature = "sm3")]
            sm3::ALGORITHM => {
                let canonical = canonical_request::<::sm3::Sm3>(&request);
                let to_sign = string_to_sign::<::sm3::Sm3>(sm3::ALGORITHM, date, None, &canonical);
                (canonical, to_sign, with_sm3((access_key, secret_key), date, &request))
            }
            #[cfg(not(feature = "sm3"))]
            "SDK-HMAC-SM3" => continue,
            other => panic!("{name}: {other}"),
        };
        assert_eq!(canonical, text("canonical_request"), "{name}");
        assert_eq!(to_sign, text("string_to_sign"), "{name}");
        assert_eq!(authorization, text("authorization"), "{name}");
        *algorithms.entry(text("algorithm")).or_insert(0) += 1;
    }
    assert!(algorithms[ALGORITHM] >= 67 && algorithms[DERIVED_ALGORITHM] >= 2, "{algorithms:?}");
    #[cfg(feature = "sm3")]
    assert!(algorithms[sm3::ALGORITHM] >= 6, "{algorithms:?}");
}

/// A wrong one would only be noticed by a service.
#[test]
fn the_hash_of_an_empty_body_is_that_of_no_bytes() {
    assert_eq!(hex(&Sha256::digest(b"").into()), *Sha256::EMPTY_BODY);
    #[cfg(feature = "sm3")]
    assert_eq!(hex(&::sm3::Sm3::digest(b"").into()), *::sm3::Sm3::EMPTY_BODY);
}

/// The signatures that the signing guide and the tests of the official Java and Go SDKs publish.
#[test]
fn published_signatures_are_reproduced() {
    const HOST: (&str, &str) = ("host", "service.region.example.com");
    const PLAIN_HOST: (&str, &str) = ("host", "example.com");
    const REGION_HOST: (&str, &str) = ("host", "service.test-region-1.myhuaweicloud.com");
    const DATE: (&str, &str) = ("x-sdk-date", "20191115T033655Z");
    const GO_DATE: (&str, &str) = ("x-sdk-date", "20060102T150405Z");
    const UNDERSCORE: (&str, &str) = ("test_underscore", "TEST_VALUE");
    const VPCS: &str = "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs";
    const VPC: &str = "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123";
    const QUERY: &[(&str, &str)] = &[("limit", "2"), ("marker", "13551d6b-755d-4757-b956-536f674975c0")];
    const BODY: &[u8] = br#"{"key":"value"}"#;
    const GO_BODY: &[u8] = b"{\"Name\":\"test\",\"Id\":1}\n";
    const GUIDE: (&str, &str) = ("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc");
    const SDK: (&str, &str) = ("AccessKey", "SecretKey");
    const JSON: (&str, &str) = ("content-type", "application/json");

    type Row<'a> = ((&'a str, &'a str), &'a str, &'a str, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)], &'a [u8]);
    let table: &[(Row<'_>, &str)] = &[
        (
            (GUIDE, "GET", VPCS, QUERY, &[JSON, HOST, DATE], b""),
            "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
        ),
        (
            (SDK, "GET", VPCS, QUERY, &[HOST, UNDERSCORE, DATE], b""),
            "fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d",
        ),
        (
            (SDK, "POST", VPC, &[], &[HOST, UNDERSCORE, DATE], BODY),
            "b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771",
        ),
        (
            (SDK, "GET", "", &[], &[PLAIN_HOST, UNDERSCORE, DATE], b""),
            "919ad8b75d4ad49da0d377e63ee21c4a7a54b752f6bf2878b4adbe9c19927da6",
        ),
        (
            (SDK, "GET", VPCS, &[], &[REGION_HOST, DATE], b""),
            "fbfa53d70fa0dec48f511be2e9e522172f9dca6d56f8856d12d7e575b978d9be",
        ),
        (
            (SDK, "POST", VPC, &[], &[REGION_HOST, DATE], BODY),
            "f65c535f8f86d95e963fbd795d6d41dbf59e675a8b4ae161356cf8cd93f1ec4c",
        ),
        (
            (SDK, "GET", "/path", &[("limit", "1")], &[UNDERSCORE, GO_DATE], b""),
            "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624",
        ),
        (
            (SDK, "POST", "/path", &[("key", "value")], &[UNDERSCORE, GO_DATE], GO_BODY),
            "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
        ),
    ];
    for ((keys, method, path, query, headers, body), expected) in table {
        let request = Request { method, path, query, headers, body };
        let date = headers.iter().find(|(name, _)| *name == "x-sdk-date").unwrap().1;
        let value = authorization(keys.0, &SigningKey::new(keys.1), date, &request);
        assert!(value.ends_with(&format!(", Signature={expected}")), "{method} {path}: {value}");
        assert!(value.starts_with(&format!("SDK-HMAC-SHA256 Access={}, SignedHeaders=", keys.0)), "{value}");
        assert!(!value.contains("underscore"), "{value}");
    }

    let table: &[((&str, &str), Row<'_>, &str)] = &[
        (
            ("region-id-1", "service"),
            (SDK, "GET", VPCS, &[], &[HOST, DATE], b""),
            "c63981314b17efeca4c2577e3e22ecfd3831e0c87eb87277271e32587207dd2c",
        ),
        (
            ("region-id-1", "service"),
            (SDK, "POST", VPC, &[], &[HOST, DATE], BODY),
            "e69d85082ec803f89f2e93b500106ae69cd5667c866d6aa6f3e44fc66558d8fb",
        ),
        (
            ("region-id-1", "service"),
            (SDK, "GET", VPCS, &[], &[PLAIN_HOST, DATE], b""),
            "5ba93d159e81cf6b1550585721ac2e2223793cee3a06f1c9fb245985608d5d0f",
        ),
        (
            ("test-region-1", "demo"),
            (SDK, "GET", "/path", &[("limit", "1")], &[GO_DATE], b""),
            "8fd3610508884bb19718317797c7378716a94bc740d97502e569322e366341cc",
        ),
        (
            ("test-region-1", "demo"),
            (SDK, "POST", "/path", &[("key", "value")], &[GO_DATE], GO_BODY),
            "4112f88b92d82dd1e1b7dd142f1e99e4f1762c42ca8fe0968b3045120870a903",
        ),
    ];
    for ((region, service), (keys, method, path, query, headers, body), expected) in table {
        let request = Request { method, path, query, headers, body };
        let date = headers.iter().find(|(name, _)| *name == "x-sdk-date").unwrap().1;
        let value = derived(keys.0, &DerivedKey::new(keys.0, keys.1, region, service), date, &request);
        assert!(value.ends_with(&format!(", Signature={expected}")), "{method} {path}: {value}");
        let start = format!("V11-HMAC-SHA256 Credential={}/{}/{region}/{service}, SignedHeaders=", keys.0, &date[..8]);
        assert!(value.starts_with(&start), "{value}");
    }
}

#[test]
fn a_query_is_sorted_by_name_and_value_and_encoded() {
    // The Go SDK publishes this one.
    let query = [
        ("limit", "1"),
        ("enable", "true"),
        ("test", "一 (&=?!#%.*)"),
        ("path", "/tmp/123"),
        ("multi", "2"),
        ("multi", "3"),
        ("multi", "1"),
    ];
    let request = Request { method: "GET", path: "/", query: &query, headers: &[], body: b"" };
    let canonical = canonical_request::<Sha256>(&request);
    assert_eq!(
        canonical.lines().nth(2),
        Some(
            "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123\
             &test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29"
        )
    );
}

#[test]
fn any_text_becomes_one_path_segment() {
    let table = [
        ("", ""),
        ("e2fe84def7e476651034ec4b9e92bc30", "e2fe84def7e476651034ec4b9e92bc30"),
        ("AZaz09-._~", "AZaz09-._~"),
        ("录制回调", "%E5%BD%95%E5%88%B6%E5%9B%9E%E8%B0%83"),
        ("é", "%C3%A9"),
        ("🎬", "%F0%9F%8E%AC"),
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("a/b", "a%2Fb"),
        ("a%2Fb", "a%252Fb"),
        ("100%", "100%25"),
        ("a?b#c", "a%3Fb%23c"),
        ("'()*!", "%27%28%29%2A%21"),
        ("{id}", "%7Bid%7D"),
        ("a&b=c;d", "a%26b%3Dc%3Bd"),
        ("\0\n\x7f", "%00%0A%7F"),
        ("%%", "%25%25"),
        ("ab/", "ab%2F"),
    ];
    for (text, encoded) in table {
        assert_eq!(percent_encode(text), encoded, "{text:?}");
    }
}

#[test]
fn writing_appends_and_the_date_and_key_matter() {
    let headers = [("host", "h"), ("x-sdk-date", "20261125T031500Z")];
    let request = Request { method: "GET", path: "/", query: &[], headers: &headers, body: b"" };
    let key = SigningKey::new("sk");
    let value = authorization("ak", &key, "20261125T031500Z", &request);

    let mut out = b"Authorization: ".to_vec();
    write_authorization(&mut out, "ak", &key.clone(), "20261125T031500Z", &request);
    assert_eq!(out, format!("Authorization: {value}").into_bytes());

    assert_ne!(authorization("ak", &key, "20261125T031501Z", &request), value);
    assert_ne!(authorization("ak", &SigningKey::new("sk2"), "20261125T031500Z", &request), value);
}
