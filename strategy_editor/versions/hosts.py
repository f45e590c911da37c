"""Which ssh servers are known: asking one for its keys, and noting those somebody has confirmed.

The library shows no key to its caller, so the keys are asked for with the programs of OpenSSH, as
one would by hand. What is noted then is what the next connection is held against, so a key that
changes in between is refused like any other stranger's.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_SECONDS = 10
_PORT = 22
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
"""What may be a name of a server; anything else could be taken for an option."""


@dataclass(frozen=True)
class HostKey:
    """A key by which a server shows who it is: its line in ``known_hosts``, and for the eye."""

    line: str
    kind: str
    fingerprint: str


def known_hosts() -> Path:
    """Return the file in which ssh notes the servers that its user knows."""
    return Path.home() / ".ssh" / "known_hosts"


def offered_keys(url: str) -> list[HostKey]:
    """Ask a server for its keys; nothing where it does not answer or OpenSSH is missing."""
    host, port = _server(url)
    if not _HOST.fullmatch(host):
        return []
    said = _said_by("ssh-keyscan", "-T", str(_SECONDS), "-p", str(port), host)
    return [key for line in said.splitlines() if (key := _key(line)) is not None]


def has_other_key(url: str) -> bool:
    """Whether another key than what it shows now is noted for a server."""
    host, port = _server(url)
    if not _HOST.fullmatch(host) or not known_hosts().exists():
        return False
    name = host if port == _PORT else f"[{host}]:{port}"
    return bool(_said_by("ssh-keygen", "-F", name, "-f", str(known_hosts())))


def trust(keys: Sequence[HostKey]) -> None:
    """Note keys that were confirmed; raises ``OSError`` where that is not possible."""
    path = known_hosts()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    begun = path.read_bytes() if path.exists() else b""
    before = b"" if not begun or begun.endswith(b"\n") else b"\n"
    lines = "".join(f"{key.line}\n" for key in keys)
    with path.open("ab") as out:
        out.write(before + lines.encode())


def _server(url: str) -> tuple[str, int]:
    """The name and port of a server, in the short form of addresses too."""
    if "://" in url:
        parts = urlsplit(url)
        return parts.hostname or "", parts.port or _PORT
    return url.partition(":")[0].rpartition("@")[2], _PORT


def _key(line: str) -> HostKey | None:
    parts = line.split()
    if line.startswith("#") or len(parts) < 3:
        return None
    try:
        raw = base64.b64decode(parts[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    digest = base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
    return HostKey(" ".join(parts[:3]), parts[1], f"SHA256:{digest}")


def _said_by(*command: str) -> str:
    # On Windows a program of the console would flash up.
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=2 * _SECONDS,
            check=False, creationflags=hidden,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")
