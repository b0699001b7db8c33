"""Every rule is red once: what spoils the clean report, the rule that says so, and how grave it is."""

import inspect
import json
import pkgutil
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from disclosure import checks
from disclosure.checks import records
from disclosure.checks.all_checks import CHECKS
from disclosure.checks.finding import Finding, Severity
from disclosure.checks.phrases import other_organ
from disclosure.checks.records import RecordFacts
from disclosure.checks.subject import RegisterFacts, Subject, level_of
from disclosure.checks.table3 import late_answers
from disclosure.report.cells import CellKey, Value
from disclosure.report.model import AnnualReport, Section
from disclosure.report.narrative import OPENING as OPENING_PART
from disclosure.report.narrative import OTHERS
from disclosure.report.narrative import OVERVIEW as OVERVIEW_PART
from disclosure.report.narrative import PROBLEMS as PROBLEMS_PART
from disclosure.terms import AgencyLevel
from tasks.report.rule_pages import rule_pages
from tests.disclosure.checks.clean import (
    CLEAN,
    FACTS,
    FIGURES,
    OVERVIEW,
    PREVIOUS,
    PROBLEMS,
    adding,
    alike,
    bare,
    check,
    rules,
    with_cells,
    with_heading,
    with_text,
)

E, W, I = "error", "warning", "info"  # noqa: E741 - the severities of the table below
DOCS = ("table2", "normative_documents")
FEE = ("table2", "administrative_fees", "amount")


def overview(old: str, new: str) -> AnnualReport:
    assert old in OVERVIEW
    return with_text(1, OVERVIEW.replace(old, new))


SPOILED: list[tuple[str, str, AnnualReport]] = [
    ("T2-1", E, with_cells({("table2", "rules", "in_force"): 6})),
    ("T2-1", E, replace(CLEAN, older_tables={"table2_2019": {"规章": (1, 1, 1)}})),
    ("T2-2", E, with_cells({("table2", "licences", "decisions"): ""})),
    ("T2-2", E, with_cells({("table2", "licences", "decisions"): "/"})),
    ("T2-2", E, with_cells({("table2", "licences", "decisions"): -1})),
    ("T2-2", E, with_cells({("table2", "licences", "decisions"): Decimal("1.5")})),
    ("T2-3", W, with_cells({(*DOCS, "repealed"): 0, (*DOCS, "in_force"): 1})),
    ("T2-3", W, with_cells({(*DOCS, "issued"): 5, (*DOCS, "repealed"): 1, (*DOCS, "in_force"): 3})),
    ("T2-5", W, with_cells({FEE: 400})),
    ("T2-5", W, replace(with_cells({FEE: Decimal("1000.5")}), level="部门", agency="测试局")),
    ("T2-6", E, with_text(6, "全年收取信息处理费400元。")),
    ("T2-6", E, with_text(6, "全年费用400元。")),  # in section six any fee is meant
    ("T2-6", E, with_text(6, "全年收取信息处理费0.04万元。")),
    ("T3-40", E, with_cells({("table3", "k1", "other"): -1})),
    ("T3-40", E, with_cells({("table4", "review", "upheld"): Decimal("0.5")})),
    ("T3-43", W, with_text(6, "无其他事项。", with_cells({("table3", "k62", "total"): 1}))),
    ("X-1", W, overview("收到政府信息公开申请11件", "收到政府信息公开申请10件")),
    ("X-1", W, adding("全年共收到申请7件，逐件答复。")),  # beside the right number, typed a second time
    ("X-2", W, adding("全年共上年结转4件。")),
    ("X-2", E, overview("上年结转1件", "上年结转2件")),
    ("X-2", E, overview("结转下年度1件", "结转到下年3件")),
    ("X-3", E, overview("予以公开5件", "予以公开4件")),
    ("X-3", E, overview("不予公开1件", "不予公开3件")),
    ("X-3", E, overview("部分公开1件", "7件部分公开")),
    (
        "X-3",
        W,
        replace(
            overview("结转下年度1件", "结转下年度3件"),
            figures={k: v for k, v in FIGURES.items() if k.table != "table3"},
        ),
    ),
    ("X-4", E, overview("行政复议3件", "行政复议2件")),
    ("X-4", E, overview("行政复议3件，行政诉讼2件", "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况")),
    ("X-4", E, overview("行政诉讼2件", "没有行政诉讼")),
    ("X-3", E, overview("予以公开5件，部分公开1件，", "其中予以公开5件、部分公开2件、")),
    ("X-3", W, adding("全年予以公开9件。")),  # beside the right number: so is each of these
    ("X-3", W, adding("本年度共不予公开4件。")),
    ("X-4", W, adding("全年因政府信息公开发生行政复议8件。")),
    ("X-4", W, adding("本年度共发生政府信息公开行政诉讼6件。")),
    ("X-5", W, adding("全年制发规范性文件7件。")),
    ("X-19", W, adding("全年共主动公开政府信息20条。")),
    ("X-8", W, overview("历年累计公开政府信息516条", "历年累计公开政府信息12条")),
    ("X-15", W, adding("收取信息处理费120元，涉及政府信息公开申请30件。")),
    ("X-8", W, overview("历年累计公开政府信息516条", "截至2023年底，累计主动公开政府信息12条")),
    ("X-4", W, adding("行政复议案件均获维持。")),
    ("X-4", W, adding("行政复议3件，1件维持、2件被纠正。")),  # the number before its word
    ("X-4", W, adding("未经复议直接起诉1件，结果纠正1件。")),  # of one block of table four
    ("X-4", W, with_text(1, OVERVIEW.replace("行政复议3件，", "") + "\n办理各类行政复议120件。")),
    ("X-5", E, overview("制发行政规范性文件2件", "制发行政规范性文件0件")),
    ("X-5", E, overview("废止行政规范性文件1件", "废止规范性文件5件")),
    ("X-5", E, overview("现行有效行政规范性文件9件", "现行有效规范性文件10件")),
    ("X-5", E, overview("废止行政规范性文件1件，现行有效行政规范性文件9件", "废止3件，现行有效9件")),
    ("X-5", E, overview("废止行政规范性文件1件，现行有效行政规范性文件9件", "废止1件，现行有效12件")),
    # what this program writes itself: the clause in between gave no number, and what followed was not compared
    ("X-5", E, overview("废止行政规范性文件1件，现行有效行政规范性文件9件", "废止1件，本年无废止，现行有效12件")),
    ("X-5", E, overview("废止行政规范性文件1件，现行有效行政规范性文件9件", "无废止，现行有效9件")),
    ("X-10", W, adding("截至2024年12月31日，累计受理政府信息公开申请305件。")),
    ("X-10", W, adding("截至2024年底，累计受理政府信息公开申请305件。")),
    ("X-5", E, overview("本年制发行政规范性文件2件，", "\n制发行政规范性文件7件，")),  # in a paragraph of its own
    ("X-6", W, adding("全年共发布信息10条，其中：甲类3条、乙类4条。")),
    ("X-6", W, overview("人事信息8条", "人事信息9条")),
    ("X-6", W, adding("发布信息10条，分别为：甲类3条、乙类4条。")),
    ("X-7", W, overview("占45.5%", "占33.9%")),
    ("X-9", W, adding("2022年，街道完成了各项工作。")),
    ("X-10", W, replace(CLEAN, opening=CLEAN.opening.replace("2023年12月31日", "2022年12月31日"))),
    ("X-10", W, replace(CLEAN, opening=CLEAN.opening + "统计数据截止到2021年12月。")),
    ("X-10", W, replace(CLEAN, opening=CLEAN.opening.replace("2023年12月31日", "2023年11月30日"))),
    ("X-11", W, with_text(6, "无其他事项。")),
    ("X-11", W, with_cells({FEE: 3})),
    ("X-12", E, overview("收到政府信息公开申请11件", "未收到政府信息公开申请")),
    ("X-12", E, with_cells({(k.table, k.row, k.column): 0 for k in FIGURES if k.table == "table3"})),
    (
        "X-13",
        I,
        with_text(
            5,
            "存在的主要问题是公开内容的时效还不够，改进情况是明确专人负责，每月核对公开目录。",
            with_cells({("table4", "review", "upheld"): 1, ("table4", "review", "corrected"): 1}),
        ),
    ),
    ("F-1", E, replace(CLEAN, sections=CLEAN.sections[:5])),
    ("F-1", E, replace(CLEAN, sections=(*CLEAN.sections[:3], CLEAN.sections[4], CLEAN.sections[3], CLEAN.sections[5]))),
    ("F-1", E, replace(CLEAN, figures={k: v for k, v in FIGURES.items() if k.table != "table3"})),
    ("F-2", W, with_heading(5, "五、存在的主要问题及整改措施")),
    (
        "F-2",
        W,
        replace(CLEAN, labels_noted={"四、政府信息公开行政复议、行政诉讼情况": "四、政府信息公开行政法复议情况"}),
    ),
    ("F-3", W, replace(CLEAN, sections=(*CLEAN.sections, Section("七、2024年工作思路", "继续努力。")))),
    ("F-3", W, replace(CLEAN, sections=(*CLEAN.sections, Section("六、附件", "无。")))),
    ("F-4", W, overview("（四）政府信息公开平台建设", "专栏")),
    ("F-27", W, with_text(5, f"（一）改进情况\n{PROBLEMS}\n（二）存在的主要问题\n{PROBLEMS}")),
    ("F-27", W, with_text(6, "（一）收费情况\n2023年度未收取信息处理费。\n（三）其他\n没有其他事项。")),
    ("F-27", W, with_text(6, "（二）收费情况\n2023年度未收取信息处理费。")),
    ("F-27", W, overview("（三）政府信息管理", "（四）政府信息管理")),
    ("F-27", W, adding("1.组织培训。\n3.考核评议。")),
    # the paragraph below was lost, and nothing said so
    ("F-27", W, with_text(5, f"（一）存在的主要问题\n（二）改进情况\n{PROBLEMS}")),
    ("F-27", W, with_text(5, f"（一）存在的主要问题\n{PROBLEMS}\n（二）改进情况")),
    ("F-1", E, replace(CLEAN, opening=CLEAN.opening + "本报告由总体情况、主动公开政府信息情况等五个部分组成。")),
    (
        "F-1",
        W,
        replace(
            CLEAN, opening=CLEAN.opening + "本报告包括总体情况、主动公开、申请办理、复议诉讼、问题和改进六个部分。"
        ),
    ),
    ("F-5", W, replace(CLEAN, title="")),
    ("F-5", W, replace(CLEAN, title="测试街道办事处2023年度政府信息公开年度报告")),
    ("F-5", W, replace(CLEAN, title="测试街道办事处2022年政府信息公开工作年度报告")),
    ("F-6", E, replace(CLEAN, older_tables={"table2_2019": {}})),
    ("F-6", E, replace(CLEAN, edition="2019-60")),
    ("F-7", E, replace(CLEAN, labels_read={"行政规范性文件": "规范性文件"})),
    ("F-7", W, replace(CLEAN, labels_noted={"5.属于三类内部事务信息": "5.属于三类内容事务信息"})),
    ("F-8", E, adding("该部分以表格形式报告。表格如下：")),
    ("F-8", E, adding("联系××街道。")),
    ("F-8", E, adding("公开{没有的字段}。")),
    ("F-9", E, adding("我局高度重视。")),
    ("F-9", E, adding("可向市政府及市政府办公室提出。")),
    ("F-10", W, adding("推进公开工作公开工作。")),
    ("F-10", W, adding("因公开工作被申请复议，因公开工作被申请复议，均已办结。")),
    ("X-10", W, replace(CLEAN, opening=CLEAN.opening.replace("至2023年", "至3023年"))),
    ("X-10", W, with_text(6, "0023年度未收取信息处理费。")),
    ("X-10", W, adding("截至2003年12月31日，累计受理政府信息公开申请30件。")),
    ("F-11", I, adding("全年新收政府信息公开申请11条。")),
    ("F-11", I, adding("收到更正申请3条。")),
    ("F-11", I, adding("办理答复11条。")),
    ("F-11", W, adding("办理行政诉讼2条。")),
    ("F-11", W, adding("制发规范性文件2条。")),
    ("F-11", W, adding("主动公开信息16人。")),
    ("F-11", W, adding("收取信息处理费200件。")),
    ("F-12", W, adding("微信公众号发布100余条。")),
    ("F-13", W, replace(CLEAN, opening="")),
    ("F-13", W, adding("落实《政府信息公开条例》（国务院令第492号）。")),  # of 2007; now 第711号
    ("F-14", W, with_text(5, "无。")),
    ("F-15", W, with_text(1, re.sub(r"\d", "", OVERVIEW))),
    ("F-17", E, replace(CLEAN, dated_on=date(2024, 4, 1))),
    ("F-17", W, replace(CLEAN, dated_on=date(2024, 2, 6))),
    ("F-17", E, replace(CLEAN, dated_on=date(2024, 2, 6), level="县级部门", agency="测试局")),
    ("F-18", W, replace(CLEAN, opening=CLEAN.opening + "国办公开办函[2021]30号。")),
    ("F-18", W, replace(CLEAN, opening=CLEAN.opening + "国办公开办函〔202130号。")),
    ("F-19", W, replace(CLEAN, signature="", dated_on=None)),
    ("F-19", W, replace(CLEAN, dated_on=date(2023, 12, 30))),
    ("F-20", E, replace(CLEAN, title="关于报送2023年政府信息公开工作年度报告的函")),
    ("F-20", E, adding("现将年度报告报送贵办，请查收。", 6)),
    ("F-21", E, adding("申请人身份证11010519491231002X。")),
    ("F-21", E, adding("申请人来电13800000000。")),
    ("F-21", E, adding("申请人张三先生提出申请。")),
    ("F-21", E, adding("代办人证号１１０１０５ １９４９１２３１ ００２Ｘ。")),
    ("F-21", E, adding("账号6222020000000000000。")),
]


@pytest.mark.parametrize(("rule", "severity", "report"), SPOILED)
def test_a_spoiled_report_is_found_out(rule: str, severity: str, report: AnnualReport) -> None:
    assert (rule, severity) in [(finding.rule, str(finding.severity)) for finding in check(report)]


def test_what_has_accumulated_is_no_part_of_the_years_sum() -> None:
    """It said 「所列各项2+5+10+534=551条」 of a year's 18, and took the wrong part for one among others."""
    said = "全年公开信息18条，其中，甲类2条，乙类5条，其他10条，历年累计公开信息534条。"
    told = [finding.message for finding in check(adding(said)) if finding.rule == "X-6"]
    assert [one.partition("：")[0] for one in told] == ["正文说共18条，所列各项2+5+10=17条"]


@pytest.mark.parametrize(
    "sentence",
    ["2022年，街道完成了各项工作。", "截至2022年底，街道公开信息3条。", "2022年以来，街道公开信息3条。"],
)
def test_another_year_in_a_sentence_is_told_once(sentence: str) -> None:
    assert [finding.rule for finding in check(adding(sentence))].count("X-9") == 1


ZEROS = {(k.table, k.row, k.column): 0 for k in FIGURES if k.table == "table3"}
IN_FORCE = CellKey("table2", "normative_documents", "in_force")
AGAINST_PREVIOUS: list[tuple[str, str, AnnualReport, AnnualReport]] = [
    ("T2-3", W, with_cells({(*DOCS, "repealed"): 30}), PREVIOUS),
    ("T2-4", W, with_cells({(*DOCS, "in_force"): 12}), PREVIOUS),
    ("T3-41", E, CLEAN, with_cells({("table3", "n4", "natural_person"): 2}, PREVIOUS)),
    ("T4-4", W, CLEAN, with_cells({("table4", "review", "pending"): 7}, PREVIOUS)),
    ("T4-5", W, with_cells({("table4", "suit_after_review", "total"): 90}), PREVIOUS),
    ("X-8", W, CLEAN, replace(PREVIOUS, sections=(Section("一、总体情况", "历年累计公开政府信息490条。"),))),
    ("X-14", I, with_cells({("table3", "k1", "total"): 900}), PREVIOUS),
    ("X-14", I, with_cells({("table3", "k1", "total"): 0}), PREVIOUS),
    ("X-18", W, with_cells({("table2", "penalties", "decisions"): 63}), PREVIOUS),
    ("X-18", W, with_cells({("table2", "penalties", "decisions"): 0}), PREVIOUS),
    ("X-18", W, with_cells({("table2", "licences", "decisions"): 5}), PREVIOUS),
    ("X-18", W, with_cells({FEE: 1}), PREVIOUS),
    ("F-14", W, CLEAN, replace(PREVIOUS, sections=(Section("五、存在的主要问题及改进情况", PROBLEMS),))),
    ("F-16", W, CLEAN, replace(PREVIOUS, sections=(Section("一、总体情况", OVERVIEW.replace("2023", "2022")),))),
    ("F-16", W, CLEAN, replace(PREVIOUS, figures={**PREVIOUS.figures, **CLEAN.figures})),
]


@pytest.mark.parametrize(("rule", "severity", "report", "previous"), AGAINST_PREVIOUS)
def test_last_year_is_compared(rule: str, severity: str, report: AnnualReport, previous: AnnualReport) -> None:
    assert (rule, severity) in [(finding.rule, str(finding.severity)) for finding in check(report, previous)]
    assert rule not in {finding.rule for finding in check(report)}


def test_the_offices_own_report_bears_its_own_name() -> None:
    """Signed by another office, or titled with one, and nothing said so; a report read elsewhere may shorten names."""

    def told(report: AnnualReport, facts: RegisterFacts | None = FACTS) -> list[str]:
        return [one.message for one in check(report, None, facts) if one.rule == "F-9"]

    office = replace(CLEAN, title="测试街道2023年政府信息公开工作年度报告")
    assert told(office) == told(CLEAN) == [], "the title may shorten the name"
    (signed,) = told(replace(office, signature="青岚市税务局"))
    assert "署名是“青岚市税务局”" in signed
    (titled,) = told(replace(office, title="青岚市红旗街道2023年政府信息公开工作年度报告"))
    assert "标题中的机关“青岚市红旗街道”" in titled
    (stranger,) = told(replace(office, signature="青岚市税务局"), None)
    assert "署名是“青岚市税务局”" in stranger
    for head, signature in (
        ("测试街道", "青岚市人民政府测试街道办事处"),
        ("青岚市发改委", "青岚市发展和改革委员会"),
        ("青岚市", "青岚市人民政府办公室"),
    ):
        report = replace(
            CLEAN, title=f"{head}2023年政府信息公开工作年度报告", agency=head, signature=signature, level=""
        )
        assert told(report, None) == []


MANY_PENALTIES = with_cells({("table2", "penalties", "decisions"): 63})


@pytest.mark.parametrize(
    ("report", "facts"),
    [
        (with_cells({("table2", "penalties", "decisions"): 62}), FACTS),  # 48 %
        (with_cells({("table4", "review", "total"): 6}), FACTS),  # three more are no change to speak of
        (MANY_PENALTIES, replace(FACTS, large_change=60)),
        (MANY_PENALTIES, replace(FACTS, large_change=0)),
        (with_text(1, f"{OVERVIEW}\n因集中整治占道经营，行政处罚比上年增加50%。", MANY_PENALTIES), FACTS),
    ],
)
def test_a_change_that_is_small_or_accounted_for_in_the_report_asks_for_nothing(
    report: AnnualReport, facts: RegisterFacts
) -> None:
    assert "X-18" not in rules(report, PREVIOUS, facts)
    assert "X-18" in rules(MANY_PENALTIES, PREVIOUS, FACTS)
    assert "X-18" in rules(
        with_cells({("table2", "penalties", "decisions"): 62}), PREVIOUS, replace(FACTS, large_change=40)
    )


NAMED = {
    ("table2", "normative_documents", "issued"): ("规范性文件", ("规范性文书", "示范性文件")),
    ("table2", "normative_documents", "in_force"): ("规范性文件", ("规范性文书", "示范性文件")),
    ("table2", "licences", "decisions"): ("许可", ("许诺", "认可")),
    ("table2", "penalties", "decisions"): ("处罚", ("处理", "罚款")),
    ("table2", "coercive_measures", "decisions"): ("强制", ("强度", "编制")),
    FEE: ("收费", ("收件", "经费")),
    ("table3", "n1", "total"): ("申请", ("申报", "邀请")),
    ("table3", "n4", "total"): ("结转", ("结案", "转办")),
    ("table4", "review", "total"): ("复议", ("恢复", "会议")),
    ("table4", "direct_suit", "total"): ("诉讼", ("诉求", "投诉")),
    ("table4", "suit_after_review", "total"): ("起诉", ("一起", "投诉")),
}
"""By what a sentence names a figure that changed, and words that only look like it."""


@pytest.mark.parametrize("cell", NAMED, ids=" ".join)
def test_a_change_is_accounted_for_only_where_the_reason_names_what_changed(cell: tuple[str, str, str]) -> None:
    name, others = NAMED[cell]
    path = CellKey(*cell).path
    now, before = with_cells({cell: 30}), with_cells({cell: 10}, PREVIOUS)

    def is_asked(named: str) -> bool:
        report = with_text(1, f"{OVERVIEW}\n因机构改革，{named}比上年增加。", now)
        return any(path in one.cells for one in check(report, before, FACTS) if one.rule == "X-18")

    assert [is_asked(named) for named in (name, *others)] == [False, True, True]


NOTHING_PUBLISHED = overview(
    "街道共主动公开政府信息16条，其中机构职能类信息4条、人事信息8条、其他政府信息4条，",
    "街道没有新增主动公开政府信息，",
)


@pytest.mark.parametrize(("before", "says"), [("500", {"X-8"}), ("516", set())])
def test_a_year_in_which_nothing_was_published_adds_nothing_to_what_accumulated(before: str, says: set[str]) -> None:
    previous = replace(PREVIOUS, sections=(Section("一、总体情况", f"历年累计公开政府信息{before}条。"),))
    assert {rule for rule in rules(NOTHING_PUBLISHED, previous) if rule == "X-8"} == says


@pytest.mark.parametrize(("before", "says"), [("300", {"X-8"}), ("305", set())])
def test_a_year_without_a_request_adds_nothing_to_what_accumulated(before: str, says: set[str]) -> None:
    none = with_cells(
        ZEROS, adding("本年度未收到政府信息公开申请。截至2023年12月31日，累计受理政府信息公开申请305件。")
    )
    previous = replace(PREVIOUS, sections=(Section("一、总体情况", f"累计受理政府信息公开申请{before}件。"),))
    none = with_text(1, none.sections[0].text.replace("全年共收到政府信息公开申请11件，", ""), none)
    assert {rule for rule in rules(none, previous) if rule == "X-8"} == says


def test_what_a_year_published_is_not_made_up_where_the_prose_does_not_tell_it() -> None:
    silent = overview(
        "街道共主动公开政府信息16条，其中机构职能类信息4条、人事信息8条、其他政府信息4条，", "街道公开了信息，"
    )
    previous = replace(PREVIOUS, sections=(Section("一、总体情况", "历年累计公开政府信息500条。"),))
    assert "X-8" not in rules(silent, previous)


def test_a_report_that_is_not_of_the_year_before_is_not_compared() -> None:
    older = replace(with_cells({("table3", "n4", "natural_person"): 2}, PREVIOUS), year=2020)
    assert "T3-41" not in rules(CLEAN, older)


def test_last_years_figures_typed_by_hand_only_warn() -> None:
    previous = with_cells({("table3", "n4", "natural_person"): 2}, PREVIOUS)
    found = [f for c in CHECKS for f in c(Subject(CLEAN, previous, previous_is_typed=True)) if f.rule == "T3-41"]
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_a_carry_over_that_differs_from_what_was_published_may_be_so() -> None:
    """A request found after last year's report was published could never be explained."""
    previous = with_cells({("table3", "n4", "natural_person"): 2}, PREVIOUS)
    (found,) = [finding for check in CHECKS for finding in check(Subject(CLEAN, previous)) if finding.rule == "T3-41"]
    assert (found.severity, found.may_be_so) == (Severity.ERROR, True)


def counted(key: tuple[str, str, str], figure: int) -> RegisterFacts:
    return replace(FACTS, figures={**FACTS.figures, CellKey(*key): figure})


THIRD_PARTY = with_cells({("table3", "k34", "total"): 1})
OWN = frozenset({"059188880000"})
AGAINST_REGISTERS: list[tuple[str, str, AnnualReport, RegisterFacts]] = [
    ("T2-7", E, CLEAN, counted(("table2", "penalties", "decisions"), 41)),
    ("T3-42", E, CLEAN, counted(("table3", "n1", "natural_person"), 10)),
    ("T3-43", W, with_cells({("table3", "k62", "total"): 1}), replace(FACTS, fee_notices=0)),
    ("T3-44", W, with_cells({("table3", "k61", "total"): 1}), replace(FACTS, correction_notices=0)),
    ("T3-45", W, THIRD_PARTY, replace(FACTS, third_party_records=0)),
    (
        "T3-45",
        W,
        with_cells({("table3", "k34", "total"): 1}),
        replace(counted(("table3", "k34", "total"), 0), third_party_records=0),
    ),
    ("T3-46", E, CLEAN, replace(FACTS, double_counted=("2023-001",))),
    ("T3-47", I, CLEAN, replace(FACTS, late_requests=("2023-001",))),
    ("T4-5", W, CLEAN, replace(FACTS, known_reviews=0)),
    ("T4-6", W, CLEAN, replace(FACTS, suits_without_review=("诉2024-1",))),
    ("T4-7", E, CLEAN, counted(("table4", "review", "upheld"), 3)),
    ("X-11", E, CLEAN, replace(FACTS, information_fees=40_000)),
    ("X-17", W, adding("所有申请均已按期答复。"), replace(FACTS, late_requests=("2023-001", "2023-002"))),
    ("F-26", W, CLEAN, replace(FACTS, unread={"overview": ("全年共收到政府信息公开申请11件",)})),
    ("F-26", W, CLEAN, replace(FACTS, to_write={"problems": ("【请写明】",)})),
    (
        "X-13",
        I,
        with_text(5, "存在的主要问题是内容的时效还不够，改进情况是明确专人负责，每月核对公开目录。"),
        replace(FACTS, late_requests=("1",)),
    ),
    ("F-17", E, replace(CLEAN, dated_on=date(2024, 1, 30)), replace(FACTS, publish_by=date(2024, 1, 20))),
    ("F-22", I, overview("整改错敏字3处", "一切正常"), replace(FACTS, website_checks=0)),
    ("F-21", W, adding("联系电话13800000000。"), replace(FACTS, own_contacts=OWN)),
    ("F-21", W, adding("科室邮箱ceshi@example.com。"), replace(FACTS, own_contacts=OWN)),
    ("R-1", W, with_cells(ZEROS), replace(FACTS, zero_confirmed_months=frozenset({1, 2}), records=0)),
    ("R-1", W, with_cells(ZEROS), replace(FACTS, zero_confirmed_months=frozenset())),
    ("R-2", W, CLEAN, replace(FACTS, doubts=("申请2023-001：答复日期早于收到日期。",))),
    ("R-3", I, CLEAN, replace(FACTS, remarks=("行政复议复2023-1：没有填结果，按结果明细“撤销”计入“结果纠正”。",))),
]


@pytest.mark.parametrize(("rule", "severity", "report", "facts"), AGAINST_REGISTERS)
def test_the_registers_are_compared(rule: str, severity: str, report: AnnualReport, facts: RegisterFacts) -> None:
    assert (rule, severity) in [(finding.rule, str(finding.severity)) for finding in check(report, None, facts)]
    assert rule not in rules(CLEAN, None, FACTS)


def test_a_row_that_is_there_twice_with_other_figures_is_named() -> None:
    """A copied row was left in the page with last year's figures: 「没有发现问题」, of the first."""
    doubled = replace(CLEAN, repeated=frozenset({("table3", "n1"), ("table4", "review")}))
    found = [finding for finding in check(doubled) if finding.rule == "F-23"]
    assert [str(finding.severity) for finding in found] == [str(E)] * 2
    assert "表三“一、本年新收政府信息公开申请数量”一行不止一次" in found[0].message
    assert {cell.split("/")[1] for cell in found[0].cells} == {"一、本年新收政府信息公开申请数量"}
    assert "F-23" not in rules(CLEAN)


def test_totals_of_a_workbook_nobody_calculated_are_named_though_it_has_no_prose() -> None:
    """Our own workbook, one cell altered and saved by a script: 34 sums were not read, and 「没有发现问题」."""
    read = {cell: value for cell, value in CLEAN.figures.items() if cell.column != "total"}
    found = [finding for finding in check(replace(CLEAN, sections=(), figures=read)) if finding.rule == "F-23"]
    assert [str(finding.severity) for finding in found] == [str(W)] * 2
    assert "表三有25格没有读出" in found[0].message
    only_table_two = {cell: value for cell, value in CLEAN.figures.items() if cell.table == "table2"}
    assert "F-23" not in rules(replace(CLEAN, sections=(), figures=only_table_two))


def test_a_fee_given_back_is_compared_with_its_sign() -> None:
    """The program's own 「退还信息处理费50元」 was held against -50 元 of the registers."""
    given_back = with_text(6, "2023年度本单位退还信息处理费50元。")
    assert "X-11" not in rules(given_back, None, replace(FACTS, information_fees=-5_000))
    assert "X-11" in rules(given_back, None, replace(FACTS, information_fees=5_000))


def test_a_year_of_zeros_with_twelve_confirmations_is_believed() -> None:
    assert "R-1" not in rules(with_cells(ZEROS), None, FACTS)


SILENT: list[tuple[str, AnnualReport]] = [
    ("X-2", adding("行政复议3件（其中上年结转2件）。")),  # of the reviews, not of the requests
    ("X-1", overview("收到政府信息公开申请11件", "收到政府信息公开申请12件")),  # 新收 + 上年结转
    ("X-1", adding("去年收到政府信息公开申请40件。")),
    ("X-7", with_text(1, OVERVIEW.replace("12次", "13次") + "\n网上申请6件，占50%。")),  # of 新收 and 上年结转
    ("T2-6", adding("宣传栏制作费用400元。")),
    ("X-1", adding("全年共收到区政府办公室转来的政府信息公开申请7件。")),
    ("X-1", adding("截至2023年12月31日，累计受理依申请公开40件。")),
    ("X-1", overview("收到政府信息公开申请11件", "收到政府信息公开申请6件，线上收到政府信息公开申请5件")),
    ("X-1", adding("受理网络问政182件，咨询40件。")),
    ("X-3", overview("不予公开1件", "因属于国家秘密不予公开0件")),
    ("X-1", adding("收到投诉举报类申请30件。")),
    ("X-6", adding("发布信息9条，其中解读5条。")),
    ("X-3", overview("予以公开5件", "线上予以公开2件，线下予以公开3件")),
    ("X-4", adding("未经复议直接起诉案件50件，复议后起诉行政诉讼案件40件。")),
    ("X-10", replace(CLEAN, opening=CLEAN.opening + "统计数据截止到2023年12月31日。")),
    ("X-19", adding("通过政府网站主动公开政府信息20条。")),
    ("X-19", adding("历年累计主动公开政府信息516条。")),
    ("X-3", adding("其中自然人予以公开4件。")),
    ("X-4", adding("全年办结行政执法类行政复议8件。")),
    ("X-3", adding("经审查，不予公开的理由均已告知。")),
    ("X-4", adding("未发生行政复议纠错的情况。")),
    ("X-4", overview("行政复议3件，行政诉讼2件", "行政复议、行政诉讼5件")),
    ("X-6", adding("发布信息100条，其中政策解读5条、回应关切3条。")),
    ("X-6", adding("发布信息9条，其中甲类5条、乙类3条等。")),
    ("X-6", adding("办理9件，其中线上5件，线下4件；共回访40件，满意38件。")),
    ("X-9", adding("2024年，街道将继续推进。")),
    ("X-9", adding("2022年修订的制度继续有效。")),
    ("F-9", adding("我街道高度重视。")),
    (
        "F-1",
        replace(
            CLEAN,
            opening=CLEAN.opening + "本报告由总体情况、主动公开、申请办理、复议诉讼、问题改进、其他六个部分组成。",
        ),
    ),
    ("F-1", adding("工作分为三个部分组成。")),
    (
        "F-27",
        with_text(
            5, f"（一）存在的主要问题\n1.时效\n{PROBLEMS}\n2.流程\n{PROBLEMS}\n（二）改进情况\n1.时效\n{PROBLEMS}"
        ),
    ),
    ("F-27", adding("（一）办理\n全年办理2件。\n（二）培训\n3.5万元用于培训。")),
    ("F-18", replace(CLEAN, opening=CLEAN.opening + "国办公开办函〔2021〕30号。")),
    ("F-21", adding("申请人需提供身份证复印件，申请人的姓名、联系电话予以保密。")),
    ("F-21", adding("编号110105194912310021。")),
    ("F-6", replace(CLEAN, year=2020, older_tables={"table2_2019": {}})),
    ("F-7", replace(CLEAN, labels_read={"3.危及“三安全一稳定”": '3. 危及"三安全一稳定"'})),
    ("T2-1", replace(with_cells({("table2", "rules", "in_force"): 6}), level="市", agency="测试市人民政府")),
    ("T2-5", replace(with_cells({FEE: 24252}), level="区县", agency="测试区人民政府")),
    ("X-11", replace(with_cells({FEE: 24252}), level="区县", agency="测试区人民政府")),
    ("F-1", replace(CLEAN, sections=CLEAN.sections[1:4])),
    ("F-1", replace(CLEAN, sections=(CLEAN.sections[0], *CLEAN.sections[4:]))),
    ("F-3", replace(CLEAN, sections=(*CLEAN.sections, Section("", "")))),
    ("F-1", replace(CLEAN, sections=(*CLEAN.sections, Section("", "")))),
]


@pytest.mark.parametrize(
    ("level", "who"),
    [
        (AgencyLevel.STREET, "街道、乡镇无权"),
        (AgencyLevel.TOWNSHIP, "街道、乡镇无权"),
        (AgencyLevel.COUNTY, "县区无权"),
        (AgencyLevel.DEPARTMENT, "地方政府部门无权"),
    ],
)
def test_who_makes_no_rules_is_called_what_it_is(level: AgencyLevel, who: str) -> None:
    """规章 are made by cities divided into districts and from there up (立法法第九十三条)."""
    report = replace(with_cells({("table2", "rules", "in_force"): 6}), level=level.label)
    (found,) = [one for one in check(report) if one.rule == "T2-1"]
    assert found.message.startswith(f"{who}制定规章")


@pytest.mark.parametrize(
    ("gone", "named", "count"),
    [
        (("table3", "row", "n1"), "表三没有找到“一、本年新收政府信息公开申请数量”一行（7格", 7),
        (("table2", "row", "licences"), "表二没有找到“行政许可”一行（1格", 1),
        (("table3", "column", "legal_service"), "表三没有找到“法律服务机构”一列（25格", 25),
    ],
)
def test_a_statutory_row_or_column_that_is_not_there_is_named(
    gone: tuple[str, str, str], named: str, count: int
) -> None:
    """Real figures with 本年新收 taken out: no finding, and the report was said to be in order."""
    table, side, code = gone
    kept = {cell: value for cell, value in CLEAN.figures.items() if cell.table != table or getattr(cell, side) != code}
    (found,) = [one for one in check(replace(CLEAN, figures=kept)) if one.rule == "F-23"]
    assert (found.severity, named in found.message, len(found.cells)) == (E, True, count), found.message


def test_a_table_whose_heading_alone_was_read_is_one_finding_with_all_its_cells() -> None:
    gone: dict[tuple[str, str, str], Value] = {key: None for key in CLEAN.figures if key.table == "table4"}
    (found,) = [one for one in check(with_cells(gone)) if one.rule == "F-23"]
    assert len(found.cells) == len(gone) == 15
    assert "都没有读出" in found.message


def test_suits_told_to_be_closed_leave_as_many_as_table_four_says() -> None:
    left = with_cells({("table4", "direct_suit", "upheld"): 0, ("table4", "direct_suit", "pending"): 1})
    told = {
        closed: rules(with_text(1, OVERVIEW.replace("行政诉讼2件", f"行政诉讼2件（其中审结{closed}件）"), left))
        for closed in (1, 2)
    }
    assert {closed for closed, found in told.items() if "X-4" in found} == {2}


@pytest.mark.parametrize(("rule", "report"), SILENT)
def test_what_is_legitimate_raises_no_alarm(rule: str, report: AnnualReport) -> None:
    assert rule not in rules(report)


def test_the_offices_own_contacts_are_published() -> None:
    report = adding("联系电话：0591-88880000，也可拨打88880000。")
    assert "F-21" not in rules(report, None, replace(FACTS, own_contacts=OWN))
    assert "F-21" in rules(report, None, replace(FACTS, own_contacts=frozenset()))
    assert "F-21" not in rules(report), "of a published page every introduced contact is its own"


def test_a_finding_about_personal_data_repeats_none() -> None:
    spoiled = adding("证号11010519491231002X，申请人来电13800001234。")
    found = [finding for finding in check(spoiled) if finding.rule == "F-21"]
    assert [finding.message for finding in found] == [
        "“一、总体情况”里有身份证号码（110105********002X）、手机号码（138****1234），公布前必须删去。"
    ]


def test_a_smaller_scope_in_the_prose_makes_its_results_warnings() -> None:
    own = overview("共收到政府信息公开申请11件", "机关本级共收到政府信息公开申请3件")
    own = with_text(1, own.sections[0].text.replace("予以公开5件", "予以公开2件"))
    assert {str(f.severity) for f in check(own) if f.rule in ("X-1", "X-3")} == {W}


@pytest.mark.parametrize(("count", "more"), [(3, False), (4, True)])
def test_blank_cells_are_named_up_to_three_and_only_more_are_cut_short(count: int, more: bool) -> None:
    codes = ("upheld", "corrected", "other_result", "pending")[:count]
    report = with_cells({("table4", "review", code): "" for code in codes})
    [said] = [f.message for f in check(report) if f.rule == "T3-40"]
    assert f"有{count}格没有填数字" in said
    assert ("等，没有的应填0" in said) is more


def test_what_was_handled_is_told_with_the_three_numbers_it_may_mean() -> None:
    total = {code: FIGURES[CellKey("table3", code, "total")] for code in ("n1", "n2", "k7")}
    report = adding("全年共办理政府信息公开申请97件。")
    [said] = [f.message for f in check(report) if f.rule == "X-1" and "办理结果总计" in f.message]
    both = int(str(total["n1"])) + int(str(total["n2"]))
    assert f"说的是97件，表三新收为{total['n1']}件、加上年结转为{both}件、办理结果总计为{total['k7']}件" in said


def test_section_one_without_a_figure_is_told_where_people_wrote_it_and_not_of_the_programs_words() -> None:
    essay = with_text(1, re.sub(r"\d", "", OVERVIEW))
    theirs = replace(FACTS, own_texts={OVERVIEW_PART: "我们做了很多工作。"})
    assert "F-15" in rules(essay, facts=theirs)
    assert "F-15" not in rules(essay, facts=replace(FACTS, own_texts={}))


@pytest.mark.parametrize(("signs", "told"), [(200, False), (201, True)])
def test_a_few_lines_may_do_without_a_figure(signs: int, told: bool) -> None:
    """Half a page is said to be empty of figures, a short opening is not."""
    theirs = replace(FACTS, own_texts={OVERVIEW_PART: "我们做了很多工作。"})
    assert ("F-15" in rules(with_text(1, "好" * signs), facts=theirs)) is told


@pytest.mark.parametrize("number", ["2023年", "〔2021〕30号", "（1）", "(2)", "1.", "2、", "3．"])
def test_the_number_of_a_year_a_document_or_a_point_is_no_figure_of_the_work(number: str) -> None:
    essay, theirs = re.sub(r"\d", "", OVERVIEW), replace(FACTS, own_texts={OVERVIEW_PART: "我们做了很多工作。"})
    assert "F-15" in rules(with_text(1, f"{number}开展工作。\n{essay}"), facts=theirs)
    assert "F-15" not in rules(with_text(1, f"{number}开展工作8次。\n{essay}"), facts=theirs)


@pytest.mark.parametrize("word", ["错敏字", "错别字", "断链", "错链"])
def test_a_check_of_the_website_is_told_by_any_word_for_it(word: str) -> None:
    none = replace(FACTS, website_checks=0)
    assert "F-22" in rules(overview("整改错敏字3处", "一切正常"), facts=none)
    assert "F-22" not in rules(overview("整改错敏字3处", f"整改{word}3处"), facts=none)


@pytest.mark.parametrize(
    ("opening", "absent"),
    [
        ("依据规定编制，统计时限全年，电话见下。", ""),
        ("按照年度报告格式编制，截止年底，邮编见下。", ""),
        ("根据要求编制，数据自1月1日起，邮箱见下。", ""),
        ("按照条例编制，截至年底，请与我们联系。", ""),
        ("统计时限全年，地址见下。", "编制依据"),
        ("根据要求编制，地址见下。", "统计期限"),
        ("根据要求编制，统计时限全年。", "联系方式"),
    ],
)
def test_each_thing_an_opening_names_is_told_by_any_word_for_it(opening: str, absent: str) -> None:
    told = [one.message for one in check(replace(CLEAN, opening=opening)) if one.rule == "F-13"]
    assert told == ([f"开头没有写明{absent}。"] if absent else [])


def test_a_fee_that_may_hold_that_for_information_is_told_at_its_cell() -> None:
    report = with_cells({FEE: 3}, with_text(6, "本年度未收取信息处理费。"))
    (found,) = [one for one in check(report, facts=replace(FACTS, information_fees=None)) if one.rule == "X-11"]
    assert (found.cells, found.values) == ((CellKey(*FEE).path,), (3,))


@pytest.mark.parametrize(
    ("carried_out", "said_again", "told"),
    [
        (1, "", False),
        (3, "", True),
        (3, "本年收到政府信息公开申请11件。", True),  # once more, the same
        (3, "本年收到政府信息公开申请12件。", False),  # nobody knows which of the two
    ],
)
def test_where_no_table_can_be_read_the_prose_has_to_balance_by_itself(
    carried_out: int, said_again: str, told: bool
) -> None:
    report = overview("结转下年度1件", f"结转下年度{carried_out}件。{said_again}")
    without_table = replace(report, figures={key: value for key, value in FIGURES.items() if key.table != "table3"})
    assert ("X-3" in rules(without_table)) is told


UNKNOWN: list[AnnualReport] = [
    replace(CLEAN, figures={}),
    replace(CLEAN, sections=(), year=0),
    with_cells({(*DOCS, "issued"): None, FEE: None, ("table4", "direct_suit", "total"): None}),
    with_cells(
        {
            ("table4", "suit_after_review", code): ""
            for code in ("upheld", "corrected", "other_result", "pending", "total")
        }
    ),
    with_cells({("table4", "review", "total"): None, ("table3", "n1", "total"): None, ("table3", "n1", "other"): None}),
    replace(CLEAN, title=""),
    replace(CLEAN, figures={k: v for k, v in FIGURES.items() if k.row not in ("n2", "k7", "direct_suit")}),
]


@pytest.mark.parametrize("report", UNKNOWN)
def test_what_is_not_known_makes_no_error_of_a_sum(report: AnnualReport) -> None:
    found = {finding.rule for finding in check(report, with_cells({(*DOCS, "in_force"): None}, PREVIOUS), FACTS)}
    assert not {rule for rule in found if re.match(r"T3-(?:[1-9]|[123]\d)$|T4-[123]$|X-[1-5]$", rule)}


WRITTEN = [
    ("一件", 1),
    ("两件", 2),
    ("十件", 10),
    ("十五件", 15),
    ("二十件", 20),
    ("三十二件", 32),
    ("1,234件", 1234),
]


@pytest.mark.parametrize(("written", "number"), WRITTEN)
def test_numbers_in_words_are_figures_too(written: str, number: int) -> None:
    report = overview("收到政府信息公开申请11件", f"收到政府信息公开申请{written}")
    assert [f.values[0] for f in check(report) if f.rule == "X-1"] == [number]


def test_zero_in_words_denies() -> None:
    assert "X-12" in rules(overview("收到政府信息公开申请11件", "依申请公开零件"))


LEVELS = [
    ("街道", "", AgencyLevel.STREET),
    ("", "某某街道办事处", AgencyLevel.STREET),
    ("县级部门", "", AgencyLevel.DEPARTMENT),
    ("市级部门", "", AgencyLevel.DEPARTMENT),
    *((word, "", AgencyLevel.COUNTY) for word in ("区县", "县区", "县级市", "区县级")),
    ("市", "", AgencyLevel.CITY),
    ("省级", "", AgencyLevel.PROVINCE),
    ("乡镇", "", AgencyLevel.TOWNSHIP),
    *((word, "", None) for word in ("开发区", "市级", "县", "乡")),  # said by no word of ours
    *(("", f"某某{body}", AgencyLevel.STREET) for body in ("街道", "街道办事处")),
    *(("", f"某某{body}", AgencyLevel.TOWNSHIP) for body in ("镇人民政府", "乡人民政府", "镇", "乡")),
    *(("", f"某某{body}人民政府", AgencyLevel.COUNTY) for body in ("县", "旗", "区")),
    *(("", f"某某{body}人民政府", AgencyLevel.CITY) for body in ("自治州", "市")),
    *(("", f"某某{body}人民政府", AgencyLevel.PROVINCE) for body in ("自治区", "省")),
    *(("", f"某某市某某{body}", AgencyLevel.DEPARTMENT) for body in ("局", "委员会", "管委会")),
    ("", "某某省某某厅", AgencyLevel.DEPARTMENT),
    ("", "国家某某局", None),
    ("", "某某市人民政府办公厅", None),
    ("", "某单位", None),
    *(("某总部", f"某某{body}", AgencyLevel.STREET) for body in ("街道", "街道办事处")),
    (AgencyLevel.OTHER, "", AgencyLevel.OTHER),
]


@pytest.mark.parametrize(("stated", "agency", "level"), LEVELS)
def test_the_level_is_the_stated_one_or_told_by_the_name(stated: str, agency: str, level: AgencyLevel | None) -> None:
    assert level_of(stated, agency) is level


MAKES_RULES = [
    # 立法法第九十一条、第九十三条: departments of the State Council, provinces, cities divided into districts
    ("测试街道办事处", "error"),
    ("测试镇人民政府", "error"),
    ("测试县人民政府", "error"),
    ("测试区人民政府", "error"),
    ("测试旗人民政府", "error"),
    ("测试市测试局", "warning"),
    ("测试省测试厅", "warning"),
    ("测试经济开发区管委会", "warning"),
    ("国家税务总局测试区税务局", "warning"),
    ("测试市人民政府", ""),
    ("测试自治州人民政府", ""),
    ("测试自治区人民政府", ""),
    ("测试省人民政府", ""),
    ("国家测试总局", ""),
    ("测试市人民政府办公厅", ""),
]


@pytest.mark.parametrize(("agency", "severity"), MAKES_RULES)
def test_only_who_may_make_rules_has_some(agency: str, severity: str) -> None:
    report = replace(with_cells({("table2", "rules", "issued"): 1, ("table2", "rules", "in_force"): 1}), level="")
    found = [str(one.severity) for one in check(replace(report, agency=agency)) if one.rule == "T2-1"]
    assert found == ([severity] * 2 if severity else [])
    county_city = replace(report, level="县级市", agency="测试市人民政府")
    assert "T2-1" in rules(county_city)


def test_every_rule_has_a_page_and_every_page_a_definition() -> None:
    ours = {f"T2-{n}" for n in range(1, 8)} | {f"T3-{n}" for n in range(1, 48)} | {f"T4-{n}" for n in range(1, 8)}
    ours |= {f"X-{n}" for n in range(1, 20)} | {f"F-{n}" for n in range(1, 28)} | {"R-1", "R-2", "R-3"}
    ours |= {f"L-{n}" for n in range(1, 36)}
    assert set(rule_pages().pages) == ours
    assert all(page.title and page.definition for page in rule_pages().pages.values())


def test_every_rule_that_is_not_a_sum_was_red_here() -> None:
    red = {row[0] for row in (*SPOILED, *AGAINST_PREVIOUS, *AGAINST_REGISTERS)}
    pages = rule_pages().pages
    of_records = r"L-\d+$|F-2[345]$|X-16$"  # shown where a file is at hand
    assert {rule for rule in pages if not re.match(rf"T3-(?:[1-9]|[12]\d|3\d)$|T4-[123]$|{of_records}", rule)} == red


def test_a_whole_number_is_whole_in_json_and_a_fraction_is_kept() -> None:
    told = Finding("T2-5", Severity.WARNING, "一", values=(Decimal("12.0"), Decimal("0.5"), 3, "/", None)).as_json()
    assert json.dumps(told["values"]) == '[12, 0.5, 3, "/", null]'


def test_a_finding_says_everything_in_its_json() -> None:
    found = next(
        f for f in check(with_cells({("table3", "n1", "total"): Decimal("12")})) if f.rule == "T3-15"
    ).as_json()
    assert found["severity"] == "error"
    assert found["values"] == [9, 2, 0, 0, 0, 0, 12]
    assert "table3/一、本年新收政府信息公开申请数量/总计" in str(found["cells"])
    assert alike("", "") == 1


def test_thousands_of_late_answers_are_one_sentence_that_can_be_shown() -> None:
    """A window froze for seconds on a message of 90,000 numbers; the values still hold them all."""
    late = tuple(f"2023-{number:05}" for number in range(90_000))
    (found,) = late_answers(Subject(CLEAN, facts=replace(FACTS, late_requests=late)))
    assert found.message.startswith("有90000件申请超过期限答复：2023-00000、2023-00001、")
    assert found.message.endswith("等。")
    assert len(found.message) < 400
    assert found.values == late


WITHOUT_CELLS = [
    "F-2",
    "F-3",
    "F-4",
    "F-5",
    "F-7",
    "F-8",
    "F-9",
    "F-10",
    "F-11",
    "F-12",
    "F-13",
    "F-14",
    "F-15",
    "F-16",
    "F-17",
    "F-18",
    "F-19",
    "F-20",
    "F-21",
    "F-22",
    "F-24",
    "F-25",
    "F-26",
    "F-27",
    "R-2",
    "R-3",
    "T3-46",
    "T3-47",
    "T4-6",
    "X-6",
    "X-7",
    "X-8",
    "X-9",
    "X-10",
    "X-11",
    "X-17",
    "X-19",
]
"""Rules about words and records, no cell of which is to be shown; F-1, X-3 and X-13 show cells where there are some."""
QUOTING = ["F-20", "F-24", "T2-6", "X-1", "X-2", "X-3", "X-4", "X-5", "X-7", "X-9", "X-10", "X-12", "X-16", "X-19"]
"""Rules that speak of words of the report, which are to be found and marked in it."""


@pytest.mark.parametrize(
    ("rule", "report", "part"),
    [
        ("F-12", adding("全年发放宣传资料100余份。", 6), OTHERS),
        ("F-11", adding("收取信息处理费200件。", 6), OTHERS),
        (
            "F-10",
            with_text(5, "存在的主要问题：公开工作公开工作不够。改进情况：明确专人负责，每月核对公开目录。"),
            PROBLEMS_PART,
        ),
        ("F-18", replace(CLEAN, opening=CLEAN.opening + "国办公开办函[2021]30号。"), OPENING_PART),
        ("F-21", adding("申请人张三先生提出申请。", 6), OTHERS),
        ("T2-6", with_text(6, "全年收取信息处理费400元。"), OTHERS),
        ("F-27", with_text(6, "（二）收费情况\n2023年度未收取信息处理费。"), OTHERS),
    ],
)
def test_what_is_wrong_in_a_part_is_told_at_that_part(rule: str, report: AnnualReport, part: str) -> None:
    """A vague number in section six was counted beside 一、总体情况."""
    assert [one.part for one in check(report) if one.rule == rule] == [part]


def test_a_finding_shows_its_cells_with_their_values_and_the_words_it_speaks_of() -> None:
    """The window jumps to a cell and marks words: a finding without them leads nowhere."""
    cases: list[tuple[AnnualReport, AnnualReport | None, RegisterFacts]]
    cases = [(report, None, FACTS) for _, _, report in SPOILED]
    cases += [(report, previous, FACTS) for _, _, report, previous in AGAINST_PREVIOUS]
    cases += [(report, None, facts) for _, _, report, facts in AGAINST_REGISTERS]
    for report, previous, facts in cases:
        words = bare("".join((report.title, report.opening, *(section.text for section in report.sections))))
        for one in check(report, previous, facts):
            if one.rule not in {"F-1", "X-3", "X-13"}:
                assert bool(one.cells) is (one.rule not in WITHOUT_CELLS), one
            assert one.quotes or one.rule not in QUOTING or not one.cells, one
            assert set(re.findall("写作“([^“”]+)”", one.message)) <= set(one.quotes), one
            assert not one.cells or one.values or one.rule == "F-1", one
            assert one.rule in {"F-26", "X-6"} or all(bare(quote) in words for quote in one.quotes), one
            assert one.message.endswith("。"), one
            assert not re.search(r"None|。。|、、|，，|  |件件|（）", one.message), one


SAID: list[tuple[str, AnnualReport, AnnualReport | None, RegisterFacts]] = [
    (
        "表二“行政规范性文件”本年制发件数为2、“行政规范性文件”本年废止件数为0、“行政规范性文件”现行有效件数为1："
        "本年制发的不是现行有效，就是已经废止，两项之和不应少于本年制发件数。",
        with_cells({(*DOCS, "repealed"): 0, (*DOCS, "in_force"): 1}),
        None,
        FACTS,
    ),
    (
        "表二“行政规范性文件”本年制发件数为2、“行政规范性文件”本年废止件数为30、“行政规范性文件”现行有效件数为9："
        "废止件数多于上年现行有效（8件）与本年制发之和。",
        with_cells({(*DOCS, "repealed"): 30}),
        PREVIOUS,
        FACTS,
    ),
    (
        "表二“行政规范性文件”本年制发件数为2、“行政规范性文件”本年废止件数为1、“行政规范性文件”现行有效件数为12："
        "上年现行有效8件，加制发减废止应为9件。",
        with_cells({(*DOCS, "in_force"): 12}),
        PREVIOUS,
        FACTS,
    ),
    (
        "表二“行政事业性收费”本年收费金额（单位：万元）为400，单位是万元，要核对是否误填了元。",
        with_cells({FEE: 400}),
        None,
        FACTS,
    ),
    (
        "正文“300元，其中按件计收200元、按量计收200元”：各项200+200=400元。",
        adding("收取费用300元，其中按件计收200元、按量计收200元。"),
        None,
        FACTS,
    ),
    (
        "正文说共10条，所列各项3+4=7条：“全年共发布信息10条，其中：甲类3条、乙类4条”。",
        adding("全年共发布信息10条，其中：甲类3条、乙类4条。"),
        None,
        FACTS,
    ),
    (
        "“规章”现行有效件数为6，台账合计为0，要核对报告和台账。",
        with_cells({("table2", "rules", "in_force"): 6}),
        None,
        FACTS,
    ),
    (
        "街道、乡镇无权制定规章，“规章”本年新制作数量应为0，表中为1。",
        replace(CLEAN, older_tables={"table2_2019": {"规章": (1, 1, 1)}}),
        None,
        FACTS,
    ),
    (
        "表二“行政许可”本年处理决定数量为“/”，应填写数字，没有的填0。",
        with_cells({("table2", "licences", "decisions"): "/"}),
        None,
        FACTS,
    ),
    (
        "正文“全年收取信息处理费400元”，合0.04万元，多于表二“行政事业性收费”本年收费金额（单位：万元）的0万元。",
        with_text(6, "全年收取信息处理费400元。"),
        None,
        FACTS,
    ),
    (
        "正文“全年收取信息处理费400元”与台账收到的信息处理费0元不一致。",
        with_text(6, "全年收取信息处理费400元。"),
        None,
        FACTS,
    ),
    (
        "表三“（一）予以公开”行勾稽不符：“（一）予以公开”自然人为4、“（一）予以公开”商业企业为1、“（一）予以公开”其他为-1，合计4，“（一）予以公开”总计为5；核对是哪一格填错。",
        with_cells({("table3", "k1", "other"): -1}),
        None,
        FACTS,
    ),
    (
        "正文“全年共收到政府信息公开申请10件”说的是10件，表三新收为11件，加上年结转为12件；如口径不同（如只计本机关），要在正文中说明。",
        overview("收到政府信息公开申请11件", "收到政府信息公开申请10件"),
        None,
        FACTS,
    ),
    (
        "正文“上年结转2件”（2件）与表中上年结转1件不一致，要核对。",
        overview("上年结转1件", "上年结转2件"),
        None,
        FACTS,
    ),
    (
        "正文“行政复议2件”（2件）与表中行政复议总计3件不一致，要核对。",
        overview("行政复议3件", "行政复议2件"),
        None,
        FACTS,
    ),
    (
        "正文“未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况”（没有）与表中行政复议、行政诉讼总计5件不一致，要核对。",
        overview("行政复议3件，行政诉讼2件", "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况"),
        None,
        FACTS,
    ),
    ("正文“5件，占33.9%”：5占文中或表中任何一个总数都不是33.9%。", overview("占45.5%", "占33.9%"), None, FACTS),
    (
        "2023年的报告里说“2022年，街道完成了各项工作”，要核对年份。",
        adding("2022年，街道完成了各项工作。"),
        None,
        FACTS,
    ),
    (
        "正文“全年共未收到政府信息公开申请”与表三新收11件不一致，要核对。",
        overview("收到政府信息公开申请11件", "未收到政府信息公开申请"),
        None,
        FACTS,
    ),
    (
        "标题“五、存在的主要问题及整改措施”应为“五、存在的主要问题及改进情况”。",
        with_heading(5, "五、存在的主要问题及整改措施"),
        None,
        FACTS,
    ),
    (
        "“七、2024年工作思路”是六个部分以外的内容。",
        replace(CLEAN, sections=(*CLEAN.sections, Section("七、2024年工作思路", "继续努力。"))),
        None,
        FACTS,
    ),
    (
        "标题“测试街道办事处2023年度政府信息公开年度报告”应为“测试街道办事处2023年政府信息公开工作年度报告”。",
        replace(CLEAN, title="测试街道办事处2023年度政府信息公开年度报告"),
        None,
        FACTS,
    ),
    (
        "2023年度用了已废止的2019版表格，应改用国办公开办函〔2021〕30号的表格。",
        replace(CLEAN, older_tables={"table2_2019": {}}),
        None,
        FACTS,
    ),
    (
        "“行政规范性文件”本年废止件数由上年的1变为30，变化较大，要核对。",
        with_cells({(*DOCS, "repealed"): 30}),
        PREVIOUS,
        FACTS,
    ),
    (
        "表四“行政复议”总计为3，少于上年尚未审结的7件，上年未结的应继续统计。",
        CLEAN,
        with_cells({("table4", "review", "pending"): 7}, PREVIOUS),
        FACTS,
    ),
    (
        "表四“复议后起诉”总计为90，多于已知的行政复议9件。",
        with_cells({("table4", "suit_after_review", "total"): 90}),
        PREVIOUS,
        FACTS,
    ),
    (
        "复议后起诉90件，比上年的1件增加8900%，要说明原因。",
        with_cells({("table4", "suit_after_review", "total"): 90}),
        PREVIOUS,
        FACTS,
    ),
    (
        "行政处罚本年处理决定数量0件，比上年的42件减少100%，要说明原因。",
        with_cells({("table2", "penalties", "decisions"): 0}),
        PREVIOUS,
        FACTS,
    ),
    (
        "行政处罚本年处理决定数量42件，上年为0，要说明原因。",
        CLEAN,
        with_cells({("table2", "penalties", "decisions"): 0}, PREVIOUS),
        FACTS,
    ),
    (
        "正文主动公开历年累计516，上年累计490加本年16应为506。",
        CLEAN,
        replace(PREVIOUS, sections=(Section("一、总体情况", "历年累计公开政府信息490条。"),)),
        FACTS,
    ),
    (
        "报告日期2024年1月30日晚于公布期限2024年1月20日。",
        replace(CLEAN, dated_on=date(2024, 1, 30)),
        None,
        replace(FACTS, publish_by=date(2024, 1, 20)),
    ),
    (
        "申请2023-001既计入部分公开又计入不予公开，只应计部分公开。",
        CLEAN,
        None,
        replace(FACTS, double_counted=("2023-001",)),
    ),
    ("有1件申请超过期限答复：2023-001。", CLEAN, None, replace(FACTS, late_requests=("2023-001",))),
    (
        "诉讼诉2024-1不服不予公开决定而未经复议，2024年起应先申请行政复议，要核对起诉方式。",
        CLEAN,
        None,
        replace(FACTS, suits_without_review=("诉2024-1",)),
    ),
    (
        "本年有结果纠正的案件，第五部分没有提到依申请公开方面的问题。",
        SPOILED[[rule for rule, _, _ in SPOILED].index("X-13")][2],
        None,
        FACTS,
    ),
    (
        "本年有超期答复的申请，第五部分没有提到依申请公开方面的问题。",
        with_text(5, "存在的主要问题是内容的时效还不够，改进情况是明确专人负责，每月核对公开目录。"),
        None,
        replace(FACTS, late_requests=("1",)),
    ),
]


@pytest.mark.parametrize(("says", "report", "previous", "facts"), SAID, ids=range(len(SAID)))
def test_what_is_found_is_said_in_a_sentence_a_clerk_can_act_on(
    says: str, report: AnnualReport, previous: AnnualReport | None, facts: RegisterFacts
) -> None:
    assert says in [finding.message for finding in check(report, previous, facts)]


def _rules_in(package: ModuleType, given: type) -> dict[str, set[Any]]:
    """Return the functions of each file of a package that turn the given into findings."""
    names = [name for _, name, _ in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return {
        name: {
            one
            for one in vars(import_module(name)).values()
            if inspect.isfunction(one)
            and one.__module__ == name
            and [kind.annotation for kind in inspect.signature(one, eval_str=True).parameters.values()] == [given]
            and "Iterator[disclosure.checks.finding.Finding]" in str(inspect.signature(one, eval_str=True))
            and not one.__name__.startswith("_")
        }
        for name in names
    }


@pytest.mark.parametrize(("package", "given"), [(checks, Subject), (records, RecordFacts)], ids=["report", "records"])
def test_every_rule_that_is_written_is_asked(package: ModuleType, given: type) -> None:
    """A rule left out of the list of its file, or a file out of that of all, finds nothing for ever."""
    asked = CHECKS if given is Subject else records._CHECKS
    written = [rule for rules in _rules_in(package, given).values() for rule in rules]
    assert len(written) > 20
    assert {rule.__name__ for rule in written if rule not in asked} == set()
    assert len(set(asked)) == len(asked)


OTHERS_SELVES = {
    "街道": "我局 我委 我厅 我院 本局 局机关 局党组 全局上下 局属 局领导 我镇 我乡 全镇 全乡 本镇 本乡",
    "乡镇": "我局 我委 我厅 我院 本局 局机关 局党组 全局上下 局属 局领导 我街道 我街 本街道 街道党工委",
    "部门": "我街道 我镇 我乡",
    "县区": "我局 我镇 我街道 我乡",
    "市": "我局 我镇 我街道 我乡 我县",
}


@pytest.mark.parametrize(
    ("level", "word"), [(level, word) for level, words in OTHERS_SELVES.items() for word in words.split()]
)
def test_what_another_kind_of_organ_calls_itself_is_told(level: str, word: str) -> None:
    """A report copied from another office still says whose it was."""
    copied = replace(with_text(1, f"一年来，{word}重视这项工作。"), level=level)
    assert any(word in found.message for found in other_organ(Subject(copied)))


def test_of_labels_in_the_wrong_place_a_report_is_told_that_there_are_more() -> None:
    """Twelve of twenty labels were named as if there were no others."""
    misplaced = tuple(f"栏目{place}" for place in range(20))
    [told] = [one.message for one in check(replace(CLEAN, labels_misplaced=misplaced)) if one.rule == "F-7"]
    assert "“栏目11”等，要核对" in told


@pytest.mark.parametrize(("year", "told"), [(1899, True), (1900, False), (2099, False), (2100, True)])
def test_a_year_nobody_lives_in_is_told(year: int, told: bool) -> None:
    said = [one.message for one in check(with_text(1, f"{OVERVIEW}\n{year}年建成。")) if one.rule == "X-10"]
    assert any("不像年份" in one for one in said) is told
