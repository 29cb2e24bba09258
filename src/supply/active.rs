//! The credentials in use, from one replacement to the next, and the project id that belongs to them.

use std::sync::Arc;

use crate::credentials::{Credentials, CredentialsSource};
use crate::error::Error;
use crate::limits::Limits;
use crate::renewable::Renewable;
use crate::request_error::RequestError;

use super::context::ClientContext;
use super::iam_token::Scope;
use super::project_id;
use super::source::ActiveSource;

/// A source of credentials, what it gave, and the project id that was looked up with that. Replaced as a whole.
#[derive(Debug)]
pub(crate) struct ActiveCredentials {
    source: ActiveSource,
    project_id: ProjectId,
}

#[derive(Debug)]
enum ProjectId {
    Given(Arc<str>),
    LookedUp { region: Arc<str>, id: Renewable<Arc<str>> },
}

impl ActiveCredentials {
    /// Takes a source into use, without asking it yet.
    pub(crate) fn new(source: &CredentialsSource, context: &ClientContext) -> Result<ActiveCredentials, Error> {
        let source = ActiveSource::new(source, context)?;
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
        Ok(ActiveCredentials { source, project_id })
    }

    /// Credentials that are good now, asked for if there are none.
    pub(crate) fn credentials(&self, context: &ClientContext, limits: &Limits) -> Result<Credentials, RequestError> {
        let scope = match &self.project_id {
            ProjectId::Given(id) => Scope::ProjectId(id),
            ProjectId::LookedUp { region, .. } => Scope::ProjectName(region),
        };
        self.source.credentials(context, scope, limits)
    }

    /// Forgets credentials that the service calls expired. Returns whether others can be got.
    pub(crate) fn forget(&self, credentials: &Credentials) -> bool {
        self.source.forget(credentials)
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
