"""Where two reports differ is told cell by cell and sentence by sentence; what was said holds while values stay."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.checks.finding import Finding, error, info, warning
from disclosure.checks.notes import Judged, fingerprint_of, judged, subject_of
from disclosure.records import FindingNote
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS, AnnualReport, Section
from disclosure.report.publication import compared
from disclosure.report.versions import Difference, difference, own_words, sentences_of, version_code

REPORT = AnnualReport(
    year=2024,
    title="测试街道2024年政府信息公开工作年度报告",
    opening="根据条例编制。",
    sections=tuple(Section(heading, f"{heading[2:]}甲。乙；\n丙。") for heading in SECTION_HEADINGS),
    figures=dict.fromkeys(CELLS, 0),
    signature="测试街道",
    dated_on=date(2025, 1, 10),
)
N1 = CellKey("table3", "n1", "total")


def test_the_same_report_does_not_differ_from_itself_whatever_its_code() -> None:
    assert not difference(REPORT, replace(REPORT, version_code="2024-1-00000000"))


@given(st.sets(st.sampled_from(CELLS), max_size=6))
def test_exactly_the_altered_cells_are_named(altered: set[CellKey]) -> None:
    other = replace(REPORT, figures={**REPORT.figures, **dict.fromkeys(altered, 3)})
    found = difference(REPORT, other)
    assert {one.cell for one in found.cells} == altered
    assert found.sentences == ()
    assert bool(found) == bool(altered)


def test_a_sentence_put_in_taken_out_or_altered_is_quoted() -> None:
    said = {
        "甲。乙；丁。": "第五部分：“丙。”→“丁。”",
        "甲。丙。": "第五部分：删去“乙；”",
        "甲。乙；丙。丁。": "第五部分：新增“丁。”",
    }
    plain = _with_fifth("甲。乙；丙。")
    for text, words in said.items():
        assert difference(plain, _with_fifth(text)).lines == (words,)


def _with_fifth(text: str) -> AnnualReport:
    sections = [Section(one.heading, text) if one.heading == SECTION_HEADINGS[4] else one for one in REPORT.sections]
    return replace(REPORT, sections=tuple(sections))


def test_title_signature_and_day_are_compared_too() -> None:
    other = replace(REPORT, title="别的题目", signature="", dated_on=None)
    assert [one.where for one in difference(REPORT, other).sentences] == ["标题", "署名", "成文日期"]


def test_the_summary_counts_all_and_quotes_the_first() -> None:
    other = replace(REPORT, figures={**REPORT.figures, **dict.fromkeys(CELLS[:6], 9)})
    summary = difference(REPORT, other).summary
    assert summary.startswith("6 个单元格变化：规章·本年制发件数 0→9；")
    assert summary.endswith(" …")
    assert summary.count("→9；") == 3, "four of them"
    assert Difference().counts == ""


def test_the_summary_of_few_names_them_all() -> None:
    figures = {**REPORT.figures, **dict.fromkeys(CELLS[:3], 9)}
    few = difference(REPORT, replace(REPORT, figures=figures, title="别的题目"))
    assert few.counts == "3 个单元格、1 个句子"
    assert few.summary == f"3 个单元格、1 个句子变化：{'；'.join(few.lines)}"
    assert few.lines[3] == "标题：“测试街道2024年政府信息公开工作年度报告”→“别的题目”"


def test_a_blank_cell_is_told_as_blank() -> None:
    other = replace(REPORT, figures={cell: value for cell, value in REPORT.figures.items() if cell != N1})
    assert difference(REPORT, other).lines == ("一、本年新收政府信息公开申请数量·总计 0→空",)


def test_a_code_is_that_of_year_version_and_content() -> None:
    assert version_code(2024, 1, "甲") == version_code(2024, 1, "甲")
    assert not any(re.search(r"\d{4}-\d", version_code(2026, 1, str(content))) for content in range(50)), "no date"
    assert re.fullmatch("2024V1-[0-9A-F]{8}", version_code(2024, 1, "甲")), "as it stands on every issued page"
    assert len({version_code(2024, 1, "甲"), version_code(2024, 2, "甲"), version_code(2024, 1, "乙")}) == 3


def test_fixed_words_are_no_sign_of_copying() -> None:
    text = "（一）主动公开\n根据《政府信息公开条例》公开信息16条。本年度未发生责任追究。改造进度逐月公布。"
    assert own_words(Section(SECTION_HEADINGS[0], text)) == "根据公开信息条。改造进度逐月公布。"
    assert sentences_of("甲。\n\n乙") == ["甲。", "乙"]


# --- the portal ---


def test_a_page_without_a_table_names_its_parts_and_no_cell() -> None:
    page = replace(REPORT, figures={cell: 0 for cell in CELLS if cell.table == "table3"})
    assert compared(REPORT, page).lines == ("第二、四部分无表格",)


def test_lost_sections_altered_words_and_titles_are_told() -> None:
    page = replace(_with_fifth("别的话。"), title="别的题目", sections=_with_fifth("别的话。").sections[:5])
    lines = compared(REPORT, page).lines
    assert lines[0].startswith("标题：签发 测试街道2024年")
    assert lines[1].startswith("第五部分文字：签发 “…")
    assert lines[2] == "第六部分：签发 六、其他需要报告的事项，网页 没有"


@pytest.mark.parametrize(
    ("altered", "told"),
    [
        ({"opening": "本报告作废。"}, "开头：签发 “…根据条例编制。…”，网页 “…本报告作废。…”"),
        ({"opening": ""}, "开头：签发 “…根据条例编制。…”，网页 （到此为止）"),
        ({"signature": "别的街道"}, "署名：签发 测试街道，网页 别的街道"),
        ({"dated_on": None}, "成文日期：签发 2025年1月10日，网页 没有"),
        ({"title": ""}, f"标题：签发 {REPORT.title}，网页 没有"),
    ],
)
def test_a_page_with_another_opening_signature_or_day_does_not_say_what_was_issued(
    altered: dict[str, object], told: str
) -> None:
    """「网页与签发版本一致」 was said of them, and of renamed parts; the proof said so of all words."""
    assert compared(REPORT, replace(REPORT, **altered)).lines == (told,)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", range(6))
def test_a_renamed_part_and_a_sentence_beside_a_table_are_told(place: int) -> None:
    sections = list(REPORT.sections)
    was = sections[place]
    sections[place] = Section(f"{was.heading[:2]}别的", f"{was.text}以上均属虚构。")
    heading, text = compared(REPORT, replace(REPORT, sections=tuple(sections))).lines
    assert heading == f"第{was.heading[0]}部分标题：签发 {was.heading}，网页 {was.heading[:2]}别的"
    assert text.endswith("以上均属虚构。…”")


def test_a_part_nobody_issued_is_told_and_a_second_copy_of_one_too() -> None:
    """A page with 「七、2026年工作思路」 and another 五 「与签发版本一致」; the proof said so of all words."""
    for heading in ("七、工作思路", REPORT.sections[4].heading):
        page = replace(REPORT, sections=(*REPORT.sections, Section(heading, "另收到申请99件。")))
        told = " ".join(compared(REPORT, page).lines)
        assert f"签发时没有的部分“{heading}”" in told
        assert "99件" in told


def test_a_renamed_row_of_a_table_is_told_though_its_figures_are_right() -> None:
    page = replace(REPORT, labels_read={"（二）部分公开": "（二）部份公开"})
    assert compared(REPORT, page).lines == ("表格里的“（二）部分公开”：签发 （二）部分公开，网页 （二）部份公开",)


def test_blanks_line_ends_and_half_width_marks_are_the_same_words() -> None:
    sections = [Section(one.heading, one.text.replace("；", ";\n ")) for one in REPORT.sections]
    assert compared(REPORT, replace(REPORT, sections=tuple(sections))).agrees


def test_a_text_that_ends_early_is_told_where() -> None:
    found = compared(_with_fifth("甲。乙。"), _with_fifth("")).lines
    assert found == ("第五部分文字：签发 “…甲。乙。…”，网页 （到此为止）",)


# --- what is said to findings ---


def note(finding: Finding, **values: object) -> FindingNote:
    said = {
        "year": 2024,
        "rule": finding.rule,
        "subject": subject_of(finding),
        "fingerprint": fingerprint_of(finding),
        "explanation": "已核实",
    }
    return FindingNote(**{**said, **values})  # type: ignore[arg-type]


def test_words_hold_while_both_values_stay() -> None:
    before = warning("X-1", "正文9件，表三1件。", ("表三",), (9, 1))
    for values in ((9, 2), (8, 1)):
        (now,) = judged([replace(before, values=values, message="别的")], [note(before)])
        assert now.is_open
        assert now.said == "数值已变，原说明失效：已核实"
    (same,) = judged([before], [note(before)])
    assert not same.is_open
    assert same.said == "说明：已核实"


def test_words_to_a_finding_without_cells_hold_for_its_sentence() -> None:
    before = warning("F-14", "第五部分只有8个字。")
    assert not judged([before], [note(before)])[0].is_open
    assert judged([replace(before, message="第五部分只有9个字。")], [note(before)])[0].is_open


@pytest.mark.parametrize(
    ("finding", "is_open"),
    [
        (error("T3-1", "不等"), True),
        (info("X-14", "变化"), False),
        (warning("X-1", "不符"), True),
    ],
)
def test_errors_and_warnings_stand_in_the_way_infos_never(finding: Finding, *, is_open: bool) -> None:
    assert Judged(finding).is_open is is_open
    assert Judged(finding).said == ""


def test_no_words_settle_an_error_but_lateness_which_cannot_be_undone() -> None:
    wrong, late = error("T3-1", "不等"), error("F-17", "晚于期限", may_be_so=True)
    assert judged([wrong], [note(wrong)])[0].is_open
    assert not judged([late], [note(late)])[0].is_open
    assert judged([late], [note(late, explanation="", is_dismissed=True)])[0].is_open
    assert not wrong.can_be_explained
    assert judged([warning("F-4", "缺")], [note(warning("F-4", "缺"), explanation="")])[0].said == "说明：已忽略"
