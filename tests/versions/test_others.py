"""Who works on other lines of a server: seen, and neither joined nor sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from strategy_editor.ui.versions.loading import load
from strategy_editor.versions.index import Index
from strategy_editor.versions.remote import unsent
from strategy_editor.versions.timeline import versions
from strategy_editor.versions.tracing import who_works_apart
from tests.versions.colleagues import colleague
from tests.versions.repositories import NOON, fsck, git, text
from tests.versions.servers import web_server


@pytest.fixture
def anna(tmp_path):
    with web_server(tmp_path / "server") as server:
        anna = colleague(tmp_path, "Anna")
        anna.write(text("Anfang."))
        anna.keep("Erste")
        anna.connect(server.address)
        anna.send()
        yield anna, server


def branch_off(server, name, wording):
    """Somebody works on a branch with ordinary Git."""
    folder = server.root / f"clone-{name.replace('/', '-')}"
    git(server.root, "clone", "-q", server.repository, folder)
    git(folder, "checkout", "-q", "-b", name)
    (folder / "strategie.xml").write_bytes(text(wording))
    git(folder, "commit", "-qam", "anders", f"--date={(NOON + timedelta(hours=1)).isoformat()}")
    git(folder, "push", "-q", "origin", name)
    return folder


def apart(anna):
    history = anna.history
    known = versions(history)
    with Index(history) as index:
        index.update(known)
        found = who_works_apart(history, index, known, NOON - timedelta(days=1))
    return [(each.branch, each.work.author.name, each.work.elements) for each in found]


def test_who_works_on_another_branch_is_seen_until_it_goes(anna):
    anna, server = anna
    clone = branch_off(server, "fachseite/neu", "Auf der Fachseite.")
    before = anna.file.read_bytes()
    assert anna.fetch().joined.kind == "nothing"
    assert apart(anna) == [("fachseite/neu", "Dev", ("p1",))]
    assert anna.file.read_bytes() == before
    loaded = load(anna.file, NOON, lambda _done, _whole: None)
    assert [each.branch for each in loaded.apart] == ["fachseite/neu"]
    anna.reword("p1", "Hier weiter.")
    anna.keep("Zweite")
    assert len(unsent(anna.history)) == 1
    anna.send()
    assert unsent(anna.history) == set()
    # Ours is the only branch that was sent to.
    assert git(clone, "ls-remote", "origin").count("refs/heads/") == 2
    git(clone, "push", "-q", "origin", "--delete", "fachseite/neu")
    anna.fetch()
    assert apart(anna) == []
    fsck(anna.history)


def test_a_workshop_with_many_branches_is_not_copied(anna):
    anna, server = anna
    branch_off(server, "neu", "Auf der Fachseite.")
    for number in range(25):
        git(server.repository, "branch", f"zweig{number}", "neu")
    anna.fetch()
    assert apart(anna) == []


def test_a_branch_that_cannot_be_fetched_keeps_nobody_from_fetching(anna):
    anna, server = anna
    branch_off(server, "neu", "Auf der Fachseite.")
    tip = git(server.repository, "rev-parse", "neu").strip()
    blob = git(server.repository, "rev-parse", f"{tip}:strategie.xml").strip()
    (server.repository / "objects" / blob[:2] / blob[2:]).unlink()
    assert anna.fetch().joined.kind == "nothing"
    assert apart(anna) == []
