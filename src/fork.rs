//! One state for each process that holds a client: a forked child gets its own.
//!
//! After a fork the child has a copy of the parent's memory and descriptors, but none of its other threads: a lock
//! that one of them held is never released, and a connection that both use mixes their bytes. So everything with a
//! lock or a connection in it lives in a state that belongs to one process. The first call in a child makes a state for
//! the child; the parent's is left as it is, but for the child's copies of its sockets, which are closed.

use std::fmt;
use std::process;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

/// A state that belongs to the process that made it.
pub(crate) trait ProcessState {
    /// In a child, lets go of what the parent's state holds in the kernel, taking no lock that may be held.
    fn let_go_in_child(&self);
}

/// The states of a client: the first process's, then that of its child, of the child's child, and so on.
///
/// A list of owned nodes that only grows, so a reference to a state lives as long as the whole.
pub(crate) struct PerProcess<T: ProcessState> {
    first: AtomicPtr<Node<T>>,
}

struct Node<T> {
    mark: Mark,
    state: T,
    /// Set once, in a child of the process that made this node.
    next: AtomicPtr<Node<T>>,
}

impl<T: ProcessState> PerProcess<T> {
    pub(crate) fn new(state: T) -> PerProcess<T> {
        PerProcess { first: AtomicPtr::new(Node::boxed(state)) }
    }

    fn first(&self) -> &Node<T> {
        // SAFETY: `first` came from Box::into_raw, is never changed, and is freed only by Drop.
        unsafe { &*self.first.load(Ordering::Relaxed) }
    }

    /// The state of this process; `make` makes one from the parent's where this process is a child that has none yet.
    ///
    /// No lock is taken: another thread may have held it when the process forked.
    pub(crate) fn get(&self, make: impl Fn(&T) -> T) -> &T {
        let mut node = self.first();
        while !node.mark.is_of_this_process() {
            let mut next = node.next.load(Ordering::Acquire);
            if next.is_null() {
                let made = Node::boxed(make(&node.state));
                match node.next.compare_exchange(ptr::null_mut(), made, Ordering::AcqRel, Ordering::Acquire) {
                    Ok(_) => {
                        node.state.let_go_in_child();
                        next = made;
                    }
                    Err(others) => {
                        // SAFETY: `made` came from Box::into_raw just now and nobody else has it: another thread's
                        // node took the place.
                        drop(unsafe { Box::from_raw(made) });
                        next = others;
                    }
                }
            }
            // SAFETY: a pointer in `next` came from Box::into_raw, is set once, and is freed only by Drop.
            node = unsafe { &*next };
        }
        &node.state
    }
}

impl<T> Node<T> {
    fn boxed(state: T) -> *mut Node<T> {
        Box::into_raw(Box::new(Node { mark: Mark::new(), state, next: AtomicPtr::new(ptr::null_mut()) }))
    }
}

impl<T: ProcessState> Drop for PerProcess<T> {
    fn drop(&mut self) {
        let mut pointer = *self.first.get_mut();
        while !pointer.is_null() {
            // SAFETY: the pointer came from Box::into_raw, each node is met once, and `&mut self` says that no
            // reference to any of them is left.
            let mut node = unsafe { Box::from_raw(pointer) };
            pointer = *node.next.get_mut();
            if node.mark.is_of_this_process() {
                drop(node);
                continue;
            }
            // An ancestor's. Where there is a next one, `get` let go of this one when it made that.
            if pointer.is_null() {
                node.state.let_go_in_child();
            }
            // Its locks may be held by threads that this process does not have, so its memory is given up.
            std::mem::forget(node);
        }
    }
}

impl<T: ProcessState + fmt::Debug> fmt::Debug for PerProcess<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first().state.fmt(f)
    }
}

/// Tells, without a system call, whether this is the process that made it.
///
/// On Linux a page of memory that the kernel wipes in a child (MADV_WIPEONFORK, since 4.14), however the child was
/// made; it needs no handler in the host, as pthread_atfork would. Where there is none, the process's id.
struct Mark {
    page: Option<NonNull<AtomicU32>>,
    id: u32,
}

// SAFETY: the page is only read after it was made, through an atomic, and is unmapped only by Drop.
unsafe impl Send for Mark {}
// SAFETY: as above.
unsafe impl Sync for Mark {}

const ALIVE: u32 = 1;

impl Mark {
    fn new() -> Mark {
        Mark { page: wiped_page(), id: process::id() }
    }

    fn is_of_this_process(&self) -> bool {
        match self.page {
            // SAFETY: the page is mapped, for reading and writing, until Drop.
            Some(page) => unsafe { page.as_ref() }.load(Ordering::Relaxed) == ALIVE,
            None => process::id() == self.id,
        }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        #[cfg(target_os = "linux")]
        if let Some(page) = self.page {
            // SAFETY: the page was mapped by `wiped_page` with this length, and nothing refers to it any more.
            unsafe { libc::munmap(page.as_ptr().cast(), PAGE) };
        }
    }
}

/// The kernel rounds it up to a whole page.
#[cfg(target_os = "linux")]
const PAGE: usize = size_of::<AtomicU32>();

#[cfg(target_os = "linux")]
fn wiped_page() -> Option<NonNull<AtomicU32>> {
    // SAFETY: an anonymous private mapping at an address of the kernel's choice touches no other memory.
    let address = unsafe {
        libc::mmap(
            ptr::null_mut(),
            PAGE,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        )
    };
    if address == libc::MAP_FAILED {
        return None;
    }
    // An emulator may ignore every advice and still say yes: then it also says yes to one that does not exist.
    // SAFETY: the advice is for the page just mapped.
    let wiped =
        unsafe { libc::madvise(address, PAGE, -1) != 0 && libc::madvise(address, PAGE, libc::MADV_WIPEONFORK) == 0 };
    let page = NonNull::new(address.cast::<AtomicU32>());
    match page {
        Some(page) if wiped => {
            // SAFETY: the page is mapped and writable, and aligned as a page is; zeros are an AtomicU32.
            unsafe { page.as_ref() }.store(ALIVE, Ordering::Relaxed);
            Some(page)
        }
        _ => {
            // SAFETY: the page was mapped just above and nobody has it.
            unsafe { libc::munmap(address, PAGE) };
            None
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn wiped_page() -> Option<NonNull<AtomicU32>> {
    None
}
