"""What an export will look like: its pages as pictures, before a file is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from strategy_editor.diagnosis.tools import find_libreoffice
from strategy_editor.errors import UserError
from strategy_editor.workspace.export_jobs import ExportJob, make_export
from strategy_editor.workspace.office import convert

_WRITES_PDF = "strategy"
"""The kind whose pages the PDF writer sets; others are Word documents only."""


@dataclass(frozen=True)
class Preview:
    """The pages as a PDF file and their number.

    ``key`` says by what they were set: ``pdf`` is the file itself, ``like`` the same content in
    other pages than Word or a browser will make, ``office`` what LibreOffice makes of it.
    """

    pdf: bytes
    pages: int
    key: str


def preview_of(job: ExportJob, check: Callable[[], None]) -> Preview:
    """Return the pages of an export as it would be now.

    ``check`` is called again and again and may raise to end the work. Raises ``UserError``,
    also where nothing at hand can show this kind.
    """
    by_office = job.kind != _WRITES_PDF
    if by_office and not find_libreoffice():
        raise UserError("error.preview-needs-libreoffice")
    with TemporaryDirectory(prefix="strategy-editor-") as name:
        out = (Path(name) / "pages").with_suffix(".docx" if by_office else ".pdf")
        template = job.preset.template if by_office else ""
        preset = replace(job.preset, page_numbers=False, template=template)
        asked = replace(job, out=out, preset=preset, may_lack=True, styles=None)
        written = make_export(asked, lambda _done, _all: check()).written
        if not written:
            raise UserError("error.preview-empty")
        content = written[0].read_bytes()
    check()
    if by_office:
        content = convert(content, "pdf", check)
    key = "pdf" if job.out.suffix.lower() == ".pdf" else "like"
    return Preview(content, _count(content), "office" if by_office else key)


def _count(pdf: bytes) -> int:
    # It takes a fifth of a second to load, which only a preview should pay.
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)
