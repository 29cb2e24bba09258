//! Agencies: what an account lets others do in its name.

use crate::gateway::Scope;
use crate::state::Project;
use crate::{EXAMPLE_AGENCY_DOMAIN_ID, EXAMPLE_AGENCY_DOMAIN_NAME, EXAMPLE_AGENCY_NAME};

/// An agency of an account (domain). IAM and STS give temporary keys of it. The default is the example's:
/// [`EXAMPLE_AGENCY_URN`](crate::EXAMPLE_AGENCY_URN).
#[derive(Clone, Debug)]
pub struct Agency {
    pub(crate) name: String,
    pub(crate) domain_id: String,
    pub(crate) domain_name: String,
    pub(crate) project: Option<Project>,
    pub(crate) external_id: Option<String>,
}

impl Default for Agency {
    fn default() -> Agency {
        Agency::new(EXAMPLE_AGENCY_NAME, EXAMPLE_AGENCY_DOMAIN_ID, EXAMPLE_AGENCY_DOMAIN_NAME)
    }
}

impl Agency {
    /// An agency with this name, of the account (domain) with this id and name.
    pub fn new(name: &str, domain_id: &str, domain_name: &str) -> Agency {
        let [name, domain_id, domain_name] = [name, domain_id, domain_name].map(str::to_owned);
        Agency { name, domain_id, domain_name, project: None, external_id: None }
    }

    /// The project of the account. The agency's keys are for this project alone, and other keys are refused for it. Its name
    /// in IAM is that of a region, such as `cn-north-4`. Without a project, the keys are for the stand-in's own projects.
    pub fn project(mut self, id: &str, name: &str) -> Agency {
        self.project = Some(Project { id: id.to_owned(), name: name.to_owned() });
        self
    }

    /// STS gives keys only for a request with this `external_id`.
    pub fn external_id(mut self, external_id: &str) -> Agency {
        self.external_id = Some(external_id.to_owned());
        self
    }

    /// The name by which STS knows it: `iam::<domain id>:agency:<name>`.
    pub fn urn(&self) -> String {
        format!("iam::{}:agency:{}", self.domain_id, self.name)
    }

    /// What its keys are for.
    pub(crate) fn scope(&self) -> Scope {
        self.project.as_ref().map_or(Scope::EveryProject, |project| Scope::Project(project.id.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::Agency;
    use crate::EXAMPLE_AGENCY_URN;

    #[test]
    fn the_urn_of_the_example() {
        assert_eq!(Agency::default().urn(), EXAMPLE_AGENCY_URN);
    }
}
