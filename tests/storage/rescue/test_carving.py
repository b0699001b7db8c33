"""Every row SQLite wrote is read from its pages without SQLite; what is no row is left out, and no error."""

import sqlite3
from collections import Counter
from contextlib import closing
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.rescue.carving import PAGE, Pages

ROWID = st.one_of(st.integers(-(2**63), 2**63 - 1), st.integers(-300, 300))
VALUE = st.one_of(
    st.none(),
    ROWID,
    st.floats(allow_nan=False).filter(lambda number: number != int(number) if abs(number) < 2**50 else False),
    st.text(max_size=40),
    st.binary(max_size=40),
    st.integers(3_900, 9_000).map(lambda length: "甲" + "a" * length),  # at and over the edge of a page, and of two
)
ROWS = st.dictionaries(ROWID, st.tuples(VALUE, VALUE), max_size=8)


def made(rows: dict[int, tuple[Any, Any]], *then: str) -> bytes:
    """The bytes of a file with a table of these rows and an index of their second column."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        raw.execute(f"PRAGMA page_size = {PAGE}")
        raw.execute("PRAGMA secure_delete = 0")
        raw.execute("CREATE TABLE kept (one, two)")
        raw.execute("CREATE INDEX by_two ON kept (two)")
        raw.executemany("INSERT INTO kept (rowid, one, two) VALUES (?, ?, ?)", [(at, *row) for at, row in rows.items()])
        for sql in then:
            raw.execute(sql)
        return raw.serialize()


def carved(content: bytes, *, is_table: bool) -> Counter[tuple[int, Any]]:
    leaves = [leaf for leaf in Pages(content).leaves() if leaf.is_table is is_table and leaf.page > 1]
    return Counter((rowid, repr(row)) for leaf in leaves for rowid, row in leaf.rows)


@given(ROWS)
@example({-1: (0, 1), 2**63 - 1: (-(2**63), 2**47), 127: (127, 128), 128: (-128, -129), 0: (2**31, 2**23)})
@example({at: ("x" * length, length) for at, length in enumerate(range(PAGE - 60, PAGE - 20))})
@example({at: (at, "y" * length) for at, length in enumerate(range(980, 1020))})
def test_every_row_is_read_from_the_pages(rows: dict[int, tuple[Any, Any]]) -> None:
    content = made(rows)
    assert carved(content, is_table=True) == Counter((at, repr(row)) for at, row in rows.items())
    assert carved(content, is_table=False) == Counter((0, repr((row[1], at))) for at, row in rows.items())


def test_the_pages_that_were_freed_are_left_out_unless_their_list_is_not_whole() -> None:
    rows = {at: (at, "z" * 3_000) for at in range(40)}
    content = made(rows, "DELETE FROM kept WHERE rowid >= 10")
    assert set(carved(content, is_table=True)) == {(at, repr(rows[at])) for at in range(10)}
    wrong = content[:36] + (7).to_bytes(4, "big") + content[40:]
    assert set(carved(wrong, is_table=True)) > {(at, repr(rows[at])) for at in range(10)}


def test_a_file_that_was_cut_off_says_so_and_gives_what_is_left() -> None:
    rows = {at: (at, "z" * 3_000) for at in range(10)}
    content = made(rows)
    assert (Pages(content).is_cut, Pages(content).count) == (False, len(content) // PAGE)
    for cut in (content[:-PAGE], content[:-1]):
        assert Pages(cut).is_cut
    assert Pages(content[:-1]).count == Pages(content).count
    begun = carved(content[: 4 * PAGE], is_table=True)
    assert set(begun) <= {(at, repr(row)) for at, row in rows.items()}
    assert Pages(b"").count == 0
    assert not Pages(b"").is_cut


@pytest.mark.parametrize("place", [0, 3, 5, 8, 9, 60, PAGE - 40, PAGE - 3])
@pytest.mark.parametrize("byte", [0, 1, 0x7F, 0x80, 0xFF])
def test_a_damaged_page_gives_rows_or_nothing_but_no_error(place: int, byte: int) -> None:
    content = bytearray(made({1: (1.5, "w" * 5_000), 2: (None, b"\0\1"), -3: (2**40, "v")}))
    for page in range(1, len(content) // PAGE):
        content[page * PAGE + place] = byte
    for leaf in Pages(bytes(content)).leaves():
        assert all(isinstance(row, tuple) for _, row in leaf.rows)


def test_a_row_that_says_it_goes_on_behind_its_page_is_left_out_and_its_neighbours_stay() -> None:
    """The number of its next page would lie beyond the end of its own."""
    content = bytearray(made({1: ("甲", 1), 2: ("乙", 2)}))
    number = next(leaf.page for leaf in Pages(bytes(content)).leaves() if leaf.is_table and leaf.page > 1)
    start = (number - 1) * PAGE
    content[start + PAGE - 4 : start + PAGE] = b"\xff\xff\x7f\x01"  # a row of two million bytes with the id 1
    content[start + 8 : start + 10] = (PAGE - 4).to_bytes(2, "big")
    leaf = Pages(bytes(content)).leaf(number)
    assert leaf is not None
    assert leaf.rows == ((2, ("乙", 2)),)
