"""Tables on pages: every row once, none taller than its page, the columns as wide as asked for together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.paper import grid
from exporters.paper.document import text_table
from exporters.paper.tables import SetTable

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
