"""Every shape a report is published in: all printed cells come back, nothing is invented, what is unread is not 0."""

import io
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import CELLS, TABLE3_COLUMNS, TOTAL, CellKey, totals
from disclosure.report.model import AnnualReport
from disclosure.report.tables import Role, StatTable
from importers.published import read_published
from tasks.report.check import check_source
from tests.disclosure.checks.clean import CLEAN
from tests.importers.published.file_shapes import FILE_SHAPES, listed
from tests.importers.published.web_shapes import AFTER, PORTAL, WEB_SHAPES, page, plain, rows, table


def consistent(seed: int) -> AnnualReport:
    """The clean report with great random figures that add up."""
    dice = random.Random(seed)
    counted = {key: dice.choice([0, 0, dice.randint(1, 4000)]) for key in CELLS if key.column != TOTAL}
    counted = {key: number for key, number in counted.items() if key.row not in ("k7", "rules")}
    answered = totals(counted)
    for column in TABLE3_COLUMNS:
        if column != TOTAL:
            there = answered[CellKey("table3", "k7", column)] + counted[CellKey("table3", "n4", column)]
            carried = dice.randint(0, int(there))
            counted[CellKey("table3", "n2", column)] = carried
            counted[CellKey("table3", "n1", column)] = int(there) - carried
    return replace(CLEAN, figures=dict(totals(counted)))


WHOLE = page(CLEAN)


def same(read: AnnualReport, report: AnnualReport) -> None:
    assert dict(read.figures) == dict(report.figures)
    assert dict(read.labels_read) == {}
    same_words(read, report)


def same_words(read: AnnualReport, report: AnnualReport) -> None:
    assert [section.heading for section in read.sections] == [section.heading for section in report.sections]
    assert (read.year, read.title, read.agency) == (report.year, report.title, report.agency)
    assert (read.signature, read.dated_on) == (report.signature, report.dated_on)
    for here, there in zip(read.sections, report.sections, strict=True):
        assert "".join(here.text.split()) == "".join(there.text.split())


def kept(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


SHAPES: dict[str, tuple[str, Callable[[AnnualReport], str | bytes]]] = {
    **{name: ("page.html", shape) for name, shape in WEB_SHAPES.items()},
    **{name: (name, shape) for name, shape in FILE_SHAPES.items()},
}


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("place", "name"), list(enumerate(SHAPES)))
def test_great_figures_are_read_whole_in_every_shape(place: int, name: str, tmp_path: Path) -> None:
    report, (file_name, shape) = consistent(place % 2), SHAPES[name]
    same(read_published(kept(tmp_path / file_name, shape(report))), report)


@pytest.mark.parametrize("name", SHAPES)
def test_a_clean_report_is_read_whole_and_clean_in_every_shape(name: str, tmp_path: Path) -> None:
    file_name, shape = SHAPES[name]
    read, findings = check_source(kept(tmp_path / file_name, shape(CLEAN)))
    same(read, CLEAN)
    assert [(one.rule, one.cells) for one in findings] == []


MARKS = ["/", "-", "—", "——", "无", "*", "／", ""]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_instead_of_a_figure_stays_what_it_is(mark: str, tmp_path: Path) -> None:
    marked = {key: mark if value == 0 and key.table != "table2" else value for key, value in CLEAN.figures.items()}
    report = replace(CLEAN, figures=marked)
    same(read_published(kept(tmp_path / "marks.html", page(report))), report)


LABELS = list(
    dict.fromkeys((t.code, cell.text) for t in CLEAN.tables for cell in t.cells if cell.role is not Role.FIGURE)
)


@pytest.mark.sampled
@pytest.mark.parametrize(
    "change",
    [lambda text, place: text[:place] + text[place + 1 :], lambda text, place: f"{text[:place]}某{text[place + 1 :]}"],
)
@pytest.mark.parametrize(("code", "label"), LABELS)
def test_a_label_altered_by_a_character_is_recognised_and_reported(
    code: str, label: str, change: Callable[[str, int], str], tmp_path: Path
) -> None:
    signs = [place for place, sign in enumerate(label) if "\u4e00" <= sign <= "\u9fff"]
    printed = change(label, signs[len(signs) // 2])

    def draw(item: StatTable) -> str:
        is_wanted = item.code == code
        return table(item, lambda cell: f"<p>{printed}</p>" if is_wanted and cell.text == label else plain(cell))

    read = read_published(kept(tmp_path / "label.html", page(CLEAN, draw)))
    assert dict(read.figures) == dict(CLEAN.figures)
    assert dict(read.labels_read) == {label: printed}


SHOWN_IN_LISTS = [
    "第二十条第（六）项",
    "信息内容",
    "现行有效件数",
    "行政规范性文件",
    "行政强制",
    "行政事业性收费",
    "商业企业",
    "社会公益组织",
    "一、本年新收政府信息公开申请数量",
    "（三）不予公开",
    "2.重复申请",
    "四、结转下年度继续办理",
    "结果维持",
    "复议后起诉",
]


@pytest.mark.parametrize("label", SHOWN_IN_LISTS)
def test_a_label_altered_in_a_text_of_one_cell_a_line_is_recognised_and_reported(label: str, tmp_path: Path) -> None:
    printed = f"{label[:-2]}某{label[-1:]}"
    content = listed(CLEAN).replace(f"\n{label}\n", f"\n{printed}\n")
    read = read_published(kept(tmp_path / "listed.txt", content))
    assert dict(read.figures) == dict(CLEAN.figures)
    assert dict(read.labels_read) == {label: printed}


@pytest.mark.parametrize("code", ["table2", "table3", "table4"])
def test_a_missing_table_is_reported_and_its_cells_are_absent(code: str, tmp_path: Path) -> None:
    drawn = page(CLEAN, lambda item: "<img src=a.png>" if item.code == code else table(item))
    path = kept(tmp_path / "gap.html", drawn)
    report, findings = check_source(path)
    assert not any(key.table == code for key in report.figures)
    assert [(finding.rule, finding.cells) for finding in findings] == [("F-1", (code,))]


CUTS = [
    ("5.要求行政机关确认或重新", "出具已获取信息", True),
    ("（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）", True),
    ("1.申请人无正当理由逾期不补正、", "行政机关不再处理其政府信息公开申请", False),
]


@pytest.mark.parametrize(("before", "after", "is_above"), CUTS)
def test_a_row_cut_by_a_page_is_put_together(before: str, after: str, is_above: bool, tmp_path: Path) -> None:
    row = next(row for row in rows(CLEAN.table("table3")) if f"<p>{before}{after}</p>" in row)
    label = f"<p>{before}{after}</p>"
    blank = re.sub(r"<p>\d+</p>", "<p></p>", row)
    above, below = (row, blank) if is_above else (blank, row)
    halves = f"{above.replace(label, before)}</tr></table><p>- 3 -</p><table><tr>{below.replace(label, after)}"
    same(read_published(kept(tmp_path / "cut.html", WHOLE.replace(row, halves))), CLEAN)


def test_a_formula_without_its_value_is_unknown_and_never_blank(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FILE_SHAPES["sheets.xlsx"](CLEAN)))
    book["table3"]["J5"] = "=SUM(D5:I5)"
    path = tmp_path / "formula.xlsx"
    book.save(path)
    unread = CellKey("table3", "n1", TOTAL)
    assert dict(read_published(path).figures) == {**CLEAN.figures, unread: None}
    assert [(one.rule, one.cells) for one in check_source(path)[1]] == [("F-23", (unread.path,))]


def test_a_figure_that_is_a_picture_is_unknown(tmp_path: Path) -> None:
    key = CellKey("table3", "n1", "company")
    drawn = page(CLEAN, lambda item: table(item, lambda cell: "<img src=2.png>" if cell.key == key else plain(cell)))
    path = kept(tmp_path / "picture.html", drawn)
    assert dict(read_published(path).figures) == {**CLEAN.figures, key: None}
    assert [(one.rule, one.cells) for one in check_source(path)[1]] == [("F-23", (key.path,))]


SIGNED = "<p>测试街道办事处</p><p>2024年1月2日</p>"
TITLE = f"<p>{CLEAN.title}</p>"
HEADINGS = "".join(f"<li>{section.heading}</li>" for section in CLEAN.sections)
WORDS = [
    WHOLE.replace("<p>一、总体情况</p>", "<ol><li>总体情况</li></ol>"),
    WHOLE.replace("<p>一、总体情况</p>", "<p><strong>一、 总体情况：</strong></p>"),
    WHOLE.replace("<p>一、总体情况</p>", "<p>第一部分 总体情况</p>"),
    WHOLE.replace("<p>本报告", f"<p>目录</p>{HEADINGS}<p>本报告"),
    WHOLE.replace("<div id=zoom>", f"{HEADINGS}<div id=zoom>"),
    WHOLE.replace(SIGNED, "<p>测试街道办事处&nbsp;&nbsp;2024年1月2日</p>"),
    WHOLE.replace(SIGNED, "<p>2024年1月2日</p><p>测试街道办事处</p>"),
    WHOLE.replace(TITLE, "<h1>测试街道办事处<br>2023年<br>政府信息公开工作年度报告</h1>"),
    WHOLE.replace(TITLE, "<p>测试街道办事处</p><p>2023年政府信息公开工作年度报告</p>"),
    WHOLE.replace("<div id=zoom>", "<div id=zoom><div>发布时间：2024-01-19 10:22 浏览次数：33 字号：[大]</div>"),
]


@pytest.mark.parametrize("content", WORDS)
def test_the_words_around_the_tables_are_found_however_they_are_set(content: str, tmp_path: Path) -> None:
    assert content != WHOLE
    same(read_published(kept(tmp_path / "words.html", content)), CLEAN)


ENCODED = [
    WHOLE.encode("gbk"),
    WHOLE.replace("<head>", '<head><meta charset="utf-8">').encode("gb18030"),
    WHOLE.replace("<head>", '<head><meta charset="gb2312">').encode(),
    WHOLE.encode("utf-16"),
    WHOLE.encode().replace("友".encode(), b"").replace("【打印本页】".encode(), b"\xff"),
]


@pytest.mark.parametrize("content", ENCODED)
def test_the_encoding_is_told_by_the_text(content: bytes, tmp_path: Path) -> None:
    same(read_published(kept(tmp_path / "encoded.html", content)), CLEAN)


def test_a_page_that_only_links_the_report_says_so(tmp_path: Path) -> None:
    path = kept(tmp_path / "link.html", f"{PORTAL}{TITLE}<p>附件：<a href=a.pdf>年度报告.pdf</a></p>{AFTER}")
    with pytest.raises(SourceUnreadableError, match="下载附件"):
        read_published(path)
