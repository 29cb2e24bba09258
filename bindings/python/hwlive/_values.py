"""Recording callbacks, and the numbers that stand for events, sign types and levels."""

from __future__ import annotations

from ctypes import c_void_p
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import Iterator, Optional, Sequence, Tuple, Union, cast, overload

from . import _declarations as d
from ._call import decoded, not_negative
from ._library import c

#: How long after its timestamp a signature is accepted by default: 15 minutes.
NOTIFICATION_TOLERANCE_MS = d.HWLIVE_NOTIFICATION_TOLERANCE_MS

#: What C returns for a time that is absent or not understood.
_NO_TIME = -(2**63)


class Event(IntFlag):
    """Events of a recording, as bits."""

    RECORD_NEW_FILE_START = d.HWLIVE_EVENT_RECORD_NEW_FILE_START
    RECORD_FILE_COMPLETE = d.HWLIVE_EVENT_RECORD_FILE_COMPLETE
    RECORD_OVER = d.HWLIVE_EVENT_RECORD_OVER
    RECORD_FAILED = d.HWLIVE_EVENT_RECORD_FAILED
    RECORD_START = d.HWLIVE_EVENT_RECORD_START
    #: At least one event that the library does not know.
    OTHER = d.HWLIVE_EVENT_OTHER


class SignType(IntEnum):
    """How the service signs notifications."""

    #: A type that the library does not know.
    OTHER = d.HWLIVE_SIGN_TYPE_OTHER
    HMACSHA256 = d.HWLIVE_SIGN_TYPE_HMACSHA256
    MD5 = d.HWLIVE_SIGN_TYPE_MD5

    @classmethod
    def _missing_(cls, value: object) -> SignType:
        return cls.OTHER


class Accept(IntFlag):
    """Which signatures of a notification are accepted."""

    HMACSHA256 = d.HWLIVE_ACCEPT_HMACSHA256
    #: Covers neither the event nor the URL. Anyone who has seen one notification can forge others.
    MD5 = d.HWLIVE_ACCEPT_MD5
    #: No signature at all. Use it only if something else proves who sends.
    UNSIGNED = d.HWLIVE_ACCEPT_UNSIGNED


class LogLevel(IntEnum):
    """Levels of `Config.set_log`. Each includes those with lower numbers."""

    OFF = d.HWLIVE_LOG_OFF
    ERROR = d.HWLIVE_LOG_ERROR
    WARN = d.HWLIVE_LOG_WARN
    INFO = d.HWLIVE_LOG_INFO
    DEBUG = d.HWLIVE_LOG_DEBUG
    TRACE = d.HWLIVE_LOG_TRACE


class SigningAlgorithm(IntEnum):
    """How an access key signs requests. SDK_HMAC_SM3 needs a library that was built with its feature sm3."""

    SDK_HMAC_SHA256 = d.HWLIVE_SIGNING_SDK_HMAC_SHA256
    V11_HMAC_SHA256 = d.HWLIVE_SIGNING_V11_HMAC_SHA256
    SDK_HMAC_SM3 = d.HWLIVE_SIGNING_SDK_HMAC_SM3


class TrustedRoots(IntEnum):
    """The certificate authorities that are trusted."""

    BUILT_IN = d.HWLIVE_TRUST_BUILT_IN
    SYSTEM = d.HWLIVE_TRUST_SYSTEM


class TlsVersion(IntEnum):
    """A version of TLS."""

    TLS_1_2 = d.HWLIVE_TLS_1_2
    TLS_1_3 = d.HWLIVE_TLS_1_3


class IpFamily(IntEnum):
    """The family of the addresses that are connected to."""

    ANY = d.HWLIVE_IP_ANY
    IPV4 = d.HWLIVE_IP_4
    IPV6 = d.HWLIVE_IP_6


@dataclass(frozen=True)
class RecordCallback:
    """A recording callback. Texts are as the service sent them, or None if it sent none."""

    id: str
    publish_domain: Optional[str]
    app: Optional[str]
    notify_callback_url: Optional[str]
    notify_event_subscription: Tuple[str, ...]
    #: The events that the service notifies of, its default applied.
    events: Event
    sign_type_text: Optional[str]
    #: The sign type in force, the service's default applied.
    sign_type: SignType
    #: What `verify_notification` should accept for this callback; 0 if the library cannot check its sign type.
    accept: Accept
    create_time: Optional[str]
    #: Seconds since 1970, or None if the time is absent or not understood.
    create_time_unix: Optional[int]
    update_time: Optional[str]
    update_time_unix: Optional[int]
    request_id: Optional[str]
    #: The body of the answer as it was received; in a list, the part that describes this callback.
    json: str = field(repr=False)


@dataclass(frozen=True)
class RecordCallbackList:
    """A list of recording callbacks, in the service's order. It can be used as a sequence of them."""

    callbacks: Tuple[RecordCallback, ...]
    #: How many there are, as the service said, or None if it did not say. A filter counts.
    total: Optional[int]
    #: Whether all of them are here. It is false if there are too many, or if some came or went meanwhile.
    is_complete: bool
    #: The id of the last page's request.
    request_id: Optional[str]

    def __len__(self) -> int:
        return len(self.callbacks)

    def __iter__(self) -> Iterator[RecordCallback]:
        return iter(self.callbacks)

    @overload
    def __getitem__(self, index: int) -> RecordCallback: ...

    @overload
    def __getitem__(self, index: slice) -> Tuple[RecordCallback, ...]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[RecordCallback, Tuple[RecordCallback, ...]]:
        return self.callbacks[index]


def unix_time(value: int) -> Optional[int]:
    """A time of C, or None."""
    return None if value == _NO_TIME else value


def read_record_callback(handle: c_void_p) -> RecordCallback:
    """The fields of a callback of C."""
    count = c.hwlive_record_callback_notify_event_subscription_count(handle)
    subscription = (c.hwlive_record_callback_notify_event_subscription_at(handle, index) for index in range(count))
    return RecordCallback(
        id=decoded(c.hwlive_record_callback_id(handle)),
        publish_domain=decoded(c.hwlive_record_callback_publish_domain(handle)),
        app=decoded(c.hwlive_record_callback_app(handle)),
        notify_callback_url=decoded(c.hwlive_record_callback_notify_callback_url(handle)),
        notify_event_subscription=tuple(map(decoded, subscription)),
        events=Event(c.hwlive_record_callback_events(handle)),
        sign_type_text=decoded(c.hwlive_record_callback_sign_type_text(handle)),
        sign_type=SignType(c.hwlive_record_callback_sign_type(handle)),
        accept=Accept(c.hwlive_record_callback_accept(handle)),
        create_time=decoded(c.hwlive_record_callback_create_time(handle)),
        create_time_unix=unix_time(c.hwlive_record_callback_create_time_unix(handle)),
        update_time=decoded(c.hwlive_record_callback_update_time(handle)),
        update_time_unix=unix_time(c.hwlive_record_callback_update_time_unix(handle)),
        request_id=decoded(c.hwlive_record_callback_request_id(handle)),
        json=decoded(c.hwlive_record_callback_json(handle, None)),
    )


def read_record_callback_list(handle: c_void_p) -> RecordCallbackList:
    """The callbacks of a list of C, and what it says of itself."""
    count = c.hwlive_record_callback_list_count(handle)
    return RecordCallbackList(
        callbacks=tuple(read_record_callback(c.hwlive_record_callback_list_at(handle, index)) for index in range(count)),
        total=not_negative(c.hwlive_record_callback_list_total(handle)),
        is_complete=bool(c.hwlive_record_callback_list_is_complete(handle)),
        request_id=decoded(c.hwlive_record_callback_list_request_id(handle)),
    )
