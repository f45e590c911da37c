"""Comparing and merging files of different versions of the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategy_editor.storage.writing import write
from tests.cli.calling import call
from tests.short import paragraph, section, small_strategy


@pytest.fixture
def files(tmp_path):
    def made(version: str) -> Path:
        document = small_strategy(section("s1", paragraph("p1", "Ein Satz.")))
        document = document.with_root(document.root.with_attribute("version", version))
        write(document, tmp_path / f"v{version}.xml")
        return tmp_path / f"v{version}.xml"

    return {version: made(version) for version in ("1.0", "1.1", "1.9", "2.0")}


def test_how_a_file_is_written_is_no_change_of_the_strategy(capsys, files):
    answer = call(capsys, "compare", files["1.0"], files["1.1"], "--format", "json")
    assert answer.code == 0
    assert '"changes": []' in answer.out


@pytest.mark.parametrize("newer", ["1.9", "2.0"])
@pytest.mark.parametrize("at", [0, 1])
def test_a_newer_file_is_refused_in_one_sentence(capsys, files, tmp_path, newer, at):
    pair = [files["1.0"], files["1.0"]]
    pair[at] = files[newer]
    answer = call(capsys, "compare", *pair)
    assert answer.code == 2
    assert newer in answer.sentence()
    answer = call(capsys, "merge", files["1.0"], *pair, "-o", tmp_path / "out.xml")
    assert answer.code == 2
    assert newer in answer.sentence()
    assert not (tmp_path / "out.xml").exists()
