"""What a new strategy's file is called before its author says otherwise."""

from __future__ import annotations

import pytest

from strategy_editor.workspace.saving import proposed_name
from tests.short import small_strategy


def titled(title):
    document = small_strategy()
    metadata = document.root.child("metadata")
    (old,) = metadata.children_of("title")
    new = metadata.with_content(
        old.with_content((title,)) if part is old else part for part in metadata.content
    )
    return document.with_root(
        document.root.with_content(
            new if part is metadata else part for part in document.root.content
        )
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Digitalplan 2030", "Digitalplan 2030.xml"),
        ("IT/E-Government: Ziele?", "IT E-Government Ziele.xml"),
        ("..", "strategie.xml"),
        ("  ", "strategie.xml"),
        ("Aux", "strategie.xml"),
        ("nul.2030", "strategie.xml"),
        ("Straße\tund Öl…", "Straße und Öl.xml"),
    ],
)
def test_a_file_is_called_as_its_strategy_on_every_system(title, name):
    assert proposed_name(titled(title), "strategie.xml") == name


def test_a_long_title_makes_no_long_name():
    assert len(proposed_name(titled("Wort " * 60), "strategie.xml")) <= 84
