"""Run every benchmark and write ``benchmarks/RESULTS.md``.

A new budget is a line in ``budgets`` and one ``Comparison`` in the list that ``measured`` of its subject returns; a new
subject is one file with a ``measured``, named in ``SUITES`` below.
"""

import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import bulk, opening, paper, registers, stalls, startup
from benchmarks.comparison import Comparison

RESULTS = Path(__file__).with_name("RESULTS.md")
SUITES: tuple[Callable[[], list[Comparison]], ...] = (
    startup.measured,
    registers.measured,
    opening.measured,
    paper.measured,
    bulk.measured,
    stalls.measured,
)
HEADER = "| what | ours | peer | unit | peer is | ratio | budget |\n|---|--:|--:|---|---|--:|---|"


def main() -> None:
    """Measure, print and write the table."""
    rows = [comparison.row for suite in SUITES for comparison in suite()]
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    text = f"# Measured on {datetime.now(UTC).date().isoformat()}\n\n{machine}\n\n" + "\n".join((HEADER, *rows)) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
