"""Recording callbacks of Huawei Cloud Live.

    import hwlive

    with hwlive.Client(region="cn-north-4", timeout_ms=10_000) as client:
        callback = client.show_record_callback("e2fe84def7e476651034ec4b9e92bc30")
        print(callback.notify_callback_url)

The work is done by the library libhwlive, which this package loads; see `hwlive._library` for where it is looked for.
"""

from ._client import Client
from ._config import Config, Credentials
from ._errors import (
    BadResponseError,
    CancelledError,
    ConnectError,
    CredentialsError,
    Error,
    ExpiredError,
    InvalidArgumentError,
    MalformedError,
    NotFoundError,
    OtherError,
    PanicError,
    ServiceError,
    ThrottledError,
    TimeoutError,
    TlsError,
    UnauthorizedError,
    UnsignedError,
    WrongSignatureError,
)
from ._library import version
from ._notification import Notification, parse_notification, verify_notification
from ._options import Call, CallReport
from ._values import (
    NOTIFICATION_TOLERANCE_MS,
    Accept,
    Event,
    IpFamily,
    LogLevel,
    RecordCallback,
    RecordCallbackList,
    SigningAlgorithm,
    SignType,
    TlsVersion,
    TrustedRoots,
)

__all__ = [
    "Accept",
    "BadResponseError",
    "Call",
    "CallReport",
    "CancelledError",
    "Client",
    "Config",
    "ConnectError",
    "Credentials",
    "CredentialsError",
    "Error",
    "Event",
    "ExpiredError",
    "InvalidArgumentError",
    "IpFamily",
    "LogLevel",
    "MalformedError",
    "NOTIFICATION_TOLERANCE_MS",
    "NotFoundError",
    "Notification",
    "OtherError",
    "PanicError",
    "RecordCallback",
    "RecordCallbackList",
    "ServiceError",
    "SignType",
    "SigningAlgorithm",
    "ThrottledError",
    "TimeoutError",
    "TlsError",
    "TlsVersion",
    "TrustedRoots",
    "UnauthorizedError",
    "UnsignedError",
    "WrongSignatureError",
    "parse_notification",
    "verify_notification",
    "version",
]
