//! Settings of credentials that IAM, STS or a cluster gives for something else: an ID token, a pod, an agency.

use std::path::Path;
use std::sync::Arc;

use super::Config;
use crate::credentials::{Agency, AgencySession, CredentialsSource, OidcAgency, Source};
use crate::endpoint::Endpoint;
use crate::error::Error;

impl Config {
    /// The endpoint of STS, which gives the keys of agencies. Wins over the region's. The same rules as for
    /// [the endpoint](Config::set_endpoint).
    ///
    /// Default: `https://sts.REGION.myhuaweicloud.com` for a region that has one in the official SDKs; without a region
    /// that of `cn-north-4`, as with the SDKs.
    pub fn set_sts_endpoint(&mut self, url: &str) -> Result<(), Error> {
        self.sts_endpoint = Some(Endpoint::parse("STS endpoint", url)?);
        Ok(())
    }

    /// Temporary keys for the ID token in a file: see [`CredentialsSource::identity_provider`].
    pub fn set_identity_provider(&mut self, idp_id: &str, id_token_file: impl AsRef<Path>) -> Result<(), Error> {
        self.set_credentials(CredentialsSource::identity_provider(idp_id, id_token_file)?);
        Ok(())
    }

    /// The keys of a cluster's agent: see [`CredentialsSource::pod_identity`].
    pub fn set_pod_identity(&mut self, uri: &str, authorization_token_file: impl AsRef<Path>) -> Result<(), Error> {
        self.set_credentials(CredentialsSource::pod_identity(uri, authorization_token_file)?);
        Ok(())
    }

    /// An agency that STS gives for an ID token: see [`CredentialsSource::oidc`].
    pub fn set_oidc(&mut self, agency: OidcAgency) {
        self.set_credentials(CredentialsSource::oidc(agency));
    }

    /// The session of an agency that STS gives for an ID token, whichever way that agency is set. For other credentials it
    /// has no effect.
    pub fn set_oidc_session(&mut self, session: AgencySession) {
        self.oidc_session = Some(session);
    }

    /// The agency that the credentials assume: requests to Live then have its temporary keys. `None`: no agency.
    ///
    /// The credentials may be of any kind that gives access keys. A project id that is set has to be one of the agency's
    /// account.
    pub fn set_agency(&mut self, agency: Option<Agency>) {
        self.agency = agency;
    }

    /// The session of the agency that the credentials assume, whichever way that agency is set.
    pub fn set_agency_session(&mut self, session: AgencySession) {
        self.agency_session = Some(session);
    }

    /// Where the credentials come from, with the agency and the sessions. `None`: no credentials are set.
    pub(crate) fn source(&self) -> Result<Option<CredentialsSource>, Error> {
        let Some(mut source) = self.credentials.clone() else { return Ok(None) };
        if let (Source::Oidc(agency), Some(session)) = (&mut source.0, &self.oidc_session) {
            *agency = Arc::new(OidcAgency::clone(agency).with_session(session.clone())?);
        }
        let Some(mut agency) = self.agency.clone() else { return Ok(Some(source)) };
        if let Some(session) = &self.agency_session {
            agency = agency.with_session(session.clone())?;
        }
        Ok(Some(source.assume(agency)))
    }
}
