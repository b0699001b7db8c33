"""Ledgers made to harm, in every container: a sentence or the rows that are there, soon, and left at once."""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.errors import CancelledError, SourceUnreadableError
from disclosure.progress import Progress, silent
from disclosure.records import Request
from importers.ledgers.ledger import read_ledger, reading_on
from importers.watch import SECONDS_OF_WORK
from tests.importers.ledgers.ledger_files import HEADER, ROW, read, write_csv

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOOK = Path(__file__).parents[2] / "data" / "incoming" / "ledgers" / "containers" / "book.xlsx"


def zipped(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(name, text)


def book(path: Path, rows: str, end: str = "") -> None:
    """A workbook whose first sheet holds these rows."""
    sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}</sheetData>{end}</worksheet>'
    with zipfile.ZipFile(BOOK) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))


def row_of(*texts: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"


def open_book(path: Path, rows: str) -> None:
    names = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet></office:body>"
    zipped(path, **{"content.xml": f"<office:document-content {names}>{body}</office:document-content>"})


def open_row(*texts: str, times: int = 1) -> str:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


BLANKS = (
    '<table:table-row table:number-rows-repeated="1048576">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
READ: dict[str, Callable[[Path], None]] = {
    "empty rows without end.xlsx": lambda path: book(path, row_of(*HEADER) + "<row/>" * 300_000 + row_of(*ROW)),
    "empty cells at the right end.xlsx": lambda path: book(
        path, row_of(*HEADER) + row_of(*ROW) + "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(3, 20_000))
    ),
    "everything merged.xlsx": lambda path: book(
        path, row_of(*HEADER) + row_of(*ROW), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "rows without end.ods": lambda path: open_book(path, open_row(*HEADER) + open_row(*ROW) + BLANKS * 500),
}
REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a filled row a million times.ods": (lambda path: open_book(path, open_row(*HEADER, times=9_999_999)), "超过"),
    "blanks.ods": (lambda path: zipped(path, **{"content.xml": " " * 40_000_000}), "异常庞大"),
    "an entity.xlsx": (
        lambda path: zipped(path, **{"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "已损坏",
    ),
    "a page of 21 MB.html": (lambda path: path.write_text("<table><tr><td>" + "x" * 21_000_000), "太大"),
    "a page of too many rows.html": (
        lambda path: path.write_text("<table>" + "<tr><td>1<td>2</tr>" * 20_001),
        "超过 20000 行",
    ),
    "a paper of 26 MB.docx": (
        lambda path: zipped(path, **{"word/document.xml": f'<w:document xmlns:w="{WORD}"/>' + " " * 26_000_000}),
        "太大",
    ),
    "three hundred columns.xlsx": (lambda path: book(path, row_of(*["甲"] * 300)), "300 列|201 列"),
    "a far cell.xlsx": (lambda path: book(path, '<row r="2"><c r="XFD2"><v>1</v></c></row>'), "16384 列"),
}


@pytest.mark.parametrize("name", READ)
def test_what_only_looks_huge_is_read_soon(name: str, tmp_path: Path) -> None:
    READ[name](tmp_path / name)
    begun = time.process_time()
    assert len(read(tmp_path / name, Request).filled) == 1
    assert time.process_time() - begun < SECONDS_OF_WORK


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_huge_is_refused_soon(name: str, tmp_path: Path) -> None:
    make, said = REFUSED[name]
    make(tmp_path / name)
    begun = time.process_time()
    with pytest.raises(SourceUnreadableError, match=said):
        read(tmp_path / name, Request)
    assert time.process_time() - begun < SECONDS_OF_WORK


@pytest.mark.parametrize("name", ["长.xlsx", "长.csv", "长.html", "长.ods"])
def test_a_long_ledger_is_left_within_a_second(name: str, tmp_path: Path) -> None:
    many = 15_000
    path = tmp_path / name
    if name.endswith("xlsx"):
        book(path, row_of(*HEADER) + row_of(*ROW) * many)
    elif name.endswith("ods"):
        open_book(path, open_row(*HEADER) + open_row(*ROW) * many)
    elif name.endswith("csv"):
        write_csv(path, HEADER, *[ROW] * many)
    else:
        path.write_text("<table>" + f"<tr><td>{'<td>'.join(ROW)}</tr>" * many, encoding="utf-8")
    asked: list[float] = []

    def cancel(_done: int, _total: int) -> None:
        asked.append(time.process_time())
        raise CancelledError

    with pytest.raises(CancelledError):
        read_ledger(path, Request, {}, cancel)
    assert time.process_time() - asked[0] < 1.0


def test_the_seconds_begin_anew_with_each_row_that_is_told() -> None:
    """Ten seconds are for what tells no row; a clerk's long ledger may take longer on a slow machine."""

    def work(progress: Progress) -> None:
        for number in range(4):
            begun = time.process_time()
            while time.process_time() - begun < 0.12:
                sum(range(1000))
            progress(number, 0)

    reading_on(silent, work, 0.3)
    with pytest.raises(SourceUnreadableError, match="已停止读取"):
        reading_on(silent, lambda _told: work(silent), 0.3)


def test_only_a_row_that_was_not_counted_before_gives_a_ledger_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that goes round in one row would tell of it for ever."""
    steps, told = list[tuple[int, int]](), list[tuple[int, int]]()

    def unwatched(work: Callable[[Callable[[], None]], object], again: Progress, *_: object, **__: object) -> object:
        found = work(lambda: steps.append(told[-1]))
        again(0, 0)
        return found

    monkeypatch.setattr("importers.ledgers.ledger.watched", unwatched)
    rows = [(1, 9), (1, 9), (2, 9), (2, 9), (2, 10), (0, 0), (0, 0)]

    def work(progress: Progress) -> str:
        for done, total in rows:
            progress(done, total)
        return "read"

    assert reading_on(lambda done, total: told.append((done, total)), work) == "read"
    assert told == [*rows, (0, 0)], "while it waits the last is told again"
    assert steps == [(1, 9), (2, 9), (2, 10), (0, 0)]

    def cancelled(done: int, total: int) -> None:
        told.append((done, total))
        raise CancelledError

    told.clear()

    def stopped(work: Callable[[Callable[[], None]], object], again: Progress, *_: object, **__: object) -> None:
        with pytest.raises(CancelledError):
            work(lambda: None)
        again(1, 1)

    monkeypatch.setattr("importers.ledgers.ledger.watched", stopped)
    reading_on(cancelled, work)
    assert told == [(1, 9)], "who has left is not asked again"
