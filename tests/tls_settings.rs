//! What TLS trusts, shows and allows by settings that are no files: texts in PEM, pinned keys, versions, the system's roots.

#![allow(clippy::unwrap_used)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hwlive::{Client, ClientBuilder, Error, ErrorKind, TlsVersion, TrustedRoots};
use rustls::server::ParsedCertificate;
use rustls::version;
use sha2::{Digest, Sha256};

use support::certificates::Identity;
use support::{ACCESS_KEY, Authority, ID, Leaf, PROJECT_ID, SECRET_KEY, Scheme, Server, TlsOptions, success};

fn server(options: &TlsOptions<'_>, identity: Identity) -> Server {
    Server::on("127.0.0.1:0", Some(options.config(identity)), |peer| peer.serve(|_, _| success()))
}

fn settings(url: &str) -> ClientBuilder {
    Client::builder().endpoint(url).project_id(PROJECT_ID).access_key(ACCESS_KEY, SECRET_KEY).proxy("")
}

#[track_caller]
fn works(builder: ClientBuilder) {
    assert_eq!(builder.build().unwrap().show_record_callback(ID).unwrap().id(), ID);
}

#[track_caller]
fn fails(builder: ClientBuilder, kind: ErrorKind, text: &str) -> Error {
    let error = builder.build().unwrap().show_record_callback(ID).unwrap_err();
    assert_eq!(error.kind(), kind, "{error}");
    assert!(error.to_string().contains(text), "{text}: {error}");
    error
}

#[track_caller]
fn is_refused(builder: ClientBuilder, text: &str) {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
    assert!(error.to_string().contains(text), "{text}: {error}");
}

/// The pin of a certificate, as curl would have it.
fn pin(identity: &Identity) -> String {
    let key = ParsedCertificate::try_from(&identity.certificate).unwrap().subject_public_key_info();
    format!("sha256//{}", STANDARD.encode(Sha256::digest(&key)))
}

#[test]
fn authorities_in_a_text() {
    let (authority, other) = (Authority::new("an authority"), Authority::new("another authority"));
    let server = server(&TlsOptions::default(), authority.sign(&Leaf::default()));
    let settings = || settings(&server.url());
    works(settings().ca_pem(&authority.pem()));
    works(settings().ca_pem(&format!("# two\n{}{}", other.pem(), authority.pem())));
    fails(settings().ca_pem(&other.pem()), ErrorKind::Tls, "not from a trusted root");

    let key = authority.sign(&Leaf::default()).key_pem;
    for (text, why) in [
        ("", "CA certificates has no certificate"),
        ("nothing of the kind", "has no certificate"),
        (&key, "has no certificate"),
        ("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "no usable certificate"),
    ] {
        is_refused(settings().ca_pem(text), why);
    }
}

/// Each of them replaces the ones before, and what is refused replaces nothing.
#[test]
fn the_last_kind_of_trust_counts() {
    let (authority, other) = (Authority::new("an authority"), Authority::new("another authority"));
    let server = server(&TlsOptions::default(), authority.sign(&Leaf::default()));
    let settings = || settings(&server.url());
    let [good, bad] = [&authority, &other].map(Authority::pem);
    works(settings().ca_file(other.file()).ca_pem(&good));
    works(settings().ca_pem(&bad).ca_file(authority.file()));
    works(settings().trust(TrustedRoots::BuiltIn).ca_pem(&good));
    for builder in [
        settings().ca_file(authority.file()).ca_pem(&bad),
        settings().ca_pem(&good).ca_file(other.file()),
        settings().ca_pem(&good).trust(TrustedRoots::BuiltIn),
        settings().ca_file(authority.file()).trust(TrustedRoots::BuiltIn),
        // A file that is not used is not read.
        settings().ca_file("/nonexistent/ca.pem").trust(TrustedRoots::BuiltIn),
    ] {
        fails(builder, ErrorKind::Tls, "not from a trusted root");
    }
    let mut config = hwlive::Config::new();
    config.set_ca_pem(&good).unwrap();
    config.set_ca_pem("").unwrap_err();
    config.set_endpoint(&server.url()).unwrap();
    config.set_project_id(PROJECT_ID).unwrap();
    config.set_access_key(ACCESS_KEY, SECRET_KEY, None).unwrap();
    config.set_proxy("").unwrap();
    works(config.into());
}

/// Nobody may be trusted by mistake: a machine without roots makes no client, any other does not know this authority.
#[test]
fn the_roots_of_the_system() {
    let server = Server::answering(Scheme::Https, success());
    match settings(&server.url()).trust(TrustedRoots::System).build() {
        Ok(client) => {
            let error = client.show_record_callback(ID).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Tls, "{error}");
            assert!(server.requests().is_empty());
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
            assert!(error.to_string().contains("/etc/ssl/cert.pem"), "{error}");
        }
    }
    // Nothing of it is read if nothing speaks TLS.
    settings("http://127.0.0.1:1").trust(TrustedRoots::System).build().unwrap();
}

#[test]
fn a_client_certificate_in_texts() {
    let authority = Authority::new("an authority");
    let own = || Leaf { names: &["a client"], for_clients: true, ..Leaf::default() };
    let (good, foreign) = (authority.sign(&own()), Authority::new("another authority").sign(&own()));
    let both = format!("{}{}", good.key_pem, good.certificate_pem);
    for version in [&version::TLS12, &version::TLS13] {
        let options = TlsOptions { versions: &[version], clients_of: Some(&authority), ..Default::default() };
        let server = server(&options, authority.sign(&Leaf::default()));
        let settings = || settings(&server.url()).ca_pem(&authority.pem());
        works(settings().client_certificate_pem(&good.certificate_pem, &good.key_pem));
        works(settings().client_certificate_pem(&both, &both));
        // The last one counts.
        let (no, cert, key) = ("/nonexistent/pem", &good.certificate_pem, &good.key_pem);
        works(settings().client_certificate(no, no).client_certificate_pem(cert, key));
        let write = |name: &str, pem: &str| authority.write(name, pem);
        let (cert_file, key_file) = (write("certificate.pem", cert), write("key.pem", key));
        let other = settings().client_certificate_pem(&foreign.certificate_pem, &foreign.key_pem);
        works(other.clone().client_certificate(cert_file, key_file));
        other.build().unwrap().show_record_callback(ID).unwrap_err();
    }
}

#[test]
fn client_certificates_in_texts_that_are_not_usable() {
    let authority = Authority::new("an authority");
    let [one, two] = [authority.sign(&Leaf::default()), authority.sign(&Leaf::default())];
    let (certificate, key) = (&one.certificate_pem[..], &one.key_pem[..]);
    let encrypted = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let of_another_kind = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
    let cut = &key[..key.len() / 2];
    let damaged = key.replacen('M', "!", 1);
    for (certificate, key, why) in [
        (certificate, &two.key_pem[..], "client certificate: "),
        ("", key, "client certificate has no certificate"),
        (key, key, "client certificate has no certificate"),
        (certificate, "", "client certificate's key has no private key"),
        (certificate, certificate, "client certificate's key has no private key"),
        (certificate, &encrypted, "not encrypted"),
        (certificate, of_another_kind, "client certificate's key: "),
        (certificate, cut, "client certificate's key has no private key"),
        (certificate, &damaged, "client certificate's key has no private key"),
    ] {
        let builder = settings("https://127.0.0.1:1").client_certificate_pem(certificate, key);
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(why), "{why}: {error}");
        let secret: Vec<&str> = key.lines().filter(|line| line.len() > 20 && !line.starts_with('-')).collect();
        assert!(!secret.iter().any(|line| error.contains(line)), "{error}");
    }
    let shown = format!("{:?}", settings("https://127.0.0.1:1").client_certificate_pem(certificate, key));
    assert!(shown.contains("client_certificate: Some(Loaded)"), "{shown}");
}

#[test]
fn pinned_keys() {
    let authority = Authority::new("an authority");
    let (identity, other) = (authority.sign(&Leaf::default()), authority.sign(&Leaf::default()));
    let (pin, other_pin) = (pin(&identity), pin(&other));
    for version in [&version::TLS12, &version::TLS13] {
        let server = server(&TlsOptions { versions: &[version], ..Default::default() }, identity.clone());
        let settings = || settings(&server.url());
        let trusting = || settings().ca_file(authority.file());
        works(trusting().pinned_public_keys(&pin));
        works(trusting().pinned_public_keys(&format!("{other_pin};{pin}")));
        works(trusting().pinned_public_keys(&other_pin).pinned_public_keys(&pin));
        works(settings().insecure(true).pinned_public_keys(&pin));
        let asked = server.requests().len();
        // A pin is no trust.
        fails(settings().pinned_public_keys(&pin), ErrorKind::Tls, "not from a trusted root");
        for builder in [trusting(), settings().insecure(true)] {
            let why = format!("the server's public key is {pin}, which is none of the pinned ones");
            let error = fails(builder.pinned_public_keys(&other_pin), ErrorKind::Tls, &why);
            assert_eq!((error.attempts(), error.is_retryable()), (1, false), "{error}");
        }
        assert_eq!(server.requests().len(), asked, "a server with another key was sent a request");
    }
    is_refused(settings("https://127.0.0.1:1").pinned_public_keys(""), "pinned public keys");
    is_refused(settings("https://127.0.0.1:1").pinned_public_keys("sha256//nonsense"), "pinned public keys");
}

/// Anybody can show a certificate whose key is pinned. Also where no certificate is checked, the server needs its key.
#[test]
fn a_pinned_certificate_without_its_key_is_refused() {
    let authority = Authority::new("an authority");
    for version in [&version::TLS12, &version::TLS13] {
        let [one, other] = [authority.sign(&Leaf::default()), authority.sign(&Leaf::default())];
        let pin = pin(&one);
        let options = TlsOptions { versions: &[version], ..Default::default() };
        let server = server(&options, Identity { key: other.key, ..one });
        let settings = || settings(&server.url()).insecure(true);
        fails(settings().pinned_public_keys(&pin), ErrorKind::Tls, "");
        assert!(server.requests().is_empty(), "a server without the key was sent a request");
        works(settings());
    }
}

#[test]
fn the_least_version() {
    let authority = Authority::new("an authority");
    for (version, is_enough) in [(&version::TLS12, false), (&version::TLS13, true)] {
        let server =
            server(&TlsOptions { versions: &[version], ..Default::default() }, authority.sign(&Leaf::default()));
        let settings = || settings(&server.url()).ca_file(authority.file());
        works(settings().min_tls_version(TlsVersion::Tls12));
        works(settings().min_tls_version(TlsVersion::Tls13).min_tls_version(TlsVersion::Tls12));
        let newest = settings().min_tls_version(TlsVersion::Tls13);
        if is_enough {
            works(newest);
        } else {
            let error = fails(newest, ErrorKind::Tls, "speaks no version of TLS that the client allows");
            assert!(!error.is_retryable(), "{error}");
        }
    }
}
