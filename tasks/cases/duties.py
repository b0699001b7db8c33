"""The duty calendar of a year, fulfilling a duty in one step, and index numbers for releases."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.column_kinds import columns
from disclosure.errors import DisclosureError
from disclosure.records import Duty, Release, build
from disclosure.releases.due_duties import period_of
from disclosure.releases.duties import DutyLine, DutyState, duty_lines, release_of
from disclosure.releases.index_numbers import index_series
from resources.locate import resource_path
from storage.query import Filter, Query
from storage.registers import Registers


def duty_calendar(
    registers: Registers, year: int, calendar: WorkCalendar, today: date, *, since: int | None = None
) -> tuple[DutyLine, ...]:
    """Return every period of every duty in a year, by day and duty; duties of 一次 without a day come first.

    ``since`` is an earlier year to start with: what was missed in it can still be done.
    """
    duties = list(registers.all(Duty))
    releases = _releases_by_duty(registers, duties)
    span = date(since or year, 1, 1), date(year, 12, 31)
    lines = [line for duty in duties for line in duty_lines(duty, releases[duty.name], span, calendar, today)]
    return tuple(sorted(lines, key=lambda line: (line.due_on or date.min, line.duty.id)))


def duties_at_hand(registers: Registers, calendar: WorkCalendar, today: date) -> tuple[DutyLine, ...]:
    """Return every period of this year, preceded by the unfulfilled ones of last year.

    In January most of what is due or missed belongs to the year before.
    """
    before = duty_calendar(registers, today.year - 1, calendar, today)
    is_left = (
        line
        for line in before
        if line.state is not DutyState.FULFILLED and line.period is not None and line.period.last.year < today.year
    )
    return (*is_left, *duty_calendar(registers, today.year, calendar, today))


def _releases_by_duty(registers: Registers, duties: Iterable[Duty]) -> dict[str, list[Release]]:
    """Return the releases assigned to each duty, whenever they were published: even years late they fulfil it."""
    found: dict[str, list[Release]] = defaultdict(list)
    names = [duty.name for duty in duties]
    for release in registers.all(Release, Query(filters=(Filter("fulfils", "any_of", names),))) if names else ():
        found[release.fulfils].append(release)
    return found


def release_for(registers: Registers, line: DutyLine, on: date) -> Release:
    """Return the release that fulfils a period, filled like the last one for the same duty; not saved."""
    query = Query(filters=(Filter("fulfils", "equals", line.duty.name),), descending=True, limit=1)
    return release_of(line, on, next(registers.all(Release, query), None))


def fulfil(registers: Registers, line: DutyLine, on: date) -> Release:
    """Save the release that fulfils a period, published on a day, and return it."""
    with registers.batch(f"落实 {line.caption}"):
        change = registers.save(release_for(registers, line, on))
    return registers.get(Release, change.record_id)


def link_release(registers: Registers, line: DutyLine, release: Release) -> Release:
    """Record that an existing release fulfils a period, and return it.

    Raises DisclosureError for one that was not published or fulfils another duty.
    """
    current = registers.get(Release, release.id)
    if current.published_on is None:
        raise DisclosureError(f"“{current.caption}”还没有公开，不能算作落实。")
    if current.fulfils not in ("", line.duty.name):
        raise DisclosureError(f"“{current.caption}”已经用于落实“{current.fulfils}”。")
    with registers.batch(f"关联落实 {line.caption}"):
        first = line.period.first if line.period else None
        registers.save(replace(current, fulfils=line.duty.name, fulfils_period=first))
    return registers.get(Release, current.id)


def take_usual_duties(registers: Registers, today: date) -> int:
    """Register what offices usually must publish (条例第十二条, 第二十条, 第二十一条), in one step; return how many.

    Duties already registered by such a name are not changed. Each begins with the current month, quarter or year, so
    that none is late from the start; local cycles and deadlines are then edited like everything else.
    """
    known = {duty.name for duty in registers.all(Duty)}
    with resource_path("duties", "usual.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = [{each.name: each.parse(row[each.label]) for each in columns(Duty) if each.label in row} for row in rows]
    usual = [build(Duty, {**row, "starts_on": period_of(row["cycle"], today).first}) for row in told]
    new = [duty for duty in usual if duty.name not in known]
    if new:
        with registers.batch("带入常见的应公开事项"):
            registers.save_all(new)
    return len(new)


def give_index_number(registers: Registers, release: Release) -> Release:
    """Assign a saved release its 索引号 by the profile's pattern and return it; an existing one is never changed.

    The year is that of 公开日期, or else of 形成或变更日期. Numbers in the recycle bin are not assigned again.
    Raises IndexNumberError for an unusable pattern.
    """
    current = registers.get(Release, release.id)
    profile = registers.profile()
    if current.index_number:
        return current
    year = (current.published_on or current.formed_on).year
    series = index_series(profile.index_numbering, profile.code_character, year)
    with registers.batch(f"编索引号 {current.caption}"):
        registers.save(replace(current, index_number=series.following(_used(registers, series.prefix))))
    return registers.get(Release, current.id)


def _used(registers: Registers, prefix: str) -> Iterator[str]:
    alike = Query(filters=(Filter("index_number", "contains", prefix),))
    yield from (release.index_number for release in registers.all(Release, alike))
    records = (removed.record for removed in registers.removed(Release))
    yield from (record.index_number for record in records if isinstance(record, Release))
