//! The credentials that a client has, from one replacement to the next, with all that is known by them.

use std::sync::Arc;

use crate::error::Error;
use crate::iam;
use crate::kept::Kept;
use crate::request_error::RequestError;
use crate::sender::{Sender, Target};
use crate::transport::Limits;

use super::iam_token::{IamUser, Scope};
use super::provider::Provided;
use super::source::{CredentialsSource, Source};
use super::{Credentials, metadata};

/// What a client's credentials are used in, and asked for with.
#[derive(Debug)]
pub(crate) struct Surroundings {
    pub(crate) sender: Sender,
    pub(crate) iam: Option<Target>,
    pub(crate) metadata: Target,
    pub(crate) region: Option<Arc<str>>,
    pub(crate) project_id: Option<Arc<str>>,
}

/// One source, what it gave, and the project id that was looked up with that. Replaced as a whole.
#[derive(Debug)]
pub(crate) struct Held {
    giver: Giver,
    project_id: ProjectId,
}

#[derive(Debug)]
enum Giver {
    Fixed(Credentials),
    Renewing(Renewer, Kept<Credentials>),
}

#[derive(Debug)]
enum ProjectId {
    Given(Arc<str>),
    /// To be looked up by the region.
    Of(Arc<str>, Kept<Arc<str>>),
}

enum Renewer {
    Metadata,
    IamUser(Arc<IamUser>),
    Provider(Provided),
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

impl Surroundings {
    fn iam(&self) -> Result<&Target, Error> {
        self.iam.as_ref().ok_or_else(|| {
            Error::invalid(
                "the endpoint of IAM is not known: it comes with a region that is built in, or is set \
                 (HUAWEICLOUD_SDK_IAM_ENDPOINT)",
            )
        })
    }
}

impl Held {
    /// Takes a source into use, without asking it yet.
    pub(crate) fn new(source: &CredentialsSource, surroundings: &Surroundings) -> Result<Held, Error> {
        let renewing = |renewer| Giver::Renewing(renewer, Kept::new());
        let giver = match &source.0 {
            Source::Fixed(credentials) => Giver::Fixed(credentials.clone()),
            Source::Metadata => renewing(Renewer::Metadata),
            Source::IamUser(user) => {
                surroundings.iam()?;
                renewing(Renewer::IamUser(user.clone()))
            }
            Source::Provider(provider) => renewing(Renewer::Provider(Provided::new(provider.clone()))),
        };
        let project_id = match (&surroundings.project_id, &surroundings.region) {
            (Some(id), _) => ProjectId::Given(id.clone()),
            (None, Some(region)) => {
                surroundings.iam()?;
                ProjectId::Of(region.clone(), Kept::new())
            }
            (None, None) => {
                return Err(Error::invalid(
                    "the project id is not set (HUAWEICLOUD_SDK_PROJECT_ID), and without a region it cannot be looked \
                     up (HUAWEICLOUD_SDK_REGION)",
                ));
            }
        };
        Ok(Held { giver, project_id })
    }

    pub(crate) fn credentials(
        &self,
        surroundings: &Surroundings,
        limits: &Limits,
    ) -> Result<Credentials, RequestError> {
        let (renewer, kept) = match &self.giver {
            Giver::Fixed(credentials) => return Ok(credentials.clone()),
            Giver::Renewing(renewer, kept) => (renewer, kept),
        };
        kept.get(limits, |limits| {
            let Surroundings { sender, metadata, .. } = surroundings;
            let credentials = match renewer {
                Renewer::Metadata => metadata::ask(sender, metadata, limits)?,
                Renewer::IamUser(user) => {
                    let scope = match &self.project_id {
                        ProjectId::Given(id) => Scope::ProjectId(id),
                        ProjectId::Of(region, _) => Scope::ProjectName(region),
                    };
                    user.ask(sender, surroundings.iam()?, scope, limits)?
                }
                Renewer::Provider(provided) => provided.ask(limits)?,
            };
            let end = credentials.expires_at();
            Ok((credentials, end))
        })
    }

    /// Forgets credentials that the service says are over. `false`: there is no getting others.
    pub(crate) fn forget(&self, credentials: &Credentials) -> bool {
        match &self.giver {
            Giver::Fixed(_) => false,
            Giver::Renewing(_, kept) => {
                kept.forget(|current| current.is(credentials));
                true
            }
        }
    }

    /// The project id: the one given, else the one that IAM knows for the region.
    pub(crate) fn project_id(
        &self,
        surroundings: &Surroundings,
        credentials: &Credentials,
        limits: &Limits,
    ) -> Result<Arc<str>, RequestError> {
        match &self.project_id {
            ProjectId::Given(id) => Ok(id.clone()),
            ProjectId::Of(region, kept) => kept.get(limits, |limits| {
                let id = iam::project_id(&surroundings.sender, surroundings.iam()?, region, credentials, limits)?;
                Ok((id, None))
            }),
        }
    }
}
