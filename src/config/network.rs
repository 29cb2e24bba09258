//! The settings of the network and of TLS.

use std::path::{Path, PathBuf};

use super::{Config, ProxyChoice};
use crate::error::Error;
use crate::proxy::Proxy;
use crate::route::IpFamily;
use crate::transport::{ClientCertificate, Pins, TlsVersion, Trust, TrustedRoots};

impl Config {
    /// The proxy for every host: `http://[user:password@]host[:port]`, or https, socks5 (the endpoint's name is looked up
    /// here) or socks5h (the proxy looks it up). An empty text means none, even if the environment has one.
    /// Plain http to loopback goes directly, unless the proxy is on loopback too.
    pub fn set_proxy(&mut self, url: &str) -> Result<(), Error> {
        let proxy = if url.trim().is_empty() { None } else { Some(Proxy::parse("proxy", url)?) };
        self.proxy = ProxyChoice::Explicit(proxy);
        Ok(())
    }

    /// The addresses of a host for one port, used instead of a name lookup: `host:port:address[,address…]`, with at most
    /// 16 addresses. The host may be that of an endpoint or of a proxy. Several entries may be given; one for the same
    /// host and port replaces the earlier one. With a socks5h proxy, the proxy looks up the endpoint's name all the same.
    pub fn add_resolve(&mut self, entry: &str) -> Result<(), Error> {
        self.route.add(entry)
    }

    /// The address of this machine that connections are made from. A peer's address of the other family is not tried.
    pub fn set_local_address(&mut self, address: &str) -> Result<(), Error> {
        self.route.set_local_address(address)
    }

    /// The family of the addresses that connections are made to.
    pub fn set_ip_family(&mut self, family: IpFamily) {
        self.route.family = family;
    }

    /// Trusts the certificates in this file (PEM, or one in DER) and no others. Read when the client is made.
    ///
    /// This, [`set_ca_pem`](Config::set_ca_pem) and [`set_trust`](Config::set_trust) replace each other: the last one
    /// counts.
    pub fn set_ca_file(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.tls.trust = Trust::File(check_path("CA file", path.as_ref())?);
        Ok(())
    }

    /// Trusts the certificates in this text (PEM) and no others. Replaces what [`set_ca_file`](Config::set_ca_file) and
    /// [`set_trust`](Config::set_trust) said.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: no certificate in it is usable as a root.
    pub fn set_ca_pem(&mut self, pem: &str) -> Result<(), Error> {
        self.tls.trust = Trust::from_pem(pem)?;
        Ok(())
    }

    /// Trusts the built-in roots or the system's, in place of certificates that were set. Default: the built-in ones;
    /// with the feature `system-roots` the system's.
    ///
    /// Without that feature the system's roots are those of the first usable file among
    /// `/etc/ssl/certs/ca-certificates.crt`, `/etc/pki/tls/certs/ca-bundle.crt`, `/etc/ssl/ca-bundle.pem` and
    /// `/etc/ssl/cert.pem`, which is read when the client is made.
    pub fn set_trust(&mut self, roots: TrustedRoots) {
        self.tls.trust = Trust::Roots(roots);
    }

    /// A certificate chain and its private key (PEM) to show to the server. Read when the client is made.
    ///
    /// This and [`set_client_certificate_pem`](Config::set_client_certificate_pem) replace each other.
    pub fn set_client_certificate(
        &mut self,
        cert_path: impl AsRef<Path>,
        key_path: impl AsRef<Path>,
    ) -> Result<(), Error> {
        let chain = check_path("client certificate", cert_path.as_ref())?;
        let key = check_path("client certificate's key", key_path.as_ref())?;
        self.tls.client_certificate = Some(ClientCertificate::Files { chain, key });
        Ok(())
    }

    /// A certificate chain and its private key in two texts (PEM) to show to the server; a text that has both may be given
    /// twice. Replaces what [`set_client_certificate`](Config::set_client_certificate) said.
    ///
    /// The text of the key is not kept, and copies of it are wiped before this returns. What TLS signs with stays in memory
    /// as long as these settings or a client that is made of them.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: a text has no certificate or no private key, the key is encrypted or of a kind that is not
    /// supported, or it is not the certificate's. The message shows neither.
    pub fn set_client_certificate_pem(&mut self, cert_pem: &str, key_pem: &str) -> Result<(), Error> {
        self.tls.client_certificate = Some(ClientCertificate::from_pem(cert_pem, key_pem)?);
        Ok(())
    }

    /// The public keys that Live, IAM and STS may have: `sha256//BASE64`, with `;` between several, as curl writes them.
    /// Each is the SHA-256 of the SubjectPublicKeyInfo of the server's own certificate.
    ///
    /// A server with another key is refused before anything is sent, with `Tls` and a message that names its key. The
    /// certificate is checked as well, unless [`set_insecure`](Config::set_insecure) is on; the key is checked even
    /// then. Proxies may have other keys.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: a pin is not written like this.
    pub fn set_pinned_public_keys(&mut self, pins: &str) -> Result<(), Error> {
        self.tls.pins = Pins::parse(pins)?;
        Ok(())
    }

    /// The oldest version of TLS that is spoken, also with a proxy: TLS 1.2 unless set otherwise.
    pub fn set_min_tls_version(&mut self, version: TlsVersion) {
        self.tls.min_version = version;
    }

    /// For tests only: no certificate is checked, and plain http is allowed to Live, IAM and STS on any host.
    pub fn set_insecure(&mut self, on: bool) {
        self.tls.insecure = on;
    }
}

fn check_path(name: &str, path: &Path) -> Result<PathBuf, Error> {
    if path.as_os_str().is_empty() {
        return Err(Error::invalid(format!("{name} has an empty path")));
    }
    Ok(path.to_owned())
}
