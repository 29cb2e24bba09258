//! A blocking client for the recording callbacks of Huawei Cloud Live.
//!
//! Live records streams. When a recording starts, finishes or fails, it posts a notification to a URL of yours. That
//! subscription is a recording callback. A [`Client`] asks for one by its id; [`notification`] reads and verifies what is
//! posted.
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
//! is no runtime. A thread is started only for a name lookup and for a credentials provider. It may outlive the call if
//! the system or the provider does not return. Nothing is printed. The events of a call go to the `log` crate, with the
//! target `hwlive`. The pages in docs/ describe the settings, the errors and what a call does. `include/hwlive.h` is the
//! same library for C.

mod authorization;
mod builder;
mod client;
mod config;
mod credentials;
mod endpoint;
mod environment;
mod error;
mod events;
mod failure;
#[cfg(hwlive_fault)]
mod fault;
mod ffi;
mod files;
mod fork;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzz;
mod helper;
mod journal;
mod json;
mod limits;
mod load;
mod loaders;
mod lock;
#[cfg(feature = "micro-benchmarks")]
#[doc(hidden)]
pub mod micro;
mod model;
pub mod notification;
mod profile;
mod proxy;
mod refusal;
mod regions;
#[cfg(feature = "regions-file")]
mod regions_file;
mod renewable;
mod request_error;
mod retry;
mod route;
mod sender;
mod shared;
mod sign;
mod supply;
mod text;
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
pub use route::IpFamily;

/// The version of this library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The Rust on the pages of the manual is compiled.
#[cfg(doctest)]
mod manual {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/credentials.md")]
    struct Credentials;
    #[doc = include_str!("../docs/notifications.md")]
    struct Notifications;
}
