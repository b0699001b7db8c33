"""One register of four requests in whatever an office keeps it: the same records come out of each."""

import io
import struct
import zipfile
from datetime import date
from email.message import EmailMessage
from html import escape
from pathlib import Path

import docx
import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.odd_values import odd_values
from disclosure.records import Request
from importers.containers.compound import streams_of
from tests.importers.ledgers.ledger_files import read, readings, write_csv
from tests.importers.ledgers.test_hostile_ledgers import book, open_book, open_row, row_of

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "ledgers" / "containers"
"""Written by Excel's library and LibreOffice: dates as dates, a number as a number, two cells merged downwards."""

RIGHT = [
    ("2023-001", "韩某某", "399900199001011218", "0500-5551111", date(2023, 3, 1), "granted"),
    ("2023-002", "示例置业公司", "", "0500-5552222", date(2023, 4, 3), "partly_granted"),
    ("2023-003", "示例置业公司", "", "0500-5552222", date(2023, 5, 4), "not_held"),
]


def saved_page() -> bytes:
    """The page as a browser saves it in one file."""
    message = EmailMessage()
    message.set_content((FOLDER / "portal.html").read_text("gb18030"), subtype="html", charset="gb18030", cte="base64")
    return b"MIME-Version: 1.0\n" + message.as_bytes()


def strict() -> bytes:
    """The workbook under the names of the strict form."""
    made = io.BytesIO()
    with zipfile.ZipFile(FOLDER / "book.xlsx") as book, zipfile.ZipFile(made, "w") as target:
        for name in book.namelist():
            content = book.read(name).replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")
            target.writestr(name, content.replace(b"/2006/", b"/"))
    return made.getvalue()


KINDS = {
    "登记簿.xlsx": (FOLDER / "book.xlsx").read_bytes,
    "严格.xlsx": strict,
    "登记簿.xls": (FOLDER / "book.xls").read_bytes,
    "登记簿.et": (FOLDER / "book.xls").read_bytes,
    "登记簿.ods": (FOLDER / "book.ods").read_bytes,
    "登记簿.html": (FOLDER / "portal.html").read_bytes,
    "网页.xls": (FOLDER / "portal.html").read_bytes,
    "宽字节.xls": lambda: (FOLDER / "portal.html").read_text("gb18030").encode("utf-16"),
    "网页.mht": saved_page,
    "登记簿.docx": (FOLDER / "paper.docx").read_bytes,
    "登记簿.doc": (FOLDER / "paper.doc").read_bytes,
    "登记簿.wps": (FOLDER / "paper.doc").read_bytes,
    "登记簿.odt": (FOLDER / "paper.odt").read_bytes,
    "登记簿.rtf": (FOLDER / "paper.rtf").read_bytes,
}


@pytest.mark.parametrize("name", KINDS)
def test_a_ledger_comes_in_whatever_holds_it(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(KINDS[name]())
    found = readings(tmp_path / name, Request)
    records = [reading.record for reading in found if isinstance(reading.record, Request)]
    told = [(one.number, one.applicant, one.identity_number, one.phone, one.arrived_on, one.outcome) for one in records]
    assert (told[:3], len(told)) == (RIGHT, 4)
    assert "招标文件" in records[0].content


@pytest.mark.parametrize("name", ["登记簿.xlsx", "登记簿.xls", "登记簿.et", "登记簿.ods"])
def test_an_identity_number_that_a_spreadsheet_cut_is_told_in_each(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(KINDS[name]())
    last = readings(tmp_path / name, Request)[-1].record
    assert isinstance(last, Request)
    assert "E+17" in last.identity_number
    assert "identity_number" in odd_values(last)


@pytest.mark.parametrize("name", ["book.xlsx", "book.xls", "book.ods"])
def test_what_is_no_record_and_no_ledger_is_named(name: str) -> None:
    ledger = read(FOLDER / name, Request)
    assert [row.cells[0] for _, row in ledger.asides] == ["合计"]
    assert ledger.left_out == ("说明",)


def test_a_cell_in_the_far_corner_of_an_old_workbook_asks_for_no_memory(tmp_path: Path) -> None:
    """The library kept a sheet as one rectangle, and a damaged count ended the program: 7 KB asked for 900 GB."""
    content = bytearray((FOLDER / "book.xls").read_bytes())
    book = streams_of(bytes(content))["Workbook"]
    cell = book.index(struct.pack("<HHHH", 0x00FD, 10, 2, 0))  # LABELSST, ten bytes, in the third row
    at = content.index(book[cell : cell + 14])
    content[at + 4 : at + 8] = struct.pack("<HH", 65_535, 255)
    (tmp_path / "角.xls").write_bytes(content)
    with pytest.raises(SourceUnreadableError, match="256 列"):
        read(tmp_path / "角.xls", Request)


def test_a_csv_that_quotes_web_pages_is_no_web_page(tmp_path: Path) -> None:
    lines = "登记编号,申请人,所需信息描述\n" + "2023-001,张某某,<p>甲</p><br><b>乙</b>\n" * 3
    (tmp_path / "台账.csv").write_text(lines, encoding="utf-8")
    assert len(read(tmp_path / "台账.csv", Request).filled) == 3


TRICKS = ["'399900199001011218", '="399900199001011218"', '=T("399900199001011218")', " 399900199001011218\t"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".html", ".ods", ".docx"])
def test_what_keeps_a_number_a_text_is_peeled_off_in_each(suffix: str, tmp_path: Path) -> None:
    head = ["登记编号", "申请人", "证件号码"]
    rows = [head, *([f"2023-00{number}", "张某某", trick] for number, trick in enumerate(TRICKS))]
    path = tmp_path / f"台账{suffix}"
    if suffix == ".csv":
        write_csv(path, *rows)
    elif suffix == ".xlsx":
        book(path, "".join(row_of(*map(escape, row)) for row in rows))
    elif suffix == ".ods":
        open_book(path, "".join(open_row(*map(escape, row)) for row in rows))
    elif suffix == ".html":
        lines = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
        path.write_text("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>", encoding="utf-8")
    else:
        paper = docx.Document()
        table = paper.add_table(len(rows), len(head))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
        paper.save(str(path))
    assert [row.cells[2] for _, row in read(path, Request).filled] == ["399900199001011218"] * len(TRICKS)
