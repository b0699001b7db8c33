"""Sentences that are written out - letters, rule pages, help, hints - tell the numbers that are reckoned with.

Every number of days in them is looked up below: which term it is, or that no law gives it. A new sentence with a number
of days takes a line here; after a change of the law the test names every sentence that has become untrue.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from disclosure.calendar.statutory_deadlines import REASONABLE, TimeLimit, YearlyDay
from disclosure.column_kinds import columns
from disclosure.numerals import parse_any
from disclosure.records import RECORD_TYPES
from tasks.report.rule_pages import rule_pages

RESOURCES = Path(__file__).parents[3] / "resources"
NUMBER = re.compile(r"([0-9]+|[一二三四五六七八九十]+)(?= ?(?:个工作日|个月内|日内))")
CLAUSE = re.compile(r"[，。；：｜（）、\n]")

TOLD: dict[tuple[str, str], TimeLimit | int] = {
    ("04-correction-notice", "收到申请之日起 N 个工作日内一次告知全部应补事项"): TimeLimit.CORRECTION_NOTICE,
    ("04-correction-notice", "一般不少于 N 个工作日"): REASONABLE.usual,
    ("06-1-extension-notice", "不能在 N 个工作日内答复"): TimeLimit.ANSWER,
    ("06-1-extension-notice", "最多 N 个工作日"): TimeLimit.EXTENSION,
    ("08-1-third-party-inquiry", "N个工作日"): TimeLimit.THIRD_PARTY_OPINION,
    ("08-1-third-party-inquiry", "请自收到本征求书之日起N个工作日内"): TimeLimit.THIRD_PARTY_OPINION,
    ("11-1-joint-organ-inquiry", "N个工作日"): TimeLimit.ORGAN_OPINION,
    ("11-1-joint-organ-inquiry", "请自收到本征求意见书之日起N个工作日内书面提出意见"): TimeLimit.ORGAN_OPINION,
    ("13-fee-notice", "N个工作日"): TimeLimit.FEE_PAYMENT,
    ("13-fee-notice", "请自收到本通知次日起N个工作日内缴纳"): TimeLimit.FEE_PAYMENT,
    ("26-2-fee-overdue", "{你}在收到通知次日起N个工作日内没有缴纳"): TimeLimit.FEE_PAYMENT,
    ("30-1-review-reply", "普通程序 N 个工作日"): TimeLimit.REVIEW_REPLY,
    ("30-1-review-reply", "简易程序 N 个工作日内提出"): TimeLimit.SIMPLIFIED_REVIEW_REPLY,
    ("30-2-defence", "收到起诉状副本之日起 N 日内提出"): TimeLimit.COURT_DEFENCE,
    ("31-filing-form", "有的地方要求答复后 N 个工作日内连同盖章的告知书报上级备案"): 3,  # a custom of some places
    ("overview", "文件在印发后N个工作日内公开"): TimeLimit.PUBLICATION,
    ("problems", "答复期限届满前N个工作日再次核对办理进度"): 5,  # what an office may resolve to do
    ("cells", "收到通知次日起满 N 个工作日以前就办结"): TimeLimit.FEE_PAYMENT,
    ("manual", "N 个工作日内"): 5,  # the heading of the 今日 page
    ("L-25", "N个工作日内公开"): TimeLimit.PUBLICATION,
    ("L-25", "信息形成或变更之日起N个工作日内公开"): TimeLimit.PUBLICATION,
    ("L-25", "公开日期 ≤ 形成或变更日期 + N个工作日"): TimeLimit.PUBLICATION,
    ("duties.due_workdays", "不填为 N 个工作日"): TimeLimit.PUBLICATION,
    ("steps.days", "不超过 N 个工作日"): TimeLimit.EXTENSION,
}


def written() -> Iterator[tuple[str, str]]:
    """Yield every text that is written out, with its name."""
    for path in sorted(RESOURCES.rglob("*")):
        if path.parent.name in {"letters", "sentences", "help"} and path.suffix in {".txt", ".md"}:
            yield path.stem, path.read_text(encoding="utf-8")
    yield "cells", (RESOURCES / "rules" / "cells.md").read_text(encoding="utf-8")
    for page in rule_pages().pages.values():
        # an example tells of days that were, not of a term
        yield page.rule, "\n".join((page.title, page.definition, page.formula, page.article, page.disputes))
    for register, record_type in RECORD_TYPES.items():
        yield from ((f"{register}.{column.name}", column.hint) for column in columns(record_type))


def told_days() -> list[tuple[tuple[str, str], int]]:
    return [
        ((name, NUMBER.sub("N", clause.strip())), int(parse_any(number) or 0))
        for name, text in written()
        for clause in CLAUSE.split(text)
        for number in NUMBER.findall(clause)
    ]


def test_every_number_of_days_that_is_told_is_the_one_reckoned_with() -> None:
    meant = {told: term.length if isinstance(term, TimeLimit) else term for told, term in TOLD.items()}
    assert [(told, number) for told, number in told_days() if meant.get(told) != number] == []


def test_the_rule_page_of_the_report_tells_the_days_by_which_it_is_published() -> None:
    department, government = (yearly.in_year(2027) for yearly in YearlyDay)
    told = rule_pages().pages["F-17"].definition
    assert f"部门{department.month}月{department.day}日" in told
    assert f"县级以上政府{government.month}月{government.day}日" in told


def test_no_line_of_the_table_has_lost_its_sentence() -> None:
    assert set(TOLD) - {told for told, _ in told_days()} == set()


def test_the_extension_notice_proposes_the_longest_one() -> None:
    notice = (RESOURCES / "letters" / "06-1-extension-notice.txt").read_text(encoding="utf-8")
    assert f"填写：延长工作日｜数字｜{TimeLimit.EXTENSION.length}｜" in notice
