"""Whatever door a record comes through, every room says the same of it: answered or not, decided or not, published.

Random histories through form, copy, ledger, letter, step, split, recycle bin and 撤销; then the predicate of the law,
the state on the screen, the chips, 今日, table and chart are held against each other and against a slow recount.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclosure.cases.answer_date import DeadlineState, deadline_of
from disclosure.cases.due_items import DueItem
from disclosure.cases.state import CaseState
from disclosure.checks.finding import Severity
from disclosure.errors import DisclosureError
from disclosure.outcomes import Outcome
from disclosure.records import Litigation, Release, Request, Review, Step, Tally
from disclosure.report.cells import TABLE4, CellKey
from disclosure.report.counting import Period
from disclosure.terms import (
    Channel,
    DeliveryMethod,
    DisputeResult,
    DocumentKind,
    ReviewDecision,
    StepKind,
)
from gui.registers.views import VIEWS
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.cases.merging import split_parents
from tasks.cases.requests import add_step, remove_step, reopen, split
from tasks.ledgers.importing import import_ledger
from tasks.letters.issuing import draft_letter, issue_letter
from tasks.report.chart_figures import charts
from tasks.report.chart_figures import records_of as records_of_chart
from tasks.report.check import check_file
from tasks.today.due import open_disputes, open_requests, today_items, unpublished_releases
from tests.empty_files import new_registers
from tests.letters_factory import office
from tests.records_factory import make_release, make_request, make_review, make_suit
from tests.samples import examples
from tests.storage.figures.recount import recount

TODAY = date(2025, 1, 20)
YEAR = Period.of(2024)
DAYS = (date(2023, 12, 28), date(2024, 1, 2), date(2024, 3, 1), date(2024, 12, 30), date(2025, 1, 3))

HEAD = ("申请人类型", "申请人", "申请渠道", "来件日期", "收到申请之日", "所需信息描述", "办理结果", "答复日期")

OTHER = Outcome.OTHER_HANDLING
"""Withdrawn before its receipt was confirmed: over, and counted nowhere."""

Draw = Callable[[int], int]
"""A number below another, as chance has it."""


class Office:
    """A clerk without a window: every door as one method; what a door refuses is refused."""

    def __init__(self, registers: Registers, folder: Path, draw: Draw) -> None:
        self.registers, self.folder, self.draw = registers, folder, draw

    def day(self) -> date:
        return DAYS[self.draw(len(DAYS))]

    def maybe_day(self) -> date | None:
        return self.day() if self.draw(2) else None

    def request(self) -> Request:
        return list(self.registers.all(Request))[self.draw(self.registers.count(Request))]

    def form(self) -> None:
        """A form saved: a request with all, half or nothing of an answer."""
        outcome = (None, Outcome.GRANTED, Outcome.NOT_HELD)[self.draw(3)]
        received = self.maybe_day() if self.draw(4) == 0 else self.day()
        self.registers.save(
            make_request(
                channel=Channel.INTERNET,
                arrived_on=self.day(),
                received_on=received,
                outcome=outcome,
                answered_on=self.maybe_day(),
                is_excluded=self.draw(6) == 0,
            )
        )

    def amend(self) -> None:
        """A form saved again: the result alone, the day alone, or neither."""
        changes = ({"outcome": None}, {"answered_on": self.maybe_day()}, {"outcome": Outcome.GRANTED})
        self.registers.save(replace(self.request(), **changes[self.draw(3)]))

    def copy(self) -> None:
        request = self.request()
        kept = {name: getattr(request, name) for name in Request.copied}
        self.registers.save(Request(**kept, arrived_on=self.day(), received_on=self.day()))

    def ledger(self) -> None:
        """A ledger row with one of 办理结果 and 答复日期, both or none."""
        path = self.folder / "台账.csv"
        words = ["", "予以公开"][self.draw(2)]
        row = ["自然人", "某某", "当面", self.day(), self.day(), "某材料", words, self.maybe_day() or ""]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEAD, row])
        import_ledger(self.registers, path, "requests")

    def letter(self) -> None:
        typed = {"信息名称": "某清单", "检索情况": "已检索全部目录"}
        draft = draft_letter(self.registers, self.request(), "not-existing", typed, dated_on=self.day())
        issue_letter(self.registers, draft)

    def step(self) -> None:
        kind = (StepKind.WITHDRAWN, StepKind.DELIVERED, StepKind.PHONE_CONFIRMED)[self.draw(3)]
        on = self.day()
        post = DeliveryMethod.POST if kind is StepKind.DELIVERED else None
        add_step(self.registers, self.request(), Step(kind=kind, on=on, delivery=post, posted_on=on if post else None))

    def take_a_step_back(self) -> None:
        request = self.request()
        for step in self.registers.steps(request.id)[:1]:
            remove_step(self.registers, request, step)

    def reopened(self) -> None:
        reopen(self.registers, self.request(), "测试", self.day())

    def split(self) -> None:
        request = self.request()
        split(self.registers, request, ["之一", "之二"], request.received_on or request.arrived_on)

    def bin(self) -> None:
        self.registers.remove(self.request())

    def restored(self) -> None:
        for removed in self.registers.removed(Request)[:1]:
            self.registers.restore(Request, removed.record.id)

    def undo(self) -> None:
        self.registers.undo()

    def redo(self) -> None:
        self.registers.redo()

    def dispute(self) -> None:
        """A review or suit with or without result, detail and day."""
        result = (None, DisputeResult.UPHELD, DisputeResult.PENDING)[self.draw(3)]
        values = {"received_on": self.day(), "closed_on": self.maybe_day(), "result": result}
        decision = (None, ReviewDecision.REVOKED)[self.draw(2)]
        self.registers.save(make_review(**values, decision=decision) if self.draw(2) else make_suit(**values))

    def release(self) -> None:
        kind = (DocumentKind.OTHER, DocumentKind.NORMATIVE_DOCUMENT)[self.draw(2)]
        self.registers.save(make_release(document_kind=kind, formed_on=self.day(), published_on=self.maybe_day()))


DOORS = tuple(
    door
    for name, door in vars(Office).items()
    if callable(door) and not name.startswith("_") and name not in ("day", "maybe_day", "request")
)


@given(data=st.data(), doors=st.lists(st.sampled_from(DOORS), min_size=3, max_size=12))
@settings(max_examples=examples(20, 400), phases=[Phase.generate])
def test_every_room_says_the_same_whatever_door_a_record_came_through(
    data: st.DataObject, doors: list[Callable[[Office], None]]
) -> None:
    with TemporaryDirectory() as folder, new_registers(Path(folder) / "a.sqlite") as registers:
        registers.save(office())
        clerk = Office(registers, Path(folder), lambda below: data.draw(st.integers(0, below - 1)))
        clerk.form()
        for door in doors:
            if registers.count(Request):
                try:
                    door(clerk)
                except DisclosureError:
                    continue  # a door that says no leaves nothing behind
        _requests_agree(registers)
        _disputes_agree(registers)
        _releases_agree(registers)
        _figures_agree(registers)


def chip(registers: Registers, register: str, label: str) -> set[int]:
    """What a state finds in all years."""
    view = VIEWS[register]
    (states,) = (field for field in view.filters if field.name == "state")
    return set(registers.ids(view.record_type, Query(filters=(states.asked([label], TODAY),))))


def _requests_agree(registers: Registers) -> None:
    requests = {request.id: request for request in registers.all(Request)}
    answered = {each for each, request in requests.items() if request.counted_answer_on is not None}
    counted = {each for each, request in requests.items() if not request.is_excluded}
    over = {each for each, request in requests.items() if request.received_on is None and request.outcome is OTHER}
    parents = split_parents(registers, requests.values())
    assert chip(registers, "requests", "已办结") == answered
    assert chip(registers, "requests", "未办结") == counted - answered - over
    calendar = load_calendar(registers)
    for each, request in requests.items():
        steps = registers.steps(each)
        state = deadline_of(request, steps, calendar, TODAY).state
        assert (state in (DeadlineState.ANSWERED, DeadlineState.CLOSED)) == (each in answered | over)
        assert CaseState(request, steps).is_closed == (each in answered)
    waiting = {each for each in counted - answered - over if requests[each].number not in parents}
    assert {request.id for request in open_requests(registers)} == waiting
    asked = {item.record_id for item in _asked_today(registers) if item.register == "requests"}
    assert waiting <= asked, "every open request asks for something today"
    _table_and_chart_agree(registers, requests, parents)


def _asked_today(registers: Registers) -> Iterator[DueItem]:
    for items in today_items(registers, load_calendar(registers), TODAY).values():
        yield from items


def _table_and_chart_agree(registers: Registers, requests: dict[int, Request], parents: set[str]) -> None:
    kept = {
        each: request
        for each, request in requests.items()
        if not request.is_excluded
        and request.number not in parents
        and request.received_on is not None
        and request.received_on <= YEAR.until
    }
    ended = {each for each, request in kept.items() if request.counted_answer_on in YEAR}
    beyond = {each for each, request in kept.items() if (request.counted_answer_on or date.max) > YEAR.until}
    named = {row: {found for _, found in _named(registers, "table3", row)} for row in ("k7", "n4")}
    assert named == {"k7": ended, "n4": beyond}
    (chart,) = (one for one in charts(registers, 2024, TODAY) if one.code == "timeliness")
    shown = {
        point.label: {found for _, found in records_of_chart(registers, point.source)}
        for panel in chart.panels[:1]
        for point in panel.points
    }
    still_open = {"逾期未答复", "未到期、尚未答复"}
    assert set().union(*(ids for label, ids in shown.items() if label not in still_open)) == ended
    assert set().union(*(ids for label, ids in shown.items() if label in still_open)) == beyond
    half = [request.number for request in kept.values() if _is_half_answered(request)]
    told = "\n".join(finding.message for finding in check_file(registers, 2024, TODAY))
    assert [number for number in half if f"申请{number}：" not in told] == []


def _is_half_answered(request: Request) -> bool:
    return request.counted_answer_on is None and (request.outcome is not None or request.answered_on is not None)


def _named(registers: Registers, table: str, row: str, column: str = "total") -> list[tuple[str, int]]:
    return registers.records_of(CellKey(table, row, column), YEAR)


def _disputes_agree(registers: Registers) -> None:
    pending = {("reviews", each) for each in chip(registers, "reviews", "尚未审结")}
    pending |= {("litigation", each) for each in chip(registers, "litigation", "尚未审结")}
    assert {(dispute.register, dispute.id) for dispute in open_disputes(registers)} == pending
    named = {found for row in TABLE4 for found in _named(registers, "table4", row.code, "pending")}
    cases: dict[tuple[str, int], Review | Litigation] = {("reviews", one.id): one for one in registers.all(Review)}
    cases |= {("litigation", one.id): one for one in registers.all(Litigation)}
    known = {each for each in pending if cases[each].received_on <= YEAR.until}
    assert known <= named
    assert all((cases[each].closed_on or YEAR.until) > YEAR.until for each in named - known)


def _releases_agree(registers: Registers) -> None:
    releases = list(registers.all(Release))
    unpublished = {release.id for release in releases if (release.published_on or date.max) > TODAY}
    assert chip(registers, "releases", "尚未公开") == unpublished
    assert {release.id for release in unpublished_releases(registers, TODAY)} == unpublished
    assert registers.facts(YEAR).releases == sum(release.published_on in YEAR for release in releases)


def _figures_agree(registers: Registers) -> None:
    live = {request.id for request in registers.all(Request)}
    expected = recount(
        registers.all(Request),
        registers.all(Release),
        registers.all(Tally),
        [step for each in live for step in registers.steps(each)],
        registers.all(Review),
        registers.all(Litigation),
        YEAR.until,
        registers.profile(),
    )
    assert {tuple(cell): figure for cell, figure in registers.figures(YEAR).items() if figure} == expected
    errors = [one for one in check_file(registers, 2024, TODAY) if one.severity is Severity.ERROR]
    assert not [one.message for one in errors if one.rule.startswith(("T2", "T3", "T4"))]
    assert registers.verify() == []
