"""What every export may say besides the strategy itself; the same for Word, PDF and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

STRATEGY_PARTS = (
    "title-page",
    "contents",
    "text",
    "glossary",
    "abbreviations",
    "sources",
    "annexes",
    "imprint",
)
"""What of a strategy can be left out; ``text`` is all that the others are not."""
ALL_PARTS = frozenset(STRATEGY_PARTS)
CLASSIFICATIONS = ("open", "internal", "restricted")


@dataclass(frozen=True)
class TemplateFile:
    """A Word file whose styles, page and headers are used; ``name`` is what errors call it.

    ``styles`` are names of its styles by the keys of ours where they are not found by name; an
    empty one says that none of its styles fits.
    """

    name: str
    content: bytes
    styles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """Options of an export; the same document and options give the same bytes.

    ``created`` is the only time that goes in, ``author`` the only name. ``draft`` marks what is
    not a draft by its status. ``classification`` replaces what the strategy says, empty leaves
    it. ``recipient`` is printed on every page. ``annotations`` adds the remarks of the file with
    their authors, as comments. ``fingerprint`` is that of the frozen state (64 digits, see
    ``storage.fingerprint``), printed shortened on every page. ``parts`` are some of
    ``STRATEGY_PARTS``. ``template`` counts for Word documents only. ``pages`` are the pages of
    headings by element id, for the contents.
    """

    created: datetime
    author: str = ""
    draft: bool = False
    classification: str = ""
    recipient: str = ""
    annotations: bool = False
    line_numbers: bool = False
    fingerprint: str = ""
    parts: frozenset[str] = ALL_PARTS
    template: TemplateFile | None = None
    pages: Mapping[str, int] = field(default_factory=dict)
