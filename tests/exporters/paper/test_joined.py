"""Several PDFs in one file: every page in order; a broken one is refused in words."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from disclosure.errors import ExportError
from disclosure.letters.values import Letter, Line
from exporters.letters.paper import letter_pdf
from exporters.paper.joined import joined


def paper(title: str) -> bytes:
    day, body = date(2024, 3, 4), (Line("内容。"),)
    return letter_pdf([Letter(code="receipt", title=title, dated_on=day, blocks=body, signature="测试街道")])


def test_pages_keep_their_order() -> None:
    pages = PdfReader(BytesIO(joined([paper("甲回执"), paper("乙回执")]))).pages
    assert ["甲" in page.extract_text() for page in pages] == [True, False]


def test_a_broken_paper_is_refused_in_one_sentence() -> None:
    with pytest.raises(ExportError, match="要逐份打印"):
        joined([paper("甲回执"), b"not a pdf"])
