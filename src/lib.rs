//! A blocking client library for the recording callbacks of Huawei Cloud Live.
//!
//! Live records streams. When a recording starts, finishes or fails, Live sends a notification to your URL. The
//! settings for these notifications are a recording callback. A [`Client`] reads a recording callback by its id. The
//! module [`notification`] parses and verifies notifications.
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
//! Calls block, at most for the time limit of the client (30 s unless set otherwise), even if the network hangs. The
//! library needs no async runtime. It starts a thread only for a name lookup and for a credentials provider. Such a
//! thread may outlive the call if the system or the provider does not return. The library prints nothing. A call sends
//! its log events to the `log` crate, with the target `hwlive`. The pages in docs/ describe the settings, the errors
//! and what a call does. `include/hwlive.h` declares the C API of this library.

mod authorization;
mod builder;
mod call;
mod call_options;
mod call_state;
mod client;
mod config;
mod credentials;
mod endpoint;
mod environment;
mod error;
mod events;
mod failure;
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
mod koocli;
mod limits;
mod list;
mod load;
mod loaders;
mod lock;
#[cfg(feature = "micro-benchmarks")]
#[doc(hidden)]
pub mod micro;
mod model;
pub mod notification;
mod platform;
mod profile;
mod proxy;
mod refusal;
mod regions;
#[cfg(feature = "regions-file")]
mod regions_file;
mod renewable;
mod report;
mod request_error;
mod retry;
mod route;
mod sender;
mod service;
mod shared;
mod sign;
mod supply;
mod text;
mod time;
mod transport;

pub use builder::ClientBuilder;
pub use call::Call;
pub use call_state::CancelHandle;
pub use client::Client;
pub use config::{Config, SigningAlgorithm};
pub use credentials::{
    Agency, AgencySession, Credentials, CredentialsProvider, CredentialsSource, IdToken, OidcAgency,
};
pub use error::{Error, ErrorKind};
pub use events::Events;
pub use list::{RecordCallbackFilter, RecordCallbackList};
pub use model::{RecordCallback, SignType};
pub use notification::Notification;
pub use report::CallReport;
pub use route::IpFamily;
pub use transport::{TlsVersion, TrustedRoots};

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
