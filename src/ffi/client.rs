//! `hwlive_client`: one function per operation.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use super::boundary::{given, guard_new, text};
use super::config::hwlive_config;
use super::error::{hwlive_code, hwlive_error};
use super::panic::guard_or;
use super::record_callback::hwlive_record_callback;
use crate::Client;

/// A client of Huawei Cloud Live: settings that no longer change, and the connections it keeps. Immutable and
/// shared: any number of threads may call with one client at once. Freed with `hwlive_client_free`.
pub struct hwlive_client(Client);

impl hwlive_client {
    pub(super) fn client(&self) -> &Client {
        &self.0
    }
}

/// Makes a client with the settings of `config`.
///
/// Reads the CA file and the client certificate, where they are set, and the proxy variables of the environment,
/// where no proxy is set. Makes no connection and sends nothing. Worth keeping: calls with one client share their
/// connections.
///
/// `config` is only read; it can be changed, used again or freed afterwards without effect on the client.
///
/// `*client_out` is set to the client, to be freed with `hwlive_client_free`, or to NULL when the call fails.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` where settings contradict each other, one that is needed is missing,
/// or a file cannot be used, and with `HWLIVE_CODE_CREDENTIALS` where there are no credentials.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_client_new(
    config: Option<&hwlive_config>,
    client_out: Option<&mut MaybeUninit<*mut hwlive_client>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard_new("hwlive_client_new", ("client_out", client_out), error_out, || {
        let config = given("config", config)?;
        Ok(hwlive_client(Client::new(config.settings())?))
    })
}

/// Asks the service for one recording callback.
///
/// Sends GET {endpoint}/v1/{project_id}/record/callbacks/{id} and waits for the answer, at most as long as the client's
/// timeout allows. After a failure to connect and the statuses 429, 502, 503 and 504 it is tried again within that
/// time, as often as the client's retries allow. The account needs the permission live:record:getCallback.
///
/// `id` is the id of the callback, 1 to 128 characters, as the service gave it when the callback was made.
///
/// `*callback_out` is set to the callback, to be freed with `hwlive_record_callback_free`, or to NULL when the call
/// fails. It is independent of the client.
///
/// Fails with `HWLIVE_CODE_NOT_FOUND` where the project has no callback of this id, with `HWLIVE_CODE_CANCELLED`
/// once `hwlive_client_shutdown` was called, and with any other code but `HWLIVE_CODE_OK`.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_show_record_callback(
    client: Option<&hwlive_client>,
    id: *const c_char,
    callback_out: Option<&mut MaybeUninit<*mut hwlive_record_callback>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard_new("hwlive_show_record_callback", ("callback_out", callback_out), error_out, || {
        let client = given("client", client)?;
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        let id = unsafe { text("id", id) }?;
        Ok(hwlive_record_callback::new(client.0.show_record_callback(id)?))
    })
}

/// Ends the calls that other threads have in flight with `client`, and every later one, with
/// `HWLIVE_CODE_CANCELLED`.
///
/// For good: there is no way back. Returns at once and does not wait for the calls to end. The client still has to
/// be freed, once those threads have returned from their calls. May be called from any thread, more than once. Not
/// for signal handlers. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_client_shutdown(client: Option<&hwlive_client>) {
    guard_or((), || client.map_or((), |client| client.0.shutdown()));
}

/// Frees a client and closes its connections. NULL is allowed and does nothing.
///
/// No thread may be inside a call with it: end them with `hwlive_client_shutdown` and wait for the threads first.
/// Callbacks and errors that it gave stay valid. Sends nothing, and its secrets are wiped from memory.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_client_free(client: Option<Box<hwlive_client>>) {
    guard_or((), || drop(client));
}
