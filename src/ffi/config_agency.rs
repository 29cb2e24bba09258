//! Credentials that IAM, STS or a cluster gives for something else: an ID token, a pod, an agency.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::time::Duration;

use super::boundary::{text, text_or_null};
use super::config::{change, hwlive_config};
use super::error::{Failure, hwlive_code, hwlive_error};
use crate::{Agency, AgencySession, IdToken, OidcAgency};

/// Sets the endpoint of STS, which gives the keys of agencies. It is used instead of the region's.
///
/// `url` is as in `hwlive_config_set_endpoint`. STS is asked if `hwlive_config_set_oidc` or `hwlive_config_set_agency` is
/// used. Default: "https://sts.REGION.myhuaweicloud.com" if the region has one in the official SDKs, and the one of
/// cn-north-4 if no region is set.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `url` is NULL, or if `url` is no such URL.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_sts_endpoint(
    config: Option<&mut hwlive_config>,
    url: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_sts_endpoint", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_sts_endpoint(unsafe { text("url", url) }?)?)
    })
}

/// Sets an identity provider of IAM. It replaces other credentials. IAM gives temporary keys for the ID token that the
/// provider gave, and the library renews them.
///
/// `idp_id` is the provider's id in IAM, of 1 to 256 characters of ASCII. `id_token_file` is the file with the ID token. It
/// is read each time that keys are asked for, so it may be replaced while the program runs. White space around the token
/// is dropped; the token has at most 20000 characters. IAM is asked within the timeout of a call, with two requests that
/// are not signed. If neither a region nor an endpoint of IAM is set, it is asked at "https://iam.myhuaweicloud.com". A
/// file that cannot be used makes the call fail. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, if `idp_id` is empty, too long or has another
/// character, or if `id_token_file` is empty.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_identity_provider(
    config: Option<&mut hwlive_config>,
    idp_id: *const c_char,
    id_token_file: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_identity_provider", config, error_out, |config| {
        // SAFETY: as the header demands, each a NUL-terminated text for the time of the call, or NULL.
        let (idp_id, file) = unsafe { (text("idp_id", idp_id)?, text("id_token_file", id_token_file)?) };
        Ok(config.set_identity_provider(idp_id, file)?)
    })
}

/// Sets an agency that STS gives to whoever has an ID token of an OIDC provider. It replaces other credentials. The library
/// gets temporary keys and renews them.
///
/// `provider_urn` and `agency_urn` have at most 1024 characters each. Either `id_token` or `id_token_file` is NULL. The
/// file is read each time that keys are asked for, so it may be replaced while the program runs. A token in memory is used
/// until it ends. White space around the token is dropped; the token has at most 20000 characters. STS is asked within the
/// timeout of a call, with a request that is not signed. A file that cannot be used makes the call fail. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a URN is NULL, if `id_token` and `id_token_file` are both NULL
/// or both given, or if a text is empty, too long, or has a character that cannot be in it.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_oidc(
    config: Option<&mut hwlive_config>,
    provider_urn: *const c_char,
    agency_urn: *const c_char,
    id_token: *const c_char,
    id_token_file: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_oidc", config, error_out, |config| {
        // SAFETY: as the header demands, each a NUL-terminated text for the time of the call, or NULL.
        let (provider, agency, token, file) = unsafe {
            (
                text("provider_urn", provider_urn)?,
                text("agency_urn", agency_urn)?,
                text_or_null("id_token", id_token)?,
                text_or_null("id_token_file", id_token_file)?,
            )
        };
        let token = match (token, file) {
            (Some(token), None) => IdToken::text(token)?,
            (None, Some(file)) => IdToken::file(file)?,
            (None, None) => return Err(Failure::Argument("id_token", "and id_token_file are both NULL")),
            (Some(_), Some(_)) => return Err(Failure::Argument("id_token", "and id_token_file are both given")),
        };
        config.set_oidc(OidcAgency::new(provider, agency, token)?);
        Ok(())
    })
}

/// Sets the session of an agency for an ID token. It has an effect only if the credentials are those of
/// `hwlive_config_set_oidc`, or the same from the environment, whichever function is called first.
///
/// `session_name` has 2 to 128 characters. NULL means "oidc-sts-session". `duration_seconds` is how long the keys are
/// good, 900 to 43200. 0 means 3600. `policy` is a policy in JSON, of at most 100000 characters. `policy_ids` are ids
/// of policies with commas between them, together at most 100000 characters. Both limit what the keys may do, and each
/// may be NULL. All four replace those that were set before. Default: as with NULL and 0.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if an argument is not of this form.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_oidc_session(
    config: Option<&mut hwlive_config>,
    session_name: *const c_char,
    duration_seconds: u32,
    policy: *const c_char,
    policy_ids: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_oidc_session", config, error_out, |config| {
        // SAFETY: this function's own condition.
        let session = unsafe { session(session_name, duration_seconds, policy, policy_ids) }?;
        session.check_for_sts()?;
        config.set_oidc_session(session);
        Ok(())
    })
}

/// Uses the agent that gives the pods of a cluster their keys. The keys replace other credentials, and the library renews
/// them.
///
/// `uri` is the agent's URI with its path. Plain http is for loopback, link-local and private addresses. The variable
/// HC_CONTAINER_CREDENTIALS_FULL_URI of a pod has it. `authorization_token_file` is the file with the token for the agent.
/// The variable HC_CONTAINER_AUTHORIZATION_TOKEN_FILE of a pod has its path. It is read each time that keys are asked for.
/// A request takes at most 5 s and never goes through a proxy. A file that cannot be used makes the call fail. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or a text is NULL, if `uri` is no such URI or is plain http to
/// another network, or if `authorization_token_file` is empty.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_pod_identity(
    config: Option<&mut hwlive_config>,
    uri: *const c_char,
    authorization_token_file: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_pod_identity", config, error_out, |config| {
        // SAFETY: as the header demands, each a NUL-terminated text for the time of the call, or NULL.
        let (uri, file) = unsafe { (text("uri", uri)?, text("authorization_token_file", authorization_token_file)?) };
        Ok(config.set_pod_identity(uri, file)?)
    })
}

/// Sets the agency that the credentials assume. Requests to Live are then signed with temporary keys of the agency, which
/// STS gives and the library renews.
///
/// The credentials may be of any kind that gives access keys, and may be set before or after the agency. A token or a
/// user of IAM cannot assume an agency: `hwlive_client_new` then fails. A project id that is set has to be one of the
/// agency's account. `agency_urn` looks like "iam::DOMAIN_ID:agency:NAME" and has at most 1024 characters. NULL means
/// no agency. `external_id` is the id that the agency's account asks for, of 2 to 1224 characters. It may be NULL. It
/// replaces an agency that was set before. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, if `agency_urn` is NULL and `external_id` is not, or if a
/// text is empty, too short, too long, or has a control character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_agency(
    config: Option<&mut hwlive_config>,
    agency_urn: *const c_char,
    external_id: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_agency", config, error_out, |config| {
        // SAFETY: as the header demands, each a NUL-terminated text for the time of the call, or NULL.
        let given = unsafe { (text_or_null("agency_urn", agency_urn)?, text_or_null("external_id", external_id)?) };
        config.set_agency(match given {
            (Some(urn), None) => Some(Agency::by_urn(urn)?),
            (Some(urn), Some(id)) => Some(Agency::by_urn(urn)?.with_external_id(id)?),
            (None, None) => None,
            (None, Some(_)) => return Err(Failure::Argument("agency_urn", "is NULL")),
        });
        Ok(())
    })
}

/// Sets the agency that the credentials assume, by its name and its account. It is as in `hwlive_config_set_agency`, but
/// IAM gives the keys.
///
/// `agency_name` has at most 1024 characters, and so has the name (`domain_name`) or the id (`domain_id`) of the account.
/// One of these two is NULL. It replaces an agency that was set before.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `agency_name` is NULL, if `domain_name` and `domain_id` are both
/// NULL or both given, or if a text is empty, too long, or has a control character.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_agency_by_name(
    config: Option<&mut hwlive_config>,
    agency_name: *const c_char,
    domain_name: *const c_char,
    domain_id: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_agency_by_name", config, error_out, |config| {
        // SAFETY: as the header demands, each a NUL-terminated text for the time of the call, or NULL.
        let (name, domain_name, domain_id) = unsafe {
            (
                text("agency_name", agency_name)?,
                text_or_null("domain_name", domain_name)?,
                text_or_null("domain_id", domain_id)?,
            )
        };
        config.set_agency(Some(match (domain_name, domain_id) {
            (Some(domain), None) => Agency::by_domain_name(name, domain)?,
            (None, Some(id)) => Agency::by_domain_id(name, id)?,
            (None, None) => return Err(Failure::Argument("domain_name", "and domain_id are both NULL")),
            (Some(_), Some(_)) => return Err(Failure::Argument("domain_name", "and domain_id are both given")),
        }));
        Ok(())
    })
}

/// Sets the session of the agency that the credentials assume, whichever function is called first.
///
/// `session_name` has 2 to 128 characters. NULL means "hwlive" for an agency by its URN, and IAM's own choice for one
/// by its name. `duration_seconds` is how long the keys are good, 900 to 86400, and at most 43200 for an agency by its
/// URN. The service may allow less. If the keys that assume the agency are temporary, STS allows at most 3600. 0 means
/// 3600. `policy` and `policy_ids` are as in `hwlive_config_set_oidc_session`, and are for an agency by its URN alone.
/// All four replace those that were set before. Default: as with NULL and 0.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL, or if an argument is not of this form. Whether it is
/// allowed for the agency is checked by `hwlive_client_new`.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_agency_session(
    config: Option<&mut hwlive_config>,
    session_name: *const c_char,
    duration_seconds: u32,
    policy: *const c_char,
    policy_ids: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_agency_session", config, error_out, |config| {
        // SAFETY: this function's own condition.
        config.set_agency_session(unsafe { session(session_name, duration_seconds, policy, policy_ids) }?);
        Ok(())
    })
}

/// The session that the four arguments mean.
///
/// # Safety
///
/// As for [`text`], for each of the texts.
unsafe fn session(
    name: *const c_char,
    duration_seconds: u32,
    policy: *const c_char,
    policy_ids: *const c_char,
) -> Result<AgencySession, Failure> {
    let mut session = AgencySession::new();
    // SAFETY: this function's own condition.
    if let Some(name) = unsafe { text_or_null("session_name", name) }? {
        session.set_name(name)?;
    }
    if duration_seconds != 0 {
        session.set_duration(Duration::from_secs(duration_seconds.into()))?;
    }
    // SAFETY: this function's own condition.
    if let Some(policy) = unsafe { text_or_null("policy", policy) }? {
        session.set_policy(policy)?;
    }
    // SAFETY: this function's own condition.
    if let Some(ids) = unsafe { text_or_null("policy_ids", policy_ids) }? {
        session.set_policy_ids(ids)?;
    }
    Ok(session)
}
