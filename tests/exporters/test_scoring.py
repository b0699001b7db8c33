"""自查报告: every line by its state, each loss with its cases and what was said of it, what waits with its papers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from disclosure.statistics.scoring import MENDING, Evidence, Measure, Scorecard, ScoredLine, ScoreSheet, SheetLine
from exporters.paper.document import Heading, Paragraph
from exporters.scoring import rows_of, scorecard_document, write_scorecard

LATE = SheetLine("2.1", "依申请公开", "逾期答复", Decimal("0.5"), True, None, Measure.LATE_ANSWER, "")
LOST = ScoredLine(LATE, (Evidence("申请甲逾期"), Evidence("申请乙逾期")), "系统停电", "已经整改")
CLEAR = ScoredLine(replace(LATE, code="2.2", text="没有逾期"), ())
WAITS = ScoredLine(
    SheetLine("3.1", "平台建设", "专栏内容", Decimal(1), False, None, None, "网页截图"), (), "等截图", ""
)
CARD = Scorecard("示例街道", 2024, ScoreSheet("示例考核", "示例发〔2024〕1号", (LATE,)), (LOST, CLEAR, WAITS))


def paragraphs(card: Scorecard) -> list[str]:
    blocks = scorecard_document(card, date(2025, 3, 3)).blocks
    return [block.text for block in blocks if isinstance(block, Heading | Paragraph)]


def test_a_loss_is_told_with_its_cases_its_mending_and_what_was_said_this_year_and_last() -> None:
    told = paragraphs(CARD)
    start = told.index("2.1　逾期答复（扣1分）")
    assert told[start + 1 : start + 6] == [
        "1.申请甲逾期",
        "2.申请乙逾期",
        f"补救：{MENDING[Measure.LATE_ANSWER]}",
        "说明：系统停电",
        "上年说明：已经整改",
    ]


def test_what_waits_is_told_with_its_papers_and_what_was_said() -> None:
    told = paragraphs(CARD)
    start = told.index("3.1　专栏内容。佐证材料：网页截图。")
    assert told[start + 1] == "说明：等截图"
    assert [text for text in told if text.startswith("上年说明")] == ["上年说明：已经整改"]


def test_a_card_without_losses_and_without_anything_to_verify_says_both() -> None:
    told = paragraphs(replace(CARD, lines=(CLEAR,)))
    assert told[told.index("二、扣分项的依据和补救") + 1] == "没有发现。"
    assert told[told.index("三、待核实的项目") + 1] == "没有。"
    assert told[-1] == "四、签字"


def test_each_line_has_its_times_and_its_points_unless_it_waits() -> None:
    assert [row[-3:] for row in rows_of(CARD)] == [("扣分", "2", "1"), ("未发现扣分", "0", "0"), ("待核实", "", "")]
    early = replace(CARD, lines=(replace(CLEAR, is_early=True),))
    assert [row[-3:] for row in rows_of(early)] == [("尚未到期", "", "")]
    assert next(rows_of(CARD))[:3] == ("2.1", "依申请公开", "逾期答复")


def test_nobody_signs_on_a_page_alone() -> None:
    blocks = scorecard_document(CARD, date(2025, 3, 3)).blocks
    last = [block for block in blocks if isinstance(block, Paragraph)][-1]
    assert (last.text, last.holds_next) == ("说明：等截图", True)


def test_as_a_sheet_each_line_stands_under_its_headings_with_what_it_rests_on(tmp_path: Path) -> None:
    write_scorecard(CARD, tmp_path / "自查.xlsx", date(2025, 3, 3))
    head, *rows = openpyxl.load_workbook(tmp_path / "自查.xlsx").worksheets[0].iter_rows(values_only=True)
    assert [row[0] for row in rows] == ["2.1", "2.2", "3.1"]
    assert [(row[head.index("依据")] or "") for row in rows] == ["申请甲逾期；申请乙逾期", "", ""]
    assert [row[2] for row in rows] == [line.line.text for line in CARD.lines]
