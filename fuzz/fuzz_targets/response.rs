//! What the service may answer with is read or refused, never worse.
#![no_main]

libfuzzer_sys::fuzz_target!(|body: &[u8]| hwlive::fuzz::response(body));
