"""``lineage``: what became of each former goal, as text, JSON or a picture.

JSON shape ``strategy-lineage/1``::

    {"format": "strategy-lineage/1", "file": …,
     "totals": {"former": n, "accounted": n, "unstated": n, "open": n, "unproven": n,
                "kinds": {kind: n, …}, "goals": n, "new": n, "without_origin": n},
     "former": [{"id": …, "goal": …, "edition": …, "number": …, "title": …, "field": …,
                 "state": "accounted" | "unstated" | "open", "kind": … or "",
                 "dispositions": [{"id": …, "kind": …, "goals": [id, …], "missing": [field, …]}],
                 "successors": [{"id": …, "number": …, "title": …}, …]}, …],
     "origins": [{"id": …, "number": …, "title": …, "new": true | false, "former": [id, …]}, …]}

``accounted + unstated + open`` is ``former``; ids of ``former`` are those of the roster.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from strategy_editor.cli.arguments import Parser
from strategy_editor.cli.outcome import Outcome
from strategy_editor.document.document import Document
from strategy_editor.document.numbering import numbers
from strategy_editor.document.texts import title_of
from strategy_editor.errors import CannotWrite, UserError
from strategy_editor.i18n import text
from strategy_editor.lineage.account import Fate, account_of
from strategy_editor.lineage.kinds import NEW, lacking, news, olds
from strategy_editor.storage.reading import read
from strategy_editor.storage.writing import is_same_file, replace_file
from strategy_editor.workspace.lineage_words import account_lines
from strategy_editor.workspace.picturing import PICTURES, picture_of
from strategy_editor.workspace.wording import Wording

FORMAT = "strategy-lineage/1"
ENDING = ".svg"


def add_arguments(parser: Parser) -> None:
    """Declare the command's arguments."""
    parser.option("file", metavar="FILE", type=Path, key="file")
    parser.option("-o", "--out", metavar="OUT.svg", type=Path, default=None, key="picture-out")
    parser.option("--picture", choices=PICTURES, default=PICTURES[0])
    parser.option("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace, language: str) -> Outcome:
    """Print the account, or write the picture."""
    out: Path | None = arguments.out
    if out is not None and out.suffix.lower() != ENDING:
        raise CannotWrite("error.unknown-format", out, known=ENDING)
    if out is not None and is_same_file(out, arguments.file):
        raise CannotWrite("error.same-file", out)
    document = read(arguments.file).document
    if out is not None:
        _write_picture(document, arguments.picture, out, language)
    elif arguments.format == "json":
        shape = as_json(document, arguments.file)
        print(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        lines = account_lines(account_of(document), Wording(document, language))
        print("\n".join(lines))
    return Outcome()


def as_json(document: Document, path: Path) -> dict[str, object]:
    """Return the account in the documented shape."""
    account, printed = account_of(document), numbers(document.root)
    names = {
        goal.id: {"id": goal.id, "number": printed.get(goal.id or "", ""), "title": title_of(goal)}
        for goal in document.root.walk()
        if goal.tag in ("goal", "subgoal") and goal.id is not None
    }
    origins = []
    for goal in account.goals:
        found = account.origins.get(goal.id or "", ())
        former = dict.fromkeys(old for each in found for old in olds(each))
        is_new = any(each.get("kind") == NEW for each in found)
        origins.append({**names[goal.id or ""], "new": is_new, "former": list(former)})
    return {
        "format": FORMAT,
        "file": str(path),
        "totals": asdict(account.totals()),
        "former": [_fate(each, names) for each in account.fates],
        "origins": origins,
    }


def _fate(fate: Fate, names: dict[str, dict[str, str]]) -> dict[str, object]:
    former = fate.former
    stated = [
        {"id": each.id, "kind": each.get("kind"), "goals": list(news(each)),
         "missing": lacking(each)}
        for each in fate.dispositions
    ]  # fmt: skip
    return {
        "id": former.id,
        "edition": fate.predecessor.get("edition"),
        **{name: former.get(name) for name in ("goal", "number", "title", "field")},
        "state": fate.state,
        "kind": fate.kind,
        "dispositions": stated,
        "successors": [names[each] for each in fate.successors if each in names],
    }


def _write_picture(document: Document, name: str, out: Path, language: str) -> None:
    if name == "flow" and not account_of(document).fates:
        raise UserError("error.no-roster")
    replace_file(out, picture_of(document, name, language, "light").encode("utf-8", "replace"))
    print(text(language, "cli.wrote", path=out))
