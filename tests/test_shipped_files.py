"""What ships with the program is there, whole, and without faults."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from strategy_editor.document.numbering import numbers
from strategy_editor.i18n import LANGUAGES
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.validation.problem import Severity
from strategy_editor.workspace.starting import PROFILES
from strategy_editor.workspace.wording import Wording
from tests.checking import checked

CHECKOUT = Path(__file__).parent.parent
# Made on purpose with faults, or from a page of the web before there was a vocabulary.
NOT_CLEAN = ("seed-2014-web.xml",)
SAMPLES = [path for path in sorted(shipped("samples").glob("*.xml")) if path.name not in NOT_CLEAN]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_without_errors(path):
    document = read(path).document
    wording = Wording(document, "en")
    errors = [
        f"{wording.place(each.node_id, each.field)}: {wording.problem(each)}"
        for each in checked(document)
        if each.severity is Severity.ERROR and not each.muted
    ]
    assert errors == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_have_all_their_pictures(path):
    media = path.with_name(path.stem + ".media")
    wanted = {n.get("file") for n in read(path).document.root.walk() if n.tag == "figure"}
    assert {name for name in wanted if not (media / name).is_file()} == set()


def test_the_first_edition_is_there():
    assert "egov-2009.xml" in [path.name for path in SAMPLES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", PROFILES)
def test_profiles_are_there_in_both_languages_and_without_errors(profile, language):
    path = shipped("resources") / "profiles" / f"{profile}.{language}.xml"
    document = read(path).document
    assert [each for each in checked(document) if each.severity is Severity.ERROR] == []
    assert document.root.get("xml:lang") == language


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_counts_alike_in_both_languages(profile):
    german, english = (
        read(shipped("resources") / "profiles" / f"{profile}.{language}.xml").document.root
        for language in LANGUAGES
    )
    assert [node.id for node in german.walk()] == [node.id for node in english.walk()]
    assert [node.tag for node in german.walk()] == [node.tag for node in english.walk()]
    assert numbers(german).keys() == numbers(english).keys()


@pytest.mark.slow
def test_a_wheel_holds_all_that_the_program_needs(tmp_path):
    done = subprocess.run(
        [
            sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation",
            "--disable-pip-version-check", "--wheel-dir", str(tmp_path), str(CHECKOUT),
        ],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for folder in ("resources", "schemas", "samples"):
        for path in shipped(folder).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                name = path.relative_to(CHECKOUT).as_posix()
                assert f"strategy_editor/_shipped/{name}" in held
    for path in (CHECKOUT / "strategy_editor").rglob("*.py"):
        assert path.relative_to(CHECKOUT).as_posix() in held
    assert not [name for name in held if name.startswith(("tests/", "strategy_editor/tests"))]


@pytest.mark.slow
def test_the_program_works_from_a_wheel(tmp_path):
    """From a folder of its own, where no checkout is near."""
    folder = tmp_path / "site"
    done = subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--quiet",
            "--disable-pip-version-check", "--root-user-action=ignore", "--no-compile",
            "--target", str(folder), str(CHECKOUT),
        ],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r})\n"
        "import strategy_editor; from strategy_editor.__main__ import main\n"
        f"assert strategy_editor.__file__.startswith({str(folder)!r})\n"
        "sys.argv = ['x', 'new', 'new.xml']; assert main() == 0\n"
        "sys.argv = ['x', 'check', 'new.xml']; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
