"""The text on paper: pages, notes at their foot, heads of tables, a PDF without a screen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from strategy_editor.document.node import element
from strategy_editor.i18n import Translator
from strategy_editor.ui.text.paper import Paper
from strategy_editor.ui.text.preview import Preview
from tests.short import paragraph, section, small_strategy
from tests.ui.window_kit import Answers, opened, sample_copy

pytestmark = pytest.mark.gui

SENTENCE = "Die Verwaltung des Freistaates bietet ihre Leistungen an jedem Ort elektronisch an. "


def laid_out(document, application):
    paper = Paper(document, None, "Titel", Translator("de"), application.font(), serif=False)
    shares = list(paper.lay_out())
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    return paper


def kinds(paper, number):
    blocks = paper._sheet.flow.blocks
    return [blocks[each.entry].kind for each in paper.pages[number].slices]


def test_everything_is_on_the_pages_once_and_nothing_hangs_over(qapp):
    chapters = [
        section(
            f"s{chapter}",
            *(
                paragraph(f"p{chapter}_{at}", SENTENCE * (1 + (chapter * 7 + at) % 9))
                for at in range(5)
            ),
        )
        for chapter in range(30)
    ]
    paper = laid_out(small_strategy(*chapters), qapp)
    assert len(paper.pages) > 8
    covered = {}
    for page in paper.pages:
        bottom = 0.0
        for each in page.slices:
            assert each.y >= bottom - 0.5
            bottom = each.y + each.bottom - each.top
            covered.setdefault(each.entry, []).append((each.top, each.bottom))
        assert bottom <= paper._paging._height + 0.5
    for entry, parts in covered.items():
        laid = paper._sheet.laid(entry)
        assert parts[-1][1] == laid.height
        assert parts[0][0] <= laid.top
        assert all(one[1] == two[0] for one, two in pairwise(parts))


def test_a_heading_never_stands_last(qapp):
    chapters = [
        section(f"s{at}", paragraph(f"p{at}", SENTENCE * (3 + at % 11))) for at in range(60)
    ]
    paper = laid_out(small_strategy(*chapters), qapp)
    assert all(kinds(paper, number)[-1] != "heading" for number in range(len(paper.pages)))


def test_notes_stand_on_the_page_of_their_number(qapp):
    chapters = [
        paragraph(f"p{at}", SENTENCE * 5, element("footnote", f"Beleg {at}", id=f"n{at}"), SENTENCE)
        for at in range(40)
    ]
    paper = laid_out(small_strategy(section("sec", *chapters)), qapp)
    noted = [note.entry for page in paper.pages for note in page.notes]
    assert len(noted) == len(set(noted)) == 40
    for page in paper.pages:
        entries = {each.entry for each in page.slices}
        assert {note.entry for note in page.notes} <= entries


def test_the_head_of_a_table_is_repeated(qapp):
    rows = [
        element("row", element("cell", str(at)), element("cell", SENTENCE), id=f"r{at}")
        for at in range(80)
    ]
    head = element(
        "row", element("cell", "Nummer"), element("cell", "Satz"), id="rh", header="true"
    )
    table = element(
        "table", element("caption", "Sätze"), element("column", id="c1", width="20"),
        element("column", id="c2"), head, *rows, id="t",
    )  # fmt: skip
    paper = laid_out(small_strategy(section("sec", table)), qapp)
    with_rows = [number for number in range(len(paper.pages)) if "table" in kinds(paper, number)]
    assert len(with_rows) > 2
    assert all("Nummer" in "\n".join(paper.texts(number)) for number in with_rows)


def test_the_sample_is_previewed_and_saved_as_pdf(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path))
    out = tmp_path / "strategie.pdf"
    window.questions = Answers(save_answer=out)
    window.actions_["print"].trigger()
    preview = window.findChild(Preview)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.sheet.number == 1
    assert not preview.grab().isNull()
    preview.saveRequested.emit()
    data = out.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") >= 20
    preview.close()
