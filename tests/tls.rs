//! TLS on the wire: who is trusted, what is said where somebody is not, and that nothing is sent to them.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hwlive::{Client, ClientBuilder, ErrorKind};
use rcgen::NameConstraints;
use rcgen::{BasicConstraints, CertificateParams, CidrSubnet, CustomExtension, GeneralSubtree, IsCa, KeyUsagePurpose};
use rustls::crypto::CryptoProvider;
use rustls::{SupportedProtocolVersion, version};

use support::certificates::{Identity, recorded, recorded_identity};
use support::network::has_ipv6;
use support::{ACCESS_KEY, Authority, ID, Leaf, PROJECT_ID, SECRET_KEY, Scheme, Server, TlsOptions, Validity, success};

const VERSIONS: [&SupportedProtocolVersion; 2] = [&version::TLS12, &version::TLS13];

fn server(address: &str, options: &TlsOptions<'_>, identity: Identity) -> Server {
    Server::on(address, Some(options.config(identity)), |peer| peer.serve(|_, _| success()))
}

/// Settings for a host that the server answers under.
fn settings(host: &str, server: &Server) -> ClientBuilder {
    let endpoint = format!("https://{host}:{}", server.address().port());
    Client::builder().endpoint(&endpoint).project_id(PROJECT_ID).access_key(ACCESS_KEY, SECRET_KEY).proxy("")
}

#[track_caller]
fn assert_works(settings: ClientBuilder, what: impl std::fmt::Debug) {
    match settings.build().and_then(|client| client.show_record_callback(ID)) {
        Ok(callback) => assert_eq!(callback.id(), ID, "{what:?}"),
        Err(error) => panic!("{what:?}: {error}"),
    }
}

#[test]
fn certificates_that_are_refused() {
    let authority = Authority::new("the authority that is trusted");
    let other = Authority::new("another authority");
    let leaf = Leaf::default;
    let cases: [(&Authority, Leaf<'_>, &str, &str); 11] = [
        (&other, leaf(), "127.0.0.1", "the certificate is not from a trusted root"),
        (&authority, Leaf { validity: Validity::Expired, ..leaf() }, "127.0.0.1", "the certificate has expired"),
        (&authority, Leaf { validity: Validity::NotYet, ..leaf() }, "127.0.0.1", "the certificate is not valid yet"),
        (&authority, Leaf { names: &["live.example.com"], ..leaf() }, "localhost", "is not for localhost"),
        (&authority, Leaf { names: &["a.localhost"], ..leaf() }, "localhost", "is not for localhost"),
        (&authority, Leaf { names: &["*.live.localhost"], ..leaf() }, "live.localhost", "is not for live.localhost"),
        (&authority, Leaf { names: &["127.0.0.2"], ..leaf() }, "127.0.0.1", "is not for 127.0.0.1"),
        (&authority, Leaf { names: &["localhost"], ..leaf() }, "127.0.0.1", "is not for 127.0.0.1"),
        (&authority, Leaf { names: &[], common_name: "localhost", ..leaf() }, "localhost", "not its common name"),
        (&authority, Leaf { is_ca: true, ..leaf() }, "127.0.0.1", "the certificate is a CA's own"),
        (&authority, Leaf { for_clients: true, ..leaf() }, "127.0.0.1", "the certificate is not for servers"),
    ];
    for (number, (signer, leaf, host, text)) in cases.into_iter().enumerate() {
        let versions = &[VERSIONS[number % 2]];
        let server = server("127.0.0.1:0", &TlsOptions { versions, ..Default::default() }, signer.sign(&leaf));
        let client = settings(host, &server).ca_file(authority.file()).build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1), "{text}: {error}");
        assert!(error.to_string().contains(&format!("TLS with {host}: ")), "{text}: {error}");
        assert!(error.to_string().contains(text), "{text}: {error}");
        assert!(!error.is_retryable(), "{text}");
        server.wait_until(|seen| seen.failed_handshakes.len() == 1);
        assert!(server.requests().is_empty(), "{text}: the server was sent a request");

        assert_works(settings(host, &server).ca_file(authority.file()).insecure(true), text);
    }
}

/// Each fault that a verifier knows, in words that need no knowledge of its types.
#[test]
fn certificates_that_are_refused_say_why() {
    let root = Authority::new("a root");
    let identity = |signer: &Authority| signer.sign(&Leaf::default());
    let below = |chain: &[&Authority]| {
        let issuers = chain.iter().map(|authority| authority.der().clone()).collect();
        Identity { issuers, ..identity(chain[0]) }
    };
    let other_names = Authority::with("an authority for other names", |params| {
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::IpAddress(CidrSubnet::V4([10, 0, 0, 0], [255, 0, 0, 0]))],
            excluded_subtrees: Vec::new(),
        });
    });
    let unknown_extension = |params: &mut CertificateParams| {
        let mut extension = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99_999, 1], vec![5, 0]);
        extension.set_criticality(true);
        params.custom_extensions.push(extension);
    };
    let leaf_authority = root.under("an authority with none below it", |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    });
    let too_deep = leaf_authority.under("an authority below it", |_| {});
    let no_authority = root.under("no authority", |params| {
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    });

    let made: Vec<(Identity, PathBuf, &str)> = vec![
        (identity(&other_names), other_names.file(), "may not sign for its names"),
        (root.sign_with(&Leaf::default(), unknown_extension), root.file(), "an extension that is critical and unknown"),
        (below(&[&too_deep, &leaf_authority]), root.file(), "chain is longer than"),
        (below(&[&no_authority]), root.file(), "signed by a certificate that is no authority's"),
    ];
    let recorded = [
        ("rsa-sha1", "is signed with RSA and SHA-1, which is not supported"),
        ("p256-sha512", "is signed with ECDSA and SHA-512, which is not supported"),
        ("p521-sha512", "is signed with ECDSA and SHA-512, which is not supported"),
        ("p521-sha256", "is signed with ECDSA and SHA-256 and a key of the curve P-521, which is not supported"),
        ("secp256k1", "is signed with ECDSA and SHA-256 and a key of the curve secp256k1, which is not supported"),
        ("sm2", "is signed with SM2 and SM3, which is not supported"),
        ("ed448", "is signed with Ed448, which is not supported"),
        ("rsa-1024", "an RSA key of less than 2,048 bits"),
    ]
    .map(|(name, text)| (recorded_identity(name), recorded(&format!("{name}.pem")), text));
    for (identity, ca_file, text) in made.into_iter().chain(recorded) {
        for version in VERSIONS {
            let options = TlsOptions { versions: &[version], ..Default::default() };
            let server = server("127.0.0.1:0", &options, identity.clone());
            let client = settings("127.0.0.1", &server).ca_file(&ca_file).build().unwrap();
            let error = client.show_record_callback(ID).expect_err(text);
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1), "{text}: {error}");
            assert!(error.to_string().contains(text), "{text}: {error}");
            for debug in ["{", "(", "[", "Error", "Context"] {
                assert!(!error.to_string().contains(debug), "debug syntax: {error}");
            }
            server.wait_until(|seen| seen.failed_handshakes.len() == 1);
            assert!(server.requests().is_empty(), "{text}: the server was sent a request");
        }
    }
}

/// A server that has nothing in common with the client says so with an alert alone.
#[test]
fn alerts_are_shown_in_words() {
    for (alert, text) in [
        (40, "none of the ciphers, curves and signatures that are offered"),
        (70, "no version of TLS that the client allows"),
        (112, "does not know the name 127.0.0.1"),
        (80, "an error of its own"),
        (86, "alert InappropriateFallback"),
    ] {
        let server = Server::start(Scheme::Http, move |peer| {
            // The client has to have sent its part, or the end would be a reset.
            peer.some()?;
            peer.send([21, 3, 3, 0, 2, 2, alert])?;
            peer.silence().map(drop)
        });
        let client = settings("127.0.0.1", &server).insecure(true).build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1), "{error}");
        assert!(error.to_string().contains("TLS with 127.0.0.1: the peer refused"), "{error}");
        assert!(error.to_string().contains(text), "{text}: {error}");
    }
}

#[test]
fn certificates_that_are_accepted() {
    let authority = Authority::new("an authority");
    for (names, host, address) in [
        (&["127.0.0.1"][..], "127.0.0.1", "127.0.0.1:0"),
        (&["::1"], "[::1]", "[::1]:0"),
        (&["::1"], "[0:0::0:1]", "[::1]:0"),
        (&["localhost"], "localhost", "127.0.0.1:0"),
        (&["localhost"], "LOCALHOST", "127.0.0.1:0"),
        (&["*.live.localhost"], "eu.live.localhost", "127.0.0.1:0"),
        (&["live.example.com", "127.0.0.1"], "127.0.0.1", "127.0.0.1:0"),
    ] {
        if address.starts_with('[') && !has_ipv6() {
            continue;
        }
        for version in VERSIONS {
            let options = TlsOptions { versions: &[version], ..Default::default() };
            let server = server(address, &options, authority.sign(&Leaf { names, ..Leaf::default() }));
            assert_works(settings(host, &server).ca_file(authority.file()), (host, version));
        }
    }
}

#[test]
fn without_a_ca_file_a_private_authority_is_not_trusted() {
    let authority = Authority::new("an authority");
    let server = server("127.0.0.1:0", &TlsOptions::default(), authority.sign(&Leaf::default()));
    let client = settings("127.0.0.1", &server).build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls, "{error}");
    assert!(error.to_string().contains("not from a trusted root"), "{error}");
    assert!(server.requests().is_empty());
    assert_works(settings("127.0.0.1", &server).insecure(true), "insecure");
    let client = settings("127.0.0.1", &server).insecure(true).insecure(false).build().unwrap();
    assert_eq!(client.show_record_callback(ID).unwrap_err().kind(), ErrorKind::Tls);
}

#[test]
fn ca_files_that_are_usable() {
    let authority = Authority::new("an authority");
    let other = Authority::new("another authority");
    let server = server("127.0.0.1:0", &TlsOptions::default(), authority.sign(&Leaf::default()));
    let pem = authority.pem();
    let key = other.sign(&Leaf::default()).key_pem;
    let damaged = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n";
    let no_certificate = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    let unfinished = "-----BEGIN CERTIFICATE-----\nMAA=\n";
    let old_label = pem.replace(" CERTIFICATE-", " X509 CERTIFICATE-");
    for (what, bytes) in [
        ("the old label", old_label.clone().into()),
        ("the old label behind another one", [other.pem(), old_label].concat().into()),
        ("PEM", pem.clone().into_bytes()),
        ("CRLF", pem.replace("\r\n", "\n").replace('\n', "\r\n").into()),
        ("a byte order mark", ["\u{feff}", &pem].concat().into()),
        ("text around it", ["Issuer: somebody\n\n# comment\n", &pem, "\nthe end"].concat().into()),
        ("no final newline", pem.trim_end().into()),
        ("blanks behind the lines", pem.replace('\n', " \n").into()),
        ("a private key before it", [&key, &pem[..]].concat().into()),
        ("a private key after it", [&pem, &key[..]].concat().into()),
        ("another one before it", [other.pem(), pem.clone()].concat().into()),
        ("a damaged one before it", [damaged, &pem].concat().into()),
        ("no certificate before it", [no_certificate, &pem].concat().into()),
        ("an unfinished one before it", [unfinished, &pem].concat().into()),
        ("an unfinished one after it", [&pem, unfinished].concat().into()),
        ("5 MB", ["# filler\n".repeat(600_000), pem.clone()].concat().into()),
        ("DER", authority.der().to_vec()),
    ] {
        let file = authority.write("quirk.pem", bytes);
        assert_works(settings("127.0.0.1", &server).ca_file(file), what);
    }
}

/// OpenSSL's own form says what a certificate is trusted for. Whatever it does not trust for servers is not trusted here.
#[test]
fn ca_files_in_the_form_of_openssl() {
    let server = server("127.0.0.1:0", &TlsOptions::default(), recorded_identity("good"));
    for name in ["for-all", "for-servers", "for-any-use"] {
        assert_works(settings("127.0.0.1", &server).ca_file(recorded(&format!("trusted-{name}.pem"))), name);
    }
    let authority = Authority::new("an authority");
    for name in ["for-clients", "not-for-servers", "for-none"] {
        let file = recorded(&format!("trusted-{name}.pem"));
        let error = settings("127.0.0.1", &server).ca_file(&file).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{name}");
        assert!(error.to_string().contains("TRUSTED CERTIFICATE that is not trusted for servers"), "{name}: {error}");
        // Beside one that is trusted it costs nothing, and is not trusted either.
        let both = [&fs::read(file).unwrap()[..], authority.pem().as_bytes()].concat();
        let client = settings("127.0.0.1", &server).ca_file(authority.write("both.pem", both)).build().unwrap();
        let error = client.show_record_callback(ID).unwrap_err();
        assert!(error.to_string().contains("not from a trusted root"), "{name}: {error}");
    }
}

#[test]
fn ca_files_that_are_not() {
    let authority = Authority::new("an authority");
    let folder = authority.folder();
    let large = folder.join("large.pem");
    File::create(&large).unwrap().set_len(64 * 1024 * 1024).unwrap();
    let key = authority.sign(&Leaf::default()).key_pem;
    let no_certificate = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    for (what, path, text) in [
        ("missing", folder.join("missing.pem"), "(os error 2)"),
        ("a folder", folder.to_owned(), "not a regular file"),
        ("a device", PathBuf::from(support::system::DEVICE), "not a regular file"),
        ("too large", large, "larger than"),
        ("empty", authority.write("empty.pem", ""), "no certificate"),
        ("a text", authority.write("text.pem", "nothing of the kind\n"), "no certificate"),
        ("a key alone", authority.write("key-alone.pem", key), "no certificate"),
        ("no certificate", authority.write("none.pem", no_certificate), "no usable certificate"),
        ("not DER", authority.write("none.der", b"\x30\x03\x02\x01\x01"), "no usable certificate"),
    ] {
        for endpoint in ["https://127.0.0.1:1", "http://127.0.0.1:1"] {
            let settings = Client::builder().endpoint(endpoint).project_id("p").access_key("ak", "sk").proxy("");
            let error = settings.ca_file(&path).build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{what}");
            let expected = format!("CA file \"{}\"", path.display());
            assert!(error.to_string().contains(&expected) && error.to_string().contains(text), "{what}: {error}");
        }
    }
}

#[test]
fn a_ca_file_is_read_when_the_client_is_made() {
    let authority = Authority::new("an authority");
    let server = server("127.0.0.1:0", &TlsOptions::default(), authority.sign(&Leaf::default()));
    let client = settings("127.0.0.1", &server).ca_file(authority.file()).build().unwrap();
    fs::remove_file(authority.file()).unwrap();
    assert_eq!(client.show_record_callback(ID).unwrap().id(), ID);
}

#[test]
fn client_certificates() {
    let authority = Authority::new("an authority");
    let other = Authority::new("another authority");
    let write = |name: &str, signer: &Authority, leaf: Leaf<'_>| {
        let identity = signer.sign(&leaf);
        let [certificate, key] = [("certificate", &identity.certificate_pem), ("key", &identity.key_pem)]
            .map(|(part, pem)| authority.write(&format!("{name}.{part}.pem"), pem));
        (certificate, key)
    };
    let own = || Leaf { names: &["a client"], for_clients: true, ..Leaf::default() };
    let good = write("good", &authority, own());
    let foreign = write("foreign", &other, own());
    let expired = write("expired", &authority, Leaf { validity: Validity::Expired, ..own() });
    let with = |settings: ClientBuilder, (certificate, key): &(PathBuf, PathBuf)| {
        settings.client_certificate(certificate, key).ca_file(authority.file())
    };
    for version in VERSIONS {
        let options = TlsOptions { versions: &[version], clients_of: Some(&authority), ..Default::default() };
        let server = server("127.0.0.1:0", &options, authority.sign(&Leaf::default()));
        let settings = || settings("127.0.0.1", &server);
        assert_works(with(settings(), &good), version);
        let asked = server.requests().len();
        for (what, settings) in [
            ("none", settings().ca_file(authority.file())),
            ("one of somebody else", with(settings(), &foreign)),
            ("an expired one", with(settings(), &expired)),
        ] {
            let error = settings.build().unwrap().show_record_callback(ID).unwrap_err();
            // In TLS 1.3 the client is done before the server has looked; a reset may then be faster than the alert.
            let lost = version == &version::TLS13 && error.kind() == ErrorKind::Connect;
            let refused = error.kind() == ErrorKind::Tls && error.to_string().contains("the peer refused");
            assert!(lost || refused, "{what}, {version:?}: {error}");
        }
        assert_eq!(server.requests().len(), asked, "{version:?}");
    }

    // A server that does not ask for it does not mind.
    let server = server("127.0.0.1:0", &TlsOptions::default(), authority.sign(&Leaf::default()));
    assert_works(with(settings("127.0.0.1", &server), &good), "a server that does not ask");
}

#[test]
fn client_certificates_that_are_not_usable() {
    let authority = Authority::new("an authority");
    let [one, two] = [authority.sign(&Leaf::default()), authority.sign(&Leaf::default())];
    let certificate = authority.write("certificate.pem", &one.certificate_pem);
    let key = authority.write("key.pem", &one.key_pem);
    let other_key = authority.write("other-key.pem", &two.key_pem);
    let encrypted = one.key_pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let encrypted = authority.write("encrypted.pem", encrypted);
    let missing = authority.folder().join("missing.pem");
    let folder = authority.folder().to_owned();
    let cases: [(&Path, &Path, &Path, &str); 7] = [
        (&certificate, &other_key, &other_key, "client certificate"),
        (&missing, &key, &missing, "(os error 2)"),
        (&certificate, &missing, &missing, "(os error 2)"),
        (&folder, &key, &folder, "not a regular file"),
        (&key, &key, &key, "no certificate"),
        (&certificate, &certificate, &certificate, "no private key"),
        (&certificate, &encrypted, &encrypted, "not encrypted"),
    ];
    for (certificate, key, named, text) in cases {
        let settings =
            Client::builder().endpoint("https://127.0.0.1:1").project_id("p").access_key("ak", "sk").proxy("");
        let error = settings.client_certificate(certificate, key).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
        let named = format!("\"{}\"", named.display());
        assert!(error.to_string().contains(&named) && error.to_string().contains(text), "{text}: {error}");
    }
}

#[test]
fn a_peer_that_speaks_something_else() {
    let server = Server::start(Scheme::Http, |peer| {
        peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")?;
        peer.silence().map(drop)
    });
    let error = settings("127.0.0.1", &server).insecure(true).build().unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls, "{error}");
    assert!(error.to_string().contains("TLS with 127.0.0.1: the peer does not speak TLS"), "{error}");

    let server = Server::answering(Scheme::Https, success());
    let endpoint = format!("http://{}", server.address());
    let client =
        Client::builder().endpoint(&endpoint).project_id("p").access_key("ak", "sk").proxy("").build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::BadResponse | ErrorKind::Connect), "{error}");
}

#[test]
fn nothing_is_global() {
    let authority = Authority::new("an authority");
    let server = server("127.0.0.1:0", &TlsOptions::default(), authority.sign(&Leaf::default()));
    let call = |what| assert_works(settings("127.0.0.1", &server).ca_file(authority.file()), what);
    call("alone");
    assert!(CryptoProvider::get_default().is_none(), "a provider was installed for the whole process");
    // Somebody else's, which could not shake hands at all.
    let useless = CryptoProvider { cipher_suites: Vec::new(), ..rustls::crypto::ring::default_provider() };
    useless.install_default().unwrap();
    call("beside another provider");
    assert!(CryptoProvider::get_default().is_some_and(|provider| Arc::clone(provider).cipher_suites.is_empty()));
}
