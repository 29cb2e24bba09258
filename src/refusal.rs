//! What an answer that is no success means: every error shape of the service, its gateway and IAM.

use std::time::SystemTime;

use crate::error::Error;

/// An answer, as far as errors need it. Header texts are trimmed; absent is `None`.
#[derive(Debug, Default)]
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) request_id: Option<&'a str>,
    pub(crate) date: Option<&'a str>,
    pub(crate) retry_after: Option<&'a str>,
    pub(crate) location: Option<&'a str>,
    pub(crate) content_type: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

/// The error that an answer amounts to, whatever its status (also a 200 that is not what was agreed: then
/// `BadResponse`, saying `why`). `secrets` are cut out of every text that the server chose.
pub(crate) fn error(answer: &Answer<'_>, why: Option<&str>, secrets: &[&str], now: SystemTime) -> Error {
    let _ = (answer, why, secrets, now);
    todo!()
}
