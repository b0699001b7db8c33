"""Old workbooks record by record: every kind of cell, texts over records, damaged counts, passwords."""

import struct
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from disclosure.errors import SourceUnreadableError
from importers.containers.compound import all_streams
from importers.containers.old_workbook import OldSheet, old_sheets

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "ledgers" / "containers"
SECTOR, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(name: str, content: bytes) -> bytes:
    """A compound file ([MS-CFB]) of one stream: header, one sector of the FAT, one of the directory, the stream."""
    content = content.ljust(4096, b"\0")  # a shorter one would stand in the small stream
    count = -(-len(content) // SECTOR)
    fat = [FAT, END, *(range(3, 2 + count)), END]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")

    def entry(called: str, kind: int, child: int, start: int, size: int) -> bytes:
        wide = called.encode("utf-16-le") + b"\0\0"
        head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, FREE, FREE, child)
        return head + b"\0" * 36 + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, END, 0) + entry(name, 2, FREE, 2, len(content))
    directory += (b"\0" * 64 + struct.pack("<HBBIII", 0, 0, 0, FREE, FREE, FREE) + b"\0" * 48) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0) + b"\xff" * 432
    assert (len(header), len(directory)) == (SECTOR, SECTOR)
    return header + table + directory + content.ljust(count * SECTOR, b"\0")


def record(code: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(data)) + data


def workbook(cells: bytes, *, version: int = 0x0600, shared: bytes = b"", before: bytes = b"") -> bytes:
    """A workbook of one sheet with these records, as a compound file."""
    begin = record(0x0809, struct.pack("<HHHH", version, 5, 0, 0)) + before
    name = b"\1\0A" if version == 0x0600 else b"\1A"
    length = len(begin) + 4 + 6 + len(name) + len(shared) + 4
    sheet = record(0x0085, struct.pack("<IBB", length, 0, 0) + name)
    whole = begin + sheet + shared + record(0x000A)
    whole += record(0x0809, struct.pack("<HHHH", version, 0x10, 0, 0)) + cells + record(0x000A)
    return compound("Workbook" if version == 0x0600 else "Book", whole)


def rows(content: bytes) -> list[list[Any]]:
    (sheet,) = old_sheets(content, 100, 100)
    return sheet.rows


def read(name: str) -> list[OldSheet]:
    return list(old_sheets((FOLDER / name).read_bytes(), 9_999, 999))


def test_every_kind_of_cell_is_read_and_hidden_sheets_are_not() -> None:
    sheet, empty = read("features.xls")
    assert (sheet.name, empty.name, empty.rows) == ("特征", "空", [])
    assert sheet.rows[0] == [1, 2.5, -3, 0.07, 123456789012, 1e-09]
    assert sheet.rows[1][:4] == [3.5, "甲乙", True, "#DIV/0!"]
    assert sheet.rows[2] == [True, False]
    assert sheet.rows[3][:2] == [datetime(2023, 3, 1), datetime(2023, 3, 1, 9, 30)]  # noqa: DTZ001 - no zones there
    assert sheet.rows[3][2:] == ["9:30:00", 45000]  # a time alone; red figures with 元 are no day
    assert sheet.rows[4] == ["latin text", "中文", "普通加粗尾"]
    assert sheet.merged == [(2, 6, 3, 8)]


def test_no_more_rows_and_columns_are_read_than_asked_for() -> None:
    whole = read("features.xls")[0].rows
    assert max(map(len, whole)) > 2
    cut, _ = old_sheets((FOLDER / "features.xls").read_bytes(), 4, 2)
    assert cut.rows == [row[:2] for row in whole[:4]]


def test_texts_that_go_on_in_the_next_record_are_whole() -> None:
    words = "行，一段足够长的中文文字用来越过记录的边界，重复不同的内容"
    assert [row[0] for row in read("features.xls")[0].rows[5:]] == [f"第{n}{words}{n * 7919}" for n in range(300)]


def test_days_are_counted_from_where_the_book_counts() -> None:
    assert read("from-1904.xls")[0].rows == [[datetime(2023, 3, 1)]]  # noqa: DTZ001 - no zones there


def test_a_text_may_change_its_width_where_the_record_ends() -> None:
    first = struct.pack("<II", 1, 1) + struct.pack("<HB", 6, 0) + b"abc"
    shared = record(0x00FC, first) + record(0x003C, b"\1" + "甲乙丙".encode("utf-16-le"))
    cell = record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0))
    assert rows(workbook(cell, shared=shared)) == [["abc甲乙丙"]]


def test_what_stands_behind_a_text_is_passed_over() -> None:
    """Runs of fonts and how a text is pronounced, over the end of a record."""
    rich = struct.pack("<HBHI", 1, 1 | 4 | 8, 2, 6) + "甲".encode("utf-16-le") + b"\7" * 8
    shared = record(0x00FC, struct.pack("<II", 2, 2) + rich) + record(
        0x003C, b"\7" * 6 + struct.pack("<HB", 1, 0) + b"b"
    )
    cells = b"".join(record(0x00FD, struct.pack("<HHHI", 0, n, 0, n)) for n in range(2))
    assert rows(workbook(cells, shared=shared)) == [["甲", "b"]]


def test_rows_of_short_numbers_and_texts_in_the_sheet_are_read() -> None:
    shorts = record(0x00BD, struct.pack("<HHHIHIH", 1, 1, 0, (7 << 2) | 2, 0, (250 << 2) | 3, 2))
    label = record(0x0204, struct.pack("<HHHHB", 0, 0, 0, 2, 0) + b"ab")
    empty = record(0x0006, struct.pack("<HHH", 2, 0, 0) + b"\3\0\0\0\0\0\xff\xff" + b"\0" * 8)
    assert rows(workbook(shorts + label + empty)) == [["ab"], [None, 7, 2.5]]


@pytest.mark.parametrize(("number", "codec"), [(936, "gb18030"), (950, "big5"), (65001, "utf-8")])
def test_a_workbook_of_excel_95_is_read_in_its_code_page(number: int, codec: str) -> None:
    page = record(0x0042, struct.pack("<H", number))
    text = "自然人".encode(codec)
    cell = record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(text)) + text)
    assert rows(workbook(cell, version=0x0500, before=page)) == [["自然人"]]


def test_a_chart_inside_a_sheet_is_passed_over() -> None:
    cell = record(0x0203, struct.pack("<HHHd", 0, 0, 0, 5.0))
    chart = record(0x0809, b"\0\6\x20\0\0\0\0\0") + record(0x0203, struct.pack("<HHHd", 0, 0, 0, 9.0)) + record(0x000A)
    assert rows(workbook(chart + cell)) == [[5]]


@pytest.mark.parametrize(
    "content",
    [
        workbook(record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 9)), shared=record(0x00FC, struct.pack("<II", 1, 0))),
        workbook(record(0x0203, b"\0\0")),
        workbook(record(0x00E5, struct.pack("<H", 60_000))),
        compound("Workbook", b"\x09\x08"),
    ],
    ids=["a text that is not there", "a cell cut short", "ranges that are not there", "no records"],
)
def test_a_damaged_workbook_is_one_sentence(content: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="已损坏"):
        list(old_sheets(content, 100, 100))


def test_a_count_beyond_all_measure_asks_for_nothing() -> None:
    """The library asked for 900 GB, and the program was gone."""
    shared = record(0x00FC, struct.pack("<II", 1, 0xFFFFFFFF) + struct.pack("<HB", 1, 0) + b"a")
    cell = record(0x00FD, struct.pack("<HHHI", 65_000, 0, 0, 0))
    assert rows(workbook(cell, shared=shared)) == []
    assert rows(workbook(record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0)), shared=shared)) == [["a"]]


def test_a_password_is_told() -> None:
    with pytest.raises(SourceUnreadableError, match="设了密码"):
        list(old_sheets(workbook(b"", before=record(0x002F, b"\0" * 6)), 100, 100))


@pytest.mark.parametrize(("place", "claimed"), [(0x40, 0x400000), (2 * SECTOR + 0xF8, 0x7FFFFF00)])
def test_a_few_bytes_that_claim_to_be_gigabytes_are_told_damaged_at_once(place: int, claimed: int) -> None:
    """A damaged e-mail of 4 KB took three seconds: one sector was read again and again."""
    content = bytearray(compound("Workbook", b""))
    content[place : place + 4] = struct.pack("<I", claimed)
    with pytest.raises(SourceUnreadableError, match="已损坏"):
        all_streams(bytes(content))
