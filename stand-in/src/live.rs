//! The Live service: what it answers to a request that passed the gateway.

use serde_json::Value;

use crate::answer::{Answer, Refusal};
use crate::callbacks::Callback;
use crate::gateway::{Identity, Scope};
use crate::request::Request;
use crate::state::State;

/// The longest id, domain and application, in characters.
const MAX_ID: usize = 128;
const MAX_PUBLISH_DOMAIN: usize = 255;
const MAX_APP: usize = 128;

/// The most callbacks in a page, how many there are if the request does not say, and where the last page may begin.
const MAX_LIMIT: usize = 100;
const DEFAULT_LIMIT: usize = 10;
const MAX_OFFSET: usize = 4096;

/// What Live is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    project_id: String,
    /// `GET /v1/{project_id}/record/callbacks/{id}`, or without an id the list.
    id: Option<String>,
}

/// What a request asks Live for, if it does.
pub(crate) fn operation(request: &Request) -> Option<Operation> {
    let segments = request.segments();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (project_id, id) = match (request.method.as_str(), &segments[..]) {
        ("GET", ["v1", project_id, "record", "callbacks"]) => (project_id, None),
        ("GET", ["v1", project_id, "record", "callbacks", id]) => (project_id, Some(id)),
        _ => return None,
    };
    let named = !project_id.is_empty() && id.is_none_or(|id| !id.is_empty());
    named.then(|| Operation { project_id: (*project_id).to_owned(), id: id.map(|id| (*id).to_owned()) })
}

/// Answers a request of someone who is known.
pub(crate) fn answer(
    state: &State,
    identity: &Identity,
    operation: &Operation,
    request: &Request,
) -> Result<Answer, Refusal> {
    let Operation { project_id, id } = operation;
    check_project(state, identity, project_id)?;
    match id {
        Some(id) => show(state, project_id, id),
        None => list(state, project_id, &request.query_pairs()),
    }
}

fn show(state: &State, project_id: &str, id: &str) -> Result<Answer, Refusal> {
    if id.chars().count() > MAX_ID {
        return Err(invalid("id"));
    }
    match state.callbacks.find(project_id, id) {
        Some(Callback { text, fault }) => {
            let body = fault.body.as_ref().unwrap_or(text);
            Ok(Answer::json_text(200, body.clone()).with(fault.clone()))
        }
        None => Err(Refusal::new(404, "LIVE.100011001", "Request Illegal")),
    }
}

/// A page of the list: the callbacks that pass the filter. The faults of callbacks are for their own answers.
fn list(state: &State, project_id: &str, query: &[(String, String)]) -> Result<Answer, Refusal> {
    let value = |name: &str| query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let text = |name: &'static str, longest: usize| match value(name) {
        Some(text) if !(1..=longest).contains(&text.chars().count()) => Err(invalid(name)),
        text => Ok(text),
    };
    let number = |name: &'static str, from: usize, to: usize, default: usize| match value(name) {
        None => Ok(default),
        Some(text) => text.parse().ok().filter(|number| (from..=to).contains(number)).ok_or_else(|| invalid(name)),
    };
    let publish_domain = text("publish_domain", MAX_PUBLISH_DOMAIN)?;
    let app = text("app", MAX_APP)?;
    let offset = number("offset", 0, MAX_OFFSET, 0)?;
    let limit = number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT)?;

    let passes = |callback: &Callback| {
        let fields: Value = serde_json::from_str(&callback.text).unwrap_or_default();
        let field = |name: &str| fields.get(name).and_then(Value::as_str);
        publish_domain.is_none_or(|domain| field("publish_domain") == Some(domain))
            // A callback for every application is one for this application.
            && app.is_none_or(|app| field("app") == Some(app) || field("app") == Some("*"))
    };
    let mut callbacks = state.callbacks.list(project_id);
    callbacks.retain(passes);
    let page: Vec<_> = callbacks.iter().skip(offset).take(limit).map(|callback| callback.text.as_str()).collect();
    let body = format!(r#"{{"total":{},"callback_config":[{}]}}"#, callbacks.len(), page.join(","));
    Ok(Answer::json_text(200, body))
}

fn invalid(parameter: &str) -> Refusal {
    Refusal::new(400, "LIVE.100011001", format!("Invalid request parameter: {parameter}"))
}

/// Whether the sender of the request has access to this project.
fn check_project(state: &State, identity: &Identity, project_id: &str) -> Result<(), Refusal> {
    let not_authorized = || Refusal::new(403, "APIGW.0302", "The IAM user is not authorized to access the API.");
    if let Identity::AccessKey { project_id: named, .. } = identity {
        match named {
            None => return Err(Refusal::authentication("x-project-id not found")),
            Some(named) if named != project_id => return Err(not_authorized()),
            Some(_) => {}
        }
    }
    let is_own = state.projects.iter().any(|project| project.id == project_id);
    let is_agencys = state.agency_project(project_id).is_some();
    match identity.scope() {
        Scope::Project(scope) if scope != project_id => Err(not_authorized()),
        // The service's FAQ says so: without the scope of a project there is no such API.
        Scope::Domain => Err(Refusal::no_such_api()),
        _ if !is_own && !is_agencys => Err(Refusal::new(403, "APIGW.0310", "The project is unavailable.")),
        Scope::EveryProject if !is_own => Err(not_authorized()),
        _ => Ok(()),
    }
}
