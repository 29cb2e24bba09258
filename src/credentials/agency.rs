//! An agency: what another account, or another user, lets a caller do.

use std::ops::RangeInclusive;

use crate::error::Error;
use crate::text::{secret_text, secret_text_of};

use super::AgencySession;

/// Longest URN and longest name of an agency or account, in characters; those of the service are much shorter.
const MAX_NAME: usize = 1024;
/// Length of an external id, in characters.
const EXTERNAL_ID_LENGTH: RangeInclusive<usize> = 2..=1224;

/// An agency: temporary keys of another account, or with other permissions, for whoever is trusted with it.
#[derive(Clone, Debug)]
pub struct Agency {
    pub(crate) named: NamedAgency,
    pub(crate) session: AgencySession,
}

#[derive(Clone, Debug)]
pub(crate) enum NamedAgency {
    /// Asked of STS.
    Urn { urn: String, external_id: Option<String> },
    /// Asked of IAM.
    Name { name: String, domain: Domain },
}

/// The account that an agency belongs to.
#[derive(Clone, Debug)]
pub(crate) enum Domain {
    Name(String),
    Id(String),
}

impl Agency {
    /// An agency by its URN, such as `iam::DOMAIN_ID:agency:NAME`. STS is asked for its keys.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is empty, longer than 1,024 characters, or has a control character.
    pub fn by_urn(agency_urn: &str) -> Result<Agency, Error> {
        Ok(Agency::new(NamedAgency::Urn { urn: check_name("agency URN", agency_urn)?, external_id: None }))
    }

    /// An agency by its name and the name of its account. IAM is asked for its keys.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: one of them is empty, longer than 1,024 characters, or has a control character.
    pub fn by_domain_name(agency_name: &str, domain_name: &str) -> Result<Agency, Error> {
        let domain = Domain::Name(check_name("agency's domain name", domain_name)?);
        Ok(Agency::new(NamedAgency::Name { name: check_name("agency name", agency_name)?, domain }))
    }

    /// An agency by its name and the id of its account. IAM is asked for its keys.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: one of them is empty, longer than 1,024 characters, or has a control character.
    pub fn by_domain_id(agency_name: &str, domain_id: &str) -> Result<Agency, Error> {
        let domain = Domain::Id(check_name("agency's domain id", domain_id)?);
        Ok(Agency::new(NamedAgency::Name { name: check_name("agency name", agency_name)?, domain }))
    }

    fn new(named: NamedAgency) -> Agency {
        Agency { named, session: AgencySession::default() }
    }

    /// The same agency with the external id that its account asks for: 2 to 1,224 characters.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is shorter or longer, or has a control character, or the agency is not named by its URN.
    pub fn with_external_id(mut self, external_id: &str) -> Result<Agency, Error> {
        let id = secret_text_of("external id", external_id, EXTERNAL_ID_LENGTH)?;
        match &mut self.named {
            NamedAgency::Urn { external_id, .. } => *external_id = Some(id.to_owned()),
            NamedAgency::Name { .. } => {
                return Err(Error::invalid("an external id needs an agency that is named by its URN"));
            }
        }
        Ok(self)
    }

    pub(crate) fn is_of_sts(&self) -> bool {
        matches!(self.named, NamedAgency::Urn { .. })
    }

    /// The same agency in another session.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: the session is longer than 12 hours and the agency is named by its URN; or the session has a
    /// policy and the agency is not.
    pub fn with_session(mut self, session: AgencySession) -> Result<Agency, Error> {
        if self.is_of_sts() { session.check_for_sts() } else { session.check_for_iam() }?;
        self.session = session;
        Ok(self)
    }
}

/// Checks a URN or a name.
pub(super) fn check_name(name: &str, text: &str) -> Result<String, Error> {
    secret_text(name, text, MAX_NAME).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        for (made, name) in [
            (Agency::by_urn(""), "agency URN"),
            (Agency::by_domain_name("", "d"), "agency name"),
            (Agency::by_domain_name("a", " "), "agency's domain name"),
            (Agency::by_domain_id("a", "d\n1"), "agency's domain id"),
            (Agency::by_urn("iam::1:agency:a").unwrap().with_external_id("x"), "external id"),
            (Agency::by_urn("iam::1:agency:a").unwrap().with_external_id(&"x".repeat(1225)), "external id"),
            (Agency::by_domain_id("a", "d").unwrap().with_external_id("xy"), "an external id"),
        ] {
            let error = made.unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::InvalidArgument);
            assert!(error.to_string().starts_with(name), "{error}");
        }
        let agency = Agency::by_urn("iam::1:agency:a").unwrap();
        assert!(agency.with_external_id(&"x".repeat(1224)).is_ok());
    }
}
