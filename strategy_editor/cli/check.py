"""``check``: what is wrong with strategies, as text or JSON.

JSON shape ``strategy-check/1``::

    {"format": "strategy-check/1",
     "files": [{"file": …, "error": null or {"key": …, "message": …},
                "summary": {"errors": n, "warnings": n, "hints": n, "muted": n},
                "findings": [{"severity": "error" | "warning" | "hint", "rule": …, "id": …,
                              "field": …, "place": …, "message": …, "values": {…},
                              "muted": reason or ""}, …],
                "roster": [{"kind": "added" | "removed" | "changed" | "edition" | "kept-missing",
                            "number": …, "title": …, "field": …, "old": …, "new": …}, …]}, …]}

``roster`` is there with ``--refresh-roster`` only, where a predecessor given is one of the file's:
what was changed in its roster.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import CANNOT, DONE, ERRORS_FOUND, Outcome
from strategy_editor.document.document import Document
from strategy_editor.editing.blank import random_id
from strategy_editor.errors import NewerVersion, UserError
from strategy_editor.i18n import text
from strategy_editor.lineage.roster import (
    Edition,
    Entry,
    edition_of,
    predecessor_in,
    refreshed,
    with_ancestors,
)
from strategy_editor.schema.catalog import load_validator
from strategy_editor.storage.reading import Opened, read, read_tree
from strategy_editor.storage.writing import write
from strategy_editor.validation.check import check, check_parsed
from strategy_editor.validation.problem import Problem, Severity, counts
from strategy_editor.workspace.lineage_words import roster_lines
from strategy_editor.workspace.wording import Wording, error_text

FORMAT = "strategy-check/1"


@dataclass(frozen=True)
class Checked:
    """One file with what was found, or with the reason why it could not be checked."""

    path: Path
    document: Document | None
    problems: list[Problem]
    error: UserError | None = None
    roster: tuple[Entry, ...] | None = None
    """What was refreshed in the roster; None where that was not asked for."""


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("files", nargs="+", metavar="FILE", type=Path, key="files")
    parser.option("--strict", action="store_true")
    parser.option("--predecessor", metavar="OLD", type=Path, action="append", default=[])
    parser.option("--refresh-roster", action="store_true")
    parser.option("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Check all files; the exit code is that of the worst."""
    if arguments.refresh_roster and not arguments.predecessor:
        raise UserError("error.no-predecessor")
    given = [edition_of(read(path).document) for path in arguments.predecessor]
    editions = with_ancestors(given)
    results = [
        check_file(path, editions, refresh=arguments.refresh_roster) for path in arguments.files
    ]
    if arguments.format == "json":
        shape = {"format": FORMAT, "files": [as_json(each, language) for each in results]}
        print(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(as_text(each, language) for each in results))
    return Outcome(max(_code(each, strict=arguments.strict) for each in results))


def check_file(
    path: Path, predecessors: Sequence[Edition] = (), *, refresh: bool = False
) -> Checked:
    """Read and check one file; ``refresh`` writes it where its roster is not true any more."""
    try:
        tree, opened = read_tree(path)
        if refresh:
            return _refreshed(path, opened, predecessors)
    except UserError as error:
        return Checked(path, None, [], error)
    problems = check_parsed(tree.getroot(), opened.document, load_validator(), predecessors)
    return Checked(path, opened.document, problems)


def _refreshed(path: Path, opened: Opened, predecessors: Sequence[Edition]) -> Checked:
    document, ledger = opened.document, list[Entry]()
    known = [each for each in predecessors if predecessor_in(document.root, each) is not None]
    for edition in known:
        document, entries = refreshed(document, edition, random_id)
        ledger += entries
    if document.root != opened.document.root:
        write(document, path, opened.stamp)
    roster = tuple(ledger) if known else None
    return Checked(path, document, check(document, predecessors), roster=roster)


def as_text(checked: Checked, language: str) -> str:
    """Return the findings as lines, the heaviest last where the eye is."""
    if checked.document is None:
        assert checked.error is not None
        return error_text(checked.error, language)
    wording = Wording(checked.document, language)
    lines = [text(language, "cli.check.file", path=checked.path)]
    for problem in checked.problems:
        severity = text(language, f"severity.{problem.severity.name.lower()}")
        if problem.muted:
            severity = text(language, "cli.check.muted", severity=severity)
        place = wording.place(problem.node_id, problem.field)
        lines.append(f"  {severity}: {place}\n      {wording.problem(problem)}")
        if problem.muted:
            lines.append("      " + text(language, "cli.check.reason", reason=problem.muted))
    if checked.roster is not None:
        lines += ["  " + line for line in roster_lines(checked.roster, wording)]
    lines.append("  " + summary(checked.problems, language))
    return "\n".join(lines)


def summary(problems: list[Problem], language: str) -> str:
    """Return the numbers of findings in words."""
    found = counts(problems)
    muted = sum(1 for each in problems if each.muted)
    values = {
        name: text(language, f"severity.{name}", count=found[severity])
        for name, severity in (
            ("errors", Severity.ERROR),
            ("warnings", Severity.WARNING),
            ("hints", Severity.HINT),
        )
    }
    key = "cli.check.summary-muted" if muted else "cli.check.summary"
    return text(language, key, **values, muted=muted)


def as_json(checked: Checked, language: str) -> dict[str, object]:
    """Return the findings in the documented shape."""
    found = counts(checked.problems)
    error = checked.error
    return {
        "file": str(checked.path),
        "error": None
        if error is None
        else {"key": error.key, "message": error_text(error, language)},
        "summary": {
            "errors": found[Severity.ERROR],
            "warnings": found[Severity.WARNING],
            "hints": found[Severity.HINT],
            "muted": sum(1 for each in checked.problems if each.muted),
        },
        "findings": _findings(checked, language),
    } | ({} if checked.roster is None else {"roster": [asdict(each) for each in checked.roster]})


def _findings(checked: Checked, language: str) -> list[dict[str, object]]:
    if checked.document is None:
        return []
    wording = Wording(checked.document, language)
    return [
        {
            "severity": each.severity.name.lower(),
            "rule": each.rule,
            "id": each.node_id,
            "field": each.field,
            "place": wording.place(each.node_id, each.field),
            "message": wording.problem(each),
            "values": dict(each.values),
            "muted": each.muted,
        }
        for each in checked.problems
    ]


def _code(checked: Checked, *, strict: bool) -> int:
    if isinstance(checked.error, NewerVersion):
        return ERRORS_FOUND
    if checked.error is not None:
        return CANNOT
    found = counts(checked.problems)
    if found[Severity.ERROR] or (strict and found[Severity.WARNING]):
        return ERRORS_FOUND
    return DONE
