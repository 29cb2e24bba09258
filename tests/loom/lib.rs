//! Threads that read and replace a `Shared` in every order that loom can make of them.
#![cfg(all(loom, test))]

#[path = "../../src/shared.rs"]
mod shared;

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use loom::cell::UnsafeCell;
use loom::sync::Arc;
use loom::thread;

use shared::Shared;

/// Counts the values that are alive. It is no part of what is tried, so it is not loom's.
type Alive = std::sync::Arc<AtomicUsize>;

/// Loom fails if the cell is read and written by threads that do not know of each other, and if an `Arc` is left behind.
struct Value {
    number: UnsafeCell<usize>,
    alive: Alive,
}

impl Value {
    fn new(number: usize, alive: &Alive) -> Arc<Value> {
        alive.fetch_add(1, SeqCst);
        Arc::new(Value { number: UnsafeCell::new(number), alive: alive.clone() })
    }

    fn number(&self) -> usize {
        // SAFETY: it is only written when the value is dropped; loom fails if that happens meanwhile.
        self.number.with(|number| unsafe { *number })
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        // SAFETY: nobody reads what is dropped; loom fails otherwise.
        self.number.with_mut(|number| unsafe { *number = usize::MAX });
        self.alive.fetch_sub(1, SeqCst);
    }
}

/// Each reader reads so often, each writer replaces so often, and the first writer is the main thread. Whatever the order:
/// what is read is whole, and in the end all that was replaced is gone.
fn check(readers: &[usize], writers: &[usize]) {
    let (readers, writers) = (readers.to_vec(), writers.to_vec());
    loom::model(move || {
        let alive = Alive::default();
        let shared = Arc::new(Shared::new(Value::new(0, &alive)));
        let mut threads = Vec::new();
        for &times in &readers {
            let shared = shared.clone();
            threads.push(thread::spawn(move || (0..times).for_each(|_| assert!(shared.get().number() < 100))));
        }
        let write = |writer: usize, times| {
            let (shared, alive) = (shared.clone(), alive.clone());
            move || (0..times).for_each(|time| shared.replace(Value::new(10 * writer + time + 1, &alive)))
        };
        for (writer, &times) in writers.iter().enumerate().skip(1) {
            threads.push(thread::spawn(write(writer, times)));
        }
        write(0, writers[0])();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(alive.load(SeqCst), 1, "what was replaced is gone");
        assert!(shared.get().number() > 0);
        drop(shared);
        assert_eq!(alive.load(SeqCst), 0);
    });
}

#[test]
fn one_reader_and_one_writer() {
    check(&[2], &[2]);
}

#[test]
fn two_readers_and_one_writer() {
    check(&[1, 1], &[1]);
}

#[test]
fn one_reader_and_two_writers() {
    check(&[1], &[1, 1]);
}
