"""Which characters XML 1.0 can hold, and texts without the others."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""All that is not in the Char production of XML 1.0, section 2.2."""
_BLANKS = re.compile(r"\s+")
_XML_BLANKS = re.compile("[ \t\r\n]+")


def clean(text: str) -> str:
    """Return the text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def holds(text: str) -> bool:
    """Whether XML can hold the text as it is."""
    return _FORBIDDEN.search(text) is None


def on_one_line(text: str) -> str:
    """Return the text as a title holds it: each run of XML's white space one blank, trimmed.

    Non-breaking spaces are no white space of XML: they were typed on purpose, and stay.
    """
    return _XML_BLANKS.sub(" ", text).strip(" ")


def normalised(text: str) -> str:
    """Return the text for comparing wordings: NFC, each run of white space one blank, trimmed."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def text_hash(text: str) -> str:
    """Return the SHA-256 of the normalised text, as the roster of former goals keeps it."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()
