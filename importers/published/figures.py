"""What the readers of tables fill in: figures by cell, rows of older editions, altered labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.checks.sheet import SINGLE_KEY, SINGLE_ROW
from disclosure.report.cells import COLUMN_LABELS, DOCUMENT_COLUMNS, TABLE2, CellKey, Value
from importers.published.labels import TABLE2_LABELS, TABLE3_LABELS, plain

_TABLE2_COLUMNS: Mapping[str, tuple[str, ...]] = {
    row.code: tuple(block.columns) for block in TABLE2 for row in block.rows
}
_SPLIT_ROWS = ("k61", "k62", "k63")


@dataclass
class Figures:
    """The figures read so far; a cell is never read twice, the first reading stays."""

    cells: dict[CellKey, Value] = field(default_factory=dict)
    old_table2: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    single_row: tuple[Value, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    contradicted: set[tuple[str, str]] = field(default_factory=set)
    """The rows that stand in the document again with other figures."""

    def has(self, table: str) -> bool:
        """Whether anything of a table was read."""
        return any(key.table == table for key in self.cells) or (table == "table2" and bool(self.old_table2))

    def has_row(self, table: str, row: str) -> bool:
        """Whether a row was read."""
        if row == SINGLE_KEY:
            return bool(self.single_row)
        return any(key.table == table and key.row == row for key in self.cells)

    def add_table2(self, row: str, values: Sequence[Value]) -> None:
        """Take one row of table two; a decision row prints its one figure in the first cell that is not blank.

        A row of fewer cells than its columns is not taken: nobody can say which of them is lost.
        """
        columns = _TABLE2_COLUMNS[row]
        if len(values) < len(columns):
            return
        if len(columns) < len(DOCUMENT_COLUMNS):
            values = [next((value for value in values if value != ""), "")]
        self._add("table2", row, columns, values)

    def add_row(self, table: str, row: str, values: Sequence[Value]) -> None:
        """Take one whole row of table three or block of table four, its 总计 last."""
        if row == SINGLE_KEY:
            self.single_row = self.single_row or tuple(values)
            return
        self._add(table, row, tuple(COLUMN_LABELS[table]), values)

    def replace_row(self, table: str, row: str, values: Sequence[Value]) -> None:
        """Take a row again whose first reading saw only a part of it; its label is whole now."""
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
        """Remember a row label that differs from the official one by more than its number."""
        official = (TABLE2_LABELS if table == "table2" else TABLE3_LABELS)[row]
        if plain(printed) != plain(official):
            self.labels.setdefault(official, "".join(printed.split()))

    @property
    def older_tables(self) -> dict[str, dict[str, object]]:
        """The rows of abolished editions, as the report keeps them."""
        older: dict[str, dict[str, object]] = {}
        if self.old_table2:
            older["table2_2019"] = dict(self.old_table2)
        if self.single_row and not any(self.has_row("table3", row) for row in _SPLIT_ROWS):
            older["table3"] = {SINGLE_ROW: self.single_row}
        return older
