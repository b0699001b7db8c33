"""考核自评 of a year: the office's scoring sheet, its result by the registers, the printed 自查报告."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure.cases.due_items import release_items
from disclosure.checks.finding import Finding
from disclosure.errors import SourceUnreadableError
from disclosure.papers import SCORE_NOTES, SCORE_SHEET
from disclosure.progress import Progress, silent
from disclosure.records import Draft, Litigation, Release, ReportDelivery, ReportEvent, Request, Review
from disclosure.releases.due_report import publish_by, submit_by
from disclosure.releases.duties import DutyState
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from disclosure.statistics.scoring import (
    ABOUT_ANOTHER,
    BY_RULES,
    COLUMNS,
    OF_THE_REPORT,
    Evidence,
    Measure,
    Scorecard,
    ScoreSheet,
    scorecard,
    sheet_of,
)
from disclosure.terms import DisputeBlock, DisputeResult, ReportDeliveryKind, ReportEventKind
from disclosure.wording import chinese_date
from exporters.paper.files import framed_in
from exporters.read_back.proving import proven
from exporters.scoring import scorecard_document, write_scorecard
from exporters.sheets import write_sheet
from importers.ledgers.rows import Sheet
from importers.ledgers.sources import content_of, read_sheets
from importers.ledgers.text_file import read_text
from resources.locate import resource_path
from storage.query import Filter, Query
from storage.registers import Registers
from storage.whole_file import whole_file
from tasks.calendar.loading import load_calendar
from tasks.cases.duties import duty_calendar
from tasks.cases.zero_confirmations import MonthState, zero_months
from tasks.report.chart_figures import timed_requests
from tasks.report.check import check_year
from tasks.today.due import covers, unpublished_releases

_LATE = "申请{}逾期答复"
_STILL_OPEN = "申请{}到期没有答复"


def shipped_sheets() -> tuple[ScoreSheet, ...]:
    """Return the scoring sheets shipped with the program."""
    return tuple(map(_read_json, (path.read_text("utf-8") for path in sorted(resource_path("scoring").glob("*.json")))))


def sheet_for(registers: Registers, year: int) -> ScoreSheet:
    """Return the sheet for a year: its own, or that of the last year with one, or the first shipped."""
    kept = registers.all(Draft, Query(filters=(Filter("part", "equals", SCORE_SHEET),)))
    known = {draft.year: draft.text for draft in kept if draft.year <= year and draft.text}
    return _read_json(known[max(known)]) if known else shipped_sheets()[0]


def keep_sheet(registers: Registers, year: int, sheet: ScoreSheet) -> None:
    """Use a sheet for a year and those after it."""
    text = json.dumps(
        {"name": sheet.name, "source": sheet.source, "lines": sheet.rows()}, ensure_ascii=False, sort_keys=True
    )
    _keep(registers, year, SCORE_SHEET, text, f"考核表改为“{sheet.name}”")


def import_sheet(registers: Registers, year: int, path: Path, progress: Progress = silent) -> ScoreSheet:
    """Read a scoring sheet from a workbook or .csv and use it for the year.

    Raises SourceUnreadableError naming the row and the problem; the former sheet is kept then.
    """
    found = read_sheets(content_of(path), path.name, progress)
    sheets = (read_text(found, ",", progress),) if isinstance(found, str) else found
    filled: Sheet | None = next((sheet for sheet in sheets if sheet.rows), None)
    if filled is None:
        raise SourceUnreadableError(f"“{path.name}”里没有内容，要导出一份现有的考核表，在里面改好再导入。")
    sheet = sheet_of(path.stem, f"本机关导入（{path.name}）", [row.cells for row in filled.rows])
    keep_sheet(registers, year, sheet)
    return sheet


def export_sheet(sheet: ScoreSheet, path: Path) -> Path:
    """Write a scoring sheet as .xlsx or .csv, to be edited there and imported again."""
    with whole_file(path) as aside:
        write_sheet(aside, "考核表", COLUMNS, sheet.rows(), row_by_row=True)
    return path


def keep_note(registers: Registers, year: int, code: str, note: str) -> None:
    """Save the note on one line of the sheet in a year; an empty text deletes it."""
    notes = {**_notes(registers, year), code: note.strip()}
    kept = {line: text for line, text in notes.items() if text}
    _keep(registers, year, SCORE_NOTES, json.dumps(kept, ensure_ascii=False, sort_keys=True), "考核自评说明")


def scored(registers: Registers, year: int, today: date, progress: Progress = silent) -> Scorecard:
    """Return the sheet of a year filled in from the current registers."""
    with registers.lock:
        sheet = sheet_for(registers, year)
        found: dict[Measure, list[Evidence]] = defaultdict(list)
        sources = (_from_findings, _late_answers, _lost_disputes, _releases, _duties, _months, _report)
        for step, source in enumerate(sources, start=1):
            for measure, evidence in source(registers, year, today):
                found[measure].append(evidence)
            progress(step, len(sources))
        notes = (_notes(registers, year), _notes(registers, year - 1))
        early, caveat = _early(registers, year, today), _caveat(registers, year, today)
        return scorecard(registers.profile().name, year, sheet, found, notes, early=early, caveat=caveat)


def _caveat(registers: Registers, year: int, today: date) -> str:
    """Return what the sheet of a year cannot tell: losses still to come, or a year the file knows nothing of."""
    if year >= today.year:
        return f"{year}年还没有过完，只看到{chinese_date(today)}为止的登记。"
    return "" if covers(registers, year) else f"登记簿没有{year}年的记录，下面的扣分不能当作这一年的情况。"


def export_scorecard(card: Scorecard, path: Path, today: date) -> Path:
    """Write the 自查报告 as .pdf or .docx, or its lines as .xlsx or .csv, after reading it back."""
    with whole_file(path) as aside:
        write_scorecard(card, aside, today)
    return path


def printed_scorecard(card: Scorecard, today: date) -> tuple[bytes, str]:
    """Return the 自查报告 as PDF, read back, and a sentence naming the characters no font draws."""
    document = scorecard_document(card, today)
    return proven(document, ".pdf"), framed_in(*document.texts())


# --- what the registers show ---

Found = Iterator[tuple[Measure, Evidence]]


def _from_findings(registers: Registers, year: int, today: date) -> Found:
    waits = OF_THE_REPORT if today.year <= year else ()
    by_rule = {rule: measure for measure, rules in BY_RULES.items() if measure not in waits for rule in rules}
    told: dict[tuple[Measure, object], list[Finding]] = defaultdict(list)
    for place, finding in enumerate(check_year(registers, year, today)):
        if finding.rule in by_rule:
            is_its_own = finding.record is not None and finding.rule != ABOUT_ANOTHER
            told[by_rule[finding.rule], finding.record if is_its_own else place].append(finding)
    for (measure, _), findings in told.items():
        about = findings[0].record
        says = "".join(finding.message for finding in findings)
        yield measure, Evidence(says, about.register if about else "", about.id if about else 0)


def _late_answers(registers: Registers, year: int, today: date) -> Found:
    for one in timed_requests(registers, Period.of(year), today):
        is_late = one.is_answered and one.deadline.is_late
        if is_late or (one.is_open and one.is_overdue):
            caption = registers.get(Request, one.id).caption
            told = (_LATE if is_late else _STILL_OPEN).format(caption)
            due = one.deadline.due_on
            yield (
                Measure.LATE_ANSWER,
                Evidence(f"{told}，应于{chinese_date(due)}前答复" if due else told, Request.register, one.id),
            )


def _lost_disputes(registers: Registers, year: int, _today: date) -> Found:
    """Yield each case that table four counts as 结果纠正: several instances are one case, decided by the last."""
    for block in DisputeBlock:
        measure = Measure.ANSWER_CORRECTED if block is DisputeBlock.REVIEW else Measure.SUIT_LOST
        cell = CellKey("table4", block, DisputeResult.CORRECTED)
        for register, record_id in registers.records_of(cell, Period.of(year)):
            case = registers.get(Review if register == Review.register else Litigation, record_id)
            assert isinstance(case, Review | Litigation), "asked for"
            on = chinese_date(case.closed_on) if case.closed_on else ""
            told = f"{case.caption} {on}{DisputeResult.CORRECTED.label}"
            yield measure, Evidence(told, register, record_id)


def _releases(registers: Registers, year: int, today: date) -> Found:
    """Yield what was due in the year and is not published, and each release of the year without 保密审查."""
    calendar = load_calendar(registers)
    for release in unpublished_releases(registers, today):
        for item in release_items(release, calendar, today):
            if item.due_on is not None and item.due_on.year == year and item.due_on < today:
                told = f"“{release.caption}”应在{chinese_date(item.due_on)}前公开，至今没有公开"
                yield Measure.RELEASED_LATE, Evidence(told, release.register, release.id)
    within = Filter("published_on", "between", (date(year, 1, 1), min(today, date(year, 12, 31))))
    for release in registers.all(Release, Query(filters=(within, Filter("secrecy_conclusion", "is_empty")))):
        told = f"“{release.caption}”公开前没有登记保密审查"
        yield Measure.NOT_REVIEWED, Evidence(told, release.register, release.id)


def _duties(registers: Registers, year: int, today: date) -> Found:
    """Yield each period of an 应公开事项 not published in time; the last of a year is due in the next."""
    for line in duty_calendar(registers, year, load_calendar(registers), today):
        due_on = line.due_on
        if due_on is None or (line.period is None and due_on.year != year):
            continue
        published = min((one.published_on for one in line.releases if one.published_on is not None), default=None)
        if line.state is DutyState.MISSED or (published is not None and published > due_on):
            became = f"{chinese_date(published)}才公开" if published else "至今没有公开"
            told = f"应公开事项“{line.caption}”应在{chinese_date(due_on)}前公开，{became}"
            yield Measure.DUTY_MISSED, Evidence(told, line.duty.register, line.duty.id)


def _months(registers: Registers, year: int, today: date) -> Found:
    """Yield each unconfirmed month without a request; R-1 reports only a year without any."""
    for month in zero_months(registers, year, today):
        if month.state is MonthState.UNCONFIRMED:
            yield Measure.ZERO_UNPROVEN, Evidence(f"{month.period.name}没有登记过申请，也没有零申请确认")


def _report(registers: Registers, year: int, today: date) -> Found:
    """Yield the cases about the year's report: sent or published late, sent back, corrected late."""
    profile, query, done = registers.profile(), Query(year=year), _deliveries(registers, year)
    for kind, by, measure in (
        (ReportDeliveryKind.SUBMITTED, submit_by(profile, year), Measure.REPORT_SENT_LATE),
        (ReportDeliveryKind.PUBLISHED, publish_by(profile, year), Measure.REPORT_PUBLISHED_LATE),
    ):
        on = done.get(kind)
        if (on or today) > by:
            told = f"{chinese_date(on)}{kind.label}" if on else f"没有登记{kind.label}"
            yield measure, Evidence(f"{year}年度报告应于{chinese_date(by)}前{kind.label}，{told}")
    for event in registers.all(ReportEvent, query):
        if event.kind is ReportEventKind.RETURNED:
            yield Measure.REPORT_RETURNED, Evidence(event.sentence)
            if event.until is not None and (event.settled_on or today) > event.until:
                yield Measure.MENDED_LATE, Evidence(event.sentence)


def _deliveries(registers: Registers, year: int) -> Mapping[ReportDeliveryKind, date]:
    """Return when the report of a year was first sent and published."""
    done: dict[ReportDeliveryKind, date] = {}
    for delivery in registers.all(ReportDelivery, Query(year=year)):
        done[delivery.kind] = min(delivery.on, done.get(delivery.kind, delivery.on))
    return done


def _early(registers: Registers, year: int, today: date) -> Sequence[Measure]:
    """Return the measures of a report that is neither made nor due yet."""
    profile, done = registers.profile(), _deliveries(registers, year)
    waits = list(OF_THE_REPORT) if today.year <= year else []
    if ReportDeliveryKind.SUBMITTED not in done and today <= submit_by(profile, year):
        waits += [Measure.REPORT_SENT_LATE, Measure.REPORT_RETURNED, Measure.MENDED_LATE]
    if ReportDeliveryKind.PUBLISHED not in done and today <= publish_by(profile, year):
        waits.append(Measure.REPORT_PUBLISHED_LATE)
    return waits


# --- kept in the file ---


def _read_json(text: str) -> ScoreSheet:
    kept = json.loads(text)
    return sheet_of(kept["name"], kept["source"], [COLUMNS, *kept["lines"]])


def _notes(registers: Registers, year: int) -> Mapping[str, str]:
    kept = registers.drafts(year).get(SCORE_NOTES)
    return json.loads(kept.text) if kept and kept.text else {}


def _keep(registers: Registers, year: int, part: str, text: str, label: str) -> None:
    kept = registers.drafts(year).get(part)
    with registers.batch(label):
        registers.save(replace(kept, text=text) if kept else Draft(year=year, part=part, text=text))
