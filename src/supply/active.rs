//! The credentials in use, from one replacement to the next, and the project id that belongs to them.

use std::sync::Arc;

use crate::credentials::{Credentials, CredentialsSource, IamUser, Source};
use crate::error::Error;
use crate::limits::Limits;
use crate::renewable::Renewable;
use crate::request_error::RequestError;

use super::context::ClientContext;
use super::iam_token::{self, Scope};
use super::provider::RunningProvider;
use super::{metadata, project_id};

/// A source of credentials, what it gave, and the project id that was looked up with that. Replaced as a whole.
#[derive(Debug)]
pub(crate) struct ActiveCredentials {
    supply: Supply,
    project_id: ProjectId,
}

#[derive(Debug)]
enum Supply {
    Fixed(Credentials),
    Renewed(Renewer, Renewable<Credentials>),
}

/// Whom to ask for new credentials.
enum Renewer {
    Metadata,
    IamUser(Arc<IamUser>),
    Provider(RunningProvider),
}

#[derive(Debug)]
enum ProjectId {
    Given(Arc<str>),
    LookedUp { region: Arc<str>, id: Renewable<Arc<str>> },
}

impl std::fmt::Debug for Renewer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Renewer::Metadata => "Metadata",
            Renewer::IamUser(_) => "IamUser",
            Renewer::Provider(_) => "Provider",
        })
    }
}

impl ActiveCredentials {
    /// Takes a source into use, without asking it yet.
    pub(crate) fn new(source: &CredentialsSource, context: &ClientContext) -> Result<ActiveCredentials, Error> {
        let renewed = |renewer| Supply::Renewed(renewer, Renewable::new());
        let supply = match &source.0 {
            Source::Fixed(credentials) => Supply::Fixed(credentials.clone()),
            Source::Metadata => renewed(Renewer::Metadata),
            Source::IamUser(user) => {
                context.iam()?;
                renewed(Renewer::IamUser(user.clone()))
            }
            Source::Provider(provider) => renewed(Renewer::Provider(RunningProvider::new(provider.clone()))),
        };
        let project_id = match (&context.project_id, &context.region) {
            (Some(id), _) => ProjectId::Given(id.clone()),
            (None, Some(region)) => {
                context.iam()?;
                ProjectId::LookedUp { region: region.clone(), id: Renewable::new() }
            }
            (None, None) => {
                return Err(Error::invalid(
                    "the project id is not set (HUAWEICLOUD_SDK_PROJECT_ID), and without a region it cannot be looked \
                     up (HUAWEICLOUD_SDK_REGION)",
                ));
            }
        };
        Ok(ActiveCredentials { supply, project_id })
    }

    /// Credentials that are good now, asked for if there are none.
    pub(crate) fn credentials(&self, context: &ClientContext, limits: &Limits) -> Result<Credentials, RequestError> {
        let (renewer, renewable) = match &self.supply {
            Supply::Fixed(credentials) => return Ok(credentials.clone()),
            Supply::Renewed(renewer, renewable) => (renewer, renewable),
        };
        renewable.get(limits, |limits| {
            let ClientContext { sender, metadata, .. } = context;
            let credentials = match renewer {
                Renewer::Metadata => metadata::key(sender, metadata, limits)?,
                Renewer::IamUser(user) => {
                    let scope = match &self.project_id {
                        ProjectId::Given(id) => Scope::ProjectId(id),
                        ProjectId::LookedUp { region, .. } => Scope::ProjectName(region),
                    };
                    iam_token::token(user, scope, sender, context.iam()?, limits)?
                }
                Renewer::Provider(provider) => provider.credentials(limits)?,
            };
            let end = credentials.expires_at();
            Ok((credentials, end))
        })
    }

    /// Forgets credentials that the service calls expired. Returns whether others can be got.
    pub(crate) fn forget(&self, credentials: &Credentials) -> bool {
        match &self.supply {
            Supply::Fixed(_) => false,
            Supply::Renewed(_, renewable) => {
                renewable.forget(|current| current.is(credentials));
                true
            }
        }
    }

    /// The project id: the one given, else the one that IAM knows for the region.
    pub(crate) fn project_id(
        &self,
        context: &ClientContext,
        credentials: &Credentials,
        limits: &Limits,
    ) -> Result<Arc<str>, RequestError> {
        match &self.project_id {
            ProjectId::Given(id) => Ok(id.clone()),
            ProjectId::LookedUp { region, id } => id.get(limits, |limits| {
                let id = project_id::look_up(&context.sender, context.iam()?, region, credentials, limits)?;
                Ok((id, None))
            }),
        }
    }
}
