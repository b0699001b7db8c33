"""Run the benchmarks and write ``benchmarks/RESULTS.md``, a section per subject.

``python -m benchmarks`` runs all, ``python -m benchmarks paper registers`` some, keeping the sections of the others. A
new budget is a line in ``budgets`` and one ``Comparison`` in the list that ``measured`` of its subject returns; a new
subject is one file with a ``measured``, named in ``SUITES`` below.
"""

import os
import platform
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import bulk, opening, paper, registers, stalls, startup
from benchmarks.comparison import MISSED, Comparison

RESULTS = Path(__file__).with_name("RESULTS.md")
SUITES: dict[str, Callable[[], list[Comparison]]] = {
    "startup": startup.measured,
    "registers": registers.measured,
    "opening": opening.measured,
    "paper": paper.measured,
    "bulk": bulk.measured,
    "stalls": stalls.measured,
}
_TABLE = "| what | ours | peer | unit | peer is | ratio | budget |\n|---|--:|--:|---|---|--:|---|"
_TITLE = "# What she waits for, measured"
_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def main(names: list[str]) -> None:
    """Measure the named subjects, or all, and write them into the table."""
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    kept = dict(_SECTION.findall(before))
    for name in names or SUITES:
        kept[name] = _measured(SUITES[name])
        RESULTS.write_text(_text(kept), encoding="utf-8")
        sys.stdout.write(f"## {name}\n{kept[name]}\n")


def _measured(suite: Callable[[], list[Comparison]]) -> str:
    """Return the table of a subject, headed by the date, the machine and its load."""
    busy = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores as it began" if hasattr(os, "getloadavg") else ""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}{busy}"
    rows = "\n".join(comparison.row for comparison in suite())
    return f"\n{datetime.now(UTC).date().isoformat()}; {machine}.\n\n{_TABLE}\n{rows}\n\n"


def _text(sections: dict[str, str]) -> str:
    text = "".join(f"## {name}\n{sections[name]}" for name in SUITES if name in sections)
    missed = [line.split(" | ")[0].removeprefix("| ") for line in text.splitlines() if MISSED in line]
    told = "Nothing missed its budget." if not missed else "Missed: " + "; ".join(missed) + "."
    return f"{_TITLE}\n\n{told}\n\n{text}".rstrip() + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
