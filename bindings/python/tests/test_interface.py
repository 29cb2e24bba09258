"""What programs and their tools see of the package."""

import array
import dataclasses
import gc
import inspect
import typing
import weakref
from pathlib import Path

import pytest

import hwlive

SIGNED = hwlive.Accept.UNSIGNED
BODY = '{"project_id":"70b76xxxxxx34253880af501cdxxxxxx","event_type":"RECORD_START","publish_domain":"推流.example.com","app":"直播","stream":"流"}'


def public_functions():
    for name in hwlive.__all__:
        one = getattr(hwlive, name)
        if inspect.isfunction(one):
            yield name, one
        elif inspect.isclass(one):
            for member, function in vars(one).items():
                if inspect.isfunction(function) and not member.startswith("_"):
                    yield f"{name}.{member}", function


def test_everything_public_is_listed():
    listed = {name for name in vars(hwlive) if not name.startswith("_") and not inspect.ismodule(getattr(hwlive, name))}
    assert set(hwlive.__all__) == listed


@pytest.mark.parametrize("name, function", list(public_functions()), ids=lambda one: one if isinstance(one, str) else "")
def test_functions_have_annotations_and_documentation(name, function):
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in list(signature.parameters.values()):
        assert parameter.name == "self" or parameter.annotation is not inspect.Parameter.empty, parameter
    assert inspect.getdoc(function)


def test_annotations_go_along():
    assert (Path(hwlive.__file__).parent / "py.typed").is_file()


def test_results_are_dataclasses(client):
    shown = client.show_record_callback("plain")
    assert dataclasses.is_dataclass(shown) and shown.app == "直播"
    assert shown.events == hwlive.Event.RECORD_FILE_COMPLETE | hwlive.Event.RECORD_OVER
    assert dataclasses.replace(shown, app="other").app == "other"
    with pytest.raises(dataclasses.FrozenInstanceError):
        shown.app = "other"
    listed = client.list_record_callbacks()
    assert [one.id for one in listed] == [one.id for one in listed.callbacks] and len(listed) == listed.total
    assert listed[0] is listed.callbacks[0] and listed[-1:] == listed.callbacks[-1:]


def test_a_with_statement_closes(client):
    with hwlive.Client() as made:
        assert made.show_record_callback("plain").id == "plain"
    with pytest.raises(hwlive.InvalidArgumentError, match="closed"):
        made.show_record_callback("plain")
    with pytest.raises(ZeroDivisionError), hwlive.Client():
        1 / 0


def test_what_nothing_refers_to_is_freed():
    made = hwlive.Client()
    handle = weakref.ref(made._handle)
    del made
    gc.collect()
    assert handle() is None


@pytest.mark.parametrize(
    "make",
    [
        str,
        str.encode,
        lambda text: bytearray(text.encode()),
        lambda text: memoryview(text.encode()),
        lambda text: array.array("B", text.encode()),
        lambda text: memoryview(bytes(byte for pair in zip(text.encode(), text.encode()) for byte in pair))[::2],
    ],
    ids=["str", "bytes", "bytearray", "memoryview", "array", "with-gaps"],
)
def test_a_body_has_any_type(make):
    parsed = hwlive.parse_notification(make(BODY))
    assert (parsed.publish_domain, parsed.app, parsed.stream) == ("推流.example.com", "直播", "流")
    assert hwlive.verify_notification(make(BODY), "0123456789abcdef0123456789abcdef", accept=SIGNED).json == BODY


def test_other_types_are_refused():
    for wrong in (None, 1, ["{}"]):
        with pytest.raises(TypeError):
            hwlive.parse_notification(wrong)


def test_no_secret_is_shown():
    given = hwlive.Credentials("key", "secret", "token")
    for one in (given, hwlive.Config().set_access_key("key", "secret", "token"), hwlive.Call(access_key=("key", "secret"))):
        assert "secret" not in repr(one) and "token" not in repr(one)


def test_type_hints_can_be_read():
    assert typing.get_type_hints(hwlive.Client.show_record_callback)["return"] is hwlive.RecordCallback
