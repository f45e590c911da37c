"""Do one thing with versions again and again, until killed.

``python -m tests.versions.actor ACTION FOLDER``: whatever is safe by then is told on the standard
output, a line each. In the folder ``anna`` has a strategy with a history, for ``send`` and
``fetch`` ``bernd`` too, both connected. ACTION is one of ``ACTIONS``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from strategy_editor.versions.timeline import versions
from strategy_editor.workspace.versioning import restore
from tests.versions.colleagues import Colleague

ACTIONS = ("keep", "restore", "send", "fetch")


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def write(person: Colleague, element: str, word: str) -> None:
    """Add a word to a paragraph and save; from then on it is safe."""
    text = person.document.node(element).text
    person.reword(element, f"{text} {word}")
    tell(word)


def keep(folder: Path) -> Iterator[None]:
    anna = Colleague("Anna", folder / "anna")
    for number in count(1):
        write(anna, "p0x0", f"w{number}anna")
        anna.keep(f"Fassung {number}")
        tell(f"kept {number}")
        yield


def restore_(folder: Path) -> Iterator[None]:
    """To other files, and now and then over the file itself, whose draft must not be lost."""
    anna = Colleague("Anna", folder / "anna")
    first = versions(anna.history)[-1]
    for number in count(1):
        write(anna, "p0x0", f"w{number}anna")
        out = anna.file if number % 3 == 0 else anna.folder / f"out{number}.xml"
        work = anna.work()
        restore(anna.history, first, out, name="Vorher", author=work.author, now=work.now)
        tell(f"restored {out.name}")
        yield


def send(folder: Path) -> Iterator[None]:
    anna = Colleague("Anna", folder / "anna")
    bernd = Colleague("Bernd", folder / "bernd", minutes=7)
    for number in count(1):
        write(anna, "p0x0", f"w{number}anna")
        if number % 2:
            write(bernd, "p1x1", f"w{number}bernd")
            bernd.send()
        anna.send()
        tell(f"sent {number}")
        yield


def fetch(folder: Path) -> Iterator[None]:
    anna = Colleague("Anna", folder / "anna")
    bernd = Colleague("Bernd", folder / "bernd", minutes=7)
    for number in count(1):
        write(bernd, "p1x1", f"w{number}bernd")
        bernd.send()
        write(anna, "p0x0", f"w{number}anna")
        if number % 3 == 0:
            anna.keep(f"Fassung {number}")
        anna.fetch()
        tell(f"fetched {number}")
        yield


if __name__ == "__main__":
    acts: dict[str, Callable[[Path], Iterator[None]]] = {
        "keep": keep, "restore": restore_, "send": send, "fetch": fetch,
    }  # fmt: skip
    for _ in acts[sys.argv[1]](Path(sys.argv[2])):
        pass
