"""Addresses of repositories: what they are, and what must not stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from strategy_editor.errors import UserError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_SHORT_SSH = re.compile(r"(?:[^/\\@:\s]+@)?[^/\\@:\s]{2,}:(?![/\\]{2}).+")
"""``git@example.org:team/strategy.git``; one letter before the colon is a drive of Windows."""
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_KNOWN = ("https", "http", "ssh", "git", "file")


@dataclass(frozen=True)
class Address:
    """Where a team's repository is.

    ``url`` is what Git is given and may be shown; ``user`` and ``secret`` were written into what
    was typed and do not stand in it. ``folder`` is the path of a file share, else None.
    """

    url: str
    user: str = ""
    secret: str = ""
    folder: Path | None = None

    @property
    def host(self) -> str:
        """The name of the server, empty for a file share."""
        return urlsplit(self.url).hostname or "" if "://" in self.url else ""

    @property
    def is_open(self) -> bool:
        """Whether others on the way could read a token."""
        return self.url.startswith("http://") and self.host not in _THIS_MACHINE


def read_address(typed: str) -> Address:
    """Understand an address; raise ``UserError`` for one that is none."""
    text = typed.strip()
    scheme = _SCHEME.match(text)
    if scheme is None and _SHORT_SSH.fullmatch(text):
        return Address(text)
    if scheme is None:
        if not text:
            raise UserError("error.versions-address", value=typed)
        folder = Path(text).expanduser().absolute()
        return Address(str(folder), folder=folder)
    return _read_url(text, scheme[1].lower())


def _read_url(text: str, scheme: str) -> Address:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise UserError("error.versions-address", value=text) from None
    if scheme == "file":
        folder = Path(unquote(parts.path)).absolute()
        return Address(str(folder), folder=folder)
    if scheme not in _KNOWN or not host:
        raise UserError("error.versions-address", value=text)
    user, secret = unquote(parts.username or ""), unquote(parts.password or "")
    host = f"[{host}]" if ":" in host else host
    shown = f"{user}@" if user and scheme == "ssh" else ""
    url = urlunsplit((scheme, f"{shown}{host}{port}", parts.path, parts.query, ""))
    return Address(url, user, secret)
