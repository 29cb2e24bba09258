//! A door for the fuzz targets to what reads bytes, in builds of cargo-fuzz only. Each function fails by a panic.

use std::time::{Duration, UNIX_EPOCH};

use crate::endpoint::Endpoint;
use crate::koocli;
use crate::list::ListedPages;
use crate::model::RecordCallback;
use crate::profile;
use crate::proxy::Proxies;
use crate::refusal::{self, Answer};
use crate::supply;
use crate::time;

/// The body of a 200.
pub fn response(body: &[u8]) {
    let Ok(callback) = RecordCallback::from_body(body, Some("r-1")) else { return };
    assert_eq!(callback.json().as_bytes(), body);
    assert!(!callback.id().is_empty());
    assert_eq!(callback.request_id(), Some("r-1"));
    let texts = [
        callback.publish_domain(),
        callback.app(),
        callback.notify_callback_url(),
        callback.sign_type_text(),
        callback.create_time(),
        callback.update_time(),
    ];
    assert!(texts.iter().flatten().map(|text| text.len()).sum::<usize>() <= body.len());
    let _ = (callback.events(), callback.sign_type(), callback.create_time_utc(), callback.update_time_utc());
    let _ = format!("{callback:?}");
}

/// The bodies of the pages of a list, with a line `--` between them.
pub fn list(pages: &[u8]) {
    let text = String::from_utf8_lossy(pages);
    let mut listed = ListedPages::default();
    let mut room = 0;
    for page in text.split("\n--\n") {
        let Some(offset) = listed.next_offset() else { break };
        room += page.len();
        match listed.add(page.as_bytes(), Some("r-1")) {
            Ok(()) => assert!(listed.next_offset().is_none_or(|next| next > offset)),
            Err(why) => assert!(!why.contains(char::is_control) && why.len() < 1024, "{why:?}"),
        }
    }
    let list = listed.into_list();
    let mut ids: Vec<&str> = list.iter().map(|callback| callback.id()).collect();
    assert!(list.iter().map(|callback| callback.json().len()).sum::<usize>() <= room);
    ids.sort_unstable();
    assert!(ids.windows(2).all(|two| two[0] != two[1]) && ids.iter().all(|id| !id.is_empty()), "{ids:?}");
    assert!(!list.is_complete() || list.total().is_none_or(|total| ids.len() as u64 >= total));
}

/// An answer that is no success: the status, then header lines, a blank line and the body.
pub fn refusal(data: &[u8]) {
    const SECRET: &str = "An0ther/S\"cret+\\Key";
    let [high, low, rest @ ..] = data else { return };
    let status = 100 + u16::from_be_bytes([*high, *low]) % 500;
    let (head, body) = match rest.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => (&rest[..end], &rest[end + 2..]),
        None => (&rest[..0], rest),
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines().map(str::trim);
    let answer = Answer {
        status,
        request_id: lines.next(),
        date: lines.next(),
        retry_after: lines.next(),
        location: lines.next(),
        content_type: lines.next(),
        body,
    };
    let now = UNIX_EPOCH + Duration::from_secs(1_583_676_745);
    let error = refusal::error_naming(refusal::SHOW_PERMISSION, &answer, None, &[SECRET], now);
    let shown = error.to_string();
    assert!(!shown.contains(char::is_control), "more than a line: {shown:?}");
    assert!(shown.len() < 64 * 1024, "not bounded: {} bytes", shown.len());
    for text in [Some(&*shown), error.service_code(), error.service_message(), error.request_id()].into_iter().flatten()
    {
        assert!(!text.contains(SECRET), "{text:?}");
    }
}

/// A time as the service, a header or a signature writes it.
pub fn time(text: &str) {
    if let Some((seconds, nanoseconds)) = time::parse(text) {
        assert!(nanoseconds < 1_000_000_000);
        if let Some(instant) = time::system_time(seconds, nanoseconds) {
            // What is written again is the same second, within the years that can be written.
            if (0..253_402_300_800).contains(&seconds) {
                assert_eq!(time::parse(&time::text(instant)).map(|(seconds, _)| seconds), Some(seconds), "{text:?}");
            }
        }
    }
    if let Some(seconds) = time::parse_sdk_date(text).filter(|seconds| *seconds >= 0) {
        let instant = time::system_time(seconds, 0).expect("a year of four digits");
        let written = time::sdk_date(instant);
        let written = std::str::from_utf8(&written).expect("ASCII");
        assert_eq!(time::parse_sdk_date(written), Some(seconds), "{text:?}");
    }
}

/// An endpoint: what is taken is taken again as it is shown.
pub fn endpoint(text: &str) {
    let Ok(endpoint) = Endpoint::parse("endpoint", text) else { return };
    let shown = endpoint.to_string();
    let again = Endpoint::parse("endpoint", &shown).expect("it was taken once");
    assert_eq!(shown, again.to_string());
    assert_eq!((endpoint.host(), endpoint.prefix()), (again.host(), again.prefix()));
    assert!(!endpoint.host().is_empty() && endpoint.is_loopback() == again.is_loopback());
}

/// Proxy variables: a host, a proxy and a list of exceptions, a line each.
pub fn proxies(text: &str) {
    let mut lines = text.splitn(3, '\n');
    let [host, proxy, exceptions] = [(); 3].map(|()| lines.next().unwrap_or_default());
    let Ok(endpoint) = Endpoint::parse("endpoint", host) else { return };
    let all = |exceptions: &str| {
        let get = |name: &str| match name {
            "https_proxy" | "http_proxy" => Some(proxy.to_owned().into()),
            "no_proxy" => Some(exceptions.to_owned().into()),
            _ => None,
        };
        Proxies::from_environment(get)
    };
    let choose = |proxies: &Proxies| proxies.choose(endpoint.is_secure(), endpoint.host()).map(|proxy| proxy.is_some());
    assert!(choose(&all("*")).is_ok_and(|chosen| !chosen));
    let proxies = all(exceptions);
    let _ = format!("{proxies:?}");
    if let Err(error) = choose(&proxies) {
        assert!(!error.to_string().contains(char::is_control), "{error:?}");
    }
}

/// A profile file, a file of KooCLI, and the answer of a cloud server's metadata service.
pub fn credentials(bytes: &[u8]) {
    profile::fuzz(bytes);
    koocli::fuzz(bytes);
    supply::fuzz(bytes);
}
