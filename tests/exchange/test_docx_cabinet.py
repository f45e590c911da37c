"""The cabinet submission: its order, its gaps, its marks, its enclosures."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument
from openxml_audit import OpenXmlValidator

from strategy_editor.document.node import element
from strategy_editor.errors import UserError
from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.submission import read_submission
from strategy_editor.exchange.reading.submission_form import BODY, HEAD, default_form, form_of
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.fingerprint import fingerprint, printed
from strategy_editor.storage.reading import read
from strategy_editor.workspace.submitting import (
    SUBMISSION_PARTS,
    Dossier,
    export_submission,
    gap_text,
)
from tests.exchange.test_docx_options import margins
from tests.exchange.word import CREATED, SAMPLES, Word, labels, style_of, text_of
from tests.short import actor, small_strategy

NEWER = next(path for path in SAMPLES if path.stem == "egov-2014")
OPTIONS = ExportOptions(created=CREATED)


def written(folder, document, options=OPTIONS, form=None, dossier=None):
    """Return the files of a dossier by name, and the ledger."""
    submission = read_submission(Reader(document), form or default_form())
    paths, ledger = export_submission(
        document, submission, folder / "v.docx", NEWER.with_name("egov-2014.media"), options,
        dossier or Dossier(),
    )  # fmt: skip
    return {path.name: _Word(path.read_bytes()) for path in paths}, ledger


class _Word(Word):
    def __init__(self, content):
        object.__setattr__(self, "export", _Export(content))


class _Export:
    def __init__(self, content):
        self.content = content


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return written(tmp_path_factory.mktemp("dossier"), read(NEWER).document)


def test_the_sample_is_complete():
    submission = read_submission(Reader(read(NEWER).document), default_form())

    assert submission.gaps == []
    assert [line.label for line in submission.head][:3] == [
        "Federführendes Ressort", "Referat", "Bearbeitung",
    ]  # fmt: skip


def test_sections_stand_in_the_order_of_the_rules_and_are_numbered(sample):
    headings = [" ".join(each) for each in labels(sample[0]["v.docx"])]

    assert headings == [
        "1. Beschlussvorschlag", "2. Sachverhalt", "3. Begründung und Alternativen",
        "4. Rechtsgrundlage und Zuständigkeit", "5. Finanzielle Auswirkungen",
        "6. Personelle Auswirkungen", "7. Weitere Auswirkungen", "7.1. Demografie",
        "7.2. Gleichstellung", "7.3. Inklusion", "7.4. Umwelt und Klima", "7.5. Familie",
        "7.6. Mittelstand", "7.7. Datenschutz", "8. Normenkontrollrat",
        "9. Beteiligung und Mitzeichnung", "10. Strittige Punkte", "11. Anhörung und Verbände",
        "12. Information der Öffentlichkeit", "13. Anlagen",
    ]  # fmt: skip


def test_the_draft_decision_comes_first_as_a_numbered_list(sample):
    paragraphs = list(sample[0]["v.docx"].body.iter(w("p")))
    at = next(n for n, each in enumerate(paragraphs) if text_of(each) == "Beschlussvorschlag")

    assert [style_of(each) for each in paragraphs[at + 1 : at + 7]] == ["ListNumber"] * 5 + [
        "Heading1"
    ]
    assert text_of(paragraphs[at + 1]).startswith("Die Staatsregierung beschließt")


def test_the_head_is_a_table_of_labels_and_values(sample):
    table = WordDocument(BytesIO(sample[0]["v.docx"].export.content)).tables[0]
    rows = {row.cells[0].text: row.cells[1].text.replace("\u00a0", " ") for row in table.rows}

    assert rows["Aktenzeichen"] == "Muster-0950/14/1"
    assert rows["Sitzung am"] == "29. April 2014"
    assert rows["Art der Vorlage"] == "Zur Beschlussfassung"
    assert rows["Fassung und Stand"] == "2014, Stand: 29. April 2014"


def test_participation_says_who_with_what_outcome_and_when(sample):
    table = WordDocument(BytesIO(sample[0]["v.docx"].export.content)).tables[1]
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]

    assert rows[0] == ["Ressort", "Ergebnis", "Datum", "Bemerkung"]
    assert rows[1] == [
        "Sächsische Staatskanzlei", "mitgezeichnet", "28.03.2014",
        "Redaktionelle Hinweise übernommen (Musterdaten).",
    ]  # fmt: skip
    assert len(rows) == 9


def test_what_does_not_apply_says_why(sample):
    paragraphs = sample[0]["v.docx"].paragraphs("BodyText")

    assert "Entfällt. Die Strategie wirkt sich auf Frauen und Männer in gleicher Weise aus." in (
        paragraphs
    )
    reason = "Entfällt, weil die Strategie weder Rechtsnorm noch Verwaltungsvorschrift ist."
    assert reason in paragraphs


def test_enclosures_are_numbered_by_the_list_and_what_is_not_made_is_told(sample):
    files, ledger = sample
    items = files["v.docx"].paragraphs("ListNumber")

    assert items[-5] == "Strategie für IT und E-Government des Freistaates Sachsen"
    assert items[-1] == "Entwurf der Medieninformation (wird gesondert beigefügt)"
    kinds = [
        each.find(w("lvl")).find(w("lvlText")).get(w("val"))
        for each in files["v.docx"].part("word/numbering.xml").findall(w("abstractNum"))
    ]
    assert "Anlage\u00a0%1" in kinds
    assert [each.key for each in ledger] == [
        "enclosure-without-base", "enclosure-apart", "enclosure-apart",
    ]  # fmt: skip


def test_all_files_bear_the_fingerprint_of_the_same_state(sample):
    mark = printed(fingerprint(read(NEWER).document))

    assert list(sample[0]) == ["v.docx", "v-anlage-1-strategie.docx", "v-anlage-2-verbleib.docx"]
    for name, word in sample[0].items():
        for text in margins(word, "footer").values():
            assert mark.replace("\u00a0", " ") in text, name
    assert margins(sample[0]["v-anlage-2-verbleib.docx"], "header")["default"] == (
        "Anlage 2 · Verbleib der Ziele der Strategie von 2009"
    )


def test_no_file_says_who_wrote_what_where(sample):
    for name, word in sample[0].items():
        with ZipFile(BytesIO(word.export.content)) as package:
            parts = {each: package.read(each) for each in package.namelist()}
        core = {each.tag.split("}")[1] for each in word.part("docProps/core.xml")}
        assert core == {"title", "language", "created", "modified"}, name
        assert not [each for each in parts if "comments" in each or "custom" in each], name
        for trace in ("Geschäftsstelle CIO (Musterdaten)", "/work", "/tmp", "samples", "rsid"):
            assert not [each for each in parts if trace.encode() in parts[each]], (name, trace)


def test_marks_stand_above_every_page_of_every_file(tmp_path):
    options = ExportOptions(created=CREATED, draft=True, classification="restricted")
    files, _ = written(tmp_path, read(NEWER).document, options)

    for name, word in files.items():
        first = word.body.find(f".//{w('sectPr')}")
        kinds = {"default", "first"} if first.find(w("titlePg")) is not None else {"default"}
        heads = margins(word, "header")
        assert kinds <= set(heads), name
        for text in heads.values():
            assert text.startswith("VS-NUR FÜR DEN DIENSTGEBRAUCH|"), name
            assert "Entwurf · Stand: 29. April 2014" in text, name


def test_a_submission_to_be_bound_holds_everything_with_one_set_of_marks(tmp_path):
    wide = lambda body: body.write(_look(), [_run("Quer")])  # noqa: E731
    dossier = Dossier(is_bound=True, writers={"synopsis": wide})
    options = ExportOptions(created=CREATED, classification="restricted")
    files, ledger = written(tmp_path, read(NEWER).document, options, dossier=dossier)
    word = files["v.docx"]
    headings = [text for _, text in labels(word)]
    turned = [each.find(w("pgSz")).get(w("orient")) for each in word.body.iter(w("sectPr"))]

    assert list(files) == ["v.docx"]
    assert [each for each in headings if each.startswith("Anlage\u00a0")] == [
        "Anlage\u00a01: Strategie für IT und E-Government des Freistaates Sachsen",
        "Anlage\u00a02: Verbleib der Ziele der Strategie von 2009",
        "Anlage\u00a03: Gegenüberstellung der Ziele 2009 und 2014",
    ]
    assert ("Heading2", "Strategische Ziele") in [
        (style_of(each), text_of(each)) for each in word.body.iter(w("p"))
    ]
    assert {text: label for label, text in labels(word)}["Strategische Ziele"] == "2."
    assert turned == [None, "landscape"]
    assert all("VS-NUR" in text for text in margins(word, "header").values())
    assert [each.key for each in ledger] == ["enclosure-apart", "enclosure-apart"]
    target = tmp_path / "v.docx"
    assert OpenXmlValidator().validate(target).errors == []


def _look():
    from strategy_editor.exchange.docx.markup import Look

    return Look("BodyText")


def _run(text):
    from strategy_editor.exchange.reading.runs import Run

    return Run(text)


def test_chosen_parts_only(tmp_path):
    dossier = Dossier(frozenset({"dispositions"}))

    assert list(written(tmp_path, read(NEWER).document, dossier=dossier)[0]) == [
        "v-anlage-2-verbleib.docx"
    ]
    assert set(SUBMISSION_PARTS) == {"submission", "strategy", "dispositions", "synopsis"}


def test_the_same_input_gives_the_same_bytes(tmp_path, sample):
    again, _ = written(tmp_path, read(NEWER).document)

    assert {name: word.export.content for name, word in again.items()} == {
        name: word.export.content for name, word in sample[0].items()
    }


@pytest.mark.parametrize("bound", [False, True])
def test_openxml_audit_finds_nothing(tmp_path, bound):
    options = ExportOptions(created=CREATED, annotations=True, line_numbers=True)
    dossier = Dossier(frozenset(SUBMISSION_PARTS) - ({"strategy"} if not bound else set()), bound)
    files, _ = written(tmp_path, read(NEWER).document, options, dossier=dossier)

    for name in files:
        assert OpenXmlValidator().validate(tmp_path / name).errors == [], name


# What is missing, and the form of the house.


def strategy(*content, **attributes):
    given = {
        "id": "c", "actor": "a1", "date": "2014-04-17", "file_number": "1", "kind": "decision",
        "subject": "Etwas",
    } | attributes  # fmt: skip
    cabinet = element("cabinet", *content, **{k: v for k, v in given.items() if v})
    return small_strategy(cabinet, actors=[actor("a1"), actor("a2")])


def filled(kind, text="Etwas."):
    return element("submission-field", element("paragraph", text, id=f"p_{kind}"), id=f"f_{kind}",
                   kind=kind)  # fmt: skip


def proposal():
    return element("proposal", element("statement", "Beschlossen."), id="v")


def participation(outcome, date="2014-04-01", **attributes):
    when = {"date": date} if date else {}
    return element("participation", id="b", actor="a2", outcome=outcome, **when, **attributes)


def enclosure(kind="strategy"):
    return element("enclosure", element("title", "X"), id=f"e_{kind}", kind=kind)


COMPLETE = (proposal(), *(filled(kind) for kind in ("facts", "reasons", "finance", "staff")),
            participation("agreed"), enclosure())  # fmt: skip


def gaps(document, form=None):
    found = read_submission(Reader(document), form or default_form()).gaps
    assert all(gap_text(each, language) for each in found for language in ("de", "en"))
    return [(each.kind, each.name) for each in found]


def test_a_complete_submission_has_no_gaps():
    assert gaps(strategy(*COMPLETE)) == []


@pytest.mark.parametrize(("attribute", "name"), [
    ("actor", "Ministry in the lead"), ("file_number", "File number"), ("date", "Date"),
    ("kind", "Kind of submission"), ("subject", "Subject"),
])  # fmt: skip
def test_a_missing_field_of_the_head_is_named(attribute, name):
    assert gaps(strategy(*COMPLETE, **{attribute: ""})) == [("head", name)]


@pytest.mark.parametrize("missing", range(len(COMPLETE)))
def test_each_missing_section_is_named(missing):
    content = [each for number, each in enumerate(COMPLETE) if number != missing]

    assert [kind for kind, _ in gaps(strategy(*content))] == ["section"]


def test_a_reason_closes_a_gap_and_text_besides_it_opens_one():
    reason = filled("finance").with_content(()).with_attribute("not-applicable", "nichts anfällt")
    both = filled("finance").with_attribute("not-applicable", "nichts anfällt")
    rest = [each for each in COMPLETE if each.get("kind") != "finance"]

    assert gaps(strategy(*rest, reason)) == []
    assert gaps(strategy(*rest, both)) == [("both", "Financial effects")]


@pytest.mark.parametrize("kind", ["participation", "enclosures"])
def test_lists_may_not_apply_either(tmp_path, kind):
    tag = {"participation": "participation", "enclosures": "enclosure"}[kind]
    rest = [each for each in COMPLETE if each.tag != tag]
    reason = element("submission-field", id="r", kind=kind, not_applicable="es keine gibt")
    document = strategy(*rest, reason)

    assert gaps(document) == []
    files, _ = written(tmp_path, document)
    assert "Not applicable because es keine gibt." in files["v.docx"].paragraphs("BodyText")


def test_fields_of_the_head_may_not_apply_either():
    reason = element("submission-field", id="r", kind="session", not_applicable="Umlauf erfolgt")
    form = form_of({"head": [{"field": "session", "required": True}]})
    submission = read_submission(Reader(strategy(*COMPLETE, reason)), form)

    assert submission.gaps == []
    assert submission.head[0].value == "Not applicable because Umlauf erfolgt."


def test_of_every_field_the_vocabulary_lets_say_why_it_does_not_apply():
    kinds = current_schema().element("submission-field").attribute("kind").value_type.choices

    assert {each.value for each in kinds} == {*HEAD, *BODY} - {"signature"}


def test_text_before_a_list_is_printed_with_it(tmp_path):
    files, _ = written(tmp_path, strategy(*COMPLETE, filled("participation", "Alle Ressorts.")))

    assert "Alle Ressorts." in files["v.docx"].paragraphs("BodyText")


def test_participation_is_watched():
    rest = [each for each in COMPLETE if each.tag != "participation"]

    assert gaps(strategy(*rest, participation("pending", ""))) == [("pending", "a2")]
    assert gaps(strategy(*rest, participation("agreed", ""))) == [("undated", "a2")]
    assert gaps(strategy(*rest, participation("disputed"))) == [("dispute-unexplained", "a2")]
    assert gaps(strategy(*rest, participation("disputed"), filled("disputes"))) == []
    assert gaps(strategy(*rest, participation("no-answer", ""))) == []


def test_enclosures_and_dates_are_watched():
    rest = [each for each in COMPLETE if each.tag != "enclosure"]

    assert gaps(strategy(*rest, enclosure("press"))) == [("no-strategy-enclosed", "")]
    early = strategy(*COMPLETE, session="2014-04-01")
    assert [kind for kind, _ in gaps(early)] == ["session-before-date"]


def test_what_is_missing_is_marked_where_it_belongs(tmp_path):
    files, _ = written(tmp_path, strategy(subject="", actor=""))

    text = text_of(files["v.docx"].body)
    assert text.count("[still missing]") == 9


def test_the_form_of_the_house_chooses_orders_and_renames(tmp_path):
    form = form_of({
        "title": "Ministerratsvorlage",
        "head": [{"field": "file-number", "label": "Geschäftszeichen"}, "actor"],
        "body": ["facts", {"field": "proposal", "label": "Der Ministerrat möge beschließen"},
                 {"field": "demography", "required": True}],
    })  # fmt: skip
    document = strategy(*COMPLETE)
    files, _ = written(tmp_path, document, form=form)
    word = files["v.docx"]

    assert word.paragraphs("Title") == ["Ministerratsvorlage"]
    assert [" ".join(each) for each in labels(word)] == [
        "1. Facts", "2. Der Ministerrat möge beschließen", "3. Further effects", "3.1. Demography",
    ]  # fmt: skip
    assert gaps(document, form) == [("section", "Demography")]
    table = next(word.body.iter(w("tbl")))
    assert [text_of(row.find(w("tc"))) for row in table.findall(w("tr"))] == [
        "Item", "Geschäftszeichen", "Ministry in the lead",
    ]  # fmt: skip


@pytest.mark.parametrize(("stored", "key"), [
    ({"head": "actor"}, "error.form-not-a-list"),
    ({"head": ["actor", "actor"]}, "error.form-field-twice"),
    ({"body": ["nonsense"]}, "error.form-field-unknown"),
    ({"body": [{"label": "x"}]}, "error.form-field-unknown"),
    ({"body": [3]}, "error.form-field-unknown"),
    ({"body": [{"field": ["facts"]}]}, "error.form-field-unknown"),
])  # fmt: skip
def test_a_form_that_cannot_be_understood_is_said(stored, key):
    with pytest.raises(UserError) as raised:
        form_of(stored)
    assert raised.value.key == key


def test_the_default_form_has_all_fields():
    form = default_form()

    assert [each.key for each in form.head] == list(HEAD)
    assert [each.key for each in form.body] == list(BODY)
    assert form_of({}) == form


def test_a_restricted_file_number_says_so():
    document = strategy(*COMPLETE, classification="restricted")
    head = read_submission(Reader(document), default_form()).head

    assert [line.value for line in head if line.label == "File number"] == ["1 VS-NfD"]


def test_tables_in_sections_are_accessible_and_no_paragraph_is_empty(sample):
    for word in sample[0].values():
        for table in word.body.iter(w("tbl")):
            assert table.find(f"{w('tblPr')}/{w('tblCaption')}").get(w("val"))
            assert table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}") is not None
        empty = [each for each in word.body.iter(w("p"))
                 if not text_of(each).strip() and each.getparent().tag != w("tc")
                 and each.find(f".//{w('drawing')}") is None]  # fmt: skip
        assert empty == []
        assert not re.search("  ", text_of(word.body))
