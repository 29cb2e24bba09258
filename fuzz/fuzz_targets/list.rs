//! The bodies of the pages of a list.
#![no_main]

libfuzzer_sys::fuzz_target!(|pages: &[u8]| hwlive::fuzz::list(pages));
