/** Why a call failed: one class for each kind; index.d.ts documents them. */
const d = require("./declarations.js");

class HwliveError extends Error {
  constructor(message, details = {}) {
    super(message);
    this.name = new.target.name;
    Object.assign(this, {
      kind: new.target.kind, status: 0, serviceCode: null, serviceMessage: null, requestId: null,
      encodedAuthorizationMessage: null, retryAfterMs: null, attempts: 0, isRetryable: false, ...details,
    });
  }

  static kind = "other";
}

class OtherError extends HwliveError {}
class InvalidArgumentError extends HwliveError { static kind = "invalid_argument"; }
class CredentialsError extends HwliveError { static kind = "credentials"; }
class UnauthorizedError extends HwliveError { static kind = "unauthorized"; }
class NotFoundError extends HwliveError { static kind = "not_found"; }
class ThrottledError extends HwliveError { static kind = "throttled"; }
class ServiceError extends HwliveError { static kind = "service"; }
class ConnectError extends HwliveError { static kind = "connect"; }
class TlsError extends HwliveError { static kind = "tls"; }
class TimeoutError extends HwliveError { static kind = "timeout"; }
class BadResponseError extends HwliveError { static kind = "bad_response"; }
class CancelledError extends HwliveError { static kind = "cancelled"; }
class PanicError extends HwliveError { static kind = "panic"; }
class MalformedError extends HwliveError { static kind = "malformed"; }
class UnsignedError extends HwliveError { static kind = "unsigned"; }
class WrongSignatureError extends HwliveError { static kind = "wrong_signature"; }
class ExpiredError extends HwliveError { static kind = "expired"; }

const CLASSES = new Map([
  [d.HWLIVE_CODE_OTHER, OtherError],
  [d.HWLIVE_CODE_INVALID_ARGUMENT, InvalidArgumentError],
  [d.HWLIVE_CODE_CREDENTIALS, CredentialsError],
  [d.HWLIVE_CODE_UNAUTHORIZED, UnauthorizedError],
  [d.HWLIVE_CODE_NOT_FOUND, NotFoundError],
  [d.HWLIVE_CODE_THROTTLED, ThrottledError],
  [d.HWLIVE_CODE_SERVICE, ServiceError],
  [d.HWLIVE_CODE_CONNECT, ConnectError],
  [d.HWLIVE_CODE_TLS, TlsError],
  [d.HWLIVE_CODE_TIMEOUT, TimeoutError],
  [d.HWLIVE_CODE_BAD_RESPONSE, BadResponseError],
  [d.HWLIVE_CODE_CANCELLED, CancelledError],
  [d.HWLIVE_CODE_PANIC, PanicError],
  [d.HWLIVE_CODE_MALFORMED, MalformedError],
  [d.HWLIVE_CODE_UNSIGNED, UnsignedError],
  [d.HWLIVE_CODE_WRONG_SIGNATURE, WrongSignatureError],
  [d.HWLIVE_CODE_EXPIRED, ExpiredError],
]);

/** The class for a code of C. */
function errorClass(code) {
  return CLASSES.get(code) ?? OtherError;
}

module.exports = {
  HwliveError, OtherError, InvalidArgumentError, CredentialsError, UnauthorizedError, NotFoundError, ThrottledError,
  ServiceError, ConnectError, TlsError, TimeoutError, BadResponseError, CancelledError, PanicError, MalformedError,
  UnsignedError, WrongSignatureError, ExpiredError, errorClass,
};
