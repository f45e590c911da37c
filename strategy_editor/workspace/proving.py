"""Whether a file, or an export, is what was kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from strategy_editor.comparison.compare import compare
from strategy_editor.document.document import Document
from strategy_editor.errors import CannotRead
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.fingerprint import fingerprint_of
from strategy_editor.storage.reading import read_bytes
from strategy_editor.versions.content import canonical_form, document_of
from strategy_editor.versions.objects import blob_id
from strategy_editor.versions.repository import History
from strategy_editor.versions.timeline import content_of, versions
from strategy_editor.versions.version import Version
from strategy_editor.workspace.formats import export_strategy
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.reading_exports import ReadExport, read_export
from strategy_editor.workspace.versioning import document_at

_COMPARED = (".docx", ".html", ".htm")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FileState:
    """The file beside its history.

    ``equals`` is the newest version that holds what the file holds, ``frozen`` the newest frozen
    one, ``changes`` those of the file against the newest version, by kind.
    """

    newest: Version | None
    equals: Version | None
    frozen: Version | None
    changes: Mapping[str, int] = field(default_factory=dict)

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
    changes: Mapping[str, int] = {}
    if equals is None and newest is not None:
        changes = compare(document_at(history, newest), document).summary
    return FileState(newest, equals, frozen, changes)


@dataclass(frozen=True)
class ExportProof:
    """What became of an export.

    ``version`` is the one whose fingerprint it bears, None where no version has it;
    ``fingerprints`` are those found in it. ``altered`` are lines of the export that this version
    does not make, ``missing`` lines that it makes and that are not there, which may also be left
    out on purpose; both are None where the text cannot be read or was not compared.
    """

    version: Version | None
    fingerprints: tuple[str, ...]
    altered: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None

    @property
    def is_proved(self) -> bool:
        """Whether a version has its fingerprint, and nothing was found altered."""
        return self.version is not None and not self.altered


def prove_export(history: History, path: Path) -> ExportProof:
    """Hold an export against the versions: by its fingerprint, then line by line.

    The version it names is exported again and must make every line of it. PDF and ODT, and a
    redline, whose text is two states at once, are known by their fingerprint alone.
    """
    data = read_file(path)
    found = read_export(path, data)
    version = bearer(history, found.fingerprints)
    comparable = path.suffix.lower() in _COMPARED and b"<w:ins " not in _word_body(path, data)
    if version is None or found.lines is None or not comparable:
        return ExportProof(version, found.fingerprints)
    ours = Counter(found.lines)
    made: Counter[str] = Counter()
    fewest: Counter[str] | None = None
    document = document_at(history, version)
    for draft in (False, True):
        lines = Counter(_lines_made(document, path, history, draft=draft))
        made |= lines
        fewest = lines if fewest is None else fewest & lines
    altered = [
        line for line in found.lines if (line in (ours - made)) and not _is_mark(line, found)
    ]
    missing = [line for line in (fewest or Counter()) if line not in ours]
    return ExportProof(version, found.fingerprints, tuple(dict.fromkeys(altered)), tuple(missing))


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
    except FileNotFoundError:
        raise CannotRead("error.not-found", path) from None
    except OSError as error:
        detail = error.strerror or ""
        raise CannotRead("error.cannot-read", path, detail=detail) from None


def _lines_made(
    document: Document, path: Path, history: History, *, draft: bool
) -> tuple[str, ...]:
    """The lines of an export of a document in the format of a file."""
    with TemporaryDirectory(prefix="strategy-editor-") as folder:
        ending = ".docx" if path.suffix.lower() == ".docx" else ".html"
        out = Path(folder) / f"export{ending}"
        options = ExportOptions(created=_ANY_TIME, draft=draft)
        export_strategy(document, out, media_folder(history.file), options)
        return read_export(out, out.read_bytes()).lines or ()


def _is_mark(line: str, found: ReadExport) -> bool:
    """Whether a line is that of the fingerprint itself."""
    digits = "".join(line.split()).lower()
    return any(each[:16] in digits for each in found.fingerprints)


def _word_body(path: Path, data: bytes) -> bytes:
    if path.suffix.lower() != ".docx" or not data.startswith(b"PK"):
        return b""
    with ZipFile(path) as package:
        return package.read("word/document.xml")
