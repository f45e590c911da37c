"""``merge`` as users call it: result, ledger, exit codes, choices, bad input."""

from __future__ import annotations

import json

import pytest

from strategy_editor.cli.merge import FORMAT
from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.i18n import LANGUAGES, text
from strategy_editor.merging.stored import conflicts_in
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import write
from strategy_editor.workspace.media import media_folder
from tests.cli.calling import call
from tests.short import paragraph, section, small_strategy
from tests.stress.grow import grow

TEXT = "Die Verwaltung bietet alle Leistungen bis Ende 2018 auch im Netz an."


def strategy(text: str, *more: str) -> Document:
    blocks = [paragraph(f"m{number}", each) for number, each in enumerate(more)]
    return small_strategy(section("s1", paragraph("p", text), *blocks))


@pytest.fixture
def files(tmp_path):
    def write_all(**documents: Document):
        for name, document in documents.items():
            write(document, tmp_path / f"{name}.xml")
        return [tmp_path / f"{name}.xml" for name in documents]

    return write_all


def three(files, ours: str, theirs: str, *more: str):
    return files(base=strategy(TEXT), ours=strategy(ours), theirs=strategy(theirs, *more))


def test_without_conflict(capsys, files, tmp_path):
    paths = three(files, TEXT.replace("alle", "viele"), TEXT.replace("2018", "2020"), "Neu.")
    out = tmp_path / "out.xml"
    answer = call(capsys, "merge", *paths, "-o", out)
    assert (answer.code, answer.err) == (0, "")
    assert "viele Leistungen bis Ende 2020" in read(out).document.node("p").text
    assert "m0" in read(out).document
    assert read(out).document.root.get("version") == "1.0"
    for expected in ("from theirs.xml: 1 added", "Conflicts: none", "out.xml"):
        assert expected in answer.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_conflict(capsys, files, tmp_path, language):
    paths = three(files, TEXT.replace("2018", "2019"), TEXT.replace("2018", "2020"))
    out = tmp_path / "out.xml"
    answer = call(capsys, "merge", *paths, "-o", out, language=language)
    assert answer.code == 1
    (conflict,) = conflicts_in(read(out).document.root)
    assert conflict.id in answer.out
    assert "[-2018-]{+2020+}" in answer.out
    assert call(capsys, "check", out).code == 1
    assert read(out).document.root.get("version") == "1.1"


def test_json_and_choices_made_from_it(capsys, files, tmp_path):
    paths = three(files, TEXT.replace("2018", "2019"), TEXT.replace("2018", "2020"))
    answer = call(capsys, "merge", *paths, "-o", tmp_path / "a.xml", "--format", "json")
    shape = json.loads(answer.out)
    assert shape["format"] == FORMAT
    assert shape["doubtful"] == []
    assert shape["summary"] == {"taken": 0, "conflicts": 1, "settled": 0}
    (conflict,) = shape["conflicts"]
    assert [each["side"] for each in conflict["variants"]] == ["base", "ours", "theirs"]
    assert [each["by"] for each in conflict["variants"]] == [[], ["ours.xml"], ["theirs.xml"]]
    chosen = [{"conflict": conflict["id"], "take": "theirs"}, {"conflict": "c_x", "take": "ours"}]
    choices = tmp_path / "choices.json"
    choices.write_text(json.dumps({"format": "strategy-merge-choices/1", "choices": chosen}))
    out = tmp_path / "b.xml"
    answer = call(capsys, "merge", *paths, "-o", out, "--choices", choices)
    assert answer.code == 0
    assert "their version" in answer.out
    assert "c_x" in answer.out
    assert read(out).document.node("p").text == TEXT.replace("2018", "2020")
    assert conflicts_in(read(out).document.root) == []


def test_several_returned_files_in_any_order(capsys, files, tmp_path):
    names = {"a": "alle", "b": "Ende", "c": "Netz"}
    documents = {name: strategy(TEXT.replace(word, name * 4)) for name, word in names.items()}
    documents["d"] = documents["a"]
    base, *others = files(base=strategy(TEXT), **documents)
    written = []
    for order in (others, others[::-1]):
        out = tmp_path / f"out{len(written)}.xml"
        assert call(capsys, "merge", base, base, *order, "-o", out).code == 0
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert b"bietet aaaa Leistungen bis bbbb 2018 auch im cccc an" in written[0]


def test_pictures_come_along(capsys, files, tmp_path):
    paths = three(files, TEXT, TEXT.replace("alle", "viele"))
    for path, name in zip(paths[1:], ("a.png", "b.png"), strict=True):
        media_folder(path).mkdir()
        (media_folder(path) / name).write_bytes(b"x")
    out = tmp_path / "out.xml"
    assert call(capsys, "merge", *paths, "-o", out).code == 0
    assert {each.name for each in media_folder(out).iterdir()} == {"a.png", "b.png"}


def test_the_samples_have_nothing_in_common_with_a_stranger(capsys, files, tmp_path):
    samples = shipped("samples")
    (stranger,) = files(stranger=grow(300, 1))
    base, mine = samples / "landkreis-2030.xml", samples / "egov-2014.xml"
    for paths in ((base, mine, stranger), (mine, mine, stranger)):
        answer = call(capsys, "merge", *paths, "-o", tmp_path / "out.xml")
        assert answer.code == 2
        assert "nothing in common" in answer.sentence()
        assert not (tmp_path / "out.xml").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_with_the_same_ids_is_told_of(capsys, files, tmp_path, language):
    base, stranger = files(base=grow(300, 1), stranger=grow(300, 2))
    out = tmp_path / "out.xml"
    answer = call(capsys, "merge", base, base, stranger, "-o", out, language=language)
    assert answer.code in (0, 1)
    warning = text(language, "merge.doubtful", names="stranger.xml")
    assert warning in answer.out
    answer = call(capsys, "merge", base, base, stranger, "-o", out, "--format", "json")
    assert json.loads(answer.out)["doubtful"] == ["stranger.xml"]


def test_many_elements_against_few(capsys, files, tmp_path):
    big = grow(1500, 1)
    base, ours, theirs = files(base=big, ours=big, theirs=strategy(TEXT))
    assert call(capsys, "merge", base, ours, theirs, "-o", tmp_path / "out.xml").code in (0, 1)
    answer = call(capsys, "merge", theirs, theirs, base, "-o", tmp_path / "back.xml")
    assert answer.code in (0, 1)


def test_an_id_twice(capsys, files, tmp_path):
    doubled = strategy(TEXT, "a").updated("m0", lambda node: node.with_attribute("id", "p"))
    paths = files(base=strategy(TEXT), ours=strategy(TEXT), theirs=doubled)
    answer = call(capsys, "merge", *paths, "-o", tmp_path / "out.xml")
    assert answer.code == 2
    assert "theirs.xml" in answer.sentence()


def test_footnotes_with_an_id_twice(capsys, files, tmp_path):
    note = element("footnote", "n", id="fn")
    doubled = small_strategy(section("s1", paragraph("p", TEXT, note, "x", note)))
    paths = files(base=strategy(TEXT), ours=doubled, theirs=strategy(TEXT))
    answer = call(capsys, "merge", *paths, "-o", tmp_path / "out.xml")
    assert answer.code == 2
    assert "ours.xml" in answer.sentence()


def test_different_versions_of_the_vocabulary(capsys, files, tmp_path):
    newer = strategy(TEXT.replace("alle", "viele"))
    newer = newer.with_root(newer.root.with_attribute("version", "1.1"))
    paths = files(base=strategy(TEXT), ours=strategy(TEXT.replace("2018", "2019")), theirs=newer)
    out = tmp_path / "out.xml"
    assert call(capsys, "merge", *paths, "-o", out).code == 0
    assert read(out).document.root.get("version") == "1.1"
    later = newer.with_root(newer.root.with_attribute("version", "1.9"))
    paths = files(base=strategy(TEXT), ours=strategy(TEXT), theirs=later)
    answer = call(capsys, "merge", *paths, "-o", out)
    assert answer.code == 2
    assert "1.9" in answer.sentence()


@pytest.mark.parametrize("which", ["base", "ours", "theirs"])
def test_no_file_is_written_over(capsys, files, which, tmp_path):
    paths = three(files, TEXT, TEXT)
    before = [path.read_bytes() for path in paths]
    answer = call(capsys, "merge", *paths, "-o", tmp_path / f"{which}.xml")
    assert answer.code == 2
    answer.sentence()
    assert [path.read_bytes() for path in paths] == before


def test_a_file_that_cannot_be_read(capsys, files, tmp_path):
    paths = three(files, TEXT, TEXT)
    paths[2].write_bytes(b"<strategy")
    answer = call(capsys, "merge", *paths, "-o", tmp_path / "out.xml")
    assert answer.code == 2
    assert "theirs.xml" in answer.sentence()
    assert not (tmp_path / "out.xml").exists()


def test_choices_that_are_none(capsys, files, tmp_path):
    paths = three(files, TEXT, TEXT)
    choices = tmp_path / "choices.json"
    choices.write_text("{}")
    answer = call(capsys, "merge", *paths, "-o", tmp_path / "out.xml", "--choices", choices)
    assert answer.code == 2
    assert "choices.json" in answer.sentence()
