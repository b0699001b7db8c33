"""What a paper says of itself in its properties, in both formats: a file found again tells whose it is and what of."""

from datetime import date
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from disclosure.cases.answer_date import deadline_of
from disclosure.letters.filling import fill
from exporters.charts.files import Album, charts_document
from exporters.ledgers.listing import listing_document
from exporters.letters.deadline_note import note_document
from exporters.letters.envelopes import Envelope, EnvelopeSize, envelopes_pdf
from exporters.letters.paper import letters_document
from exporters.paper.document import Document, Paragraph
from exporters.paper.press import printed
from exporters.paper.word import render_word
from exporters.recovery_sheet import recovery_sheet
from exporters.report.paper import report_document
from tasks.calendar.loading import shipped_calendar
from tests.exporters.report.reports import AGENCY, sample_report
from tests.letters_factory import office, request, shipped, source_for

DAY = date(2024, 3, 1)
OFFICE = office()
LETTER = shipped()["granted"]
PAPERS = {
    "期限计算说明": note_document(
        request(number="2024-001"), deadline_of(request(), (), shipped_calendar()), OFFICE, DAY
    ),
    "文书": letters_document([fill(LETTER, source_for(LETTER))], OFFICE.name),
    "目录": listing_document("移交目录", (), DAY, author=OFFICE.name),
    "图表": charts_document(Album("2024年图表", (), DAY, OFFICE.name)),
    "年报": report_document(sample_report()),
}
OF = {"期限计算说明": "2024-001", "文书": "办理文书", "目录": "移交目录", "图表": "2024年图表", "年报": "年度报告"}


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_tells_whose_it_is_and_what_of(name: str) -> None:
    paper = PAPERS[name]
    assert paper.author == (AGENCY if name == "年报" else OFFICE.name)
    assert OF[name] in paper.subject
    assert paper.keywords
    assert paper.title


def test_the_properties_of_a_paper_stand_in_pdf_and_word() -> None:
    paper = Document(
        "测试答复书", DAY, (Paragraph("正文。"),), author="测试街道办事处", subject="测试事项", keywords="甲;乙"
    )
    said = [paper.title, paper.author, paper.subject, paper.keywords]
    info = PdfReader(BytesIO(printed(paper))).metadata
    assert info is not None
    assert [info.title, info.author, info.subject, info.keywords] == said
    word = docx.Document(BytesIO(render_word(paper))).core_properties
    assert [word.title, word.author, word.subject, word.keywords] == said
    assert word.last_modified_by == paper.author


def test_envelopes_and_the_recovery_sheet_name_their_office() -> None:
    envelope = Envelope("张某某", "测试区测试路2号", "350001", OFFICE.name, "测试区测试路1号", "350000")
    for content in (
        envelopes_pdf([envelope], EnvelopeSize.DL, DAY),
        recovery_sheet(OFFICE.name, "台账.sqlite", "ABCD-EFGH", DAY),
    ):
        info = PdfReader(BytesIO(content)).metadata
        assert info is not None
        assert info.author == OFFICE.name
