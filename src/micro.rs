//! What `benches/micro` measures: steps of a call that no public function takes by itself. Not for programs.

use std::time::SystemTime;

use crate::authorization::{self, Auth, RequestParts};
use crate::{Credentials, Error, RecordCallback};

const HOST: &str = "live.cn-north-4.myhuaweicloud.com";
const PROJECT_ID: &str = "0123456789abcdef0123456789abcdef";
const PATH: &str = "/v1/0123456789abcdef0123456789abcdef/record/callbacks/e2fe84def7e476651034ec4b9e92bc30";

/// An access key of an example.
#[derive(Debug)]
pub struct Signing(Credentials);

impl Signing {
    /// With a security token where it is a temporary key.
    pub fn new(security_token: Option<&str>) -> Result<Signing, Error> {
        let secret_key = "example-secret-key-0001-0001-0001-000001";
        Credentials::access_key("EXAMPLEACCESSKEY0001", secret_key, security_token).map(Signing)
    }

    /// All that is done to prove a request, and its length, so that it is done.
    pub fn header_lines(&self) -> usize {
        let parts =
            RequestParts { method: "GET", host: HOST, path: PATH, query: &[], project_id: Some(PROJECT_ID), body: b"" };
        let auth = Auth { credentials: Some(&self.0), ..Auth::default() };
        authorization::header_lines(["accept: application/json\r\n", ""], auth, &parts, SystemTime::now()).len()
    }
}

/// What a body says; `None`: it is no recording callback.
pub fn decode(body: &[u8]) -> Option<RecordCallback> {
    RecordCallback::from_body(body, Some("4b5e7c2a9d8f4e1b8c3d2a1f0e9d8c7b")).ok()
}
