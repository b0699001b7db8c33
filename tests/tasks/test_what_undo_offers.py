"""What 撤销 offers to take back: the act as its button calls it, and the record it was done to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.outcomes import Outcome
from disclosure.records import Release, Request, Step
from disclosure.releases.duties import DutyLine
from disclosure.terms import StepKind
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases.duties import duties_at_hand, fulfil, give_index_number, link_release, take_usual_duties
from tasks.cases.merging import merge, separate
from tasks.cases.requests import add_step, amend_step, close_case, remove_step, reopen, save_record, split
from tasks.cases.together import step_together
from tasks.cases.zero_confirmations import confirm_all_zero, confirm_zero, zero_months
from tasks.ledgers.saved_filters import forget_filters, save_filter, saved_filters
from tasks.letters.templates import reset_template, save_template, template_text
from tests.letters_factory import office
from tests.records_factory import make_duty, make_release, make_request, make_step

MONDAY, FRIDAY, LATER = date(2024, 3, 4), date(2024, 3, 8), date(2024, 5, 6)
CALENDAR = shipped_calendar()
ANSWER: dict[str, Any] = {
    "outcome": Outcome.GRANTED,
    "answered_on": FRIDAY,
    "answer_number": "测街公开〔2024〕1号",
    "legal_basis": "条例第三十六条第（二）项",
}


@pytest.fixture
def office_file(registers: Registers) -> Registers:
    """A file of an office with two requests of one person, a publication and what has to be published every month."""
    registers.save(replace(office(), index_numbering="{year}-{serial}"))
    for number in ("2024-001", "2024-002"):
        registers.save(make_request(number=number, content="收费目录", arrived_on=MONDAY, received_on=MONDAY))
    registers.save(make_release(name="收费公示", published_on=MONDAY, formed_on=MONDAY, index_number=""))
    registers.save(make_duty(name="收费目录和标准", starts_on=date(2024, 1, 1)))
    return registers


def _request(registers: Registers, number: str = "2024-001") -> Request:
    found = registers.named(Request, number)
    assert found is not None
    return found


def _release(registers: Registers) -> Release:
    return next(registers.all(Release))


def _step(registers: Registers) -> Step:
    return add_step(registers, _request(registers), make_step(_request(registers), kind=StepKind.EXTENDED, on=FRIDAY))


def _closed(registers: Registers) -> Request:
    return close_case(
        registers,
        replace(_request(registers), **ANSWER),
        CALENDAR,
        make_step(_request(registers), kind=StepKind.DELIVERED, on=FRIDAY),
    )


def _line(registers: Registers) -> DutyLine:
    return duties_at_hand(registers, CALENDAR, LATER)[0]


def _filter(registers: Registers) -> None:
    save_filter(registers, "requests", "没有答复的", {"outcome": [""]})


def _template(registers: Registers) -> None:
    save_template(registers, "receipt", template_text(registers, "receipt"))


def _merged(registers: Registers) -> None:
    merge(registers, list(registers.all(Request)), FRIDAY)


def _amend(registers: Registers) -> None:
    amend_step(registers, _request(registers), replace(_step(registers), detail="更正"))


def _remove(registers: Registers) -> None:
    remove_step(registers, _request(registers), _step(registers))


def _reopen(registers: Registers) -> None:
    reopen(registers, _closed(registers), "写错了", FRIDAY)


def _edit(registers: Registers) -> None:
    save_record(registers, replace(_request(registers), remarks="催办"))


def _split(registers: Registers) -> None:
    split(registers, _request(registers), ["目录", "标准"], FRIDAY)


def _separate(registers: Registers) -> None:
    _merged(registers)
    separate(registers, _request(registers, "2024-002"), FRIDAY)


def _together(registers: Registers) -> None:
    step_together(registers, list(registers.all(Request)), StepKind.NOTE, FRIDAY, CALENDAR, given={})


def _fulfil(registers: Registers) -> None:
    fulfil(registers, _line(registers), FRIDAY)


def _link(registers: Registers) -> None:
    link_release(registers, _line(registers), _release(registers))


def _usual(registers: Registers) -> None:
    take_usual_duties(registers, FRIDAY)


def _index(registers: Registers) -> None:
    give_index_number(registers, _release(registers))


def _month(registers: Registers) -> None:
    confirm_zero(registers, zero_months(registers, 2024, LATER)[0].period, LATER)


def _months(registers: Registers) -> None:
    confirm_all_zero(registers, [one.period for one in zero_months(registers, 2024, LATER)[:2]], LATER)


def _forget(registers: Registers) -> None:
    _filter(registers)
    forget_filters(registers, saved_filters(registers, "requests"))


def _reset(registers: Registers) -> None:
    _template(registers)
    reset_template(registers, "receipt")


@pytest.mark.parametrize(
    ("act", "offered"),
    [
        (_step, "延期告知 2024-001"),
        (_amend, "修改步骤 2024-001"),
        (_remove, "删除步骤 2024-001"),
        (_closed, "办结 2024-001"),
        (_reopen, "重新办理 2024-001"),
        (_edit, "修改 2024-001"),
        (_split, "拆分 2024-001"),
        (_merged, "合并办理 2024-001、2024-002"),
        (_separate, "分开办理 2024-002"),
        (_together, "备注（选中 2 件）"),
        (_fulfil, "落实 收费目录和标准（2024年第1季度）"),
        (_link, "关联落实 收费目录和标准（2024年第1季度）"),
        (_usual, "带入常见的应公开事项"),
        (_index, "编索引号 收费公示"),
        (_month, "确认2024年1月没有收到申请"),
        (_months, "确认2个月没有收到申请"),
        (_filter, "保存筛选“没有答复的”"),
        (_forget, "不再保存筛选“没有答复的”"),
        (_template, "修改文书模板“政府信息公开申请登记回执”"),
        (_reset, "恢复文书模板“政府信息公开申请登记回执”"),
    ],
)
def test_undo_offers_the_act_and_what_it_was_done_to(
    office_file: Registers, act: Callable[[Registers], object], offered: str
) -> None:
    act(office_file)
    assert office_file.undo_label == offered
