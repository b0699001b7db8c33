"""How much of the three statutory tables a published report shows: which of the 200 cells were read, which were not.

Zero must be printed as 0 and nothing may be left out (国办公开办函〔2021〕30号), so a missing cell is a fault of the
report or of its reading; in either case nobody must think that it was checked.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS, CellKey, Value
from disclosure.report.model import AnnualReport

OLD_DOCUMENT_ROWS, OLD_SPLIT_ROWS = ("rules", "normative_documents"), ("k61", "k62", "k63")
"""Rows that the 2019 edition prints in another shape."""


@dataclass(frozen=True)
class Coverage:
    """Which of the statutory cells a report must have, which were not found, and which hold no figure."""

    asked: tuple[CellKey, ...]
    missing: tuple[CellKey, ...]
    blank: tuple[CellKey, ...] = ()

    @property
    def unread(self) -> tuple[CellKey, ...]:
        """The cells of which no figure is known, in their order: T3-40 and F-23 tell why."""
        without = {*self.missing, *self.blank}
        return tuple(cell for cell in self.asked if cell in without)

    @property
    def read(self) -> int:
        """How many figures were read."""
        return len(self.asked) - len(self.unread)

    def gone(self, table: str) -> tuple[CellKey, ...]:
        """Return the missing cells of a table."""
        return tuple(cell for cell in self.missing if cell.table == table)

    def is_whole_gone(self, table: str) -> bool:
        """Whether no cell of a table was read."""
        return bool(asked := [cell for cell in self.asked if cell.table == table]) and len(asked) == len(
            self.gone(table)
        )

    def rows(self, table: str) -> tuple[str, ...]:
        """Return the printed labels of rows without a single cell read."""
        return self._lines(table, 1, ROW_LABELS[table])

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the printed labels of columns without a single cell read; table two has no common columns."""
        return () if table == "table2" else self._lines(table, 2, COLUMN_LABELS[table])

    def _lines(self, table: str, place: int, labels: Mapping[str, str]) -> tuple[str, ...]:
        gone = Counter(cell[place] for cell in self.gone(table))
        if not gone:
            return ()
        asked = Counter(cell[place] for cell in self.asked if cell.table == table)
        return tuple(label for code, label in labels.items() if asked[code] and asked[code] == gone[code])


def coverage_of(report: AnnualReport) -> Coverage:
    """Return which cells of a report were read; those an older edition prints in another shape are not required."""
    has_old_rows = "table2_2019" in report.older_tables
    has_single_row = bool(report.older_tables.get("table3"))
    asked = tuple(
        cell
        for cell in CELLS
        if not (has_old_rows and cell.table == "table2" and cell.row in OLD_DOCUMENT_ROWS)
        and not (has_single_row and cell.table == "table3" and cell.row in OLD_SPLIT_ROWS)
    )
    figures: Mapping[CellKey, Value] = report.figures
    found = {cell: str(figures[cell]) for cell in asked if figures.get(cell) is not None}
    blank = tuple(cell for cell, text in found.items() if not any(map(str.isdecimal, text)))
    return Coverage(asked, tuple(cell for cell in asked if cell not in found), blank)


def unread(report: AnnualReport) -> tuple[str, ...]:
    """Return in sentences what of a report was not read, or not where the form has it; empty if all of it was."""
    covered = coverage_of(report)
    told = (
        f"读出 {covered.read} 格，应有 {len(covered.asked)} 格，没有读出的格按未知处理。" if covered.unread else "",
        "表头或行的次序与格式不一致，数字按各自的表头读。" if report.labels_misplaced else "",
    )
    return tuple(filter(None, told))
