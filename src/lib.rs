//! A blocking client for the recording callbacks of Huawei Cloud Live.

mod authorization;
mod builder;
mod client;
mod config;
mod credentials;
mod endpoint;
mod environment;
mod error;
mod ffi;
mod files;
mod iam;
mod journal;
mod json;
mod kept;
mod model;
pub mod notification;
mod refusal;
mod regions;
#[cfg(feature = "regions-file")]
mod regions_file;
mod sender;
mod shared;
mod sign;
#[cfg(feature = "stand-in")]
pub mod stand_in;
mod time;
mod transport;

pub use builder::ClientBuilder;
pub use client::Client;
pub use config::{Config, SigningAlgorithm};
pub use credentials::{Credentials, CredentialsProvider, CredentialsSource};
pub use error::{Error, ErrorKind};
pub use model::{Events, RecordCallback, SignType};
pub use notification::Notification;

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
