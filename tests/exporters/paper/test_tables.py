"""Tables on pages: every row once, none taller than its page, the columns as wide as asked for together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from disclosure.report.tables import Role
from exporters.paper import grid
from exporters.paper.document import Document, Table, text_table
from exporters.paper.press import printed
from exporters.paper.tables import SetTable
from tests.exporters.paper.test_places import rules_of
from tests.exporters.report.reports import sample_report

AREA = grid.UPRIGHT
TEXTS = st.text(alphabet="甲乙丙丁 ，。a1", max_size=60)
ROWS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=12)


def made(rows: list[tuple[str, str]], most: float = 600.0) -> SetTable:
    return SetTable(text_table(("名称", "说明"), rows, (1.0, 3.0)), AREA, most=most)


def test_the_columns_fill_the_type_area_in_the_widths_asked_for() -> None:
    first, between, last = made([("甲", "乙")]).edges
    assert first == pytest.approx(AREA.left)
    assert last - first == pytest.approx(AREA.line)
    assert last - between == pytest.approx(3 * (between - first))


@given(ROWS, st.floats(60, 400))
def test_the_parts_hold_every_row_once_and_fill_their_pages(rows: list[tuple[str, str]], room: float) -> None:
    table = made(rows, most=room)
    parts = [table.part(0, room)]
    while parts[-1].end < table.grid.rows:
        parts.append(table.part(parts[-1].end, room))
    assert parts[0].first == 0
    assert all(one.end == then.first for one, then in pairwise(parts))
    assert [part.has_repeated_head for part in parts] == [False] + [True] * (len(parts) - 1)
    for part in parts:
        height = table.part_height(part)
        head = table.head_height if part.has_repeated_head else 0
        assert height == pytest.approx(sum(table.row_heights[part.first : part.end]) + head)
        assert height <= room + 0.02 or part.end == part.first + 1
        if part.end < table.grid.rows:
            assert height + table.row_heights[part.end] > room
    assert table.head_height == pytest.approx(table.row_heights[0])
    assert table.least_height == pytest.approx(table.row_heights[0] + table.row_heights[1])
    assert table.height == pytest.approx(sum(table.row_heights))


@given(ROWS, st.floats(0, 900))
def test_rows_grow_alike_into_the_room_and_never_shrink(rows: list[tuple[str, str]], room: float) -> None:
    table = made(rows)
    before = list(table.row_heights)
    table.spread(room)
    grown = [now - was for now, was in zip(table.row_heights, before, strict=True)]
    assert min(grown) >= 0
    if room <= sum(before):
        assert set(grown) == {0}
    else:
        share = (room - sum(before)) / len(before)
        assert table.height <= room + 1e-6
        for now, was, by in zip(table.row_heights, before, grown, strict=True):
            assert by == pytest.approx(share) or now == pytest.approx(max(was, 34.0))
    assert table.head_height == pytest.approx(table.row_heights[0])


@given(st.integers(200, 900), st.floats(120, 300))
def test_a_row_taller_than_a_page_is_cut_and_none_of_its_text_is_lost(length: int, most: float) -> None:
    table = made([("某", "甲乙丙" * (length // 3)), ("某某", "短")], most)
    assert max(table.row_heights) <= most - table.head_height
    texts = [one.text for one in sorted(table.grid.cells, key=lambda one: one.row) if one.column == 1]
    assert "".join(texts) == "说明" + "甲乙丙" * (length // 3) + "短"
    assert len(texts) == table.grid.rows


OFFICIAL = [sample_report().table(name) for name in ("table2", "table3", "table4")]


def elements_in(element: Any, tag: str) -> Iterator[Any]:
    """Yield the elements of a tag in a file's logical tree, in its order."""
    inside = element.get("/K", ())
    for each in inside if isinstance(inside, list) else [inside]:
        if isinstance(child := each.get_object(), dict) and "/S" in child:
            if child["/S"] == f"/{tag}":
                yield child
            else:
                yield from elements_in(child, tag)


def test_whoever_hears_a_table_is_told_each_cell_its_spans_and_what_it_heads() -> None:
    made = printed(Document("表", date(2024, 1, 2), tuple(map(Table, OFFICIAL))))
    root = PdfReader(BytesIO(made)).root_object["/StructTreeRoot"]
    told = [
        [
            [
                (cell["/S"], *(cell.get("/A", {}).get(name) for name in ("/Scope", "/ColSpan", "/RowSpan")))
                for cell in row
            ]
            for row in ([*elements_in(row, "TH"), *elements_in(row, "TD")] for row in elements_in(table, "TR"))
        ]
        for table in elements_in(root, "Table")
    ]
    wanted = []
    for table in OFFICIAL:
        cells = sorted(table.cells, key=lambda one: (one.row, one.role is Role.FIGURE, one.column))
        wanted.append(
            [
                [
                    (
                        "/TD" if one.role is Role.FIGURE else "/TH",
                        None
                        if one.role is Role.FIGURE
                        else "/Row"
                        if one.role is Role.LABEL and row >= table.head_rows
                        else "/Column",
                        one.column_span if one.column_span > 1 else None,
                        one.row_span if one.row_span > 1 else None,
                    )
                    for one in begun
                ]
                for row, begun in groupby(cells, lambda one: one.row)
            ]
        )
    assert told == wanted


def test_no_line_of_a_table_is_drawn_through_a_sign_nor_twice_and_no_figure_breaks() -> None:
    """Nor where a figure is far wider than its column."""
    tables = [
        replace(table, cells=tuple(replace(one, text="1234567890.1234") if one.key else one for one in table.cells))
        for table in OFFICIAL
    ]
    made = printed(Document("表", date(2024, 1, 2), tuple(map(Table, tables))))
    with pypdfium2.PdfDocument(made) as document:
        texts = [page.get_textpage() for page in document]
        whole = "".join(text.get_text_range() for text in texts)
        assert whole.count("1234567890.1234") == sum(1 for table in tables for one in table.cells if one.key)
        for number, text in enumerate(texts):
            rules = list(rules_of(made, number))
            assert len(set(rules)) == len(rules)
            signs = [text.get_charbox(place) for place in range(text.count_chars())]
            for a, b, c, d in rules:
                through = [one for one in signs if one[0] < a == c < one[2] or one[1] < b == d < one[3]]
                within = [
                    one
                    for one in through
                    if min(a, c) < (one[0] + one[2]) / 2 < max(a, c) or min(b, d) < (one[1] + one[3]) / 2 < max(b, d)
                ]
                assert within == []
