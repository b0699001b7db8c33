"""A ledger of very many rows: what each costs is the same for the first as for the last, and stays small."""

import os
import tracemalloc
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from disclosure.records import Request
from importers.ledgers.text_file import read_text
from resources.pinyin import folded
from storage.registers import Registers
from storage.search import tokens
from tasks.ledgers.importing import import_ledger
from tasks.packages.packing import package
from tests.importers.ledgers.ledger_files import HEADER, ROW, silent, text_of, write_csv


def rows(count: int) -> list[Sequence[str]]:
    """Return rows of which the number and the text are their own, and the rest comes again."""
    return [(f"2023-{number:05}", *ROW[1:6], f"长者食堂第{number}号经费", *ROW[7:]) for number in range(count)]


def statements_of(registers: Registers, source: Path) -> Counter[str]:
    """Import a ledger and count the statements by their first words."""
    seen: list[str] = []
    registers._connection.raw.set_trace_callback(seen.append)
    import_ledger(registers, source, "requests")
    registers._connection.raw.set_trace_callback(None)
    return Counter(" ".join(sql.split()[:3]) for sql in seen)


def test_a_row_more_costs_its_own_inserts_and_nothing_else(registers: Registers, tmp_path: Path) -> None:
    first = statements_of(registers, write_csv(tmp_path / "少.csv", HEADER, *rows(100)))
    second = statements_of(registers, write_csv(tmp_path / "多.csv", HEADER, *rows(400)[100:]))
    by_row = {sql: count for sql, count in second.items() if count > 50 and not sql.startswith("--")}
    assert by_row == dict.fromkeys(
        ("INSERT INTO requests", "INSERT INTO requests_search", "INSERT INTO journal", "INSERT INTO journal_values"),
        300,
    ), (first, second)


def test_a_ledger_kept_in_parts_is_kept_whole_and_told_to_its_last_row(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.ledgers.importing._PART", 2)
    told: list[tuple[int, int]] = []
    source = write_csv(tmp_path / "五行.csv", HEADER, *rows(5))
    result = import_ledger(registers, source, "requests", progress=lambda done, total: told.append((done, total)))
    assert result.accepted == 5
    assert [one.number for one in registers.all(Request)] == [f"2023-{number:05}" for number in range(5)]
    kept = [done for done, total in told if total == 5]
    assert kept[-3:] == [2, 4, 5]


def _held(count: int) -> int:
    text = text_of([HEADER, *rows(count)])
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        sheet = read_text(text, ",", silent)
        assert len(sheet.rows) == count + 1
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


def test_words_that_come_again_in_a_text_file_are_kept_once() -> None:
    """A .csv of 100,000 rows of twenty columns was refused as 「异常庞大」: each of its words was kept each time."""
    a_row = (_held(1_500) - _held(500)) / 1_000
    # a row of its own, its tuple, and the two texts that are its own; nine texts of their own take 800
    assert a_row < 450
    sheet = read_text(text_of([HEADER, *rows(3)]), ",", silent)
    assert sheet.rows[1].cells[2] is sheet.rows[3].cells[2]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_of_a_text_file_end_as_anybody_ends_them(end: str) -> None:
    text = end.join(["编号,内容", f'1,"两行{end}一格"', "", "2,末行"])
    cells = [row.cells for row in read_text(text, ",", silent).rows]
    assert [cells[0], cells[1][0], *cells[2:]] == [("编号", "内容"), "1", (), ("2", "末行")]
    assert cells[1][1].split() == ["两行", "一格"]


@pytest.mark.parametrize("sign", "（），：；！？")
def test_signs_folded_by_themselves_fold_as_the_whole_text_does(sign: str) -> None:
    for other in ("", "字", "\u0301", "\u0338", "\u3099", "\u20dd", "Ａ", "Σ", sign):
        for text in (sign + other, other + sign, f"前{sign}{other}后"):
            assert folded(text) == unicodedata.normalize("NFKC", text).lower()
    assert tokens(f"甲{sign}") == f"甲 u{ord(unicodedata.normalize('NFKC', sign)):x}"


def test_a_package_larger_than_a_piece_is_packed_piece_by_piece(tmp_path: Path) -> None:
    size = 8 * 1024 * 1024
    tracemalloc.start()
    with package(tmp_path / "包", tmp_path / "包.zip") as inside:
        (inside / "材料.bin").write_bytes(b"")
        with (inside / "材料.bin").open("wb") as stream:
            stream.truncate(size)
        tracemalloc.reset_peak()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < size / 2
    with zipfile.ZipFile(tmp_path / "包.zip") as packed:
        assert [one.file_size for one in packed.infolist()] == [size]
        assert os.path.getsize(tmp_path / "包" / "材料.bin") == size
