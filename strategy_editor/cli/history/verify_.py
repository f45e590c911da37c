"""``versions verify``: prove that a history, and the file, is what was kept.

JSON shape ``strategy-versions-verified/1``::

    {"format": …, "file": …, "versions": n, "frozen": n,
     "faults": [{"kind": "unreadable" | "altered" | "removed", "version": id, "name": …,
                 "message": …}, …],
     "state": null or {"equals": the version that the file equals or null,
                       "frozen": the newest frozen version or null,
                       "changes": {kind: count, …} of the file against the newest version,
                       "changed": [{"id": …, "title": …, "kinds": [kind, …]}, …] likewise}}

Exit code 1 where anything is not as it was kept, and where the newest version is frozen and the
file differs from it. For exports see ``verify_exports``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.history.outlines import add_file, print_json, version_shape
from strategy_editor.cli.history.verify_exports import EXPORTS, verify_export
from strategy_editor.cli.outcome import DONE, ERRORS_FOUND, Outcome
from strategy_editor.i18n import text
from strategy_editor.versions.repository import open_history
from strategy_editor.versions.verifying import Proof, verify_history
from strategy_editor.versions.version import Version
from strategy_editor.workspace.proving import FileState, state_of
from strategy_editor.workspace.version_wording import changed_lines, changes_text, fault_text

FORMAT = "strategy-versions-verified/1"


def add_arguments(parser: Parser) -> None:
    """Declare the action's arguments."""
    add_file(parser)
    parser.option("--of", metavar="STRATEGY", type=Path, default=None, key="version-of")
    parser.option("--fingerprint", metavar="DIGITS", default="", key="version-digits")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Verify and name what is not as it was kept."""
    if arguments.fingerprint or arguments.file.suffix.lower() in EXPORTS:
        return verify_export(arguments, language)
    history = open_history(arguments.file)
    proof = verify_history(history)
    state = state_of(history) if not proof.faults else None
    if arguments.format == "json":
        print_json(_shape(str(arguments.file), proof, state, language))
    else:
        print("\n".join(_lines(proof, state, language)))
    altered = state is not None and state.is_altered
    return Outcome(ERRORS_FOUND if proof.faults or altered else DONE)


def _shape(file: str, proof: Proof, state: FileState | None, language: str) -> dict[str, object]:
    faults = [{**vars(each), "message": fault_text(each, language)} for each in proof.faults]
    told = None
    if state is not None:
        told = {"equals": _version(state.equals), "frozen": _version(state.frozen),
                "changes": dict(state.changes),
                "changed": [{"id": key, "title": title, "kinds": list(kinds)}
                            for key, title, kinds in state.changed]}  # fmt: skip
    return {"format": FORMAT, "file": file, "versions": proof.versions, "frozen": proof.frozen,
            "faults": faults, "state": told}  # fmt: skip


def _version(version: Version | None) -> dict[str, object] | None:
    return version_shape(version) if version is not None else None


def _lines(proof: Proof, state: FileState | None, language: str) -> list[str]:
    lines = [fault_text(each, language) for each in proof.faults]
    if not proof.faults:
        counts = {"count": proof.versions, "frozen": proof.frozen}
        lines.append(text(language, "versions.verified", **counts))
    if state is None:
        return lines
    if state.equals is not None:
        lines.append(text(language, "versions.file-equals", name=state.equals.name))
    else:
        key = "versions.file-altered" if state.is_altered else "versions.file-draft"
        changes = changes_text(state.changes, language)
        name = state.newest.name if state.newest is not None else ""
        lines.append(text(language, key, name=name, changes=changes))
        lines += changed_lines(state.changed if state.is_altered else (), language)
    return lines
