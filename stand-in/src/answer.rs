//! Answers in the shapes of the service, of its gateway and of IAM.

use std::borrow::Cow;

use hyper::body::Bytes;
use serde_json::{Value, json};

use crate::fault::Fault;

/// An answer without the headers that every answer has.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Cow<'static, str>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Bytes,
    pub(crate) fault: Fault,
}

/// A refusal by the service or its gateway.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { status, code, message: message.into() }
    }

    /// 401 APIGW.0301: the gateway says so of everything that is wrong with a signature or a token.
    pub(crate) fn authentication(what: impl std::fmt::Display) -> Refusal {
        Refusal::new(401, "APIGW.0301", format!("Incorrect IAM authentication information: {what}"))
    }

    /// The gateway knows an API by host, method and path.
    pub(crate) fn no_such_api() -> Refusal {
        Refusal::new(404, "APIGW.0101", "The API does not exist or has not been published in the environment.")
    }

    /// As an answer. The gateway repeats the request id in the body, the service does not.
    pub(crate) fn answer(&self, request_id: &str) -> Answer {
        let body = if self.code.starts_with("LIVE.") {
            json!({ "error_code": self.code, "error_msg": self.message })
        } else {
            json!({ "error_msg": self.message, "error_code": self.code, "request_id": request_id })
        };
        Answer::json(self.status, &body)
    }
}

impl Answer {
    pub(crate) fn json(status: u16, body: &Value) -> Answer {
        Answer::json_text(status, body.to_string())
    }

    pub(crate) fn json_text(status: u16, body: String) -> Answer {
        Answer { content_type: "application/json".into(), ..Answer::text(status, body) }
    }

    pub(crate) fn text(status: u16, body: impl Into<String>) -> Answer {
        let body = Bytes::from(body.into());
        Answer { status, content_type: "text/plain".into(), headers: Vec::new(), body, fault: Fault::default() }
    }

    /// This answer, spoiled by a fault.
    pub(crate) fn with(self, fault: Fault) -> Answer {
        let status = fault.status.unwrap_or(self.status);
        let content_type = fault.content_type.clone().map_or(self.content_type, Cow::from);
        Answer { status, content_type, fault, ..self }
    }

    /// An error of IAM: nested, with a number as the code.
    pub(crate) fn iam_error(status: u16, title: &str, message: &str) -> Answer {
        Answer::json(status, &json!({ "error": { "message": message, "code": status, "title": title } }))
    }
}
