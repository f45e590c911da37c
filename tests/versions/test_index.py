"""The index says what happened to which element, and can be made anew at any time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest

from strategy_editor.document.document import Document
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.versions.index import Index, fold
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.tracing import element_history, search_versions, who_works_where
from tests.short import goal, measure, paragraph, section, small_strategy
from tests.versions.repositories import ANNA, NOON, begun, git, keep_as, text, xml


def strategy(*items) -> bytes:
    return xml(small_strategy(*items))


P3 = paragraph("p3", "Drei.")
STATES = (
    strategy(section("s1", paragraph("p1", "Bis 2016."), paragraph("p2", "Zwei."), P3)),
    strategy(section("s1", paragraph("p1", "Bis Ende 2018."), paragraph("p2", "Zwei."), P3)),
    strategy(section("s1", paragraph("p2", "Zwei."), P3, paragraph("p1", "Bis Ende 2018."))),
    strategy(section("s1", paragraph("p2", "Zwei."), P3), section("s2", goal("g1", measure("m1")))),
    strategy(section("s1", paragraph("p2", "Zwei."), P3),
             section("s2", goal("g1", measure("m1"), priority="high"))),
    strategy(section("s1", paragraph("p2", "Bis 2018."), P3)),
)  # fmt: skip


@pytest.fixture
def history(tmp_path):
    made = begun(tmp_path)
    for number, data in enumerate(STATES):
        keep_as(made, data, f"Fassung {number}", minutes=number)
    return made


@pytest.fixture
def index(history):
    with Index(history) as opened:
        opened.update(versions(history))
        yield opened


def told(index, history, element):
    return [
        (each.version.name[-1], each.kinds)
        for each in element_history(index, versions(history), element)
    ]


def test_what_became_of_an_element(index, history):
    assert told(index, history, "p1") == [
        ("3", ("removed",)), ("2", ("moved",)), ("1", ("reworded",)), ("0", ("added",)),
    ]  # fmt: skip
    assert told(index, history, "g1") == [
        ("5", ("removed",)), ("4", ("attribute",)), ("3", ("added",)),
    ]  # fmt: skip
    assert told(index, history, "nothing") == []


def test_word_by_word(index, history):
    change = element_history(index, versions(history), "p1")[2]
    (field,) = change.fields
    assert (field.old, field.new) == ("Bis 2016.", "Bis Ende 2018.")
    assert [(each.kind, each.text) for each in field.words] == [
        ("same", "Bis "), ("old", "2016"), ("new", "Ende 2018"), ("same", "."),
    ]  # fmt: skip
    assert change.version.author == ANNA


def test_since_when_does_it_say_that(index, history):
    found = search_versions(index, versions(history), " bis  ENDE 2018")
    assert [(each.element, each.since.name, each.until.name) for each in found] == [
        ("p1", "Fassung 1", "Fassung 3")
    ]
    found = search_versions(index, versions(history), "2018")
    assert [(each.element, each.until) for each in found if each.until is None] == [("p2", None)]
    assert search_versions(index, versions(history), " ") == []
    assert search_versions(index, versions(history), "nie gesagt") == []


def test_counts_are_those_of_the_comparison(index, history):
    counts = index.counts()
    by_name = {each.name[-1]: counts[each.id] for each in versions(history)}
    assert by_name == {
        "0": {"added": 1}, "1": {"reworded": 1}, "2": {"moved": 1},
        "3": {"added": 1, "removed": 1}, "4": {"attribute": 1}, "5": {"removed": 1, "reworded": 1},
    }  # fmt: skip


def test_it_is_made_anew_where_it_is_missing_damaged_or_of_another_time(index, history):
    expected = told(index, history, "p1")
    (file,) = history.private_folder.glob("index-*.sqlite3")
    index.close()
    for damage in (b"", b"nonsense" * 1000, file.read_bytes()[:3000], None):
        if damage is None:
            file.unlink()
        else:
            file.write_bytes(damage)
        with Index(open_history(history.file)) as again:
            again.update(versions(history))
            assert told(again, history, "p1") == expected


def test_it_works_where_nothing_can_be_written(history, monkeypatch):
    monkeypatch.setattr(
        "strategy_editor.versions.repository.History.private_folder",
        history.folder / "HEAD" / "not-a-folder",
    )
    with Index(history) as index:
        index.update(versions(history))
        assert len(told(index, history, "p1")) == 4


def test_it_goes_on_where_its_file_is_taken_away_while_it_is_open(history):
    with Index(history) as index:
        (file,) = history.private_folder.glob("index-*.sqlite3")
        file.unlink()
        index.update(versions(history))
        assert len(told(index, history, "p1")) == 4


def test_it_takes_in_only_what_is_new(index, history):
    keep_as(history, text("Neu"), "Fassung 6", minutes=9)
    seen = []
    index.update(versions(history), lambda done, whole: seen.append((done, whole)))
    assert seen == [(0, 1), (1, 1)]


def test_cancelling_keeps_what_was_taken_in(history):
    class Cancelled(Exception):
        pass

    def cancel(done, _whole):
        if done == 3:
            raise Cancelled

    with Index(history) as index:
        with pytest.raises(Cancelled):
            index.update(versions(history), cancel)
        assert len(index.counts()) == 3
        index.update(versions(history))
        assert len(told(index, history, "p1")) == 4


def test_a_version_that_is_no_strategy_is_one_in_which_nothing_happened(tmp_path):
    git(tmp_path, "init", "-q")
    file = tmp_path / "strategie.xml"
    for data in (text("Eins"), b"<<<<<<< HEAD", text("Zwei").replace(b"  <", b"\t<")):
        file.write_bytes(data)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "Change")
    history = open_history(file)
    with Index(history) as index:
        index.update(versions(history))
        assert [
            each for (each,) in zip(element_history(index, versions(history), "p1"), strict=True)
        ]


def test_what_came_from_a_side_is_its_authors(tmp_path):
    """A commit that joins two histories changed nothing itself where each part is from a side."""
    git(tmp_path, "init", "-q")
    file = tmp_path / "strategie.xml"

    def commit(name, *paragraphs):
        file.write_bytes(strategy(section("s1", *paragraphs)))
        git(tmp_path, "add", ".")
        git(tmp_path, "-c", f"user.name={name}", "commit", "-q", "-m", name, f"--author={name} <x>")

    commit("Start", paragraph("p1", "Eins"), paragraph("p2", "Zwei"))
    git(tmp_path, "switch", "-qc", "side")
    commit("Anna", paragraph("p1", "Eins von Anna"), paragraph("p2", "Zwei"))
    git(tmp_path, "switch", "-q", "main")
    commit("Bernd", paragraph("p1", "Eins"), paragraph("p2", "Zwei von Bernd"))
    git(tmp_path, "merge", "-q", "--no-commit", "-s", "ours", "side")
    commit("Merge", paragraph("p1", "Eins von Anna"), paragraph("p2", "Zwei von Bernd"))
    history = open_history(file)
    known = versions(history)
    with Index(history) as index:
        index.update(known)
        assert [each.version.name for each in element_history(index, known, "p1")] == [
            "Anna", "Start",
        ]  # fmt: skip
        assert [each.version.name for each in element_history(index, known, "p2")] == [
            "Bernd", "Start",
        ]  # fmt: skip
        at_work = who_works_where(index, known, known[-1].when - timedelta(1))
        assert {
            each.author.name: each.elements for each in at_work if each.author.name != "Start"
        } == {"Anna": ("p1",), "Bernd": ("p2",)}


def test_random_edits_of_the_sample_are_told_word_by_word(tmp_path):
    """The oracle is the list of edits itself."""
    document = read(shipped("samples") / "egov-2014.xml").document
    history = begun(tmp_path, xml(document))
    random = Random(7)
    paragraphs = [each.id for each in document.root.walk() if each.tag == "paragraph"]
    expected: dict[str, list[str]] = {}
    keep_as(history, xml(document), "Fassung 0")
    for number in range(1, 20):
        element = random.choice(paragraphs[:8])
        wording = f"Wortlaut {number} " + " ".join(random.choices("abcdef", k=5))
        document = Document(document.updated(element, lambda old: old.with_content([wording])).root)  # noqa: B023
        keep_as(history, xml(document), f"Fassung {number}", minutes=number)
        expected.setdefault(element, []).append(wording)
    with Index(history) as index:
        known = versions(history)
        index.update(known)
        for element, wordings in expected.items():
            changes = element_history(index, known, element)
            assert [each.fields[0].new for each in reversed(changes)][1:] == wordings
            for wording in wordings:
                (hit,) = search_versions(index, known, wording)
                assert hit.element == element
                assert hit.since.name.split()[1] == wording.split()[1]


def test_folding():
    assert fold(" Straße\n\tX ") == "strasse x"
    assert NOON


def test_what_was_taken_in_before_it_was_ended_stays(history):
    class Ended(Exception):
        pass

    def end(done: int, _whole: int) -> None:
        if done == 3:
            raise Ended

    known = versions(history)
    with Index(history) as index:
        with pytest.raises(Ended):
            index.update(known, end)
        assert len(index.counts()) == 3
        told_of: list[tuple[int, int]] = []
        index.update(known, lambda *told: told_of.append(told))
        assert told_of[0] == (0, len(known) - 3)
        assert len(index.counts()) == len(known)


def test_two_that_take_in_the_same_versions_at_once(history):
    """Whoever comes second waits, or finds each version taken in."""
    known = versions(history)

    def update() -> None:
        with Index(open_history(history.file)) as index:
            index.update(known)

    with ThreadPoolExecutor(4) as pool:
        for _ in range(10):
            for file in history.private_folder.glob("index-*.sqlite3"):
                file.unlink()
            for done in [pool.submit(update) for _ in range(4)]:
                done.result()
    with Index(history) as index, Index(history) as other:
        for version in known:
            other._take(version, {each.id: each for each in known})
        other._database.commit()
        assert len(index.counts()) == len(known)
        assert len(told(index, history, "p1")) == 4
