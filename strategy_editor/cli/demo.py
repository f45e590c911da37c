"""``demo``: the dossier of the two sample strategies, then the window on the newer one."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.check import as_text, check_file
from strategy_editor.cli.compare import compare_files, rendered
from strategy_editor.cli.export import export_to, media_folder
from strategy_editor.cli.outcome import Outcome
from strategy_editor.errors import CannotWrite
from strategy_editor.i18n import text
from strategy_editor.paths import shipped
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import replace_file

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
    steps = _steps(folder, language)
    for number, (key, step) in enumerate(steps, 1):
        doing = text(language, key)
        print(text(language, "cli.demo.step", number=number, total=len(steps), what=doing))
        for path in step():
            print("      " + str(path))
    print(text(language, "cli.demo.done", path=folder))
    return Outcome(open_file=None if arguments.no_window else folder / NEW)


def _steps(folder: Path, language: str) -> list[tuple[str, Callable[[], list[Path]]]]:
    old, new = folder / OLD, folder / NEW

    def copy() -> list[Path]:
        for target in (old, new):
            source = shipped("samples") / target.name
            if not target.exists():
                replace_file(target, source.read_bytes())
            if media_folder(source).is_dir():
                shutil.copytree(media_folder(source), media_folder(target), dirs_exist_ok=True)
        return [old, new]

    def word() -> list[Path]:
        out = folder / "egov-2014.docx"
        export_to(read(new).document, out, media_folder(new), datetime.now(UTC))
        return [out]

    def changes() -> list[Path]:
        before, after = read(old).document, read(new).document
        comparison = compare_files(before, after, old, new)
        written = []
        for form in ("html", "json"):
            out = folder / f"changes-2009-2014.{form}"
            report = rendered(comparison, before, after, form, language)
            replace_file(out, report.encode("utf-8"))
            written.append(out)
        return written

    def check() -> list[Path]:
        out = folder / "check.txt"
        reports = [as_text(check_file(path), language) for path in (old, new)]
        replace_file(out, ("\n\n".join(reports) + "\n").encode("utf-8"))
        return [out]

    return [
        ("cli.demo.copy", copy),
        ("cli.demo.word", word),
        ("cli.demo.changes", changes),
        ("cli.demo.check", check),
    ]
