"""What a type checker knows of the package. It is checked, and not run: a line with `ignore` has to be an error."""

from typing import List, Optional

import hwlive
from hwlive import Call, CallReport, Client, Config, NotFoundError, Notification, RecordCallback


def show(client: Client, id: str) -> Optional[str]:
    try:
        callback: RecordCallback = client.show_record_callback(id, call=Call(timeout_ms=500, headers={"traceparent": "0"}))
    except NotFoundError as error:
        status: int = error.status
        return f"{error.kind} {status} {error.request_id}"
    client.show_record_callback(1)  # type: ignore[arg-type]
    client.show_record_callback(id, timeout_ms=1)  # type: ignore[call-arg]
    callback.app.upper()  # type: ignore[union-attr]
    callback.app = "other"  # type: ignore[misc]
    return callback.notify_callback_url


def report(call: Call) -> List[CallReport]:
    call.report.attempts.upper()  # type: ignore[attr-defined]
    return [call.report]


def settings() -> Config:
    def log(level: hwlive.LogLevel, message: str) -> None:
        print(level.name, message)

    config = Config().load_environment().set_region("cn-north-4").set_log(hwlive.LogLevel.INFO, log)
    config.set_credentials_provider(lambda: hwlive.Credentials("key", "secret"))
    config.set_credentials_provider(lambda: "key")  # type: ignore[arg-type, return-value]
    config.set_timeout_ms("1")  # type: ignore[arg-type]
    return config


def receive(body: bytearray, key: str) -> Notification:
    hwlive.parse_notification(1)  # type: ignore[arg-type]
    return hwlive.verify_notification(body, key, accept=hwlive.Accept.HMACSHA256 | hwlive.Accept.MD5)


with Client(timeout_ms=10_000) as client:
    for callback in client.list_record_callbacks(app="live"):
        print(callback.id, hwlive.Event.RECORD_OVER in callback.events)
