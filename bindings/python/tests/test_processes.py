"""Threads, children by fork and by spawn, and a server that forks its workers."""

import http.client
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import hwlive

IDS = ["plain", "other"]
inherited = None


def show(id):
    """In a child that has nothing of its parent's."""
    with hwlive.Client() as client:
        return client.show_record_callback(id)


def show_with_inherited(id):
    return inherited.show_record_callback(id)


def fail(id):
    return show("unknown")


def test_threads_share_a_client(client):
    with ThreadPoolExecutor(16) as pool:
        shown = list(pool.map(client.show_record_callback, IDS * 80))
    assert [one.id for one in shown] == IDS * 80


def test_a_client_that_is_closed_lets_calls_end(client):
    with ThreadPoolExecutor(1) as pool:
        call = hwlive.Call()
        running = pool.submit(client.show_record_callback, "slow", call=call)
        while not call._in_use.locked() and not running.done():
            time.sleep(0.01)
        client.close()
        assert running.result().id == "slow"
    with pytest.raises(hwlive.InvalidArgumentError, match="closed"):
        client.show_record_callback("plain")


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_children_make_clients_of_their_own(method):
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        shown = [replace(one, request_id=None) for one in pool.map(show, IDS * 4)]
        assert shown == [replace(show(id), request_id=None) for id in IDS] * 4
        error = pool.submit(fail, "unknown").exception()
    assert type(error) is hwlive.NotFoundError and error.status == 404


def test_children_of_a_fork_use_their_parents_client(client):
    global inherited
    inherited = client
    assert show_with_inherited("plain").id == "plain"  # With a connection that must not be shared.
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
        assert [one.id for one in pool.map(show_with_inherited, IDS * 20)] == IDS * 20
    assert show_with_inherited("plain").id == "plain"


def test_a_client_does_not_go_to_another_process(client):
    for one in (client, hwlive.Config(), hwlive.Call()):
        with pytest.raises(Exception, match="pickle"):
            multiprocessing.reduction.ForkingPickler.dumps(one)


@pytest.mark.parametrize("kind", ["sync", "gthread"])
def test_gunicorn_forks_its_workers(kind):
    """The application is loaded before the fork, and has called with its client then."""
    pytest.importorskip("gunicorn")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command = [sys.executable, "-m", "gunicorn", "--preload", "--workers=2", f"--worker-class={kind}", "--threads=2"]
        command += [f"--bind=fd://{listener.fileno()}", "--graceful-timeout=5", "--no-control-socket", "prefork:application"]
        server = subprocess.Popen(command, cwd=Path(__file__).parent, pass_fds=[listener.fileno()])
        try:
            workers = set()
            for attempt in range(200):
                assert server.poll() is None, "the server has ended"
                connection = http.client.HTTPConnection(*listener.getsockname(), timeout=60)
                connection.request("GET", f"/{IDS[attempt % 2]}")
                answer = connection.getresponse()
                id, pid = answer.read().decode().split()
                connection.close()
                assert (answer.status, id) == (200, IDS[attempt % 2])
                workers.add(int(pid))
                if len(workers) == 2 and attempt >= 20:
                    break
            assert len(workers) == 2 and server.pid not in workers and os.getpid() not in workers
            server.send_signal(signal.SIGTERM)
            assert server.wait(30) == 0
        finally:
            server.kill()
            server.wait()
