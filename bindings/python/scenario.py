"""The scenario, in Python. usage: scenario.py scenario.json"""

import gc
import json
import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor

import hwlive


def resident_kib():
    gc.collect()
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def check(step, got, id=None):
    for field, expected in step["expect"].items():
        found = got[field] if isinstance(got, dict) else getattr(got, field)
        found = list(found) if isinstance(found, tuple) else found
        assert found == expected, f"{field}: {found!r}, not {expected!r}"
    assert id is None or (got.id == id and got.request_id), got


def attempt(step, action, *arguments):
    try:
        got = action(*arguments)
    except hwlive.Error as error:
        assert "error" in step, f"{error} [{error.kind}]"
        found = {"kind": error.kind, "status": error.status, "service_code": error.service_code,
                 "has_request_id": bool(error.request_id)}
        assert found == step["error"], f"{found}: {error}"
        assert str(error)
    else:
        assert "error" not in step, f"no error, but {got}"
        check(step, got, *arguments[:1] if "ids" in step else ())


def calls(step, client, times):
    for _ in range(times):
        for id in step["ids"]:
            attempt(step, client.show_record_callback, id)


def dropped(step):
    for _ in range(step["dropped"]):
        calls(step, hwlive.Client(), 1)


def child(step, client, times):
    try:
        calls(step, client, times)
    except AssertionError as error:
        sys.exit(str(error))


def run(step, key):
    if "notification" in step:
        return attempt(step, lambda: hwlive.verify_notification(step["notification"], key, now_unix=step["now_unix"]))
    times = step.get("times", 1)
    try:
        client = hwlive.Client(**step.get("settings", {}))
    except hwlive.Error as error:
        return attempt(step, lambda: (_ for _ in ()).throw(error))
    with client:
        if step.get("closed"):
            client.close()
        work = (lambda: dropped(step)) if "dropped" in step else (lambda: calls(step, client, times))
        if "growth_kib" in step:
            work()
        before = resident_kib()
        if "threads" in step:
            with ThreadPoolExecutor(step["threads"]) as pool:
                for done in [pool.submit(calls, step, client, times) for _ in range(step["threads"])]:
                    done.result()
        elif "forks" in step:
            calls(step, client, 1)
            children = [multiprocessing.get_context("fork").Process(target=child, args=(step, client, times))
                        for _ in range(step["forks"])]
            for process in children:
                process.start()
            for process in children:
                process.join()
                assert process.exitcode == 0, f"a child ended with {process.exitcode}"
            calls(step, client, 1)
        else:
            work()
        growth = resident_kib() - before
        assert growth <= step.get("growth_kib", growth), f"grew by {growth} KiB"


with open(sys.argv[1], encoding="utf-8") as file:
    scenario = json.load(file)
failed = 0
for step in scenario["steps"]:
    try:
        run(step, scenario["key"])
        print(f"ok   {step['name']}")
    except AssertionError as error:
        failed += 1
        print(f"FAIL {step['name']}: {error}")
sys.exit(1 if failed else 0)
