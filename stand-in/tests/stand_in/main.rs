//! The stand-in over real sockets, and the program as a process. One file for each subject, and one program of them all, since
//! linking takes longer than running.

mod agency;
mod callbacks;
mod credentials;
mod gateway;
mod iam;
mod identity_provider;
mod lists;
mod metadata;
mod pod_identity;
mod server;
mod signatures;
mod support;
mod tls;

#[cfg(unix)]
mod command_line;
#[cfg(unix)]
#[path = "../../../tests/support/limit.rs"]
mod limit;
#[cfg(unix)]
mod notify;
#[cfg(unix)]
mod program;
