"""Finding: any piece of text, any declared condition, any order."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from disclosure.column_kinds import Kind, columns
from disclosure.outcomes import Outcome
from disclosure.records import RECORD_TYPES, Activity, Duty, Record, Release, Request, Review, Step
from disclosure.terms import Applicant, Channel, ReleaseChannel
from storage import reading
from storage.query import Filter, Query, selection
from storage.registers import Registers
from storage.search import SEARCHED
from tests.empty_files import new_registers
from tests.records_factory import (
    make_activity,
    make_draft,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_step,
)


def found(registers: Registers, record_type: type[Record] = Request, **query: Any) -> list[int]:
    asked = Query(**query)
    ids = list(registers.ids(record_type, asked))
    assert len(ids) == registers.count(record_type, asked)
    assert [record.id for record in registers.all(record_type, asked)] == ids
    return ids


@pytest.fixture
def texts(registers: Registers) -> Registers:
    registers.save_all(
        [
            make_request(content="拆迁补偿方案（2023年）", handler="赵某"),
            make_request(content="补偿款100%到位_情况 A-1", archive_number="DA-07"),
            make_request(content="Road改造；补 偿", number="ＸＺ－9"),
        ]
    )
    return registers


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", [1, 2, 3]),
        ("   ", [1, 2, 3]),
        ("补偿", [1, 2]),
        ("偿", [1, 2, 3]),
        ("拆迁补偿方案", [1]),
        ("迁补偿方", [1]),
        ("补偿 方案", [1]),
        ("方案 补偿款", []),
        ("拆迁方案", []),
        ("%", [2]),
        ("_", [2]),
        ("到位_情", [2]),
        ("0%到", [2]),
        ("a-1", [2]),
        ("A－1", [2]),
        ("road", [3]),
        ("ROAD改", [3]),
        ("xz-9", [3]),
        ("2024-00", [1, 2]),
        ("（2023年）", [1]),
        ('"', []),
        ("*", []),
        ("\x1f", [1, 2, 3]),
        ("赵某", [1]),
        ("da-07", [2]),
        ("张某某", [1, 2, 3]),
        ("\\", []),
        ("AND", []),
    ],
)
def test_text_is_found_as_a_substring_of_any_length_whatever_its_signs(
    texts: Registers, text: str, ids: list[int]
) -> None:
    assert found(texts, text=text) == ids


def test_search_follows_amendment_removal_and_undo(registers: Registers) -> None:
    request = registers.save(make_request(content="旧文字")).after
    assert request is not None
    registers.save(make_request(id=request.id, number="2024-001", content="新文字"))
    assert (found(registers, text="旧文"), found(registers, text="新文")) == ([], [1])
    registers.remove(registers.get(Request, 1))
    assert found(registers, text="新文") == []
    registers.undo()
    registers.undo()
    assert (found(registers, text="旧文"), found(registers, text="新文")) == ([1], [])
    registers.undo()
    assert found(registers, text="旧文") == []
    assert registers._connection.value("SELECT count(*) FROM requests_search WHERE requests_search MATCH '旧'") == 0


def test_every_register_people_look_into_is_searched(registers: Registers) -> None:
    registers.save_all([make_release(), make_review(), make_activity(), make_duty()])
    assert found(registers, Release, text="工作要点") == [1]
    assert found(registers, Review, text="测试区") == [1]
    assert found(registers, Activity, text="业务") == [1]
    assert found(registers, Duty, text="季度") == [1]
    assert found(registers, Step, text="备注") == []


NOT_SEARCHED = {"letters": {"sha256"}, "attachments": {"media_type", "sha256"}}
"""What the program writes itself. All that people write finds a record: 「都找过了」 is said where nothing is."""


@pytest.mark.parametrize("register", SEARCHED)
def test_every_text_of_a_record_finds_it(register: str) -> None:
    texts = {column.name for column in columns(RECORD_TYPES[register]) if column.kind is Kind.TEXT}
    assert texts - set(SEARCHED[register]) == NOT_SEARCHED.get(register, set()) | (texts & {"proposed"})
    assert len(set(SEARCHED[register])) == len(SEARCHED[register])


@pytest.fixture
def several(registers: Registers) -> Registers:
    registers.save_all(
        [
            make_request(received_on=date(2024, 5, 6), outcome=Outcome.GRANTED, answered_on=date(2024, 6, 1)),
            make_request(
                received_on=None,
                arrived_on=date(2023, 12, 31),
                channel=Channel.INTERNET,
                applicant_kind=Applicant.COMPANY,
                remarks="100%\\甲",
            ),
            make_request(received_on=date(2024, 1, 1), outcome=Outcome.NOT_HELD, is_excluded=True, department="党政办"),
        ]
    )
    registers.attach(registers.get(Request, 3), name="申请.txt", content=b"paper")
    gone = registers.attach(registers.get(Request, 1), name="误收.txt", content=b"other")
    registers.remove(gone, reason="误收")
    return registers


OLD, NEW = (date(2023, 12, 1), date(2023, 12, 31)), (date(2024, 1, 1), date(2024, 1, 31))
MAY = (date(2024, 5, 1), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter("outcome", "is_empty"), [2]),
        (Filter("outcome", "is_filled"), [3, 1]),
        (Filter("outcome", "equals", Outcome.GRANTED), [1]),
        (Filter("outcome", "equals", None), [2]),
        (Filter("outcome", "differs", Outcome.GRANTED), [2, 3]),
        (Filter("outcome", "any_of", (Outcome.GRANTED, Outcome.NOT_HELD)), [3, 1]),
        (Filter("received_on", "between", (date(2024, 1, 1), date(2024, 5, 5))), [3]),
        (Filter("received_on", "before", date(2024, 5, 6)), [3]),
        (Filter("received_on", "after", date(2024, 1, 1)), [1]),
        (Filter("is_excluded", "equals", True), [3]),
        (Filter("is_excluded", "is_empty"), [2, 1]),
        (Filter("department", "is_empty"), [2, 1]),
        (Filter("department", "contains", "政"), [3]),
        (Filter("remarks", "contains", "0%"), [2]),
        (Filter("remarks", "contains", "_"), []),
        (Filter("remarks", "contains", "%\\"), [2]),
        (Filter("id", "any_of", [1, 3]), [3, 1]),
        (Filter("outcome", "any_of", (None, Outcome.GRANTED)), [2, 1]),
        (Filter("id", "any_of", range(2, 42)), [2, 3]),
        (Filter("id", "any_of", range(2, 43)), [2, 3]),
        (Filter("", "either", (Filter("outcome", "is_empty"), Filter("id", "equals", 1))), [2, 1]),
        (Filter("", "in_periods", ()), []),
        (Filter("", "in_periods", (OLD,)), [2]),
        (Filter("", "in_periods", (NEW, OLD)), [2, 3]),
        (Filter("", "in_periods", (MAY, OLD)), [2, 1]),
        (Filter("", "in_periods", (OLD, (date(2023, 1, 1), date(2024, 1, 1)))), [2, 3]),
        (Filter("", "in_periods", ((date(2023, 1, 1), date(2024, 6, 1)), OLD)), [2, 3, 1]),
        (Filter("", "has_papers", True), [3]),
        (Filter("", "has_papers", False), [2, 1]),
        (Filter("outcome", "is_open"), [2]),
        (Filter("outcome", "is_answered"), [1]),  # the third has no day of its answer
    ],
)
def test_conditions_select_in_the_order_of_the_main_date(several: Registers, wanted: Filter, ids: list[int]) -> None:
    assert found(several, filters=(wanted,)) == ids


def test_conditions_year_and_text_hold_together(several: Registers) -> None:
    assert found(several, year=2024) == [3, 1]
    assert found(several, year=2023) == [2]
    assert found(several, year=2024, text="张某", filters=(Filter("outcome", "equals", Outcome.GRANTED),)) == [1]
    assert [found(several, year=year, text="某某") for year in (2023, 2024)] == [[2], [3, 1]]
    assert several.years() == [2023, 2024]


def test_a_register_without_a_main_date_knows_no_year_but_drafts_have_their_own(registers: Registers) -> None:
    registers.save_all([make_duty(), make_draft(), make_draft(year=2023)])
    assert found(registers, Duty, year=1999) == [1]
    assert list(registers.drafts(2023)) == ["测试部分"]


def test_a_release_belongs_to_the_year_of_its_publication_or_else_of_its_forming(registers: Registers) -> None:
    registers.save_all(
        [
            make_release(formed_on=date(2023, 12, 1), published_on=date(2024, 1, 2)),
            make_release(formed_on=date(2023, 12, 1), published_on=None),
        ]
    )
    assert (found(registers, Release, year=2024), found(registers, Release, year=2023)) == ([1], [2])


def test_one_channel_of_several_is_found(registers: Registers) -> None:
    registers.save(make_release(channels=(ReleaseChannel.PORTAL, ReleaseChannel.GAZETTE)))
    registers.save(make_release(channels=()))
    assert found(registers, Release, filters=(Filter("channels", "contains", ReleaseChannel.GAZETTE),)) == [1]
    assert found(registers, Release, filters=(Filter("channels", "is_empty"),)) == [2]
    assert found(registers, Release, sort="channels") == [2, 1]


def test_orders_go_both_ways_and_terms_sort_as_printed(several: Registers) -> None:
    assert found(several) == [2, 3, 1]
    assert found(several, descending=True) == [1, 3, 2]
    assert found(several, sort="number", descending=True) == [3, 1, 2]
    assert found(several, sort="applicant_kind") == [1, 3, 2]
    assert found(several, sort="outcome") == [2, 1, 3]
    assert found(several, sort="channel", then=("-number",)) == [3, 1, 2]
    assert found(several, sort="channel", descending=True, then=("outcome",)) == [2, 1, 3]
    assert found(several, then=("channel",)) == [3, 1, 2], "equals stand by their main date"
    assert list(several.ids(Request, Query(limit=2))) == [2, 3]
    assert found(several, Step) == []


def test_a_field_that_does_not_exist_is_a_fault_of_the_program(registers: Registers) -> None:
    for query in (Query(sort="nothing"), Query(filters=(Filter("nothing", "is_empty"),))):
        with pytest.raises(KeyError):
            registers.ids(Request, query)


def test_pages_come_in_the_asked_order_and_leave_out_what_is_gone(several: Registers) -> None:
    several.remove(several.get(Request, 3))
    assert [request.id for request in several.page(Request, [2, 99, 3, 1])] == [2, 1]


def test_completions_come_by_frequency(registers: Registers) -> None:
    registers.save_all([make_release(department=name) for name in ("甲", "乙", "乙", "", "丙")])
    assert registers.most_used(Release, "department") == ["乙", "丙", "甲"]
    assert registers.most_used(Step, "party") == []


def test_the_steps_of_no_request_are_none(registers: Registers) -> None:
    request = registers.save(make_request()).after
    assert isinstance(request, Request)
    registers.save(make_step(request))
    assert registers.steps_by_request([]) == {}


def test_open_requests_are_found_by_their_own_index(registers: Registers) -> None:
    """Open: counted, and no 办理结果 with an 答复日期 on or after 收到申请之日."""
    received, later = {"arrived_on": date(2024, 3, 1), "received_on": date(2024, 3, 1)}, date(2024, 3, 8)
    granted: dict[str, Any] = {"outcome": Outcome.GRANTED}
    open_ones: list[dict[str, Any]] = [
        {},
        granted,
        {**granted, "answered_on": date(2024, 2, 29)},
        {"answered_on": later},
        {"received_on": None, "channel": Channel.FAX},
    ]
    others = [{**granted, "answered_on": later}, {**granted, "answered_on": date(2025, 3, 8)}, {"is_excluded": True}]
    ids = [registers.save(make_request(**{**received, **values})).record_id for values in (*open_ones, *others)]
    query = Query(filters=(Filter("outcome", "is_open"),))
    assert sorted(registers.ids(Request, query)) == ids[: len(open_ones)]
    plan = registers._connection.rows("EXPLAIN QUERY PLAN " + selection(Request, query).sql("requests.id"))
    steps = " | ".join(step[3] for step in plan)
    assert "requests_carried" in steps
    assert "requests_received (counted_year=?" in steps
    assert "SCAN requests" not in steps.replace("SCAN requests USING INDEX", "")


@pytest.fixture(scope="module")
def numerous(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    """Return a register in which every order has ties and blanks, some of it removed."""
    outcomes = [None, *Outcome]
    with new_registers(tmp_path_factory.mktemp("numerous") / "office.sqlite") as registers:
        registers.save_all(
            [
                make_request(
                    received_on=None if place % 11 == 0 else date(2023 + place % 3, 1 + place % 12, 1 + place % 7),
                    outcome=outcomes[place * 7 % len(outcomes)],
                    department=("", "甲", "乙")[place % 3],
                    content=f"第{place % 5}件",
                    applicant_kind=list(Applicant)[place % len(Applicant)],
                )
                for place in range(240)
            ]
        )
        for place in (3, 77, 200):
            registers.remove(registers.get(Request, place))
        yield registers


NARROWED: tuple[Query, ...] = (
    Query(),
    Query(year=2024),
    Query(text="第3"),
    Query(filters=(Filter("department", "equals", "甲"),)),
    Query(year=2023, filters=(Filter("outcome", "is_filled"),)),
    Query(filters=(Filter("outcome", "is_open"),)),
    Query(filters=(Filter("", "in_periods", ((date(2023, 3, 2), date(2023, 9, 1)), (date(2025, 2, 2), date.max))),)),
)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", ["", "outcome", "department", "received_on", "applicant_kind", "number", "channel"])
@pytest.mark.parametrize("query", NARROWED)
def test_the_first_page_is_the_head_of_all_rows_in_every_order(
    numerous: Registers, monkeypatch: pytest.MonkeyPatch, query: Query, sort: str, *, descending: bool
) -> None:
    ordered = replace(query, sort=sort, descending=descending)
    every = list(numerous.ids(Request, ordered))  # in one run
    assert every
    monkeypatch.setattr(reading, "_RUN", 50)
    assert list(numerous.ids(Request, ordered)) == every
    for count in (1, 20, 128):
        assert list(numerous.ids(Request, replace(ordered, limit=count))) == every[:count]


class _CountedLock:
    """A lock that counts how often it was taken."""

    def __init__(self, lock: AbstractContextManager[bool]) -> None:
        self._lock, self.count = lock, 0

    def __enter__(self) -> None:
        self.count += 1
        self._lock.__enter__()

    def __exit__(self, *told: Any) -> None:
        self._lock.__exit__(*told)


@pytest.mark.parametrize(
    "query",
    [
        Query(sort="outcome"),
        Query(sort="department", limit=20),
        Query(sort="department", then=("-received_on",)),
        Query(),
        Query(descending=True),
        Query(text="第"),
        Query(text="第", descending=True, limit=200),
        Query(year=2024),
        Query(year=2024, sort="outcome"),
        Query(year=2024, filters=(Filter("department", "equals", "甲"),)),
        Query(filters=(Filter("", "in_periods", ((date(2023, 1, 1), date(2025, 12, 31)),)),)),
        Query(filters=(Filter("content", "contains", "件"),)),
    ],
)
def test_others_can_save_while_a_hundred_thousand_rows_are_listed(
    numerous: Registers, monkeypatch: pytest.MonkeyPatch, query: Query
) -> None:
    """One statement, one hold of the file's lock, looked at all rows whatever she asked for."""
    monkeypatch.setattr(reading, "_RUN", 25)
    lock = _CountedLock(numerous.lock)
    monkeypatch.setattr(numerous._connection, "lock", lock)
    runs = 237 // 25 if query.year is None else 79 // 25
    assert numerous.ids(Request, query)
    assert lock.count >= runs


def test_others_can_save_while_a_hundred_thousand_steps_are_looked_through(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_RUN", 5)
    registers.save_all([make_request()])
    (request,) = registers.all(Request)
    registers.save_all([make_step(request, letter_number=f"〔2024〕{place}号") for place in range(20)])
    lock = _CountedLock(registers.lock)
    monkeypatch.setattr(registers._connection, "lock", lock)
    assert len(registers.ids(Step, Query(filters=(Filter("letter_number", "contains", "5号"),)))) == 2
    assert lock.count >= 4


def test_a_district_asks_for_more_numbers_than_a_statement_may_have_parameters(registers: Registers) -> None:
    """The check of a year with 40,000 numbers ended in a crash on Windows, where a statement may have 32,766."""
    registers._connection.raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
    registers.save_all([make_request(split_from="2024-007")])
    wanted = Filter("split_from", "any_of", [f"2024-{place:03}" for place in range(1_200)])
    assert len(registers.ids(Request, Query(filters=(wanted,)))) == 1


def test_rows_sorted_up_and_down_at_once_come_in_order(numerous: Registers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of them cannot be merged, and are sorted once more."""
    query = Query(sort="department", then=("-received_on",))
    at_once = list(numerous.ids(Request, query))
    monkeypatch.setattr(reading, "_RUN", 50)
    ordered = list(numerous.all(Request, query))
    assert [request.id for request in ordered] == at_once
    days = [(request.department, -(request.received_on or date.min).toordinal()) for request in ordered]
    assert days == sorted(days)
    assert len(set(days)) > 50


_GRANTED, _SPLIT = Filter("outcome", "equals", Outcome.GRANTED), Filter("split_from", "equals", "1")


@pytest.mark.parametrize(
    ("query", "first", "is_sorted"),
    [
        (Query(), "SCAN requests USING INDEX requests_main_on", False),
        (Query(descending=True, limit=128), "SCAN requests USING INDEX requests_main_on", False),
        (Query(year=2024), "SEARCH requests USING INDEX requests_main_on (main_on>? AND main_on<?)", False),
        (
            Query(year=2024, filters=(_GRANTED,)),
            "SEARCH requests USING INDEX requests_main_on (main_on>? AND main_on<?)",
            False,
        ),
        (
            Query(filters=(Filter("", "in_periods", ((date(2024, 1, 1), date(2025, 1, 1)),)), _GRANTED)),
            "SEARCH requests USING INDEX requests_main_on (main_on>? AND main_on<?)",
            False,
        ),
        (Query(sort="outcome"), "SCAN requests", True),
        (Query(sort="department", limit=128), "SCAN requests", True),
        (Query(filters=(_GRANTED,)), "SCAN requests", True),
        (Query(filters=(_GRANTED,), limit=128), "SCAN requests", True),
        (
            Query(filters=(Filter("id", "equals", 1), _GRANTED)),
            "SEARCH requests USING INTEGER PRIMARY KEY (rowid=?)",
            False,
        ),
        (Query(filters=(_SPLIT,)), "SEARCH requests USING INDEX requests_split_from (split_from=?)", True),
        (Query(filters=(Filter("split_from", "equals", ""),)), "SCAN requests", True),
        (Query(filters=(Filter("split_from", "any_of", ["1", ""]),)), "SCAN requests", True),
        (Query(text="食堂", descending=True, limit=128), "SEARCH requests USING INTEGER PRIMARY KEY (rowid=?)", True),
    ],
)
def test_no_query_looks_up_the_rows_of_an_index_that_does_not_narrow(
    registers: Registers, query: Query, first: str, *, is_sorted: bool
) -> None:
    """At a million rows that takes seconds, a scan of the table a fifth of one."""
    found = selection(Request, query)
    sql = found.sql("requests.id", query.limit)
    plan = [step[3] for step in registers._connection.rows(f"EXPLAIN QUERY PLAN {sql}", found.parameters)]
    assert plan[0] == first
    assert any("TEMP B-TREE" in step for step in plan) is is_sorted


@pytest.mark.parametrize("outcomes", [[*Outcome, None], [None, *reversed(Outcome)]])
def test_every_outcome_sorts_as_declared_and_none_before_all(
    registers: Registers, outcomes: list[Outcome | None]
) -> None:
    registers.save_all([make_request(outcome=outcome) for outcome in outcomes])
    ordered = [request.outcome for request in registers.all(Request, Query(sort="outcome"))]
    assert ordered == [None, *Outcome]


@pytest.mark.parametrize("descending", [False, True])
def test_a_page_of_a_filtered_list_is_the_head_of_the_whole(registers: Registers, descending: bool) -> None:
    """Whether it is found among the newest records alone, or the register has to be read for it."""
    days = [date(2024, 1, 1) + timedelta(days=place * 7 % 40) for place in range(60)]
    registers.save_all(
        make_request(
            arrived_on=day,
            received_on=day,
            department="综合办" if place % 2 else "城建办" if day < date(2024, 1, 4) else "民政办",
        )
        for place, day in enumerate(days)
    )
    registers.remove(registers.get(Request, 8))
    for department in ("综合办", "城建办", "民政办", "没有这个部门"):
        wanted = Query(filters=(Filter("department", "equals", department),), descending=descending)
        whole = registers.ids(Request, wanted)
        for limit in (1, 2, 5, 100):
            assert registers.ids(Request, replace(wanted, limit=limit)) == whole[:limit]
