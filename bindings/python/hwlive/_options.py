"""The options of one call, and how it went."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from ctypes import c_void_p
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Iterator, Mapping, Optional, Tuple, Union

from ._call import Text, call, decoded, not_negative, text, uint32
from ._errors import InvalidArgumentError
from ._library import c


@dataclass(frozen=True)
class CallReport:
    """How a call went. Apart from `attempts` it describes the last request of the call. Times are in microseconds."""

    #: How often the call was tried; 0 if nothing was sent. For a list, each page that was asked for again counts too.
    attempts: int = 0
    #: Whether the request went over a connection that an earlier one had left open.
    connection_reused: bool = False
    #: The address and port that the request went to, those of the proxy if there is one.
    peer_address: Optional[str] = None
    #: None, like the next three, if there was no such thing, as for a connection that was left open.
    lookup_us: Optional[int] = None
    connect_us: Optional[int] = None
    proxy_us: Optional[int] = None
    tls_us: Optional[int] = None
    #: From the beginning of the request to the first byte of its answer; None if no byte came.
    first_byte_us: Optional[int] = None
    #: From the beginning of the request to its end; None if no request was begun.
    total_us: Optional[int] = None
    bytes_sent: int = 0
    bytes_received: int = 0
    #: "TLSv1.3" or "TLSv1.2", or None.
    tls_version: Optional[str] = None


class Call:
    """Options of one call, to be passed to a method of `Client` as `call=`.

    `Call(timeout_ms=500, headers={"traceparent": value}, access_key=(access_key, secret_key))`. What is not given is as the
    client has it. `headers` is a dict, or pairs of a name and a value. An option that cannot be used raises
    `InvalidArgumentError`. The repr shows no option.

    It is for one call at a time, and may be used again. Once it was cancelled, it stays cancelled: make a new one.
    """

    def __init__(
        self,
        timeout_ms: Optional[int] = None,
        headers: Union[Mapping[str, Text], Iterable[Tuple[Text, Text]]] = (),
        access_key: Optional[Tuple[Text, ...]] = None,
        auth_token: Optional[Text] = None,
    ) -> None:
        self._handle = c_void_p(c.hwlive_call_new())
        self._in_use = threading.Lock()
        self._report = CallReport()
        if timeout_ms is not None:
            self.set_timeout_ms(timeout_ms)
        items = getattr(headers, "items", None)
        pairs: Iterable[Tuple[Text, Text]] = headers if items is None else items()  # type: ignore[assignment]
        for name, value in pairs:
            self.add_header(name, value)
        if access_key is not None:
            self.set_access_key(*access_key)
        if auth_token is not None:
            self.set_auth_token(auth_token)

    def __del__(self) -> None:
        handle = self.__dict__.pop("_handle", None)
        if handle:
            c.hwlive_call_free(handle)

    def set_timeout_ms(self, timeout_ms: int) -> Call:
        """Limits the whole call, in milliseconds. It may be more than the client's limit."""
        return self._set(c.hwlive_call_set_timeout_ms, uint32(timeout_ms, "timeout"))

    def add_header(self, name: Text, value: Text) -> Call:
        """Adds a header line to the requests that go to Live. It is sent as it is, and is not signed."""
        return self._set(c.hwlive_call_add_header, text(name, "header name"), text(value, "header value"))

    def set_access_key(self, access_key: Text, secret_key: Text, security_token: Optional[Text] = None) -> Call:
        """Sets the access key that signs this call. Replaces other credentials."""
        return self._set(
            c.hwlive_call_set_access_key,
            text(access_key, "access key"),
            text(secret_key, "secret key"),
            text(security_token, "security token"),
        )

    def set_auth_token(self, token: Text) -> Call:
        """Sets the IAM token that this call carries. Replaces other credentials."""
        return self._set(c.hwlive_call_set_auth_token, text(token, "auth token"))

    def cancel(self) -> None:
        """Ends the call that uses this object within 0.2 s, and every later one, with `CancelledError`.

        Returns at once. Any thread may call it, at any time, and so may a signal handler.
        """
        c.hwlive_call_cancel(self._handle)

    @property
    def report(self) -> CallReport:
        """The `CallReport` of the last call that used this object, whether it succeeded or failed."""
        return self._report

    def _set(self, function: Callable[..., int], *arguments: Any) -> Call:
        call(function, self._handle, *arguments)
        return self

    @contextmanager
    def _used(self) -> Iterator[c_void_p]:
        # The report is read before the next call can replace what C lends.
        if not self._in_use.acquire(blocking=False):
            raise InvalidArgumentError("call is in use by another call")
        try:
            self._report = CallReport()
            yield self._handle
        finally:
            self._report = _read(self._handle)
            self._in_use.release()


def _read(handle: c_void_p) -> CallReport:
    return CallReport(
        attempts=c.hwlive_call_attempts(handle),
        connection_reused=bool(c.hwlive_call_connection_reused(handle)),
        peer_address=decoded(c.hwlive_call_peer_address(handle)),
        lookup_us=not_negative(c.hwlive_call_lookup_us(handle)),
        connect_us=not_negative(c.hwlive_call_connect_us(handle)),
        proxy_us=not_negative(c.hwlive_call_proxy_us(handle)),
        tls_us=not_negative(c.hwlive_call_tls_us(handle)),
        first_byte_us=not_negative(c.hwlive_call_first_byte_us(handle)),
        total_us=not_negative(c.hwlive_call_total_us(handle)),
        bytes_sent=c.hwlive_call_bytes_sent(handle),
        bytes_received=c.hwlive_call_bytes_received(handle),
        tls_version=decoded(c.hwlive_call_tls_version(handle)),
    )
