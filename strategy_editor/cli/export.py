"""``export``: a strategy as Word, PDF, HTML or ODT, and the documents about it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import ERRORS_FOUND, Outcome
from strategy_editor.document.dates import parse_day
from strategy_editor.document.document import Document
from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.exchange.editions import Edition
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ALL_PARTS, CLASSIFICATIONS, ExportOptions, TemplateFile
from strategy_editor.exchange.reading.submission import Gap
from strategy_editor.i18n import text
from strategy_editor.storage.fingerprint import fingerprint
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import is_same_file
from strategy_editor.workspace.exporting import ledger_text
from strategy_editor.workspace.formats import FORMATS, export_strategy
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.occasions import frozen_fingerprint, left_the_house
from strategy_editor.workspace.presets import Preset, find_preset, save_preset
from strategy_editor.workspace.redlines import export_redline
from strategy_editor.workspace.submitting import (
    SUBMISSION_PARTS,
    Dossier,
    export_submission,
    gap_text,
    submission_form,
    submission_of,
)
from strategy_editor.workspace.templates import keep_styles, load_template, matches_of
from strategy_editor.workspace.wording import Wording


@dataclass(frozen=True)
class Job:
    """An export to be made: the strategy as read, where its pictures are, what was asked for.

    ``language`` is the user's.
    """

    arguments: argparse.Namespace
    document: Document
    media: Path
    preset: Preset
    options: ExportOptions
    language: str

    @property
    def out(self) -> Path:
        """The file to be written."""
        out: Path = self.arguments.out
        return out


@dataclass(frozen=True)
class Done:
    """What an export wrote, what in it is not as asked, what a submission lacks."""

    written: Sequence[Path]
    ledger: Sequence[Entry] = ()
    gaps: Sequence[Gap] = ()


def _strategy(job: Job) -> Done:
    ledger = export_strategy(
        job.document, job.out, job.media, job.options, page_numbers=job.preset.page_numbers
    )
    return Done([job.out], ledger)


def _redline(job: Job) -> Done:
    base = _base(job)
    old = Edition(read(base).document, media_folder(base))
    new = Edition(job.document, job.media)
    return Done([job.out], export_redline(old, new, job.out, job.options))


def _base(job: Job) -> Path:
    """Return the earlier edition; the target may not be that file either."""
    base: Path | None = job.arguments.base
    if base is None:
        raise UserError("error.needs-base")
    if is_same_file(job.out, base):
        raise CannotWrite("error.same-file", job.out)
    return base


def _cabinet(job: Job) -> Done:
    if job.out.suffix.lower() != _WORD:
        raise CannotWrite("error.unknown-format", job.out, known=_WORD)
    form = submission_form()
    gaps = submission_of(job.document, form, job.language).gaps
    if gaps and not job.arguments.incomplete:
        return Done([], gaps=gaps)
    submission = submission_of(job.document, form)
    parts = frozenset(job.preset.parts) or frozenset(SUBMISSION_PARTS)
    dossier = Dossier(parts, job.arguments.bound)
    options = replace(job.options, parts=ALL_PARTS)
    written, ledger = export_submission(
        job.document, submission, job.out, job.media, options, dossier
    )
    return Done(written, ledger, gaps)


_WORD = ".docx"
KINDS: dict[str, Callable[[Job], Done]] = {
    "strategy": _strategy,
    "cabinet": _cabinet,
    "redline": _redline,
}
_PARTS: dict[str, Collection[str]] = {"cabinet": SUBMISSION_PARTS}
"""What can be made; each function writes its files or raises ``UserError``."""


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("file", metavar="FILE", type=Path, key="file")
    parser.option("-o", "--out", metavar="OUT", type=Path, required=True)
    parser.option("--kind", choices=tuple(KINDS), default=next(iter(KINDS)))
    parser.option("--base", metavar="OLD", type=Path, key="export-base")
    parser.option("--bound", action="store_true")
    parser.option("--incomplete", action="store_true")
    parser.option("--preset", metavar="NAME", default="")
    parser.option("--save-preset", metavar="NAME", default="")
    parser.option("--template", metavar="T.docx", default=None)
    parser.option("--style", metavar="KEY=NAME", action="append", default=[])
    parser.option("--author", default=None)
    parser.option("--date", metavar="ISO", default="")
    parser.option("--draft", action="store_true", default=None)
    parser.option("--classification", choices=CLASSIFICATIONS, default=None)
    parser.option("--recipient", metavar="NAME", default=None)
    parser.option("--annotations", action="store_true", default=None)
    parser.option("--line-numbers", action="store_true", default=None)
    parser.option("--fingerprint", action="store_true", default=None)
    parser.option("--page-numbers", action="store_true", default=None)
    parser.option("--parts", metavar="LIST", default=None)


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Write the export; a target is replaced whole or not at all."""
    out: Path = arguments.out
    if out.suffix.lower() not in (*FORMATS, ".htm"):
        raise CannotWrite("error.unknown-format", out, known=", ".join(FORMATS))
    if is_same_file(out, arguments.file):
        raise CannotWrite("error.same-file", out)
    preset = _preset(arguments)
    created = _created(arguments.date)
    document = read(arguments.file).document
    _check_parts(preset, _PARTS.get(arguments.kind, ALL_PARTS))
    template = _template(preset, arguments.style)
    options = replace(_options(preset, created, document), template=template)
    if not options.fingerprint:
        options = replace(options, fingerprint=frozen_fingerprint(arguments.file, document))
    job = Job(arguments, document, media_folder(arguments.file), preset, options, language)
    done = KINDS[arguments.kind](job)
    if arguments.save_preset:
        save_preset(arguments.save_preset, preset)
    wording = Wording(document, language)
    for entry in done.ledger:
        print(ledger_text(entry, wording, job.media), file=sys.stderr)
    for path in done.written:
        print(text(language, "cli.wrote", path=path))
    if done.written:
        sentence = text(language, "versions.exported", name=out.name)
        left_the_house(arguments.file, sentence, preset.author, datetime.now().astimezone())
    return _told(done, language)


def _told(done: Done, language: str) -> Outcome:
    """Say what a submission lacks; it counts as an error where nothing was written for it."""
    if not done.gaps:
        return Outcome()
    key = "cli.submission-incomplete" if done.written else "cli.submission-refused"
    print(text(language, key, count=len(done.gaps)), file=sys.stderr)
    for gap in done.gaps:
        print(f"- {gap_text(gap, language)}", file=sys.stderr)
    return Outcome() if done.written else Outcome(ERRORS_FOUND)


def _preset(arguments: argparse.Namespace) -> Preset:
    """Return the preset that was named, changed by what was asked for besides it."""
    preset = find_preset(arguments.preset) if arguments.preset else Preset()
    names = (
        "author", "draft", "classification", "recipient", "annotations", "line_numbers",
        "fingerprint", "page_numbers", "template",
    )  # fmt: skip
    asked = {name: getattr(arguments, name) for name in names}
    chosen = {name: value for name, value in asked.items() if value is not None}
    if arguments.parts is not None:
        chosen["parts"] = tuple(each.strip() for each in arguments.parts.split(",") if each.strip())
    return replace(preset, **chosen)


def _template(preset: Preset, styles: Sequence[str]) -> TemplateFile | None:
    """Read the template; what is said about its styles counts and is kept for the next time."""
    if not preset.template:
        return None
    path = Path(preset.template)
    said = {}
    for each in styles:
        key, sign, name = each.partition("=")
        if not sign:
            raise UserError("error.style-unclear", value=each)
        said[key.strip()] = name.strip()
    template = load_template(path)
    known = {match.key for match in matches_of(template)}
    unknown = sorted(set(said) - known)
    if unknown:
        raise UserError("error.style-unknown", value=unknown[0], known=", ".join(sorted(known)))
    if said:
        keep_styles(path.name, said)
    return replace(template, styles={**template.styles, **said})


def _check_parts(preset: Preset, known: Collection[str]) -> None:
    unknown = sorted(set(preset.parts) - set(known))
    if unknown:
        names = ", ".join(sorted(known))
        raise UserError("error.unknown-part", value=", ".join(unknown), known=names)


def _options(preset: Preset, created: datetime, document: Document) -> ExportOptions:
    return ExportOptions(
        created=created,
        author=preset.author,
        draft=preset.draft,
        classification=preset.classification,
        recipient=preset.recipient,
        annotations=preset.annotations,
        line_numbers=preset.line_numbers,
        fingerprint=fingerprint(document) if preset.fingerprint else "",
        parts=frozenset(preset.parts) & ALL_PARTS or ALL_PARTS,
    )


def _created(value: str) -> datetime:
    if not value:
        return datetime.now(UTC).replace(microsecond=0)
    day = parse_day(value)
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UserError("error.bad-date", value=value) from None
