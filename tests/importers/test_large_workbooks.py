"""A workbook of a few kilobytes that stands for millions of cells is read as a person sees it, or refused at once."""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.errors import CancelledError, SourceUnreadableError
from disclosure.records import Request
from importers.ledgers.ledger import read_ledger
from importers.published import read_published

INCOMING = Path(__file__).parents[1] / "data" / "incoming"
MERGED_LEDGERS = sorted((INCOMING / "ledgers").glob("merge-*.xlsx"))
MERGED_REPORTS = sorted((INCOMING / "reports").glob("merge-bomb-*.xlsx"))
LONGEST = 10.0
"""Seconds of the processor: other work on the machine is not the reader's."""
ROWS_END, STYLES_END = b"</sheetData>", b"</cellXfs>"


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Make a workbook whose one part is another than that of an ordinary ledger."""
    with (
        zipfile.ZipFile(MERGED_LEDGERS[0]) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
    return path


BOMBS: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "rows of empty cells": (
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(ROWS_END, (b"<row>" + b'<c s="1"/>' * 190 + b"</row>") * 30_000 + ROWS_END),
        "单元格",
    ),
    "rows to the right end": (
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(
            ROWS_END, b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (row, row) for row in range(3, 600_000)) + ROWS_END
        ),
        "异常多|单元格",
    ),
    "merged ranges": (
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(b"</mergeCells>", b'<mergeCell ref="H9:I9"/>' * 600_000 + b"</mergeCells>"),
        "合并单元格",
    ),
    "formats": (
        "xl/styles.xml",
        lambda content: content.replace(STYLES_END, b'<xf numFmtId="0"/>' * 380_000 + STYLES_END),
        "样式",
    ),
}


@pytest.mark.parametrize("path", MERGED_LEDGERS, ids=lambda path: path.stem)
def test_a_ledger_with_a_huge_merged_range_is_read(path: Path) -> None:
    began = time.process_time()
    assert len(read_ledger(path, Request, {}, silent).filled) == 1
    with pytest.raises(SourceUnreadableError, match="没有找到年度报告"):
        read_published(path)
    assert time.process_time() - began < LONGEST


@pytest.mark.parametrize("path", MERGED_REPORTS, ids=lambda path: path.stem)
def test_a_report_with_a_huge_merged_range_is_read_whole(path: Path) -> None:
    """One range over the whole sheet took more than 100 seconds or 1.5 GB, and nothing could stop it."""
    began = time.process_time()
    assert len([value for value in read_published(path).figures.values() if value is not None]) == 200
    assert time.process_time() - began < LONGEST


def test_a_sheet_that_is_one_merged_range_is_read(tmp_path: Path) -> None:
    path = changed(
        tmp_path / "表.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(b"</mergeCells>", b'<mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    )
    began = time.process_time()
    with pytest.raises(SourceUnreadableError, match="没有找到年度报告"):
        read_published(path)
    assert len(read_ledger(path, Request, {}, silent).filled) == 1
    assert time.process_time() - began < LONGEST


@pytest.mark.parametrize("what", BOMBS)
def test_a_small_file_that_stands_for_millions_is_refused_at_once(what: str, tmp_path: Path) -> None:
    part, change, told = BOMBS[what]
    path = changed(tmp_path / "表.xlsx", part, change)
    refused = pytest.raises(SourceUnreadableError, match=f"{told}|异常庞大")
    began = time.process_time()
    with refused:
        read_published(path)
    if what != "rows to the right end":  # empty cells of a ledger are passed over, wherever they stand
        with refused:
            read_ledger(path, Request, {}, silent)
    assert time.process_time() - began < 2 * LONGEST


def test_a_workbook_can_be_left_before_its_first_row_is_read() -> None:
    """取消 did nothing while the texts and styles of a workbook were read: only rows asked for it."""

    def cancel(_done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        read_ledger(MERGED_LEDGERS[0], Request, {}, cancel)
