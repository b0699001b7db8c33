"""What a PDF shows is measured on the page, also where several pieces are drawn under one mark."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from exporters.read_back.pdf import _Element, _misnumbered, _Stretch, _unordered, read_pages


def drawn_under_one_mark(*lefts: int) -> bytes:
    """Return a page of two pieces that a mark says are the letters 甲乙."""
    file = BytesIO()
    canvas: Any = Canvas(file, pagesize=(400, 300), invariant=1)
    canvas.setFont("Helvetica", 24)
    canvas._code.append("/Span <</ActualText <FEFF75324E59>>> BDC")
    for left in lefts:
        canvas.drawString(left, 100, "A")
    canvas._code.append("EMC")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("lefts", "fault"),
    [((100, 200), ""), ((100, 390), "第 1 页的“甲乙”画到了纸外"), ((-10, 100), "第 1 页的“甲乙”画到了纸外")],
    ids=["both on the sheet", "the last beyond its edge", "the first beyond its edge"],
)
def test_the_pieces_under_one_mark_are_one_text_that_must_lie_on_the_sheet_whole(
    lefts: tuple[int, int], fault: str
) -> None:
    assert read_pages(drawn_under_one_mark(*lefts)) == (["甲乙"], fault)


def stretch(text: str, mark: int, left: float, baseline: float) -> _Stretch:
    return _Stretch(mark, text, left, baseline, (left, baseline, left + 10, baseline + 10))


FIRST, SECOND, FIGURE = _Element("P", [0]), _Element("P", [1]), _Element("Figure", [2])
TWICE = _Element("Table", [], [_Element("TR", [], [_Element("TD", [0, 1])])])


@pytest.mark.parametrize(
    ("tree", "drawn", "fault"),
    [
        ([FIRST], [], "没有文字"),
        ([FIRST], [stretch("页", -1, 0, 0)], "没有文字"),
        ([FIRST], [stretch("甲", 0, 0, 90), stretch("乙", 1, 0, 80)], "有朗读不到的文字"),
        ([SECOND, FIRST], [stretch("甲", 0, 0, 90), stretch("乙", 1, 0, 80)], "朗读的顺序与排印的顺序不同"),
        ([FIRST, SECOND], [stretch("甲", 0, 0, 90), stretch("乙", 1, 0, 80)], ""),
        ([TWICE], [stretch("甲", 0, 0, 90), stretch("乙", 1, 0, 80)], ""),
        # pieces of one line from left to right, the next line lower
        ([FIRST], [stretch("甲", 0, 0, 90), stretch("乙", 0, 10, 90), stretch("丙", 0, 0, 80)], ""),
        ([FIRST], [stretch("甲", 0, 10, 90), stretch("乙", 0, 9.6, 90.4)], ""),
        ([FIRST], [stretch("甲", 0, 10, 90), stretch("乙", 0, 9.4, 89.6)], "的“乙”排在了前一行上"),
        ([FIRST], [stretch("甲", 0, 10, 90), stretch("乙", 0, 0, 89.4)], ""),
        # a paragraph lies below the one before it
        ([FIRST, SECOND], [stretch("甲", 0, 0, 90), stretch("乙", 1, 50, 89.6)], "的“乙”排在了前一段上"),
        ([FIRST, SECOND], [stretch("甲", 0, 0, 90), stretch("乙", 1, 0, 89.4)], ""),
        # a drawing has its texts wherever they belong
        ([FIRST, FIGURE], [stretch("甲", 0, 0, 90), stretch("图", 2, 50, 80), stretch("中", 2, 0, 95)], ""),
        ([FIRST, FIGURE], [stretch("甲", 0, 0, 90), stretch("图", 2, 0, 90)], ""),
    ],
)
def test_texts_stand_in_the_order_in_which_they_are_read(
    tree: list[_Element], drawn: list[_Stretch], fault: str
) -> None:
    assert _unordered(tree, drawn) == fault


@pytest.mark.parametrize(
    ("feet", "restarts", "faults"),
    [
        (["—1—", "—2—", "—3—"], 0, []),
        (["—1—", "—2—", "—1—"], 1, []),
        (["第1页共2页", "第2页共2页"], 0, []),
        (["2024—1—", "—2—"], 0, []),
        (["—1—", ""], 0, ["有一页没有页码"]),
        (["—1—", "—3—"], 0, ["页码不连续"]),
        (["—2—", "—3—"], 0, ["页码不连续"]),
        (["—1—", "—1—"], 0, ["页码不连续"]),
        (["—1—", "—2—"], 1, ["页码不连续"]),
        (["第1页共3页", "第2页共3页"], 0, ["页码不连续"]),
        (["第1页共2页", "第2页共3页"], 0, ["页码不连续"]),
    ],
)
def test_pages_are_numbered_one_by_one_and_each_paper_from_one(
    feet: list[str], restarts: int, faults: list[str]
) -> None:
    assert _misnumbered(feet, restarts) == faults
