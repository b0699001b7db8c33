"""事实经过 as it is proposed for a 复议答复书 or 答辩状: from the record, a sentence an act, in order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.cases.steps import STEP_FORMS
from disclosure.letters.course import course_told
from disclosure.outcomes import Outcome
from disclosure.records import Step
from disclosure.terms import DeliveryMethod, PartyOpinion, StepKind
from tests.letters_factory import request, shipped, source_for
from tests.records_factory import make_review

ANSWERED = date(2024, 4, 8)


def test_what_happened_is_told_by_day_and_no_note_of_hers_among_it() -> None:
    """事实经过 stood empty, though every step of it was recorded; the note to herself is for nobody else."""
    steps = (
        Step(kind=StepKind.NOTE, on=date(2024, 3, 4), detail="先问财政科"),
        Step(kind=StepKind.DELIVERED, on=ANSWERED, delivery=DeliveryMethod.POST, tracking_number="1200001"),
        Step(kind=StepKind.THIRD_PARTY_ASKED, on=date(2024, 3, 5), party="示例公司", letter_number="测〔2024〕2号"),
        Step(kind=StepKind.THIRD_PARTY_ANSWERED, on=date(2024, 3, 20), party="示例公司", opinion=PartyOpinion.OBJECTS),
        Step(kind=StepKind.EXTENDED, on=date(2024, 3, 25), days=20),
    )
    case = request(outcome=Outcome.PARTLY_GRANTED, answered_on=ANSWERED, answer_number="测〔2024〕3号")
    source = source_for(shipped()["review-reply"], request=case, steps=steps, review=make_review())
    assert course_told(source).splitlines() == [
        "2024年3月1日，本机关收到申请人提出的政府信息公开申请（登记编号：2024-003），"
        "申请公开：测试街道2023年老旧小区改造项目清单。",
        "2024年3月5日，本机关书面征求示例公司的意见（测〔2024〕2号）。",
        "2024年3月20日，本机关收到示例公司的意见：不同意公开。",
        "2024年3月25日，本机关告知申请人延长答复期限 20 个工作日。",
        "2024年4月8日，本机关作出答复（测〔2024〕3号），办理结果为“部分公开”。",
        "2024年4月8日，本机关将答复送达申请人（邮政寄送，单号 1200001）。",
    ]
    assert course_told(replace(source, request=None)) == "", "of a case nobody linked nothing is known"


def test_a_telephone_in_the_matter_does_not_go_into_it() -> None:
    case = request(content="与我联系，电话13800138000，要求公开清单")
    told = course_told(source_for(shipped()["review-reply"], request=case, steps=(), review=make_review()))
    assert "13800138000" not in told


KNOWN = {
    "party": ("示例公司", "示例公司"),
    "letter_number": ("测〔2024〕2号", "（测〔2024〕2号）"),
    "days": (20, "20 个工作日"),
    "opinion": (PartyOpinion.OBJECTS, "不同意公开"),
    "tracking_number": ("1200001", "单号 1200001"),
    "delivery": (DeliveryMethod.POST, "邮政寄送"),
    "signed_on": (date(2024, 4, 9), "2024年4月9日签收"),
}
"""What a form of a step may ask for, and how the course tells it; where a letter went is told of the answer alone."""
DELIVERY = {"delivery", "tracking_number", "signed_on"}


def told_of(kind: StepKind, **values: Any) -> str:
    step = Step(kind=kind, on=ANSWERED, **values)
    source = source_for(shipped()["review-reply"], request=request(), steps=(step,), review=make_review())
    return course_told(source).partition("\n")[2]


@pytest.mark.parametrize("kind", STEP_FORMS)
def test_each_act_of_the_office_is_told_with_all_that_was_entered_of_it(kind: StepKind) -> None:
    """The 文号 of a letter that came back, or by which a request was handed on, was left out."""
    if kind is StepKind.NOTE:
        return
    asked = [name for name in STEP_FORMS[kind].fields if name in KNOWN]
    told = told_of(kind, **{name: KNOWN[name][0] for name in asked})
    is_answer = kind is StepKind.DELIVERED  # whose number is told with the result
    owed = [name for name in asked if (name in DELIVERY) is is_answer]
    assert told.startswith("2024年4月8日，"), "an act of the office is left out"
    assert {name for name in owed if KNOWN[name][1] not in told} == set()
    called = set(kind.label.replace("第三方", "").replace("其他机关", ""))
    assert len(called & set(told)) >= len(called) / 2, "it is called otherwise in the register"
    if "party" in asked:
        nameless = told_of(kind)
        assert ("第三方" in nameless) is ("第三方" in kind.label)
        assert ("有关机关" in nameless) is ("第三方" not in kind.label)
