/** Why a call failed: one class for each kind. */
import * as d from "./declarations.mjs";

/**
 * A call failed. Test with instanceof for a subclass, or read kind, to handle one kind of failure.
 *
 * @property {string} kind the name of the kind, such as "not_found"
 * @property {number} status the HTTP status of the answer; 0 if there was no answer
 * @property {?string} serviceCode the code that the service gave, such as "LIVE.100011001"
 * @property {?string} serviceMessage the message that the service gave
 * @property {?string} requestId the id of the request for the service's support
 * @property {?string} encodedAuthorizationMessage why a policy denied the call, for decode-authorization-message of STS
 * @property {?number} retryAfterMs how long the service asked to wait, in milliseconds
 * @property {number} attempts how many times the call was tried; 0 if nothing was sent
 * @property {boolean} isRetryable whether the same call may succeed later
 */
export class HwliveError extends Error {
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

/** None of the other kinds, or a kind that is newer than this package. */
export class OtherError extends HwliveError {}
/** An argument or a setting cannot be used. Nothing was sent. The message names it. */
export class InvalidArgumentError extends HwliveError { static kind = "invalid_argument"; }
/** There are no credentials, they are incomplete, or their source failed. */
export class CredentialsError extends HwliveError { static kind = "credentials"; }
/** The service refused the credentials or what they may do (401, 403). Do not repeat the call unchanged. */
export class UnauthorizedError extends HwliveError { static kind = "unauthorized"; }
/** The service knows no such recording callback. */
export class NotFoundError extends HwliveError { static kind = "not_found"; }
/** There were too many requests (429). */
export class ThrottledError extends HwliveError { static kind = "throttled"; }
/** The service or its gateway refused the call for another reason; see serviceCode. */
export class ServiceError extends HwliveError { static kind = "service"; }
/** There was no connection, or it was lost. */
export class ConnectError extends HwliveError { static kind = "connect"; }
/** The TLS handshake or the check of the certificate failed. */
export class TlsError extends HwliveError { static kind = "tls"; }
/** The limit of the call or of connecting was reached. */
export class TimeoutError extends HwliveError { static kind = "timeout"; }
/** There was an answer, but not of the agreed form. */
export class BadResponseError extends HwliveError { static kind = "bad_response"; }
/** The client was shut down, or the call was cancelled. If a signal did it, cause is the signal's reason. */
export class CancelledError extends HwliveError { static kind = "cancelled"; }
/** There is a bug in the library; the message describes it. The client can still be used. */
export class PanicError extends HwliveError { static kind = "panic"; }
/** A notification cannot be read, or can be read in more than one way. */
export class MalformedError extends HwliveError { static kind = "malformed"; }
/** A notification has no signature. */
export class UnsignedError extends HwliveError { static kind = "unsigned"; }
/** A notification's signature is wrong, or of a type that is not accepted. */
export class WrongSignatureError extends HwliveError { static kind = "wrong_signature"; }
/** A notification's signature is right but too old. */
export class ExpiredError extends HwliveError { static kind = "expired"; }

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
export function errorClass(code) {
  return CLASSES.get(code) ?? OtherError;
}
