"""The good samples say what is known of the real strategies, and nothing is wrong with them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache

import pytest

from strategy_editor.cli.main import run
from strategy_editor.document.characters import text_hash
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.numbering import numbers
from strategy_editor.document.profile import actors_of, profile_of
from strategy_editor.document.texts import wording
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import read
from strategy_editor.workspace.media import media_folder

FOLDER = shipped("samples")
# Exactly what a check finds: severity, rule, element, field.
FINDINGS = {
    "egov-2009": [("hint", "target-within-a-year", "g_eap", "@target-date")],
    "egov-2014": [],
    "landkreis-2030": [],
}
ENDS = {"achieved", "dropped", "replaced-by-law", "moved", "permanent"}
KINDS = {
    "continued", "modified", "merged", "split", "achieved", "partly-achieved", "dropped",
    "replaced-by-law", "moved", "permanent", "new",
}  # fmt: skip
FIELDS_2014 = [
    "Öffnung von Regierung und Verwaltung unterstützen",
    "Moderne Kommunikationswege etablieren",
    "Abläufe durchgängig elektronisch bearbeiten",
    "Örtlich flexibel arbeiten können",
    "Leistungen der IT bedarfsgerecht und wirtschaftlich zur Verfügung stellen",
    "Zentralisierung, Zusammenarbeit und Standardisierung im Bereich der IT fortführen",
    "Informationssicherheit und Datenschutz gewährleisten",
]
# The table of contents of 2014, with the numbers as they are printed.
CONTENTS_2014 = [
    ("", "Vorwort"),
    ("1.", "Strategisches Spannungsfeld"),
    ("1.1.", "Begriffe und Struktur im Dokument"),
    ("2.", "Strategische Ziele"),
    *((f"2.{position}.", title) for position, title in enumerate(FIELDS_2014, 1)),
    ("3.", "Strategische Steuerung"),
    ("3.1.", "Stärkung des Gestaltungsrahmens"),
    ("3.2.", "Mitgestaltung weiterer Rahmenbedingungen"),
    ("3.3.", "Instrumentarium"),
    ("", "Übersicht"),
]


@cache
def sample(name: str) -> Document:
    return read(FOLDER / f"{name}.xml").document


def every(name: str, tag: str) -> list[Node]:
    return [node for node in sample(name).root.walk() if node.tag == tag]


def metadata(name: str) -> Node:
    found = sample(name).root.child("metadata")
    assert found is not None
    return found


def adoption(name: str) -> Node:
    found = metadata(name).child("adoption")
    assert found is not None
    return found


@pytest.mark.parametrize("name", FINDINGS)
def test_check_is_clean(capsys, name):
    outcome = run(["check", str(FOLDER / f"{name}.xml"), "--strict", "--format", "json"], "de")
    (checked,) = json.loads(capsys.readouterr().out)["files"]
    found = [
        tuple(each[key] for key in ("severity", "rule", "id", "field"))
        for each in checked["findings"]
    ]
    assert found == FINDINGS[name]
    assert outcome.code == 0


@pytest.mark.parametrize("name", [*FINDINGS, "seed-2014-web"])
def test_files_are_canonical(name):
    data = to_bytes(sample(name), current_schema().mixed_tags)
    assert data == (FOLDER / f"{name}.xml").read_bytes()


@pytest.mark.parametrize("name", [*FINDINGS, "seed-2014-web"])
def test_files_say_what_in_them_is_invented(name):
    notice = metadata(name).child("sample-notice")
    assert notice is not None
    assert any(word in wording(notice) for word in ("Musterdaten", "Muster"))


def test_2014_is_the_strategy_of_29_april():
    data = metadata("egov-2014")
    title = "Strategie für IT und E-Government des Freistaates Sachsen"
    assert data.text_of("title") == title
    assert adoption("egov-2014").get("date") == "2014-04-29"
    assert data.get("horizon-base") == data.get("valid-from") == data.get("as-of") == "2014-04-29"
    assert data.get("valid-until") == "2020-12-31"
    assert data.get("status") == "adopted"
    actors = actors_of(sample("egov-2014").root)
    assert actors[data.get("authority")].abbreviation == "SMJus"
    assert "Staatsregierung" in actors[adoption("egov-2014").get("body")].name
    assert [each.get("document") for each in data.children_of("supersedes")] == ["egov2009"]


def test_2014_has_the_contents_of_the_real_one():
    root = sample("egov-2014").root
    printed = numbers(root)
    heads = ("foreword", "context", "reading-guide", "section", "field", "governance", "annex")
    contents = [
        (printed.get(node.id or "", ""), node.text_of("title"))
        for node in root.walk()
        if node.tag in heads
    ]
    assert [each for each in contents if each in CONTENTS_2014] == CONTENTS_2014
    # What the sample adds carries no number.
    added = [number for number, title in contents if (number, title) not in CONTENTS_2014]
    assert added == [""] * 4


def test_2014_binds_the_state_and_recommends_to_the_others():
    degrees = Counter(each.get("degree") for each in every("egov-2014", "addressee"))
    assert set(degrees) == {"binding", "recommended", "invited"}
    bound = " ".join(
        wording(each) for each in every("egov-2014", "addressee") if each.get("degree") == "binding"
    )
    assert "Landesjustizverwaltung" in bound


def test_2014_counts_horizons_as_the_real_one_does():
    classes = profile_of(sample("egov-2014").root).horizon_classes
    assert [(each.label, each.over, each.up_to) for each in classes if not each.permanent] == [
        ("kurzfristig", 0, 2),
        ("mittelfristig", 2, 4),
        ("langfristig", 4, None),
    ]


def test_2014_is_of_the_size_of_a_real_one():
    goals = every("egov-2014", "goal")
    assert len(goals) >= 45
    assert 3 * sum(bool(each.children_of("indicator")) for each in goals) >= len(goals)
    assert len(every("egov-2014", "measure")) >= 40
    assert [each.text_of("title") for each in every("egov-2014", "field")] == FIELDS_2014
    for field in every("egov-2014", "field"):
        claims = field.children_of("claim")
        assert claims
        assert all(claim.children_of("goal") for claim in claims)
    assert {each.get("horizon") for each in goals} == {
        each.id for each in profile_of(sample("egov-2014").root).horizon_classes
    }


def test_2014_has_a_vision_clause_for_each_field_in_their_order():
    fields = [each.id for each in every("egov-2014", "field")]
    assert [each.get("fields") for each in every("egov-2014", "clause")] == fields


def test_2014_has_one_figure_that_is_described_and_there():
    (figure,) = every("egov-2014", "figure")
    description = figure.child("alt-text")
    assert description is not None
    assert len(wording(description)) > 50
    folder = media_folder(FOLDER / "egov-2014.xml")
    assert [path.name for path in folder.iterdir()] == [figure.get("file")]
    data = (folder / figure.get("file")).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert hashlib.sha256(data).hexdigest().startswith(figure.get("file").removesuffix(".png"))


def test_2009_is_the_edition_before():
    assert len(every("egov-2009", "goal")) >= 30
    assert adoption("egov-2009").get("date").startswith("2009")
    assert metadata("egov-2009").get("status") == "superseded"
    actors = actors_of(sample("egov-2009").root)
    assert actors[metadata("egov-2009").get("authority")].abbreviation == "SMI"


def test_the_roster_is_the_goals_of_2009():
    (predecessor,) = every("egov-2014", "predecessor")
    assert predecessor.get("document") == sample("egov-2009").root.id
    assert predecessor.get("title") == metadata("egov-2009").text_of("title")
    assert predecessor.get("edition") == metadata("egov-2009").get("edition")
    assert predecessor.get("date") == adoption("egov-2009").get("date")
    printed = numbers(sample("egov-2009").root)
    goals = []
    for field in every("egov-2009", "field"):
        for goal in field.walk():
            if goal.tag == "goal":
                statement = goal.child("statement")
                assert goal.id is not None
                assert statement is not None
                goals.append({
                    "goal": goal.id,
                    "number": printed[goal.id],
                    "title": goal.text_of("title"),
                    "hash": text_hash(wording(statement)),
                    "field": field.text_of("title"),
                })  # fmt: skip
    roster = [dict(each.attributes) for each in every("egov-2014", "former-goal")]
    for each in roster:
        del each["id"]
    assert roster == goals


def test_every_goal_of_2009_is_accounted_for_once_or_with_good_reason():
    dispositions = every("egov-2014", "disposition")
    olds = Counter(old for each in dispositions for old in each.get("old").split())
    assert set(olds) == {each.id for each in every("egov-2014", "former-goal")}
    kinds: dict[str, set[str]] = {}
    for each in dispositions:
        for old in each.get("old").split():
            kinds.setdefault(old, set()).add(each.get("kind"))
    assert not any(found & ENDS and len(found) > 1 for found in kinds.values())


def test_all_eleven_dispositions_and_no_statement_occur():
    kinds = Counter(each.get("kind") for each in every("egov-2014", "disposition"))
    assert set(kinds) == KINDS | {"no-statement"}


def test_every_goal_of_2014_has_one_origin_or_is_new():
    known = Counter(
        new for each in every("egov-2014", "disposition") for new in each.get("new").split()
    )
    assert {each.id for each in every("egov-2014", "goal")} <= set(known)


def test_the_district_calls_and_counts_things_otherwise():
    root = sample("landkreis-2030").root
    assert every("landkreis-2030", "claim") == []
    saxon, district = profile_of(sample("egov-2014").root), profile_of(root)
    assert (saxon.numbering, district.numbering) == ("decimal-dot", "roman")
    assert saxon.level("field").singular == "Schwerpunktbereich"
    assert district.level("field").singular == "Handlungsfeld"
    assert saxon.level("goal").counting != district.level("goal").counting
    labels = {each.label for each in district.horizon_classes}
    assert labels.isdisjoint(each.label for each in saxon.horizon_classes)
    assert {each.label for each in district.statuses}.isdisjoint(
        each.label for each in saxon.statuses
    )
    for field in every("landkreis-2030", "field"):
        assert field.children_of("goal")


def test_the_district_prints_its_own_numbers():
    root = sample("landkreis-2030").root
    printed = numbers(root)
    fields = [printed[each.id or ""] for each in every("landkreis-2030", "field")]
    assert fields == [f"HF {position}" for position in range(1, len(fields) + 1)]
    goals = [printed[each.id or ""] for each in every("landkreis-2030", "goal")]
    assert goals[0] == "UZ 1.1"
    assert len(goals) == len(set(goals))
    outlined = [
        printed[node.id or ""] for node in root.walk() if node.tag in ("vision", "governance")
    ]
    assert set("".join(outlined)) <= set("IVX")
