"""What the tooltip says about a place in the text."""

from __future__ import annotations

from html import escape

from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.objects import Kind, element_name, kind_of

_LONGEST = 300


def object_tip(node: Node, label: str, translate: Translator) -> str:
    """Return what an object is and says, as rich text."""
    kind = kind_of(node)
    says = {
        Kind.FOOTNOTE: node.text,
        Kind.REFERENCE: label,
        Kind.COMMENT: "".join(part for part in node.content if isinstance(part, str)),
        Kind.INSTRUCTION: node.get("target"),
        Kind.EMPTY: element_name(node, translate),
        Kind.FOREIGN: element_name(node, translate),
    }[kind]
    return _tip(translate(f"richtext.tip.{kind.value}"), says)


def elements_tip(nodes: list[Node], translate: Translator) -> str:
    """Return what links, terms and passages enclose a place; emphasis is plain to see."""
    says = {"link": "href", "term": "entry", "passage": "xml:lang"}
    lines = [
        _tip(element_name(node, translate), node.get(says[node.tag]) if node.tag != "term" else "")
        for node in nodes
        if node.tag in says
    ]
    return "<br>".join(lines)


def _tip(what: str, says: str) -> str:
    says = says if len(says) <= _LONGEST else says[: _LONGEST - 1] + "…"
    return f"<b>{escape(what)}</b>" + (f"<br>{escape(says)}" if says else "")
