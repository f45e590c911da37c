"""The view follows any edit: nothing stale, nothing jumps, only what is seen is laid out."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_CTYPE", "C.UTF-8")

from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from strategy_editor.document.node import Node, element
from strategy_editor.exchange.reading.blocks import blocks
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.i18n import Translator
from strategy_editor.ui.text.flow import Flow
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.theme import LIGHT
from tests.short import field, goal, paragraph, section, small_strategy
from tests.strategies import documents, make_document, own_ids, seeds

pytestmark = pytest.mark.gui

SENTENCE = "Die Verwaltung des Freistaates bietet ihre Leistungen an jedem Ort elektronisch an. "


def make_view(qtbot):
    made = TextView(LIGHT, Translator("de"))
    made.resize(700, 500)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def view(qtbot):
    return make_view(qtbot)


def long_strategy(chapters=20, paragraphs=50):
    return small_strategy(
        *(
            section(
                f"s{chapter}",
                *(
                    paragraph(f"p{chapter}_{number}", f"{chapter}/{number} ", SENTENCE * 3)
                    for number in range(paragraphs)
                ),
            )
            for chapter in range(chapters)
        )
    )


def test_what_names_a_text_that_is_typed_in_follows(view):
    naming = element("cross-reference", target="p1", show="title")
    document = small_strategy(
        section("s", paragraph("p0", "Siehe ", naming, "."), paragraph("p1", "Alt"))
    )
    view.show_document(document)
    before = dict(view.visible_texts())
    assert "Alt" in before["p0"]
    laid_out = view.sheet.laid_out
    view.show_document(document.updated("p1", lambda node: node.with_content(("Neu",))))
    after = dict(view.visible_texts())
    assert (after["p0"], after["p1"]) == (before["p0"].replace("Alt", "Neu"), "Neu")
    assert view.sheet.laid_out == laid_out + 2


def edited(document, random):
    """Change something somewhere."""
    ids = [node_id for node_id in own_ids(document.root) if node_id != document.root.id]
    if not ids:
        return document
    return document.updated(random.choice(ids), lambda node: _changed(node, random))


def _changed(node, random):
    match random.randrange(5):
        case 0:
            return None
        case 1:
            parts = list(node.content)
            random.shuffle(parts)
            return node.with_content(parts)
        case 2:
            return node.with_content(
                part if isinstance(part, Node) else part + " neu" for part in node.content
            )
        case 3:
            doubled = [part for part in node.content for _ in range(1 + (random.random() < 0.3))]
            return node.with_content(doubled)
        case _:
            return node.with_content(node.content[: random.randint(0, len(node.content))])


def laid(view):
    found = []
    index = 0
    while index < len(view.sheet):
        view.sheet.unfold(index)
        entry = view.sheet.laid(index)
        found.append((view.sheet.flow.blocks[index].node_id, entry.plain, entry.height))
        index += 1
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(documents(150), seeds(), st.integers(1, 6))
@example(make_document(2163769251, 81), 2149089444, 1)
def test_any_edits_leave_what_a_new_view_would_show(qtbot, document, seed, steps):
    random = Random(seed)
    following, fresh = make_view(qtbot), make_view(qtbot)
    following.show_document(document)
    for _ in range(steps):
        document = edited(document, random)
        following.verticalScrollBar().setValue(random.randrange(3000))
        following.show_document(document)
        assert not following.grab().isNull()
    fresh.show_document(document)
    assert laid(following) == laid(fresh)
    assert list(following.sheet.heights) == list(fresh.sheet.heights)
    following.deleteLater()
    fresh.deleteLater()


@given(documents(200), seeds(), st.integers(0, 5))
def test_the_flow_lists_the_same_blocks_and_footnotes_as_a_new_one(document, seed, steps):
    random, flow = Random(seed), Flow()
    for _ in range(steps):
        flow.follow(document.root)
        document = edited(document, random)
    flow.follow(document.root)
    once = [block for block, part in zip(flow.blocks, flow.parts, strict=True) if part <= 0]
    assert once == blocks(document.root)
    assert flow.footnote_numbers() == Reader(document).footnotes


def test_a_table_stays_whole_while_one_types_in_it(view):
    rows = [element("row", element("cell", f"Zelle {n}"), id=f"r{n}") for n in range(4)]
    table = element(
        "table", element("caption", "Tabelle"), element("column", id="c"), *rows, id="t"
    )
    view.show_document(document := small_strategy(section("s", paragraph("p", "Vor"), table)))
    before = view._shown
    cell = element("cell", "Zelle x")
    view.show_document(document.updated("r2", lambda row: row.with_content((cell,))))
    assert "Zelle x" in texts(view)
    assert view._shown == before


def test_what_is_in_view_stays_where_it_is_when_something_above_changes(view):
    document = long_strategy()
    view.show_document(document)
    view.select("p9_20")
    before = view.visible_texts()
    places = {node_id: y for (node_id, _), (_, y) in zip(before, view._shown, strict=True)}
    document = document.updated("p0_3", lambda node: node.with_content((SENTENCE * 40,)))
    document = document.updated("s4", lambda _: None)
    document = document.updated(
        "s0", lambda node: node.with_content((*node.content, paragraph("new", SENTENCE)))
    )
    view.show_document(document)
    after = {
        view.sheet.flow.blocks[index].node_id: y
        for index, y in view._shown
        if view.sheet.flow.blocks[index].kind == "paragraph"
    }
    assert after.items() <= places.items()
    assert len(after) > 3


def test_the_next_element_holds_the_place_of_a_removed_one(view):
    document = long_strategy()
    view.show_document(document)
    view.select("p9_20")
    first = view.visible_texts()[0][0]
    second, place = view.visible_texts()[1][0], view._shown[1][1]
    view.show_document(document.updated(first, lambda _: None))
    shown = {view.sheet.flow.blocks[index].node_id: y for index, y in view._shown}
    assert shown[second] == place


def test_numbers_and_references_follow_though_their_own_element_did_not_change(view):
    reference = element("cross-reference", target="g2", show="number")
    note = element("footnote", "Anmerkung", id="n2")
    profile = [
        element("level", id="l", role="goal", singular="G", plural="G", prefix="Z",
                counting="throughout"),
    ]  # fmt: skip
    document = small_strategy(
        field(
            "f1",
            paragraph("p0", "x", element("footnote", "Erste", id="n1")),
            paragraph("p1", "Siehe ", reference, ".", note),
            goal("g1"),
            goal("g2"),
        ),
        profile=profile,
    )
    view.show_document(document)
    assert "Siehe Z\u00a02.2\n2\nAnmerkung" in texts(view)
    document = document.updated("g1", lambda _: None).updated("p0", lambda _: None)
    view.show_document(document)
    assert "Siehe Z\u00a01.1\n1\nAnmerkung" in texts(view)


def texts(view):
    return "\n".join(text for _, text in view.visible_texts())


def test_only_what_is_seen_is_laid_out(view):
    view.show_document(long_strategy())
    assert view.sheet.laid_out < 40
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    assert view.sheet.laid_out < 80


def test_following_an_edit_lays_out_only_the_changed_block(view):
    document = long_strategy()
    view.show_document(document)
    before = view.sheet.laid_out
    view.show_document(document.updated("p0_1", lambda node: node.with_content(("kurz",))))
    new = {view.sheet.flow.blocks[index].node_id for index, _ in view._shown}
    assert "p0_1" in new
    assert view.sheet.laid_out - before <= 1 + 3, "the block, and what came into view"
    before = view.sheet.laid_out
    view.show_document(document.updated("p19_1", lambda node: node.with_content(("kurz",))))
    assert view.sheet.laid_out - before <= 1


def test_layouts_do_not_pile_up(view):
    view.show_document(long_strategy())
    bar = view.verticalScrollBar()
    while bar.value() < bar.maximum() and view.sheet.laid_out < 900:
        bar.setValue(bar.value() + view.viewport().height())
    assert view.sheet.laid_out > 400
    assert len(view.sheet._kept) <= 240


def test_scrolling_back_and_forth_by_the_same_distance_ends_where_it_began(view):
    view.show_document(long_strategy())
    view.select("p9_20")
    before = list(view._shown)
    for step in (37, 230, 111, 470) * 4:
        view.scroll_by(-step)
    for step in (37, 230, 111, 470) * 4:
        view.scroll_by(step)
    assert view._shown == before


def test_generated_tables_unfold_when_seen_and_keep_their_place(view):
    goals = [goal(f"g{number}", target_date="2018") for number in range(60)]
    document = small_strategy(
        field("f1", *goals),
        element("annex", element("title", "Übersicht"), id="annex", generated="overview"),
    )
    view.show_document(document)
    view.select("annex")
    assert "generated" in {view.sheet.flow.blocks[index].kind for index, _ in view._shown}
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    bar.setValue(bar.maximum())
    before, shown = texts(view), list(view._shown)
    assert "g59" in before
    changed = document.updated(
        "g3", lambda node: node.with_content((element("title", "Anders"), *node.content[1:]))
    )
    view.show_document(changed)
    assert texts(view) == before
    assert [y for _, y in view._shown] == [y for _, y in shown]
