"""Tables with merged cells: measuring rows, splitting over pages, drawing, and logical structure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from disclosure.report.tables import GridCell, Role
from exporters.paper import fonts, grid
from exporters.paper.document import Table
from exporters.paper.fonts import Face
from exporters.paper.setting import Align, SetText, Style
from exporters.paper.sheet import Sheet
from exporters.paper.structure import Element

CONTINUED = "（续）"
_FACES = {Role.BAND: Face.HEI, Role.HEAD: Face.HEI, Role.LABEL: Face.FANG, Role.FIGURE: Face.FANG}
_LEADING, _AIR = 1.25, 2.0


@dataclass(frozen=True)
class SetCell:
    """A cell with its text broken into lines."""

    cell: GridCell
    text: SetText

    @property
    def height(self) -> float:
        """The minimum height of the cell, in points."""
        return max(self.text.height, self.text.style.leading) + 2 * _AIR


@dataclass(frozen=True)
class Part:
    """The rows ``first`` to ``end`` of a table that are on one page, below the repeated heading if there is one."""

    first: int
    end: int
    has_repeated_head: bool


class SetTable:
    """A table whose columns fill the width of the type area."""

    def __init__(self, table: Table, area: grid.Page, *, most: float) -> None:
        """Measure it, in a smaller size than requested if it then fits into a height of ``most`` points."""
        self.table, self.grid = table, table.grid
        # texts about people must not stay in a cache
        self._set_text = _official_text if table.is_one_page else cache(_set_text)
        self._least, scale = table.least_rows, area.line / sum(self.grid.widths)
        self.edges = [*accumulate((width * scale for width in self.grid.widths), initial=area.left)]
        size = table.size
        self._measure(size)
        while table.is_one_page and self.height > most and size - grid.STEP >= grid.SMALLEST:
            size -= grid.STEP
            self._measure(size)
        is_tall = max(self.row_heights) > most - self.head_height
        if is_tall and all(cell.row_span == 1 for cell in self.grid.cells):
            self._cut_tall_rows(size, most)

    def _measure(self, size: float) -> None:
        self.cells = [SetCell(cell, self._set(cell, size)) for cell in self.grid.cells]
        self.row_heights = grid.row_heights(self.grid.rows, ((one.cell, one.height) for one in self.cells))
        least = self._least or (0.0,) * self.grid.rows
        self.row_heights = [max(pair) for pair in zip(self.row_heights, least, strict=True)]
        self.head_height = sum(self.row_heights[: self.grid.head_rows])

    def _cut_tall_rows(self, size: float, most: float) -> None:
        """Split a row that is taller than a page into several, so that nothing is cut off."""
        lines = max(1, int((most - self.head_height - 2 * _AIR) // (size * _LEADING)))
        cells: list[GridCell] = []
        least: list[float] = []
        for row in range(self.grid.rows):
            texts = {one.cell: one.text.pieces(lines) for one in self.cells if one.cell.row == row}
            for number in range(max(map(len, texts.values()), default=1)):
                cells += [
                    replace(cell, row=len(least), text=pieces[number] if number < len(pieces) else "")
                    for cell, pieces in texts.items()
                ]
                least.append(self._least[row] if self._least and number == 0 else 0.0)
        self.grid, self._least = replace(self.grid, rows=len(least), cells=tuple(cells)), tuple(least)
        self._measure(size)

    def _set(self, cell: GridCell, size: float) -> SetText:
        width = self.edges[cell.column + cell.column_span] - self.edges[cell.column] - 2 * self.table.padding
        look = (_FACES[cell.role], self.table.is_left(cell), cell.key is not None)
        return self._set_text(cell.text, size, width, look)

    @property
    def height(self) -> float:
        """The height of all rows, in points."""
        return sum(self.row_heights)

    @property
    def least_height(self) -> float:
        """The height of the heading and the first row below it."""
        return sum(self.row_heights[: self.grid.head_rows + 1])

    def spread(self, room: float) -> None:
        """Make the rows taller so that the table fills up to ``room`` points."""
        share = (room - self.height) / self.grid.rows
        if share > 0:
            self.row_heights = [max(height, min(height + share, grid.TALLEST_ROW)) for height in self.row_heights]
            self.head_height = sum(self.row_heights[: self.grid.head_rows])

    def part(self, first: int, room: float) -> Part:
        """Return the rows from ``first`` that fit into a height, at least one; later parts repeat the heading."""
        repeats = first > 0 and self.grid.head_rows > 0
        left = room - (self.head_height if repeats else 0)
        end = first
        while end < self.grid.rows and self.row_heights[end] <= left + 0.01:
            left -= self.row_heights[end]
            end += 1
        return Part(first, max(end, first + 1), repeats)

    def part_height(self, part: Part) -> float:
        """Return the height of a part, in points."""
        return sum(self.row_heights[part.first : part.end]) + (self.head_height if part.has_repeated_head else 0)

    def draw(self, sheet: Sheet, element: Element, part: Part, top: float) -> None:
        """Draw a part below ``top`` and add its rows to the table's element."""
        if part.has_repeated_head:
            with sheet.artifact("Pagination"):
                self._draw_rows(sheet, None, Part(0, self.grid.head_rows, has_repeated_head=False), top)
            top -= self.head_height
        self._draw_rows(sheet, element, part, top)

    def _draw_rows(self, sheet: Sheet, element: Element | None, part: Part, top: float) -> None:
        cells = list(self._cells_of(part))
        levels = [*accumulate((-height for height in self.row_heights[part.first : part.end]), initial=top)]
        rows: dict[int, list[SetCell]] = {row: [] for row in range(part.first, part.end)}
        for one in cells:
            rows[one.cell.row].append(one)
        for row, begun in rows.items():
            line = element.add("TR") if element else None
            for one in begun:
                left, bottom, _, top = self._frame(one.cell, levels, part.first)
                place = left + self.table.padding, top - (top - bottom - one.text.height) / 2
                if line is None:
                    one.text.draw(sheet, *place)
                    continue
                tag, spans = "TD", {"ColSpan": one.cell.column_span, "RowSpan": one.cell.row_span}
                attributes: dict[str, int | str] = {name: span for name, span in spans.items() if span > 1}
                if one.cell.role is not Role.FIGURE:
                    is_row_label = one.cell.role is Role.LABEL and row >= self.grid.head_rows
                    tag, attributes["Scope"] = "TH", "Row" if is_row_label else "Column"
                with sheet.marked(line.add(tag, attributes)):
                    one.text.draw(sheet, *place)
        frames = [self._frame(one.cell, levels, part.first) for one in cells]
        if element is None:
            sheet.rules(_borders(frames))
            return
        with sheet.artifact("Layout"):
            sheet.rules(_borders(frames))

    def _cells_of(self, part: Part) -> Iterator[SetCell]:
        """Yield the cells in a part; one split by the page's end continues with a mark."""
        for one in self.cells:
            begins, ends = one.cell.row, one.cell.row + one.cell.row_span
            if begins < part.end and ends > part.first:
                first, end = max(begins, part.first), min(ends, part.end)
                cell = replace(one.cell, row=first, row_span=end - first)
                if first > begins and cell.text:
                    cell = replace(cell, text=cell.text + CONTINUED)
                    yield SetCell(cell, self._set(cell, one.text.style.size))
                else:
                    yield SetCell(cell, one.text)

    def _frame(self, cell: GridCell, levels: Sequence[float], first_row: int) -> tuple[float, float, float, float]:
        row = cell.row - first_row
        left, right = self.edges[cell.column], self.edges[cell.column + cell.column_span]
        return left, levels[row + cell.row_span], right, levels[row]


def _set_text(text: str, size: float, width: float, look: tuple[Face, bool, bool]) -> SetText:
    """Return the text of a cell in lines; ``look`` tells whether it is aligned left, and whether it is a figure.

    A figure is never broken.
    """
    face, is_left, is_figure = look
    if is_figure:
        ems = sum(glyph.em for glyph in fonts.glyphs(Face.FANG, text))
        size = min(size, width / ems - 0.01) if ems else size
    align = Align.LEFT if is_left else Align.CENTRE
    return SetText(text, Style(face, size, size * _LEADING, size, align=align), width)


_official_text = cache(_set_text)
"""The same for texts in the official tables of every report: 160 labels and small figures, in up to six sizes."""


def _borders(frames: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """Return every edge of the frames once."""
    edges: dict[tuple[float, float, float, float], None] = {}
    for left, bottom, right, top in frames:
        edges.update(dict.fromkeys(((left, bottom, right, bottom), (left, top, right, top))))
        edges.update(dict.fromkeys(((left, bottom, left, top), (right, bottom, right, top))))
    return list(edges)
