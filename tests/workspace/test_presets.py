"""Export presets: the user's own, the organisation's, and damaged ones."""

from __future__ import annotations

import json

import pytest

from strategy_editor.errors import UserError
from strategy_editor.workspace.organisation import organisation_topic
from strategy_editor.workspace.presets import (
    Preset,
    delete_preset,
    find_preset,
    load_presets,
    save_preset,
)

CABINET = Preset(draft=True, classification="restricted", parts=("text",), recipient="SK")


@pytest.fixture
def organisation(tmp_path, monkeypatch):
    path = tmp_path / "organisation.json"
    monkeypatch.setenv("STRATEGY_EDITOR_ORGANISATION", str(path))
    return path


def test_presets_are_found_as_they_were_kept(tmp_path, organisation):
    path = tmp_path / "presets.json"
    save_preset("Kabinett", CABINET, path)
    save_preset("Leer", Preset(), path)

    assert load_presets(path) == {"Kabinett": CABINET, "Leer": Preset()}
    assert find_preset("Kabinett", path) == CABINET
    delete_preset("Kabinett", path)
    delete_preset("Kabinett", path)
    with pytest.raises(UserError) as raised:
        find_preset("Kabinett", path)
    assert raised.value.values["known"] == "Leer"


def test_a_users_preset_takes_the_place_of_the_organisations(tmp_path, organisation):
    organisation.write_text(json.dumps({"presets": {"A": {"draft": True}, "B": {}}}))
    path = tmp_path / "presets.json"
    save_preset("A", Preset(author="X"), path)

    assert load_presets(path) == {"A": Preset(author="X"), "B": Preset()}


@pytest.mark.parametrize("values", [
    7, {"draft": "yes", "author": 3, "parts": "text", "classification": "secret", "more": 1},
])  # fmt: skip
def test_values_of_another_kind_count_as_not_chosen(tmp_path, organisation, values):
    path = tmp_path / "presets.json"
    path.write_text(json.dumps({"A": values}))

    assert load_presets(path) == {"A": Preset()}


def test_a_damaged_file_of_the_user_holds_nothing(tmp_path, organisation):
    path = tmp_path / "presets.json"
    path.write_text("{")

    assert load_presets(path) == {}


@pytest.mark.parametrize("content", ["{", "[]", '{"presets": 1}'])
def test_a_damaged_file_of_the_organisation_is_said(organisation, content):
    organisation.write_text(content)

    with pytest.raises(UserError) as raised:
        organisation_topic("presets")
    assert raised.value.key == "error.organisation-damaged"


def test_without_a_file_the_organisation_says_nothing(organisation):
    assert organisation_topic("presets") == {}
