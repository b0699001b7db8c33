"""A year without a fault is accused of nothing: no rule about records says a word that is not so.

Random cases as a careful office has them: confirmed, corrected, consulted, extended, paid for, answered in time with
ground and number, delivered; releases reviewed before and published in time; reviews replied to.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from disclosure.calendar.workdays import WorkCalendar
from disclosure.checks.finding import Finding, Severity
from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Record, Request, Step
from disclosure.terms import (
    Applicant,
    Channel,
    DeliveryMethod,
    DisputeResult,
    DocumentKind,
    Judgment,
    PartyOpinion,
    ReleaseChannel,
    ReviewDecision,
    SecrecyConclusion,
    StepKind,
)
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.report.check import check_file
from tests.empty_files import new_registers
from tests.records_factory import make_profile, make_release, make_request, make_review, make_suit

YEAR, JANUARY = 2024, date(2025, 1, 15)
K = StepKind
LAPSES = (Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING)
ANSWERS = tuple(outcome for outcome in Outcome if outcome not in (*LAPSES, Outcome.REPEATED))
ASKED_FIRST = {
    Outcome.THIRD_PARTY_RIGHTS: K.THIRD_PARTY_ASKED,
    Outcome.UNCLEAR_AFTER_CORRECTION: K.CORRECTION_ASKED,
    Outcome.EXCESSIVE: K.REASONS_ASKED,
}


class CarefulOffice:
    """Saves a year in which everything is as the law has it."""

    def __init__(self, registers: Registers, seed: int) -> None:
        self.registers, self.chance = registers, random.Random(seed)
        self.calendar: WorkCalendar = load_calendar()
        self.serial = 0

    def after(self, day: date, least: int, most: int) -> date:
        """A working day so many working days after another."""
        return self.calendar.nth_workday_after(day, self.chance.randint(least, most))

    def day(self) -> date:
        """A working day of the first three quarters: every answer falls into the year."""
        return self.after(date(YEAR, 1, 1) + timedelta(days=self.chance.randrange(230)), 1, 1)

    def number(self) -> str:
        self.serial += 1
        return f"测街公开〔{YEAR}〕{self.serial}号"

    def fill(self) -> None:
        self.registers.save(make_profile(website_name="测试区人民政府网"))
        for _ in range(self.chance.randint(0, 12)):
            self.case()
        self.registers.save_all([self.release() for _ in range(self.chance.randint(0, 8))])
        self.registers.save_all([*self.disputes()])

    def case(self) -> None:
        """A request, its steps, and its answer posted in time."""
        arrived, channel = self.day(), self.chance.choice(list(Channel))
        late = channel.needs_confirmation and channel is not Channel.ORDINARY_MAIL
        received = self.after(arrived, 1, 3) if late and self.chance.random() < 0.5 else arrived
        request = self.registers.save(
            make_request(
                arrived_on=arrived,
                received_on=received,
                channel=channel,
                confirmation="电话确认" if channel.needs_confirmation else "",
                applicant_kind=self.chance.choice(list(Applicant)),
                applicant=f"测试申请人{self.serial}",
            )
        ).record_id
        outcome = self.chance.choice(ANSWERS)
        steps = list(self.steps(request, received, ASKED_FIRST.get(outcome)))
        number, answered = self.number(), self.after(max((step.on for step in steps), default=received), 1, 3)
        posted: dict[str, Any] = {"delivery": DeliveryMethod.POST, "tracking_number": "XA1", "posted_on": answered}
        by_hand: dict[str, Any] = {"delivery": DeliveryMethod.COUNTER, "signed_on": answered}
        sent = self.chance.choice((posted, by_hand))
        steps.append(Step(request_id=request, kind=K.DELIVERED, on=answered, letter_number=number, **sent))
        self.registers.save_all(steps)
        basis = outcome.article if outcome.article.startswith("条例") else ""
        answer = {"answered_on": answered, "answer_number": number, "legal_basis": basis or "条例第三十六条第（六）项"}
        known = self.registers.get(Request, request)
        self.registers.save(Request(**{**known.__dict__, "outcome": outcome, **answer}))

    def steps(self, request: int, received: date, needed: StepKind | None) -> Iterator[Step]:
        """What may happen to a case, each at its time and with all it asks for."""
        last = received
        sent: dict[str, Any] = {"delivery": DeliveryMethod.EMAIL}
        if needed is K.CORRECTION_ASKED or self.chance.random() < 0.2:
            last = self.after(received, 1, 6)
            until = self.calendar.nth_workday_after(last, 10)
            yield Step(request_id=request, kind=K.CORRECTION_ASKED, on=last, until=until, **sent)
            last = self.after(last, 1, 9)
            yield Step(request_id=request, kind=K.CORRECTION_RECEIVED, on=last)
        if needed is K.REASONS_ASKED:
            last = self.after(last, 1, 2)
            yield Step(request_id=request, kind=K.REASONS_ASKED, on=last, until=self.after(last, 10, 12), **sent)
        if self.chance.random() < 0.2:
            last = self.after(last, 1, 3)
            yield Step(request_id=request, kind=K.FEE_NOTICE, on=last, amount=Fen(10_000), **sent)
            last = self.after(last, 1, 10)
            yield Step(request_id=request, kind=K.FEE_PAID, on=last, amount=Fen(10_000))
        if needed is K.THIRD_PARTY_ASKED or self.chance.random() < 0.3:
            opinion = PartyOpinion.OBJECTS if needed is K.THIRD_PARTY_ASKED else PartyOpinion.AGREES
            yield from self.consulted(request, last, opinion)
            last = self.calendar.nth_workday_after(last, 12)
        if self.chance.random() < 0.3:
            last = self.after(last, 1, 3)
            yield Step(
                request_id=request, kind=K.EXTENDED, on=last, days=20, approver="王某", detail="需要查找", **sent
            )

    def consulted(self, request: int, since: date, opinion: PartyOpinion) -> Iterator[Step]:
        asked = self.calendar.nth_workday_after(since, 1)
        served, heard = (self.calendar.nth_workday_after(since, days) for days in (3, 12))
        party: dict[str, Any] = {"request_id": request, "party": "测试建设有限公司"}
        yield Step(kind=K.THIRD_PARTY_ASKED, on=asked, **party)
        yield Step(kind=K.THIRD_PARTY_SERVED, on=served, **party)
        yield Step(kind=K.THIRD_PARTY_ANSWERED, on=heard, opinion=opinion, **party)

    def release(self) -> Record:
        formed = self.day()
        reviewed, published = self.after(formed, 0, 4), self.after(formed, 5, 20)
        is_document = self.chance.random() < 0.3
        self.serial += 1
        return make_release(
            name=f"关于“测试”的公告之{self.serial}",
            index_number=f"A-{self.serial}",
            document_kind=DocumentKind.NORMATIVE_DOCUMENT if is_document else DocumentKind.OTHER,
            issued_on=formed if is_document else None,
            valid_until=date(2029, 12, 31) if is_document else None,
            formed_on=formed,
            published_on=published,
            channels=(self.chance.choice(list(ReleaseChannel)),),
            statistics_category="机构职能类",
            secrecy_conclusion=self.chance.choice((SecrecyConclusion.RELEASE, SecrecyConclusion.SEPARATE)),
            secrecy_reviewer="王某",
            secrecy_reviewed_on=reviewed,
            first_checked_by="甲",
            first_checked_on=reviewed,
            second_checked_by="乙",
            second_checked_on=reviewed,
            final_checked_by="丙",
            final_checked_on=reviewed,
        )

    def disputes(self) -> Iterator[Record]:
        for place in range(self.chance.randint(0, 2)):
            received, result = self.day(), self.chance.choice((DisputeResult.UPHELD, DisputeResult.CORRECTED))
            corrected = result is DisputeResult.CORRECTED
            yield make_review(
                case_number=f"测复{YEAR}-{place}",
                received_on=received,
                replied_on=self.after(received, 1, 5),
                closed_on=self.after(received, 20, 40),
                result=result,
                decision=ReviewDecision.REVOKED if corrected else ReviewDecision.UPHELD,
            )
            yield make_suit(
                case_number=f"测行初{YEAR}-{place}",
                received_on=received,
                defence_on=self.after(received, 1, 3),
                closed_on=self.after(received, 20, 60),
                result=result,
                judgment=Judgment.REVOKED if corrected else Judgment.CLAIMS_REJECTED,
            )


def said(path: Path, seed: int) -> list[Finding]:
    """What is said of the records of one careful year."""
    with new_registers(path) as registers:
        CarefulOffice(registers, seed).fill()
        return [one for one in check_file(registers, YEAR, JANUARY) if one.rule[0] in "LTR" and one.rule != "R-1"]


@pytest.mark.parametrize("seed", range(4))
def test_a_year_without_a_fault_is_accused_of_nothing(tmp_path: Path, seed: int) -> None:
    accused = [one for one in said(tmp_path / "a.sqlite", seed) if one.severity is not Severity.INFO]
    assert [(one.rule, one.message) for one in accused] == []
