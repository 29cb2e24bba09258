//! A token of IAM for a user's password.

use std::fmt;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::authorization::Proof;
use crate::error::Error;
use crate::iam;
use crate::sender::{Outgoing, Sender, Target};
use crate::transport::{Answer, Limits};
use crate::{json, time};

use super::{Credentials, secret_text};

/// Longest user, password and account name, in characters; IAM allows 64 at most.
const MAX_TEXT: usize = 1024;
/// How long IAM documents a token to be good, where the answer does not say.
const DOCUMENTED_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// A user of IAM with its password.
pub(crate) struct IamUser {
    user: String,
    password: Zeroizing<String>,
    domain: String,
}

/// What a token is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'a> {
    ProjectId(&'a str),
    /// A project has the name of its region.
    ProjectName(&'a str),
}

impl IamUser {
    pub(crate) fn new(user: &str, password: &str, domain: &str) -> Result<IamUser, Error> {
        let check = |name, text| secret_text(name, text, MAX_TEXT);
        Ok(IamUser {
            user: check("IAM user", user)?.to_owned(),
            password: Zeroizing::new(check("IAM user's password", password)?.to_owned()),
            domain: check("IAM user's domain", domain)?.to_owned(),
        })
    }

    /// A token with its end.
    pub(crate) fn ask(
        &self,
        sender: &Sender,
        target: &Target,
        scope: Scope<'_>,
        limits: &Limits,
    ) -> Result<Credentials, Error> {
        let path = [target.endpoint.prefix(), "/v3/auth/tokens"].concat();
        let outgoing = Outgoing {
            method: "POST",
            target,
            path: &path,
            // Without the list of all services, which is long.
            query: &[("nocatalog", "true")],
            more_lines: "content-type: application/json;charset=utf8\r\n",
            proof: Proof::default(),
            project_id: None,
            body: &self.body(scope),
            through_proxy: true,
            permission: "",
            secrets: &[&self.password],
            answer_is_secret: true,
        };
        let read = |answer: &Answer| (answer.status == 201).then(|| read(answer));
        sender.send(limits, &outgoing, read).map_err(|trouble| iam::error(trouble, "get a token", target))
    }

    fn body(&self, scope: Scope<'_>) -> Zeroizing<Vec<u8>> {
        let (key, project) = match scope {
            Scope::ProjectId(id) => ("id", id),
            Scope::ProjectName(name) => ("name", name),
        };
        let texts: [&str; 4] = [&self.user, &self.password, &self.domain, project];
        // Room for the longest spelling that JSON has, so that growing leaves no unwiped copy behind.
        let room = 256 + texts.iter().map(|text| 6 * text.len()).sum::<usize>();
        let mut body = Zeroizing::new(Vec::with_capacity(room));
        for part in [
            Err(r#"{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"#),
            Ok(&*self.user),
            Err(r#","password":"#),
            Ok(&self.password),
            Err(r#","domain":{"name":"#),
            Ok(&self.domain),
            Err(r#"}}}},"scope":{"project":{""#),
            Err(key),
            Err(r#"":"#),
            Ok(project),
            Err("}}}}"),
        ] {
            match part {
                Err(json) => body.extend_from_slice(json.as_bytes()),
                // Writing a text into memory cannot fail.
                Ok(text) => serde_json::to_writer(&mut *body, text).unwrap_or_default(),
            }
        }
        body
    }
}

fn read(answer: &Answer) -> Result<Credentials, String> {
    let token = answer.header("x-subject-token").ok_or_else(|| "the answer has no X-Subject-Token".to_owned())?;
    let credentials = Credentials::auth_token(&token).map_err(|error| error.to_string())?;
    Ok(credentials.with_expiry(end(&answer.body).unwrap_or_else(|| time::after(SystemTime::now(), DOCUMENTED_LIFE))))
}

/// `{"token": {"expires_at": …}}`
fn end(body: &[u8]) -> Option<SystemTime> {
    let mut value = std::str::from_utf8(body).ok()?;
    for wanted in ["token", "expires_at"] {
        value = json::members(value)?.into_iter().find(|(name, _)| name == wanted)?.1;
    }
    let mut text = String::new();
    json::push_text(&mut text, value);
    let (seconds, nanoseconds) = time::parse(&text)?;
    time::system_time(seconds, nanoseconds)
}

impl fmt::Debug for IamUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IamUser").field("user", &self.user).field("domain", &self.domain).finish_non_exhaustive()
    }
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
            let body: serde_json::Value = serde_json::from_slice(&user.body(scope)).unwrap();
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
}
