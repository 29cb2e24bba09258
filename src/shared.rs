//! A value that many threads read in every call and one replaces now and then: without a lock, so that a forked child
//! has it whatever the parent's other threads were doing.

use std::fmt;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering::SeqCst};

/// An `Arc` that can be replaced.
///
/// A reader counts itself in `readers` while it turns the pointer into an `Arc` of its own. A value that was replaced
/// is let go of once there has been a moment without readers after it; until then it waits in `retired`. Where a fork
/// has caught a reader of the parent, the child's count never comes to nought and replaced values stay, which costs
/// memory and nothing else.
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
        self.readers.fetch_add(1, SeqCst);
        let current = self.current.load(SeqCst).cast_const();
        // SAFETY: the pointer came from Arc::into_raw. Its count is at least one meanwhile: it is only given up by
        // `let_go`, after the value was replaced and `readers` was seen at nought, and this reader has been in that
        // count since before it read the pointer.
        let value = unsafe {
            Arc::increment_strong_count(current);
            Arc::from_raw(current)
        };
        self.readers.fetch_sub(1, SeqCst);
        value
    }

    pub(crate) fn replace(&self, value: Arc<T>) {
        let old = self.current.swap(Arc::into_raw(value).cast_mut(), SeqCst);
        // SAFETY: the pointer came from Arc::into_raw, and the count of one that came with it is taken over by whoever
        // swaps it out, which happens once.
        let old = unsafe { Arc::from_raw(old) };
        self.retire(Box::into_raw(Box::new(Retired { _value: old, next: ptr::null_mut() })));
        self.let_go();
    }

    /// Puts one node, or a whole list by its first, on the list.
    fn retire(&self, first: *mut Retired<T>) {
        let mut last = first;
        // SAFETY: the nodes came from Box::into_raw and are nobody else's: `replace` has just made one, and `let_go` has
        // taken the list off.
        while let Some(next) = ptr::NonNull::new(unsafe { (*last).next }) {
            last = next.as_ptr();
        }
        let mut head = self.retired.load(SeqCst);
        loop {
            // SAFETY: as above, until the exchange below succeeds.
            unsafe { (*last).next = head };
            match self.retired.compare_exchange(head, first, SeqCst, SeqCst) {
                Ok(_) => return,
                Err(now) => head = now,
            }
        }
    }

    /// Drops the values that were replaced, where nobody can be about to take one of them.
    fn let_go(&self) {
        // The list comes first and the count after it: what is in the list was replaced before, so that readers who
        // begin from here on do not find it.
        let list = self.retired.swap(ptr::null_mut(), SeqCst);
        if list.is_null() {
            return;
        }
        match self.readers.load(SeqCst) {
            // SAFETY: the list was taken off, so it is nobody else's, and no reader is left who may have seen a pointer
            // to one of its values without counting itself in the `Arc`.
            0 => unsafe { drop_list(list) },
            _ => self.retire(list),
        }
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
        drop(unsafe { Arc::from_raw(*self.current.get_mut()) });
        // SAFETY: as above; the nodes came from Box::into_raw.
        unsafe { drop_list(*self.retired.get_mut()) };
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use super::*;

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

        let shared = Shared::new(Pair::new(0));
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    let mut reads = 0;
                    while !stop.load(SeqCst) || reads < 100 {
                        let pair = shared.get();
                        assert_eq!(pair.1, !pair.0);
                        reads += 1;
                    }
                });
            }
            let writers: Vec<_> = (0..2)
                .map(|writer| {
                    let shared = &shared;
                    scope.spawn(move || (1..2_000).for_each(|number| shared.replace(Pair::new(2 * number + writer))))
                })
                .collect();
            writers.into_iter().for_each(|writer| writer.join().unwrap());
            stop.store(true, SeqCst);
        });
        shared.replace(Pair::new(7));
        assert_eq!(ALIVE.load(SeqCst), 1, "what was replaced is let go of");
        drop(shared);
        assert_eq!(ALIVE.load(SeqCst), 0);
    }
}
