"""The three tables as a workbook: totals are formulas, and a formula below table three checks the 勾稽 relation."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any

from disclosure.report.cells import COLUMN_LABELS, RESULTS, TOTAL, CellKey, Value
from disclosure.report.model import AnnualReport
from disclosure.report.tables import BALANCE_CHECK, Role, StatTable
from disclosure.terms import Applicant
from exporters.paper import grid
from exporters.report.expected import imprint
from exporters.sheets import neutral, workbook_at

FIRST_ROW = 2
"""The table begins below the title and the heading."""

_FONT, _WIDE = 10, 2
"""The size of the type, and the width of a Chinese character in units of column widths."""
_WIDTH = grid.WIDTH / (_FONT / _WIDE)
"""A table is as wide as on paper."""
_LINE, _AIR = 14.0, 4.0
"""The height of a line and the space around it, in points."""
_NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}
_AGREES, _DIFFERS = "相符", "不符"


def write_report_xlsx(report: AnnualReport, path: Path, *, today: date | None = None) -> None:
    """Write tables two to four, one per sheet. A 总计 is a formula where the figures add up, else the plain figure."""
    day = report.dated_on or today or date(report.year + 1, 1, 1)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    born = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    with workbook_at(path, options) as workbook:
        workbook.set_properties(
            {"title": report.title, "author": report.agency, "created": born, "comments": imprint(report)}
        )
        for section in report.sections:
            if section.table:
                sheet = _Sheet(workbook, report, report.table(section.table))
                sheet.fill(section.heading)


class _Sheet:
    def __init__(self, workbook: Any, report: AnnualReport, table: StatTable) -> None:
        self._workbook, self._report, self._table = workbook, report, table
        self._places = {cell.key: (cell.row + FIRST_ROW, cell.column) for cell in table.figures()}
        frame = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": _FONT}
        self._centred = workbook.add_format({**frame, "align": "center"})
        self._left = workbook.add_format({**frame, "align": "left"})
        self._head = workbook.add_format({**frame, "align": "center", "bold": True})
        self._title = workbook.add_format({"bold": True, "font_size": 14, "align": "center"})

    def fill(self, heading: str) -> None:
        """Write one table with its title, heading and check."""
        self._sheet = self._workbook.add_worksheet(_NAMES[self._table.code])
        last = self._table.columns - 1
        self._sheet.merge_range(0, 0, 0, last, neutral(self._report.title), self._title)
        self._sheet.merge_range(1, 0, 1, last, neutral(heading), self._left)
        widths = [width * _WIDTH / sum(self._table.widths) for width in self._table.widths]
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        needed = [
            (cell, _height(cell.text, sum(widths[cell.column : cell.column + cell.column_span])))
            for cell in self._table.cells
        ]
        for row, height in enumerate(grid.row_heights(self._table.rows, needed), start=FIRST_ROW):
            self._sheet.set_row(row, height)
        styles = {Role.FIGURE: self._centred, Role.LABEL: self._left}
        for cell in self._table.cells:
            row, style = cell.row + FIRST_ROW, styles.get(cell.role, self._head)
            bottom, right = row + cell.row_span - 1, cell.column + cell.column_span - 1
            if (bottom, right) != (row, cell.column):
                self._sheet.merge_range(row, cell.column, bottom, right, "", style)
            if cell.key is None:
                self._sheet.write_string(row, cell.column, neutral(cell.text), style)
            else:
                self._write_figure(cell.key, row, cell.column, style)
        if self._table.code == "table3":
            row = self._table.rows + FIRST_ROW
            self._sheet.merge_range(row, 0, row, self._table.label_columns - 1, BALANCE_CHECK, self._left)
            self._sheet.set_row(row, _height(BALANCE_CHECK, sum(widths[: self._table.label_columns])))
            for applicant in (*Applicant, TOTAL):
                keys = {code: CellKey("table3", code, applicant) for code in ("n1", "n2", "k7", "n4")}
                at = {code: _name(self._places[key]) for code, key in keys.items()}
                formula = f'=IF({at["n1"]}+{at["n2"]}={at["k7"]}+{at["n4"]},"{_AGREES}","{_DIFFERS}")'
                sums = (_sum(self._report.figures, [keys[a], keys[b]]) for a, b in (("n1", "n2"), ("k7", "n4")))
                shown = _AGREES if next(sums) == next(sums) else _DIFFERS
                self._sheet.write_formula(row, self._places[keys["n1"]][1], formula, self._centred, shown)
        self._sheet.set_paper(9)
        if self._report.version_code:
            self._sheet.set_footer(f"&L&8{imprint(self._report)}")
        self._sheet.fit_to_pages(1, 1)
        self._sheet.freeze_panes(FIRST_ROW + self._table.head_rows, self._table.label_columns)

    def _write_figure(self, key: CellKey, row: int, column: int, style: Any) -> None:
        value, parts = self._report.figures.get(key), list(_parts(key))
        if value is None or isinstance(value, str):
            self._sheet.write_string(row, column, neutral(value or ""), style)
        elif parts and _sum(self._report.figures, parts) == value:
            first, last = self._places[parts[0]], self._places[parts[-1]]
            self._sheet.write_formula(row, column, f"=SUM({_name(first)}:{_name(last)})", style, value)
        else:
            self._sheet.write_number(row, column, value, style)


def _height(text: str, width: float) -> float:
    """Return the height of a wrapped text in points: spreadsheets do not compute it for merged cells."""
    lines = ceil(sum(1 if letter.isascii() else _WIDE for letter in text) / (width - 1))
    return max(1, lines) * _LINE + _AIR


def _parts(key: CellKey) -> Iterator[CellKey]:
    """Yield the cells that a 总计 adds up, which are adjacent in a row or column; none for other cells."""
    if key.table == "table3" and key.row == "k7" and key.column != TOTAL:
        yield from (CellKey("table3", row.code, key.column) for row in RESULTS)
    elif key.column == TOTAL:
        yield from (key._replace(column=code) for code in COLUMN_LABELS[key.table] if code != TOTAL)


def _sum(figures: Mapping[CellKey, Value], keys: list[CellKey]) -> int | Decimal | None:
    values = [figures.get(key) for key in keys]
    numbers = [value for value in values if isinstance(value, int | Decimal)]
    return sum(numbers) if len(numbers) == len(values) else None


def _name(place: tuple[int, int]) -> str:
    """Return a cell's name in a sheet of at most 26 columns: (2, 3) is D3."""
    return f"{chr(ord('A') + place[1])}{place[0] + 1}"
