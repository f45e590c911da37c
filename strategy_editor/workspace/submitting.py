"""The cabinet submission as files: the form of the house, what is missing, the enclosures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.errors import UserError
from strategy_editor.exchange.editions import Progress
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.marks import page_marks
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.reading.submission import (
    Gap,
    Submission,
    is_made_here,
    read_submission,
)
from strategy_editor.exchange.reading.submission_form import SubmissionForm, form_of
from strategy_editor.i18n import text
from strategy_editor.storage.fingerprint import fingerprint
from strategy_editor.storage.writing import replace_files
from strategy_editor.workspace.organisation import organisation_topic
from strategy_editor.workspace.pagination import ROUNDS, with_pages
from strategy_editor.workspace.settings import Settings, load_settings
from strategy_editor.workspace.steps import Steps

if TYPE_CHECKING:
    from strategy_editor.exchange.docx.body import Body
    from strategy_editor.exchange.docx.dossier import Enclosure
    from strategy_editor.exchange.docx.export import WordExport

    _Export = Callable[[ExportOptions], WordExport]

SUBMISSION_PARTS = ("submission", "strategy", "dispositions", "synopsis")
"""What of a dossier can be chosen; all but the first are kinds of enclosures."""
_FILE_NAMES = {"strategy": "strategie", "dispositions": "verbleib", "synopsis": "synopse"}


@dataclass(frozen=True)
class Dossier:
    """What is asked for: some of ``SUBMISSION_PARTS``, as files beside each other or bound.

    ``writers`` write the enclosures of kinds that need more than the strategy, as the Synopse
    does; they are called with the body to write into. With ``page_numbers`` contents say the
    pages, see ``with_pages``.
    """

    parts: frozenset[str] = frozenset(SUBMISSION_PARTS)
    is_bound: bool = False
    writers: Mapping[str, Callable[[Body], None]] = field(default_factory=dict)
    page_numbers: bool = False


def submission_form(settings: Settings | None = None) -> SubmissionForm:
    """Return the form of the organisation, else the user's own, else the one with all fields.

    Raises ``UserError`` for one that cannot be understood.
    """
    own = (settings or load_settings()).cabinet
    return form_of(organisation_topic("cabinet") or own)


def submission_of(document: Document, form: SubmissionForm, language: str = "") -> Submission:
    """Return the submission kept with a strategy; raise ``UserError`` where there is none.

    It speaks the document's language unless another is asked for, to tell a user of gaps.
    """
    submission = read_submission(Reader(document, language), form)
    if submission is None:
        raise UserError("error.no-submission")
    return submission


def gap_text(gap: Gap, language: str) -> str:
    """Return the sentence for something that a submission lacks."""
    return text(language, f"gap.{gap.kind}", name=gap.name)


def export_submission(
    document: Document,
    submission: Submission,
    out: Path,
    media: Path,
    options: ExportOptions,
    dossier: Dossier,
    progress: Progress = lambda _done, _all: None,
) -> tuple[list[Path], tuple[Entry, ...]]:
    """Write the submission and its enclosures; return the files and what is not as asked.

    All files bear the fingerprint of this state of the strategy. Everything is made before
    anything is written; ``progress`` is told of each file and, over and over, while LibreOffice
    works, and may raise to end the work. Raises ``UserError``.
    """
    marked = replace(options, fingerprint=options.fingerprint or fingerprint(document))
    total = 1 + len(SUBMISSION_PARTS) + ROUNDS * dossier.page_numbers
    steps = Steps(progress, total)
    made, ledger = _made(document, submission, media, marked, dossier, steps)
    progress(total - 1, total)
    files = {
        out.with_name(f"{out.stem}{name}{out.suffix}"): content for name, content in made.items()
    }
    replace_files(files)
    return list(files), tuple(ledger)


def _made(
    document: Document,
    submission: Submission,
    media: Path,
    options: ExportOptions,
    dossier: Dossier,
    steps: Steps,
) -> tuple[dict[str, bytes], list[Entry]]:
    """Return the files by what their names end in."""
    enclosures = list(_enclosures(document, submission, options, dossier))
    ledger = _not_made(document, submission, dossier, [number for number, _, _ in enclosures])
    wanted: dict[str, _Export] = {}
    if "submission" in dossier.parts:
        wanted[""] = partial(_submission, document, submission, media, dossier)
    for number, kind, enclosure in enclosures if not dossier.is_bound else ():
        name = f"-anlage-{number}-{_FILE_NAMES[kind]}"
        if kind == "strategy":
            wanted[name] = partial(_strategy, document, media, enclosure.label)
        else:
            wanted[name] = partial(_apart, document, media, enclosure)
    with_contents = {
        "" if dossier.is_bound else f"-anlage-{number}-{_FILE_NAMES[kind]}"
        for number, kind, _ in enclosures
        if kind == "strategy" and dossier.page_numbers
    }
    files = {}
    for name, export in wanted.items():
        made = export(options)
        files[name] = made.content
        if name in with_contents:
            files[name] = with_pages(_with(export, options), made.headings, steps)
        ledger += [entry for entry in made.ledger if entry not in ledger]
        steps.done()
    return files, ledger


def _submission(
    document: Document,
    submission: Submission,
    media: Path,
    dossier: Dossier,
    options: ExportOptions,
) -> WordExport:
    # python-docx takes a tenth of a second to load, which only an export should pay.
    from strategy_editor.exchange.docx.dossier import submission_export

    # The pages that contents say are among the options, so what is bound is made for these.
    made = _enclosures(document, submission, options, dossier) if dossier.is_bound else ()
    bound = [each for _, _, each in made]
    return submission_export(document, submission, options, media, bound)


def _strategy(document: Document, media: Path, label: str, options: ExportOptions) -> WordExport:
    from strategy_editor.exchange.docx.export import word_export

    return word_export(document, options, media, label)


def _apart(
    document: Document, media: Path, enclosure: Enclosure, options: ExportOptions
) -> WordExport:
    from strategy_editor.exchange.docx.dossier import enclosure_export

    marks = page_marks(Reader(document), options)
    return enclosure_export(document, enclosure, options, media, marks)


def _with(export: _Export, options: ExportOptions) -> Callable[[Mapping[str, int]], bytes]:
    return lambda pages: export(replace(options, pages=pages)).content


def _enclosures(
    document: Document, submission: Submission, options: ExportOptions, dossier: Dossier
) -> Iterator[tuple[int, str, Enclosure]]:
    """Yield the enclosures that can be made, with their numbers and kinds."""
    from strategy_editor.exchange.docx.dossier import (
        Enclosure,
        dispositions_enclosure,
        strategy_enclosure,
    )

    for number, node in enumerate(submission.enclosures, 1):
        kind = node.get("kind")
        if kind not in dossier.parts:
            continue
        label, title = _names(document, number, node)
        if kind == "strategy":
            yield number, kind, strategy_enclosure(label, title, options)
        elif kind in dossier.writers:
            yield number, kind, Enclosure(label, title, dossier.writers[kind], is_landscape=True)
        elif kind == "dispositions" and document.root.child("lineage") is not None:
            yield number, kind, dispositions_enclosure(label, title, document)


def _not_made(
    document: Document, submission: Submission, dossier: Dossier, made: Sequence[int]
) -> list[Entry]:
    """Tell of enclosures that are listed but not among the files."""
    ledger = []
    for number, node in enumerate(submission.enclosures, 1):
        label, title = _names(document, number, node)
        values = {"label": label, "title": title}
        if not is_made_here(node):
            ledger.append(Entry("enclosure-apart", node.id or "", values))
        elif number not in made and node.get("kind") in dossier.parts:
            lacks_base = node.get("kind") == "synopsis" and "synopsis" not in dossier.writers
            key = "enclosure-without-base" if lacks_base else "enclosure-not-made"
            ledger.append(Entry(key, node.id or "", values))
    return ledger


def _names(document: Document, number: int, node: Node) -> tuple[str, str]:
    reader = Reader(document)
    title = title_of(node) or reader.choice("enclosure", "kind", node.get("kind"))
    return reader.word("enclosure", number=number).replace(" ", "\u00a0"), title
