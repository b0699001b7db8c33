"""One mailed request over New Year, worked through the real window from registration to judgment.

补正, third-party consultation, extension, partial disclosure, a review that corrects it, a new answer and a suit: what
今日 asks for on each day, the letters made, and the tables of both years.
"""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QMessageBox

from disclosure.cases.due_items import DueKind
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Litigation, Review
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.terms import DeliveryMethod, DisputeResult, StepKind
from gui.cases.answer_sheet import RecordedAnswer
from gui.cases.card import CaseCard
from gui.cases.dialogs import CauseDialog
from gui.cases.dispute import DisputeCard
from gui.forms.record_form import RecordForm
from gui.registers.page import RegisterPage
from tests.gui.fixtures import find_window, open_windows, type_text, wait_for_window
from tests.journeys.clerk import Clerk

REQUEST = {
    "applicant_kind": "自然人",
    "applicant": "张某某",
    "address": "测试区测试路2号1单元101室",
    "postcode": "350001",
    "channel": "邮寄（签收）",
    "arrived_on": "2023-11-20",
    "content": "测试街道2023年老旧小区改造项目合同",
    "retrieval": "纸质",
}


@pytest.mark.usefixtures("unproven")
def test_one_case_from_the_post_to_the_court(clerk: Clerk, tmp_path: Path) -> None:
    register(clerk)
    ask_for_a_correction(clerk)
    consult_the_third_party(clerk)
    extend(clerk)
    answer_in_part(clerk)
    lose_the_review(clerk, tmp_path)
    answer_again(clerk)
    win_the_suit(clerk)
    both_years_are_right(clerk)
    every_letter_is_kept(clerk)


def register(clerk: Clerk) -> None:
    page = clerk.window.show_page("requests")
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    clerk.fill(form, REQUEST)
    assert clerk.request.received_on == date(2023, 11, 20), "邮寄签收之日"
    assert clerk.due() == [
        (DueKind.CORRECTION_NOTICE, date(2023, 11, 29)),
        (DueKind.ANSWER, date(2023, 12, 18)),
    ]
    clerk.letter(clerk.request, "receipt", {"经办人": "陈某某"})


def ask_for_a_correction(clerk: Clerk) -> None:
    clerk.comes_in_on("2023-11-23")
    clerk.letter(clerk.request, "correction-notice", {"补正事项": "要写明项目名称和合同签订年份。"})
    assert clerk.due() == [(DueKind.CORRECTION, date(2023, 12, 7))]
    clerk.comes_in_on("2023-12-05")
    clerk.step("收到补正", {"detail": "补正了项目名称"})
    assert clerk.due() == [(DueKind.ANSWER, date(2024, 1, 3))], "a full term again, over New Year"


def consult_the_third_party(clerk: Clerk) -> None:
    clerk.comes_in_on("2023-12-11")
    clerk.letter(clerk.request, "third-party-inquiry", {"第三方": "测试公司", "涉及信息": "改造工程施工合同"})
    clerk.comes_in_on("2023-12-13")
    clerk.step("第三方已签收", {})
    assert (DueKind.OPINION, date(2024, 1, 4)) in clerk.due(), "15 working days from their receipt"
    clerk.comes_in_on("2023-12-20")
    clerk.step("收到第三方意见", {"detail": "不同意公开单价"})
    assert clerk.request.outcome is None
    assert clerk.due() == [(DueKind.ANSWER, date(2024, 1, 12))]


def extend(clerk: Clerk) -> None:
    clerk.comes_in_on("2024-01-08")
    clerk.letter(clerk.request, "extension-notice", {"延期理由": "合同份数较多，需要逐份审查。", "批准人": "王某某"})
    assert clerk.due() == [(DueKind.ANSWER, date(2024, 2, 8))], "4 February is a working Sunday"


def answer_in_part(clerk: Clerk) -> None:
    clerk.comes_in_on("2024-01-31")
    clerk.letter(
        clerk.request,
        "partly-granted",
        {
            "公开内容": "施工合同一份",
            "不予公开部分": "单价表（第3页）｜商业秘密，第三方不同意公开",
            "不予公开理由": "保护第三方合法权益",
        },
    )
    clerk.press("查看或更正答复…")
    dialog = find_window(RecordedAnswer)
    assert dialog.outcomes.outcome() is Outcome.PARTLY_GRANTED
    assert dialog.answer.fields["answer_number"].editor.raw() == "测街公开〔2024〕2号"
    assert dialog.answer.fields["delivery"].editor.value() is None, "nobody has said yet that it is on its way"
    dialog.answer.fields["delivery"].editor.set_value(DeliveryMethod.POST)
    dialog.answer.put("posted_on", date(2024, 1, 31))
    dialog.answer.put("tracking_number", "1234567890123")
    assert dialog.after.why.text() == "表三各项数字不变。", "the letter has answered it"
    assert dialog.checks.sentences == []
    dialog.save_button.click()
    clerk.qtbot.waitUntil(lambda: len(open_windows()) == 1)
    assert clerk.request.answered_on == date(2024, 1, 31)
    assert [kind for kind, _ in clerk.due()] in ([], [DueKind.DELIVERY])


def lose_the_review(clerk: Clerk, tmp_path: Path) -> None:
    clerk.comes_in_on("2024-02-26")
    card = clerk.page("requests", clerk.request).detail.card(CaseCard)
    card.open_review()
    clerk.fill(find_window(RecordForm), {})
    (review,) = clerk.session.registers.all(Review)
    assert review.related_request == clerk.request.number
    assert (DueKind.REVIEW_REPLY, date(2024, 3, 11)) in clerk.due()
    clerk.comes_in_on("2024-03-08")
    clerk.letter(
        review,
        "review-reply",
        {
            "事实经过": "见证据目录。",
            "法律依据": "条例第三十七条。",
            "答复理由": "单价属于商业秘密。",
        },
    )
    assert DueKind.REVIEW_REPLY in [kind for kind, _ in clerk.due()], "the evidence is owed by the same day"
    clerk.letter(review, "evidence-list", {"证据清单": "1｜答复书｜本机关｜已经答复｜1"})
    dispute_page = clerk.page("reviews", review)
    dispute_card = dispute_page.detail.card(DisputeCard)
    dispute_card.gather(tmp_path)
    wait_for_window(clerk.qtbot, QMessageBox).close()
    clerk.qtbot.waitUntil(lambda: len(open_windows()) == 1)
    assert len(list(tmp_path.glob("证据材料-*.zip"))) == 1
    sent = clerk.session.registers.get(Review, review.id)
    assert sent.replied_on == date(2024, 3, 8), "the day the last of the two papers went out settles the reply"
    assert DueKind.REVIEW_REPLY not in [kind for kind, _ in clerk.due()]
    clerk.comes_in_on("2024-04-10")
    form = clerk.page("reviews", review).edit()
    assert form is not None
    clerk.fill(form, {"result": "结果纠正", "closed_on": "2024-04-10"})
    tell_why(clerk, review)


def tell_why(clerk: Clerk, review: Review) -> None:
    card = clerk.page("reviews", review).detail.card(DisputeCard)
    assert "因为什么被纠正" in card.question.text()
    card.why_button.click()
    dialog = find_window(CauseDialog)
    type_text(dialog.text, "没有说明商业秘密的具体内容")
    dialog.save_button.click()
    clerk.qtbot.waitUntil(lambda: len(open_windows()) == 1)
    assert clerk.session.registers.get(Review, review.id).cause == "没有说明商业秘密的具体内容"


def answer_again(clerk: Clerk) -> None:
    clerk.step("登记重新办理", {"until": "2024-05-10", "detail": "复议决定责令重新答复"})
    assert (DueKind.ANSWER_AGAIN, date(2024, 5, 10)) in clerk.due()
    clerk.press("查看或更正答复…")
    dialog = find_window(RecordedAnswer)
    assert "没有说明商业秘密的具体内容（复2024-1 复议纠正）" in dialog.lessons
    dialog.cancel_button.click()
    clerk.qtbot.waitUntil(lambda: len(open_windows()) == 1)
    clerk.comes_in_on("2024-04-30")
    clerk.step("重新答复", {"letter_number": "测街公开〔2024〕20号"})
    assert clerk.request.answer_number == "测街公开〔2024〕2号", "the first answer stays"
    assert DueKind.ANSWER_AGAIN not in [kind for kind, _ in clerk.due()]


def win_the_suit(clerk: Clerk) -> None:
    clerk.comes_in_on("2024-05-06")
    card = clerk.page("requests", clerk.request).detail.card(CaseCard)
    card.open_suit()
    clerk.fill(find_window(RecordForm), {})
    (suit,) = clerk.session.registers.all(Litigation)
    assert suit.route.label == "复议后起诉"
    assert (DueKind.COURT_DEFENCE, date(2024, 5, 21)) in clerk.due()
    clerk.comes_in_on("2024-06-20")
    form = clerk.page("litigation", suit).edit()
    assert form is not None
    clerk.fill(form, {"defence_on": "2024-05-17", "result": "结果维持", "closed_on": "2024-06-20"})
    assert DueKind.COURT_DEFENCE not in [kind for kind, _ in clerk.due()]


def both_years_are_right(clerk: Clerk) -> None:
    registers, applicant = clerk.session.registers, "natural_person"
    of_2023, of_2024 = (registers.figures(Period.of(year)) for year in (2023, 2024))
    table3 = [
        (row, of_2023[CellKey("table3", row, applicant)], of_2024[CellKey("table3", row, applicant)])
        for row in ("n1", "n2", "k2", "k7", "n4")
    ]
    assert table3 == [("n1", 1, 0), ("n2", 0, 1), ("k2", 0, 1), ("k7", 0, 1), ("n4", 1, 0)]
    assert of_2024[CellKey("table4", "review", DisputeResult.CORRECTED.value)] == 1
    assert of_2024[CellKey("table4", "suit_after_review", DisputeResult.UPHELD.value)] == 1
    assert of_2023[CellKey("table4", "review", "total")] == 0


def every_letter_is_kept(clerk: Clerk) -> None:
    registers = clerk.session.registers
    letters = list(registers.all(IssuedLetter))
    assert sorted(letter.kind for letter in letters) == [
        "correction-notice",
        "evidence-list",
        "extension-notice",
        "partly-granted",
        "receipt",
        "review-reply",
        "third-party-inquiry",
    ]
    assert [step.kind for step in registers.steps(clerk.request.id)] == [
        StepKind.CORRECTION_ASKED,
        StepKind.CORRECTION_RECEIVED,
        StepKind.THIRD_PARTY_ASKED,
        StepKind.THIRD_PARTY_SERVED,
        StepKind.THIRD_PARTY_ANSWERED,
        StepKind.EXTENDED,
        StepKind.DELIVERED,
        StepKind.REOPENED,
        StepKind.ANSWERED_AGAIN,
    ]
    for letter in letters:
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(registers.content(letter.sha256))).pages)
        assert "测试区测试街道办事处" in text.replace("\n", "") or letter.number in text.replace("\n", "")
        names = [each.name for each in registers.attachments(letter.owner_register, letter.owner_id)]
        if letter.number:
            assert sum(letter.number in name for name in names) == 2, "PDF and Word"
