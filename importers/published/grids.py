"""Grids to figures: every row is recognised by its label, wherever its table begins, ends or was cut by a page."""

from collections.abc import Sequence

from disclosure.report.cells import COLUMN_LABELS, TABLE3_COLUMNS, TABLE4_COLUMNS, Value
from importers.containers.document import Document, Grid, Paragraph, Row, distinct
from importers.published.altered import altered_labels
from importers.published.figures import Figures
from importers.published.labels import (
    BLOCKS,
    COLUMNS,
    DOCUMENT_HEADS,
    OLD_HEADS,
    OLD_TABLE2_WIDTHS,
    RESULT_HEADS,
    TABLE2_LABELS,
    TABLE3_LABELS,
    block_of,
    fold_label,
    old_table2_row,
    plain,
    table2_row,
    table2_row_like,
    table3_row,
    table3_row_like,
)
from importers.published.places import Table4Heads, absent_labels, in_order, misplaced_rows
from importers.published.values import is_figure, parse_bare_figure, parse_cell

_WIDTH, _BLOCK_WIDTH = len(TABLE3_COLUMNS), len(TABLE4_COLUMNS)
_WHOLE_TABLE4 = _BLOCK_WIDTH * len(BLOCKS)
_LEAST_VALUES = 5
_OLD_WIDTH = 3
_LEAST_HEADS, _LEAST_COLUMNS = 2, 4
_HEAD_ROWS = 2
"""The heads of table three stand in two rows, 自然人 and 总计 above the others."""
_TABLE2_LENGTHS = (2, 4)
_ONLY_OLD = ("其他对外管理服务事项", "政府集中采购")


def read_grids(document: Document) -> Figures:
    """Return all figures of the three tables in the grids of a document."""
    reader = _GridReader()
    for block in document:
        if isinstance(block, Paragraph):
            reader.pass_paragraph(block.text)
        else:
            reader.read(block)
    reader.guess_altered_labels()
    figures = reader.figures
    tables = [table for table in ("table2", "table3", "table4") if any(key.table == table for key in figures.cells)]
    figures.labels.update(altered_labels(document, tables, figures.labels, reader.pieces))
    figures.misplaced += reader.misplaced()
    if not figures.older_tables:
        figures.absent += absent_labels(document, list(filter(figures.is_mostly_read, tables)), figures.labels)
    return figures


class _GridReader:
    """Reads grid after grid; the edition and the block found in one apply to later parts of the same table."""

    def __init__(self) -> None:
        self.figures = Figures()
        self._is_old = False
        self._in_table4 = False
        self._block: str | None = None
        self._unknown: list[tuple[str, list[Value], str | None]] = []
        self._unknown2: list[tuple[str, list[Value]]] = []
        self._last_row: str | None = None
        self._cut: tuple[str, list[Value]] = ("", [])
        self.pieces: list[str] = []
        self._columns: dict[str, int] = {}
        self._width = 0
        self._rows: dict[str, list[str]] = {"table2": [], "table3": []}
        self._orders: dict[str, tuple[str, ...]] = {}
        self._heads4 = Table4Heads()

    def pass_paragraph(self, text: str) -> None:
        """Remember the block of table four a heading announces."""
        if (block := block_of(text.strip("（）() "))) is not None:
            self._block = block
        if len(fold_label(text)) > _WHOLE_TABLE4:
            self._in_table4 = False
        if any(value not in ("", None) for value in self._cut[1]):
            self._finishes_cut(text, [""] * _WIDTH)
        if table3_row_like(text, TABLE3_LABELS) is not None:
            self._cut = (text, [""] * _WIDTH)

    def read(self, grid: Grid) -> None:
        """Read one grid."""
        rows = [distinct(row) for row in grid.rows]
        text = fold_label("".join(cell for row in rows for cell in row))
        self._is_old = self._is_old or any(head in text for head in OLD_HEADS)
        self._in_table4 = self._in_table4 or sum(fold_label(head) in text for head in RESULT_HEADS) >= _LEAST_HEADS
        heads: dict[str, tuple[int, int]] = {}
        for number, (row, texts) in enumerate(zip(grid.rows, rows, strict=True)):
            for place, cell in enumerate(row):
                code = COLUMNS.get(fold_label(cell.text)) if cell is not None else None
                if code is not None and (place == 0 or row[place - 1] is not cell):
                    self._columns[code], self._width = place, len(row)
                    heads[code] = number, place
            self._note_heads(texts, heads)
            if not (self._table4(texts) or self._table2(texts)):
                self._table3(row, texts)

    def _note_heads(self, texts: list[str], heads: dict[str, tuple[int, int]]) -> None:
        """Remember in which order the column heads of table two and table three are printed."""
        rows, places = {row for row, _ in heads.values()}, {place for _, place in heads.values()}
        if len(places) == len(heads) == _WIDTH and max(rows) - min(rows) < _HEAD_ROWS:
            self._orders.setdefault("table3", tuple(sorted(heads, key=lambda code: heads[code][1])))
        printed = tuple(code for text in texts if (code := DOCUMENT_HEADS.get(fold_label(text))) is not None)
        if len(printed) == len(DOCUMENT_HEADS):
            self._orders.setdefault("table2", printed)

    def misplaced(self) -> list[str]:
        """Return the labels of rows and columns printed in another order than the form's."""
        official = {"table2": tuple(DOCUMENT_HEADS.values()), "table3": tuple(TABLE3_COLUMNS)}
        columns = [
            COLUMN_LABELS[table][code]
            for table, order in self._orders.items()
            for code, wanted in zip(order, official[table], strict=False)
            if code != wanted
        ]
        return [*columns, *misplaced_rows(self._rows), *self._heads4.misplaced]

    # --- 表四 ---

    def _table4(self, texts: list[str]) -> bool:
        if not self._in_table4:
            return False
        labels = [text for text in texts if not is_figure(text)]
        values = [parse_cell(text) for text in texts if is_figure(text)]
        for label in labels:
            self._block = block_of(label) or self._block
        self._heads4.note(labels)
        if not labels and len(values) >= _WHOLE_TABLE4:
            self._whole_table4(values[-_WHOLE_TABLE4:])
        elif len(values) == _BLOCK_WIDTH and self._block and not set(map(fold_label, labels)) & set(RESULT_HEADS):
            self.figures.add_row("table4", self._block, self._heads4.of_a_block(values))
        elif len(labels) == 1 and len(values) == _WHOLE_TABLE4:
            self._whole_table4(values)
        else:
            return bool(labels) and not values
        return True

    def _whole_table4(self, values: Sequence[Value]) -> None:
        for block, here in self._heads4.of_the_table(values):
            self.figures.add_row("table4", block, here)

    # --- 表二 ---

    def _table2(self, texts: list[str]) -> bool:
        for place, text in enumerate(texts):
            values = texts[place + 1 :]
            old = old_table2_row(text)
            row = table2_row(text)
            if not values or (row is None and old is None) or not any(map(is_figure, values)):
                continue
            if old and (self._is_old or old in _ONLY_OLD):
                width = OLD_TABLE2_WIDTHS.get(old, _OLD_WIDTH)
                self.figures.old_table2.setdefault(
                    old, tuple([*map(parse_bare_figure, values), *[None] * width][:width])
                )
                return True
            if row:
                printed = [parse_cell(value) for value in values]
                order = self._orders.get("table2", ())
                self.figures.add_table2(row, in_order(printed, order, tuple(DOCUMENT_HEADS.values())))
                self.figures.note_label("table2", row, text)
                self._rows["table2"].append(row)
                return True
        if len(texts) in _TABLE2_LENGTHS and not is_figure(texts[0]) and all(map(is_figure, texts[1:])):
            self._unknown2.append((texts[0], [parse_cell(value) for value in texts[1:]]))
        return False

    # --- 表三 ---

    def _table3(self, row: Row, texts: list[str]) -> None:
        last_label = max((place for place, text in enumerate(texts) if not is_figure(text)), default=-1)
        values = texts[last_label + 1 :]
        if last_label < 0 or not values:
            return
        label = texts[last_label]
        code = table3_row(label)
        if code is None and last_label:  # join a label split into two cells
            together = texts[last_label - 1] + label
            code = table3_row(together)
            label = label if code is None else together
        figures = self._seven(row, values)
        if figures is None:
            return
        if self._finishes_cut(label, figures):
            return
        self._cut = (label, figures)
        if code is not None:
            self.figures.add_row("table3", code, figures)
            self.figures.note_label("table3", code, label)
            self._rows["table3"].append(code)
            self._last_row = code
        elif len(values) >= _LEAST_VALUES:
            self._unknown.append((label, figures, self._last_row))

    def _finishes_cut(self, label: str, values: list[Value]) -> bool:
        """Whether a row is the rest of the one before, cut by a page end; then they are joined."""
        before, earlier = self._cut
        code = table3_row(before + label) if before else None
        if code is None or plain(before + label) != plain(TABLE3_LABELS[code]):
            return False
        merged = [first if first not in ("", None) else second for first, second in zip(earlier, values, strict=True)]
        self._unknown = [row for row in self._unknown if row[0] != before]
        self.figures.replace_row("table3", code, merged)
        self.pieces += [before, label]
        self._cut = ("", [])
        return True

    def _seven(self, row: Row, values: list[str]) -> list[Value] | None:
        """Return the seven values of a row, with None for missing columns.

        If there are not seven, they are assigned by the positions of the column heads, in a grid as wide as theirs.
        """
        if len(values) == _WIDTH:
            printed_so = self._orders.get("table3", ())
            return in_order([parse_cell(value) for value in values], printed_so, tuple(TABLE3_COLUMNS))
        found = [code for code in TABLE3_COLUMNS if code in self._columns]
        places = [self._columns[code] for code in found]
        fits = len(values) == len(found) or len(found) == _WIDTH
        if len(found) >= _LEAST_COLUMNS and fits and places == sorted(set(places)) and len(row) == self._width:
            cells = {code: row[place] for code, place in zip(found, places, strict=True)}
            if all(cell is None or is_figure(cell.text) for cell in cells.values()):
                printed = (cells.get(code) for code in TABLE3_COLUMNS)
                return [None if cell is None else parse_cell(cell.text) for cell in printed]
        # besides the seven there may be empty cells for a label or the frame
        here = [
            part
            for part, rest in ((values[:_WIDTH], values[_WIDTH:]), (values[-_WIDTH:], values[:-_WIDTH]))
            if len(part) == _WIDTH and not any(rest)
        ]
        return [parse_cell(value) for value in here[0]] if len(here) == 1 else None

    def guess_altered_labels(self) -> None:
        """Assign values under an unknown label to the most similar row of those missing after the last one found."""
        codes = list(TABLE3_LABELS)
        for label, values, after in self._unknown:
            start = codes.index(after) if after else 0
            left = [code for code in codes[start:] if not self.figures.has_row("table3", code)]
            code = table3_row_like(label, left)
            if code is not None:
                self.figures.add_row("table3", code, values)
                self.figures.note_label("table3", code, label)
        for label, values in self._unknown2 if self.figures.has("table2") and not self._is_old else ():
            left = [row for row in TABLE2_LABELS if not self.figures.has_row("table2", row)]
            if (row := table2_row_like(label, left)) is not None:
                self.figures.add_table2(row, values)
                self.figures.note_label("table2", row, label)
