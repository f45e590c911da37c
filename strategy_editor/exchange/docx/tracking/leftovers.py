"""What has lost its purpose when changes are settled: empty links, notes that nobody refers to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w

_WRAPPERS = frozenset(
    w(name)
    for name in ("hyperlink", "fldSimple", "smartTag", "customXml", "dir", "bdo", "sdtContent")
)
_BLOCKS = (w("p"), w("tbl"), w("sdt"))
_NOTES = {
    "footnotes": (w("footnote"), w("footnoteReference")),
    "endnotes": (w("endnote"), w("endnoteReference")),
    "comments": (w("comment"), w("commentReference")),
}
_COMMENT_ENDS = (w("commentRangeStart"), w("commentRangeEnd"))
References = Mapping[str, frozenset[str | None]]
"""The ids that the stories refer to, by kind of note."""


def empty_controls(root: _Element) -> set[_Element]:
    """Return the content controls that hold nothing, so that they may stay."""
    return {each for each in root.iter(w("sdtContent")) if len(each) == 0}


def fill_or_drop(root: _Element, always_empty: Collection[_Element]) -> None:
    """Take out content controls that lost all they held; give emptied cells a paragraph."""
    for content in list(root.iter(w("sdtContent"))):
        if len(content) == 0 and content not in always_empty:
            drop_emptied(content)
    for cell in root.iter(w("tc")):
        if not any(each.tag in _BLOCKS for each in cell):
            cell.append(cell.makeelement(w("p")))


def drop_emptied(element: _Element) -> None:
    """Take out a link, field or control that lost all it held, and those round it."""
    while element.tag in _WRAPPERS and len(element) == 0:
        if element.tag == w("sdtContent"):
            control = element.getparent()
            if control is None:
                return
            element = control
        parent = element.getparent()
        if parent is None:
            return
        parent.remove(element)
        element = parent


def references(parts: Mapping[str, _Element]) -> References:
    """Return which notes and comments the stories refer to."""
    return {
        kind: frozenset(
            each.get(w("id")) for root in parts.values() for each in root.iter(reference)
        )
        for kind, (_, reference) in _NOTES.items()
    }


def drop_orphans(parts: Mapping[str, _Element], before: References) -> set[str]:
    """Take out notes and comments that lost their reference; return the parts that held them."""
    changed: set[str] = set()
    after = references(parts)
    for kind, (note, _) in _NOTES.items():
        lost = before[kind] - after[kind]
        name = f"word/{kind}.xml"
        for each in parts[name].findall(note) if lost and name in parts else ():
            if each.get(w("id")) in lost:
                parts[name].remove(each)
                changed.add(name)
    lost = before["comments"] - after["comments"]
    return changed | (_drop_ends(parts, lost) if lost else set())


def _drop_ends(parts: Mapping[str, _Element], lost: Collection[str | None]) -> set[str]:
    changed: set[str] = set()
    for name, root in parts.items():
        for end in list(root.iter(*_COMMENT_ENDS)):
            parent = end.getparent()
            if end.get(w("id")) in lost and parent is not None:
                parent.remove(end)
                changed.add(name)
    return changed
