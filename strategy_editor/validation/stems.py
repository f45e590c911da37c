"""What words have in common that are written in several ways, or inflected."""

from __future__ import annotations

import re

_GAPS = re.compile(r"[-\s]+")
_ENDING = re.compile(r"(?<=[\w-]\w\w\w)(?:es|en|e|n|s)$")


def parted(written: str) -> tuple[str, str]:
    """Part what is inflected from its ending."""
    found = _ENDING.search(written)
    return (written[: found.start()], found[0]) if found else (written, "")


def letters(stem: str) -> str:
    """Return what does not differ between ways to write a stem: joined, apart, with hyphens."""
    return _GAPS.sub("", stem).lower()
