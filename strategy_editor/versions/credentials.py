"""Who we are to a server: tokens in the system's keyring, keys of ssh where ssh keeps them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from strategy_editor.errors import UserError

SERVICE = "strategy-editor"
TOKEN_VARIABLE, USER_VARIABLE = "STRATEGY_EDITOR_GIT_TOKEN", "STRATEGY_EDITOR_GIT_USER"
"""Where a machine without keyring has token and user."""
_ANY_USER = "git"
"""Servers that take a token want some name beside it and do not look at it."""
_KEY_FILES = ("id_ed25519", "id_ecdsa", "id_rsa")


@dataclass(frozen=True)
class Token:
    """What a server asks for over https."""

    user: str
    secret: str


class Tokens(Protocol):
    """Where tokens are kept."""

    def token(self, url: str) -> Token | None:
        """Return the token for a repository, or for its server; None without one."""

    def keep(self, url: str, token: Token) -> None:
        """Keep a token; raise ``UserError`` where that is not possible."""


class SystemTokens:
    """The keyring of the system; before it, the environment."""

    def token(self, url: str) -> Token | None:
        """Return the token for a repository, or for its server; None without one."""
        secret = os.environ.get(TOKEN_VARIABLE, "")
        if secret:
            return Token(os.environ.get(USER_VARIABLE, "") or _ANY_USER, secret)
        import keyring  # Takes a fifth of a second, which only https should pay.
        from keyring.errors import KeyringError

        for name in (url, _server(url)):
            try:
                stored = keyring.get_password(SERVICE, name)
            except KeyringError:
                return None
            token = _read(stored)
            if token is not None:
                return token
        return None

    def keep(self, url: str, token: Token) -> None:
        """Keep a token in the keyring; raise ``UserError`` where the system has none."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, url, json.dumps([token.user, token.secret]))
        except KeyringError:
            raise UserError("error.versions-no-keyring", variable=TOKEN_VARIABLE) from None


class SessionTokens:
    """Tokens typed since the program began, and those of the system.

    A system without a keyring does not keep anybody from working: the token is typed once for
    every start of the program.
    """

    def __init__(self, system: Tokens | None = None) -> None:
        self._system = system or SystemTokens()
        self._typed: dict[str, Token] = {}

    def token(self, url: str) -> Token | None:
        """Return the token for a repository; None without one."""
        return self._typed.get(url) or self._system.token(url)

    def keep(self, url: str, token: Token) -> None:
        """Keep a token for this session in any case; raise ``UserError`` where only for it."""
        self._typed[url] = token
        self._system.keep(url, token)


@dataclass(frozen=True)
class GivenToken:
    """A token that somebody has just typed."""

    given: Token

    def token(self, url: str) -> Token | None:
        """Return the token that was typed."""
        return self.given

    def keep(self, url: str, token: Token) -> None:
        """Keep it where tokens are kept."""
        SystemTokens().keep(url, token)


def token_of(user: str, secret: str) -> Token:
    """Return a token; the user's name may be empty."""
    return Token(user or _ANY_USER, secret)


def ssh_keys(home: Path) -> list[tuple[str, str]]:
    """Return the pairs of public and private key files that ssh itself would try."""
    found = [(home / ".ssh" / f"{name}.pub", home / ".ssh" / name) for name in _KEY_FILES]
    return [(str(public), str(private)) for public, private in found if private.is_file()]


def _server(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _read(stored: str | None) -> Token | None:
    try:
        user, secret = json.loads(stored or "")
    except (ValueError, TypeError):
        return None
    return Token(str(user), str(secret))
