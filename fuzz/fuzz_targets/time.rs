//! Times are understood or not, and mean the same when they are written again.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| hwlive::fuzz::time(text));
