"""Files that cannot be read as a strategy, as text that can be mended and read again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from strategy_editor.errors import CannotRead, NotWellFormed
from strategy_editor.storage.reading import Opened, Stamp, parse, stamp_of, to_document

SHOWN_LIMIT = 4 * 1024 * 1024
"""Bytes. More text than this is not mended by hand in a window."""
_BINARY = ("error.is-office-file", "error.is-pdf")
_ELSEWHERE = (
    "error.not-found", "error.no-permission", "error.is-directory", "error.not-a-file",
    "error.cannot-read", "error.too-large", "error.newer-version",
)  # fmt: skip


@dataclass(frozen=True)
class Raw:
    """The text of a file; ``is_exact`` is false where bytes could not be read as text.

    ``stamp`` is what the file was then: saving over another one is refused.
    """

    text: str
    encoding: str
    is_exact: bool
    is_editable: bool
    stamp: Stamp


def can_be_shown(error: CannotRead) -> bool:
    """Whether a file that could not be read can be shown as text."""
    return error.key not in _ELSEWHERE


def read_raw(path: Path, error: CannotRead) -> Raw:
    """Read a file as text, whatever is wrong with it."""
    data = path.read_bytes()
    if error.key in _BINARY or len(data) > SHOWN_LIMIT:
        return Raw(data[:2000].decode("latin-1"), "", False, False, stamp_of(data))
    return _decoded(data)


def text_of(path: Path) -> str:
    """Return what the file holds, as it is shown where it is mended as text."""
    return _decoded(path.read_bytes()[:SHOWN_LIMIT]).text


def _decoded(data: bytes) -> Raw:
    stamp = stamp_of(data)
    for encoding in _encodings(data):
        try:
            return Raw(data.decode(encoding), encoding, encoding.startswith("utf"), True, stamp)
        except (UnicodeDecodeError, LookupError):
            continue
    return Raw(data.decode("utf-8", "replace"), "utf-8", False, True, stamp)


def reread(path: Path, text: str, stamp: Stamp) -> Opened:
    """Read mended text as the file would be read; raises what reading the file raises.

    ``stamp`` is the file that the text was made from.
    """
    if not text.strip():
        raise CannotRead("error.empty", path)
    tree = parse(path, as_bytes(text))
    return Opened(to_document(tree), stamp)


def as_bytes(text: str) -> bytes:
    """Return text as the bytes of a file in UTF-8, which its declaration then names."""
    return _declared_as_utf8(text).encode("utf-8", "surrogatepass")


def fault(error: CannotRead, text: str) -> tuple[int, int]:
    """Return line and column of what is wrong, from 1; the beginning where no place is known."""
    if isinstance(error, NotWellFormed):
        return error.line, error.column
    at = text.find("<!DOCTYPE")
    if error.key == "error.doctype" and at >= 0:
        return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    return 1, 1


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in data[:4]:
        return ("utf-16-le", "utf-16-be") if data[1:2] == b"\0" else ("utf-16-be",)
    return ("utf-8-sig", "cp1252", "latin-1")


def _declared_as_utf8(text: str) -> str:
    """Take away what the declaration says of the encoding: what is in the window is Unicode."""
    if not text.startswith("<?xml"):
        return text
    head, mark, rest = text.partition("?>")
    before, found, after = head.partition("encoding")
    if not found:
        return text
    quote = after.lstrip(" =")[:1]
    value_end = after.find(quote, after.find(quote) + 1) if quote else -1
    return f'{before.rstrip()} encoding="UTF-8"{after[value_end + 1 :]}{mark}{rest}'
