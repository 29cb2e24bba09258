//! What servers and proxies do, seen from C: each case as a program that makes one call, over http and https. Other builds of
//! the library can be tried, with the variables of c_programs.rs.
#![cfg(any(target_os = "linux", windows))]
#![allow(clippy::unwrap_used)]

mod c_support;
mod support;

use std::io;
use std::process::Command;

use c_support::{Compiler, executable, link_static, of_tests, root, run, scratch, words};
use support::{
    Authority, Leaf, Peer, Refusing, SCHEMES, Scheme, Server, TlsOptions, Validity, answer, answer_with, success,
};

type Script = fn(&mut Peer) -> io::Result<()>;

const OK: &str = "HTTP/1.1 200 OK\r\n";

/// What the server does; then code, status, attempts and a word of the message.
const CASES: [(&str, Script, [&str; 4]); 16] = [
    ("success", |peer| peer.serve(|_, _| success()), ["0", "0", "0", ""]),
    ("html", |peer| peer.serve(|_, _| answer(200, "<html><title>Log in</title></html>")), ["11", "200", "1", "Log in"]),
    ("empty", |peer| peer.serve(|_, _| answer(200, "")), ["11", "200", "1", "empty"]),
    ("no content", |peer| peer.serve(|_, _| b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()), ["11", "204", "1", ""]),
    ("null", |peer| peer.serve(|_, _| answer(200, "null")), ["11", "200", "1", ""]),
    (
        "redirect",
        |peer| peer.serve(|_, _| answer_with(302, &["Location: http://192.0.2.1/"], "")),
        ["11", "302", "1", "192.0.2.1"],
    ),
    (
        "unauthorized",
        |peer| peer.serve(|_, _| answer(401, r#"{"error_code":"APIGW.0301","error_msg":"sk sentinel-secret"}"#)),
        ["4", "401", "1", "APIGW.0301"],
    ),
    ("forbidden", |peer| peer.serve(|_, _| answer(403, "{}")), ["4", "403", "1", "live:record:getCallback"]),
    (
        "unknown id",
        |peer| peer.serve(|_, _| answer(404, r#"{"error_code":"LIVE.100011001","error_msg":"Request Illegal"}"#)),
        ["5", "404", "1", ""],
    ),
    (
        "unknown path",
        |peer| peer.serve(|_, _| answer(404, r#"{"error_code":"APIGW.0101","error_msg":"The API does not exist"}"#)),
        ["7", "404", "1", "APIGW.0101"],
    ),
    ("throttled", |peer| peer.serve(|_, _| answer_with(429, &["Retry-After: 0"], "{}")), ["6", "429", "2", ""]),
    (
        "unavailable",
        |peer| peer.serve(|_, _| answer_with(503, &["Retry-After: 0"], "<html>busy</html>")),
        ["7", "503", "2", "busy"],
    ),
    ("too long a wait", |peer| peer.serve(|_, _| answer_with(503, &["Retry-After: 99"], "{}")), ["7", "503", "1", ""]),
    (
        "cut off",
        |peer| {
            peer.request()?;
            peer.send([OK, "Content-Length: 100\r\n\r\n{\"id\":"].concat())?;
            peer.fin();
            Ok(())
        },
        ["8", "200", "1", ""],
    ),
    ("nothing", |peer| peer.request().map(drop), ["8", "0", "1", ""]),
    (
        "not http",
        |peer| {
            peer.request()?;
            peer.send("220 mail.example.com ESMTP\r\n\r\n")
        },
        ["11", "0", "1", ""],
    ),
];

fn program(name: &str) -> std::path::PathBuf {
    let program = executable(&scratch(name), "wire");
    let mut command = Compiler::c().command();
    command.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o"]).arg(&program);
    of_tests(&mut command).arg(root().join("tests/c/wire.c")).args(words("HWLIVE_TEST_CFLAGS"));
    run(link_static(&mut command));
    program
}

fn call(what: &str, program: &std::path::Path, server: &Server, proxy: &str, expected: [&str; 4]) {
    let ca = server.authority().map_or("-".into(), |authority| authority.file().into_os_string());
    call_trusting(what, program, server, &ca, proxy, expected);
}

fn call_trusting(
    what: &str,
    program: &std::path::Path,
    server: &Server,
    ca: &std::ffi::OsStr,
    proxy: &str,
    expected: [&str; 4],
) {
    let [code, status, attempts, text] = expected;
    let line: Vec<_> = words("HWLIVE_TEST_RUNNER").into_iter().map(Into::into).chain([program.into()]).collect();
    let line: Vec<std::ffi::OsString> = line;
    let mut command = Command::new(&line[0]);
    // Shown where the program fails: `run` tells the environment with the command.
    command.args(&line[1..]).env("CASE", what).arg(server.url()).arg(ca).args([proxy, code, status, attempts, text]);
    let output = run(&mut command);
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{what}: {output:?}");
}

#[test]
fn whatever_a_server_does_has_its_code() {
    let program = program("c-wire-servers");
    for scheme in SCHEMES {
        for (what, script, expected) in CASES {
            call(what, &program, &Server::start(scheme, script), "", expected);
        }
    }
    // A TLS end without close_notify is no end.
    let cut: Script = |peer| {
        peer.request()?;
        peer.send([OK, "\r\n{\"id\":\"1\"}"].concat())?;
        peer.fin();
        Ok(())
    };
    call("no close_notify", &program, &Server::start(Scheme::Https, cut), "", ["8", "200", "1", "close_notify"]);
    call("no length", &program, &Server::start(Scheme::Http, cut), "", ["0", "0", "0", ""]);
}

#[test]
fn whatever_is_wrong_with_a_certificate_has_its_code() {
    let program = program("c-wire-certificates");
    let authority = Authority::new("the authority that is trusted");
    let other = Authority::new("another authority");
    let leaf = Leaf::default;
    for (signer, leaf, text) in [
        (&other, leaf(), "not from a trusted root"),
        (&authority, Leaf { validity: Validity::Expired, ..leaf() }, "expired"),
        (&authority, Leaf { validity: Validity::NotYet, ..leaf() }, "not valid yet"),
        (&authority, Leaf { names: &["live.example.com"], ..leaf() }, "is not for 127.0.0.1"),
        (&authority, Leaf { is_ca: true, ..leaf() }, "a CA's own"),
        (&authority, Leaf { for_clients: true, ..leaf() }, "not for servers"),
    ] {
        let tls = TlsOptions::default().config(signer.sign(&leaf));
        let server = Server::on("127.0.0.1:0", Some(tls), |peer| peer.serve(|_, _| success()));
        call_trusting(text, &program, &server, authority.file().as_os_str(), "", ["9", "0", "1", text]);
    }
}

#[test]
fn whatever_a_proxy_does_has_its_code() {
    let program = program("c-wire-proxies");
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let tunnel = Server::start(Scheme::Http, |peer| {
            let target = peer.request()?.target().parse().map_err(io::Error::other)?;
            peer.send("HTTP/1.1 200 OK\r\n\r\n")?;
            peer.tunnel(target)
        });
        call("a tunnel", &program, &server, &tunnel.url(), ["0", "0", "0", ""]);
        let through_the_tunnel = server.requests().len();
        let refusing = Server::start(Scheme::Http, |peer| {
            peer.request()?;
            peer.send("HTTP/1.1 407 sentinel\r\n\r\n")
        });
        call("a refusal", &program, &server, &refusing.url(), ["8", "0", "1", "407"]);
        let nobody = Refusing::new();
        call("nobody", &program, &server, &format!("http://{}", nobody.address()), ["8", "0", "2", "proxy"]);
        assert_eq!(server.requests().len(), through_the_tunnel, "only the tunnel has led there");
        assert!(through_the_tunnel > 0);
    }
}
