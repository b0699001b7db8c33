"""The numbers by SQL are the law's numbers, for any registers and any day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, RECORD_TYPES, Litigation, Profile, Record, Request, Review, Step
from disclosure.report.cells import CELLS, FEE_CELL, CellKey, Figure, totals
from disclosure.report.counting import Period, summed
from disclosure.report.facts import Fact
from disclosure.terms import (
    ActivityKind,
    AppealedJudgments,
    Applicant,
    BusinessKind,
    Channel,
    CourtInstance,
    DisputeResult,
    DocumentKind,
    Judgment,
    ReleaseChannel,
    ReviewDecision,
    StepKind,
    SuitRoute,
)
from storage.figures.counting import SPLIT_PARENTS
from storage.registers import Registers
from tests.empty_files import new_registers
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
from tests.samples import examples
from tests.storage.figures.recount import recount

YEAR_2024 = Period.of(2024)

days = st.sampled_from(
    [  # few days, so that they meet each other and the turn of the year often
        date(2023, 7, 3),
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2024, 3, 1),
        date(2024, 6, 29),
        date(2024, 6, 30),
        date(2024, 7, 1),
        date(2024, 12, 31),
        date(2025, 1, 1),
        date(2025, 2, 5),
    ]
)
maybe_days = st.one_of(st.none(), days)
numbers = st.sampled_from(["一", "二", "三", "四", "五"])
money = st.one_of(st.none(), st.integers(-(10**6), 10**11).map(Fen))


@st.composite
def unnumbered_requests(draw: st.DrawFn) -> Request:
    return make_request(
        applicant_kind=draw(st.sampled_from([Applicant.NATURAL_PERSON, Applicant.COMPANY])),
        channel=Channel.INTERNET,
        arrived_on=draw(days),
        received_on=draw(st.one_of(days, days, days, maybe_days)),
        is_excluded=draw(st.integers(0, 5)) == 0,
        outcome=draw(st.one_of(st.none(), st.sampled_from(Outcome))),
        answered_on=draw(maybe_days),
        split_from=draw(st.one_of(st.just(""), numbers)),
    )


@st.composite
def suits(draw: st.DrawFn) -> Litigation:
    return make_suit(
        route=draw(st.sampled_from(SuitRoute)),
        original_case=draw(st.one_of(st.just(""), numbers)),
        received_on=draw(days),
        closed_on=draw(maybe_days),
        result=draw(st.one_of(st.none(), st.sampled_from(DisputeResult))),
        judgment=draw(st.one_of(st.none(), st.sampled_from(Judgment))),
        instance=draw(st.one_of(st.none(), st.sampled_from(CourtInstance))),
    )


reviews = st.builds(
    make_review,
    received_on=days,
    closed_on=maybe_days,
    result=st.one_of(st.none(), st.sampled_from(DisputeResult)),
    decision=st.one_of(st.none(), st.sampled_from(ReviewDecision)),
)
offices = st.builds(
    make_profile,
    opening_on=maybe_days,
    opening_documents=st.one_of(st.none(), st.integers(0, 9)),
    appealed_judgments=st.one_of(st.none(), st.sampled_from(AppealedJudgments)),
)
releases = st.builds(
    make_release,
    document_kind=st.sampled_from(DocumentKind),
    formed_on=days,
    issued_on=maybe_days,
    valid_until=maybe_days,
    repealed_on=maybe_days,
)
tallies = st.builds(
    make_tally,
    kind=st.sampled_from(BusinessKind),
    on=days,
    quantity=st.one_of(st.none(), st.integers(0, 10**6)),
    amount=money,
    includes_information_fee=st.integers(0, 4).map(lambda drawn: drawn == 0),
)
payments = st.builds(
    make_step, st.just(make_request()), kind=st.sampled_from([StepKind.FEE_PAID, StepKind.NOTE]), on=days, amount=money
)


def numbered(records: list[Any]) -> list[Any]:
    return [replace(record, number=number) for record, number in zip(records, "一二三四五六七", strict=False)]


def saved(registers: Registers, records: Iterable[Record]) -> list[Any]:
    return [change.after for change in registers.save_all(list(records))]


def without_some(registers: Registers, records: list[Any], removed: set[int]) -> list[Any]:
    for place in removed & set(range(len(records))):
        registers.remove(records[place])
    return [record for place, record in enumerate(records) if place not in removed]


@given(
    requests=st.lists(unnumbered_requests(), min_size=2, max_size=6),
    cases=st.lists(suits(), max_size=5),
    disputes=st.lists(reviews, max_size=3),
    published=st.lists(releases, max_size=3),
    batches=st.lists(tallies, max_size=3),
    office=offices,
    paid=st.lists(st.tuples(payments, st.integers(0, 4)), max_size=3),
    removed=st.sets(st.integers(0, 4), max_size=2),
    until=days.filter(lambda day: day.year < 2025),
    whole_year=st.booleans(),
    first=maybe_days,
)
@settings(max_examples=examples(30, 2_000))
def test_sql_counts_what_a_slow_recount_counts_and_every_record_names_its_cells(  # noqa: PLR0917
    requests: list[Request],
    cases: list[Litigation],
    disputes: list[Review],
    published: list[Any],
    batches: list[Any],
    office: Profile,
    paid: list[tuple[Step, int]],
    removed: set[int],
    until: date,
    whole_year: bool,
    first: date | None,
) -> None:
    day = date(until.year, 12, 31) if whole_year else until
    period = Period.of(day.year, day) if first is None or first > day else Period(first, day)
    with TemporaryDirectory() as folder, new_registers(Path(folder) / "a.sqlite") as registers:
        (profile,) = saved(registers, [office])
        all_requests = saved(registers, numbered(requests))
        kept_steps = saved(
            registers,
            [
                replace(step, request_id=all_requests[place % len(all_requests)].id)
                for step, place in paid
                if all_requests
            ],
        )
        live = {
            "requests": without_some(registers, all_requests, removed),
            "litigation": without_some(registers, saved(registers, numbered(cases)), removed),
            "reviews": without_some(registers, saved(registers, disputes), removed),
            "releases": without_some(registers, saved(registers, published), removed),
            "tallies": without_some(registers, saved(registers, batches), removed),
            "steps": without_some(registers, kept_steps, {place + 2 for place in removed}),
        }
        figures = registers.figures(period)
        expected = recount(
            live["requests"],
            live["releases"],
            live["tallies"],
            live["steps"],
            live["reviews"],
            live["litigation"],
            day,
            profile,
            period.since,
        )
        assert set(figures) == set(CELLS)
        assert {tuple(cell): figure for cell, figure in figures.items() if figure} == expected
        everything = {(record.register, record.id): record for records in live.values() for record in records}
        everything["profile", profile.id] = profile
        everything |= {("requests", request.id): request for request in all_requests}  # the removed ones count nowhere
        contributions = [part for record in everything.values() for part in registers.cells_of(record, period)]
        assert totals(summed(contributions)) == figures
        _records_add_up(registers, period, figures)
        _facts_name_what_they_count(registers, period)


def _records_add_up(registers: Registers, period: Period, figures: dict[CellKey, Figure]) -> None:
    types: dict[str, type[Record]] = {**LEDGERS, "steps": Step, "profile": Profile}
    for cell in CELLS:
        named = registers.records_of(cell, period)
        assert len(set(named)) == len(named)
        if cell.table != "table2" or cell.column in ("issued", "repealed"):
            assert len(named) == figures[cell]
        else:
            records: list[Record] = [registers.get(types[register], record_id) for register, record_id in named]
            parts = [part for record in records for part in registers.cells_of(record, period)]
            assert summed(parts).get(cell, 0) == figures[cell]


def _facts_name_what_they_count(registers: Registers, period: Period) -> None:
    facts = registers.facts(period)
    counts: dict[Fact, int] = {
        Fact(name): getattr(facts, name) for name in ("releases", "reviews", "suits", "information_fee_requests")
    }
    parts = ("releases_by_statistics_category", "releases_by_channel", "requests_by_channel", "requests_by_applicant")
    counts |= {Fact(name, str(part)): count for name in parts for part, count in getattr(facts, name).items()}
    counts |= {Fact("activities", str(kind)): told.times for kind, told in facts.activities.items()}
    for fact, count in counts.items():
        named = registers.records_of(fact, period)
        assert (len(named), len(set(named))) == (count, count), fact
        assert all(registers.get(RECORD_TYPES[register], record_id) for register, record_id in named)


def figure(registers: Registers, table: str, row: str, column: str, period: Period = YEAR_2024) -> Figure:
    return registers.figures(period)[CellKey(table, row, column)]


def test_a_split_request_counts_nowhere_as_long_as_a_live_request_was_split_from_it(registers: Registers) -> None:
    parent, child = saved(registers, [make_request(number="甲"), make_request(number="乙", split_from="甲")])
    assert figure(registers, "table3", "n1", "total") == 1
    assert registers.cells_of(parent, YEAR_2024) == ()
    assert registers.records_of(CellKey("table3", "n4", "total"), YEAR_2024) == [("requests", child.id)]
    registers.remove(child)
    assert figure(registers, "table3", "n1", "total") == 1
    assert registers.records_of(CellKey("table3", "n4", "total"), YEAR_2024) == [("requests", parent.id)]


def test_a_request_that_names_itself_as_its_parent_still_counts(registers: Registers) -> None:
    saved(registers, [make_request(number="甲", split_from="甲")])
    assert figure(registers, "table3", "n1", "total") == 1


def test_a_suit_that_names_itself_as_its_first_instance_is_one_case(registers: Registers) -> None:
    saved(registers, [make_suit(number="甲", original_case="甲")])
    assert figure(registers, "table4", "direct_suit", "total") == 1


def test_an_answer_on_the_cut_off_day_is_given_and_one_the_day_after_is_not(registers: Registers) -> None:
    saved(registers, [make_request(outcome=Outcome.GRANTED, answered_on=date(2024, 3, 15))])
    until_the_day, until_the_eve = Period.of(2024, date(2024, 3, 15)), Period.of(2024, date(2024, 3, 14))
    assert figure(registers, "table3", "n4", "total", until_the_day) == 0
    assert figure(registers, "table3", "k1", "total", until_the_day) == 1
    assert figure(registers, "table3", "n4", "total", until_the_eve) == 1
    assert figure(registers, "table3", "n2", "total", Period.of(2025)) == 0


def test_what_is_received_and_answered_around_the_turn_of_the_year_stands_where_it_belongs(
    registers: Registers,
) -> None:
    late, first = saved(
        registers,
        [
            make_request(received_on=date(2023, 12, 31), outcome=Outcome.GRANTED, answered_on=date(2024, 1, 1)),
            make_request(received_on=date(2024, 1, 1), outcome=Outcome.GRANTED, answered_on=date(2025, 1, 6)),
        ],
    )
    for period in (YEAR_2024, Period.of(2024, date(2024, 6, 30))):
        for row, record in (("n1", first), ("n2", late), ("k1", late), ("n4", first)):
            assert figure(registers, "table3", row, "total", period) == 1
            assert registers.records_of(CellKey("table3", row, "total"), period) == [("requests", record.id)]


def test_the_figures_of_the_quarters_and_of_two_years_are_those_of_their_days(registers: Registers) -> None:
    received, answered = (date(2024, 2, 5), date(2024, 5, 8)), (date(2024, 11, 4), date(2025, 1, 6))
    for number, (arrived, on) in enumerate((received, answered)):
        registers.save(
            make_request(
                number=f"{number}", received_on=arrived, answered_on=on, outcome=Outcome.GRANTED, arrived_on=arrived
            )
        )
    first, second = Period(date(2024, 1, 1), date(2024, 3, 31)), Period(date(2024, 4, 1), date(2024, 6, 30))
    both_years = Period(date(2024, 1, 1), date(2025, 12, 31))
    told = [
        [figure(registers, "table3", row, "total", period) for row in ("n1", "n2", "k7", "n4")]
        for period in (first, second, Period(date(2024, 12, 31), date(2025, 1, 6)), both_years)
    ]
    assert told == [[1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 1, 0], [2, 0, 2, 0]]


def test_an_answer_on_new_year_s_day_was_carried_over(registers: Registers) -> None:
    saved(
        registers, [make_request(received_on=date(2023, 12, 31), outcome=Outcome.GRANTED, answered_on=date(2024, 1, 1))]
    )
    assert figure(registers, "table3", "n4", "total", Period.of(2023)) == 1
    assert figure(registers, "table3", "n2", "total") == 1
    assert figure(registers, "table3", "k1", "total") == 1


def test_a_cycle_of_original_cases_is_still_one_case_in_the_block_of_the_earliest(registers: Registers) -> None:
    registers.save(make_suit(number="甲", original_case="乙", route=SuitRoute.SUIT_AFTER_REVIEW))
    registers.save(make_suit(number="乙", original_case="甲", received_on=date(2024, 1, 2)))
    assert figure(registers, "table4", "direct_suit", "total") == 1
    assert figure(registers, "table4", "suit_after_review", "total") == 0


def test_money_is_exact_to_the_fen(registers: Registers) -> None:
    registers.save(make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, amount=Fen(1)))
    assert figure(registers, *FEE_CELL) == Decimal("0.000001")


def test_each_row_of_decisions_and_of_charges_names_its_own_batches(registers: Registers) -> None:
    kept = {kind: registers.save(make_tally(kind=kind, quantity=2, amount=Fen(100))).record_id for kind in BusinessKind}
    decisions = {
        BusinessKind.LICENCE: "licences",
        BusinessKind.PENALTY: "penalties",
        BusinessKind.COERCIVE_MEASURE: "coercive_measures",
    }
    for kind, row in decisions.items():
        assert registers.records_of(CellKey("table2", row, "decisions"), Period.of(2024)) == [("tallies", kept[kind])]
    charged = registers.records_of(FEE_CELL, Period.of(2024))
    assert charged == [("tallies", kept[BusinessKind.ADMINISTRATIVE_FEE])]


def test_seven_documents_at_the_start_and_one_issued_are_eight_in_force(registers: Registers) -> None:
    """期初现行有效规范性文件 was read by no code: table two said 1."""
    opening = make_profile(opening_on=date(2023, 12, 31), opening_documents=7)
    office = saved(registers, [opening])[0]
    normative = {"document_kind": DocumentKind.NORMATIVE_DOCUMENT}
    known = make_release(**normative, formed_on=date(2022, 5, 1), repealed_on=date(2024, 10, 1))
    issued, known = saved(registers, [make_release(**normative, formed_on=date(2024, 3, 1)), known])
    in_force = ("table2", "normative_documents", "in_force")
    assert figure(registers, *in_force, Period.of(2024, date(2024, 6, 30))) == 8, "the known one is one of the seven"
    assert figure(registers, *in_force) == 7, "7 at the start + 1 issued - 1 repealed"
    assert figure(registers, *in_force, Period.of(2023)) == 7
    assert figure(registers, *in_force, Period.of(2022)) == 1, "before the opening day the register alone"
    named = registers.records_of(CellKey(*in_force), YEAR_2024)
    assert named == [("profile", office.id), ("releases", known.id), ("releases", issued.id)]
    assert figure(registers, "table2", "rules", "in_force") == 0


def test_an_appeal_of_january_leaves_the_judgment_of_december_unless_the_office_says_otherwise(
    registers: Registers,
) -> None:
    judged = {"result": DisputeResult.UPHELD, "closed_on": date(2024, 12, 20), "received_on": date(2024, 5, 12)}
    saved(registers, [make_suit(number="甲", **judged)])
    saved(registers, [make_suit(number="乙", original_case="甲", received_on=date(2025, 1, 5))])
    assert figure(registers, "table4", "direct_suit", "upheld") == 1
    saved(registers, [make_profile(appealed_judgments=AppealedJudgments.PENDING)])
    assert figure(registers, "table4", "direct_suit", "upheld") == 0
    assert figure(registers, "table4", "direct_suit", "pending") == 1
    assert len(registers.records_of(CellKey("table4", "direct_suit", "pending"), YEAR_2024)) == 1


def test_the_information_fee_is_added_unless_a_batch_of_the_period_contains_it(registers: Registers) -> None:
    request = saved(registers, [make_request()])[0]
    step = saved(registers, [make_step(request, kind=StepKind.FEE_PAID, amount=Fen(40_000))])[0]
    batch = make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, on=date(2024, 8, 1), amount=Fen(1_000_000))
    saved(registers, [batch])
    assert figure(registers, *FEE_CELL) == Decimal("1.04")
    saved(registers, [replace(batch, includes_information_fee=True)])
    assert figure(registers, *FEE_CELL) == 2
    assert registers.cells_of(step, YEAR_2024) == ()
    assert figure(registers, *FEE_CELL, Period.of(2024, date(2024, 7, 31))) == Decimal("0.04")


def test_the_fee_of_a_removed_request_counts_nowhere(registers: Registers) -> None:
    request = registers.save(make_request()).after
    assert isinstance(request, Request)
    step = registers.save(make_step(request, kind=StepKind.FEE_PAID, amount=Fen(40_000))).after
    assert step is not None
    assert figure(registers, *FEE_CELL) == Decimal("0.04")
    registers.remove(request)
    assert figure(registers, *FEE_CELL) == 0
    assert registers.cells_of(step, YEAR_2024) == ()
    assert registers.cells_of(request, YEAR_2024) == ()


def test_records_that_no_table_counts_have_no_cells(registers: Registers) -> None:
    activity = registers.save(make_activity()).after
    assert activity is not None
    assert registers.cells_of(activity, YEAR_2024) == ()


def test_a_hundred_numbers_come_from_indexes_alone(registers: Registers) -> None:
    from storage.figures import counting  # noqa: PLC0415

    (at,) = counting.each_year(counting.bounds(YEAR_2024))
    for sql in (counting._RECEIVED, counting._CARRIED, counting._ANSWERED):
        plan = registers._connection.rows(f"EXPLAIN QUERY PLAN {sql}", at)
        assert "USING INDEX requests_" in plan[0][3]


def test_others_have_the_file_between_the_months_a_year_is_read_by() -> None:
    """A district's year of ten thousand requests, read at once, kept a save waiting for 176 ms."""
    from storage.figures import counting  # noqa: PLC0415

    period = Period(date(2023, 11, 15), date(2025, 2, 10))
    months = list(counting.each_month(counting.bounds(period)))
    assert len(months) == 2 + 12 + 2
    for day in (date(2023, 10, 1) + timedelta(days=number) for number in range(600)):
        parts = [part for part in months if part["since"] <= day.isoformat() <= part["until"]]
        assert [part["year"] for part in parts] == [day.year] * (period.since <= day <= period.until)


def test_the_facts_of_a_year_for_the_prose(registers: Registers) -> None:
    registers.save(
        make_profile(
            statistics_categories="机构职能类；人事信息",
            opening_on=date(2023, 12, 31),
            opening_releases=500,
            opening_requests=2,
        )
    )
    registers.save_all(
        [
            make_release(statistics_category="其他类"),
            make_release(statistics_category="人事信息", channels=(ReleaseChannel.PORTAL, ReleaseChannel.NOTICE_BOARD)),
            make_release(published_on=date(2023, 5, 1)),
            make_release(published_on=None),
        ]
    )
    first, second = saved(
        registers,
        [
            make_request(content="甲"),
            make_request(content="乙", channel=Channel.INTERNET, received_on=date(2024, 5, 6)),
        ],
    )
    registers.save(replace(first, outcome=Outcome.GRANTED, answered_on=date(2024, 3, 5)))
    registers.save_all(
        [
            make_request(is_excluded=True),
            make_request(received_on=date(2023, 6, 1)),
            make_step(second, kind=StepKind.FEE_PAID, amount=Fen(4000)),
            make_review(),
            make_suit(number="甲"),
            make_suit(original_case="甲"),
            make_suit(received_on=date(2023, 2, 2)),
            make_activity(quantity=30, found=2, corrected=1),
            make_activity(),
            make_activity(kind=ActivityKind.MEETING, on=date(2023, 1, 1)),
        ]
    )
    _facts_name_what_they_count(registers, YEAR_2024)
    facts = registers.facts(YEAR_2024)
    assert (facts.releases, facts.releases_cumulative) == (2, 502)
    assert list(facts.releases_by_statistics_category.items()) == [("人事信息", 1), ("其他类", 1)]
    assert facts.releases_by_channel == {ReleaseChannel.PORTAL: 2, ReleaseChannel.NOTICE_BOARD: 1}
    assert (facts.requests, facts.requests_cumulative, facts.request_contents) == (2, 4, ("甲", "乙"))
    assert facts.requests_by_channel == {Channel.COUNTER: 1, Channel.INTERNET: 1}
    assert facts.requests_by_applicant == {Applicant.NATURAL_PERSON: 2}
    assert (facts.carried_in, facts.answered, facts.carried_out) == (1, 1, 2)
    assert (facts.reviews, facts.suits) == (1, 1)
    assert (facts.information_fee_fen, facts.information_fee_requests) == (4000, 1)
    training = facts.activities[ActivityKind.TRAINING]
    assert (training.times, training.quantity, training.found, training.corrected) == (2, 30, 2, 1)
    assert ActivityKind.MEETING not in facts.activities


@pytest.mark.parametrize(
    ("opening", "opening_on", "expected"),
    [
        (None, None, 2),
        (None, date(2023, 12, 31), 2),
        (100, None, 102),
        (100, date(2023, 12, 31), 101),
        # before the day of the figure: 100 less the one between, never less than the register holds
        (100, date(2025, 1, 1), 99),
        (1, date(2025, 1, 1), 2),
    ],
)
def test_cumulative_figures_start_from_the_opening_figure(
    registers: Registers, opening: int | None, opening_on: date | None, expected: int
) -> None:
    registers.save(make_profile(opening_releases=opening, opening_on=opening_on))
    registers.save_all([make_release(), make_release(published_on=date(2023, 5, 1))])
    registers.save(make_release(formed_on=date(2025, 1, 1), published_on=date(2025, 1, 1)))
    assert registers.facts(YEAR_2024).releases_cumulative == expected


def test_what_was_split_is_found_from_its_parts(registers: Registers) -> None:
    """Every request of a district was walked for a handful of parts: 160 ms of the 170 that the 200 numbers took."""
    plan = [told for *_, told in registers._connection.rows(f"EXPLAIN QUERY PLAN {SPLIT_PARENTS}")]
    assert plan[0].startswith("SCAN child")
    assert plan[1].startswith("SEARCH parent USING INDEX requests_number")


@pytest.mark.parametrize(
    ("decided", "further"),
    [(date(2023, 12, 31), 1), (date(2024, 1, 1), 0), (date(2023, 7, 3), 1)],
    ids=["on the last day before", "on the first day", "long before"],
)
def test_a_suit_decided_before_the_year_and_appealed_in_it_went_further(
    registers: Registers, decided: date, further: int
) -> None:
    first = make_suit(number="诉1", received_on=date(2023, 3, 1), closed_on=decided, result=DisputeResult.UPHELD)
    registers.save(first)
    registers.save(
        make_suit(number="诉2", original_case="诉1", instance=CourtInstance.SECOND, received_on=date(2024, 2, 1))
    )
    assert registers.facts(YEAR_2024).suits_taken_further == further
