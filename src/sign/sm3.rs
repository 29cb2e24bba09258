//! SDK-HMAC-SM3: as SDK-HMAC-SHA256, with the hash SM3 (GB/T 32905-2016) in place of SHA-256.

use hmac::Hmac;
use sm3::Sm3;

use super::{Hash, Request, keyed, put_authorization};

/// The name of the algorithm, as it stands in `Authorization` and in the string to sign.
pub(super) const ALGORITHM: &str = "SDK-HMAC-SM3";

impl Hash for Sm3 {
    type Key = Hmac<Sm3>;

    const EMPTY_BODY: &'static [u8; 64] = b"1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b";
}

/// Appends the value of the `Authorization` header with [`ALGORITHM`]. The key for HMAC is made each time, so that
/// credentials, which most programs never use with this algorithm, have the one for SHA-256 alone.
pub(crate) fn write_sm3_authorization(
    out: &mut Vec<u8>,
    access_key: &str,
    secret_key: &str,
    date: &str,
    request: &Request<'_>,
) {
    let key = keyed::<Sm3>(secret_key.as_bytes());
    put_authorization::<Sm3>(out, ALGORITHM, &[" Access=", access_key], &key, date, None, request);
}
