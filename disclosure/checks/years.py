"""Rules X-8 to X-10, X-13, X-14, X-18: the report against the calendar and against last year's report."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from disclosure.checks.claims import clauses, prose, sentences, stated_number
from disclosure.checks.finding import Finding, info, warning
from disclosure.checks.notes import Judged
from disclosure.checks.sheet import number_in
from disclosure.checks.subject import Subject
from disclosure.numerals import WHOLE
from disclosure.report.cells import COLUMN_LABELS, FEE_CELL, ROW_LABELS, TOTAL, CellKey, Figure
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import PROBLEMS
from disclosure.wording import plain_number

_TIMES = 5
_ENOUGH = 5
_ACCUMULATED = re.compile(rf"(?:历年)?累计[^0-9]{{0,24}}?({WHOLE})(?:条|件)")
_WITHIN_THE_YEAR = re.compile(r"(?:全年|本年度?|年内|今年|当年)[^，。]{0,6}累计")
_BY_REQUEST = "依申请公开"
_ACCUMULATIONS = (
    (
        "主动公开",
        re.compile(r"公开数|主动公开|公开政府信息|公开信息"),
        re.compile(r"(?:共)?(?:发布|公开|主动公开)[^0-9]{0,12}?(\d+)条"),
        re.compile(r"(?:没有|未|无)(?:新增)?(?:的)?(?:主动公开|公开)(?:政府)?信息"),
    ),
    (
        _BY_REQUEST,
        re.compile(r"受理|申请"),
        re.compile(r"(?:收到|受理)[^0-9]{0,16}?申请[^0-9]{0,4}(\d+)件"),
        re.compile(r"(?:未|没有|无|未曾)(?:新)?(?:收到|受理|接到)[^，。；]{0,12}申请"),
    ),
)
"""What accumulates: its name, and patterns for a clause about it, for this year's count, and for a year without any."""
# 「2024年，」「在2024年度」「2024年以来」 that begin a sentence; not a day or a part of it (「2024年3月」「2024年底」)
_STARTS_WITH_YEAR = re.compile(r"(?:^|[。；\n])\s*(?:在)?(20\d\d)年(?:度|，|,|[^0-9月底初末、第至到起]{2})")
_PLANS = re.compile(
    # what is to come, the fate of a document (「2023年印发」), comparisons, and what began earlier
    r"将|计划|下一步|继续|规划|拟|着力|重点|努力|要|印发|修订|通过|批准|施行|较|相比|同比|上年|去年|起|以来|结转|期间"
)
_THIS_YEARS = (
    # 「截至2024年底」
    re.compile(r"截[至止]到?(20\d\d)年(?:底|末|12月)[^。；]*"),
    # 「按照《2024年政务公开工作要点》」: the plan of the year
    re.compile(
        r"(?:按照|根据|围绕|对照|落实|贯彻)[^。；，]{0,12}?(20\d\d)年[^。；，0-9]{0,12}公开(?:重点)?工作(?:要点|任务|方案)[^。；]*"
    ),
    # 「现将某街道2024年度…」, then 「本年度（2024年）」
    re.compile(r"现将[^。；，0-9]{0,16}(20\d\d)年[^。；]*"),
    re.compile(r"本年度?[（(](20\d\d)年?度?[）)][^。；]*"),
    # 「2024年以来」 at the beginning of a sentence, 「2024年1-12月」, 「2024年，我街道」
    re.compile(r"(?:^|[。；\n])(20\d\d)年以来[^。；]*"),
    re.compile(r"(20\d\d)年1[-—至到~～]12月[^。；]*"),
    re.compile(r"(20\d\d)年度?[，,]?(?:我(?:街道|镇|乡|局|区|县)|街道|本(?:街道|镇|乡|机关|单位))[^。；]*"),
)
"""Phrases that speak of the year of the report, whatever year they name."""
_OTHER_YEARS = re.compile(r"(?<!现)将|计划|下一步|相比|同比|上年|去年|结转|累计|较")
_OF_A_REPORT = re.compile(r"年度报告|年报")
# 「2024年1月1日起至2024年12月31日」, the second year perhaps left out
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-|－|~|～|–)(?:(20\d\d)年)?12月31日")
_UP_TO = re.compile(r"(?:统计|数据)[^。；]{0,24}截[止至]到?(20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")
_OTHER_DAYS = re.compile(
    # 「统计期限为2024年1月1日至12月31日」: the words, then both days, the second perhaps without its year
    r"统计(?:期限|时限|期间|时间|周期|起止)[^0-9。；]{0,12}"
    r"((?:20\d\d)年(\d{1,2})月(\d{1,2})日起?(?:至|到|—|-|－|~|～|–)+(?:20\d\d年)?(\d{1,2})月(\d{1,2})日)"
)
_WHOLE_YEAR = ("1", "1", "12", "31")
_LAST_MONTH, _LAST_DAY = "12", "31"


def _squeezed(text: str) -> str:
    return re.sub(r"[ \t\u00a0\u3000]+", "", text)


def cumulative(subject: Subject) -> Iterator[Finding]:
    """X-8: 历年累计 = last year's 历年累计 + this year's."""
    if subject.last is None or subject.previous is None:
        return
    for name, is_about, this_year, none in _ACCUMULATIONS:
        now, before = (_accumulated(report, is_about) for report in (subject.report, subject.previous))
        year = _of_the_year(subject.report, this_year, none)
        if year is None and name == _BY_REQUEST:
            year = subject.sheet.total("table3", "n1")
        if now is None or before is None or year is None:
            continue
        expected = before + year
        if now != expected:
            yield warning(
                "X-8",
                f"正文{name}历年累计{plain_number(now)}，上年累计{plain_number(before)}加本年{plain_number(year)}"
                f"应为{plain_number(expected)}。",
                (),
                (now, expected),
            )


def released_in_year(report: AnnualReport) -> int | None:
    """Return how many releases the year had according to the prose of a report; None where it does not say."""
    _, _, this_year, none = _ACCUMULATIONS[0]
    stated = _of_the_year(report, this_year, none)
    return int(stated) if stated is not None else None


def _of_the_year(report: AnnualReport, this_year: re.Pattern[str], none: re.Pattern[str]) -> Figure | None:
    """Return the year's own count in the prose, 0 where it says that there was none; None where it does not say."""
    said = [clause for clause in clauses(prose(report)) if "累计" not in clause]
    for clause in said:
        if found := this_year.search(clause):
            return stated_number(found[1])
    return 0 if any(none.search(clause) for clause in said) else None


def accumulated(report: AnnualReport) -> tuple[Figure | None, Figure | None]:
    """Return how many releases and requests there were in all years, as the prose says; None where it does not say."""
    published, requested = (_accumulated(report, is_about) for _, is_about, _, _ in _ACCUMULATIONS)
    return published, requested


def _accumulated(report: AnnualReport, is_about: re.Pattern[str]) -> Figure | None:
    for clause in clauses(prose(report)):
        match = _ACCUMULATED.search(clause)
        if match and is_about.search(clause) and not _WITHIN_THE_YEAR.search(clause):
            return stated_number(match.group(1))
    return None


def year_numbers(subject: Subject) -> Iterator[Finding]:
    """X-9: a sentence about this year's work does not name another year, except in plans and comparisons."""
    report, told = subject.report, list[str]()
    for found, phrase in (*_years_begun(report), *_years_meant(report)) if report.year else ():
        if not any(phrase in known or known in phrase for known in told):
            told.append(phrase)
            quote = phrase[:40]
            says = f"{report.year}年的报告里说“{quote}”，要核对年份。"
            yield warning("X-9", says, (), (found, report.year), quotes=(quote,))


def _years_begun(report: AnnualReport) -> Iterator[tuple[int, str]]:
    """Yield the sentences that begin with another year, and that year."""
    for section in report.sections:
        text = _squeezed(section.text)
        for match in _STARTS_WITH_YEAR.finditer(text):
            sentence = sentences(text[match.start(1) :])[0]
            found = int(match.group(1))
            if found != report.year and not _PLANS.search(sentence) and not _OF_A_REPORT.search(sentence):
                yield found, sentence


def _years_meant(report: AnnualReport) -> Iterator[tuple[int, str]]:
    """Yield the phrases that mean this year but name the last, and that year."""
    text = _squeezed("\n".join([report.opening, prose(report)]))
    for pattern in _THIS_YEARS:
        for match in pattern.finditer(text):
            found, phrase = int(match.group(1)), match.group().strip("。；\n")
            if found == report.year - 1 and not _OTHER_YEARS.search(phrase):
                yield found, phrase


def period(subject: Subject) -> Iterator[Finding]:
    """X-10: 统计期限 is 1 January to 31 December of the year of the report."""
    year = subject.report.year
    text = _squeezed("\n".join([subject.report.opening, prose(subject.report)]))
    if not year:
        return
    whole = f"{year}年1月1日至{year}年12月31日"
    periods = list(_PERIOD.finditer(text))
    right = any(_is_whole_year(match, year) for match in periods)
    for match in periods[:1] if periods and not right else [m for m in periods if _is_whole_year(m, year - 1)]:
        yield warning("X-10", f"统计期限写作“{match.group()}”，应为{whole}。", quotes=(match.group(),))
    for match in _OTHER_DAYS.finditer(text):
        if tuple(number.lstrip("0") for number in match.groups()[1:]) != _WHOLE_YEAR:
            yield warning("X-10", f"统计期限写作“{match.group(1)}”，应为{whole}。", quotes=(match.group(1),))
    for match in _UP_TO.finditer(text):
        ended, month, day = match.groups()
        if int(ended) != year or month != _LAST_MONTH or day != _LAST_DAY:
            told = f"统计截止日写作“{match.group()}”，应为{year}年12月31日。"
            yield warning("X-10", told, quotes=(match.group(),))


def _is_whole_year(match: re.Match[str], year: int) -> bool:
    return match.group(1) == str(year) and match.group(2) in (None, str(year))


def problems_named(subject: Subject) -> Iterator[Finding]:
    """X-13: a report with corrected decisions or late answers says something about them in section five."""
    section = next((s for s in subject.report.sections if s.heading.startswith("五")), None)
    is_unwritten = subject.facts is not None and PROBLEMS in subject.facts.to_write
    if section is None or is_unwritten or not section.text.strip():
        return
    corrected = [
        cell
        for row in ROW_LABELS["table4"]
        if (cell := subject.sheet.entry("table4", row, "corrected")) is not None and cell.number
    ]
    late = bool(subject.facts and subject.facts.late_requests)
    if (corrected or late) and not re.search(r"申请|答复|复议|诉讼|纠|超期|逾期", section.text):
        what = "结果纠正的案件" if corrected else "超期答复的申请"
        yield info(
            "X-13",
            f"本年有{what}，第五部分没有提到依申请公开方面的问题。",
            [c.path for c in corrected],
            [c.value for c in corrected],
        )


def jumps(subject: Subject) -> Iterator[Finding]:
    """X-14: a total that grew more than fivefold or fell to 0 should be looked at again."""
    if subject.last is None:
        return
    asked = {finding.cells[0] for finding in large_changes(subject)}
    for table, rows in ROW_LABELS.items():
        for row in rows:
            for column in (TOTAL,) if TOTAL in COLUMN_LABELS[table] else tuple(COLUMN_LABELS[table]):
                if CellKey(table, row, column).path not in asked:
                    yield from _jump(subject, table, row, column)


def _jump(subject: Subject, table: str, row: str, column: str) -> Iterator[Finding]:
    here = subject.sheet.entry(table, row, column)
    before = subject.last.number(table, row, column) if subject.last else None
    if here is None or here.number is None or before is None:
        return
    grew = before > 0 and here.number > before * _TIMES and here.number - before >= _ENOUGH
    if grew or (before >= _ENOUGH and here.number == 0):
        yield info(
            "X-14",
            f"{here.name}由上年的{plain_number(before)}变为{here.printed}，变化较大，要核对。",
            [here.path],
            [here.value, before],
        )


LARGE_CHANGE_RULE = "X-18"
LARGE_CHANGE = 50
"""A change of so many percent needs a reason, unless the office sets another threshold [K]: no rule names a figure."""
ASKED: Mapping[CellKey, re.Pattern[str]] = {
    CellKey("table2", "normative_documents", "issued"): re.compile("规范性文件"),
    CellKey("table2", "normative_documents", "in_force"): re.compile("规范性文件"),
    CellKey("table2", "licences", "decisions"): re.compile("许可"),
    CellKey("table2", "penalties", "decisions"): re.compile("处罚"),
    CellKey("table2", "coercive_measures", "decisions"): re.compile("强制"),
    FEE_CELL: re.compile("收费"),
    CellKey("table3", "n1", TOTAL): re.compile("申请"),
    CellKey("table3", "n4", TOTAL): re.compile("结转|申请"),
    CellKey("table4", "review", TOTAL): re.compile("复议"),
    CellKey("table4", "direct_suit", TOTAL): re.compile("诉讼|起诉"),
    CellKey("table4", "suit_after_review", TOTAL): re.compile("诉讼|起诉"),
}
"""The figures whose change needs a reason, and the word by which a sentence of the report names each."""
_CHANGED = re.compile(r"增加|增长|上升|增多|减少|下降|降低|回落|变化|变动|较上年|比上年|较去年|同比")
_WHY = re.compile(r"因|由于|主要是|系|受.{1,20}影响|得益于|随着")


def large_changes(subject: Subject) -> Iterator[Finding]:
    """X-18: a figure that changed much since last year has its reason, in the report itself or noted with it.

    Much is the percentage the office has set, or ``LARGE_CHANGE``, and at least five (of 万元, one).
    """
    own = subject.facts.large_change if subject.facts else None
    percent = LARGE_CHANGE if own is None else own
    if subject.last is None or not percent:
        return
    told = [sentence for sentence in sentences(prose(subject.report)) if _WHY.search(sentence)]
    for cell, name in ASKED.items():
        here, before = subject.sheet.entry(*cell), subject.last.number(*cell)
        if here is None or here.number is None or before is None:
            continue
        change = abs(Decimal(here.number) - Decimal(before))
        is_much = change >= (1 if cell == FEE_CELL else _ENOUGH) and change * 100 >= before * percent
        if is_much and not any(name.search(sentence) and _CHANGED.search(sentence) for sentence in told):
            says = f"{change_in_words(cell, here.number, before)}，要说明原因。"
            yield warning(LARGE_CHANGE_RULE, says, [here.path], [here.value, before], may_be_so=True)


def change_in_words(cell: CellKey, now: Figure, before: Figure) -> str:
    """Return how a figure changed since last year: 「行政处罚本年处理决定数量300件，比上年的100件增加200%」."""
    unit = "万元" if cell == FEE_CELL else "件"
    row = ROW_LABELS[cell.table][cell.row].partition("、")[2] or ROW_LABELS[cell.table][cell.row]
    column = "" if cell.column == TOTAL or cell == FEE_CELL else COLUMN_LABELS[cell.table][cell.column]
    told = f"{row}{column}{plain_number(now)}{unit}，"
    if not before:
        return f"{told}上年为0"
    share = plain_number(round(abs(Decimal(now) - Decimal(before)) * 100 / Decimal(before)))
    return f"{told}比上年的{plain_number(before)}{unit}{'增加' if now > before else '减少'}{share}%"


def reasons_given(changes: Iterable[Judged]) -> tuple[str, ...]:
    """Return the changes that have a reason noted, each with it, as sentences for the paper."""
    by_path = {cell.path: cell for cell in ASKED}
    given = []
    for one in changes:
        if one.note is None or not one.is_explained:
            continue
        now, before = (number_in(value) or 0 for value in one.finding.values)
        words = one.note.explanation.strip().rstrip("。")
        given.append(f"{change_in_words(by_path[one.finding.cells[0]], now, before)}，原因是{words}")
    return tuple(given)


CHECKS = (cumulative, year_numbers, period, problems_named, large_changes, jumps)
