"""Dates without a year, 「2月27日」: the year stated by their row, a line above them, a note or the title."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.column_kinds import Kind
from disclosure.numerals import CHINESE_DIGITS, parse_chinese
from importers.ledgers.facts import DAY, YEARLESS
from importers.ledgers.header import Header
from importers.ledgers.rows import Row

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CHINESE_YEAR = re.compile(rf"[一二][{''.join(CHINESE_DIGITS)}]{{3}}(?=年)")
"""「二〇二四年」, as in titles."""
_FULL_DAY = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_OF_NO_YEAR = re.compile(r"(?:未|没有?|不)[写填标注明带]{1,2}年[份度]?.{0,8}?((?:19|20)\d\d)年?")
"""「未写年份的均为2024年」."""
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*年度?(?:\s*第?[一二三四1-4]季度|\s*\d{1,2}月份?|\s*[上下]半年)?")
"""A line of its own above the rows of a year."""
_FEW_CELLS = 3
"""The most cells of a title, a note or a line between the rows."""
_BEGINS, _ENDS = (
    ("arrived_on", "received_on", "formed_on"),
    ("answered_on", "replied_on", "defence_on", "closed_on", "published_on"),
)
_LONGEST_CASE = 184
"""The longest duration of a case whose end may be in the next year: 「12.26」 answered on 「1.15」."""


@dataclass(frozen=True)
class SheetYears:
    """The year a sheet states for dates without one (0 for none), and by row number the years of separate lines.

    ``is_told`` says that the sheet states it in words, and not only in its title.
    """

    year: int = 0
    is_told: bool = False
    lines: tuple[tuple[int, int], ...] = ()

    def of(self, number: int) -> tuple[int, bool]:
        """Return the year of a row, and whether it needs no confirmation."""
        above = [year for line, year in self.lines if line < number]
        return (above[-1], True) if above else (self.year, self.is_told)


@dataclass(frozen=True)
class Completed:
    """A cell with the year added to its date: the new text, the date, and whether it needs no confirmation."""

    text: str
    day: date
    is_sure: bool


def years_of(name: str, rows: Sequence[Row], header: Header) -> SheetYears:
    """Return the years a sheet states outside its records."""
    loose = [row for row in rows if 0 < len(row.cells) - row.cells.count("") <= _FEW_CELLS]
    told = {int(found[1]) for row in loose for text in row.cells if (found := _OF_NO_YEAR.search(text))}
    titles = [text for row in loose if row.number <= header.row_number for text in row.cells]
    plain = (_CHINESE_YEAR.sub(lambda year: str(parse_chinese(year[0])), text) for text in (*titles, name))
    titled = {int(year) for text in plain for year in _YEAR.findall(_FULL_DAY.sub(" ", text))}
    lines = [
        (row.number, int(found[1]))
        for row in loose
        if row.number > header.row_number and (found := _PERIOD.fullmatch("".join(dict.fromkeys(row.cells))))
    ]
    stated = told or titled
    return SheetYears(min(stated) if len(stated) == 1 else 0, len(told) == 1, tuple(lines))


def completed_cells(
    rows: Sequence[tuple[str, Row]], header: Header, years: Mapping[str, SheetYears]
) -> dict[tuple[str, int], dict[int, Completed]]:
    """Return the completed cells of dates without a year, by sheet and row number, then by position."""
    places = [
        (place, target.taken)
        for place, target in enumerate(header.targets)
        if any(column.kind is Kind.DATE for column in target.facts)
    ]
    looked_at: dict[str, re.Match[str] | None] = {"": None}
    found = {}
    for sheet, row in rows:
        days: dict[int, re.Match[str]] = {}
        for place, _ in places:
            text = row.cells[place] if place < len(row.cells) else ""
            if text not in looked_at:
                looked_at[text] = None if DAY.search(text) else YEARLESS.search(text)
            # a number has lost the zero of 「3.20」
            if (day := looked_at[text]) and not row.numbers >> place & 1:
                days[place] = day
        if days:
            cells = dict(_completed(row, days, places, years.get(sheet, SheetYears())))
            found[sheet, row.number] = cells if len(cells) == len(days) else {}
    return found


def _completed(
    row: Row, days: Mapping[int, re.Match[str]], places: Sequence[tuple[int, tuple[str, ...]]], years: SheetYears
) -> Iterator[tuple[int, Completed]]:
    stated, is_told = years.of(row.number)
    begun: date | None = None
    is_told_in_full = any(
        not {*_BEGINS}.isdisjoint(names) and place < len(row.cells) and _FULL_DAY.search(row.cells[place])
        for place, names in places
    )
    for place, names in places:
        text = row.cells[place] if place < len(row.cells) else ""
        is_begin, is_end = not {*_BEGINS}.isdisjoint(names), not {*_ENDS}.isdisjoint(names)
        if place not in days:
            if is_begin and (full := _FULL_DAY.search(text)):
                year, month, day = map(int, re.findall(r"\d+", full[0]))
                begun = _day(year, month, day)
            continue
        is_own = is_end and begun is not None and is_told_in_full
        year = begun.year if is_end and begun else stated
        month, day = int(days[place]["month"]), int(days[place]["day"])
        found = _day(year, month, day)
        if "published_on" in names and found and begun and found < begun and not is_own:
            return  # made the year before, or published the year after: the sheet does not say which year it is kept by
        if is_end and begun and found and found < begun and (later := _day(year + 1, month, day)):
            found = later if (later - begun).days <= _LONGEST_CASE else found
        if found is None:
            continue
        begun = found if is_begin else begun
        start, end = days[place].span()
        whole = f"{text[:start]}{found.year}年{found.month}月{found.day}日{text[end:]}"
        yield place, Completed(whole, found, is_own or is_told)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
