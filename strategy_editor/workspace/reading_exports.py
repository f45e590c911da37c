"""Reading exports again, as far as that goes: their lines of text, and fingerprints in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from strategy_editor.errors import CannotRead

_LARGEST = 256 * 1024 * 1024
"""Bytes that a document may unpack to."""
_PRINTED = re.compile(r"(?<![0-9A-Fa-f])([0-9A-F]{4}(?:[ \u00a0][0-9A-F]{4}){3})(?![0-9A-Fa-f])")
_WHOLE = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_TAG = re.compile(r"<[^>]*>")
_WORD_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)(?: [^>]*)?/>|</w:p>")
_ODT_END = re.compile(r"</text:(?:p|h)>")
_HTML_LEFT_OUT = re.compile(r"<(head|header|footer|style|script|svg)\b.*?</\1>", re.DOTALL)
_HTML_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|td|th|tr|div|section|figcaption|caption|dt|dd|blockquote|nav|main|table|ul"
    r"|ol|figure|body|br|a href=\"#call[^>]*)\b[^>]*>"
)


@dataclass(frozen=True)
class ReadExport:
    """An export as read: ``lines`` are None where its text cannot be read.

    ``fingerprints`` are what is printed in it: 64 small digits, or the first 16 of them.
    """

    lines: tuple[str, ...] | None
    fingerprints: tuple[str, ...]


def read_export(path: Path, data: bytes) -> ReadExport:
    """Read a DOCX, ODT, HTML or PDF file; raise ``CannotRead`` for another or a damaged one."""
    if data.startswith(b"%PDF"):
        text = data.decode("latin-1")
        return ReadExport(None, _fingerprints(text))
    if data.startswith(b"PK"):
        return _read_office(path)
    text = data.decode("utf-8", "replace")
    if "<html" not in text[:2000].lower():
        raise CannotRead("error.versions-no-export", path)
    return ReadExport(tuple(_html_lines(text)), _fingerprints(_TAG.sub(" ", text)))


def fingerprints_typed(text: str) -> tuple[str, ...]:
    """Return the fingerprints in what somebody typed off a page: blanks and case do not matter."""
    digits = re.sub(r"[^0-9a-f]", "", text.lower())
    return (digits,) if len(digits) >= 16 else ()


def _read_office(path: Path) -> ReadExport:
    try:
        with zipfile.ZipFile(path) as package:
            if sum(each.file_size for each in package.infolist()) > _LARGEST:
                raise CannotRead("error.beyond-limits", path)
            parts = {
                each: package.read(each).decode("utf-8", "replace")
                for each in package.namelist()
                if each.endswith(".xml")
            }
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        raise CannotRead("error.versions-no-export", path) from None
    if "word/document.xml" in parts:
        body = parts["word/document.xml"] + parts.get("word/footnotes.xml", "")
        lines = tuple(_word_lines(body))
    elif "content.xml" in parts:
        lines = tuple(_plain(each) for each in _ODT_END.split(parts["content.xml"]))
    else:
        raise CannotRead("error.versions-no-export", path)
    everything = "\n".join(
        "\n".join(_word_lines(each)) if "<w:" in each else _TAG.sub(" ", each)
        for each in parts.values()
    )
    return ReadExport(tuple(filter(None, lines)), _fingerprints(unescape(everything)))


def _word_lines(markup: str) -> Iterator[str]:
    line: list[str] = []
    for match in _WORD_TEXT.finditer(markup):
        if match[0] == "</w:p>":
            yield _one_line("".join(line))
            line = []
        else:
            line.append(unescape(match[1]) if match[1] is not None else " ")


def _html_lines(text: str) -> Iterator[str]:
    for each in _HTML_BLOCK.split(_HTML_LEFT_OUT.sub("", text)):
        line = _plain(each)
        if line:
            yield line


def _plain(markup: str) -> str:
    return _one_line(unescape(_TAG.sub("", markup)))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fingerprints(text: str) -> tuple[str, ...]:
    short = (each.replace("\u00a0", "").replace(" ", "").lower() for each in _PRINTED.findall(text))
    whole = _WHOLE.findall(text)
    return tuple(dict.fromkeys((*whole, *short)))
