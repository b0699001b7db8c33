"""A report no rule has anything to say about, and ways to spoil it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from disclosure.checks.all_checks import findings
from disclosure.checks.finding import Finding
from disclosure.checks.subject import RegisterFacts, Subject
from disclosure.report.cells import CELLS, CellKey, Value, totals
from disclosure.report.model import SECTION_HEADINGS, AnnualReport, Section

YEAR = 2023

COUNTED: Mapping[CellKey, int] = {
    CellKey("table2", "normative_documents", "issued"): 2,
    CellKey("table2", "normative_documents", "repealed"): 1,
    CellKey("table2", "normative_documents", "in_force"): 9,
    CellKey("table2", "penalties", "decisions"): 42,
    CellKey("table3", "n1", "natural_person"): 9,
    CellKey("table3", "n1", "company"): 2,
    CellKey("table3", "n2", "natural_person"): 1,
    CellKey("table3", "k1", "natural_person"): 4,
    CellKey("table3", "k1", "company"): 1,
    CellKey("table3", "k2", "natural_person"): 1,
    CellKey("table3", "k36", "natural_person"): 1,
    CellKey("table3", "k41", "natural_person"): 2,
    CellKey("table3", "k51", "company"): 1,
    CellKey("table3", "k63", "natural_person"): 1,
    CellKey("table3", "n4", "natural_person"): 1,
    CellKey("table4", "review", "upheld"): 2,
    CellKey("table4", "review", "pending"): 1,
    CellKey("table4", "direct_suit", "upheld"): 1,
    CellKey("table4", "suit_after_review", "other_result"): 1,
}
FIGURES: Mapping[CellKey, Value] = dict(totals({k: v for k, v in COUNTED.items() if k in CELLS}))

OVERVIEW = """（一）主动公开
2023年，街道共主动公开政府信息16条，其中机构职能类信息4条、人事信息8条、其他政府信息4条，历年累计公开政府信息516条。\
本年制发行政规范性文件2件，废止行政规范性文件1件，现行有效行政规范性文件9件。
（二）依申请公开
全年共收到政府信息公开申请11件，上年结转1件；予以公开5件，部分公开1件，不予公开1件，无法提供2件，不予处理1件，\
其他处理1件，结转下年度1件。予以公开占答复总数的比例：5件，占45.5%。行政复议3件，行政诉讼2件。
（三）政府信息管理
落实保密审查，全年动态调整12次，整改错敏字3处。
（四）政府信息公开平台建设
维护政务公开专栏1个。
（五）监督保障
组织培训2次，未发生责任追究。"""
PROBLEMS = (
    "存在的主要问题：公开内容的时效还不够。改进情况："
    "明确专人负责，每月核对公开目录，规范依申请答复的流程，做到应公开尽公开。"
)
OPENING = (
    "本报告依据《中华人民共和国政府信息公开条例》编制，"
    "统计期限为2023年1月1日至2023年12月31日。联系电话：0591-00000000。"
)
TEXTS = (OVERVIEW, "", "", "", PROBLEMS, "2023年度未收取信息处理费。")

CLEAN = AnnualReport(
    year=YEAR,
    title="测试街道办事处2023年政府信息公开工作年度报告",
    agency="测试街道办事处",
    level="街道",
    opening=OPENING,
    sections=tuple(Section(heading, text) for heading, text in zip(SECTION_HEADINGS, TEXTS, strict=True)),
    figures=FIGURES,
    signature="测试街道办事处",
    dated_on=date(2024, 1, 2),
)


def previous_figures() -> dict[CellKey, Value]:
    """Last year's figures, which go before the clean ones."""
    figures = dict(FIGURES)
    for cell in (CellKey("table2", "normative_documents", "in_force"), CellKey("table4", "review", "pending")):
        figures[cell] = {"in_force": 8, "pending": 2}[cell.column]
    for column in ("natural_person", "total"):  # no two years are alike
        figures[CellKey("table3", "k1", column)] = {"natural_person": 5, "total": 6}[column]
        figures[CellKey("table3", "k36", column)] = 0
    return figures


PREVIOUS = AnnualReport(
    year=YEAR - 1,
    title="测试街道办事处2022年政府信息公开工作年度报告",
    level="街道",
    figures=previous_figures(),
    sections=(
        Section(SECTION_HEADINGS[0], "历年累计公开政府信息500条。"),
        Section(SECTION_HEADINGS[4], "上年的问题。"),
    ),
)
FACTS = RegisterFacts(
    figures={key: int(value) for key, value in FIGURES.items() if isinstance(value, int)},
    fee_notices=1,
    correction_notices=1,
    third_party_records=1,
    zero_confirmed_months=frozenset(range(1, 13)),
    records=30,
    information_fees=0,
    known_reviews=9,
    website_checks=4,
    publish_by=date(2024, 1, 31),
)


def alike(first: str, second: str) -> float:
    """Similarity by the standard library."""
    return SequenceMatcher(None, first, second).ratio()


def check(
    report: AnnualReport, previous: AnnualReport | None = None, facts: RegisterFacts | None = None
) -> tuple[Finding, ...]:
    """All findings on a report."""
    return findings(Subject(report, previous, facts, alike))


def rules(report: AnnualReport, previous: AnnualReport | None = None, facts: RegisterFacts | None = None) -> set[str]:
    """The rules that have something to say."""
    return {finding.rule for finding in check(report, previous, facts)}


def with_cells(values: Mapping[tuple[str, str, str], Value], report: AnnualReport = CLEAN) -> AnnualReport:
    """The report with some cells printed otherwise."""
    return replace(report, figures={**report.figures, **{CellKey(*key): value for key, value in values.items()}})


def with_text(number: int, text: str, report: AnnualReport = CLEAN) -> AnnualReport:
    """The report with the prose of one section (1 to 6) replaced."""
    sections = [
        Section(section.heading, text) if place == number else section
        for place, section in enumerate(report.sections, start=1)
    ]
    return replace(report, sections=tuple(sections))


def adding(text: str, number: int = 1) -> AnnualReport:
    """The clean report with a sentence added to a section."""
    return with_text(number, f"{CLEAN.sections[number - 1].text}\n{text}")


def with_heading(number: int, heading: str) -> AnnualReport:
    """The clean report with another heading for one section."""
    sections: list[Any] = list(CLEAN.sections)
    sections[number - 1] = Section(heading, sections[number - 1].text)
    return replace(CLEAN, sections=tuple(sections))


def bare(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))
