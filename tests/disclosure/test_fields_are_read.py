"""Whatever is asked for has a reader, of the office and of every record: a question without one is an empty promise."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from disclosure.column_kinds import Column, columns
from disclosure.ledgers.inspection import FORMS
from disclosure.records import RECORD_TYPES, Profile

pytestmark = pytest.mark.usefixtures("trees_alone")

ROOT = Path(__file__).parents[2]
ROOMS = ("disclosure", "storage", "tasks", "importers", "exporters", "gui", "commandline.py", "main.py")
DECLARED = ROOT / "disclosure" / "records.py"
ONLY_ASK_OR_FIND = (
    "importers/",
    "gui/forms/",
    "gui/registers/views.py",
    "disclosure/import_words.py",
    "disclosure/paper_words.py",
    "disclosure/releases/status.py",
    "storage/search.py",
)
"""Rooms that fill a field, ask for it or look for words in it, and do nothing with what it says."""
ONLY_KEPT = {"releases.web_address": "where it was published: shown in its card, found by its words, in every ledger"}
"""Fields that are no more than a proof to be kept; a field that is read must leave this list."""

NOT_YET: dict[str, str] = {}
"""Fields that other findings still have to give a reader; a field that has one must leave this list."""


def sources() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        yield from path.rglob("*.py") if path.is_dir() else (path,)


def names_read(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Attributes of a profile that are read, and whole texts: a letter's field, a mapping, ``choices_from``."""
    for node in nodes:
        if isinstance(node, ast.Attribute):
            if node.attr in QUESTIONS and "profile" in ast.unparse(node.value).lower():
                yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def names_of_records(nodes: Iterable[ast.AST], place: str) -> Iterator[str]:
    """Names read off a record, or told whole by a room that does something with them."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not place.startswith(ONLY_ASK_OR_FIND):
            yield node.value


@cache
def read() -> tuple[set[str], set[str]]:
    """What is read of the office, and what of any record: each file is looked through once for both."""
    of_office: set[str] = set()
    of_records: set[str] = set()
    for path in sources():
        nodes, place = list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))), path.relative_to(ROOT).as_posix()
        if path == DECLARED:
            calls = (node for node in nodes if isinstance(node, ast.keyword) and node.arg == "choices_from")
            of_office.update(str(ast.literal_eval(call.value)) for call in calls)
        else:
            of_office.update(names_read(nodes))
        if place not in ("disclosure/records.py", "disclosure/papers.py"):
            of_records.update(names_of_records(nodes, place))
    return of_office, of_records


QUESTIONS = [column.name for column in columns(Profile)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_about_the_office_has_a_reader(name: str) -> None:
    """期初现行有效规范性文件 was asked for and read by no code: table two said 1 for 8."""
    assert (name in read()[0]) != (name in NOT_YET)


# --- the fields of every record ---


FIELDS = [(kind, column) for kind in RECORD_TYPES.values() if kind is not Profile for column in columns(kind)]


@pytest.mark.parametrize(("kind", "column"), FIELDS, ids=[f"{kind.register}.{one.name}" for kind, one in FIELDS])
def test_every_field_of_every_record_has_a_reader(kind: Any, column: Column) -> None:
    """A field may be kept as a proof alone, but then it is told so here, and stands in its ledger."""
    form = FORMS.get(kind.register)
    in_ledger = form is not None and column.label in form.headings
    assert (column.name in read()[1] or in_ledger) != (f"{kind.register}.{column.name}" in ONLY_KEPT)
