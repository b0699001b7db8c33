"""The places of printed labels: heads and rows in another order than the form's, and labels not printed at all.

A figure belongs to the head above it, wherever that head stands; the form's order is only where none is readable.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from disclosure.checks.sheet import SINGLE_KEY
from disclosure.report.cells import COLUMN_LABELS, TABLE4_COLUMNS, Value
from importers.containers.document import Cell, Document, Grid, text_of
from importers.published.labels import (
    BLOCKS,
    FORM_LABELS,
    TABLE2_LABELS,
    TABLE3_LABELS,
    block_of,
    fold_label,
    plain,
)

_HEADS: Mapping[str, str] = {fold_label(label): code for code, label in COLUMN_LABELS["table4"].items()}
_WIDTH = len(_HEADS)


def in_order(values: list[Value], printed: Sequence[str], official: Sequence[str]) -> list[Value]:
    """Return values under the heads ``printed`` in the order of the form; unchanged where the heads are not known."""
    if tuple(printed) == tuple(official) or len(values) != len(official) or set(printed) != set(official):
        return values
    return [values[list(printed).index(code)] for code in official]


def misplaced_rows(rows: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the labels of rows that stand below a row the form prints after them."""
    names = {"table2": TABLE2_LABELS, "table3": TABLE3_LABELS}
    found: list[str] = []
    for table, codes in rows.items():
        places = [list(names[table]).index(code) for code in dict.fromkeys(codes) if code != SINGLE_KEY]
        found += [
            list(names[table].values())[place]
            for number, place in enumerate(places)
            if any(before > place for before in places[:number])
        ]
    return found


class Table4Heads:
    """The heads of table four as printed: its three blocks, and the five columns of each."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._heads: list[str] = []
        self.misplaced: list[str] = []

    def note(self, labels: Sequence[str]) -> None:
        """Remember the heads in a row of labels; the columns of the suits may stand a row below those of the review."""
        for label in labels:
            block = block_of(label)
            if block is not None and block not in self._blocks:
                self._blocks.append(block)
        heads = [code for label in labels if (code := _HEADS.get(fold_label(label))) is not None]
        if heads and len(heads) % _WIDTH == 0:
            is_rest = len(heads) == 2 * _WIDTH and len(self._heads) == _WIDTH
            self._heads = [*self._heads, *heads] if is_rest else heads

    def of_a_block(self, values: list[Value]) -> list[Value]:
        """Return the five values of one block in the order of the form."""
        return self._sorted(values, self._heads[:_WIDTH])

    def of_the_table(self, values: Sequence[Value]) -> Iterator[tuple[str, list[Value]]]:
        """Yield the three blocks of a whole row with their values, both as their heads say."""
        official = tuple(BLOCKS)
        blocks = tuple(self._blocks) if set(self._blocks) == set(official) else official
        self.misplaced += [BLOCKS[block] for block, wanted in zip(blocks, official, strict=True) if block != wanted]
        for number, block in enumerate(blocks):
            here = slice(number * _WIDTH, (number + 1) * _WIDTH)
            yield block, self._sorted(list(values[here]), self._heads[here])

    def _sorted(self, values: list[Value], heads: Sequence[str]) -> list[Value]:
        official = tuple(TABLE4_COLUMNS)
        if set(heads) != set(official):
            return values
        self.misplaced += [TABLE4_COLUMNS[code] for code, wanted in zip(heads, official, strict=True) if code != wanted]
        return in_order(values, heads, official)


_ROWS = frozenset(map(plain, (*TABLE2_LABELS.values(), *TABLE3_LABELS.values())))


def absent_labels(document: Document, tables: Sequence[str], noted: Mapping[str, str]) -> list[str]:
    """Return the heads, bands and groups of some tables that a document prints less often than the form does.

    Only of documents with merged cells: lines of text do not show where a cell ends. Rows are left to the cells that
    were not read, labels printed otherwise to ``noted``; one cut by a page end stands in two cells.
    """
    if next(_merged(document), None) is None:
        return []
    text = fold_label(text_of(document))
    texts = {fold_label(cell.text) for block in document if isinstance(block, Grid) for cell in _cells(block)}
    wanted = Counter(label for table in tables for label in FORM_LABELS[table] if plain(label) not in _ROWS)
    return [
        label
        for label, times in wanted.items()
        if label not in noted and text.count(plain(label)) < times and not _is_cut(fold_label(label), texts)
    ]


def _cells(grid: Grid) -> Iterator[Cell]:
    return (cell for row in grid.rows for cell in row if cell is not None)


def _merged(document: Document) -> Iterator[Cell]:
    """Yield the cells that span several places."""
    for block in document:
        if isinstance(block, Grid):
            seen: set[int] = set()
            for cell in _cells(block):
                if id(cell) in seen:
                    yield cell
                seen.add(id(cell))


def _is_cut(label: str, texts: Container[str]) -> bool:
    return any(label[:end] in texts and label[end:] in texts for end in range(1, len(label)))
