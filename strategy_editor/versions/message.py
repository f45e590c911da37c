"""The message of a version: what ``git log`` shows.

The name is the first line, the note follows as it was typed, and the last paragraph is made of
Git's trailers::

    Stand nach der Ressortabstimmung

    Stellungnahmen von SMF und SMI eingearbeitet.

    Strategy-Kind: inter-ministry
    Strategy-File: strategien/egov.xml
    Strategy-Occasion: export
    Strategy-Fingerprint: 9c1f…

``Strategy-Kind`` is always there and tells a version of this program from other commits; the
others stand where they apply. ``Strategy-File`` names the file where a repository may hold more.
"""

from __future__ import annotations

import re

from strategy_editor.document.characters import clean
from strategy_editor.versions.version import KINDS, OCCASIONS, Particulars

LONGEST_NAME = 200
_KIND, _FILE = "Strategy-Kind", "Strategy-File"
_OCCASION, _FINGERPRINT = "Strategy-Occasion", "Strategy-Fingerprint"
_TRAILER = re.compile(r"(Strategy-[A-Za-z]+): (.*)")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def one_line(text: str) -> str:
    """Return a text as a name can stand on one line: no line ends, no control characters."""
    plain = clean(text.encode("utf-8", "replace").decode("utf-8"))
    return " ".join(plain.split())[:LONGEST_NAME].strip()


def message_of(said: Particulars, file: str) -> str:
    """Return the message for a version of a file of the repository."""
    trailers = [f"{_KIND}: {said.kind}", f"{_FILE}: {file}"]
    if said.occasion:
        trailers.append(f"{_OCCASION}: {said.occasion}")
    if said.fingerprint:
        trailers.append(f"{_FINGERPRINT}: {said.fingerprint}")
    parts = [one_line(said.name), _note(said.note), "\n".join(trailers)]
    return "\n\n".join(part for part in parts if part) + "\n"


def read_message(message: str) -> tuple[Particulars, str] | None:
    """Return what a message says and of which file; None where it is not one of ours."""
    head, _, last = message.strip("\n").rpartition("\n\n")
    found: dict[str, str] = {}
    for line in last.splitlines():
        match = _TRAILER.fullmatch(line)
        if match:
            found[match[1]] = match[2]
    if found.get(_KIND) not in KINDS:
        return None
    name, _, note = head.partition("\n")
    occasion, fingerprint = found.get(_OCCASION, ""), found.get(_FINGERPRINT, "")
    said = Particulars(
        name.strip(),
        found[_KIND],
        note.strip("\n"),
        occasion if occasion in OCCASIONS else "",
        fingerprint if _DIGEST.fullmatch(fingerprint) else "",
    )
    return said, found.get(_FILE, "")


def subject_of(message: str) -> Particulars:
    """Return what the message of somebody else's commit says, as far as it can be told."""
    name, _, note = message.strip().partition("\n")
    return Particulars(one_line(name), note=note.strip("\n"))


def _note(text: str) -> str:
    plain = clean(text.encode("utf-8", "replace").decode("utf-8")).replace("\r\n", "\n")
    lines = [line.rstrip() for line in plain.replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n")
