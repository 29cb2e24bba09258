//! A recording notification as the service sends it: its fields, and its signature.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use md5::{Digest, Md5};
use serde_json::{Map, Value};

use crate::signature::{hex, hmac};

/// How a notification is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignType {
    HmacSha256,
    Md5,
}

/// What is to be sent. What is not set is as in the service's example.
#[derive(Debug, Default)]
pub(crate) struct Notification {
    pub(crate) event: Option<String>,
    /// Further fields, and other values in place of the example's.
    pub(crate) fields: BTreeMap<String, String>,
    /// The callback's key. Without one the notification is not signed.
    pub(crate) key: Option<String>,
    pub(crate) sign_type: Option<SignType>,
    /// In how many seconds the signature expires.
    pub(crate) expires_in: Option<i64>,
    /// Whether to alter the fields after they were signed.
    pub(crate) tamper: bool,
}

/// What a signature with HMACSHA256 covers, in this order, after the timestamp.
const SIGNED: [&str; 6] = ["event_type", "publish_domain", "app", "stream", "download_url", "play_url"];

/// The fields of the example that every event has.
const OF_EVERY_EVENT: [(&str, &str); 5] = [
    ("project_id", crate::EXAMPLE_PROJECT_ID),
    ("task_id", "51126d0e3a2c4f7d9b5a8c6e1f204b73"),
    ("publish_domain", "push.example.com"),
    ("app", "live"),
    ("stream", "mystream"),
];

/// The fields that only `RECORD_FILE_COMPLETE` has.
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

impl Notification {
    /// The JSON text.
    pub(crate) fn body(&self) -> String {
        let mut body = self.unsigned();
        if let Some(key) = &self.key {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            let expiry = now.saturating_add_signed(self.expires_in.unwrap_or(300));
            let sign = sign(&body, expiry, key, self.sign_type.unwrap_or(SignType::HmacSha256));
            body.insert("auth_timestamp".to_owned(), expiry.into());
            body.insert("auth_sign".to_owned(), sign.into());
        }
        if self.tamper {
            body.insert("stream".to_owned(), "forged".into());
            body.insert("download_url".to_owned(), "https://forged.example.com/record.m3u8".into());
        }
        Value::Object(body).to_string()
    }

    fn unsigned(&self) -> Map<String, Value> {
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
        body
    }
}

/// The signature, in lower-case hex. This shares no code with the library, as that of requests; see `signature.rs`.
fn sign(body: &Map<String, Value>, timestamp: u64, key: &str, sign_type: SignType) -> String {
    let timestamp = timestamp.to_string();
    match sign_type {
        SignType::HmacSha256 => {
            let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
            let covered = timestamp + &SIGNED.map(text).concat();
            hex(&hmac(key.as_bytes(), &[covered.as_bytes()]))
        }
        SignType::Md5 => hex(&Md5::digest(format!("{key}{timestamp}"))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Worked out by hand from the formula of the documentation, which shows no signature with its key.
    #[test]
    fn signatures() {
        const COMPLETE: &str = "5bfc75c2187c6a89e2a474fe6d4bec37cd1e591e1eda1c481761a4dd500abc58";
        const START: &str = "6f1c37f5d795a82082a92edb0e2031c2bc1fc93010f1c43949ee8d9ed9e8af29";
        const MD5: &str = "fbea60f41db857bbdee04a5127b742fa";
        let url = "https://obs.example.com/live/record-1.m3u8";
        for (event, url, sign_type, expected) in [
            ("RECORD_FILE_COMPLETE", Some(url), SignType::HmacSha256, COMPLETE),
            ("RECORD_NEW_FILE_START", None, SignType::HmacSha256, START),
            ("RECORD_NEW_FILE_START", None, SignType::Md5, MD5),
            ("RECORD_FILE_COMPLETE", Some(url), SignType::Md5, MD5),
        ] {
            let body = json!({
                "event_type": event, "publish_domain": "push.example.com", "app": "live", "stream": "mystream",
                "download_url": url,
            });
            let body = body.as_object().expect("an object");
            assert_eq!(sign(body, 1_583_676_745, "0123456789abcdef0123456789abcdef", sign_type), expected, "{event}");
        }
    }
}
