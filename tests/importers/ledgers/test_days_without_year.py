"""「2月27日」 in an old ledger: the whole row was refused, though its title, a note or the row itself told the year."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.records import LEDGERS, Profile, Request
from disclosure.written_dates import DateForm
from importers.ledgers.proposal import Answers, Proposal
from importers.ledgers.reading import Reading
from tests.importers.ledgers.ledger_files import HEADER, read, write_csv

TITLE, NOTE = "某街道2024年依申请公开登记台账", "注：未写年份的均为2024年"
AGREED = {name: frozenset({DateForm.YEARLESS}) for name in ("arrived_on", "received_on", "answered_on")}


def _row(came: str, answered: str, number: str = "1") -> tuple[str, ...]:
    return (number, "自然人", "张某某", "互联网", came, came, "长者食堂", "予以公开" if answered else "", answered)


def _read(path: Path, *lines: tuple[str, ...], answers: Answers | None = None) -> tuple[Proposal, list[Reading]]:
    ledger = read(write_csv(path / "a.csv", *lines), Request)
    proposal = Proposal(ledger, answers or Answers(), Profile())
    return proposal, list(ledger.readings(proposal.understanding(), lambda _done, _total: None))


def _days(readings: list[Reading]) -> list[tuple[date | None, date | None]]:
    records = [one.record for one in readings]
    return [(one.received_on, one.answered_on) for one in records if isinstance(one, Request)]


@pytest.mark.parametrize("written", ["2月27日", "2.27", "2/27", "02-27", "2月27号"])
def test_a_note_that_tells_the_year_is_enough(tmp_path: Path, written: str) -> None:
    proposal, readings = _read(tmp_path, HEADER, _row(written, "3月11日"), (NOTE,))
    assert (proposal.rounds, _days(readings)) == ((), [(date(2024, 2, 27), date(2024, 3, 11))])


def test_the_year_of_the_title_is_asked_once_for_all_columns(tmp_path: Path) -> None:
    lines = (TITLE,), HEADER, _row("2月27日", "3月11日")
    proposal, readings = _read(tmp_path, *lines)
    assert len(proposal.rounds) == 1
    assert {(one.form, one.proposal) for one in proposal.questions} == {
        (DateForm.YEARLESS, "2024-02-27"),
        (DateForm.YEARLESS, "2024-03-11"),
    }
    assert [one.record for one in readings] == [None]  # nobody has agreed
    _, readings = _read(tmp_path, *lines, answers=Answers(dates=AGREED))
    assert _days(readings) == [(date(2024, 2, 27), date(2024, 3, 11))]


def test_a_title_of_two_years_tells_none(tmp_path: Path) -> None:
    proposal, readings = _read(tmp_path, ("2023—2024年登记台账",), HEADER, _row("2月27日", "3月11日"))
    assert (proposal.questions, _days(readings)) == ((), [])


def test_the_day_a_title_was_written_is_not_its_year(tmp_path: Path) -> None:
    title = (f"{TITLE}（截至2025年1月20日）",)
    _, readings = _read(tmp_path, title, HEADER, _row("2月27日", ""), answers=Answers(dates=AGREED))
    assert _days(readings) == [(date(2024, 2, 27), None)]


def test_a_line_of_its_own_tells_the_year_of_the_rows_below(tmp_path: Path) -> None:
    _, readings = _read(
        tmp_path, HEADER, ("2023年",), _row("5月6日", "5月20日"), ("2024年一季度",), _row("1月8日", "1.25", "2")
    )
    assert _days(readings) == [(date(2023, 5, 6), date(2023, 5, 20)), (date(2024, 1, 8), date(2024, 1, 25))]


def test_an_answer_takes_the_year_its_row_came_in_or_the_next(tmp_path: Path) -> None:
    proposal, readings = _read(
        tmp_path, HEADER, _row("2024-09-10", "9.24"), _row("2024-12-26", "1月15日", "2"), _row("2024-05-20", "3.1", "3")
    )
    assert proposal.rounds == ()
    # the last is told as an answer before its request, not moved to where it would look right
    assert [answered for _, answered in _days(readings)] == [
        date(2024, 9, 24),
        date(2025, 1, 15),
        date(2024, 3, 1),
    ]


def test_a_release_formed_in_december_and_published_in_january_gets_no_year(tmp_path: Path) -> None:
    """Whether it was formed the year before or published the year after, its title does not tell."""
    head = "标题", "成文日期", "发布日期", "发布在哪里"
    rows = (
        ("甲", "12月28日", "1月5日", "网站"),
        ("乙", "2月1日", "2月3日", "网站"),
        ("丙", "2023.12.28", "1月5日", "网站"),
    )
    ledger = read(write_csv(tmp_path / "a.csv", ("某镇信息公开登记表（2023年）",), head, *rows), LEDGERS["releases"])
    days = [[cell.day for cell in cells.values()] for cells in ledger.completed.values()]
    assert days == [[], [date(2023, 2, 1), date(2023, 2, 3)], [date(2024, 1, 5)]]


@pytest.mark.parametrize("written", ["2024.13", "13.5", "第3.5号", "2.30", "3.5%", "2月"])
def test_what_is_no_day_gets_no_year(tmp_path: Path, written: str) -> None:
    _, readings = _read(tmp_path, HEADER, _row(written, ""), (NOTE,))
    assert [one.record for one in readings] == [None]


def test_a_number_that_lost_its_nought_is_no_day(tmp_path: Path) -> None:
    """「3.20」 typed into a cell of numbers is 3.2, which would be the second of March."""
    ledger = read(write_csv(tmp_path / "a.csv", HEADER, _row("3.2", ""), (NOTE,)), Request)
    ((sheet, row), note) = ledger.rows
    typed = replace(ledger, rows=((sheet, replace(row, numbers=1 << 4 | 1 << 5)), note))
    assert (bool(ledger.completed), typed.completed) == (True, {})


def test_a_title_may_write_its_year_in_chinese_numerals(tmp_path: Path) -> None:
    ledger = read(write_csv(tmp_path / "a.csv", ("某镇二〇二四年登记本",), HEADER, _row("3月5日", "")), Request)
    assert [[cell.day for cell in cells.values()] for cells in ledger.completed.values()] == [[date(2024, 3, 5)] * 2]


def test_the_day_behind_a_result_gets_its_year_too(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ("2024年行政复议台账",),
        ("申请人", "复议机关", "收到答复通知书", "我局提交答复", "复议结果（日期）", "对应的公开申请"),
        ("张某某", "某区政府", "4月9日", "4月17日", "撤销，责令重新答复（5月20日）", "2024年第9号"),
        ("李某某", "某区政府", "9.3", "9.12", "还在审", ""),
        (NOTE,),
    )
    ledger = read(path, LEDGERS["reviews"])
    proposal = Proposal(ledger, Answers(), Profile())
    assert proposal.rounds == ()
    records = [one.record for one in ledger.readings(proposal.understanding(), lambda _done, _total: None)]
    names = ("received_on", "replied_on", "result", "decision", "closed_on", "related_request")
    assert [[str(getattr(record, name) or "") for name in names] for record in records] == [
        ["2024-04-09", "2024-04-17", "corrected", "revoked", "2024-05-20", "2024年第9号"],
        ["2024-09-03", "2024-09-12", "pending", "", "", ""],
    ]
