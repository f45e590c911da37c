"""Constructs beyond those of the comparison: stories, properties, cells, controls, notes."""

from __future__ import annotations

import pytest
from lxml import etree

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.names import REVISIONS, Decision
from strategy_editor.exchange.docx.tracking.resolving import resolve
from tests.exchange.tracking.writing import (
    at,
    cell,
    d,
    dele,
    ins,
    mark,
    p,
    package,
    part,
    r,
    row,
    table,
    texts,
)

ACCEPT, REJECT = Decision.ACCEPT, Decision.REJECT


def settled(body: str, decision: Decision, name: str = "document", **stories: str):
    return part(resolve(package(body, **stories), decision), name)


def both(body: str) -> tuple[list[str], list[str]]:
    return texts(settled(body, ACCEPT)), texts(settled(body, REJECT))


@pytest.mark.parametrize("name", ["header1", "footnotes", "comments"])
def test_every_story_is_settled(name):
    changed = p(r("Alpha ") + ins(r("neu")) + dele(d("alt")))
    around = {"footnotes": "footnote", "comments": "comment"}.get(name)
    story = f'<w:{around} w:id="1">{changed}</w:{around}>' if around else changed

    assert texts(settled(p(r("A")), ACCEPT, name, **{name: story})) == ["Alpha neu"]
    assert texts(settled(p(r("A")), REJECT, name, **{name: story})) == ["Alpha alt"]


def test_a_note_goes_with_its_reference_and_with_nothing_else():
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(r("A") + ins(reference.format(2)) + reference.format(3))
    note = f'<w:footnote w:id="{{}}">{p(r("Note"))}</w:footnote>'
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes += "".join(note.format(number) for number in (2, 3, 4))
    accepted = settled(body, ACCEPT, "footnotes", footnotes=notes)
    rejected = settled(body, REJECT, "footnotes", footnotes=notes)

    assert [each.get(w("id")) for each in accepted] == ["0", "2", "3", "4"]
    assert [each.get(w("id")) for each in rejected] == ["0", "3", "4"]


def test_a_comment_goes_with_the_text_it_hangs_on():
    reference = '<w:r><w:commentReference w:id="1"/></w:r>'
    marked = f'<w:commentRangeStart w:id="1"/>{ins(r("neu"))}<w:commentRangeEnd w:id="1"/>'
    comments = f'<w:comment w:id="1" w:author="A">{p(r("Warum?"))}</w:comment>'
    body = p(r("A ") + marked + ins(reference))

    assert texts(settled(body, ACCEPT, "comments", comments=comments)) == ["Warum?"]
    assert texts(settled(body, REJECT, "comments", comments=comments)) == []
    rejected = settled(body, REJECT, comments=comments)
    assert list(rejected.iter(w("commentRangeStart"), w("commentRangeEnd"))) == []


def test_pages_keep_their_headers_when_they_become_as_before():
    former = f'<w:sectPrChange {at()}><w:sectPr><w:pgSz w:w="2"/></w:sectPr></w:sectPrChange>'
    section = f'<w:sectPr><w:headerReference w:type="default"/><w:pgSz w:w="1"/>{former}</w:sectPr>'
    body = p(r("A"), properties=section) + p(r("B"))
    for decision, width in ((ACCEPT, "1"), (REJECT, "2")):
        found = settled(body, decision).find(f".//{w('pPr')}/{w('sectPr')}")
        assert [each.tag for each in found] == [w("headerReference"), w("pgSz")]
        assert found[1].get(w("w")) == width


def test_properties_of_tables_rows_and_cells_become_as_before():
    def former(name: str, content: str) -> str:
        return f"<w:{name}Change {at()}><w:{name}>{content}</w:{name}></w:{name}Change>"

    cell_width = former("tcPr", '<w:tcW w:w="2"/>')
    content = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="new"/>{former("tblPr", "")}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="1"/><w:tblGridChange w:id="9"><w:tblGrid>'
        '<w:gridCol w:w="2"/><w:gridCol w:w="3"/></w:tblGrid></w:tblGridChange></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/>{former("trPr", "<w:tblHeader/>")}</w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="1"/>{cell_width}</w:tcPr>'
    )  # fmt: skip
    body = content + p(r("x")) + "</w:tc></w:tr></w:tbl>" + p(r("A"))
    accepted, rejected = settled(body, ACCEPT), settled(body, REJECT)

    assert [each.get(w("w")) for each in accepted.iter(w("gridCol"))] == ["1"]
    assert [each.get(w("w")) for each in rejected.iter(w("gridCol"))] == ["2", "3"]
    assert len(list(accepted.iter(w("tblStyle")))) == 1
    assert len(list(rejected.iter(w("tblStyle")))) == 0
    assert [each.tag for each in rejected.find(f".//{w('trPr')}")] == [w("tblHeader")]
    assert [each.get(w("w")) for each in rejected.iter(w("tcW"))] == ["2"]
    assert [each.tag for each in rejected.iter(*REVISIONS)] == []


def test_a_style_and_a_level_of_a_list_become_as_before():
    former = f"<w:rPrChange {at()}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    rest = f'<w:style w:styleId="s"><w:rPr><w:b/>{former}</w:rPr></w:style>'

    rejected = settled(p(r("A")), REJECT, "styles", styles=rest)
    assert [each.tag for each in rejected.find(f".//{w('rPr')}")] == [w("i")]


def test_a_number_that_came_goes_again():
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{mark("ins")}</w:numPr>'
    body = p(r("A"), properties=number)

    assert len(settled(body, ACCEPT).findall(f".//{w('numPr')}")) == 1
    assert settled(body, REJECT).findall(f".//{w('numPr')}") == []


def test_a_mark_of_two_authors_goes_either_way():
    marks = mark("ins") + mark("del", author="Ressort B")
    body = p(r("A")) + p(ins(dele(d("B"), author="Ressort B")), marks) + p(r("C"))

    assert both(body) == (["A", "C"], ["A", "C"])


def test_cells_that_come_go_or_are_joined():
    gone = table(row(cell(p(r("a"))), cell(p(dele(d("b"))), mark("cellDel")))) + p(r("Z"))
    assert both(gone) == (["a", "Z"], ["a", "b", "Z"])
    joined = f'<w:cellMerge {at()} w:vMerge="cont" w:vMergeOrig="rest"/>'
    first = cell(p(r("a")), '<w:vMerge w:val="restart"/>')
    merged = table(row(first), row(cell(p(r("")), joined))) + p(r("Z"))
    for decision, value in ((ACCEPT, "continue"), (REJECT, "restart")):
        found = list(settled(merged, decision).iter(w("vMerge")))
        assert [each.get(w("val")) for each in found] == ["restart", value]


def test_the_next_row_takes_over_a_cell_whose_first_row_goes():
    top = row(cell(p(dele(d("a"))), '<w:vMerge w:val="restart"/>'), mark=mark("del"))
    below = row(cell(p(r("b")), "<w:vMerge/>"))
    body = table(top, below, below) + p(r("Z"))
    found = list(settled(body, ACCEPT).iter(w("vMerge")))

    assert [each.get(w("val")) for each in found] == ["restart", None]


def test_a_table_inside_a_cell_goes_and_leaves_a_paragraph():
    inner = table(row(cell(p(dele(d("x")))), mark=mark("del")))
    body = table(row(cell(inner + p(r("y"))), cell(inner))) + p(r("Z"))

    assert both(body) == (["y", "", "Z"], ["x", "y", "x", "Z"])


def test_a_cell_keeps_a_paragraph_whatever_goes():
    body = table(row(cell(p(ins(r("a")), mark("ins"))))) + p(r("Z"))

    assert both(body) == (["a", "Z"], ["", "Z"])


def test_links_and_simple_fields_that_lose_their_text_go():
    link = f'<w:hyperlink w:anchor="a">{ins(r("neu"))}</w:hyperlink>'
    field = f'<w:fldSimple w:instr="PAGE">{ins(r("1"))}</w:fldSimple>'
    body = p(r("A") + link + field)

    assert both(body) == (["Aneu1"], ["A"])
    rejected = settled(body, REJECT)
    assert list(rejected.iter(w("hyperlink"), w("fldSimple"))) == []


def test_field_codes_come_back():
    code = "<w:r><w:delInstrText> PAGE </w:delInstrText></w:r>"
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    body = p(r("A") + dele(begin + code + end))
    rejected = settled(body, REJECT)

    assert [each.text for each in rejected.iter(w("instrText"))] == [" PAGE "]
    assert list(settled(body, ACCEPT).iter(w("fldChar"))) == []


def test_a_content_control_that_came_goes_without_its_text():
    start, end = "<w:customXmlInsRangeStart {}/>", '<w:customXmlInsRangeEnd w:id="{}"/>'
    control = (
        start.format(at(number=51)) + "<w:sdt><w:sdtPr/><w:sdtContent>" + end.format(51)
        + p(r("B")) + start.format(at(number=52)) + "</w:sdtContent></w:sdt>" + end.format(52)
    )  # fmt: skip
    body = p(r("A")) + control + p(r("C"))

    assert both(body) == (["A", "B", "C"], ["A", "B", "C"])
    assert len(list(settled(body, ACCEPT).iter(w("sdt")))) == 1
    assert list(settled(body, REJECT).iter(w("sdt"))) == []


def test_a_content_control_goes_when_all_in_it_goes():
    control = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(dele(d('B')), mark('del'))}</w:sdtContent></w:sdt>"
    )
    body = p(r("A")) + control + p(r("C"))

    assert both(body) == (["A", "C"], ["A", "B", "C"])
    assert list(settled(body, ACCEPT).iter(w("sdt"))) == []


def test_bookmarks_outlive_the_text_that_goes():
    start, end = '<w:bookmarkStart w:id="1" w:name="n"/>', '<w:bookmarkEnd w:id="1"/>'
    body = p(r("A") + start + dele(d("B"), number=77) + end) + p(dele(end + d("C")), mark("del"))
    body = body.replace(end + "</w:p>", "</w:p>") + p(r("D"))
    accepted = settled(body, ACCEPT)

    assert len(list(accepted.iter(w("bookmarkStart")))) == 1
    assert len(list(accepted.iter(w("bookmarkEnd")))) == 1


def test_what_is_deleted_where_text_was_moved_to_stays_while_its_source_does_not_come_back():
    start = f'<w:moveToRangeStart {at(number=61)} w:name="alone"/>'
    body = p(r("A")) + start + p(dele(d("B"))) + '<w:moveToRangeEnd w:id="61"/>' + p(r("C"))

    assert both(body) == (["A", "", "C"], ["A", "B", "C"])


def test_parts_without_changes_stay_as_they_are():
    content = package(p(ins(r("neu")) + r("A")), header1=p(r("Kopf")))
    once = resolve(content, ACCEPT)

    assert resolve(once, REJECT) == once
    assert etree.tostring(part(once, "header1")) == etree.tostring(part(content, "header1"))
