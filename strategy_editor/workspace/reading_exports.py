"""Reading exports again: their lines of text, and the fingerprints in them."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections import Counter
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
_WORD_TEXT = re.compile(
    r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)(?: [^>]*)?/>|<w:(noBreakHyphen)/>|</w:p>"
)
_TRACKED = re.compile(r"<w:(?:ins|del|moveFrom|moveTo)\b")
_ODT_LEFT_OUT = re.compile(
    r"<(text:note-citation|text:index-title-template|office:annotation|office:automatic-styles"
    r"|office:forms|text:tracked-changes|text:sequence-decls|svg:title|svg:desc)\b[^>]*(?<!/)>"
    r".*?</\1>",
    re.DOTALL,
)
_ODT_PIECE = re.compile(
    r"(?P<blank><text:(?:tab|s|line-break)\b[^>]*>)|(?P<end></text:(?:p|h)>)"
    r"|(?P<note></?text:note-body\b[^>]*>)|<[^>]*>|(?P<text>[^<]+)"
)
_DIGITS = re.compile(r"\d+")
_HTML_LEFT_OUT = re.compile(r"<(head|header|footer|style|script|svg)\b.*?</\1>", re.DOTALL)
_HTML_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|td|th|tr|div|section|figcaption|caption|dt|dd|blockquote|nav|main|table|ul"
    r"|ol|figure|body|br|a href=\"#call[^>]*)\b[^>]*>"
)


@dataclass(frozen=True)
class ReadExport:
    """An export as read: its lines of text, in a PDF those of the page.

    ``fingerprints`` are what is printed in it: 64 small digits, or the first 16 of them.
    ``is_tracked`` says that a Word document has tracked changes.
    """

    lines: tuple[str, ...]
    fingerprints: tuple[str, ...]
    is_tracked: bool = False


def read_export(path: Path, data: bytes) -> ReadExport:
    """Read a DOCX, ODT, HTML or PDF file; raise ``CannotRead`` for another or a damaged one."""
    if data.startswith(b"%PDF"):
        return ReadExport(_pdf_lines(path, data), _fingerprints(data.decode("latin-1")))
    if data.startswith(b"PK"):
        return _read_office(path, data)
    text = data.decode("utf-8", "replace")
    if "<html" not in text[:2000].lower():
        raise CannotRead("error.versions-no-export", path)
    return ReadExport(tuple(_html_lines(text)), _fingerprints(_TAG.sub(" ", text)))


def fingerprints_typed(text: str) -> tuple[str, ...]:
    """Return the fingerprints in what somebody typed off a page: blanks and case do not matter."""
    digits = re.sub(r"[^0-9a-f]", "", text.lower())
    return (digits,) if len(digits) >= 16 else ()


def _read_office(path: Path, data: bytes) -> ReadExport:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
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
        is_tracked = _TRACKED.search(body) is not None
    elif "content.xml" in parts:
        lines, is_tracked = tuple(_odt_lines(parts["content.xml"])), False
    else:
        raise CannotRead("error.versions-no-export", path)
    everything = "\n".join(
        "\n".join(_word_lines(each)) if "<w:" in each else _TAG.sub(" ", each)
        for each in parts.values()
    )
    return ReadExport(tuple(filter(None, lines)), _fingerprints(unescape(everything)), is_tracked)


def _word_lines(markup: str) -> Iterator[str]:
    line: list[str] = []
    for match in _WORD_TEXT.finditer(markup):
        if match[0] == "</w:p>":
            yield _one_line("".join(line))
            line = []
        elif match[2]:
            line.append("-")
        else:
            line.append(unescape(match[1]) if match[1] is not None else " ")


def _odt_lines(markup: str) -> Iterator[str]:
    """The lines of an ODT; footnotes stand within the line that calls them."""
    unfinished: list[list[str]] = [[]]
    for match in _ODT_PIECE.finditer(_ODT_LEFT_OUT.sub("", markup)):
        match match.lastgroup:
            case "blank":
                unfinished[-1].append(" ")
            case "text":
                unfinished[-1].append(unescape(match[0]))
            case "end":
                yield _one_line("".join(unfinished[-1]))
                unfinished[-1] = []
            case "note" if match[0].startswith("</"):
                unfinished = unfinished[:-1] or [[]]
            case "note":
                unfinished.append([])


def _pdf_lines(path: Path, data: bytes) -> tuple[str, ...]:
    """The lines of all pages without those that run along at the top or the bottom."""
    # Takes a tenth of a second to load.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What it finds odd is no concern of ours.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [
            [line for each in page.extract_text().splitlines() if (line := _one_line(each))]
            for page in PdfReader(io.BytesIO(data)).pages
        ]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise CannotRead("error.versions-no-export", path) from None
    edges = Counter(_DIGITS.sub("0", line) for page in pages for line in (*page[:2], *page[-2:]))
    running = {line for line, count in edges.items() if 2 * count > len(pages) > 2}
    return tuple(
        line
        for page in pages
        for at, line in enumerate(page)
        if not (_DIGITS.sub("0", line) in running and (at < 2 or at >= len(page) - 2))
    )


def _html_lines(text: str) -> Iterator[str]:
    for each in _HTML_BLOCK.split(_HTML_LEFT_OUT.sub("", text)):
        line = _plain(each)
        if line:
            yield line


def _plain(markup: str) -> str:
    return _one_line(unescape(_TAG.sub("", markup)))


def _one_line(text: str) -> str:
    """The text with plain blanks and hyphens: which ones they are is a matter of layout."""
    return " ".join(text.replace("\u2011", "-").split())


def _fingerprints(text: str) -> tuple[str, ...]:
    short = (each.replace("\u00a0", "").replace(" ", "").lower() for each in _PRINTED.findall(text))
    whole = _WHOLE.findall(text)
    return tuple(dict.fromkeys((*whole, *short)))
