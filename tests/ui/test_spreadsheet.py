"""What spreadsheets put on the clipboard is read as it was meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.node import Node, element
from strategy_editor.editing.grid import Range, grid_of
from strategy_editor.ui.form.table.spreadsheet import read_html, read_text, write_html, write_text

_TEXTS = st.text(st.sampled_from('ab"ä 1,5'), max_size=6).filter(lambda text: text == text.strip())
_TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(_TEXTS, min_size=width, max_size=width), min_size=1, max_size=4)
)

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>
<!--table {mso-displayed-decimal-separator:"\\,";}
.xl65 {font-weight:700; text-align:center;}
--></style></head><body><table border=0 cellpadding=0>
<!--StartFragment--> <col width=80 style='width:60pt'>
 <tr height=20><td colspan=2 class=xl65>Jahr
  2014</td><td>A &amp; B</td></tr>
 <tr><td rowspan=2>x</td><td style='font-style:italic'>kursiv</td><td>1.234,5</td></tr>
 <tr><td><a href="https://www.sachsen.de/">Seite</a><br>zwei</td><td></td></tr>
<!--EndFragment--></table></body></html>"""


def _words(content) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in content)


def _table(rows: list[list[str]]) -> Node:
    columns = [element("column", id=f"c{at}") for at in range(len(rows[0]))]
    lines = [
        element("row", *(Node("cell", (), (text,) if text else ()) for text in row), id=f"r{n}")
        for n, row in enumerate(rows)
    ]
    return element("table", Node("caption"), *columns, *lines, id="t")


@given(_TABLES)
def test_what_is_written_as_text_or_html_is_read_back(rows):
    grid = grid_of(_table(rows))
    everything = Range(0, 0, grid.height - 1, grid.width - 1)
    contents = [[(text,) if text else () for text in row] for row in rows]
    assert read_text(write_text(grid, everything, _words)).contents == contents
    collapsed = [[(" ".join(text.split()),) if text else () for text in row] for row in rows]
    found = read_html(write_html(grid, everything, _words))
    assert found is not None
    assert found.contents == collapsed


def test_quoted_cells_may_hold_line_breaks_tabs_and_quotes():
    pasted = read_text('eins\t"zwei\r\nZeilen"\r\n"sagt ""ja"""\t"mit\tTab"\r\n')
    assert pasted.contents == [
        [("eins",), ("zwei Zeilen",)],
        [('sagt "ja"',), ("mit Tab",)],
    ]


def test_quotation_marks_of_a_text_stay():
    assert read_text('"Wort" und mehr\t"Wort"').contents == [[('"Wort" und mehr',), ('"Wort"',)]]


def test_short_lines_are_filled_up():
    assert read_text("a\tb\n\nc").contents == [[("a",), ("b",)], [(), ()], [("c",), ()]]


def test_a_table_of_excel_keeps_spans_and_markup():
    pasted = read_html(EXCEL)
    assert pasted is not None
    assert pasted.contents == [
        [(element("strong", "Jahr 2014"),), (), ("A & B",)],
        [("x",), (element("emphasis", "kursiv"),), ("1.234,5",)],
        [(), (element("link", "Seite", href="https://www.sachsen.de/"), " zwei"), ()],
    ]
    assert pasted.merges == (Range(0, 0, 0, 1), Range(1, 0, 2, 0))


def test_a_page_without_a_table_is_none():
    assert read_html("<p>nur <b>Text</b></p>") is None


def test_markup_and_spans_are_written():
    table = _table([["a", "b"], ["c", "d"]])
    rows = table.children_of("row")
    wide = element("row", Node("cell", (("columns", "2"),), (element("strong", "a<b"),)), id="r0")
    table = table.with_content([*table.content[:3], wide, rows[1]])
    page = write_html(grid_of(table), Range(0, 0, 1, 1), _words)
    assert '<td colspan="2"><b>a&lt;b</b></td>' in page
