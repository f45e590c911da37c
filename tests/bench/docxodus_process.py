"""Redline with Docxodus: ``python -m tests.bench.docxodus_process OLD.docx NEW.docx OUT ROUNDS``.

Prints the least seconds and the megabytes that its program had in use at its peak. This process
stays small, for the figure of a program begins with that of its parent.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from python_redlines import DocxodusEngine


def main() -> None:
    """Compare both files as often as is asked for."""
    engine = DocxodusEngine()
    old, new, out = map(Path, sys.argv[1:4])
    times = []
    for _ in range(int(sys.argv[4])):
        start = time.perf_counter()
        output = engine.run_redline("Test", old, new)[0]
        times.append(time.perf_counter() - start)
        out.write_bytes(output)
    print(json.dumps([min(times), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))


if __name__ == "__main__":
    main()
