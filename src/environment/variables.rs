//! Texts of the environment by the names of their variables.

use std::collections::BTreeMap;
use std::env;

use zeroize::Zeroizing;

use crate::error::Error;

/// Texts of the environment, before any of them is used. None is empty.
pub(super) struct Variables(BTreeMap<&'static str, Zeroizing<String>>);

impl Variables {
    /// Reads these variables; one that is empty counts as not set, one that is no UTF-8 is an error.
    pub(super) fn read(names: impl Iterator<Item = &'static str>) -> Result<Variables, Error> {
        let mut variables = BTreeMap::new();
        for name in names {
            let Some(value) = env::var_os(name).filter(|value| !value.is_empty()) else { continue };
            let value = value.into_string().map_err(|_| not_utf8(name))?;
            variables.insert(name, Zeroizing::new(value));
        }
        Ok(Variables(variables))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.as_str())
    }

    /// Two variables that are of use together alone.
    pub(super) fn pair(&self, one: &str, other: &str) -> Result<Option<(&str, &str)>, Error> {
        match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => Ok(Some((one, other))),
            (None, None) => Ok(None),
            (Some(_), None) => Err(half(one, other)),
            (None, Some(_)) => Err(half(other, one)),
        }
    }
}

/// One of several variables that are of use together alone.
pub(super) fn half(is: &str, not: &str) -> Error {
    Error::credentials(format!("{is} is set, but {not} is not"))
}

pub(super) fn not_utf8(name: &str) -> Error {
    Error::invalid(format!("{name} is not UTF-8"))
}
