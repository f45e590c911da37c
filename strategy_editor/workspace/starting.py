"""A new strategy with what the schema requires, ready to be filled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.errors import UserError
from strategy_editor.i18n import text
from strategy_editor.lineage.edition import Beginning as NextBeginning
from strategy_editor.lineage.edition import Ledger, next_edition
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.workspace.saving import Save

PROFILES = ("sachsen", "plain")


@dataclass(frozen=True)
class Beginning:
    """What a new strategy begins with: its title, and one of ``PROFILES``."""

    title: str
    profile: str


def new_strategy(
    title: str, profile: str, language: str, today: date, new_id: NewId = random_id
) -> Document:
    """Return a valid, nearly empty strategy.

    ``profile`` is one of ``PROFILES``; raises ``UserError`` for another.
    """
    if profile not in PROFILES:
        raise UserError("error.unknown-profile", value=profile, known=", ".join(PROFILES))
    template = read(shipped("resources") / "profiles" / f"{profile}.{language}.xml").document
    return Document(_filled(template.root, title, today, new_id))


def following(today: date) -> NextBeginning:
    """Return what the next edition of a strategy begins with unless somebody says otherwise."""
    return NextBeginning(str(today.year), today, today)


def begin_next(
    old: Document,
    old_path: Path | None,
    out: Path,
    beginning: NextBeginning,
    new_id: NewId = random_id,
) -> tuple[Save, Ledger]:
    """Return the saving of the next edition, with the old one's pictures, and its ledger.

    Raises ``UserError`` where the term would end before it begins.
    """
    if beginning.until is not None and beginning.until < beginning.base:
        raise UserError("error.ends-before-it-begins", value=beginning.until.isoformat())
    document, ledger = next_edition(old, beginning, new_id)
    return Save(document, out, None, old_path, None), ledger


def _filled(root: Node, title: str, today: date, new_id: NewId) -> Node:
    metadata = root.child("metadata")
    assert metadata is not None
    filled = metadata.with_content(
        element("title", title) if _is(part, "title") else part for part in metadata.content
    )
    for name in ("as-of", "horizon-base"):
        filled = filled.with_attribute(name, today.isoformat())
    filled = filled.with_attribute("edition", str(today.year))
    content = (filled if part is metadata else part for part in root.content)
    return root.with_content(content).with_attribute("id", new_id())


def _is(part: Node | str, tag: str) -> bool:
    return isinstance(part, Node) and part.tag == tag


def default_title(language: str) -> str:
    """Return the title of a strategy that has none yet."""
    return text(language, "new.title")
