//! The project id of a region, looked up in IAM.

use std::sync::Arc;

use crate::authorization::Auth;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::json::{self, Object};
use crate::limits::Limits;
use crate::refusal;
use crate::request_error::RequestError;
use crate::sender::{Outgoing, Sender, Target};
use crate::text::check_project_id;
use crate::transport::Answer;

use super::context::iam_error;

/// The permission that the lookup needs, by its name in IAM.
const LIST_PERMISSION: &str = "iam:projects:listProjects";
/// How many projects a message names at most.
const MAX_NAMED: usize = 10;
/// What to do if there is no such project, or more than one.
const SET_IT: &str =
    "the project id can be set (HUAWEICLOUD_SDK_PROJECT_ID); the console shows it under My Credentials";

/// The id of the project that has the name of a region: `GET /v3/projects?name=<region>`.
pub(crate) fn look_up(
    sender: &Sender,
    iam: &Target,
    region: &str,
    credentials: &Credentials,
    limits: &Limits,
) -> Result<Arc<str>, RequestError> {
    let path = [iam.endpoint.prefix(), "/v3/projects"].concat();
    let outgoing = Outgoing {
        query: &[("name", region)],
        auth: Auth { credentials: Some(credentials), ..Auth::default() },
        permission: LIST_PERMISSION,
        ..Outgoing::new("GET", iam, &path)
    };
    let read = |answer: &Answer| (answer.status == 200).then(|| projects(&answer.body, region));
    let in_context = |error| iam_error(error, "look up the project id", iam);
    let found = sender.send(limits, &outgoing, read).map_err(|failed| failed.map(in_context))?;
    let secrets: Vec<&str> = credentials.secrets().into_iter().flatten().collect();
    Ok(only_one(&found, region, &secrets).map_err(in_context)?)
}

/// The ids of the projects of that name.
fn projects(body: &[u8], name: &str) -> Result<Vec<String>, String> {
    let no_list = || "there is no list of projects in the answer".to_owned();
    let body = Object::from_body(body).ok_or_else(no_list)?;
    let mut ids = Vec::new();
    for project in body.get("projects").and_then(json::elements).ok_or_else(no_list)? {
        let project = Object::parse(project).ok_or_else(no_list)?;
        // An older IAM that does not know the parameter sends all of them.
        if project.text("name").is_some_and(|found| found == name) {
            let id = project.text("id").ok_or_else(no_list)?;
            ids.push(check_project_id(&id).map_err(|error| error.to_string())?.to_owned());
        }
    }
    Ok(ids)
}

/// The id of the only project, or an error that says what to do.
fn only_one(ids: &[String], region: &str, secrets: &[&str]) -> Result<Arc<str>, Error> {
    match ids {
        [] => Err(Error::credentials(format!(
            "these credentials have no project in the region {region}: the region may be another one, or not in use \
             by this account, or the credentials are another account's; {SET_IT}"
        ))),
        [id] => Ok(id.as_str().into()),
        several => {
            let more = if several.len() > MAX_NAMED { ", …" } else { "" };
            let named: Vec<String> = several.iter().take(MAX_NAMED).map(|id| refusal::short(id, secrets)).collect();
            Err(Error::credentials(format!(
                "there are {} projects in the region {region} ({}{more}), of which one has to be chosen: {SET_IT}",
                several.len(),
                named.join(", ")
            )))
        }
    }
}
