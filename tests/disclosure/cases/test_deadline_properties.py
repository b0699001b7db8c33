"""Random lives of a request: the replay against a slow walk, day by day, written independently of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclosure.cases.answer_date import DeadlineState, deadline_of
from disclosure.records import Step
from disclosure.terms import StepKind
from tests.disclosure.cases.cases import CALENDAR, request
from tests.samples import examples

ONE = timedelta(days=1)
K = StepKind
CONSULTED = {
    K.THIRD_PARTY_ASKED: (K.THIRD_PARTY_SERVED, K.THIRD_PARTY_ANSWERED),
    K.ORGAN_ASKED: (K.ORGAN_SERVED, K.ORGAN_ANSWERED),
}


def fifteen_working_days_after(on: date) -> date:
    seen = 0
    while seen < 15:
        on += ONE
        seen += chinese_calendar.is_workday(on)
    return on


def paused_days(steps: Sequence[Step]) -> set[date]:
    days: set[date] = set()
    for asked in steps:
        if asked.kind in CONSULTED:
            served, opinion = (
                next((one.on for one in steps if one.kind is kind and one.party == asked.party), None)
                for kind in CONSULTED[asked.kind]
            )
            ends = [fifteen_working_days_after(served or asked.on), *([opinion] if opinion else [])]
            on = asked.on
            while on < min(ends):
                on += ONE
                days.add(on)
    return days


@dataclass
class Walk:
    """The state of the clock at the end of a day."""

    counted: int = 0
    allowed: int = 20
    may_extend: bool = True
    free: date | None = None
    due: date | None = None
    awaited: set[StepKind] = field(default_factory=set)

    def meet(self, step: Step) -> None:
        expired = self.due is not None and self.due < step.on
        if step.kind in (K.CORRECTION_ASKED, K.FEE_NOTICE):
            self.awaited.add(step.kind)
        elif step.kind in (K.CORRECTION_RECEIVED, K.FEE_PAID):
            self.awaited.discard(K.CORRECTION_ASKED if step.kind is K.CORRECTION_RECEIVED else K.FEE_NOTICE)
            self.counted, self.allowed, self.may_extend, self.free, self.due = 0, 20, True, None, None
        elif step.kind is K.DEFERRED and step.until is not None and step.until >= step.on:
            self.free = step.until
        elif step.kind is K.EXTENDED and self.may_extend and not (self.free or self.awaited or expired):
            self.allowed += min(step.days or 0, 20)
            self.may_extend = not step.days
            if self.allowed > self.counted:
                self.due = None


def walked(received: date, steps: Sequence[Step]) -> date | None:
    """Walk without the receipts that came after the pause would have ended; one by one those in time are let in."""
    late = [step for step in steps if any(is_late_receipt(step, asked) for asked in steps)]
    while True:
        due = walk_through(received, [step for step in steps if step not in late])
        in_time = [step for step in late if due is not None and step.on <= due]
        if not in_time:
            return due
        late.remove(in_time[0])


def is_late_receipt(step: Step, asked: Step) -> bool:
    is_its = asked.kind in CONSULTED and step.kind is CONSULTED[asked.kind][0] and step.party == asked.party
    return is_its and step.on > fifteen_working_days_after(asked.on)


def walk_through(received: date, steps: Sequence[Step]) -> date | None:
    walk, on, paused = Walk(), received, paused_days(steps)
    last = max([received, *(step.on for step in steps)])
    while on <= last or (walk.due is None and not walk.awaited and not walk.free):
        restarted = on == received
        if not restarted and on not in paused and walk.due is None and chinese_calendar.is_workday(on):
            walk.counted += 1
            if walk.counted == walk.allowed:
                walk.due = on
        for step in steps:
            if step.on == on:
                walk.meet(step)
        on += ONE
    return None if walk.awaited else walk.free or walk.due


@st.composite
def lives(draw: st.DrawFn) -> tuple[date, list[Step]]:
    received = draw(st.dates(date(2023, 1, 1), date(2025, 6, 1)))
    after = st.integers(0, 70).map(lambda number: received + timedelta(days=number))
    steps = [
        Step(
            kind=kind,
            on=draw(after),
            days=draw(st.sampled_from([None, 5, 20, 30])) if kind is K.EXTENDED else None,
            until=draw(after) if kind is K.DEFERRED else None,
        )
        for kind in draw(
            st.lists(
                st.sampled_from(
                    [
                        K.CORRECTION_ASKED,
                        K.CORRECTION_RECEIVED,
                        K.FEE_NOTICE,
                        K.FEE_PAID,
                        K.EXTENDED,
                        K.EXTENDED,
                        K.DEFERRED,
                        K.NOTE,
                    ]
                ),
                max_size=5,
            )
        )
    ]
    for number, kind in enumerate(draw(st.lists(st.sampled_from(list(CONSULTED)), max_size=3))):
        party = f"测试公司{number}"
        asked = draw(after)
        steps.append(Step(kind=kind, on=asked, party=party))
        for follow in CONSULTED[kind]:
            if draw(st.booleans()):
                steps.append(Step(kind=follow, on=asked + timedelta(days=draw(st.integers(0, 40))), party=party))
    ordered = sorted(steps, key=lambda step: step.on)
    return received, [Step(**{**vars(step), "id": number}) for number, step in enumerate(ordered, 1)]


RECEIPT_AND_OPINION_ON_ONE_DAY = (
    # asked on 5 April, its fifteen days from sending end on 25 April; receipt and opinion came on the 26th
    date(2023, 3, 16),
    [
        Step(id=1, kind=K.THIRD_PARTY_ASKED, on=date(2023, 4, 5), party="测试公司"),
        Step(id=2, kind=K.THIRD_PARTY_SERVED, on=date(2023, 4, 26), party="测试公司"),
        Step(id=3, kind=K.THIRD_PARTY_ANSWERED, on=date(2023, 4, 26), party="测试公司"),
    ],
)


@settings(max_examples=examples(80, 10_000))
@given(lives())
@example(RECEIPT_AND_OPINION_ON_ONE_DAY)
def test_the_replay_agrees_with_a_walk_day_by_day(life: tuple[date, list[Step]]) -> None:
    received, steps = life
    deadline = deadline_of(request(received.isoformat()), list(reversed(steps)), CALENDAR)
    assert deadline.due_on == walked(received, steps)


@settings(max_examples=examples(40, 1_000))
@given(lives())
def test_the_day_strip_is_whole_and_counts_what_the_date_says(life: tuple[date, list[Step]]) -> None:
    received, steps = life
    deadline = deadline_of(request(received.isoformat()), steps, CALENDAR)
    strip = deadline.days
    assert [entry.date for entry in strip] == [received + number * ONE for number in range(len(strip))]
    assert all((entry.number is not None) == entry.counts and entry.reason for entry in strip)
    is_plain = not any(step.kind is K.DEFERRED for step in steps)
    if deadline.due_on is not None and is_plain:
        assert (strip[-1].date, strip[-1].counts, strip[-1].number) == (
            deadline.due_on,
            True,
            20 + deadline.extended_by,
        )
    if deadline.state in (DeadlineState.AWAITING_CORRECTION, DeadlineState.AWAITING_PAYMENT):
        assert deadline.due_on is None
