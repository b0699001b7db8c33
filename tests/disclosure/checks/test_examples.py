"""The example on the page of a rule is one: built from its own numbers and words, it is found by that rule.

What stands in each example is taken out of it by the facts it must name (domain: rules T2-1 to F-27).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disclosure.checks.subject import RegisterFacts
from disclosure.report.cells import TABLE3, TABLE3_COLUMNS, CellKey, Value
from disclosure.report.model import AnnualReport, Section
from tasks.report.rule_pages import rule_pages
from tests.disclosure.checks.clean import (
    CLEAN,
    FACTS,
    FIGURES,
    OVERVIEW,
    PREVIOUS,
    PROBLEMS,
    adding,
    rules,
    with_cells,
    with_heading,
    with_text,
)

Case = tuple[AnnualReport, AnnualReport | None, RegisterFacts | None]
DOCS, FEE = ("table2", "normative_documents"), ("table2", "administrative_fees", "amount")
COLUMNS = [code for code in TABLE3_COLUMNS if code != "total"]
ROWS = {row.label: row.code for row in TABLE3}


def alone(report: AnnualReport) -> Case:
    return report, None, None


def of_table3(row: str, column: str, figure: str) -> tuple[tuple[str, str, str], Value]:
    return ("table3", row, column), int(figure)


def column_of(figures: dict[str, str]) -> Case:
    """A column of table three with some figures and nothing else."""
    rows = dict.fromkeys(ROWS.values(), "0") | figures
    return alone(with_cells(dict(of_table3(row, "natural_person", figure) for row, figure in rows.items())))


def counted(key: tuple[str, str, str], in_register: str, printed: str) -> Case:
    facts = replace(FACTS, figures={**FACTS.figures, CellKey(*key): int(in_register)})
    return with_cells({key: int(printed)}), None, facts


def total_of(label: str, count: str, **facts: Any) -> Case:
    (row,) = (code for printed, code in ROWS.items() if printed.startswith(label.rstrip("…")))
    return with_cells({("table3", row, "total"): int(count)}), None, replace(FACTS, **facts)


def in_prose(old: str, new: str, cells: dict[tuple[str, str, str], Value] | None = None) -> Case:
    assert old in OVERVIEW
    return with_text(1, OVERVIEW.replace(old, new), with_cells(cells or {})), None, FACTS


def year_before(key: tuple[str, str, str], before: str, now: str) -> Case:
    return with_cells({key: int(now)}), with_cells({key: int(before)}, PREVIOUS), FACTS


EXAMPLES: list[tuple[str, str, Callable[..., Case]]] = [
    ("T2-1", r"某镇规章现行有效填(\d+)", lambda n: alone(with_cells({("table2", "rules", "in_force"): int(n)}))),
    ("T2-2", "规章三格填“(.)”", lambda sign: alone(with_cells({("table2", "rules", "in_force"): sign}))),
    (
        "T2-3",
        r"制发(\d+)、废止(\d+)、现行有效(\d+)",
        lambda *n: alone(
            with_cells(dict(zip([(*DOCS, at) for at in ("issued", "repealed", "in_force")], map(int, n), strict=True)))
        ),
    ),
    (
        "T2-5",
        r"收费(\d+)元填成\1（应为(.+)）",
        lambda yuan, right: (
            alone(with_cells({FEE: int(yuan)})) if Decimal(yuan) == Decimal(right) * 10_000 else alone(CLEAN)
        ),
    ),
    (
        "T2-6",
        r"收取(\d+)元，收费金额填(\d)",
        lambda yuan, wan: alone(with_text(6, f"收取信息处理费{yuan}元。", with_cells({FEE: int(wan)}))),
    ),
    ("T2-7", r"台账行政处罚(\d+)件，表二填(\d+)", lambda *n: counted(("table2", "penalties", "decisions"), *n)),
    (
        "T3-1",
        r"新收(\d+)、结转(\d+)、总计(\d+)、结转下年度(\d+)：",
        lambda *n: column_of(dict(zip(("n1", "n2", "k7", "n4"), n, strict=True))),
    ),
    (
        "T3-8",
        r"(\d)\+(\d)\+(\d)\+(\d)\+(\d)\+(\d)=\d+，总计印成(\d+)",
        lambda *n: column_of(dict(zip(("k1", "k2", "k31", "k41", "k51", "k61", "k7"), n, strict=True))),
    ),
    (
        "T4-1",
        r"(\d+)\+(\d+)\+(\d+)\+(\d+)=\d+，总计印成(\d+)",
        lambda *n: alone(
            with_cells(
                {
                    ("table4", "review", column): int(one)
                    for column, one in zip(("upheld", "corrected", "other_result", "pending", "total"), n, strict=True)
                }
            )
        ),
    ),
    (
        "T3-41",
        r"上年结转下年度(\d)件，本年上年结转(\d)件",
        lambda before, now: (
            with_cells(dict([of_table3("n2", "other", now)])),
            with_cells(dict([of_table3("n4", "other", before)]), PREVIOUS),
            FACTS,
        ),
    ),
    ("T3-42", r"台账收到(\d+)件，表三填(\d+)", lambda *n: counted(("table3", "n1", "natural_person"), *n)),
    ("T3-43", r"“(.+?)”填(\d)，台账里没有收费通知", lambda *told: total_of(*told, fee_notices=0)),
    ("T3-44", r"“(.+?)”填(\d)，台账里没有补正告知", lambda *told: total_of(*told, correction_notices=0)),
    ("T3-45", r"“(.+?)”填(\d)，台账里没有征求意见的记录", lambda *told: total_of(*told, third_party_records=0)),
    (
        "T4-4",
        r"上年尚未审结(\d)件，本年总计(\d)件",
        lambda before, now: (
            with_cells({("table4", "review", "total"): int(now)}),
            with_cells({("table4", "review", "pending"): int(before)}, PREVIOUS),
            FACTS,
        ),
    ),
    (
        "T4-5",
        r"复议后起诉(\d)件，本年和以前的行政复议共(\d)件",
        lambda suits, reviews: (
            with_cells({("table4", "suit_after_review", "total"): int(suits)}),
            None,
            replace(FACTS, known_reviews=int(reviews)),
        ),
    ),
    ("T4-7", r"台账行政复议(\d)件，表四填(\d)", lambda *n: counted(("table4", "review", "total"), *n)),
    (
        "X-1",
        r"正文(\d+)件（机关本级），表三(\d+)件（全区）",
        lambda said, shown: in_prose("申请11件", f"申请{said}件", {("table3", "n1", "total"): int(shown)}),
    ),
    (
        "X-2",
        r"正文上年结转(\d)件，表三上年结转总计(\d)",
        lambda said, shown: in_prose("上年结转1件", f"上年结转{said}件", {("table3", "n2", "total"): int(shown)}),
    ),
    (
        "X-3",
        r"正文予以公开及部分公开(\d+)件，表三(\d+)件",
        lambda said, shown: in_prose(
            "予以公开5件，部分公开1件", f"予以公开及部分公开{said}件", {("table3", "k1", "total"): int(shown) - 1}
        ),
    ),
    (
        "X-4",
        r"正文“(.+)”，表四行政复议总计(\d)",
        lambda said, shown: in_prose("行政复议3件，行政诉讼2件", said, {("table4", "review", "total"): int(shown)}),
    ),
    (
        "X-5",
        r"正文(\d)件，表二(\d)件",
        lambda said, shown: in_prose(
            "本年制发行政规范性文件2件", f"本年制发行政规范性文件{said}件", {(*DOCS, "issued"): int(shown)}
        ),
    ),
    (
        "X-9",
        r"(\d{4})年的报告里写“(\d{4})年……”",
        lambda now, said: alone(replace(adding(f"{said}年，街道完成了工作。"), year=int(now))),
    ),
    ("X-10", "“(.+)”", lambda said: alone(replace(CLEAN, opening=f"{CLEAN.opening}统计数据{said}。"))),
    (
        "X-11",
        r"台账收到信息处理费(\d+)元，正文写(未收取)",
        lambda yuan, said: (
            with_text(6, f"2023年度{said}信息处理费。"),
            None,
            replace(FACTS, information_fees=int(yuan) * 100),
        ),
    ),
    (
        "X-12",
        r"正文“(.+)”，表三新收(\d)",
        lambda said, shown: in_prose("收到政府信息公开申请11件", f"{said}", {("table3", "n1", "total"): int(shown)}),
    ),
    (
        "X-13",
        r"表四结果纠正(\d)件，第五部分没有提到",
        lambda n: alone(
            with_text(
                5,
                "存在的主要问题是内容的时效还不够，改进情况是明确专人负责，每月核对公开目录。",
                with_cells({("table4", "review", "corrected"): int(n)}),
            )
        ),
    ),
    ("X-14", r"“（一）予以公开”由(\d)件变为(\d+)件", lambda *n: year_before(("table3", "k1", "total"), *n)),
    ("X-18", r"行政处罚由(\d+)件变为(\d+)件", lambda *n: year_before(("table2", "penalties", "decisions"), *n)),
    (
        "X-19",
        r"前面写(.+?\d+条)，后面写(\d+条)",
        lambda first, other: alone(adding(f"{first}。全年主动公开政府信息{other}。")),
    ),
    (
        "X-15",
        r"正文自然人(\d+)件，表三(\d+)件",
        lambda said, shown: (
            adding(f"申请中，自然人{said}件，商业企业2件。"),
            None,
            None if shown == said else FACTS,
        ),
    ),
    (
        "X-16",
        r"正文行政处罚(\d+)件，表二(\d+)件",
        lambda said, shown: (
            with_text(
                1, f"{OVERVIEW}\n作出行政处罚{said}件。", with_cells({("table2", "penalties", "decisions"): int(shown)})
            ),
            None,
            FACTS,
        ),
    ),
    (
        "X-17",
        r"正文“(.+)”，登记簿里(\d)件逾期",
        lambda said, n: (adding(f"申请{said}。"), None, replace(FACTS, late_requests=tuple("甲" * int(n)))),
    ),
    ("F-2", "“(.+)”", lambda heading: alone(with_heading(5, heading))),
    (
        "F-3",
        "“(.+)”",
        lambda heading: alone(replace(CLEAN, sections=(*CLEAN.sections, Section(heading, "继续努力。")))),
    ),
    ("F-4", "没有“(.+)”", lambda heading: alone(with_text(1, OVERVIEW.replace(heading, "专栏")))),
    ("F-5", "“(.+)…(.+)”", lambda year, end: alone(replace(CLEAN, title=f"测试街道办事处{year}政府信息公开{end}"))),
    ("F-7", "“(.+)”应为“(.+)”", lambda read, label: alone(replace(CLEAN, labels_read={label: read}))),
    ("F-8", "“(.+)”", lambda left: alone(adding(left))),
    ("F-9", "“(.+)”", lambda said: alone(adding(f"{said}高度重视。"))),
    ("F-10", "“(.+)”", lambda said: alone(adding(f"推进{said}。"))),
    ("F-11", "“(.+)”", lambda said: alone(adding(f"全年{said}。"))),
    ("F-12", "“(.+)”", lambda said: alone(adding(f"微信公众号发布{said}。"))),
    (
        "F-13",
        "开头没有写(.+)。",
        lambda absent: alone(replace(CLEAN, opening=re.sub(f"{absent}.+?。", "", CLEAN.opening))),
    ),
    ("F-14", "“(.+)”", lambda said: alone(with_text(5, said))),
    (
        "F-15",
        "“(.+)”“(.+)”",
        lambda *said: alone(with_text(1, re.sub(r"\d", "", OVERVIEW) + "，".join(said))),
    ),
    (
        "F-17",
        r"街道的报告(\d)月(\d)日公布",
        lambda month, day: alone(replace(CLEAN, dated_on=date(2024, int(month), int(day)))),
    ),
    ("F-18", "“(.+)”", lambda symbol: alone(replace(CLEAN, opening=f"{CLEAN.opening}{symbol}。"))),
    (
        "F-19",
        r"(\d+)年的报告，成文日期写(\d+)年(\d+)月(\d+)日",
        lambda year, *day: alone(replace(CLEAN, year=int(year), dated_on=date(*map(int, day)))),
    ),
    ("F-20", "标题“(.+)……(.+)”", lambda begin, end: alone(replace(CLEAN, title=f"{begin}{CLEAN.title}{end}"))),
    ("F-21", "“(.+)”", lambda said: alone(adding(f"{said}。"))),
    (
        "F-22",
        "全年没有(网站抽查)的记录，正文也没有提到",
        lambda _said: (with_text(1, OVERVIEW.replace("，整改错敏字3处", "")), None, replace(FACTS, website_checks=0)),
    ),
    (
        "F-23",
        "表三没有“(.+)”一行",
        lambda label: alone(replace(CLEAN, figures={k: v for k, v in FIGURES.items() if k.row != ROWS[label]})),
    ),
    ("F-24", "“(一是)……(三是)……”", lambda one, three: alone(with_text(5, f"{PROBLEMS}{one}忙；{three}人少。"))),
    ("F-25", "“(.+)”；“(.+)”", lambda *said: alone(adding("".join(said)))),
    ("F-27", "“(（.）)”后面是“(（.）)”", lambda *n: alone(with_text(6, "".join(f"{one}收费\n没有。\n" for one in n)))),
]


@pytest.mark.parametrize(("rule", "facts", "built"), EXAMPLES, ids=[rule for rule, _, _ in EXAMPLES])
def test_the_example_of_a_rule_is_found_by_it(rule: str, facts: str, built: Callable[..., Case]) -> None:
    told = re.search(facts, rule_pages().pages[rule].example)
    assert told is not None, rule_pages().pages[rule].example
    assert rule in rules(*built(*told.groups()))


def test_the_sums_on_the_pages_are_right() -> None:
    """「6+6+4+3+3+4=26」, 「516 = 500 + 16」, 「665+88−55=698」."""
    sums = {}
    for page in rule_pages().pages.values():
        for both in re.findall(r"(\d[\d +−]*?) ?= ?(\d[\d +−]*)", page.example if "…" not in page.example else ""):
            sums[page.rule] = [sum(map(int, re.findall(r"-?\d+", side.replace("−", "-")))) for side in both]
    assert {rule: both for rule, both in sums.items() if both[0] != both[1]} == {}
    assert sums.keys() >= {"T2-4", "T3-8", "T3-15", "T4-1", "X-8"}
