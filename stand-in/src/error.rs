//! Why a stand-in cannot be started.

use std::fmt;

/// Why a stand-in cannot be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting makes no sense. The text names it.
    #[error("stand-in: {0}")]
    InvalidSetting(String),
    /// The callbacks are not JSON of a form that [`Builder::callbacks`](crate::Builder::callbacks) takes. The text says where.
    #[error("callbacks: {0}")]
    InvalidCallbacks(String),
    /// The port is taken, or the system does not give what the stand-in needs. The text says what.
    #[error("stand-in: {0}")]
    CannotStart(String),
}

impl Error {
    pub(crate) fn cannot(doing: impl fmt::Display, why: impl fmt::Display) -> Error {
        Error::CannotStart(format!("{doing}: {why}"))
    }
}
