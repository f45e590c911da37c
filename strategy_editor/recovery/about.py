"""What a recovery folder is about: which file, who wrote it, whether it was discarded."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from strategy_editor.recovery.journal import Json
from strategy_editor.storage.owner import Owner
from strategy_editor.storage.reading import Stamp
from strategy_editor.storage.writing import replace_file

FORMAT = 1
NAME = "about.json"


@dataclass(frozen=True)
class About:
    """Facts about an edited document.

    ``file`` is where it was last read or saved, with ``stamp`` as the file was then; ``base`` is
    the file that the journal starts from, where it starts from one. ``discarded`` is when the user
    threw the changes away, empty as long as nobody did.
    """

    owner: Owner
    title: str = ""
    file: Path | None = None
    stamp: Stamp | None = None
    base: Stamp | None = None
    base_file: Path | None = None
    media: Path | None = None
    discarded: str = ""

    def saved(self, file: Path, stamp: Stamp) -> About:
        """Return what it is about once the document was saved to a file."""
        return replace(self, file=file, stamp=stamp, media=file)


def write_about(folder: Path, about: About) -> None:
    """Write it down, in one piece."""
    values = {"format": FORMAT, **asdict(about)}
    text = json.dumps(values, default=str, indent=1)
    replace_file(folder / NAME, text.encode("utf-8"))


def read_about(folder: Path) -> About | None:
    """Read it; None where there is none or it cannot be understood."""
    try:
        values = json.loads((folder / NAME).read_bytes())
        return About(
            owner=Owner(**values["owner"]),
            title=str(values["title"]),
            file=_path(values["file"]),
            stamp=_stamp(values["stamp"]),
            base=_stamp(values["base"]),
            base_file=_path(values["base_file"]),
            media=_path(values["media"]),
            discarded=str(values["discarded"]),
        )
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def _path(value: Json) -> Path | None:
    return Path(value) if value else None


def _stamp(value: Json) -> Stamp | None:
    return Stamp(int(value["size"]), str(value["digest"])) if value else None
