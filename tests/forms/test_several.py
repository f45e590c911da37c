"""Several elements edited together, as values."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings

from strategy_editor.forms.several import set_for_all, shared_fields, value_of, values_of
from strategy_editor.schema.catalog import current_schema
from tests.strategies import documents, seeds

SCHEMA = current_schema()


def keys(*tags):
    return [field.key for field in shared_fields(SCHEMA, tags)]


def test_goals_share_what_is_not_their_own_text():
    shared = keys("goal", "goal")
    assert shared[:4] == ["@horizon", "@target-date", "responsibility", "@status"]
    assert "title" not in shared
    assert "statement" not in shared


def test_different_types_share_what_means_the_same_in_both():
    mixed = keys("goal", "measure")
    assert {"responsibility", "@priority", "@status-as-of", "@tags"} <= {*mixed}
    assert "@status" not in mixed
    assert "@horizon" not in mixed
    assert "@status" in keys("goal", "subgoal")
    assert keys("paragraph", "goal") == []


@settings(max_examples=25, deadline=None)
@given(documents(budget=120), seeds())
def test_what_is_set_for_all_all_have_and_nothing_else_changes(document, seed):
    random = Random(seed)
    nodes = [node for node in document.root.walk() if node.tag in ("goal", "measure", "milestone")]
    if not nodes:
        return
    ids = [node.id for node in random.sample(nodes, min(3, len(nodes)))]
    tags = [document.node(each).tag for each in ids]
    for field in shared_fields(SCHEMA, tags):
        if field.kind == "lead":
            continue
        after = set_for_all(document, SCHEMA, ids, field.key, "x", None)
        found = [after.node(each) for each in ids]
        assert values_of(found, field.key, None) == [("x", len({*ids}))] or len({*ids}) < len(ids)
        cleared = set_for_all(after, SCHEMA, ids, field.key, "", None)
        assert all(value_of(cleared.node(each), field.key, None) == "" for each in ids)
        untouched = {
            node.id: node for node in document.root.walk() if node.id and node.id not in ids
        }
        for node in after.root.walk():
            if node.id in untouched:
                assert node.attributes == untouched[node.id].attributes
