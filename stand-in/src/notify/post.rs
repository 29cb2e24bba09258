//! One POST over http or https, as the service sends a notification.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request, Uri, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How long the receiver may take for everything.
const TIMEOUT: Duration = Duration::from_secs(10);

/// More than this of an answer is not read.
const MAX_ANSWER: usize = 1024 * 1024;

/// What the receiver answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Why there is no answer.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Where a URL leads.
struct Target {
    is_https: bool,
    /// Without the brackets of an IPv6 address.
    host: String,
    port: u16,
    /// As it goes into `Host`.
    authority: String,
    path_and_query: String,
}

/// Whether a URL can be posted to.
pub(crate) fn check_url(url: &str) -> Result<(), Failure> {
    Target::parse(url).map(drop)
}

/// Posts a JSON text, without any proxy, and waits for the answer. A failure names the URL.
pub(crate) fn post(url: &str, json: String) -> Result<Answer, Failure> {
    let name_url = |error: Failure| Failure::from(format!("{url}: {error}"));
    let target = Target::parse(url).map_err(name_url)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let sent = runtime.block_on(async { tokio::time::timeout(TIMEOUT, target.send(json)).await });
    sent.unwrap_or_else(|_| Err(format!("there is no answer after {} s", TIMEOUT.as_secs()).into())).map_err(name_url)
}

impl Target {
    fn parse(url: &str) -> Result<Target, Failure> {
        let uri: Uri = url.parse()?;
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err("does not begin with http:// or https://".into()),
        };
        let (Some(authority), Some(host)) = (uri.authority(), uri.host()) else { return Err("has no host".into()) };
        if authority.as_str().contains('@') {
            return Err("has a user in it".into());
        }
        Ok(Target {
            is_https,
            host: host.trim_start_matches('[').trim_end_matches(']').to_owned(),
            port: uri.port_u16().unwrap_or(if is_https { 443 } else { 80 }),
            authority: authority.to_string(),
            path_and_query: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        })
    }

    async fn send(&self, json: String) -> Result<Answer, Failure> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
        if !self.is_https {
            return self.exchange(TokioIo::new(stream), json).await;
        }
        let name = ServerName::try_from(self.host.clone())?;
        let stream = TlsConnector::from(Arc::new(tls()?)).connect(name, stream).await?;
        self.exchange(TokioIo::new(stream), json).await
    }

    async fn exchange<S>(&self, stream: S, json: String) -> Result<Answer, Failure>
    where
        S: hyper::rt::Read + hyper::rt::Write + Send + Unpin + 'static,
    {
        let request = Request::builder()
            .method(Method::POST)
            .uri(&self.path_and_query)
            .header(header::HOST, &self.authority)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::CONNECTION, "close")
            .body(Full::new(Bytes::from(json)))?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(stream).await?;
        tokio::spawn(connection);
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = Limited::new(body, MAX_ANSWER).collect().await?.to_bytes();
        Ok(Answer { status: head.status.as_u16(), body: String::from_utf8_lossy(&body).into_owned() })
    }
}

/// Trusts the certificates in the file `SSL_CERT_FILE`, or Mozilla's roots if it is not set.
fn tls() -> Result<ClientConfig, Failure> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(file) = env::var_os("SSL_CERT_FILE").filter(|file| !file.is_empty()).map(PathBuf::from) {
        roots = of_file(&file).map_err(|error| format!("SSL_CERT_FILE {}: {error}", file.display()))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    Ok(config.with_safe_default_protocol_versions()?.with_root_certificates(roots).with_no_client_auth())
}

fn of_file(file: &Path) -> Result<RootCertStore, Failure> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file)? {
        roots.add(certificate?)?;
    }
    if roots.is_empty() {
        return Err("no certificate in it".into());
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for (url, expected) in [
            ("http://127.0.0.1:8000", (false, "127.0.0.1", 8000, "127.0.0.1:8000", "/")),
            ("http://[::1]:8000/a", (false, "::1", 8000, "[::1]:8000", "/a")),
            (
                "https://receiver.example.com/a/?b=c",
                (true, "receiver.example.com", 443, "receiver.example.com", "/a/?b=c"),
            ),
            ("HTTP://localhost/%E5%BD%95", (false, "localhost", 80, "localhost", "/%E5%BD%95")),
        ] {
            let Target { is_https, host, port, authority, path_and_query } = Target::parse(url).expect(url);
            assert_eq!((is_https, &*host, port, &*authority, &*path_and_query), expected, "{url}");
        }
        for url in
            ["", "/record", "localhost:80", "ftp://localhost/", "http://", "http://user@localhost/", "http://a b/"]
        {
            assert!(Target::parse(url).is_err(), "{url}");
        }
    }
}
