//! IAM, as far as Live needs it: the project id of a region.

use std::sync::Arc;

use crate::authorization::Proof;
use crate::config::check_project_id;
use crate::credentials::Credentials;
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::refusal;
use crate::sender::{Outgoing, Sender, Target, Trouble};
use crate::transport::{Answer, Limits};

/// The permission that the lookup needs, as IAM names it.
const LIST_PERMISSION: &str = "iam:projects:listProjects";
/// How many projects a message names.
const MAX_NAMED: usize = 10;
/// What to do about a project that is not found, or not the only one.
const SET_IT: &str =
    "the project id can be set (HUAWEICLOUD_SDK_PROJECT_ID); the console shows it under My Credentials";

/// What went wrong at IAM, as an error of the call.
pub(crate) fn error(trouble: Trouble, doing: &str, target: &Target) -> Error {
    let error = match trouble.error.kind() {
        // `NotFound` is for callbacks.
        ErrorKind::NotFound => trouble.error.of_kind(ErrorKind::Service),
        _ => trouble.error,
    };
    error.context(&format!("{doing} from IAM at {}", target.endpoint))
}

/// The id of the project that has the name of a region: `GET /v3/projects?name=<region>`.
pub(crate) fn project_id(
    sender: &Sender,
    target: &Target,
    region: &str,
    credentials: &Credentials,
    limits: &Limits,
) -> Result<Arc<str>, Error> {
    let path = [target.endpoint.prefix(), "/v3/projects"].concat();
    let outgoing = Outgoing {
        method: "GET",
        target,
        path: &path,
        query: &[("name", region)],
        more_lines: "",
        proof: Proof { credentials: Some(credentials), derived: None },
        project_id: None,
        body: b"",
        through_proxy: true,
        permission: LIST_PERMISSION,
        secrets: &[],
        answer_is_secret: false,
    };
    let read = |answer: &Answer| (answer.status == 200).then(|| projects(&answer.body, region));
    let doing = "look up the project id";
    let found = sender.send(limits, &outgoing, read).map_err(|trouble| error(trouble, doing, target))?;
    let secrets: Vec<&str> = credentials.secrets().into_iter().flatten().collect();
    one(&found, region, &secrets).map_err(|error| error.context(&format!("{doing} from IAM at {}", target.endpoint)))
}

/// The ids of the projects of that name.
fn projects(body: &[u8], name: &str) -> Result<Vec<String>, String> {
    let no_list = || "there is no list of projects in the answer".to_owned();
    let body = std::str::from_utf8(body).map_err(|_| no_list())?;
    let members = json::members(body.trim_start_matches('\u{feff}')).ok_or_else(no_list)?;
    let (_, list) = members.into_iter().find(|(name, _)| name == "projects").ok_or_else(no_list)?;
    let mut ids = Vec::new();
    for project in json::elements(list).ok_or_else(no_list)? {
        let members = json::members(project).ok_or_else(no_list)?;
        let get = |wanted: &str| {
            let mut text = String::new();
            let (_, value) = members.iter().find(|(name, _)| name == wanted)?;
            json::push_text(&mut text, value).then_some(text)
        };
        // An older IAM that does not know the parameter sends all of them.
        if get("name").is_some_and(|found| found == name) {
            let id = get("id").ok_or_else(no_list)?;
            ids.push(check_project_id(&id).map_err(|error| error.to_string())?.to_owned());
        }
    }
    Ok(ids)
}

fn one(ids: &[String], region: &str, secrets: &[&str]) -> Result<Arc<str>, Error> {
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
