"""The client."""

import sys
import threading
from ctypes import byref, c_void_p

from ._call import call, text
from ._config import Config
from ._errors import InvalidArgumentError
from ._library import c
from ._values import read_record_callback


class Client:
    """Asks Huawei Cloud Live for recording callbacks.

    `Client(region="cn-north-4", timeout_ms=5000)` takes the environment's settings and, over them, those that are given, by
    the names of `Config.set_...`. `Client(config)` takes those of a config alone.

    Many threads may use one client at the same time, and so may the children of a fork. Close it, or use it in a with
    statement; a client that nothing refers to any more closes itself.
    """

    def __init__(self, config=None, **settings):
        if config is None:
            config = Config().load_environment()
        elif settings:
            raise TypeError("pass a config, or settings, not both")
        config.set(**settings)
        self._handle = _Handle(config)

    def show_record_callback(self, id):
        """Asks the service for one recording callback and returns it as a `RecordCallback`.

        Blocks at most for the client's timeout. Ctrl-C ends the waiting at once; the request itself may go on in the
        background until it is answered or its time is over.
        """
        encoded, handle = text(id, "id"), self._open()
        return _interruptible(lambda: handle.show_record_callback(encoded))

    def replace_credentials(self, config):
        """Uses the credentials of a config for every call that starts later."""
        call(c.hwlive_client_replace_credentials, self._open().pointer, config._handle)

    def shutdown(self):
        """Ends all calls of this client, now and later, with `CancelledError`."""
        c.hwlive_client_shutdown(self._open().pointer)

    def close(self):
        """Closes the client. Calls in other threads go on; the connections are closed when the last one has ended."""
        self._handle = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _open(self):
        handle = self._handle
        if handle is None:
            raise InvalidArgumentError("the client is closed")
        return handle


class _Handle:
    """The client of C. It is freed with the last reference, so that no call is inside."""

    def __init__(self, config):
        self.pointer = c_void_p()
        self._log = config._log  # The library calls it until the client is freed.
        call(c.hwlive_client_new, config._handle, byref(self.pointer))

    def __del__(self):
        c.hwlive_client_free(self.pointer)

    def show_record_callback(self, id):
        callback = c_void_p()
        call(c.hwlive_show_record_callback, self.pointer, id, byref(callback))
        try:
            return read_record_callback(callback)
        finally:
            c.hwlive_record_callback_free(callback)


def _interruptible(action):
    """Runs an action so that Ctrl-C ends the waiting for it.

    Python handles signals in the main thread only, and not inside a call of C. There the action gets a thread of its own.
    """
    if threading.current_thread() is not threading.main_thread():
        return action()
    result, failure = [], []

    def run():
        try:
            result.append(action())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, name="hwlive", daemon=True)
    thread.start()
    while thread.is_alive():
        # Windows delivers no signal to a thread that waits without a limit.
        thread.join(0.1 if sys.platform == "win32" else None)
    if failure:
        raise failure.pop()
    return result.pop()
