//! Many calls from many threads against a server that plays a random fault on each answer, while the process forks,
//! replaces credentials and shuts down other clients: no wrong answer, no late call, nothing left behind.
//!
//! `cargo test` makes 2,000 calls; `ci/soak CALLS [SEED]` makes as many as it is told. A failure names the seed. The seed
//! decides what the server does with its n-th answer; the order of the calls is the scheduler's.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::exit, missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hwlive::{Client, Credentials, ErrorKind, RecordCallback};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use support::{Authority, Leaf, TlsOptions, programs, system};

const THREADS: u64 = 16;
/// The limit of each call, and how much later it may end at most.
const LIMIT: Duration = Duration::from_millis(500);
const LATE: Duration = Duration::from_secs(2);
/// The same if nobody says how many calls there shall be: then other tests run beside this one.
const LATE_BESIDE_OTHERS: Duration = Duration::from_secs(20);
const CALLS_BESIDE_OTHERS: u64 = 2_000;
/// What memory may have grown by at the end.
const GROWTH: u64 = 2 * 1024 * 1024;
/// How long a forked child may take: its one call has the limit of all others.
#[cfg(unix)]
const CHILD_SECONDS: u32 = 30;

fn main() {
    programs::run(&[("soak", soak)], &[("server", server)]);
}

/// A generator of random numbers that a seed decides: splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

// The server.

/// Prints its ports and the file of its authority, and serves until its standard input ends.
fn server() {
    let seed: u64 = programs::arguments()[0].parse().unwrap();
    let authority = Authority::new("soak");
    let tls = TlsOptions::default().config(authority.sign(&Leaf::default()));
    let count = Arc::new(AtomicU64::new(0));
    let listeners = [None, Some(tls)].map(|tls| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let count = count.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (tls, count) = (tls.clone(), count.clone());
                thread::spawn(move || drop(serve(stream, tls, seed, &count)));
            }
        });
        port
    });
    println!("{} {} {}", listeners[0], listeners[1], authority.file().display());
    io::stdout().flush().unwrap();
    io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

trait Connection: Read + Write {}
impl<T: Read + Write> Connection for T {}

fn serve(stream: TcpStream, tls: Option<Arc<ServerConfig>>, seed: u64, count: &AtomicU64) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let raw = stream.try_clone()?;
    let mut connection: Box<dyn Connection> = match tls {
        None => Box::new(stream),
        Some(tls) => Box::new(StreamOwned::new(ServerConnection::new(tls).map_err(io::Error::other)?, stream)),
    };
    let mut buffer = Vec::new();
    while let Some(id) = read_id(&mut connection, &mut buffer)? {
        let number = count.fetch_add(1, Ordering::Relaxed);
        let mut random = Random(seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        if !answer(&mut connection, &raw, &id, number, &mut random)? {
            break;
        }
    }
    connection.flush()?;
    raw.shutdown(Shutdown::Write)
}

/// The id of the next request; `None`: the client has closed the connection.
fn read_id(connection: &mut impl Read, buffer: &mut Vec<u8>) -> io::Result<Option<String>> {
    let end = loop {
        if let Some(at) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        let mut piece = [0; 4096];
        let length = connection.read(&mut piece)?;
        if length == 0 {
            return Ok(None);
        }
        buffer.extend_from_slice(&piece[..length]);
    };
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    buffer.drain(..end);
    let target = head.split(' ').nth(1).unwrap_or_default();
    Ok(Some(target.rsplit('/').next().unwrap_or_default().to_owned()))
}

/// Answers, with or without a fault. Returns whether the connection stays open.
fn answer(
    connection: &mut impl Write,
    raw: &TcpStream,
    id: &str,
    number: u64,
    random: &mut Random,
) -> io::Result<bool> {
    let body = format!(r#"{{"id":"{id}","app":"{number}","publish_domain":"{id}.{number}"}}"#);
    let with = |status: &str, lines: &str, length: usize, body: &str| {
        format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{lines}\r\n{body}")
    };
    let good = with("200 OK", "", body.len(), &body);
    let refusal = |status: &str, lines: &str| {
        let body = r#"{"error_code":"LIVE.100011001","error_msg":"refused"}"#;
        with(status, lines, body.len(), body)
    };
    let mut send = |text: &[u8], open: bool| connection.write_all(text).map(|()| open);
    match random.below(1000) {
        0..620 => send(good.as_bytes(), true),
        // Closed while it is kept.
        620..680 => send(good.as_bytes(), false),
        // Cut at any byte.
        680..760 => send(&good.as_bytes()[..random.below(good.len() as u64) as usize], false),
        // Reset before, in or after the answer.
        760..810 => {
            let sent = send(&good.as_bytes()[..random.below(good.len() as u64 + 1) as usize], false);
            socket2::SockRef::from(raw).set_linger(Some(Duration::ZERO))?;
            raw.shutdown(Shutdown::Both)?;
            sent
        }
        // Bytes that are no HTTP.
        810..840 => {
            let garbage: Vec<u8> = (0..random.below(300)).map(|_| random.below(256) as u8).collect();
            send(&garbage, false)
        }
        // A length that is too short: what is left over must not be taken for the next answer.
        840..870 => {
            let less = random.below(body.len() as u64) as usize;
            send(with("200 OK", "", less, &body).as_bytes(), true)
        }
        // A length that is too long.
        870..885 => send(with("200 OK", "", body.len() + 7, &body).as_bytes(), false),
        // Two answers to one request.
        885..900 => send(format!("{good}{}", with("200 OK", "", 17, r#"{"id":"surplus"} "#)).as_bytes(), true),
        900..915 => {
            let status = ["429 Too Many Requests", "503 Service Unavailable"][random.below(2) as usize];
            let after = ["0", "1", "3600", "soon", "Thu, 01 Jan 2099 00:00:00 GMT"][random.below(5) as usize];
            send(refusal(status, &format!("Retry-After: {after}\r\n")).as_bytes(), true)
        }
        915..950 => {
            let status =
                ["400 Bad Request", "403 Forbidden", "404 Not Found", "500 Internal Server Error", "302 Found"];
            send(refusal(status[random.below(5) as usize], "").as_bytes(), true)
        }
        950..953 => {
            thread::sleep(Duration::from_millis(random.below(800)));
            send(good.as_bytes(), true)
        }
        // Dripped.
        953..956 => {
            for piece in good.as_bytes().chunks(8) {
                send(piece, true)?;
                thread::sleep(Duration::from_millis(random.below(40)));
            }
            Ok(true)
        }
        // Huge: a body or a head that is longer than it may be.
        956..960 => {
            let huge = " ".repeat(2 << 20);
            send(with("200 OK", "", body.len() + huge.len(), &format!("{body}{huge}")).as_bytes(), true)
        }
        960..965 => {
            send(with("200 OK", &format!("X-Huge: {}\r\n", "x".repeat(80_000)), body.len(), &body).as_bytes(), true)
        }
        // In pieces.
        _ => {
            let at = random.below(body.len() as u64) as usize;
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            let (one, other) = body.split_at(at);
            let chunk =
                |part: &str| if part.is_empty() { String::new() } else { format!("{:x}\r\n{part}\r\n", part.len()) };
            send(format!("{head}{}{}0\r\n\r\n", chunk(one), chunk(other)).as_bytes(), true)
        }
    }
}

// The client.

/// Ends the server when it is dropped.
struct Server {
    process: Child,
    endpoints: [String; 2],
    ca_file: String,
}

impl Server {
    fn start(seed: u64) -> Server {
        let mut process = Command::new(env::current_exe().unwrap())
            .args(["--program", "server", &seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let mut words = line.trim_end().splitn(3, ' ');
        let [http, https, ca_file] = [(); 3].map(|()| words.next().unwrap().to_owned());
        let endpoints = [format!("http://127.0.0.1:{http}"), format!("https://127.0.0.1:{https}")];
        Server { process, endpoints, ca_file }
    }

    fn client(&self, scheme: usize) -> Client {
        let builder =
            Client::builder().endpoint(&self.endpoints[scheme]).ca_file(&self.ca_file).project_id("p").proxy("");
        builder.access_key("ak", "sk").timeout(LIMIT).max_retries(1).build().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        self.process.wait().unwrap();
    }
}

/// What all threads have seen.
#[derive(Default)]
struct Seen {
    outcomes: Mutex<BTreeMap<String, u64>>,
    /// One bit for each number of the server: an answer is for one call.
    numbers: Vec<AtomicU64>,
    slowest_micros: AtomicU64,
    late: Duration,
    done: AtomicBool,
}

impl Seen {
    fn count(&self, outcome: &str) {
        *self.outcomes.lock().unwrap().entry(outcome.to_owned()).or_default() += 1;
    }

    fn take_number(&self, number: u64) {
        let bit = 1 << (number % 64);
        let before = self.numbers[(number / 64) as usize].fetch_or(bit, Ordering::Relaxed);
        assert_eq!(before & bit, 0, "the answer {number} was given to two calls");
    }
}

/// The number in an answer that is for this id.
fn number(callback: &RecordCallback, id: &str) -> u64 {
    let number = callback.app().expect("an app");
    let parts = (callback.id(), callback.publish_domain());
    assert_eq!(parts, (id, Some(&*format!("{id}.{number}"))), "another answer, or parts of two");
    number.parse().expect("a number")
}

fn call(client: &Client, id: &str, seen: &Seen) {
    let since = Instant::now();
    let result = client.show_record_callback(id);
    let elapsed = since.elapsed();
    assert!(elapsed < LIMIT + seen.late, "a call took {elapsed:?}: {result:?}");
    seen.slowest_micros.fetch_max(elapsed.as_micros() as u64, Ordering::Relaxed);
    match result {
        Ok(callback) => {
            seen.take_number(number(&callback, id));
            seen.count("shown");
        }
        Err(error) => {
            let kind = error.kind();
            let expected = [
                ErrorKind::BadResponse,
                ErrorKind::Cancelled,
                ErrorKind::Connect,
                ErrorKind::NotFound,
                ErrorKind::Service,
                ErrorKind::Throttled,
                ErrorKind::Timeout,
                ErrorKind::Tls,
                ErrorKind::Unauthorized,
            ];
            assert!(expected.contains(&kind), "{error:?}");
            seen.count(&format!("{kind:?}"));
        }
    }
}

/// Calls, shared among the threads; meanwhile the process forks, replaces credentials and shuts clients down.
fn round(server: &Server, seed: u64, calls: u64, seen: &Seen) {
    let clients = [server.client(0), server.client(1)];
    seen.done.store(false, Ordering::Relaxed);
    thread::scope(|scope| {
        let callers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let clients = &clients;
                scope.spawn(move || {
                    for number in (thread..calls).step_by(THREADS as usize) {
                        call(&clients[(number / THREADS % 2) as usize], &format!("{seed}-{number}"), seen);
                    }
                })
            })
            .collect();
        scope.spawn(|| disturb(server, &clients, seed, seen));
        let results: Vec<_> = callers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        seen.done.store(true, Ordering::Relaxed);
        for result in results {
            result.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
}

fn disturb(server: &Server, clients: &[Client; 2], seed: u64, seen: &Seen) {
    let mut random = Random(seed);
    while !seen.done.load(Ordering::Relaxed) {
        let scheme = random.below(2) as usize;
        match random.below(3) {
            0 => {
                let key = format!("sk-{}", random.next());
                clients[scheme].replace_credentials(Credentials::access_key("ak", &key, None).unwrap()).unwrap();
                seen.count("(credentials replaced)");
            }
            1 => {
                let other = server.client(scheme);
                thread::scope(|scope| {
                    scope.spawn(|| call(&other, "shut-down", seen));
                    thread::sleep(Duration::from_micros(random.below(2_000)));
                    other.shutdown();
                });
                assert_eq!(other.show_record_callback("x").unwrap_err().kind(), ErrorKind::Cancelled);
                seen.count("(clients shut down)");
            }
            _ => {
                child_calls(&clients[scheme]);
                seen.count("(processes forked)");
            }
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// There are no forks on this system.
#[cfg(windows)]
fn child_calls(_: &Client) {}

/// Forks. The child makes one call, and ends at once: with 0 if its answer was right or an error.
#[cfg(unix)]
fn child_calls(client: &Client) {
    // SAFETY: the child calls the library, which is what is tried, and ends with _exit.
    let child = unsafe { libc::fork() };
    assert!(child >= 0, "fork: {}", io::Error::last_os_error());
    if child == 0 {
        // SAFETY: alarm and _exit touch no memory of ours.
        unsafe { libc::alarm(CHILD_SECONDS) };
        let right = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            if let Ok(callback) = client.show_record_callback("child") {
                number(&callback, "child");
            }
        }));
        // SAFETY: as above.
        unsafe { libc::_exit(i32::from(right.is_err())) };
    }
    let mut status = 0;
    // SAFETY: `status` is ours.
    assert_eq!(unsafe { libc::waitpid(child, &mut status, 0) }, child);
    assert_eq!(status, 0, "a forked child ended with the wait status {status:#x} (14: it hung)");
}

/// What the process holds in the kernel, and its memory.
#[derive(Debug)]
struct Held {
    descriptors: usize,
    threads: usize,
    bytes: u64,
}

impl Held {
    fn now() -> Held {
        // Threads that have been joined take a moment to leave the kernel's list.
        let end = Instant::now() + Duration::from_secs(60);
        while system::threads() > 1 && Instant::now() < end {
            thread::yield_now();
        }
        // SAFETY: malloc_trim gives free memory back; what is in use stays.
        #[cfg(all(unix, target_env = "gnu"))]
        unsafe {
            libc::malloc_trim(0);
        }
        let bytes = system::private_memory() as u64 * 1024;
        Held { descriptors: system::descriptors(), threads: system::threads(), bytes }
    }
}

fn soak() {
    let variable = |name| env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let told = variable("HWLIVE_SOAK_CALLS");
    let calls = told.unwrap_or(CALLS_BESIDE_OTHERS);
    let seed = variable("HWLIVE_SOAK_SEED")
        .unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64 % 1_000_000_000);
    println!("{calls} calls, seed {seed}");
    // One arena: with more, which threads share one is chance, and so is what each of them keeps.
    // SAFETY: it changes a number of the allocator's.
    #[cfg(all(unix, target_env = "gnu"))]
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
    let server = Server::start(seed);
    // Each call, each forked child and each client that is shut down may take two answers and more.
    let bits = 4 * (calls + 20_000);
    let late = if cfg!(windows) || told.is_none() { LATE_BESIDE_OTHERS } else { LATE };
    let mut seen = Seen { late, ..Seen::default() };
    seen.numbers.resize_with((bits / 64 + 1) as usize, AtomicU64::default);
    for number in &seen.numbers {
        // Written once, so that the pages are there from the start.
        number.store(u64::MAX, Ordering::Relaxed);
        number.store(0, Ordering::Relaxed);
    }
    // What is there once and stays (arenas of the allocator, buffers of std) is there after this.
    round(&server, seed, 2_000.min(calls), &seen);
    let before = Held::now();
    let since = Instant::now();
    round(&server, seed + 1, calls, &seen);
    let seconds = since.elapsed().as_secs_f64();
    let after = Held::now();
    let outcomes = seen.outcomes.lock().unwrap();
    for (outcome, count) in outcomes.iter() {
        println!("{count:>10} {outcome}");
    }
    let slowest = seen.slowest_micros.load(Ordering::Relaxed) as f64 / 1e3;
    println!(
        "{:.0} calls/s; the slowest took {slowest:.0} ms of {LIMIT:?}; before {before:?}; after {after:?}",
        calls as f64 / seconds
    );
    assert!(outcomes["shown"] > calls / 3, "too few answers");
    assert_eq!(after.descriptors, before.descriptors, "descriptors");
    assert_eq!(after.threads, before.threads, "threads");
    assert!(after.bytes <= before.bytes + GROWTH, "memory grew by {} bytes", after.bytes - before.bytes);
}
