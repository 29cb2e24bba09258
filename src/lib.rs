//! A blocking client for the recording callbacks of Huawei Cloud Live.
//!
//! Live records streams and posts to a URL of yours when recordings start, finish or fail; that subscription is a
//! recording callback. A [`Client`] asks for one by its id; [`notification`] reads and verifies what is posted.
//!
//! ```no_run
//! # fn main() -> Result<(), hwlive::Error> {
//! let client = hwlive::Client::builder().region("cn-north-4").environment()?.build()?;
//! let callback = client.show_record_callback("e2fe84def7e476651034ec4b9e92bc30")?;
//! println!("{} -> {}", callback.id(), callback.notify_callback_url().unwrap_or("(none)"));
//! # Ok(())
//! # }
//! ```
//!
//! Calls block, at most for the time limit of the client (30 s unless set otherwise), whatever the network does. There
//! is no runtime and no thread that outlives a call, but for a name lookup that the system does not end. Nothing is
//! printed; what happens in a call is told to the `log` crate, target `hwlive`. README.md has the settings, the errors
//! and what was chosen where there was a choice; `include/hwlive.h` is the same library for C.

mod authorization;
mod builder;
mod client;
mod config;
mod credentials;
mod endpoint;
mod environment;
mod error;
mod events;
#[cfg(hwlive_fault)]
mod fault;
mod ffi;
mod files;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzz;
mod helper;
mod iam;
mod journal;
mod json;
mod kept;
mod load;
mod lock;
#[cfg(feature = "micro-benchmarks")]
#[doc(hidden)]
pub mod micro;
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
pub use events::Events;
pub use model::{RecordCallback, SignType};
pub use notification::Notification;

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The README's Rust is compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
