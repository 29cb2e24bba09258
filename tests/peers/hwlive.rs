//! What hwlive makes of each answer, one line of JSON a case, beside the official SDKs. The stand-in runs it:
//!
//! ```console
//! hwlive-stand-in --callbacks tests/peers/answers.json -- peer tests/peers/answers.json
//! record peer
//! ```
//!
//! The second has it get credentials from each source; see `record.rs`.

#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::env;
use std::error::Error as StdError;
use std::fs;

use hwlive::{Client, Error, ErrorKind, SigningAlgorithm};
use serde_json::{Value, json};

const EXAMPLE: &str = "e2fe84def7e476651034ec4b9e92bc30";

fn main() -> Result<(), Box<dyn StdError>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let path = match &arguments[..] {
        [option, source] if option == "--source" => return by_source(source),
        [path] => path,
        _ => return Err("usage: peer answers.json | peer --source SOURCE".into()),
    };
    let answers: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    for case in answers["cases"].as_array().ok_or("no cases")? {
        let mut builder = Client::builder().environment()?;
        if let Some(secret_key) = case["secret_key"].as_str() {
            builder = builder.access_key(&env::var("HUAWEICLOUD_SDK_AK")?, secret_key);
        }
        let client = builder.build()?;
        let mut result = result(&client, case["id"].as_str().ok_or("no id")?);
        result["case"] = case["name"].clone();
        println!("{result}");
    }
    Ok(())
}

/// What comes of the credentials that the environment has.
fn by_source(source: &str) -> Result<(), Box<dyn StdError>> {
    let mut builder = Client::builder().environment()?;
    if source == "sm3" {
        builder = builder.signing_algorithm(SigningAlgorithm::SdkHmacSm3);
    }
    match builder.build()?.show_record_callback(EXAMPLE) {
        Ok(callback) => println!("{}", json!({ "id": callback.id() })),
        Err(error) => println!("{}", json!({ "failed": error.to_string() })),
    }
    Ok(())
}

fn result(client: &Client, id: &str) -> Value {
    match client.show_record_callback(id) {
        Ok(callback) => json!({
            "id": callback.id(),
            "publish_domain": callback.publish_domain(),
            "app": callback.app(),
            "notify_callback_url": callback.notify_callback_url(),
            "notify_event_subscription": callback.notify_event_subscription().map(Vec::from_iter),
            "sign_type": callback.sign_type_text(),
            "create_time": callback.create_time(),
            "update_time": callback.update_time(),
        }),
        Err(error) if is_refusal(&error) => json!({
            "status": error.http_status(),
            "code": error.service_code(),
            "message": error.service_message(),
            "request_id": error.request_id().is_some(),
        }),
        Err(error) => json!({
            "status": error.http_status().unwrap_or(0),
            "failed": format!("{:?}", error.kind()),
            "request_id": error.request_id().is_some(),
        }),
    }
}

/// Whether the service has answered, and in the negative.
fn is_refusal(error: &Error) -> bool {
    use ErrorKind::{NotFound, Service, Throttled, Unauthorized};
    matches!(error.kind(), NotFound | Service | Throttled | Unauthorized)
}
