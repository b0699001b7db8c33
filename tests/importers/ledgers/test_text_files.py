"""Text ledgers as offices save them: encodings, separators, quotation marks."""

from pathlib import Path

import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.records import Request
from importers.ledgers import rows
from tests.importers.ledgers.ledger_files import HEADER, ROW, only_record, read, readings, text_of, write_csv


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_ledger_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    record = only_record(write_csv(tmp_path / "台账.csv", HEADER, ROW, encoding=encoding), Request)
    assert isinstance(record, Request)
    assert (record.number, record.applicant, record.content) == ("2023-001", "张某某", "长者食堂")


def test_a_character_that_only_gb18030_knows_is_read(tmp_path: Path) -> None:
    row = (*ROW[:2], "张𠮷㐂", *ROW[3:])
    record = only_record(write_csv(tmp_path / "台账.csv", HEADER, row, encoding="gb18030"), Request)
    assert record.applicant == "张𠮷㐂"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(tmp_path: Path, delimiter: str) -> None:
    assert read(write_csv(tmp_path / "台账.csv", HEADER, ROW, delimiter=delimiter), Request).header.names == HEADER


def test_a_cell_may_hold_separators_quotation_marks_and_line_ends(tmp_path: Path) -> None:
    row = (*ROW[:6], '第一行,"引号"\n第二行', *ROW[7:])
    assert only_record(write_csv(tmp_path / "台账.csv", HEADER, row), Request).content == '第一行,"引号"\n第二行'


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(tmp_path: Path, line_end: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(text_of([HEADER, ROW, ROW]).replace("\r\n", line_end).encode())
    assert len(readings(path, Request)) == 2


def test_a_quotation_mark_that_is_never_closed_refuses_the_file_and_names_the_row(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(text_of([HEADER, ROW]) + '2023-002,自然人,"张某某\n' + text_of([ROW, ROW]), encoding="utf-8")
    with pytest.raises(SourceUnreadableError, match="第 3 行有一个引号没有闭合"):
        read(path, Request)


def test_a_monstrous_cell_refuses_its_row_and_no_other(tmp_path: Path) -> None:
    monstrous = (*ROW[:6], "长" * 3_500_000, *ROW[7:])
    first, second = readings(write_csv(tmp_path / "台账.csv", HEADER, monstrous, ROW), Request)
    assert first.reasons[-1] == "所需信息描述：有 3500000 个字，最多 1000000 个字，要缩短"
    assert second.record is not None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空文件"),
        (b"\xef\xbb\xbf\r\n  \r\n", "空文件"),
        (bytes(range(256)) * 20, "不是可以读取的文字表格|没有找到"),
        (b"\x00\x01\x02" * 101, "不是可以读取的文字表格"),
        ("姓名,年龄\n张某某,3\n".encode(), "没有找到依申请公开台账的表头"),
        (text_of([ROW, ROW]).encode(), "没有找到依申请公开台账的表头"),
        (b"%PDF-1.7 ...", "是 PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "旧格式的文件已损坏"),
        (b"PK\x03\x04 not a workbook", "已损坏"),
    ],
)
def test_what_is_no_ledger_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(content)
    with pytest.raises(SourceUnreadableError, match=sentence) as refused:
        read(path, Request)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".et", ".docx"])
def test_rubbish_with_the_name_of_a_workbook_is_not_spoken_of_as_a_text(tmp_path: Path, suffix: str) -> None:
    """She was told of encodings of a .csv she never had."""
    path = tmp_path / f"台账{suffix}"
    path.write_bytes(b"\x00\x01\x02" * 101)
    with pytest.raises(SourceUnreadableError, match=f"已损坏、有密码，或者不是它的名字所说的 {suffix} 文件") as refused:
        read(path, Request)
    assert ".csv" not in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match=r"没有“.*无\.csv”这个文件"):
        read(tmp_path / "无.csv", Request)
    with pytest.raises(SourceUnreadableError, match="是文件夹，要选里面的文件"):
        read(tmp_path, Request)


def test_a_table_with_hundreds_of_columns_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "台账.csv", HEADER, (*ROW, *(["x"] * 300)))
    with pytest.raises(SourceUnreadableError, match="超过 200 列"):
        read(path, Request)


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    with path.open("wb") as stream:
        stream.truncate(101 * 1024 * 1024)  # takes no room on the disk
    with pytest.raises(SourceUnreadableError, match="超过 100 MB，要分成几个文件导入"):
        read(path, Request)


def test_a_table_with_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows.MOST_ROWS == 200_000
    monkeypatch.setattr(rows, "MOST_ROWS", 2_000)
    path = tmp_path / "台账.csv"
    path.write_text(text_of([HEADER, ROW]) + "x\n" * 2_000, encoding="utf-8")
    with pytest.raises(SourceUnreadableError, match="表格超过 2000 行，要分成几个文件导入"):
        read(path, Request)
