"""A row, a column or a table gone from a published report is named: nothing is silently unchecked."""

import json
from pathlib import Path

import pytest

import main
from tasks.report.check import check_source

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "reports"

GONE = {
    "gone-n1-018.docx": ("本年新收",),
    "gone-n2-019.docx": ("上年结转",),
    "gone-n4-009.docx": ("结转下年度继续办理",),
    "gone-total-row-k7-009.docx": ("（七）总计",),
    "gone-petition-row-009.docx": ("信访举报投诉",),
    "gone-zero-row-k55-018.docx": ("要求行政机关确认",),
    "gone-licence-and-coercive-rows-009.docx": ("行政许可", "行政强制"),
    "gone-rules-row-018.docx": ("规章",),
    "gone-table4-row-009.docx": ("行政复议",),
    "gone-table3-whole-018.docx": ("收到和处理",),
    "gone-table3-whole-019.html": ("收到和处理",),
    "gone-five-rows-019.html": ("逾期不补正", "逾期未按收费通知"),
    "gone-fee-row-009.html": ("行政事业性收费",),
    "gone-legal-column-009.html": ("收到和处理",),  # the reader does not find the other columns yet
    "short-row-normative-009.txt": ("行政规范性文件",),
    "short-row-normative-018.txt": ("行政规范性文件",),
}
"""What is gone from each file, in the official wording."""


@pytest.mark.parametrize("name", GONE)
def test_what_is_gone_is_named_in_the_official_wording(name: str) -> None:
    _, found = check_source(FOLDER / name)
    said = "\n".join(one.message for one in found if one.rule in ("F-1", "F-23"))
    assert all(word in said for word in GONE[name]), said


def test_the_check_of_a_report_says_how_many_cells_it_read(capsys: pytest.CaptureFixture[str]) -> None:
    main.main(["check-report", str(FOLDER / "gone-n1-018.docx"), "--json"])
    read = json.loads(capsys.readouterr().out)["read"]
    assert (read["cells"], read["of"]) == (193, 200)
    assert len(read["missing"]) == 7
    assert all("本年新收" in path for path in read["missing"])
    main.main(["check-report", str(FOLDER / "gone-n1-018.docx")])
    assert "读出 193 格，应有 200 格" in capsys.readouterr().out


def test_a_source_without_a_single_cell_replaces_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = str(tmp_path / "office.db")
    good = str(FOLDER / "gone-fee-row-009.html")
    assert main.main(["import", office, good, "--as", "published-report", "--year", "2025"]) == 0
    empty = tmp_path / "words.txt"
    empty.write_text(
        "一、总体情况\n2025年，街道认真做好政府信息公开工作。\n六、其他需要报告的事项\n无。\n", encoding="utf-8"
    )
    assert main.main(["import", office, str(empty), "--as", "published-report", "--year", "2025"]) == 2
    assert "没有读出三张表的任何一格" in capsys.readouterr().err
