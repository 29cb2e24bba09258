//! Texts of an object in the form that C is lent: each ends in NUL and has none inside.

use std::ffi::{CStr, CString, c_char};
use std::ptr;

use super::panic::guard_or;

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

    /// The length of a text as it is lent, in bytes, without its NUL.
    pub(super) fn length(&self, start: Start) -> usize {
        memchr::memchr(0, &self.0[start.0..]).unwrap_or_default()
    }
}

/// A text for C. A NUL that the service put into it is U+FFFD, as in the texts of a record callback.
pub(super) fn c_text(text: &str) -> CString {
    CString::new(text).or_else(|_| CString::new(text.replace('\0', "\u{fffd}"))).unwrap_or_default()
}

/// Runs a function of the C ABI that lends a text; NULL if there is none.
///
/// The text is to live as long as the object that the caller got it from.
pub(super) fn lend<'a>(text: impl FnOnce() -> Option<&'a CStr>) -> *const c_char {
    guard_or(ptr::null(), || text().map_or(ptr::null(), CStr::as_ptr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_inside_a_text_does_not_end_it() {
        assert_eq!(c_text("a\0b").to_str(), Ok("a\u{fffd}b"));
    }
}
