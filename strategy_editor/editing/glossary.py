"""New entries of the glossary."""

from __future__ import annotations

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.blank import NewId, random_id
from strategy_editor.editing.edits import insert
from strategy_editor.editing.placement import last_position
from strategy_editor.schema.model import Schema


def with_entry(
    document: Document,
    schema: Schema,
    name: str,
    glossary_title: str,
    new_id: NewId = random_id,
) -> tuple[Document, str]:
    """Return the document with a glossary entry for a name, and the entry's id.

    An entry of that name is taken as it is; a missing glossary is added with its title.
    """
    name = on_one_line(name)
    glossary = next((node for node in document.root.walk() if node.tag == "glossary"), None)
    if glossary is not None:
        for entry in glossary.children_of("glossary-entry"):
            if entry.id is not None and entry.text_of("name") == name:
                return document, entry.id
    entry = Node("glossary-entry", (("id", new_id()),), (Node("name", (), (name,)),
                 Node("definition")))  # fmt: skip
    if glossary is None:
        title = Node("title", (), (glossary_title,))
        glossary = Node("glossary", (("id", new_id()),), (title, entry))
        position = last_position(schema, document.root, "glossary")
        root_id = document.root.id or ""
        return insert(document, schema, root_id, glossary, position or 0), entry.id or ""
    position = last_position(schema, glossary, "glossary-entry")
    parent_id = glossary.id or ""
    return insert(document, schema, parent_id, entry, position or 0), entry.id or ""
