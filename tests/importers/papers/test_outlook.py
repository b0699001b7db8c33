"""Applications that Outlook saved: read as an e-mail of any other program, and kept with what came with them."""

import quopri
import struct
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from disclosure.errors import SourceUnreadableError
from importers.containers import kind_of
from importers.papers import read_files, text_of_paper
from tests.importers.papers.outlook_file import compound, outlook, outlook_streams

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


RICH = (
    "{\\rtf1\\ansi\\ansicpg936\\deff0 "
    + "".join(
        "\\par "
        if sign == "\n"
        else sign
        if sign.isascii()
        else "".join(f"\\'{byte:02x}" for byte in sign.encode("gbk"))
        for sign in TEXT
    )
    + "}"
)


def packed(text: bytes, *, is_packed: bool) -> bytes:
    """As Outlook keeps rich text: every sign by itself is a packing, too, closed by the place it has come to."""
    body = b"".join(b"\0" + text[at : at + 8] for at in range(0, len(text), 8)) if is_packed else text
    how = 0x75465A4C if is_packed else 0x414C454D
    return struct.pack("<IIII", len(body) + 12, len(text), how, 0) + body


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_body_kept_as_rich_text_only_is_read(is_packed: bool, tmp_path: Path) -> None:
    streams = outlook_streams("政府信息公开申请", "", SENDER, LATE)
    streams["__substg1.0_10090102",] = packed(RICH.encode("ascii"), is_packed=is_packed)
    (tmp_path / "申请.msg").write_bytes(compound(streams))
    found = read_files([tmp_path / "申请.msg"]).found
    assert (found.value("phone"), "施工合同" in found.value("content")) == ("13900000001", True)


def test_rich_text_repeats_what_it_said_before() -> None:
    """The example of [MS-OXRTFCP]; a kept .msg is searched as an .eml is."""
    streams = outlook_streams("hello", "", SENDER, LATE)
    streams["__substg1.0_10090102",] = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert "hello world" in text_of_paper(compound(streams), "来信.msg")


def test_an_e_mail_forwarded_as_it_was_is_the_application(tmp_path: Path) -> None:
    colleague = ("周某某", "zhou@example.com")
    outer = outlook_streams("转发：来信", "请登记。", colleague, LATE + timedelta(days=3))
    inner = outlook_streams("政府信息公开申请", TEXT, SENDER, LATE, {"证件.txt": "附件".encode()})
    folder = "__attach_version1.0_#00000000"
    nested = {(folder, "__substg1.0_3701000D", *path): held for path, held in inner.items()}
    (tmp_path / "转发.msg").write_bytes(compound({**outer, **nested}))
    incoming = read_files([tmp_path / "转发.msg"])
    found = incoming.found
    assert {column: found.value(column) for column in ("applicant", "email", "sent_on")} == {
        "applicant": "苏立春",
        "email": "su@example.com",
        "sent_on": "2024-03-02",
    }
    assert [paper.name for paper in incoming.papers] == ["转发.msg", "证件.txt"]


def message(sender: str, body: bytes, kind: str, charset: str, encoding: str = "8bit") -> bytes:
    """An e-mail as programs write it, line by line."""
    head = f"From: {sender}\r\nSubject: apply\r\nDate: Fri, 01 Mar 2024 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
    head += f"Content-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + body


PAGE = "<html><body>" + "".join(f"<div>{line}</div>" for line in TEXT.splitlines()) + "</body></html>"
BODIES = {
    "GBK as it is": message("su@example.com", TEXT.encode("gbk"), "text/plain", "gbk"),
    "GB2312 that is GB18030": message("su@example.com", TEXT.encode("gb18030"), "text/plain", "gb2312", "8bit"),
    "quoted-printable": message(
        "su@example.com", quopri.encodestring(TEXT.encode()), "text/plain", "utf-8", "quoted-printable"
    ),
    "quoted-printable GBK page": message(
        "su@example.com", quopri.encodestring(PAGE.encode("gbk")), "text/html", "gb2312", "quoted-printable"
    ),
    "a page alone": message("su@example.com", PAGE.encode(), "text/html", "utf-8"),
}


@pytest.mark.parametrize("how", BODIES)
def test_a_body_is_read_however_it_is_written(how: str, tmp_path: Path) -> None:
    (tmp_path / "申请.eml").write_bytes(BODIES[how])
    found = read_files([tmp_path / "申请.eml"]).found
    told = (found.value("applicant"), found.value("phone"), found.value("email"))
    assert told == ("苏立春", "13900000001", "su@example.com")
    assert "施工合同" in found.value("content")


@pytest.mark.parametrize("how", BODIES)
@pytest.mark.parametrize("times", [1, 2])
def test_what_was_forwarded_as_an_e_mail_is_the_application(how: str, times: int, tmp_path: Path) -> None:
    whole = BODIES[how]
    for number in range(times):
        outer = message("zhou@example.com", b"", "multipart/mixed", f"utf-8; boundary=b{number}")
        body = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "请登记这件申请。".encode()
        forwarded = b"Content-Type: message/rfc822\r\n\r\n" + whole
        mark = b"\r\n--b%d" % number
        whole = outer + mark + b"\r\n" + body + mark + b"\r\n" + forwarded + mark + b"--\r\n"
    (tmp_path / "转发.eml").write_bytes(whole)
    found = read_files([tmp_path / "转发.eml"]).found
    assert (found.value("applicant"), found.value("email"), found.value("sent_on")) == (
        "苏立春",
        "su@example.com",
        "2024-03-02",
    )
