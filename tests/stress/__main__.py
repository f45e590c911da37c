"""Write stress editions: ``python -m tests.stress --elements 20000 --seed 1 OLD.xml [NEW.xml]``.

With OLD.xml alone, a strategy of that many blocks. With NEW.xml, an edition made from it, and
with ``--truth`` what was done (shape: see ``truth``). With ``--three``, BASE.xml OURS.xml
THEIRS.xml and the outcome expected of merging them (shape: see ``three``). The same arguments
give the same bytes.

Rates are shares of the units: blocks, goals, sub-goals and measures; ``--retyped`` is a share of
goals, sub-goals and measures alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes
from tests.stress.edits import RATES, DoesNotFit
from tests.stress.grow import FEWEST, grow
from tests.stress.three import three_sides
from tests.stress.truth import ID_MODES, Truth, new_edition

CANNOT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files that are asked for."""
    parser = _parser()
    wanted = parser.parse_args(arguments)
    _refuse(parser, wanted)
    try:
        for path, data in _made(wanted):
            path.write_bytes(data)
    except DoesNotFit as error:
        print(f"stress: these rates do not fit {wanted.elements} blocks: {error}", file=sys.stderr)
        return CANNOT
    except OSError as error:
        print(f"stress: cannot write {error.filename}: {error.strerror}", file=sys.stderr)
        return CANNOT
    return 0


def _parser() -> argparse.ArgumentParser:
    assert __doc__ is not None
    parser = argparse.ArgumentParser(
        prog="python -m tests.stress",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--elements", type=int, required=True, help=f"blocks, at least {FEWEST}")
    parser.add_argument("--seed", type=int, default=1, help="1 where none is given")
    parser.add_argument("--three", action="store_true", help="three sides of a merge")
    parser.add_argument("--ids", choices=ID_MODES, help="what NEW does to the ids: keep (usual)")
    parser.add_argument("--truth", type=Path, metavar="TRUTH.json")
    for name, rate in RATES.items():
        parser.add_argument(f"--{name}", type=float, metavar="RATE", help=f"usually {rate}")
    return parser


def _refuse(parser: argparse.ArgumentParser, wanted: argparse.Namespace) -> None:
    """End with one sentence where the arguments make no sense."""
    count, rates = len(wanted.files), _given(wanted)
    paths = [path.resolve() for path in (*wanted.files, wanted.truth) if path is not None]
    reasons = {
        f"--elements must be at least {FEWEST}": wanted.elements < FEWEST,
        "--three takes BASE.xml OURS.xml THEIRS.xml": wanted.three and count != 3,
        "give OLD.xml or OLD.xml NEW.xml; three files go with --three": not wanted.three
        and count > 2,
        "rates and --ids go with OLD.xml NEW.xml": (rates or wanted.ids)
        and (wanted.three or count != 2),
        "--truth goes with more than one file": wanted.truth and count == 1,
        "each file needs a name of its own": len(set(paths)) < len(paths),
        "a rate must lie between 0 and 1": any(not 0 <= rate <= 1 for rate in rates.values()),
        "the rates add up to more than 1, but each element gets one operation": sum(
            {**RATES, **rates}.values()
        )
        > 1,
    }
    for reason, applies in reasons.items():
        if applies:
            parser.error(reason)


def _given(wanted: argparse.Namespace) -> dict[str, float]:
    rates = {name: getattr(wanted, name.replace("-", "_")) for name in RATES}
    return {name: rate for name, rate in rates.items() if rate is not None}


def _made(wanted: argparse.Namespace) -> list[tuple[Path, bytes]]:
    """All files with their bytes; nothing is written unless all could be made."""
    files = wanted.files
    old = grow(wanted.elements, wanted.seed)
    documents = [old]
    truth: Truth = {}
    if wanted.three:
        ours, theirs, truth = three_sides(old, wanted.seed)
        documents += [ours, theirs]
    elif len(files) == 2:
        new, truth = new_edition(
            old, {**RATES, **_given(wanted)}, wanted.seed, wanted.ids or "keep"
        )
        documents.append(new)
    made = [(path, _bytes(each)) for path, each in zip(files, documents, strict=True)]
    if wanted.truth:
        truth = {"format": truth["format"], "elements": wanted.elements, **truth}
        text = json.dumps(truth, ensure_ascii=False, indent=1)
        made.append((wanted.truth, (text + "\n").encode()))
    return made


def _bytes(document: Document) -> bytes:
    return to_bytes(document, current_schema().mixed_tags)


if __name__ == "__main__":
    sys.exit(main())
