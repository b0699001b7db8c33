"""The text of a letter: what it says, line by line, and nothing of how it is set."""

from datetime import date

from disclosure.letters.values import Blank, Cell, Form, Head, Letter, Line, NewPage, Right


def test_a_letter_says_a_line_for_each_paragraph_and_cell() -> None:
    form = Form(
        rows=1, widths=(1, 1), cells=(Cell(row=0, column=0, text="甲"), Cell(row=0, column=1, text="乙", is_label=True))
    )
    blocks = (Head(text="一、事项"), Line(text="予以公开。"), Blank(), NewPage(), form, Right(text="经办人"))
    letter = Letter(
        code="x",
        title="答复书",
        dated_on=date(2024, 3, 1),
        blocks=blocks,
        number="云街告〔2024〕1号",
        addressee="张某某：",
        signature="示例街道办事处",
    )
    assert letter.text.splitlines() == [
        *("答复书", "云街告〔2024〕1号", "张某某：", "一、事项", "予以公开。", "甲", "乙", "经办人", "示例街道办事处"),
    ]
    short = Letter(code="x", title="回执", dated_on=date(2024, 3, 1), blocks=(Line(text="收到。"),))
    assert short.text == "回执\n收到。"
