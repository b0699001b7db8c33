"""Registers as ledgers: harmless, masked where asked, whole or not at all, and able to come in again."""

import csv
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from disclosure.column_kinds import Fen, columns
from disclosure.errors import ExportError
from disclosure.records import Request, Tally
from disclosure.terms import BusinessKind
from exporters import sheets
from exporters.ledgers.registers import write_ledger
from exporters.sheets import neutral, write_sheet
from storage.whole_file import whole_file
from tests.exporters.report.reports import no_room_beyond
from tests.records_factory import make_request


def rows(path: Path) -> list[list[str]]:
    """Return a text ledger as rows."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


TALLY = Tally(kind=BusinessKind.ADMINISTRATIVE_FEE, on=date(2023, 3, 1), amount=Fen(1250), quantity=0, remarks="=1+1")


def test_a_text_ledger_has_the_labels_as_header_and_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    assert write_ledger([TALLY], Tally, path) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows(path) == [
        [column.label for column in columns(Tally)],
        ["行政事业性收费", "2023-03-01", "0", "12.5", "", "否", "'=1+1", ""],
    ]


def test_a_workbook_has_real_dates_and_numbers_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger([TALLY], Tally, path)
    _, row = openpyxl.load_workbook(path).worksheets[0].iter_rows()
    assert [cell.value for cell in row] == ["行政事业性收费", datetime(2023, 3, 1), 0, 12.5, None, "否", "=1+1", None]  # noqa: DTZ001 - a day
    assert row[-2].data_type == "s"


def test_equal_workbooks_are_equal_byte_for_byte(tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        write_ledger([TALLY], Tally, tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "＝1", "'=1", "''=1"])
def test_what_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "甲=乙", "1-2", "'甲'"])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_masked_ledger_holds_no_personal_value_anywhere(tmp_path: Path, suffix: str) -> None:
    personal = {
        "applicant": "张某某",
        "identity_number": "350100190001011234",
        "phone": "13800005678",
        "postcode": "350001",
        "address": "示例市示范区某路1号",
        "email": "zhang@example.invalid",
        "agent": "李某某",
    }
    remarks = "代理人李某某，住示例市示范区某路1号"
    request = make_request(**personal, content="张某某（13800005678）申请", remarks=remarks)
    path = tmp_path / f"台账{suffix}"
    write_ledger([request], Request, path, mask=True)
    if suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
    else:
        text = str([cell.value for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row])
    assert [value for value in personal.values() if value in text] == []
    assert "张**（138****5678）申请" in text


@pytest.mark.parametrize(
    ("applicant", "content", "told"),
    [
        ("张某某、李某某", "李某某要求公开", "李**要求公开"),
        ("张某某 李某某", "李某某要求公开", "李**要求公开"),
        ("张某某（李某某）", "李某某、张某某", "李**、张**"),
        ("张某某等5人", "张某某等人", "张**等人"),
        ("张某某", "张 某某、张\n某某、张\u3000某\u3000某", "张**、张**、张**"),
        ("Zhang San", "ZHANG  SAN asks", "Z****** asks"),
        ("示例（上海）贸易有限公司", "上海的示例", "上海的示例"),
        ("某某平等中心", "平等对待", "平等对待"),
    ],
)
def test_a_masked_ledger_names_none_of_several_people_however_they_are_written(
    tmp_path: Path, applicant: str, content: str, told: str
) -> None:
    """Of 「张某某、李某某」 the second stood whole in 所需信息 of a ledger that went out masked."""
    path = tmp_path / "台账.csv"
    write_ledger([make_request(applicant=applicant, content=content)], Request, path, mask=True)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert next(iter(csv.DictReader(stream)))["所需信息描述"] == told


def test_a_masked_ledger_tells_no_number_of_a_paper_or_address_in_another_spelling(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    own = {"identity_number": "E00000000、G11111111", "address": "示例市示范区某路1号"}
    typed = "护照Ｅ００００００００和g1111 1111，住示例市 示范区 某路1号"
    write_ledger([make_request(**own, content=typed)], Request, path, mask=True)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        told = next(iter(csv.DictReader(stream)))["所需信息描述"]
    assert told == "护照Ｅ０*****００和g1*****11，住示例市示范区****"


def test_a_wrong_suffix_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"只能写成 \.xlsx 或 \.csv"):
        write_ledger([], Tally, tmp_path / "台账.pdf")


LONG = "长" * 40_000


def test_a_text_longer_than_a_cell_goes_on_in_the_rows_below(tmp_path: Path) -> None:
    """It was cut after 32,767 characters, and nothing said so."""
    texts = [LONG, "=" + "1" * 70_000, "\U00020bb7" * 20_000]
    write_sheet(tmp_path / "表.xlsx", "表", ["甲", "乙", "丙", "丁"], [[*texts, 5], ["后", "", "", 6]])
    _, *read = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0].iter_rows(values_only=True)
    *long, last = read
    assert ["".join(str(row[place] or "") for row in long) for place in range(3)] == texts
    assert (long[0][3], last[0], last[3]) == (5, "后", 6)
    assert max(len(str(cell or "").encode("utf-16-le")) // 2 for row in read for cell in row) <= 32_767


def test_a_ledger_whose_text_no_cell_holds_says_which(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with pytest.raises(ExportError, match=r"第 2 条的“所需信息描述”有 40000 个字.*\.csv"):
        write_ledger([make_request(), make_request(content=LONG)], Request, path)
    write_ledger([make_request(content=LONG)], Request, tmp_path / "台账.csv")
    assert LONG in (tmp_path / "台账.csv").read_text(encoding="utf-8-sig")


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_ledger_on_a_full_disk_is_one_sentence_and_no_crash_beside_it(tmp_path: Path) -> None:
    """What a half-written zip file raised when it was thrown away opened a crash dialog beside the sentence."""
    rows = [[f"{number * 7919 % 100_003}甲" for _ in range(9)] for number in range(5_000)]
    with (
        no_room_beyond(20_000) as crashes,
        pytest.raises(ExportError, match="写不进去"),
        whole_file(tmp_path / "表.xlsx") as aside,
    ):
        write_sheet(aside, "表", ["列"] * 9, rows)
    assert (crashes, list(tmp_path.iterdir())) == ([], [])


# --- read back ---

ODD: list[Any] = [
    "甲\r乙\x01丙",
    "_x0041_",
    "=1+1",
    "'=1",
    "''",
    "𠮷😀\n行",
    date(1900, 1, 1),
    date(2024, 2, 29),
    0,
    Decimal("12.05"),
    None,
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_odd_table_reads_back_as_it_is(tmp_path: Path, suffix: str) -> None:
    header = ["", "'=甲", "=乙", "", *"丙丁戊己庚辛壬"]
    write_sheet(tmp_path / f"表{suffix}", "表", header, [ODD, ODD[::-1], [None] * len(ODD)])
    write_sheet(tmp_path / f"空{suffix}", "表", ["甲"], [])


def test_rows_written_at_once_are_those_the_library_writes_cell_by_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = ["某路改造", "2024-001", 12, Decimal("0.5"), date(2024, 2, 29), True, "a b", '"', "𠮷", "末"]
    odd = ["a&b", "<某>", " 前", "后 ", "行\n行", "　全角", "_x0041_", "'引", "＋号", "\ufffe", date(1899, 1, 1)]
    rows: list[list[Any]] = [plain, *([*plain[:5], each, *plain[6:]] for each in odd), [None] * 10, plain[::-1], odd]
    rows += [[], plain, ["", *plain[:9]], [*plain, *[None] * 40, "远"]]
    for name, given in (("甲", rows), ("乙", rows[::-1])):
        write_sheet(tmp_path / f"{name}.xlsx", "表", ["列"] * 60, given)
        with monkeypatch.context() as patch:
            patch.setattr(sheets._Cells, "plain", lambda _self, _value: "")
            write_sheet(tmp_path / f"{name}-library.xlsx", "表", ["列"] * 60, given)
        written, by_library = ((tmp_path / f"{name}{suffix}.xlsx").read_bytes() for suffix in ("", "-library"))
        assert written == by_library


MUTATIONS: dict[str, Callable[[list[list[Any]]], list[list[Any]]]] = {
    "a row is gone": lambda rows: rows[:3] + rows[4:],
    "the last row is gone": lambda rows: rows[:-1],
    "one row more": lambda rows: [*rows, rows[-1]],
    "two rows change places": lambda rows: [rows[1], rows[0], *rows[2:]],
    "one character": lambda rows: [*rows[:5], ["某路改遣", *rows[5][1:]], *rows[6:]],
    "one cell is gone": lambda rows: [*rows[:5], [rows[5][0], "", rows[5][2]], *rows[6:]],
    "two cells change places": lambda rows: [*rows[:5], [rows[5][0], rows[5][2], rows[5][1]], *rows[6:]],
    "one digit": lambda rows: [*rows[:5], [*rows[5][:2], 12], *rows[6:]],
}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_table_that_lost_or_changed_anything_is_never_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, mutation: str
) -> None:
    """Ledgers, catalogues and exhibits were written and never looked at again."""
    path, writer = tmp_path / f"表{suffix}", f"_write_{suffix[1:]}"
    path.write_text("old", encoding="utf-8")
    original = getattr(sheets, writer)

    def wrong(*given: Any) -> None:
        *others, rows = given
        original(*others, MUTATIONS[mutation]([list(row) for row in rows]))

    monkeypatch.setattr(sheets, writer, wrong)
    rows: list[list[Any]] = [["某路改造", f"2024-{number}", number] for number in range(10)]
    with pytest.raises(ExportError, match=r"第 \d+ 行与记录不符"), whole_file(path) as aside:
        write_sheet(aside, "表", ["内容", "编号", "件数"], rows)
    assert (path.read_text(encoding="utf-8"), [one.name for one in tmp_path.iterdir()]) == ("old", [path.name])


@pytest.mark.parametrize("hidden", ["\t", "\r", "\u00a0", "\u200b", "\ufeff", "\t\u200b", " "])
def test_a_formula_behind_signs_that_show_nothing_does_not_run(hidden: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    write_ledger([replace(TALLY, remarks=f"{hidden}=1+1")], Tally, path)
    assert rows(path)[1][6].startswith("'")
