//! The stand-in over TLS: who trusts its authority is served, others refuse it.

use std::io::{Read, Write};
use std::net::{Ipv6Addr, TcpStream};
use std::sync::Arc;

use hwlive_stand_in::StandIn;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::{EXAMPLE, connect, exchange, good, started};

fn client(ca_pem: &str) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(ca_pem.as_bytes()).expect("PEM")).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Arc::new(config.expect("versions").with_root_certificates(roots).with_no_client_auth())
}

fn stream(stand_in: &StandIn, ca_pem: &str, name: &str) -> StreamOwned<ClientConnection, TcpStream> {
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    StreamOwned::new(ClientConnection::new(client(ca_pem), name).expect("a client"), connect(stand_in))
}

#[test]
fn a_client_that_trusts_its_authority_is_served() {
    for address in [[127, 0, 0, 1].into(), Ipv6Addr::LOCALHOST.into()] {
        let stand_in = started(StandIn::builder().tls(true).address(address));
        let ca_pem = stand_in.ca_pem().expect("a CA");
        let file = stand_in.ca_file().expect("a file").to_owned();
        assert_eq!(std::fs::read_to_string(&file).expect("the file"), ca_pem);
        let listed = stand_in.environment().iter().find(|(name, _)| *name == "SSL_CERT_FILE");
        assert_eq!(listed.map(|(_, value)| value.as_str()), file.to_str());
        for name in ["localhost", "127.0.0.1", "::1"] {
            let mut stream = stream(&stand_in, ca_pem, name);
            for _ in 0..2 {
                assert_eq!(exchange(&mut stream, &good(EXAMPLE).bytes()).status, 200, "{name}");
            }
        }
        assert_eq!(stand_in.connections(), 3);
        drop(stand_in);
        assert!(!file.exists(), "the CA file is removed");
    }
}

#[test]
fn others_refuse_it_and_it_goes_on() {
    let stand_in = started(StandIn::builder().tls(true));
    let other = started(StandIn::builder().tls(true));
    let ca_pem = stand_in.ca_pem().expect("a CA");
    for (ca_pem, name) in [(other.ca_pem().expect("a CA"), "localhost"), (ca_pem, "live.example.com")] {
        let error = stream(&stand_in, ca_pem, name).write_all(b"GET").expect_err(name).to_string();
        assert!(error.contains("certificate"), "{name}: {error}");
    }
    // Plain http on the port of https.
    let mut plain = connect(&stand_in);
    plain.write_all(&good(EXAMPLE).bytes()).expect("write");
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    assert_eq!(exchange(&mut stream(&stand_in, ca_pem, "localhost"), &good(EXAMPLE).bytes()).status, 200);
    assert_eq!(stand_in.requests().len(), 1);
}
