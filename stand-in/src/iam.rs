//! IAM, as far as a client of Live needs it: projects by name, and tokens by password.

use std::time::SystemTime;

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::dates::iam_time;
use crate::gateway::{Scope, Token};
use crate::random::random_hex;
use crate::request::Request;
use crate::state::{Project, State, User};

/// `GET /v3/projects`, with `?name=` or without, for everybody whom the gateway lets through. Whoever has come through
/// an agency of another account sees the project of that account.
pub(crate) fn projects(state: &State, scope: &Scope, request: &Request) -> Answer {
    let query = request.query_pairs();
    let name = query.iter().find(|(key, _)| key == "name").map(|(_, name)| name.as_str());
    let link = |path: &str| format!("{}{path}", state.url);
    let of_agency = match scope {
        Scope::Project(id) => state.agency_project(id),
        _ => None,
    };
    let visible = of_agency.map_or(&state.projects[..], std::slice::from_ref);
    let projects: Vec<Value> = visible
        .iter()
        .filter(|project| name.is_none_or(|name| name == project.name))
        .map(|project| {
            json!({
                "id": project.id, "name": project.name, "description": "", "enabled": true, "is_domain": false,
                "domain_id": state.domain_id, "parent_id": state.domain_id,
                "links": { "self": link(&format!("/v3/projects/{}", project.id)) },
            })
        })
        .collect();
    let links = json!({ "self": link("/v3/projects"), "previous": null, "next": null });
    Answer::json(200, &json!({ "links": links, "projects": projects }))
}

/// `POST /v3/auth/tokens`: a token for a name and a password, scoped to a project or to the account.
pub(crate) fn create_token(state: &mut State, request: &Request, now: SystemTime) -> Answer {
    let Some(token_request) = TokenRequest::read(&request.body) else {
        return Answer::iam_error(400, "Bad Request", "The request body is invalid");
    };
    let Some(user) = state.users.iter().find(|user| token_request.is_from(user)) else {
        return Answer::iam_error(401, "Unauthorized", "The username or password is wrong.");
    };
    let Ok(scope) = requested_scope(state, &token_request.scope) else {
        return no_such_project();
    };
    let domain = json!({ "id": state.domain_id, "name": user.domain });
    let user = json!({ "domain": domain, "id": user.id, "name": user.name, "password_expires_at": "" });
    let mut token = new_token(state, scope, "password", user, now);
    if request.query_pairs().iter().all(|(name, value)| name != "nocatalog" || value.is_empty()) {
        token.body["catalog"] = json!([]);
    }
    token.answer()
}

/// A token that IAM has just given.
pub(crate) struct NewToken {
    text: String,
    body: Value,
}

/// Makes a token, which the gateway then knows. `user` has the account in its `domain`.
pub(crate) fn new_token(state: &mut State, scope: Scope, method: &str, user: Value, now: SystemTime) -> NewToken {
    let expires_at = now + state.token_lifetime;
    let domain = user["domain"].clone();
    let mut body = json!({
        "methods": [method], "issued_at": iam_time(now), "expires_at": iam_time(expires_at), "roles": [], "user": user,
    });
    match &scope {
        Scope::Project(id) => {
            let name = state.projects.iter().find(|project| project.id == *id).map(|project| &project.name);
            body["project"] = json!({ "domain": domain, "id": id, "name": name });
        }
        _ => body["domain"] = domain,
    }
    let text = format!("MIIS{}", random_hex(512));
    state.gateway.tokens.insert(text.clone(), Token { scope, expires_at: Some(expires_at) });
    NewToken { text, body }
}

impl NewToken {
    pub(crate) fn answer(self) -> Answer {
        let mut answer = Answer::json(201, &json!({ "token": self.body }));
        answer.headers.push(("x-subject-token", self.text));
        answer
    }
}

/// The scope that a request for a token names.
pub(crate) fn requested_scope(state: &State, scope: &Value) -> Result<Scope, NoSuchProject> {
    let Some(asked) = scope.get("project") else { return Ok(Scope::Domain) };
    let is_it = |project: &&Project| asked["id"] == *project.id || asked["name"] == *project.name;
    state.projects.iter().find(is_it).map(|project| Scope::Project(project.id.clone())).ok_or(NoSuchProject)
}

pub(crate) struct NoSuchProject;

pub(crate) fn no_such_project() -> Answer {
    Answer::iam_error(401, "Unauthorized", "The project in the scope does not exist.")
}

/// The parts of a request for a token.
struct TokenRequest {
    user: Value,
    scope: Value,
}

impl TokenRequest {
    fn read(body: &[u8]) -> Option<TokenRequest> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let auth = body.get("auth")?;
        let identity = auth.get("identity")?;
        let by_password = identity.get("methods")?.as_array()?.iter().any(|method| method == "password");
        let user = identity.pointer("/password/user")?;
        (by_password && user.is_object())
            .then(|| TokenRequest { user: user.clone(), scope: auth.get("scope").cloned().unwrap_or_default() })
    }

    fn is_from(&self, user: &User) -> bool {
        self.user["name"] == *user.name
            && self.user["password"] == *user.password
            && self.user["domain"]["name"] == *user.domain
    }
}
