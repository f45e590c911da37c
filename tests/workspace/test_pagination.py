"""Page numbers in the contents: found out by LibreOffice, right on the paper."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as Word

from strategy_editor.errors import UserError
from strategy_editor.exchange.docx.export import word_export
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.submission_form import default_form
from strategy_editor.storage.reading import read
from strategy_editor.workspace import office, pagination
from strategy_editor.workspace.exporting import export_word
from strategy_editor.workspace.steps import Steps
from strategy_editor.workspace.submitting import Dossier, export_submission, submission_of
from tests.exchange.word import CREATED, SAMPLES, whole_document

OPTIONS = ExportOptions(created=CREATED)


def test_a_machine_without_libreoffice_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(office, "find_libreoffice", lambda: "")
    out = tmp_path / "out.docx"

    with pytest.raises(UserError) as raised:
        export_word(whole_document(), out, tmp_path, OPTIONS, page_numbers=True)
    assert raised.value.key == "error.no-libreoffice"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("program", "key"), [
    ("exit 0", "error.libreoffice-failed"), ("exit 3", "error.libreoffice-failed"),
    ("sleep 60", "error.libreoffice-slow"),
])  # fmt: skip
def test_a_libreoffice_that_fails_or_hangs_is_told(monkeypatch, tmp_path, program, key):
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\n{program}\n")
    script.chmod(0o755)
    monkeypatch.setattr(office, "find_libreoffice", lambda: str(script))
    monkeypatch.setattr(office, "_SECONDS", 0.2)

    with pytest.raises(UserError) as raised:
        office.convert(b"", "pdf")
    assert raised.value.key == key


def test_who_gives_up_waiting_ends_libreoffice(monkeypatch, tmp_path):
    script, alive = tmp_path / "soffice", tmp_path / "alive"
    script.write_text(f"#!/bin/sh\nsleep 1000 & echo $! > {alive}\nwait\n")
    script.chmod(0o755)
    monkeypatch.setattr(office, "find_libreoffice", lambda: str(script))

    class GaveUp(Exception):
        pass

    def waiting():
        if alive.is_file() and alive.read_text().strip():
            raise GaveUp

    with pytest.raises(GaveUp):
        office.convert(b"", "pdf", waiting)
    # The system takes a moment to bury what was ended.
    assert any(not _runs(int(alive.read_text())) for _ in range(100_000))


def _runs(process):
    """Whether a process still works; one that nobody has asked about its end does not."""
    status = Path(f"/proc/{process}/stat")
    return status.is_file() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_steps_are_told_one_by_one_and_no_more_than_there_are():
    told = []
    steps = Steps(lambda done, all_: told.append((done, all_)), 2)
    for act in (steps.waiting, steps.done, steps.waiting, steps.done, steps.done):
        act()

    assert told == [(0, 2), (1, 2), (1, 2), (2, 2), (2, 2)]


def test_another_outline_than_that_of_the_document_is_refused(monkeypatch):
    from pypdf import PdfWriter

    writer, stream = PdfWriter(), BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.add_outline_item(title="One", page_number=0)
    writer.write(stream)

    assert pagination.heading_pages(stream.getvalue(), ["one"]) == {"one": 1}
    with pytest.raises(UserError) as raised:
        pagination.heading_pages(stream.getvalue(), ["one", "two"])
    assert raised.value.key == "error.pages-unknown"


def test_numbers_are_set_until_they_hold(monkeypatch):
    """Numbers may themselves push a heading to the next page."""
    answers = iter([{"a": 1}, {"a": 2}, {"a": 2}])
    seen = []

    def export(pages):
        seen.append(dict(pages))
        return str(dict(pages)).encode()

    monkeypatch.setattr(pagination, "convert", lambda word, ending, waiting: word)
    monkeypatch.setattr(pagination, "heading_pages", lambda pdf, headings: next(answers))

    assert pagination.with_pages(export, ["a"]) == b"{'a': 2}"
    assert seen == [{}, {"a": 1}, {"a": 2}]


@pytest.mark.libreoffice
@pytest.mark.slow
def test_the_pages_in_the_contents_are_those_of_the_headings(tmp_path):
    path = next(each for each in SAMPLES if each.stem == "landkreis-2030")
    document, out = read(path).document, tmp_path / "out.docx"
    export_word(document, out, path.with_name(f"{path.stem}.media"), OPTIONS, page_numbers=True)
    pdf = office.convert(out.read_bytes(), "pdf")
    headings = word_export(document, OPTIONS, None).headings
    pages = pagination.heading_pages(pdf, headings)
    entries = [each.text.split("\t") for each in Word(BytesIO(out.read_bytes())).element.body.iter()
               if each.tag.endswith("}p") and (each.style or "").startswith("TOC")]  # fmt: skip
    tmp_path.joinpath("out.pdf").write_bytes(pdf)
    paper = [_text(tmp_path / "out.pdf", page) for page in range(1, max(pages.values()) + 1)]

    assert len(entries) > 30
    for entry in entries[1:]:
        title, page = entry[-2], int(entry[-1])
        assert " ".join(title.split()) in paper[page - 1]


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("is_bound", [False, True])
def test_the_pages_of_a_cabinet_submission_are_right_apart_and_bound(tmp_path, is_bound):
    sample = next(each for each in SAMPLES if each.stem == "egov-2014")
    whole, kept = whole_document(), read(sample).document.root.child("cabinet")
    document = replace(whole, root=whole.root.with_content([*whole.root.content, kept]))
    dossier = Dossier(frozenset({"submission", "strategy"}), is_bound, page_numbers=True)
    form = default_form()
    files, _ = export_submission(
        document, submission_of(document, form), tmp_path / "v.docx", tmp_path, OPTIONS, dossier
    )
    content = files[-1].read_bytes()
    tmp_path.joinpath("out.pdf").write_bytes(office.convert(content, "pdf"))
    entries = [each.text.split("\t") for each in Word(BytesIO(content)).element.body.iter()
               if each.tag.endswith("}p") and (each.style or "").startswith("TOC")]  # fmt: skip

    assert len(files) == 2 - is_bound
    assert len(entries) > 8
    for *_, title, page in entries[1:]:
        assert " ".join(title.split()) in _text(tmp_path / "out.pdf", int(page))


def _text(pdf, page):
    call = ["pdftotext", "-f", str(page), "-l", str(page), str(pdf), "-"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())
