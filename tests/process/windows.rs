//! What only Windows has: handles.

use std::collections::BTreeSet;
use std::os::windows::io::{BorrowedSocket, RawSocket};

use socket2::SockRef;
use windows_sys::Win32::Foundation::{GetHandleInformation, HANDLE, HANDLE_FLAG_INHERIT};

use super::support::programs::Named;
use super::support::{SCHEMES, Server, success};
use super::{run, settings, succeeds};

pub(super) const TESTS: [Named; 1] = [("no_descriptor_is_inherited", no_descriptor_is_inherited)];

pub(super) const PROGRAMS: [Named; 1] = [("handles", handles_program)];

fn no_descriptor_is_inherited() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("handles", &server);
    }
}

/// The handles of this process, and those of them that every child has too.
fn handles() -> (BTreeSet<usize>, BTreeSet<usize>) {
    let (mut all, mut inherited) = (BTreeSet::new(), BTreeSet::new());
    // They are multiples of 4, and small ones are taken first.
    for handle in (4..40_000).step_by(4) {
        let mut flags = 0;
        // SAFETY: the call takes any number, and the pointer is of a local that outlives it.
        if unsafe { GetHandleInformation(handle as HANDLE, &raw mut flags) } != 0 {
            all.insert(handle);
            if flags & HANDLE_FLAG_INHERIT != 0 {
                inherited.insert(handle);
            }
        }
    }
    (all, inherited)
}

/// Whether a handle is that of a connected socket.
fn is_connected(handle: usize) -> bool {
    // SAFETY: nothing closes handles of this process while it looks at them; one that is no socket gives an error.
    let socket = unsafe { BorrowedSocket::borrow_raw(handle as RawSocket) };
    SockRef::from(&socket).peer_addr().is_ok()
}

fn handles_program() {
    let (all_before, inherited_before) = handles();
    let client = settings().build().unwrap();
    succeeds(&client);
    let (all, inherited) = handles();
    assert_eq!(inherited, inherited_before, "its own outputs, and nothing of the client's");
    // The client keeps its connection open.
    assert!(all.difference(&all_before).any(|handle| is_connected(*handle)), "no connection among the handles");
}
