"""Any sequence of keeping, editing, restoring and merging: every version back byte for byte."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.versions.packing import pack
from strategy_editor.versions.timeline import content_of, versions
from strategy_editor.versions.verifying import verify_history
from strategy_editor.versions.version import KINDS
from strategy_editor.workspace.versioning import restore
from tests.versions.colleagues import Colleague, colleague
from tests.versions.repositories import fsck, xml
from tests.versions.writing import Writer, beginning

ACTS = ("edit", "edit", "edit", "keep", "keep", "restore", "send", "fetch", "pack", "wild")
steps = st.lists(
    st.tuples(st.sampled_from(ACTS), st.booleans(), st.integers(0, 10**6)), max_size=24
)


class Desk:
    """Two colleagues at one file share, and what each of their versions held when it was kept."""

    def __init__(self, folder: Path) -> None:
        share = folder / "team.git"
        self.anna, self.bernd = colleague(folder, "Anna"), colleague(folder, "Bernd")
        self.anna.write(beginning(2, 4))
        self.anna.keep("Erste")
        self.anna.connect(share)
        self.anna.send()
        self.bernd.connect(share)
        self.writers = {each: Writer(f"{each.lower()}x", Random(0)) for each in ("Anna", "Bernd")}
        self.kept: dict[str, bytes] = {}
        self.note()

    def note(self) -> None:
        for person in (self.anna, self.bernd):
            history = person.history
            for version in versions(history):
                self.kept.setdefault(version.id, content_of(history, version))

    def act(self, what: str, person: Colleague, seed: int) -> None:
        random = Random(seed)
        if what == "edit":
            writer = self.writers[person.name]
            writer.random = random
            person.write(xml(writer.edit(person.document)))
        elif what == "wild":
            # Another program saved it in its own way; the strategy is the same.
            person.write(person.file.read_bytes().replace(b"\n  <", b"\n\t<"))
        elif what == "keep":
            person.keep(f"Fassung {seed}", random.choice(KINDS))
        elif what == "restore":
            history, work = person.history, person.work()
            version = random.choice(versions(history))
            data = self.kept[version.id]
            restore(history, version, person.file, name="x", author=work.author, now=work.now)
            assert person.file.read_bytes() == data
        elif what == "pack":
            pack(person.history, wholly=bool(seed % 2))
        elif what == "send":
            person.send()
        else:
            person.fetch()
        self.note()


@settings(max_examples=8)
@given(steps)
def test_every_version_can_be_had_back(tmp_path_factory, taken):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for what, is_anna, seed in taken:
        desk.act(what, desk.anna if is_anna else desk.bernd, seed)
    for person in (desk.anna, desk.bernd, desk.anna):
        person.send()
    desk.bernd.fetch()
    # Not the bytes: a file that another program laid out anew stays so while nothing comes.
    assert desk.anna.document == desk.bernd.document
    desk.note()
    known = {each.id: each for each in versions(desk.anna.history)}
    assert set(desk.kept) == set(known)
    for person in (desk.anna, desk.bernd):
        history = person.history
        for version in versions(history):
            assert content_of(history, version) == desk.kept[version.id]
        assert verify_history(history).faults == ()
        fsck(history)
