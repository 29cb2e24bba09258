//! The one way from C into the library: panics, NULL, UTF-8, outputs and errors are dealt with here and nowhere
//! else.

use std::any::Any;
use std::cell::Cell;
use std::ffi::{CStr, CString, c_char};
use std::mem::{self, ManuallyDrop, MaybeUninit};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::error::{HWLIVE_CODE_OK, hwlive_code, hwlive_error};
use crate::error::Error;
use crate::helper;

/// Why a call from C failed, short of a panic.
pub(super) enum Failure {
    /// The argument of this name cannot be used: it `is NULL`, for example.
    Argument(&'static str, &'static str),
    /// What has a code in C only, with its message.
    Coded(hwlive_code, String),
    /// What the library said.
    Library(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Library(error)
    }
}

/// Runs a function of the C ABI that can fail, and hands its error out.
///
/// `*error_out` is NULL from the start, so that a caller who never initialised it can free it whatever happens.
pub(super) fn guard(
    function: &'static str,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
    body: impl FnOnce() -> Result<(), Failure>,
) -> hwlive_code {
    let error_out = error_out.map(|slot| slot.write(ptr::null_mut()));
    let outcome = contain(|| body().map_err(|failure| hwlive_error::from_failure(function, failure)));
    let error = match outcome {
        Ok(Ok(())) => return HWLIVE_CODE_OK,
        Ok(Err(error)) => error,
        Err(panic) => hwlive_error::from_panic(function, &panic),
    };
    let code = error.code();
    if let Some(slot) = error_out {
        *slot = Box::into_raw(Box::new(error));
    }
    code
}

/// [`guard`] for a function that makes an object: `*out` is NULL from the start and stays so when the call fails.
pub(super) fn guard_new<T>(
    function: &'static str,
    (name, out): (&'static str, Option<&mut MaybeUninit<*mut T>>),
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
    body: impl FnOnce() -> Result<T, Failure>,
) -> hwlive_code {
    let out = out.map(|slot| slot.write(ptr::null_mut()));
    guard(function, error_out, || {
        let out = out.ok_or(Failure::Argument(name, "is NULL"))?;
        *out = Box::into_raw(Box::new(body()?));
        Ok(())
    })
}

/// Runs a function of the C ABI that cannot fail; should it panic nevertheless, its result is `otherwise`.
pub(super) fn guard_or<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    contain(body).unwrap_or(otherwise)
}

/// The object behind a handle, or the error that names the argument.
pub(super) fn given<T>(name: &'static str, handle: Option<T>) -> Result<T, Failure> {
    handle.ok_or(Failure::Argument(name, "is NULL"))
}

/// The text behind an argument.
///
/// # Safety
///
/// `text` is NULL or points to a NUL-terminated text that outlives `'a` and that nobody changes meanwhile.
pub(super) unsafe fn text<'a>(name: &'static str, text: *const c_char) -> Result<&'a str, Failure> {
    if text.is_null() {
        return Err(Failure::Argument(name, "is NULL"));
    }
    // SAFETY: it is not NULL, and the rest is this function's own condition.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map_err(|_| Failure::Argument(name, "is not UTF-8"))
}

/// A text for C. A NUL that the service put into it is U+FFFD, as in the texts of a record callback.
pub(super) fn c_text(text: &str) -> CString {
    CString::new(text).or_else(|_| CString::new(text.replace('\0', "\u{fffd}"))).unwrap_or_default()
}

/// Runs a function of the C ABI that lends a text; NULL where there is none.
///
/// The text is to live as long as the object that the caller got it from.
pub(super) fn lend<'a>(text: impl FnOnce() -> Option<&'a CStr>) -> *const c_char {
    guard_or(ptr::null(), || text().map_or(ptr::null(), CStr::as_ptr))
}

/// Runs `call` and turns a panic into its text. Unwinding into C would end the process.
fn contain<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    silence_panics();
    let _inside = Inside::enter();
    // What a panic leaves half done is at worst a setting: the objects behind handles keep their invariants by
    // type, and `PANIC` tells the caller.
    panic::catch_unwind(AssertUnwindSafe(call)).map_err(describe)
}

thread_local! {
    // Neither has a destructor: one would keep the library from being unloaded as long as the thread lives.
    /// How many calls from C this thread is inside of.
    static INSIDE: Cell<u32> = const { Cell::new(0) };
    /// Where the last panic in such a call happened.
    static PANICKED_AT: Cell<ManuallyDrop<Option<String>>> = const { Cell::new(ManuallyDrop::new(None)) };
}

/// Marks this thread as inside a call from C.
struct Inside;

impl Inside {
    fn enter() -> Inside {
        INSIDE.set(INSIDE.get() + 1);
        Inside
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(INSIDE.get() - 1);
    }
}

/// Puts a hook before the one in place that prints nothing for threads inside a call from C, once.
///
/// The first call from C does it, so a Rust program that uses the crate keeps its hook as it is. In the shared
/// library the hook belongs to the library's own copy of std and goes when it is unloaded.
fn silence_panics() {
    // No `Once`: a child forked while another thread is in it would wait for ever.
    static DONE: AtomicBool = AtomicBool::new(false);
    // A thread that is panicking already, and calls from a destructor, may not set a hook.
    if DONE.load(Ordering::Relaxed) || thread::panicking() || DONE.swap(true, Ordering::Relaxed) {
        return;
    }
    // Nothing is allocated for it: that would be left behind each time the library is unloaded.
    static BEFORE: OnceLock<Hook> = OnceLock::new();
    if BEFORE.set(panic::take_hook()).is_ok() {
        panic::set_hook(Box::new(|info| silent_inside(info, BEFORE.get())));
    }
}

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// A hook that keeps quiet inside calls from C and in what they have started, and leaves everything else to `others`.
fn silent_inside(info: &PanicHookInfo<'_>, others: Option<&Hook>) {
    if INSIDE.get() > 0 {
        let at = info.location().map(ToString::to_string);
        drop(ManuallyDrop::into_inner(PANICKED_AT.replace(ManuallyDrop::new(at))));
    } else if !helper::is_helper() {
        // What a helper works for is a call, which gets to know by itself.
        if let Some(others) = others {
            others(info);
        }
    }
}

/// What a panic said, and where.
fn describe(payload: Box<dyn Any + Send>) -> String {
    let said = match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&'static str>() {
            Ok(text) => (*text).to_owned(),
            Err(payload) => {
                // Its destructor could panic as well.
                mem::forget(payload);
                "no text".to_owned()
            }
        },
    };
    match ManuallyDrop::into_inner(PANICKED_AT.replace(ManuallyDrop::new(None))) {
        Some(at) => format!("{said} (at {at})"),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, mpsc};

    use super::*;
    use crate::error::ErrorKind;
    use crate::ffi::error::{
        HWLIVE_CODE_INVALID_ARGUMENT, HWLIVE_CODE_PANIC, HWLIVE_CODE_TIMEOUT, hwlive_error_code, hwlive_error_free,
        hwlive_error_message,
    };

    /// The code, and the error's own code and message, of a guarded call that starts with a slot full of rubbish.
    fn run(body: impl FnOnce() -> Result<(), Failure>) -> (hwlive_code, Option<(hwlive_code, String)>) {
        let mut slot = MaybeUninit::new(ptr::dangling_mut());
        let code = guard("hwlive_test", Some(&mut slot), body);
        // SAFETY: guard has written it: NULL, or a box of its own that nobody else has.
        let error = unsafe { slot.assume_init().as_mut().map(|error| Box::from_raw(error)) };
        let said = error.map(|error| {
            // SAFETY: the text is lent by `error`, which is still there.
            let message = unsafe { CStr::from_ptr(hwlive_error_message(Some(&error))) };
            let said = (hwlive_error_code(Some(&error)), message.to_string_lossy().into_owned());
            hwlive_error_free(Some(error));
            said
        });
        (code, said)
    }

    #[test]
    fn outcomes() {
        assert_eq!(run(|| Ok(())), (HWLIVE_CODE_OK, None), "the slot is NULL after success");
        let (code, said) = run(|| Err(Failure::Argument("id", "is NULL")));
        assert_eq!(code, HWLIVE_CODE_INVALID_ARGUMENT);
        assert_eq!(said, Some((code, "hwlive_test: id is NULL".to_owned())));
        let (code, said) = run(|| Err(Error::new(ErrorKind::Timeout, "connect: too slow").into()));
        assert_eq!(code, HWLIVE_CODE_TIMEOUT);
        assert_eq!(said, Some((code, "connect: too slow".to_owned())));
    }

    #[test]
    fn panics_become_errors() {
        struct Thorny;
        impl Drop for Thorny {
            fn drop(&mut self) {
                panic!("the payload panics as well");
            }
        }
        for (panic, text) in [
            ((|| panic!("plain")) as fn(), "plain"),
            (|| panic!("formatted {}", 1 + 1), "formatted 2"),
            (|| panic::panic_any(Thorny), "no text"),
        ] {
            let (code, said) = run(|| {
                panic();
                Ok(())
            });
            assert_eq!(code, HWLIVE_CODE_PANIC);
            let (code, message) = said.expect("an error");
            assert_eq!(code, HWLIVE_CODE_PANIC);
            assert!(message.starts_with("hwlive_test: ") && message.contains(text), "{message}");
            assert!(message.contains(file!()), "where it happened: {message}");
            // The thread is as usable as before.
            assert_eq!(run(|| Ok(())), (HWLIVE_CODE_OK, None));
            assert_eq!(INSIDE.get(), 0);
        }
        assert_eq!(guard("hwlive_test", None, || panic!("nobody wants the error")), HWLIVE_CODE_PANIC);
        assert_eq!(guard_or(7, || panic!("no error to give")), 7);
    }

    #[test]
    fn outputs_are_null_on_failure() {
        let new = |fails: bool| {
            let mut out: MaybeUninit<*mut u8> = MaybeUninit::new(ptr::dangling_mut());
            let code = guard_new("hwlive_test", ("out", Some(&mut out)), None, || {
                if fails { Err(Failure::Argument("id", "is NULL")) } else { Ok(5) }
            });
            // SAFETY: guard_new has written it: NULL, or a box of its own that nobody else has.
            (code, unsafe { out.assume_init().as_mut().map(|out| *Box::from_raw(out)) })
        };
        assert_eq!(new(false), (HWLIVE_CODE_OK, Some(5)));
        assert_eq!(new(true), (HWLIVE_CODE_INVALID_ARGUMENT, None));
        let code = guard_new("hwlive_test", ("out", None::<&mut MaybeUninit<*mut u8>>), None, || -> Result<u8, _> {
            panic!("not run where nobody could take the object")
        });
        assert_eq!(code, HWLIVE_CODE_INVALID_ARGUMENT);
    }

    #[test]
    fn a_call_inside_a_call_stays_silent_to_the_end() {
        assert_eq!(
            guard_or(0, || {
                guard_or((), || ());
                INSIDE.get()
            }),
            1
        );
    }

    #[test]
    fn the_hook_that_was_there_sees_the_panics_of_others_only() {
        static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
        let before = panic::take_hook();
        let others: Hook = Box::new(move |info| {
            if let Some(text) = info.payload().downcast_ref::<&str>() {
                SEEN.lock().expect("nothing panics with it").push((*text).to_owned());
            }
            before(info);
        });
        panic::set_hook(Box::new(move |info| silent_inside(info, Some(&others))));
        let outside = thread::spawn(|| panic!("on purpose, outside a call"));
        assert!(outside.join().is_err());
        guard_or((), || panic!("on purpose, inside a call"));
        let (gone, is_gone) = mpsc::channel::<()>();
        let started = helper::start("test", move || {
            let _gone = gone;
            panic!("on purpose, in a helper");
        });
        started.expect("a thread");
        assert!(is_gone.recv().is_err());
        let seen = SEEN.lock().expect("nothing panics with it");
        assert!(seen.iter().any(|text| text == "on purpose, outside a call"), "{seen:?}");
        assert!(!seen.iter().any(|text| text == "on purpose, inside a call"), "{seen:?}");
        assert!(!seen.iter().any(|text| text == "on purpose, in a helper"), "{seen:?}");
    }

    #[test]
    fn texts() {
        let cases: [(&[u8], Result<&str, &str>); 4] = [
            (b"plain\0", Ok("plain")),
            (b"\0", Ok("")),
            ("直播\0".as_bytes(), Ok("直播")),
            (b"\xff\xfe\0", Err("is not UTF-8")),
        ];
        for (bytes, expected) in cases {
            // SAFETY: the table's texts end in NUL.
            let found = unsafe { text("id", bytes.as_ptr().cast()) };
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected),
                (Err(Failure::Argument("id", found)), Err(expected)) => assert_eq!(found, expected),
                _ => panic!("{bytes:?}: not {expected:?}"),
            }
        }
        // SAFETY: NULL is allowed.
        assert!(matches!(unsafe { text("id", ptr::null()) }, Err(Failure::Argument("id", "is NULL"))));
        assert_eq!(c_text("a\0b").to_str(), Ok("a\u{fffd}b"));
    }
}
