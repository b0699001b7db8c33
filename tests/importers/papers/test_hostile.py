"""Whatever is dropped on the window is read, told in a sentence that says what to do, or refused; in bounded time."""

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from disclosure.errors import CancelledError, SourceUnreadableError
from importers.papers import read_files

_MOST_SECONDS = 30


def scan() -> bytes:
    made = io.BytesIO()
    page = Canvas(made)
    page.rect(100, 100, 300, 400)
    page.showPage()
    page.save()
    return made.getvalue()


def locked_pdf() -> bytes:
    made = io.BytesIO()
    page = Canvas(made, encrypt="geheim")
    page.drawString(100, 100, "x")
    page.save()
    return made.getvalue()


def mail_of_a_thousand_parts() -> bytes:
    head = 'From: su@example.com\nSubject: x\nContent-Type: multipart/mixed; boundary="b"\n\n'
    text = "--b\nContent-Type: text/plain; charset=utf-8\n\n本人苏立春，申请公开示例路工程的合同。\n"
    parts = (
        f'--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="{n}.bin"\n\nx\n'
        for n in range(1_000)
    )
    return (head + text + "".join(parts) + "--b--\n").encode()


def nested_mail() -> bytes:
    begun = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(600))
    return ("From: a@example.com\nSubject: x\nDate: x\n" + begun).encode()


def zipped(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in members.items():
            package.writestr(name, text)
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TOLD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a scan": ("扫描.pdf", scan, "扫描件"),
    "a sealed PDF": ("加密.pdf", locked_pdf, "密码"),
    "a sealed Word file": ("加密.docx", lambda: OLE + b"\0" * 600, "另存"),
    "a photograph": ("照片.jpg", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 99, "图片"),
    "a program": ("程序.exe", lambda: b"MZ\x90\0" + bytes(range(256)) * 9, "认不出"),
    "an OFD file": ("来文.ofd", lambda: zipped(**{"OFD.xml": "<a/>"}), "PDF"),
    "a zip": ("材料.zip", lambda: zipped(a="x"), "解压"),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_cannot_be_read_is_told_and_still_kept(case: str, tmp_path: Path) -> None:
    name, make, word = TOLD[case]
    (tmp_path / name).write_bytes(make())
    incoming = read_files([tmp_path / name], "requests")
    assert word in incoming.told[0]
    assert "照原件填写" in incoming.told[0]
    assert [paper.name for paper in incoming.papers] == [name]
    assert not incoming.found.readings


HUGE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "5 MB of text": ("信.txt", lambda: "申请人：苏立春，电话：13900000001，现申请公开：".encode() * 100_000),
    "5 MB in one line without a colon": ("信.txt", lambda: "申请公开政府信息".encode() * 200_000),
    "5 MB of colons": ("信.txt", lambda: "：".encode() * 1_700_000),
    "5 MB of ticks": ("信.txt", lambda: "□√".encode() * 900_000),
    "5 MB of digits": ("信.txt", lambda: b"1" * 5_000_000),
    "5 MB of blanks and labels": ("信.txt", ("姓 名 " * 600_000).encode),
    "a thousand parts": ("邮件.eml", mail_of_a_thousand_parts),
    "parts in parts": ("邮件.eml", nested_mail),
}


@pytest.mark.parametrize("case", HUGE)
def test_what_is_huge_takes_bounded_time(case: str, tmp_path: Path) -> None:
    name, make = HUGE[case]
    (tmp_path / name).write_bytes(make())
    begun = time.process_time()
    with suppress(SourceUnreadableError):
        read_files([tmp_path / name], "requests")
    assert time.process_time() - begun < _MOST_SECONDS


def test_of_a_thousand_parts_the_first_are_taken_and_the_rest_told(tmp_path: Path) -> None:
    (tmp_path / "邮件.eml").write_bytes(mail_of_a_thousand_parts())
    incoming = read_files([tmp_path / "邮件.eml"])
    assert incoming.found.value("applicant") == "苏立春"
    assert "附件太多" in incoming.told[0]
    assert len(incoming.papers) < 100


@pytest.mark.parametrize(("content", "word"), [(b"", "空文件"), (None, "打不开")])
def test_nothing_is_refused_with_a_sentence(content: bytes | None, word: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "来件.docx").write_bytes(content)
    with pytest.raises(SourceUnreadableError, match=word):
        read_files([tmp_path / "来件.docx"])


def test_a_folder_and_too_many_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="文件夹"):
        read_files([tmp_path])
    with pytest.raises(SourceUnreadableError, match="分几次"):
        read_files([tmp_path / "x"] * 30)
    with pytest.raises(SourceUnreadableError, match="没有文字"):
        read_files((), texts=(" \n ",))


def test_cancelling_stops_the_reading(tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_bytes("申请人：苏立春，".encode() * 300_000)

    def cancel(_done: int, _total: int) -> None:
        raise CancelledError

    begun = time.monotonic()
    with suppress(CancelledError):
        read_files([tmp_path / "信.txt"], progress=cancel)
    assert time.monotonic() - begun < _MOST_SECONDS


@given(st.text(st.sampled_from("申请人姓名：, 电话公开□√〔2024〕1号年月日\n\t（）“”:/13900000001X@.a"), max_size=300))
def test_any_text_becomes_a_paper(text: str) -> None:
    if text.strip():
        incoming = read_files((), "requests", texts=(text,))
        assert all(reading.value and reading.where for row in incoming.found.readings.values() for reading in row)


def test_a_shortcut_is_no_paper_and_not_kept_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "申请表.docx.lnk").write_bytes(b"L\0\0\0\x01\x14\x02\0" + b"\0" * 200)
    with pytest.raises(SourceUnreadableError, match="快捷方式"):
        read_files([tmp_path / "申请表.docx.lnk"])
