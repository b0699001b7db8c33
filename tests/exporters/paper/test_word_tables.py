"""Tables in Word, seen by another program: the same columns, merged cells and sizes as on paper, and rows that hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH

from disclosure.report.tables import GridCell, Role, StatTable
from exporters.paper.document import Block, Document, Table, text_table
from exporters.paper.word import render_word
from tests.exporters.report.reports import sample_report

WIDTH, HEIGHT, LINE = 156 * 72 / 25.4, 225 * 72 / 25.4, 225 * 72 / 25.4 / 22
OFFICIAL = [Table(sample_report().table(name), size=12.0) for name in ("table2", "table3", "table4")]
PLAIN = [
    text_table(("序号", "名称", "说明"), [("1", "甲", "乙"), ("2", "丙")], (1, 3, 2.5), (1,)),
    replace(text_table(("姓名", "签字"), [("甲",), ("乙",)], (1, 2)), least_rows=(0.0, 34.0, 50.0), padding=4.0),
    replace(text_table(("序号", "称"), [("1", "甲")] * 9, (1, 3)), size=10.5, holds_next=True),
    replace(text_table(("序号", "称"), [("1", "甲")] * 2, (1, 3)), size=11.5),
    replace(text_table(("序号", "称"), [("1", "甲")] * 2, (1, 3)), size=8.0),
]
ALL = [*OFFICIAL, *PLAIN]


def opened(*blocks: Block) -> Any:
    return docx.Document(BytesIO(render_word(Document("表", date(2024, 3, 1), blocks))))


@pytest.fixture(scope="module")
def tables() -> Sequence[tuple[Table, Any]]:
    """Each table, and what another program reads of it."""
    return [*zip(ALL, opened(*ALL).tables, strict=True)]


def sizes_of(table: Any) -> set[float]:
    """The sizes of the type in a table, by its cells or by the styles they have."""
    runs = [(line.style, run) for cell in table._cells for line in cell.paragraphs for run in line.runs]
    return {(run.font.size or style.font.size).pt for style, run in runs}


def test_each_cell_stands_where_it_does_on_paper_and_has_its_text(tables: Sequence[tuple[Table, Any]]) -> None:
    for table, read in tables:
        for cell in table.grid.cells:
            rows, columns = (
                range(cell.row, cell.row + cell.row_span),
                range(cell.column, cell.column + cell.column_span),
            )
            seen = {read.cell(row, column)._tc for row in rows for column in columns}
            assert [one.xpath("string(.)") for one in seen] == [cell.text]
        assert len({cell._tc for cell in read._cells}) == len(table.grid.cells)


def test_the_columns_fill_the_type_area_in_the_widths_asked_for(tables: Sequence[tuple[Table, Any]]) -> None:
    for table, read in tables:
        widths = [column.width.pt for column in read.columns]
        assert sum(widths) == pytest.approx(WIDTH, abs=0.5)
        wanted = [width / sum(table.grid.widths) * WIDTH for width in table.grid.widths]
        assert widths == pytest.approx(wanted, abs=0.1)
        assert int(read._tbl.xpath("string(w:tblPr/w:tblW/@w:w)")) / 20 == pytest.approx(WIDTH, abs=0.5)
        for cell in table.grid.cells:
            wide = sum(wanted[cell.column : cell.column + cell.column_span])
            assert read.cell(cell.row, cell.column).width.pt == pytest.approx(wide, abs=0.2)


def test_a_table_stands_in_the_middle_its_columns_fixed_its_texts_halfway_up(
    tables: Sequence[tuple[Table, Any]],
) -> None:
    for table, read in tables:
        assert (read.alignment, read.autofit, read.style.name) == (WD_TABLE_ALIGNMENT.CENTER, False, "Table Grid")
        assert {cell.vertical_alignment for cell in read._cells} == {WD_ALIGN_VERTICAL.CENTER}
        assert set(read._tbl.xpath(".//@w:type")) == {"dxa", "fixed"}, (
            "every length says that it is twentieths of a point"
        )
        for cell in table.grid.cells:
            (line,) = read.cell(cell.row, cell.column).paragraphs
            side = WD_ALIGN_PARAGRAPH.LEFT if table.is_left(cell) else WD_ALIGN_PARAGRAPH.CENTER
            own, of_style = line.alignment, line.style.paragraph_format.alignment
            assert (of_style if own is None else own) == side
            is_head = cell.role in (Role.BAND, Role.HEAD)
            assert line.style.name == ("表头" if is_head else "表格文字")


def test_no_row_is_torn_and_the_heading_is_repeated(tables: Sequence[tuple[Table, Any]]) -> None:
    for table, read in tables:
        rows = [row._tr for row in read.rows]
        assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
        assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [
            row < table.grid.head_rows for row in range(len(rows))
        ]


def test_whoever_signs_has_the_room_asked_for(tables: Sequence[tuple[Table, Any]]) -> None:
    for table, read in tables:
        least = table.least_rows or (0.0,) * table.grid.rows
        assert [row.height.pt if row.height else 0 for row in read.rows] == list(least)
        assert {row._tr.xpath("string(w:trPr/w:trHeight/@w:hRule)") for row in read.rows if row.height} <= {"atLeast"}


def test_the_rows_of_one_page_and_the_last_row_before_what_follows_stay_with_it(
    tables: Sequence[tuple[Table, Any]],
) -> None:
    for table, read in tables:
        held = [{bool(line._p.xpath("w:pPr/w:keepNext")) for line in cell.paragraphs} for cell in read._cells]
        rows = [
            set().union(*(held[place] for place in range(first, first + len(read.columns))))
            for first in range(0, len(held), len(read.columns))
        ]
        assert rows[-1] == {table.holds_next}
        if not table.is_one_page:
            assert all(row == {False} for row in rows[:-1])
        elif not any(cell.row_span > 1 for cell in table.grid.cells):
            assert all(row == {True} for row in rows[:-1])


def test_a_table_is_set_in_the_size_asked_for(tables: Sequence[tuple[Table, Any]]) -> None:
    for table, read in tables[len(OFFICIAL) :]:
        assert sizes_of(read) == {table.size}


def test_a_line_is_as_high_and_the_sides_are_as_free_as_on_paper_or_nearly(
    tables: Sequence[tuple[Table, Any]],
) -> None:
    """Word sets some space between digits and characters, for which the sides give way."""
    for table, read in tables[len(OFFICIAL) :]:
        for cell in read._cells:
            (line,) = cell.paragraphs
            height = line.paragraph_format.line_spacing or line.style.paragraph_format.line_spacing
            assert 1.25 * table.size <= height.pt <= 1.35 * table.size
        for side in ("left", "right"):
            free = int(read._tbl.xpath(f"string(w:tblPr/w:tblCellMar/w:{side}/@w:w)")) / 20
            assert table.padding / 2 < free < table.padding


@pytest.mark.parametrize(("rows", "size"), [(30, 14.0), (40, 10.5), (80, 7.0)])
def test_a_table_of_one_page_is_set_smaller_where_it_would_not_fit(rows: int, size: float) -> None:
    """Half a point at a time, never below 7: rows of 1.3 × its size and half a point in a page of 20 lines."""
    cells = tuple(GridCell(row, 0, "甲", Role.LABEL) for row in range(rows))
    (read,) = opened(Table(StatTable("", rows, 0, 1, (1.0,), cells), size=16.0)).tables
    assert rows * (1.3 * (size + 0.5) + 0.5) > HEIGHT - 2 * LINE
    assert rows * (1.3 * size + 0.5) <= HEIGHT - 2 * LINE or size == 7.0
    assert sizes_of(read) == {size}
