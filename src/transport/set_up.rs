//! What ureq, rustls and std make once for the process, made before anybody can call; see `load.rs` of the crate.

use std::sync::Arc;

use super::State;
use crate::proxy::Proxies;
use crate::route::Route;

/// Makes all of it. Nothing is sent.
pub(crate) fn set_up() {
    // ureq's `ACCEPTS`, which every request looks at; and the file that gives std the keys of hash maps if the kernel refuses
    // getrandom. ureq refuses a request without a host, but only after it has made the headers.
    let state = State::new(None, Arc::new(Proxies::explicit(None)), Arc::new(Route::default()));
    drop(state.agent.run(ureq::http::Request::new(())));
    // The file that gives ring its random numbers then. Where getrandom works, none is needed, and asking for a random number
    // could take long: a machine that has just started may have none yet.
    #[cfg(target_os = "linux")]
    if is_getrandom_refused() {
        let _ = rustls::crypto::ring::default_provider().secure_random.fill(&mut [0]);
    }
}

/// Whether the kernel has no getrandom, or forbids it.
#[cfg(target_os = "linux")]
fn is_getrandom_refused() -> bool {
    // SAFETY: with a length of 0 getrandom writes no memory, and with GRND_NONBLOCK it does not wait.
    let result =
        unsafe { libc::syscall(libc::SYS_getrandom, std::ptr::null_mut::<u8>(), 0_usize, libc::GRND_NONBLOCK) };
    result < 0 && matches!(std::io::Error::last_os_error().raw_os_error(), Some(libc::ENOSYS | libc::EPERM))
}
