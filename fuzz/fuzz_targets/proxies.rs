//! Proxy variables are understood or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hwlive::fuzz::proxies(text));
