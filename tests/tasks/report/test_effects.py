"""What the preview of an edit tells is exactly what saving it changes; nothing of the trial is kept."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.errors import InvalidRecordError
from disclosure.outcomes import Outcome
from disclosure.records import Draft, Record, Request
from disclosure.report.narrative import OTHERS, PARTS
from disclosure.report.versions import difference
from disclosure.terms import Applicant, BusinessKind
from storage.registers import Registers
from tasks.report.compose import compose
from tasks.report.effects import effects_of, watched_years
from tests.empty_files import new_registers
from tests.records_factory import make_release, make_request, make_tally
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
