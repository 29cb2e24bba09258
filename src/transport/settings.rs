//! What the transport has to know of a client's settings.

use std::path::Path;

use crate::proxy::Proxies;
use crate::route::Route;

/// The settings of a transport; the files that they name are read when it is made.
#[derive(Debug)]
pub(crate) struct Settings<'a> {
    pub(crate) proxies: Proxies,
    pub(crate) route: Route,
    /// Trust these roots and no others.
    pub(crate) ca_file: Option<&'a Path>,
    pub(crate) client_certificate: Option<ClientCertificate<'a>>,
    /// No certificate is checked.
    pub(crate) insecure: bool,
}

/// The files of a certificate chain and of its key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientCertificate<'a> {
    pub(crate) chain: &'a Path,
    pub(crate) key: &'a Path,
}
