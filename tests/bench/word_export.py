"""The Word export beside python-docx's obvious calls and beside writing the same body bare."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from lxml import etree

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.exchange.docx.export import word_export
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.workspace.submitting import (
    Dossier,
    export_submission,
    submission_form,
    submission_of,
)
from tests.bench.measure import Effort, Row
from tests.short import small_strategy

SIZES = (500, 5_000, 20_000)
_ASKED = 5_000
"""Paragraphs at which goals are set."""
_SECTIONS = 200
_ROWS, _COLUMNS = 6, 3
_OPTIONS = ExportOptions(created=datetime(2014, 4, 29, tzinfo=UTC))
_BODY = "word/document.xml"


def word(effort: Effort) -> Iterator[Row]:
    """Exports of several sizes, each in turns with its peers; processor time, the best counts."""
    small = effort.rounds == 1
    for size in (20,) if small else SIZES:
        document = _strategy(size)
        export = word_export(document, _OPTIONS, None).content
        plan, others = _planned(export)
        ours, bare = _best(
            3 if not small else 1,
            lambda document=document: word_export(document, _OPTIONS, None),
            lambda plan=plan, others=others: _write_bare(plan, others),
        )
        (obvious,) = _best(1, lambda size=size: _write_obviously(size))
        asked = size == _ASKED
        yield Row(f"Word, {size} paragraphs", ours, "s", "best of 3", bare, "lxml, the same body",
                  ours / bare, 2.5)  # fmt: skip
        yield Row(f"Word, {size} paragraphs, obvious", ours, "s", "best of 3, once", obvious,
                  "python-docx", ours / obvious, 0.05 if asked else None)  # fmt: skip
    yield from _samples(1 if small else 3)


def _samples(rounds: int) -> Iterator[Row]:
    path = shipped("samples") / "egov-2014.xml"
    document, media = read(path).document, path.with_name("egov-2014.media")
    with TemporaryDirectory() as folder:
        out = Path(folder) / "v.docx"
        form = submission_form()

        def submit() -> None:
            dossier = Dossier(frozenset({"submission"}))
            submission = submission_of(document, form)
            export_submission(document, submission, out, media, _OPTIONS, dossier)

        (cabinet,) = _best(rounds, submit)
        yield Row("cabinet submission, 2014", cabinet, "s", f"best of {rounds}", goal=0.5)
        (whole,) = _best(rounds, lambda: word_export(document, _OPTIONS, media))
        yield Row("strategy as Word, 2014", whole, "s", f"best of {rounds}")


def _best(rounds: int, *calls: Callable[[], object]) -> list[float]:
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, found in zip(calls, times, strict=True):
            start = time.process_time()
            call()
            found.append(time.process_time() - start)
    return [min(found) for found in times]


def _strategy(size: int) -> Document:
    """Sections with paragraphs of three runs, and a table each, as in the measured samples."""
    return small_strategy(*(_section(number, size) for number in range(min(_SECTIONS, size))))


def _section(number: int, size: int) -> Node:
    paragraphs = [
        element("paragraph", *_words(number, line), id=f"p{number}_{line}")
        for line in range(max(1, size // _SECTIONS))
    ]
    rows = [
        element("row", *[element("cell", f"Zelle {row} {column}") for column in range(_COLUMNS)],
                id=f"r{number}_{row}", **({} if row else {"header": "true"}))
        for row in range(_ROWS)
    ]  # fmt: skip
    columns = [element("column", id=f"c{number}_{column}") for column in range(_COLUMNS)]
    table = element("table", element("caption", "Titel"), *columns, *rows, id=f"t{number}")
    title = element("title", f"Abschnitt {number}")
    return element("section", title, *paragraphs, table, id=f"s{number}")


def _words(number: int, line: int) -> tuple[str, Node, str]:
    end = f" Wort {number} {line} und noch mehr Text, der eine Zeile füllt und umbricht."
    return "Ein Satz mit ", element("strong", "fettem"), end


def _write_obviously(size: int) -> None:
    """The same content with the calls that python-docx's documentation shows."""
    document = docx.Document()
    for number in range(min(_SECTIONS, size)):
        document.add_heading(f"Abschnitt {number}", 1)
        for line in range(max(1, size // _SECTIONS)):
            first, strong, last = _words(number, line)
            paragraph = document.add_paragraph(style="Body Text")
            paragraph.add_run(first)
            paragraph.add_run(strong.text).bold = True
            paragraph.add_run(last)
        document.add_paragraph("Tabelle: Titel", style="Caption")
        table = document.add_table(rows=_ROWS, cols=_COLUMNS)
        table.style = "Table Grid"
        for row in range(_ROWS):
            for column in range(_COLUMNS):
                table.cell(row, column).text = f"Zelle {row} {column}"
    document.save(BytesIO())


_Plan = tuple[str, dict[str, str], str | None, list["_Plan"]]


def _planned(content: bytes) -> tuple[_Plan, list[tuple[str, bytes]]]:
    """Return the export's body as plain lists, and its other parts."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        root = etree.fromstring(package.read(_BODY))
        others = [(name, package.read(name)) for name in package.namelist() if name != _BODY]
    return _plan_of(root), others


def _plan_of(node: etree._Element) -> _Plan:
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    return str(node.tag), attributes, node.text, [_plan_of(child) for child in node]


def _write_bare(plan: _Plan, others: list[tuple[str, bytes]]) -> None:
    """Make the same elements and the same package, with nothing to decide."""
    name, attributes, _, children = plan
    namespace = name[1:].partition("}")[0]
    root = etree.Element(name, attributes, nsmap={"w": namespace})
    for child in children:
        _fill(root, child)
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_BODY, body)
        for part, content in others:
            package.writestr(part, content)


def _fill(parent: etree._Element, plan: _Plan) -> None:
    name, attributes, text, children = plan
    node = etree.SubElement(parent, name, attributes)
    node.text = text
    for child in children:
        _fill(node, child)
