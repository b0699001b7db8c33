"""Lists that go on over pages: no heading, no sentence before a list and no signature stands on a page of its own."""

from datetime import date

import pypdfium2
import pytest

from disclosure.ledgers.inspection import FORMS
from exporters.ledgers.inspection_ledger import StatutoryLedger, ledger_document
from exporters.ledgers.listing import Listed, Signing, listing_document
from exporters.paper.document import Block, Document, Heading, Paragraph, text_table
from exporters.paper.files import render
from exporters.paper.signing import with_signature

DAY = date(2024, 4, 9)


def pages(document: Document) -> list[str]:
    """The words of each page, without blanks."""
    with pypdfium2.PdfDocument(render(document, ".pdf")) as paper:
        return ["".join(page.get_textpage().get_text_range().split()) for page in paper]


def rows(count: int) -> list[tuple[str, str]]:
    return [(f"第{number}行", "工作日") for number in range(1, count + 1)]


@pytest.mark.parametrize("count", [*range(18, 48, 2)])
def test_a_heading_is_never_left_alone_by_its_list(count: int) -> None:
    """A table that just fitted a page left 「二、逐日计算」 alone on the page before it."""
    blocks: list[Block] = [
        Paragraph("方法。"),
        Heading("一、逐日计算"),
        text_table(("日期", "理由"), rows(count), (1, 1)),
    ]
    found = pages(Document("期限计算说明", DAY, tuple(with_signature(blocks, "测试街道办事处", DAY))))
    assert all("第" in page and "行" in page for page in found), found
    assert "一、逐日计算" in next(page for page in found if "第1行" in page)


@pytest.mark.parametrize("count", [*range(1, 40, 3)])
def test_a_sentence_before_a_list_and_the_signatures_stand_with_rows(count: int) -> None:
    first = Listed("登记情况", ("事项", "情况"), rows(count), (1, 1))
    second = Listed("随附文件", ("文件", "字节数"), [("备份", "1")], (1, 1), (), "随附文件的校验值见清单。")
    document = listing_document("交接清单", [first, second], DAY, signing=Signing("签字", ("移交人", "接收人")))
    found = pages(document)
    assert any("随附文件的校验值见清单。" in page and "备份" in page for page in found)
    assert "备份" in found[-1], "who signs, signs beside what is handed over"


@pytest.mark.parametrize("count", [*range(1, 26, 2)])
def test_who_signs_the_ledger_signs_beside_a_case(count: int) -> None:
    """The three signatures stood on a page of their own, which could be put behind any ledger."""
    case = ("2024-001", "测试申请人", "2024-03-01当面", "项目清单", "2024-03-29", "", "2024-03-20", "13", "否", "当面")
    found = pages(ledger_document(StatutoryLedger(FORMS["requests"], "测试街道", [case] * count, DAY)))
    assert "2024-001" in found[-1]
    assert "负责人" in found[-1]
