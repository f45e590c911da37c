"""Who has to name a lead: the forms ask for exactly what the check asks for."""

from __future__ import annotations

from strategy_editor.editing.responsibility import NEEDS_LEAD
from strategy_editor.forms.plan import plan
from strategy_editor.schema.catalog import current_schema

SCHEMA = current_schema()


def test_only_goals_and_measures_require_a_lead():
    asked = {
        tag: field.required
        for tag in SCHEMA.elements
        for field in (*plan(SCHEMA, tag).fields, *plan(SCHEMA, tag).more)
        if field.kind == "lead"
    }
    assert {tag for tag, is_required in asked.items() if is_required} == {*NEEDS_LEAD}
    assert asked["field"] is False
