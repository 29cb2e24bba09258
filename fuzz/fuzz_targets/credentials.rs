//! What brings credentials is read or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hwlive::fuzz::credentials(bytes));
