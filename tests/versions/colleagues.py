"""Colleagues who work on one strategy, each on a workstation (a folder) of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import replace_file
from strategy_editor.versions.repository import History, open_history
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.version import Author, Particulars
from strategy_editor.workspace.keeping import keep_file
from strategy_editor.workspace.teamwork import (
    Connected,
    Fetched,
    Sent,
    Sentences,
    Work,
    connect_file,
    fetch_file,
    send_file,
)
from tests.versions.repositories import NOON, xml

SENTENCES = Sentences("Zusammengeführt", "Vor dem Senden", "Vor dem Holen")


@dataclass
class Colleague:
    """Somebody with a file; every act takes a minute."""

    name: str
    folder: Path
    minutes: int = 0

    @property
    def file(self) -> Path:
        return self.folder / "strategie.xml"

    @property
    def history(self) -> History:
        return open_history(self.file)

    @property
    def document(self) -> Document:
        return read(self.file).document

    @property
    def names(self) -> list[str]:
        return [each.name for each in versions(self.history)]

    def work(self, **more: object) -> Work:
        self.minutes += 1
        author = Author(self.name, f"{self.name.lower()}@example.org")
        return Work(author, NOON + timedelta(minutes=self.minutes), SENTENCES, **more)  # type: ignore[arg-type]

    def write(self, data: bytes) -> None:
        self.folder.mkdir(exist_ok=True)
        replace_file(self.file, data)

    def reword(self, element: str, *content: object) -> None:
        """Change the running text of an element and save."""
        document = self.document.updated(element, lambda node: node.with_content(content))
        self.write(xml(document))

    def keep(self, name: str, kind: str = "working") -> None:
        work = self.work()
        keep_file(self.file, Particulars(name, kind), work.author, work.now)

    def connect(self, address: object, **more: object) -> Connected:
        return connect_file(self.file, str(address), self.work(**more))

    def fetch(self, *, rejoin: bool = False, **more: object) -> Fetched:
        return fetch_file(self.file, self.work(**more), rejoin=rejoin)

    def send(self, **more: object) -> Sent:
        return send_file(self.file, self.work(**more))


def colleague(folder: Path, name: str) -> Colleague:
    workstation = folder / name.lower()
    workstation.mkdir()
    return Colleague(name, workstation)
