"""What only shows in a process of its own: what is loaded, streams that fail, no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from strategy_editor.cli.main import COMMANDS
from strategy_editor.i18n import LANGUAGES
from strategy_editor.storage.writing import write
from tests.cli.calling import process, python
from tests.short import claim, goal, small_strategy

LOADED = """
import sys
from strategy_editor.__main__ import main
sys.argv = ["strategy-editor", *sys.argv[1:]]
code = main()
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"PySide6", "shiboken6"}, "Qt"
assert not loaded & {"docx"} or "export" in sys.argv or "demo" in sys.argv, "docx"
sys.exit(code)
"""
FULL = Path("/dev/full")


@pytest.fixture
def path(tmp_path):
    write(small_strategy(goal("g"), claim("c")), tmp_path / "strategy.xml")
    return tmp_path / "strategy.xml"


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_loads_qt_and_few_python_docx(path, tmp_path, command):
    arguments = {
        "check": [path], "compare": [path, path], "new": [tmp_path / "new.xml"], "doctor": [],
        "export": [path, "-o", tmp_path / "a.docx"],
        "demo": ["--out", tmp_path / "dossier", "--no-window"],
        "versions": ["keep", path, "--name", "Stand"],
        "merge": [path, path, path, "-o", tmp_path / "merged.xml"],
        "git-merge": [path, path, path, "strategy.xml"], "git-diff": [path],
        "lineage": [path],
    }[command]  # fmt: skip
    answer = python(LOADED, command, *arguments)
    assert "AssertionError" not in answer.err
    assert answer.code in ((0, 1) if command == "doctor" else (0,)), answer.err


def test_help_and_version_load_little():
    code = LOADED + "\nassert 'lxml' not in sys.modules"
    for argument in ("--help", "--version"):
        assert python(code, argument).code == 0


SCREENLESS = {
    "no display": {"QT_QPA_PLATFORM": None, "DISPLAY": None, "WAYLAND_DISPLAY": None},
    "a display that does not answer": {
        "QT_QPA_PLATFORM": None, "DISPLAY": ":987", "WAYLAND_DISPLAY": None,
    },
    "nonsense as display": {
        "QT_QPA_PLATFORM": None, "DISPLAY": "nonsense \U0001f4bb", "WAYLAND_DISPLAY": None,
    },
    "a dead Wayland": {
        "QT_QPA_PLATFORM": None, "DISPLAY": None, "WAYLAND_DISPLAY": "wayland-9",
        "XDG_SESSION_TYPE": "wayland",
    },
    "a platform that does not exist": {"QT_QPA_PLATFORM": "nonsense"},
    "several that do not exist": {"QT_QPA_PLATFORM": "nonsense:a=b;more", "DISPLAY": None},
    "X11 by name without a display": {"QT_QPA_PLATFORM": "xcb", "DISPLAY": None},
}  # fmt: skip


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("environment", SCREENLESS.values(), ids=SCREENLESS)
def test_without_a_screen_the_window_says_so_in_one_sentence(path, environment, language):
    for arguments in ((path,), ()):
        answer = process(*arguments, "--lang", language, environment=environment)
        assert answer.code == 2
        assert answer.out == ""
        assert "Traceback" not in answer.err
        assert len(answer.err.strip().splitlines()) == 1, answer.err


def test_the_language_of_the_environment_is_spoken(tmp_path):
    missing = tmp_path / "missing.xml"
    for value, word in (("de_DE.UTF-8", "gibt es nicht"), ("en_GB.UTF-8", "does not exist")):
        environment = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": value}
        assert word in process("check", missing, environment=environment).sentence()


@pytest.mark.skipif(not FULL.exists(), reason="needs a disk that is always full")
def test_a_full_disk_behind_the_output_gets_a_sentence(path):
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "strategy_editor", "check", str(path)],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_reader_that_stops_listening_is_no_error(path):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "strategy_editor", "check", str(path)],
        stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_output_at_all_is_no_error(path):
    me = "[sys.executable, *sys.argv[1:]]"
    closing = f"import os, sys; os.close(1); os.execv(sys.executable, {me})"
    answer = python(closing, "-m", "strategy_editor", "check", path)
    assert (answer.code, answer.err) == (0, "")


def test_a_mistyped_command_is_no_file(tmp_path):
    answer = process("chek", tmp_path / "a.xml", "--lang", "en")
    assert answer.code == 2
    assert "chek" in answer.sentence()
    assert "check" in answer.sentence()
