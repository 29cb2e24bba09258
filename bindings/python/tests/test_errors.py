"""Each kind of failure raises a class of its own."""

import inspect
import pickle
import socket
import subprocess
import sys

import pytest

import hwlive
from hwlive import _declarations, _errors


def test_there_is_a_class_for_each_code():
    codes = {value for name, value in vars(_declarations).items() if name.startswith("HWLIVE_CODE_")}
    assert set(_errors.CLASSES) == codes - {_declarations.HWLIVE_CODE_OK}
    exported = {one for one in vars(hwlive).values() if inspect.isclass(one) and issubclass(one, hwlive.Error)}
    assert exported == {hwlive.Error, *_errors.CLASSES.values()}
    assert len({one.kind for one in _errors.CLASSES.values()}) == len(codes) - 1


@pytest.mark.parametrize(
    "id, kind, status, is_retryable",
    [
        ("unknown", hwlive.NotFoundError, 404, False),
        ("throttled", hwlive.ThrottledError, 429, True),
        ("broken", hwlive.ServiceError, 500, True),
        ("denied", hwlive.UnauthorizedError, 403, False),
        ("page", hwlive.BadResponseError, 200, False),
        ("", hwlive.InvalidArgumentError, 0, False),
        ("a\0b", hwlive.InvalidArgumentError, 0, False),
        ("\ud800", hwlive.InvalidArgumentError, 0, False),
    ],
)
def test_a_refusal_has_its_class(client, id, kind, status, is_retryable):
    with pytest.raises(kind) as raised:
        client.show_record_callback(id)
    assert type(raised.value) is kind
    assert (raised.value.status, raised.value.is_retryable) == (status, is_retryable)
    assert str(raised.value) == raised.value.message
    if status:
        assert raised.value.request_id and raised.value.attempts == 1


def test_settings_have_their_classes():
    with pytest.raises(hwlive.InvalidArgumentError, match="moon"):
        hwlive.Client(hwlive.Config().set_region("moon").set_access_key("key", "secret"))
    with pytest.raises(hwlive.CredentialsError):
        hwlive.Client(hwlive.Config().set_region("cn-north-4"))
    with pytest.raises(TypeError, match="there is no setting timeout"):
        hwlive.Client(timeout=1)
    with pytest.raises(TypeError, match="not both"):
        hwlive.Client(hwlive.Config(), timeout_ms=1)


def test_the_network_has_its_classes():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = "127.0.0.1:%d" % closed.getsockname()[1]
        with hwlive.Client(endpoint="https://" + url, max_retries=0) as client, pytest.raises(hwlive.ConnectError) as raised:
            client.show_record_callback("plain")
    assert raised.value.is_retryable and raised.value.status == 0
    # What listens, but is no TLS.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = "https://127.0.0.1:%d" % listener.getsockname()[1]
        with hwlive.Client(endpoint=url, timeout_ms=200) as client, pytest.raises(hwlive.TimeoutError):
            client.show_record_callback("plain")


def test_a_certificate_that_is_not_trusted_has_its_class():
    with hwlive.Client(trust=hwlive.TrustedRoots.BUILT_IN, max_retries=0) as client, pytest.raises(hwlive.TlsError):
        client.show_record_callback("plain")


def test_an_error_survives_pickle(client):
    with pytest.raises(hwlive.NotFoundError) as raised:
        client.show_record_callback("unknown")
    copy = pickle.loads(pickle.dumps(raised.value))
    assert type(copy) is hwlive.NotFoundError and vars(copy) == vars(raised.value)


def test_a_library_that_cannot_be_loaded_is_named():
    code = "import os; os.environ['HWLIVE_LIBRARY'] = '/nowhere/libhwlive.so'; import hwlive"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "ImportError: hwlive: the library cannot be loaded. Tried: /nowhere/libhwlive.so: " in done.stderr
