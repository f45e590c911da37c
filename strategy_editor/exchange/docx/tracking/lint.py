"""Faults in tracked changes that schema validators do not see, but Word or its readers do.

``lint`` names the rule, the part and the place; the rules are grouped in ``lint_ids`` (identity
and ranges) and ``lint_content`` (text, paragraphs, rows, fields).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.flaws import Flaw
from strategy_editor.exchange.docx.tracking.lint_content import content_flaws
from strategy_editor.exchange.docx.tracking.lint_ids import id_flaws
from strategy_editor.exchange.docx.tracking.resolving import stories_of

HINTS: Final = frozenset({"moved-words-differ"})
"""What can be meant: a block that was edited while it was moved."""


def lint(package: bytes) -> list[Flaw]:
    """Return all flaws of a Word document; raise ``NoPackage`` where it cannot be read."""
    return lint_parts(stories_of(package))


def lint_parts(parts: Mapping[str, _Element]) -> list[Flaw]:
    """Return all flaws in the parts of a package, given by name."""
    found = list(id_flaws(parts))
    for name, root in parts.items():
        found += content_flaws(name, root)
    found += _settings(parts)
    return found


def _settings(parts: Mapping[str, _Element]) -> Iterator[Flaw]:
    """Word calls it ``trackRevisions``; another name is passed over or refused."""
    for name, root in parts.items():
        if root.tag == w("settings"):
            for wrong in ("trackChanges", "trackedChanges", "trackRevision"):
                if root.find(w(wrong)) is not None:
                    yield Flaw("settings-name", name, wrong)
