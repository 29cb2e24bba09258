//! What a caller can do about an error.

use std::time::{Duration, SystemTime};

use super::answer::{Answer, gateway_code};
use crate::error::ErrorKind;
use crate::time;

/// How far a signature's date may lie from the gateway's clock.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// What a caller can do, as far as the answer shows it.
pub(super) struct Hint<'a> {
    pub(super) answer: &'a Answer<'a>,
    pub(super) kind: ErrorKind,
    pub(super) code: &'a str,
    pub(super) text: &'a str,
    /// The answer has a shape of the service's or its gateway's.
    pub(super) from_service: bool,
    pub(super) permission: &'a str,
    pub(super) now: SystemTime,
}

impl Hint<'_> {
    /// By the gateway's code (empty: any) and a part of its message. The first that fits is shown.
    const GATEWAY: [(&'static str, &'static str, &'static str); 9] = [
        ("0301", "reach the limit", "after five wrong signatures the access key is locked for five minutes"),
        (
            "0301",
            "signature fail",
            "the secret key does not belong to the access key, or the request was changed on its way",
        ),
        ("0301", "decrypt token", "the token is incomplete, or from another region: get a new one"),
        ("0301", " not exist", "there is no such access key: it may have been deleted, or lack its security token"),
        ("0307", "", "the token has expired or was withdrawn: get a new one"),
        ("0308", "", "the service allows 300 calls a minute for recording callbacks: call less often"),
        ("", "projectId in token is nil", "the token is not for this project: get one with this project as its scope"),
        (
            "0101",
            "",
            "the gateway knows no such API: the host, region or path is likely wrong, or the token is for a domain \
             and not for a project",
        ),
        ("0201", "too large", "the token or the security token is likely too long for the gateway"),
    ];

    pub(super) fn all(&self) -> Vec<String> {
        let mut hints = Vec::new();
        hints.extend(self.clock());
        let gateway = gateway_code(self.code);
        let number = gateway.unwrap_or_default();
        let known = Hint::GATEWAY
            .iter()
            .find(|(code, part, _)| (code.is_empty() || *code == number) && self.text.contains(part));
        if let Some((_, _, hint)) = known {
            hints.push((*hint).to_owned());
        } else if self.answer.status == 404 && gateway.is_some() {
            hints.push("the gateway knows no such API: the host, region or path is likely wrong".to_owned());
        } else if self.kind == ErrorKind::NotFound && !self.from_service {
            hints.push("this is not how the service answers: the host or path may be wrong".to_owned());
        } else if matches!(self.answer.status, 431 | 494) {
            hints.push("the token or the security token is likely too long for the gateway".to_owned());
        }
        let forbidden = self.answer.status == 403 || (self.answer.status == 401 && self.code == "LIVE.100011003");
        if forbidden && !self.permission.is_empty() {
            hints.push(format!("the call needs the permission {}", self.permission));
        }
        hints
    }

    /// Signatures are refused if the two clocks differ. The library only says so: a wrong date from a server must not
    /// change the next signature.
    fn clock(&self) -> Option<String> {
        let time_after = |name: &str| {
            let (_, time) = self.text.split_once(name)?;
            time::system_time(time::parse_sdk_date(time.trim_start().get(..16)?)?, 0)
        };
        let (here, there) = if self.text.contains("signature expired") {
            match (time_after("signature time:"), time_after("server time:")) {
                (Some(here), Some(there)) => (here, there),
                _ => (self.now, self.date()?),
            }
        } else if self.answer.status == 401 {
            (self.now, self.date()?)
        } else {
            return None;
        };
        let (difference, side) = match here.duration_since(there) {
            Ok(ahead) => (ahead, "ahead of"),
            Err(behind) => (behind.duration(), "behind"),
        };
        (difference > CLOCK_TOLERANCE).then(|| {
            format!(
                "clock skew: the clock of this machine is off, {} {side} the service's ({} here, {} there)",
                duration_text(difference),
                time::text(here),
                time::text(there)
            )
        })
    }

    fn date(&self) -> Option<SystemTime> {
        httpdate::parse_http_date(self.answer.date?).ok()
    }
}

/// A duration for people, in its two largest units.
fn duration_text(duration: Duration) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let mut rest = duration.as_secs();
    let mut parts = Vec::new();
    for (length, name) in UNITS {
        let count = rest / length;
        rest %= length;
        if count > 0 {
            parts.push(format!("{count} {name}{}", if count == 1 { "" } else { "s" }));
        }
    }
    parts.truncate(2);
    parts.join(" ")
}
