//! The Live service: what it answers to a request that passed the gateway.

use crate::answer::{Answer, Refusal};
use crate::callbacks::Callback;
use crate::gateway::{Identity, Scope};
use crate::request::Request;
use crate::state::State;

/// The longest id, in characters.
const MAX_ID: usize = 128;

/// Project id and callback id, if this is `GET /v1/{project_id}/record/callbacks/{id}`.
pub(crate) fn show_record_callback(request: &Request) -> Option<[String; 2]> {
    let segments: [String; 5] = request.segments().try_into().ok()?;
    let [version, project_id, record, callbacks, id] = segments;
    let is_it = request.method == "GET" && version == "v1" && record == "record" && callbacks == "callbacks";
    (is_it && !project_id.is_empty() && !id.is_empty()).then_some([project_id, id])
}

/// Answers a request for a callback.
pub(crate) fn answer(state: &State, identity: &Identity, project_id: &str, id: &str) -> Result<Answer, Refusal> {
    check_project(state, identity, project_id)?;
    if id.chars().count() > MAX_ID {
        return Err(Refusal::new(400, "LIVE.100011001", "Invalid request parameter: id"));
    }
    match state.callbacks.find(project_id, id) {
        Some(Callback { text, fault }) => Ok(Answer::json_text(200, text.clone()).with(fault.clone())),
        None => Err(Refusal::new(404, "LIVE.100011001", "Request Illegal")),
    }
}

/// Whether the sender of the request has access to this project.
fn check_project(state: &State, identity: &Identity, project_id: &str) -> Result<(), Refusal> {
    let not_authorized = || Refusal::new(403, "APIGW.0302", "The IAM user is not authorized to access the API.");
    match identity {
        Identity::AccessKey { project_id: None } => Err(Refusal::authentication("x-project-id not found")),
        Identity::AccessKey { project_id: Some(named) } if named != project_id => Err(not_authorized()),
        Identity::Token(Scope::Project(scope)) if scope != project_id => Err(not_authorized()),
        // The service's FAQ says so: without the scope of a project there is no such API.
        Identity::Token(Scope::Domain) => Err(Refusal::no_such_api()),
        _ if !state.projects.iter().any(|project| project.id == project_id) => {
            Err(Refusal::new(403, "APIGW.0310", "The project is unavailable."))
        }
        _ => Ok(()),
    }
}
