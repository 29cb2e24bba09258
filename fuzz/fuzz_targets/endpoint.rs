//! An endpoint that is taken is taken again as it is shown.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hwlive::fuzz::endpoint(text));
