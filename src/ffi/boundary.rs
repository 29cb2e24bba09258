//! The one way from C into a function that can fail: NULL, UTF-8, outputs and errors are handled here and nowhere else.

use std::ffi::{CStr, c_char};
use std::mem::MaybeUninit;
use std::ptr;

use super::error::{Failure, HWLIVE_CODE_OK, hwlive_code, hwlive_error};
use super::panic::contain;

/// Runs a function of the C ABI that can fail, and hands its error out.
///
/// `*error_out` is NULL from the start, so that a caller that never initialised it can free it whatever happens.
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

/// As [`text`], for an argument that may be NULL.
///
/// # Safety
///
/// As there.
pub(super) unsafe fn text_or_null<'a>(name: &'static str, given: *const c_char) -> Result<Option<&'a str>, Failure> {
    if given.is_null() {
        return Ok(None);
    }
    // SAFETY: this function's own condition.
    unsafe { text(name, given) }.map(Some)
}

#[cfg(test)]
mod tests {
    use std::panic;

    use super::*;
    use crate::error::{Error, ErrorKind};
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
        }
        assert_eq!(guard("hwlive_test", None, || panic!("nobody wants the error")), HWLIVE_CODE_PANIC);
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
    }
}
