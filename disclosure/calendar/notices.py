"""Next year's holiday arrangement as an offline office gets it: the pasted notice, or a holiday-cn JSON file.

Both are read into a ``CalendarYear``, which a person confirms before it is saved. Weekdays in brackets and 共N天 are
compared with the days read, so that a copying error is noticed.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from disclosure.calendar.years import CalendarYear, NamedDay
from disclosure.errors import UnreadableValueError
from disclosure.numerals import NUMERALS, WEEKDAYS
from disclosure.wording import chinese_date

# The patterns match text without blanks and in half width. They cover the notices of 2019 to 2026, which the tests
# include.
# 「关于2025年部分节假日安排的通知」「关于调整2020年春节假期安排…」: the year
_TITLE = re.compile(r"关于(?:调整)?(\d{4})年.{0,12}?(?:节假日|放假|假期)安排")
# 「国办发明电〔2024〕12号」, in any brackets: year and number
_NUMBER = re.compile(r"国办发(?:明电)?[〔\[(](\d{4})[〕\])](\d+)号")
# signature and date at the end: 「国务院办公厅2024年11月12日」
_ISSUED = re.compile(r"国务院办公厅(\d{4})年(\d{1,2})月(\d{1,2})日")
# 「二、春节:」, then everything up to the next heading, the advice after the list (「节假日期间，…」), the signature or
# the end
_HEADING = rf"[{NUMERALS}]、(?P<name>[^:。]{{2,14}}):"
_END = r"节假日期间|国务院办公厅\d{4}年|\Z"
_ITEM = re.compile(rf"{_HEADING}(?P<body>.*?)(?={_HEADING.replace('?P<name>', '?:')}|{_END})")
# 「2025年1月28日(农历除夕、周二)」: year and month are omitted if unchanged; the weekday is in brackets
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?"
# one day, or two with 「至」 or a dash between: 「1月28日至2月4日」
_SPAN = re.compile(rf"{_DAY}(?:[至到—~-]+{_DAY})?")
# the kind of the days before it: 「放假调休」「补休」「上班」
_VERB = re.compile(r"放假|补休|公休|休息|上班")
# 「共8天」「放假8天」
_TOTAL = re.compile(r"(?:共|放假)(\d+)天")
# 「(星期日)」「(周日)」
_WEEKDAY = re.compile(rf"(?:星期|周)([{WEEKDAYS}])")
_SATURDAY = 5
_NEEDED = ("元旦", "春节", "国庆节")
_ADVICE = "鼓励"
_DECEMBER = 12


class _Span(NamedTuple):
    """Consecutive days, and whether they are worked."""

    days: tuple[date, ...]
    is_worked: bool


def read_notice(text: str) -> CalendarYear:
    """Read the pasted text of a 部分节假日安排的通知; the year is the title's.

    Raises UnreadableValueError with one sentence naming what cannot be read: no year, no arrangement, a weekday or a
    number of days that disagrees, a missing holiday.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    title = _TITLE.search(plain)
    if title is None:
        raise UnreadableValueError("没有找到“关于××××年部分节假日安排的通知”这个标题，要连同标题一起粘贴")
    year, off, worked = int(title[1]), list[NamedDay](), list[NamedDay]()
    for item in _ITEM.finditer(plain):
        for span in _spans(item["body"], year):
            (worked if span.is_worked else off).extend(NamedDay(day, item["name"]) for day in span.days)
    missing = [name for name in _NEEDED if not any(name in day.name for day in off)]
    if missing:
        raise UnreadableValueError(
            f"没有读出{year}年{'、'.join(missing)}的放假日期，要核对是否粘贴了通知全文；只是调整的通知，逐日修改"
        )
    twice = sorted({day.on for day in off} & {day.on for day in worked})
    if twice:
        raise UnreadableValueError(f"{chinese_date(twice[0])}既写放假又写上班，要核对通知原文，或者逐日修改")
    number, issued = _NUMBER.search(plain), list(_ISSUED.finditer(plain))
    return CalendarYear(
        year=year,
        notice=f"国办发明电〔{number[1]}〕{number[2]}号" if number else "",
        noticed_on=_real_day(*(int(part) for part in issued[-1].groups())) if issued else None,
        source="粘贴的通知文本",
        days_off=_in_order(off),
        days_worked=_in_order(worked),
    )


def _spans(body: str, year: int) -> Iterator[_Span]:
    for sentence in body.split("。"):
        if sentence.startswith(_ADVICE):  # 鼓励…在除夕休息 arranges nothing
            continue
        found = tuple(_spans_of(sentence, year))
        total = _TOTAL.search(sentence)
        off = sum(len(span.days) for span in found if not span.is_worked)
        if total is not None and off != int(total[1]):
            raise UnreadableValueError(f"“{sentence}”写明共{total[1]}天，读出的却是{off}天，要核对通知原文")
        yield from found


def _spans_of(sentence: str, year: int) -> Iterator[_Span]:
    before: date | None = None
    for match in _SPAN.finditer(sentence):
        verb = _VERB.search(sentence, match.end())
        if verb is None:
            raise UnreadableValueError(f"“{sentence}”里的{match[0]}没有写明放假还是上班，要核对通知原文")
        is_worked = verb[0] == "上班"
        days = tuple(_days(match, year, is_worked, before))
        before = days[-1]
        yield _Span(days, is_worked)


def _days(match: "re.Match[str]", year: int, is_worked: bool, before: date | None) -> Iterator[date]:
    """Yield the days of a span; if the first has no month, it is that of the day ``before``."""
    groups = match.groups()
    if before is not None and not groups[1]:
        first = _named_day(groups[:4], before.year, before.month)
    else:
        first = _named_day(groups[:4], year, 0)
    last = _named_day(groups[4:], first.year, first.month) if groups[6] else first
    if not 0 <= (last - first).days < 31:  # noqa: PLR2004 - no holiday lasts a month
        raise UnreadableValueError(f"“{match[0]}”的起止日期前后颠倒或相隔太远，要核对通知原文")
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if is_worked and day.weekday() < _SATURDAY:
            raise UnreadableValueError(f"{chinese_date(day)}不是周六、周日，通知却写“上班”，要核对原文和年份")
        yield day


def _named_day(parts: tuple[str | None, ...], year: int, month: int) -> date:
    named_year, named_month, number, remark = parts
    if not (named_month or month):
        raise UnreadableValueError(f"“{number}日”前面没有写月份，要核对通知原文")
    day = _real_day(int(named_year or year), int(named_month or month), int(number or 0))
    weekday = _WEEKDAY.search(remark or "")
    if weekday is not None and weekday[1] != WEEKDAYS[day.weekday()]:
        raise UnreadableValueError(
            f"{chinese_date(day)}是周{WEEKDAYS[day.weekday()]}，通知却写“{weekday[0]}”，要核对原文和年份"
        )
    return day


def _real_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableValueError(f"没有{year}年{month}月{day}日这一天，要核对通知原文") from None


def _in_order(days: list[NamedDay]) -> tuple[NamedDay, ...]:
    return tuple(sorted({day.on: day for day in days}.values()))


def read_holiday_json(text: str) -> CalendarYear:
    """Read a year file of the holiday-cn data: ``{year, papers, days: [{name, date, isOffDay}]}``.

    Raises UnreadableValueError for other content, or the empty file of a year not yet arranged.
    """
    try:
        values: dict[str, Any] = json.loads(text)
        year = int(values["year"])
        days = [
            (NamedDay(date.fromisoformat(day["date"]), str(day["name"])), bool(day["isOffDay"]))
            for day in values["days"]
        ]
        papers = [str(paper) for paper in values.get("papers", ())]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableValueError("这不是节假日数据文件，应为含 year 和 days 的 JSON，要改为粘贴通知文本") from None
    if not days:
        raise UnreadableValueError(f"文件里没有{year}年的任何一天，{year}年的放假通知可能尚未发布")
    strangers = [
        day.on for day, _ in days if day.on.year != year and (day.on.year, day.on.month) != (year - 1, _DECEMBER)
    ]
    if strangers:
        raise UnreadableValueError(f"{chinese_date(strangers[0])}不属于{year}年，要核对文件")
    return CalendarYear(
        year=year,
        source="；".join(["holiday-cn 数据", *papers]),
        days_off=_in_order([day for day, is_off in days if is_off]),
        days_worked=_in_order([day for day, is_off in days if not is_off]),
    )
