"""The scenario, in Python. usage: scenario.py scenario.json"""

import gc
import json
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import hwlive


def resident_kib():
    gc.collect()
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def check(step, got, id=None):
    for field, expected in step["expect"].items():
        found = getattr(got, field)
        found = list(found) if isinstance(found, tuple) else found
        assert found == expected, f"{field}: {found!r}, not {expected!r}"
    assert id is None or (got.id == id and got.request_id), got


def check_error(expected, error):
    found = dict(vars(error), kind=error.kind, has_request_id=bool(error.request_id))
    for field, value in expected.items():
        assert found[field] == value, f"{field}: {found[field]!r}, not {value!r}: {error}"
    name = "".join(part.capitalize() for part in error.kind.split("_")) + "Error"
    assert type(error) is getattr(hwlive, name), type(error)
    assert str(error) == error.message and vars(pickle.loads(pickle.dumps(error))) == vars(error)


def attempt(step, action, *arguments):
    try:
        got = action(*arguments)
    except hwlive.Error as error:
        assert "error" in step, f"{error} [{error.kind}]"
        check_error(step["error"], error)
    else:
        assert "error" not in step, f"no error, but {got}"
        check(step, got, *arguments[:1] if "ids" in step else ())


def calls(step, client, times):
    for _ in range(times):
        for id in step["ids"]:
            if {"call", "cancelled"}.isdisjoint(step):
                attempt(step, client.show_record_callback, id)
            else:
                attempt(step, optional(step, client), id)


def optional(step, client):
    """Shows a callback with the step's options of a call, and checks the report."""

    def show(id):
        options = dict(step.get("call", {}))
        header = options.pop("header", None)
        call = hwlive.Call(headers=[header] if header else {}, **options)
        assert call.report == hwlive.CallReport()
        if "cancelled" in step:
            threading.Timer(0.3, call.cancel).start()
        begun = time.monotonic()
        try:
            return client.show_record_callback(id, call=call)
        finally:
            assert time.monotonic() - begun < 10, "the call was waited for"
            for field, expected in step.get("report", {}).items():
                assert getattr(call.report, field) == expected, call.report
                assert call.report.total_us > 0 and call.report.bytes_sent > 0, call.report
                assert "error" in step or call.report.bytes_received > 0 and call.report.peer_address, call.report

    return show


class Listed:
    """A list, with what the scenario asks of it."""

    def __init__(self, got):
        self.count, self.total, self.is_complete = len(got), got.total, got.is_complete
        self.first = got[0].id if got else None
        assert got.request_id and all(one.id and one.json and one.request_id for one in got), got


def listed(step, client):
    attempt(step, lambda: Listed(client.list_record_callbacks(*step["list"])))
    attempt(step, lambda: Listed(client.list_record_callbacks(*step["list"], call=hwlive.Call(timeout_ms=20_000))))


def environment_credentials():
    key, secret = (os.environ[name] for name in ("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"))
    return hwlive.Credentials(key, secret, expiry_unix=int(time.time()) + 3600)


def failing_credentials():
    raise RuntimeError("this is expected")


PROVIDERS = {
    "environment": environment_credentials,
    "token": lambda: hwlive.Credentials(auth_token="no-token-of-the-service"),
    "failure": failing_credentials,
}


def config(step):
    made = hwlive.Config()
    if step.get("environment", True):
        made.load_environment()
    for name, value in step.get("settings", {}).items():
        if name.startswith(("load_", "define_")):
            getattr(made, name)(*value if isinstance(value, list) else (value,))
        else:
            made.set(**{name: PROVIDERS[value] if name == "credentials_provider" else value})
    return made


def dropped(step):
    for _ in range(step["dropped"]):
        calls(step, hwlive.Client(), 1)


def child(step, client, times):
    try:
        calls(step, client, times)
    except AssertionError as error:
        sys.exit(str(error))


def notification(step, key):
    text = step["notification"]
    body = text.encode()
    apart = memoryview(bytes(byte for pair in zip(body, body) for byte in pair))[::2]
    for given in (text, body, bytearray(body), memoryview(body), apart):
        attempt(step, lambda: hwlive.verify_notification(given, key, now_unix=step["now_unix"]))
        attempt(step, lambda: hwlive.verify_notification(given, key.encode(), now_unix=step["now_unix"]))
    if "error" not in step:
        parsed = hwlive.parse_notification(body)
        parsed.verify(key, now_unix=step["now_unix"])
        check(step, parsed)
        assert parsed.auth_sign not in repr(parsed)


def refused(step):
    for one in step["refused"]:
        try:
            hwlive.Client(config(one))
        except hwlive.Error as error:
            assert error.kind == one["kind"] and one["says"] in str(error), f"{one}: {error} [{error.kind}]"
        else:
            raise AssertionError(f"not refused: {one}")


def log(step):
    events = []
    made = config(step).set_log(step["log"], lambda level, message: events.append((level, message)))
    with hwlive.Client(made) as client:
        del made
        calls(step, client, 1)
    assert any(level == step["log"] and step["says"] in message for level, message in events), events


def forked(step, client, times):
    calls(step, client, 1)
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=child, args=(step, client, times)) for _ in range(step["forks"])]
    for process in children:
        process.start()
    for process in children:
        process.join()
        assert process.exitcode == 0, f"a child ended with {process.exitcode}"
    calls(step, client, 1)


def threaded(step, client, times):
    with ThreadPoolExecutor(step["threads"]) as pool:
        for done in [pool.submit(calls, step, client, times) for _ in range(step["threads"])]:
            done.result()


def run(step, key):
    if "notification" in step:
        return notification(step, key)
    if "refused" in step:
        return refused(step)
    if "log" in step:
        return log(step)
    if "version" in step:
        assert hwlive.version().startswith(step["version"]), hwlive.version()
        return
    times = step.get("times", 1)
    try:
        client = hwlive.Client(config(step))
    except hwlive.Error as error:
        assert "error" in step, error
        return check_error(step["error"], error)
    with client:
        if step.get("closed"):
            client.close()
        if step.get("shutdown"):
            client.shutdown()
        work = (lambda: dropped(step)) if "dropped" in step else (lambda: calls(step, client, times))
        if "list" in step:
            return listed(step, client)
        if "growth_kib" in step:
            work()
        before = resident_kib()
        if "threads" in step:
            threaded(step, client, times)
        elif "forks" in step:
            forked(step, client, times)
        else:
            work()
        growth = resident_kib() - before
        assert growth <= step.get("growth_kib", growth), f"grew by {growth} KiB"
        if "replaced" in step:
            client.replace_credentials(hwlive.Config().load_environment())
            assert client.show_record_callback(step["ids"][0]).id == step["ids"][0]


def interrupted(number):
    """What the handler of a signal raises ends a call, also in the background, and its client can still be used."""

    class Raised(Exception):
        pass

    def raises(*_):
        raise Raised

    before = signal.signal(number, raises) if number != signal.SIGINT else None
    call = hwlive.Call()
    with hwlive.Client() as client:
        for options in ({}, {"call": call}):
            threading.Timer(0.3, os.kill, (os.getpid(), number)).start()
            begun = time.monotonic()
            try:
                client.show_record_callback("late", **options)
            except (KeyboardInterrupt, Raised):
                assert time.monotonic() - begun < 10, "the call was waited for"
                for thread in threading.enumerate():
                    if thread.name == "hwlive":
                        thread.join(10)
                        assert not thread.is_alive(), "the call goes on in the background"
            else:
                raise AssertionError("no exception")
        assert call.report.attempts == 1, call.report
        assert client.show_record_callback("bare").id == "bare"
    if before:
        signal.signal(number, before)


def one_call_at_a_time():
    """A call that is in use is refused, and its report is of no use meanwhile."""
    call, client = hwlive.Call(timeout_ms=60_000), hwlive.Client()
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(client.show_record_callback, "late", call=call)
        while not call._in_use.locked():
            time.sleep(0.01)
        try:
            client.show_record_callback("bare", call=call)
        except hwlive.InvalidArgumentError as error:
            refused = error
        assert "in use" in str(refused), refused
        assert call.report == hwlive.CallReport(), call.report
        call.cancel()
        assert isinstance(late.exception(), hwlive.CancelledError), late.exception()


def out_of_range():
    """Numbers that C would cut are refused."""
    for wrong in (2**32 + 1, -1):
        try:
            hwlive.Config().set_max_retries(wrong)
        except hwlive.InvalidArgumentError:
            continue
        raise AssertionError(f"{wrong} was taken")


with open(sys.argv[1], encoding="utf-8") as file:
    scenario = json.load(file)
logging.getLogger("hwlive").addHandler(logging.NullHandler())
failed = 0
steps = [(step["name"], run, (step, scenario["key"])) for step in scenario["steps"]]
steps += [
    ("Ctrl-C", interrupted, (signal.SIGINT,)),
    ("an alarm", interrupted, (signal.SIGALRM,)),
    ("one call at a time", one_call_at_a_time, ()),
    ("numbers out of range", out_of_range, ()),
]
for name, action, arguments in steps:
    try:
        action(*arguments)
        print(f"ok   {name}")
    except AssertionError as error:
        failed += 1
        print(f"FAIL {name}: {error}")
sys.exit(1 if failed else 0)
