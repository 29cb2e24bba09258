//! Random texts: ids, tokens and keys.

use std::hash::{BuildHasher, Hasher, RandomState};

/// As many random hexadecimal digits. They come from the random keys that std makes for its hash maps.
pub(crate) fn random_hex(digits: usize) -> String {
    let mut text = String::new();
    while text.len() < digits {
        text += &format!("{:016x}", RandomState::new().build_hasher().finish());
    }
    text.truncate(digits);
    text
}
