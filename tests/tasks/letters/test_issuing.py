"""Letters from draft to file in a real register: numbered, kept, stepped, voided, undone whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.disputes import replied_on
from disclosure.errors import DisclosureError
from disclosure.letters.template_syntax import TemplateError
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Litigation, Record, Request, Review, Step, TemplateOverride
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.terms import Channel, DeliveryMethod, StepKind
from disclosure.wording import chinese_date
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.cases.requests import add_step, amend_step, remove_step
from tasks.letters import issuing as letters
from tasks.letters import templates as letter_templates
from tasks.letters.kept import letters_of
from tasks.letters.steps import waiting_for_letter
from tests.letters_factory import TUE_5_MAR_2024, office, shipped, typed_for
from tests.records_factory import make_request, make_review, make_step, make_suit

CORRECTION = {"补正事项": "1. 请提交身份证明。", "补正期限": "2024-03-20"}
NOT_FOUND = {"信息名称": "测试清单", "检索情况": "3月6日由档案室检索全部目录"}


@pytest.fixture
def case(registers: Registers) -> Request:
    """A saved request of an office that knows itself."""
    registers.save(office())
    change = registers.save(make_request())
    return registers.get(Request, change.record_id)


def issued(
    registers: Registers, case: Request, kind: str, typed: dict[str, str], day: date = TUE_5_MAR_2024
) -> IssuedLetter:
    """A letter drafted and sent out."""
    return letters.issue_letter(registers, letters.draft_letter(registers, case, kind, typed, dated_on=day))


def test_a_draft_changes_nothing_and_shows_its_number(registers: Registers, case: Request) -> None:
    draft = letters.draft_letter(registers, case, "correction-notice", CORRECTION, dated_on=TUE_5_MAR_2024)
    assert draft.letter.number == "测街公开〔2024〕1号"
    assert draft.problems == ()
    assert registers.count(IssuedLetter) == 0


def test_issuing_keeps_the_paper_numbers_it_and_adds_its_step(registers: Registers, case: Request) -> None:
    letter = issued(registers, case, "correction-notice", CORRECTION)
    assert (letter.number, letter.addressee, letter.kind) == ("测街公开〔2024〕1号", "张某某", "correction-notice")
    assert registers.content(letter.sha256).startswith(b"%PDF")
    assert [attachment.name for attachment in registers.attachments("requests", case.id)] == [
        "补正告知书（测街公开〔2024〕1号）.pdf"
    ]
    step = registers.steps(case.id)[0]
    assert (step.kind, step.on, step.until, step.letter_number) == (
        StepKind.CORRECTION_ASKED,
        TUE_5_MAR_2024,
        date(2024, 3, 20),
        letter.number,
    )
    assert letters_of(registers, case) == (letter,)


def test_one_undo_takes_all_of_it_back(registers: Registers, case: Request) -> None:
    issued(registers, case, "correction-notice", CORRECTION)
    assert registers.undo_label == "发出补正告知书 测街公开〔2024〕1号"
    registers.undo()
    assert registers.count(IssuedLetter) == 0
    assert registers.steps(case.id) == ()
    assert registers.attachments("requests", case.id) == ()
    registers.redo()
    assert registers.count(IssuedLetter) == 1
    assert registers.verify() == []


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (
            "extension-notice",
            {"延期理由": "需要检索", "延长工作日": "15", "新的答复期限": "2024-04-22", "批准人": "王某某"},
            {"days": 15, "approver": "王某某"},
        ),
        ("fee-notice", {"收费标准": "按件", "收费数额": "100.5", "缴纳方式": "到窗口缴纳"}, {"amount": 10050}),
        ("third-party-inquiry", {"第三方": "测试公司", "涉及信息": "合同单价"}, {"party": "测试公司"}),
        ("deferral-notice", {"延迟理由": "数量大", "延迟答复期限": "2024-06-03"}, {"until": date(2024, 6, 3)}),
    ],
)
def test_what_was_typed_for_the_letter_stands_in_its_step(
    registers: Registers, case: Request, kind: str, typed: dict[str, str], kept: dict[str, object]
) -> None:
    issued(registers, case, kind, typed)
    step = registers.steps(case.id)[0]
    assert {name: getattr(step, name) for name in kept} == kept


def test_an_answer_sent_answers_the_request_on_every_screen_and_in_the_table(
    registers: Registers, case: Request
) -> None:
    """The list said 已办结 and table three 结转下年度."""
    letter = issued(registers, case, "not-existing", NOT_FOUND)
    answered = registers.get(Request, case.id)
    assert (answered.outcome, answered.answer_number) == (Outcome.NOT_HELD, letter.number)
    assert (answered.answered_on, answered.legal_basis) == (TUE_5_MAR_2024, "条例第三十六条第（四）项")
    figures = registers.figures(Period.of(2024))
    assert (figures[CellKey("table3", "k41", "total")], figures[CellKey("table3", "n4", "total")]) == (1, 0)
    registers.undo()
    assert registers.get(Request, case.id) == case


def test_the_delivery_of_an_answer_is_the_day_it_counts_as_made(registers: Registers, case: Request) -> None:
    """国办公开办函〔2016〕235号: posting, or signature at the counter."""
    issued(registers, case, "not-existing", NOT_FOUND)
    posted = Step(kind=StepKind.DELIVERED, on=date(2024, 3, 6), delivery=DeliveryMethod.POST)
    step = add_step(registers, case, replace(posted, posted_on=date(2024, 3, 7)))
    assert registers.get(Request, case.id).answered_on == date(2024, 3, 7)
    amend_step(registers, case, replace(step, posted_on=date(2024, 3, 6)))
    assert registers.get(Request, case.id).answered_on == date(2024, 3, 6)
    again = replace(posted, posted_on=date(2024, 3, 20))
    add_step(registers, case, again)
    assert registers.get(Request, case.id).answered_on == date(2024, 3, 6), "the first delivery counts"
    remove_step(registers, case, registers.steps(case.id)[0])
    assert registers.get(Request, case.id).answered_on == TUE_5_MAR_2024, "the letter's day stands again"


def test_an_answer_sent_anew_for_a_voided_one_gives_the_request_its_number_and_day(
    registers: Registers, case: Request
) -> None:
    """The second letter said 2号, the register went on saying 1号, the number of the voided one."""
    first = issued(registers, case, "not-existing", NOT_FOUND)
    letters.void_letter(registers, first, "内容有误")
    again = issued(registers, case, "not-existing", NOT_FOUND, date(2024, 3, 6))
    assert again.number != first.number
    answer = registers.get(Request, case.id)
    assert (answer.answer_number, answer.answered_on) == (again.number, date(2024, 3, 6))


def test_a_partial_answer_records_the_ground_that_decides_its_remedy(registers: Registers, case: Request) -> None:
    typed = {"公开内容": "合同", "不予公开部分": "单价｜商业秘密", "不予公开理由": "属于行政查询事项"}
    issued(registers, case, "partly-granted", typed)
    assert registers.get(Request, case.id).legal_basis == "条例第三十七条；条例第三十六条第（七）项"


def test_an_answer_keeps_the_number_already_recorded(registers: Registers, case: Request) -> None:
    registers.save(replace(case, answer_number="测街公开〔2024〕9号", outcome=Outcome.NOT_HELD))
    assert issued(registers, case, "not-existing", NOT_FOUND).number == "测街公开〔2024〕9号"


def test_giving_up_closes_the_request_once(registers: Registers, case: Request) -> None:
    issued(registers, case, "correction-notice", CORRECTION)
    issued(registers, case, "correction-overdue", {}, date(2024, 3, 21))
    closed = registers.get(Request, case.id)
    assert (closed.outcome, closed.answered_on) == (Outcome.CORRECTION_OVERDUE, date(2024, 3, 21))
    kinds = [step.kind for step in registers.steps(case.id)]
    assert kinds == [StepKind.CORRECTION_ASKED, StepKind.CORRECTION_OVERDUE]


@pytest.mark.parametrize(
    ("notice", "overdue", "typed", "first"),
    [
        # 2024-03-20 is the last day to correct; 20 working days after 5 March is 2 April
        ("correction-notice", "correction-overdue", CORRECTION, date(2024, 3, 21)),
        (
            "fee-notice",
            "fee-overdue",
            {"收费数额": "100", "收费标准": "第11件：100元", "缴纳方式": "窗口缴纳"},
            date(2024, 4, 3),
        ),
    ],
)
def test_a_notice_that_the_term_has_passed_is_doubtful_before_it_has(  # noqa: PLR0917 - a table
    registers: Registers, case: Request, notice: str, overdue: str, typed: dict[str, str], first: date
) -> None:
    """逾期未缴 could be told two weeks too early, through the letter, without the word the step form has."""
    full = {**letters.proposals(registers, case, notice, dated_on=TUE_5_MAR_2024), **typed}
    issued(registers, case, notice, full)
    told = []
    for day in (first - timedelta(days=1), first):
        draft = letters.draft_letter(registers, case, overdue, {}, dated_on=day)
        told.append([problem.sentence for problem in draft.problems if "届满" in problem.sentence])
    assert len(told[0]) == 1
    assert chinese_date(first) in told[0][0]
    assert told[1] == []


def test_a_closing_step_already_there_is_not_added_again(registers: Registers, case: Request) -> None:
    issued(registers, case, "correction-notice", CORRECTION)
    registers.save(make_step(case, kind=StepKind.CORRECTION_OVERDUE, on=date(2024, 3, 21)))
    issued(registers, case, "correction-overdue", {}, date(2024, 3, 22))
    assert len(registers.steps(case.id)) == 2


def test_what_stands_in_the_way_is_said_and_nothing_saved(registers: Registers, case: Request) -> None:
    with pytest.raises(letters.LetterNotReadyError, match="“补正事项”还没有填写") as refusal:
        issued(registers, case, "correction-notice", {})
    assert len(refusal.value.problems) == 2
    assert registers.count(IssuedLetter) == 0
    assert registers.attachments("requests", case.id) == ()


def test_numbers_are_never_used_twice_even_if_voided_or_removed(registers: Registers, case: Request) -> None:
    first = issued(registers, case, "consultation-notice", {})
    assert first.number == "测街公开〔2024〕1号"
    with pytest.raises(DisclosureError, match="写明作废的原因"):
        letters.void_letter(registers, first, " ")
    assert letters.void_letter(registers, first, "日期写错").is_voided
    second = issued(registers, case, "consultation-notice", {})
    assert second.number == "测街公开〔2024〕2号"
    registers.remove(second, "误发")
    assert issued(registers, case, "consultation-notice", {}).number == "测街公开〔2024〕3号"


def test_two_drafts_of_one_number_are_not_both_issued(registers: Registers, case: Request) -> None:
    drafts = [letters.draft_letter(registers, case, "consultation-notice", dated_on=TUE_5_MAR_2024) for _ in range(2)]
    letters.issue_letter(registers, drafts[0])
    with pytest.raises(letters.LetterNotReadyError, match="刚刚被用掉"):
        letters.issue_letter(registers, drafts[1])
    assert registers.count(IssuedLetter) == 1


def test_a_sheet_opens_as_quickly_in_a_large_register(registers: Registers, case: Request) -> None:
    """All requests, steps and letters were looked through for the next number, each time a key was pressed."""
    raw, ticks = registers._connection.raw, list[None]()
    raw.set_progress_handler(lambda: ticks.append(None), 50)  # steps of SQLite

    def work() -> int:
        ticks.clear()
        draft = letters.draft_letter(registers, case, "extension-notice", dated_on=TUE_5_MAR_2024)
        assert draft.letter.number == "测街公开〔2024〕8号"
        return len(ticks)

    registers.save(replace(case, answer_number="测街公开〔2024〕7号"))
    before = work()
    registers.save_all([make_request() for _ in range(300)])
    registers.save_all([make_step(case, letter_number="EMS 1234") for _ in range(3)])
    assert work() <= 2 * before + 20


def test_missing_numbers_of_a_year_are_told(registers: Registers, case: Request) -> None:
    registers.save(make_step(case, letter_number="测街公开〔2024〕3号"))
    assert letters.missing_numbers(registers, 2024) == ("测街公开〔2024〕1号", "测街公开〔2024〕2号")


def test_a_review_is_answered_with_what_its_request_tells(registers: Registers, case: Request) -> None:
    change = registers.save(make_review(related_request=case.number))
    review = registers.get(Review, change.record_id)
    typed = {"事实经过": "经过", "法律依据": "条例", "答复理由": "理由"}
    typed["答复请求"] = "维持本机关作出的政府信息公开答复"
    draft = letters.draft_letter(registers, review, "review-reply", typed, dated_on=TUE_5_MAR_2024)
    assert draft.letter.addressee == "测试区人民政府"
    assert letters.issue_letter(registers, draft).owner_register == "reviews"
    assert registers.steps(case.id) == ()
    assert registers.get(Review, review.id).replied_on is None, "the evidence is owed by the same day"


def test_a_letter_bears_the_day_of_its_step_or_else_today(registers: Registers, case: Request) -> None:
    today = date(2024, 3, 7)
    review = registers.get(Review, registers.save(make_review(related_request=case.number)).record_id)
    assert letters.day_of(registers, review, "review-reply", today) == today
    assert letters.day_of(registers, case, "correction-notice", today) == today
    registers.save(make_step(case, kind=StepKind.CORRECTION_ASKED, on=TUE_5_MAR_2024))
    assert letters.day_of(registers, case, "correction-notice", today) == TUE_5_MAR_2024
    assert letters.day_of(registers, case, "extension-notice", today) == today


def test_the_office_may_write_its_own_and_take_it_back(registers: Registers, case: Request) -> None:
    text = letter_templates.template_text(registers, "receipt").replace("已经登记", "业已登记在册")
    for _ in range(2):
        letter_templates.save_template(registers, "receipt", text)
    assert registers.count(TemplateOverride) == 1
    draft = letters.draft_letter(registers, case, "receipt", {"经办人": "王某某"}, dated_on=TUE_5_MAR_2024)
    assert "业已登记在册" in draft.letter.text
    letter_templates.reset_template(registers, "receipt")
    letter_templates.reset_template(registers, "receipt")
    assert letter_templates.template_text(registers, "receipt") == letter_templates.shipped_texts()["receipt"]


def test_what_ctrl_z_takes_back_names_the_letter_not_its_code(registers: Registers) -> None:
    """The status bar said 「撤销：新建 receipt」."""
    letter_templates.save_template(registers, "receipt", letter_templates.shipped_texts()["receipt"] + "\n请保存好。")
    assert registers.undo_label == "修改文书模板“政府信息公开申请登记回执”"
    letter_templates.reset_template(registers, "receipt")
    assert registers.undo_label == "恢复文书模板“政府信息公开申请登记回执”"


def test_a_broken_own_template_is_not_kept(registers: Registers) -> None:
    text = letter_templates.template_text(registers, "receipt")
    with pytest.raises(TemplateError, match="不认识的字段"):
        letter_templates.save_template(registers, "receipt", text + "{没有的字段}")
    with pytest.raises(DisclosureError, match="代码不能"):
        letter_templates.save_template(registers, "receipt", text.replace("代码：receipt", "代码：other"))
    assert registers.count(TemplateOverride) == 0


def test_the_contents_of_the_file_list_letters_and_attachments(registers: Registers, case: Request) -> None:
    issued(registers, case, "correction-notice", CORRECTION)
    registers.attach(case, name="身份证明.jpg", content=b"jpg")
    draft = letters.draft_letter(registers, case, "file-contents", dated_on=TUE_5_MAR_2024)
    assert "补正告知书\n测街公开〔2024〕1号\n2024年3月5日" in draft.letter.text
    assert draft.letter.text.count("补正告知书") == 1
    assert "身份证明.jpg" in draft.letter.text


def test_dates_are_proposed_by_the_calendar_and_make_a_letter_ready(registers: Registers, case: Request) -> None:
    """Received 2024-03-01: due 03-29, and 20 working days more (清明 off, the Sundays 04-07 and 04-28 worked)."""
    proposed = letters.proposals(registers, case, "extension-notice", dated_on=TUE_5_MAR_2024)
    assert proposed == {"延长工作日": "20", "新的答复期限": "2024-04-28"}
    typed = {**proposed, "延期理由": "需要检索", "批准人": "王某某"}
    draft = letters.draft_letter(registers, case, "extension-notice", typed, dated_on=TUE_5_MAR_2024)
    assert draft.problems == ()
    assert letters.proposals(registers, case, "correction-notice", dated_on=TUE_5_MAR_2024)["补正期限"] == "2024-03-19"


def test_a_new_date_that_the_days_do_not_give_stops_the_letter(registers: Registers, case: Request) -> None:
    typed = {"延期理由": "需要检索", "批准人": "王某某", "延长工作日": "20", "新的答复期限": "2024-04-30"}
    draft = letters.draft_letter(registers, case, "extension-notice", typed, dated_on=TUE_5_MAR_2024)
    assert ["不一致" in problem.sentence and problem.prevents for problem in draft.problems] == [True]


def test_the_fee_of_the_eleventh_request_of_a_month_is_proposed(registers: Registers, case: Request) -> None:
    for _ in range(9):
        registers.save(make_request())
    last = registers.get(Request, registers.save(make_request()).record_id)
    proposed = letters.proposals(registers, last, "fee-notice", dated_on=TUE_5_MAR_2024)
    assert proposed["收费数额"] == "100"
    # 国办函〔2020〕109号第四条, every tier of it, and how this sum comes about
    told = ("第1至10件不收费", "第11至30件每件100元", "第31件起以10件为一档", "每档每件递增100元", "第11件，计100元")
    assert [tier for tier in told if tier not in proposed["收费标准"]] == []
    assert "收费数额" not in letters.proposals(registers, case, "fee-notice", dated_on=TUE_5_MAR_2024)


def test_a_review_of_no_known_request_can_be_answered_too(registers: Registers) -> None:
    registers.save(office())
    review = registers.get(Review, registers.save(make_review()).record_id)
    draft = letters.draft_letter(registers, review, "review-reply", dated_on=TUE_5_MAR_2024)
    assert draft.letter.addressee == "测试区人民政府"


def test_an_unconfirmed_request_has_no_fee_yet(registers: Registers) -> None:
    asked = make_request(channel=Channel.INTERNET, received_on=None)
    saved = registers.get(Request, registers.save(asked).record_id)
    assert "收费数额" not in letters.proposals(registers, saved, "fee-notice", dated_on=TUE_5_MAR_2024)


# --- one act, one door ---


def recorded(registers: Registers, case: Request, kind: StepKind, **values: object) -> Step:
    """A step the clerk recorded before any letter."""
    return add_step(registers, case, make_step(case, kind=kind, on=TUE_5_MAR_2024, **values))


def drafted(registers: Registers, case: Request, kind: str, **typed: str) -> letters.Draft:
    """The letter as it opens, with its own day and what can be known, and what the clerk adds."""
    day = letters.day_of(registers, case, kind, date(2024, 3, 8))
    proposed = letters.proposals(registers, case, kind, dated_on=day)
    return letters.draft_letter(registers, case, kind, {**proposed, **typed}, dated_on=day)


@pytest.mark.parametrize(
    ("step", "values", "kind", "typed"),
    [
        (StepKind.CORRECTION_ASKED, {"until": date(2024, 3, 21)}, "correction-notice", {"补正事项": "请提交证明。"}),
        (StepKind.EXTENDED, {"days": 15, "approver": "王某某"}, "extension-notice", {"延期理由": "需要检索"}),
        (StepKind.FEE_NOTICE, {"amount": 10050}, "fee-notice", {"收费标准": "按件", "缴纳方式": "到窗口缴纳"}),
        (StepKind.THIRD_PARTY_ASKED, {"party": "测试公司"}, "third-party-inquiry", {"涉及信息": "合同单价"}),
        (StepKind.DEFERRED, {"until": date(2024, 6, 3)}, "deferral-notice", {"延迟理由": "数量大"}),
    ],
)
def test_a_step_recorded_first_still_gets_its_letter_and_no_second_step(  # noqa: PLR0917 - a table
    registers: Registers, case: Request, step: StepKind, values: dict[str, object], kind: str, typed: dict[str, str]
) -> None:
    """告知补正 or 延期 recorded as a step made its notice impossible for ever: 「已经发过补正告知」."""
    before = recorded(registers, case, step, **values)
    draft = drafted(registers, case, kind, **typed)
    assert [problem.sentence for problem in draft.problems] == []
    letter = letters.issue_letter(registers, draft)
    (after,) = registers.steps(case.id)
    assert (after.id, after.on, after.letter_number) == (before.id, before.on, letter.number)
    assert {name: getattr(after, name) for name in values} == values
    assert letter.issued_on == before.on
    registers.undo()
    assert registers.steps(case.id) == (before,)


def test_an_extension_recorded_first_is_written_of_the_date_it_moved(registers: Registers, case: Request) -> None:
    """Received 2024-03-01: due 03-29; 15 working days more are 04-22, told on paper and counted once."""
    recorded(registers, case, StepKind.EXTENDED, days=15, approver="王某某")
    draft = drafted(registers, case, "extension-notice", 延期理由="需要检索")
    assert "2024年4月22日" in draft.letter.text
    letters.issue_letter(registers, draft)
    deadline = deadline_of(case, registers.steps(case.id), load_calendar(registers))
    assert (deadline.due_on, deadline.extended_by) == (date(2024, 4, 22), 15)


def test_a_letter_sent_for_the_step_is_not_sent_again(registers: Registers, case: Request) -> None:
    recorded(registers, case, StepKind.CORRECTION_ASKED)
    letters.issue_letter(registers, drafted(registers, case, "correction-notice", 补正事项="请提交证明。"))
    again = drafted(registers, case, "correction-notice", 补正事项="请提交证明。")
    assert "不能再发" in "".join(problem.sentence for problem in again.problems if problem.prevents)
    assert len(registers.steps(case.id)) == 1


def test_a_letter_of_another_day_than_its_step_is_doubtful_and_its_number_stays(
    registers: Registers, case: Request
) -> None:
    recorded(registers, case, StepKind.CORRECTION_ASKED, letter_number="测街公开〔2024〕7号")
    draft = letters.draft_letter(registers, case, "correction-notice", CORRECTION, dated_on=date(2024, 3, 6))
    assert draft.letter.number == "测街公开〔2024〕7号"
    assert [(problem.sentence, problem.prevents) for problem in draft.problems] == [
        ("台账中的“补正告知”是2024年3月5日，成文日期是2024年3月6日，要核对。", False)
    ]


def test_after_a_letter_is_voided_its_step_waits_for_another(registers: Registers, case: Request) -> None:
    letter = issued(registers, case, "correction-notice", CORRECTION)
    letters.void_letter(registers, letter, "写错")
    assert waiting_for_letter(registers.steps(case.id), letters_of(registers, case)) == registers.steps(case.id)
    second = letters.issue_letter(registers, drafted(registers, case, "correction-notice", **CORRECTION))
    (step,) = registers.steps(case.id)
    assert (second.number, step.letter_number) == ("测街公开〔2024〕2号", "测街公开〔2024〕2号")


def test_two_third_parties_have_two_steps_and_two_letters(registers: Registers, case: Request) -> None:
    first = recorded(registers, case, StepKind.THIRD_PARTY_ASKED, party="甲公司")
    other = drafted(registers, case, "third-party-inquiry", 第三方="乙公司", 涉及信息="单价")
    letters.issue_letter(registers, other)
    letters.issue_letter(registers, drafted(registers, case, "third-party-inquiry", 第三方="甲公司", 涉及信息="单价"))
    steps = registers.steps(case.id)
    assert sorted((step.party, bool(step.letter_number)) for step in steps) == [("乙公司", True), ("甲公司", True)]
    assert first.id in {step.id for step in steps if step.party == "甲公司"}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("dispute", [make_review, make_suit])
@pytest.mark.parametrize("is_evidence_first", [False, True])
def test_reply_and_evidence_together_settle_the_term_of_their_case(
    registers: Registers, dispute: Callable[..., Review | Litigation], *, is_evidence_first: bool
) -> None:
    """「2026-12-01 已提交」, and its day was gone from 今日: the 答复书 was written, and the evidence still open."""
    kind = type(dispute())

    def issue(code: str) -> date | None:
        case = registers.get(kind, case_id)
        draft = letters.draft_letter(registers, case, code, typed_for(shipped()[code]), dated_on=TUE_5_MAR_2024)
        letters.issue_letter(registers, draft)
        return replied_on(registers.get(kind, case_id))

    case_id = registers.save(dispute()).record_id
    both = ["review-reply" if kind is Review else "defence", "evidence-list"]
    first, last = reversed(both) if is_evidence_first else both
    assert letters.settled_by(registers, registers.get(kind, case_id), first) == ""
    assert issue(first) is None
    assert letters.settled_by(registers, registers.get(kind, case_id), last)
    assert issue(last) == TUE_5_MAR_2024
    registers.undo()
    case, earlier = registers.get(kind, case_id), date(2024, 3, 1)
    registers.save(replace(case, replied_on=earlier) if isinstance(case, Review) else replace(case, defence_on=earlier))
    assert issue(last) == date(2024, 3, 1), "a day that is there stays"


@pytest.mark.parametrize(("code", "dispute"), [("review-reply", make_review), ("defence", make_suit)])
def test_where_no_answer_was_given_the_reply_speaks_of_none(
    registers: Registers, case: Request, code: str, dispute: Callable[..., Record]
) -> None:
    """A review for not answering: 「不服本机关作出的政府信息公开答复」, 「答复认定事实清楚」 stood on the paper."""
    number = "（2024）测行初1号"
    owner_id = registers.save(dispute(related_request=case.number, case_number=number)).record_id
    owner = registers.get(type(dispute()), owner_id)
    assert isinstance(owner, Review | Litigation)
    day = date(2024, 7, 1)
    answered = replace(case, outcome=Outcome.GRANTED, answered_on=case.received_on)
    for request, speaks_of_one in ((case, False), (answered, True)):
        registers.save(request)
        typed = {**typed_for(shipped()[code]), **letters.proposals(registers, owner, code, dated_on=day)}
        text = letters.draft_letter(registers, owner, code, typed, dated_on=day).letter.text
        assert ("答复认定事实清楚" in text) is speaks_of_one
        assert ("作出的政府信息公开答复" in text) is (speaks_of_one and code == "review-reply")
        if code == "defence":
            assert f"一案，案号{number}，" in text, "no brackets in brackets"
