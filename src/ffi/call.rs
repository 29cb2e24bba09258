//! `hwlive_call`: the options of one call, what cancels it, and how it went.

use std::ffi::{CStr, c_char};
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};
use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use std::time::Duration;

use super::boundary::{given, guard, text, text_or_null};
use super::error::{Failure, hwlive_code, hwlive_error};
use super::panic::guard_or;
use crate::CancelHandle;
use crate::call_options::CallOptions;
use crate::credentials::Credentials;
use crate::report::CallReport;

/// The options of one call. It also cancels the call, and afterwards it says how the call went. Free it with
/// `hwlive_call_free`.
///
/// Pass it to a function such as `hwlive_show_record_callback_with`. One object is for one call at a time: a function that
/// finds it in use by another call fails with `HWLIVE_CODE_INVALID_ARGUMENT`. After the call you may use it again, with any
/// client, and the options stay. Once it was cancelled, it stays cancelled: make a new one.
///
/// While a call uses it, other threads may only cancel it. The functions that say how a call went describe the last
/// call that used the object, whether it succeeded or failed. Apart from `hwlive_call_attempts` they describe the last
/// request of that call. It is usually the one to Live. If the call fails while it gets credentials or the project id,
/// it is that one. These functions accept NULL. For NULL, before the first call and during a call they return what they
/// return for a missing value.
pub struct hwlive_call {
    cancel: CancelHandle,
    /// Never waited for: a child that the process forks must not wait for a thread of its parent.
    options: RwLock<CallOptions>,
}

impl hwlive_call {
    fn write(&self) -> Result<RwLockWriteGuard<'_, CallOptions>, Failure> {
        match self.options.try_write() {
            Ok(options) => Ok(options),
            // A panic passed: the options are as they were.
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(Failure::Argument("call", "is in use by another call")),
        }
    }

    fn read(&self) -> Option<RwLockReadGuard<'_, CallOptions>> {
        match self.options.try_read() {
            Ok(options) => Some(options),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Runs an operation with these options, or with none, and keeps its report.
    ///
    /// # Safety
    ///
    /// `call` is NULL or an object that nobody frees meanwhile.
    pub(super) unsafe fn run<T>(
        call: Option<NonNull<hwlive_call>>,
        mut operation: impl FnMut(Option<&CallOptions>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let Some(call) = call else { return operation(None) };
        let mut result = None;
        // SAFETY: as the function demands. Whatever changes in the object is behind its lock.
        unsafe { call.as_ref() }.use_for(&mut |options| result = Some(operation(Some(options))))?;
        match result {
            Some(result) => result,
            None => unreachable!("the operation has been run"),
        }
    }

    /// `dyn`, so that the library has one copy of it.
    fn use_for(&self, operation: &mut dyn FnMut(&CallOptions)) -> Result<(), Failure> {
        let options = self.write()?;
        options.begin();
        operation(&options);
        Ok(())
    }
}

/// A setter: `set` with the options, inside [`guard`].
///
/// # Safety
///
/// `call` is NULL or an object that nobody frees meanwhile.
#[inline(never)]
unsafe fn change(
    function: &'static str,
    call: Option<NonNull<hwlive_call>>,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
    set: &mut dyn FnMut(&mut CallOptions) -> Result<(), Failure>,
) -> hwlive_code {
    guard(function, error_out, || {
        let call = given("call", call)?;
        // SAFETY: as the function demands. Whatever changes in the object is behind its lock.
        let mut options = unsafe { call.as_ref() }.write()?;
        set(&mut options)
    })
}

/// Looks at the report of the last call, if there is one.
#[inline(never)]
fn look(call: Option<&hwlive_call>, look: &mut dyn FnMut(&CallReport)) {
    guard_or((), || {
        call.and_then(hwlive_call::read).map_or((), |options| options.state.look_at_report(|report| look(report)))
    });
}

/// Something of the report of the last call.
fn about<T>(call: Option<&hwlive_call>, missing: T, find: impl Fn(&CallReport) -> T) -> T {
    let mut found = missing;
    look(call, &mut |report| found = find(report));
    found
}

/// A time of the report in microseconds.
fn microseconds(call: Option<&hwlive_call>, find: impl Fn(&CallReport) -> Option<Duration>) -> i64 {
    about(call, None, find).map_or(-1, |time| i64::try_from(time.as_micros()).unwrap_or(i64::MAX))
}

/// Makes an object for the options of a call. No option is set: the call is as the client has it.
///
/// Returns the object. Free it with `hwlive_call_free`. The result is never NULL, unless there is a bug in the library.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_new() -> *mut hwlive_call {
    guard_or(ptr::null_mut(), || {
        let options = CallOptions::default();
        let cancel = CancelHandle(options.state.clone());
        Box::into_raw(Box::new(hwlive_call { cancel, options: RwLock::new(options) }))
    })
}

/// Limits the whole call, instead of the client's `hwlive_config_set_timeout_ms`.
///
/// `timeout_ms` is 1 or more. It may be more than the client's limit.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if `timeout_ms` is 0.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_call_set_timeout_ms(
    call: Option<NonNull<hwlive_call>>,
    timeout_ms: u32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    let mut set = |options: &mut CallOptions| Ok(options.set_timeout(Duration::from_millis(timeout_ms.into()))?);
    // SAFETY: as the header demands, NULL or an object that is there for the time of the call.
    unsafe { change("hwlive_call_set_timeout_ms", call, error_out, &mut set) }
}

/// Adds a header line to the requests that go to Live, such as "traceparent" or an id of your own.
///
/// The line is sent as it is and is not signed. Requests for credentials, for the project id and to a proxy do not get
/// it. You may add the same name more than once; each is a line of its own. What the service makes of a line is its own
/// affair.
///
/// `name` is the name of a header: letters, digits and the characters that RFC 9110 allows in a token, at most 128. These
/// names are refused, in any case of letters, because the library writes them or because they belong to a connection:
/// Accept, Accept-Encoding, Authorization, Connection, Expect, Host, Keep-Alive, TE, Trailer, Transfer-Encoding, Upgrade,
/// User-Agent, X-Auth-Token, X-Project-Id, X-Security-Token, and all names that begin with Content-, Proxy- or X-Sdk-.
///
/// `value` is visible ASCII and spaces, at most 8192 characters. White space around it is dropped. All lines of an object
/// together have at most 16384 bytes. The value is copied, and the copy is wiped from memory when it is freed.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if `name` or `value` is NULL, empty, too long,
/// has a character that is not allowed, or is refused.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_call_add_header(
    call: Option<NonNull<hwlive_call>>,
    name: *const c_char,
    value: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    let mut set = |options: &mut CallOptions| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (name, value) = unsafe { (text("name", name)?, text("value", value)?) };
        Ok(options.add_header(name, value)?)
    };
    // SAFETY: as the header demands, NULL or an object that is there for the time of the call.
    unsafe { change("hwlive_call_add_header", call, error_out, &mut set) }
}

/// Sets the access key that signs this call, instead of the client's credentials.
///
/// The client and its other calls keep theirs. A project id that the client was given is used with this key too. If the
/// client has none, each call with this key asks IAM for the project id that belongs to the key, and the client does not
/// keep it. The key replaces other credentials of the object.
///
/// The arguments are those of `hwlive_config_set_access_key`. The parts are copied, and the copies are wiped from memory
/// when they are freed.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if a part is NULL (other than
/// `security_token`), empty, too long, or has a character that cannot be sent.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_call_set_access_key(
    call: Option<NonNull<hwlive_call>>,
    access_key: *const c_char,
    secret_key: *const c_char,
    security_token: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    let mut set = |options: &mut CallOptions| {
        // SAFETY: as the header demands, NUL-terminated texts for the time of the call, or NULL.
        let (access_key, secret_key, security_token) = unsafe {
            (
                text("access_key", access_key)?,
                text("secret_key", secret_key)?,
                text_or_null("security_token", security_token)?,
            )
        };
        options.credentials = Some(Credentials::access_key(access_key, secret_key, security_token)?);
        Ok(())
    };
    // SAFETY: as the header demands, NULL or an object that is there for the time of the call.
    unsafe { change("hwlive_call_set_access_key", call, error_out, &mut set) }
}

/// Sets the IAM token that this call carries as X-Auth-Token, instead of the client's credentials.
///
/// See `hwlive_call_set_access_key` for the project id. `token` is as for `hwlive_config_set_auth_token`. It replaces other
/// credentials of the object.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `call` is NULL or in use, or if `token` is NULL, empty, too long, or has a
/// character that cannot be sent.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_call_set_auth_token(
    call: Option<NonNull<hwlive_call>>,
    token: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    let mut set = |options: &mut CallOptions| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        options.credentials = Some(Credentials::auth_token(unsafe { text("token", token) }?)?);
        Ok(())
    };
    // SAFETY: as the header demands, NULL or an object that is there for the time of the call.
    unsafe { change("hwlive_call_set_auth_token", call, error_out, &mut set) }
}

/// Cancels the call that uses this object, and every later one.
///
/// The call ends within 0.2 s with `HWLIVE_CODE_CANCELLED`, whatever it is doing or waiting for, unless it has just ended
/// otherwise. Calls that use the object later end with that code at once and send nothing. This cannot be undone. The client
/// and its other calls go on. The service may have seen the request of a call that was cancelled.
///
/// Returns at once and does not wait for the call to end. Any thread may call it, at any time, more than once. A signal
/// handler may call it too: it only stores a number. Free the object only after the last call of this function has returned.
/// In a forked child it cancels only the child's call. NULL is allowed and does nothing.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_cancel(call: Option<&hwlive_call>) {
    // Without a guard, which a signal handler could interrupt. There is nothing here that could panic.
    if let Some(call) = call {
        call.cancel.cancel();
    }
}

/// Returns how often the call was tried: 1, or more if it was tried again. Returns 0 if nothing was tried.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_attempts(call: Option<&hwlive_call>) -> u32 {
    about(call, 0, CallReport::attempts)
}

/// Returns 1 if the request went over a connection that an earlier request had left open, otherwise 0.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_connection_reused(call: Option<&hwlive_call>) -> i32 {
    about(call, false, CallReport::connection_reused).into()
}

/// Returns the address and port that the request went to, such as "192.0.2.7:443" or "[2001:db8::7]:443". Through a
/// proxy it is the proxy's. Returns NULL if there was no connection.
///
/// The text is valid until the object is used for another call or freed.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_peer_address(call: Option<&hwlive_call>) -> *const c_char {
    about(call, ptr::null(), |report| report.peer.as_ref().map_or(ptr::null(), |peer| peer.text.as_ptr()))
}

/// Returns the microseconds of the name lookup.
///
/// Returns -1 if there was none, as for a connection that was left open. If the request failed meanwhile, the time until
/// then is returned.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_lookup_us(call: Option<&hwlive_call>) -> i64 {
    microseconds(call, CallReport::lookup)
}

/// Returns the microseconds that the TCP connection took, without the name lookup.
///
/// Returns -1 if there was none, as for a connection that was left open. If the request failed meanwhile, the time until
/// then is returned.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_connect_us(call: Option<&hwlive_call>) -> i64 {
    microseconds(call, CallReport::connect)
}

/// Returns the microseconds that the tunnel through the proxy took.
///
/// Returns -1 if there was none: no proxy, or a connection that was left open. If the request failed meanwhile, the time
/// until then is returned.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_proxy_us(call: Option<&hwlive_call>) -> i64 {
    microseconds(call, CallReport::proxy)
}

/// Returns the microseconds of TLS handshakes. That with an https proxy counts too.
///
/// Returns -1 if there was none: no TLS, or a connection that was left open. If the request failed meanwhile, the time
/// until then is returned.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_tls_us(call: Option<&hwlive_call>) -> i64 {
    microseconds(call, CallReport::tls)
}

/// Returns the microseconds from the beginning of the request to the first byte of its answer. The lookup, connecting and
/// TLS count.
///
/// Returns -1 if no byte came.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_first_byte_us(call: Option<&hwlive_call>) -> i64 {
    microseconds(call, CallReport::first_byte)
}

/// Returns the microseconds from the beginning of the request to its end. The lookup, connecting and TLS count. Earlier
/// attempts and the pauses between them do not.
///
/// Returns -1 if no request was begun.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_total_us(call: Option<&hwlive_call>) -> i64 {
    microseconds(call, CallReport::total)
}

/// Returns the number of bytes that were written to the connection for the request: HTTP, TLS and the proxy's tunnel, but
/// not TCP. Returns 0 if there were none.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_bytes_sent(call: Option<&hwlive_call>) -> u64 {
    about(call, 0, CallReport::bytes_sent)
}

/// Returns the number of bytes that were read from the connection for the request: HTTP, TLS and the proxy's tunnel, but
/// not TCP. Returns 0 if there were none.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_bytes_received(call: Option<&hwlive_call>) -> u64 {
    about(call, 0, CallReport::bytes_received)
}

/// Returns "TLSv1.3" or "TLSv1.2". Returns NULL without TLS, or if the handshake was not finished.
///
/// The text is valid as long as the library is loaded.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_tls_version(call: Option<&hwlive_call>) -> *const c_char {
    about(call, None, |report| report.tls_version).map_or(ptr::null(), CStr::as_ptr)
}

/// Frees the options of a call and wipes the secrets in them from memory. NULL is allowed and does nothing.
///
/// No call may use the object, and no other thread may be cancelling it.
///
/// Since 0.1.0.
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_call_free(call: Option<Box<hwlive_call>>) {
    guard_or((), || drop(call));
}
