"""Write a redline of two files: ``python -m tests.bench.redline_process OLD NEW OUT.docx ROUNDS``.

Prints the least seconds, from loaded documents to the file on disk with its proof, by the clock and
of computing, and the megabytes that the process had in use at its peak.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from strategy_editor.exchange.editions import Edition
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.storage.reading import read
from strategy_editor.workspace.redlines import export_redline
from tests.bench.memory import peak

OPTIONS = ExportOptions(created=datetime(2014, 4, 29, tzinfo=UTC))


def main() -> None:
    """Load both files, then write the redline as often as is asked for."""
    old, new = (Edition(read(Path(path)).document) for path in sys.argv[1:3])
    gc.collect()
    gc.freeze()
    times, computed = [], []
    for _ in range(int(sys.argv[4])):
        start, computing = time.perf_counter(), time.process_time()
        export_redline(old, new, Path(sys.argv[3]), OPTIONS)
        times.append(time.perf_counter() - start)
        computed.append(time.process_time() - computing)
        gc.collect()
    print(json.dumps([min(times), min(computed), peak()]))


if __name__ == "__main__":
    main()
