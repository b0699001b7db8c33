"""The 台账 an inspector asks for tells due date, days taken, late or not and delivery, the same in every file."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from disclosure.errors import ExportError
from disclosure.ledgers.inspection import FORMS
from disclosure.outcomes import Outcome
from disclosure.records import Access, Request
from disclosure.terms import Channel, DeliveryMethod, StepKind
from exporters.read_back.lines import Kind
from exporters.read_back.pdf import read_pdf
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.cases.requests import split
from tasks.ledgers.inspection_ledger import export_statutory_ledger
from tests.records_factory import make_request, make_step

TODAY = date(2024, 6, 3)
HEADINGS = FORMS["requests"].headings


@pytest.fixture
def office(registers: Registers) -> Registers:
    """One request answered in time and posted, one answered late, one never answered, one just come in."""
    received = {"channel": Channel.COUNTER, "arrived_on": date(2024, 3, 1), "received_on": date(2024, 3, 1)}
    done = {"outcome": Outcome.GRANTED, "legal_basis": "第三十六条第（二）项"}
    people = {"applicant": "张测试", "content": "张测试申请公开某路改造的批复，电话13800000000"}
    for number, values in {
        "2024-001": {**received, **done, "answered_on": date(2024, 3, 15), "answer_number": "测街公开〔2024〕1号"},
        "2024-002": {**received, **done, "answered_on": date(2024, 4, 9), "lateness_reason": "承办人住院"},
        "2024-003": received,
        "2024-004": {**received, "arrived_on": date(2024, 5, 31), "received_on": date(2024, 5, 31)},
    }.items():
        registers.save(make_request(number=number, **people, **values))
    first = registers.named(Request, "2024-001")
    assert first is not None
    posted = {"delivery": DeliveryMethod.POST, "tracking_number": "EMS001", "posted_on": date(2024, 3, 15)}
    registers.save(make_step(first, kind=StepKind.EXTENDED, on=date(2024, 3, 12), days=5, approver="李主任"))
    registers.save(make_step(first, kind=StepKind.DELIVERED, on=date(2024, 3, 15), **posted))
    return registers


def written(path: Path) -> list[tuple[str, ...]]:
    """The rows of a ledger, its head first, as the file shows them."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [tuple(row) for row in csv.reader(stream)]
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]
    rows = [line.texts for line in read_pdf(path).lines if line.kind is Kind.ROW]
    return [row for row in rows if len(row) == len(HEADINGS)]


def test_a_part_of_the_register_says_on_paper_that_it_is_one(office: Registers, tmp_path: Path) -> None:
    """What was 未办结 was printed as 台账, 共2件, for an inspector who took it for all there is."""
    told: list[str] = []
    for part in ("", "状态 未办结，申请人类型 自然人"):
        path = tmp_path / f"台账{len(told)}.pdf"
        export_statutory_ledger(office, "requests", path, TODAY, part=part)
        told += [text for line in read_pdf(path).lines for text in line.texts if "截至" in text]
    assert told == ["截至2024年6月3日，共4件。", "截至2024年6月3日，共4件，只列：状态未办结，申请人类型自然人。"]


def test_a_letter_of_the_way_does_not_stand_there_as_if_the_answer_had_arrived(office: Registers) -> None:
    """A 转送函 posted to another organ stood under 送达 like an answer to the applicant."""
    case = make_request(id=1)
    day = date(2024, 3, 5)
    posted: dict[str, object] = {"delivery": DeliveryMethod.POST, "tracking_number": "XA1"}
    steps = [make_step(case, kind=kind, on=day, **posted) for kind in (StepKind.TRANSFERRED, StepKind.DELIVERED)]
    cells = dict(zip(HEADINGS, FORMS["requests"].row(case, load_calendar(office), day, steps, mask=True), strict=True))
    assert cells["送达"] == "转办：2024-03-05邮政寄送，XA1；2024-03-05邮政寄送，XA1"


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv"])
def test_the_ledger_tells_when_it_was_due_how_long_it_took_and_how_it_arrived(
    office: Registers, tmp_path: Path, suffix: str
) -> None:
    """It dropped 答复期限, 状态, 结果 and 答复日期 on paper, and knew no due date, days or delivery in a workbook."""
    path = tmp_path / f"台账{suffix}"
    assert export_statutory_ledger(office, "requests", path, TODAY, query=Query(sort="number")) == (4, "")
    head, *rows = written(path)
    assert head == HEADINGS
    by_number = {row[0]: dict(zip(HEADINGS, row, strict=True)) for row in rows}
    first = by_number["2024-001"]
    assert first["收件"].startswith("2024-03-01当面；收到申请之日2024-03-01")
    assert first["期限"] == "2024-04-08；原2024-03-29"
    assert first["办理经过"] == "2024-03-12延期告知（5个工作日，批准人李主任）"
    assert first["答复时间及结果"].startswith("2024-03-15；测街公开〔2024〕1号；")
    assert (first["用时（工作日）"], first["是否逾期"]) == ("10", "否")
    assert first["送达"] == "2024-03-15邮政寄送，EMS001，交邮2024-03-15"
    late = by_number["2024-002"]
    assert (late["用时（工作日）"], late["是否逾期"]) == ("26", "逾期6个工作日答复；承办人住院")
    assert by_number["2024-003"]["是否逾期"] == "逾期未答复"
    assert by_number["2024-004"]["是否逾期"] == "未到期"


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv"])
def test_the_ledger_hides_who_the_people_are_unless_asked(office: Registers, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"台账{suffix}"
    export_statutory_ledger(office, "requests", path, TODAY)
    told = str(written(path))
    assert "张**" in told
    assert [secret for secret in ("张测试", "13800000000") if secret in told] == []
    assert list(office.all(Access)) == []
    export_statutory_ledger(office, "requests", path, TODAY, mask=False)
    assert "张测试申请公开某路改造的批复，电话13800000000" in str(written(path))
    assert path.stat().st_mode & 0o077 == 0
    assert len(list(office.all(Access))) == 1


def test_every_page_of_the_printed_ledger_says_which_of_how_many_and_there_is_room_to_sign(
    office: Registers, tmp_path: Path
) -> None:
    for number in range(40):
        office.save(make_request(number=f"2023-{number:03}", content="某路改造的批复" * 12))
    path = tmp_path / "台账.pdf"
    export_statutory_ledger(office, "requests", path, TODAY)
    with pypdfium2.PdfDocument(path) as document:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert len(pages) > 2
    assert [f"第{place}页共{len(pages)}页" in page for place, page in enumerate(pages, start=1)] == [True] * len(pages)
    assert all("登记编号" in page for page in pages[:-1])
    assert [word for word in ("填表人", "审核人", "负责人", "签字", "日期") if word not in pages[-1]] == []


def test_another_suffix_and_the_file_itself_are_refused_in_a_sentence(office: Registers, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.pdf、\.docx、\.xlsx 或 \.csv"):
        export_statutory_ledger(office, "requests", tmp_path / "台账.odt", TODAY)
    with pytest.raises(ExportError, match="正在使用"):
        export_statutory_ledger(office, "requests", office.path, TODAY)


def test_what_has_no_term_is_never_called_overdue(office: Registers, tmp_path: Path) -> None:
    """A request that was split, and a question that is none, stood as 逾期未答复 in what an inspector reads."""
    whole = office.named(Request, "2024-003")
    assert whole is not None
    parts = split(office, whole, ["某路改造的批复", "某路改造的预算"], date(2024, 3, 4))
    office.save(make_request(number="2024-010", is_excluded=True))
    export_statutory_ledger(office, "requests", tmp_path / "台账.csv", TODAY)
    told = {row[0]: (row[HEADINGS.index("期限")], row[-2]) for row in written(tmp_path / "台账.csv")}
    assert told["2024-003"] == ("已拆分", "")
    assert told["2024-010"] == ("不计入年报", "")
    assert [told[part.number] for part in parts] == [("2024-03-29", "逾期未答复")] * 2
