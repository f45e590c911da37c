"""New glossary entries."""

from __future__ import annotations

from itertools import count

from strategy_editor.document.node import element
from strategy_editor.editing.glossary import with_entry
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.elements import to_element
from tests.checking import VALIDATOR
from tests.short import small_strategy

SCHEMA = current_schema()


def test_a_missing_glossary_is_added_and_a_known_name_taken():
    numbers = count()
    document = small_strategy(element("section", element("title", "Eins"), id="s1"))
    new, entry_id = with_entry(
        document, SCHEMA, " Open  Data", "Glossar", lambda: f"n{next(numbers)}"
    )
    entry = new.node(entry_id)
    assert entry.text_of("name") == "Open Data"
    assert new.parent(entry_id).text_of("title") == "Glossar"
    assert VALIDATOR.validate(to_element(new.root, new.namespaces))
    again, same = with_entry(new, SCHEMA, "Open Data", "Glossar")
    assert (again, same) == (new, entry_id)
    third, other = with_entry(new, SCHEMA, "Zweitens", "Glossar", lambda: "z")
    assert [each.id for each in third.parent(other).children_of("glossary-entry")] == [
        entry_id, other,
    ]  # fmt: skip
