//! What the transport has to know of a client's settings.

use crate::proxy::Proxies;
use crate::tls_settings::TlsSettings;

/// The settings of a transport; the files that they name are read when it is made.
#[derive(Debug)]
pub(crate) struct Settings<'a> {
    pub(crate) proxies: Proxies,
    pub(crate) tls: &'a TlsSettings,
}
