"""What can be done where a server lets nobody in: another token, a key to be confirmed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from strategy_editor.errors import UserError
from strategy_editor.ui.host import Host
from strategy_editor.ui.versions.dialogs import ConnectDialog
from strategy_editor.ui.versions.running import run, told
from strategy_editor.versions.credentials import SessionTokens, Token
from strategy_editor.versions.hosts import HostKey, has_other_key, offered_keys, trust
from strategy_editor.versions.talking import CannotConnect

TOKENS = SessionTokens()
"""One for all windows of the process."""

Again = Callable[[Token | None], None]
"""Does once more what was refused, with a token where one was given."""


def remedy(error: Exception, host: Host, again: Again) -> bool:
    """Ask for what a server wants and try again; return whether the error was dealt with."""
    if not isinstance(error, CannotConnect):
        return False
    address = str(error.values.get("address", ""))
    if error.key in ("error.versions-no-token", "error.versions-refused"):
        if address.startswith("http"):
            _ask_token(error, host, address, again)
            return True
    elif error.key == "error.versions-unknown-host":
        url = str(error.values["url"])
        run(host, "team-key", partial(_look_at, url), partial(_ask_key, error, host, again))
        return True
    return False


def _ask_token(error: UserError, host: Host, address: str, again: Again) -> None:
    is_first = error.key == "error.versions-no-token"
    key = "history.token-wanted" if is_first else "history.token-refused"
    asked = host.translate(key, address=address)
    dialog = ConnectDialog(host.parent_window, host.translate, address, asked)
    dialog.accepted.connect(lambda: again(dialog.token))
    host.show_dialog(dialog)


def _look_at(url: str) -> list[HostKey]:
    """Ask a server for its keys; raise ``CannotConnect`` where it had others before."""
    if has_other_key(url):
        raise CannotConnect("error.versions-changed-host", address=url)
    return offered_keys(url)


def _ask_key(error: UserError, host: Host, again: Again, keys: list[HostKey]) -> None:
    if not keys:
        host.questions.tell(told(error, host))
        return
    shown = "\n".join(f"{key.kind}  {key.fingerprint}" for key in keys)
    values = {"address": error.values["address"], "keys": shown}
    if host.questions.choose("host-key", ("trust",), **values) == "trust":
        run(host, "team-key", partial(_trust, keys), lambda _none: again(None))


def _trust(keys: list[HostKey]) -> None:
    try:
        trust(keys)
    except OSError:
        raise UserError("error.versions-host-not-noted") from None
