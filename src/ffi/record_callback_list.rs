//! `hwlive_record_callback_list`: the recording callbacks of a project.

use std::ffi::{CString, c_char};
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

use super::boundary::{given, guard_new, text_or_null};
use super::call::hwlive_call;
use super::client::hwlive_client;
use super::error::{hwlive_code, hwlive_error};
use super::lent_texts::{c_text, lend};
use super::panic::guard_or;
use super::record_callback::hwlive_record_callback;
use crate::call_options::CallOptions;
use crate::list::{RecordCallbackFilter, RecordCallbackList};

/// A list of recording callbacks, in the service's order. It never changes. Free it with
/// `hwlive_record_callback_list_free`.
///
/// Its functions accept NULL and then return what they return for an empty list.
pub struct hwlive_record_callback_list {
    callbacks: Vec<hwlive_record_callback>,
    total: Option<u64>,
    complete: bool,
    request_id: Option<CString>,
}

impl hwlive_record_callback_list {
    fn new(list: RecordCallbackList) -> hwlive_record_callback_list {
        hwlive_record_callback_list {
            total: list.total(),
            complete: list.is_complete(),
            request_id: list.request_id().map(c_text),
            callbacks: list.into_iter().map(hwlive_record_callback::new).collect(),
        }
    }
}

/// Asks the service for the recording callbacks of the project, or for some of them.
///
/// The list shows the ids that `hwlive_show_record_callback` needs. Sends GET {endpoint}/v1/{project_id}/record/callbacks
/// once for every 100 callbacks, on one connection, and waits for the answers, for all together at most for the client's
/// timeout. A page that fails is asked for again under the rules of `hwlive_show_record_callback`; the client's retries
/// count for the whole call. The account needs the permission live:record:listCallbacks.
///
/// If `publish_domain` is not NULL, only the callbacks of this ingest domain are listed: 1 to 255 characters. If `app` is
/// not NULL, only those that apply to this application: 1 to 128 characters. A callback whose app is "*" applies to every
/// application, so it is listed too.
///
/// `*list_out` is set to the list, or to NULL if the call fails. Free it with `hwlive_record_callback_list_free`. It does
/// not depend on the client. It may be empty.
///
/// Fails with
///
/// - `HWLIVE_CODE_INVALID_ARGUMENT` if `client` or `list_out` is NULL or a filter is not usable. Nothing was sent.
/// - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, the file with an
///   ID token or with the agent's token is not usable, or the region has no project or several.
/// - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
///   permission.
/// - `HWLIVE_CODE_NOT_FOUND` if the service answered with the status 404.
/// - `HWLIVE_CODE_THROTTLED` if there were too many requests.
/// - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
/// - `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TLS` or `HWLIVE_CODE_TIMEOUT` if there was no complete answer.
/// - `HWLIVE_CODE_BAD_RESPONSE` if an answer was not understood, or a callback of the list has no id.
/// - `HWLIVE_CODE_CANCELLED` if `hwlive_client_shutdown` was called.
/// - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_list_record_callbacks(
    client: Option<&hwlive_client>,
    publish_domain: *const c_char,
    app: *const c_char,
    list_out: Option<&mut MaybeUninit<*mut hwlive_record_callback_list>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard_new("hwlive_list_record_callbacks", ("list_out", list_out), error_out, || {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        unsafe { list(client, publish_domain, app, None) }
    })
}

/// Asks the service for recording callbacks, with options of this call.
///
/// It does what `hwlive_list_record_callbacks` does. `call` has the limit, the header lines and the credentials of this
/// call; NULL: none of its own. They count for the whole list: one limit for all its pages. Afterwards
/// `hwlive_call_attempts` counts the call and each time that a page was asked for again. What else `call` says is about the
/// last page.
///
/// `*list_out` is set to the list, or to NULL if the call fails. Free it with `hwlive_record_callback_list_free`.
///
/// Fails with
///
/// - `HWLIVE_CODE_INVALID_ARGUMENT` if `client` or `list_out` is NULL, a filter is not usable, or `call` is in
///   use by another call. Nothing was sent.
/// - `HWLIVE_CODE_CREDENTIALS` if the metadata service, the agent of a cluster or a provider failed, the file with an
///   ID token or with the agent's token is not usable, or the region has no project or several.
/// - `HWLIVE_CODE_UNAUTHORIZED` if the service, IAM or STS did not accept the credentials, or if they lack a
///   permission.
/// - `HWLIVE_CODE_NOT_FOUND` if the service answered with the status 404.
/// - `HWLIVE_CODE_THROTTLED` if there were too many requests.
/// - `HWLIVE_CODE_SERVICE` if the service, its gateway, IAM or STS refused for another reason.
/// - `HWLIVE_CODE_CONNECT`, `HWLIVE_CODE_TLS` or `HWLIVE_CODE_TIMEOUT` if there was no complete answer.
/// - `HWLIVE_CODE_BAD_RESPONSE` if an answer was not understood, or a callback of the list has no id.
/// - `HWLIVE_CODE_CANCELLED` if `hwlive_call_cancel` or `hwlive_client_shutdown` was called.
/// - `HWLIVE_CODE_OTHER` if the system or the library failed in a way that is none of these.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_list_record_callbacks_with(
    client: Option<&hwlive_client>,
    publish_domain: *const c_char,
    app: *const c_char,
    call: Option<NonNull<hwlive_call>>,
    list_out: Option<&mut MaybeUninit<*mut hwlive_record_callback_list>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    guard_new("hwlive_list_record_callbacks_with", ("list_out", list_out), error_out, || {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let list = |options: Option<&CallOptions>| unsafe { list(client, publish_domain, app, options) };
        // SAFETY: as the header demands, NULL or an object that is there for the time of the call.
        unsafe { hwlive_call::run(call, list) }
    })
}

/// # Safety
///
/// The texts are NULL or NUL-terminated, and nobody changes them meanwhile.
unsafe fn list(
    client: Option<&hwlive_client>,
    publish_domain: *const c_char,
    app: *const c_char,
    options: Option<&CallOptions>,
) -> Result<hwlive_record_callback_list, super::error::Failure> {
    let client = given("client", client)?.client();
    let mut filter = RecordCallbackFilter::new();
    // SAFETY: this function's own condition.
    if let Some(publish_domain) = unsafe { text_or_null("publish_domain", publish_domain) }? {
        filter = filter.publish_domain(publish_domain);
    }
    // SAFETY: this function's own condition.
    if let Some(app) = unsafe { text_or_null("app", app) }? {
        filter = filter.app(app);
    }
    Ok(hwlive_record_callback_list::new(client.list_record_callbacks_with(&filter, options)?))
}

/// Returns how many callbacks are in the list. For NULL it is 0.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_list_count(list: Option<&hwlive_record_callback_list>) -> usize {
    guard_or(0, || list.map_or(0, |list| list.callbacks.len()))
}

/// Returns a callback of the list, for the functions that begin with `hwlive_record_callback_`.
///
/// The first one has the `index` 0. The callback is lent by `list`: it is there until the list is freed, and must not
/// be freed on its own. Its JSON is the part of the answer that describes it, and its request id is that of its page.
/// The result is NULL if `index` is past the end or `list` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_list_at(
    list: Option<&hwlive_record_callback_list>,
    index: usize,
) -> *const hwlive_record_callback {
    guard_or(ptr::null(), || list.and_then(|list| list.callbacks.get(index)).map_or(ptr::null(), ptr::from_ref))
}

/// Returns how many callbacks there are, as the service said in the last page. With a filter it counts what the filter
/// lets through.
///
/// The result is -1 if the service sent no number or `list` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_list_total(list: Option<&hwlive_record_callback_list>) -> i64 {
    guard_or(-1, || list.and_then(|list| list.total).map_or(-1, |total| i64::try_from(total).unwrap_or(i64::MAX)))
}

/// Returns 1 if all callbacks are in the list, or 0.
///
/// It is 0 if there are more than can be listed: the service lets a page begin at number 4096 at most, and after 16 MiB
/// no further page is asked for. It is also 0 if the service sent fewer than it had announced, if callbacks were added or
/// removed between two pages, or if `list` is NULL. A filter makes a list shorter.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_list_is_complete(list: Option<&hwlive_record_callback_list>) -> i32 {
    guard_or(0, || list.is_some_and(|list| list.complete).into())
}

/// Returns the id of the last page's request, which the service's support asks for.
///
/// The text is lent by `list`. It is NULL if the service sent none or `list` is NULL.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_list_request_id(list: Option<&hwlive_record_callback_list>) -> *const c_char {
    lend(|| list?.request_id.as_deref())
}

/// Frees a list and its callbacks. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_record_callback_list_free(list: Option<Box<hwlive_record_callback_list>>) {
    guard_or((), || drop(list));
}
