//! An agency that STS gives to whoever has an ID token of a provider.

use crate::error::Error;

use super::agency::check_name;
use super::{AgencySession, IdToken};

/// An agency that STS gives to whoever has an ID token of an OIDC provider that the account trusts.
#[derive(Clone, Debug)]
pub struct OidcAgency {
    pub(crate) provider_urn: String,
    pub(crate) agency_urn: String,
    pub(crate) id_token: IdToken,
    pub(crate) session: AgencySession,
}

impl OidcAgency {
    /// The provider and the agency by their URNs, and the ID token.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: a URN is empty, longer than 1,024 characters, or has a control character.
    pub fn new(provider_urn: &str, agency_urn: &str, id_token: IdToken) -> Result<OidcAgency, Error> {
        Ok(OidcAgency {
            provider_urn: check_name("OIDC provider URN", provider_urn)?,
            agency_urn: check_name("OIDC agency URN", agency_urn)?,
            id_token,
            session: AgencySession::default(),
        })
    }

    /// The same agency in another session.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the session is longer than 12 hours.
    pub fn with_session(mut self, session: AgencySession) -> Result<OidcAgency, Error> {
        session.check_for_sts()?;
        self.session = session;
        Ok(self)
    }
}
