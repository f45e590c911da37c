"""Real Git servers on this machine: ``git http-backend`` behind a small web server, and sshd."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.versions.repositories import git

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"


@dataclass
class WebServer:
    """A server of Git over http; what it is to do wrong can be set while it runs."""

    root: Path
    url: str = ""
    token: str = ""
    """What is asked for; empty for nothing."""
    status: int = 0
    """Answer everything with this."""
    break_after: int = -1
    """Bytes of the next large answer after which the connection ends."""
    silence: threading.Event | None = None
    """Answer nothing before this is set."""
    before_receiving: list[object] = field(default_factory=list)
    """Called once each before a push is taken: a colleague who is faster."""
    calls: list[str] = field(default_factory=list)

    @property
    def repository(self) -> Path:
        return self.root / "team.git"

    @property
    def address(self) -> str:
        return f"{self.url}/team.git"


@contextmanager
def web_server(root: Path) -> Iterator[WebServer]:
    """Serve an empty repository ``team.git``."""
    root.mkdir(exist_ok=True)
    server = WebServer(root)
    git(root, "init", "-q", "--bare", "-b", "main", "team.git")
    git(server.repository, "config", "http.receivepack", "true")
    git(server.repository, "config", "receive.denyNonFastForwards", "true")
    handler = type("Handler", (_Handler,), {"about": server})
    listening = _Listening(("127.0.0.1", 0), handler)
    server.url = f"http://127.0.0.1:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


class _Listening(ThreadingHTTPServer):
    def handle_error(self, _request: object, _address: object) -> None:
        """A client that went in mid-transfer is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    about: WebServer

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path, _, query = self.path.partition("?")
        body = self._body()
        self.about.calls.append(f"{self.command} {path.rpartition('/')[2]}")
        if self.about.silence is not None:
            self.about.silence.wait(60)
        if self.about.status:
            self._send(self.about.status, [], b"")
        elif self.about.token and not self._is_let_in():
            self._send(401, [("WWW-Authenticate", 'Basic realm="git"')], b"")
        else:
            if path.endswith("git-receive-pack") and self.command == "POST":
                while self.about.before_receiving:
                    self.about.before_receiving.pop()()  # type: ignore[operator]
            self._send(*self._backend(path, query, body))

    def _is_let_in(self) -> bool:
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        return base64.b64decode(given).decode().partition(":")[2] == self.about.token

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        # An empty line is the end of a client that went.
        while size := int(self.rfile.readline().partition(b";")[0] or b"0", 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _backend(
        self, path: str, query: str, body: bytes
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        environment = {
            **os.environ, "GIT_PROJECT_ROOT": str(self.about.root), "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "REMOTE_USER": "somebody",
            "CONTENT_LENGTH": str(len(body)), "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
        }  # fmt: skip
        if self.headers.get("Content-Encoding"):
            environment["HTTP_CONTENT_ENCODING"] = self.headers["Content-Encoding"]
        done = subprocess.run(
            ["git", "http-backend"], input=body, capture_output=True, env=environment, check=False
        )
        head, _, out = done.stdout.partition(b"\r\n\r\n")
        pairs = [line.decode().partition(": ")[::2] for line in head.split(b"\r\n") if line]
        status = next((int(value.split()[0]) for name, value in pairs if name == "Status"), 200)
        return status, [each for each in pairs if each[0] != "Status"], out

    def _send(self, status: int, headers: list[tuple[str, str]], out: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(out)))
        self.end_headers()
        if 0 <= self.about.break_after < len(out) and "info/refs" not in self.path:
            out = out[: self.about.break_after]
            self.close_connection = True
        self.wfile.write(out)


@dataclass(frozen=True)
class SshServer:
    """An ssh server for who has the key ``key``; ``known`` is the line for known_hosts."""

    address: str
    key: Path
    known: str


@contextmanager
def ssh_server(root: Path, repository: Path) -> Iterator[SshServer]:
    """Run sshd for this user on a free port."""
    root.mkdir(mode=0o700)
    for name in ("host", "id"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", root / name], check=True
        )
    shutil.copy(root / "id.pub", root / "authorized")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "Port": port, "ListenAddress": "127.0.0.1", "HostKey": root / "host", "UsePAM": "no",
        "AuthorizedKeysFile": root / "authorized", "PidFile": root / "pid", "StrictModes": "no",
        "PasswordAuthentication": "no",
    }  # fmt: skip
    lines = [f"{name} {value}" for name, value in settings.items()]
    (root / "config").write_text("\n".join(lines) + "\n")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    process = subprocess.Popen([SSHD, "-D", "-e", "-f", root / "config"], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        user = subprocess.run(["id", "-un"], capture_output=True, encoding="utf-8", check=True)
        key = (root / "host.pub").read_text().split()
        yield SshServer(
            f"ssh://{user.stdout.strip()}@127.0.0.1:{port}{repository}",
            root / "id",
            f"[127.0.0.1]:{port} {key[0]} {key[1]}\n",
        )
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(port)
