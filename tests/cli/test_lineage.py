"""Lineage from the command line: checking against the predecessor and refreshing the roster."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from strategy_editor.paths import shipped
from tests.cli.calling import call

SAMPLES = shipped("samples")
OLD, NEW = SAMPLES / "egov-2009.xml", SAMPLES / "egov-2014.xml"


@pytest.fixture
def worn(tmp_path) -> Path:
    """The strategy of 2014 with a roster that has lost a goal and misnames another."""
    text = NEW.read_text(encoding="utf-8")
    lines = [each for each in text.splitlines(keepends=True) if 'id="r_online"' not in each]
    path = tmp_path / "worn.xml"
    path.write_text("".join(lines).replace('title="Formulare am Bildschirm"', 'title="Formulare"'),
                    encoding="utf-8")  # fmt: skip
    return path


def test_the_samples_are_true_to_each_other(capsys):
    answer = call(capsys, "check", NEW, "--predecessor", OLD)
    assert answer.code == 0
    assert "0 errors, 0 warnings, 0 hints" in answer.out


def test_what_is_not_true_is_found_and_refreshed_on_request(capsys, worn):
    before = worn.read_bytes()
    found = call(capsys, "check", worn, "--predecessor", OLD)
    assert found.code == 1
    assert worn.read_bytes() == before
    answer = call(capsys, "check", worn, "--predecessor", OLD, "--refresh-roster")
    assert "Roster refreshed, 2 changes:" in answer.out
    assert "added: Z 4 Anliegen durchgängig elektronisch erledigen" in answer.out
    again = call(capsys, "check", worn, "--predecessor", OLD, "--refresh-roster")
    assert "The roster of former goals agrees with the predecessor." in again.out


def test_the_json_holds_the_ledger_of_the_roster(capsys, worn):
    options = ("--predecessor", OLD, "--refresh-roster", "--format", "json")
    shape = json.loads(call(capsys, "check", worn, *options).out)
    kinds = [each["kind"] for each in shape["files"][0]["roster"]]
    assert sorted(kinds) == ["added", "changed"]
    plain = json.loads(call(capsys, "check", worn, "--format", "json").out)
    assert "roster" not in plain["files"][0]


def test_bad_predecessors_are_refused_in_one_sentence(capsys, tmp_path, worn):
    missing = call(capsys, "check", worn, "--predecessor", tmp_path / "none.xml")
    assert missing.code == 2
    assert "none.xml" in missing.sentence()
    alone = call(capsys, "check", worn, "--refresh-roster")
    assert alone.code == 2
    assert "--predecessor" in alone.sentence()
    unrelated = call(capsys, "check", worn, "--predecessor", SAMPLES / "landkreis-2030.xml")
    assert unrelated.code == 1
    assert "is not among the strategy's predecessors" in unrelated.out


def test_the_next_edition_is_begun_with_a_ledger(capsys, tmp_path):
    out = tmp_path / "2017.xml"
    answer = call(capsys, "new", out, "--from", NEW, "--base-date", "2017-01-01")
    assert answer.code == 0
    assert "Edition 2017 begun: 53 goals carried over from edition 2014" in answer.out
    assert "29 goals change their horizon:" in answer.out
    assert (
        "Z 1 Amtliche Informationen im Internet: kurzfristig instead of mittelfristig" in answer.out
    )
    assert "Stays with the old edition: Disposition (60)" in answer.out
    assert (tmp_path / "2017.media").is_dir()
    found = call(capsys, "check", out, "--predecessor", NEW, "--format", "json")
    rules = {each["rule"] for each in json.loads(found.out)["files"][0]["findings"]}
    assert "former-goal-without-disposition" in rules
    assert not {each for each in rules if each.startswith(("schema.", "roster-"))}


@pytest.mark.parametrize("options", [
    ("--base-date", "gestern"), ("--until", "2017-02-30"),
    ("--base-date", "2017-01-01", "--until", "2016-12-31"),
])  # fmt: skip
def test_days_that_are_none_are_refused(capsys, tmp_path, options):
    answer = call(capsys, "new", tmp_path / "x.xml", "--from", NEW, *options)
    assert answer.code == 2
    answer.sentence()
    assert list(tmp_path.iterdir()) == []


def test_an_edition_never_replaces_a_file(capsys, tmp_path, worn):
    assert call(capsys, "new", worn, "--from", NEW).code == 2
    missing = call(capsys, "new", tmp_path / "y.xml", "--from", tmp_path / "none.xml")
    assert missing.code == 2
    assert "none.xml" in missing.sentence()


def test_the_account_is_told_as_text_json_and_picture(capsys, tmp_path):
    said = call(capsys, "lineage", NEW)
    assert said.code == 0
    assert said.out.startswith("34 of 35 accounted for · 1 without statement\n")
    assert "Z 22 Mobile und häusliche Arbeitsplätze: split → Z 24" in said.out
    shape = json.loads(call(capsys, "lineage", NEW, "--format", "json").out)
    assert shape["format"] == "strategy-lineage/1"
    totals = shape["totals"]
    assert totals["accounted"] + totals["unstated"] + totals["open"] == totals["former"] == 35
    assert len(shape["former"]) == 35
    assert len(shape["origins"]) == 53
    for name in ("flow", "horizons"):
        out = tmp_path / f"{name}.svg"
        assert call(capsys, "lineage", NEW, "-o", out, "--picture", name).code == 0
        assert out.read_bytes().startswith(b"<?xml")
    assert call(capsys, "lineage", NEW, "-o", tmp_path / "x.png").code == 2
    nothing = call(capsys, "lineage", OLD, "-o", tmp_path / "y.svg")
    assert nothing.code == 2
    nothing.sentence()
    assert call(capsys, "lineage", OLD).code == 0
