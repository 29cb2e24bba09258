"""What hwlive and the official SDKs made of the same answers: usage: compare.py RESULTS SOURCES [--write]

RESULTS has a file for each that was tried, with one line of JSON a case; SOURCES one with the requests by which it gets
credentials, as record.rs prints them. Nobody may fail to get in, or get in with a token that is refused. The differences
have to be those of differences.json, and the table of docs/sdk-comparison.md is made of them. With --write both are made
anew, and every difference that is in none of its topics comes into one without a reason, which fails until a person has
given one.
"""

import json
import pathlib
import re
import sys

import sources

HERE = pathlib.Path(__file__).parent
DIFFERENCES = HERE / "differences.json"
PAGE = HERE.parent.parent / "docs/sdk-comparison.md"
BEGIN, END = "<!-- ci/peers: begin -->\n", "<!-- ci/peers: end -->\n"
SDKS = ["python", "python_dateutil", "go", "java"]
# Where its language pins each SDK.
PINS = {
    "Python": ("requirements.txt", r"huaweicloudsdklive==(\S+)"),
    "Go": ("go/go.mod", r"huaweicloud-sdk-go-v3 v(\S+)"),
    "Java": ("java/pom.xml", r"huaweicloud-sdk-live</artifactId>\s*<version>([^<]+)"),
}


def normal(result):
    """A result without what is another one each time, what a language has for nothing, and its own words for a failure."""
    if result.get("status", 400) < 400:  # Not a refusal: whatever went wrong, it went wrong here.
        result = {"status": result["status"], "failed": result.get("failed", True), "request_id": result.get("request_id", False)}
    if isinstance(result.get("message"), str):
        message = re.sub(r"(canonicalRequest:).*", r"\1…", result["message"], flags=re.DOTALL)
        result["message"] = re.sub(r"port=\d+", "port=…", message)
    return {name: value for name, value in result.items() if value is not None and (value != "" or "status" not in result)}


def read(path):
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {line.pop("case"): normal(line) for line in lines}


def difference(ours, theirs):
    """What another one made of the case and hwlive did not; None where it is the same."""
    if "failed" in ours and "failed" in theirs:  # Each names it in its own words.
        theirs = {**theirs, "failed": ours["failed"]}
    if ours == theirs:
        return None
    if "is" in ours:
        return theirs
    if "failed" in theirs:
        theirs = {**theirs, "failed": True}
    if "status" in ours or "status" in theirs or not theirs.get("id"):
        return theirs
    return {name: theirs.get(name) for name in sorted({*ours, *theirs}) if theirs.get(name) != ours.get(name)}


def differences(results):
    """By case: what each SDK made of it that differs, and what hwlive made of it, as far as it matters then."""
    found = {}
    for case, ours in results["hwlive"].items():
        theirs = {sdk: difference(ours, results[sdk][case]) for sdk in SDKS if sdk in results}
        theirs = {sdk: result for sdk, result in theirs.items() if result is not None}
        # That an SDK has not a source is said for the source, and where others differ.
        if not case.endswith(": what comes of it") and all(result == sources.ABSENT for result in theirs.values()):
            continue
        if theirs:
            if "is" not in ours and "status" not in ours and all("status" not in result for result in theirs.values()):
                ours = {name: ours.get(name) for name in sorted({name for result in theirs.values() for name in result})}
            found[case] = {"hwlive": ours, **theirs}
    return found


def code(text, longest=60):
    text = " ".join(str(text).split())
    return "`" + (text if len(text) <= longest else text[:longest - 1] + "…").replace("|", r"\|") + "`"


def same_code(result, other):
    """Whether both are refusals that differ in more than their code."""
    asked = [(one.get("status"), one.get("code")) for one in (result, other)]
    return "status" in result and asked[0] == asked[1] and result.get("message") != other.get("message")


def field(name, result):
    return code(f"{name}: {json.dumps(result.get(name), ensure_ascii=False)}")


def phrase(result, with_message, name):
    """A result in a few words. name: the field that tells, if one does."""
    if result == sources.ABSENT:
        return "no such source"
    if "is" in result:
        return "not sent" if result["is"] is None else code(result["is"], 120)
    if "failed" in result:
        kind = "an error" if result["failed"] is True else code(result["failed"])
        return kind + (f" with the status {result['status']}" if result["status"] else "")
    if "status" in result:
        number = "" if isinstance(result.get("code"), str) else " as a number"
        parts = [f"{result['status']}, code {code(result['code'])}{number}" if "code" in result else f"{result['status']}, no code"]
        parts += [code(result["message"]) if "message" in result else "without a message"] if with_message else []
        parts += [] if result.get("request_id") else ["no request id"]
        return ", ".join(parts)
    if not result:
        return "success, with nothing in it"
    return field(name, result) if name else "success"


def phrases(case):
    """What hwlive and the SDKs made of one case, in a few words."""
    ours = case["hwlive"]
    shown = [result for result in case.values() if "status" not in result and result is not ours]
    name = next((name for result in shown for name in result if "status" not in ours), None)
    said = {sdk: phrase(result, same_code(result, ours), name if name in result else None)
            for sdk, result in case.items() if result is not ours}
    said["hwlive"] = phrase(ours, any(same_code(ours, result) for result in case.values()), name)
    return said


def rows(topic):
    """The cases of a topic, those together that say the same: their names and what is said."""
    together = {}
    for name, case in topic["cases"].items():
        said = phrases(case)
        cells = {peer: said.get(peer, "as hwlive") for peer in ["hwlive", *SDKS]}
        dateutil = cells.pop("python_dateutil")
        if dateutil != cells["python"]:
            cells["python"] += f"; with python-dateutil {dateutil}"
        key = tuple(cells[sdk] for sdk in ["python", "go", "java"])
        names, ours = together.setdefault(key, ([], []))
        names.append(name)
        ours.append(cells["hwlive"])
    for theirs, (names, ours) in together.items():
        # Ids that are no words are easier to read as code.
        names = [name if re.fullmatch(r"[\w :,.-]*\w[\w :,.-]*", name) else code(name) for name in names]
        yield ", ".join(names), "; ".join(dict.fromkeys(ours)), *theirs


def table(topics):
    versions = [f"{language} {re.search(pin, (HERE / path).read_text())[1]}" for language, (path, pin) in PINS.items()]
    yield f"| what is answered or asked for | hwlive | {' | '.join(versions)} |"
    yield "|---|---|---|---|---|"
    for topic in topics:
        yield f"| **{topic['what']}.** {topic['why']} | | | | |"
        for row in rows(topic):
            yield f"| {' | '.join(row)} |"


def dump(document):
    """One line a case, so that a change of one is a change of one line."""
    line = lambda value: json.dumps(value, ensure_ascii=False)
    topics = []
    for topic in document["topics"]:
        cases = ",\n".join(f"        {line(case)}: {line(results)}" for case, results in topic["cases"].items())
        topics.append(f'    {{"what": {line(topic["what"])},\n      "why": {line(topic["why"])},\n      "cases": {{\n{cases}}}}}')
    about = ",\n".join(f"    {line(text)}" for text in document["about"])
    return f'{{\n  "about": [\n{about}\n  ],\n  "topics": [\n' + ",\n".join(topics) + "\n  ]\n}\n"


def renew(document, found):
    """The document with the differences of this run."""
    left = dict(found)
    topics = []
    for topic in document["topics"]:
        cases = {case: left.pop(case) for case in topic["cases"] if case in left}
        topics += [{**topic, "cases": cases}] if cases else []
    topics += [{"what": "new", "why": "", "cases": left}] if left else []
    return {**document, "topics": topics}


def complaints(document, found, tried, shown):
    """What of this run is not as it is written down."""
    expected = {}
    for topic in document["topics"]:
        if not topic["why"]:
            yield f"{topic['what']}: no reason is given"
        for case, results in topic["cases"].items():
            if case in expected:
                yield f"{case}: is in two topics"
            expected[case] = results
    for case in {**expected, **found}:
        for name in tried:
            then, now = (results.get(case, {}).get(name) for results in (expected, found))
            # How much is said of hwlive, and of a source that an SDK has not, depends on which SDKs differ: only together can
            # it be compared.
            alone = name != "hwlive" and sources.ABSENT not in (then, now)
            if then != now and (alone or set(tried) > set(SDKS)):
                yield f"{case}: {name}: expected {json.dumps(then, ensure_ascii=False)}, got {json.dumps(now, ensure_ascii=False)}"
    if shown != "\n".join(table(document["topics"])) + "\n":
        yield "docs/sdk-comparison.md: its table is not that of differences.json"


def main():
    folder = pathlib.Path(sys.argv[1])
    results = {path.name: read(path) for path in folder.iterdir()}
    cases = set(results["hwlive"])
    for name, result in results.items():
        assert set(result) == cases, f"{name}: not every case was tried: {cases ^ set(result)}"
    by_source, wrong = sources.results(pathlib.Path(sys.argv[2]))
    for name, result in results.items():
        result.update(by_source[name])
    document = json.loads(DIFFERENCES.read_text(encoding="utf-8"))
    found = differences(results)
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    shown, after = rest.split(END)
    if "--write" in sys.argv[3:]:
        assert set(results) == {"hwlive", *SDKS}, "every SDK has to be tried for --write"
        document = renew(document, found)
        shown = "\n".join(table(document["topics"])) + "\n"
        DIFFERENCES.write_text(dump(document), encoding="utf-8")
        PAGE.write_text(before + BEGIN + shown + END + after, encoding="utf-8")
    wrong += complaints(document, found, list(results), shown)
    for line in wrong:
        print(f"FAIL {line}")
    print(f"{len(results['hwlive'])} cases, {sum(len(results) - 1 for results in found.values())} differences in {len(found)} of them")
    return 1 if wrong else 0


sys.exit(main())
