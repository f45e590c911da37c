"""Print how many megabytes an open file holds: ``python -m tests.bench.memory KIND FILE``.

``document`` opens it as the window does, ``tree`` parses it with lxml. ``null`` where the system
does not tell.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from pathlib import Path

from lxml import etree

from strategy_editor.workspace.session import Session

_STATUS = Path("/proc/self/status")


def resident() -> float | None:
    """Return the megabytes of memory in use."""
    return _told("VmRSS:")


def peak() -> float:
    """Return the most megabytes that this process had in use.

    Where the system tells, without what the process was before it was this program: the usual
    figure begins with that of its parent.
    """
    return _told("VmHWM:") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _told(name: str) -> float | None:
    lines = _STATUS.read_text(encoding="ascii").splitlines() if _STATUS.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), None)


def main() -> None:
    """Open the file and print what came on top."""
    kind, path = sys.argv[1:]
    before = resident()
    held = Session.open(Path(path)) if kind == "document" else etree.parse(path)
    gc.collect()
    after = resident()
    print(json.dumps(None if before is None or after is None else after - before))
    assert held is not None


if __name__ == "__main__":
    main()
