//! A request, and where it goes.

use std::sync::Arc;

use ureq::http::Uri;
use ureq::http::uri::{Authority, PathAndQuery, Scheme};
use zeroize::Zeroizing;

use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::failure::Failure;

/// An endpoint in the form that requests are made from: cheap to use again and again.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    scheme: Scheme,
    authority: Authority,
}

impl Origin {
    pub(crate) fn new(endpoint: &Endpoint) -> Result<Origin, Error> {
        let scheme = if endpoint.is_secure() { Scheme::HTTPS } else { Scheme::HTTP };
        let authority = Authority::from_maybe_shared(endpoint.authority().to_owned().into_bytes());
        let authority = authority.map_err(|error| Error::invalid(format!("endpoint {endpoint}: {error}")))?;
        Ok(Origin { scheme, authority })
    }

    pub(super) fn uri(&self, target: &str) -> Result<Uri, Failure> {
        let internal = |error: &dyn std::fmt::Display| Failure::Internal(format!("request target: {error}"));
        let mut parts = ureq::http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        let target = PathAndQuery::try_from(target).map_err(|error| internal(&error))?;
        parts.path_and_query = Some(target);
        Uri::from_parts(parts).map_err(|error| internal(&error))
    }
}

/// A request: GET without a body, or another method with one, which may be empty.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'static str,
    pub(crate) origin: &'a Origin,
    /// Path and query as they go on the wire.
    pub(crate) target: &'a str,
    /// Whole lines, each with its CRLF, that ureq does not see: those that prove who is asking, and all others.
    pub(crate) header_lines: &'a Arc<Zeroizing<Vec<u8>>>,
    pub(crate) body: &'a [u8],
    pub(crate) through_proxy: bool,
    /// What the answer leaves in memory is wiped, but for [`Answer::body`].
    pub(crate) answer_is_secret: bool,
}
