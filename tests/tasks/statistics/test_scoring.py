"""考核自评: each loss names its records, what nobody can tell waits, and last year's words are not forgotten."""

import re
from datetime import date
from pathlib import Path

import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.outcomes import Outcome
from disclosure.records import Draft, Duty, ReportDelivery, ReportEvent
from disclosure.statistics.scoring import Measure, Scorecard, ScoredLine, State
from disclosure.terms import (
    ActivityKind,
    CourtInstance,
    DisputeResult,
    DutyCycle,
    Judgment,
    ReportDeliveryKind,
    ReportEventKind,
    ReviewDecision,
    SecrecyConclusion,
)
from storage.registers import Registers
from tasks.statistics.scoring import (
    export_scorecard,
    export_sheet,
    import_sheet,
    keep_note,
    keep_sheet,
    printed_scorecard,
    scored,
    sheet_for,
    shipped_sheets,
)
from tests.records_factory import make_activity, make_release, make_request, make_review, make_suit

TODAY = date(2025, 3, 3)
LICHENG = next(sheet for sheet in shipped_sheets() if "鲤城" in sheet.name)


def of(card: Scorecard, measure: Measure) -> ScoredLine:
    return next(line for line in card.lines if line.line.measure is measure)


@pytest.fixture
def bad_year(registers: Registers) -> Registers:
    """2024: a late answer, one that nobody gave, a review lost, a release published late, a report sent back."""
    keep_sheet(registers, 2024, LICHENG)
    late = {"arrived_on": date(2024, 3, 1), "received_on": date(2024, 3, 1)}
    registers.save(make_request(number="20240001", answered_on=date(2024, 5, 31), outcome=Outcome.GRANTED, **late))
    registers.save(make_request(number="20240002", arrived_on=date(2024, 9, 2), received_on=date(2024, 9, 2)))
    registers.save(
        make_review(
            number="复1号", closed_on=date(2024, 6, 3), result=DisputeResult.CORRECTED, decision=ReviewDecision.REVOKED
        )
    )
    registers.save(make_release(formed_on=date(2024, 1, 2), published_on=date(2024, 6, 3)))
    registers.save(ReportDelivery(year=2024, kind=ReportDeliveryKind.SUBMITTED, on=date(2025, 1, 20)))
    registers.save(
        ReportEvent(
            year=2024, kind=ReportEventKind.RETURNED, on=date(2025, 2, 3), until=date(2025, 2, 10), reason="示例"
        )
    )
    return registers


@pytest.mark.parametrize(
    ("year", "told"), [(2025, "2025年还没有过完，只看到2025年3月3日"), (2019, "登记簿没有2019年的记录"), (2024, "")]
)
def test_a_year_that_is_not_over_or_unknown_is_not_scored_unsaid(
    bad_year: Registers, tmp_path: Path, year: int, told: str
) -> None:
    """Twelve months without 零申请确认 were charged to a year before the register was begun."""
    card = scored(bad_year, year, TODAY)
    written = export_scorecard(card, tmp_path / "自查.csv", TODAY).read_text("utf-8-sig")
    assert [told in text for text in (card.summary, written)] == [True, True]
    assert ("说明," in written) is bool(told)


def test_every_loss_counts_its_cases_and_names_their_records(bad_year: Registers) -> None:
    card = scored(bad_year, 2024, TODAY)
    late = of(card, Measure.LATE_ANSWER)
    assert [(each.register, bool(each.record_id)) for each in late.found] == [("requests", True)] * 2
    assert "20240001逾期答复" in late.found[0].text
    assert "应于2024年3月29日前答复" in late.found[0].text, "twenty working days"
    assert late.lost == 12  # −6 each
    (lost,) = of(card, Measure.ANSWER_CORRECTED).found
    assert all(part in lost.text for part in ("复1号", "2024年6月3日", "结果纠正"))
    assert [line.lost for line in (of(card, Measure.ANSWER_CORRECTED), of(card, Measure.SUIT_LOST))] == [3, 0]
    assert of(card, Measure.REPORT_SENT_LATE).state is State.CLEAR  # on the last day
    assert of(card, Measure.REPORT_PUBLISHED_LATE).lost == 5  # nobody entered that it was
    assert of(card, Measure.MENDED_LATE).lost == 5
    assert card.lost == sum(line.lost for line in card.lines)


def test_what_the_registers_cannot_tell_is_to_be_verified_and_never_called_clear(bad_year: Registers) -> None:
    card = scored(bad_year, 2024, TODAY)
    waiting = [line for line in card.lines if line.line.measure is None]
    assert waiting
    assert {line.state for line in waiting} == {State.TO_VERIFY}
    assert all(not line.lost for line in waiting)
    assert f"另有{len(waiting)}项登记簿不能判断" in card.summary


def test_a_release_after_twenty_working_days_loses_points_on_the_sheet_of_the_townships(bad_year: Registers) -> None:
    keep_sheet(bad_year, 2024, next(sheet for sheet in shipped_sheets() if "金东" in sheet.name))
    (line,) = scored(bad_year, 2024, TODAY).lines
    assert [each.register for each in line.found] == ["releases"]
    assert line.lost == 2


def test_a_year_that_goes_on_is_not_scored_for_its_report(bad_year: Registers) -> None:
    card = scored(bad_year, 2025, TODAY)
    kinds = (Measure.REPORT_SENT_LATE, Measure.REPORT_PUBLISHED_LATE, Measure.REPORT_LACKS, Measure.REPORT_ALIKE)
    assert [of(card, kind).lost for kind in kinds] == [0] * 4
    early = {line.line.measure for line in card.lines if line.state is State.EARLY}
    assert {*kinds, Measure.MENDED_LATE} <= early, "「未发现扣分」 was said of what nobody had made yet"
    assert f"{sum(line.state is State.EARLY for line in card.lines)}项尚未到期" in card.summary
    bad_year.save(ReportDelivery(year=2025, kind=ReportDeliveryKind.SUBMITTED, on=date(2026, 1, 5)))
    sent = scored(bad_year, 2025, date(2026, 1, 6))
    told = [of(sent, kind).state for kind in (Measure.REPORT_SENT_LATE, Measure.REPORT_PUBLISHED_LATE)]
    assert told == [State.CLEAR, State.EARLY]


def test_what_was_said_stays_and_is_told_again_the_year_after(bad_year: Registers) -> None:
    line = of(scored(bad_year, 2024, TODAY), Measure.LATE_ANSWER)
    keep_note(bad_year, 2024, line.line.code, " 征求第三方意见所致 ")
    assert of(scored(bad_year, 2024, TODAY), Measure.LATE_ANSWER).note == "征求第三方意见所致"
    after = of(scored(bad_year, 2025, TODAY), Measure.LATE_ANSWER)
    assert (after.note, after.last_note) == ("", "征求第三方意见所致")
    keep_note(bad_year, 2024, line.line.code, "")
    assert not of(scored(bad_year, 2024, TODAY), Measure.LATE_ANSWER).note


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_goes_out_is_changed_and_comes_in_for_this_year_and_the_next(
    registers: Registers, tmp_path: Path, suffix: str
) -> None:
    path = export_sheet(LICHENG, tmp_path / f"某区2024年考核{suffix}")
    assert import_sheet(registers, 2024, path).lines == LICHENG.lines
    assert sheet_for(registers, 2025).name == "某区2024年考核"
    assert sheet_for(registers, 2023) == shipped_sheets()[0]


def test_a_file_that_is_no_sheet_leaves_the_sheet_as_it_was(registers: Registers, tmp_path: Path) -> None:
    keep_sheet(registers, 2024, LICHENG)
    wrong = tmp_path / "别的.csv"
    wrong.write_text("姓名,电话\n示例,1\n", encoding="utf-8")
    with pytest.raises(SourceUnreadableError, match="缺少"):
        import_sheet(registers, 2024, wrong)
    assert sheet_for(registers, 2024) == LICHENG


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".csv"])
def test_the_report_of_the_score_is_written_and_read_back(bad_year: Registers, tmp_path: Path, suffix: str) -> None:
    card = scored(bad_year, 2024, TODAY)
    assert export_scorecard(card, tmp_path / f"自查{suffix}", TODAY).stat().st_size > 0
    if suffix == ".pdf":
        assert printed_scorecard(card, TODAY)[0].startswith(b"%PDF")


def test_what_is_kept_again_takes_the_place_of_what_was_kept(registers: Registers) -> None:
    for words in ("先说的", "后说的"):
        keep_note(registers, 2024, LICHENG.lines[0].code, words)
        keep_sheet(registers, 2024, LICHENG)
    assert len(list(registers.all(Draft))) == 2
    assert scored(registers, 2024, TODAY).lines[0].note == "后说的"


def test_an_empty_sheet_is_named_and_changes_nothing(registers: Registers, tmp_path: Path) -> None:
    path = tmp_path / "示例考核.csv"
    path.write_text("\r\n", "utf-8")
    with pytest.raises(SourceUnreadableError, match="示例考核"):
        import_sheet(registers, 2024, path)
    assert list(registers.all(Draft)) == []


# --- each case costs, and once ---


def of_the_streets(registers: Registers, year: int, measure: Measure, today: date) -> ScoredLine:
    """Return a line of the sheet that comes first, which has a line for nearly every measure."""
    keep_sheet(registers, year, shipped_sheets()[0])
    return of(scored(registers, year, today), measure)


def test_a_release_overdue_and_never_published_loses_points_as_one_published_late_does(registers: Registers) -> None:
    registers.save(make_release(name="拖到现在的", formed_on=date(2024, 1, 2), published_on=None))
    registers.save(make_release(name="晚了才公开的", formed_on=date(2024, 1, 2), published_on=date(2024, 6, 3)))
    registers.save(
        make_release(
            name="不公开的",
            formed_on=date(2024, 1, 2),
            published_on=None,
            secrecy_conclusion=SecrecyConclusion.WITHHOLD,
        )
    )
    line = of_the_streets(registers, 2024, Measure.RELEASED_LATE, TODAY)
    assert line.lost == 4
    (told,) = [each.text for each in line.found if "拖到现在的" in each.text]
    assert "应在2024年1月30日前公开" in told, "twenty working days after it was formed"
    assert "没有公开" in told
    assert not of_the_streets(registers, 2025, Measure.RELEASED_LATE, TODAY).found  # it fell due in 2024


def test_two_months_of_one_duty_missed_are_two_cases_and_one_published_late_is_a_third(registers: Registers) -> None:
    registers.save(
        Duty(name="每月公示", cycle=DutyCycle.MONTHLY, starts_on=date(2024, 1, 1), ends_on=date(2024, 4, 30))
    )
    for month, published in ((1, date(2024, 2, 5)), (2, date(2024, 8, 5))):  # in time; months late
        on = date(2024, month, 1)
        registers.save(make_release(fulfils="每月公示", fulfils_period=on, formed_on=published, published_on=published))
    line = of_the_streets(registers, 2024, Measure.DUTY_MISSED, TODAY)
    assert [each.register for each in line.found] == ["duties"] * 3
    assert ["没有公开" in each.text for each in line.found] == [False, True, True]
    assert line.lost == 6


def test_a_duty_made_good_two_years_later_is_not_told_as_still_owed(registers: Registers) -> None:
    registers.save(
        Duty(name="每年公示", cycle=DutyCycle.YEARLY, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    )
    on = date(2026, 5, 6)
    registers.save(make_release(fulfils="每年公示", fulfils_period=date(2024, 1, 1), formed_on=on, published_on=on))
    (missed,) = of_the_streets(registers, 2024, Measure.DUTY_MISSED, date(2026, 6, 1)).found
    assert re.search(r"应在2025年\d月\d+日前公开，2026年5月6日才公开", missed.text)


def test_every_release_without_a_secrecy_review_costs_though_none_at_all_was_reviewed(registers: Registers) -> None:
    for day in (4, 5, 6):
        registers.save(make_release(name=f"第{day}号", formed_on=date(2024, 3, day), published_on=date(2024, 3, day)))
    line = of_the_streets(registers, 2024, Measure.NOT_REVIEWED, TODAY)
    assert line.lost == 6
    assert {each.register for each in line.found} == {"releases"}
    for day in (4, 5, 6):
        assert any(f"第{day}号" in each.text and "没有登记保密审查" in each.text for each in line.found)


def test_one_lost_suit_costs_once_however_many_courts_heard_it(registers: Registers) -> None:
    lost = {"result": DisputeResult.CORRECTED, "judgment": Judgment.REVOKED}
    registers.save(make_suit(number="诉1", received_on=date(2024, 2, 1), closed_on=date(2024, 5, 6), **lost))
    registers.save(
        make_suit(
            number="诉2",
            original_case="诉1",
            instance=CourtInstance.SECOND,
            received_on=date(2024, 6, 3),
            closed_on=date(2024, 9, 2),
            **lost,
        )
    )
    line = of_the_streets(registers, 2024, Measure.SUIT_LOST, TODAY)
    assert line.lost == 3
    (told,) = line.found
    assert "诉2" in told.text


def test_a_judgment_overturned_in_favour_of_the_office_costs_nothing(registers: Registers) -> None:
    lost = {"result": DisputeResult.CORRECTED, "judgment": Judgment.REVOKED}
    registers.save(make_suit(number="诉1", received_on=date(2024, 2, 1), closed_on=date(2024, 5, 6), **lost))
    registers.save(
        make_suit(
            number="诉2",
            original_case="诉1",
            instance=CourtInstance.SECOND,
            received_on=date(2024, 6, 3),
            closed_on=date(2024, 9, 2),
            result=DisputeResult.UPHELD,
            judgment=Judgment.CLAIMS_REJECTED,
        )
    )
    assert not of_the_streets(registers, 2024, Measure.SUIT_LOST, TODAY).found


def test_one_answer_lacking_two_things_is_one_flawed_letter(registers: Registers) -> None:
    answered = {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 8), "legal_basis": "条例第三十条"}
    registers.save(make_request(number="20240001", **answered, answer_number=""))
    line = of_the_streets(registers, 2024, Measure.FLAWED_LETTER, TODAY)
    assert line.lost == 1
    (told,) = line.found
    assert all(said in told.text for said in ("依据条款", "答复文号"))


def test_months_without_a_request_and_without_a_look_cost_though_others_had_requests(registers: Registers) -> None:
    """「未发现扣分」 stood beside 没有收到申请的月份没有检查记录: it was asked only in a year without any request."""
    registers.save(make_request(arrived_on=date(2024, 3, 1), received_on=date(2024, 3, 1)))
    registers.save_all(
        [make_activity(kind=ActivityKind.ZERO_CONFIRMATION, on=date(2024, month, 28)) for month in (1, 2)]
    )
    line = of_the_streets(registers, 2024, Measure.ZERO_UNPROVEN, TODAY)
    assert all("没有登记过申请" in each.text and "没有零申请确认" in each.text for each in line.found)
    assert [each.text[:7].rstrip("月没") for each in line.found] == [f"2024年{month}" for month in range(4, 13)]
    assert line.lost == 1  # once
