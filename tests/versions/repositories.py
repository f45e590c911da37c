"""Histories in a folder of their own, and real Git to look at them."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.versions.content import prepared
from strategy_editor.versions.keeping import Kept, keep
from strategy_editor.versions.repository import History, begin
from strategy_editor.versions.version import Author, Particulars
from tests.short import paragraph, section, small_strategy

ANNA = Author("Anna Beispiel", "anna@example.org")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def git(folder: Path, *arguments: object) -> str:
    """Run real Git and return what it says; a failure fails the test."""
    environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Dev", f"GIT_{role}_EMAIL": "dev@example.org"}
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "-c", "init.defaultBranch=main", *map(str, arguments)],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fsck(history: History) -> None:
    """Real Git finds nothing wrong, not even something that hangs loose for a bad reason."""
    said = git(history.folder, "fsck", "--full", "--strict")
    assert not [line for line in said.splitlines() if not line.startswith("dangling")], said


def xml(document: Document) -> bytes:
    return to_bytes(document, current_schema().mixed_tags)


def text(wording: str) -> bytes:
    """A strategy with one paragraph of this wording, in the canonical form."""
    return xml(small_strategy(section("s1", paragraph("p1", wording))))


def begun(folder: Path, data: bytes | None = None) -> History:
    """A strategy file with a history beside it that holds no version yet."""
    file = folder / "strategie.xml"
    file.write_bytes(text("Anfang") if data is None else data)
    return begin(file)


def keep_as(history: History, data: bytes, name: str, *, minutes: int = 0, kind: str = "working",
            occasion: str = "", note: str = "") -> Kept:  # fmt: skip
    said = Particulars(name, kind, note, occasion)
    now = NOON + timedelta(minutes=minutes)
    return keep(history, prepared(data, history.file), said, ANNA, now)
