//! The C ABI. What C programs rely on is written in the manual at the top of the header, in `cbindgen.toml`.
//!
//! - The order of the modules below is the order of the header. One C type a file, thin over the Rust API.
//! - Objects are opaque: C sees a pointer to the Rust struct of the same name. The pointer types say the rest: `Option<&T>` is a
//!   handle that may be NULL, `Option<Box<T>>` one that is given up, `Option<&mut MaybeUninit<*mut T>>` an output that may
//!   be uninitialised. So the compiler takes care of NULL, and C takes care that pointers are valid.
//! - Every function runs inside one of the guards of [`boundary`], or of [`panic`] if it cannot fail. `hwlive_call_cancel`
//!   does not: signal handlers may call it. Functions that take
//!   texts are `unsafe`, since C has to keep the promise that they end in NUL.
//! - Doc comments here are for C programmers and go into the header. Each says what the function does, what it costs, the
//!   arguments with a rule, the outputs and who frees them, which codes mean what, and since when it exists.

// Names are C's. Nothing here is reachable from Rust, but it has to be `pub` for the linker and for the header. Some constants
// are for the header alone; the compiler notices if only the kinds for C are built.
#![allow(dead_code, non_camel_case_types, unreachable_pub)]

mod version;

mod config;

mod config_files;
mod config_network;
mod config_trust;
mod log;

mod credentials;

mod config_agency;

mod client;

mod call;

mod record_callback;

mod record_callback_list;

mod notification;

mod notification_fields;

mod error;

mod boundary;

mod lent_texts;

mod panic;
