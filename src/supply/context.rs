//! What a client has for getting credentials.

use std::sync::Arc;

use crate::error::{Error, ErrorKind};
use crate::failure::Phase;
use crate::limits::Limits;
use crate::request_error::RequestError;
use crate::sender::{Sender, Target};
use crate::transport::Destination;

/// What a client has for getting credentials: its connections, the endpoints to ask, and its settings.
#[derive(Debug)]
pub(crate) struct ClientContext {
    pub(crate) sender: Sender,
    pub(crate) iam: Option<Target>,
    /// The endpoint of IAM for all regions, where no region is set and no other endpoint of IAM.
    pub(crate) global_iam: Option<Target>,
    pub(crate) sts: Option<Target>,
    pub(crate) metadata: Target,
    pub(crate) region: Option<Arc<str>>,
    /// `None`: it is looked up by the region.
    pub(crate) project_id: Option<Arc<str>>,
}

impl ClientContext {
    /// Whether the client can ask there, with credentials that may have come after it was made.
    pub(super) fn check(&self, target: &Target, through_proxy: bool) -> Result<(), Error> {
        self.sender.check(Destination { endpoint: &target.endpoint, through_proxy })
    }

    pub(super) fn iam(&self) -> Result<&Target, Error> {
        self.iam.as_ref().ok_or_else(|| {
            Error::invalid(
                "the endpoint of IAM is not known: use a region that is built in, or set the endpoint \
                 (HUAWEICLOUD_SDK_IAM_ENDPOINT)",
            )
        })
    }

    /// The endpoint of IAM for requests that no region belongs to, as the official SDKs choose it.
    pub(super) fn iam_or_global(&self) -> Result<&Target, Error> {
        self.global_iam.as_ref().map_or_else(|| self.iam(), Ok)
    }

    pub(super) fn sts(&self) -> Result<&Target, Error> {
        self.sts.as_ref().ok_or_else(|| {
            Error::invalid(
                "the client has no endpoint of STS: make it with a region that has one in the official SDKs, or with the \
                 endpoint (HUAWEICLOUD_SDK_STS_ENDPOINT)",
            )
        })
    }
}

/// An error of IAM as one of the call.
pub(super) fn iam_error(error: Error, doing: &str, iam: &Target) -> Error {
    error_of("IAM", error, doing, iam)
}

/// An error of STS as one of the call.
pub(super) fn sts_error(error: Error, doing: &str, sts: &Target) -> Error {
    error_of("STS", error, doing, sts)
}

/// An error of a service beside the program, the metadata service or the agent of a cluster, as one of the call: there are
/// no credentials. But if the call is over or cancelled, that is what its caller has to know.
pub(super) fn no_credentials(failed: RequestError, service: &str, target: &Target, limits: &Limits) -> RequestError {
    match limits.left(None, Phase::Wait) {
        Err(failure) => failure.into(),
        Ok(_) => {
            failed.map(|error| error.of_kind(ErrorKind::Credentials).context(&format!("{service} {}", target.endpoint)))
        }
    }
}

fn error_of(service: &str, error: Error, doing: &str, target: &Target) -> Error {
    let error = match error.kind() {
        // `NotFound` means that there is no such callback.
        ErrorKind::NotFound => error.of_kind(ErrorKind::Service),
        _ => error,
    };
    error.context(&format!("{doing} from {service} at {}", target.endpoint))
}
