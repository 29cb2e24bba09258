"""What a signal handler raises, and what another thread cancels, ends a call."""

import signal
import subprocess
import sys
import threading
import time

import pytest

import hwlive


class Raised(Exception):
    pass


@pytest.fixture(params=[signal.SIGINT, signal.SIGALRM, signal.SIGTERM])
def raises(request):
    """A signal whose handler raises: Ctrl-C, the alarm of a web framework, the end that a supervisor sends."""

    def handler(*_):
        raise Raised

    before = signal.signal(request.param, handler)
    yield request.param
    signal.signal(request.param, before)


def running_calls():
    return [thread for thread in threading.enumerate() if thread.name == "hwlive"]


def once_it_runs(call, then):
    """Does something in another thread as soon as a call with these options is under way."""

    def wait():
        end = time.monotonic() + 20
        while not call._in_use.locked() and time.monotonic() < end:
            time.sleep(0.01)
        then()

    threading.Thread(target=wait).start()


def test_a_handler_that_raises_ends_the_call(client, raises):
    call = hwlive.Call()
    sent = []

    def send():
        time.sleep(0.2)  # It gets to its wait, most often.
        sent.append(time.monotonic())
        signal.pthread_kill(threading.main_thread().ident, raises)

    with pytest.raises(Raised):
        once_it_runs(call, send)
        client.show_record_callback("late", call=call)
    took = time.monotonic() - sent[0]
    # It is 0.2 s at most; a machine that is busy takes longer, and a call that is waited for takes 30 s.
    assert took < 15, f"ended after {took} s"
    for thread in running_calls():
        thread.join(15)
    assert not running_calls()
    assert client.show_record_callback("plain").id == "plain"


def test_ctrl_c_is_a_keyboard_interrupt():
    code = "import hwlive; print('calls', flush=True); hwlive.Client().show_record_callback('late')"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "calls\n"
        process.send_signal(signal.SIGINT)
        _, written = process.communicate(timeout=20)
    assert written.rstrip().endswith("KeyboardInterrupt") and process.returncode == -signal.SIGINT, written


def test_a_handler_that_does_not_raise_lets_the_call_end(client):
    seen = []
    before = signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        assert client.show_record_callback("slow").id == "slow"
    finally:
        signal.signal(signal.SIGALRM, before)
    assert seen


def test_another_thread_cancels(client):
    call = hwlive.Call()
    once_it_runs(call, call.cancel)
    with pytest.raises(hwlive.CancelledError):
        client.show_record_callback("late", call=call)
    assert call.report.attempts in (0, 1)
    with pytest.raises(hwlive.CancelledError):  # It stays cancelled.
        client.show_record_callback("plain", call=call)
    assert client.show_record_callback("plain").id == "plain"


def test_a_call_without_a_thread_to_spare(client, monkeypatch):
    def start(self):
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(threading.Thread, "start", start)
    assert client.show_record_callback("plain").id == "plain"


def test_a_call_at_the_end_of_the_interpreter():
    code = "import atexit, hwlive; atexit.register(lambda: print(hwlive.Client().show_record_callback('plain').id))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("plain\n", "")
