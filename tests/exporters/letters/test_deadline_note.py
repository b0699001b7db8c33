"""《期限计算说明》 and envelopes: every day with its reason, every receiver with an address."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from disclosure.cases.answer_date import deadline_of
from disclosure.errors import ExportError
from disclosure.records import Step
from disclosure.terms import StepKind
from exporters.letters.deadline_note import deadline_note, note_document
from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf
from exporters.paper.document import Document, Heading, Paragraph, Table
from tasks.calendar.loading import shipped_calendar
from tests.letters_factory import office, request

ENVELOPE = Envelope(
    "张某某", "测试区测试路2号1单元101室", "350001", "测试区测试街道办事处", "测试区测试路1号", "350000"
)


def drawn(content: bytes) -> str:
    """The text of all pages without blanks."""
    with pypdfium2.PdfDocument(content) as document:
        found = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(found.split())


def test_the_note_counts_every_day_of_the_known_case() -> None:
    """Received 2022-09-30, due 2022-11-02 (国庆 and 调休 between)."""
    asked = request(received_on=date(2022, 9, 30), arrived_on=date(2022, 9, 30))
    deadline = deadline_of(asked, (), shipped_calendar())
    text = drawn(deadline_note(asked, deadline, office(), date(2022, 11, 3)))
    assert "期限计算说明" in text, "its title"
    assert "答复期限的最后一日为2022年11月2日" in text
    law = (
        "期限以工作日计算，起算当日不计入",
        "以国务院办公厅关于节假日安排的通知为准，调休上班的周六、周日是工作日（《中华人民共和国政府信息公开条例》第三十三条）",
        "收到补正的申请、申请人缴纳信息处理费的，期限重新计算",
        "征求第三方和其他机关意见所需时间不计算在内（第三十三条第三款）",
        "经批准并告知申请人的延期另加工作日（第三十三条第二款）",
    )
    assert [words for words in law if words not in text] == []
    for words in ("2022-10-08", "调休上班", "2022-10-01至2022-10-07", "国庆节", "第20日", "第三十三条"):
        assert words in text


def test_waits_are_one_row_and_turns_their_own() -> None:
    steps = (
        Step(id=1, request_id=1, kind=StepKind.CORRECTION_ASKED, on=date(2024, 3, 5), until=date(2024, 3, 19)),
        Step(id=2, request_id=1, kind=StepKind.CORRECTION_RECEIVED, on=date(2024, 3, 15)),
    )
    deadline = deadline_of(request(), steps, shipped_calendar())
    document = note_document(request(), deadline, office(), date(2024, 4, 1))
    table = next(block for block in document.blocks if isinstance(block, Table))
    days = [cell.text for cell in table.grid.cells if cell.column == 0]
    assert any(" 至 " in day for day in days)
    assert "2024-03-15" in days


def test_a_provisional_date_says_so() -> None:
    asked = request(received_on=date(2030, 12, 20), arrived_on=date(2030, 12, 20))
    deadline = deadline_of(asked, (), shipped_calendar())
    assert deadline.provisional
    assert "（暂定）" in drawn(deadline_note(asked, deadline, office(), date(2030, 12, 21)))


def test_a_request_without_a_day_has_a_note_that_says_why() -> None:
    asked = replace(request(), received_on=None)
    deadline = deadline_of(asked, (), shipped_calendar())
    text = drawn(deadline_note(asked, deadline, office(), date(2024, 3, 5)))
    assert "尚未起算" in text
    assert "是否计入及理由" not in text, "a table of nothing but its heading"


@pytest.mark.parametrize("size", EnvelopeSize)
def test_an_envelope_has_both_addresses_on_a_sheet_of_its_size(size: EnvelopeSize) -> None:
    content = envelopes_pdf([ENVELOPE, ENVELOPE], size, date(2024, 4, 9))
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 2
        assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [int(side) for side in size.value]
    text = drawn(content)
    for words in ("张某某收", "测试区测试路2号1单元101室", "测试区测试街道办事处", "邮政编码350000", "350001"):
        assert words in text


def test_an_envelope_without_address_is_refused() -> None:
    with pytest.raises(ExportError, match="没有姓名或者地址"):
        envelopes_pdf([replace(ENVELOPE, address="")], EnvelopeSize.DL, date(2024, 4, 9))
    with pytest.raises(ExportError, match="没有要打印的信封"):
        envelopes_pdf([], EnvelopeSize.DL, date(2024, 4, 9))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]


def test_what_is_doubtful_about_the_days_is_told_below_them() -> None:
    """A day before the request came cannot be one of receipt; the note says so to whoever reads it."""
    asked = request(answered_on=date(2024, 3, 1), outcome=None)
    deadline = deadline_of(asked, (), shipped_calendar())
    assert deadline.doubts
    told = texts(note_document(asked, deadline, office(), date(2024, 4, 1)))
    after = told[told.index("三、需要说明的情况") + 1 :]
    assert after[: len(deadline.doubts)] == [f"{doubt.message.rstrip('。')}。" for doubt in deadline.doubts]
    sure = deadline_of(request(), (), shipped_calendar())
    assert "三、需要说明的情况" not in texts(note_document(request(), sure, office(), date(2024, 4, 1)))
