"""The printed figures of a report. Blank, unread and absent are three different things, and none of them is 0."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import isfinite

from disclosure.numerals import parse_figure
from disclosure.outcomes import OutcomeGroup
from disclosure.report.cells import (
    COLUMN_LABELS,
    RESULTS,
    ROW_LABELS,
    TABLE3,
    TABLE3_COLUMNS,
    TOTAL,
    CellKey,
    Figure,
    Value,
)
from disclosure.report.model import AnnualReport
from disclosure.wording import plain_number

SINGLE_ROW, SINGLE_KEY = OutcomeGroup.OTHERWISE.label, OutcomeGroup.OTHERWISE.value
"""The row that older editions print instead of its three lines: its label and its code."""

OLDER_HEADS = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
"""The columns of 规章 and 规范性文件 in the 2019 edition."""


def number_in(value: object) -> Figure | None:
    """Return the figure of a printed value (「1,234」, 「２２（其中修订16件）」), or None where it has none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, float):
        return Decimal(repr(value)) if isfinite(value) else None
    return parse_figure(str(value))


def _as_value(value: object) -> Value:
    return value if value is None or isinstance(value, int | Decimal | str) else str(value)


@dataclass(frozen=True)
class Entry:
    """One printed cell: its path by labels, and its value.

    ``number`` is the figure, or None where the cell was not read, is blank or is no number.
    """

    path: str
    value: Value
    number: Figure | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", number_in(self.value))  # parsed once; checks ask for it over and over

    @property
    def is_blank(self) -> bool:
        """Whether the cell is printed without a number: empty, 「/」, 「—」, words."""
        return self.value is not None and self.number is None

    @property
    def name(self) -> str:
        """The cell as a sentence names it: 「“本年新收政府信息公开申请数量”自然人」."""
        _, row, column = (*self.path.split("/", 2), "", "")[:3]
        return f"“{row}”{column}"

    @property
    def printed(self) -> str:
        """The value of the cell as a sentence states it."""
        if self.value is None:
            return "未读出"
        if self.number is not None:
            return plain_number(self.number)
        return f"“{self.value}”" if str(self.value).strip() else "空白"


class Sheet:
    """The cells of one report, older rows included."""

    def __init__(self, report: AnnualReport) -> None:
        self._figures = report.figures
        self._older_table2 = report.older_tables.get("table2_2019", {})
        older = report.older_tables.get("table3", {}).get(SINGLE_ROW)
        self._single: Sequence[object] = older if isinstance(older, Sequence) and not isinstance(older, str) else ()
        self._read: dict[tuple[str, str, str], Entry | None] = {}

    def entry(self, table: str, row: str, column: str = TOTAL) -> Entry | None:
        """Return one cell, or None where the report has no such row."""
        asked = (table, row, column)
        try:  # checks ask for the same two hundred cells over and over
            return self._read[asked]
        except KeyError:
            found = self._read[asked] = self._read_cell(CellKey(*asked))
            return found

    def _read_cell(self, key: CellKey) -> Entry | None:
        if key.row != SINGLE_KEY:
            return Entry(key.path, self._figures[key]) if key in self._figures else None
        place = list(TABLE3_COLUMNS).index(key.column)
        if not self._single:
            return None
        value = self._single[place] if place < len(self._single) else None
        return Entry(f"table3/{SINGLE_ROW}/{TABLE3_COLUMNS[key.column]}", _as_value(value))

    def older_row(self, label: str) -> tuple[Entry, ...]:
        """Return a row of the 2019 table two, or nothing where the report does not use it."""
        row = self._older_table2.get(label)
        values = row if isinstance(row, Sequence) and not isinstance(row, str) else ()
        heads = zip(OLDER_HEADS, values, strict=False)
        return tuple(Entry(f"table2_2019/{label}/{head}", _as_value(value)) for head, value in heads)

    @property
    def has_single_row(self) -> bool:
        """Whether 「（六）其他处理」 is printed as one row."""
        return bool(self._single)

    def number(self, table: str, row: str, column: str = TOTAL) -> Figure | None:
        """Return the figure of a cell, or None where it has none."""
        entry = self.entry(table, row, column)
        return entry.number if entry else None

    @cached_property
    def result_rows(self) -> tuple[str, ...]:
        """The result rows of table three this report prints, by code."""
        present = (row.code for row in RESULTS if CellKey("table3", row.code, TOTAL) in self._figures)
        return (*present, SINGLE_KEY) if self.has_single_row else tuple(present)

    @property
    def lists_all_results(self) -> bool:
        """Whether every result row of its edition is present, so that their sum can be compared."""
        wanted = {row.code for row in RESULTS if not (self.has_single_row and row.code in _SPLIT_ROWS)}
        return wanted <= set(self.result_rows)

    def entries(self, table: str) -> Iterator[Entry]:
        """Yield every cell of a table that the report prints, in printed order."""
        for row in (*ROW_LABELS.get(table, ()), *([SINGLE_KEY] if table == "table3" else [])):
            for column in COLUMN_LABELS[table]:
                entry = self.entry(table, row, column)
                if entry is not None:
                    yield entry

    def row(self, table: str, row: str) -> list[Entry]:
        """Return the cells of one row before its 总计, or nothing where the report has no such row."""
        columns = [code for code in COLUMN_LABELS[table] if code != TOTAL]
        entries = (self.entry(table, row, column) for column in columns)
        return [entry for entry in entries if entry is not None]

    def total(self, table: str, row: str) -> Figure | None:
        """Return a row's 总计; where that is blank, the sum of its parts if one is a number and all were read."""
        printed = self.number(table, row)
        if printed is not None:
            return printed
        parts = self.row(table, row)
        known = [part.number for part in parts if part.number is not None]
        return sum(known) if known and all(part.value is not None for part in parts) else None

    def sum_of(self, table: str, rows: Iterable[str]) -> Figure | None:
        """Return the sum of several rows' 总计; blank rows count as 0, but at least one figure must be known."""
        known: list[Figure] = []
        for row in rows:
            total = self.total(table, row)
            if total is not None:
                known.append(total)
            elif any(cell is None or cell.value is None for cell in (*self.row(table, row), self.entry(table, row))):
                return None  # not blank, but not read
        return sum(known) if known else None

    def has(self, table: str) -> bool:
        """Whether any cell of a table was read."""
        return any(entry.value is not None for entry in self.entries(table))


_SPLIT_ROWS = frozenset(row.code for row in TABLE3 if row.code in ("k61", "k62", "k63"))


def sum_of(entries: Iterable[Entry]) -> Figure:
    """Return the sum of a group of counts, a blank counting as 0."""
    return sum(entry.number for entry in entries if entry.number is not None)


def named(entries: Sequence[Entry], labels: Mapping[str, str] | None = None) -> str:
    """Return entries as 「名称为值」, joined; ``labels`` may rename a path."""
    names = labels or {}
    return "、".join(f"{names.get(entry.path, entry.name)}为{entry.printed}" for entry in entries)
