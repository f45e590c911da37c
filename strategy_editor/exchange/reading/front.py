"""What the front page states of a strategy: edition, decision, dates, who is in charge."""

from __future__ import annotations

from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.reading.reader import Reader

_OUTDATED = frozenset({"superseded", "repealed"})


def title_facts(reader: Reader, metadata: Node, *, draft: bool) -> Iterator[tuple[str, str]]:
    """Yield the labelled lines, without those that say nothing."""
    adoption = metadata.child("adoption")
    edition = reader.attribute_label("metadata", "edition"), metadata.get("edition")
    pairs = [edition]
    if adoption is not None:
        pairs.append((reader.label("adoption"), _adopted(reader, adoption)))
    pairs.append((reader.attribute_label("metadata", "as-of"), reader.date(metadata.get("as-of"))))
    status = metadata.get("status")
    if status in _OUTDATED:
        pairs.append((reader.word("status"), reader.choice("metadata", "status", status)))
    term = reader.term(metadata.get("valid-from"), metadata.get("valid-until"))
    pairs.append((reader.word("validity"), term))
    pairs.append((reader.word("lead"), _name(reader, metadata.get("authority"))))
    label = reader.label("supersedes")
    pairs += [(label, title_of(former)) for former in metadata.children_of("supersedes")]
    if metadata.get("classification") not in ("", "open"):
        value = reader.choice("metadata", "classification", metadata.get("classification"))
        pairs.append((reader.attribute_label("metadata", "classification"), value))
    yield from (pair for pair in pairs if pair[1])


def _adopted(reader: Reader, adoption: Node) -> str:
    body, date = _name(reader, adoption.get("body")), reader.date(adoption.get("date"))
    number = adoption.get("file-number")
    text = reader.word("adopted", body=body, date=date)
    return ", ".join(filter(None, (text, number and reader.word("file-number", number=number))))


def _name(reader: Reader, actor_id: str) -> str:
    actor = reader.actors.get(actor_id)
    return (
        actor.name if actor is not None else reader.word("dangling-reference") if actor_id else ""
    )
