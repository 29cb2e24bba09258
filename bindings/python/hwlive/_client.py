"""The client."""

from __future__ import annotations

import sys
import threading
from ctypes import byref, c_void_p
from typing import Any, Callable, List, Optional, Tuple, TypeVar

from ._call import Text, call, text
from ._config import Config
from ._errors import InvalidArgumentError
from ._library import c
from ._options import Call
from ._values import RecordCallback, RecordCallbackList, read_record_callback, read_record_callback_list

_T = TypeVar("_T")


class Client:
    """Asks Huawei Cloud Live for recording callbacks.

    `Client(region="cn-north-4", timeout_ms=5000)` takes the environment's settings and, over them, those that are given, by
    the names of `Config.set_...`. `Client(config)` takes those of a config alone.

    Many threads may use one client at the same time, and so may the children of a fork. Close it, or use it in a with
    statement; a client that nothing refers to any more closes itself.
    """

    def __init__(self, config: Optional[Config] = None, **settings: Any) -> None:
        if config is None:
            config = Config().load_environment()
        elif settings:
            raise TypeError("pass a config, or settings, not both")
        config.set(**settings)
        self._handle: Optional[_Handle] = _Handle(config)

    def show_record_callback(self, id: Text, call: Optional[Call] = None) -> RecordCallback:
        """Asks the service for one recording callback and returns it as a `RecordCallback`.

        Blocks at most for the client's timeout. Ctrl-C, or whatever a signal handler raises, ends the call. `call` is a
        `Call` with options of this call.
        """
        return self._ask(
            c.hwlive_show_record_callback_with, (text(id, "id"),), call, read_record_callback, c.hwlive_record_callback_free
        )

    def list_record_callbacks(
        self, publish_domain: Optional[Text] = None, app: Optional[Text] = None, call: Optional[Call] = None
    ) -> RecordCallbackList:
        """Asks the service for the recording callbacks of the project and returns a `RecordCallbackList`.

        With `publish_domain`, only those of this ingest domain are listed; with `app`, only those that apply to this
        application. The limits are those of `show_record_callback`, for all pages together.
        """
        return self._ask(
            c.hwlive_list_record_callbacks_with,
            (text(publish_domain, "publish_domain"), text(app, "app")),
            call,
            read_record_callback_list,
            c.hwlive_record_callback_list_free,
        )

    def replace_credentials(self, config: Config) -> None:
        """Uses the credentials of a config for every call that starts later."""
        call(c.hwlive_client_replace_credentials, self._open().pointer, config._handle)

    def shutdown(self) -> None:
        """Ends all calls of this client, now and later, with `CancelledError`."""
        c.hwlive_client_shutdown(self._open().pointer)

    def close(self) -> None:
        """Closes the client. Calls in other threads go on; the connections are closed when the last one has ended."""
        self._handle = None

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(
        self,
        function: Callable[..., int],
        arguments: Tuple[Optional[bytes], ...],
        options: Optional[Call],
        read: Callable[[c_void_p], _T],
        free: Callable[[c_void_p], None],
    ) -> _T:
        used = Call() if options is None else options  # Ctrl-C cancels it.
        if not isinstance(used, Call):
            raise TypeError(f"call must be Call, not {type(used).__name__}")
        handle = self._open()

        def action() -> _T:
            out = c_void_p()
            with used._used() as pointer:
                call(function, handle.pointer, *arguments, pointer, byref(out))
            try:
                return read(out)
            finally:
                free(out)

        return _interruptible(action, used.cancel)

    def _open(self) -> _Handle:
        handle = self._handle
        if handle is None:
            raise InvalidArgumentError("the client is closed")
        return handle


class _Handle:
    """The client of C. It is freed with the last reference, so that no call is inside."""

    def __init__(self, config: Config) -> None:
        self.pointer = c_void_p()
        self._log = config._log  # The library calls it until the client is freed.
        call(c.hwlive_client_new, config._handle, byref(self.pointer))

    def __del__(self) -> None:
        c.hwlive_client_free(self.pointer)


def _interruptible(action: Callable[[], _T], cancel: Callable[[], None]) -> _T:
    """Runs an action so that what a signal handler raises, such as Ctrl-C, cancels it.

    Python handles signals in the main thread only, and not inside a call of C. There the action gets a thread of its own.
    """
    if threading.current_thread() is not threading.main_thread():
        return action()
    result: List[_T] = []
    failure: List[BaseException] = []
    done = threading.Event()

    def run() -> None:
        try:
            result.append(action())
        except BaseException as error:
            failure.append(error)
        finally:
            done.set()

    # Thread.join would take the thread for ended once it was interrupted.
    try:
        try:
            threading.Thread(target=run, name="hwlive", daemon=True).start()
        except RuntimeError:  # There are no more threads, as at the end of the interpreter.
            run()
        # Windows delivers no signal to a thread that waits without a limit.
        while not done.wait(0.1 if sys.platform == "win32" else None):
            pass
    except BaseException:
        cancel()
        done.wait(1)  # It takes 0.2 s at most, unless a log function is slow or the thread never began.
        raise
    if failure:
        raise failure.pop()
    return result.pop()
