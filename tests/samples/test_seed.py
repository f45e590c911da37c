"""The page that the project began from has six defects; a check finds them and nothing else."""

from __future__ import annotations

import re

from strategy_editor.document.node import Node
from strategy_editor.document.profile import profile_of
from strategy_editor.document.texts import wording
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.validation.check import check
from strategy_editor.validation.problem import Problem, Severity

DOCUMENT = read(shipped("samples") / "seed-2014-web.xml").document

# By defect: the list that is missing (1), three spellings of one word (2), an abbreviation used
# before it is explained (3), horizons that overlap and begin too late (4), two sentences of more
# than 30 words (5), and only the masculine form (6).
FOUND = [
    (Severity.HINT, "horizon-classes-start", "h_short", "@label"),
    (Severity.WARNING, "horizon-classes-overlap", "h_medium", "@label"),
    (Severity.WARNING, "short-form-too-early", "p_ueberblick_1", ""),
    (Severity.WARNING, "other-spelling", "p_ueberblick_1", ""),
    (Severity.HINT, "long-sentence", "p_ueberblick_2", ""),
    (Severity.WARNING, "other-spelling", "p_ueberblick_3", ""),
    (Severity.HINT, "masculine-only", "l_begriff_3", "text"),
    (Severity.WARNING, "list-announced-but-missing", "leitbild", "statement"),
    (Severity.HINT, "long-sentence", "p_geltung_1", ""),
]
SPELLED = ("ueberblick", "p_ueberblick_1", "p_ueberblick_3")


def text_of(node_id: str) -> str:
    return wording(DOCUMENT.node(node_id))


def test_what_is_found_is_exact():
    found = [(each.severity, each.rule, each.node_id, each.field) for each in check(DOCUMENT)]
    assert found == FOUND


def test_the_findings_name_what_is_meant():
    def finding(rule: str) -> Problem:
        return next(each for each in check(DOCUMENT) if each.rule == rule)

    assert finding("list-announced-but-missing").value("text").endswith("weil:")
    overlap = finding("horizon-classes-overlap")
    assert (overlap.value("value"), overlap.value("other")) == ("kurzfristig", "mittelfristig")
    spelled = [each for each in check(DOCUMENT) if each.rule == "other-spelling"]
    assert [each.value("written") for each in spelled] == ["E-Government Strategie", "E Government"]
    assert [each.value("wanted") for each in spelled] == ["E-Government-Strategie", "E-Government"]
    assert finding("short-form-too-early").value("short") == "IT"


def test_the_defects_are_there():
    vision = DOCUMENT.node("leitbild")
    assert [child.tag for child in vision.children] == ["title", "statement"]

    spellings = ("E-Government-Strategie", "E-Government Strategie", "E Government")
    for place, spelling in zip(SPELLED, spellings, strict=True):
        assert spelling in text_of(place)

    blocks = [node for node in DOCUMENT.root.walk() if node.tag in ("paragraph", "text")]
    texts = [wording(node) for node in blocks]
    first_use = next(at for at, text in enumerate(texts) if re.search(r"\bIT\b", text))
    explained = next(at for at, text in enumerate(texts) if "Informationstechnik (IT)" in text)
    assert (blocks[first_use].id, blocks[explained].id) == ("p_ueberblick_1", "p_begriff_1")

    classes = {each.id: each for each in profile_of(DOCUMENT.root).horizon_classes}
    assert (classes["h_short"].at_least, classes["h_short"].up_to) == (1, 2)
    assert (classes["h_medium"].at_least, classes["h_medium"].up_to) == (2, 4)

    assert long_sentences(blocks) == {"p_ueberblick_2": 33, "p_geltung_1": 32}

    assert text_of("l_begriff_3").strip().startswith("Mitarbeiter ")
    assert not any("Mitarbeiterinnen" in text for text in texts)


def long_sentences(blocks: list[Node]) -> dict[str, int]:
    found = {}
    for node in blocks:
        for sentence in re.split(r"(?<=[a-zäöüß)][.:])\s+", wording(node)):
            words = len(sentence.split())
            if words > 30:
                found[node.id or ""] = words
    return found
