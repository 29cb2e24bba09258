//! Proxies on the wire: which one is taken, what it is asked, what it is not told, and what happens where it refuses.
//!
//! What the environment says is tried in programs that have one of their own.
#![allow(clippy::unwrap_used)]

mod support;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use hwlive::{Client, ClientBuilder, Error, ErrorKind};

use support::programs::{self, Named, arguments};
use support::socks::{Answers, Socks};
use support::{
    ACCESS_KEY, Authority, ID, Leaf, PROJECT_ID, Peer, Refusing, SCHEMES, SECRET_KEY, Scheme, Server, TlsOptions,
    builder, success,
};

const TESTS: [Named; 12] = [
    ("a_tunnel_is_asked_for_whatever_the_endpoint", a_tunnel_is_asked_for),
    ("a_user_and_a_password_are_decoded", a_user_and_a_password),
    ("an_https_proxy", an_https_proxy),
    ("a_proxy_that_refuses", a_proxy_that_refuses),
    ("a_refusal_for_good_is_not_asked_for_again", refusals_and_retries),
    ("a_client_certificate_is_for_the_endpoint", client_certificate),
    ("a_proxy_that_is_not_there", a_proxy_that_is_not_there),
    ("limits_hold_at_a_proxy", limits_hold_at_a_proxy),
    ("a_kept_connection_goes_through_the_same_tunnel", kept),
    ("the_environment_is_read_when_the_client_is_made", environment),
    ("a_socks_proxy_of_the_environment", socks_environment),
    ("a_variable_that_makes_no_sense_is_an_error", bad_environment),
];

const PROGRAMS: [Named; 3] =
    [("show", show_program), ("can_be_made", can_be_made_program), ("cannot_be_made", cannot_be_made_program)];

fn main() {
    programs::run(&TESTS, &PROGRAMS);
}

fn tunnel_to_target(peer: &mut Peer, answer: &str) -> io::Result<()> {
    let request = peer.request()?;
    let target: SocketAddr = request.target().parse().map_err(io::Error::other)?;
    peer.send(answer)?;
    peer.tunnel(target)
}

const ESTABLISHED: &str = "HTTP/1.1 200 Connection established\r\n\r\n";

/// A proxy that does what it is asked.
fn proxy() -> Server {
    Server::start(Scheme::Http, |peer| tunnel_to_target(peer, ESTABLISHED))
}

fn shows(builder: ClientBuilder) {
    assert_eq!(builder.build().unwrap().show_record_callback(ID).unwrap().id(), ID);
}

fn fails(builder: ClientBuilder) -> Error {
    builder.max_retries(0).build().unwrap().show_record_callback(ID).unwrap_err()
}

fn a_tunnel_is_asked_for() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let answers = [
            ESTABLISHED,
            "HTTP/1.0 200 \r\n\r\n",
            "HTTP/1.1 204 None\r\nVia: 1.1 proxy\r\nX: y\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            // What old and embedded ones send, and curl understands.
            "HTTP/1.0 200 OK\n\n",
            "HTTP/1.0 200 Connection established\nProxy-agent: x\n\n",
            "HTTP/1.1 200\r\n\r\n",
            "HTTP/1.1  200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nProxy-agent : x\r\nVia: a\r\n b\r\nX-(Foo): bar\r\nno colon\r\n\r\n",
        ];
        for answer in answers {
            let proxy = Server::start(Scheme::Http, move |peer| tunnel_to_target(peer, answer));
            shows(builder(&server).proxy(&proxy.url()));
            let asked = proxy.request();
            assert_eq!(asked.line(), format!("CONNECT {} HTTP/1.1", server.host()), "{scheme:?}");
            assert_eq!(asked.header("host"), server.host());
            // What is for the service is for nobody else.
            for name in ["authorization", "x-auth-token", "x-project-id", "x-sdk-date", "proxy-authorization", "cookie"]
            {
                assert!(!asked.has(name), "{name}: {}", asked.text());
            }
            server.requests().last().unwrap().assert_signed(ACCESS_KEY, SECRET_KEY);
            assert!(!server.requests().last().unwrap().has("proxy-authorization"));
        }
    }
}

fn a_user_and_a_password() {
    let server = Server::answering(Scheme::Https, success());
    for (user, basic) in
        [("user:pass", "dXNlcjpwYXNz"), ("us%40er:p%3Aa%2Fss", "dXNAZXI6cDphL3Nz"), ("user", "dXNlcjo=")]
    {
        let proxy = proxy();
        shows(builder(&server).proxy(&proxy.url().replace("://", &format!("://{user}@"))));
        assert_eq!(proxy.request().header("proxy-authorization"), format!("Basic {basic}"), "{user}");
    }
}

fn an_https_proxy() {
    let authority = Authority::new("an authority");
    for scheme in SCHEMES {
        let config = || TlsOptions::default().config(authority.sign(&Leaf::default()));
        let proxy = Server::on("127.0.0.1:0", Some(config()), |peer| tunnel_to_target(peer, ESTABLISHED));
        let tls = (scheme == Scheme::Https).then(config);
        let server = Server::on("127.0.0.1:0", tls, |peer| peer.serve(|_, _| success()));
        shows(builder(&server).proxy(&proxy.url()).ca_file(authority.file()));
        assert_eq!(proxy.request().line(), format!("CONNECT {} HTTP/1.1", server.host()));
        // One that is not trusted is told nothing.
        let error = fails(builder(&server).proxy(&proxy.url()).ca_file(Authority::new("another").file()));
        assert_eq!(error.kind(), ErrorKind::Tls, "{error}");
        assert_eq!((proxy.requests().len(), server.requests().len()), (1, 1));
    }
}

fn a_proxy_that_refuses() {
    let many = format!("HTTP/1.1 407 No\r\n{}\r\n", "X: y\r\n".repeat(25));
    let page = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 17\r\n\r\n<h1>sentinel</h1>";
    for (answer, named) in [
        (page, "407"),
        (&*many, "407"),
        ("HTTP/1.0 407 No\n\n", "407"),
        ("HTTP/1.1  407 No\r\n\r\n", "407"),
        ("HTTP/1.1 403 sentinel\r\n\r\n", "403"),
        ("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "502"),
        ("HTTP/1.1 302 Found\r\nLocation: http://sentinel/\r\n\r\n", "302"),
        ("sentinel, not HTTP\r\n\r\n", "HTTP"),
        ("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"id\":\"sentinel\"}", "bytes of its own"),
        ("HTTP/1.0 200 OK\n\nsentinel", "bytes of its own"),
        ("HTTP/1.1 099 sentinel\r\n\r\n", "HTTP"),
        ("HTTP/1.1 2", "closed the connection in its answer"),
        ("HTTP/1.1 200 OK\r\nX: y\r\n", "closed the connection in its answer"),
        ("", "closed the connection without an answer"),
    ] {
        for scheme in SCHEMES {
            let server = Server::answering(scheme, success());
            let sent = answer.to_owned();
            let proxy = Server::start(Scheme::Http, move |peer| {
                peer.request()?;
                peer.send(&sent)
            });
            let error = fails(builder(&server).proxy(&proxy.url().replace("://", "://user:password-sentinel@")));
            assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, None), "{answer:?}: {error}");
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(named) && shown.contains("proxy"), "{answer:?}: {error}");
            assert!(!shown.contains("sentinel"), "{error:?}");
            assert_eq!(server.connections(), 0);
        }
    }
}

/// A wrong password that is sent again and again locks its user; a gateway that is overloaded may have time later.
fn refusals_and_retries() {
    let server = Server::answering(Scheme::Https, success());
    for (status, attempts) in [(407, 1), (403, 1), (502, 3), (503, 3)] {
        let proxy = Server::start(Scheme::Http, move |peer| {
            peer.request()?;
            peer.send(format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n"))
        });
        let client = builder(&server).proxy(&proxy.url()).max_retries(2).build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!((error.attempts(), proxy.requests().len()), (attempts, attempts as usize), "{error}");
    }
}

/// A proxy that asks for a certificate is shown none.
fn client_certificate() {
    let (authority, of_clients) = (Authority::new("an authority"), Authority::new("the authority of clients"));
    let asking = || {
        let options = TlsOptions { clients_of: Some(&of_clients), ..TlsOptions::default() };
        options.config(authority.sign(&Leaf::default()))
    };
    let identity = of_clients.sign(&Leaf { for_clients: true, ..Leaf::default() });
    let certificate = authority.write("certificate.pem", &identity.certificate_pem);
    let key = authority.write("key.pem", &identity.key_pem);
    let server = Server::on("127.0.0.1:0", Some(asking()), |peer| peer.serve(|_, _| success()));
    let settings = || builder(&server).ca_file(authority.file()).client_certificate(&certificate, &key);
    shows(settings());

    let proxy = Server::on("127.0.0.1:0", Some(asking()), |peer| tunnel_to_target(peer, ESTABLISHED));
    let error = fails(settings().proxy(&proxy.url()));
    assert!(matches!(error.kind(), ErrorKind::Tls | ErrorKind::Connect), "{error}");
    proxy.wait_until(|seen| seen.failed_handshakes.len() == 1);
    assert_eq!((proxy.requests().len(), server.requests().len()), (0, 1));

    // Behind a proxy that does not ask, the endpoint is shown it.
    let options = TlsOptions::default().config(authority.sign(&Leaf::default()));
    let proxy = Server::on("127.0.0.1:0", Some(options), |peer| tunnel_to_target(peer, ESTABLISHED));
    shows(settings().proxy(&proxy.url()));
}

fn a_proxy_that_is_not_there() {
    let server = Server::answering(Scheme::Https, success());
    let nobody = Refusing::new();
    let error = fails(builder(&server).proxy(&format!("http://{}", nobody.address())));
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.to_string().contains(&format!("proxy http://{}", nobody.address())), "{error}");
    assert_eq!(server.connections(), 0, "nothing goes past the proxy");
    for (proxy, why) in [("socks4://127.0.0.1:1", "SOCKS4"), ("socks6://h", "scheme"), ("ftp://h", "scheme")] {
        let error = builder(&server).proxy(proxy).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
        assert!(error.to_string().contains(why), "{error}");
    }
}

fn limits_hold_at_a_proxy() {
    const LIMIT: Duration = Duration::from_millis(300);
    const LONG: Duration = Duration::from_secs(60);
    let scripts: [fn(&mut Peer) -> io::Result<()>; 3] = [
        |peer| peer.silence().map(drop),
        |peer| {
            peer.request()?;
            peer.trickle(b"HTTP/1.1 200 OK\r\n".iter().copied().chain([b'x'; 10_000]), Duration::from_millis(20))
        },
        |peer| {
            peer.request()?;
            peer.send(ESTABLISHED)?;
            peer.silence().map(drop)
        },
    ];
    let server = Server::answering(Scheme::Https, success());
    for script in scripts {
        let proxy = Server::start(Scheme::Http, script);
        for (whole, connecting) in [(LIMIT, LONG), (LONG, LIMIT)] {
            let since = std::time::Instant::now();
            let error = fails(builder(&server).timeout(whole).connect_timeout(connecting).proxy(&proxy.url()));
            assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
            assert!((LIMIT..LIMIT + Duration::from_secs(15)).contains(&since.elapsed()), "{:?}", since.elapsed());
        }
    }
}

fn kept() {
    for scheme in SCHEMES {
        let (server, proxy) = (Server::answering(scheme, success()), proxy());
        let client = builder(&server).proxy(&proxy.url()).build().unwrap();
        for _ in 0..10 {
            client.show_record_callback(ID).unwrap();
        }
        assert_eq!((proxy.connections(), server.connections(), server.requests().len()), (1, 1, 10));
    }
}

/// Which of two proxies, or none, a program takes with this environment.
fn environment() {
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Way {
        First,
        Second,
        Direct,
    }
    use Way::{Direct, First, Second};
    for (variables, https, http) in [
        (&[][..], Direct, Direct),
        (&[("https_proxy", "1")], First, Direct),
        (&[("http_proxy", "1")], Direct, First),
        (&[("HTTPS_PROXY", "1")], First, Direct),
        (&[("HTTP_PROXY", "1")], Direct, Direct),
        (&[("all_proxy", "2")], Second, Second),
        (&[("https_proxy", "1"), ("ALL_PROXY", "2")], First, Second),
        (&[("https_proxy", "1"), ("HTTPS_PROXY", "2")], First, Direct),
        (&[("https_proxy", ""), ("all_proxy", "2")], Direct, Second),
        (&[("all_proxy", "2"), ("no_proxy", "*")], Direct, Direct),
        (&[("all_proxy", "2"), ("no_proxy", "example.com, 127.0.0.0/8")], Direct, Direct),
        (&[("all_proxy", "2"), ("NO_PROXY", "127.0.0.1")], Direct, Direct),
        (&[("all_proxy", "2"), ("no_proxy", "127.0.0.2,localhost,::1")], Second, Second),
    ] {
        // The two are one variable there.
        if cfg!(windows) && matches!(variables, [("https_proxy", _), ("HTTPS_PROXY", _)]) {
            continue;
        }
        for (scheme, expected) in [(Scheme::Https, https), (Scheme::Http, http)] {
            let (server, first, second) = (Server::answering(scheme, success()), proxy(), proxy());
            let ca = server.authority().map(|authority| authority.file().to_str().unwrap().to_owned());
            let mut program = programs::program("show", [server.url()].into_iter().chain(ca));
            for (name, which) in variables {
                let url = match *which {
                    "1" => first.url(),
                    "2" => second.url(),
                    text => text.to_owned(),
                };
                program = program.env(name, url);
            }
            program.succeeds();
            let way = match (first.connections(), second.connections()) {
                (0, 0) => Direct,
                (1, 0) => First,
                (0, 1) => Second,
                other => panic!("{other:?}"),
            };
            assert_eq!(way, expected, "{scheme:?} {variables:?}");
            assert_eq!(server.requests().len(), 1);
        }
    }
    // One that no endpoint of the client is reached by does not matter: STS is not asked with this key.
    let server = Server::answering(Scheme::Http, success());
    programs::program("show", [server.url()]).env("https_proxy", "foo:bar:baz").succeeds();
    assert_eq!(server.requests().len(), 1);
}

fn socks_environment() {
    for (variable, scheme, proxy_scheme) in [
        ("all_proxy", Scheme::Https, "socks5"),
        ("ALL_PROXY", Scheme::Http, "socks5h"),
        ("https_proxy", Scheme::Https, "socks5h"),
        ("http_proxy", Scheme::Http, "socks5"),
    ] {
        let server = Server::answering(scheme, success());
        let proxy = Socks::new(Answers { method: vec![5, 2], ..Answers::default() });
        let ca = server.authority().map(|authority| authority.file().to_str().unwrap().to_owned());
        let program = programs::program("show", [server.url()].into_iter().chain(ca));
        program.env(variable, proxy.url(proxy_scheme, "u:p%40@")).succeeds();
        assert_eq!(proxy.asked()[1], "user u:p@", "{variable}");
        assert_eq!(server.requests().len(), 1, "{variable}");
    }
}

fn settings() -> ClientBuilder {
    let arguments = arguments();
    let builder = Client::builder().endpoint(&arguments[0]).access_key(ACCESS_KEY, SECRET_KEY).project_id(PROJECT_ID);
    match arguments.get(1) {
        Some(file) => builder.ca_file(PathBuf::from(file)),
        None => builder,
    }
}

fn show_program() {
    assert_eq!(settings().build().unwrap().show_record_callback(ID).unwrap().id(), ID);
}

fn bad_environment() {
    for (name, value) in [
        ("https_proxy", "http://user:sentinel@"),
        ("https_proxy", "http://h:99999"),
        ("all_proxy", "socks://user:sentinel@127.0.0.1:1080"),
        ("all_proxy", "socks5h://user:sentinel@127.0.0.1:99999"),
        ("https_proxy", "sentinel:sentinel:sentinel"),
    ] {
        programs::program("cannot_be_made", ["https://127.0.0.1:1"]).env(name, value).env("NAMED", name).succeeds();
        // Nothing that the client connects to goes through it.
        programs::program("can_be_made", ["https://127.0.0.1:1"]).env(name, value).env("no_proxy", "*").succeeds();
    }
    programs::program("can_be_made", ["https://127.0.0.1:1"])
        .env("https_proxy", "http://127.0.0.1:1")
        .env("http_proxy", "http://h:99999")
        .env("all_proxy", "socks4://h")
        .succeeds();
}

fn can_be_made_program() {
    settings().build().unwrap();
}

/// A proxy was meant, so going directly may not be.
fn cannot_be_made_program() {
    let error = settings().build().unwrap_err();
    let named = std::env::var("NAMED").unwrap();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
    assert!(error.to_string().contains(&named) && !format!("{error:?}").contains("sentinel"), "{error}");
}
