"""Settings: each field is checked for itself, and what is not known is kept."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.workspace.recent import cleared, remembered, without
from strategy_editor.workspace.settings import (
    MOST_RECENT,
    Settings,
    checked,
    load_settings,
    save_settings,
)

NAMES = [each.name for each in fields(Settings) if each.name != "unknown"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5000, 5000) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


def test_settings_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "new" / "settings.json"
    settings = Settings("en", "dark", author="Ä", autosave_seconds=30, recent_files=("/a", "/b"))
    save_settings(settings, path)
    assert load_settings(path) == settings


def test_what_this_version_does_not_know_is_kept(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"later": {"x": [1]}, "theme": "dark"}), encoding="utf-8")
    save_settings(load_settings(path), path)
    assert json.loads(path.read_text(encoding="utf-8"))["later"] == {"x": [1]}


@given(st.dictionaries(st.sampled_from([*NAMES, "later"]), JSON))
def test_any_file_gives_settings_of_which_every_field_is_sound(tmp_path_factory, stored):
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    settings = load_settings(path)
    for name in NAMES:
        assert checked(name, getattr(settings, name)) == getattr(settings, name)


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "pink"), ("autosave_seconds", -1), ("autosave_seconds", True), ("backup", ""),
     ("restore_session", 1), ("recent_files", "/a"), ("author", "x\0"), ("unknown", {})],
)  # fmt: skip
def test_a_wrong_value_spoils_no_other_field(tmp_path, name, value):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "language": "en"}), encoding="utf-8")
    assert load_settings(path).language == "en"
    with pytest.raises((ValueError, TypeError)):
        checked(name, value)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_counts_as_nothing_chosen(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == Settings()


def test_recent_files_are_few_different_and_the_latest_first(tmp_path):
    settings = Settings()
    for number in range(MOST_RECENT + 5):
        settings = remembered(settings, tmp_path / f"{number}.xml")
    settings = remembered(settings, tmp_path / "9.xml")
    assert len(settings.recent_files) == MOST_RECENT == len(set(settings.recent_files))
    assert Path(settings.recent_files[0]).name == "9.xml"
    assert settings.folder == str(tmp_path)
    assert len(without(settings, tmp_path / "9.xml").recent_files) == MOST_RECENT - 1
    assert cleared(settings).recent_files == ()
