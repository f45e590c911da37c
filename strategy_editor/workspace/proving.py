"""Whether a file, or an export, is what was kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from strategy_editor.comparison.changes import Comparison
from strategy_editor.comparison.compare import compare
from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.exchange.docx.tracking.names import Decision
from strategy_editor.exchange.docx.tracking.resolving import resolve
from strategy_editor.exchange.options import ALL_PARTS, STRATEGY_PARTS, ExportOptions
from strategy_editor.i18n import LANGUAGES, text
from strategy_editor.storage.fingerprint import fingerprint_of
from strategy_editor.storage.reading import read_bytes
from strategy_editor.storage.refused import cannot_read
from strategy_editor.versions.content import canonical_form, document_of
from strategy_editor.versions.objects import blob_id
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import content_of, versions
from strategy_editor.versions.version import Version
from strategy_editor.workspace.formats import export_strategy
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.reading_exports import ReadExport, read_export
from strategy_editor.workspace.versioning import document_at

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_MADE_AS = {".odt": ".docx", ".htm": ".html"}
"""Endings of exports whose lines are those of an export that is made sooner."""
_WAYS = ((False, False), (True, False), (False, True), (True, True))
"""Marked as a draft, with annotations: ways of exporting that print more lines."""


@dataclass(frozen=True)
class FileState:
    """The file beside its history.

    ``equals`` is the newest version that holds what the file holds, ``frozen`` the newest frozen
    one, ``changes`` those of the file against the newest version, by kind, and ``changed`` what
    they concern: the id, title and kinds of each element.
    """

    newest: Version | None
    equals: Version | None
    frozen: Version | None
    changes: Mapping[str, int] = field(default_factory=dict)
    changed: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    @property
    def is_altered(self) -> bool:
        """Whether the file should be what the newest version is, since that one is frozen."""
        return self.equals is None and self.newest is not None and self.newest.is_frozen


def state_of(history: History) -> FileState:
    """Hold the file against the versions; raises ``CannotRead`` where it is no strategy."""
    data = read_bytes(history.file)
    document = document_of(data, history.file)
    contents = {blob_id(data), blob_id(canonical_form(document))}
    known = versions(history)
    newest = known[0] if known else None
    equals = next((each for each in known if each.content in contents), None)
    frozen = next((each for each in known if each.is_frozen), None)
    if equals is not None or newest is None:
        return FileState(newest, equals, frozen)
    found = compare(document_at(history, newest), document)
    return FileState(newest, equals, frozen, found.summary, _elements_in(found))


def _elements_in(found: Comparison) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What was changed, each element once, with all that became of it."""
    kinds: dict[str, dict[str, None]] = {}
    titles: dict[str, str] = {}
    for each in found.changes:
        titles.setdefault(each.id, each.title)
        kinds.setdefault(each.id, {}).update(dict.fromkeys(each.kinds))
    return tuple((key, title, tuple(kinds[key])) for key, title in titles.items())


@dataclass(frozen=True)
class ExportProof:
    """What became of an export.

    ``version`` is the one whose fingerprint it bears, None where no version has it;
    ``fingerprints`` are those found in it. ``altered`` are lines of the export that this version
    does not make, ``missing`` lines that it makes and that are not there; both are None where the
    text was not compared. ``left_out`` are whole parts that the export does without.
    """

    version: Version | None
    fingerprints: tuple[str, ...]
    altered: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    left_out: tuple[str, ...] = ()

    @property
    def is_proved(self) -> bool:
        """Whether a version has its fingerprint, and says just what stands in it."""
        return self.version is not None and self.altered == () and not self.missing


def prove_export(history: History, path: Path) -> ExportProof:
    """Hold an export against the versions: by its fingerprint, then line by line.

    The version it names is exported again and must make every line of it, and all that it makes
    must be there; tracked changes count as accepted. What is no export of the strategy itself (a
    synopsis, a submission) is known by its fingerprint alone, and so is a PDF where none can be
    made here.
    """
    data = read_file(path)
    found = read_export(path, data)
    version = bearer(history, found.fingerprints)
    if version is None:
        return ExportProof(version, found.fingerprints)
    if found.is_tracked:
        found = replace(found, lines=read_export(path, resolve(data, Decision.ACCEPT)).lines)
    making = _Making(
        document_at(history, version), path.suffix.lower(), media_folder(history.file),
        _recipient(found.lines),
    )  # fmt: skip
    try:
        return _compared(making, version, found)
    except UserError as error:
        if error.key != "error.no-pdf":
            raise
        return ExportProof(version, found.fingerprints)


@dataclass(frozen=True)
class _Making:
    """Makes exports of a document as one with an ending was made."""

    document: Document
    ending: str
    media: Path
    recipient: str

    @property
    def is_paged(self) -> bool:
        """Whether lines are those of a page, which another font or program breaks elsewhere."""
        return self.ending == ".pdf"

    def lines(
        self, *, draft: bool = False, annotations: bool = False,
        parts: frozenset[str] = ALL_PARTS,
    ) -> Counter[str]:  # fmt: skip
        """The lines of an export; ``parts`` are those it is to have."""
        options = ExportOptions(
            created=_ANY_TIME, draft=draft, annotations=annotations, parts=parts,
            recipient=self.recipient,
        )  # fmt: skip
        with TemporaryDirectory(prefix="strategy-editor-") as folder:
            out = Path(folder) / f"export{_MADE_AS.get(self.ending, self.ending)}"
            export_strategy(self.document, out, self.media, options)
            return Counter(read_export(out, out.read_bytes()).lines)


def _recipient(lines: Iterable[str]) -> str:
    """Who an export says it is for; that is printed beside the text."""
    for language in LANGUAGES:
        before, _, after = text(language, "document.recipient", name="|").partition("|")
        for line in lines:
            if line.startswith(before) and line.endswith(after):
                return line.removeprefix(before).removesuffix(after)
    return ""


def _compared(making: _Making, version: Version, found: ReadExport) -> ExportProof:
    ours = Counter(found.lines)
    made: Counter[str] = Counter()
    fewest: Counter[str] | None = None
    altered: list[str] = []
    for draft, remarks in _WAYS:
        lines = making.lines(draft=draft, annotations=remarks)
        made |= lines
        fewest = lines if fewest is None else fewest & lines
        altered = [line for line in ours - made if not _is_mark(line, found)]
        if making.is_paged:
            altered = _elsewhere(altered, lines)
        if not altered:
            break
    if 2 * len(altered) > len(ours):
        return ExportProof(version, found.fingerprints)
    missing = (fewest or Counter()) - ours
    left_out: list[str] = []
    if missing and not making.is_paged:
        missing, left_out = _without_parts(making, missing)
    lost = [line for line in missing if not _is_mark(line, found)]
    if making.is_paged:
        lost = _elsewhere(lost, found.lines)
    return ExportProof(version, found.fingerprints, tuple(altered), tuple(lost), tuple(left_out))


def _without_parts(making: _Making, missing: Counter[str]) -> tuple[Counter[str], list[str]]:
    """What is missing beyond whole parts that were left out, and those parts."""
    whole, parts, left_out = making.lines(), ALL_PARTS, []
    for part in STRATEGY_PARTS:
        fewer = making.lines(parts=parts - {part})
        gone = whole - fewer
        if gone and gone <= missing:
            missing = missing - gone
            whole, parts = fewer, parts - {part}
            left_out.append(part)
    return missing, left_out


def _elsewhere(lines: Iterable[str], known: Iterable[str]) -> list[str]:
    """The lines that are not just broken differently, as another font or program would."""
    whole = "".join(known).replace(" ", "")
    return [line for line in lines if line.replace(" ", "") not in whole]


def bearer(history: History, fingerprints: Sequence[str]) -> Version | None:
    """Return the version that has one of the fingerprints, a frozen one before others."""
    known = sorted(versions(history), key=lambda each: not each.is_frozen)
    for version in known:
        own = version.said.fingerprint or fingerprint_of(content_of(history, version))
        if any(len(each) >= 16 and own.startswith(each) for each in fingerprints):
            return version
    return None


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that is no strategy; raise ``CannotRead`` where that fails."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from None


def _is_mark(line: str, found: ReadExport) -> bool:
    """Whether a line is that of the fingerprint itself."""
    digits = "".join(line.split()).lower()
    return any(each[:16] in digits for each in found.fingerprints)
