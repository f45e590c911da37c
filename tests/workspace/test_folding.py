"""What was unfolded in a file is kept, for so many files and so many elements."""

from __future__ import annotations

from strategy_editor.workspace.folding import (
    MOST_FILES,
    MOST_IDS,
    Folding,
    load_folding,
    save_folding,
)


def test_each_file_has_its_own_and_the_oldest_give_way(tmp_path):
    store = tmp_path / "state" / "folding.json"
    files = [tmp_path / f"{at}.xml" for at in range(MOST_FILES + 1)]
    for at, file in enumerate(files):
        save_folding(file, Folding(f"g{at}", ("a", "b")), store)
    assert load_folding(files[0], store) is None
    assert load_folding(files[1], store) == Folding("g1", ("a", "b"))
    save_folding(files[1], Folding("x", ()), store)
    save_folding(files[0], Folding("y", ()), store)
    assert load_folding(files[1], store) == Folding("x", ())
    assert load_folding(files[2], store) is None


def test_what_is_too_much_or_cannot_be_read_harms_nothing(tmp_path):
    store, file = tmp_path / "folding.json", tmp_path / "a.xml"
    save_folding(file, Folding("", tuple(map(str, range(MOST_IDS + 5)))), store)
    kept = load_folding(file, store)
    assert kept is not None
    assert len(kept.unfolded) == MOST_IDS
    for text in ("", "[]", '{"files": 1}', '{"files": {"a": 1}}', "[" * 100_000):
        store.write_text(text, encoding="utf-8")
        assert load_folding(file, store) is None
    save_folding(file, Folding("g", ()), tmp_path / "a.xml" / "no" / "folder")
    (tmp_path / "plain").write_text("", encoding="utf-8")
    save_folding(file, Folding("g", ()), tmp_path / "plain" / "folding.json")
