"""What can be exported, and one export from what was asked for to the files on disk.

The same for the window and the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from strategy_editor.document.dates import parse_day
from strategy_editor.document.document import Document
from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.exchange.editions import Edition, Progress
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ALL_PARTS, STRATEGY_PARTS, ExportOptions, TemplateFile
from strategy_editor.exchange.reading.submission import Gap
from strategy_editor.storage.fingerprint import fingerprint
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import is_same_file
from strategy_editor.workspace.formats import FORMATS, OFFICE_FORMATS, export_strategy
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.occasions import frozen_fingerprint
from strategy_editor.workspace.presets import Preset
from strategy_editor.workspace.redlines import export_redline, export_synopsis, synopsis_writer
from strategy_editor.workspace.submitting import (
    SUBMISSION_PARTS,
    Dossier,
    export_submission,
    submission_form,
    submission_of,
)
from strategy_editor.workspace.templates import template_with


@dataclass(frozen=True, kw_only=True)
class ExportJob:
    """An export to be made of a strategy as it is now; pictures come from the folder ``media``.

    ``source`` is the strategy's own file, which is never the target. ``base`` is the earlier
    edition where the kind compares with one, ``oldest`` one before that, for a Synopse of three;
    ``is_explained`` adds reasons to a redline. ``is_bound`` and ``may_lack`` are about a cabinet
    submission: one file, and written even where something is missing. ``styles`` are names of
    the template's styles by the keys of ours. ``language`` is the user's.
    """

    kind: str
    document: Document
    media: Path
    out: Path
    preset: Preset
    created: datetime
    language: str
    source: Path | None = None
    base: Path | None = None
    oldest: Path | None = None
    is_explained: bool = False
    is_bound: bool = False
    may_lack: bool = False
    styles: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Done:
    """What an export wrote, what in it is not as asked, what a submission lacks."""

    written: Sequence[Path]
    ledger: Sequence[Entry] = ()
    gaps: Sequence[Gap] = ()


@dataclass(frozen=True)
class Kind:
    """Something that can be exported: the endings of its files, the usual one first; its parts."""

    write: Callable[[ExportJob, ExportOptions, Progress], Done]
    formats: tuple[str, ...]
    parts: tuple[str, ...] = STRATEGY_PARTS
    needs_base: bool = False


def make_export(job: ExportJob, progress: Progress = lambda _done, _all: None) -> Done:
    """Make an export; each file is replaced whole or not at all.

    ``progress`` is told how many of all steps are done; what it raises ends the work before
    anything is written. Raises ``UserError``.
    """
    if job.out.suffix.lower() not in (*FORMATS, ".htm"):
        raise CannotWrite("error.unknown-format", job.out, known=", ".join(FORMATS))
    if job.source is not None and is_same_file(job.out, job.source):
        raise CannotWrite("error.same-file", job.out)
    kind = KINDS[job.kind]
    _check_parts(job.preset, kind)
    return kind.write(job, _options(job), progress)


def gaps_of(document: Document, language: str) -> Sequence[Gap]:
    """Return what the cabinet submission of a strategy lacks; raise ``UserError`` for none."""
    return submission_of(document, submission_form(), language).gaps


def moment_of(value: str) -> datetime:
    """Return the moment that an export is dated: of a day or moment in ISO form, empty for now.

    Raises ``UserError``.
    """
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


def _strategy(job: ExportJob, options: ExportOptions, progress: Progress) -> Done:
    pages = job.preset.page_numbers
    ledger = export_strategy(
        job.document, job.out, job.media, options, page_numbers=pages, progress=progress
    )
    return Done([job.out], ledger)


def _redline(job: ExportJob, options: ExportOptions, progress: Progress) -> Done:
    if job.base is None:
        raise UserError("error.needs-base")
    old, new = _edition(job, job.base), Edition(job.document, job.media)
    ledger = export_redline(old, new, job.out, options, progress, explained=job.is_explained)
    return Done([job.out], [*ledger, *_unpaged(job)])


def _synopsis(job: ExportJob, options: ExportOptions, progress: Progress) -> Done:
    if job.base is None:
        raise UserError("error.needs-base")
    older = [_edition(job, path).document for path in (job.oldest, job.base) if path is not None]
    ledger = export_synopsis([*older, job.document], job.out, job.media, options, progress)
    return Done([job.out], ledger)


def _unpaged(job: ExportJob) -> list[Entry]:
    """Contents with marked changes have pages of neither edition."""
    return [Entry("pages-not-in-redline")] if job.preset.page_numbers else []


def _edition(job: ExportJob, path: Path) -> Edition:
    """Read an earlier edition; it is never the target."""
    if is_same_file(job.out, path):
        raise CannotWrite("error.same-file", job.out)
    return Edition(read(path).document, media_folder(path))


def _cabinet(job: ExportJob, options: ExportOptions, progress: Progress) -> Done:
    if job.out.suffix.lower() != _WORD:
        raise CannotWrite("error.unknown-format", job.out, known=_WORD)
    form = submission_form()
    gaps = submission_of(job.document, form, job.language).gaps
    if gaps and not job.may_lack:
        return Done([], gaps=gaps)
    submission = submission_of(job.document, form)
    parts = frozenset(job.preset.parts) or frozenset(SUBMISSION_PARTS)
    writers = {}
    if job.base is not None:
        writers["synopsis"] = synopsis_writer([_edition(job, job.base).document, job.document])
    dossier = Dossier(parts, job.is_bound, writers, job.preset.page_numbers)
    written, ledger = export_submission(
        job.document, submission, job.out, job.media, replace(options, parts=ALL_PARTS), dossier,
        progress,
    )  # fmt: skip
    return Done(written, ledger, gaps)


_WORD = ".docx"
KINDS: dict[str, Kind] = {
    "strategy": Kind(_strategy, FORMATS),
    "cabinet": Kind(_cabinet, (_WORD,), SUBMISSION_PARTS),
    "redline": Kind(_redline, OFFICE_FORMATS, needs_base=True),
    "synopsis": Kind(_synopsis, OFFICE_FORMATS, needs_base=True),
}
"""What can be made, by the name that the command line and presets call it."""


def _check_parts(preset: Preset, kind: Kind) -> None:
    unknown = sorted(set(preset.parts) - set(kind.parts))
    if unknown:
        names = ", ".join(sorted(kind.parts))
        raise UserError("error.unknown-part", value=", ".join(unknown), known=names)


def _options(job: ExportJob) -> ExportOptions:
    preset = job.preset
    return ExportOptions(
        created=job.created,
        author=preset.author,
        draft=preset.draft,
        classification=preset.classification,
        recipient=preset.recipient,
        annotations=preset.annotations,
        line_numbers=preset.line_numbers,
        fingerprint=_fingerprint(job),
        parts=frozenset(preset.parts) & ALL_PARTS or ALL_PARTS,
        template=_template(job),
    )


def _fingerprint(job: ExportJob) -> str:
    """Return what every page bears: as asked for, and of a frozen version in any case."""
    if job.preset.fingerprint:
        return fingerprint(job.document)
    return frozen_fingerprint(job.source, job.document) if job.source is not None else ""


def _template(job: ExportJob) -> TemplateFile | None:
    path = job.preset.template
    if not path and job.styles:
        raise UserError("error.style-without-template")
    return template_with(Path(path), job.styles or {}) if path else None
