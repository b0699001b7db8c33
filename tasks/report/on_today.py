"""What 今日 shows with a delay: mistakes to correct, requests carried over from last year, and the next report."""

from collections import Counter
from datetime import date

from disclosure.checks.places import place_of
from disclosure.checks.years import released_in_year
from disclosure.papers import PUBLISHED
from disclosure.report.cells import CARRIED_IN, CARRIED_OUT, TOTAL, CellKey
from disclosure.report.counting import Period
from disclosure.report.model import TABLE_SECTIONS
from disclosure.report.narrative import OVERVIEW, PARTS, PROBLEMS
from disclosure.terms import TextState
from storage.registers import Registers
from tasks.report.check_records import is_looked_at, mendable
from tasks.report.compose import line_states, source_of
from tasks.report.issuing import judged_findings
from tasks.report.published import published_report
from tasks.report.versions import latest_version
from tasks.today.overview import COUNTED, RELEASED, Carried, Later, ReportPart

_TABLES = "三张表"
_ORDER = (TextState.WRITTEN, TextState.READ, TextState.UNTOUCHED)
_SHORT = {OVERVIEW: "一、总体情况", PROBLEMS: "五、问题及改进"}
_HEADINGS = {part.key: part.label for part in PARTS}


def later(registers: Registers, year: int, report_year: int, today: date) -> Later:
    """Return what takes longer to read: mistakes in the records of ``year`` and the state of ``report_year``'s report.

    The parts of a report are listed once its year is over.
    """
    carried = _carried(registers, report_year)
    parts = _parts(registers, report_year, carried, today) if report_year < today.year else ()
    told = {one: _told(registers, one) for one in (year, year - 1) if one < today.year and year < today.year}
    return Later(mendable(registers, year, today), carried, parts, told)


def _told(registers: Registers, year: int) -> dict[str, int | None]:
    """Return the figures 今日 shows as the published report of a year gives them; empty if none is kept."""
    report = published_report(registers, year)
    if report is None:
        return {}
    told: dict[str, int | None] = {RELEASED: released_in_year(report)}
    for label, cells in COUNTED.items():
        values = [report.figures.get(cell) for cell in cells]
        numbers = [value for value in values if isinstance(value, int)]
        told[label] = sum(numbers) if len(numbers) == len(values) else None
    return told


def _carried(registers: Registers, year: int) -> Carried | None:
    """Return what last year's published report carried over, if the register holds fewer of them."""
    if registers.drafts(year - 1).get(PUBLISHED) is None:
        return None
    last = published_report(registers, year - 1)
    told = last.figures.get(CellKey("table3", CARRIED_OUT.code, TOTAL)) if last is not None else None
    if not isinstance(told, int) or not told:
        return None
    there = int(registers.figures(Period.of(year))[CellKey("table3", CARRIED_IN.code, TOTAL)])
    return Carried(year - 1, told, there) if there < told else None


def _parts(registers: Registers, year: int, carried: Carried | None, today: date) -> tuple[ReportPart, ...]:
    """Return the state of a year's report by part; a single line once it is issued."""
    issued = latest_version(registers, year)
    if issued is not None:
        return (ReportPart("已签发", f"第 {issued.version} 版"),)
    drafts, known = registers.of_one_moment(lambda: (registers.drafts(year), source_of(registers, year)))
    parts = [_tables(registers, year, carried, today)]
    for key, name in _SHORT.items():
        counted = Counter(state for state in line_states(drafts.get(key), key, known) if state is not None)
        states = [state for state in _ORDER if counted[state]]
        least = next((one for one in (TextState.UNTOUCHED, TextState.WRITTEN) if one in states), TextState.READ)
        told = "，".join(f"{counted[state]} 段{state.label}" for state in states)
        parts.append(ReportPart(name, told if len(states) > 1 else least.label, least, _HEADINGS[key]))
    return tuple(parts)


def _tables(registers: Registers, year: int, carried: Carried | None, today: date) -> ReportPart:
    """Return the state of the tables: the findings of the report page that nobody has settled.

    Even if all figures come from the register, its records may be wrong; so a year with too many requests to check here
    is not called right.
    """
    if carried is not None:
        return ReportPart(_TABLES, f"还差结转的 {carried.lacking} 件", TextState.UNTOUCHED)
    if not is_looked_at(registers, year):
        return ReportPart(_TABLES, "还没有检查", TextState.WRITTEN)
    found = judged_findings(registers, year, today)
    count = sum(one.is_open and place_of(one.finding) in TABLE_SECTIONS for one in found)
    return (
        ReportPart(_TABLES, f"{count} 处要看", TextState.UNTOUCHED)
        if count
        else ReportPart(_TABLES, "检查没有发现问题")
    )
