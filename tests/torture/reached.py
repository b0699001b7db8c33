"""Which tests reach which line of the program, and what each costs: made once of a commit, in a few minutes.

As a plugin of pytest (``-p tests.torture.reached``, the folder to write to in ``DISCLOSURE_DESK_REACHED``) it keeps for
each test the lines that run in it and the seconds of processor time it took; each process of the run writes its part.
"""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain
from pathlib import Path

import coverage
import pytest

FOLDER = "DISCLOSURE_DESK_REACHED"
PROGRAM = ("disclosure", "importers", "exporters", "storage", "tasks", "gui", "resources", "main.py", "commandline.py")
FAR = 3
"""From a table to the function that reads it: over so many other tables at most."""

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
    """Write what this process saw."""
    _lines.stop()
    _lines.save()
    Path(os.environ[FOLDER], f"spent-{os.getpid()}.json").write_text(json.dumps(_spent), "utf-8")


def make(tree: Path, place: Path) -> None:
    """Run the suite in a tree and keep which tests reach which line."""
    place.mkdir(parents=True)
    environment = os.environ | {FOLDER: str(place)}
    command = [sys.executable, "-m", "pytest", "-p", "tests.torture.reached", "-p", "no:cacheprovider", "tests"]
    subprocess.run(command, cwd=tree, env=environment, check=False, stdout=subprocess.DEVNULL)
    gathered = coverage.Coverage(data_file=str(place / "lines"), config_file=False)
    gathered.combine([str(place)])
    gathered.save()
    parts = list(place.glob("spent-*.json"))
    spent = dict(chain.from_iterable(json.loads(part.read_text("utf-8")).items() for part in parts))
    (place / "spent.json").write_text(json.dumps(spent), "utf-8")


class Reached:
    """Which tests reach a line of a tree, told by the lines of the commit they were kept of."""

    def __init__(self, tree: Path, place: Path) -> None:
        self._tree, self._commit = tree, place.name
        self._lines = coverage.CoverageData(str(place / "lines"))
        self._lines.read()
        self._files: dict[str, _File] = {}
        self.spent: dict[str, float] = json.loads((place / "spent.json").read_text("utf-8"))

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
        named = ["git", "diff", "--name-only", self._commit, "HEAD"]
        return set(subprocess.run(named, cwd=self._tree, check=True, capture_output=True, text=True).stdout.split())

    @cached_property
    def _sources(self) -> list[str]:
        listed = subprocess.run(
            ["git", "ls-files", *PROGRAM], cwd=self._tree, check=True, capture_output=True, text=True
        )
        return [path for path in listed.stdout.split() if path.endswith(".py")]

    def _file(self, path: str) -> "_File":
        if path not in self._files:
            shown = ["git", "show", f"{self._commit}:{path}"]
            then = subprocess.run(shown, cwd=self._tree, check=False, capture_output=True, text=True).stdout
            self._files[path] = _File(
                (self._tree / path).read_text("utf-8"), then, self._lines.contexts_by_lineno(path)
            )
        return self._files[path]

    def _naming(self, path: str, names: set[tuple[str, str]]) -> Iterator[int]:
        known = {re.escape(name) for place, name in names if place == path or not name.startswith("_")}
        text = self._file(path).text if known else ""
        for found in re.finditer(rf"\b(?:{'|'.join(known)})\b", text) if known else ():
            yield text.count("\n", 0, found.start()) + 1


class _File:
    """A file of the tree, and the tests that ran its lines where they stood then."""

    def __init__(self, text: str, then: str, ran: dict[int, list[str]]) -> None:
        self.text, self._ran = text, ran
        lines, before = text.splitlines(), then.splitlines()
        blocks = SequenceMatcher(None, lines, before, autojunk=False).get_matching_blocks()
        self._then = {block.a + n + 1: block.b + n + 1 for block in blocks for n in range(block.size)}
        self._tree = ast.parse(text)

    def tests_of(self, first: int, end: int) -> set[str]:
        ran = (self._ran.get(self._then.get(line, 0), []) for line in range(first, end + 1))
        return set(chain.from_iterable(ran)) - {""}

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
