"""信息处理费 through the real window: charged by letter, paid and answered; charged by page, not paid and closed.

国办函〔2020〕109号: the eleventh request of a month costs 100 元 by piece; 150 pages cost 1,700 元 by page; to be paid
within 20 working days of the notice; the answer term begins anew at the payment.
"""

from datetime import date
from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader

from disclosure.cases.due_items import DueKind
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Request
from disclosure.report.cells import FEE_CELL, CellKey
from disclosure.report.counting import Period
from disclosure.terms import DeliveryMethod, RetrievalForm, StepKind
from gui.cases.card import CaseCard
from gui.cases.deadline import DeadlineCard
from gui.cases.fee import FeeSheet
from gui.cases.step_form import StepForm
from gui.registers.page import RegisterPage
from gui.report.page import ReportPage
from tasks.cases.requests import remove_record
from tests.gui.fixtures import find_window
from tests.journeys.clerk import Clerk
from tests.records_factory import make_request

ELEVENTH = {
    "applicant_kind": "自然人",
    "applicant": "张某某",
    "address": "测试区测试路2号1单元101室",
    "postcode": "350001",
    "channel": "当面",
    "arrived_on": "2024-03-04",
    "content": "测试街道第十一件申请的信息",
    "retrieval": "纸质",
}
SECTION_SIX = "六、其他需要报告的事项"


def charge(clerk: Clerk) -> FeeSheet:
    card = clerk.page("requests", clerk.request).detail.card(CaseCard)
    card.charge()
    return find_window(FeeSheet)


def fee_in_table_two(clerk: Clerk) -> object:
    return clerk.session.registers.figures(Period.of(2024))[FEE_CELL]


def test_a_fee_is_charged_paid_and_reported(clerk: Clerk) -> None:
    clerk.clock[0] = date(2024, 3, 4)
    answered = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 4)}
    clerk.session.registers.save_all([make_request(number=f"2024-{place:03}", **answered) for place in range(1, 11)])
    register_the_eleventh(clerk)
    send_the_notice(clerk)
    take_the_payment(clerk)
    answer(clerk)
    the_report_says_so(clerk)
    a_payment_taken_back_takes_the_figure_back(clerk)


def register_the_eleventh(clerk: Clerk) -> None:
    page = clerk.window.show_page("requests")
    assert isinstance(page, RegisterPage)
    clerk.fill(page.new_record(), ELEVENTH)
    clerk.number = "2024-011"
    assert clerk.request.applicant == "张某某"
    assert (DueKind.ANSWER, date(2024, 4, 1)) in clerk.due(), "20 working days after Mon 2024-03-04"


def send_the_notice(clerk: Clerk) -> None:
    clerk.comes_in_on("2024-03-11")
    dialog = charge(clerk)
    assert (dialog.piece.value(), dialog.sum.text()) == (11, "本件应收 100 元")
    letter = dialog
    assert letter.fields.typed()["收费数额"] == "100"
    assert "第11至30件每件100元" in letter.fields.typed()["收费标准"]
    assert "本件为当月第11件，计100元" in letter.fields.typed()["收费标准"]
    letter.save_button.click()
    assert letter.issued is None, "缴纳方式 is still blank"
    clerk.send(letter, {"缴纳方式": "持本通知到测试区财政局窗口缴纳，开具财政票据。"})
    (notice,) = (step for step in clerk.session.registers.steps(clerk.request.id) if step.kind is StepKind.FEE_NOTICE)
    assert (notice.on, notice.amount, notice.letter_number) == (date(2024, 3, 11), 10_000, "测街公开〔2024〕1号")
    issued = next(one for one in clerk.session.registers.all(IssuedLetter) if one.kind == "fee-notice")
    paper = PdfReader(BytesIO(clerk.session.registers.content(issued.sha256)))
    text = "".join("".join(page.extract_text() for page in paper.pages).split())
    for words in ("人民币100元", "自收到本通知次日起20个工作日内", "视为放弃申请", "财政局窗口"):
        assert words in text
    assert (DueKind.PAYMENT, date(2024, 4, 9)) in clerk.due(), "20 working days after Mon 2024-03-11, 清明 between"
    assert DueKind.ANSWER not in [kind for kind, _ in clerk.due()], "nothing is due from the office meanwhile"
    assert fee_in_table_two(clerk) == 0, "charged is not yet collected"


def take_the_payment(clerk: Clerk) -> None:
    clerk.comes_in_on("2024-03-20")
    clerk.press("收到缴费")
    form = find_window(StepForm)
    assert form.fields["amount"].editor.raw() == "100", "the sum of the notice"
    clerk.fill(form, {})
    assert (DueKind.ANSWER, date(2024, 4, 18)) in clerk.due(), "a full term from Wed 2024-03-20: 04-07 worked"
    assert DueKind.PAYMENT not in [kind for kind, _ in clerk.due()]
    assert fee_in_table_two(clerk) == Decimal("0.01")


def answer(clerk: Clerk) -> None:
    clerk.comes_in_on("2024-04-16")
    clerk.letter(clerk.request, "granted", {"公开内容": "第十一件申请所需的清单一份"})
    assert clerk.request.answered_on == date(2024, 4, 16), "the letter answers the request"
    clerk.comes_in_on("2024-04-17")
    clerk.press("送达")
    form = find_window(StepForm)
    form.fields["delivery"].editor.set_value(DeliveryMethod.COUNTER)
    form.fields["signed_on"].editor.set_value(date(2024, 4, 17))
    clerk.fill(form, {})
    assert clerk.request.answered_on == date(2024, 4, 17), "handed over: the day of the signature"
    deadline = clerk.page("requests", clerk.request).detail.card(DeadlineCard)
    clerk.qtbot.waitUntil(lambda: deadline.corner.text() == "按期答复")
    assert deadline.title.text() == "答复期限 2024年4月18日"


def the_report_says_so(clerk: Clerk) -> None:
    page = clerk.window.show_page("report")
    assert isinstance(page, ReportPage)
    clerk.window.year_box.setCurrentIndex(clerk.window.year_box.findData(2024))
    clerk.qtbot.waitUntil(lambda: shown_fee(page) == "0.01")
    six = next(section for section in page.report.sections if section.heading == SECTION_SIX)
    assert "收取信息处理费100元" in six.text
    assert "涉及申请1件" in six.text
    page.show_part("二、主动公开政府信息情况")
    page.tables["table2"].select(FEE_CELL)
    assert "2024-011" in page.records.list.item(0).text()


def shown_fee(page: ReportPage) -> str:
    return next(cell.text for cell in page.tables["table2"].grid.table.figures() if cell.key == FEE_CELL)


def a_payment_taken_back_takes_the_figure_back(clerk: Clerk) -> None:
    paid = next(step for step in clerk.session.registers.steps(clerk.request.id) if step.kind is StepKind.FEE_PAID)
    remove_record(clerk.session.registers, paid, "误登")
    page = clerk.window.show_page("report")
    assert isinstance(page, ReportPage)
    clerk.qtbot.waitUntil(lambda: shown_fee(page) == "0")
    clerk.session.undo()
    clerk.qtbot.waitUntil(lambda: shown_fee(page) == "0.01")


def test_a_fee_not_paid_closes_the_request(clerk: Clerk) -> None:
    clerk.clock[0] = date(2024, 3, 4)
    asked = clerk.session.save(make_request(address="测试区测试路2号", retrieval=RetrievalForm.PAPER)).after
    assert isinstance(asked, Request)
    clerk.comes_in_on("2024-03-06")
    dialog = charge(clerk)
    dialog.save_button.click()
    assert dialog.issued is None
    assert "没有达到收费的起点" in dialog.sum.text()
    dialog.by_page.setChecked(True)
    dialog.pages_given.setValue(150)
    assert dialog.sum.text() == "本件应收 1700 元"
    dialog.only_step.click()
    form = find_window(StepForm)
    form.fields["signed_on"].editor.set_value(date(2024, 3, 6))
    clerk.fill(form, {"letter_number": "测街公开〔2024〕9号"})
    assert clerk.due() == [(DueKind.PAYMENT, date(2024, 4, 3))]
    clerk.comes_in_on("2024-04-07")
    assert clerk.due() == [(DueKind.PAYMENT, date(2024, 4, 3))], "overdue, and nothing is due from the office"
    clerk.letter(clerk.request, "fee-overdue", {})
    assert clerk.request.outcome is Outcome.FEE_UNPAID
    assert clerk.request.answered_on == date(2024, 4, 7)
    assert DueKind.ANSWER not in [kind for kind, _ in clerk.due()]
    figures = clerk.session.registers.figures(Period.of(2024))
    assert figures[CellKey("table3", "k62", "natural_person")] == 1
    assert figures[CellKey("table3", "n4", "total")] == 0
    assert fee_in_table_two(clerk) == 0
