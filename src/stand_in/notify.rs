//! Sends a recording notification, as the service would.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

use crate::client::Client;
use crate::config::Config;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::model::SignType;
use crate::notification::{NotificationKey, sign};
use crate::transport::{Origin, Request, Transport};

/// How long the receiver may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What to send, and where. What is not set is as in the service's example.
#[derive(Debug, Default)]
pub(super) struct Notify {
    /// The callback to send for: asked for with the settings of the environment.
    pub(super) callback: Option<String>,
    pub(super) to: Option<String>,
    pub(super) key: Option<String>,
    pub(super) event: Option<String>,
    pub(super) sign_type: Option<SignType>,
    /// Further fields, and others in place of the example's.
    pub(super) fields: BTreeMap<String, String>,
    pub(super) expires_in: Option<i64>,
    /// Alters the body after it was signed.
    pub(super) tamper: bool,
}

/// What the receiver answered.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) url: String,
    pub(super) status: u16,
    pub(super) body: String,
}

/// What the example has besides; `RECORD_FILE_COMPLETE` has all of it, the other events only what tells the recording.
const OF_EVERY_EVENT: [(&str, &str); 5] = [
    ("project_id", super::EXAMPLE_PROJECT_ID),
    ("task_id", "51126d0e3a2c4f7d9b5a8c6e1f204b73"),
    ("publish_domain", "push.example.com"),
    ("app", "live"),
    ("stream", "mystream"),
];
const OF_A_FILE: [(&str, &str); 7] = [
    ("download_url", "https://obs.cn-north-4.myhuaweicloud.com/live/record-mystream-20200308141025.m3u8"),
    ("asset_id", "1a0d8e9b6c4f4f0e8a7b5d3c2e1f0a9b"),
    ("start_time", "2020-03-08T14:10:25Z"),
    ("end_time", "2020-03-08T14:12:25Z"),
    ("obs_location", "https://obs.cn-north-4.myhuaweicloud.com"),
    ("obs_bucket", "mybucket"),
    ("obs_object", "live/record-mystream-20200308141025.m3u8"),
];
const NUMBERS_OF_A_FILE: [(&str, u64); 4] =
    [("file_size", 3_957_964), ("record_duration", 120), ("width", 1280), ("height", 720)];

impl Notify {
    /// Sends it, and waits for the answer.
    pub(super) fn send(mut self) -> Result<Received, Error> {
        if let Some(id) = self.callback.take() {
            self.take_settings_of(&id)?;
        }
        let url = self.to.clone().ok_or_else(|| Error::invalid("neither --to nor --callback says where to send it"))?;
        let body = self.body()?;
        let endpoint = Endpoint::parse("--to", &url)?;
        let mut config = Config::new();
        config.load_environment()?;
        config.set_proxy("")?;
        let transport = Transport::new(crate::sender::transport_settings(&config, &[&endpoint])?, &[&endpoint])?;
        // To an endpoint a slash at the end means nothing; to a receiver it may.
        let slash = if endpoint.prefix().is_empty() || url.trim_end().ends_with('/') { "/" } else { "" };
        let request = Request {
            method: "POST",
            origin: &Origin::new(&endpoint)?,
            target: &format!("{}{slash}", endpoint.prefix()),
            header_lines: &Arc::new(b"content-type: application/json\r\n".to_vec().into()),
            body: body.as_bytes(),
            through_proxy: false,
        };
        let limits = transport.limits(TIMEOUT, TIMEOUT);
        let answer = transport.exchange(&limits, request).map_err(|broken| broken.failure.into_error())?;
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        Ok(Received { url, status: answer.status, body })
    }

    /// The other half: asks for the callback, as its owner would, and does what it says.
    fn take_settings_of(&mut self, id: &str) -> Result<(), Error> {
        let callback = Client::builder().environment()?.build()?.show_record_callback(id)?;
        self.to = self.to.take().or_else(|| callback.notify_callback_url().map(str::to_owned));
        self.sign_type = self.sign_type.or(Some(callback.sign_type()));
        for (name, value) in [("publish_domain", callback.publish_domain()), ("app", callback.app())] {
            // "*" is every app; the event then names the one of the stream.
            if let Some(value) = value.filter(|value| *value != "*") {
                self.fields.entry(name.to_owned()).or_insert_with(|| value.to_owned());
            }
        }
        Ok(())
    }

    fn body(&self) -> Result<String, Error> {
        let event = self.event.as_deref().unwrap_or("RECORD_FILE_COMPLETE");
        let mut body = Map::new();
        let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
        put("event_type", event.into());
        for (name, value) in OF_EVERY_EVENT {
            put(name, value.into());
        }
        if matches!(event, "RECORD_NEW_FILE_START" | "RECORD_FILE_COMPLETE") {
            put("job_id", "dc0a1773-0cef-4a8b-9c3d-6f5e4d3c2b1a".into());
            put("record_format", "HLS".into());
        }
        if event == "RECORD_FILE_COMPLETE" {
            for (name, value) in OF_A_FILE {
                put(name, value.into());
            }
            for (name, value) in NUMBERS_OF_A_FILE {
                put(name, value.into());
            }
        }
        for (name, value) in &self.fields {
            put(name, value.as_str().into());
        }
        if let Some(key) = &self.key {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            let expiry = now.saturating_add_signed(self.expires_in.unwrap_or(300));
            let timestamp = expiry.to_string();
            let sign_type = self.sign_type.unwrap_or(SignType::HmacSha256);
            let text = |name: &str| match name {
                "auth_timestamp" => timestamp.as_str(),
                name => body.get(name).and_then(Value::as_str).unwrap_or_default(),
            };
            let signature = sign(text, &NotificationKey::new(key)?, sign_type)
                .ok_or_else(|| Error::invalid("the callback's sign type is one that cannot be made here"))?;
            body.insert("auth_timestamp".to_owned(), expiry.into());
            body.insert("auth_sign".to_owned(), signature.into());
        }
        if self.tamper {
            body.insert("stream".to_owned(), "forged".into());
            body.insert("download_url".to_owned(), "https://forged.example.com/record.m3u8".into());
        }
        Ok(Value::Object(body).to_string())
    }
}
