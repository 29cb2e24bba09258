//! What a client has for getting credentials.

use std::sync::Arc;

use crate::error::{Error, ErrorKind};
use crate::sender::{Sender, Target};

/// What a client has for getting credentials: its connections, the endpoints to ask, and its settings.
#[derive(Debug)]
pub(crate) struct ClientContext {
    pub(crate) sender: Sender,
    pub(crate) iam: Option<Target>,
    pub(crate) metadata: Target,
    pub(crate) region: Option<Arc<str>>,
    /// `None`: it is looked up by the region.
    pub(crate) project_id: Option<Arc<str>>,
}

impl ClientContext {
    pub(super) fn iam(&self) -> Result<&Target, Error> {
        self.iam.as_ref().ok_or_else(|| {
            Error::invalid(
                "the endpoint of IAM is not known: use a region that is built in, or set the endpoint \
                 (HUAWEICLOUD_SDK_IAM_ENDPOINT)",
            )
        })
    }
}

/// An error of IAM as one of the call.
pub(super) fn iam_error(error: Error, doing: &str, iam: &Target) -> Error {
    let error = match error.kind() {
        // `NotFound` means that there is no such callback.
        ErrorKind::NotFound => error.of_kind(ErrorKind::Service),
        _ => error,
    };
    error.context(&format!("{doing} from IAM at {}", iam.endpoint))
}
