//! The requests by which hwlive or an official SDK gets credentials, one line of JSON a case:
//!
//! ```console
//! record [--tls] COMMAND [ARGUMENT...]
//! ```
//!
//! COMMAND is run for each case, with a stand-in of its own. Its environment has the variables of one source of credentials,
//! its last argument is the name of this source, and it prints what came of it as JSON.

#![allow(clippy::print_stdout, reason = "a program talks to its user")]

#[path = "../support/limit.rs"]
mod limit;

use std::env;
use std::error::Error as StdError;

use hwlive_stand_in::{Credentials, EXAMPLE_ID_TOKEN, ReceivedRequest, StandIn};
use serde_json::{Value, json};

/// A source of credentials.
struct Case {
    name: &'static str,
    kind: Credentials,
    /// What COMMAND is told.
    source: &'static str,
    /// Variables besides those of the kind.
    more: &'static [(&'static str, &'static str)],
    /// A variable that the kind has and the case has not.
    without: Option<&'static str>,
}

const SESSION: [(&str, &str); 4] = [
    ("HUAWEICLOUD_OIDC_SESSION_NAME", "a-session"),
    ("HUAWEICLOUD_OIDC_DURATION_SECONDS", "900"),
    ("HUAWEICLOUD_OIDC_POLICY", r#"{"Version":"5.0","Statement":[{"Effect":"Allow","Action":["live:record:*"]}]}"#),
    ("HUAWEICLOUD_OIDC_POLICY_IDS", "policy-1, policy-2"),
];

const CASES: [Case; 6] = [
    Case::of("identity provider", Credentials::IdentityProvider, "identity-provider"),
    Case::of("OIDC", Credentials::Oidc, "oidc"),
    Case { more: &SESSION, ..Case::of("OIDC with a session", Credentials::Oidc, "oidc") },
    Case {
        more: &[("HUAWEICLOUD_OIDC_ID_TOKEN", EXAMPLE_ID_TOKEN)],
        without: Some("HUAWEICLOUD_OIDC_TOKEN_FILE"),
        ..Case::of("OIDC with a token in a variable", Credentials::Oidc, "oidc")
    },
    Case::of("pod identity", Credentials::PodIdentity, "pod-identity"),
    Case::of("SDK-HMAC-SM3", Credentials::AccessKey, "sm3"),
];

fn main() -> Result<(), Box<dyn StdError>> {
    let mut command: Vec<String> = env::args().skip(1).collect();
    let tls = command.first().is_some_and(|option| option == "--tls");
    if tls {
        command.remove(0);
    }
    for case in &CASES {
        for refuse in [false, true] {
            // An access key has no ID token that could be refused.
            if !refuse || !matches!(case.kind, Credentials::AccessKey) {
                println!("{}", case.record(&command, tls, refuse)?);
            }
        }
    }
    Ok(())
}

impl Case {
    /// A case with the variables of its kind alone.
    const fn of(name: &'static str, kind: Credentials, source: &'static str) -> Case {
        Case { name, kind, source, more: &[], without: None }
    }

    /// What COMMAND says, and the requests that it sent. `refuse`: its ID token is refused.
    fn record(&self, command: &[String], tls: bool, refuse: bool) -> Result<Value, Box<dyn StdError>> {
        let stand_in = StandIn::builder().tls(tls).credentials(self.kind).refuse_id_token(refuse).start()?;
        let [program, arguments @ ..] = command else { return Err("usage: record [--tls] COMMAND...".into()) };
        let mut process = stand_in.command(program);
        process.args(arguments).arg("--source").arg(self.source).envs(self.more.iter().copied());
        if let Some(variable) = self.without {
            process.env_remove(variable);
        }
        let output = limit::output(&mut process)?;
        let said = String::from_utf8(output.stdout)?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{}: {}: {said}{errors}", self.name, output.status).into());
        }
        let said: Value = serde_json::from_str(&said).map_err(|error| format!("{}: {error}: {said}", self.name))?;
        let host = stand_in.url().rsplit('/').next().unwrap_or_default();
        let requests: Vec<Value> = stand_in.requests().iter().map(|request| request_json(request, host)).collect();
        let case = if refuse { format!("{}, refused", self.name) } else { self.name.to_owned() };
        Ok(json!({ "case": case, "refused": refuse, "said": said, "requests": requests }))
    }
}

/// A request, with the stand-in's address left out.
fn request_json(request: &ReceivedRequest, host: &str) -> Value {
    let headers: Vec<[String; 2]> =
        request.headers.iter().map(|(name, value)| [name.clone(), value.replace(host, "HOST")]).collect();
    json!({
        "method": request.method,
        "target": request.target,
        "headers": headers,
        "body": String::from_utf8_lossy(&request.body),
        "status": request.status,
    })
}
