"""What the scripts here share: a server on loopback, the programs, and the budget."""

import contextlib
import datetime
import os
import pathlib
import re
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
CPUS = sorted(os.sched_getaffinity(0))


class Server:
    """nginx on free ports of loopback, answering the example to everything."""

    def __init__(self, folder, ports, process):
        self.folder = folder
        self.ports = ports
        self.process = process

    def beside(self, threads):
        """Moves the server to a processor and says which ones are for so many threads that call.

        Where the scheduler puts two processes that talk to each other changes their cost several times over, most of it the
        price of waking another processor, which a virtual machine pays to its host. So it is not left to the scheduler: a
        single thread shares the server's processor, several have all the others.
        """
        server, callers = (CPUS[0], CPUS[:1]) if threads == 1 else (CPUS[-1], CPUS[:-1] or CPUS)
        os.sched_setaffinity(self.process.pid, [server])
        return callers

    def callback_of(self, size):
        """The id of a callback whose body has this size: the example with a field that nobody knows."""
        body = EXAMPLE[:-1] + ',"padding":""}'
        (self.folder / f"padded-{size}").write_text(body[:-2] + "x" * (size - len(body)) + body[-2:])
        return f"padded-{size}"

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
            yield Server(folder, ports, nginx)
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
master_process off;
pid {folder}/nginx.pid;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    {temporary}
    keepalive_requests 1000000000;
    keepalive_timeout 1h;
    tcp_nodelay on;
    server {{
        listen 127.0.0.1:{ports["http"]};
        listen 127.0.0.1:{ports["https"]} ssl;
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        default_type application/json;
        add_header X-Request-Id 4b5e7c2a9d8f4e1b8c3d2a1f0e9d8c7b;
        location / {{ return 200 '{EXAMPLE}'; }}
        location ~ /record/callbacks/(padded-[0-9]+)$ {{ alias {folder}/$1; }}
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


def table(titles, rows):
    """In Markdown, which reads well as it is."""
    widths = [max(len(str(row[column])) for row in [titles, *rows]) for column in range(len(titles))]
    lines = [" | ".join(str(cell).ljust(width) for cell, width in zip(row, widths)) for row in [titles, *rows]]
    lines.insert(1, " | ".join("-" * max(width, 3) for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def write_section(title, text):
    """Replaces a section of RESULTS.md, or adds it."""
    path = HERE / "RESULTS.md"
    intro, *sections = re.split(r"^## ", path.read_text() if path.exists() else "# Results\n\n", flags=re.M)
    kept = dict(section.split("\n", 1) for section in sections)
    kept[title] = f"\n{text.rstrip()}\n\n"
    path.write_text((intro + "".join(f"## {name}\n{body}" for name, body in kept.items())).rstrip() + "\n")


def machine():
    """What was measured on and with, in one paragraph."""

    def first_line(*command):
        done = subprocess.run(command, text=True, capture_output=True, check=False)
        return (done.stdout + done.stderr).strip().splitlines()[0]

    def package(name):
        return first_line("pkg-config", "--modversion", name)

    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    system = re.search(r'PRETTY_NAME="(.*)"', pathlib.Path("/etc/os-release").read_text())
    nginx = first_line("nginx", "-v").removeprefix("nginx version: nginx/")
    version = tomllib.loads((HERE.parent / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    return (
        f"{os.cpu_count()} cores of {processor[1] if processor else os.uname().machine}, {system[1] if system else ''}, "
        f"Linux {os.uname().release.split('-')[0]}; hwlive {version}, {first_line('rustc', '--version')[:12].strip()}, nginx {nginx}, "
        f"libcurl {package('libcurl')}, OpenSSL {package('libcrypto')}, cJSON {package('libcjson')}, "
        f"{first_line('cc', '--version')}. {datetime.date.today()}."
    )
