"""What the preview of an edit tells is exactly what saving it changes; nothing of the trial is kept."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.errors import DisclosureError, InvalidRecordError, NotAgreedError
from disclosure.outcomes import Outcome
from disclosure.records import Draft, Record, Request
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import OTHERS, PARTS
from disclosure.report.versions import difference
from disclosure.terms import AppealedJudgments, Applicant, BusinessKind, Channel, CourtInstance, Judgment, StepKind
from storage.registers import Registers
from tasks.cases.requests import save_record
from tasks.files import guard_issued
from tasks.profile import amended_profile
from tasks.report import effects
from tasks.report.compose import compose
from tasks.report.effects import effects_of, watched_years
from tests.empty_files import new_registers
from tests.issued_year import issue_unprinted
from tests.records_factory import make_duty, make_profile, make_release, make_request, make_step, make_suit, make_tally
from tests.samples import examples

TODAY = date(2025, 1, 10)
YEARS = (2023, 2024)
DAYS = st.integers(0, 800).map(lambda days: date(2022, 12, 1) + timedelta(days=days))
REQUESTS = st.builds(
    lambda received, kind, outcome, delay, excluded: make_request(
        applicant_kind=kind,
        arrived_on=received,
        received_on=received,
        outcome=outcome,
        is_excluded=excluded,
        answered_on=received + timedelta(days=delay) if outcome else None,
    ),
    DAYS,
    st.sampled_from(Applicant),
    st.none() | st.sampled_from(Outcome),
    st.integers(0, 60),
    st.booleans(),
)
TALLIES = st.builds(
    lambda on, kind, quantity: make_tally(on=on, kind=kind, quantity=quantity, amount=quantity * 1000),
    DAYS,
    st.sampled_from(BusinessKind),
    st.integers(0, 30),
)
RELEASES = st.builds(lambda day: make_release(formed_on=day, published_on=day), DAYS)
DRAFTS = st.builds(
    lambda year, text: Draft(year=year, part=OTHERS, text=text),
    st.sampled_from(YEARS),
    st.sampled_from(("无。", "新收{新收申请件数}件。", "{信息处理费}。另有一句。")),
)


def begun(registers: Registers) -> Registers:
    """Begin the reports of two years."""
    for year in YEARS:
        registers.save(Draft(year=year, part=OTHERS, text=PARTS[3].default))
    return registers


@settings(max_examples=examples(12, 60))
@given(known=st.lists(REQUESTS, max_size=3), edit=REQUESTS | TALLIES | RELEASES | DRAFTS, amends=st.booleans())
def test_the_preview_is_the_difference_that_saving_makes(known: list[Request], edit: Record, amends: bool) -> None:
    with TemporaryDirectory() as folder, new_registers(Path(folder, "台账.sqlite")) as registers:
        begun(registers).save_all(known)
        if amends and known and isinstance(edit, Request):
            first = next(iter(registers.all(Request)))
            edit = replace(edit, id=first.id, number=first.number)
        before = {year: compose(registers, year, TODAY) for year in YEARS}
        history = registers.fingerprint
        told = {effect.year: effect.difference for effect in effects_of(registers, lambda: registers.save(edit), TODAY)}
        assert registers.fingerprint == history
        assert {year: compose(registers, year, TODAY) for year in YEARS} == before
        registers.save(edit)
        made = {year: difference(before[year], compose(registers, year, TODAY)) for year in YEARS}
        assert told == {year: one for year, one in made.items() if one}
        assert registers.verify() == []


ONE_FIELD = st.one_of(
    st.builds(lambda value: {"remarks": value}, st.sampled_from(("", "已电话告知"))),
    st.builds(lambda value: {"handler": value}, st.sampled_from(("", "李某"))),
    st.builds(lambda value: {"content": value}, st.sampled_from(("门牌编制材料", "食堂账目"))),
    st.builds(lambda value: {"channel": value}, st.sampled_from(Channel)),
    st.builds(lambda value: {"applicant_kind": value}, st.sampled_from(Applicant)),
    st.builds(lambda value: {"is_excluded": value}, st.booleans()),
    st.builds(lambda value: {"number": value}, st.sampled_from(("甲", "乙", "2023-001"))),
    st.builds(lambda value: {"split_from": value}, st.sampled_from(("", "甲", "2023-001"))),
    st.builds(lambda value: {"arrived_on": value, "received_on": value, "outcome": None, "answered_on": None}, DAYS),
    st.builds(
        lambda outcome, delay: {"outcome": outcome, "answered_on": date(2024, 11, 20) + timedelta(days=delay)},
        st.sampled_from(Outcome),
        st.integers(0, 60),
    ),
)


@settings(max_examples=examples(40, 300))
@given(known=st.lists(REQUESTS, min_size=1, max_size=3), amended=ONE_FIELD)
def test_what_one_field_moves_is_told_whether_it_is_counted_or_not(
    known: list[Request], amended: dict[str, object]
) -> None:
    """Years that the values say cannot move are not composed: the slow way, both reports composed, says the same."""
    with TemporaryDirectory() as folder, new_registers(Path(folder, "台账.sqlite")) as registers:
        begun(registers).save_all(known)
        edit = replace(next(iter(registers.all(Request))), **amended)  # type: ignore[arg-type]
        before = {year: compose(registers, year, TODAY) for year in YEARS}
        try:
            told = {
                effect.year: effect.difference for effect in effects_of(registers, lambda: registers.save(edit), TODAY)
            }
        except InvalidRecordError:
            return
        registers.save(edit)
        made = {year: difference(before[year], compose(registers, year, TODAY)) for year in YEARS}
        assert told == {year: one for year, one in made.items() if one}


EDITS = st.lists(
    st.tuples(st.integers(0, 9), ONE_FIELD | st.just({"remarks": "已核对", "answer_number": "甲〔2024〕1号"})),
    min_size=1,
    max_size=5,
)


@settings(max_examples=examples(25, 300))
@given(
    known=st.lists(REQUESTS | TALLIES | RELEASES, max_size=4),
    edits=EDITS,
    added=st.lists(REQUESTS | TALLIES | RELEASES, max_size=2),
    years=st.sampled_from(((), (2023,), (2022, 2024), YEARS)),
)
def test_what_is_not_tried_moves_nothing(
    known: list[Record], edits: list[tuple[int, dict[str, object]]], added: list[Record], years: tuple[int, ...]
) -> None:
    """Whatever was entered, merged and amended before: the values say no more and no less than counting all again."""
    with TemporaryDirectory() as folder, new_registers(Path(folder, "台账.sqlite")) as registers:
        for year in years:
            registers.save(Draft(year=year, part=OTHERS, text=PARTS[3].default))
        registers.save_all([*known, make_request(number="甲"), make_request(number="乙", merged_into="甲")])
        wanted: list[Record] = list(added)
        for place, amended in edits:
            requests = list(registers.all(Request))
            wanted.append(replace(requests[place % len(requests)], **amended))  # type: ignore[arg-type]
        for record in wanted:
            before = {year: compose(registers, year, TODAY) for year in years}
            save = partial(save_record, registers, record)
            try:
                told = {each.year: each.difference for each in effects_of(registers, save, TODAY, record)}
                save()
            except DisclosureError:
                continue
            made = {year: difference(before[year], compose(registers, year, TODAY)) for year in years}
            assert told == {year: one for year, one in made.items() if one}


def test_what_an_answer_moves_in_requests_merged_into_its_own_is_told(registers: Registers) -> None:
    """Its number alone counts nowhere, but with it the result is carried to one that had another by hand."""
    answer = {"answered_on": date(2024, 3, 20), "answer_number": "甲〔2024〕1号"}
    days = {"arrived_on": date(2024, 3, 1), "received_on": date(2024, 3, 1)}
    head = make_request(number="甲", outcome=Outcome.GRANTED, **days, **answer)
    begun(registers).save_all(
        [head, make_request(number="乙", merged_into="甲", outcome=Outcome.PARTLY_GRANTED, **days, **answer)]
    )
    first = next(one for one in registers.all(Request) if one.number == "甲")
    edit = replace(first, answer_number="甲〔2024〕2号")
    save = partial(save_record, registers, edit)
    assert [effect.year for effect in effects_of(registers, save, TODAY)] == [2024]
    assert effects_of(registers, save, TODAY, edit) == effects_of(registers, save, TODAY)


def test_what_a_record_moves_in_the_year_of_the_one_it_comes_from_is_told(registers: Registers) -> None:
    """Its own days lie in the year after, in which nothing of this is counted."""
    of_2023 = {"arrived_on": date(2023, 3, 1), "received_on": date(2023, 3, 1)}
    of_2025 = {"arrived_on": date(2025, 1, 6), "received_on": date(2025, 1, 6), "outcome": None, "answered_on": None}
    judged = {"judgment": Judgment.CLAIMS_REJECTED, "closed_on": date(2023, 12, 20)}
    appeal = make_suit(received_on=date(2025, 1, 6), instance=CourtInstance.SECOND, original_case="丙")
    registers.save(make_profile(appealed_judgments=AppealedJudgments.PENDING))
    begun(registers).save(make_request(number="甲", outcome=None, **of_2023))
    registers.save(make_suit(number="丙", received_on=date(2023, 9, 1), **judged))
    for part, years in (
        (make_request(number="乙", split_from="甲", **of_2025), [2023, 2024]),
        (appeal, [2023, 2024]),
        (make_duty(), []),
    ):
        before = {year: compose(registers, year, TODAY) for year in YEARS}
        told = {one.year: one.difference for one in effects_of(registers, partial(registers.save, part), TODAY)}
        registers.save(part)
        made = {year: difference(before[year], compose(registers, year, TODAY)) for year in YEARS}
        assert told == {year: one for year, one in made.items() if one}
        assert list(told) == years


def test_what_moves_no_year_is_not_tried(registers: Registers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause in typing wrote the whole record, searched words included, and took it back: 350 ms with a large file."""
    begun(registers).save(make_request(number="甲"))
    (request,) = registers.all(Request)
    later = make_request(arrived_on=date(2025, 1, 6), received_on=date(2025, 1, 6), outcome=None, answered_on=None)

    def refuse(_label: str) -> None:
        raise AssertionError("nothing is to be written")

    monkeypatch.setattr(registers, "batch", refuse)
    for record in (replace(request, remarks="已电话告知"), later):
        assert effects_of(registers, partial(save_record, registers, record), TODAY, record) == ()


def test_what_counts_nowhere_composes_no_report(registers: Registers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pause of typing composed two reports for each year begun, on the window's thread."""
    begun(registers).save(make_request(number="2024-001"))
    (request,) = registers.all(Request)
    composed: list[int] = []

    def counting(registers: Registers, year: int, today: date) -> AnnualReport:
        composed.append(year)
        return compose(registers, year, today)

    monkeypatch.setattr(effects, "compose", counting)
    for quiet in (replace(request, remarks="已电话告知", handler="李某"), make_step(request, kind=StepKind.NOTE)):
        assert effects_of(registers, partial(registers.save, quiet), TODAY) == ()
    assert composed == []
    assert effects_of(registers, lambda: registers.save(replace(request, content="另一件")), TODAY) == ()
    assert composed == [2024, 2024]


def test_cells_and_sentences_are_told_by_name_with_both_values(registers: Registers) -> None:
    begun(registers).save(make_request(number="2024-001"))
    (request,) = registers.all(Request)
    answered = replace(request, outcome=Outcome.GRANTED, answered_on=date(2024, 3, 20))
    (effect,) = effects_of(registers, lambda: registers.save(answered), TODAY)
    assert effect.year == 2024
    assert "（一）予以公开·自然人 0→1" in effect.difference.lines
    assert "四、结转下年度继续办理·总计 1→0" in effect.difference.lines
    assert effect.sentence.startswith("此修改将使 2024 年报6 个单元格、1 个句子变化：")
    assert "年报已签发" not in effect.sentence


def test_a_refused_record_is_refused_in_the_trial_too(registers: Registers) -> None:
    begun(registers).save(make_request(number="2024-001"))
    with pytest.raises(InvalidRecordError):
        effects_of(registers, lambda: registers.save(make_request(number="2024-001")), TODAY)
    assert registers.count(Request) == 1


def test_years_nobody_has_begun_are_not_counted_for_nothing(registers: Registers) -> None:
    assert watched_years(registers) == {}
    assert effects_of(registers, lambda: registers.save(make_request()), TODAY) == ()
    assert registers.count(Request) == 0


def test_the_offices_new_name_is_asked_for_in_years_before_its_opening_day_too(registers: Registers) -> None:
    """Only the years after the 期初日期 were looked at; the issued one before it moved away unasked."""
    registers.save(make_profile(name="示例街道办事处", opening_on=date(2024, 6, 30)))
    issued = [issue_unprinted(registers, year, TODAY) for year in YEARS]
    guard_issued(registers)
    with pytest.raises(NotAgreedError) as asked:
        amended_profile(registers, ["机关全称=别的街道办事处"])
    assert {line[:6] for line in asked.value.lines} == {f"{one.year} 年" for one in issued}
