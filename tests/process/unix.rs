//! What only systems like Unix have: forks, signals, descriptors.

use std::mem;
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd;
use std::process::Command;
use std::ptr;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use hwlive::{Client, ErrorKind};

use super::support::limit;
use super::support::programs::Named;
use super::support::system::{fork, signals, start_signals};
use super::support::{ID, SCHEMES, Scheme, Server, success};
use super::{SLACK, run, settings, succeeds};

pub(super) const TESTS: [Named; 10] = [
    ("both_sides_of_a_fork_go_on", both_sides_of_a_fork_go_on),
    ("a_fork_while_another_thread_calls", fork_during_a_call),
    ("a_child_that_frees_touches_nothing", a_child_that_frees_touches_nothing),
    ("grandchildren", grandchildren),
    ("a_shutdown_in_a_child", shutdown_in_a_child),
    ("signals_end_no_call", signals_end_no_call),
    ("limits_hold_under_signals", limits_hold_under_signals),
    ("no_descriptor_left", no_descriptor_left),
    ("no_descriptor_is_inherited", no_descriptor_is_inherited),
    ("a_child_that_has_closed_everything", a_child_that_has_closed_everything),
];

pub(super) const PROGRAMS: [Named; 10] = [
    ("fork", fork_program),
    ("fork_during_call", fork_during_call_program),
    ("free_in_child", free_in_child_program),
    ("grandchildren", grandchildren_program),
    ("shutdown_in_child", shutdown_in_child_program),
    ("signals", signals_program),
    ("signals_and_limits", signals_and_limits_program),
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

fn signals_end_no_call() {
    for scheme in SCHEMES {
        // Slow enough that every wait is interrupted many times.
        let server = Server::start(scheme, |peer| {
            while peer.next_request()?.is_some() {
                peer.pause(Duration::from_millis(30))?;
                let answer = success();
                let (head, body) = answer.split_at(answer.len() / 2);
                peer.send(head)?;
                peer.pause(Duration::from_millis(30))?;
                peer.send(body)?;
            }
            Ok(())
        });
        run("signals", &server);
    }
}

fn signals_program() {
    start_signals();
    for _ in 0..5 {
        let client = settings().build().unwrap();
        (0..3).for_each(|_| succeeds(&client));
    }
    assert!(signals() > 30, "the timer did not run");
}

fn limits_hold_under_signals() {
    let server = Server::start(Scheme::Http, |peer| peer.silence().map(drop));
    run("signals_and_limits", &server);
}

fn signals_and_limits_program() {
    start_signals();
    let client = settings().timeout(Duration::from_millis(300)).build().unwrap();
    let since = Instant::now();
    assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Timeout);
    let took = since.elapsed();
    assert!(took >= Duration::from_millis(300) && took < Duration::from_millis(300) + SLACK, "{took:?}");
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
