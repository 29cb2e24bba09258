//! A token of IAM for a user's password: `POST /v3/auth/tokens`.

use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::credentials::{Credentials, IamUser};
use crate::json::Object;
use crate::limits::Limits;
use crate::request_error::RequestError;
use crate::sender::{Outgoing, Sender, Target};
use crate::time;
use crate::transport::Answer;

use super::context::iam_error;
use super::json_body::json_body;

/// How long a token is good by IAM's documentation, used if the answer does not say.
const DOCUMENTED_LIFE: Duration = Duration::from_secs(86_400);

/// What a token is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'a> {
    ProjectId(&'a str),
    /// A project has the name of its region.
    ProjectName(&'a str),
}

/// Asks for a token, which comes with its end.
pub(crate) fn token(
    user: &IamUser,
    scope: Scope<'_>,
    sender: &Sender,
    iam: &Target,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let path = [iam.endpoint.prefix(), "/v3/auth/tokens"].concat();
    let outgoing = Outgoing {
        // Without the list of all services, which is long.
        query: &[("nocatalog", "true")],
        more_lines: "content-type: application/json;charset=utf8\r\n",
        body: &body(user, scope),
        secrets: &[&user.password],
        answer_is_secret: true,
        ..Outgoing::new("POST", iam, &path)
    };
    let read = |answer: &Answer| (answer.status == 201).then(|| read(answer));
    let in_context = |error| iam_error(error, "get a token", iam);
    sender.send(limits, &outgoing, read).map_err(|failed| failed.map(in_context))
}

fn body(user: &IamUser, scope: Scope<'_>) -> Zeroizing<Vec<u8>> {
    let (project_by, project) = match scope {
        Scope::ProjectId(id) => (r#"}}}},"scope":{"project":{"id":"#, id),
        Scope::ProjectName(name) => (r#"}}}},"scope":{"project":{"name":"#, name),
    };
    json_body(
        &[
            (r#"{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"#, &user.user),
            (r#","password":"#, &user.password),
            (r#","domain":{"name":"#, &user.domain),
            (project_by, project),
        ],
        "}}}}",
    )
}

/// The token is in a header; its end is in the body.
fn read(answer: &Answer) -> Result<Credentials, String> {
    let credentials = Credentials::auth_token(answer.subject_token()?).map_err(|error| error.to_string())?;
    Ok(credentials.with_expiry(end(&answer.body).unwrap_or_else(|| time::after(SystemTime::now(), DOCUMENTED_LIFE))))
}

/// `{"token": {"expires_at": …}}`
fn end(body: &[u8]) -> Option<SystemTime> {
    let token = Object::parse(Object::from_body(body)?.get("token")?)?;
    let (seconds, nanoseconds) = time::parse(&token.text("expires_at")?)?;
    time::system_time(seconds, nanoseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_the_documented_json_whatever_is_in_the_password() {
        let user = IamUser::new(" user ", "p\"a\\ss录\n", "account").unwrap();
        for (scope, expected) in
            [(Scope::ProjectName("cn-north-4"), ("name", "cn-north-4")), (Scope::ProjectId("0605"), ("id", "0605"))]
        {
            let body: serde_json::Value = serde_json::from_slice(&body(&user, scope)).unwrap();
            let mut project = serde_json::Map::new();
            project.insert(expected.0.to_owned(), expected.1.into());
            assert_eq!(
                body,
                serde_json::json!({"auth": {
                    "identity": {"methods": ["password"], "password": {"user": {
                        "name": "user", "password": "p\"a\\ss录", "domain": {"name": "account"},
                    }}},
                    "scope": {"project": project},
                }})
            );
        }
    }

    #[test]
    fn the_end_of_a_token_is_read_from_the_body() {
        let seconds = |body: &str| end(body.as_bytes()).map(|end| end.duration_since(SystemTime::UNIX_EPOCH).unwrap());
        for (body, expected) in [
            (r#"{"token":{"issued_at":"x","expires_at":"2023-11-14T22:13:20.5Z"}}"#, Some(1_700_000_000_500)),
            ("\u{feff}{\"token\":{\"expires_at\":\"2023-11-14T22:13:20Z\"}}\r\n", Some(1_700_000_000_000)),
            (r#"{"token":{"expires_at":"tomorrow"}}"#, None),
            (r#"{"token":{"expires_at":null}}"#, None),
            (r#"{"token":[]}"#, None),
            (r#"{"expires_at":"2023-11-14T22:13:20Z"}"#, None),
            ("", None),
            ("<html>", None),
        ] {
            assert_eq!(seconds(body).map(|end| end.as_millis()), expected, "{body}");
        }
    }
}
