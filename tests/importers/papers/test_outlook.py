"""Applications that Outlook saved: read as an e-mail of any other program, and kept with what came with them."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from disclosure.errors import SourceUnreadableError
from importers.containers import kind_of
from importers.papers import read_files
from tests.importers.papers.outlook_file import outlook

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "papers"
TEXT = """某某街道办事处：
申请人：苏立春
联系电话：13900000001
所需信息：示例路改造工程2023年的施工合同
获取方式：电子邮件
"""
SENDER = ("苏立春", "su@example.com")
LATE = datetime(2024, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))


@pytest.mark.parametrize("code_page", ["", "gbk"])
def test_an_application_saved_by_outlook_is_read(code_page: str, tmp_path: Path) -> None:
    content = outlook("政府信息公开申请", TEXT, SENDER, LATE, code_page=code_page)
    (tmp_path / "申请.msg").write_bytes(content)
    incoming = read_files([tmp_path / "申请.msg"])
    found = incoming.found
    told = {column: found.value(column) for column in ("applicant", "phone", "email", "channel", "sent_on")}
    assert told == {
        "applicant": "苏立春",
        "phone": "13900000001",
        "email": "su@example.com",
        "channel": "internet",
        "sent_on": "2024-03-02",  # in China it was the next morning
    }
    assert "施工合同" in found.value("content")
    assert [(paper.name, paper.kind.value) for paper in incoming.papers] == [("申请.msg", "application")]


def test_the_form_that_came_with_it_says_most_and_is_kept(tmp_path: Path) -> None:
    form = (FOLDER / "a01-form-citizen.docx").read_bytes()
    page = "<p>您好：</p><p>附件是申请表，请查收。</p>"
    content = outlook("申请", "", SENDER, LATE, {"申请表.docx": form, "空.txt": b""}, page=page)
    (tmp_path / "来信.msg").write_bytes(content)
    incoming = read_files([tmp_path / "来信.msg"])
    right = read_files([FOLDER / "a01-form-citizen.docx"]).found
    assert incoming.found.value("content") == right.value("content")
    assert [paper.name for paper in incoming.papers] == ["来信.msg", "申请表.docx"]
    assert incoming.papers[1].content == form


def test_a_damaged_one_is_told_and_kept_and_no_report(tmp_path: Path) -> None:
    content = outlook("申请", TEXT, SENDER, LATE)
    (tmp_path / "坏.msg").write_bytes(content[:1024])
    incoming = read_files([tmp_path / "坏.msg"])
    assert len(incoming.papers) == 1
    with pytest.raises(SourceUnreadableError):
        kind_of(content, "年报.msg")
