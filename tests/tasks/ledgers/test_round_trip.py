"""What goes out as a ledger comes in again, whatever state a record is in; what cannot is told."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from disclosure.column_kinds import Column, Fen, Kind, columns
from disclosure.errors import InvalidRecordError
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Record, build
from disclosure.terms import Channel
from exporters.ledgers.registers import write_ledger
from storage.query import Query
from tasks.ledgers.importing import ImportResult, import_ledger
from tests.empty_files import new_registers
from tests.records_factory import make_duty, make_request
from tests.samples import examples

SUFFIXES = (".csv", ".xlsx")
TEXTS = (
    "",
    "某路改造",
    "𠮷田·བཀྲ་ཤིས",
    "=1+1",
    "-",
    "/",
    "2024-03-01",
    "12.50",
    "0591-0001",
    "'12",
    "自然人",
    "甲；乙",
    "“甲，乙”",
)
LINES = (*TEXTS, "第一行\n第二行", "一、\n\n二、")
FIRST, LAST = date(1949, 10, 1), date(2199, 12, 31)


def value_of(column: Column, chance: Random) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """Any value a form can give a column, blank where it may be."""
    if not column.required and chance.random() < 1 / 3:
        return column.empty
    terms = list(column.term or ())
    match column.kind:
        case Kind.TEXT:
            return column.parse(chance.choice(LINES if column.long and not column.one_line else TEXTS))
        case Kind.DATE:
            return FIRST + timedelta(chance.randrange((LAST - FIRST).days))
        case Kind.NUMBER:
            return chance.randrange(10**6)
        case Kind.MONEY:
            return Fen(chance.randrange(-(10**6), 10**9))
        case Kind.YES_NO:
            return chance.random() < 1 / 2
        case Kind.TERM:
            return chance.choice(terms)
        case Kind.TERMS:
            return tuple(chance.sample(terms, chance.randint(1, len(terms))))


def records_of(register: str, chance: Random) -> list[Record]:
    """A few records of a register, each with a number of its own."""
    declared, made = columns(LEDGERS[register]), []
    for place in range(12):
        values = {column.name: value_of(column, chance) for column in declared}
        values |= {column.name: f"A{place}" for column in declared if column.is_numbering}
        made.append(LEDGERS[register](**values))
    return made


def there_and_back(records: list[Record], register: str, path: Path) -> tuple[ImportResult, set[Record]]:
    """Write records to a ledger and bring it into an empty file."""
    write_ledger(records, LEDGERS[register], path)
    with new_registers(path.with_suffix(".sqlite")) as there:
        result = import_ledger(there, path, register, today=date(2199, 12, 31))
        return result, {replace(one, id=0) for one in there.all(LEDGERS[register], Query(sort="id"))}


def must_stay_out(record: Record) -> bool:
    """Whether the law wants more of a record than it has: a day of receipt (条例第三十一条)."""
    try:
        build(type(record), {column.name: getattr(record, column.name) for column in columns(type(record))})
    except InvalidRecordError:
        return True
    return bool(record.lacks_in_ledger())


@pytest.mark.hypothesis  # `make torture` takes these whole with the other drawn numbers
@pytest.mark.parametrize("register", LEDGERS)
def test_every_record_comes_back_field_by_field(register: str) -> None:
    """A request whose receipt nobody had confirmed did not."""
    for seed, suffix in zip(range(examples(2, 400)), cycle(SUFFIXES), strict=False):
        records = records_of(register, Random(seed))
        out = [record for record in records if must_stay_out(record)]
        with TemporaryDirectory() as folder:
            result, here = there_and_back(records, register, Path(folder, f"台账{suffix}"))
        assert here == {record for record in records if record not in out}
        assert [bool(refused.reasons) for refused in result.refused] == [True] * len(out)


UNCONFIRMED: dict[str, dict[str, Any]] = {
    "waits": {},
    "withdrawn before": {"outcome": Outcome.OTHER_HANDLING, "answered_on": date(2024, 3, 8)},
    "no request at all": {"is_excluded": True, "outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 8)},
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("values", UNCONFIRMED.values(), ids=UNCONFIRMED)
def test_a_request_nobody_has_confirmed_yet_comes_back(tmp_path: Path, values: dict[str, Any], suffix: str) -> None:
    """条例第三十一条第三项: until both have confirmed it there is no 收到申请之日."""
    request = make_request(number="2024-001", channel=Channel.INTERNET, received_on=None, **values)
    result, here = there_and_back([request], "requests", tmp_path / f"台账{suffix}")
    assert (result.accepted, here) == (1, {request})


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_records_whose_words_are_headings_are_not_taken_for_part_of_the_heading(tmp_path: Path, suffix: str) -> None:
    """Two of four matters were gone, and the import said 「导入 2 条，已有 0 条，退回 0 条」."""
    said = (
        ("主动公开一", "", "", "网站"),
        ("财政所二", "内容", "党政办", ""),
        ("依据三", "姓名", "备注", "情况说明"),
        ("预算公开四", "依据", "", "全称"),
    )
    duties: list[Record] = [make_duty(name=name, basis=at, department=by, remarks=told) for name, at, by, told in said]
    result, here = there_and_back(duties, "duties", tmp_path / f"台账{suffix}")
    assert (result.accepted, here) == (4, set(duties))


def test_an_answer_without_its_receipt_stays_out_and_is_told(tmp_path: Path) -> None:
    decided = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 8)}
    request = make_request(number="2024-001", channel=Channel.INTERNET, received_on=None, **decided)
    result, here = there_and_back([request], "requests", tmp_path / "台账.csv")
    assert here == set()
    assert result.refused[0].reasons == ("收到申请之日：已经办理的申请，填写收到申请之日",)
