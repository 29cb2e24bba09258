"""Finds and loads libhwlive.

The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside this
module, or else the one that the system's loader finds by its name.
"""

from __future__ import annotations

import os
import sys
from ctypes import CDLL
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, List, cast

from . import _declarations


def _candidates() -> List[str]:
    chosen = os.environ.get("HWLIVE_LIBRARY")
    if chosen:
        return [chosen]
    if sys.platform == "win32":
        name = "hwlive.dll"
    elif sys.platform == "darwin":
        name = "libhwlive.dylib"
    else:
        name = f"libhwlive.so.{_declarations.ABI}"
    return [str(Path(__file__).resolve().parent / name), name]


def _load() -> CDLL:
    tried = []
    for candidate in _candidates():
        try:
            return CDLL(candidate)
        except OSError as error:
            tried.append(f"{candidate}: {error}")
    raise ImportError("hwlive: the library cannot be loaded. Tried: " + "; ".join(tried))


class _Functions:
    """The functions of the library, by their names in C."""

    def __init__(self, library: CDLL) -> None:
        for name, result, parameters in _declarations.FUNCTIONS:
            function = getattr(library, name)
            function.restype, function.argtypes = result, parameters
            setattr(self, name, function)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., Any]: ...


c = _Functions(_load())


def version() -> str:
    """Returns the version of the library that was loaded, such as "0.1.0"."""
    return cast(bytes, c.hwlive_version()).decode()
