//! A source of credentials in use: fixed ones, or whom to ask for new ones.

use std::fmt;
use std::sync::Arc;

use crate::credentials::{
    Agency, Credentials, CredentialsSource, IamUser, IdentityProvider, NamedAgency, OidcAgency, PodIdentity, Secret,
    Source,
};
use crate::error::Error;
use crate::limits::Limits;
use crate::renewable::Renewable;
use crate::request_error::RequestError;
use crate::sender::Target;

use super::context::ClientContext;
use super::iam_token::{self, Scope};
use super::provider::RunningProvider;
use super::{iam_agency, identity_provider, metadata, pod_identity, sts};

/// A source of credentials, and what it gave.
#[derive(Debug)]
pub(super) enum ActiveSource {
    Fixed(Credentials),
    Renewed(Renewer, Renewable<Credentials>),
}

/// Whom to ask for new credentials.
pub(super) enum Renewer {
    Metadata,
    IamUser(Arc<IamUser>),
    IdentityProvider(Arc<IdentityProvider>),
    Oidc(Arc<OidcAgency>),
    PodIdentity(Arc<PodIdentity>, Box<Target>),
    Provider(RunningProvider),
    /// What it is assumed with, and the agency.
    Agency(Box<ActiveSource>, Arc<Agency>),
}

const TOKEN_CANNOT_ASSUME: &str =
    "an agency is assumed with an access key, permanent or temporary, and these credentials are a token";

impl ActiveSource {
    /// Takes a source into use, without asking it yet.
    pub(super) fn new(source: &CredentialsSource, context: &ClientContext) -> Result<ActiveSource, Error> {
        let renewer = match &source.0 {
            Source::Fixed(credentials) => return Ok(ActiveSource::Fixed(credentials.clone())),
            Source::Metadata => {
                context.check(&context.metadata, false)?;
                Renewer::Metadata
            }
            Source::IamUser(user) => {
                context.check(context.iam()?, true)?;
                Renewer::IamUser(user.clone())
            }
            Source::IdentityProvider(provider) => {
                context.check(context.iam_or_global()?, true)?;
                Renewer::IdentityProvider(provider.clone())
            }
            Source::Oidc(agency) => {
                context.check(context.sts()?, true)?;
                Renewer::Oidc(agency.clone())
            }
            Source::PodIdentity(pod_identity) => {
                let agent = Target::new(&pod_identity.endpoint)?;
                context.check(&agent, false)?;
                Renewer::PodIdentity(pod_identity.clone(), Box::new(agent))
            }
            Source::Provider(provider) => Renewer::Provider(RunningProvider::new(provider.clone())),
            Source::Agency(source, agency) => {
                let asked = match &agency.named {
                    NamedAgency::Urn { .. } => context.sts()?,
                    NamedAgency::Name { .. } => context.iam_or_global()?,
                };
                context.check(asked, true)?;
                let source = ActiveSource::new(source, context)?;
                if source.gives_tokens() {
                    return Err(Error::invalid(TOKEN_CANNOT_ASSUME));
                }
                Renewer::Agency(Box::new(source), agency.clone())
            }
        };
        Ok(ActiveSource::Renewed(renewer, Renewable::new()))
    }

    /// Whether it is known already that it gives tokens.
    fn gives_tokens(&self) -> bool {
        match self {
            ActiveSource::Fixed(credentials) => matches!(credentials.secret(), Secret::Token(_)),
            ActiveSource::Renewed(renewer, _) => matches!(renewer, Renewer::IamUser(_)),
        }
    }

    /// Credentials that are good now, asked for if there are none.
    pub(super) fn credentials(
        &self,
        context: &ClientContext,
        scope: Scope<'_>,
        limits: &Limits,
    ) -> Result<Credentials, RequestError> {
        let (renewer, renewable) = match self {
            ActiveSource::Fixed(credentials) => return Ok(credentials.clone()),
            ActiveSource::Renewed(renewer, renewable) => (renewer, renewable),
        };
        renewable.get(limits, |limits| {
            let credentials = renewer.ask(context, scope, limits)?;
            let end = credentials.expires_at();
            Ok((credentials, end))
        })
    }

    /// Forgets credentials that the service calls expired. Returns whether others can be got.
    pub(super) fn forget(&self, credentials: &Credentials) -> bool {
        match self {
            ActiveSource::Fixed(_) => false,
            ActiveSource::Renewed(_, renewable) => {
                renewable.forget(|current| current.is(credentials));
                true
            }
        }
    }
}

impl Renewer {
    fn ask(&self, context: &ClientContext, scope: Scope<'_>, limits: &Limits) -> Result<Credentials, RequestError> {
        let ClientContext { sender, metadata, .. } = context;
        match self {
            Renewer::Metadata => metadata::key(sender, metadata, limits),
            Renewer::IamUser(user) => iam_token::token(user, scope, sender, context.iam()?, limits),
            Renewer::IdentityProvider(provider) => {
                identity_provider::key(provider, sender, context.iam_or_global()?, limits)
            }
            Renewer::Oidc(agency) => sts::key_for_id_token(agency, sender, context.sts()?, limits),
            Renewer::PodIdentity(pod_identity, agent) => pod_identity::key(pod_identity, sender, agent, limits),
            Renewer::Provider(provider) => provider.credentials(limits),
            Renewer::Agency(source, agency) => assume(source, agency, context, scope, limits),
        }
    }
}

/// The key of an agency, for the credentials that it is assumed with.
fn assume(
    source: &ActiveSource,
    agency: &Agency,
    context: &ClientContext,
    scope: Scope<'_>,
    limits: &Limits,
) -> Result<Credentials, RequestError> {
    let credentials = source.credentials(context, scope, limits)?;
    if matches!(credentials.secret(), Secret::Token(_)) {
        return Err(Error::credentials(TOKEN_CANNOT_ASSUME).into());
    }
    let Agency { named, session } = agency;
    match named {
        NamedAgency::Urn { urn, external_id } => {
            let sts = context.sts()?;
            sts::key_of_agency(urn, external_id.as_deref(), session, &credentials, &context.sender, sts, limits)
        }
        NamedAgency::Name { name, domain } => {
            let iam = context.iam_or_global()?;
            iam_agency::key(name, domain, session, &credentials, &context.sender, iam, limits)
        }
    }
}

impl fmt::Debug for Renewer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Renewer::Metadata => "Metadata",
            Renewer::IamUser(_) => "IamUser",
            Renewer::IdentityProvider(_) => "IdentityProvider",
            Renewer::Oidc(_) => "Oidc",
            Renewer::PodIdentity(..) => "PodIdentity",
            Renewer::Provider(_) => "Provider",
            Renewer::Agency(..) => "Agency",
        })
    }
}
