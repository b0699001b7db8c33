"""Whatever is asked for has a reader, of the office and of every record: a question without one is an empty promise."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from disclosure.column_kinds import Column, columns
from disclosure.ledgers.inspection import FORMS
from disclosure.records import RECORD_TYPES, Profile

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


def names_read(source: str) -> Iterator[str]:
    """Attributes of a profile that are read, and whole texts: a letter's field, a mapping, ``choices_from``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and "profile" in ast.unparse(node.value).lower():
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def readers() -> set[str]:
    found: set[str] = set()
    for path in sources():
        if path != DECLARED:
            found.update(names_read(path.read_text(encoding="utf-8")))
    declared = ast.walk(ast.parse(DECLARED.read_text(encoding="utf-8")))
    calls = (node for node in declared if isinstance(node, ast.keyword) and node.arg == "choices_from")
    return found | {str(ast.literal_eval(call.value)) for call in calls}


@pytest.mark.parametrize("name", [column.name for column in columns(Profile)])
def test_every_question_about_the_office_has_a_reader(name: str) -> None:
    """期初现行有效规范性文件 was asked for and read by no code: table two said 1 for 8."""
    assert (name in readers()) != (name in NOT_YET)


# --- the fields of every record ---


@cache
def read_anywhere() -> set[str]:
    """Names read off a record, or told whole by a room that does something with them."""
    found: set[str] = set()
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        if place in ("disclosure/records.py", "disclosure/papers.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(() if place.startswith(ONLY_ASK_OR_FIND) else (node.value,))
    return found


FIELDS = [(kind, column) for kind in RECORD_TYPES.values() if kind is not Profile for column in columns(kind)]


@pytest.mark.parametrize(("kind", "column"), FIELDS, ids=[f"{kind.register}.{one.name}" for kind, one in FIELDS])
def test_every_field_of_every_record_has_a_reader(kind: Any, column: Column) -> None:
    """A field may be kept as a proof alone, but then it is told so here, and stands in its ledger."""
    form = FORMS.get(kind.register)
    in_ledger = form is not None and column.label in form.headings
    assert (column.name in read_anywhere() or in_ledger) != (f"{kind.register}.{column.name}" in ONLY_KEPT)
