//! Panics on purpose, in builds with `--cfg hwlive_fault` only: how a bug in the depths looks from outside.

/// Panics where the variable `HWLIVE_FAULT` names this point.
pub(crate) fn point(name: &str) {
    if std::env::var_os("HWLIVE_FAULT").is_some_and(|fault| fault == name) {
        panic!("on purpose: {name}");
    }
}
