"""Every file of a history damaged in every usual way: one sentence, and the draft untouched."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.calling import call
from tests.versions.repositories import git, text

DAMAGES = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "garbage": lambda data: b"\x00\xff nonsense\n" + data[5:],
    "zeros": lambda data: bytes(len(data)),
}


@pytest.fixture
def file(tmp_path, capsys):
    path = tmp_path / "strategie.xml"
    for number in range(3):
        path.write_bytes(text(f"Stand {number}"))
        kind = ("working", "decision")[number % 2]
        call(capsys, "versions", "keep", path, "--name", f"Stand {number}", "--kind", kind)
    return path


def damaged_files(folder):
    """All files of a repository that say something, some objects among them."""
    found = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    return [each for each in found if "hooks" not in each.parts and "info" not in each.parts]


@pytest.mark.slow
@pytest.mark.parametrize("damage", [*DAMAGES, "gone"])
@pytest.mark.parametrize("is_packed", [False, True])
def test_whatever_is_damaged_is_told_in_a_sentence(file, capsys, damage, is_packed):
    history = file.with_name(f".{file.name}.versions")
    if is_packed:
        git(history, "repack", "-adq")
        git(history, "pack-refs", "--all")
    data, whole = file.read_bytes(), file.with_name("whole")
    shutil.copytree(history, whole)
    for target in damaged_files(whole):
        shutil.rmtree(history)
        shutil.copytree(whole, history)
        broken = history / target.relative_to(whole)
        broken.chmod(0o644)
        if damage == "gone":
            broken.unlink()
        else:
            broken.write_bytes(DAMAGES[damage](broken.read_bytes()))
        for action in (["verify"], ["list"], ["history", "p1"], ["show", "Stand 1"]):
            answer = call(capsys, "versions", action[0], file, *action[1:])
            assert answer.code in (0, 1, 2), (broken, action)
            if answer.code == 2:
                answer.sentence()
        answer = call(capsys, "versions", "keep", file, "--name", "Danach")
        assert answer.code in (0, 2), broken
        assert file.read_bytes() == data


def test_an_object_that_broke_off_is_named_and_kept_anew(file, capsys):
    """The library would read on in it for ever."""
    history, data = file.with_name(f".{file.name}.versions"), file.read_bytes()
    blob = git(history, "rev-parse", f"main:{file.name}").strip()
    broken = history / "objects" / blob[:2] / blob[2:]
    broken.chmod(0o644)
    broken.write_bytes(broken.read_bytes()[:-9])
    answer = call(capsys, "versions", "verify", file)
    assert (answer.code, "Stand 2" in answer.out) == (1, True)
    assert call(capsys, "versions", "show", file, "Stand 2", "--xml").code == 2
    assert call(capsys, "versions", "keep", file, "--name", "Noch einmal").code == 0
    assert call(capsys, "versions", "verify", file).code == 0
    assert file.read_bytes() == data
    git(history, "fsck", "--full")
