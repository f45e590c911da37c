"""Print the megabytes of two loaded files, and how many more comparing them takes at its peak."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from strategy_editor.comparison.compare import compare
from strategy_editor.storage.reading import read
from tests.bench.memory import peak, resident

_RESET = Path("/proc/self/clear_refs")


def main() -> None:
    """Load, compare, and print both figures, or nothing where the system does not tell."""
    before = resident()
    old, new = (read(Path(path)).document for path in sys.argv[1:])
    gc.collect()
    loaded = resident()
    if before is None or loaded is None:
        print("null")
        return
    _RESET.write_text("5", encoding="ascii")
    comparison = compare(old, new)
    print(json.dumps([loaded - before, peak() - loaded]))
    assert comparison.changes


if __name__ == "__main__":
    main()
