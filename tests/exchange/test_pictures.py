"""The flow of goals and the time line of horizons: complete, well-formed, readable by all."""

from __future__ import annotations

from itertools import count
from xml.etree import ElementTree

import pytest
from hypothesis import given

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.exchange.picture.flow import GAP, OPEN, ROW
from strategy_editor.exchange.picture.flow_svg import FlowPicture
from strategy_editor.exchange.picture.palette import DARK, LIGHT, PATTERNS
from strategy_editor.exchange.picture.timeline_svg import TimelinePicture
from strategy_editor.lineage.account import account_of
from strategy_editor.lineage.kinds import CARDINALITIES
from strategy_editor.lineage.roster import edition_of, new_roster
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from tests.edits import roughly_changed
from tests.short import field, goal, small_strategy
from tests.strategies import documents, seeds

SVG = "{http://www.w3.org/2000/svg}"
DOCUMENT = read(shipped("samples") / "egov-2014.xml").document
PALETTES = {"light": LIGHT, "dark": DARK}


def parsed(picture: FlowPicture | TimelinePicture, theme: str = "light") -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg(PALETTES[theme]))


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_texts_and_shapes_stand_out_and_every_kind_has_colour_and_pattern(palette):
    for colour in (palette.text, palette.muted):
        assert contrast(colour, palette.ground) >= 4.5
    assert contrast(palette.text, palette.panel) >= 4.5
    for colour in palette.kinds.values():
        assert contrast(colour, palette.ground) >= 3
    kinds = {*CARDINALITIES, OPEN}
    assert set(palette.kinds) == set(PATTERNS) == kinds
    looks = {(palette.kinds[kind], PATTERNS[kind]) for kind in kinds}
    assert len(looks) == len(kinds)


@pytest.mark.parametrize("theme", PALETTES)
def test_the_flow_of_the_sample_holds_every_goal_and_every_way(theme):
    picture = FlowPicture(DOCUMENT, "de")
    root = parsed(picture, theme)
    account = account_of(DOCUMENT)
    drawn = {each.get("data-id") for each in root.iter(f"{SVG}g") if each.get("data-id")}
    assert drawn == {each.former.id for each in account.fates} | {g.id for g in account.goals}
    bands = {(each.get("data-old"), each.get("data-new")) for each in root.iter(f"{SVG}path")
             if each.get("data-old")}  # fmt: skip
    expected = {(each.former.id, new) for each in account.fates for new in each.successors}
    expected |= {(each.former.id, each.kind) for each in account.fates if not each.successors}
    assert bands == expected


def test_a_picture_says_in_words_what_it_shows():
    root = parsed(FlowPicture(DOCUMENT, "de"))
    assert root.get("role") == "img"
    named = {each.get("id"): each.text for each in root}
    assert named["picture-title"].startswith("Verbleib der Ziele: Strategie für IT")
    assert named["picture-about"].startswith("34 von 35 früheren Zielen nachgewiesen")
    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert "Z 22 Mobile und häusliche Arbeitsplätze → Z 25 Häusliche Arbeitsplätze: aufgeteilt" in (
        titles
    )
    assert "Z 17 Signaturkarten: aufgegeben" in titles
    english = [each.text for each in parsed(FlowPicture(DOCUMENT, "en")).iter(f"{SVG}title")]
    assert "Z 17 Signaturkarten: dropped" in english
    fills = {each.get("fill") for each in root.iter(f"{SVG}path")}
    patterns = {f"url(#{each.get('id')})" for each in root.iter(f"{SVG}pattern")}
    assert {each for each in fills if each and each.startswith("url")} <= patterns


def overlapping(picture: FlowPicture) -> bool:
    for side in (0, 1):
        spots = sorted((each for each in picture.flow.spots if each.side == side),
                       key=lambda each: each.y)  # fmt: skip
        if any(one.y + one.height > two.y + 0.01 for one, two in zip(spots, spots[1:])):  # noqa: B905,RUF007
            return True
    return False


def many(number: int) -> Document:
    """A strategy whose predecessor had so many goals; all go on, every tenth in two."""
    goals = [goal(f"g{at}") for at in range(number)]
    old = small_strategy(*(field(f"f{at}", *goals[at::10]) for at in range(10)))
    fresh = count()
    roster = new_roster(edition_of(old), lambda: f"r{next(fresh)}")
    said = [
        element("disposition", id=f"d{at}", kind="split" if at % 10 == 0 else "continued",
                old=each.id, new=each.get("goal") + (" g1" if at % 10 == 0 else ""))
        for at, each in enumerate(roster.children)
    ]  # fmt: skip
    return small_strategy(*old.root.children[3:], lineage=[roster, *said])


@pytest.mark.parametrize("width", [560, 1200])
def test_a_hundred_and_fifty_goals_stay_readable(width):
    picture = FlowPicture(many(150), "de", width)
    assert not overlapping(picture)
    heights = [each.height for each in picture.flow.spots if not each.is_heading]
    assert min(heights) >= ROW - GAP
    bands = picture.flow.bands
    assert len(bands) == len({(each.old, each.new) for each in bands}) >= 150
    starts = {(each.x1, each.y1) for each in bands}
    ends = {(each.x2, each.y2) for each in bands}
    assert len(starts) == len(ends) == len(bands)
    parsed(picture)


@given(documents(60), seeds())
def test_any_document_has_its_pictures(document, seed):
    from random import Random

    document = roughly_changed(document, Random(seed))
    for picture in (FlowPicture(document, "de"), TimelinePicture(document, "en")):
        root = parsed(picture, "dark")
        for each in root.iter():
            for name in ("x", "y", "width", "height", "cx", "cy"):
                value = each.get(name)
                assert value is None or -1 < float(value) < 1e6, (each.tag, name, value)


def test_names_full_of_markup_are_text():
    document = small_strategy(field("f", goal("g", horizon="h_short", target_date="2015-12")))
    nasty = '<&">]]>'
    document = document.updated("f", lambda node: node.with_content(
        [element("title", nasty), *node.children[1:]]))  # fmt: skip
    root = parsed(TimelinePicture(document, "de"))
    assert any(each.text == nasty for each in root.iter(f"{SVG}text"))


def test_horizons_lie_where_their_days_are():
    timeline = TimelinePicture(DOCUMENT, "de").timeline
    short, medium, long_ = timeline.zones
    assert short.x2 == medium.x1
    assert medium.x2 == long_.x1
    items = {each.goal: each for each in timeline.items if each.goal}
    assert len(items) == 53
    for each in items.values():
        zone = {zone.id: zone for zone in timeline.zones}.get(each.horizon)
        if each.mark in ("day", "span"):
            assert zone is not None
            assert each.x2 >= zone.x1
            assert each.x1 <= zone.x2
        elif each.mark == "permanent":
            assert each.x2 == timeline.width - 16
    assert timeline.term is not None
    assert timeline.base == timeline.as_of == timeline.term[0] < short.x1
    said = [each.text for each in parsed(TimelinePicture(DOCUMENT, "de")).iter(f"{SVG}title")]
    assert "Laufzeit 29.\u00a0April\u00a02014 bis 31.\u00a0Dezember\u00a02020" in said
    assert "Stand: 29.\u00a0April\u00a02014" in said
    assert any(each and each.endswith("kurzfristig, Zieldatum Dezember\u00a02015") for each in said)


@pytest.mark.parametrize("metadata", [
    {"horizon_base": "", "valid_from": "", "valid_until": "", "as_of": ""},
    {"valid_from": "0001-01-01", "valid_until": "9999-12-31"},
    {"horizon_base": "9999-12-31"},
    {"valid_from": "2030-01-01", "valid_until": "2010-01-01"},
])  # fmt: skip
def test_odd_days_make_odd_pictures_and_no_errors(metadata):
    items = [goal("a", target_date="0001"), goal("b", target_date="9999-12"), goal("c"),
             goal("d", horizon="h_long"), goal("e", horizon="nothing")]  # fmt: skip
    timeline = TimelinePicture(small_strategy(field("f", *items), metadata=metadata), "de").timeline
    for each in timeline.items:
        assert 0 <= each.x1 <= timeline.width
        assert 0 <= each.x2 <= timeline.width
