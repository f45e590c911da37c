"""What the redline writes for each kind of change; the proof runs along with every one."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from strategy_editor.document.node import Node, element
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.lint import HINTS, lint
from strategy_editor.exchange.docx.tracking.names import FORMER, Decision
from strategy_editor.exchange.docx.tracking.resolving import resolve
from tests.exchange.redline.redlines import (
    body,
    ends,
    marked,
    markup,
    paragraphs,
    redline,
    said,
    sample,
    settled,
)
from tests.exchange.tracking.writing import part
from tests.short import section, small_strategy


def paragraph(node_id: str, *content: Node | str) -> Node:
    return element("paragraph", *content, id=node_id)


def made(old: list[Node], new: list[Node]):
    """The redline of two sections with these contents before another, free of flaws."""
    end = section("E", paragraph("end", "Schluss."))
    export = redline(*(small_strategy(section("S", *content), end) for content in (old, new)))
    assert [flaw for flaw in lint(export.content) if flaw.rule not in HINTS] == []
    return export


A = paragraph("a", "Der erste Absatz bleibt, wie er ist.")
B = paragraph("b", "Ein zweiter handelt von Akten und Netzen.")
C = paragraph("c", "Zum Schluss ein dritter über das Personal.")
D = paragraph("d", "Am Ende steht ein vierter über Geld.")


def test_words_are_marked_where_they_changed():
    new = paragraph("b", "Ein zweiter handelt von elektronischen Akten und Diensten.")

    assert said(made([A, B, C], [A, new, C]), "BodyText")[1] == (
        "Ein zweiter handelt von [+elektronischen +]Akten und [-Netzen-][+Diensten+]."
    )


def test_whole_paragraphs_come_and_go_with_their_ends():
    export = made([A, B, D], [A, C, D])
    texts = paragraphs(export, "BodyText")

    assert [marked(each)[:2] for each in texts[:-1]] == ["De", "[-", "[+", "Am"]
    assert [ends(each) for each in texts[:-1]] == [[], ["del"], ["ins"], []]


def test_a_paragraph_that_moves_is_moved_and_nothing_else_is_said():
    export = made([A, B, C, D], [A, C, D, B])
    starts = [
        (each.tag.rpartition("}")[2], each.get(w("name")), each.get(w("date")))
        for each in body(export).iter(w("moveFromRangeStart"), w("moveToRangeStart"))
    ]

    assert starts == [
        ("moveFromRangeStart", "move1", "2014-04-29T10:30:00Z"),
        ("moveToRangeStart", "move1", "2014-04-29T10:30:00Z"),
    ]
    assert list(body(export).iter(w("ins"), w("del"))) == []


def test_what_moves_and_changes_moves_whole_and_the_words_stand_in_a_comment():
    other = paragraph("b", "Ein zweiter handelt von Akten und Diensten.")
    export = made([A, B, C, D], [A, C, D, other])
    texts = said(export, "BodyText")
    comments = part(export.content, "comments")

    assert "{-Ein zweiter handelt von Akten und Netzen.-}" in texts
    assert "{+Ein zweiter handelt von Akten und Diensten.+}" in texts
    assert "".join(comments.itertext()) == (
        "Changed while moving:Ein zweiter handelt von Akten und NetzenDiensten."
    )


def test_a_goal_moves_as_one_with_all_that_is_in_it():
    def part_of(name: str) -> Node:
        return section(name, paragraph(f"{name}1", f"{name} eins."), paragraph(f"{name}2", "Zwei."))

    parts = [part_of(name) for name in "XYZW"]
    export = made(parts, [parts[0], parts[2], parts[3], parts[1]])

    assert len(list(body(export).iter(w("moveFromRangeStart")))) == 1
    assert len(list(body(export).iter(w("moveToRangeStart")))) == 1


def test_a_paragraph_that_was_split_only_has_a_new_end():
    whole = paragraph("b", "Erst werden die Akten geführt. Dann wird das Netz gebaut.")
    halves = [paragraph("b", "Erst werden die Akten geführt."),
              paragraph("n", "Dann wird das Netz gebaut.")]  # fmt: skip
    texts = paragraphs(made([A, whole, C], [A, *halves, C]), "BodyText")

    assert [ends(each) for each in texts[:-1]] == [[], ["ins"], [], []]
    assert marked(texts[1]) == "Erst werden die Akten geführt.[- -]"
    assert marked(texts[2]) == "Dann wird das Netz gebaut."


def test_paragraphs_that_became_one_lose_an_end():
    whole = paragraph("b", "Erst werden die Akten geführt. Dann wird das Netz gebaut.")
    halves = [paragraph("b", "Erst werden die Akten geführt."),
              paragraph("n", "Dann wird das Netz gebaut.")]  # fmt: skip
    texts = paragraphs(made([A, *halves, C], [A, whole, C]), "BodyText")

    assert [ends(each) for each in texts[:-1]] == [[], ["del"], [], []]
    assert marked(texts[1]) + marked(texts[2]) == (
        "Erst werden die Akten geführt.[+ +]Dann wird das Netz gebaut."
    )


def test_a_phrase_that_becomes_bold_says_how_it_was():
    new = paragraph("b", "Ein zweiter ", element("strong", "handelt von Akten"), " und Netzen.")
    export = made([A, B], [A, new])
    runs = [each.getparent().getparent() for each in body(export).iter(w("rPrChange"))]

    assert ["".join(run.itertext()) for run in runs] == ["handelt von Akten"]
    assert '<w:rStyle w:val="Strong"/><w:rPrChange><w:rPr/></w:rPrChange>' in markup(runs[0])
    assert list(body(export).iter(w("ins"), w("del"))) == []


def test_a_paragraph_that_becomes_a_quotation_says_how_it_was_formatted():
    quoted = element("quotation", element("text", *B.content), id="b")
    export = made([A, B, C], [A, quoted, C])
    changed = list(body(export).iter(w("pPrChange")))

    assert [markup(each.getparent()) for each in changed] == [
        '<w:pPr><w:pStyle w:val="Quote"/><w:pPrChange><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
        "</w:pPrChange></w:pPr>"
    ]


def test_list_items_keep_their_list():
    def listed(*names: str) -> Node:
        items = [element("item", element("text", f"Punkt {name}."), id=name) for name in names]
        return element("list", *items, id="list", kind="number")

    export = made([A, listed("i", "j", "k")], [A, listed("i", "n", "k")])
    items = paragraphs(export, "ListNumber")

    assert [ends(each) for each in items] == [[], ["del"], ["ins"], []]
    assert len({each.find(f".//{w('numId')}").get(w("val")) for each in items}) == 1


def test_a_heading_that_is_reworded_changes_in_the_contents_too():
    def titled(title: str) -> Node:
        return element("section", element("title", title), A, id="t")

    export = made([titled("Ziele")], [titled("Ziele und Wege")])

    assert said(export, "Heading2")[-1].endswith("Ziele[+ und Wege+]")
    assert any(each.endswith("Ziele[+ und Wege+]") for each in said(export, "TOC2"))


def table(rows: list[tuple[str, ...]], columns: int = 2) -> Node:
    return element(
        "table",
        element("caption", "Zahlen"),
        *(element("column", id=f"col{number}") for number in range(columns)),
        *(
            element("row", *(element("cell", text) for text in texts), id=f"r{texts[0]}",
                    **({"header": "true"} if at == 0 else {}))
            for at, texts in enumerate(rows)
        ),
        id="table",
    )  # fmt: skip


HEAD = ("Jahr", "Wert")


def rows_of(export) -> list[tuple[list[str], str]]:
    rows = body(export).find(w("tbl")).findall(w("tr"))
    return [
        (
            [each.tag.rpartition("}")[2] for each in row.find(w("trPr"))
             if each.tag in (w("ins"), w("del"))],
            "|".join(marked(cell) for cell in row.findall(w("tc"))),
        )
        for row in rows
    ]  # fmt: skip


def test_rows_come_go_and_change_word_by_word():
    old = table([HEAD, ("2012", "drei Netze"), ("2013", "vier")])
    new = table([HEAD, ("2012", "drei große Netze"), ("2014", "fünf")])

    assert rows_of(made([old], [new])) == [
        ([], "Jahr|Wert"),
        ([], "2012|drei [+große +]Netze"),
        (["del"], "[-2013-]|[-vier-]"),
        (["ins"], "[+2014+]|[+fünf+]"),
    ]


def test_a_new_column_replaces_the_rows():
    old, new = table([HEAD, ("2012", "drei")]), table([(*HEAD, "Ort"), ("2012", "drei", "hier")], 3)

    assert [kinds for kinds, _ in rows_of(made([old], [new]))] == [
        ["del"], ["del"], ["ins"], ["ins"],
    ]  # fmt: skip


def test_a_row_that_moves_is_moved():
    rows = [(year, "Wert") for year in ("2011", "2012", "2013", "2014")]
    export = made([table([HEAD, *rows])], [table([HEAD, *rows[1:], rows[0]])])

    assert [text for _, text in rows_of(export)][1] == "{-2011-}|{-Wert-}"
    assert [text for _, text in rows_of(export)][-1] == "{+2011+}|{+Wert+}"
    assert len(list(body(export).iter(w("moveToRangeStart")))) == 1


def test_whole_tables_come_and_go():
    new = table([HEAD, ("2012", "drei")])

    assert {tuple(kinds) for kinds, _ in rows_of(made([A, B], [A, new, B]))} == {("ins",)}
    assert {tuple(kinds) for kinds, _ in rows_of(made([A, new, B], [A, B]))} == {("del",)}


def noted(text: str, note: str) -> Node:
    return paragraph("n", text, element("footnote", note, id="f"), ".")


def notes(export) -> list[str]:
    return [marked(each).strip() for each in part(export.content, "footnotes")[2:]]


def test_the_text_of_a_footnote_changes_word_by_word():
    export = made([A, noted("Ein Satz", "Siehe dort.")], [A, noted("Ein Satz", "Siehe hier.")])

    assert notes(export) == ["Siehe [-dort-][+hier+]."]


def test_footnotes_come_and_go_with_their_references():
    bare = paragraph("n", "Ein Satz.")
    export = made([A, bare], [A, noted("Ein Satz", "Siehe hier.")])
    gone = made([A, noted("Ein Satz", "Siehe hier.")], [A, bare])

    assert notes(export) == ["[+ +][+Siehe hier.+]"] or notes(export) == ["[+ Siehe hier.+]"]
    assert notes(gone) == ["[- Siehe hier.-]"]


def test_the_last_paragraph_lets_the_one_before_carry_its_mark():
    plain = {"profile": [], "metadata": {}}
    old = small_strategy(section("S", A), **plain)
    new = small_strategy(section("S", A, B), **plain)
    for first, second, kind in ((old, new, "ins"), (new, old, "del")):
        texts = paragraphs(redline(first, second), "BodyText")
        assert [ends(each) for each in texts] == [[kind], []]


def test_what_stands_above_the_pages_changes_too():
    old, new = (
        small_strategy(section("S", A), metadata={"as_of": day})
        for day in ("2014-04-28", "2014-04-29")
    )
    header = part(redline(old, new).content, "header1")

    assert "[-28" in marked(header)
    assert "[+29" in marked(header)


def test_nothing_is_marked_where_nothing_changed():
    export = made([A, B, noted("Ein Satz", "Note.")], [A, B, noted("Ein Satz", "Note.")])
    marks = ("ins", "del", "moveFrom", "moveTo")

    assert [each.tag for each in body(export).iter(*map(w, marks), *FORMER)] == []


def test_authors_and_days_are_those_that_were_given():
    export = made([A, B], [A, C])
    changes = list(body(export).iter(w("ins"), w("del")))

    assert {each.get(w("author")) for each in changes} == {"Referat V.1"}
    assert {each.get(w("date")) for each in changes} == {"2014-04-29T10:30:00Z"}
    unnamed = body(redline(small_strategy(A), small_strategy(B), author=""))
    assert {each.get(w("author")) for each in unnamed.iter(w("ins"))} == {"New version"}


def test_further_changes_are_tracked_when_somebody_writes():
    settings = part(made([A], [B]).content, "settings")

    assert settings.find(w("trackRevisions")) is not None


def test_the_same_input_gives_the_same_bytes():
    assert made([A, B, C], [C, A, D]).content == made([A, B, C], [C, A, D]).content


def test_rejecting_a_decision_is_accepting_the_other_way_round():
    export, turned = made([A, B, C, D], [A, D, B]), made([A, D, B], [A, B, C, D])
    assert settled(export, Decision.REJECT) == settled(turned, Decision.ACCEPT)


def test_a_table_that_turns_the_page_and_one_that_does_no_longer():
    narrow = table([HEAD, ("2012", "drei")])
    heads = tuple(f"Erwartungshaltung{number}" for number in range(12))
    wide = table([heads, tuple(f"Wert{number}" for number in range(12))], 12)
    for old, new in ((narrow, wide), (wide, narrow), (wide, A), (A, wide)):
        made([old, B], [new, B])


def comments(export) -> dict[str, str]:
    """The comments with the words of the paragraph that each hangs on."""
    texts = {
        each.get(w("id")): "".join(each.itertext()) for each in part(export.content, "comments")
    }
    starts = body(export).iter(w("commentRangeStart"))
    return {texts[each.get(w("id"))]: marked(each.getparent()) for each in starts}


def test_reasons_hang_on_the_goals_that_they_explain():
    old, new = sample("egov-2009").document, sample("egov-2014").document
    said = comments(redline(old, new, explained=True))
    where = [where for what, where in said.items() if "nebeneinander her" in what]
    assert len(where) == 1
    assert "Ein Zugang zu allen Leistungen" in where[0]
    assert "comments" not in "".join(names(redline(A_ONLY, A_ONLY, explained=True)))


def test_annotations_of_the_new_edition_come_along_where_they_are_asked_for():
    old, new = sample("egov-2009").document, sample("egov-2014").document
    export = redline(new, new, annotations=True)

    assert len(part(export.content, "comments")) > 2
    assert [flaw for flaw in lint(export.content) if flaw.rule not in HINTS] == []
    assert redline(old, new, annotations=True).content


A_ONLY = small_strategy(section("S", A))


def names(export) -> list[str]:
    with ZipFile(BytesIO(export.content)) as package:
        return package.namelist()


def test_an_empty_paragraph_that_must_stay_behind_a_table_is_no_item_of_a_list():
    items = element("list", element("item", element("text", "Punkt."), id="i"), id="l")
    one = small_strategy(section("S", A, table([HEAD, ("2012", "drei")])))
    other = small_strategy(section("S", A, table([HEAD, ("2012", "drei")]), items))

    for old, new, decision in ((one, other, Decision.REJECT), (other, one, Decision.ACCEPT)):
        root = part(resolve(redline(old, new).content, decision))
        last = root[0].findall(w("p"))[-1]
        assert last.find(f".//{w('numPr')}") is None


def test_characters_of_the_private_area_are_text_like_any_other():
    note = element("footnote", "Siehe dort.", id="f")
    old = paragraph("p", "Eins \U000f0000 zwei \uf8ff", note, " drei \U000f0001.")
    new = paragraph("p", "Eins \uf8ff zwei \U000f0000", note, " \U000f0002 vier.")

    made([A, old, B], [A, new, B])
    made([old], [element("quotation", element("text", "\uf8ff"), id="p")])


def test_what_went_with_a_footnote_joins_what_stayed_before_it():
    """LibreOffice would leave an empty paragraph otherwise."""
    note = element("footnote", "Siehe dort.", id="n")
    export = made([A, paragraph("b", "Mit Fußnote", note, "."), C], [A, C])
    texts = paragraphs(export, "BodyText")

    assert [ends(each) for each in texts[:3]] == [["del"], [], []]
    assert marked(texts[1]).startswith("[-Mit Fußnote")


def test_columns_of_other_widths_are_a_change_of_format():
    wide = table([HEAD, ("2012", "drei")])
    sized = wide.with_content(
        [each.with_attribute("width", "20") if each.tag == "column" and at == 1 else each
         for at, each in enumerate(wide.content)]
    )  # fmt: skip
    export = made([A, wide], [A, sized])
    body = part(export.content)

    assert len(list(body.iter(w("tblGridChange")))) == 1
    assert len(list(body.iter(w("tcPrChange")))) == len(list(body.iter(w("tc")))) > 1
    assert not list(body.iter(w("ins"), w("del")))
    assert export.ledger == ()
    assert made([A, wide], [B, wide]).ledger == ()


def test_layout_that_is_not_marked_is_told():
    items = element(
        "list", element("item", element("text", "Punkt"), id="i"), id="l", kind="bullet"
    )

    assert [each.key for each in made([A, items], [A, B, items]).ledger] == ["redline-layout"]
