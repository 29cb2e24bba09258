//! Panics end here: a call from C gets an error, and nothing is printed.

use std::any::Any;
use std::cell::Cell;
use std::mem::{self, ManuallyDrop};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::helper;
use crate::platform;

/// Runs a function of the C ABI that cannot fail; should it panic nevertheless, its result is `otherwise`.
pub(super) fn guard_or<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    contain(body).unwrap_or(otherwise)
}

/// Runs `call` and turns a panic into its text. Unwinding into C would end the process.
pub(super) fn contain<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    platform::hold_library();
    silence_panics();
    let _inside = InsideCall::enter();
    // A panic leaves at worst a setting half done: the objects behind handles keep their invariants by type. The caller
    // gets `PANIC`.
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
struct InsideCall;

impl InsideCall {
    fn enter() -> InsideCall {
        INSIDE.set(INSIDE.get() + 1);
        InsideCall
    }
}

impl Drop for InsideCall {
    fn drop(&mut self) {
        INSIDE.set(INSIDE.get() - 1);
    }
}

/// Sets a panic hook, once, that prints nothing for threads inside a call from C and passes on everything else.
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

/// A hook that is silent inside calls from C and in threads that they started. It passes everything else on to `others`.
fn silent_inside(info: &PanicHookInfo<'_>, others: Option<&Hook>) {
    if INSIDE.get() > 0 {
        let at = info.location().map(ToString::to_string);
        drop(ManuallyDrop::into_inner(PANICKED_AT.replace(ManuallyDrop::new(at))));
    } else if !helper::is_helper() {
        // The call that a helper works for notices by itself.
        if let Some(others) = others {
            others(info);
        }
    }
}

/// The text of a panic, and where it happened.
fn describe(payload: Box<dyn Any + Send>) -> String {
    let text = match payload.downcast::<String>() {
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
        Some(at) => format!("{text} (at {at})"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, mpsc};

    use super::*;

    #[test]
    fn a_call_inside_a_call_stays_silent_to_the_end() {
        assert_eq!(
            guard_or(0, || {
                guard_or((), || ());
                INSIDE.get()
            }),
            1
        );
        assert_eq!(guard_or(7, || panic!("no error to give")), 7);
        assert_eq!(INSIDE.get(), 0);
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
}
