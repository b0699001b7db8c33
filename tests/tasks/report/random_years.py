"""Twenty years of an office by chance: mostly nothing, one or few of each kind, cases that run from year to year."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Record, Request
from disclosure.terms import (
    ActivityKind,
    AgencyLevel,
    Applicant,
    BusinessKind,
    Channel,
    CourtInstance,
    DisputeResult,
    DocumentKind,
    ReleaseChannel,
    StepKind,
    SuitRoute,
)
from storage.registers import Registers
from tests.records_factory import (
    make_activity,
    make_profile,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)

YEARS = range(2005, 2025)
CATEGORIES = ("", "机构职能类", "人事信息、公务员招录考试信息", "其他应当主动公开的政府信息", "规划类")


class Chance:
    """One source of chance for a whole office."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def count(self, most: int = 6) -> int:
        """Return how many of a kind a year has: often none or one."""
        return self._random.choice((0, 0, 1, 1, 2, self._random.randint(0, most)))

    def day(self, year: int) -> date:
        """Return a day of a year."""
        return date(year, 1, 1) + timedelta(days=self._random.randrange(365))

    def later(self, day: date, most: int = 200) -> date:
        """Return a day after another, in the next year at times."""
        return day + timedelta(days=self._random.randint(1, most))

    def one(self, *choices: object) -> object:
        """Return one of several."""
        return self._random.choice(choices)

    def is_so(self, of: int = 2) -> bool:
        """Return True once in so many times."""
        return self._random.randrange(of) == 0


def fill(registers: Registers, seed: int) -> None:
    """Save twenty years of an office."""
    chance = Chance(seed)
    is_known = chance.is_so()
    registers.save(
        make_profile(
            level=chance.one(AgencyLevel.STREET, AgencyLevel.TOWNSHIP),
            website_name="测试区人民政府门户网站" if chance.is_so() else "",
            accounts="测试街道政务公开栏；测试街道微信公众号" if chance.is_so() else "",
            lead_department="党政综合办" if chance.is_so() else "",
            staff=chance.one(None, 0, 1, 2),
            phone="0500-0000000" if chance.is_so() else "",
            opening_on=date(2004, 12, 31) if is_known else None,
            opening_releases=chance.one(0, 1, 500) if is_known else None,
            opening_requests=chance.one(0, 1) if is_known else None,
            opening_documents=chance.one(0, 1, 7) if is_known else None,
        )
    )
    for year in YEARS:
        saved = registers.save_all([*_requests(chance, year)])
        answered = [change.after for change in saved if isinstance(change.after, Request)]
        registers.save_all([*_steps(chance, answered), *_disputes(chance, year), *_work(chance, year)])


def _requests(chance: Chance, year: int) -> Iterator[Record]:
    for _ in range(chance.count()):
        received = chance.day(year)
        answered = None if chance.is_so(12) else chance.later(received, 60)
        yield make_request(
            applicant_kind=chance.one(*Applicant),
            channel=chance.one(*Channel),
            arrived_on=received,
            received_on=received,
            outcome=chance.one(*Outcome) if answered else None,
            answered_on=answered,
            is_excluded=chance.is_so(12),
        )


def _steps(chance: Chance, requests: list[Request]) -> Iterator[Record]:
    for request in requests:
        assert request.received_on is not None
        if chance.is_so(4) and not request.is_excluded:
            paid_on = request.answered_on or chance.later(request.received_on)
            paid = make_step(request, kind=StepKind.FEE_PAID, on=paid_on, amount=Fen(40_050))
            yield paid
            if chance.is_so(4):
                yield replace(paid, on=chance.later(paid.on), amount=Fen(-5_000))


def _disputes(chance: Chance, year: int) -> Iterator[Record]:
    for _ in range(chance.count(3)):
        received = chance.day(year)
        result = chance.one(None, *DisputeResult)
        closed = None if result in (None, DisputeResult.PENDING) else chance.later(received, 400)
        yield make_review(received_on=received, result=result, closed_on=closed)
    for place in range(chance.count(3)):
        received, number = chance.day(year), f"诉{year}-{place}"
        closed = None if chance.is_so(3) else chance.later(received, 400)
        result = chance.one(DisputeResult.UPHELD, DisputeResult.CORRECTED) if closed else None
        route = chance.one(*SuitRoute)
        yield make_suit(number=number, received_on=received, result=result, closed_on=closed, route=route)
        if closed and chance.is_so(3):  # an appeal, in the next year at times
            yield make_suit(
                number=f"{number}上",
                original_case=number,
                received_on=chance.later(closed, 30),
                instance=CourtInstance.SECOND,
                route=route,
            )


def _work(chance: Chance, year: int) -> Iterator[Record]:
    for _ in range(chance.count()):
        formed = chance.day(year)
        yield make_release(
            document_kind=chance.one(DocumentKind.OTHER, DocumentKind.OTHER, DocumentKind.NORMATIVE_DOCUMENT),
            formed_on=formed,
            published_on=None if chance.is_so(9) else chance.later(formed, 40),
            channels=tuple(channel for channel in ReleaseChannel if chance.is_so(3)),
            statistics_category=chance.one(*CATEGORIES),
            repealed_on=chance.later(formed, 900) if chance.is_so(3) else None,
        )
    for kind in ActivityKind:
        for _ in range(chance.count(2)):
            found = chance.one(None, 0, 1, 3)
            yield make_activity(
                kind=kind,
                on=chance.day(year),
                quantity=chance.one(None, 0, 1, 12),
                found=found,
                corrected=chance.one(None, found),
            )
    for _ in range(chance.count(2)):
        business = chance.one(*BusinessKind)
        is_money = business is BusinessKind.ADMINISTRATIVE_FEE
        yield make_tally(
            kind=business,
            on=chance.day(year),
            quantity=None if is_money else chance.one(0, 1, 3),
            amount=Fen(100_000) if is_money else None,
        )
