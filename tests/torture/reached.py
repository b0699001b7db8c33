"""Which tests reach which line of the program, and what each costs: made once of a commit, in a few minutes.

As a plugin of pytest (``-p tests.torture.reached``, the folder to write to in ``DISCLOSURE_DESK_REACHED``) it keeps for
each test the lines that run in it and the seconds of processor time it took; each process of the run writes its part.
"""

import ast
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain
from pathlib import Path

import coverage
import pytest
from coverage.numbits import numbits_to_nums

FOLDER = "DISCLOSURE_DESK_REACHED"
PROGRAM = ("disclosure", "importers", "exporters", "storage", "tasks", "gui", "resources", "main.py", "commandline.py")
FAR = 3
"""From a table to the function that reads it: over so many other tables at most."""

_RAN = """SELECT context.context, numbits FROM line_bits JOIN context ON context.id = context_id
JOIN file ON file.id = file_id WHERE path = ? AND context.context <> ''"""

_lines = coverage.Coverage(
    data_file=str(Path(os.environ.get(FOLDER, ""), "lines")),
    data_suffix=True,
    config_file=False,
    include=[f"{Path.cwd() / room}{'' if room.endswith('.py') else '/*'}" for room in PROGRAM],
)
_lines.set_option("run:relative_files", True)
_spent: dict[str, float] = {}


def pytest_configure() -> None:
    """Watch what runs."""
    _lines.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep which lines a test runs and what it costs, with the processes it starts."""
    _lines.switch_context(item.nodeid)
    begun = sum(os.times()[:4])
    try:
        return (yield)
    finally:
        _spent[item.nodeid] = sum(os.times()[:4]) - begun
        _lines.switch_context("")


def pytest_sessionfinish() -> None:
    """Write what this process saw, if it ran any test."""
    _lines.stop()
    if _spent:
        _lines.save()
        Path(os.environ[FOLDER], f"spent-{os.getpid()}.json").write_text(json.dumps(_spent), "utf-8")


def make(tree: Path, place: Path) -> None:
    """Run the suite in a tree and keep which tests reach which line."""
    aside = place.with_name(f"{place.name}-unfinished")
    aside.mkdir(parents=True)
    command = [sys.executable, "-m", "pytest", "-p", "tests.torture.reached", "-p", "no:cacheprovider", "tests"]
    subprocess.run(command, cwd=tree, env=os.environ | {FOLDER: str(aside)}, check=False, stdout=subprocess.DEVNULL)
    aside.rename(place)


class Reached:
    """Which tests reach a line of a tree, told by the lines of the commit they were kept of."""

    def __init__(self, tree: Path, place: Path) -> None:
        self._tree, self._place, self._files = tree, place, dict[str, _File]()
        self.spent: dict[str, float] = {}
        for part in place.glob("spent-*.json"):
            self.spent |= json.loads(part.read_text("utf-8"))

    def tests_of(self, path: str, line: int) -> set[str]:
        """Return the tests that run a line or, where it runs at an import, those that run what names its table."""
        tests, seen, todo = set[str](), set[tuple[str, int]](), [(path, line)]
        for _ in range(FAR):
            names = set[tuple[str, str]]()
            for place, number in todo:
                file = self._file(place)
                tests |= file.tests_of(*file.statement(number))
                if (around := file.at_import(number)) and (place, around.lineno) not in seen:
                    seen.add((place, around.lineno))
                    tests |= file.tests_of(around.lineno, _end(around))
                    names |= {(place, name) for name in _bound(around)}
            todo = [(other, number) for other in self._sources for number in self._naming(other, names)]
        return tests

    @cached_property
    def changed(self) -> set[str]:
        """The files that are not what they were."""
        return set(self._git("diff", "--name-only", self._place.name, "HEAD").splitlines())

    def _git(self, *asked: str) -> str:
        return subprocess.run(["git", *asked], cwd=self._tree, check=False, capture_output=True, text=True).stdout

    @cached_property
    def _sources(self) -> dict[str, str]:
        paths = [path for path in self._git("ls-files", *PROGRAM).splitlines() if path.endswith(".py")]
        return {path: (self._tree / path).read_text("utf-8") for path in paths}

    def _naming(self, path: str, names: set[tuple[str, str]]) -> Iterator[int]:
        known = {re.escape(name) for place, name in names if place == path or not name.startswith("_")}
        text = self._sources[path] if known else ""
        for found in re.finditer(rf"\b(?:{'|'.join(known)})\b", text) if known else ():
            yield text.count("\n", 0, found.start()) + 1

    def _file(self, path: str) -> "_File":
        if path not in self._files:
            now = self._sources[path]
            then = self._git("show", f"{self._place.name}:{path}") if path in self.changed else now
            self._files[path] = _File(now, then, self._ran(path))
        return self._files[path]

    def _ran(self, path: str) -> dict[int, set[str]]:
        """Return the tests that ran each line; read plainly: in a copy of a process coverage begins its files anew."""
        ran = defaultdict[int, set[str]](set)
        for part in self._place.glob("lines.*"):
            with closing(sqlite3.connect(f"{part.as_uri()}?mode=ro", uri=True)) as kept:
                for test, numbits in kept.execute(_RAN, [path]):
                    for line in numbits_to_nums(numbits):
                        ran[line].add(test)
        return ran


class _File:
    """A file of the tree, and the tests that ran its lines where they stood then."""

    def __init__(self, text: str, then: str, ran: Mapping[int, set[str]]) -> None:
        self._ran, self._tree = ran, ast.parse(text)
        blocks = SequenceMatcher(None, text.splitlines(), then.splitlines(), autojunk=False).get_matching_blocks()
        self._then = {block.a + n + 1: block.b + n + 1 for block in blocks for n in range(block.size)}

    def tests_of(self, first: int, end: int) -> set[str]:
        ran = (self._ran.get(self._then.get(line, 0), ()) for line in range(first, end + 1))
        return set(chain.from_iterable(ran))

    def statement(self, line: int) -> tuple[int, int]:
        """Return the first and the last line of the statement around a line; of a compound one, of its head."""
        around = line, line
        for node in ast.walk(self._tree):  # the outer before the inner
            if isinstance(node, ast.stmt) and node.lineno <= line <= _end(node):
                body: list[ast.stmt] = getattr(node, "body", [])
                head = max(node.lineno, body[0].lineno - 1) if body else _end(node)
                around = (node.lineno, head) if line <= head else (line, line)
        return around

    def at_import(self, line: int) -> ast.stmt | None:
        """Return the statement of the module around a line that runs when the module is imported."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.body[0].lineno <= line <= _end(node):
                return None
        return next((one for one in self._tree.body if _first(one) <= line <= _end(one)), None)


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return decorators[0].lineno if decorators else node.lineno


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _bound(node: ast.stmt) -> set[str]:
    """Return the names a statement of a module gives to something."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name}
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
