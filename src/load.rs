//! What dependencies set up once for the whole process, set up when the library is loaded.
//!
//! A thread that needs such a value while another thread makes it waits for that thread. A forked child has a copy of
//! the half-made value, but not the thread that makes it, so the child would wait for ever, and no limit of a call
//! would end that. Nobody can call the library before it is loaded, so nobody can fork while a call makes such a value.
//! `ci/statics.txt` lists every static of the library, with the reason why a fork cannot harm it.

use std::hint;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::transport;

/// The loader calls this when it loads the library, or the program that the library is linked to. That of Windows does
/// not: it holds a lock then that much of the system needs. There are no forks, so the first client is early enough.
#[used]
#[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
#[cfg_attr(all(unix, not(target_vendor = "apple")), unsafe(link_section = ".init_array"))]
static AT_LOAD: extern "C" fn() = set_up;

static IS_SET_UP: AtomicBool = AtomicBool::new(false);

/// Does it now if the loader has not. Clients name `AT_LOAD` here so that a linker that takes only what is needed out
/// of `libhwlive.a` takes it too.
pub(crate) fn ensure() {
    if !IS_SET_UP.load(Ordering::Acquire) {
        hint::black_box(&AT_LOAD)();
    }
}

/// Runs before `main`: it sends nothing, reads no settings and no environment, and cannot panic.
extern "C" fn set_up() {
    transport::set_up();
    #[cfg(feature = "regions-file")]
    crate::regions_file::set_up();
    IS_SET_UP.store(true, Ordering::Release);
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_loader_has_set_up_what_calls_need() {
        assert!(IS_SET_UP.load(Ordering::Acquire));
    }
}
