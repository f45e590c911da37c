"""``demo``: the dossier of the two sample strategies, then the window on the newer one."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.check import as_text, check_file
from strategy_editor.cli.compare import compare_files, rendered
from strategy_editor.cli.outcome import Outcome
from strategy_editor.diagnosis.tools import find_libreoffice
from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.exchange.editions import Edition
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.i18n import text
from strategy_editor.lineage.account import account_of
from strategy_editor.lineage.roster import edition_of
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.exporting import export_word
from strategy_editor.workspace.formats import export_strategy
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.picturing import picture_of
from strategy_editor.workspace.redlines import export_redline, export_synopsis, synopsis_writer
from strategy_editor.workspace.submitting import (
    Dossier,
    export_submission,
    submission_form,
    submission_of,
)
from strategy_editor.workspace.wording import error_text

_Made = TypeVar("_Made")
OLD, NEW = "egov-2009.xml", "egov-2014.xml"


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("--out", metavar="DIR", type=Path, default=Path("dossier"), key="demo-out")
    parser.option("--no-window", action="store_true")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Write the dossier and say where it is."""
    folder: Path = arguments.out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWrite("error.not-writable", folder) from None
    dossier = _Dossier(folder, language)
    steps = dossier.steps()
    for number, (key, step) in enumerate(steps, 1):
        doing = text(language, key)
        print(text(language, "cli.demo.step", number=number, total=len(steps), what=doing))
        for path in step():
            print("      " + str(path))
    print(text(language, "cli.demo.done", path=folder))
    return Outcome(open_file=None if arguments.no_window else folder / NEW)


class _Dossier:
    """The files of the dossier; each step returns what it wrote."""

    def __init__(self, folder: Path, language: str) -> None:
        self._language = language
        self._folder = folder
        self._old, self._new = folder / OLD, folder / NEW

    def steps(self) -> list[tuple[str, Callable[[], list[Path]]]]:
        return [
            ("cli.demo.copy", self._copy),
            ("cli.demo.word", self._word),
            ("cli.demo.cabinet", self._cabinet),
            ("cli.demo.editions", self._editions),
            ("cli.demo.papers", self._papers),
            ("cli.demo.changes", self._changes),
            ("cli.demo.lineage", self._lineage),
            ("cli.demo.check", self._check),
        ]

    def _copy(self) -> list[Path]:
        """Place the samples; one that the user has changed since stays."""
        for target in (self._old, self._new):
            source = shipped("samples") / target.name
            if not target.exists():
                replace_file(target, source.read_bytes())
            if media_folder(source).is_dir():
                shutil.copytree(media_folder(source), media_folder(target), dirs_exist_ok=True)
        return [self._old, self._new]

    def _word(self) -> list[Path]:
        out = self._folder / "egov-2014.docx"
        created = datetime.now(UTC).replace(microsecond=0)
        document, media = read(self._new).document, media_folder(self._new)
        options = ExportOptions(created=created)
        self._with_pages(
            lambda pages: export_word(document, out, media, options, page_numbers=pages)
        )
        return [out]

    def _with_pages(self, export: Callable[[bool], _Made]) -> _Made:
        """Let contents say the pages, where LibreOffice is at hand and does its work."""
        if find_libreoffice():
            try:
                return export(True)
            except UserError as error:
                print("      " + error_text(error, self._language), file=sys.stderr)
        return export(False)

    def _cabinet(self) -> list[Path]:
        """The submission with its enclosures, incomplete ones too: the sample may be edited."""
        document, media = read(self._new).document, media_folder(self._new)
        options = ExportOptions(created=datetime.now(UTC).replace(microsecond=0))
        out = self._folder / "kabinettsvorlage.docx"
        try:
            submission = submission_of(document, submission_form())
        except UserError as error:
            print("      " + error_text(error, self._language), file=sys.stderr)
            return []
        writers = {"synopsis": synopsis_writer([read(self._old).document, document])}

        def export(pages: bool) -> list[Path]:
            dossier = Dossier(writers=writers, page_numbers=pages)
            return export_submission(document, submission, out, media, options, dossier)[0]

        return self._with_pages(export)

    def _editions(self) -> list[Path]:
        """The new edition as a redline against the old one, and both side by side."""
        old = Edition(read(self._old).document, media_folder(self._old))
        new = Edition(read(self._new).document, media_folder(self._new))
        assert new.media is not None
        options = ExportOptions(created=datetime.now(UTC).replace(microsecond=0))
        redline, synopsis = (self._folder / f"egov-2014-{each}.docx"
                             for each in ("aenderungen", "synopse"))  # fmt: skip
        try:
            export_redline(old, new, redline, options, explained=True)
            export_synopsis([old.document, new.document], synopsis, new.media, options)
        except UserError as error:
            print("      " + error_text(error, self._language), file=sys.stderr)
        return [path for path in (redline, synopsis) if path.exists()]

    def _papers(self) -> list[Path]:
        """PDF and HTML; where the extra for PDF is not installed, that is said and no more."""
        document, media = read(self._new).document, media_folder(self._new)
        options = ExportOptions(created=datetime.now(UTC).replace(microsecond=0))
        written = []
        for ending in (".html", ".pdf"):
            out = self._folder / f"egov-2014{ending}"
            try:
                export_strategy(document, out, media, options)
            except UserError as error:
                print("      " + error_text(error, self._language), file=sys.stderr)
            else:
                written.append(out)
        return written

    def _changes(self) -> list[Path]:
        before, after = read(self._old).document, read(self._new).document
        comparison = compare_files(before, after, self._old, self._new)
        written = []
        for form in ("html", "json"):
            out = self._folder / f"changes-2009-2014.{form}"
            report = rendered(comparison, before, after, form, self._language)
            replace_file(out, report.encode("utf-8"))
            written.append(out)
        return written

    def _lineage(self) -> list[Path]:
        """What became of each goal of 2009 and when those of 2014 are due, as pictures.

        A sample that was edited may have lost its predecessor: then there is no flow to draw.
        """
        document = read(self._new).document
        written = []
        for name, file in (("flow", "goals-2009-2014.svg"), ("horizons", "horizons-2014.svg")):
            if name == "flow" and not account_of(document).fates:
                continue
            out = self._folder / file
            replace_file(out, picture_of(document, name, self._language, "light").encode())
            written.append(out)
        return written

    def _check(self) -> list[Path]:
        """Both editions, the newer one against the older as well."""
        out = self._folder / "check.txt"
        before = [edition_of(read(self._old).document)]
        found = (check_file(self._old), check_file(self._new, before))
        reports = [as_text(each, self._language) for each in found]
        replace_file(out, ("\n\n".join(reports) + "\n").encode("utf-8"))
        return [out]
