"""What somebody did to the server's history with other means: taken back, renamed."""

from __future__ import annotations

import pytest

from strategy_editor.versions.remote import Rewritten
from tests.versions.colleagues import colleague
from tests.versions.repositories import fsck, git, text
from tests.versions.servers import web_server


@pytest.fixture(params=["http", "folder"])
def anna(request, tmp_path):
    """Anna has sent two versions; with her the folder of the repository she sends to."""
    with web_server(tmp_path / "server") as server:
        anna = colleague(tmp_path, "Anna")
        anna.write(text("Anfang."))
        anna.keep("Erste")
        share = tmp_path / "share.git"
        is_web = request.param == "http"
        anna.connect(server.address if is_web else share)
        anna.send()
        anna.write(text("Weiter."))
        anna.keep("Zweite")
        anna.send()
        yield anna, server.repository if is_web else share


def test_what_was_taken_back_on_the_server_is_not_quietly_brought_back(anna):
    anna, repository = anna
    first = git(repository, "rev-list", "--max-parents=0", "main").strip()
    git(repository, "update-ref", "refs/heads/main", first)
    before = anna.file.read_bytes()
    for act in (anna.fetch, anna.send):
        with pytest.raises(Rewritten):
            act()
    assert git(repository, "rev-parse", "main").strip() == first
    assert anna.file.read_bytes() == before
    anna.fetch(rejoin=True)
    anna.send()
    assert git(repository, "show", "main:strategie.xml").encode() == before


def test_a_strategy_that_was_renamed_there_goes_on_under_its_new_name(anna, tmp_path):
    anna, repository = anna
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", repository, clone)
    git(clone, "mv", "strategie.xml", "digital.xml")
    git(clone, "commit", "-qm", "umbenannt")
    git(clone, "push", "-q", "origin", "main")
    anna.write(text("Weiter, und noch mehr."))
    anna.keep("Dritte")
    anna.send()
    assert git(repository, "ls-tree", "--name-only", "main").split() == ["digital.xml"]
    assert git(repository, "show", "main:digital.xml").encode() == anna.file.read_bytes()
    assert {"Erste", "Zweite", "Dritte"} <= set(anna.names)
    assert anna.fetch().joined.kind == "nothing"
    fsck(anna.history)
