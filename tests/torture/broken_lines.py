"""Lines of the program broken at random, one at a time: which does no test see?

``.venv/bin/python -m tests.torture.broken_lines --seed S --count N [--first K] [--in gui] [--whole] TOLD.jsonl``

Each line is broken in a copy of the last commit and the nearest tests run, then their folder; with ``--whole``, what
they left is broken all at once, the whole suite runs, and what fails runs again with each line broken alone. A line
counts as caught if a test fails with it that passes without it. Broken off, the run goes on where it stood.
 Everything is told in the file: a place, what was done to it, and which test saw it.
"""

import argparse
import ast
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import accumulate, islice, pairwise
from pathlib import Path

ROOMS = ("disclosure", "importers", "exporters", "storage", "tasks", "commandline.py", "main.py")
NAMING = 5
"""How many test files that name a module count as its nearest, besides the one that bears its name."""

MEMORY = 12 * 2**30
LONGEST = 300
"""Seconds after which a test hangs: only if it passes in a third of that with the line as it was."""

_SWAPPED: dict[type, str] = {ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*"}
_FLIPPED: dict[type, str] = {ast.Eq: "!=", ast.NotEq: "==", ast.In: "not in", ast.NotIn: "in", ast.Is: "is not"}
_FLIPPED |= {ast.IsNot: "is", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
BLUNT = ("an argument dropped", "none kept")
"""What most often fails at once: only where a line can be broken in no finer way."""

_UNBROKEN = ("annotation", "returns", "decorator_list", "bases", "type_params")


@dataclass(frozen=True)
class Break:
    """One line broken in one way: the bytes it takes the place of, and what was seen of it."""

    path: str
    line: int
    how: str
    old: str
    new: str
    first: int
    end: int
    verdict: str = ""
    by: str = ""

    def of(self, source: bytes) -> bytes:
        return source[: self.first] + self.new.encode() + source[self.end :]


class _Source:
    """A file and every way to break it; what is only for the type checker or the reader is left out."""

    def __init__(self, root: Path, path: str) -> None:
        self.path, self.source = path, (root / path).read_bytes()
        self._starts = [0, *accumulate(len(line) for line in self.source.splitlines(keepends=True))]
        self.breaks: list[Break] = []
        self.tree = ast.parse(self.source)
        self._walk(self.tree)

    def _walk(self, node: ast.AST) -> None:
        for line, first, end, how, new in self._ways(node):
            self.breaks.append(Break(self.path, line, how, self.source[first:end].decode(), new, first, end))
        for name, value in ast.iter_fields(node):
            if name in _UNBROKEN or isinstance(node, ast.JoinedStr):
                continue
            for child in value if isinstance(value, list) else [value]:
                said = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
                typed = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
                if isinstance(child, ast.Call) and ast.unparse(child.func) == "cast":
                    self._walk(child.args[1])
                elif isinstance(child, ast.AST) and not said and not typed:
                    self._walk(child)

    def _span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[end_line - 1] + end_column

    def _text(self, node: ast.expr) -> str:
        return "(" + self.source[slice(*self._span(node))].decode() + ")"

    def _without_each(
        self, parts: Sequence[ast.expr | ast.keyword], how: str
    ) -> Iterator[tuple[int, int, int, str, str]]:
        parts = sorted(parts, key=self._span)
        for place, part in enumerate(parts):
            first, end = self._span(part)
            if place + 1 < len(parts):
                end = self._span(parts[place + 1])[0]
            elif place:
                first = self._span(parts[place - 1])[1]
            yield part.lineno, first, end, "a keyword dropped" if isinstance(part, ast.keyword) else how, ""

    def _ways(self, node: ast.AST) -> Iterator[tuple[int, int, int, str, str]]:
        match node:
            case ast.Call(args=args, keywords=keywords):
                yield from self._without_each([*args, *keywords], "an argument dropped")
            case ast.Tuple(ctx=ast.Store()):
                pass
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts) if len(parts) > 1:
                yield from self._without_each(parts, "an element dropped")
            case ast.Dict(keys=keys) if len(keys) > 1 and None not in keys:
                starts = [self._span(key)[0] for key in keys if key]
                for key, (first, end) in zip(keys, pairwise(starts), strict=False):
                    yield (key.lineno if key else 0), first, end, "an entry dropped", ""
        if isinstance(node, ast.expr | ast.stmt):
            for part, how, new in _replaced(node, self._text):
                yield part.lineno, *self._span(part), how, new


def _replaced(  # noqa: C901, PLR0912 - one table
    node: ast.expr | ast.stmt, text: Callable[[ast.expr], str]
) -> Iterator[tuple[ast.expr | ast.stmt, str, str]]:
    """Yield what a part of the program may be broken into."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            yield node, "comparison flipped", f"{text(left)} {_FLIPPED[type(op)]} {text(right)}"
        case ast.BoolOp(op=op, values=values):
            yield node, "and/or swapped", (" or " if isinstance(op, ast.And) else " and ").join(map(text, values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, "not dropped", text(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SWAPPED:
            yield node, "sign changed", f"{text(left)} {_SWAPPED[type(op)]} {text(right)}"
        case ast.Constant(value=bool() as value):
            yield node, "true/false swapped", str(not value)
        case ast.Constant(value=int() | float() as value):
            yield node, "number changed", str(value + 1)
        case ast.Constant(value=str() as value) if value:
            middle = len(value) // 2
            yield node, "a character dropped", repr(value[:middle] + value[middle + 1 :])
        case ast.Slice(lower=lower, upper=upper):
            yield from ((bound, "bound dropped", "None") for bound in (lower, upper) if bound)
        case ast.JoinedStr(values=parts) if len(parts) > 1:
            for place in range(len(parts)):
                yield node, "a part dropped", ast.unparse(ast.JoinedStr([*parts[:place], *parts[place + 1 :]]))
        case ast.IfExp(test=test) | ast.If(test=test) | ast.While(test=test):
            yield test, "not added", f"not {text(test)}"
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield node, "none returned", "return None"
        case ast.Assign(value=value) if not isinstance(value, ast.Constant):
            yield value, "none kept", "None"
        case ast.For(iter=iterated):
            yield iterated, "never entered", "()"
        case ast.Expr() | ast.AugAssign() | ast.Delete() | ast.Raise() | ast.Assert() | ast.Continue() | ast.Break():
            yield node, "statement removed", "pass"


def draws(root: Path, rooms: Sequence[str], seed: int) -> Iterator[Break]:
    """Yield lines of the rooms at random, each broken once; the same for the same seed and the same files."""
    listed = subprocess.run(["git", "ls-files", *rooms], cwd=root, check=True, capture_output=True, text=True).stdout
    sources = {path: _Source(root, path) for path in listed.split() if path.endswith(".py")}
    places = sorted({(one.path, one.line) for source in sources.values() for one in source.breaks})
    chance = random.Random(seed)
    chance.shuffle(places)
    for path, line in places:
        ways = [one for one in sources[path].breaks if one.line == line]
        chance.shuffle(ways)
        kinds = sorted({way.how for way in ways})
        chance.shuffle(kinds)
        for way in sorted(ways, key=lambda one: (one.how in BLUNT, kinds.index(one.how))):
            try:
                changed = ast.parse(way.of(sources[path].source))
                compile(changed, path, "exec")
            except (SyntaxError, ValueError):
                continue
            if ast.dump(changed) != ast.dump(sources[path].tree):
                yield way
                break


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
    asked.add_argument("--in", dest="rooms", nargs="+", default=ROOMS)
    asked.add_argument("--whole", action="store_true")
    wanted = asked.parse_args()
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
