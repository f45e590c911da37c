"""``versions verify`` for exports, and for fingerprints read off paper.

The history is that of ``--of``, else of the strategies in the same folder. JSON shape
``strategy-export-verified/1``::

    {"format": …, "file": …, "fingerprints": [those found], "version": null or {…},
     "altered": null where the text was not compared, else [lines that the version does not make],
     "missing": null or [lines that it makes and that are not there],
     "leftOut": [whole parts that the export does without, as in ``export --parts``]}

Exit code 1 where no version has the fingerprint, a line was altered or is missing, or the text
could not be compared, so that nothing is proved beyond the fingerprint.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from strategy_editor.cli.history.outlines import print_json, version_shape
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.document.texts import shortened
from strategy_editor.errors import UserError
from strategy_editor.i18n import text
from strategy_editor.versions.repository import History, find
from strategy_editor.workspace.proving import ExportProof, bearer, prove_export
from strategy_editor.workspace.reading_exports import fingerprints_typed
from strategy_editor.workspace.version_wording import line_of

FORMAT = "strategy-export-verified/1"
EXPORTS = (".docx", ".odt", ".html", ".htm", ".pdf")
_LONGEST, _MOST = 120, 20


def verify_export(arguments: argparse.Namespace, language: str) -> Outcome:
    """Hold an export, or typed digits, against the versions of the strategies at hand."""
    proof = _proof(arguments)
    if arguments.format == "json":
        print_json(_shape(str(arguments.file), proof))
    else:
        print("\n".join(_lines(arguments, proof, language)))
    is_known = bool(arguments.fingerprint) and proof.version is not None
    return Outcome(DONE if proof.is_proved or is_known else ERRORS_FOUND)


def _proof(arguments: argparse.Namespace) -> ExportProof:
    last = ExportProof(None, ())
    for history in _histories(arguments):
        if arguments.fingerprint:
            typed = fingerprints_typed(arguments.fingerprint)
            last = ExportProof(bearer(history, typed), typed)
        else:
            last = prove_export(history, arguments.file)
        if last.version is not None:
            break
    return last


def _histories(arguments: argparse.Namespace) -> list[History]:
    file: Path = arguments.file
    if arguments.of is not None:
        candidates = [arguments.of]
    elif file.suffix.lower() in EXPORTS:
        candidates = sorted(file.absolute().parent.glob("*.xml"))
    else:
        candidates = [file]
    found = [history for each in candidates if (history := find(each)) is not None]
    if not found:
        raise UserError("error.versions-no-strategy-beside", path=str(file))
    return found


def _shape(file: str, proof: ExportProof) -> dict[str, object]:
    return {
        "format": FORMAT,
        "file": file,
        "fingerprints": list(proof.fingerprints),
        "version": version_shape(proof.version) if proof.version is not None else None,
        "altered": list(proof.altered) if proof.altered is not None else None,
        "missing": list(proof.missing) if proof.missing is not None else None,
        "leftOut": list(proof.left_out),
    }


def _lines(arguments: argparse.Namespace, proof: ExportProof, language: str) -> list[str]:
    file: Path = arguments.file
    if proof.version is None:
        key = "versions.export-unknown" if proof.fingerprints else "versions.export-unmarked"
        return [text(language, key, name=file.name)]
    version = line_of(proof.version, language)
    lines = [text(language, "versions.export-of", name=file.name), f"  {version}"]
    if arguments.fingerprint:
        return lines
    if proof.altered is None:
        lines.append(text(language, "versions.export-not-compared"))
        return lines
    if proof.left_out:
        parts = ", ".join(text(language, f"exporting.part.{each}") for each in proof.left_out)
        lines.append(text(language, "versions.export-left-out", parts=parts))
    if proof.is_proved:
        lines.append(text(language, "versions.export-unaltered"))
    for line in proof.altered[:_MOST]:
        said = shortened(line, _LONGEST)
        lines.append(text(language, "versions.export-altered", text=said))
    if proof.missing:
        lines.append(text(language, "versions.export-missing", count=len(proof.missing)))
        lines += [f"  {shortened(each, _LONGEST)}" for each in proof.missing[:_MOST]]
    return lines
