"""One conversation with a server: what it asks for, how far it is, and its faults in our words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pygit2
from pygit2.enums import CredentialType

from strategy_editor.errors import UserError
from strategy_editor.versions.address import Address
from strategy_editor.versions.credentials import Tokens, ssh_keys


class CannotConnect(UserError):
    """The server cannot be reached, refuses us, or holds no repository under the address."""


@dataclass(frozen=True)
class Hooks:
    """How far a transfer is, and whether it is to go on.

    ``progress`` is called with the objects done and all in all, both 0 where nothing is counted.
    What it raises ends the work and comes out of the call.
    """

    progress: Callable[[int, int], None] = lambda _done, _whole: None


SILENT = Hooks()
"""For whoever wants to know nothing."""


@dataclass
class Talk(pygit2.RemoteCallbacks):
    """One conversation with a server."""

    address: Address
    tokens: Tokens
    hooks: Hooks
    refusals: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[str, str]] | None = None
        self._asked_agent = self._gave_token = False

    def credentials(
        self, url: str, username_from_url: str | None, allowed_types: CredentialType
    ) -> pygit2.UserPass | pygit2.Keypair | pygit2.Username:
        """Return what is asked for; asked again, what was given was refused."""
        user = username_from_url or self.address.user or "git"
        if allowed_types & CredentialType.SSH_KEY:
            return self._key(user)
        if allowed_types & CredentialType.USERPASS_PLAINTEXT:
            return self._token()
        return pygit2.Username(user)

    def _token(self) -> pygit2.UserPass:
        if self.address.is_open:
            raise CannotConnect("error.versions-insecure", address=self.address.url)
        token = self.tokens.token(self.address.url)
        if token is None:
            raise CannotConnect("error.versions-no-token", address=self.address.url)
        if self._gave_token:
            raise CannotConnect("error.versions-refused", address=self.address.url)
        self._gave_token = True
        return pygit2.UserPass(token.user, token.secret)

    def _key(self, user: str) -> pygit2.Keypair:
        if not self._asked_agent and (os.environ.get("SSH_AUTH_SOCK") or sys.platform == "win32"):
            self._asked_agent = True
            return pygit2.KeypairFromAgent(user)
        if self._keys is None:
            self._keys = ssh_keys(Path.home())
        if not self._keys:
            raise CannotConnect("error.versions-refused-key", address=self.address.url)
        public, private = self._keys.pop(0)
        return pygit2.Keypair(user, public, private, "")

    def certificate_check(self, certificate: None, valid: bool, host: bytes) -> bool:
        """Refuse what the system does not know."""
        # Without this an unknown key of a host would be taken.
        if not valid:
            url, name = self.address.url, host.decode(errors="replace")
            is_web = url.startswith("http")
            key = "error.versions-unknown-certificate" if is_web else "error.versions-unknown-host"
            raise CannotConnect(key, address=name, url=url)
        return True

    def transfer_progress(self, stats: pygit2.remotes.TransferProgress) -> None:
        """Something arrived."""
        self.hooks.progress(stats.received_objects, stats.total_objects)

    def sideband_progress(self, string: str) -> None:
        """The server says something."""
        self.hooks.progress(0, 0)

    def push_transfer_progress(
        self, objects_pushed: int, total_objects: int, bytes_pushed: int
    ) -> None:
        """Something was sent."""
        self.hooks.progress(objects_pushed, total_objects)

    def push_update_reference(self, refname: str, message: str) -> None:
        """The server took a branch, or says why not."""
        if message:
            self.refusals.append(message)


class network:  # noqa: N801
    """What goes wrong while talking to a server, in words about the server."""

    def __init__(self, talk: Talk) -> None:
        self._url = talk.address.url

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, UserError):
            return
        if isinstance(error, pygit2.AuthError):
            raise CannotConnect("error.versions-refused", address=self._url) from None
        if isinstance(error, pygit2.CertificateError):
            raise CannotConnect("error.versions-unknown-certificate", address=self._url) from None
        if isinstance(error, pygit2.GitError | ValueError | KeyError):
            key = _reason(str(error))
            raise CannotConnect(key, address=self._url, detail=str(error)) from None


LACKING = "error.versions-server-lacks"
_REASONS = (
    (LACKING, ("object not found",)),
    ("error.versions-refused", ("status code: 401", "status code: 403", "authenticat", "auth ")),
    ("error.versions-no-repository", ("status code: 404", "not found", "does not exist",
                                      "does not appear to be", "unsupported URL protocol")),
    ("error.versions-unreachable", ("resolve address", "failed to connect", "timed out",
                                    "unreachable", "Connection refused")),
    ("error.versions-no-room", ("No space left", "Disk quota", "File too large")),
)  # fmt: skip


def _reason(message: str) -> str:
    for key, words in _REASONS:
        if any(each.lower() in message.lower() for each in words):
            return key
    return "error.versions-broken-off"
