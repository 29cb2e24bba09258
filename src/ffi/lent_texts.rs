//! Texts of an object in the form that C is lent: each ends in NUL and has none inside.

use std::ffi::c_char;

/// Texts one after the other, in one allocation that lives as long as the object.
pub(super) struct LentTexts(Vec<u8>);

/// Where a text begins.
#[derive(Clone, Copy)]
pub(super) struct Start(usize);

impl LentTexts {
    /// With room for texts of so many bytes, including a NUL for each.
    pub(super) fn with_capacity(bytes: usize) -> LentTexts {
        LentTexts(Vec::with_capacity(bytes))
    }

    /// Appends a text. A NUL inside it becomes U+FFFD.
    #[inline(never)]
    pub(super) fn push(&mut self, text: &str) -> Start {
        let start = Start(self.0.len());
        let mut rest = text.as_bytes();
        while let Some(nul) = memchr::memchr(0, rest) {
            self.0.extend_from_slice(&rest[..nul]);
            self.0.extend_from_slice("\u{fffd}".as_bytes());
            rest = &rest[nul + 1..];
        }
        self.0.extend_from_slice(rest);
        self.0.push(0);
        start
    }

    pub(super) fn lend(&self, start: Start) -> *const c_char {
        self.0[start.0..].as_ptr().cast()
    }
}
