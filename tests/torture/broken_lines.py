"""Lines of the program broken at random, one at a time: which does no test see?

``.venv/bin/python -m tests.torture.broken_lines --seed S --count N [--in gui] [--cap SECONDS] [--whole] TOLD.jsonl``

Each line is broken in a copy of the last commit. The tests that reach it run, the nearest and the cheapest first, for
so many seconds of processor time; which they are is kept in ``--map``, made once by a run of the suite and good for
the commits after it too. With ``--whole``, what they left is broken all at once, the whole suite runs, and what fails
runs again with each line broken alone. A line counts as caught if a test fails with it, fails again, and passes without
it. Everything is told in the file: a place, what was done to it, and which test saw it; broken off, the run goes on.

No test waits for a library: this process has read them all, and each run is a copy of it that reads the program anew.
"""

import argparse
import ast
import importlib
import json
import multiprocessing
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, replace
from itertools import accumulate, chain, islice
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.torture.breaking import Break, draws
from tests.torture.reached import PROGRAM, Reached, make

ROOMS = ("disclosure", "importers", "exporters", "storage", "tasks", "commandline.py", "main.py")
NAMING = 5
"""So many of the test files that name a module count as its nearest."""

NEARER = 0.2
"""What a test of the nearest files counts for in place of its true cost: it may cost more and still come first."""

MEMORY_DISK = Path("/dev/shm")
MEMORY = 4 * 2**30
PATIENCE, MANY_TIMES = 30, 10
"""A test hangs that takes so many seconds of processor time and so many times what it takes else."""
READ_BEFORE = "Module already imported so cannot be rewritten"
"""What pytest warns of, and need not: the plugins of pytest are libraries too."""
LONGEST = 300
"""Seconds after which a test hangs that waits."""


def nearest(tree: Path, path: str) -> list[str]:
    """Return the test file that bears a module's name, then those that name it, the nearest and the shortest first."""
    module = Path(path).with_suffix("")
    module = module.parent if module.name == "__init__" else module
    mirror = Path("tests", module.parent, f"test_{module.name}.py")
    told = rf"\b{'[.]'.join(module.parts)}\b|\b{'[.]'.join(module.parts[:-1])} import [^)]*\b{module.name}\b"

    def far(test: Path) -> tuple[int, int]:
        return len(os.path.relpath(test, Path("tests") / module).split("/")), (tree / test).stat().st_size

    tests = [one.relative_to(tree) for one in (tree / "tests").rglob("test_*.py") if "torture" not in one.parts]
    naming = [test for test in tests if test != mirror and re.search(told, (tree / test).read_text("utf-8"))]
    return [str(mirror)] * (mirror in tests) + [str(test) for test in sorted(naming, key=far)]


def chosen(reached: Reached, naming: Sequence[str], path: str, line: int, cap: float) -> list[str]:
    """Return the tests for a broken line: new ones, those that reach it, then the others of the nearest files."""
    reaching, near = reached.tests_of(path, line), naming[:NAMING]
    asked = reaching | {test for test in reached.spent if test.partition("::")[0] in near}

    def cost(test: str) -> tuple[bool, float]:
        is_near = test.partition("::")[0] in near
        return test not in reaching, reached.spent.get(test, 0) * (NEARER if is_near else 1)

    in_turn = sorted(asked, key=cost)
    whole = accumulate(reached.spent.get(test, 0) for test in in_turn)
    new = [file for file in naming if file in reached.changed]
    return new + [test for test, seconds in zip(in_turn, whole, strict=True) if seconds <= cap or test == in_turn[0]]


@contextmanager
def broken(tree: Path, ways: Iterable[Break]) -> Iterator[None]:
    """Break lines while the context lasts; each file bears a time of its own: no bytecode of another state counts."""
    before: dict[Path, bytes] = {}
    try:
        for way in sorted(ways, key=lambda one: -one.first):
            path = tree / way.path
            before.setdefault(path, path.read_bytes())
            path.write_bytes(way.of(path.read_bytes()))
            os.utime(path, (0, random.SystemRandom().randrange(10**9)))
        yield
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def read_libraries(root: Path) -> None:
    """Import all that the program and its tests import, except themselves."""
    named = set[str]()
    for source in chain(*((root / room).rglob("*.py") for room in (*PROGRAM, "tests")), root.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_bytes())):
            if isinstance(node, ast.Import):
                named.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                named.add(node.module)
    for name in sorted(named):
        if name.partition(".")[0] in sys.stdlib_module_names or not _is_ours(root, name):
            with suppress(ImportError):
                importlib.import_module(name)


def _is_ours(root: Path, name: str) -> bool:
    first = name.partition(".")[0]
    return (root / first).is_dir() or (root / f"{first}.py").exists()


class _Run:
    """A run of pytest inside a copy of this process: it runs what it is told in that order, and tells how each went."""

    def __init__(self, told: Path, tests: Sequence[str], spent: Mapping[str, float]) -> None:
        self._told, self._tests, self._spent = told, {test: place for place, test in enumerate(tests)}, spent

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Run what was chosen, file by file; a file stands for those of its tests whose cost nobody knows."""
        if self._tests:
            file = {item: item.nodeid.partition("::")[0] for item in items}
            place = {item: self._tests.get(item.nodeid if item.nodeid in self._spent else file[item]) for item in items}
            place |= {item: self._tests[item.nodeid] for item in items if item.nodeid in self._tests}
            kept = {item: at for item, at in place.items() if at is not None}
            first = {file[item]: at for item, at in sorted(kept.items(), key=lambda one: -one[1])}
            items[:] = sorted(kept, key=lambda one: (first[file[one]], kept[one]))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._tell("runs", nodeid)
        patience = time.process_time() + PATIENCE + MANY_TIMES * self._spent.get(nodeid, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (int(patience), resource.RLIM_INFINITY))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._tell("fails", report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._tell("fails", report.nodeid)

    def _tell(self, how: str, nodeid: str) -> None:
        with self._told.open("a", encoding="utf-8") as file:
            file.write(f"{how} {nodeid}\n")


def failing(tree: Path, tests: Sequence[str], spent: Mapping[str, float], *options: str) -> list[str]:
    """Run tests, all where none is named; return those that fail, or the one in which the process died."""
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
    present = [file for file in files if (tree / file).exists()]
    if tests and not present:
        return []
    with tempfile.TemporaryDirectory(dir=tree.parent) as place:
        told = Path(place, "told")
        told.touch()
        sys.stdout.flush()
        if not (pid := os.fork()):
            arguments = [*(options or ("-x", "-n", "0")), *(present or ["tests"])]
            try:
                _become_pytest(tree, Path(place), arguments, _Run(told, tests, spent))
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        try:
            _, status = os.waitpid(pid, 0)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)  # and what it left
        lines = [line.partition(" ")[::2] for line in told.read_text("utf-8").splitlines()]
    failed = list(dict.fromkeys(test for how, test in lines if how == "fails"))
    if os.waitstatus_to_exitcode(status) in (0, 5):
        return []
    return failed or [test for how, test in lines if how == "runs"][-1:] or ["tests/conftest.py"]


def _become_pytest(tree: Path, place: Path, arguments: Sequence[str], run: _Run) -> None:
    os.setsid()
    said = os.open(place / "said", os.O_WRONLY | os.O_CREAT)
    for stream, number in ((os.open(os.devnull, os.O_RDONLY), 0), (said, 1), (said, 2)):
        os.dup2(stream, number)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))  # a loop that gathers without end ends itself
    root = Path(__file__).parents[2]
    for name in [name for name in sys.modules if _is_ours(root, name)]:
        del sys.modules[name]
    sys.path[:] = [str(tree), *(one for one in sys.path if one not in ("", str(root)))]
    os.chdir(tree)
    quiet = ("--tb=no", "-p", "no:cacheprovider", "-o", f"longest_test={LONGEST}", "-W", f"ignore:{READ_BEFORE}")
    os._exit(pytest.main([*quiet, *arguments], plugins=[run]))


def caught(tree: Path, way: Break, tests: Sequence[str], spent: Mapping[str, float] = MappingProxyType({})) -> str:
    """Return the test that a broken line fails, each time; one that fails without it, or not again, catches nothing."""
    while tests:
        with broken(tree, [way]):
            by = next(iter(failing(tree, tests, spent)), "")
            alone = [by if "::" in by else tests[0]]  # what fails before any test is the import of something
            is_sure = bool(by) and bool(failing(tree, alone, spent))
        if not by or (is_sure and not failing(tree, alone, spent)):
            return by
        tests = [test for test in tests if test not in (alone[0], by.partition("::")[0])]
    return ""


def blamed(tree: Path, left: Sequence[Break], spent: Mapping[str, float]) -> Iterator[Break]:
    """Break all that is left at once, run the whole suite, and yield which line is caught by what fails."""
    while left:
        with broken(tree, left):
            named = failing(tree, [], spent, "-n", "2", "--maxfail=100")
        named.sort(key=lambda test: spent.get(test, 0))
        found = {way: by for way in left if named and (by := caught(tree, way, named, spent))}
        yield from (replace(way, verdict="suite", by=by) for way, by in found.items())
        if not found:
            return
        left = [way for way in left if way not in found]


@contextmanager
def copies(root: Path, count: int) -> Iterator[list[Path]]:
    """Check the last commit out so many times, while the context lasts."""
    with ExitStack() as stack:
        trees = []
        for _ in range(count):
            place = stack.enter_context(tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.exists() else None))
            trees.append(tree := Path(place, "tree"))
            git = ["git", "-C", str(root), "worktree"]
            subprocess.run([*git, "add", "--detach", tree, "HEAD"], check=True, capture_output=True)
            stack.callback(subprocess.check_call, [*git, "remove", "--force", str(tree)])
            (tree / ".venv").symlink_to(root / ".venv")
        yield trees


def kept_of(tree: Path, maps: Path) -> Path:
    """Return where it is kept which tests reach which line, of the nearest commit; make it where nobody has yet."""

    def apart(place: Path) -> int:
        count = ["git", "-C", str(tree), "rev-list", "--count", f"{place.name}...HEAD"]
        return int(subprocess.run(count, check=False, capture_output=True, text=True).stdout or sys.maxsize)

    kept = {place: apart(place) for place in maps.glob("*")}
    if kept and min(kept.values()) < sys.maxsize:
        return min(kept, key=kept.__getitem__)
    asked = ["git", "-C", str(tree), "rev-parse", "HEAD"]
    place = maps / subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    make(tree, place)
    return place


class _Told:
    """The file in which each broken line is told, the last word on it last."""

    def __init__(self, path: Path, seed: int) -> None:
        self._path, self._seed = path, seed

    def tell(self, number: int, way: Break) -> None:
        line = json.dumps({"seed": self._seed, "number": number, **asdict(way)}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def ways(self) -> dict[int, Break]:
        lines = self._path.read_text("utf-8").splitlines() if self._path.exists() else []
        read = [(told.pop("seed"), told.pop("number"), Break(**told)) for told in map(json.loads, lines)]
        return {number: way for seed, number, way in read if seed == self._seed}


def main() -> None:
    """Break so many lines in copies of the last commit, and tell of each."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("told", type=Path)
    asked.add_argument("--seed", type=int, required=True)
    asked.add_argument("--count", type=int, required=True)
    asked.add_argument("--in", dest="rooms", action="append")
    asked.add_argument("--cap", type=float, default=20, help="seconds of processor time for the tests of a line")
    asked.add_argument("--at-once", type=int, default=2)
    asked.add_argument("--map", type=Path, default=Path("build", "reached"))
    asked.add_argument("--whole", action="store_true")
    wanted = asked.parse_args()
    root = Path(__file__).parents[2]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with copies(root, wanted.at_once) as trees:
        _judge(trees, Reached(trees[0], kept_of(trees[0], wanted.map.absolute())), wanted)


def _judge(trees: Sequence[Path], reached: Reached, wanted: argparse.Namespace) -> None:
    told = _Told(wanted.told.absolute(), wanted.seed)
    drawn = dict(enumerate(islice(draws(trees[0], wanted.rooms or ROOMS, wanted.seed), wanted.count)))
    todo = [number for number in drawn if number not in told.ways()]
    read_libraries(trees[0])

    def judge(tree: Path, numbers: Sequence[int]) -> None:
        for number in numbers:
            way = drawn[number]
            tests = chosen(reached, nearest(tree, way.path), way.path, way.line, wanted.cap)
            by = caught(tree, way, tests, reached.spent)
            told.tell(number, replace(way, verdict="caught" if by else "left", by=by))

    copied = multiprocessing.get_context("fork")
    processes = [copied.Process(target=judge, args=(tree, todo[n :: len(trees)])) for n, tree in enumerate(trees)]
    try:
        for process in processes:
            process.start()
        for process in processes:
            process.join()
    finally:
        for process in processes:
            process.terminate()
            process.join()
    left = {drawn[number]: number for number, way in told.ways().items() if way.verdict == "left" and number in drawn}
    for way in blamed(trees[0], list(left), reached.spent) if wanted.whole else ():
        told.tell(left[replace(way, verdict="", by="")], way)
    verdicts = {number: way for number, way in told.ways().items() if number in drawn}
    for way in verdicts.values():
        if way.verdict == "left":
            print(f"{way.path}:{way.line}: {way.how}: {way.old!r} → {way.new!r}")  # noqa: T201
    print(Counter(way.verdict for way in verdicts.values()))  # noqa: T201


if __name__ == "__main__":
    main()
