//! A value that every call reads and that is replaced now and then, without a lock. A fork may happen while another
//! thread of the parent holds a lock, and in the child nobody would ever unlock it: a call there would wait for ever. The
//! locks of the standard library, and crates that wait for readers, are out for that reason.
//!
//! `ci/loom` tries this file in every order in which threads can run.

use std::fmt;
use std::ptr;
#[cfg(not(loom))]
use std::sync::{
    Arc,
    atomic::{AtomicPtr, AtomicUsize, Ordering::AcqRel, Ordering::Acquire},
};

#[cfg(loom)]
use loom::sync::{
    Arc,
    atomic::{AtomicPtr, AtomicUsize, Ordering::AcqRel, Ordering::Acquire},
};

/// An `Arc` that can be replaced.
///
/// A reader counts itself in `readers` while it turns the pointer into an `Arc` of its own. A value that was replaced is
/// put into `retired`. It is dropped when the count is zero at some moment after that: `replace` looks first, and if there
/// are readers, the one that brings the count to zero looks again. So a replaced value lives as long as the `Arc`s that
/// readers have of it, and no longer.
///
/// If a process forks while another thread is inside `get` or `replace`, the child's count never becomes zero, or the
/// child never gets what that thread had taken from `retired`. Values that were replaced then stay in the child's memory,
/// but nothing waits for them.
pub(crate) struct Shared<T> {
    current: AtomicPtr<T>,
    readers: AtomicUsize,
    retired: AtomicPtr<Retired<T>>,
}

struct Retired<T> {
    _value: Arc<T>,
    next: *mut Retired<T>,
}

// SAFETY: what is behind the pointers are `Arc`s, handed out as clones and dropped in any thread: as for `Arc<T>`, that
// asks for T: Send + Sync.
unsafe impl<T: Send + Sync> Send for Shared<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for Shared<T> {}

impl<T> Shared<T> {
    pub(crate) fn new(value: Arc<T>) -> Shared<T> {
        Shared {
            current: AtomicPtr::new(Arc::into_raw(value).cast_mut()),
            readers: AtomicUsize::new(0),
            retired: AtomicPtr::new(ptr::null_mut()),
        }
    }

    pub(crate) fn get(&self) -> Arc<T> {
        self.readers.fetch_add(1, AcqRel);
        #[cfg(all(test, not(loom)))]
        tests::reader_is_counted();
        let current = self.current.load(Acquire).cast_const();
        // SAFETY: the pointer came from Arc::into_raw. Its own count is only given up by `drop_retired`, which saw
        // `readers` at zero after the value was replaced. This reader has been in `readers` since before it read the
        // pointer: counted before that moment, it would have been seen; counted after it, it finds a newer pointer.
        let value = unsafe {
            Arc::increment_strong_count(current);
            Arc::from_raw(current)
        };
        let was_last = self.readers.fetch_sub(1, AcqRel) == 1;
        if was_last && !self.retired.load(Acquire).is_null() {
            self.drop_retired();
        }
        value
    }

    pub(crate) fn replace(&self, value: Arc<T>) {
        let old = self.current.swap(Arc::into_raw(value).cast_mut(), AcqRel);
        // SAFETY: the pointer came from Arc::into_raw, and only the thread that swaps it out takes over its count.
        let old = unsafe { Arc::from_raw(old) };
        self.retire(Box::into_raw(Box::new(Retired { _value: old, next: ptr::null_mut() })));
        self.drop_retired();
    }

    /// Puts a list of nodes in front of `retired`.
    fn retire(&self, first: *mut Retired<T>) {
        let mut last = first;
        // SAFETY: the nodes came from Box::into_raw and nobody else has them: `replace` has just made one, or
        // `drop_retired` has taken the list.
        while let Some(next) = ptr::NonNull::new(unsafe { (*last).next }) {
            last = next.as_ptr();
        }
        let mut head = self.retired.load(Acquire);
        loop {
            // SAFETY: as above, until the exchange below succeeds.
            unsafe { (*last).next = head };
            match self.retired.compare_exchange(head, first, AcqRel, Acquire) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }

    /// Drops the values that were replaced, or leaves them to the readers that are inside `get`.
    #[cold]
    fn drop_retired(&self) {
        loop {
            // The list is taken before the readers are counted: everything in it has been replaced already, so readers
            // that come later do not find it.
            let list = self.retired.swap(ptr::null_mut(), AcqRel);
            if list.is_null() {
                // Nothing is there, or another thread is at this place with it.
                return;
            }
            if self.count_readers() == 0 {
                // SAFETY: the nodes came from Box::into_raw, and nobody else has the list any more.
                unsafe { drop_list(list) };
                return;
            }
            self.retire(list);
            // Readers that are still counted find the list when they leave. If the last one left while the list was
            // away, it found nothing, and it is for this thread to try again.
            if self.count_readers() != 0 {
                return;
            }
        }
    }

    /// Adds nothing instead of loading: so it has a place in the order of all changes of `readers`. Readers before it are
    /// in the number, and readers after it see everything that this thread has done before.
    fn count_readers(&self) -> usize {
        self.readers.fetch_add(0, AcqRel)
    }
}

/// # Safety
///
/// The nodes came from Box::into_raw, and nobody else has them.
unsafe fn drop_list<T>(mut list: *mut Retired<T>) {
    while !list.is_null() {
        // SAFETY: as the function demands; each node is met once.
        let node = unsafe { Box::from_raw(list) };
        list = node.next;
    }
}

impl<T> Drop for Shared<T> {
    fn drop(&mut self) {
        // SAFETY: `&mut self` says that nobody reads any more; the pointer came from Arc::into_raw with a count of one.
        drop(unsafe { Arc::from_raw(self.current.load(Acquire)) });
        // SAFETY: as above; the nodes came from Box::into_raw.
        unsafe { drop_list(self.retired.load(Acquire)) };
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::cell::RefCell;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
    use std::thread;

    use super::*;

    thread_local! {
        /// What happens to this thread inside `get`, between being counted and reading the pointer.
        static INSIDE_GET: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
    }

    pub(super) fn reader_is_counted() {
        // The cell is free again before the function runs, which may read as well.
        let function = INSIDE_GET.with(|inside| inside.borrow_mut().take());
        if let Some(function) = function {
            function();
        }
    }

    #[test]
    fn what_was_replaced_during_a_read_is_dropped_when_the_last_reader_leaves() {
        let values: Vec<_> = (0..4).map(Arc::new).collect();
        let alive = |values: &[Arc<usize>]| values.iter().map(|value| Arc::strong_count(value) - 1).collect::<Vec<_>>();
        let shared = Arc::new(Shared::new(values[0].clone()));
        let inside = {
            let (shared, values) = (shared.clone(), values.clone());
            move || {
                let before = alive(&values);
                // Replaced twice, and another reader comes and goes: it is not the last one.
                shared.replace(values[1].clone());
                shared.replace(values[2].clone());
                assert_eq!(*shared.get(), 2);
                let added: Vec<_> = alive(&values).iter().zip(before).map(|(now, before)| now - before).collect();
                assert_eq!(added, [0, 1, 1, 0], "a reader that is counted may still take what was current");
            }
        };
        INSIDE_GET.set(Some(Box::new(inside)));
        assert_eq!(*shared.get(), 2);
        assert_eq!(alive(&values), [0, 0, 1, 0]);
        shared.replace(values[3].clone());
        assert_eq!(alive(&values), [0, 0, 0, 1], "without readers it is dropped at once");
    }

    #[test]
    fn readers_see_whole_values_while_they_are_replaced_and_none_is_lost() {
        static ALIVE: AtomicUsize = AtomicUsize::new(0);
        struct Pair(usize, usize);
        impl Pair {
            fn new(number: usize) -> Arc<Pair> {
                ALIVE.fetch_add(1, SeqCst);
                Arc::new(Pair(number, !number))
            }
        }
        impl Drop for Pair {
            fn drop(&mut self) {
                // What a reader of a freed value would see.
                (self.0, self.1) = (0, 0);
                ALIVE.fetch_sub(1, SeqCst);
            }
        }

        // No scoped threads: how these count their owners is code of std, which ThreadSanitizer does not see.
        let shared = Arc::new(Shared::new(Pair::new(0)));
        let stop = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> = (0..16)
            .map(|_| {
                let (shared, stop) = (shared.clone(), stop.clone());
                thread::spawn(move || {
                    let mut reads = 0;
                    while !stop.load(SeqCst) || reads < 100 {
                        let pair = shared.get();
                        assert_eq!(pair.1, !pair.0);
                        reads += 1;
                    }
                })
            })
            .collect();
        let writers: Vec<_> = (0..2)
            .map(|writer| {
                let shared = shared.clone();
                thread::spawn(move || (1..2_000).for_each(|number| shared.replace(Pair::new(2 * number + writer))))
            })
            .collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        stop.store(true, SeqCst);
        readers.into_iter().for_each(|reader| reader.join().unwrap());
        shared.replace(Pair::new(7));
        assert_eq!(ALIVE.load(SeqCst), 1, "what was replaced is let go of");
        drop(shared);
        assert_eq!(ALIVE.load(SeqCst), 0);
    }
}
