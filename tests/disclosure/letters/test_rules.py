"""What stands against a letter is said before it goes out, in one sentence each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.letters.filling import fill
from disclosure.letters.problems import Mend
from disclosure.letters.rules import Sheet, problems
from disclosure.letters.template_syntax import LetterTemplate
from disclosure.outcomes import Outcome
from disclosure.records import Step
from disclosure.terms import Channel, StepKind
from tasks.calendar.loading import shipped_calendar
from tests.letters_factory import case_steps, office, request, shipped, source_for, typed_for

LETTERS = shipped()


def sheet(code: str, typed: Mapping[str, str] | None = None, *, used: tuple[str, ...] = (), **values: Any) -> Sheet:
    """The letter of the invented case, with some facts changed."""
    template = LETTERS[code]
    source = source_for(template, {**typed_for(template), **(typed or {})}, **values)
    return Sheet(
        template=template, shipped=template, source=source, letter=fill(template, source), used=frozenset(used)
    )


def prevented(made: Sheet) -> str:
    """The sentences that stop the issue."""
    return "".join(problem.sentence for problem in problems(made) if problem.prevents)


def doubted(made: Sheet) -> str:
    """The sentences left to the clerk."""
    return "".join(problem.sentence for problem in problems(made) if not problem.prevents)


WITHOUT = {kind: tuple(step for step in case_steps() if step.kind is not kind) for kind in StepKind}

PREVENTED: list[tuple[str, Sheet]] = [
    ("“补正事项”还没有填写", sheet("correction-notice", {"补正事项": ""})),
    ("需要文号", sheet("granted", number="")),
    ("已经用过", sheet("granted", used=("测街公开〔2024〕6号",))),
    ("不一致", sheet("granted", request=request(outcome=Outcome.NOT_HELD))),
    ("都是“张某某”", sheet("third-party-inquiry", {"第三方": "张某某"})),
    ("早于收到申请的2024年3月1日", sheet("granted", dated_on=date(2024, 2, 29))),
    ("尚未确认收到申请之日", sheet("granted", request=request(received_on=None, channel=Channel.INTERNET))),
    ("“补正期限”应当晚于成文日期", sheet("correction-notice", {"补正期限": "2024-04-09"})),
    ("没有补正告知", sheet("unclear", steps=WITHOUT[StepKind.CORRECTION_ASKED])),
    ("没有补正告知", sheet("correction-overdue", steps=WITHOUT[StepKind.CORRECTION_ASKED])),
    ("没有收费通知", sheet("fee-overdue", steps=WITHOUT[StepKind.FEE_NOTICE])),
    ("没有说明理由告知", sheet("excessive", steps=WITHOUT[StepKind.REASONS_ASKED])),
    ("没有征求第三方意见", sheet("third-party-release", steps=WITHOUT[StepKind.THIRD_PARTY_ASKED])),
    ("已经发过补正告知", sheet("correction-notice", steps=case_steps())),
    ("1 至 20 个工作日", sheet("extension-notice", {"延长工作日": "25"})),
    ("已过，不能再延长", sheet("extension-notice", due_on=date(2024, 4, 8))),
    (
        "已经延长过一次",
        sheet("extension-notice", steps=(Step(request_id=1, kind=StepKind.EXTENDED, on=date(2024, 3, 20), days=5),)),
    ),
]


_9_APR = date(2024, 4, 9)  # the day the letters of the invented case are dated
EXACTLY: list[tuple[list[str], Sheet]] = [  # all that is said: where it is mended (! where it stops), and the sentence
    ([], sheet("granted")),
    (["field! “补正事项”还没有填写，要补上后再发出。"], sheet("correction-notice", {"补正事项": ""})),
    (["elsewhere! 《政府信息予以公开告知书》是正式文书，需要文号。"], sheet("granted", number="")),
    (
        ["elsewhere! 文号“测街公开〔2024〕6号”已经用过，作废的文号也不能再用，要换一个。"],
        sheet("granted", used=("测街公开〔2024〕6号",)),
    ),
    (
        ["register! 台账中的办理结果是“本机关不掌握相关政府信息”，与这份文书（予以公开）不一致，要先改正其中一处。"],
        sheet("granted", request=request(outcome=Outcome.NOT_HELD)),
    ),
    (["field! 第三方与申请人都是“张某某”，要核对主送对象。"], sheet("third-party-inquiry", {"第三方": "张某某"})),
    (
        ["date! 成文日期2024年2月29日早于收到申请的2024年3月1日，要核对日期。"],
        sheet("granted", dated_on=date(2024, 2, 29)),
    ),
    ([], sheet("granted", dated_on=date(2024, 3, 1))),
    (
        ["register! 尚未确认收到申请之日，不能发出正式文书；先与申请人确认（条例第三十一条）。"],
        sheet("granted", request=request(received_on=None, channel=Channel.INTERNET)),
    ),
    (
        ["field! “补正期限”应当晚于成文日期2024年4月9日，要核对。"],
        sheet("correction-notice", {"补正期限": "2024-04-09"}),
    ),
    ([], sheet("correction-notice", {"补正期限": "2024-04-10"})),
    (
        [
            "register! “补正告知日期”还没有填写，要补上后再发出。",
            "register! 台账中没有补正告知，不能以补正后仍不明确作出答复（条例第三十条）。",
        ],
        sheet("unclear", steps=WITHOUT[StepKind.CORRECTION_ASKED]),
    ),
    (
        [
            "register! “收费通知日期”还没有填写，要补上后再发出。",
            "register! “收费数额”还没有填写，要补上后再发出。",
            "register! 台账中没有收费通知，不能认定逾期未缴费（国办函〔2020〕109号）。",
        ],
        sheet("fee-overdue", steps=WITHOUT[StepKind.FEE_NOTICE]),
    ),
    (
        [
            "register! “说明理由告知日期”还没有填写，要补上后再发出。",
            "register! 台账中没有说明理由告知，应当先要求申请人说明理由（条例第三十五条）。",
        ],
        sheet("excessive", steps=WITHOUT[StepKind.REASONS_ASKED]),
    ),
    (
        ["elsewhere! 已经发过补正告知，补正应当一次性告知（条例第三十条），不能再发。"],
        sheet("correction-notice", steps=case_steps()),
    ),
    *(
        (
            [f"field! 延长的期限应为 1 至 20 个工作日（条例第三十三条），现为 {days}。"],
            sheet("extension-notice", {"延长工作日": days}),
        )
        for days in ("0", "21")
    ),
    ([], sheet("extension-notice", {"延长工作日": "20"})),
    ([], sheet("extension-notice", {"延长工作日": "1"})),
    *(
        (
            [f"field! 延长{days}个工作日后的期限是{until}，与填写的“新的答复期限”不一致，请核对。"] if until else [],
            sheet("extension-notice", {"延长工作日": days, "新的答复期限": typed}, calendar=shipped_calendar()),
        )
        for days, typed, until in (  # the term of the case ends on Friday 19 April; Sunday 28 April was worked
            ("6", "2024-04-28", ""),
            ("6", "2024年4月29日", "2024年4月28日"),
        )
    ),
    (
        ["elsewhere! 答复期限2024年4月8日已过，不能再延长（条例第三十三条）。"],
        sheet("extension-notice", due_on=date(2024, 4, 8)),
    ),
    ([], sheet("extension-notice", due_on=_9_APR)),
    (
        ["register 以保护第三方权益为由不予公开，一般应先书面征求第三方意见（条例第三十二条），台账中没有这一步骤。"],
        sheet("trade-secret", steps=WITHOUT[StepKind.THIRD_PARTY_ASKED]),
    ),
    (
        ["register 成文日期晚于答复期限2024年4月8日，属于逾期答复，要写明逾期原因。"],
        sheet("granted", due_on=date(2024, 4, 8)),
    ),
    ([], sheet("granted", due_on=date(2024, 4, 8), request=request(lateness_reason="承办人住院"))),
    *(
        (["field! 收费数额是 0 元：不收费就不用发收费通知，直接答复。"], sheet("fee-notice", {"收费数额": nothing}))
        for nothing in ("0", "0.00元", "０")
    ),
    ([], sheet("granted", due_on=_9_APR)),
    (
        ["date 补正告知应在收到申请之日起 7 个工作日内作出，最后一日是2024年3月12日（条例第三十条）。"],
        sheet("correction-notice", correction_due_on=date(2024, 3, 12)),
    ),
    ([], sheet("correction-notice", correction_due_on=_9_APR)),
    (
        ["office 机关信息中没有代字，文号不完整，要先填写。"],
        sheet("granted", profile=office(code_character="")),
    ),
    *(
        (
            ["office 机关信息中没有复议机关或者管辖法院，救济途径写得不具体，要先填写。"],
            sheet("granted", profile=office(**{name: ""})),
        )
        for name in ("court", "review_body")
    ),
    (
        ["date 补正期限还没有届满，2024年4月10日起才可以告知（条例第三十条），要核对日期。"],
        sheet("correction-overdue", lapses_on=date(2024, 4, 10)),
    ),
    ([], sheet("correction-overdue", lapses_on=_9_APR)),
    (
        ["date 台账中的“补正告知”是2024年3月5日，成文日期是2024年4月9日，要核对。"],
        sheet("granted", step=case_steps()[0]),
    ),
]


@pytest.mark.parametrize(("said", "made"), EXACTLY, ids=range(len(EXACTLY)))
def test_all_that_stands_against_a_letter_is_said_with_where_to_mend_it(said: list[str], made: Sheet) -> None:
    found = problems(made)
    assert [f"{one.mend.name.lower()}{'!' if one.prevents else ''} {one.sentence}" for one in found] == said
    assert all(
        bool(one.field) is (one.mend in (Mend.FIELD, Mend.OFFICE)) for one in found if one.mend is not Mend.REGISTER
    )


@pytest.mark.parametrize(("sentence", "made"), PREVENTED, ids=[f"{row[1].template.code}-{row[0]}" for row in PREVENTED])
def test_a_contradiction_stops_the_letter(sentence: str, made: Sheet) -> None:
    assert sentence in prevented(made)


def test_a_new_term_may_be_extended_again() -> None:
    steps = (
        Step(request_id=1, kind=StepKind.EXTENDED, on=date(2024, 3, 5), days=5),
        Step(request_id=1, kind=StepKind.CORRECTION_RECEIVED, on=date(2024, 3, 12)),
    )
    assert prevented(sheet("extension-notice", steps=steps)) == ""


@pytest.mark.parametrize(
    ("sentence", "made"),
    [
        ("应先书面征求第三方意见", sheet("trade-secret", steps=WITHOUT[StepKind.THIRD_PARTY_ASKED])),
        ("属于逾期答复", sheet("granted", due_on=date(2024, 4, 8))),
        ("7 个工作日", sheet("correction-notice", correction_due_on=date(2024, 3, 12))),
        ("没有代字", sheet("granted", profile=office(code_character=""))),
    ],
)
def test_a_doubt_is_shown_and_does_not_stop_the_letter(sentence: str, made: Sheet) -> None:
    assert sentence in doubted(made)
    assert prevented(made) == ""


def test_a_fee_is_not_said_to_be_overdue_since_a_receipt_nobody_recorded() -> None:
    """The letter says that nothing was paid within 20 working days of receipt; no receipt was in the register."""
    unsigned = tuple(replace(step, signed_on=None) for step in case_steps())
    signed = tuple(replace(step, signed_on=step.on) for step in unsigned)
    assert "没有登记签收日" in doubted(sheet("fee-overdue", steps=unsigned))
    assert "签收日" not in doubted(sheet("fee-overdue", steps=signed))
    assert "签收日" not in doubted(sheet("correction-overdue", steps=unsigned))


def without(template: LetterTemplate, words: str) -> LetterTemplate:
    """A template of the office's own that lost some words."""
    body = tuple(replace(line, text=line.text.replace(words, "")) for line in template.body)
    return replace(template, body=tuple(line for line in body if line.text), elements=())


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        ("correction-notice", "视为放弃申请，", "没有写明“视为放弃申请”"),
        ("joint-organ-inquiry", "视为同意公开", "没有写明“视为同意公开”"),
        ("state-secret", "{救济途径}", "“复议前置”的救济途径"),
        ("not-existing", "{救济途径}", "“复议或者诉讼”的救济途径"),
    ],
)
def test_an_own_template_cannot_lose_what_the_law_asks_for(code: str, words: str, sentence: str) -> None:
    made = sheet(code)
    own = without(made.template, words)
    assert sentence in prevented(replace(made, template=own, letter=fill(own, made.source)))


def test_a_letter_to_somebody_else_is_noticed() -> None:
    made = sheet("granted")
    changed = replace(made, letter=replace(made.letter, addressee="李某某"))
    assert "写给“李某某”，台账中的申请人是“张某某”" in prevented(changed)
