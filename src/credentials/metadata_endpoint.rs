//! Where the metadata service of a cloud server may be.

use std::net::IpAddr;

use crate::endpoint::Endpoint;
use crate::error::Error;

/// The link-local address of every cloud server's metadata service.
pub(crate) const METADATA_ENDPOINT: &str = "http://169.254.169.254";

/// The service speaks plain http, so its address must be one that routers do not pass on.
pub(crate) fn check_metadata_endpoint(endpoint: &Endpoint) -> Result<(), Error> {
    if endpoint.is_secure() || endpoint.is_loopback() || is_link_local(endpoint) {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "metadata endpoint {endpoint} is plain http to another network, which would show it the keys"
    )))
}

/// Whether no router passes on what is sent there.
pub(super) fn is_link_local(endpoint: &Endpoint) -> bool {
    match endpoint.host().parse() {
        Ok(IpAddr::V4(address)) => address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_unicast_link_local() || address.is_unique_local(),
        Err(_) => false,
    }
}
