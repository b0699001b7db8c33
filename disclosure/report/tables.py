"""The three statutory tables as grids of merged cells, which the screen shows and every paper draws.

A grid says where each text or figure is and how far it spans; it knows nothing of fonts or widgets.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import CONTINUOUS, Enum, auto, verify
from itertools import groupby

from disclosure.report.cells import (
    ANSWERED,
    APPLICANTS_HEADING,
    CARRIED_IN,
    CARRIED_OUT,
    CORNER,
    ORGANISATIONS_HEADING,
    RECEIVED,
    RESULTS,
    RESULTS_HEADING,
    SUITS_HEADING,
    TABLE2,
    TABLE2_FIRST_COLUMN,
    TABLE3,
    TABLE3_COLUMNS,
    TABLE4,
    TABLE4_COLUMNS,
    TOTAL_HEADING,
    Block,
    CellKey,
    Row,
    Value,
)
from disclosure.terms import Applicant, DisputeBlock
from disclosure.wording import plain_number

BALANCE_CHECK = "勾稽检查：第一项加第二项之和，等于第三项加第四项之和"
"""Printed in our workbooks before the check below table three; looks like a label of the form, but is not one."""

ROW_MARK = "· "
"""Begins a row of a table that is written as a line of text."""


def told_rows(table: str) -> Iterator[tuple[Row, Mapping[str, str]]]:
    """Yield the rows of a table with their columns, in printed order."""
    if table == "table2":
        yield from ((row, block.columns) for block in TABLE2 for row in block.rows)
    elif table == "table3":
        yield from ((row, TABLE3_COLUMNS) for row in TABLE3)
    else:
        yield from ((row, TABLE4_COLUMNS) for row in TABLE4)


def told_name(row: Row) -> str:
    """Return a row's label, preceded by the group it belongs to."""
    return f"{row.group.label}{row.label}" if row.group else row.label


@verify(CONTINUOUS)
class Role(Enum):
    """The role of a grid cell, which decides its typeface and its tag in an accessible document."""

    BAND = auto()
    HEAD = auto()
    LABEL = auto()
    FIGURE = auto()


@dataclass(frozen=True)
class GridCell:
    """One drawn cell: where it begins, how far it spans, its text, and the figure it shows, if any."""

    row: int
    column: int
    text: str
    role: Role
    row_span: int = 1
    column_span: int = 1
    key: CellKey | None = None


@dataclass(frozen=True)
class StatTable:
    """A statutory table ready to be drawn.

    ``widths`` are relative column widths; the first ``head_rows`` rows are headings, repeated on each page.
    ``label_columns`` is the number of leading columns that hold row labels.
    """

    code: str
    rows: int
    head_rows: int
    label_columns: int
    widths: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def columns(self) -> int:
        """Number of grid columns."""
        return len(self.widths)

    def figures(self) -> Iterator[GridCell]:
        """Yield the cells that show a figure, in printed order."""
        return (cell for cell in self.cells if cell.key is not None)


def figure_text(value: Value) -> str:
    """Return a figure as printed: no exponent, no trailing zeros; an unread cell is empty."""
    if value is None or isinstance(value, str):
        return value or ""
    return plain_number(value)


def stat_tables(figures: Mapping[CellKey, Value]) -> tuple[StatTable, ...]:
    """Return tables two, three and four showing the given figures; a missing cell is empty."""
    return tuple(stat_table(code, figures) for code in _DRAWN)


def stat_table(code: str, figures: Mapping[CellKey, Value]) -> StatTable:
    """Return one table by its code, as ``stat_tables`` would."""
    return _DRAWN[code](figures)


def _figure(figures: Mapping[CellKey, Value], key: CellKey, row: int, column: int, span: int = 1) -> GridCell:
    return GridCell(row, column, figure_text(figures.get(key)), Role.FIGURE, column_span=span, key=key)


# --- 表二 ---

_TABLE2_COLUMNS = 4


def _table2(figures: Mapping[CellKey, Value]) -> StatTable:
    cells: list[GridCell] = []
    row = 0
    for block in TABLE2:
        cells.append(GridCell(row, 0, block.heading, Role.BAND, column_span=_TABLE2_COLUMNS))
        cells.append(GridCell(row + 1, 0, TABLE2_FIRST_COLUMN, Role.HEAD))
        cells.extend(
            GridCell(row + 1, column, block.columns[code], Role.HEAD, column_span=span)
            for code, column, span in _spread(block)
        )
        for offset, printed in enumerate(block.rows, start=2):
            cells.append(GridCell(row + offset, 0, printed.label, Role.LABEL))
            cells.extend(
                _figure(figures, CellKey("table2", printed.code, code), row + offset, column, span)
                for code, column, span in _spread(block)
            )
        row += 2 + len(block.rows)
    return StatTable("table2", row, 0, 1, (28, 24, 24, 24), tuple(cells))


def _spread(block: Block) -> Iterator[tuple[str, int, int]]:
    """Yield the columns of a block with their place: a single one takes the whole width."""
    span = (_TABLE2_COLUMNS - 1) // len(block.columns)
    for place, code in enumerate(block.columns):
        yield code, 1 + place * span, span


# --- 表三 ---

_LABEL_COLUMNS = 3
_HEAD_ROWS = 3


def _table3(figures: Mapping[CellKey, Value]) -> StatTable:
    printed = (RECEIVED, CARRIED_IN, *RESULTS, ANSWERED, CARRIED_OUT)
    cells = [*_table3_head()]
    first_result = _HEAD_ROWS + 2
    cells.append(GridCell(first_result, 0, RESULTS_HEADING, Role.LABEL, row_span=len(RESULTS) + 1))
    row = first_result
    for group, lines in groupby(RESULTS, key=lambda line: line.group):
        height = len(list(lines))
        if group is not None:
            cells.append(GridCell(row, 1, group.label, Role.LABEL, row_span=height))
        row += height
    for row, line in enumerate(printed, start=_HEAD_ROWS):
        cells.append(_row_label(line, row))
        cells.extend(
            _figure(figures, CellKey("table3", line.code, code), row, _LABEL_COLUMNS + place)
            for place, code in enumerate(TABLE3_COLUMNS)
        )
    widths = (50.0, 62.0, 120.0, *[30.0] * len(TABLE3_COLUMNS))
    return StatTable("table3", _HEAD_ROWS + len(printed), _HEAD_ROWS, _LABEL_COLUMNS, widths, _in_order(cells))


def _table3_head() -> Iterator[GridCell]:
    last = _LABEL_COLUMNS + len(Applicant)
    yield GridCell(0, 0, CORNER, Role.LABEL, row_span=_HEAD_ROWS, column_span=_LABEL_COLUMNS)
    yield GridCell(0, _LABEL_COLUMNS, APPLICANTS_HEADING, Role.HEAD, column_span=len(TABLE3_COLUMNS))
    yield GridCell(1, _LABEL_COLUMNS, Applicant.NATURAL_PERSON.label, Role.HEAD, row_span=2)
    yield GridCell(1, _LABEL_COLUMNS + 1, ORGANISATIONS_HEADING, Role.HEAD, column_span=len(Applicant) - 1)
    yield GridCell(1, last, TOTAL_HEADING, Role.HEAD, row_span=2)
    organisations = [applicant for applicant in Applicant if applicant is not Applicant.NATURAL_PERSON]
    for place, applicant in enumerate(organisations, start=_LABEL_COLUMNS + 1):
        yield GridCell(2, place, applicant.label, Role.HEAD)


def _row_label(line: Row, row: int) -> GridCell:
    if line in (RECEIVED, CARRIED_IN, CARRIED_OUT):
        return GridCell(row, 0, line.label, Role.LABEL, column_span=_LABEL_COLUMNS)
    if line.group is None:
        return GridCell(row, 1, line.label, Role.LABEL, column_span=2)
    return GridCell(row, 2, line.label, Role.LABEL)


# --- 表四 ---


def _table4(figures: Mapping[CellKey, Value]) -> StatTable:
    results, suits = len(TABLE4_COLUMNS), TABLE4[1:]
    cells = [
        GridCell(0, 0, DisputeBlock.REVIEW.label, Role.HEAD, column_span=results),
        GridCell(0, results, SUITS_HEADING, Role.HEAD, column_span=results * len(suits)),
    ]
    for place, label in enumerate(TABLE4_COLUMNS.values()):
        cells.append(GridCell(1, place, label, Role.HEAD, row_span=2))
    for number, block in enumerate(suits, start=1):
        cells.append(GridCell(1, number * results, block.label, Role.HEAD, column_span=results))
        cells.extend(
            GridCell(2, number * results + place, label, Role.HEAD)
            for place, label in enumerate(TABLE4_COLUMNS.values())
        )
    cells.extend(
        _figure(figures, CellKey("table4", block.code, code), 3, number * results + place)
        for number, block in enumerate(TABLE4)
        for place, code in enumerate(TABLE4_COLUMNS)
    )
    return StatTable("table4", 4, 3, 0, (1.0,) * (results * len(TABLE4)), _in_order(cells))


def _in_order(cells: list[GridCell]) -> tuple[GridCell, ...]:
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


_DRAWN: Mapping[str, Callable[[Mapping[CellKey, Value]], StatTable]] = {
    "table2": _table2,
    "table3": _table3,
    "table4": _table4,
}
