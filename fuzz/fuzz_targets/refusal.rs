//! What a server may say when it refuses is one line without a secret.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| hwlive::fuzz::refusal(data));
