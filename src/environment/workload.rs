//! The variables that clusters, CI systems and Terraform set for workloads: ID tokens, pods and agencies.

use std::time::Duration;

use super::variables::{Variables, half};
use crate::credentials::{Agency, AgencySession, CredentialsSource, IdToken, OidcAgency};
use crate::error::Error;

const IDP_ID: &str = "HUAWEICLOUD_SDK_IDP_ID";
const ID_TOKEN_FILE: &str = "HUAWEICLOUD_SDK_ID_TOKEN_FILE";

const OIDC_PROVIDER_URN: &str = "HUAWEICLOUD_OIDC_PROVIDER_URN";
const OIDC_AGENCY_URN: &str = "HUAWEICLOUD_OIDC_AGENCY_URN";
const OIDC_ID_TOKEN: &str = "HUAWEICLOUD_OIDC_ID_TOKEN";
const OIDC_TOKEN_FILE: &str = "HUAWEICLOUD_OIDC_TOKEN_FILE";
const OIDC_SESSION_NAME: &str = "HUAWEICLOUD_OIDC_SESSION_NAME";
const OIDC_DURATION: &str = "HUAWEICLOUD_OIDC_DURATION_SECONDS";
const OIDC_POLICY: &str = "HUAWEICLOUD_OIDC_POLICY";
const OIDC_POLICY_IDS: &str = "HUAWEICLOUD_OIDC_POLICY_IDS";

const POD_URI: &str = "HC_CONTAINER_CREDENTIALS_FULL_URI";
const POD_TOKEN_FILE: &str = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE";

const AGENCY_NAME: &str = "HW_ASSUME_ROLE_AGENCY_NAME";
const AGENCY_DOMAIN_NAME: &str = "HW_ASSUME_ROLE_DOMAIN_NAME";
const AGENCY_DOMAIN_ID: &str = "HW_ASSUME_ROLE_DOMAIN_ID";
const AGENCY_DURATION: &str = "HW_ASSUME_ROLE_DURATION";

pub(super) const NAMES: [&str; 16] = [
    IDP_ID,
    ID_TOKEN_FILE,
    OIDC_PROVIDER_URN,
    OIDC_AGENCY_URN,
    OIDC_ID_TOKEN,
    OIDC_TOKEN_FILE,
    OIDC_SESSION_NAME,
    OIDC_DURATION,
    OIDC_POLICY,
    OIDC_POLICY_IDS,
    POD_URI,
    POD_TOKEN_FILE,
    AGENCY_NAME,
    AGENCY_DOMAIN_NAME,
    AGENCY_DOMAIN_ID,
    AGENCY_DURATION,
];

/// An agency for an ID token. Both URNs say that it is meant; one alone is an error.
pub(super) fn oidc(variables: &Variables) -> Result<Option<CredentialsSource>, Error> {
    let Some((provider_urn, agency_urn)) = variables.pair(OIDC_PROVIDER_URN, OIDC_AGENCY_URN)? else {
        return Ok(None);
    };
    let id_token = match (variables.get(OIDC_ID_TOKEN), variables.get(OIDC_TOKEN_FILE)) {
        (Some(token), _) => IdToken::text(token).map_err(|error| error.context(OIDC_ID_TOKEN))?,
        (None, Some(path)) => IdToken::file(path).map_err(|error| error.context(OIDC_TOKEN_FILE))?,
        (None, None) => {
            return Err(Error::credentials(format!(
                "{OIDC_PROVIDER_URN} is set, but neither {OIDC_ID_TOKEN} nor {OIDC_TOKEN_FILE} is"
            )));
        }
    };
    let mut session = AgencySession::new();
    type Set = fn(&mut AgencySession, &str) -> Result<(), Error>;
    let settings: [(&str, Set); 4] = [
        (OIDC_SESSION_NAME, AgencySession::set_name),
        (OIDC_DURATION, set_seconds),
        (OIDC_POLICY, AgencySession::set_policy),
        (OIDC_POLICY_IDS, AgencySession::set_policy_ids),
    ];
    for (name, set) in settings {
        if let Some(value) = variables.get(name) {
            set(&mut session, value).map_err(|error| error.context(name))?;
        }
    }
    let agency = OidcAgency::new(provider_urn, agency_urn, id_token);
    let agency = agency.map_err(|error| error.context(&format!("{OIDC_PROVIDER_URN}, {OIDC_AGENCY_URN}")))?;
    let agency = agency.with_session(session).map_err(|error| error.context(OIDC_DURATION))?;
    Ok(Some(CredentialsSource::oidc(agency)))
}

/// An identity provider of IAM.
pub(super) fn identity_provider(variables: &Variables) -> Result<Option<CredentialsSource>, Error> {
    let Some((idp_id, file)) = variables.pair(IDP_ID, ID_TOKEN_FILE)? else { return Ok(None) };
    CredentialsSource::identity_provider(idp_id, file).map(Some).map_err(|error| error.context(IDP_ID))
}

/// The agent of a cluster.
pub(super) fn pod_identity(variables: &Variables) -> Result<Option<CredentialsSource>, Error> {
    let Some((uri, file)) = variables.pair(POD_URI, POD_TOKEN_FILE)? else { return Ok(None) };
    CredentialsSource::pod_identity(uri, file).map(Some).map_err(|error| error.context(POD_URI))
}

/// The agency that Terraform's provider for this cloud assumes, too.
pub(super) fn agency(variables: &Variables) -> Result<Option<Agency>, Error> {
    let names = [AGENCY_DOMAIN_NAME, AGENCY_DOMAIN_ID];
    let [domain_name, domain_id] = names.map(|name| variables.get(name));
    let Some(name) = variables.get(AGENCY_NAME) else {
        return match names.into_iter().find(|name| variables.get(name).is_some()) {
            Some(is) => Err(half(is, AGENCY_NAME)),
            None => Ok(None),
        };
    };
    let (made, of) = match (domain_id, domain_name) {
        (Some(id), _) => (Agency::by_domain_id(name, id), AGENCY_DOMAIN_ID),
        (None, Some(domain)) => (Agency::by_domain_name(name, domain), AGENCY_DOMAIN_NAME),
        (None, None) => {
            return Err(Error::credentials(format!(
                "{AGENCY_NAME} is set, but neither {AGENCY_DOMAIN_NAME} nor {AGENCY_DOMAIN_ID} is"
            )));
        }
    };
    let agency = made.map_err(|error| error.context(&format!("{AGENCY_NAME}, {of}")))?;
    let Some(seconds) = variables.get(AGENCY_DURATION) else { return Ok(Some(agency)) };
    let mut session = AgencySession::new();
    set_seconds(&mut session, seconds).map_err(|error| error.context(AGENCY_DURATION))?;
    agency.with_session(session).map(Some)
}

fn set_seconds(session: &mut AgencySession, seconds: &str) -> Result<(), Error> {
    let seconds = seconds.trim().parse().map_err(|_| Error::invalid("not a number of seconds"))?;
    session.set_duration(Duration::from_secs(seconds))
}
