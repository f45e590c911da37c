"""What is said of indicators and milestones besides their values."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.runs import Run
from strategy_editor.exchange.reading.tidy import collapsed, said

_MEASURED = ("unit", "direction", "frequency", "stage")


def measured_facts(reader: Reader, node: Node, *, in_table: bool) -> Iterator[tuple[str, str]]:
    """Yield the labelled facts of an indicator; its unit only where no table of values has it."""
    for name in _MEASURED[1:] if in_table else _MEASURED:
        value = node.get(name)
        if value:
            yield reader.attribute_label("indicator", name), reader.choice("indicator", name, value)
    owners = [
        reader.actor(each.get("actor"))
        for each in node.children_of("responsibility")
        if each.get("role") == "data-owner"
    ]
    if owners:
        label = reader.choice("responsibility", "role", "data-owner")
        yield label[:1].upper() + label[1:], ", ".join(dict.fromkeys(owners))


def milestone_runs(reader: Reader, node: Node) -> list[Run]:
    """Return when a milestone is due, what it is, and what came of it."""
    status = reader.profile.status(node.get("status"))
    runs = [
        *said(f"{reader.date(node.get('date'))}:", "label"),
        *said(f" {title_of(node)}"),
        *said(f" ({status.label})" if status is not None else ""),
    ]
    evidence = node.child("evidence")
    words = collapsed(reader.runs(evidence)) if evidence is not None else []
    if words:
        runs += [*said(f". {reader.word('evidence')}: "), *words]
    return runs
