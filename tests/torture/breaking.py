"""The ways in which a line of the program can be broken, one drawn for each of many lines.

Of the tools that break programs one breaks no text, table, argument or statement, the other nothing outside of
functions; half of what goes wrong here would be a word or a table.
"""

import ast
import random
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

_SWAPPED: dict[type, str] = {ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*"}
_FLIPPED: dict[type, str] = {ast.Eq: "!=", ast.NotEq: "==", ast.In: "not in", ast.NotIn: "in", ast.Is: "is not"}
_FLIPPED |= {ast.IsNot: "is", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
BLUNT = ("an argument dropped", "none kept")
"""What most often fails at once: only where a line can be broken in no finer way."""

_MANY = 100
"""From here on one more changes nothing anybody could see: of 25 million bytes, or of 400 milliseconds."""

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
                said |= isinstance(child, ast.Assert)  # what is always so: without it all goes on as before
                typed = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
                typed |= isinstance(child, ast.AnnAssign) and ast.unparse(child.annotation) == "TypeAlias"
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
            yield node, "number changed", str(value + 1 if abs(value) < _MANY else 2 * value)
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
        case ast.Expr() | ast.AugAssign() | ast.Delete() | ast.Raise() | ast.Continue() | ast.Break():
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
