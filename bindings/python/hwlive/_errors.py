"""Why a call failed: one class for each kind."""

from __future__ import annotations

from typing import Any, Dict, Optional, Type

from . import _declarations as d


class Error(Exception):
    """A call failed. Catch a subclass to handle one kind of failure.

    Attributes:
        kind: the name of the kind, such as "not_found".
        message: one line of English. It contains no secret.
        status: the HTTP status of the answer; 0 if there was no answer.
        service_code: the code that the service gave, such as "LIVE.100011001", or None.
        service_message: the message that the service gave, or None.
        request_id: the id of the request for the service's support, or None.
        encoded_authorization_message: why a policy denied the call, for the STS call decode-authorization-message, or None.
        retry_after_ms: how long the service asked to wait, in milliseconds, or None.
        attempts: how many times the call was tried; 0 if nothing was sent.
        is_retryable: whether the same call may succeed later.
    """

    kind = "other"
    message: str
    status: int
    service_code: Optional[str]
    service_message: Optional[str]
    request_id: Optional[str]
    encoded_authorization_message: Optional[str]
    retry_after_ms: Optional[int]
    attempts: int
    is_retryable: bool

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.status = details.get("status", 0)
        self.service_code = details.get("service_code")
        self.service_message = details.get("service_message")
        self.request_id = details.get("request_id")
        self.encoded_authorization_message = details.get("encoded_authorization_message")
        self.retry_after_ms = details.get("retry_after_ms")
        self.attempts = details.get("attempts", 0)
        self.is_retryable = details.get("is_retryable", False)


class OtherError(Error):
    """None of the other kinds, or a kind that is newer than this package."""


class InvalidArgumentError(Error):
    """An argument or a setting cannot be used. Nothing was sent. The message names it."""

    kind = "invalid_argument"


class CredentialsError(Error):
    """There are no credentials, they are incomplete, or their source failed."""

    kind = "credentials"


class UnauthorizedError(Error):
    """The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged."""

    kind = "unauthorized"


class NotFoundError(Error):
    """The service knows no such recording callback."""

    kind = "not_found"


class ThrottledError(Error):
    """There were too many requests (429)."""

    kind = "throttled"


class ServiceError(Error):
    """The service or its gateway refused the call for another reason; see service_code."""

    kind = "service"


class ConnectError(Error):
    """There was no connection, or it was lost."""

    kind = "connect"


class TlsError(Error):
    """The TLS handshake or the check of the certificate failed."""

    kind = "tls"


class TimeoutError(Error):
    """The limit of the call or of connecting was reached."""

    kind = "timeout"


class BadResponseError(Error):
    """There was an answer, but not of the agreed form."""

    kind = "bad_response"


class CancelledError(Error):
    """The call was cancelled, or the client was shut down."""

    kind = "cancelled"


class PanicError(Error):
    """There is a bug in the library; the message describes it. The client can still be used."""

    kind = "panic"


class MalformedError(Error):
    """A notification cannot be read, or can be read in more than one way."""

    kind = "malformed"


class UnsignedError(Error):
    """A notification has no signature."""

    kind = "unsigned"


class WrongSignatureError(Error):
    """A notification's signature is wrong, or of a type that is not accepted."""

    kind = "wrong_signature"


class ExpiredError(Error):
    """A notification's signature is right but too old."""

    kind = "expired"


#: The class for each code of C.
CLASSES: Dict[int, Type[Error]] = {
    d.HWLIVE_CODE_OTHER: OtherError,
    d.HWLIVE_CODE_INVALID_ARGUMENT: InvalidArgumentError,
    d.HWLIVE_CODE_CREDENTIALS: CredentialsError,
    d.HWLIVE_CODE_UNAUTHORIZED: UnauthorizedError,
    d.HWLIVE_CODE_NOT_FOUND: NotFoundError,
    d.HWLIVE_CODE_THROTTLED: ThrottledError,
    d.HWLIVE_CODE_SERVICE: ServiceError,
    d.HWLIVE_CODE_CONNECT: ConnectError,
    d.HWLIVE_CODE_TLS: TlsError,
    d.HWLIVE_CODE_TIMEOUT: TimeoutError,
    d.HWLIVE_CODE_BAD_RESPONSE: BadResponseError,
    d.HWLIVE_CODE_CANCELLED: CancelledError,
    d.HWLIVE_CODE_PANIC: PanicError,
    d.HWLIVE_CODE_MALFORMED: MalformedError,
    d.HWLIVE_CODE_UNSIGNED: UnsignedError,
    d.HWLIVE_CODE_WRONG_SIGNATURE: WrongSignatureError,
    d.HWLIVE_CODE_EXPIRED: ExpiredError,
}
