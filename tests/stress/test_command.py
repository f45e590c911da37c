"""The command that writes stress editions."""

from __future__ import annotations

import json

import pytest

from tests.stress.__main__ import main
from tests.stress.applying import apply_truth


def test_one_file(tmp_path):
    assert main(["--elements", "100", str(tmp_path / "old.xml")]) == 0
    assert (tmp_path / "old.xml").read_bytes().startswith(b"<?xml")


def test_two_files_with_their_truth(tmp_path):
    old, new, truth = (tmp_path / name for name in ("old.xml", "new.xml", "truth.json"))
    assert (
        main(["--elements", "150", "--seed", "3", "--truth", str(truth), str(old), str(new)]) == 0
    )
    told = json.loads(truth.read_text(encoding="utf-8"))
    assert (told["format"], told["elements"], told["seed"]) == ("strategy-truth/1", 150, 3)
    assert apply_truth(old.read_bytes(), told) == new.read_bytes()


def test_three_files_with_their_truth(tmp_path):
    files = [str(tmp_path / name) for name in ("base.xml", "ours.xml", "theirs.xml")]
    truth = tmp_path / "truth.json"
    assert main(["--three", "--elements", "300", "--truth", str(truth), *files]) == 0
    assert json.loads(truth.read_text(encoding="utf-8"))["format"] == "strategy-merge-truth/1"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--elements", "10", "a"], "at least"),
        (["--elements", "200", "a", "b", "c"], "--three"),
        (["--elements", "200", "--three", "a", "b"], "--three"),
        (["--elements", "200", "--moved", "0.1", "a"], "OLD.xml NEW.xml"),
        (["--elements", "200", "--truth", "t", "a"], "--truth"),
        (["--elements", "200", "a", "a"], "name of its own"),
        (["--elements", "200", "--moved", "-1", "a", "b"], "between 0 and 1"),
        (["--elements", "200", "--moved", "nan", "a", "b"], "between 0 and 1"),
        (["--elements", "200", "--moved", "0.7", "--inserted", "0.7", "a", "b"], "add up"),
    ],
)
def test_wrong_calls_are_refused_with_a_reason(arguments, reason, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert reason in capsys.readouterr().err


def test_what_cannot_be_made_is_told(tmp_path, capsys):
    files = [str(tmp_path / "old.xml"), str(tmp_path / "new.xml")]
    lavish = ["--merged", "0.8", "--reworded", "0", "--inserted", "0", "--deleted", "0"]
    assert main(["--elements", "200", *lavish, *files]) == 2
    assert "do not fit" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert main(["--elements", "200", str(tmp_path / "nowhere" / "old.xml")]) == 2
    assert "cannot write" in capsys.readouterr().err
