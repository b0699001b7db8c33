"""A template shown as a document: nothing is lost, and no brace or mark is left to read."""

import pytest

from disclosure.letters.template_pieces import Piece, parted, pieces
from tasks.letters.templates import shipped_texts


@pytest.mark.parametrize("code", list(shipped_texts()))
def test_every_shipped_template_is_written_back_letter_by_letter(code: str) -> None:
    text = shipped_texts()[code]
    front, body = parted(text)
    assert front + body == text
    assert front.endswith("---\n")
    for line in body.split("\n"):
        assert "".join(piece.source for piece in pieces(line)) == line


@pytest.mark.parametrize("code", list(shipped_texts()))
def test_no_markup_is_left_to_read(code: str) -> None:
    _, body = parted(shipped_texts()[code])
    for line in body.split("\n"):
        shown = "".join(piece.label or piece.source for piece in pieces(line))
        assert not set("{}|｜#~^") & set(shown), shown


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("{受理情况}", ["受理情况"]),
        ("编号：{登记编号？}", ["", "登记编号，可空"]),
        ("？答复期限：本机关将在{答复期限}前答复。", ["有“答复期限”才印", "", "答复期限", ""]),
        ("！答复期限：另行告知。", ["没有“答复期限”才印", ""]),
        ("# 依据", ["一级标题", ""]),
        ("## 事实", ["二级标题", ""]),
        ("> {机关}", ["靠右", "机关"]),
        ("===", ["换页"]),
        ("|: 2 4 2 4", ["表格，4 列"]),
        ("| *甲 | 乙", ["表格行", "栏目", "", "下一格", ""]),
        ("| 甲 | <", ["表格行", "", "并入左格"]),
        ("|* {卷内文件}", ["有几行印几行", "卷内文件"]),
    ],
)
def test_a_mark_is_said_in_words(line: str, labels: list[str]) -> None:
    assert [piece.label for piece in pieces(line)] == labels


def test_a_field_is_told_from_what_says_how_a_line_is_printed() -> None:
    found = list(pieces("？答复期限：{答复期限}"))
    assert found == [Piece("？答复期限：", "有“答复期限”才印"), Piece("{答复期限}", "答复期限", is_field=True)]
