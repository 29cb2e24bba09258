"""Notifications that the service posts to a callback's URL."""

from __future__ import annotations

from contextlib import contextmanager
from ctypes import byref, c_void_p
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Iterator, Optional, Union

from ._call import Text, call, decoded, int64, not_negative, text, uint32
from ._library import c
from ._values import NOTIFICATION_TOLERANCE_MS, Accept, Event, unix_time

if TYPE_CHECKING:
    from typing_extensions import Buffer


@dataclass(frozen=True)
class Notification:
    """A notification of a recording event. A field that was not sent is None.

    Anyone can post one. Do not believe it before `verify` has returned.
    """

    #: The event as a bit, to compare with `RecordCallback.events`.
    event: Event
    project_id: Optional[str]
    job_id: Optional[str]
    task_id: Optional[str]
    event_type: Optional[str]
    publish_domain: Optional[str]
    app: Optional[str]
    stream: Optional[str]
    record_format: Optional[str]
    download_url: Optional[str]
    play_url: Optional[str]
    asset_id: Optional[str]
    start_time: Optional[str]
    #: Seconds since 1970, or None if the time is absent or not understood.
    start_time_unix: Optional[int]
    end_time: Optional[str]
    end_time_unix: Optional[int]
    obs_location: Optional[str]
    obs_bucket: Optional[str]
    obs_object: Optional[str]
    #: The size of the file in bytes.
    file_size: Optional[int]
    #: The length of the recording in seconds.
    record_duration: Optional[int]
    width: Optional[int]
    height: Optional[int]
    auth_timestamp: Optional[str]
    #: The signature. Keep it out of logs.
    auth_sign: Optional[str] = field(repr=False)
    #: The body as it was received.
    json: str = field(repr=False)

    def verify(
        self,
        key: Text,
        accept: int = Accept.HMACSHA256,
        tolerance_ms: int = NOTIFICATION_TOLERANCE_MS,
        now_unix: int = 0,
    ) -> None:
        """Checks that the service signed this notification; see `verify_notification`."""
        verify_notification(self.json, key, accept, tolerance_ms, now_unix)


def parse_notification(body: Union[str, Buffer]) -> Notification:
    """Reads the body of a post without checking its signature, and returns a `Notification`.

    `body` is str, bytes, bytearray, memoryview or another object with the buffer protocol. Raises `MalformedError` if it is
    not a notification.
    """
    with _parsed(body) as handle:
        return _read(handle)


def verify_notification(
    body: Union[str, Buffer],
    key: Text,
    accept: int = Accept.HMACSHA256,
    tolerance_ms: int = NOTIFICATION_TOLERANCE_MS,
    now_unix: int = 0,
) -> Notification:
    """Checks that the service signed a body with the callback's key, and returns a `Notification`.

    Arguments:
        body: as in `parse_notification`.
        key: the key that the callback was created with.
        accept: what is accepted; pass `RecordCallback.accept` if the callback is known.
        tolerance_ms: how long after its timestamp a signature is accepted; -1 is for ever.
        now_unix: the time to check against, in seconds since 1970; 0 is this machine's clock.

    Raises `UnsignedError`, `WrongSignatureError`, `ExpiredError` or `MalformedError`.
    """
    with _parsed(body) as handle:
        call(
            c.hwlive_notification_verify,
            handle,
            text(key, "key"),
            uint32(accept, "accept"),
            int64(tolerance_ms, "tolerance"),
            int64(now_unix, "time"),
        )
        return _read(handle)


@contextmanager
def _parsed(body: Union[str, Buffer]) -> Iterator[c_void_p]:
    # A text may have lone surrogates, which are no UTF-8: the library says so.
    data = body.encode(errors="surrogatepass") if isinstance(body, str) else memoryview(body).tobytes()
    handle = c_void_p()
    call(c.hwlive_notification_parse, data, len(data), byref(handle))
    try:
        yield handle
    finally:
        c.hwlive_notification_free(handle)


def _read(handle: c_void_p) -> Notification:
    return Notification(
        event=Event(c.hwlive_notification_event(handle)),
        project_id=decoded(c.hwlive_notification_project_id(handle)),
        job_id=decoded(c.hwlive_notification_job_id(handle)),
        task_id=decoded(c.hwlive_notification_task_id(handle)),
        event_type=decoded(c.hwlive_notification_event_type(handle)),
        publish_domain=decoded(c.hwlive_notification_publish_domain(handle)),
        app=decoded(c.hwlive_notification_app(handle)),
        stream=decoded(c.hwlive_notification_stream(handle)),
        record_format=decoded(c.hwlive_notification_record_format(handle)),
        download_url=decoded(c.hwlive_notification_download_url(handle)),
        play_url=decoded(c.hwlive_notification_play_url(handle)),
        asset_id=decoded(c.hwlive_notification_asset_id(handle)),
        start_time=decoded(c.hwlive_notification_start_time(handle)),
        start_time_unix=unix_time(c.hwlive_notification_start_time_unix(handle)),
        end_time=decoded(c.hwlive_notification_end_time(handle)),
        end_time_unix=unix_time(c.hwlive_notification_end_time_unix(handle)),
        obs_location=decoded(c.hwlive_notification_obs_location(handle)),
        obs_bucket=decoded(c.hwlive_notification_obs_bucket(handle)),
        obs_object=decoded(c.hwlive_notification_obs_object(handle)),
        file_size=not_negative(c.hwlive_notification_file_size(handle)),
        record_duration=not_negative(c.hwlive_notification_record_duration(handle)),
        width=not_negative(c.hwlive_notification_width(handle)),
        height=not_negative(c.hwlive_notification_height(handle)),
        auth_timestamp=decoded(c.hwlive_notification_auth_timestamp(handle)),
        auth_sign=decoded(c.hwlive_notification_auth_sign(handle)),
        json=decoded(c.hwlive_notification_json(handle, None)),
    )
