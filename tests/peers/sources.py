"""The requests by which hwlive and the SDKs get credentials, as cases that compare.py compares.

Each is one thing about one request, such as a header, and its result is {"is": VALUE}; None: it was not sent. For a
source that an SDK has not, the result is ABSENT. What is another one each time is left out of it, and so is the order of
headers and the white space of JSON.
"""

import json
import re

ABSENT = {"absent": True}
# Headers of the HTTP library rather than of the service: what they are over all requests is one case.
OF_HTTP = ["accept", "accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent"]


def header(name, value):
    """The value without what is another one each time, and without versions."""
    if name == "user-agent":
        return re.match("[^/; ]+", value)[0]
    if name == "content-length":
        return "a number"
    if name == "x-sdk-date":
        return re.sub(r"^\d{8}T\d{6}Z$", "a time", value)
    if name in ("x-security-token", "x-auth-token"):
        return "a token"
    return value


def leaves(value, path):
    """The texts and numbers of a JSON document, by their paths."""
    if isinstance(value, dict) and value:
        for name, member in value.items():
            yield from leaves(member, f"{path}.{name}" if path else name)
    elif path == "auth.identity.token.id":  # The stand-in has made it, and knows it.
        yield path, "a token"
    else:
        yield path or "all", value


def parts(request):
    """What there is about a request, by name."""
    yield "method and path", f"{request['method']} {request['target']}"
    for name, value in request["headers"]:
        if name in OF_HTTP:
            continue
        signature = re.fullmatch(r"(\S+) Access=[^,]+, SignedHeaders=(\S+), Signature=[0-9a-f]{64}", value)
        if signature:
            yield "algorithm", signature[1]
            yield "signed headers", signature[2]
        else:
            yield name, header(name, value)
    if request["body"]:
        for path, value in leaves(json.loads(request["body"]), ""):
            yield f"body {path}", value


def read(path):
    """The results of one of them by case, and what of it is wrong whatever the others do."""
    found, of_http, wrong = {}, {name: set() for name in OF_HTTP}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        case, said, requests = record["case"], record["said"], record["requests"]
        if "absent" in said:
            found[f"{case}: what comes of it"] = ABSENT
            continue
        calls = [request for request in requests if request["target"].startswith("/v1/") and request["method"] == "GET"]
        statuses = [request["status"] for request in requests]
        if record["refused"] and ("id" in said or calls or statuses[-1:] != [401]):
            wrong.append(f"{path.name}: {case}: its token was not refused: {said}, {statuses}")
        if not record["refused"] and ("id" not in said or [request["status"] for request in calls] != [200]):
            wrong.append(f"{path.name}: {case}: it has not got in: {said}, {statuses}")
        found[f"{case}: what comes of it"] = {"is": "a callback" if "id" in said else "an error"}
        for number, request in enumerate((request for request in requests if request not in calls), 1):
            found.update((f"{case}, request {number}: {name}", {"is": value}) for name, value in parts(request))
        for request in calls:
            found.update((f"{case}, the call: {name}", {"is": value}) for name, value in parts(request))
        for request in requests:
            for name, value in request["headers"]:
                if name in OF_HTTP:
                    of_http[name].add(header(name, value))
    for name, values in of_http.items():
        found[f"any request: {name}"] = {"is": ", ".join(sorted(values)) or None}
    return found, wrong


def results(folder):
    """The results of all, where each has every case; and what is wrong."""
    read_all = {path.name: read(path) for path in sorted(folder.iterdir())}
    wrong = [complaint for _, complaints in read_all.values() for complaint in complaints]
    cases = {case: None for found, _ in read_all.values() for case in found}
    filled = {}
    for peer, (found, _) in read_all.items():
        absent = {case.split(":")[0] for case, result in found.items() if result == ABSENT}
        filled[peer] = {
            case: ABSENT if re.split(", (?:request|the call)|:", case)[0] in absent else found.get(case, {"is": None})
            for case in cases
        }
    return filled, wrong
