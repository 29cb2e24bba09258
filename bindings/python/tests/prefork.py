"""An application that makes its client, and calls with it, before its server forks."""

import os

import hwlive

client = hwlive.Client()
client.show_record_callback("plain")


def application(environ, start_response):
    callback = client.show_record_callback(environ["PATH_INFO"][1:])
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{callback.id} {os.getpid()}\n".encode()]
