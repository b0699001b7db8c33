"""Composing the whole report from facts and the clerk's texts."""

from collections.abc import Mapping
from datetime import date

from disclosure.calendar.statutory_deadlines import YearlyDay
from disclosure.column_kinds import parse_date
from disclosure.records import Profile
from disclosure.report.cells import CellKey, Figure
from disclosure.report.facts import ReportFacts
from disclosure.report.model import SECTION_HEADINGS, AnnualReport, Section, report_title
from disclosure.report.narrative import (
    DATED_ON,
    OPENING,
    OTHERS,
    OVERVIEW,
    PARTS,
    PROBLEMS,
    SIGNATURE,
    Source,
    filled,
)

_PROSE = {SECTION_HEADINGS[0]: OVERVIEW, SECTION_HEADINGS[4]: PROBLEMS, SECTION_HEADINGS[5]: OTHERS}


def composed(
    year: int,
    *,
    profile: Profile,
    facts: ReportFacts,
    figures: Mapping[CellKey, Figure],
    drafts: Mapping[str, str],
    today: date,
    reasons: tuple[str, ...] = (),
) -> AnnualReport:
    """Return the report of a year: the 200 figures, and the clerk's texts with their bound fields filled in.

    ``reasons`` are the sentences noted for large changes against last year. ``drafts`` holds texts by part; a part
    never edited has its default text. Unless set, 成文日期 is ``today`` from 1 January of the next year to the day of
    第四十九条第二款; at other times nobody would date the report so.
    """
    source = Source(year, profile, facts, figures, reasons)
    texts = {part.key: filled(drafts.get(part.key, part.default), source) for part in PARTS}
    dated = texts[DATED_ON].strip()
    # a draft made at another time of the year must not look late, or early
    stand_in = today if date(year + 1, 1, 1) <= today <= YearlyDay.GOVERNMENT_REPORT.in_year(year + 1) else None
    return AnnualReport(
        year=year,
        title=report_title(profile.title_name or profile.name, year),
        agency=profile.name,
        level=profile.level.label,
        opening=texts[OPENING],
        sections=tuple(
            Section(heading, texts[_PROSE[heading]] if heading in _PROSE else "") for heading in SECTION_HEADINGS
        ),
        figures=dict(figures),
        signature=texts[SIGNATURE].strip(),
        dated_on=parse_date(dated) if dated else stand_in,
    )
