//! Log events of a client, handed to a function of the program's.

use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use std::sync::Arc;

use log::Level;

use super::config::{change, hwlive_config};
use super::error::{Failure, hwlive_code, hwlive_error};
use super::lent_texts::c_text;

/// Level of `hwlive_config_set_log`: no events. Each other level includes the levels with lower numbers.
pub const HWLIVE_LOG_OFF: i32 = 0;
/// Level of `hwlive_config_set_log`: errors. This version sends no event of this level.
pub const HWLIVE_LOG_ERROR: i32 = 1;
/// Level of `hwlive_config_set_log`: warnings. This version sends no event of this level.
pub const HWLIVE_LOG_WARN: i32 = 2;
/// Level of `hwlive_config_set_log`: a call is tried again, and why. The next endpoint of a region is asked, because
/// one was not reached. The metadata service is asked without a token, because it did not answer.
pub const HWLIVE_LOG_INFO: i32 = 3;
/// Level of `hwlive_config_set_log`: each request, with its address, kept or new connection, duration, and status and
/// request id or what failed.
pub const HWLIVE_LOG_DEBUG: i32 = 4;
/// Level of `hwlive_config_set_log`: everything. This version sends no event of this level.
pub const HWLIVE_LOG_TRACE: i32 = 5;

/// A function of yours that receives log events.
///
/// `level` is one of `HWLIVE_LOG_*`. `message` is one line of text, lent for the time of the call. `userdata` is the
/// pointer that was set. No secret is in the text, at any level.
///
/// The function runs in the thread that makes the call, during that call. Several threads may be in it at the same
/// time. It may use the library, but must not make a call with the client that sent the event: that call could wait for
/// the first one until its time is over. It must return: no longjmp, no C++ exception.
pub type hwlive_log_fn = Option<unsafe extern "C" fn(level: i32, message: *const c_char, userdata: *mut c_void)>;

/// What C code set, to be called from any thread.
struct Sink {
    function: unsafe extern "C" fn(i32, *const c_char, *mut c_void),
    userdata: *mut c_void,
}

// SAFETY: the header demands that the function may run in any thread, in several at once, and that its userdata is good
// for that.
unsafe impl Send for Sink {}
// SAFETY: as above.
unsafe impl Sync for Sink {}

impl Sink {
    fn write(&self, level: Level, line: &str) {
        let line = c_text(line);
        // SAFETY: the header demands a function of this type that lives as long as the clients; the text is
        // NUL-terminated and lives during the call.
        unsafe { (self.function)(number(level), line.as_ptr(), self.userdata) };
    }
}

fn number(level: Level) -> i32 {
    match level {
        Level::Error => HWLIVE_LOG_ERROR,
        Level::Warn => HWLIVE_LOG_WARN,
        Level::Info => HWLIVE_LOG_INFO,
        Level::Debug => HWLIVE_LOG_DEBUG,
        Level::Trace => HWLIVE_LOG_TRACE,
    }
}

fn with_number(wanted: i32) -> Option<Level> {
    Level::iter().find(|&level| number(level) == wanted)
}

/// Sets a function that receives the log events of clients that are made with these settings.
///
/// `level` is one of `HWLIVE_LOG_*`. `function` may be NULL if `level` is `HWLIVE_LOG_OFF`. `userdata` is passed to the
/// function and may be NULL. Both must stay valid until the last client that was made with the settings is freed.
/// Default: no events.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `level` is another number, or if `function` is
/// NULL and `level` is not `HWLIVE_LOG_OFF`.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_log(
    config: Option<&mut hwlive_config>,
    level: i32,
    function: hwlive_log_fn,
    userdata: *mut c_void,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_log", config, error_out, |config| {
        let level = match level {
            HWLIVE_LOG_OFF => None,
            number => Some(with_number(number).ok_or(Failure::Argument("level", "is none of HWLIVE_LOG_*"))?),
        };
        let sink = match (level, function) {
            (None, _) => None,
            (Some(_), None) => return Err(Failure::Argument("function", "is NULL")),
            (Some(level), Some(function)) => Some((level, Sink { function, userdata })),
        };
        config.set_log_sink(sink.map(|(level, sink)| {
            let write = move |level: Level, line: &str| sink.write(level, line);
            (level, Arc::new(write) as Arc<crate::journal::Sink>)
        }));
        Ok(())
    })
}
