"""What the scripts here share: a server on loopback, the programs, and the budget."""

import contextlib
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE / "build"
BUDGET = tomllib.loads((HERE / "budget.toml").read_text())

PROJECT_ID = "0123456789abcdef0123456789abcdef"
CALLBACK_ID = "e2fe84def7e476651034ec4b9e92bc30"
# The answer that the API's documentation shows, with the sign type of its table.
EXAMPLE = (
    '{"id":"e2fe84def7e476651034ec4b9e92bc30","publish_domain":"push.example.com","app":"live",'
    '"notify_callback_url":"https://callback.example.com/record",'
    '"notify_event_subscription":["RECORD_NEW_FILE_START","RECORD_FILE_COMPLETE"],"sign_type":"HMACSHA256",'
    '"create_time":"2020-03-02T10:05:23Z","update_time":"2020-03-02T10:05:23Z"}'
)
SCHEMES = ("http", "https")


class Server:
    """nginx on free ports of loopback, answering the example to everything."""

    def __init__(self, folder, ports):
        self.folder = folder
        self.ports = ports

    def environment(self, scheme, ca_file=None):
        """For a program that asks this server."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        return kept | {
            "HUAWEICLOUD_SDK_ENDPOINT": f"{scheme}://127.0.0.1:{self.ports[scheme]}",
            "HUAWEICLOUD_SDK_AK": "EXAMPLEACCESSKEY0001",
            "HUAWEICLOUD_SDK_SK": "example-secret-key-0001-0001-0001-000001",
            "HUAWEICLOUD_SDK_PROJECT_ID": PROJECT_ID,
            "BENCH_ID": CALLBACK_ID,
            **({"SSL_CERT_FILE": str(ca_file or self.folder / "ca.pem")} if scheme == "https" else {}),
        }


@contextlib.contextmanager
def server():
    with tempfile.TemporaryDirectory(prefix="hwlive-bench-") as folder:
        folder = pathlib.Path(folder)
        certificate(folder)
        ports = dict(zip(SCHEMES, free_ports(len(SCHEMES))))
        (folder / "nginx.conf").write_text(configuration(folder, ports))
        nginx = subprocess.Popen(["nginx", "-p", folder, "-e", folder / "error.log", "-c", folder / "nginx.conf"])
        try:
            for port in ports.values():
                wait_for(nginx, port, folder)
            yield Server(folder, ports)
        finally:
            nginx.terminate()
            nginx.wait(timeout=10)


def configuration(folder, ports):
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Compiled in or not differs between distributions' packages.
    temporary = "".join(line for line in temporary.splitlines(True) if line.startswith("client_body"))
    user = "user root;" if os.geteuid() == 0 else ""
    return f"""
{user}
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    {temporary}
    keepalive_requests 1000000000;
    keepalive_timeout 1h;
    tcp_nodelay on;
    server {{
        listen 127.0.0.1:{ports["http"]} reuseport;
        listen 127.0.0.1:{ports["https"]} ssl reuseport;
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        default_type application/json;
        add_header X-Request-Id 4b5e7c2a9d8f4e1b8c3d2a1f0e9d8c7b;
        return 200 '{EXAMPLE}';
    }}
}}
"""


def certificate(folder):
    """An authority of our own and a certificate for 127.0.0.1."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=hwlive bench")
    openssl("req", *key[:-2], "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1")
    (folder / "server.ext").write_text("subjectAltName=IP:127.0.0.1\n")
    files = ("-in", "server.csr", "-out", "server.pem", "-extfile", "server.ext")
    openssl("x509", "-req", *files, "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2")


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def wait_for(nginx, port, folder):
    for _ in range(1000):
        if nginx.poll() is not None:
            raise SystemExit(f"nginx did not start: {(folder / 'error.log').read_text()}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.01)
    raise SystemExit("nginx does not listen")


def program(name, *arguments):
    return [str(BUILD / name), *map(str, arguments)]
