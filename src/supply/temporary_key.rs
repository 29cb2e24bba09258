//! Temporary keys, as the services that give them write them.

use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::json::Object;
use crate::time;

/// The names of the object with the key, and of its members: IAM and the metadata service, STS, the agent of a cluster.
const OBJECT: [&str; 2] = ["credential", "credentials"];
const ACCESS_KEY: [&str; 3] = ["access", "access_key_id", "accessKeyId"];
const SECRET_KEY: [&str; 3] = ["secret", "secret_access_key", "secretAccessKey"];
const SECURITY_TOKEN: [&str; 3] = ["securitytoken", "security_token", "securityToken"];
const END: [&str; 2] = ["expires_at", "expiration"];

/// Until when a key is used whose end is not understood: much earlier than any service ends one that it was asked for so.
const UNKNOWN_LIFE: Duration = Duration::from_secs(3_600);

/// Reads a temporary key, which comes with its end.
pub(super) fn read(body: &[u8]) -> Result<Credentials, String> {
    let no_key = || "there is no key in the answer".to_owned();
    let body = Object::from_body(body).ok_or_else(no_key)?;
    let key = OBJECT.iter().find_map(|name| body.get(name)).and_then(Object::parse).ok_or_else(no_key)?;
    let get = |names: &[&str]| {
        let texts = names.iter().filter_map(|name| key.text(name).map(Zeroizing::new));
        texts.into_iter().find(|text| !text.is_empty())
    };
    let need = |names: &[&str]| get(names).ok_or_else(|| format!("the key has no {}", names[0]));
    let (access_key, secret_key, security_token) = (need(&ACCESS_KEY)?, need(&SECRET_KEY)?, need(&SECURITY_TOKEN)?);
    let credentials = Credentials::access_key(&access_key, &secret_key, Some(&security_token));
    let end = get(&END).and_then(|text| time::parse(&text));
    let end = end.and_then(|(seconds, nanoseconds)| time::system_time(seconds, nanoseconds));
    let end = end.unwrap_or_else(|| time::after(SystemTime::now(), UNKNOWN_LIFE));
    Ok(credentials.map_err(|error| error.to_string())?.with_expiry(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(credentials: &Credentials) -> u64 {
        credentials.expires_at().unwrap().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs()
    }

    #[test]
    fn each_service_has_its_names() {
        for body in [
            r#"{"credential":{"access":"A","secret":"S","securitytoken":"T","expires_at":"2023-11-14T22:13:20.5Z"}}"#,
            r#"{"credentials":{"access_key_id":"A","secret_access_key":"S","security_token":"T",
                "expiration":"2023-11-14T22:13:20Z"},"assumed_agency":{"urn":"u"}}"#,
            r#"{"credentials":{"accessKeyId":"A","secretAccessKey":"S","securityToken":"T",
                "expiration":"2023-11-15T06:13:20+08:00"}}"#,
            // Without a zone it is UTC.
            r#"{"credentials":{"access":"A","secret":"S","securitytoken":"T","expires_at":"2023-11-14T22:13:20"}}"#,
            "\u{feff}{\"credential\":{\"access\":\"A\",\"secret\":\"S\",\"securitytoken\":\"T\",\
             \"expires_at\":\"2023-11-14T22:13:20.000000Z\"}}\n",
        ] {
            let key = read(body.as_bytes()).unwrap();
            assert_eq!(key.secrets(), [Some("S"), Some("T")], "{body}");
            assert_eq!(end(&key), 1_700_000_000, "{body}");
        }
    }

    #[test]
    fn an_end_that_is_not_understood_is_in_an_hour() {
        for more in ["", r#","expires_at":null"#, r#","expires_at":"tomorrow""#, r#","expiration":[]"#] {
            let body = [r#"{"credential":{"access":"A","secret":"S","securitytoken":"T""#, more, "}}"].concat();
            let before = SystemTime::now();
            let end = read(body.as_bytes()).unwrap().expires_at().unwrap();
            assert!(end >= before + UNKNOWN_LIFE && end <= SystemTime::now() + UNKNOWN_LIFE, "{more}");
        }
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_is_shown() {
        for (body, why) in [
            ("", "no key"),
            ("<html>sentinel</html>", "no key"),
            ("null", "no key"),
            ("[]", "no key"),
            (r#"{"credential":null}"#, "no key"),
            (r#"{"credential":"sentinel"}"#, "no key"),
            (r#"{"credential":{"access":"A","secret":"sentinel","securitytoken":"T""#, "no key"),
            (r#"{"credential":{"secret":"sentinel","securitytoken":"sentinel"}}"#, "no access"),
            (r#"{"credential":{"access":"A","secret":"","securitytoken":"sentinel"}}"#, "no secret"),
            (r#"{"credentials":{"accessKeyId":"A","secretAccessKey":"sentinel"}}"#, "no securitytoken"),
            (r#"{"credential":{"access":"A","secret":"sentinel\n1","securitytoken":"T"}}"#, "control character"),
        ] {
            let error = read(body.as_bytes()).unwrap_err();
            assert!(error.contains(why) && !error.contains("sentinel"), "{body}: {error}");
        }
    }
}
