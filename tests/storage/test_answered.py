"""Is it answered? One question, and one answer: on the chip, in 今日, in the tables, in lists and in SQL."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.calendar.workdays import WorkCalendar
from disclosure.cases.answer_date import DeadlineState, deadline_of
from disclosure.cases.state import CaseState
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.report import counting
from disclosure.report.counting import Period
from disclosure.terms import Channel, StepKind
from storage.query import Filter, Query
from tests.empty_files import new_registers
from tests.records_factory import make_request, make_step
from tests.samples import examples

DAYS = st.integers(0, 800).map(lambda number: date(2023, 6, 1) + timedelta(days=number))
MAYBE_DAYS = st.one_of(st.none(), DAYS)
ENDINGS = st.sampled_from([kind for kind in StepKind if kind.outcome is not None])
REQUESTS = st.builds(
    make_request,
    channel=st.just(Channel.INTERNET),
    arrived_on=DAYS,
    received_on=MAYBE_DAYS,
    is_excluded=st.booleans(),
    outcome=st.one_of(st.none(), st.sampled_from(Outcome)),
    answered_on=MAYBE_DAYS,
)
CLOSED = (DeadlineState.ANSWERED, DeadlineState.CLOSED)


@given(st.lists(REQUESTS, min_size=1, max_size=8))
@settings(max_examples=examples(12, 60))
def test_the_file_finds_the_answered_requests_the_law_calls_so(drawn: list[Request]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.sqlite"
        with new_registers(path) as registers:
            requests = [change.after for change in registers.save_all(drawn)]
            found = {
                condition: set(registers.ids(Request, Query(filters=(Filter("outcome", condition),))))
                for condition in ("is_answered", "is_open")
            }
        with closing(sqlite3.connect(path)) as plain:  # a file has one writer: only after the window has closed it
            days = dict(plain.execute("SELECT id, counted_answer_on FROM requests").fetchall())
    for request in requests:
        assert isinstance(request, Request)
        day = request.counted_answer_on
        assert days[request.id] == (day.isoformat() if day else None)
        assert (request.id in found["is_answered"]) == request.is_answered
        assert (request.id in found["is_open"]) == request.is_open


@given(REQUESTS, st.lists(st.tuples(ENDINGS, DAYS), max_size=2), DAYS)
def test_replay_card_and_table_ask_the_same_question(
    request: Request, closings: list[tuple[StepKind, date]], until: date
) -> None:
    steps: tuple[Step, ...] = tuple(make_step(request, kind=kind, on=on) for kind, on in closings)
    deadline = deadline_of(request, steps, WorkCalendar())
    period = Period.of(until.year, until)
    rows = {cell.row for cell, _ in counting.request_cells(request, period, is_split_parent=False)}
    assert CaseState(request, steps).is_closed == request.is_answered
    over = request.received_on is None and request.outcome is Outcome.OTHER_HANDLING  # withdrawn unconfirmed
    assert (deadline.state in CLOSED) == (request.is_answered or over)
    if not request.is_excluded:
        assert request.is_open == (deadline.state not in CLOSED)
    if rows:
        day = request.counted_answer_on
        assert ("n4" in rows) == (day is None or day > period.until)


def test_a_request_withdrawn_before_it_was_received_is_over_even_where_its_day_was_taken_out(path: Path) -> None:
    """It stood under 未办结 while 今日 and the table called it over (条例第三十一条)."""
    with new_registers(path) as registers:
        for answered_on in (date(2023, 12, 28), None):
            registers.save(
                make_request(
                    arrived_on=date(2023, 12, 28),
                    received_on=None,
                    channel=Channel.INTERNET,
                    outcome=Outcome.OTHER_HANDLING,
                    answered_on=answered_on,
                )
            )
        assert list(registers.ids(Request, Query(filters=(Filter("outcome", "is_open"),)))) == []
