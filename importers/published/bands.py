"""Rows of a table that are running text: titles, headings, and prose an office put inside the frame."""

import re
from collections.abc import Iterator, Sequence

from importers.containers.document import UNREAD, Block, Cell, Grid, Paragraph, Row
from importers.published.labels import TABLE3_LABELS, old_table2_row, table2_row, table3_row, table3_row_like
from importers.signs import fold_signs

_NUMBERED_ROW = re.compile(r"^\s*\d\s*[.．、]")
_VERY_ALIKE = 0.8
_NO_TEXT = ("", UNREAD)


def with_folded_signs(block: Block) -> Block:
    """Return a block with its look-alike characters replaced; a spanning cell stays one cell in all its places."""
    if isinstance(block, Paragraph):
        return Paragraph(fold_signs(block.text))
    folded: dict[int, Cell] = {}
    for row in block.rows:
        for cell in row:
            if cell is not None and id(cell) not in folded:
                folded[id(cell)] = Cell(fold_signs(cell.text), cell.id)
    return Grid(tuple(tuple(cell and folded[id(cell)] for cell in row) for row in block.rows))


def broken_up(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield runs of rows as grids; a row of a single text and no figures becomes that text, line by line."""
    run: list[Row] = []
    for row in rows:
        text = _only_text(row)
        if text is None:
            run.append(row)
            continue
        if run:
            yield Grid(tuple(run))
            run = []
        yield from (Paragraph(" ".join(line.split())) for line in text.splitlines() if line.strip())
    if run:
        yield Grid(tuple(run))


def _only_text(row: Row) -> str | None:
    cells = {id(cell): cell for cell in row if cell is not None}
    texts = [cell.text for cell in cells.values() if cell.text not in _NO_TEXT]
    if len(texts) != 1:
        return None
    text = texts[0]
    is_label = table3_row(text) is not None or table2_row(text) is not None or old_table2_row(text) is not None
    may_be_label = bool(_NUMBERED_ROW.match(text)) and table3_row_like(text, TABLE3_LABELS, _VERY_ALIKE) is not None
    is_row = len(cells) > 1 and (is_label or may_be_label)  # the empty cells beside it are blank figures
    return None if is_row else text
