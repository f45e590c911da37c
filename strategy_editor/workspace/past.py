"""Questions to the past of a strategy, put in the terms of its present."""

from __future__ import annotations

from strategy_editor.document.document import Document
from strategy_editor.document.numbering import numbers
from strategy_editor.document.texts import shortened, title_of
from strategy_editor.errors import UserError
from strategy_editor.i18n import text
from strategy_editor.storage.reading import read_bytes
from strategy_editor.versions.content import document_of
from strategy_editor.versions.index import Index, fold
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.tracing import (
    ElementChange,
    Said,
    element_history,
    search_versions,
)
from strategy_editor.workspace.wording import Wording


def element_called(document: Document, asked: str) -> str | None:
    """Return the id of the element with an id, a printed number or a title; None without one.

    Raises ``UserError`` where a number or title fits several.
    """
    wanted = " ".join(asked.split()).casefold()
    if document.find(asked) is not None:
        return asked
    by_number = [key for key, number in numbers(document.root).items() if _plain(number) == wanted]
    titled = (node for node in document.root.walk() if node.id is not None)
    fitting = by_number or [node.id or "" for node in titled if _plain(title_of(node)) == wanted]
    if len(fitting) > 1:
        raise UserError("error.versions-several-elements", value=asked)
    return fitting[0] if fitting else None


def past_of(history: History, asked: str) -> tuple[str, list[ElementChange]]:
    """Return the id of an element and what became of it, the newest first.

    ``asked`` is its id, its printed number or its title, as they are in the file or, for an
    element that is gone, its id. Raises ``UserError`` where no version ever had it.
    """
    document = document_of(read_bytes(history.file), history.file)
    element = element_called(document, asked) or asked
    known = versions(history)
    with Index(history) as index:
        index.update(known)
        found = element_history(index, known, element)
    if not found and document.find(element) is None:
        raise UserError("error.versions-no-element", value=asked)
    return element, found


def said_in_past(history: History, wanted: str, within: str = "") -> list[Said]:
    """Return where and since when any version said a text.

    ``within`` is an element as for ``past_of``: what stands in it or below it now, or stood in
    itself, is looked through alone.
    """
    known = versions(history)
    with Index(history) as index:
        index.update(known)
        found = search_versions(index, known, wanted)
    if not within:
        return found
    document = document_of(read_bytes(history.file), history.file)
    element = element_called(document, within) or within
    node = document.find(element)
    below = {each.id for each in node.walk()} if node is not None else {element}
    return [each for each in found if each.element in below]


def excerpt(hit: Said, wanted: str, length: int) -> str:
    """Return what was said in about ``length`` letters, of which what was looked for is a part."""
    said = " ".join(hit.text.split())
    at = said.casefold().find(fold(wanted))
    if at + len(wanted) < length:
        return shortened(said, length)
    start = said.rfind(" ", 0, at - length // 3) + 1
    return "… " + shortened(said[start:], length)


def place_of(wording: Wording, element: str, tag: str) -> str:
    """Return where an element stands; one that is gone is called by its type."""
    if wording.document.find(element) is not None:
        return wording.place(element)
    return text(wording.language, "versions.gone-element", label=wording.label(tag))


def past_value(wording: Wording, tag: str, field: str, value: str) -> str:
    """Return what a field says: attributes in words, texts as they are."""
    owner, at, attribute = field.partition("@")
    return wording.value_text(owner.partition("#")[0] or tag, attribute, value) if at else value


def past_field_label(wording: Wording, tag: str, field: str) -> str:
    """Return what a field is called; ``tag@name`` is the attribute of a field."""
    name, at, attribute = field.partition("@")
    if name and at:
        return text(
            wording.language,
            "versions.field-of-field",
            field=wording.field_label(tag, name),
            attribute=wording.attribute_label(name.partition("#")[0], attribute),
        )
    return wording.field_label(tag, field) if field else ""


def _plain(value: str) -> str:
    return " ".join(value.split()).casefold()
