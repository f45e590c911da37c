"""Two who write at once, with a real server between them: one text in the end, no word lost."""

from __future__ import annotations

import threading
from contextlib import suppress
from random import Random

import pytest

from strategy_editor.merging.stored import conflicts_in
from strategy_editor.validation.check import check
from strategy_editor.validation.problem import Severity
from strategy_editor.versions.talking import CannotConnect
from tests.versions.colleagues import Colleague, colleague
from tests.versions.repositories import fsck, git, xml
from tests.versions.servers import web_server
from tests.versions.writing import Writer, beginning, words_in_conflicts, words_of


class AtWork(threading.Thread):
    """A colleague who edits, keeps, sends and fetches at random."""

    def __init__(self, person: Colleague, writer: Writer, steps: int) -> None:
        super().__init__(name=person.name)
        self.person, self.writer, self.steps = person, writer, steps
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            for _ in range(self.steps):
                self.step(self.writer.random.choice(["edit"] * 6 + ["keep", "send", "fetch"]))
        except BaseException as error:  # noqa: BLE001
            self.failure = error

    def step(self, kind: str) -> None:
        person = self.person
        if kind == "edit":
            person.write(xml(self.writer.edit(person.document)))
        elif kind == "keep":
            person.keep(f"Fassung {person.minutes}")
        elif kind == "fetch":
            person.fetch()
        else:
            # With many who send there is no end of being overtaken; the next time will do.
            with suppress(CannotConnect):
                person.send()


def work_at_once(folder, steps: int, seed: int) -> None:
    with web_server(folder / "server") as server:
        anna = colleague(folder, "Anna")
        anna.write(beginning())
        anna.keep("Erste")
        anna.connect(server.address)
        anna.send()
        bernd = colleague(folder, "Bernd")
        bernd.connect(server.address)
        at_work = [
            AtWork(person, Writer(person.name.lower(), Random(seed + number)), steps // 2)
            for number, person in enumerate((anna, bernd))
        ]
        for each in at_work:
            each.start()
        for each in at_work:
            each.join()
        assert [each.failure for each in at_work] == [None, None], f"seed {seed}"
        for person in (anna, bernd, anna):
            person.send()
        bernd.fetch()
        judge(server, anna, bernd, at_work, seed)


def judge(server, anna, bernd, at_work, seed):
    told = f"seed {seed}"
    assert anna.file.read_bytes() == bernd.file.read_bytes(), told
    assert git(server.repository, "show", "main:strategie.xml").encode() == anna.file.read_bytes()
    document = anna.document
    written = set.union(*(each.writer.written for each in at_work))
    deleted = set.union(*(each.writer.deleted for each in at_work))
    kept = words_of(document) | words_in_conflicts(document)
    assert written - deleted <= kept, (told, written - deleted - kept)
    # Conflicts are open here, some of them about what was deleted on purpose since.
    errors = [
        each for each in check(document)
        if each.severity is Severity.ERROR and "conflict" not in dict(each.values).values()
        and each.rule != "unresolved-conflict"
    ]  # fmt: skip
    assert not errors, (told, errors[:3])
    assert len({each.id for each in conflicts_in(document.root)}) == len(
        conflicts_in(document.root)
    )
    for person in (anna, bernd):
        fsck(person.history)
    git(server.repository, "fsck", "--strict")


@pytest.mark.slow
def test_two_who_write_at_once_end_with_one_text(tmp_path):
    work_at_once(tmp_path, 240, 1)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("seed", [2])
def test_two_who_write_at_once_a_thousand_times(tmp_path, seed):
    work_at_once(tmp_path, 1000, seed)
