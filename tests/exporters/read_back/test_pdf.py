"""What a PDF shows is measured on the page, also where several pieces are drawn under one mark."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from exporters.read_back.pdf import read_pages


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
