use super::*;
use crate::credentials::{Secret, Source};

const AKSK: &str = r#"{"name":"a","mode":"AKSK","accessKeyId":"AK","secretAccessKey":"S/+==","securityToken":"","region":"","projectId":"","agencyName":"","ssoAuth":{"stsToken":{"accessKeyId":"other","secretAccessKey":"other","securityToken":"other"}}}"#;

fn parse_named(text: &str, name: Option<&str>) -> Result<KooCliProfile, Fault> {
    parse(text.as_bytes(), name.map(|name| Wanted { name, by: "" }))
}

/// The keys of a profile: access key, secret key, security token.
fn keys(profile: &KooCliProfile) -> (&str, &str, &str) {
    let Source::Fixed(credentials) = &profile.credentials.0 else { panic!("no credentials of its own") };
    let Secret::AccessKey(key) = credentials.secret() else { panic!("no access key") };
    (&key.access_key, key.secret_key(), key.security_token())
}

/// A file with this profile alone.
fn alone(profile: &str) -> String {
    format!(r#"{{"current":"p","profiles":[{{"name":"p",{profile}}}]}}"#)
}

#[test]
fn the_profile_is_the_named_one_else_the_current_one_else_the_only_one() {
    let b = AKSK.replace(r#""a""#, r#""b""#).replace(r#""AK""#, r#""BK""#);
    let both = format!("[{AKSK},{b}]");
    for (text, name, expected) in [
        (format!(r#"{{"profiles":[{AKSK}]}}"#), None, "AK"),
        (format!(r#"{{"current":"","profiles":[{b}]}}"#), None, "BK"),
        (format!(r#"{{"current":null,"profiles":[null,7,[],{b}]}}"#), None, "BK"),
        (format!(r#"{{"current":"a","profiles":{both}}}"#), None, "AK"),
        (format!(r#"{{"current":"b","profiles":{both}}}"#), None, "BK"),
        (format!(r#"{{"current":"a","profiles":{both}}}"#), Some("b"), "BK"),
        (format!(r#"{{"profiles":{both}}}"#), Some("a"), "AK"),
        (format!("\u{feff}{{\r\n\"profiles\" : {both} }}\r\n"), Some("a"), "AK"),
        // Of two with one name the first counts.
        (format!(r#"{{"profiles":[{AKSK},{}]}}"#, b.replace(r#""b""#, r#""a""#)), Some("a"), "AK"),
        // What is wrong with another one is of no interest.
        (format!(r#"{{"profiles":[{{"name":"x","mode":"token"}},{b}]}}"#), Some("b"), "BK"),
    ] {
        let profile = parse_named(&text, name).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(keys(&profile), (expected, "S/+==", ""), "{text}");
        assert!(profile.project_id.is_none() && profile.region.is_none(), "{text}");
    }
}

#[test]
fn profiles_as_koocli_writes_them() {
    const STS: &str =
        r#""ssoAuth":{"token":"x","stsToken":{"accessKeyId":"STS","secretAccessKey":"SS","securityToken":"T"}}"#;
    for (profile, expected) in [
        (r#""accessKeyId":"AK","secretAccessKey":"SK""#.to_owned(), ("AK", "SK", "")),
        (
            r#""mode":"aksk","accessKeyId":"AK","secretAccessKey":"SK","securityToken":"T""#.to_owned(),
            ("AK", "SK", "T"),
        ),
        (r#""mode":"","accessKeyId":" AK\n","secretAccessKey":"\tSK"#.to_owned() + "\"", ("AK", "SK", "")),
        (r#""mode":"AKSK","accessKeyId":"AK","secretAccessKey":"S\/\u002bK""#.to_owned(), ("AK", "S/+K", "")),
        (format!(r#""mode":"SSO","accessKeyId":"","secretAccessKey":"",{STS}"#), ("STS", "SS", "T")),
        (format!(r#""mode":"sso","accessKeyId":"AK","secretAccessKey":"SK",{STS}"#), ("STS", "SS", "T")),
    ] {
        let text = alone(&profile);
        let profile = parse_named(&text, None).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(keys(&profile), expected, "{text}");
    }
    let text = alone(
        r#""accessKeyId":"A","secretAccessKey":"S","projectId":" P ","region":"la-south-2","domainId":"d",
           "agencyName":"role","agencyDomainName":"them","agencyDomainId":"""#,
    );
    let Ok(profile) = parse_named(&text, None) else { panic!("{text}") };
    assert_eq!((profile.project_id.as_deref(), profile.region.as_deref()), (Some("P"), Some("la-south-2")));
    let shown = format!("{:?}", profile.credentials);
    assert!(shown.contains(r#"Name { name: "role", domain: Name("them") }"#), "{shown}");
    let text = alone(r#""accessKeyId":"A","secretAccessKey":"S","agencyName":"role","agencyDomainId":"1""#);
    let shown = format!("{:?}", parse_named(&text, None).map(|profile| profile.credentials).unwrap());
    assert!(shown.contains(r#"Name { name: "role", domain: Id("1") }"#), "{shown}");
}

#[test]
fn what_is_wrong_with_the_file_is_told() {
    let many: Vec<String> = (0..50).map(|number| format!(r#"{{"name":"n{number}"}}"#)).collect();
    for (text, name, why) in [
        ("", None, "empty"),
        ("\u{feff} \n", None, "empty"),
        ("[]", None, "not a JSON object"),
        ("\"sentinel\"", None, "not a JSON object"),
        ("{\n\"profiles\": [\n{\"secretAccessKey\": \"sentinel}\n", None, "line 3: not JSON"),
        ("{\"profiles\":[]} sentinel", None, "line 1: not JSON"),
        ("[basic]\nak = sentinel\n", None, "line 1: not JSON"),
        ("{}", None, "there are no profiles"),
        ("{\"profiles\":[]}", None, "there are no profiles"),
        ("{\"profiles\":[\"sentinel\"]}", None, "there are no profiles"),
        ("{\"profiles\":{\"a\":\"sentinel\"}}", None, "profiles is not a list"),
        ("{\"profiles\":null}", None, "profiles is not a list"),
        ("{\"profiles\":[]}", Some("a"), "there is no profile \"a\"; there is none"),
        (r#"{"profiles":[{"name":"A"},{}]}"#, Some("a"), r#"there is no profile "a"; there are "A", """#),
        (r#"{"current":"c","profiles":[{"name":"a"}]}"#, None, r#"no profile "c" (current); there are "a""#),
        (r#"{"profiles":[{"name":"a"},{"name":"b"}]}"#, None, r#"none is the current one; there are "a", "b""#),
        (&format!(r#"{{"profiles":[{}]}}"#, many.join(",")), None, r#""n8", "n9", …"#),
        (&format!(r#"{{"profiles":[{{"name":"{0}"}},{{"name":"{0}"}}]}}"#, "录".repeat(999)), None, "录录…\""),
    ] {
        let Err(fault) = parse_named(text, name) else { panic!("{text}") };
        assert!(fault.profile.is_none() && fault.why.contains(why), "{text}: {}", fault.why);
        assert!(!fault.why.contains("senti") && fault.why.chars().count() < 1024, "{text}: {}", fault.why);
    }
    let Err(fault) = parse(b"{\"profiles\":\"\xff\"}", None) else { panic!("no UTF-8") };
    assert_eq!(fault.why, "not UTF-8");
    let Err(fault) = parse(b"{\"profiles\":[{}]}", Some(Wanted { name: "x", by: PROFILE_VARIABLE })) else { panic!() };
    assert_eq!(fault.why, "there is no profile \"x\" (HW_PROFILE); there are \"\"");
}

#[test]
fn what_is_wrong_with_the_profile_is_told_and_no_value_is_shown() {
    let sso = |token: &str| format!(r#""mode":"SSO","accessKeyId":"sentinel","secretAccessKey":"sentinel"{token}"#);
    for (profile, why) in [
        (r#""mode":"AKSK""#, "there is neither accessKeyId nor secretAccessKey"),
        (r#""accessKeyId":"sentinel""#, "there is an accessKeyId, but no secretAccessKey"),
        (r#""accessKeyId":" ","secretAccessKey":"sentinel""#, "there is a secretAccessKey, but no accessKeyId"),
        (r#""accessKeyId":"a","secretAccessKey":["sentinel"]"#, "but no secretAccessKey"),
        (r#""mode":"sentinel""#, "neither AKSK nor SSO"),
        (r#""mode":"ecsAgency""#, "neither AKSK nor SSO"),
        (r#""mode":"token","accessKeyId":"a","secretAccessKey":"sentinel""#, "neither AKSK nor SSO"),
        (&sso(""), "there is no ssoAuth.stsToken"),
        (&sso(r#","ssoAuth":null"#), "there is no ssoAuth.stsToken"),
        (&sso(r#","ssoAuth":{"stsToken":"sentinel"}"#), "there is no ssoAuth.stsToken"),
        (
            &sso(r#","ssoAuth":{"stsToken":{"accessKeyId":"sentinel","secretAccessKey":"sentinel"}}"#),
            "no securityToken",
        ),
        (
            &sso(r#","ssoAuth":{"stsToken":{"accessKeyId":"sentinel","securityToken":"sentinel"}}"#),
            "ssoAuth.stsToken: there is an accessKeyId, but no secretAccessKey",
        ),
        (r#""accessKeyId":"sen tinel","secretAccessKey":"s""#, "accessKeyId: access key has a blank"),
        (r#""accessKeyId":"a","secretAccessKey":"senti\nnel""#, "secretAccessKey: secret key has a control"),
        (
            r#""accessKeyId":"a","secretAccessKey":"s","securityToken":"sentinel录""#,
            "securityToken: security token has a control",
        ),
        (r#""accessKeyId":"a","secretAccessKey":"s","projectId":"sentinel/..""#, "projectId: project id"),
        (r#""accessKeyId":"a","secretAccessKey":"s","region":"senti nel""#, "region: region has a"),
    ] {
        let Err(fault) = parse_named(&alone(profile), None) else { panic!("{profile}") };
        assert_eq!(fault.profile.as_deref(), Some("p"), "{profile}");
        assert!(fault.why.contains(why) && !fault.why.contains("senti"), "{profile}: {}", fault.why);
    }
    for on in ["true", "\"true\"", "\"True\""] {
        let text = format!(r#"{{"authEncrypt":{on},"profiles":[{AKSK}]}}"#);
        let Err(fault) = parse_named(&text, None) else { panic!("{text}") };
        assert!(fault.why.contains("--cli-auth-encrypt=false"), "{}", fault.why);
        assert!(parse_named(&text.replacen(on, "\"false\"", 1), None).is_ok());
    }
}
