//! What the tests on the wire share: scripted servers, certificates, and a look at requests that owes nothing to the
//! library.
//!
//! | file | thought |
//! |---|---|
//! | `server.rs` | a server on loopback that does what a script says, on TCP or behind TLS |
//! | `socks.rs` | a SOCKS5 server that answers rightly or wrongly |
//! | `stalls.rs` | where a server may stand still |
//! | `network.rs` | addresses that do not answer, or that refuse |
//! | `programs.rs` | tests that need a process to themselves |
//! | `unix.rs`, `windows.rs` | what tests ask of the operating system |
//! | `replaced_unix.rs`, `replaced_windows.rs` | what stands in for functions of the system: names, threads, clocks |
//! | `limit.rs`, `limit` | how long processes may take, and what happens to those that take longer |
//! | `certificates.rs` | certificate authorities and what they sign, in every state |
//! | `request.rs` | a request as it came, and whether its signature is right |

// Each test binary uses some of it. A test ends where something is not as it has to be.
#![allow(dead_code, unused_imports, unreachable_pub, clippy::unwrap_used, missing_debug_implementations)]

pub mod certificates;
pub mod limit;
pub mod network;
pub mod programs;
#[cfg(unix)]
#[path = "replaced_unix.rs"]
pub mod replaced;
#[cfg(windows)]
#[path = "replaced_windows.rs"]
pub mod replaced;
pub mod request;
pub mod server;
pub mod socks;
pub mod stalls;
#[cfg(unix)]
#[path = "unix.rs"]
pub mod system;
#[cfg(windows)]
#[path = "windows.rs"]
pub mod system;

use hwlive::{Client, ClientBuilder};

pub use certificates::{Authority, Leaf, TlsOptions, Validity};
pub use network::Refusing;
pub use request::Request;
pub use server::{Gate, Peer, SCHEMES, Scheme, Server};

pub const ACCESS_KEY: &str = "QTWAOYTTINDUT2QVKYUC";
pub const SECRET_KEY: &str = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";
pub const PROJECT_ID: &str = "70b76xxxxxx34253880af501cdxxxxxx";
pub const ID: &str = "e2fe84def7e476651034ec4b9e92bc30";

/// The service's documented example.
pub const CALLBACK: &str = r#"{"id":"e2fe84def7e476651034ec4b9e92bc30","publish_domain":"push.example.com","app":"live","notify_callback_url":"http://mycallback.example.com/notify","notify_event_subscription":["RECORD_NEW_FILE_START","RECORD_FILE_COMPLETE","RECORD_OVER","RECORD_FAILED"],"create_time":"2020-03-02T07:34:52Z","update_time":"2020-03-02T07:34:52Z"}"#;

/// Settings for a server: an access key, a project, no proxy, and trust in the server's certificate.
pub fn builder(server: &Server) -> ClientBuilder {
    let builder = without_credentials(server);
    builder.access_key(ACCESS_KEY, SECRET_KEY)
}

/// As [`builder`], without credentials.
pub fn without_credentials(server: &Server) -> ClientBuilder {
    let builder = Client::builder().endpoint(&server.url()).project_id(PROJECT_ID).proxy("");
    match server.authority() {
        Some(authority) => builder.ca_file(authority.file()),
        None => builder,
    }
}

/// A client for a server with the settings of [`builder`].
pub fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// An answer with a request id, a JSON content type and a Content-Length.
pub fn answer(status: u16, body: impl AsRef<[u8]>) -> Vec<u8> {
    answer_with(status, &[], body)
}

/// As [`answer`], with more header lines.
pub fn answer_with(status: u16, lines: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut answer = format!("HTTP/1.1 {status} Because\r\nContent-Type: application/json\r\nX-request-id: r-1\r\n");
    for line in lines {
        answer += line;
        answer += "\r\n";
    }
    answer += &format!("Content-Length: {}\r\n\r\n", body.len());
    [answer.as_bytes(), body].concat()
}

/// The documented example as a complete answer.
pub fn success() -> Vec<u8> {
    answer(200, CALLBACK)
}
