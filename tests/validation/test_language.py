"""Rules of language: what they find, what they leave alone, and that they follow edits."""

from __future__ import annotations

import pytest

from strategy_editor.document.node import element
from strategy_editor.validation.persons import both_forms
from strategy_editor.validation.prose import Prose
from tests.checking import checked
from tests.short import paragraph, section, small_strategy

RULES = {
    "short-form-too-early", "short-form-unexplained", "other-spelling", "long-sentence",
    "masculine-only", "sign-in-word",
}  # fmt: skip
WORDS = "Wort "


def found(*texts: str, **profile: str) -> list[tuple[str, str, str]]:
    blocks = [paragraph(f"p{at}", text) for at, text in enumerate(texts)]
    document = small_strategy(section("s1", *blocks))
    document = document.with_root(document.root.with_attribute("xml:lang", "de"))
    if profile:
        place = document.root.child("profile")
        document = document.updated(
            place.id, lambda node: node.with_attribute("personal-nouns", profile["nouns"])
        )
    return [
        (each.rule, each.node_id, each.value("wanted") or each.value("short"))
        for each in checked(document)
        if each.rule in RULES
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Die IT hilft.", "Informationstechnik (IT) hilft."),
         [("short-form-too-early", "p0", "IT")]),
        (("Informationstechnik (IT) hilft.", "Die IT hilft."), []),
        (("Das OZG (Onlinezugangsgesetz) gilt.", "Das OZG gilt."), []),
        (("Das OZG-Vorhaben läuft.", "Das OZG gilt."), [("short-form-unexplained", "p0", "OZG")]),
        (("Die EU fördert, Teil II und § 3 BGB gelten.",), []),
        (("Open-Data-Portal",), []),
        (("Ein Online-Dienst, ein Online-Dienst.", "Viele Onlinedienste."),
         [("other-spelling", "p1", "Online-Dienste")]),
        (("Die E-Akte. Eine E-Akte.", "Die eAkte."), [("other-spelling", "p1", "E-Akte")]),
        (("Open Data und ein Open-Data-Portal.",), []),
        ((WORDS * 30 + "Ende.",), [("long-sentence", "p0", "")]),
        ((WORDS * 29 + "Ende. " + WORDS * 29 + "Ende.",), []),
        (("Alle Mitarbeiter und die Bürgerinnen und Bürger.",), [("masculine-only", "p0", "")]),
        (("Mitarbeiterinnen und Mitarbeiter, Nutzer-Konten, Bürgerservice, Urkunden.",), []),
        (("Bürger*innen und BürgerInnen",), []),
    ],
)  # fmt: skip
def test_what_is_found(texts, expected):
    assert found(*texts) == expected


def test_the_profile_says_what_is_looked_for_in_words_for_persons():
    texts = ("Alle Mitarbeiter.", "Alle Bürger*innen.")
    assert found(*texts) == [("masculine-only", "p0", "")]
    assert found(*texts, nouns="no-signs") == [("sign-in-word", "p1", "")]
    assert found(*texts, nouns="unchecked") == []


def test_what_others_wrote_is_left_alone():
    quotation = element("quotation", element("text", "Alle Mitarbeiter."), id="q")
    document = small_strategy(section("s1", quotation))
    assert not [each for each in checked(document) if each.rule in RULES]


@pytest.mark.parametrize(
    ("word", "pair"),
    [
        ("Bürger", "Bürgerinnen und Bürger"),
        ("Mitarbeitern", "Mitarbeiterinnen und Mitarbeitern"),
        ("Projektleiter", "Projektleiterinnen und Projektleiter"),
        ("Landesbürger", "Landesbürgerinnen und Landesbürger"),
        ("Kunden", "Kundinnen und Kunden"),
        ("Ärzte", "Ärztinnen und Ärzte"),
    ],
)
def test_both_forms_are_made(word, pair):
    assert both_forms(word) == pair


def test_what_was_read_is_not_read_again():
    document = small_strategy(section("s1", paragraph("p", "Die IT."), paragraph("q", "Die EDV.")))
    prose = Prose()
    before = prose.passages(document.root)
    document = document.updated("q", lambda node: node.with_content(("Die OZG-Liste.",)))
    after = prose.passages(document.root)
    assert after[0] is before[0]
    assert after[1].short_forms == ("OZG",)
    assert after == Prose().passages(document.root)
