"""What is at hand for an export, and why something cannot be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from strategy_editor.diagnosis.tools import find_libreoffice


@dataclass(frozen=True)
class AtHand:
    """Whether the two optional helpers are installed."""

    libreoffice: bool
    typst: bool

    def obstacle(self, ending: str) -> str:
        """Return the key of the sentence why a format cannot be written; empty for none."""
        if ending == ".odt" and not self.libreoffice:
            return "exporting.needs-libreoffice"
        return "exporting.needs-typst" if ending == ".pdf" and not self.typst else ""


def at_hand() -> AtHand:
    """Look for the helpers."""
    return AtHand(bool(find_libreoffice()), find_spec("typst") is not None)
