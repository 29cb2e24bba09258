//! Panics on purpose, in builds with `--cfg hwlive_fault` only: how a bug in the depths looks from outside.

/// Panics if the variable `HWLIVE_FAULT` names this point. Other builds have nothing of it.
#[inline(always)]
pub(crate) fn point(name: &str) {
    if cfg!(hwlive_fault) && std::env::var_os("HWLIVE_FAULT").is_some_and(|fault| fault == name) {
        panic!("on purpose: {name}");
    }
}
