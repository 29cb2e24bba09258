//! A blocking client for the recording callbacks of Huawei Cloud Live.

mod client;
mod config;
mod credentials;
mod endpoint;
mod error;
mod json;
mod model;
mod refusal;
mod sign;
#[cfg(feature = "stand-in")]
pub mod stand_in;
mod time;

pub use client::Client;
pub use config::Config;
pub use error::{Error, ErrorKind};
pub use model::{Events, RecordCallback, SignType};

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
