"""Ledgers that once gave wrong numbers in silence: each is counted right, or a finding names what is odd."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.fees import fee_of_piece
from disclosure.column_kinds import Fen
from disclosure.records import Draft, Profile, Request, Step
from disclosure.report.narrative import DATED_ON
from disclosure.terms import StepKind
from exporters.report.json import report_json
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.cases.fees import piece_of
from tasks.cases.requests import add_step
from tasks.ledgers.importing import import_ledger
from tasks.profile import amended_profile
from tasks.report.check import check_year
from tasks.report.compose import compose
from tests.empty_files import new_registers
from tests.report_texts import read_texts

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "registers"
TODAY = date(2026, 1, 20)
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "right-values.json").read_text(encoding="utf-8"))

NOT_YET: dict[str, str] = {}
"""What other findings still have to put right; an entry that is right must leave this list."""


def _marked(entry: dict[str, Any]) -> Any:
    reason = NOT_YET.get(entry["id"], "")
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(entry, id=entry["id"], marks=marks)


def test_nothing_is_excused_that_is_not_there() -> None:
    assert set(NOT_YET) <= {entry["id"] for entry in ENTRIES}
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} == {
        *(entry["id"] for entry in ENTRIES),
        "clean",
    }


def office(path: Path, files: list[str], facts: list[str]) -> Registers:
    """The street office with these ledgers, its report dated."""
    registers = new_registers(path)
    registers.save(Profile(name="云溪县白鹭街道办事处", short_name="街道"))
    amended_profile(registers, facts)
    registers.save(Draft(year=2025, part=DATED_ON, text="2026-01-10"))
    for file in files:
        source = FOLDER / file.removeprefix("registers/")
        result = import_ledger(registers, source, source.stem)
        assert not result.refused, result.refused
    read_texts(registers, 2025)
    return registers


def enter_steps(registers: Registers, entry: dict[str, Any]) -> None:
    """The steps of an entry, as its window would record them."""
    for told in entry.get("steps") or ():
        number = told.get("request")
        request = registers.named(Request, number) if number else next(iter(registers.all(Request)))
        assert request is not None
        amount = int(told["amount"]) if "amount" in told else told.get("amount_yuan", 0) * 100
        step = Step(
            kind=next(kind for kind in StepKind if told["kind"] == kind.label),
            on=date.fromisoformat(told["on"]),
            until=date.fromisoformat(told["until"]) if "until" in told else None,
            days=int(told["days"]) if "days" in told else None,
            amount=Fen(amount) if amount else None,
            party=told.get("party", ""),
            approver=told.get("approver", ""),
        )
        add_step(registers, request, step)


def said(registers: Registers) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in check_year(registers, 2025, TODAY)]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """What is said of the clean ledgers."""
    files = [f"registers/clean/{name}.csv" for name in ("requests", "releases", "activities")]
    with office(tmp_path_factory.mktemp("clean") / "a.sqlite", files, []) as registers:
        return said(registers)


def test_the_clean_ledgers_have_no_finding_but_one(clean: list[tuple[str, str]]) -> None:
    assert [rule for rule, _ in clean] == ["F-22"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("entry", [_marked(entry) for entry in ENTRIES])
def test_what_the_ledgers_hold_is_counted_right_or_named(
    entry: dict[str, Any], clean: list[tuple[str, str]], tmp_path: Path
) -> None:
    with office(tmp_path / "a.sqlite", entry["files"], entry.get("profile") or []) as registers:
        enter_steps(registers, entry)
        found = [message for message in said(registers) if message not in clean]
        found += [("", doubt) for doubt in _doubts(registers)]
        _judge_words(entry, registers, found)
        _judge_dates(entry, registers)
        _judge_pieces(entry, registers)


def _doubts(registers: Registers) -> list[str]:
    calendar = load_calendar(registers)
    return [
        doubt.message
        for request in registers.all(Request)
        for doubt in deadline_of(request, registers.steps(request.id), calendar, TODAY).doubts
    ]


def _judge_words(entry: dict[str, Any], registers: Registers, found: list[tuple[str, str]]) -> None:
    report = compose(registers, 2025, TODAY)
    printed = report_json(report)
    text = "\n".join([report.opening, *(section.text for section in report.sections)])
    told = "\n".join(message for _, message in found)
    for path, value in (entry.get("numbers") or {}).items():
        assert _number(printed, path) == value, path
    instead = entry.get("numbers_instead_of_a_finding") or {}
    is_counted = bool(instead) and all(_number(printed, path) == value for path, value in instead.items())
    words = entry.get("finding_must_name", [])
    assert is_counted or not words or any(word in told for word in words), found
    for rule, part in entry.get("findings_that_are_false") or []:
        assert not [message for one, message in found if one == rule and part in message], found
    assert (entry.get("text_must_hold") or "") in text, text
    for part in entry.get("text_must_not_hold") or []:
        assert part not in text


def _number(printed: dict[str, Any], path: str) -> Any:
    table, row, place = path.split("/")
    values = printed[table][row]
    return values[int(place)] if isinstance(values, list) else values


def _judge_dates(entry: dict[str, Any], registers: Registers) -> None:
    if not (entry.get("due") or entry.get("due_not_after")):
        return
    request = next(iter(registers.all(Request)))
    due_on = deadline_of(request, registers.steps(request.id), load_calendar(registers), TODAY).due_on
    assert due_on is not None
    assert due_on.isoformat() <= (entry.get("due") or entry["due_not_after"])
    assert not entry.get("due") or due_on.isoformat() == entry["due"]


def _judge_pieces(entry: dict[str, Any], registers: Registers) -> None:
    for number, piece in (entry.get("pieces") or {}).items():
        request = registers.named(Request, number)
        assert request is not None
        assert piece_of(registers, request) == piece
        assert fee_of_piece(piece) == entry["fees_yuan"][number]
