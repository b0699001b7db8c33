"""Rules F-13 to F-17, F-19, F-22, F-26: what the opening, section five and the footer must contain, and by when."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from disclosure.calendar.statutory_deadlines import YearlyDay
from disclosure.checks.finding import Finding, error, info, warning
from disclosure.checks.headings import is_whole
from disclosure.checks.phrases import words
from disclosure.checks.subject import RegisterFacts, Similarity, Subject
from disclosure.report.cells import CELLS
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import OVERVIEW, PARTS, PROBLEMS
from disclosure.terms import AgencyLevel
from disclosure.wording import chinese_date, listed

ALIKE = 0.8
"""From this similarity on a text is a copy of last year's."""

_SHORT = 30
_BEGINNING = 12
_MUCH = 200
# The three things an opening must name, each recognised by any typical word: offices word them freely, and a chance
# match only suppresses a warning.
_OPENING = {
    # 「根据《条例》第五十条」「按照年度报告格式」
    "编制依据": re.compile(r"条例|年度报告格式|根据|依据"),
    # 「本报告中所列数据的统计期限自2024年1月1日…」「数据截至12月31日」
    "统计期限": re.compile(r"统计|1月1日|截[至止]"),
    # 「如有疑问，请与本机关联系（地址：…；电话：…）」
    "联系方式": re.compile(r"电话|地址|邮编|邮箱|联系"),
}
_NOTHING = re.compile(r"^(?:无|暂无|没有|（?略）?)[。.]?\Z")
"""A section that is one word: 「无。」「（略）」."""
_NO_FIGURES = re.compile(
    # a year, the number of a document (「〔2021〕30号」), of a point in brackets or before its sign (「1.」「2、」)
    r"20\d\d|〔\d+〕\d+|[（(]\d[）)]|\d[.、．]"
)
"""Digits that are no figures of the work."""


def opening(subject: Subject) -> Iterator[Finding]:
    """F-13: the opening names its basis, its period and how to reach the organ."""
    report = subject.report
    if not is_whole(report):
        return
    text = "".join((report.opening or "").split())
    first = next((section.text for section in report.sections if section.heading.startswith("一")), "")
    absent = [name for name, pattern in _OPENING.items() if not pattern.search(text or first)]
    if absent:
        yield warning("F-13", f"开头没有写明{listed(absent)}。", (), absent)


def _section(report: AnnualReport | None, number: str) -> str:
    found = (section.text for section in report.sections if section.heading.startswith(number)) if report else iter(())
    return "".join("".join(found).split())


def problems(subject: Subject) -> Iterator[Finding]:
    """F-14: section five names problems and what is done about them, and does not copy last year's."""
    is_told = subject.facts is not None and PROBLEMS in subject.facts.to_write  # then F-26 reports it
    if is_told or not any(section.heading.startswith("五") for section in subject.report.sections):
        return
    text = _section(subject.report, "五")
    if not text or _NOTHING.match(text) or len(text) < _SHORT:
        yield warning("F-14", f"第五部分只有{len(text)}个字，应写明存在的主要问题和改进情况。")
    elif text == _section(subject.previous, "五"):
        yield warning("F-14", "第五部分与上年报告一字不差，格式文件点名禁止照抄。")


def own_numbers(subject: Subject) -> Iterator[Finding]:
    """F-15: a report contains at least one figure about the office's own work."""
    text = _section(subject.report, "一")
    if subject.facts is not None and subject.facts.own_texts is not None and OVERVIEW not in subject.facts.own_texts:
        return  # the part is drafted by the program, with all figures
    if len(text) > _MUCH and not re.search(r"\d", _NO_FIGURES.sub("", text)):
        yield warning("F-15", "第一部分没有本机关的任何数字。")


def likeness(here: str, before: str, similarity: Similarity) -> float | None:
    """Return how similar two texts are, 0 to 1; None where either is too short to be called a copy."""
    return similarity(here, before) if min(len(here), len(before)) > _SHORT else None


def not_copied(subject: Subject) -> Iterator[Finding]:
    """F-16: sections one and five are not last year's with other numbers; what the program drafted is no copy."""
    if subject.similarity is None or subject.previous is None:
        return
    facts = subject.facts
    for number, part in (("一", OVERVIEW), ("五", PROBLEMS)):
        here, before = _section(subject.report, number), _section(subject.previous, number)
        if facts is not None and facts.own_texts is not None:
            here, before = facts.own_texts.get(part, ""), facts.own_texts_before.get(part, "")
        alike = likeness(here, before, subject.similarity)
        if alike is not None and alike > ALIKE:
            says = f"第{number}部分与上年报告相似度{alike:.0%}，超过80%，按本年实际改写。"
            yield warning("F-16", says, (), (f"{alike:.0%}",), part=part)


_TELLING = {"table2": ("表二", 3), "table3": ("表三", 12), "table4": ("表四", 4)}
"""From how many figures other than 0 on two years cannot be alike by chance."""


def tables_not_copied(subject: Subject) -> Iterator[Finding]:
    """F-16: no table with some figures equals last year's in every cell."""
    for table, (name, least) in _TELLING.items() if subject.last else ():
        cells = [cell for cell in CELLS if cell.table == table]
        here = [subject.sheet.number(*cell) for cell in cells]
        if sum(bool(number) for number in here) < least or subject.last is None or None in here:
            continue
        if here == [subject.last.number(*cell) for cell in cells]:
            yield warning("F-16", f"{name}的数字与上年报告完全相同，要核对是不是误用了上年的表格。")


def in_time(subject: Subject) -> Iterator[Finding]:
    """F-17: published by the day the office has set, else by that of 条例第四十九条 for departments or governments."""
    report = subject.report
    if report.dated_on is None or not report.year:
        return
    known = subject.facts.publish_by if subject.facts else None
    january = YearlyDay.DEPARTMENT_REPORT.in_year(report.year + 1)
    march = YearlyDay.GOVERNMENT_REPORT.in_year(report.year + 1)
    last = known or (january if subject.level is AgencyLevel.DEPARTMENT else march)
    if report.dated_on > last:
        yield error(
            "F-17",
            f"报告日期{chinese_date(report.dated_on)}晚于公布期限{chinese_date(last)}。",
            (),
            (report.dated_on.isoformat(),),
            may_be_so=True,  # a missed day cannot be mended
        )
    elif known is None and subject.is_grassroots and report.dated_on > january:
        yield warning(
            "F-17",
            f"报告日期{chinese_date(report.dated_on)}晚于{january.month}月{january.day}日，要核对区县通知定的期限。",
            (),
            (report.dated_on.isoformat(),),
        )


def signed(subject: Subject) -> Iterator[Finding]:
    """F-19: the report is signed and dated, on or after 1 January of the next year."""
    report = subject.report
    if not is_whole(report):
        return
    is_dated = report.dated_on is not None or (subject.facts is not None and subject.facts.is_dated_at_issue)
    absent = [name for name, there in (("署名", report.signature), ("成文日期", is_dated)) if not there]
    if absent:
        yield warning("F-19", f"报告末尾没有{listed(absent)}。", (), absent)
    if report.dated_on and report.year and report.dated_on <= date(report.year, 12, 31):
        yield warning(
            "F-19",
            f"成文日期{chinese_date(report.dated_on)}早于{report.year + 1}年1月1日，统计期还没有结束。",
            (),
            (report.dated_on.isoformat(),),
        )


def website_checked(subject: Subject) -> Iterator[Finding]:
    """F-22: local inspectors look for 错敏字 and 断链 checks."""
    known = subject.facts.website_checks if subject.facts else None
    if known == 0 and not re.search(r"错敏|错别字|断链|错链", words(subject.report)):
        yield info("F-22", "全年没有网站抽查、错敏字与错断链整改的工作记录，正文也没有提到。")


_LABELS = {part.key: part.label for part in PARTS}


def read_or_written(subject: Subject) -> Iterator[Finding]:
    """F-26: every paragraph the program drafted was confirmed or rewritten, and section five is written."""
    facts = subject.facts or RegisterFacts()
    for part, label in _LABELS.items():
        asked, unread = facts.to_write.get(part, ()), facts.unread.get(part, ())
        if asked:
            says = f"“{label}”还有要写的：{''.join(asked)}。"
            yield replace(warning("F-26", says, part=part, quotes=asked), to_write=True)
        elif unread:
            begins = listed([f"“{one[:_BEGINNING]}{'…' if len(one) > _BEGINNING else ''}”" for one in unread])
            says = f"“{label}”有{len(unread)}段是程序拟的文字：{begins}，核对后点“核对过”，或者改写。"
            yield replace(warning("F-26", says, part=part, quotes=unread), to_read=True)


CHECKS = (
    read_or_written,
    opening,
    problems,
    own_numbers,
    not_copied,
    tables_not_copied,
    in_time,
    signed,
    website_checked,
)
