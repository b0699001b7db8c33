"""The list of capabilities: ``make capabilities`` writes docs/capabilities.md from docs/capabilities.toml.

There are two lists, capabilities 1 to 155 and ideas 1 to 26, each numbered without gaps. A row that works names its
proof: a test as ``tests/….py::test_…`` or a command as ``command NAME``; any further remark is its reason.
"""

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from commandline import COMMANDS

ROOT = Path(__file__).parents[1]
ROWS, PAGE = ROOT / "docs" / "capabilities.toml", ROOT / "docs" / "capabilities.md"
KINDS: Mapping[str, int] = {"capability": 155, "idea": 26}
"""The number of rows of each kind."""
STATES: Mapping[str, str] = {
    "works": "from start to end, shown by what is named",
    "in part": "what works is shown, what lacks is said",
    "outside the machine": "shown as far as the machines at hand go; the rest needs a machine or a person that was not",
    "declined": "on purpose, for the reason given",
}
_COMMAND = "command "
_MET = (_COMMAND, "tests/gui/", "tests/journeys/", "tests/commandline/")
"""Proofs of what a user can reach; a rule tested only by itself may not be reachable by anybody."""


@dataclass(frozen=True)
class Row:
    """One capability: its number in its kind, its name, its state, its proofs, and a remark."""

    number: int
    name: str
    state: str
    shown_by: Sequence[str] = ()
    reason: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with its rows; ``kind`` is a key of KINDS."""

    title: str
    kind: str
    rows: tuple[Row, ...]


def parts(source: Path = ROWS) -> tuple[Part, ...]:
    """Read the parts in order; raises TypeError for an unknown key in a row."""
    told = tomllib.loads(source.read_text(encoding="utf-8"))["part"]
    return tuple(Part(part["title"], part["kind"], tuple(Row(**row) for row in part["row"])) for part in told)


def faults(told: Sequence[Part]) -> Iterator[str]:
    """Yield the errors, a sentence each: numbers, states, rows without a proof, proofs that do not exist."""
    for kind, count in KINDS.items():
        numbers = [row.number for part in told if part.kind == kind for row in part.rows]
        if numbers != list(range(1, count + 1)):
            yield f"{kind}: the rows are not 1 to {count} in order"
    for part in told:
        for row in part.rows:
            where = f"{part.kind} {row.number}"
            if row.state not in STATES:
                yield f"{where}: no state is called {row.state!r}"
            if row.state != "declined" and not row.shown_by:
                yield f"{where}: nothing shows it"
            elif row.state != "declined" and not any(proof.startswith(_MET) for proof in row.shown_by):
                yield f"{where}: nothing shows it in the window or on the command line"
            if row.state != "works" and not row.reason:
                yield f"{where}: not said why it is {row.state}"
            yield from (f"{where}: there is no {proof}" for proof in row.shown_by if not _is_there(proof))


def _is_there(proof: str) -> bool:
    if proof.startswith(_COMMAND):
        return proof.removeprefix(_COMMAND) in COMMANDS
    path, _, name = proof.partition("::")
    return name in _tests(ROOT / path)


@cache
def _tests(path: Path) -> frozenset[str]:
    """Return the tests in a file, including those in classes; none if there is no such file."""
    if not path.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def page(told: Sequence[Part]) -> str:
    """Return the page: the number of rows in each state, then every row with its proofs."""
    counts = Counter((part.kind, row.state) for part in told for row in part.rows)
    lines = [
        "# What the program can do",
        "",
        "Made by `make capabilities` from [capabilities.toml](capabilities.toml); it fails where a row names nothing",
        "that shows it, a test that is not there or a command the program does not have.",
        "",
        "| state | capabilities | ideas | |",
        "|---|---:|---:|---|",
        *(
            f"| {state} | {counts['capability', state]} | {counts['idea', state]} | {meaning} |"
            for state, meaning in STATES.items()
        ),
    ]
    for part in told:
        lines += ["", f"## {'Ideas: ' * (part.kind == 'idea')}{part.title}", "", *_table(part.rows)]
    return "\n".join([*lines, ""])


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| | | state | shown by |"
    yield "|---:|---|---|---|"
    for row in rows:
        shown = "<br>".join(map(_linked, row.shown_by))
        told = f"{shown}{'<br>' * bool(shown and row.reason)}{row.reason}"
        yield f"| {row.number} | {row.name} | {row.state} | {told} |"


def _linked(proof: str) -> str:
    if proof.startswith(_COMMAND):
        return f"`{proof.removeprefix(_COMMAND)}` on the command line"
    path, _, name = proof.partition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path})"


if __name__ == "__main__":
    found = parts()
    if wrong := list(faults(found)):
        sys.exit("\n".join(wrong))
    PAGE.write_text(page(found), encoding="utf-8")
