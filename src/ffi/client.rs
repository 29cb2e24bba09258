//! `hwlive_client`: one function per operation.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use super::boundary::{given, guard_new, text};
use super::call::hwlive_call;
use super::config::hwlive_config;
use super::error::{hwlive_code, hwlive_error};
use super::panic::guard_or;
use super::record_callback::hwlive_record_callback;
use crate::Client;
use crate::call_options::CallOptions;

/// A client of Huawei Cloud Live: its settings, and the connections that it keeps. Free it with `hwlive_client_free`.
///
/// Any number of threads may call with one client at the same time.
pub struct hwlive_client(Client);

impl hwlive_client {
    pub(super) fn client(&self) -> &Client {
        &self.0
    }
}

/// Makes a client with the settings of `config`.
///
/// Reads the client certificate, if it is set. Reads the CA file, if it is set and `hwlive_config_set_insecure` is off.
/// Reads the proxy variables of the environment, if no proxy is set. Makes no connection and sends nothing. Keep the
/// client: calls with one client share their connections.
///
/// `config` is only read. You may change it, use it again or free it afterwards: the client stays as it is.
///
/// `*client_out` is set to the client, or to NULL if the function fails. Free it with `hwlive_client_free`.
///
/// Fails with `HWLIVE_CODE_CREDENTIALS` if there are no credentials. Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if
/// `config` or `client_out` is NULL, if a setting is missing, if the region is not known, if an endpoint is plain http
/// to another machine, or if a file or a proxy variable is not usable.
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
/// Sends GET {endpoint}/v1/{project_id}/record/callbacks/{id} and waits for the answer, at most for the client's
/// timeout. Within that time it tries again if it cannot connect, or if the status is 429, 502, 503 or 504, as often as
/// the client's retries allow. If credentials or the project id are missing or about to end, the call first asks IAM,
/// STS, the metadata service, the agent of a cluster or the credentials provider. The account needs the permission
/// live:record:getCallback. To look up the project id, it also needs iam:projects:listProjects.
///
/// `id` is the id of the callback, 1 to 128 characters, as the service gave it when the callback was made. It is not
/// "." or "..".
///
/// `*callback_out` is set to the callback, or to NULL if the call fails. Free it with `hwlive_record_callback_free`. It
/// does not depend on the client.
///
/// Fails with
///
/// - `HWLIVE_CODE_INVALID_ARGUMENT` if `client`, `id` or `callback_out` is NULL, or if `id` is not usable. Nothing was
///   sent.
/// - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, if the file with
///   an ID token or with the agent's token is not usable, or if the region has no project or several.
/// - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
///   permission.
/// - `HWLIVE_CODE_NOT_FOUND` if the project has no callback of this id, or if another server answered HTTP 404.
/// - `HWLIVE_CODE_THROTTLED` if there were too many requests.
/// - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
/// - `HWLIVE_CODE_CONNECT` if there was no connection, or if it was lost before the answer was complete.
/// - `HWLIVE_CODE_TLS` if the TLS handshake or the check of the certificate failed.
/// - `HWLIVE_CODE_TIMEOUT` if the limit of the call or of a connection was reached.
/// - `HWLIVE_CODE_BAD_RESPONSE` if the answer was not understood.
/// - `HWLIVE_CODE_CANCELLED` if `hwlive_client_shutdown` was called.
/// - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
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
    // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
    unsafe { show("hwlive_show_record_callback", client, id, None, callback_out, error_out) }
}

/// Asks the service for one recording callback, with options of this call.
///
/// It does what `hwlive_show_record_callback` does, and fails in the same ways. `call` has the limit, the header lines and
/// the credentials of this call; NULL: none of its own. Another thread can end the call with `hwlive_call_cancel`.
/// Afterwards `hwlive_call_attempts`, `hwlive_call_total_us` and others say how it went, also if it failed.
///
/// `*callback_out` is set to the callback, or to NULL if the call fails. Free it with `hwlive_record_callback_free`.
///
/// Fails with
///
/// - `HWLIVE_CODE_INVALID_ARGUMENT` if `client`, `id` or `callback_out` is NULL, `id` is not usable, or `call` is in
///   use by another call. Nothing was sent.
/// - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, the file with an
///   ID token or with the agent's token is not usable, or the region has no project or several.
/// - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
///   permission.
/// - `HWLIVE_CODE_NOT_FOUND` if the project has no callback of this id.
/// - `HWLIVE_CODE_THROTTLED` if there were too many requests.
/// - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
/// - `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TLS` or `HWLIVE_CODE_TIMEOUT` if there was no complete answer.
/// - `HWLIVE_CODE_BAD_RESPONSE` if the answer was not understood.
/// - `HWLIVE_CODE_CANCELLED` if `hwlive_call_cancel` or `hwlive_client_shutdown` was called.
/// - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_show_record_callback_with(
    client: Option<&hwlive_client>,
    id: *const c_char,
    call: Option<NonNull<hwlive_call>>,
    callback_out: Option<&mut MaybeUninit<*mut hwlive_record_callback>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    // SAFETY: as the header demands: a NUL-terminated text and an object, for the time of the call, or NULL.
    unsafe { show("hwlive_show_record_callback_with", client, id, call, callback_out, error_out) }
}

/// # Safety
///
/// The text is NULL or NUL-terminated, and nobody changes it or frees the object meanwhile.
#[inline(never)]
unsafe fn show(
    function: &'static str,
    client: Option<&hwlive_client>,
    id: *const c_char,
    call: Option<NonNull<hwlive_call>>,
    callback_out: Option<&mut MaybeUninit<*mut hwlive_record_callback>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard_new(function, ("callback_out", callback_out), error_out, || {
        let show = |options: Option<&CallOptions>| {
            let client = given("client", client)?;
            // SAFETY: this function's own condition.
            let id = unsafe { text("id", id) }?;
            Ok(hwlive_record_callback::new(client.0.show_record_callback_with(id, options)?))
        };
        // SAFETY: this function's own condition.
        unsafe { hwlive_call::run(call, show) }
    })
}

/// Ends all calls of a client with `HWLIVE_CODE_CANCELLED`: those that other threads are in, and every later one.
///
/// This cannot be undone. It returns at once and does not wait for the calls to end. You still have to free the client,
/// after those threads have returned from their calls. Any thread may call it, and more than once. It must not be
/// called in a signal handler. In a forked child it ends only the child's calls. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_client_shutdown(client: Option<&hwlive_client>) {
    guard_or((), || client.map_or((), |client| client.0.shutdown()));
}

/// Frees a client and closes its connections. NULL is allowed and does nothing.
///
/// No thread may be inside a call with it. End the calls with `hwlive_client_shutdown` and wait for the threads first.
/// Callbacks and errors that the calls returned stay valid. Sends nothing. Secrets that no config and no other client
/// has are wiped from memory.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_client_free(client: Option<Box<hwlive_client>>) {
    guard_or((), || drop(client));
}
