//! What an answer that is no success means: every error shape of the service, its gateway and IAM.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use crate::error::{Details, Error, ErrorKind};
use crate::{json, sign, time};

/// An answer, as far as errors need it. Header texts are trimmed; absent is `None`.
#[derive(Debug, Default)]
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) date: Option<&'a str>,
    pub(crate) retry_after: Option<&'a str>,
    pub(crate) location: Option<&'a str>,
    pub(crate) content_type: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

/// The permission that a call needs which shows a recording callback, as IAM names it.
pub(crate) const SHOW_PERMISSION: &str = "live:record:getCallback";

/// How far a signature's date may lie from the gateway's clock.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// No longer wait is reported, whatever a server asks for.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Bounds, in characters, of what is kept of a server's text: the service's message in [`Details`], the same inside an
/// error's text, what is shown of a body that is no error of the service's, and shorter texts: codes, ids, types.
const SERVICE_MESSAGE: usize = 4_096;
const SHOWN_MESSAGE: usize = 1_024;
const EXCERPT: usize = 200;
const SHORT: usize = 256;

/// The error that an answer amounts to, whatever its status (also a success that is not what was agreed: then
/// `BadResponse`, saying `why`). `permission` is what the call needs; empty: none. `secrets` are cut out of every text
/// that the server chose.
pub(crate) fn error_naming(
    permission: &str,
    answer: &Answer<'_>,
    why: Option<&str>,
    secrets: &[&str],
    now: SystemTime,
) -> Error {
    let secrets = Secrets::new(secrets);
    let body = secrets.cut_from_body(&String::from_utf8_lossy(answer.body));
    let body = body.strip_prefix('\u{feff}').unwrap_or(&body).trim();
    let said = Said::read(body, &secrets);

    let kind = kind(answer.status, said.code.as_deref());
    let readable = readable(body, answer.content_type);
    let request_id = answer.request_id.filter(|id| !id.is_empty()).map(|id| secrets.cut(id).into_owned());
    let request_id = request_id.or(said.request_id).map(|id| bounded(&id, SHORT));
    let code = said.code.map(|code| bounded(&code, SHORT));

    let mut message = match reason(answer.status) {
        Some(reason) => format!("{} {reason}", answer.status),
        None => answer.status.to_string(),
    };
    if said.message.is_none() {
        if let Some(content_type) = answer.content_type.filter(|text| !text.is_empty()) {
            message += &format!(" ({})", bounded(&secrets.cut(content_type), SHORT));
        }
    }
    let redirect = matches!(answer.status, 300..400);
    if redirect {
        message += ": redirects are not followed";
        if let Some(location) = answer.location.filter(|text| !text.is_empty()) {
            message += &format!(", this one points to {}", bounded(&secrets.cut(location), EXCERPT));
        }
    }
    if let Some(why) = why {
        message += &format!(": {}", bounded(&secrets.cut(why), SHOWN_MESSAGE));
    } else if matches!(answer.status, ..300 | 600..) {
        message += ": a status that was not expected";
    }
    // IAM repeats the status as the code.
    if let Some(code) = code.as_ref().filter(|code| **code != answer.status.to_string()) {
        message += &format!(": {code}");
    }
    match &said.message {
        Some(text) => message += &format!(": {}", bounded(text, SHOWN_MESSAGE)),
        None if !readable.is_empty() => message += &format!(": \"{}\"", bounded(&readable, EXCERPT)),
        None if why.is_none() && !redirect => message += ": an empty body",
        None => {}
    }
    if let Some(id) = &request_id {
        message += &format!(" (request id {id})");
    }
    let hint = Hint {
        answer,
        kind,
        code: code.as_deref().unwrap_or_default(),
        text: said.message.as_deref().unwrap_or(body),
        from_service: code.is_some() || said.message.is_some(),
        permission,
        now,
    };
    for hint in hint.all() {
        message += &format!("; {hint}");
    }

    // What is no answer of the service's is not its message either.
    let service_message = match said.message {
        None if kind == ErrorKind::BadResponse || readable.is_empty() => None,
        None => Some(readable),
        said => said,
    };
    let details = Details {
        http_status: answer.status,
        service_code: code,
        service_message: service_message.map(|text| bounded(&text, SERVICE_MESSAGE)),
        request_id,
        encoded_authorization_message: said.encoded_authorization_message,
        retry_after: answer.retry_after.and_then(|text| retry_after(text, answer.date, now)),
    };
    Error::with_details(kind, message, details)
}

/// What is shown of the body of an answer that broke off: bounded, on one line, without secrets.
pub(crate) fn excerpt(body: &[u8], secrets: &[&str]) -> String {
    let body = Secrets::new(secrets).cut_from_body(&String::from_utf8_lossy(body));
    bounded(&readable(body.trim_start_matches('\u{feff}').trim(), None), EXCERPT)
}

/// A short text of a server, such as an id: bounded, without secrets.
pub(crate) fn short(text: &str, secrets: &[&str]) -> String {
    bounded(&fold(&Secrets::new(secrets).cut(text)), SHORT)
}

fn kind(status: u16, code: Option<&str>) -> ErrorKind {
    match status {
        401 | 403 => ErrorKind::Unauthorized,
        // The gateway knows no such host or path; the callback may well exist.
        404 if code.is_some_and(|code| gateway_code(code).is_some()) => ErrorKind::Service,
        404 => ErrorKind::NotFound,
        429 => ErrorKind::Throttled,
        400..600 => ErrorKind::Service,
        _ => ErrorKind::BadResponse,
    }
}

/// The number of one of the gateway's codes; it uses two prefixes.
fn gateway_code(code: &str) -> Option<&str> {
    code.strip_prefix("APIGW.").or_else(|| code.strip_prefix("APIG."))
}

/// The reason phrases that the gateway and what stands before it use; some are their own.
fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
        101 => "Switching Protocols",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        494 => "Request Header Too Large",
        499 => "Client Closed Request",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => return None,
    })
}

/// What the body says, in whichever of the shapes in use. No secrets in it.
#[derive(Default)]
struct Said {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    encoded_authorization_message: Option<String>,
}

impl Said {
    /// The names of code and message: of Live and the gateway, of some services, and inside `error` of IAM.
    const NAMES: [(&'static str, &'static str); 3] =
        [("error_code", "error_msg"), ("errorCode", "errorMsg"), ("code", "message")];

    /// Deeper than any shape in use.
    const DEPTH: usize = 4;

    fn read(body: &str, secrets: &Secrets<'_>) -> Said {
        let mut found = Found::default();
        if body.starts_with(['{', '[']) {
            found.walk(body, Said::DEPTH);
        }

        // One object that has both comes first, then whatever there is.
        let both = found.pairs.iter().position(|(code, message)| code.is_some() && message.is_some());
        let (code, mut message) = match both {
            Some(index) => found.pairs.swap_remove(index),
            None => (
                found.pairs.iter().find_map(|(code, _)| code.clone()),
                found.pairs.iter().find_map(|(_, message)| message.clone()),
            ),
        };
        if let Some(message) = message.as_mut().filter(|_| !found.details.is_empty()) {
            *message += &format!(" ({})", found.details.join("; "));
        }

        let cut = |text: Option<String>| text.map(|text| secrets.cut(&text).into_owned());
        Said {
            code: cut(code),
            message: cut(message),
            request_id: cut(found.request_id),
            encoded_authorization_message: cut(found.encoded_authorization_message),
        }
    }
}

#[derive(Default)]
struct Found {
    pairs: Vec<(Option<String>, Option<String>)>,
    request_id: Option<String>,
    encoded_authorization_message: Option<String>,
    details: Vec<String>,
}

impl Found {
    /// How many elements of a list are looked at; more tell nobody anything.
    const ELEMENTS: usize = 8;

    fn walk(&mut self, value: &str, depth: usize) {
        if depth == 0 {
            return;
        }
        if value.starts_with('[') {
            for element in json::elements(value).into_iter().flatten().take(Found::ELEMENTS) {
                self.walk(element, depth - 1);
            }
            return;
        }
        let Some(members) = json::members(value) else { return };
        let member = |name: &str| members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| *value);

        for (code, message) in Said::NAMES {
            let pair = (member(code).and_then(text), member(message).and_then(text));
            if pair.0.is_some() || pair.1.is_some() {
                self.pairs.push(pair);
            }
        }
        // `{"error":"Not Found"}`, as frameworks answer before a service is reached.
        if let Some(message) = member("error").and_then(scalar) {
            self.pairs.push((None, Some(message)));
        }
        let request_id = || member("request_id").or_else(|| member("requestId")).and_then(scalar);
        self.request_id = self.request_id.take().or_else(request_id);
        let encoded = || member("encoded_authorization_message").and_then(scalar);
        self.encoded_authorization_message = self.encoded_authorization_message.take().or_else(encoded);

        for detail in member("details").and_then(json::elements).into_iter().flatten().take(Found::ELEMENTS) {
            self.details.extend(detail_text(detail));
        }
        for (_, value) in members.iter().filter(|(key, _)| key != "details") {
            if value.starts_with(['{', '[']) {
                self.walk(value, depth - 1);
            }
        }
    }
}

/// One element of `details`: a code and a message, or a text.
fn detail_text(value: &str) -> Option<String> {
    let Some(members) = json::members(value) else { return text(value) };
    let member = |name: &str| members.iter().rev().find(|(key, _)| key == name).and_then(|(_, value)| text(value));
    Said::NAMES.into_iter().find_map(|(code, message)| match (member(code), member(message)) {
        (Some(code), Some(message)) => Some(format!("{code}: {message}")),
        (code, message) => code.or(message),
    })
}

/// What a value says, as text whatever its type. Null and the empty text say nothing.
fn text(value: &str) -> Option<String> {
    scalar(value).or_else(|| value.starts_with(['{', '[']).then(|| value.to_owned()))
}

fn scalar(value: &str) -> Option<String> {
    let mut text = String::new();
    json::push_text(&mut text, value);
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// What a caller can do, where the answer lets us know.
struct Hint<'a> {
    answer: &'a Answer<'a>,
    kind: ErrorKind,
    code: &'a str,
    text: &'a str,
    /// The answer has a shape of the service's or its gateway's.
    from_service: bool,
    permission: &'a str,
    now: SystemTime,
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

    fn all(&self) -> Vec<String> {
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

    /// Signatures are refused where the two clocks differ. Nothing is done about it but to say so: a wrong date from a
    /// server must not reach the next signature.
    fn clock(&self) -> Option<String> {
        let said = |name: &str| {
            let (_, time) = self.text.split_once(name)?;
            time::system_time(time::parse_sdk_date(time.trim_start().get(..16)?)?, 0)
        };
        let (here, there) = if self.text.contains("signature expired") {
            match (said("signature time:"), said("server time:")) {
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

/// `Retry-After`: seconds, or an HTTP date, which is counted from the answer's own date where there is one. At most
/// [`LONGEST_RETRY_AFTER`]; `None` where it is neither.
fn retry_after(text: &str, date: Option<&str>, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Only what is far too long does not fit.
        text.parse().map_or(LONGEST_RETRY_AFTER, Duration::from_secs)
    } else {
        let until = httpdate::parse_http_date(text).ok()?;
        let from = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
        until.duration_since(from).unwrap_or(Duration::ZERO)
    };
    Some(wait.min(LONGEST_RETRY_AFTER))
}

/// What is not to be seen, however a server escapes it when it sends it back. The longest first: one may be a part of
/// another.
struct Secrets<'a>(Vec<&'a str>);

impl<'a> Secrets<'a> {
    const CUT: &'static str = "***";

    /// What a text that was cut off in the middle of a secret may still show of it, in characters.
    const REMAINDER: usize = 8;

    fn new(secrets: &[&'a str]) -> Secrets<'a> {
        let mut secrets: Vec<&str> = secrets.iter().copied().filter(|secret| !secret.is_empty()).collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Secrets(secrets)
    }

    fn cut<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for secret in &self.0 {
            if text.contains(secret) {
                text = Cow::Owned(text.replace(secret, Secrets::CUT));
            }
            if let Some(without) = cut_escaped(&text, secret) {
                text = Cow::Owned(without);
            }
        }
        text
    }

    /// A body can end in the middle of a secret, where the connection was lost or the limit reached.
    fn cut_from_body(&self, body: &str) -> String {
        let mut body = self.cut(body).into_owned();
        for secret in &self.0 {
            let mut from = body.len().saturating_sub(secret.len().saturating_mul(LONGEST_ESCAPE));
            while !body.is_char_boundary(from) {
                from += 1;
            }
            let mut starts = body[from..].char_indices().map(|(start, _)| from + start);
            if let Some(start) = starts.find(|&start| is_beginning(&body[start..], secret)) {
                body.truncate(start);
                body.push_str(Secrets::CUT);
            }
        }
        body
    }
}

/// A text without a secret that may be escaped in it; `None`: it is not in there.
fn cut_escaped(text: &str, secret: &str) -> Option<String> {
    // Letters and digits are never escaped, so the longest run of them tells quickly.
    let runs = secret.split(|c: char| !c.is_ascii_alphanumeric());
    if !text.contains(runs.max_by_key(|run| run.len())?) {
        return None;
    }
    let mut without = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let (true, left) = follow(rest, secret) {
            without.push_str(Secrets::CUT);
            rest = left;
            found = true;
        } else {
            without.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    found.then_some(without)
}

/// Whether a text is so long a beginning of a secret that it shall not be seen.
fn is_beginning(text: &str, secret: &str) -> bool {
    let (_, left) = follow(text, secret);
    // It may end inside an escape.
    let is_end = left.is_empty() || (left.len() < LONGEST_ESCAPE && left.starts_with(['%', '\\', '&']));
    is_end && text.len() - left.len() >= Secrets::REMAINDER
}

/// Follows a secret through a text as far as they agree: whether that is all of it, and what of the text is left.
fn follow<'t>(text: &'t str, secret: &str) -> (bool, &'t str) {
    let mut rest = text;
    for c in secret.chars() {
        match after(rest, c) {
            Some(left) => rest = left,
            None => return (false, rest),
        }
    }
    (true, rest)
}

/// In bytes: `&#x00e9;`, or four of `%e5`.
const LONGEST_ESCAPE: usize = 12;

/// What follows a character at the start of a text, which is there as it is, or as URLs, JSON or HTML escape it.
fn after(text: &str, c: char) -> Option<&str> {
    let escaped = !c.is_ascii_alphanumeric() && text.starts_with(['%', '\\', '&']);
    // Escaped first: what begins an escape may be the very character.
    escaped.then(|| after_escape(text, c)).flatten().or_else(|| text.strip_prefix(c))
}

fn after_escape(text: &str, c: char) -> Option<&str> {
    let code = u32::from(c);
    let name = match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&apos;",
        _ => "",
    };
    let escapes = [
        sign::percent_encode(c.encode_utf8(&mut [0; 4])).into_owned(),
        format!("\\{c}"),
        format!("\\u{code:04x}"),
        name.into(),
    ];
    for escape in escapes.iter().filter(|escape| !escape.is_empty()) {
        if text.get(..escape.len()).is_some_and(|start| start.eq_ignore_ascii_case(escape)) {
            return Some(&text[escape.len()..]);
        }
    }
    let (number, rest) = text.strip_prefix("&#")?.split_once(';')?;
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    (number == Ok(code)).then_some(rest)
}

/// A body as people would read it: markup left out, white space folded.
fn readable(body: &str, content_type: Option<&str>) -> String {
    let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
    if body.starts_with('<') || content_type.contains("html") { fold(&text_of_markup(body)) } else { fold(body) }
}

/// White space and control characters become single blanks.
fn fold(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The title of a page, or where it has none, its text.
fn text_of_markup(markup: &str) -> Cow<'_, str> {
    // Lower-case ASCII has the same places.
    let lower = markup.to_ascii_lowercase();
    if let Some(title) = title(markup, &lower) {
        return Cow::Borrowed(title);
    }
    let mut text = String::new();
    let mut at = 0;
    while let Some(length) = lower[at..].find('<') {
        let tag = at + length;
        text.push_str(&markup[at..tag]);
        text.push(' ');
        let (end, skip) = match &lower[tag..] {
            comment if comment.starts_with("<!--") => ("-->", 3),
            script if script.starts_with("<script") => ("</script", 0),
            style if style.starts_with("<style") => ("</style", 0),
            _ => (">", 1),
        };
        let Some(length) = lower[tag..].find(end) else { return Cow::Owned(text) };
        at = tag + length + skip;
    }
    text.push_str(&markup[at..]);
    Cow::Owned(text)
}

fn title<'a>(markup: &'a str, lower: &str) -> Option<&'a str> {
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = markup[start..end].trim();
    (!title.is_empty()).then_some(title)
}

/// At most so many characters; what is left out is an ellipsis.
fn bounded(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(answer: &Answer<'_>, why: Option<&str>, secrets: &[&str], now: SystemTime) -> Error {
        error_naming(SHOW_PERMISSION, answer, why, secrets, now)
    }

    /// 2026-11-25T03:15:00Z
    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_576_500)
    }

    fn refusal(status: u16, body: &str) -> Error {
        error(&Answer { status, request_id: Some("r-1"), body: body.as_bytes(), ..Answer::default() }, None, &[], now())
    }

    const NOT_FOUND: &str = r#"{"error_code":"LIVE.100011001","error_msg":"Request Illegal"}"#;

    #[test]
    fn every_shape_of_an_error_is_understood() {
        type Row<'a> = (&'a str, Option<&'a str>, Option<&'a str>);
        let table: &[Row<'_>] = &[
            (NOT_FOUND, Some("LIVE.100011001"), Some("Request Illegal")),
            (r#"{"errorCode":"A.1","errorMsg":"m"}"#, Some("A.1"), Some("m")),
            (r#"{"code":"A.1","message":"m"}"#, Some("A.1"), Some("m")),
            (
                r#"{"error":{"message":"Authentication failed","code":401,"title":"Unauthorized"}}"#,
                Some("401"),
                Some("Authentication failed"),
            ),
            (
                r#"{"error":{"code":"111401001","message":"Invalid token.","ext_message":null}}"#,
                Some("111401001"),
                Some("Invalid token."),
            ),
            (r#"{"error_msg":"m","error_code":"IAM.0006"}"#, Some("IAM.0006"), Some("m")),
            (
                r#"{"error":{"code":"B","message":"inner"},"error_code":"A","error_msg":"outer"}"#,
                Some("A"),
                Some("outer"),
            ),
            (r#"{"code":500,"error":{"code":"B","message":"inner"}}"#, Some("B"), Some("inner")),
            (r#"{"error_code":"A","message":"m"}"#, Some("A"), Some("m")),
            (r#"{"error_code":null,"error_msg":null,"code":"A","message":"m"}"#, Some("A"), Some("m")),
            (r#"{"error_code":"","error_msg":" ","code":"A","message":" m "}"#, Some("A"), Some("m")),
            (r#"{"error_code":40401,"error_msg":true}"#, Some("40401"), Some("true")),
            (
                r#"{"error_code":123456789012345678901234567890,"error_msg":1.50}"#,
                Some("123456789012345678901234567890"),
                Some("1.50"),
            ),
            (r#"{"error_code":"A","error_msg":["x",{"y":1}]}"#, Some("A"), Some(r#"["x",{"y":1}]"#)),
            (r#"{"a":{"b":{"error_code":"A","error_msg":"m"}}}"#, Some("A"), Some("m")),
            (r#"{"errors":[{"code":"A","message":"m"}]}"#, Some("A"), Some("m")),
            (r#"[{"error_code":"A","error_msg":"m"}]"#, Some("A"), Some("m")),
            (r#"{"timestamp":"t","status":404,"error":"Not Found","path":"/v1"}"#, None, Some("Not Found")),
            (r#"{"error_code":"A"}"#, Some("A"), Some(r#"{"error_code":"A"}"#)),
            (r#"{"error_msg":"m"}"#, None, Some("m")),
            (r#"{"reason" :  "x"}"#, None, Some(r#"{"reason" : "x"}"#)),
            (r#"{"error_code":"A","error_code":"B","error_msg":"m"}"#, Some("B"), Some("m")),
            (r#"{"error_code":"A","error_msg":"half \ud800 a pair"}"#, Some("A"), Some("half \u{fffd} a pair")),
            ("\u{feff} {\"error_code\":\"A\",\"error_msg\":\"m\"}\n", Some("A"), Some("m")),
            (
                r#"{"error_code":"PAP5.0001","error_msg":"denied","details":[{"error_code":"D.1","error_msg":"no policy"},{"error_msg":"second"},"third",null]}"#,
                Some("PAP5.0001"),
                Some("denied (D.1: no policy; second; third)"),
            ),
            (r#"{"error_code":"A","error_msg":"cut off"#, None, Some(r#"{"error_code":"A","error_msg":"cut off"#)),
            ("upstream  is\tdown\n", None, Some("upstream is down")),
            (
                "<html><head><TITLE> Bad\nGateway </TITLE></head><body><h1>x</h1></body></html>",
                None,
                Some("Bad Gateway"),
            ),
            (
                "<!DOCTYPE html><style>p {}</style><!-- <b> --><p>Sorry,<br>we&nbsp;are <b>down</b><script>if (a<b) {}</script> today",
                None,
                Some("Sorry, we&nbsp;are down today"),
            ),
            ("<title></title><p unclosed", None, None),
            ("", None, None),
            (" \n", None, None),
            ("null", None, Some("null")),
            ("[]", None, Some("[]")),
            ("{}", None, Some("{}")),
        ];
        for (body, code, message) in table {
            for status in [400, 500] {
                let error = refusal(status, body);
                assert_eq!((error.service_code(), error.service_message()), (*code, *message), "{body}");
                assert_eq!(error.kind(), ErrorKind::Service, "{body}");
                assert_eq!((error.http_status(), error.request_id()), (Some(status), Some("r-1")), "{body}");
                assert!(error.to_string().contains("(request id r-1)"), "{error}");
            }
        }
    }

    #[test]
    fn the_kind_follows_the_status_and_the_gateways_codes() {
        let gateway = r#"{"error_msg":"The API does not exist or has not been published","error_code":"APIGW.0101","request_id":"g"}"#;
        let old_gateway = r#"{"error_msg":"The API does not exist","error_code":"APIG.0101"}"#;
        let table = [
            (400, NOT_FOUND, ErrorKind::Service),
            (401, NOT_FOUND, ErrorKind::Unauthorized),
            (403, "", ErrorKind::Unauthorized),
            (404, NOT_FOUND, ErrorKind::NotFound),
            (404, "", ErrorKind::NotFound),
            (404, "<html>", ErrorKind::NotFound),
            (404, r#"{"error_code":"APIGWX.1","error_msg":"m"}"#, ErrorKind::NotFound),
            (404, gateway, ErrorKind::Service),
            (404, old_gateway, ErrorKind::Service),
            (405, gateway, ErrorKind::Service),
            (408, "", ErrorKind::Service),
            (429, gateway, ErrorKind::Throttled),
            (499, "", ErrorKind::Service),
            (500, NOT_FOUND, ErrorKind::Service),
            (503, "", ErrorKind::Service),
            (599, "", ErrorKind::Service),
            (600, "", ErrorKind::BadResponse),
            (999, "", ErrorKind::BadResponse),
            (101, "", ErrorKind::BadResponse),
            (201, NOT_FOUND, ErrorKind::BadResponse),
            (204, "", ErrorKind::BadResponse),
            (304, "", ErrorKind::BadResponse),
        ];
        for (status, body, kind) in table {
            let error = refusal(status, body);
            assert_eq!(error.kind(), kind, "{status} {body}");
            assert!(error.to_string().starts_with(&status.to_string()), "{error}");
        }
        assert!(refusal(503, "").is_retryable() && !refusal(404, gateway).is_retryable());
    }

    #[test]
    fn texts_are_one_line_and_say_what_is_known() {
        let html = "<html>\r\n<head><title>502 Bad Gateway</title></head></html>";
        let iam = r#"{"error":{"message":"Authentication failed","code":401}}"#;
        let table: &[(u16, Option<&str>, &str, &str)] = &[
            (404, None, NOT_FOUND, "404 Not Found: LIVE.100011001: Request Illegal (request id r-1)"),
            (401, None, iam, "401 Unauthorized: Authentication failed (request id r-1)"),
            (
                502,
                Some("Text/HTML; charset=utf-8"),
                html,
                "502 Bad Gateway (Text/HTML; charset=utf-8): \"502 Bad Gateway\" (request id r-1)",
            ),
            (503, Some("text/plain"), "", "503 Service Unavailable (text/plain): an empty body (request id r-1)"),
            (418, None, "a\u{1b}[0m\nb", "418: \"a [0m b\" (request id r-1)"),
            (
                500,
                None,
                r#"{"error_code":"A","error_msg":"one\ntwo"}"#,
                "500 Internal Server Error: A: one two (request id r-1)",
            ),
        ];
        for (status, content_type, body, text) in table {
            let answer = Answer {
                status: *status,
                request_id: Some("r-1"),
                content_type: *content_type,
                body: body.as_bytes(),
                ..Answer::default()
            };
            assert_eq!(error(&answer, None, &[], now()).to_string(), *text);
        }
    }

    #[test]
    fn an_answer_that_was_not_agreed_on_says_why() {
        let answer = Answer {
            status: 200,
            request_id: Some("r-1"),
            content_type: Some("text/html"),
            body: b"<html><title>Log in to Free WiFi</title></html>",
            ..Answer::default()
        };
        let told = error(&answer, Some("not JSON: expected value at line 1 column 1"), &[], now());
        assert_eq!(told.kind(), ErrorKind::BadResponse);
        assert_eq!(
            told.to_string(),
            "200 OK (text/html): not JSON: expected value at line 1 column 1: \"Log in to Free WiFi\" (request id r-1)"
        );
        assert_eq!((told.http_status(), told.service_message()), (Some(200), None), "a portal is not the service");

        let empty = error(&Answer { status: 200, ..Answer::default() }, Some("an empty body"), &[], now());
        assert_eq!(empty.to_string(), "200 OK: an empty body");

        let hidden = Answer { status: 200, body: NOT_FOUND.as_bytes(), ..Answer::default() };
        let hidden = error(&hidden, Some("a JSON object without an id"), &[], now());
        assert_eq!((hidden.kind(), hidden.service_code()), (ErrorKind::BadResponse, Some("LIVE.100011001")));

        let cut = Answer { status: 502, body: b"<p>bad", ..Answer::default() };
        assert_eq!(
            error(&cut, Some("the body is cut off"), &[], now()).to_string(),
            "502 Bad Gateway: the body is cut off: \"bad\""
        );
        assert_eq!(
            refusal(204, "").to_string(),
            "204 No Content: a status that was not expected: an empty body (request id r-1)"
        );
    }

    #[test]
    fn a_redirect_names_where_it_points() {
        for status in [301, 302, 303, 307, 308] {
            let answer =
                Answer { status, location: Some("https://evil.example/x?token=s3cr%2Ft"), ..Answer::default() };
            let error = error(&answer, None, &["s3cr/t"], now());
            assert_eq!(error.kind(), ErrorKind::BadResponse);
            let text = error.to_string();
            assert!(
                text.ends_with(": redirects are not followed, this one points to https://evil.example/x?token=***"),
                "{text}"
            );
        }
        assert_eq!(refusal(304, "").to_string(), "304 Not Modified: redirects are not followed (request id r-1)");
    }

    #[test]
    fn the_header_names_the_request_and_else_the_body() {
        let body = br#"{"error_code":"A","error_msg":"m","request_id":"body"}"#;
        let nested = br#"{"error":{"code":"A","message":"m","requestId":7}}"#;
        let table: [(Option<&str>, &[u8], Option<&str>); 6] = [
            (Some("head"), body, Some("head")),
            (Some(""), body, Some("body")),
            (None, body, Some("body")),
            (None, nested, Some("7")),
            (None, br#"{"request_id":null}"#, None),
            (None, b"", None),
        ];
        for (request_id, body, expected) in table {
            let error = error(&Answer { status: 500, request_id, body, ..Answer::default() }, None, &[], now());
            assert_eq!(error.request_id(), expected);
        }
    }

    #[test]
    fn a_policy_denial_keeps_its_encoded_reason() {
        let encoded = "e".repeat(10_000);
        let body =
            format!(r#"{{"error_code":"PAP5.0001","error_msg":"no","encoded_authorization_message":"{encoded}"}}"#);
        let error = refusal(403, &body);
        assert_eq!(error.encoded_authorization_message(), Some(&*encoded));
        assert!(!error.to_string().contains("eee"));
    }

    #[test]
    fn hints_say_what_to_do() {
        let body = |code: &str, message: &str| format!(r#"{{"error_code":"{code}","error_msg":"{message}"}}"#);
        let table = [
            (403, String::new(), "live:record:getCallback"),
            (403, body("APIGW.0302", "The IAM user is not authorized"), "live:record:getCallback"),
            (401, body("LIVE.100011003", "You do not have permission"), "live:record:getCallback"),
            (401, body("APIGW.0307", "The token must be updated."), "get a new one"),
            (401, body("APIG.0307", "The token must be updated."), "get a new one"),
            (401, body("APIGW.0301", "AK access failed to reach the limit,forbidden"), "locked for five minutes"),
            (
                401,
                body("APIGW.0301", "verify aksk signature fail, canonicalRequest:GET|/v1"),
                "secret key does not belong",
            ),
            (
                401,
                body("APIGW.0301", "Incorrect IAM authentication information: ak AK not exist"),
                "no such access key",
            ),
            (401, body("APIGW.0301", "decrypt token fail"), "get a new one"),
            (404, body("APIGW.0101", "The API does not exist"), "host, region or path is likely wrong"),
            (404, body("APIGW.0103", "The backend does not exist"), "host, region or path is likely wrong"),
            (429, body("APIGW.0308", "The throttling threshold has been reached"), "300 calls a minute"),
            (400, body("APIGW.9999", "projectId in token is nil"), "not for this project"),
            (494, body("APIGW.0201", "Request headers too large"), "too long"),
            (431, String::new(), "too long"),
            (404, "<html>".to_owned(), "host or path may be wrong"),
        ];
        for (status, body, hint) in table {
            let text = refusal(status, &body).to_string();
            assert!(text.contains(hint), "{text}");
            assert_eq!(text.matches("; ").count(), 1, "one hint is enough: {text}");
        }
        for (status, body) in [(404, NOT_FOUND), (401, "{}"), (500, "<p>"), (400, NOT_FOUND)] {
            let text = refusal(status, body).to_string();
            assert!(!text.contains("; "), "{text}");
        }
        let lookup = Answer { status: 403, ..Answer::default() };
        let lookup = error_naming("iam:projects:listProjects", &lookup, None, &[], now()).to_string();
        assert!(lookup.contains("iam:projects:listProjects") && !lookup.contains("live:"), "{lookup}");
    }

    #[test]
    fn a_clock_that_is_off_is_named() {
        let at = |seconds: i64| {
            httpdate::fmt_http_date(match seconds {
                0.. => now() + Duration::from_secs(seconds.unsigned_abs()),
                ..0 => now() - Duration::from_secs(seconds.unsigned_abs()),
            })
        };
        let told = |status, date: &str, body: &str| {
            let answer = Answer { status, date: Some(date), body: body.as_bytes(), ..Answer::default() };
            error(&answer, None, &[], now()).to_string()
        };
        let off = told(401, &at(2 * 3_600 + 61), "");
        assert!(off.contains("clock skew"), "{off}");
        assert!(off.contains("2 hours 1 minute behind the service's"), "{off}");
        assert!(off.contains("2026-11-25T03:15:00Z here, 2026-11-25T05:16:01Z there"), "{off}");
        assert!(told(401, &at(-901), "").contains("15 minutes 1 second ahead of"));
        assert!(told(401, "Thu, 01 Jan 1970 00:00:00 GMT", "").contains("1970-01-01T00:00:00Z there"));

        let expired = r#"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: signature expired, signature time:20211217T064303Z, server time:20211217T065804Z"}"#;
        let off = told(401, &at(0), expired);
        assert!(
            off.contains(
                "15 minutes 1 second behind the service's (2021-12-17T06:43:03Z here, 2021-12-17T06:58:04Z there)"
            ),
            "{off}"
        );

        for (status, date, body) in [
            (401, at(900), ""),
            (401, at(-900), ""),
            (401, "garbage".to_owned(), ""),
            (401, String::new(), "signature expired, signature time:x,server time:录录录录录录"),
            (403, at(100_000), ""),
            (500, at(100_000), ""),
        ] {
            let text = told(status, &date, body);
            assert!(!text.contains("clock"), "{text}");
        }
    }

    #[test]
    fn retry_after_in_both_forms() {
        let date = "Wed, 25 Nov 2026 03:15:00 GMT";
        let table = [
            ("1", None, Some(1)),
            ("0", None, Some(0)),
            (" 120 ", None, Some(120)),
            ("999999", None, Some(86_400)),
            ("99999999999999999999999999", None, Some(86_400)),
            ("-1", None, None),
            ("+1", None, None),
            ("1.5", None, None),
            ("", None, None),
            ("soon", None, None),
            ("Wed, 25 Nov 2026 03:15:30 GMT", None, Some(30)),
            ("Wed, 25 Nov 2026 03:14:30 GMT", None, Some(0)),
            ("Wed, 25 Nov 2026 04:15:30 GMT", Some("Wed, 25 Nov 2026 04:15:00 GMT"), Some(30)),
            ("Wed, 25 Nov 2026 03:15:30 GMT", Some("garbage"), Some(30)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(date), Some(86_400)),
        ];
        for (text, date, seconds) in table {
            let answer = Answer { status: 429, retry_after: Some(text), date, ..Answer::default() };
            let error = error(&answer, None, &[], now());
            assert_eq!(error.retry_after(), seconds.map(Duration::from_secs), "{text:?}");
            assert_eq!(error.kind(), ErrorKind::Throttled);
        }
    }

    #[test]
    fn texts_are_bounded() {
        let long = "录".repeat(1_000_000);
        let error_body = format!(r#"{{"error_code":"{long}","error_msg":"{long}"}}"#);
        for body in [long.clone(), error_body, format!("<title>{long}</title>"), format!("<p>{long}")] {
            let answer = Answer {
                status: 500,
                request_id: Some(&long),
                location: Some(&long),
                content_type: Some(&long),
                body: body.as_bytes(),
                ..Answer::default()
            };
            let error = error(&answer, Some(&long), &[], now());
            assert!(error.to_string().chars().count() < 4_096);
            assert_eq!(error.service_message().map(|text| text.chars().count()), Some(SERVICE_MESSAGE + 1));
            assert!(error.service_code().is_none_or(|code| code.chars().count() == SHORT + 1));
            assert!(error.request_id().is_some_and(|id| id.chars().count() == SHORT + 1));
        }
        let excerpt = refusal(502, &"x".repeat(201)).to_string();
        assert!(excerpt.contains(&format!("\"{}…\"", "x".repeat(200))), "{excerpt}");
        let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(refusal(500, &nested).service_code(), None);
    }

    #[test]
    fn no_secret_comes_back_in_any_spelling() {
        const SECRET: &str = "Sk/0123+abc=XYZ&<'>";
        const TOKEN: &str = "MIIDkgYJKoZIhvcNAQcCoIIDgzCCA38CAQExDTALBglghkgBZQMEAgEwggHdBgkqhkiG";
        let spellings = [
            SECRET.to_owned(),
            SECRET.replace('/', "\\/"),
            sign::percent_encode(SECRET).into_owned(),
            "Sk%2f0123%2babc%3dXYZ%26%3c%27%3e".to_owned(),
            r"Sk\u002f0123\u002babc\u003dXYZ\u0026\u003c\u0027\u003e".to_owned(),
            r"Sk\u002F0123\u002Babc\u003DXYZ\u0026\u003C\u0027\u003E".to_owned(),
            "Sk&#47;0123&#43;abc&#61;XYZ&#38;&#60;&#39;&#62;".to_owned(),
            // Writers differ in what they escape, and one may follow another.
            "Sk/0123%2Babc=XYZ&amp;&lt;&#039;&gt;".to_owned(),
            r"Sk\/0123+abc%3DXYZ\u0026<&#x27;>".to_owned(),
            TOKEN.to_owned(),
            // One that begins as another does.
            TOKEN[..40].to_owned(),
        ];
        let secrets = ["", SECRET, &TOKEN[..40], TOKEN];
        for spelling in &spellings {
            let bodies = [
                format!(
                    r#"{{"error_code":"A {spelling}","error_msg":"x-security-token:{spelling}|","request_id":"{spelling}","encoded_authorization_message":"{spelling}","details":["{spelling}"]}}"#
                ),
                format!(r#"{{"odd":"{spelling}"}}"#),
                format!("<title>{spelling}</title>"),
                format!("<p>{spelling}"),
                format!("{}{spelling} and more", "x".repeat(EXCERPT - 5)),
                format!("cut off {}", &spelling[..12]),
            ];
            for body in &bodies {
                for (status, request_id) in
                    [(200, Some(&**spelling)), (302, None), (401, None), (500, Some(&**spelling))]
                {
                    let answer = Answer {
                        status,
                        request_id,
                        location: Some(spelling),
                        content_type: Some(spelling),
                        body: body.as_bytes(),
                        ..Answer::default()
                    };
                    let error = error(&answer, Some(spelling), &secrets, now());
                    let encoded = error.encoded_authorization_message().unwrap_or_default();
                    let shown = format!("{error} {error:?} {encoded}");
                    for part in ["0123", "abc", "XYZ", "MIID", "Zhvc", "Agew"] {
                        assert!(!shown.contains(part), "{part}: {shown}");
                    }
                }
            }
        }
        let kept = error(&Answer { status: 500, body: b"MIIDkgY", ..Answer::default() }, None, &secrets, now());
        assert!(kept.to_string().contains("MIIDkgY"), "a few letters are no secret: {kept}");
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_well_as_can_be() {
        let answer = Answer { status: 500, body: b"\xb4\xed\xce\xf3: overload\0", ..Answer::default() };
        let text = error(&answer, None, &[], now()).to_string();
        assert!(text.contains(": overload\""), "{text}");
    }
}
