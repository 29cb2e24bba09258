//! What only systems like Unix have: forks and descriptors.

use std::mem;
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd;
use std::process::Command;
use std::ptr;
use std::sync::atomic::Ordering;
use std::thread;

use hwlive::{Client, ErrorKind};

use super::support::limit;
use super::support::programs::Named;
use super::support::system::fork;
use super::support::{ID, SCHEMES, Server, success};
use super::{run, settings, succeeds};

pub(super) const TESTS: [Named; 8] = [
    ("both_sides_of_a_fork_go_on", both_sides_of_a_fork_go_on),
    ("a_fork_while_another_thread_calls", fork_during_a_call),
    ("a_child_that_frees_touches_nothing", a_child_that_frees_touches_nothing),
    ("grandchildren", grandchildren),
    ("a_shutdown_in_a_child", shutdown_in_a_child),
    ("no_descriptor_left", no_descriptor_left),
    ("no_descriptor_is_inherited", no_descriptor_is_inherited),
    ("a_child_that_has_closed_everything", a_child_that_has_closed_everything),
];

pub(super) const PROGRAMS: [Named; 8] = [
    ("fork", fork_program),
    ("fork_during_call", fork_during_call_program),
    ("free_in_child", free_in_child_program),
    ("grandchildren", grandchildren_program),
    ("shutdown_in_child", shutdown_in_child_program),
    ("descriptors", descriptors_program),
    ("exec", exec_program),
    ("daemon", daemon_program),
];

/// Parent and child both go on, again and again; the child has connections of its own, the parent keeps its one.
fn both_sides_of_a_fork_go_on() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("fork", &server);
        let requests = server.requests();
        assert_eq!((server.connections(), requests.len()), (1 + CHILDREN, 1 + CHILDREN * 6), "{scheme:?}");
        // Connections are numbered as they were made: the parent's is the first, and every child has one.
        for connection in 0..=CHILDREN {
            let count = requests.iter().filter(|request| request.connection == connection).count();
            assert_eq!(count, if connection == 0 { 1 + CHILDREN * 3 } else { 3 }, "{scheme:?} {connection}");
        }
    }
}

const CHILDREN: usize = 3;

fn fork_program() {
    let client = settings().build().unwrap();
    succeeds(&client);
    for _ in 0..CHILDREN {
        let child = fork(|| (0..3).for_each(|_| succeeds(&client)));
        (0..3).for_each(|_| succeeds(&client));
        child.succeeds();
    }
}

/// A thread of the parent is in a call, with whatever locks it holds, when another one forks.
fn fork_during_a_call() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("fork_during_call", &server);
    }
}

fn fork_during_call_program() {
    let client = settings().build().unwrap();
    let enough = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !enough.load(Ordering::Relaxed) {
                    succeeds(&client);
                }
            });
        }
        for _ in 0..30 {
            // The child frees its copy as well.
            let copy = client.clone();
            let child = fork(move || {
                succeeds(&copy);
                drop(copy);
            });
            child.succeeds();
        }
        enough.store(true, Ordering::Relaxed);
    });
    succeeds(&client);
}

/// The parent's connection lives on after a child has freed the client, used or not.
fn a_child_that_frees_touches_nothing() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("free_in_child", &server);
        let requests = server.requests();
        let of_parent = requests.iter().filter(|request| request.connection == 0).count();
        assert_eq!((server.connections(), of_parent, requests.len()), (2, 3, 4), "{scheme:?}");
    }
}

fn free_in_child_program() {
    let client = settings().build().unwrap();
    succeeds(&client);
    for used in [false, true] {
        // Without running what else the program would do at its end.
        let mut copy = Some(unsafe_copy(&client));
        let child = fork(|| {
            if used {
                succeeds(copy.as_ref().unwrap());
            }
            drop(copy.take());
        });
        child.succeeds();
        mem::forget(copy);
        succeeds(&client);
    }
}

/// A second owner, so that the child's drop is not the last one only because the parent's still stands in its memory.
fn unsafe_copy(client: &Client) -> Client {
    // SAFETY: the copy is dropped in a child only, whose memory is its own; here it is forgotten. It takes the count that
    // the child's copy of `client` stands for, so that the drop there is the last.
    unsafe { ptr::read(client) }
}

fn grandchildren() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("grandchildren", &server);
        assert_eq!((server.connections(), server.requests().len()), (3, 6), "{scheme:?}");
    }
}

fn grandchildren_program() {
    let client = settings().build().unwrap();
    succeeds(&client);
    let child = fork(|| {
        succeeds(&client);
        let grandchild = fork(|| {
            succeeds(&client);
            succeeds(&client);
        });
        grandchild.succeeds();
        succeeds(&client);
    });
    child.succeeds();
    succeeds(&client);
}

fn shutdown_in_a_child() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("shutdown_in_child", &server);
        assert_eq!((server.connections(), server.requests().len()), (1, 2), "{scheme:?}");
    }
}

fn shutdown_in_child_program() {
    let client = settings().build().unwrap();
    succeeds(&client);
    let child = fork(|| {
        client.shutdown();
        assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Cancelled);
    });
    child.succeeds();
    succeeds(&client);
}

fn no_descriptor_left() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("descriptors", &server);
    }
}

fn descriptors_program() {
    let client = settings().max_retries(0).build().unwrap();
    let mut taken = Vec::new();
    // SAFETY: dup takes a number, and open descriptors are all that it makes.
    let limit = libc::rlimit { rlim_cur: 32, rlim_max: 32 };
    // SAFETY: the pointer is of a local that outlives the call.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit) }, 0);
    loop {
        // SAFETY: as above.
        match unsafe { libc::dup(0) } {
            -1 => break,
            fd => taken.push(fd),
        }
    }
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.to_string().contains("open files"), "{error}");
    for fd in taken {
        // SAFETY: the descriptor is one of those just made.
        unsafe { libc::close(fd) };
    }
    succeeds(&client);
}

fn no_descriptor_is_inherited() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("exec", &server);
    }
}

fn exec_program() {
    let client = settings().build().unwrap();
    succeeds(&client);
    let output = limit::output(Command::new("/bin/sh").args(["-c", "ls -l /proc/self/fd"])).unwrap();
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && !listed.contains("socket:"), "{listed}");
    let own =
        std::fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
    assert!(own.into_iter().any(|link| link.to_string_lossy().starts_with("socket:")), "nothing to inherit");
}

/// Daemons close all descriptors and open others; what has the old numbers then is not the library's to close.
fn a_child_that_has_closed_everything() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        run("daemon", &server);
    }
}

fn daemon_program() {
    let client = settings().build().unwrap();
    succeeds(&client);
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let child = fork(|| {
        for fd in 3..64 {
            if fd != listener.as_raw_fd() {
                // SAFETY: what the child closes is its copy; of what it goes on to use, nothing.
                unsafe { libc::close(fd) };
            }
        }
        let own = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        succeeds(&client);
        assert!(own.peer_addr().is_ok(), "the child's own socket was closed");
    });
    child.succeeds();
    succeeds(&client);
}
