//! Where a client connects to and from: addresses that are given instead of a lookup, the local address, the IP family.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::{Read, Write};
use std::net::{IpAddr, TcpListener};
use std::thread;

use hwlive::{Client, ClientBuilder, Error, ErrorKind, IpFamily};

use support::network::has_ipv6;
use support::socks::{Answers, Socks};
use support::{Authority, ID, Leaf, Peer, Refusing, Server, TlsOptions, builder, success};

/// A name that no lookup finds. `tests/lookup.rs` has what is looked up.
const NAME: &str = "live.invalid";

fn shows(builder: ClientBuilder) {
    assert_eq!(builder.max_retries(0).build().unwrap().show_record_callback(ID).unwrap().id(), ID);
}

#[track_caller]
fn cannot_connect(builder: ClientBuilder, why: &str) -> Error {
    let error = builder.max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None), "{error}");
    assert!(error.to_string().contains(why), "{error}");
    error
}

fn named(port: u16) -> ClientBuilder {
    let endpoint = format!("http://{NAME}:{port}");
    Client::builder().endpoint(&endpoint).project_id("p").access_key("ak", "sk").proxy("").insecure(true)
}

fn server_on(address: &str) -> (Server, u16) {
    let server = Server::on(address, None, |peer| peer.serve(|_, _| success()));
    let port = server.address().port();
    (server, port)
}

#[test]
fn given_addresses_are_used_instead_of_a_lookup() {
    let (server, port) = server_on("127.0.0.1:0");
    let here = format!("{NAME}:{port}:127.0.0.1");
    let nowhere = format!("{NAME}:{port}:127.0.0.3");
    shows(named(port).resolve(&here));
    assert_eq!(server.request().header("host"), format!("{NAME}:{port}"));
    shows(named(port).resolve(&here.to_uppercase()));
    // The last entry for a host and port counts; those for others do not matter.
    shows(named(port).resolve(&nowhere).resolve(&here));
    shows(named(port).resolve(&here).resolve("other.invalid:80:127.0.0.3").resolve(&format!("{NAME}:1:127.0.0.3")));
    cannot_connect(named(port).resolve(&here).resolve(&nowhere), "127.0.0.3");
    // All addresses are tried, and an address may have others too.
    shows(named(port).resolve(&format!("{NAME}:{port}:127.0.0.3,[::1],127.0.0.1")));
    shows(builder(&server).resolve(&format!("127.0.0.1:{port}:127.0.0.3,127.0.0.1")));
    if !has_ipv6() {
        return;
    }
    let (_server, port) = server_on("[::1]:0");
    for address in ["[::1]", "::1", "127.0.0.3,[::1]"] {
        shows(named(port).resolve(&format!("{NAME}:{port}:{address}")));
    }
}

#[test]
fn the_certificate_is_still_for_the_name() {
    let authority = Authority::new("an authority");
    for (names, is_good) in [(&[NAME], true), (&["127.0.0.1"], false)] {
        let tls = TlsOptions::default().config(authority.sign(&Leaf { names, ..Leaf::default() }));
        let server = Server::on("127.0.0.1:0", Some(tls), |peer| peer.serve(|_, _| success()));
        let port = server.address().port();
        let settings = builder(&server).endpoint(&format!("https://{NAME}:{port}")).ca_file(authority.file());
        let client = settings.resolve(&format!("{NAME}:{port}:127.0.0.1")).max_retries(0).build().unwrap();
        let kind = client.show_record_callback(ID).map(drop).map_err(|error| error.kind());
        assert_eq!(kind, if is_good { Ok(()) } else { Err(ErrorKind::Tls) });
    }
}

#[test]
fn given_addresses_of_a_proxy_and_behind_one() {
    let (_server, port) = server_on("127.0.0.1:0");
    let here = format!("{NAME}:{port}:127.0.0.1");
    let proxy = Socks::new(Answers::default());
    let of_proxy = format!("proxy.invalid:{}:127.0.0.1", proxy.server.address().port());
    let url = |scheme| proxy.url(scheme, "").replace("127.0.0.1", "proxy.invalid");
    shows(named(port).proxy(&url("socks5")).resolve(&of_proxy).resolve(&here));
    // What the proxy looks up is its own affair.
    shows(named(port).proxy(&url("socks5h")).resolve(&of_proxy).resolve(&here));
    let asked: Vec<String> = proxy.asked().into_iter().filter(|line| !line.starts_with("methods")).collect();
    assert_eq!(asked, [format!("v4 127.0.0.1:{port}"), format!("name {NAME}:{port}")]);

    let target = _server.address();
    let proxy = Server::on("127.0.0.1:0", None, move |peer: &mut Peer| {
        peer.request()?;
        peer.send("HTTP/1.1 200 OK\r\n\r\n")?;
        peer.tunnel(target)
    });
    let at = proxy.address().port();
    shows(named(port).proxy(&format!("http://proxy.invalid:{at}")).resolve(&format!("proxy.invalid:{at}:127.0.0.1")));
}

#[test]
fn connections_come_from_the_local_address() {
    for (server, local) in [("127.0.0.1:0", "127.0.0.2"), ("127.0.0.1:0", " 127.0.0.3 "), ("[::1]:0", "[::1]")] {
        if server.starts_with('[') && !has_ipv6() {
            continue;
        }
        let listener = TcpListener::bind(server).unwrap();
        let at = listener.local_addr().unwrap();
        let seen = thread::spawn(move || {
            let (mut socket, from) = listener.accept().unwrap();
            assert!(socket.read(&mut [0; 4096]).unwrap() > 0);
            socket.write_all(&success()).unwrap();
            from.ip()
        });
        shows(named(1).endpoint(&format!("http://{at}")).local_address(local));
        let expected: IpAddr = local.trim_matches([' ', '[', ']']).parse().unwrap();
        assert_eq!(seen.join().unwrap(), expected);
    }
}

#[test]
fn a_local_address_that_does_not_do() {
    let (server, port) = server_on("127.0.0.1:0");
    cannot_connect(builder(&server).local_address("::1"), "it is not of the family of the local address ::1");
    // One of the documentation's, which no machine has.
    cannot_connect(builder(&server).local_address("192.0.2.1"), "from the local address 192.0.2.1: ");
    // An address of the other family is passed over.
    for addresses in ["::1,127.0.0.1", "127.0.0.1,::1"] {
        shows(named(port).resolve(&format!("{NAME}:{port}:{addresses}")).local_address("127.0.0.1"));
    }
    // The one for a proxy is the same.
    let proxy = Refusing::new();
    let settings = builder(&server).proxy(&format!("socks5://{}", proxy.address())).local_address("::1");
    cannot_connect(settings, "it is not of the family of the local address ::1");
    assert_eq!(server.connections(), 2);
}

#[test]
fn one_family_alone() {
    use IpFamily::{Any, V4, V6};
    if !has_ipv6() {
        return;
    }
    let (v4, v4_port) = server_on("127.0.0.1:0");
    let (v6, v6_port) = server_on("[::1]:0");
    for (server, port, own, other, has) in [(&v4, v4_port, V4, V6, "IPv6"), (&v6, v6_port, V6, V4, "IPv4")] {
        for family in [own, Any] {
            shows(builder(server).ip_family(family));
            shows(named(port).endpoint(&format!("http://localhost:{port}")).ip_family(family));
        }
        let seen = server.connections();
        cannot_connect(named(port).endpoint(&format!("http://localhost:{port}")).ip_family(other), "localhost");
        cannot_connect(builder(server).ip_family(other), &format!("it has no {has} address"));
        assert_eq!(server.connections(), seen);
    }
    let both = format!("{NAME}:{v4_port}:127.0.0.3,::1,127.0.0.1");
    shows(named(v4_port).resolve(&both).ip_family(V4));
    let error = cannot_connect(named(v4_port).resolve(&both).ip_family(V6), "[::1]");
    assert!(!error.to_string().contains("127.0.0"), "{error}");
}
