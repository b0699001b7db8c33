"""What a module offers of others is what its readers take from it, and what it calls by a name bears that name."""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("commandline", "disclosure", "exporters", "gui", "importers", "storage", "tasks", "tests")
SOURCES = {path: path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py")}
OFFERING = [path for path, text in SOURCES.items() if "\n__all__ = [" in text and "tests" not in path.parts]


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", OFFERING, ids=_name)
def test_each_name_a_module_passes_on_is_offered_and_taken(path: Path) -> None:
    name, body = _name(path), ast.parse(SOURCES[path]).body
    others = (node for node in body if isinstance(node, ast.ImportFrom) and node.module != name)
    passed = {alias.name for node in others for alias in node.names}
    (offered,) = (
        node.value for node in body if isinstance(node, ast.Assign) and "__all__" in ast.unparse(node.targets[0])
    )
    taking = re.compile(rf"^ *from {re.escape(name)} import (\([^)]*\)|.*)", re.MULTILINE)
    taken = {word for text in SOURCES.values() for names in taking.findall(text) for word in re.findall(r"\w+", names)}
    assert set(ast.literal_eval(offered)) ^ (taken & passed) == set()


_NAME = re.compile(r"""(?<![\w"'])(["'])([a-z]+(?:_[a-z]+)*|[a-z]+(?:[A-Z][a-z]*)+)\1(?![\w"'])""")
_NAMED_ONCE = re.compile(r'(?m)^ *_?[A-Z]\w*(?:, _?[A-Z]\w*)* = (?:"\w+"(?:, )?)+(?:"[^"]*"|\d+)?$')
"""A constant that is a name, or a term and its code: whoever needs it uses the constant."""


def names_alone(program: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return what a text of the program writes as the name of something, and nothing else bears it."""
    count = Counter[str]()
    for text in known:
        count.update(re.findall(r"[A-Za-z_]{4,}", text))
    said = (word for text in program for _, word in _NAME.findall(_NAMED_ONCE.sub("", text)))
    return sorted({word for word in said if len(word) > 3 and count[word] == 1})


def test_what_is_written_as_a_name_is_a_name_somewhere_else_too() -> None:
    """A column of a list that lost a letter is shown nowhere, and nothing else told of it."""
    program = [
        text
        for path, text in SOURCES.items()
        if path.relative_to(ROOT).parts[0] in ("disclosure", "gui", "storage", "tasks")
    ]
    named = [path.read_text("utf-8") for path in (ROOT / "resources" / "app.qss", *(ROOT / "storage").rglob("*.sql"))]
    assert sum(map(len, map(_NAME.findall, program))) > 4000
    assert names_alone(program, [*SOURCES.values(), *named]) == []


def test_a_name_that_lost_a_letter_is_seen() -> None:
    program = ['shown = ("arrived_on", "number")\n', "mark(self, 'noteell')\n", '_HAS_F1, _GAP = "opensManual", 16\n']
    assert names_alone(program, [*program, "number: str\narrived_on: date | None\n#noteCell {}"]) == ["noteell"]
