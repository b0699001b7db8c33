"""Workbooks as Excel and WPS save them, and hostile ones."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from disclosure.column_kinds import columns_by_name
from disclosure.errors import CancelledError, SourceUnreadableError
from disclosure.progress import silent
from disclosure.records import RECORD_TYPES, Request, Tally
from importers.ledgers import workbook, workbook_parts
from importers.ledgers.header import Header, Target
from importers.ledgers.ledger import _laid, read_ledger
from importers.ledgers.reading import Understanding
from importers.ledgers.rows import Row, text_of
from tests.importers.ledgers.ledger_files import HEADER, ROW, only_record, read, readings

INCOMING = Path(__file__).parents[2] / "data" / "incoming"


def save(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """Save a workbook of real values."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def test_real_dates_numbers_and_titles_above_the_header_are_read(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["2023年业务量台账"],
        [],
        ["业务类型", "日期", "数量", "金额（元）", "备注"],
        ["行政处罚", date(2023, 3, 1), 1472.0, None, 2023],
        ["行政事业性收费", datetime(2023, 4, 1, 9, 30), 0, 12.5, ""],  # noqa: DTZ001 - spreadsheets know no zones
    ]
    first, second = (reading.record for reading in readings(save(tmp_path / "台账.xlsx", 台账=rows), Tally))
    assert isinstance(first, Tally)
    assert isinstance(second, Tally)
    assert (first.on, first.quantity, first.amount, first.remarks) == (date(2023, 3, 1), 1472, None, "2023")
    assert (second.on, second.quantity, second.amount) == (date(2023, 4, 1), 0, 1250)


@pytest.mark.parametrize("number_format", ['yyyy"年"m"月"d"日"', "m/d/yy", "yyyy-mm-dd hh:mm"])
def test_a_date_is_a_date_in_every_format(tmp_path: Path, number_format: str) -> None:
    path = tmp_path / "台账.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["业务类型", "日期", "数量"])
    sheet.append(["行政许可", date(2023, 3, 1), 1])
    sheet["B2"].number_format = number_format
    workbook.save(path)
    assert only_record(path, Tally).on == date(2023, 3, 1)


@pytest.mark.parametrize("built_in", [27, 31, 36, 57, 58])
def test_the_date_formats_built_into_chinese_excel_are_dates(tmp_path: Path, built_in: int) -> None:
    path = tmp_path / "台账.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["业务类型", "日期", "数量"])
    sheet.append(["行政许可", date(2023, 3, 1), 1])
    sheet["B2"].number_format = "mm-dd-yy"  # number 14 of those that are built in
    workbook.save(path)
    renumbered = tmp_path / "中文.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(renumbered, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/styles.xml":
                content = content.replace(b'numFmtId="14"', b'numFmtId="%d"' % built_in)
                assert b'numFmtId="%d"' % built_in in content
            target.writestr(part, content)
    assert only_record(renumbered, Tally).on == date(2023, 3, 1)


def test_hidden_rows_are_read_too_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (HEADER, ROW, (), ROW):
        sheet.append(list(row))
    sheet.row_dimensions[4].hidden = True
    workbook.save(path)
    assert [reading.row.number for reading in readings(path, Request)] == [2, 4]


def test_the_sheet_whose_header_matches_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = save(tmp_path / "台账.xlsx", 说明=[["填表说明"]], 空=[], 依申请=[HEADER, ROW])
    ledger = read(path, Request)
    assert (len(ledger.filled), ledger.left_out) == (1, ("说明",))


def test_sheets_of_one_shape_are_one_ledger(tmp_path: Path) -> None:
    path = save(tmp_path / "台账.xlsx", 一月=[HEADER, ROW], 二月=[HEADER, ("2023-002", *ROW[1:])])
    assert [reading.sheet for reading in readings(path, Request)] == ["一月", "二月"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (59237.2449, "59237.2449"),
        (1e15, "1000000000000000"),
        (True, "是"),
        (20230301, "20230301"),
        ("甲", "甲"),
    ],
)
def test_values_read_as_people_see_them(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_workbook_that_unpacks_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 * 1024 * 1024))
    with pytest.raises(SourceUnreadableError, match="展开后异常庞大"):
        read(path, Request)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_in_a_workbook_are_never_resolved(tmp_path: Path, part: str) -> None:
    secret = tmp_path / "机密.txt"
    secret.write_text("机密", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    path, hostile = save(tmp_path / "台账.xlsx", 台账=[HEADER, ROW]), tmp_path / "恶意.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(hostile, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, entity + content.replace("张某某".encode(), b"&e;") if name == part else content)
    try:
        texts = [text for reading in readings(hostile, Request) for text in reading.row.cells]
    except SourceUnreadableError:
        return
    assert "机密" not in texts


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = save(tmp_path / "台账.xlsx", 台账=[HEADER, *([ROW] * 2_100)])

    def cancel(_done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        read_ledger(path, Request, {}, cancel)


def test_a_row_beyond_the_last_one_of_excel_refuses_the_workbook(tmp_path: Path) -> None:
    path, hostile = save(tmp_path / "台账.xlsx", 台账=[HEADER, ROW]), tmp_path / "恶意.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(hostile, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<row r="2"', b'<row r="99999999"'))
    with pytest.raises(SourceUnreadableError, match="行号超出了 Excel 的范围"):
        read(hostile, Request)


def test_progress_is_told_while_a_workbook_is_read(tmp_path: Path) -> None:
    path, told = save(tmp_path / "台账.xlsx", 台账=[HEADER, *([ROW] * 2_100)]), list[tuple[int, int]]()
    ledger = read_ledger(path, Request, {}, lambda done, total: told.append((done, total)))
    understanding = Understanding(Request, ledger.header)
    assert len(list(ledger.readings(understanding, lambda done, total: told.append((done, total))))) == 2_100
    reading = [done for done, total in told if not total]
    assert (reading[0], reading[-1], reading) == (0, 2_101, sorted(reading))
    assert list(dict.fromkeys(one for one in told if one[1])) == [(2_000, 2_100), (2_100, 2_100)]


def odd_book() -> bytes:
    """What programs rarely write: runs, entities, texts of their own, formulas, no places, comments, CDATA, CR."""
    texts = (
        '<sst xmlns="x"><si><t>登记编号</t></si><si><r><t>申</t></r><r><t xml:space="preserve"> 请人</t></r></si>'
        "<si><t>张&amp;某&#x67D0;</t></si><si/><si><t>a&lt;b</t><rPh><t>读</t></rPh></si><si><t><![CDATA[<si>]]></t></si></sst>"
    )
    rows = (
        '<row r="1" spans="1:3" d:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row><c><v>1</v></c><c/><c t="inlineStr"><is><t>乙&gt;</t></is></c></row>'
        '<row r="5"><c r="A5" t="str"><f t="shared" ref="A5" si="0">"a"&amp;"b"</f><v>ab</v></c>'
        '<c r="D5" s="0" t="s"><v>2</v></c><c r="C5" t="s"><v>4</v></c><c r="E5" t="b"><v>1</v></c></row>\n'
        '<row r="6"/><row r="7"><c r="A7" t="inlineStr"><is><t>甲</t></is></c><c r="B7"><f/><v>1.50</v></c></row>'
        '<row r="8"><c r="A8" t="inlineStr"><is><r><t>丙</t></r></is></c><c r="B8" t="s"><v>5</v></c></row>'
        '<row r="9"><c r="A9"><v>007</v></c><c r="B9" t="e"><v>#N/A</v></c></row><!--<row><c><v>9</v></c></row>-->'
        '<row r="11"><c r="A11"><v>3</v></c></row>'
    )
    sheet = f'<worksheet xmlns="x" xmlns:d="y"><sheetData>{rows}</sheetData><rowBreaks/></worksheet>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, part in {
            "xl/workbook.xml": '<book xmlns="x" xmlns:r="z"><sheets><sheet name="一" r:id="a"/></sheets></book>',
            "xl/_rels/workbook.xml.rels": '<a><b Id="a" Type="x/worksheet" Target="s.xml"/></a>',
            "xl/s.xml": sheet,
            "xl/sharedStrings.xml": texts,
        }.items():
            book.writestr(name, part)
    return made.getvalue()


BOOKS = {path.name: path.read_bytes for path in sorted(INCOMING.rglob("*.xlsx")) if not path.name.startswith("merge-")}


@pytest.mark.parametrize("name", ["odd", *BOOKS])
def test_what_is_taken_by_patterns_is_what_expat_reads(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = odd_book() if name == "odd" else BOOKS[name]()
    plainly = _told(content)
    monkeypatch.setattr(workbook, "_PIECE", 97)
    assert _told(content) == plainly
    for pattern in ("_ROW", "_SHARED"):
        monkeypatch.setattr(workbook_parts, pattern, re.compile("(?!)"))
    assert _told(content) == plainly


def test_what_stands_behind_the_last_tag_is_not_looked_through_again_and_again() -> None:
    """150 MB of blanks took ten seconds and were refused: what waited for the next piece grew with every piece."""
    texts = workbook_parts.Texts()
    for piece in (b"<sst><si><t>a</t></si></sst", b">", b" " * 1000, b" " * 1000):
        texts.feed(piece)
        assert len(texts._rest) < len("</sst")
    assert texts.ready == ["a"]


def _told(content: bytes) -> object:
    try:
        return workbook.read_workbook(content, silent)
    except SourceUnreadableError as refused:
        return str(refused)


def test_an_odd_workbook_has_its_values() -> None:
    (sheet,) = workbook.read_workbook(odd_book(), silent)
    assert {row.number: row.cells for row in sheet.rows} == {
        1: ("登记编号", "申 请人"),
        2: ("1", "", "乙>"),
        5: ("ab", "", "a<b", "张&某某", "是"),
        7: ("甲", "1.5"),
        8: ("丙", "<si>"),
        9: ("7", "#N/A"),
        11: ("3",),
    }


def test_a_column_of_another_sheet_goes_to_the_place_of_the_same_fact_whatever_it_is_called() -> None:
    kept = columns_by_name(RECORD_TYPES["requests"])
    header = Header(1, (Target("申请人", kept["applicant"]), Target("联系电话", kept["phone"])))
    own = Header(1, (Target("手机号", kept["phone"]), Target("姓名", kept["applicant"])))
    told, rows = _laid(header, own, [Row(2, ("13800000000", "张某某"))])
    assert [target.name for target in told.targets] == ["申请人", "联系电话"]
    assert [row.cells for row in rows] == [("张某某", "13800000000")]
