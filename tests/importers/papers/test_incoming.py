"""Papers as they come in: each gives its right values, says what is doubtful, and where every value was read."""

import json
from pathlib import Path
from typing import Any

import pytest

from disclosure.paper_words import PaperKind
from importers.papers import Incoming, read_files
from importers.papers.found import Found

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "papers"
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "right-values.json").read_text(encoding="utf-8"))
KINDS = {
    "application": PaperKind.APPLICATION,
    "review": PaperKind.REVIEW,
    "suit": PaperKind.SUIT,
    "release": PaperKind.RELEASE,
}


def test_every_paper_has_its_right_values() -> None:
    kept = {path.name for path in FOLDER.iterdir()} - {"right-values.json", "README.md"}
    assert sorted(entry["file"] for entry in ENTRIES) == sorted(kept)


def close(text: str) -> str:
    """A text without its blanks: where a narrow cell breaks a line says nothing."""
    return "".join(text.split())


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["file"] for entry in ENTRIES])
def test_a_paper_gives_what_stands_on_it(entry: dict[str, Any]) -> None:
    incoming = read_files([FOLDER / entry["file"]])
    found = incoming.found
    assert found.kind is KINDS[entry["kind"]]
    read = {column: close(found.value(column)) for column in entry["values"]}
    assert read == {column: close(value) for column, value in entry["values"].items()}
    doubtful = sorted(column for column, readings in found.readings.items() if len(readings) > 1)
    assert doubtful == sorted(entry.get("doubts", []))
    assert list(found.numbers) == entry.get("concerns", [])
    kinds = {paper.name: paper.kind.value for paper in incoming.papers}
    assert {**kinds, **entry.get("attachments", {})} == kinds
    assert not incoming.told


def where(name: str, column: str) -> str:
    return read_files([FOLDER / name]).found.readings[column][0].where


@pytest.mark.parametrize(
    ("name", "column", "told"),
    [
        ("a01-form-citizen.docx", "phone", "a01-form-cit… 表格第3行“联系电话”"),
        ("a12-lines-underscored.docx", "phone", "a12-lines-un… 第3行“联系电话”"),
        ("a08-letter-short.rtf", "phone", "a08-letter-s… 第3行"),
        ("a17-mail-letter.eml", "phone", "邮件正文 第2行"),
        ("a10-mail-form-attached.eml", "phone", "政府信息公开申请表 表格第3行“联系电话”"),
        ("a10-mail-form-attached.eml", "sent_on", "邮件的发送时间"),
        ("a16-portal-page.doc", "applicant_kind", "a16-portal-p… 表格第1行“机构名称”（按统一社会信用代码推定）"),
    ],
)
def test_each_value_says_where_it_was_read(name: str, column: str, told: str) -> None:
    assert where(name, column) == told


def test_the_form_of_one_file_and_the_card_beside_it_are_one_application() -> None:
    incoming = read_files([FOLDER / "a15-form-doubtful.docx", FOLDER / "r05-text.txt"])
    assert incoming.found.value("applicant") == "朱寒露"
    assert [paper.kind.value for paper in incoming.papers] == ["application", "other"]


def pasted(text: str, register: str = "requests") -> Found:
    incoming: Incoming = read_files((), register, texts=(text,))
    return incoming.found


def test_two_telephones_on_one_paper_are_both_told() -> None:
    found = pasted("申请人：苏立春\n联系电话：13900000001\n所需信息：示例路工程的合同\n申请人电话：13900000002")
    assert [reading.value for reading in found.readings["phone"]] == ["13900000001", "13900000002"]


def test_what_is_told_of_the_office_is_not_the_applicants() -> None:
    found = pasted("被申请人：白鹭街道办事处\n地址：政务路1号\n联系电话：0399-8000001\n申请事项：公开示例路工程的合同")
    assert not found.value("address")
    assert not found.value("phone")
    assert found.value("content") == "公开示例路工程的合同"


def test_a_blank_form_gives_nothing() -> None:
    found = pasted(
        "政府信息公开申请表\n姓名：\n身份证号码：\n联系电话：\n所需信息的内容描述：\n申请日期：   年  月  日"
    )
    assert dict(found.readings) == {}


@pytest.mark.parametrize(
    ("ticks", "form"),
    [
        ("□纸面 ☑电子邮件 □光盘", "email"),
        ("纸面□ 电子邮件□ 光盘☑", "disc"),
        ("[√]纸质 [ ]电子邮件", "paper"),
        ("（ ）纸质　（√）电子邮件", "email"),
        ("□√纸质 □光盘", "paper"),
        ("电子邮件", "email"),
        ("□纸面 □电子邮件 □光盘", ""),
    ],
)
def test_what_is_ticked_is_taken_and_nothing_else(ticks: str, form: str) -> None:
    assert pasted(f"姓名：苏立春\n所需信息：示例\n提供方式：{ticks}").value("retrieval") == form


def test_a_word_of_an_unknown_paper_is_taken_as_the_page_takes_it() -> None:
    assert pasted("苏立春 电话13900000001", "requests").kind is PaperKind.APPLICATION
    assert pasted("关于示例路封闭施工的公告", "releases").kind is PaperKind.RELEASE
    assert pasted("行政判决书\n（2024）示01行初15号", "requests").kind is PaperKind.SUIT


@pytest.mark.parametrize(("before", "kind"), [(0, PaperKind.SUIT), (11, PaperKind.SUIT), (12, PaperKind.APPLICATION)])
def test_the_title_of_a_paper_stands_within_its_first_twelve_lines(before: int, kind: PaperKind) -> None:
    """Further down it is the name of another paper, told of or enclosed."""
    assert pasted("示例路\n" * before + "行政判决书\n测试区人民法院").kind is kind


@pytest.mark.parametrize(("stem", "told"), [("一二三四五六七八九十甲乙", ""), ("一二三四五六七八九十甲乙丙", "…")])
def test_a_long_name_of_a_file_is_told_by_its_beginning(stem: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / f"{stem}.txt"
    path.write_text("申请人：苏立春\n联系电话：13900000001\n申请事项：示例路工程的合同", encoding="utf-8")
    (reading,) = read_files([path]).found.readings["phone"]
    assert reading.where.startswith(f"一二三四五六七八九十甲乙{told} ")


@pytest.mark.parametrize("headers", ["", "From:\r\nDate: \r\n", "From: undisclosed:;\r\nDate: 下周\r\n"])
def test_a_mail_without_sender_or_day_is_read_all_the_same(headers: str, tmp_path: Path) -> None:
    path = tmp_path / "申请.eml"
    text = "申请人：苏立春\r\n申请事项：示例路工程的合同\r\n"
    path.write_bytes(f"Subject: test\r\n{headers}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode())
    found = read_files([path]).found
    assert (found.value("applicant"), found.value("channel")) == ("苏立春", "internet")
    assert not found.value("email")
    assert not found.value("sent_on")


ASKED = [
    "申请公开示例路工程的招标文件",
    "要求提供示例路安置补偿的材料",
    "补贴资金用途",
    "示例物业公司电话",
    "白鹭街道2023年信访事项办理情况",
    "所需材料清单及内容：示例路工程的验收材料",
]


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_for_is_no_label_of_the_form(asked: str) -> None:
    in_cells = pasted(f"政府信息公开申请表\n姓名\t苏立春\n所需信息的内容描述\t{asked}\n所需信息的用途\t无")
    assert in_cells.value("content") == asked
    below = pasted(f"政府信息公开申请书\n申请人：苏立春\n申请事项：\n1.{asked}\n2.{asked}。\n此致")
    assert below.value("content") == f"1.{asked}\n2.{asked}。"
