//! The agent that gives the pods of a cluster their keys.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use crate::endpoint::Endpoint;
use crate::error::Error;

use super::id_token::check_token_file;
use super::metadata_endpoint::is_link_local;

const NAME: &str = "pod identity URI";

/// The agent that gives the pods of a cluster their keys, and the file with the token that it asks for.
#[derive(Debug)]
pub(crate) struct PodIdentity {
    pub(crate) endpoint: Endpoint,
    /// The URI's path and query, as they are sent.
    pub(crate) path: String,
    pub(crate) token_file: PathBuf,
}

impl PodIdentity {
    pub(crate) fn new(uri: &str, token_file: &Path) -> Result<PodIdentity, Error> {
        let uri = uri.trim();
        let after_scheme = uri.find("://").map(|at| at + "://".len()).ok_or_else(|| {
            Error::invalid(format!("{NAME} has no scheme, or is empty: it begins with http:// or https://"))
        })?;
        let path_at = uri[after_scheme..].find(['/', '?', '#']).map_or(uri.len(), |at| after_scheme + at);
        let (origin, path) = uri.split_at(path_at);
        let endpoint = Endpoint::parse(NAME, origin)?;
        if !endpoint.is_secure() && !is_near(&endpoint) {
            return Err(Error::invalid(format!(
                "{NAME} {endpoint} is plain http to another network, which would show it the token and the keys"
            )));
        }
        let path = if path.starts_with('/') { path.to_owned() } else { ["/", path].concat() };
        if path.contains('#') || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::invalid(format!(
                "{NAME} at {endpoint} has a character that cannot be sent, or a fragment"
            )));
        }
        Ok(PodIdentity { endpoint, path, token_file: check_token_file("pod identity token file", token_file)? })
    }
}

/// Whether plain http to it stays on this machine or inside the cluster. A name may mean anything.
fn is_near(endpoint: &Endpoint) -> bool {
    let is_of_cluster = match endpoint.host().parse() {
        // The last of them is for addresses behind a carrier's NAT, which clusters use for pods and services.
        Ok(IpAddr::V4(address)) => {
            address.is_private() || (address.octets()[0] == 100 && address.octets()[1] & 0xC0 == 64)
        }
        Ok(IpAddr::V6(address)) => address.is_unique_local(),
        Err(_) => false,
    };
    endpoint.is_loopback() || is_of_cluster || is_link_local(endpoint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_sent_as_it_is() {
        for (uri, endpoint, path) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "/"),
            (" http://169.254.170.23/v1/credentials\n", "http://169.254.170.23", "/v1/credentials"),
            ("http://[fd00:ec2::23]/v1/", "http://[fd00:ec2::23]", "/v1/"),
            ("https://agent.example.com?x=1", "https://agent.example.com", "/?x=1"),
            ("http://localhost:1/a//b?x=%41&y", "http://localhost:1", "/a//b?x=%41&y"),
        ] {
            let made = PodIdentity::new(uri, Path::new("t")).unwrap();
            assert_eq!((made.endpoint.to_string().as_str(), made.path.as_str()), (endpoint, path));
        }
    }

    #[test]
    fn plain_http_stays_near_and_odd_uris_are_refused() {
        for (uri, accepted) in [
            ("http://10.0.0.1/", true),
            ("http://172.16.0.1/", true),
            ("http://192.168.1.1/", true),
            ("http://100.64.0.1/", true),
            ("http://100.128.0.1/", false),
            ("http://[fe80::1]/", true),
            ("http://[::1]/", true),
            ("http://8.8.8.8/", false),
            ("http://[2001:db8::1]/", false),
            ("http://agent.kube-system.svc/", false),
            ("https://8.8.8.8/", true),
            ("", false),
            ("127.0.0.1/v1", false),
            ("ftp://127.0.0.1/", false),
            ("http://user@127.0.0.1/", false),
            ("http://127.0.0.1/a b", false),
            ("http://127.0.0.1/a\r\nx", false),
            ("http://127.0.0.1/#a", false),
        ] {
            let made = PodIdentity::new(uri, Path::new("t"));
            assert_eq!(made.is_ok(), accepted, "{uri}: {made:?}");
            if let Err(error) = made {
                assert!(error.to_string().starts_with(NAME), "{error}");
            }
        }
        assert!(PodIdentity::new("http://127.0.0.1", Path::new("")).is_err());
    }
}
