"""The stress editions are what their truth says."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest

from strategy_editor.comparison.compare import compare
from strategy_editor.document.texts import wording
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.validation.check import check
from strategy_editor.validation.problem import Severity
from tests.stress.applying import apply_truth
from tests.stress.edits import RATES, DoesNotFit
from tests.stress.grow import grow, is_block
from tests.stress.truth import ID_MODES, ids_of, new_edition

HARD = {
    "retyped": 0.06, "deleted": 0.03, "merged": 0.02, "split": 0.02, "moved": 0.03,
    "moved-away": 0.02, "moved-and-reworded": 0.02, "inserted": 0.03, "rewritten": 0.03,
    "reworded": 0.08,
}  # fmt: skip
CASES = [(150, 1, False), (600, 2, True), (600, 3, True), (1500, 4, True)]


@cache
def edition(blocks, seed, hard, ids="keep"):
    old = grow(blocks, seed)
    new, truth = new_edition(old, HARD if hard else RATES, seed, ids)
    return old, new, truth


def canonical(document):
    return to_bytes(document, current_schema().mixed_tags)


def entries(truth, *operations):
    return [each for each in truth["done"] if {*operations} & {*each["did"]}]


def new_ids(truth, *operations):
    return {each["new"] for each in entries(truth, *operations)}


@pytest.mark.parametrize("blocks", [100, 333, 2000])
def test_as_many_blocks_as_asked_for(blocks):
    assert sum(map(is_block, grow(blocks, 5).root.walk())) == blocks


@pytest.mark.parametrize(("blocks", "seed", "hard"), CASES)
@pytest.mark.parametrize("ids", ID_MODES)
def test_editions_are_without_errors(blocks, seed, hard, ids):
    for document in edition(blocks, seed, hard, ids)[:2]:
        assert [each for each in check(document) if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("blocks", "seed", "hard"), CASES)
@pytest.mark.parametrize("ids", ID_MODES)
def test_the_truth_applied_to_the_old_gives_the_new(blocks, seed, hard, ids):
    old, new, truth = edition(blocks, seed, hard, ids)
    assert apply_truth(canonical(old), truth) == canonical(new)


@pytest.mark.parametrize(("blocks", "seed", "hard"), CASES)
@pytest.mark.parametrize("ids", ID_MODES)
def test_every_element_is_a_pair_or_gone_or_new(blocks, seed, hard, ids):
    old, new, truth = edition(blocks, seed, hard, ids)
    before, after = Counter(ids_of(old.root)), Counter(ids_of(new.root))
    pairs = truth["pairs"]
    assert max(before.values()) == max(after.values()) == 1
    assert {one for one, _ in pairs} <= before.keys()
    assert {other for _, other in pairs} <= after.keys()
    tags = {each.id: each.tag for each in old.root.walk()}
    retyped = new_ids(truth, "retyped")
    for one, other in pairs:
        assert tags[one] == new.node(other).tag or other in retyped or tags[one] == "footnote"


def test_what_is_not_named_is_as_it_was():
    old, new, truth = edition(1500, 4, True)
    named = {each["old"] for each in truth["done"]} | {each["new"] for each in truth["done"]}
    for node in old.root.walk():
        if node.tag in ("paragraph", "statement", "text") and node.id and node.id not in named:
            found = new.find(node.id)
            # What stood in a removed measure went with it.
            assert found == node or found is None


@pytest.mark.parametrize(("blocks", "seed", "hard"), CASES)
def test_rates_are_kept(blocks, seed, hard):
    _, _, truth = edition(blocks, seed, hard)
    rates, units = truth["rates"], truth["units"]
    both = [each for each in truth["done"] if len(each["did"]) == 2 and "reworded" in each["did"]]
    alone = Counter(each["did"][0] for each in truth["done"] if len(each["did"]) == 1)
    assert len(both) == round(rates["moved-and-reworded"] * units)
    for name in RATES.keys() - {"retyped", "moved-and-reworded"}:
        assert alone[name] == round(rates[name] * units)
    assert bool(entries(truth, "retyped")) == bool(rates["retyped"])
    assert alone["split-off"] == alone["split"]
    assert alone["merged-away"] == alone["merged"]


@pytest.mark.parametrize(("blocks", "seed", "hard"), CASES)
def test_rewritten_texts_are_three_fifths_new(blocks, seed, hard):
    old, new, truth = edition(blocks, seed, hard)
    for each in entries(truth, "rewritten"):
        before, after = (
            Counter(wording(document.node(each["new"])).split()) for document in (old, new)
        )
        kept = (before & after).total() / after.total()
        assert 0.2 <= kept <= 0.55


def test_ids_are_kept_stripped_or_shuffled():
    old, kept, truth = edition(600, 2, True)
    assert all(one == other for one, other in truth["pairs"])
    ids = set(ids_of(old.root))
    _, stripped, _ = edition(600, 2, True, "strip")
    assert not ids & set(ids_of(stripped.root))
    _, shuffled, truth = edition(600, 2, True, "shuffle")
    assert set(ids_of(shuffled.root)) == set(ids_of(kept.root))
    assert sum(one == other for one, other in truth["pairs"]) < len(truth["pairs"]) / 10
    texts = {name: [n.text for n in d.root.walk()] for name, d in
             (("kept", kept), ("stripped", stripped), ("shuffled", shuffled))}  # fmt: skip
    assert texts["kept"] == texts["stripped"] == texts["shuffled"]


@pytest.mark.parametrize(("blocks", "seed", "hard"), CASES)
def test_our_comparison_finds_what_was_done(blocks, seed, hard):
    old, new, truth = edition(blocks, seed, hard)
    changes = compare(old, new).changes
    found = {
        kind: {each.id for each in changes if kind in each.kinds}
        for kind in ("added", "removed", "split", "merged", "moved", "retyped")
    }
    assert found["added"] == new_ids(truth, "inserted")
    assert found["removed"] == {each["old"] for each in entries(truth, "deleted")}
    assert found["split"] == new_ids(truth, "split")
    assert found["merged"] == new_ids(truth, "merged")
    assert found["retyped"] == new_ids(truth, "retyped")
    reworded = [(each.id, each.field) for each in changes if "reworded" in each.kinds]
    fields = [
        (each["new"], name)
        for each in entries(truth, "reworded", "rewritten")
        for name in each.get("fields", ())
    ]
    assert sorted(reworded) == sorted(fields)
    away = new_ids(truth, "moved-away")
    within = new_ids(truth, "moved")
    assert found["moved"] >= away
    assert len(found["moved"] - away) <= len(within)
    parents = Counter(each["parent"] for each in entries(truth, "moved"))
    alone = {each["new"] for each in entries(truth, "moved") if parents[each["parent"]] == 1}
    assert alone <= found["moved"]


def test_rates_that_do_not_fit_are_refused():
    with pytest.raises(DoesNotFit):
        new_edition(grow(200, 1), {"merged": 0.9}, 1, "keep")


def test_the_same_arguments_give_the_same_bytes(tmp_path):
    arguments = ["--elements", "200", "--seed", "9", "--retyped", "0.05", "--ids", "shuffle"]
    made = []
    for hash_seed in ("1", "2"):
        files = [tmp_path / f"{name}{hash_seed}" for name in ("old", "new", "truth")]
        command = [sys.executable, "-m", "tests.stress", *arguments, "--truth", str(files[2])]
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([*command, *map(str, files[:2])], check=True, env=environment)
        made.append([path.read_bytes() for path in files])
    assert made[0] == made[1]
