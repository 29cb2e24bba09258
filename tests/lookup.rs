//! Names: looked up once for many calls, never longer than a call may last, and all their addresses are tried.
//!
//! Each test is a program with functions in place of the system's, which say what names mean. The servers are in the
//! test, so that the program's threads are the library's.

#![allow(clippy::unwrap_used)]

mod support;

use std::thread;
use std::time::{Duration, Instant};

use hwlive::{Client, ClientBuilder, ErrorKind};

use support::network::{FullBacklog, has_ipv6};
use support::programs::{self, Named, Program, arguments, wait_until};
use support::replaced::{clock_goes_ahead, lookups, lookups_hang, names_mean, threads_are_refused};
use support::socks::{Answers, Socks};
#[cfg(unix)]
use support::system::fork;
use support::system::{self, threads};
use support::{ID, Scheme, Server, answer_with, success};

/// Longer than the addresses of a name are kept, and than an idle connection is.
const A_WHILE: u32 = 31;
/// The limit of a call that is not meant to get anywhere, but as far as a lookup.
const SHORT: Duration = Duration::from_millis(200);
/// How much later than it should something may happen on a machine that is busy.
const SLACK: Duration = Duration::from_secs(15);
/// The limit of all other calls: one that waits in vain takes longer than [`SLACK`].
const LONG: Duration = Duration::from_secs(60);

const TESTS: &[Named] = &[
    ("one_lookup_serves_many_calls", || run("kept", &closing_server())),
    ("an_address_needs_no_lookup", || run("literals", &closing_server())),
    ("given_addresses_need_no_lookup", || run("given", &closing_server())),
    ("only_the_proxy_looks_a_name_up_with_socks5h", only_the_proxy_looks_up),
    ("all_addresses_are_tried", all_addresses_are_tried),
    ("addresses_are_forgotten_when_connecting_fails", addresses_are_forgotten),
    ("a_lookup_that_hangs_holds_one_thread", || run("hangs", &closing_server())),
    ("threads_share_a_lookup", || run("shared", &closing_server())),
    ("a_name_that_does_not_exist", || run("no_such_name", &closing_server())),
    ("a_thread_that_cannot_be_started", || run("no_thread", &closing_server())),
    ("a_result_that_comes_late_is_not_young", || run("late", &closing_server())),
    ("a_shutdown_ends_a_lookup", || run("shut_down", &closing_server())),
    ("a_call_that_is_cancelled_waits_for_no_lookup", || run("cancelled", &closing_server())),
    ("signals_end_neither_a_lookup_nor_a_connect", signals_end_neither),
    #[cfg(unix)]
    ("a_child_of_a_process_that_looks_up", || run("forked", &closing_server())),
    ("a_connection_that_was_idle_for_long_is_not_used_again", idle_connections),
];

const PROGRAMS: &[Named] = &[
    ("kept", kept),
    ("literals", literals),
    ("given", given),
    ("through_socks", through_socks),
    ("addresses", addresses),
    ("forgotten", forgotten),
    ("hangs", hangs),
    ("shared", shared),
    ("no_such_name", no_such_name),
    ("no_thread", no_thread),
    ("late", late),
    ("shut_down", shut_down),
    ("cancelled", cancelled),
    ("signals", signals),
    #[cfg(unix)]
    ("forked", forked),
    ("idle", idle),
];

fn main() {
    programs::run(TESTS, PROGRAMS);
}

/// Ends the connection after each answer, so that each call makes one.
fn closing_server() -> Server {
    Server::start(Scheme::Http, |peer| {
        peer.request()?;
        peer.send(answer_with(200, &["Connection: close"], support::CALLBACK))
    })
}

fn run(name: &'static str, server: &Server) {
    with_resolver(name, &[server.address().port().to_string()]).succeeds();
}

fn with_resolver(name: &'static str, arguments: &[String]) -> Program {
    support::replaced::with_resolver(programs::program(name, arguments))
}

/// Settings for a name that only the resolver here knows, and the port of the first argument.
fn settings() -> ClientBuilder {
    settings_for("live.test", &arguments()[0])
}

fn settings_for(host: &str, port: &str) -> ClientBuilder {
    let endpoint = format!("http://{host}:{port}");
    let builder = Client::builder().endpoint(&endpoint).project_id("p").access_key("ak", "sk").proxy("").insecure(true);
    builder.timeout(LONG).connect_timeout(LONG)
}

#[track_caller]
fn succeeds(client: &Client) {
    assert_eq!(client.show_record_callback(ID).unwrap().id(), ID);
}

fn kept() {
    let alone = threads();
    names_mean(c"127.0.0.1");
    let client = settings().build().unwrap();
    for (ahead, expected) in [(0, 1), (A_WHILE, 2), (A_WHILE, 3)] {
        clock_goes_ahead(ahead);
        (0..20).for_each(|_| succeeds(&client));
        assert_eq!(lookups(), expected);
    }
    wait_until(|| threads() == alone);
    // Another client has names of its own.
    succeeds(&settings().build().unwrap());
    assert_eq!(lookups(), 4);
}

fn literals() {
    threads_are_refused(true);
    for host in ["127.0.0.1", "localhost", "live.localhost"] {
        succeeds(&settings_for(host, &arguments()[0]).build().unwrap());
    }
    assert_eq!(lookups(), 0);
}

#[track_caller]
fn is_looked_up_in_vain(host: &str, builder: ClientBuilder) {
    let error = builder.max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None), "{error}");
    assert!(error.to_string().contains(&format!("look up {host}: ")), "{error}");
}

fn given() {
    names_mean(c"");
    let here = format!("live.test:{}:127.0.0.1", arguments()[0]);
    is_looked_up_in_vain("live.test", settings());
    // For another port, or for another name.
    is_looked_up_in_vain("live.test", settings().resolve("live.test:1:127.0.0.1"));
    is_looked_up_in_vain("proxy.test", settings().resolve(&here).proxy("socks5h://proxy.test:1"));
    assert_eq!(lookups(), 3);
    succeeds(&settings().resolve(&here).build().unwrap());
    assert_eq!(lookups(), 3);
}

fn only_the_proxy_looks_up() {
    let (server, proxy) = (closing_server(), Socks::new(Answers::default()));
    let port = server.address().port();
    with_resolver("through_socks", &[port.to_string(), proxy.server.address().to_string()]).succeeds();
    assert_eq!(proxy.asked(), ["methods 0".to_owned(), format!("name live.test:{port}")]);
    assert_eq!(proxy.server.connections(), 1);
}

fn through_socks() {
    let proxy = |kind| format!("{kind}://{}", arguments()[1]);
    names_mean(c"");
    succeeds(&settings().proxy(&proxy("socks5h")).build().unwrap());
    assert_eq!(lookups(), 0);
    is_looked_up_in_vain("live.test", settings().proxy(&proxy("socks5")));
    assert_eq!(lookups(), 1);
}

fn all_addresses_are_tried() {
    if !has_ipv6() {
        return;
    }
    let v4 = closing_server();
    let v6 = Server::on("[::1]:0", None, |peer| peer.serve(|_, _| success()));
    let _full = FullBacklog::new(&format!("127.0.0.2:{}", v4.address().port()));
    with_resolver("addresses", &[v4.address().port().to_string(), v6.address().port().to_string()]).succeeds();
}

fn addresses() {
    let [v4, v6] = arguments().try_into().unwrap();
    // On both ports nobody listens on 127.0.0.3; on the first one 127.0.0.2 does not answer.
    for (list, port) in [
        (c"127.0.0.1", &v4),
        (c"127.0.0.3,127.0.0.1", &v4),
        (c"127.0.0.2,127.0.0.1", &v4),
        (c"127.0.0.1,127.0.0.2", &v4),
        (c"127.0.0.2,127.0.0.3,127.0.0.1", &v4),
        (c"::1,127.0.0.1", &v4),
        (c"::1,127.0.0.2,127.0.0.3,127.0.0.1", &v4),
        (c"127.0.0.3,::1", &v6),
        (c"::1", &v6),
    ] {
        names_mean(list);
        let client = settings_for("live.test", port).max_retries(0).build().unwrap();
        let since = Instant::now();
        succeeds(&client);
        assert!(since.elapsed() < SLACK, "{list:?}: {:?}", since.elapsed());
    }

    names_mean(c"127.0.0.3,::1,127.0.0.4");
    let error = settings().max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    for address in [format!("127.0.0.3:{v4}"), format!("[::1]:{v4}"), format!("127.0.0.4:{v4}")] {
        assert!(error.to_string().contains(&address), "{error}");
    }
    assert!(error.to_string().contains(&format!("connect live.test:{v4}")), "{error}");
}

fn addresses_are_forgotten() {
    let server = closing_server();
    let _full = FullBacklog::new(&format!("127.0.0.2:{}", server.address().port()));
    run("forgotten", &server);
}

fn forgotten() {
    for (list, kind) in [(c"127.0.0.3", ErrorKind::Connect), (c"127.0.0.2", ErrorKind::Timeout)] {
        let client = settings().max_retries(0).connect_timeout(SHORT * 10).build().unwrap();
        names_mean(list);
        assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), kind);
        names_mean(c"127.0.0.1");
        succeeds(&client);
    }
    assert_eq!(lookups(), 4);
}

fn hangs() {
    names_mean(c"127.0.0.1");
    lookups_hang(true);
    let alone = threads();
    #[cfg(unix)]
    let blocked_before = blocked_signals("self");
    let client = settings().timeout(SHORT).build().unwrap();
    for _ in 0..10 {
        let since = Instant::now();
        let error = client.show_record_callback(ID).unwrap_err();
        let took = since.elapsed();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(error.to_string().contains("looking up the name"), "{error}");
        assert!(took >= SHORT && took < SLACK, "{took:?}");
        assert!(threads() <= alone + 1, "{}", threads());
    }
    assert_eq!(lookups(), 1);

    #[cfg(unix)]
    helpers_block_signals(blocked_before);

    lookups_hang(false);
    wait_until(|| threads() == alone);
}

/// The host's signals are for its own threads.
#[cfg(unix)]
fn helpers_block_signals(blocked_before: u64) {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap().map(|task| task.unwrap().file_name());
    let own = std::process::id().to_string();
    let helper = tasks.map(|task| task.into_string().unwrap()).find(|task| *task != own).unwrap();
    let blocked = blocked_signals(&format!("self/task/{helper}"));
    for signal in [libc::SIGALRM, libc::SIGTERM, libc::SIGUSR1, libc::SIGPROF, libc::SIGCHLD] {
        assert!(blocked & (1 << (signal - 1)) != 0, "signal {signal}");
    }
    assert_eq!(blocked_signals("self"), blocked_before);
}

/// The mask of a thread, as the kernel shows it.
#[cfg(unix)]
fn blocked_signals(task: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{task}/status")).unwrap();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigBlk:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap()
}

fn shared() {
    let alone = threads();
    names_mean(c"127.0.0.1");
    lookups_hang(true);
    let client = settings().build().unwrap();
    thread::scope(|scope| {
        let calls: Vec<_> = (0..16).map(|_| scope.spawn(|| succeeds(&client))).collect();
        wait_until(|| lookups() == 1 && threads() == alone + 17);
        lookups_hang(false);
        calls.into_iter().for_each(|call| call.join().unwrap());
    });
    assert_eq!(lookups(), 1);
}

fn no_such_name() {
    names_mean(c"");
    let client = settings().max_retries(1).build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 2), "{error}");
    assert!(error.to_string().contains("look up live.test: "), "{error}");
    // A failure is not kept.
    assert_eq!(lookups(), 2);
    names_mean(c"127.0.0.1");
    succeeds(&client);
}

fn no_thread() {
    names_mean(c"127.0.0.1");
    threads_are_refused(true);
    let client = settings().max_retries(0).build().unwrap();
    for _ in 0..3 {
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
        assert!(error.to_string().contains("no thread could be started"), "{error}");
        assert!(error.is_retryable());
    }
    threads_are_refused(false);
    succeeds(&client);
    assert_eq!(lookups(), 1);
}

fn late() {
    let alone = threads();
    // What nobody waited for to the end, a failure and addresses, is not given to a call that comes much later.
    let clients = [c"", c"127.0.0.3"].map(|list| {
        names_mean(list);
        lookups_hang(true);
        let client = settings().timeout(SHORT * 10).max_retries(0).build().unwrap();
        assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Timeout);
        lookups_hang(false);
        wait_until(|| threads() == alone);
        client
    });
    clock_goes_ahead(A_WHILE);
    names_mean(c"127.0.0.1");
    clients.iter().for_each(succeeds);
    assert_eq!(lookups(), 4);
}

fn shut_down() {
    lookups_hang(true);
    let client = settings().build().unwrap();
    let call = {
        let client = client.clone();
        thread::spawn(move || client.show_record_callback(ID).unwrap_err())
    };
    wait_until(|| lookups() == 1);
    let since = Instant::now();
    client.shutdown();
    let error = call.join().unwrap();
    assert!(since.elapsed() < SLACK, "{:?}", since.elapsed());
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{error}");
    assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Cancelled);
}

/// One of two calls that wait for the same lookup.
fn cancelled() {
    names_mean(c"127.0.0.1");
    lookups_hang(true);
    let client = settings().build().unwrap();
    let mut call = client.call();
    let cancel = call.cancel_handle();
    let other = thread::spawn({
        let client = client.clone();
        move || client.show_record_callback(ID)
    });
    let cancelled = thread::spawn(move || (call.show_record_callback(ID).unwrap_err(), call.report()));
    wait_until(|| lookups() == 1);
    let since = Instant::now();
    cancel.cancel();
    let (error, report) = cancelled.join().unwrap();
    assert!(since.elapsed() < SLACK, "{:?}", since.elapsed());
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{error}");
    assert!(error.to_string().ends_with("the call was cancelled"), "{error}");
    assert_eq!((report.peer_address(), report.connect(), report.bytes_sent()), (None, None, 0), "{report:?}");
    lookups_hang(false);
    other.join().unwrap().unwrap();
}

fn signals_end_neither() {
    let server = closing_server();
    let _full = FullBacklog::new(&format!("127.0.0.2:{}", server.address().port()));
    run("signals", &server);
}

fn signals() {
    system::start_signals();
    names_mean(c"127.0.0.2,127.0.0.1");
    lookups_hang(true);
    let client = settings().max_retries(0).build().unwrap();
    thread::scope(|scope| {
        // This thread is the one that the signals reach, so it calls.
        scope.spawn(|| {
            wait_until(|| lookups() == 1);
            let before = system::signals();
            wait_until(|| system::signals() >= before + system::SIGNALS_IN_A_LOOKUP);
            lookups_hang(false);
        });
        let before = system::signals();
        succeeds(&client);
        let count = system::signals() - before;
        assert!(count > system::SIGNALS_IN_A_LOOKUP + 5, "only {count} signals during the call");
    });
}

#[cfg(unix)]
fn forked() {
    names_mean(c"127.0.0.1");
    lookups_hang(true);
    let client = settings().build().unwrap();
    thread::scope(|scope| {
        let call = scope.spawn(|| succeeds(&client));
        wait_until(|| lookups() == 1);
        // The child has no thread that would finish the lookup.
        let child = fork(|| {
            lookups_hang(false);
            succeeds(&client);
            assert_eq!(lookups(), 2);
        });
        child.succeeds();
        lookups_hang(false);
        call.join().unwrap();
    });
    assert_eq!(lookups(), 1);
}

fn idle_connections() {
    let server = Server::answering(Scheme::Http, success());
    run("idle", &server);
    assert_eq!((server.connections(), server.requests().len()), (2, 4));
}

fn idle() {
    let client = settings_for("127.0.0.1", &arguments()[0]).build().unwrap();
    succeeds(&client);
    clock_goes_ahead(A_WHILE / 2);
    succeeds(&client);
    clock_goes_ahead(A_WHILE);
    succeeds(&client);
    succeeds(&client);
}
