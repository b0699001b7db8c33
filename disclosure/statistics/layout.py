"""上级报表: a sheet sent by the district, and which figure goes into which of its cells, for any period."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from disclosure.report.cells import Figure
from disclosure.statistics.comparison import TABLES, Comparison, Line
from disclosure.term_base import Term

_LETTERS = 26


class Span(Term):
    """The days a figure covers."""

    NOW = "now", "本期"
    SO_FAR = "so_far", "本年累计"
    BEFORE = "before", "上年同期"
    CHANGE = "change", "增减"


_SPANS = {span.value: span for span in Span}


@dataclass(frozen=True)
class Wanted:
    """One figure: what is counted, by its ``name`` (see ``named``), and of which days."""

    name: str
    span: Span = Span.NOW

    @property
    def words(self) -> str:
        """Its name on screen: 「依申请公开 · 新收政府信息公开申请（本期）」."""
        return f"{self.name.replace('/', ' · ')}（{self.span.label}）"


@dataclass(frozen=True)
class Layout:
    """A workbook of the district as received, and the figures for the cells (C5) of one of its sheets."""

    name: str
    workbook: bytes
    sheet: str
    cells: Mapping[str, Wanted] = field(default_factory=dict)


def named(comparison: Comparison) -> dict[str, Line]:
    """Return every count by a stable name, its group and label, including all cells of the three tables."""
    found = {f"{group.name}/{line.label}": line for group in comparison.groups for line in group.lines}
    for table, name in TABLES.items():
        found |= {f"{name}/{line.label}": line for line in comparison.cells(table)}
    return found


def values(layout: Layout, comparison: Comparison, so_far: Comparison) -> dict[str, Figure]:
    """Return the figure of each cell of a layout; 0 for counts that do not occur.

    Periods the file knows nothing about have no figures: their cells are left alone. ``so_far`` is the comparison of
    the period's year up to its last day.
    """
    now, year = named(comparison), named(so_far)
    asked = {cell: wanted for cell, wanted in layout.cells.items() if is_known(wanted, comparison)}
    return {cell: _value(wanted, now, year) for cell, wanted in asked.items()}


def is_known(wanted: Wanted, comparison: Comparison) -> bool:
    """Whether the file knows of all the days that a figure covers."""
    now, before = comparison.now.is_known, comparison.before.is_known
    return {Span.BEFORE: before, Span.CHANGE: now and before}.get(wanted.span, now)


def _value(wanted: Wanted, now: Mapping[str, Line], year: Mapping[str, Line]) -> Figure:
    line = (year if wanted.span is Span.SO_FAR else now).get(wanted.name)
    if line is None:
        return 0
    match wanted.span:
        case Span.BEFORE:
            return line.before
        case Span.CHANGE:
            return line.now - line.before
    return line.now


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell by its place from 0: row 4, column 2 is C5."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def cell_place(name: str) -> tuple[int, int]:
    """Return row and column, from 0, of a cell by its name."""
    letters, column = name.rstrip("0123456789"), 0
    for letter in letters:
        column = _LETTERS * column + ord(letter) - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1


def kept(layouts: Iterable[Layout]) -> str:
    """Return layouts as text to store."""
    return json.dumps(
        [
            {
                "name": one.name,
                "workbook": b64encode(one.workbook).decode("ascii"),
                "sheet": one.sheet,
                "cells": {cell: [wanted.name, wanted.span.value] for cell, wanted in one.cells.items()},
            }
            for one in layouts
        ],
        ensure_ascii=False,
    )


def layouts_of(text: str) -> Iterator[Layout]:
    """Yield the layouts stored in a text."""
    for one in json.loads(text) if text else ():
        cells = {cell: Wanted(name, _SPANS[span]) for cell, (name, span) in one["cells"].items()}
        yield Layout(one["name"], b64decode(one["workbook"]), one["sheet"], cells)
