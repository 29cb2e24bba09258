"""Huawei Cloud Live recording callbacks, by libhwlive; see hwlive.h for what settings, fields and codes mean."""

import json
from collections import namedtuple
from ctypes import CDLL, POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p

_lib = CDLL("libhwlive.so.0.1")
_text = lambda value: value if value is None else value.decode()
KINDS = ("ok other invalid_argument credentials unauthorized not_found throttled service connect tls timeout bad_response"
         " cancelled panic malformed unsigned wrong_signature expired").split()
ACCEPT_HMACSHA256, ACCEPT_MD5, ACCEPT_UNSIGNED = 1, 2, 4
_OUT = POINTER(c_void_p)


def _declare(result, names, *arguments):
    for name in names.split():
        function = getattr(_lib, "hwlive_" + name)
        function.restype, function.argtypes = result, arguments


_declare(c_void_p, "config_new")
_declare(None, "config_free client_free record_callback_free notification_free error_free", c_void_p)
_declare(c_int32, "config_load_environment", c_void_p, _OUT)
_declare(c_int32, "config_set_region config_set_endpoint config_set_project_id config_set_auth_token config_set_proxy"
         " config_set_ca_file config_set_user_agent", c_void_p, c_char_p, _OUT)
_declare(c_int32, "config_set_access_key", c_void_p, c_char_p, c_char_p, c_char_p, _OUT)
_declare(c_int32, "config_set_timeout_ms config_set_connect_timeout_ms config_set_max_retries", c_void_p, c_uint32, _OUT)
_declare(c_int32, "client_new", c_void_p, _OUT, _OUT)
_declare(c_int32, "show_record_callback", c_void_p, c_char_p, _OUT, _OUT)
_declare(c_int32, "notification_parse", c_char_p, c_size_t, _OUT, _OUT)
_declare(c_int32, "notification_verify", c_void_p, c_char_p, c_uint32, c_int64, c_int64, _OUT)
_declare(c_int32, "error_http_status", c_void_p)
_declare(c_char_p, "error_message error_service_code error_request_id", c_void_p)
_TEXTS = "id publish_domain app notify_callback_url sign_type_text create_time update_time request_id".split()
_declare(c_char_p, " ".join("record_callback_" + name for name in _TEXTS), c_void_p)
_declare(c_char_p, "record_callback_json", c_void_p, POINTER(c_size_t))
_declare(c_size_t, "record_callback_notify_event_subscription_count", c_void_p)
_declare(c_char_p, "record_callback_notify_event_subscription_at", c_void_p, c_size_t)
_declare(c_uint32, "record_callback_events record_callback_accept", c_void_p)
_declare(c_int32, "record_callback_sign_type", c_void_p)
_declare(c_int64, "record_callback_create_time_unix record_callback_update_time_unix", c_void_p)


class Error(Exception):
    """A call failed. kind is one of KINDS; status is 0, and the texts are None, where the service gave none."""

    def __init__(self, kind, message, status=0, service_code=None, request_id=None):
        super().__init__(kind, message, status, service_code, request_id)  # all of them, so that it can be pickled
        self.kind, self.message, self.status, self.service_code, self.request_id = self.args

    __str__ = lambda self: self.message


# As the service sent them, None where it sent none; events, sign_type and accept are HWLIVE_… numbers, defaults applied.
RecordCallback = namedtuple("RecordCallback", [*_TEXTS, *"notify_event_subscription events sign_type accept"
                                               " create_time_unix update_time_unix json".split()])


def _argument(value):
    if isinstance(value, str) and "\0" in value:  # C would read the text up to there, and ask for something else.
        raise Error("invalid_argument", "a text has a NUL character in it")
    return value.encode() if isinstance(value, str) else value


def _call(function, *arguments):
    error = c_void_p()
    code = getattr(_lib, "hwlive_" + function)(*map(_argument, arguments), byref(error))
    if code:
        texts = [_text(getattr(_lib, "hwlive_error_" + name)(error))
                 for name in ("message", "service_code", "request_id")]
        failure = Error(KINDS[code] if code < len(KINDS) else "other", texts[0], _lib.hwlive_error_http_status(error), *texts[1:])
        _lib.hwlive_error_free(error)
        raise failure


class Client:
    """Settings are those of the environment and, over them, hwlive_config_set_… by name: Client(timeout_ms=5000).
    Close it, or use it in a with statement, when no thread uses it any more; else it ends with its last reference."""

    def __init__(self, **settings):
        self._handle, config = c_void_p(), c_void_p(_lib.hwlive_config_new())
        try:
            _call("config_load_environment", config)
            for name, value in settings.items():
                _call("config_set_" + name, config, *(value if isinstance(value, (tuple, list)) else (value,)))
            _call("client_new", config, byref(self._handle))
        finally:
            _lib.hwlive_config_free(config)

    def show_record_callback(self, id):
        callback = c_void_p()
        _call("show_record_callback", self._handle, id, byref(callback))
        ask = lambda name, *arguments: getattr(_lib, "hwlive_record_callback_" + name)(callback, *arguments)
        try:
            events = tuple(_text(ask("notify_event_subscription_at", index))
                           for index in range(ask("notify_event_subscription_count")))
            times = [None if time == -2**63 else time for time in (ask("create_time_unix"), ask("update_time_unix"))]
            return RecordCallback(*[_text(ask(name)) for name in _TEXTS], events, ask("events"), ask("sign_type"),
                                  ask("accept"), *times, _text(ask("json", None)))
        finally:
            _lib.hwlive_record_callback_free(callback)

    def close(self):
        handle, self._handle = self._handle, c_void_p()
        _lib.hwlive_client_free(handle)

    __enter__, __exit__, __del__ = lambda self: self, lambda self, *_: self.close(), close


def verify_notification(body, key, accept=ACCEPT_HMACSHA256, tolerance_ms=900_000, now_unix=0):
    """The fields of a notification's body that was signed with key; an Error where it is not genuine."""
    body = body.encode() if isinstance(body, str) else body
    notification = c_void_p()
    _call("notification_parse", body, len(body), byref(notification))
    try:
        _call("notification_verify", notification, key, accept, tolerance_ms, now_unix)
        return json.loads(body)
    finally:
        _lib.hwlive_notification_free(notification)
