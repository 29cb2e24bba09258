//! Whatever text is set: it is taken or refused in one line, and never panics.
#![no_main]

use hwlive::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut config = Config::new();
    let results = [
        config.set_endpoint(text),
        config.set_iam_endpoint(text),
        config.set_region(text),
        config.define_region("r", text),
        config.define_region(text, "https://h"),
        config.set_proxy(text),
        config.set_project_id(text),
        config.set_access_key(text, text, Some(text)),
        config.set_auth_token(text),
        config.set_iam_user(text, text, text),
        config.set_user_agent(text),
    ];
    for error in results.into_iter().filter_map(Result::err) {
        let shown = error.to_string();
        assert!(!shown.contains(char::is_control), "{shown:?}");
        assert!(shown.len() < 4096, "{shown:?}");
    }
    let _ = format!("{config:?}");
});
