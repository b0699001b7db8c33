"""Rules X-9, X-10, F-4, F-8, F-11, F-13, F-21, F-24, F-25: how the sentences of a report are written."""

import re
from collections.abc import Iterator

from disclosure.checks.claims import clauses, prose
from disclosure.checks.finding import Finding, info, warning
from disclosure.checks.personal import PERSONAL
from disclosure.checks.subject import Subject
from disclosure.numerals import DIGITS, parse_chinese
from disclosure.personal_data import personal_data
from disclosure.report.model import OVERVIEW_HEADINGS

_UP_TO = re.compile(
    # 「截至2024年12月31日，累计受理…」: the day a cumulative figure is of
    r"截[至止]到?(20\d\d)年(\d{1,2})月(\d{1,2})日[，,]?(?:历年)?累计(?:受理|收到|公开|主动公开|发布)[^，。；]{0,20}"
)
_YEAR_IN_NUMERALS = re.compile(r"(?:^|[。；\n])(二[〇零○]二[一二三四五六七八九〇零])年")
# 「20241月」, a year that ran into its month; 「年123日」; 「20241231日」
_BROKEN_DATE = re.compile(r"(?<!\d)20\d{3,}[月日]|年\d{3,}日|(?<!\d)\d{5,}日")
_UNITS = (  # a figure in a unit its table does not have, the right one, and whether that is beyond doubt
    (re.compile(r"行政(?:复议|诉讼)\d+(?:条|元|人|份)"), "件", True),
    (re.compile(r"规范性文件\d+(?:元|条|次|人)"), "件", True),
    (re.compile(r"主动公开(?:政府)?信息\d+(?:元|人|次)"), "条", True),
    (re.compile(r"信息处理费\d+(?:件|条|份|个|次|人)"), "元", True),
    (re.compile(r"办理答复\d+(?:条|元|个|次)"), "件", False),
)
_DECREE = re.compile(r"国务院(?:第)?(\d+)号令|国务院令第(\d+)号")
_FORMAT = re.compile(r"国办公开办函[〔\[（(](\d{4})[〕\]）)](\d+)号")
_IN_FORCE, _IN_FORCE_FORMAT, _SINCE, _FORMAT_SINCE = "711", ("2021", "30"), 2019, 2021
_POINT = re.compile(rf"(^|[。；：:，、\n])([{DIGITS}])是(?![否不])")
_HEAD = re.compile(r"^（([一二三四五六七八九十])）([^。；，]{1,30})$", re.MULTILINE)
_MAY_BE_SHORT = "平台建设"
_PUNCTUATION = re.compile(r"[，、；：]{2,}|。{2,}(?!。)|[，、；]。|。[，、；]")
_MISSPELT = {"条列》": "条例》", "依发收取": "依法收取", "依发公开": "依法公开", "政府信息公开条列": "政府信息公开条例"}
_PLACEHOLDER = re.compile(r"[：:]\s*(待定|待填|待补充?|暂缺|TBD)", re.IGNORECASE)
_ID_SHAPED = re.compile(
    # a word that announces it, then area, day of birth (19 or 20, month, day), order and control digit
    r"(?:证件|身份证|证号)[^，。；0-9]{0,8}[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9])"
)


def _whole(subject: Subject) -> str:
    return "\n".join([subject.report.opening, prose(subject.report)])


def up_to(subject: Subject) -> Iterator[Finding]:
    """X-9 and X-10: what has accumulated is told as of 31 December of the year; years in numerals are this year's."""
    year, text = subject.report.year, _whole(subject)
    if not year:
        return
    for match in _UP_TO.finditer(text):
        if int(match[1]) == year - 1:
            yield warning("X-9", f"{year}年的报告里说“{match[0]}”，年份请核对。", (), (int(match[1]), year))
        elif int(match[1]) == year and (match[2], match[3]) != ("12", "31"):
            yield warning("X-10", f"截止日写作“{match[0]}”，应为{year}年12月31日。")
    for match in _YEAR_IN_NUMERALS.finditer(text):
        found = parse_chinese(match[1])
        if found == year - 1:
            yield warning("X-9", f"{year}年的报告里说“{match[1]}年”，年份请核对。", (), (found, year))


def broken_dates(subject: Subject) -> Iterator[Finding]:
    """X-10: every date is one."""
    for match in _BROKEN_DATE.finditer(_whole(subject)):
        yield warning("X-10", f"“{match[0]}”不是日期，请核对年、月、日。", (), (match[0],))


def units(subject: Subject) -> Iterator[Finding]:
    """F-11: cases and documents are counted in 件, information in 条, fees in 元."""
    for clause in clauses(prose(subject.report)):
        for pattern, unit, is_absurd in _UNITS:
            if match := pattern.search(clause):
                say = warning if is_absurd else info
                yield say("F-11", f"“{match[0]}”应以“{unit}”计。", (), (match[0],))


def sources(subject: Subject) -> Iterator[Finding]:
    """F-13: the opening names the decree and the format in force."""
    opening, year = subject.report.opening, subject.report.year
    for match in _DECREE.finditer(opening):
        if (match[1] or match[2]) != _IN_FORCE and year >= _SINCE:
            yield warning("F-13", f"开头写“{match[0]}”，现行《政府信息公开条例》是国务院令第711号。", (), (match[0],))
    for match in _FORMAT.finditer(opening):
        if match.groups() != _IN_FORCE_FORMAT and year >= _FORMAT_SINCE:
            yield warning("F-13", f"开头写“{match[0]}”，现行格式是国办公开办函〔2021〕30号。", (), (match[0],))


def points_in_order(subject: Subject) -> Iterator[Finding]:
    """F-24: 一是, 二是, 三是 go on without a gap; no （一）（二） comes twice (a missing one is told by F-4)."""
    for section in subject.report.sections:
        last = 0
        for match in _POINT.finditer(section.text):
            number = DIGITS.index(match[2]) + 1
            starts_anew = (number == 1 and match[1] not in "；，、") or last == 0
            if number != last + 1 and not starts_anew:
                yield warning("F-24", f"“{section.heading}”里“{match[2]}是”之前是“{DIGITS[last - 1]}是”，序号不连续。")
            last = number
        heads = [(DIGITS + "十").index(match[1]) + 1 for match in _HEAD.finditer(section.text)]
        if section.heading and (heads != sorted(heads) or len(set(heads)) < len(heads)):
            numbers = "".join(f"（{match[1]}）" for match in _HEAD.finditer(section.text))
            yield warning("F-24", f"“{section.heading}”的小标题序号是{numbers}，有重复或颠倒。", (), (numbers,))


def shortened_heads(subject: Subject) -> Iterator[Finding]:
    """F-4: a customary sub-heading of section one is not cut short."""
    official = [heading[3:] for heading in OVERVIEW_HEADINGS]
    first = next((section for section in subject.report.sections if section.heading.startswith("一")), None)
    for match in _HEAD.finditer(first.text if first else ""):
        words = match[2].strip()
        whole = next((one for one in official if words != one and words in one), None)
        if whole and words != _MAY_BE_SHORT and words not in official:
            yield info("F-4", f"小标题“{match[0]}”应为“（{match[1]}）{whole}”。", (), (words, whole))


def spelling(subject: Subject) -> Iterator[Finding]:
    """F-25: no sign stands twice, no usual word is misspelt."""
    text = _whole(subject)
    for match in _PUNCTUATION.finditer(text):
        around = text[max(0, match.start() - 8) : match.end() + 4].replace("\n", " ")
        yield warning("F-25", f"“{around}”的标点重复。", (), (match[0],))
    for wrong, right in _MISSPELT.items():
        if wrong in text:
            yield warning("F-25", f"“{wrong}”应为“{right}”。", (), (wrong,))
            break


def placeholders(subject: Subject) -> Iterator[Finding]:
    """F-8: nothing is left to be filled in later."""
    for match in _PLACEHOLDER.finditer(_whole(subject)):
        yield warning("F-8", f"“{match[1]}”还没有填写。", (), (match[1],))


def numbers_of_somebody(subject: Subject) -> Iterator[Finding]:
    """F-21: eighteen digits called an identity number are somebody's, whatever their check digit."""
    text = _whole(subject)
    known = {(found.start, found.end) for found in personal_data(text, ())}
    for match in _ID_SHAPED.finditer(text):
        if not any(start < match.end() <= end for start, end in known):
            yield warning(PERSONAL, f"正文里有身份证件号码（末两位{match[0][-2:]}，校验位不符），请核对并删去。")


CHECKS = (
    up_to,
    broken_dates,
    units,
    sources,
    points_in_order,
    shortened_heads,
    spelling,
    placeholders,
    numbers_of_somebody,
)
