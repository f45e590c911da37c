"""What the tooltip says about a place in the text."""

from __future__ import annotations

from html import escape

from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.languages import name_of
from strategy_editor.ui.richtext.objects import Kind, element_name, kind_of
from strategy_editor.ui.richtext.surroundings import Surroundings

_LONGEST = 300


def object_tip(
    node: Node, label: str, translate: Translator, surroundings: Surroundings | None = None
) -> str:
    """Return what an object is and says, as rich text."""
    kind = kind_of(node)
    if kind is Kind.REFERENCE and surroundings is not None:
        return _reference_tip(node, translate, surroundings)
    says = {
        Kind.FOOTNOTE: node.text,
        Kind.REFERENCE: label,
        Kind.COMMENT: "".join(part for part in node.content if isinstance(part, str)),
        Kind.INSTRUCTION: node.get("target"),
        Kind.EMPTY: element_name(node, translate),
        Kind.FOREIGN: element_name(node, translate),
    }[kind]
    hint = translate("richtext.tip.open") if kind is Kind.FOOTNOTE else ""
    return _tip(translate(f"richtext.tip.{kind.value}"), says, hint)


def elements_tip(
    nodes: list[Node], translate: Translator, surroundings: Surroundings | None = None
) -> str:
    """Return what links, terms and passages enclose a place; emphasis is plain to see."""
    lines = []
    for node in nodes:
        name = element_name(node, translate)
        if node.tag == "link":
            lines.append(_tip(name, node.get("href"), translate("richtext.tip.follow")))
        elif node.tag == "term":
            entry = surroundings.describe(node.get("entry")) if surroundings is not None else ""
            lines.append(_tip(name, entry, translate("richtext.tip.follow") if entry else ""))
        elif node.tag == "passage":
            lines.append(_tip(name, name_of(node.get("xml:lang"), translate)))
    return "<br>".join(lines)


def _reference_tip(node: Node, translate: Translator, surroundings: Surroundings) -> str:
    name = surroundings.describe(node.get("target"))
    if not name:
        return _tip(translate("richtext.tip.reference"), translate("richtext.tip.dangling"))
    return _tip(translate("richtext.tip.reference"), name, translate("richtext.tip.follow"))


def _tip(what: str, says: str, hint: str = "") -> str:
    says = says if len(says) <= _LONGEST else says[: _LONGEST - 1] + "…"
    lines = [f"<b>{escape(what)}</b>", *(escape(each) for each in (says, hint) if each)]
    return "<br>".join(lines)
