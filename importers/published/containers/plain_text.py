"""Plain text: pasted reports, tables in Markdown, text extracted from PDFs."""

import csv
import re

from disclosure.outcomes import OutcomeGroup
from disclosure.report.cells import COLUMN_LABELS, TABLE2, TABLE3_COLUMNS, TABLE4_COLUMNS
from disclosure.report.tables import ROW_MARK
from importers.containers.document import Block, Document, Paragraph, grid_of_texts
from importers.published.labels import is_label, table2_row
from importers.published.reflow import reflowed
from importers.published.values import is_figure
from importers.signs import fold_signs

_RULE = re.compile(r"^[\s|:+-]+\Z")
_PAGE_NUMBER = re.compile(r"^\s*[-—–－]\s*\d{1,3}\s*[-—–－]\s*\Z")
_BLANKS = re.compile(r"[ \u3000\u00a0]{2,}")
_DECISION_HEADS = frozenset(COLUMN_LABELS["table2"].values())
_PAIR, _WIDE = 2, 5
_MOST_LINES = 30_000
_APART = "|｜¦；;，,/"
_AROUND = f'{_APART}" '
"""Characters allowed around a label alone in its row."""
_GROUPS = "|".join(re.escape(group.label) for group in OutcomeGroup)
# a row written out as in our own .txt: the mark, perhaps the group, the row's label, and after each column head the
# value of the cell up to the next comma
_TOLD = tuple(
    (
        heads,
        re.compile(
            f"{re.escape(ROW_MARK.strip())}\\s*(?:{_GROUPS})?([^：]+)："
            + "，".join(f"{re.escape(head)}([^，。]*)" for head in heads)
            + "。"
        ),
    )
    for heads in dict.fromkeys(
        tuple(columns.values()) for columns in (TABLE3_COLUMNS, TABLE4_COLUMNS, *(block.columns for block in TABLE2))
    )
)
"""The columns of a row, and the pattern of the row written out: 「· 栏目：列名 数，列名 数。」."""
_MARKS = re.compile(r"^\s{0,3}#{1,6}\s*|\*\*")


def read_plain_text(text: str) -> Document:
    """Return a text as paragraphs; lines with bars or tabs are grids, and so are rows written out in a line each."""
    blocks: list[Block] = []
    rows: list[list[str | None]] = []
    for line in fold_signs(text).splitlines()[:_MOST_LINES]:
        here = _rows(line, rows)
        if here is not None:
            rows += here
            continue
        if rows:
            blocks.append(grid_of_texts(rows))
            rows = []
        words = _MARKS.sub("", line).strip()
        if is_label(alone := words.strip(_AROUND)):
            words = alone
        if words and not _PAGE_NUMBER.match(words):
            blocks.append(Paragraph(words))
    if rows:
        blocks.append(grid_of_texts(rows))
    return reflowed(blocks)


def _rows(line: str, before: list[list[str | None]]) -> list[list[str | None]] | None:
    """Return the rows a line adds to the grid before it; None for running text."""
    stripped = line.strip()
    for columns, pattern in _TOLD if stripped.startswith(ROW_MARK) else ():  # rows as our own texts write them out
        if (match := pattern.fullmatch(stripped)) is not None:
            label, *figures = match.groups()
            heads: list[str | None] = ["", *columns]
            told: list[str | None] = [label, *(figure.strip() for figure in figures)]
            return [told] if heads in before else [heads, told]
    cells = _cells(line)
    if cells is None:
        return None
    return [] if _RULE.match(line) else [cells]


def _cells(line: str) -> list[str | None] | None:
    """Return the cells of a line with bars or tabs, or of figures separated by blanks; None for running text."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return [cell.strip() for cell in stripped[1:].removesuffix("|").split("|")]
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > _PAIR:
        return [*cells]
    if len(cells) == _PAIR:
        label, value = cells
        if table2_row(label) is not None or (label and is_figure(value)) or value in _DECISION_HEADS:
            return [*cells]
    if (parted := _apart(stripped)) is not None:
        return [*parted]
    # separated by blanks: figures, after a label or alone (a single figure may be a page number)
    cells = [cell for cell in _BLANKS.split(stripped) if cell]
    figures = [cell for cell in cells if is_figure(cell)]
    first = next((place for place, cell in enumerate(cells) if is_figure(cell)), 0)
    is_aligned = len(cells) >= _PAIR and len(figures) == len(cells) - first and (first > 0 or len(figures) > _WIDE)
    return [*cells] if is_aligned else None


def _apart(line: str) -> list[str] | None:
    """Return the cells of a line separated by bars, commas, semicolons or slashes; None for running text.

    These also occur in sentences and labels: so every cell must be a figure or a label of the form, or there must be as
    many figures as a row of table three has.
    """
    for mark in _APART:
        if mark not in line:
            continue
        quoted = line.startswith('"') and mark in ",;"
        pieces = next(csv.reader([line], delimiter=mark)) if quoted else line.split(mark)
        cells = [cell.strip() for cell in pieces]
        while cells and not cells[-1]:
            cells.pop()
        first = next((place for place, cell in enumerate(cells) if all(map(is_figure, cells[place:]))), len(cells))
        labels, figures = _labels(cells[:first], mark), cells[first:]
        if len(labels) + len(figures) >= _PAIR and (all(map(is_label, labels)) or len(figures) > _WIDE):
            return [*labels, *figures]
    return None


def _labels(pieces: list[str], mark: str) -> list[str]:
    """Join labels split at a separator they contain: 「（二）部分公开（区分处理的，只计……）」."""
    labels: list[str] = []
    while pieces:
        ends = range(len(pieces), 1, -1)
        end = next((end for end in ends if is_label(mark.join(pieces[:end]))), 1)
        labels.append(mark.join(pieces[:end]))
        pieces = pieces[end:]
    return labels
