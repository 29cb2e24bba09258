"""Calls functions of C: converts arguments, and raises what fails."""

from __future__ import annotations

import os
from ctypes import byref, c_void_p
from typing import Any, Callable, Optional, Union, overload

from . import _declarations as d
from ._errors import CLASSES, InvalidArgumentError, OtherError
from ._library import c

#: A text, or UTF-8.
Text = Union[str, bytes]
Path = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]


def text(value: Optional[Text], name: str) -> Optional[bytes]:
    """A str, bytes or None as C reads it."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = value.encode()
        except UnicodeEncodeError:
            raise InvalidArgumentError(f"{name} has a character that UTF-8 does not have") from None
    if not isinstance(value, bytes):
        raise TypeError(f"{name} must be str or bytes, not {type(value).__name__}")
    if b"\0" in value:  # C would read the text up to there, and use something else.
        raise InvalidArgumentError(f"{name} has a NUL character in it")
    return value


def path(value: Optional[Path], name: str) -> Optional[bytes]:
    """A str, bytes or path-like object as C reads it."""
    return text(value if value is None else os.fspath(value), name)


def integer(value: int, name: str, bits: int, signed: bool) -> int:
    """An int that fits into a number of C; ctypes would cut it."""
    if not isinstance(value, int):
        raise TypeError(f"{name} must be int, not {type(value).__name__}")
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    if not low <= value <= high:
        raise InvalidArgumentError(f"{name} of {value} is not between {low} and {high}")
    return value


def uint32(value: int, name: str) -> int:
    return integer(value, name, 32, signed=False)


def int32(value: int, name: str) -> int:
    return integer(value, name, 32, signed=True)


def int64(value: int, name: str) -> int:
    return integer(value, name, 64, signed=True)


@overload
def decoded(value: bytes) -> str: ...


@overload
def decoded(value: None) -> None: ...


def decoded(value: Optional[bytes]) -> Optional[str]:
    """A text of C as str, or None."""
    return None if value is None else value.decode()


def not_negative(value: int) -> Optional[int]:
    """A number of C, or None: C returns -1 for one that is missing."""
    return None if value < 0 else value


def call(function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function of C that takes a place for an error at its end. Raises the error."""
    error = c_void_p()
    code = function(*arguments, byref(error))
    if code == d.HWLIVE_CODE_OK:
        return
    try:
        raise CLASSES.get(code, OtherError)(
            decoded(c.hwlive_error_message(error)),
            status=c.hwlive_error_http_status(error),
            service_code=decoded(c.hwlive_error_service_code(error)),
            service_message=decoded(c.hwlive_error_service_message(error)),
            request_id=decoded(c.hwlive_error_request_id(error)),
            encoded_authorization_message=decoded(c.hwlive_error_encoded_authorization_message(error)),
            retry_after_ms=not_negative(c.hwlive_error_retry_after_ms(error)),
            attempts=c.hwlive_error_attempts(error),
            is_retryable=bool(c.hwlive_error_is_retryable(error)),
        )
    finally:
        c.hwlive_error_free(error)
