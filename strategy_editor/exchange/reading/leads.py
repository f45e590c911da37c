"""Who leads on the day that a strategy speaks of."""

from __future__ import annotations

from strategy_editor.document.node import Node
from strategy_editor.exchange.reading.reader import Reader


def present_leads(reader: Reader, node: Node) -> str:
    """Return who leads on the as-of date, else all who ever do."""
    metadata = reader.root.child("metadata") or Node("metadata")
    day = metadata.get("as-of")
    leads = [each for each in node.children_of("responsibility") if each.get("role") == "lead"]
    present = [each for each in leads if each.get("from", day) <= day <= each.get("until", day)]
    return ", ".join(reader.actor(each.get("actor")) for each in present or leads)
