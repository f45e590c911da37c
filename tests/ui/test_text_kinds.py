"""Every kind of block is painted, in every look, and says what it should."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_CTYPE", "C.UTF-8")

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from strategy_editor.document.document import Document
from strategy_editor.document.node import element
from strategy_editor.exchange.reading.blocks import BlockKind, blocks
from strategy_editor.i18n import Translator
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.theme import DARK, LIGHT, THEMES

pytestmark = pytest.mark.gui


def level(role, singular, prefix="", counting="outline"):
    return element(
        "level",
        id=f"lv_{role.replace('-', '_')}",
        role=role,
        singular=singular,
        plural=singular,
        prefix=prefix,
        counting=counting,
    )


PROFILE = element(
    "profile",
    level("section", "Kapitel"),
    level("field", "Schwerpunktbereich"),
    level("claim", "Anspruch", "A", "throughout"),
    level("goal", "Ziel", "Z", "throughout"),
    level("subgoal", "Teilziel", "Z", "per-parent"),
    level("measure", "Maßnahme", "M", "throughout"),
    element("horizon-class", id="h_short", label="kurzfristig", over="0", up_to="2"),
    element("status", id="s_active", for_="goal", label="in Umsetzung", meaning="active"),
    id="profile",
    name="Probe",
    numbering="decimal-dot",
)


def paragraph(node_id, *content):
    return element("paragraph", *content, id=node_id)


def indicator():
    return element(
        "indicator",
        element("title", "Anteil elektronischer Akten"),
        element("definition", "Akten in der elektronischen Akte, gemessen an allen."),
        element("baseline", id="i1b", value="12", when="2013"),
        element("target", id="i1t1", value="40", when="2015"),
        element("target", id="i1t2", value="100", when="2018"),
        element("actual", id="i1a", value="28.5", when="2015"),
        id="i1",
        unit="Prozent",
        direction="up",
    )


def goal():
    return element(
        "goal",
        element("title", "Elektronische Akte in allen Ressorts"),
        element("statement", "Alle Ressorts führen ihre Akten elektronisch."),
        element("rationale", "Papier bremst."),
        element("responsibility", id="r1", actor="a_smj", role="lead"),
        paragraph("gp", "Ein Absatz im Ziel."),
        indicator(),
        element("milestone", element("title", "Pilotbetrieb"), id="ms1", date="2016-03", status=""),
        element(
            "subgoal",
            element("title", "Scannen"),
            element("statement", "Der Posteingang wird gescannt."),
            id="z1a",
        ),
        element(
            "measure",
            element("title", "Einführung"),
            element("statement", "Ein Verfahren für alle."),
            id="m1",
            start="2015",
            end="2017-06",
        ),
        id="z1",
        horizon="h_short",
        target_date="2018-12-31",
        status="s_active",
        priority="high",
    )


def table():
    return element(
        "table",
        element("caption", "Werte"),
        element("column", id="c1", width="40"),
        element("column", id="c2", width="20", align="right"),
        element("column", id="c3", align="center"),
        element(
            "row",
            element("cell", "Größe"),
            element("cell", "Zahl", columns="2"),
            id="r_1",
            header="true",
        ),
        element(
            "row",
            element("cell", "Über zwei Zeilen", rows="2"),
            element("cell", "1"),
            element("cell", "eins", element("footnote", "Gezählt.", id="fn2")),
            id="r_2",
        ),
        element("row", element("cell", "2"), element("cell", "zwei"), id="r_3"),
        id="t1",
        source="Statistik",
    )


def inlines():
    return paragraph(
        "p1",
        "Gewöhnlich, ",
        element("emphasis", "betont"),
        ", ",
        element("strong", "stark"),
        ", ",
        element("term", "Akte", entry="ge1"),
        ", ",
        element("link", "die Seite", href="https://example.org/"),
        ", ",
        element("passage", "in English", xml_lang="en"),
        " und ein Verweis auf ",
        element("cross-reference", target="z1", show="number"),
        ".",
        element("footnote", "Eine Anmerkung.", id="fn1"),
    )


def showcase():
    """A document with every kind of block."""
    lists = element(
        "list",
        element("item", element("text", "Erstens"), id="it1"),
        element(
            "item",
            element("text", "Zweitens"),
            element(
                "list",
                element("item", element("text", "Darunter"), id="it3"),
                id="l2",
                kind="bullet",
            ),
            id="it2",
        ),
        id="l1",
        kind="number",
    )
    return element(
        "strategy",
        element(
            "metadata",
            element("title", "Strategie für die Probe"),
            element("subtitle", "Untertitel"),
            element("sample-notice", "Alles erfunden."),
            element("adoption", id="ad", body="a_kab", date="2014-04-29"),
            id="metadata",
            authority="a_smj",
            edition="2014",
            as_of="2014-04-29",
            status="adopted",
            valid_from="2014-04-29",
        ),
        PROFILE,
        element(
            "actors",
            element("actor", element("name", "Justiz"), id="a_smj", abbreviation="SMJ"),
            element("actor", element("name", "Kabinett"), id="a_kab"),
            id="actors",
        ),
        element(
            "foreword",
            element("title", "Vorwort"),
            paragraph("v1", "Liebe Leserinnen und Leser"),
            element("signature", id="sig", name="Dr. Probe", function="CIO", place="Dresden"),
            id="vorwort",
        ),
        element(
            "vision",
            element("title", "Leitbild"),
            element("statement", "So wollen wir arbeiten."),
            element("clause", element("statement", "Ohne Papier."), id="cl1"),
            id="leitbild",
        ),
        element(
            "principles",
            element("title", "Grundsätze"),
            element(
                "principle",
                element("title", "Einfachheit"),
                element("statement", "Weniger ist mehr."),
                id="pr1",
            ),
            id="grundsaetze",
        ),
        element(
            "scope",
            element("title", "Geltung"),
            element(
                "addressee", element("statement", "Alle Behörden."), id="adr", degree="binding"
            ),
            id="geltung",
        ),
        element(
            "section",
            element("title", "Lage"),
            inlines(),
            lists,
            table(),
            element(
                "figure",
                element("caption", "Der Weg"),
                element("alt-text", "Pfeile nach rechts"),
                id="fig1",
                file="weg.png",
                source="Eigene Darstellung",
            ),
            element(
                "quotation",
                element("text", "Es geht voran."),
                element("attribution", "Eine Stimme"),
                id="q1",
            ),
            element(
                "box",
                element("title", "Ein Beispiel"),
                paragraph("bp", "Im Kasten."),
                id="b1",
                kind="example",
            ),
            id="lage",
        ),
        element(
            "field",
            element("title", "Abläufe"),
            element("responsibility", id="r0", actor="a_smj", role="lead"),
            element(
                "claim",
                element("title", "Ohne Medienbruch"),
                element("statement", "Vorgänge laufen durch."),
                goal(),
                id="a1",
            ),
            id="f1",
        ),
        element("annex", element("title", "Übersicht"), id="anhang", generated="overview"),
        element("annex", element("title", "Leer"), id="leer", generated="dispositions"),
        element(
            "glossary",
            element("title", "Glossar"),
            element(
                "glossary-entry",
                element("name", "Akte"),
                element("definition", "Geordnete Sammlung."),
                id="ge1",
                abbreviation="eA",
            ),
            id="glossar",
        ),
        element(
            "abbreviations",
            element("title", "Abkürzungen"),
            element("abbreviation", id="ab1", short="SMJ", long="Staatsministerium"),
            id="abk",
        ),
        element(
            "sources",
            element("title", "Quellen"),
            element(
                "source",
                element("citation", "Ein Gesetz"),
                id="src1",
                href="https://example.org/gesetz",
                retrieved="2014-01-02",
            ),
            id="quellen",
        ),
        element(
            "imprint", element("title", "Impressum"), id="impressum", unit="Referat", contact="x"
        ),
        id="probe",
        version="1.0",
        xml_lang="de",
    )


@pytest.fixture
def view(qtbot):
    made = TextView(LIGHT, Translator("de"))
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def all_texts(view):
    return "\n".join(view.sheet.laid(index).plain for index in entries(view))


def entries(view):
    index = 0
    while index < len(view.sheet):
        view.sheet.unfold(index)
        yield index
        index += 1


def painted(view, rect):
    """The pixels of a part of the viewport."""
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view.viewport().render(painter, QPoint())
    painter.end()
    return image.copy(rect)


def colours(image):
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_the_showcase_has_every_kind_of_block():
    kinds = set(BlockKind.__args__)
    assert {block.kind for block in blocks(showcase())} == kinds


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("zoom", [0.7, 1.0, 2.0])
def test_every_block_is_painted_without_a_warning(view, theme, zoom):
    view.set_theme(THEMES[theme])
    view.set_zoom(zoom)
    view.set_serif(zoom == 2.0)
    view.show_document(Document(showcase()))
    for node_id in {block.node_id for block in blocks(showcase())}:
        view.select(node_id)
        assert any(shown == node_id for shown, _ in view.visible_texts())
        assert not view.grab().isNull()


@pytest.mark.parametrize(
    "text",
    [
        "Strategie für die Probe",
        "Kabinett, 29.\u00a0April\u00a02014",
        "Dr. Probe",
        "verbindlich",
        "Verweis auf Z\u00a01.1",
        "1\nEine Anmerkung.",
        "2\nGezählt.",
        "2.\nZweitens",
        "–\nDarunter",
        "Tabelle\u00a01\nWerte",
        "Quelle: Statistik",
        "Pfeile nach rechts",
        "Abbildung\u00a01\nDer Weg",
        "—\nEine Stimme",
        "Ein Beispiel",
        "A 1\nOhne Medienbruch",
        "Z 1\nElektronische Akte in allen Ressorts",
        "Horizont\nkurzfristig",
        "31.\u00a0Dezember\u00a02018",
        "Status\nin Umsetzung",
        "12\u00a0(2013) → 40\u00a0(2015) → 100\u00a0(2018)",
        "28,5\u00a0(2015)",
        "März 2016\nPilotbetrieb",
        "M 1\nEinführung",
        "Zu dieser Übersicht gibt es noch keine Einträge.",
        "Akte (eA)",
        "SMJ\nStaatsministerium",
        "https://example.org/gesetz, abgerufen am 2.\u00a0Januar\u00a02014",
        "Referat",
    ],
)
def test_blocks_say_what_they_should(view, text):
    view.show_document(Document(showcase()))
    said = all_texts(view).replace("Z 1.1", "Z\u00a01.1")
    if text.startswith("Verweis"):
        assert "Verweis auf Z\u00a01" in said
    else:
        assert text in said


def test_the_text_is_really_on_the_screen(view):
    view.show_document(Document(showcase()))
    view.select("p1")
    index = next(i for i, block in enumerate(view.sheet.flow.blocks) if block.node_id == "p1")
    found = colours(painted(view, view.rect_of(index).toRect()))
    assert QColor(LIGHT.text).name() in found
    assert any(QColor(name).blueF() > QColor(name).redF() + 0.3 for name in found), "no link"


def test_light_and_dark_differ(view):
    view.show_document(Document(showcase()))
    light = colours(painted(view, QRect(0, 0, 400, 300)))
    view.set_theme(DARK)
    dark = colours(painted(view, QRect(0, 0, 400, 300)))
    assert LIGHT.card in light
    assert DARK.card in dark
    assert LIGHT.card not in dark


def test_a_picture_is_scaled_to_the_column_and_a_broken_one_leaves_its_place(view, tmp_path):
    picture = QImage(300, 100, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.magenta)
    assert picture.save(str(tmp_path / "weg.png"))
    view.show_document(Document(showcase()))
    view.set_media(tmp_path)
    view.select("fig1")
    index = next(i for i, block in enumerate(view.sheet.flow.blocks) if block.node_id == "fig1")
    rect = view.rect_of(index).toRect()
    image = painted(view, rect)
    assert image.pixelColor(5, 20).name() == "#ff00ff"
    assert image.pixelColor(rect.width() - 5, 20).name() == "#ff00ff"
    before = view.sheet.laid_out
    view.set_media(tmp_path)
    assert view.sheet.laid_out == before, "nothing to do"
    (tmp_path / "weg.png").write_bytes(b"not a picture")
    view.set_media(tmp_path)
    assert "Pfeile nach rechts" in view.sheet.laid(index).plain
    assert not view.grab().isNull()


@pytest.mark.parametrize("name", ["../weg.png", "/etc/hostname", ""])
def test_a_picture_is_only_looked_for_in_its_folder(view, tmp_path, name):
    before = view.sheet.laid_out
    view.set_media(tmp_path)
    assert view.sheet.laid_out == before, "nothing to do"
    (tmp_path / "weg.png").write_bytes(b"")
    view.set_media(tmp_path / "media")
    assert view.sheet.pictures.size(name) is None


def test_cells_that_span_stand_where_they_should(view):
    view.show_document(Document(showcase()))
    texts = {
        text.part.plain: text
        for index, block in enumerate(view.sheet.flow.blocks)
        if block.kind == "table"
        for text in view.sheet.laid(index).texts
        if text.part.style.startswith("cell")
    }
    assert texts["1"].part.align == "right"
    assert texts["2"].x == texts["1"].x
    assert texts["2"].y > texts["1"].y
    assert texts["Zahl"].width > texts["1"].width
    assert texts["Größe"].part.style == "cell-header"
