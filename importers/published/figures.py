"""The figures collected by the readers of tables: by cell, with rows of older editions and altered labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.checks.sheet import SINGLE_KEY, SINGLE_ROW
from disclosure.report.cells import CELLS, COLUMN_LABELS, DOCUMENT_COLUMNS, TABLE2, CellKey, Value
from importers.published.labels import TABLE2_LABELS, TABLE3_LABELS, plain, printed_number

_TABLE2_COLUMNS: Mapping[str, tuple[str, ...]] = {
    row.code: tuple(block.columns) for block in TABLE2 for row in block.rows
}
_SPLIT_ROWS = ("k61", "k62", "k63")


@dataclass
class Figures:
    """The figures read so far; of several readings of a cell the first is kept."""

    cells: dict[CellKey, Value] = field(default_factory=dict)
    old_table2: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    single_row: tuple[Value, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    contradicted: set[tuple[str, str]] = field(default_factory=set)
    """The rows that appear again in the document with other figures."""
    misplaced: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """Labels printed in another order than the form's; labels of the form that are not printed at all."""

    def has(self, table: str) -> bool:
        """Whether anything of a table was read."""
        return any(key.table == table for key in self.cells) or (table == "table2" and bool(self.old_table2))

    def is_mostly_read(self, table: str) -> bool:
        """Whether more than half of the cells of a table were read."""
        return 2 * sum(key.table == table for key in self.cells) > sum(key.table == table for key in CELLS)

    def has_row(self, table: str, row: str) -> bool:
        """Whether a row was read."""
        if row == SINGLE_KEY:
            return bool(self.single_row)
        return any(key.table == table and key.row == row for key in self.cells)

    def add_table2(self, row: str, values: Sequence[Value]) -> None:
        """Add a row of table two; a decision row prints its one figure in the first cell that is not blank.

        A row of fewer cells than columns is skipped, as it is unknown which of them is missing.
        """
        columns = _TABLE2_COLUMNS[row]
        if len(values) < len(columns):
            return
        if len(columns) < len(DOCUMENT_COLUMNS):
            values = [next((value for value in values if value != ""), "")]
        self._add("table2", row, columns, values)

    def add_row(self, table: str, row: str, values: Sequence[Value]) -> None:
        """Add a whole row of table three or block of table four, its 总计 last."""
        if row == SINGLE_KEY:
            self.single_row = self.single_row or tuple(values)
            return
        self._add(table, row, tuple(COLUMN_LABELS[table]), values)

    def replace_row(self, table: str, row: str, values: Sequence[Value]) -> None:
        """Replace a row of which the first reading had only a part; its label is complete now."""
        for key in [key for key in self.cells if key.table == table and key.row == row]:
            del self.cells[key]
        self.labels.pop(TABLE3_LABELS[row], None)
        self.add_row(table, row, values)

    def _add(self, table: str, row: str, columns: Sequence[str], values: Sequence[Value]) -> None:
        keys = [CellKey(table, row, column) for column in columns]
        if not self.has_row(table, row):
            self.cells.update(zip(keys, [*values, *[None] * len(columns)], strict=False))
        elif any(
            self.cells.get(key) not in (None, "", value) and value not in (None, "")
            for key, value in zip(keys, values, strict=False)
        ):
            self.contradicted.add((table, row))

    def note_label(self, table: str, row: str, printed: str) -> None:
        """Remember a row label that differs from the official one; a number may be missing, but not be another."""
        official = (TABLE2_LABELS if table == "table2" else TABLE3_LABELS)[row]
        number, own = printed_number(printed), printed_number(official)
        # the form numbers no row of table two: offices that do print none with a wrong number
        if plain(printed) != plain(official) or (number and own and number != own):
            self.labels.setdefault(official, "".join(printed.split()))

    @property
    def older_tables(self) -> dict[str, dict[str, object]]:
        """The rows of abolished editions, in the form the report stores them."""
        older: dict[str, dict[str, object]] = {}
        if self.old_table2:
            older["table2_2019"] = dict(self.old_table2)
        if self.single_row and not any(self.has_row("table3", row) for row in _SPLIT_ROWS):
            older["table3"] = {SINGLE_ROW: self.single_row}
        return older
