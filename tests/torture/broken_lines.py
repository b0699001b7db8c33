"""Lines of the program broken at random, one at a time: which does no test see?

``.venv/bin/python -m tests.torture.broken_lines --seed S --count N [--first K] [--in gui] [--whole] TOLD.jsonl``

Each line is broken in a copy of the last commit and the nearest tests run, then their folder; with ``--whole``, what
they left is broken all at once, the whole suite runs, and what fails runs again with each line broken alone. A line
counts as caught if a test fails with it that passes without it. Broken off, the run goes on where it stood.
 Everything is told in the file: a place, what was done to it, and which test saw it.
"""

import argparse
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

from tests.torture.breaking import Break, draws

ROOMS = ("disclosure", "importers", "exporters", "storage", "tasks", "commandline.py", "main.py")
NAMING = 5
"""How many test files that name a module count as its nearest, besides the one that bears its name."""

MEMORY = 12 * 2**30
LONGEST = 300
"""Seconds after which a test hangs: only if it passes in a third of that with the line as it was."""


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
    return [str(mirror)] * (mirror in tests) + [str(test) for test in sorted(naming, key=far)[:NAMING]]


def folder(tree: Path, path: str) -> str:
    """Return the folder of the tests of a room, as near to a module as there is one."""
    near = Path("tests", path).parent if "/" in path else Path("tests", Path(path).stem)
    return str(next(one for one in (near, *near.parents) if (tree / one).is_dir()))


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


def failing(tree: Path, tests: Sequence[str], *options: str, longest: int = LONGEST) -> list[str]:
    """Run tests; return those that fail, or all of them where the process died."""
    told = ("--tb=no", "-rfE", "-p", "no:cacheprovider", "-o", f"longest_test={longest}")
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *told, *(options or ("-x", "-n", "0")), *tests],
        cwd=tree,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=3600)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    named = re.findall(r"^(?:FAILED|ERROR) (tests/[^\s\[]+)", said, re.MULTILINE)  # of each kind of its cases, all
    return [] if process.returncode in (0, 5) else list(dict.fromkeys(named)) or list(tests)


def caught(tree: Path, way: Break, tests: Sequence[str]) -> str:
    """Return what fails with a broken line."""
    with broken(tree, [way]):
        return " ".join(failing(tree, tests) if tests else ())


def blamed(tree: Path, left: Sequence[Break]) -> Iterator[Break]:
    """Break all that is left at once, run the whole suite, and yield which line is caught by what fails."""
    while left:
        with broken(tree, left):
            named = failing(tree, ["tests"], "-n", "2", "--maxfail=100", longest=300)
        found = {way: by for way in left if named and (by := caught(tree, way, named))}
        yield from (replace(way, verdict="suite", by=by) for way, by in found.items())
        if not found:
            return
        left = [way for way in left if way not in found]


def main() -> None:
    """Break so many lines in a copy of the last commit, and tell of each."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("told", type=Path)
    asked.add_argument("--seed", type=int, required=True)
    asked.add_argument("--count", type=int, required=True)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--in", dest="rooms", action="append")
    asked.add_argument("--whole", action="store_true")
    wanted = asked.parse_args()
    wanted.rooms = wanted.rooms or ROOMS
    root = Path(__file__).parents[2]
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))  # a loop that gathers without end ends itself
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place, "tree")
        subprocess.run(["git", "worktree", "add", "--detach", tree, "HEAD"], cwd=root, check=True, capture_output=True)
        try:
            (tree / ".venv").symlink_to(root / ".venv")
            _tell(tree, wanted)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=root, check=True)


def _tell(tree: Path, wanted: argparse.Namespace) -> None:
    lines = wanted.told.read_text("utf-8").splitlines() if wanted.told.exists() else []
    seen = {(told.pop("seed"), told.pop("number")): Break(**told) for told in map(json.loads, lines)}

    def tell(number: int, way: Break) -> None:
        seen[wanted.seed, number] = way
        with wanted.told.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"seed": wanted.seed, "number": number, **asdict(way)}, ensure_ascii=False) + "\n")

    numbered = list(enumerate(islice(draws(tree, wanted.rooms, wanted.seed), wanted.first + wanted.count)))
    for number, way in numbered[wanted.first :]:
        if (wanted.seed, number) in seen:
            continue
        tests = nearest(tree, way.path)
        if by := caught(tree, way, tests):
            tell(number, replace(way, verdict="nearest", by=by))
        elif by := caught(tree, way, [folder(tree, way.path)]):
            tell(number, replace(way, verdict="folder", by=by))
        else:
            tell(number, replace(way, verdict="left"))
    left = {replace(way, verdict=""): number for (_, number), way in seen.items() if way.verdict == "left"}
    for way in blamed(tree, list(left)) if wanted.whole else ():
        tell(left[replace(way, verdict="", by="")], way)
    tests = sorted({test for way in seen.values() for test in way.by.split()})
    for test in failing(tree, tests, "-n", "0", longest=LONGEST // 3) if tests else ():  # with every line as it was
        for (_, number), way in list(seen.items()):
            if test in way.by.split():
                tell(number, replace(way, verdict="unsure"))


if __name__ == "__main__":
    main()
