"""Plain text: pasted reports, tables as Markdown, text lifted out of PDFs."""

import re
from collections.abc import Iterator

from disclosure.outcomes import OutcomeGroup
from disclosure.report.cells import COLUMN_LABELS, TABLE2, TABLE3_COLUMNS, TABLE4_COLUMNS
from disclosure.report.tables import ROW_MARK
from importers.published.document import MOST_ROWS, Block, Document, Paragraph, grid_of_texts
from importers.published.labels import table2_row
from importers.published.reflow import reflowed
from importers.published.values import is_figure

_RULE = re.compile(r"^[\s|:+-]+$")
_PAGE_NUMBER = re.compile(r"^\s*[-—–－]\s*\d{1,3}\s*[-—–－]\s*$")
_BLANKS = re.compile(r"[ \u3000\u00a0]{2,}")
_DECISION_HEADS = frozenset(COLUMN_LABELS["table2"].values())
_PAIR, _WIDE = 2, 5
_GROUPS = "|".join(re.escape(group.label) for group in OutcomeGroup)
_TOLD = tuple(
    (
        heads,
        re.compile(
            f"{re.escape(ROW_MARK.strip())}\\s*(?:{_GROUPS})?([^：]+)："
            + "，".join(f"{re.escape(head)}([^，。]*)" for head in heads)
            + "。?"
        ),
    )
    for heads in dict.fromkeys(
        tuple(columns.values()) for columns in (TABLE3_COLUMNS, TABLE4_COLUMNS, *(block.columns for block in TABLE2))
    )
)
"""The columns a row may have, and how it is told in a line: 「· 栏目：列名 数，列名 数。」."""
_MARKS = re.compile(r"^\s{0,3}#{1,6}\s*|\*\*")


def read_plain_text(text: str) -> Document:
    """Return a text as paragraphs; lines between bars or with tabs are grids, and so are rows told in a line each."""
    return reflowed(tuple(_blocks(text.splitlines())))


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[list[str | None]] = []
    for line in lines[: MOST_ROWS * 10]:
        here = _rows(line, rows)
        if here is not None:
            rows += here
            continue
        if rows:
            yield grid_of_texts(rows)
            rows = []
        text = _MARKS.sub("", line).strip()
        if text and not _PAGE_NUMBER.match(text):
            yield Paragraph(text)
    if rows:
        yield grid_of_texts(rows)


def _rows(line: str, before: list[list[str | None]]) -> list[list[str | None]] | None:
    """Return what a line adds to the grid before it; None for running text."""
    told = _told(line)
    if told is not None:
        heads: list[str | None] = ["", *told[0]]
        return [[told[1], *told[2]]] if heads in before else [heads, [told[1], *told[2]]]
    cells = _cells(line)
    return cells if cells is None else [] if _RULE.match(line) else [cells]


def _told(line: str) -> tuple[tuple[str, ...], str, tuple[str, ...]] | None:
    """Return the columns, the label and the figures of a row told in a line, as our own texts tell it; else None."""
    stripped = line.strip()
    if not stripped.startswith(ROW_MARK):
        return None
    for heads, pattern in _TOLD:
        if (match := pattern.fullmatch(stripped)) is not None:
            label, *figures = match.groups()
            return heads, label, tuple(figure.strip() for figure in figures)
    return None


def _cells(line: str) -> list[str | None] | None:
    """Return the cells of a line between bars, with tabs, or of figures apart by blanks; None for running text."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return [cell.strip() for cell in stripped[1:].removesuffix("|").split("|")]
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > _PAIR or (len(cells) == _PAIR and _is_pair(*cells)):
        return [*cells]
    cells = [cell for cell in _BLANKS.split(stripped) if cell]
    return [*cells] if _is_aligned(cells) else None


def _is_pair(label: str, value: str) -> bool:
    return table2_row(label) is not None or bool(label and is_figure(value)) or value in _DECISION_HEADS


def _is_aligned(cells: list[str]) -> bool:
    """Whether cells apart by blanks are figures, after a label or alone (a lone figure is none: it may be a page's)."""
    figures = [cell for cell in cells if is_figure(cell)]
    first = next((place for place, cell in enumerate(cells) if is_figure(cell)), 0)
    return len(cells) >= _PAIR and len(figures) == len(cells) - first and (first > 0 or len(figures) > _WIDE)
