"""Properties that were others before."""

from __future__ import annotations

from lxml.etree import _Element

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.names import (
    CELL_CHANGES,
    CHANGES,
    FORMER,
    Decision,
)

_KEPT = {
    w("pPr"): frozenset({w("rPr"), w("sectPr")}),
    w("sectPr"): frozenset({w("headerReference"), w("footerReference")}),
    w("rPr"): frozenset(CHANGES),
    w("trPr"): frozenset(CHANGES),
    w("tcPr"): frozenset(CELL_CHANGES),
}
"""What is no part of the former properties, and so stays when they come back."""
_MAY_BE_EMPTY = frozenset(w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "trPr"))
"""Without former properties inside, there were none before."""
_NUMBER = w("numPr")
_MAY_GO = frozenset(w(name) for name in ("rPr", "pPr", "trPr", "tblPrEx"))


def settle_properties(root: _Element, decision: Decision) -> None:
    """Keep the present properties, or put the former ones in their place."""
    for change in list(root.iter(*FORMER)):
        properties = change.getparent()
        if properties is None:
            continue
        properties.remove(change)
        if decision is Decision.REJECT and (len(change) or change.tag in _MAY_BE_EMPTY):
            _put_back(properties, next(iter(change), change))
        _drop_if_empty(properties)
    _settle_numbers(root, decision)


def _put_back(properties: _Element, former: _Element) -> None:
    """Replace properties by the former ones, which stand where they stood before."""
    kept_names = _KEPT.get(str(properties.tag), frozenset())
    kept = [each for each in properties if each.tag in kept_names]
    leading = properties.tag in (w("sectPr"),) or (properties.tag == w("rPr"))
    restored = list(former)
    properties[:] = [*kept, *restored] if leading else [*restored, *kept]


def _settle_numbers(root: _Element, decision: Decision) -> None:
    """A paragraph got its list number."""
    for mark in list(root.iter(*CHANGES)):
        number = mark.getparent()
        if number is None or number.tag != _NUMBER:
            continue
        number.remove(mark)
        properties = number.getparent()
        if mark.tag in decision.goes and properties is not None:
            properties.remove(number)


def _drop_if_empty(properties: _Element) -> None:
    parent = properties.getparent()
    if parent is not None and len(properties) == 0 and properties.tag in _MAY_GO:
        parent.remove(properties)
