"""A third party objects, and the office releases all the same: it is told in writing (条例第三十二条)."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from disclosure.cases.due_items import DueKind
from disclosure.cases.objections import not_told
from disclosure.checks.finding import Finding, Severity
from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Request, Step
from disclosure.terms import PartyOpinion, StepKind
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.letters.issuing import draft_letter, issue_letter, void_letter
from tasks.report.check_records import check_records, mendable
from tasks.today.due import today_items
from tests.letters_factory import office
from tests.records_factory import make_request

ASKED, HEARD, ANSWERED = date(2024, 3, 4), date(2024, 3, 12), date(2024, 3, 20)
TODAY = date(2024, 3, 25)
PARTY = "测试建设有限公司"
TELLING = {"第三方": PARTY, "公开内容": "中标结果", "公开理由": "涉及公共利益"}
RELEASE = {"公开内容": "中标结果", "提供方式": "提供纸质复制件"}


@pytest.fixture
def case(registers: Registers) -> Request:
    """A request whose third party was asked and objected."""
    registers.save(office())
    request = registers.get(Request, registers.save(make_request()).record_id)
    registers.save(Step(request_id=request.id, kind=StepKind.THIRD_PARTY_ASKED, on=ASKED, party=PARTY))
    heard(registers, request)
    return request


def heard(registers: Registers, request: Request, **values: Any) -> None:
    opinion = {"party": PARTY, "opinion": PartyOpinion.OBJECTS, "on": HEARD, **values}
    registers.save(Step(request_id=request.id, kind=StepKind.THIRD_PARTY_ANSWERED, **opinion))


def answer(registers: Registers, case: Request, outcome: Outcome = Outcome.GRANTED) -> None:
    registers.save(replace(registers.get(Request, case.id), outcome=outcome, answered_on=ANSWERED))


def said(registers: Registers) -> list[Finding]:
    return [one for one in check_records(registers, 2024, TODAY) if one.rule == "L-34"]


def due(registers: Registers) -> list[str]:
    groups = today_items(registers, shipped_calendar(), TODAY)
    return [one.sentence for items in groups.values() for one in items if one.kind is DueKind.THIRD_PARTY_NOTICE]


def told(registers: Registers, case: Request) -> IssuedLetter:
    return issue_letter(registers, draft_letter(registers, case, "third-party-release", TELLING, dated_on=ANSWERED))


def test_a_release_over_an_objection_is_named_until_the_third_party_is_told(
    registers: Registers, case: Request
) -> None:
    """予以公开 against 不同意公开, and nobody wrote to the company: check, 今日 and the letter were silent."""
    assert not said(registers)
    answer(registers, case)
    (found,) = said(registers)
    assert (found.severity, found.article) == (Severity.WARNING, "条例第三十二条")
    assert (found.record and found.record.id, PARTY in found.message) == (case.id, True)
    assert PARTY not in json.dumps(found.as_json(), ensure_ascii=False), "the report for machines goes out with it"
    (line,) = due(registers)
    assert "书面告知" in line
    assert "L-34" not in {one.rule for one in mendable(registers, 2024, TODAY)}, "it stands on 今日 already"
    letter = told(registers, case)
    assert (said(registers), due(registers)) == ([], [])
    void_letter(registers, letter, "内容有误")
    assert (len(said(registers)), len(due(registers))) == (1, 1)


def test_the_notice_tells_its_reader_where_to_turn(registers: Registers, case: Request) -> None:
    text = draft_letter(registers, case, "third-party-release", TELLING, dated_on=ANSWERED).letter.text
    assert "行政复议" in text
    assert "提起行政诉讼" in text


@pytest.mark.parametrize("kind", ["granted", "partly-granted"])
def test_the_answer_letter_warns_before_it_goes_out(registers: Registers, case: Request, kind: str) -> None:
    typed = {**RELEASE, "不予公开内容": "报价明细", "不予公开的理由": "属于国家秘密", "理由": "定密"}

    def warned() -> list[str]:
        known = {entry.name: typed.get(entry.name, "测试") for entry in _typed(registers, case, kind)}
        problems = draft_letter(registers, case, kind, known, dated_on=ANSWERED).problems
        return [one.sentence for one in problems if not one.prevents and "书面告知第三方" in one.sentence]

    assert len(warned()) == 1
    told(registers, case)
    assert not warned()


def _typed(registers: Registers, case: Request, kind: str) -> tuple[Any, ...]:
    return tuple(
        entry
        for entry in draft_letter(registers, case, kind, {}, dated_on=ANSWERED).sheet.template.typed
        if entry.kind.name in {"SHORT", "LONG"}
    )


@pytest.mark.parametrize(
    ("opinions", "letters", "owed"),
    [
        ((("甲", PartyOpinion.OBJECTS),), (), ["甲"]),
        ((("甲", PartyOpinion.AGREES),), (), []),
        ((("甲", PartyOpinion.SILENT),), (), []),
        # the last word of a party counts, and each party is told by a letter of its own
        ((("甲", PartyOpinion.OBJECTS), ("甲", PartyOpinion.AGREES)), (), []),
        ((("甲", PartyOpinion.OBJECTS), ("乙", PartyOpinion.OBJECTS)), ("甲",), ["乙"]),
        ((("甲", PartyOpinion.OBJECTS), ("乙", PartyOpinion.AGREES)), ("甲",), []),
        # a party whose name was not entered is told by any letter
        ((("", PartyOpinion.OBJECTS),), ("甲",), []),
        ((("", PartyOpinion.OBJECTS),), (), [""]),
    ],
)
def test_who_is_to_be_told(
    opinions: tuple[tuple[str, PartyOpinion], ...], letters: tuple[str, ...], owed: list[str]
) -> None:
    steps = tuple(
        Step(id=place, kind=StepKind.THIRD_PARTY_ANSWERED, on=HEARD, party=party, opinion=opinion)
        for place, (party, opinion) in enumerate(opinions, start=1)
    )
    sent = tuple(
        IssuedLetter(kind="third-party-release", name="告知书", addressee=party, issued_on=ANSWERED)
        for party in letters
    )
    assert [step.party for step in not_told(steps, sent)] == owed


@pytest.mark.parametrize(
    ("outcome", "is_named"),
    [(Outcome.GRANTED, True), (Outcome.PARTLY_GRANTED, True), (Outcome.THIRD_PARTY_RIGHTS, False)],
)
def test_only_what_is_released_is_told(
    registers: Registers, case: Request, outcome: Outcome, *, is_named: bool
) -> None:
    answer(registers, case, outcome)
    assert bool(said(registers)) is is_named


@pytest.mark.parametrize("withheld_by", ["条例第十五条、第三十二条", "条例第十五条", "条例第三十二条"])
def test_a_part_withheld_for_the_third_party_is_not_released_over_it(
    registers: Registers, case: Request, withheld_by: str
) -> None:
    partly = replace(
        registers.get(Request, case.id),
        outcome=Outcome.PARTLY_GRANTED,
        answered_on=ANSWERED,
        legal_basis=f"条例第三十七条；{withheld_by}",
    )
    registers.save(partly)
    assert (said(registers), due(registers)) == ([], [])


@pytest.mark.parametrize("opinion", list(PartyOpinion))
def test_a_refusal_says_that_the_third_party_objected_only_where_it_did(
    registers: Registers, case: Request, opinion: PartyOpinion
) -> None:
    """「第三方于…答复不同意公开」 stood in every refusal, also where the third party had agreed or kept silent."""
    heard(registers, case, opinion=opinion, on=date(2024, 3, 13))
    text = draft_letter(registers, case, "trade-secret", {}, dated_on=ANSWERED).letter.text
    assert ("2024年3月13日答复不同意公开" in text) is (opinion is PartyOpinion.OBJECTS)
    assert "2024年3月12日" not in text


@pytest.mark.parametrize(
    ("answered_on", "outcome", "heard_on", "is_told"),
    [
        (date(2024, 3, 11), Outcome.GRANTED, None, True),
        (date(2024, 3, 11), Outcome.GRANTED, HEARD, True),  # the day after
        (date(2024, 3, 11), Outcome.PARTLY_GRANTED, None, True),
        (date(2024, 3, 11), Outcome.THIRD_PARTY_RIGHTS, None, True),
        (date(2024, 3, 11), Outcome.NOT_HELD, None, False),  # rests on nobody's opinion
        (HEARD, Outcome.GRANTED, HEARD, False),
        (date(2024, 3, 25), Outcome.GRANTED, None, True),  # the fifteenth working day
        (date(2024, 3, 26), Outcome.GRANTED, None, False),
        (date(2024, 3, 1), Outcome.GRANTED, None, False),  # asked afterwards
    ],
)
def test_an_answer_recorded_while_an_opinion_may_still_come_is_told_in_the_check(
    registers: Registers, answered_on: date, outcome: Outcome, heard_on: date | None, *, is_told: bool
) -> None:
    """Only the sheet of a letter said so: recorded without one, or imported, nobody did."""
    registers.save(office())
    request = registers.get(Request, registers.save(make_request()).record_id)
    registers.save(Step(request_id=request.id, kind=StepKind.THIRD_PARTY_ASKED, on=ASKED, party=PARTY))
    if heard_on is not None:
        heard(registers, request, on=heard_on)
    registers.save(replace(registers.get(Request, request.id), outcome=outcome, answered_on=answered_on))
    found = [one for one in check_records(registers, 2024, date(2024, 4, 30)) if one.rule == "L-35"]
    assert bool(found) is is_told
    assert all(PARTY in one.message and one.article == "条例第三十二条" for one in found)
    assert not any(PARTY in str(one.as_json()) for one in found)
